//! A text as a row of words that two papers print alike: lower case, without accents, marks and white space.
//!
//! In: a text. Out: a number for each word, and the numbers of its shingles: so many words in a row. Figures are words too:
//! `2.5` is two of them. Each word is hashed once, sixteen bytes at a time; all else is made of these numbers.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use unicode_normalization::char::is_combining_mark;

use super::runs::Runs;
use crate::index::analyzer::fold_word;
use crate::text::masks;

/// The words of a text, folded. Texts may be read one after the other into the same memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// A number for each word, mixed, so that any bits of it will do; the lowest says whether it is a figure.
    pub(super) numbers: Vec<u64>,
    runs: Runs,
    /// The text in lower case, with room to read sixteen bytes at the last one.
    lower: Vec<u8>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Has the words of this text, and none of another.
    pub(super) fn read(&mut self, text: &str) {
        let text = folded(text);
        let Self {
            numbers,
            runs,
            lower,
        } = self;
        runs.read(text.as_bytes());
        in_lower_case(text.as_bytes(), lower);
        numbers.clear();
        numbers.resize(runs.count(), 0);
        let lower = lower.as_slice();
        for (number, (start, end)) in numbers.iter_mut().zip(runs.iter()) {
            *number = word_at(lower, start, end);
        }
    }

    /// A number for the whole text; never 0.
    pub(super) fn number(&self) -> u64 {
        number_of_words(self.numbers.iter().copied())
    }

    /// The numbers of every `length` words in a row. A text of fewer words is one shingle.
    pub(super) fn shingles(&self, length: usize) -> impl Iterator<Item = u32> + '_ {
        let length = length.min(self.numbers.len());
        let (head, rest) = self.numbers.split_at(length);
        // Rotated against each other, so that their order counts. The oldest has been rotated so often when it leaves.
        let join = |joined: u64, number: &u64| joined.rotate_left(TURN) ^ number;
        let oldest = TURN * (length.max(1) as u32 - 1) % 64;
        let first = head.iter().fold(0, join);
        let mut joined = first;
        let others = self.numbers.iter().zip(rest).map(move |(old, new)| {
            joined = join(joined ^ old.rotate_left(oldest), new);
            joined
        });
        let first = (!head.is_empty()).then_some(first);
        let shingles = first.into_iter().chain(others);
        shingles.map(|joined| (joined >> 32) as u32)
    }
}

/// The text with letters that are not of ASCII folded, and a space for each sign that is not. Marks that a letter before them has
/// are none.
fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = first_beyond_ascii(rest.as_bytes()) {
        folded.push_str(&rest[..at]);
        let mut characters = rest[at..].chars();
        let Some(c) = characters.next() else { break };
        rest = characters.as_str();
        if PUNCTUATION.contains(&c) {
            folded.push(' ');
        } else if c.is_alphanumeric() {
            fold_word(c.encode_utf8(&mut [0; 4]), &mut folded);
        } else if !is_combining_mark(c) {
            folded.push(' ');
        }
    }
    folded.push_str(rest);
    Cow::Owned(folded)
}

/// General punctuation of Unicode, quotation marks and dashes among it: no letters and no digits.
const PUNCTUATION: RangeInclusive<char> = '\u{2000}'..='\u{206f}';

/// Where the first byte stands that is not of ASCII.
fn first_beyond_ascii(bytes: &[u8]) -> Option<usize> {
    const HIGHEST: u128 = u128::from_ne_bytes([0x80; LONGEST]);
    let (sixteens, rest) = bytes.as_chunks();
    for (nth, sixteen) in sixteens.iter().enumerate() {
        let beyond = u128::from_le_bytes(*sixteen) & HIGHEST;
        if beyond != 0 {
            return Some(nth * LONGEST + beyond.trailing_zeros() as usize / 8);
        }
    }
    let found = rest.iter().position(|byte| !byte.is_ascii())?;
    Some(bytes.len() - rest.len() + found)
}

/// Has `lower` hold the text in lower case, with room behind it. Letters and digits of ASCII are in lower case once a bit is set; others
/// have been folded.
fn in_lower_case(text: &[u8], lower: &mut Vec<u8>) {
    const PIECE: usize = 32;
    lower.clear();
    lower.extend_from_slice(text);
    lower.resize((text.len() + LONGEST).next_multiple_of(PIECE), 0);
    let (pieces, _) = lower.as_chunks_mut::<PIECE>();
    for piece in pieces {
        for byte in piece {
            *byte |= (!*byte & 0x80) >> 2;
        }
    }
}

/// Bits by which a word of a shingle is rotated against the next.
const TURN: u32 = 17;

/// A number for some words in a row; never 0.
pub(super) fn number_of_words(numbers: impl Iterator<Item = u64>) -> u64 {
    let all = numbers.fold(0, |all, number| joined(all, [number, 0]));
    all.max(1)
}

