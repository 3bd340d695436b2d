//! Which names the article shows to be those of firms, not of people.
//!
//! In: the names of the article. Out: whether one is a firm's: it stands somewhere with a word of firms behind it (`Weeden | Inc`) or
//! with a ticker (`Weeden | (WDN.N)`), or it says something about `its` own. What `he` or `she` says is a person's, and so is a
//! name that somewhere stands behind a given name or an office.

use rustc_hash::FxHashMap;

use super::{Name, People, is_initial, plain};
use crate::extract::quotes::mention::is_office;
use crate::extract::ticker::has_ticker;
use crate::extract::tokens::{Kind, Token};
use crate::lexicon::speech::class;

/// What the article shows of a name, as bits.
mod shown {
    /// A word of firms behind it.
    pub(super) const FIRM: u8 = 1;
    /// A ticker behind it.
    pub(super) const TICKER: u8 = 1 << 1;
    /// It speaks of `its` own.
    pub(super) const IT: u8 = 1 << 2;
    /// A given name, an office or an honorific before it, or it speaks of `his` or `her` own.
    pub(super) const PERSON: u8 = 1 << 3;
}

/// What an article shows of its names, by their first word and by their first two.
#[derive(Debug, Default)]
pub(super) struct Firms<'a> {
    shown: FxHashMap<&'a str, u8>,
}

impl<'a> Firms<'a> {
    fn of(people: &People<'a>) -> Self {
        let mut firms = Self::default();
        for name in &people.names {
            let tokens = people.paragraphs[name.paragraph as usize].tokens;
            firms.read(people.text, tokens, name);
        }
        if firms.shown.values().any(|shown| shown & shown::IT != 0) {
            for name in &people.names {
                let tokens = people.paragraphs[name.paragraph as usize].tokens;
                firms.read_surname(tokens, name);
            }
        }
        firms
    }

    /// Takes in what stands behind a name.
    fn read(&mut self, text: &'a str, tokens: &[Token<'a>], name: &Name) {
        let (first, last) = (name.words.0 as usize, name.words.1 as usize);
        let words = &tokens[first..=last];
        let end = words[words.len() - 1].end();
        let lone = words.len() == 1;
        let firm = words[1..].iter().any(|word| word.is(class::FIRM));
        let mut bits = u8::from(firm) * shown::FIRM;
        if may_open_ticker(text, end) && has_ticker(text, end) {
            bits |= shown::TICKER;
        }
        if lone {
            bits |= said_of_own(&tokens[last + 1..]);
        }
        if bits == 0 {
            return; // most names
        }
        // A firm can be called by a given name with others behind it, and then is hardly called by that alone.
        let given = words[0].is(class::GIVEN);
        if lone || !given || words.len() == 2 && firm {
            *self.shown.entry(plain(&words[0])).or_default() |= bits;
        }
        // "J.C. Penney Co" goes by "Penney".
        if words.len() > 2 && words[0].joined && words[0].text.contains('.') {
            *self.shown.entry(plain(&words[1])).or_default() |= bits;
        }
        if !lone && (bits & shown::TICKER != 0 || words.len() > 2 && !given) {
            let two = &text[words[0].start()..words[1].end()];
            *self.shown.entry(two).or_default() |= bits;
        }
    }

    /// Takes in what stands before a surname that speaks of `its` own: `Ana | Ruiz`, `President | Ruiz`, `A. | Ruiz`.
    fn read_surname(&mut self, tokens: &[Token<'a>], name: &Name) {
        let (first, last) = (name.phrase.0 as usize, name.words.1 as usize);
        let surname = &tokens[last];
        let Some(before) = last.checked_sub(1).map(|before| &tokens[before]) else {
            return;
        };
        let given = before.is(class::GIVEN | class::HONORIFIC) || is_initial(before);
        let person = given || last > first && is_office(before);
        if person
            && !surname.is(class::ORGANISATION)
            && let Some(shown) = self.shown.get_mut(plain(surname))
        {
            *shown |= shown::PERSON;
        }
    }

    /// Whether the name of these words is a firm's.
    fn has(&self, text: &str, words: &[Token<'_>]) -> bool {
        let shown = match words {
            [only] => self.shown.get(plain(only)),
            [first, second, ..] => self.shown.get(&text[first.start()..second.end()]),
            [] => None,
        };
        let shown = shown.copied().unwrap_or_default();
        let certain = shown & (shown::FIRM | shown::TICKER) != 0;
        let speaks = shown & (shown::IT | shown::PERSON) == shown::IT;
        certain || speaks && !words[0].is(class::GIVEN)
    }
}

/// Whether a ticker may stand behind the name that ends at `at`: hardly ever.
fn may_open_ticker(text: &str, at: usize) -> bool {
    matches!(
        text.as_bytes().get(at..at + 2),
        Some([b' ', b'(' | b'<' | b'[' | b'A'..=b'Z'])
    )
}

/// Whom a speaker means by the next pronoun: `said | it would close its yard`, `said | he was tired`.
fn said_of_own(behind: &[Token<'_>]) -> u8 {
    const NEAR: usize = 8;
    let also = behind.first().is_some_and(|word| word.is(class::ADVERB));
    let behind = &behind[usize::from(also)..];
    if !behind
        .first()
        .is_some_and(|verb| verb.is(class::CUE) && !verb.capital)
    {
        return 0;
    }
    let sentence = &behind[1..behind.len().min(NEAR)];
    let stop = |word: &Token<'_>| matches!(word.kind, Kind::End | Kind::Quote);
    let end = sentence.iter().position(stop).unwrap_or(sentence.len());
    let own = sentence[..end]
        .iter()
        .enumerate()
        .find_map(|(at, word)| match word.text {
            "its" => Some(shown::IT),
            "it" if !is_about_nothing(&sentence[at + 1..end]) => Some(shown::IT),
            "he" | "she" | "his" | "her" => Some(shown::PERSON),
            _ => None,
        });
    own.unwrap_or(0)
}

/// Whether `it` before these words may mean nobody: `it | was late`, `it | would be a pity`.
fn is_about_nothing(behind: &[Token<'_>]) -> bool {
    const BE: [&str; 8] = ["be", "been", "is", "look", "looked", "looks", "take", "was"];
    let mut verbs = behind.iter();
    let verb = verbs.find(|word| !word.is(class::ADVERB) && !is_modal(word.text));
    verb.is_none_or(|verb| BE.contains(&verb.text) || verb.text.starts_with("seem"))
}

fn is_modal(word: &str) -> bool {
    matches!(
        word,
        "could" | "had" | "has" | "may" | "might" | "should" | "will" | "would"
    )
}

impl People<'_> {
    /// Whether the article shows that these words are the name of a firm.
    pub(in crate::extract::quotes) fn is_firm(&self, words: &[Token<'_>]) -> bool {
        let firms = self.firms.get_or_init(|| Firms::of(self));
        firms.has(self.text, words)
    }
}
