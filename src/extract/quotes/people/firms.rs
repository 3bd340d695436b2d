//! Which names the article shows to be those of firms, not of people.
//!
//! In: the names of the article. Out: whether one is a firm's: it stands somewhere with a word of firms behind it (`Weeden | Inc`) or
//! with a ticker (`Weeden | (WDN.N)`), or it says something about `its` own. What `he` or `she` says is a person's, and so is a
//! name that somewhere stands behind a given name or an office.

use std::cell::{Cell, OnceCell};

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

/// So many names of one word are looked for one by one.
const FEW: usize = 8;

/// What an article shows of its names. Names of one word are told from others by more, and asked for less: few articles ask, and of a
/// name or two.
#[derive(Debug, Default)]
pub(super) struct Firms<'a> {
    /// Of names of two words and more that have a word of firms among them or a ticker behind them, by their first two.
    longer: FxHashMap<&'a str, u8>,
    asked: Cell<usize>,
    /// Of all names by their first word, once it is asked for many.
    alone: OnceCell<FxHashMap<&'a str, u8>>,
}

impl<'a> Firms<'a> {
    /// Takes in a name, if it has two words or more; what is shown of it.
    #[inline]
    pub(super) fn meet(&mut self, text: &'a str, words: &[Token<'_>]) -> u8 {
        let [first, second, others @ ..] = words else {
            return 0;
        };
        let bits = shown_by(text, words);
        if bits == 0 {
            return 0; // most names
        }
        let many = !others.is_empty() && !first.is(class::GIVEN);
        if bits & shown::TICKER != 0 || many {
            let two = &text[first.start()..second.end()];
            *self.longer.entry(two).or_default() |= bits;
        }
        bits
    }
}

/// What is shown of the first words of names, if they are wanted: of all, or of one.
fn alone<'a>(people: &People<'a>, only: Option<&str>) -> FxHashMap<&'a str, u8> {
    let mut all: FxHashMap<&str, u8> = FxHashMap::default();
    let wanted = |word: &str| only.is_none_or(|only| only == word);
    let initial = only.and_then(|only| only.as_bytes().first().copied());
    let may_say = |name: &Name| {
        let same = initial.unwrap_or(name.initial) == name.initial;
        let one_word = name.is_one_word();
        !name.none & ((one_word & same) | (!one_word & (name.shown != 0))) // few names
    };
    for number in people.numbers_of(may_say) {
        let name = &people.names[number as usize];
        let one_word = name.is_one_word();
        let tokens = people.tokens(name);
        let (at, last) = (name.words.0 as usize, name.words.1 as usize);
        // "J.C. Weeden Co" goes by "Weeden".
        let initials = last > at + 1 && tokens[at].joined && tokens[at].text.contains('.');
        let first = wanted(plain(&tokens[at]));
        let second = initials && wanted(plain(&tokens[at + 1]));
        if !first && !second {
            continue;
        }
        let words = &tokens[at..=last];
        let bits = match one_word {
            true => shown_by(people.text, words) | said_of_own(&tokens[last + 1..]),
            false => name.shown,
        };
        if bits == 0 {
            continue; // most names
        }
        // A firm can be called by a given name with others behind it, and then is hardly called by that alone.
        let given = words[0].is(class::GIVEN);
        let firm = bits & shown::FIRM != 0;
        if first && (one_word || !given || words.len() == 2 && firm) {
            *all.entry(plain(&words[0])).or_default() |= bits;
        }
        if second {
            *all.entry(plain(&words[1])).or_default() |= bits;
        }
    }
    if all.values().any(|shown| shown & shown::IT != 0) {
        for name in people.names.iter().filter(|name| !name.none) {
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
pub(super) fn may_open_ticker(text: &str, at: usize) -> bool {
    let behind = text.as_bytes().get(at..at + 2).unwrap_or_default();
    // The second byte is hardly ever one of these, where half of all names have a space behind them.
    matches!(behind, [_, b'(' | b'<' | b'[' | b'A'..=b'Z']) && behind[0] == b' '
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
        let shown = match words {
            [only] => self.shown_alone(plain(only)),
            [first, second, ..] => {
                let two = &self.text[first.start()..second.end()];
                self.firms.longer.get(two).copied().unwrap_or_default()
            }
            [] => 0,
        };
        let certain = shown & (shown::FIRM | shown::TICKER) != 0;
        let speaks = shown & (shown::IT | shown::PERSON) == shown::IT;
        certain || speaks && !words[0].is(class::GIVEN)
    }

    /// What the article shows of a word that is a name alone.
    fn shown_alone(&self, word: &str) -> u8 {
        let Firms {
            asked, alone: all, ..
        } = &self.firms;
        let shown = if asked.get() < FEW {
            asked.set(asked.get() + 1);
            alone(self, Some(word)).get(word).copied()
        } else {
            all.get_or_init(|| alone(self, None)).get(word).copied()
        };
        shown.unwrap_or_default()
    }
}
