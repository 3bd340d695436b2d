//! Stems by language, with a cache in front: news repeats its words.

use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};

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

struct Cache {
    stemmers: Vec<Stemmer>,
    slots: Vec<Slot>,
}

#[derive(Clone, Default)]
struct Slot {
    language: u8,
    word: String,
    stem: String,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::new(Cache {
        stemmers: LANGUAGES.iter().map(|(_, algorithm)| Stemmer::create(*algorithm)).collect(),
        slots: vec![Slot::default(); SLOTS],
    });
}

/// Hands the stem of a folded word to `take`; the word itself in a language without stemmer.
pub(super) fn with_stem<T>(language: u8, word: &str, take: impl FnOnce(&str) -> T) -> T {
    if language == 0 || usize::from(language) > LANGUAGES.len() {
        return take(word);
    }
    CACHE.with_borrow_mut(|cache| {
        let slot = &mut cache.slots[slot(language, word)];
        if slot.language != language || slot.word != word {
            slot.language = language;
            word.clone_into(&mut slot.word);
            slot.stem.clear();
            slot.stem
                .push_str(&cache.stemmers[usize::from(language) - 1].stem(word));
        }
        take(&slot.stem)
    })
}

/// The stem of a folded word.
pub(super) fn stem(language: u8, word: &str) -> String {
    with_stem(language, word, str::to_owned)
}

/// FNV-1a: words are short.
fn slot(language: u8, word: &str) -> usize {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(language);
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 32)) as usize % SLOTS
}
