//! The analyzers as Tantivy calls them.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::fold_word;
use super::stem::{self, Key};
use crate::span::Span;
use crate::text::{is_ascii_letter_or_digit, letter_bits, letters_at_head, letters_of_eight};

/// Longer words are not words: they take a position and are not indexed.
const LONGEST: usize = 128;

/// The words of a text as the index counts them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.span.end();
        Some(word.span)
    })
}

/// How many words a text has; where eight bytes are plain, the beginnings among them are counted at once.
pub(super) fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut count, mut goes_on) = (0, 0, false);
    loop {
        let eight = bytes.get(at..).and_then(<[u8]>::first_chunk);
        let plain = eight.and_then(|eight| plain_letters(u64::from_le_bytes(*eight)));
        if let Some(letters) = plain {
            let before = letters << 8 | u64::from(goes_on) << 7;
            count += (letters & !before).count_ones() as usize;
            goes_on = letters >> 63 == 1;
            at += 8;
            continue;
        }
        let end = at + 8;
        if goes_on {
            // The word that goes on here is read, and counted, once more.
            at -= letters_before(bytes, at);
            count -= 1;
            goes_on = false;
        }
        while at < end {
            let Some(word) = next_word(text, at) else {
                return count;
            };
            count += 1;
            at = word.span.end();
        }
    }
}

/// The highest bits of the letters and digits of eight bytes; `None` where a word may end or go on in another way.
fn plain_letters(eight: u64) -> Option<u64> {
    const APOSTROPHES: u64 = u64::from_ne_bytes([b'\''; 8]);
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let other = eight ^ APOSTROPHES;
    let apostrophes = other.wrapping_sub(ONES) & !other;
    ((eight | apostrophes) & (ONES << 7) == 0).then(|| letter_bits(eight) & (ONES << 7))
}

fn letters_before(bytes: &[u8], at: usize) -> usize {
    let before = bytes[..at].iter().rev();
    before
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count()
}

struct Word {
    span: Span,
    /// Its letters, the first in the lowest byte, where they are ASCII and fewer than eight.
    short: Option<u64>,
}

fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let start = word_start(text, at)?;
        let (short, end) = match word_within_eight(bytes, start) {
            Some((letters, length)) => (Some(letters), start + length),
            None => (None, word_end(text, start)),
        };
        let is_s = end - start == 1 && bytes[start] | 0x20 == b's';
        if !is_s || !possessive(text, start) {
            let span = Span::new(start, end);
            return Some(Word { span, short });
        }
        at = end;
    }
}

/// The word of fewer than eight ASCII letters and digits at `at`, which most words are, and its length.
fn word_within_eight(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let eight = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    let length = letters_of_eight(eight);
    let behind = eight.unbounded_shr(8 * length as u32) as u8;
    let is_word = 0 < length && length < 8 && behind.is_ascii();
    is_word.then(|| (eight & ((1 << (8 * length)) - 1), length))
}

/// Where the next letter or digit stands. Most bytes are ASCII, and are told without being decoded.
fn word_start(text: &str, from: usize) -> Option<usize> {
    let told = |byte: &u8| is_ascii_letter_or_digit(*byte) || !byte.is_ascii();
    let at = from + text.as_bytes()[from..].iter().position(told)?;
    if text.as_bytes()[at].is_ascii() {
        return Some(at);
    }
    Some(at + text[at..].find(char::is_alphanumeric)?)
}

/// Whether the `s` at `start` stands behind an apostrophe and a letter.
fn possessive(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    matches!(before.next(), Some('\'' | '’')) && before.next().is_some_and(char::is_alphanumeric)
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let at = start + letters_at_head(&bytes[start..]);
    if at == bytes.len() || bytes[at].is_ascii() {
        return at;
    }
    let mut characters = text[at..].char_indices().peekable();
    if at == start && characters.peek().is_some_and(|(_, c)| stands_alone(*c)) {
        characters.next();
        return characters.next().map_or(text.len(), |(next, _)| at + next);
    }
    for (offset, c) in characters {
        let belongs = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        if !belongs || stands_alone(c) {
            return at + offset;
        }
    }
    text.len()
}

/// Han, Hiragana and Katakana are written without spaces: each character is a term, and a word is a phrase of them.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// The analyzer of running text.
#[derive(Clone, Default)]
pub struct Text {
    token: Token,
    surface: String,
}

/// The analyzer of names.
#[derive(Clone, Default)]
pub struct Names {
    token: Token,
    surface: String,
}

/// The terms of one text.
pub struct Terms<'a> {
    text: &'a str,
    token: &'a mut Token,
    surface: &'a mut String,
    language: u8,
    at: usize,
    /// Whether the surface form of the current word has still to come.
    surface_waits: bool,
}

impl<'a> Terms<'a> {
    fn new(text: &'a str, token: &'a mut Token, surface: &'a mut String, stemmed: bool) -> Self {
        token.reset();
        let (marked, at) = stem::marked(text);
        let language = if stemmed { marked } else { 0 };
        Self {
            text,
            token,
            surface,
            language,
            at,
            surface_waits: false,
        }
    }
}

impl Tokenizer for Text {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms::new(text, &mut self.token, &mut self.surface, true)
    }
}

impl Tokenizer for Names {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms::new(text, &mut self.token, &mut self.surface, false)
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        if self.surface_waits {
            self.surface_waits = false;
            std::mem::swap(&mut self.token.text, self.surface);
            return true;
        }
        loop {
            let Some(word) = next_word(self.text, self.at) else {
                return false;
            };
            let Word { span, short } = word;
            self.at = span.end();
            self.token.position = self.token.position.wrapping_add(1);
            if span.len() > LONGEST {
                continue;
            }
            self.token.offset_from = span.start();
            self.token.offset_to = span.end();
            let term = &mut self.token.text;
            term.clear();
            if short.is_some() {
                term.push_str(span.of(self.text));
                term.make_ascii_lowercase();
            } else {
                fold_word(span.of(self.text), term);
            }
            let key = short.map(lower);
            self.surface_waits = stem::cut(self.language, term, key, self.surface);
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// ASCII letters and digits in lower case. Digits have the bit already, and behind the last one nothing does.
fn lower(letters: u64) -> Key {
    let capitals = (letters & u64::from_ne_bytes([0x40; 8])) >> 1;
    [letters | capitals, 0, 0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_they_are_read() {
        let parts = [
            "a",
            "Lima",
            "constitutionally",
            " ",
            " ",
            ", ",
            "'s ",
            "’s ",
            "'",
            "é",
            "東",
            "-",
            "S",
            "2024",
            "\n\n",
            "\u{301}",
            "  \u{a0}",
        ];
        let mut seed: u32 = 7;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..seed % 23 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(parts[(seed >> 16) as usize % parts.len()]);
            }
            seed = seed.wrapping_add(1);
            assert_eq!(count(&text), words(&text).count(), "{text:?}");
        }
    }
}
