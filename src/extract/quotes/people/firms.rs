//! Which names the article shows to be those of firms, not of people.
//!
//! In: the names of the article. Out: whether one is a firm's: it stands somewhere with a word of firms behind it (`Weeden | Inc`) or
//! with a ticker (`Weeden | (WDN.N)`), or it says something about `its` own. What `he` or `she` says is a person's, and so is a
//! name that somewhere stands behind a given name or an office.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::{Name, People, is_initial, plain};
use crate::extract::quotes::heads::is_office;

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

/// What an article shows of its names. Names of one word are told from others by more, and asked for less.
#[derive(Debug, Default)]
pub(super) struct Firms<'a> {
    /// By their first two words, once it is asked.
    longer: OnceCell<FxHashMap<&'a str, u8>>,
    /// By their first word, once it is asked.
    alone: OnceCell<FxHashMap<&'a str, u8>>,
}

/// The names of two words and more that have a word of firms among them or a ticker behind them, by their first two.
fn longer<'a>(people: &People<'a>) -> FxHashMap<&'a str, u8> {
    let mut all: FxHashMap<&str, u8> = FxHashMap::default();
    for name in people.names.iter().filter(|name| !name.is_one_word()) {
        let words = people.words(name);
        let bits = shown_by(people.text, words);
        if bits == 0 {
            continue; // most names
        }
        let many = words.len() > 2 && !words[0].is(class::GIVEN);
        if bits & shown::TICKER != 0 || many {
            let two = &people.text[words[0].start()..words[1].end()];
            *all.entry(two).or_default() |= bits;
        }
    }
    all
}

/// What is shown of the first words of names.
fn alone<'a>(people: &People<'a>) -> FxHashMap<&'a str, u8> {
    let mut all: FxHashMap<&str, u8> = FxHashMap::default();
    for name in &people.names {
        let tokens = people.tokens(name);
        let words = people.words(name);
        let mut bits = shown_by(people.text, words);
        if name.is_one_word() {
            bits |= said_of_own(&tokens[name.words.1 as usize + 1..]);
        }
        if bits == 0 {
            continue; // most names
        }
        // A firm can be called by a given name with others behind it, and then is hardly called by that alone.
        let given = words[0].is(class::GIVEN);
        let firm = bits & shown::FIRM != 0;
        if name.is_one_word() || !given || words.len() == 2 && firm {
            *all.entry(plain(&words[0])).or_default() |= bits;
        }
        // "J.C. Weeden Co" goes by "Weeden".
        if words.len() > 2 && words[0].joined && words[0].text.contains('.') {
            *all.entry(plain(&words[1])).or_default() |= bits;
        }
    }
    if all.values().any(|shown| shown & shown::IT != 0) {
        for name in &people.names {
            read_surname(people.tokens(name), name, &mut all);
        }
    }
    all
}

/// What the words of a name show, and what stands behind them.
#[inline]
fn shown_by(text: &str, words: &[Token<'_>]) -> u8 {
    let end = words[words.len() - 1].end();
    let firm = words[1..].iter().any(|word| word.is(class::FIRM));
    let ticker = may_open_ticker(text, end) && has_ticker(text, end);
    (u8::from(firm) * shown::FIRM) | (u8::from(ticker) * shown::TICKER)
}

/// Takes in what stands before a surname that speaks of `its` own: `Ana | Ruiz`, `President | Ruiz`, `A. | Ruiz`.
fn read_surname(tokens: &[Token<'_>], name: &Name, alone: &mut FxHashMap<&str, u8>) {
    let (first, last) = (name.phrase.0 as usize, name.words.1 as usize);
    let surname = &tokens[last];
    let Some(before) = last.checked_sub(1).map(|before| &tokens[before]) else {
        return;
    };
    let given = before.is(class::GIVEN | class::HONORIFIC) || is_initial(before);
    let person = given || last > first && is_office(before);
    if person
        && !surname.is(class::ORGANISATION)
        && let Some(shown) = alone.get_mut(plain(surname))
    {
        *shown |= shown::PERSON;
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

impl<'a> People<'a> {
    /// Whether the article shows that these words are the name of a firm.
    pub(in crate::extract::quotes) fn is_firm(&self, words: &[Token<'_>]) -> bool {
        let Firms {
            longer: of_two,
            alone: of_one,
        } = &self.firms;
        let shown = match words {
            [only] => of_one.get_or_init(|| alone(self)).get(plain(only)),
            [first, second, ..] => {
                let two = &self.text[first.start()..second.end()];
                of_two.get_or_init(|| longer(self)).get(two)
            }
            [] => None,
        };
        let shown = shown.copied().unwrap_or_default();
        let certain = shown & (shown::FIRM | shown::TICKER) != 0;
        let speaks = shown & (shown::IT | shown::PERSON) == shown::IT;
        certain || speaks && !words[0].is(class::GIVEN)
    }
}

impl Name {
    fn is_one_word(&self) -> bool {
        self.words.0 == self.words.1
    }
}
