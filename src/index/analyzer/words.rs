//! Where the words of a text stand, as the index counts them.
//!
//! In: a text. Out: the spans of its words, or how many there are. A word is a run of letters and digits without `'s`.

use crate::span::Span;
use crate::text::{is_ascii_letter_or_digit, letter_bits, letters_at_head, letters_of_eight};

/// The words of a text as the index counts them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.end();
        Some(word)
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
            at = word.end();
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

/// The first word that begins at `from` or behind it.
pub(super) fn next_word(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let start = word_start(text, at)?;
        let end = match end_within_eight(bytes, start) {
            Some(end) => end,
            None => word_end(text, start),
        };
        let word = Span::new(start, end);
        if !is_possessive(text, word) {
            return Some(word);
        }
        at = end;
    }
}

/// Whether a word is an `s` behind an apostrophe and a letter.
#[inline]
pub(super) fn is_possessive(text: &str, word: Span) -> bool {
    let is_s = word.len() == 1 && text.as_bytes()[word.start()] | 0x20 == b's';
    is_s && stands_behind_apostrophe(text, word.start())
}

/// Where the word at `at` ends that has fewer than eight letters and digits of ASCII, as most words have.
fn end_within_eight(bytes: &[u8], at: usize) -> Option<usize> {
    let eight = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
    let length = letters_of_eight(eight);
    let behind = eight.unbounded_shr(8 * length as u32) as u8;
    let is_word = 0 < length && length < 8 && behind.is_ascii();
    is_word.then_some(at + length)
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

fn stands_behind_apostrophe(text: &str, start: usize) -> bool {
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
