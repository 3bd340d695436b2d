//! Stems by language.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::known::cut_of;
use super::{english, folded};

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

/// Makes its stem of a folded word; nothing in a language without stemmer. Where they differ, `surface` is then the word, and the
/// answer is true.
pub(super) fn cut(language: u8, word: &mut String, surface: &mut String) -> bool {
    if language == 0 {
        return false;
    }
    surface.clear();
    surface.push_str(word);
    match cut_of(language, surface, |word| made(language, word)) {
        Some(cut) => cut.make(surface, word),
        None => {
            *word = made(language, surface).into_owned();
            word != surface
        }
    }
}

/// The stem as the stemmer of the language makes it; the word where there is none.
fn made(language: u8, word: &str) -> Cow<'_, str> {
    let place = usize::from(language).checked_sub(1);
    let Some((code, algorithm)) = place.and_then(|place| LANGUAGES.get(place)) else {
        return Cow::Borrowed(word);
    };
    let english = (*code == "en").then(|| english::stem(word)).flatten();
    english.map_or_else(|| Stemmer::create(*algorithm).stem(word), Cow::Owned)
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

/// The stem of a folded word.
pub(super) fn stem(language: u8, word: &str) -> String {
    let mut stem = word.to_owned();
    cut(language, &mut stem, &mut String::new());
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
