//! Stems by language, with a cache in front: news repeats its words.

use std::cell::RefCell;
use std::hash::Hasher;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHasher;

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
/// Longer words and stems are not kept.
const LONGEST_WORD: usize = 28;
const LONGEST_STEM: usize = 32;

struct Cache {
    stemmers: Vec<Stemmer>,
    slots: Vec<Slot>,
}

/// A word and its stem, in one line of the processor's cache: no pointer is followed.
#[derive(Clone)]
#[repr(align(64))]
struct Slot {
    language: u8,
    word_length: u8,
    stem_length: u8,
    word: [u8; LONGEST_WORD],
    stem: [u8; LONGEST_STEM],
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::new(Cache {
        stemmers: LANGUAGES.iter().map(|(_, algorithm)| Stemmer::create(*algorithm)).collect(),
        slots: vec![Slot::EMPTY; SLOTS],
    });
}

/// Hands the stem of a folded word to `take`; the word itself in a language without stemmer.
pub(super) fn with_stem<T>(language: u8, word: &str, take: impl FnOnce(&str) -> T) -> T {
    if language == 0 || usize::from(language) > LANGUAGES.len() {
        return take(word);
    }
    CACHE.with_borrow_mut(|cache| {
        let slot = &mut cache.slots[slot(language, word)];
        if !slot.holds(language, word) {
            let stem = cache.stemmers[usize::from(language) - 1].stem(word);
            if !slot.put(language, word, &stem) {
                return take(&stem);
            }
        }
        take(slot.stem())
    })
}

impl Slot {
    const EMPTY: Self = Self {
        language: 0,
        word_length: 0,
        stem_length: 0,
        word: [0; LONGEST_WORD],
        stem: [0; LONGEST_STEM],
    };

    fn holds(&self, language: u8, word: &str) -> bool {
        self.language == language && self.word[..usize::from(self.word_length)] == *word.as_bytes()
    }

    /// Whether both were short enough to be kept.
    fn put(&mut self, language: u8, word: &str, stem: &str) -> bool {
        if word.len() > LONGEST_WORD || stem.len() > LONGEST_STEM {
            return false;
        }
        self.language = language;
        self.word_length = word.len() as u8;
        self.stem_length = stem.len() as u8;
        self.word[..word.len()].copy_from_slice(word.as_bytes());
        self.stem[..stem.len()].copy_from_slice(stem.as_bytes());
        true
    }

    fn stem(&self) -> &str {
        std::str::from_utf8(&self.stem[..usize::from(self.stem_length)])
            .expect("a stem is put here as a whole")
    }
}

/// The stem of a folded word.
pub(super) fn stem(language: u8, word: &str) -> String {
    with_stem(language, word, str::to_owned)
}

fn slot(language: u8, word: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.write_u8(language);
    hasher.finish() as usize % SLOTS
}
