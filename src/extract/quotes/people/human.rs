//! Which names are those of human beings, whom "he" and "she" can mean.
//!
//! In: somebody of an article. Out: whether they are a person, as shown by a given name, an initial, a role or the surname alone, or
//! since nothing shows that they are something else, such as a firm.

use super::{Name, People, called_by, is_initial, plain, surname};
use crate::extract::tokens::Token;
use crate::lexicon::few_words::FewWords;
use crate::lexicon::names::stands_first;
use crate::lexicon::place_words::beside;
use crate::lexicon::places;
use crate::lexicon::speech::{self, class};

/// What laws are called: `Cyber Security Bill`.
const LAWS: FewWords<4> = FewWords::new(["Act", "Bill", "Code", "Law"]);

impl People<'_> {
    /// Whether a name is one of a human being, whom "he" and "she" can mean. `West Virginia` and `the Coastal Trade Act` are none.
    pub(in crate::extract::quotes) fn is_human(&self, person: usize) -> bool {
        let words = self.all[person].words;
        let capitals = |word: &Token<'_>| {
            word.text.len() > 1 && !word.text.bytes().any(|byte| byte.is_ascii_lowercase())
        };
        // "Iowa Democrat", "USS Ruiz"
        let place = |word: &Token<'_>| places::is_place(plain(word));
        let doubtful = || words.iter().any(capitals) || place(&words[0]) || place(surname(words));
        let find = || !self.is_body(person) && (self.is_shown(person) || !doubtful());
        *self.all[person].human.get_or_init(find)
    }

    /// Whether a name is one of a place, a firm or another body: `West Virginia`, `Harbor Lines`, `the Coastal Trade Act`.
    pub(in crate::extract::quotes) fn is_body(&self, person: usize) -> bool {
        let known = &self.all[person];
        let find = || {
            places::is_place(self.name(person))
                || self.is_firm(known.words)
                || self.is_something_else(person) && !self.is_shown(person)
        };
        *known.body.get_or_init(find)
    }

    /// Whether a given name, an initial, a role or the surname alone shows a human being.
    fn is_shown(&self, person: usize) -> bool {
        let words = self.all[person].words;
        opens_a_name(words)
            || words.iter().any(is_initial)
            || self.role(person).is_some()
            || self
                .names_of(person)
                .any(|name| self.is_surname_alone(person, name))
    }

    /// Whether a name is the surname alone: `Ruiz`, `Ms. Ruiz`; not `the Act`, nor `Virginia` of `West Virginia`.
    fn is_surname_alone(&self, person: usize, name: &Name) -> bool {
        let tokens = self.tokens(name);
        let known = self.all[person].words;
        let word = called_by(&tokens[name.words.0 as usize]);
        let surname = called_by(surname(known));
        let article = tokens[name.phrase.0 as usize].is(class::DET);
        !name.full && word == surname && !places::is_place(word) && !article
    }

    /// Whether the words of a name are those of something else: `Iowa Voters`, `Green Bay`, or it has an article.
    fn is_something_else(&self, person: usize) -> bool {
        const NOT_A_SURNAME: u8 =
            beside::NATURE | beside::BODY | beside::CIVIC | beside::STREET | beside::KIND;
        let last = plain(surname(self.all[person].words));
        // "the Coastal Trade Act"; not "his nephew Tom Okafor"
        let article = |name: &Name| {
            let tokens = self.tokens(name);
            let opens = &tokens[name.phrase.0 as usize];
            let the = opens.text.eq_ignore_ascii_case("the");
            name.full && (the || opens.is(class::DET) && name.phrase.0 + 1 == name.words.0)
        };
        let beside = speech::word(last).map_or(0, |word| word.beside);
        let nation = (last.len() > 5) & last.ends_with("ans"); // Americans
        let law = LAWS.contains(last) && !opens_a_name(self.all[person].words);
        nation || law || beside & NOT_A_SURNAME != 0 || self.names_of(person).any(article)
    }
}

/// Whether the first word is one of persons alone: a given name, a family name of those that stand first, or one before a Korean
/// given name (`Han` of `Han Mi-sook`).
pub(super) fn opens_a_name(words: &[Token<'_>]) -> bool {
    let korean = || {
        const LONGEST: usize = 5;
        let (first, second) = words[1].text.split_once('-')?;
        let short = first.len().max(second.len()) <= LONGEST;
        Some(words.len() == 2 && short && second.starts_with(char::is_lowercase))
    };
    words[0].is(class::GIVEN) || stands_first(words[0].text) || korean().unwrap_or(false)
}
