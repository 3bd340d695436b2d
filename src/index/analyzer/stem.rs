//! Stems by language, with a cache in front: news repeats its words.

use std::borrow::Cow;
use std::cell::RefCell;

use rust_stemmers::{Algorithm, Stemmer};

use super::{EXACT, folded};

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

/// Slots of the cache, as a power of two; so many of them miss three words in a hundred.
const SLOTS: u32 = 15;
/// Longer words are not kept, nor are stems that end in more letters of their own.
const LONGEST_WORD: usize = 24;
const LONGEST_ENDING: usize = 5;

/// A word of at most [`LONGEST_WORD`] bytes as three numbers, the lowest bytes of which are the first, with zeros behind it.
pub(super) type Key = [u64; LONGEST_WORD / 8];

/// A word and its stem, in half a line of the processor's cache; no pointer is followed. The last number has the language, how
/// much of the word is left, and what ends it instead (`happy`, 4, `i`). As long as nothing is in it, it is zero, and a program
/// that stems one word touches one page.
type Slot = [u64; LONGEST_WORD / 8 + 1];

struct Cache {
    stemmers: Vec<Stemmer>,
    slots: Vec<Slot>,
}

thread_local! {
    static CACHE: RefCell<Cache> = RefCell::new(Cache {
        stemmers: LANGUAGES.iter().map(|(_, algorithm)| Stemmer::create(*algorithm)).collect(),
        slots: vec![[0; LONGEST_WORD / 8 + 1]; 1 << SLOTS],
    });
}

/// A word as a [`Key`], where it is short enough.
fn key(word: &str) -> Option<Key> {
    let mut bytes = [0; LONGEST_WORD];
    bytes
        .get_mut(..word.len())?
        .copy_from_slice(word.as_bytes());
    let mut key = [0; LONGEST_WORD / 8];
    for (number, eight) in key.iter_mut().zip(bytes.as_chunks().0) {
        *number = u64::from_le_bytes(*eight);
    }
    Some(key)
}

/// Makes its stem of a folded word; nothing in a language without stemmer. Where they differ, `surface` is then the word behind
/// [`EXACT`], and the answer is true. Whoever has the word as a key gives it along.
pub(super) fn cut(
    language: u8,
    word: &mut String,
    short: Option<Key>,
    surface: &mut String,
) -> bool {
    if language == 0 || usize::from(language) > LANGUAGES.len() {
        return false;
    }
    let key = short.or_else(|| key(word));
    CACHE.with_borrow_mut(|cache| match key {
        Some(key) => cache.cut(language, word, key, surface),
        None => {
            let made = cache.stem(language, word).into_owned();
            made != *word && replace(word, 0, &made, surface)
        }
    })
}

impl Cache {
    fn cut(&mut self, language: u8, word: &mut String, key: Key, surface: &mut String) -> bool {
        let place = place(language, key);
        let [a, b, c, about] = self.slots[place];
        let found = [a, b, c] == key && about as u8 == language;
        let about = match found {
            true => about,
            false => {
                let made = self.stem(language, word);
                let kept = common_prefix(word, &made);
                let Some(about) = about_stem(language, kept, &made[kept..]) else {
                    let made = made.into_owned();
                    return replace(word, 0, &made, surface);
                };
                let [a, b, c] = key;
                self.slots[place] = [a, b, c, about];
                about
            }
        };
        let [_, kept, length, ending @ ..] = about.to_le_bytes();
        if usize::from(kept) == word.len() && length == 0 {
            return false;
        }
        let ending = std::str::from_utf8(&ending[..usize::from(length)])
            .expect("an ending is put there as a whole");
        replace(word, usize::from(kept), ending, surface)
    }

    fn stem<'w>(&self, language: u8, word: &'w str) -> Cow<'w, str> {
        self.stemmers[usize::from(language) - 1].stem(word)
    }
}

/// What a slot says of a stem, where there is room for its ending.
fn about_stem(language: u8, kept: usize, ending: &str) -> Option<u64> {
    let mut bytes = [language, kept as u8, ending.len() as u8, 0, 0, 0, 0, 0];
    debug_assert_eq!(bytes.len(), 3 + LONGEST_ENDING);
    let room = bytes[3..].get_mut(..ending.len())?;
    room.copy_from_slice(ending.as_bytes());
    Some(u64::from_le_bytes(bytes))
}

/// So much of a word is kept, with this ending; what it was stands in `surface`.
fn replace(word: &mut String, kept: usize, ending: &str, surface: &mut String) -> bool {
    surface.clear();
    surface.push(EXACT);
    surface.push_str(word);
    word.truncate(kept);
    word.push_str(ending);
    true
}

fn place(language: u8, [a, b, c]: Key) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let longer = b ^ c.rotate_left(32) ^ u64::from(language) << 56;
    let mixed = (a ^ longer.wrapping_mul(ODD).rotate_left(32)).wrapping_mul(ODD);
    (mixed >> (64 - SLOTS)) as usize
}

/// Hands the stem of a folded word to `take`; the word itself in a language without stemmer.
pub fn with_stem<T>(language: u8, word: &str, take: impl FnOnce(&str) -> T) -> T {
    take(&stem(language, word))
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

/// The bytes that both begin with, on a border of characters.
fn common_prefix(word: &str, stem: &str) -> usize {
    let same = |((at, a), b): ((usize, char), char)| (a == b).then_some(at + a.len_utf8());
    let pairs = word.char_indices().zip(stem.chars());
    pairs.map_while(same).last().unwrap_or(0)
}

/// The stem of a folded word.
pub(super) fn stem(language: u8, word: &str) -> String {
    let mut stem = word.to_owned();
    cut(language, &mut stem, None, &mut String::new());
    stem
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
            "mitgliederversammlungen",
            "достопримечательностями",
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