/// The number of a word that is folded.
pub(super) fn number_of_word(word: &str) -> u64 {
    let mut padded = word.to_owned().into_bytes();
    padded.resize(word.len() + LONGEST, 0);
    word_at(&padded, 0, word.len())
}

/// So many bytes are read at once.
const LONGEST: usize = 16;

/// The number of the word that stands there in a text in lower case.
#[inline]
fn word_at(text: &[u8], start: usize, end: usize) -> u64 {
    let Some([low, high]) = MASKS.get(end - start) else {
        return long_word(&text[start..end]);
    };
    let sixteen = text[start..].first_chunk().expect("room was left");
    let sixteen = halves(u128::from_le_bytes(*sixteen));
    number([sixteen[0] & low, sixteen[1] & high])
}

#[cold]
fn long_word(word: &[u8]) -> u64 {
    let mut sixteens = word.chunks(LONGEST).map(|sixteen| halves(padded(sixteen)));
    let [low, high] = sixteens.next().unwrap_or_default();
    number([low, high ^ sixteens.fold(0, joined)])
}

/// By the length of a word, the bytes that are its own.
const MASKS: [[u64; 2]; LONGEST + 1] = masks();

fn halves(sixteen: u128) -> [u64; 2] {
    [sixteen as u64, (sixteen >> 64) as u64]
}

/// Fewer bytes than sixteen, with zeros behind them.
fn padded(bytes: &[u8]) -> u128 {
    let mut sixteen = [0; LONGEST];
    sixteen[..bytes.len()].copy_from_slice(bytes);
    u128::from_le_bytes(sixteen)
}

/// The number of a word of so many bytes.
#[inline]
pub(super) fn number(word: [u64; 2]) -> u64 {
    let number = joined(0, word);
    number & !1 | u64::from(begins_with_digit(word[0]))
}

/// Of what a word may begin with only digits lack this bit.
fn begins_with_digit(low: u64) -> bool {
    low & 0x40 == 0
}

/// Whether a word of this number is a figure.
pub(super) fn is_figure(number: u64) -> bool {
    number & 1 == 1
}

/// A number that depends on all three, in every bit: both halves of a product. That is the step of wyhash.
#[inline]
fn joined(hash: u64, [low, high]: [u64; 2]) -> u64 {
    let product = u128::from(hash ^ low ^ ONE) * u128::from(high ^ OTHER);
    let [low, high] = halves(product);
    low ^ high
}

/// Two odd numbers with about as many ones as zeros: the golden ratio, and the square root of two.
const ONE: u64 = 0x9e37_79b9_7f4a_7c15;
const OTHER: u64 = 0xb504_f333_f9de_6485;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_that_differ_in_marks_and_accents_have_the_same_words() {
        let one = Words::of("“We won’t,” said André Müller, 2.5 metres…");
        let other = Words::of("\"We won't\" said  Andre Muller; 2.5 metres");
        assert_eq!(one.numbers, other.numbers);
        let figures = one.numbers.iter().filter(|number| is_figure(**number));
        assert_eq!((one.numbers.len(), figures.count()), (9, 2));
    }

    #[test]
    fn the_order_of_words_counts() {
        let shingles = |text| Words::of(text).shingles(3).collect::<Vec<_>>();
        assert_ne!(shingles("ferries sail east"), shingles("east sail ferries"));
        assert_eq!(shingles("ferries sail").len(), 1);
        assert_eq!(shingles("").len(), 0);
        assert_eq!(shingles("the ferries sail east").len(), 2);
        let number = |text| Words::of(text).number();
        assert_ne!(number("ferries sail east"), number("east sail ferries"));
        assert_eq!(
            shingles("when the ferries sail east")[1],
            shingles("the ferries sail")[0]
        );
    }

    #[test]
    fn words_of_any_length_have_numbers_of_their_own() {
        let words: Vec<String> = (1..40)
            .flat_map(|length| ["a", "b", "ab", "0"].map(|part| part.repeat(length)))
            .collect();
        let words: std::collections::BTreeSet<String> = words.into_iter().collect();
        let read = Words::of(&words.iter().cloned().collect::<Vec<_>>().join(" "));
        let different: std::collections::BTreeSet<u64> = read.numbers.iter().copied().collect();
        assert_eq!(different.len(), words.len());
        for word in &words {
            let (capital, accent) = (word.to_uppercase(), word.replace('a', "á"));
            for text in [
                &capital,
                &accent,
                &format!("«{word}»"),
                &format!("{word} {word:>40}"),
            ] {
                let first = Words::of(text).numbers[0];
                assert_eq!(first, number_of_word(word), "{text}");
            }
        }
    }

    #[test]
    fn punctuation_is_no_letter_and_no_mark_of_one() {
        for c in PUNCTUATION {
            assert!(!c.is_alphanumeric() && !is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn memory_that_is_used_again_forgets() {
        let mut words = Words::of("Nine ferries sail at 9");
        words.read("two");
        assert_eq!(words.numbers, Words::of("two").numbers);
    }
}
