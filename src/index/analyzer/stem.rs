//! Stems by language, with a cache in front: news repeats its words.

use std::cell::RefCell;
use std::hash::Hasher;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

use super::folded;

/// The languages that have a stemmer. A language's number is its place here plus 1; 0 is every other one.
pub const LANGUAGES: [(&str, Algorithm); 18] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// The number of the language with this ISO 639-1 code; 0 where words are not stemmed.
#[must_use]
pub fn language_number(code: &str) -> u8 {
    let place = LANGUAGES.iter().position(|(language, _)| *language == code);
    place.map_or(0, |place| {
        u8::try_from(place + 1).expect("there are eighteen languages")
    })
}

/// A private character for each language, which no newspaper prints.
const FIRST_MARK: u32 = 0xF_0000;

pub(super) fn mark(language: u8) -> char {
    char::from_u32(FIRST_MARK + u32::from(language))
        .expect("the private plane has room for every byte")
}

/// The language that `text` is marked with, and the bytes of the mark.
pub(super) fn marked(text: &str) -> (u8, usize) {
    let first = text.chars().next();
    let number = first
        .and_then(|c| u32::from(c).checked_sub(FIRST_MARK))
        .and_then(|number| u8::try_from(number).ok());
    number.map_or((0, 0), |number| (number, first.map_or(0, char::len_utf8)))
}

/// Slots of the cache; 2^15 of them miss three words in a hundred.
const SLOTS: usize = 1 << 15;
/// Longer words are not kept, nor are stems that end in more letters of their own.
const LONGEST_WORD: usize = 20;
const LONGEST_ENDING: usize = 8;

struct Cache {
    stemmers: Vec<Stemmer>,
    slots: Vec<Slot>,
}

/// A word and its stem: how much of the word is left, and what ends it instead (`happy`, 4, `i`). Two slots lie in a line of the
/// processor's cache, and no pointer is followed.
#[derive(Clone)]
#[repr(align(32))]
struct Slot {
    language: u8,
    length: u8,
    kept: u8,
    ending_length: u8,
    word: [u8; LONGEST_WORD],
    ending: [u8; LONGEST_ENDING],
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::new(Cache {
        stemmers: LANGUAGES.iter().map(|(_, algorithm)| Stemmer::create(*algorithm)).collect(),
        slots: vec![Slot::EMPTY; SLOTS],
    });
}

/// Appends the stem of a folded word to `stem`, the word itself in a language without stemmer. Returns whether they differ.
pub(super) fn push_stem(language: u8, word: &str, stem: &mut String) -> bool {
    if language == 0 || usize::from(language) > LANGUAGES.len() {
        stem.push_str(word);
        return false;
    }
    CACHE.with_borrow_mut(|cache| {
        let slot = &mut cache.slots[slot(language, word)];
        if slot.holds(language, word) {
            let (kept, ending) = (usize::from(slot.kept), slot.ending());
            stem.push_str(&word[..kept]);
            stem.push_str(ending);
            return kept < word.len() || !ending.is_empty();
        }
        let made = cache.stemmers[usize::from(language) - 1].stem(word);
        slot.put(language, word, &made);
        stem.push_str(&made);
        made != word
    })
}

/// Hands the stem of a folded word to `take`; the word itself in a language without stemmer.
pub fn with_stem<T>(language: u8, word: &str, take: impl FnOnce(&str) -> T) -> T {
    let mut stem = String::new();
    push_stem(language, word, &mut stem);
    take(&stem)
}

/// Whether the stem of a word as printed is one of these. A program that answers one query has made no stems before, so that no
/// more words are folded and stemmed than needed.
pub fn stem_is_among(language: u8, printed: &str, stems: &[String]) -> bool {
    let first = printed.as_bytes().first().map(u8::to_ascii_lowercase);
    let may_be = |stem: &String| stem.as_bytes().first().copied() == first;
    let is_told = first.is_some_and(|first| first.is_ascii());
    if is_told && keeps_first_letter(language) && !stems.iter().any(may_be) {
        return false; // most words
    }
    with_stem(language, &folded(printed), |stem| {
        stems.iter().any(|known| known == stem)
    })
}

/// Whether stems of a language begin as their words do. In English only endings are cut off, behind a vowel; Arabic loses its
/// articles, and of the others nobody has made sure.
fn keeps_first_letter(language: u8) -> bool {
    language
        .checked_sub(1)
        .and_then(|place| LANGUAGES.get(usize::from(place)))
        .is_some_and(|(code, _)| *code == "en")
}

impl Slot {
    const EMPTY: Self = Self {
        language: 0,
        length: 0,
        kept: 0,
        ending_length: 0,
        word: [0; LONGEST_WORD],
        ending: [0; LONGEST_ENDING],
    };

    fn holds(&self, language: u8, word: &str) -> bool {
        self.language == language && self.word[..usize::from(self.length)] == *word.as_bytes()
    }

    /// Keeps a word and its stem, where both are short enough.
    fn put(&mut self, language: u8, word: &str, stem: &str) {
        let kept = common_prefix(word, stem);
        let ending = &stem.as_bytes()[kept..];
        if word.len() > LONGEST_WORD || ending.len() > LONGEST_ENDING {
            return;
        }
        self.language = language;
        self.length = word.len() as u8;
        self.kept = kept as u8;
        self.ending_length = ending.len() as u8;
        self.word[..word.len()].copy_from_slice(word.as_bytes());
        self.ending[..ending.len()].copy_from_slice(ending);
    }

    fn ending(&self) -> &str {
        std::str::from_utf8(&self.ending[..usize::from(self.ending_length)])
            .expect("an ending is put here as a whole")
    }
}

/// The bytes that both begin with, on a border of characters.
fn common_prefix(word: &str, stem: &str) -> usize {
    let same = |((at, a), b): ((usize, char), char)| (a == b).then_some(at + a.len_utf8());
    let pairs = word.char_indices().zip(stem.chars());
    pairs.map_while(same).last().unwrap_or(0)
}

/// The stem of a folded word.
pub(super) fn stem(language: u8, word: &str) -> String {
    let mut stem = String::with_capacity(word.len());
    push_stem(language, word, &mut stem);
    stem
}

fn slot(language: u8, word: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.write_u8(language);
    hasher.finish() as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_stems_begin_as_their_words_do() {
        let english = language_number("en");
        let letters = || ('a'..='z').chain(['’', 'é', '7']);
        let heads = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        let endings = [
            "", "s", "es", "ies", "ied", "sses", "ed", "ing", "eed", "ly", "y", "ying", "ational",
            "ement", "e", "logi", "ness", "ization", "eedly", "ingly",
        ];
        for word in heads.flat_map(|head| endings.map(|ending| format!("{head}{ending}"))) {
            let stem = with_stem(english, &folded(&word), str::to_owned);
            assert_eq!(
                stem.chars().next(),
                folded(&word).chars().next(),
                "{word} {stem}"
            );
            assert!(
                stem_is_among(english, &word, std::slice::from_ref(&stem)),
                "{word}"
            );
            assert!(
                stem_is_among(english, &word.to_uppercase(), &[stem]),
                "{word}"
            );
        }
    }

    #[test]
    fn a_stem_is_the_same_when_it_is_asked_for_again() {
        let words = [
            "happy",
            "running",
            "a",
            "counterrevolutionaries",
            "hopping",
            "кошками",
        ];
        for (number, (_, algorithm)) in (1..).zip(LANGUAGES) {
            for word in words {
                let expected = Stemmer::create(algorithm).stem(word).into_owned();
                assert_eq!(stem(number, word), expected);
                assert_eq!(stem(number, word), expected);
            }
        }
    }
}
