//! A text as a row of words that two papers print alike: lower case, without accents, marks and white space.
//!
//! In: a text. Out: a number for each word, and the numbers of its shingles: so many words in a row. Figures are words too:
//! `2.5` is two of them. Each word is hashed once, sixteen bytes at a time; all else is made of these numbers.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};

use unicode_normalization::char::is_combining_mark;

use crate::index::analyzer::fold_word;
use crate::index::runs::{PIECE, Runs};
use crate::text::masks;

/// The words of a text, folded. Texts may be read one after the other into the same memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// A number for each word, mixed, so that any bits of it will do; the lowest says whether it is a figure.
    pub(super) numbers: Vec<u64>,
    runs: Runs,
    /// The text, folded and in lower case, with room to read sixteen bytes at the last word.
    lower: Vec<u8>,
    /// Behind each character that is not of ASCII, its end in the text and in the folded one.
    folds: Vec<[usize; 2]>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Has the words of this text, and none of another, and hands out their numbers.
    pub(super) fn read(&mut self, text: &str) -> &[u64] {
        self.fold(text);
        let room = self.lower.len() + LONGEST;
        self.lower.resize(room.next_multiple_of(PIECE), 0);
        self.runs.read(&mut self.lower);
        let lower = self.lower.as_slice();
        let numbers = self.runs.all().iter();
        let numbers = numbers.map(|[start, end]| word_at(lower, *start as usize, *end as usize));
        self.numbers.clear();
        self.numbers.extend(numbers);
        &self.numbers
    }

    /// The numbers of the words of a part of the text; `None` where its ends may lie within words.
    pub(super) fn part(&self, part: Range<usize>) -> Option<&[u64]> {
        let [start, end] = [part.start, part.end].map(|at| self.folded(at));
        self.numbers.get(self.runs.between(start..end)?)
    }

    /// Where a place of the text lies in the folded one.
    fn folded(&self, at: usize) -> usize {
        let before = self.folds.partition_point(|[end, _]| *end <= at);
        let fold = before.checked_sub(1).map(|last| self.folds[last]);
        let [end, folded] = fold.unwrap_or_default();
        folded + (at - end)
    }

    /// Has the text with letters that are not of ASCII folded, and a space for each sign that is not. Marks that a letter before
    /// them has are none.
    fn fold(&mut self, text: &str) {
        let Self { lower, folds, .. } = self;
        lower.clear();
        folds.clear();
        let mut rest = text;
        while let Some(at) = first_beyond_ascii(rest.as_bytes()) {
            lower.extend_from_slice(&rest.as_bytes()[..at]);
            let mut characters = rest[at..].chars();
            let Some(c) = characters.next() else { break };
            rest = characters.as_str();
            if PUNCTUATION.contains(&c) {
                lower.push(b' ');
            } else if c.is_alphanumeric() {
                let mut folded = String::new();
                fold_word(c.encode_utf8(&mut [0; 4]), &mut folded);
                lower.extend_from_slice(folded.as_bytes());
            } else if !is_combining_mark(c) {
                lower.push(b' ');
            }
            folds.push([text.len() - rest.len(), lower.len()]);
        }
        lower.extend_from_slice(rest.as_bytes());
    }
}

thread_local! {
    static WORDS: RefCell<Words> = RefCell::default();
}

/// Asks something of the words of a text, which are read into memory that is used again.
pub(super) fn with_words<T>(text: &str, ask: impl FnOnce(&[u64]) -> T) -> T {
    WORDS.with_borrow_mut(|words| ask(words.read(text)))
}

/// The numbers of every `length` words in a row. Fewer words are one shingle.
pub(super) fn shingles(words: &[u64], length: usize) -> impl Iterator<Item = u32> + '_ {
    let length = length.min(words.len()).max(1);
    words.windows(length).map(shingle)
}

/// The numbers of every so many words in a row, of which there are as many at least.
pub(super) fn shingles_of<const LENGTH: usize>(words: &[u64]) -> impl Iterator<Item = u32> + '_ {
    let rows = words.windows(LENGTH);
    rows.map(|row| shingle(row.first_chunk::<LENGTH>().expect("a row has so many")))
}

/// The number of some words, rotated against each other, so that their order counts.
#[inline]
fn shingle(words: &[u64]) -> u32 {
    let join = |joined: u64, word: &u64| joined.rotate_left(TURN) ^ word;
    (words.iter().fold(0, join) >> 32) as u32
}

/// General punctuation of Unicode, quotation marks and dashes among it: no letters and no digits.
const PUNCTUATION: RangeInclusive<char> = '\u{2000}'..='\u{206f}';

/// Where the first byte stands that is not of ASCII.
fn first_beyond_ascii(bytes: &[u8]) -> Option<usize> {
    const HIGHEST: u128 = u128::from_ne_bytes([0x80; LONGEST]);
    let beyond = |sixteen: &[u8; LONGEST]| {
        let beyond = u128::from_le_bytes(*sixteen) & HIGHEST;
        (beyond != 0).then_some(beyond.trailing_zeros() as usize / 8)
    };
    let (sixteens, _) = bytes.as_chunks();
    for (nth, sixteen) in sixteens.iter().enumerate() {
        if let Some(at) = beyond(sixteen) {
            return Some(nth * LONGEST + at);
        }
    }
    match bytes.last_chunk() {
        Some(last) => Some(bytes.len() - LONGEST + beyond(last)?),
        None => bytes.iter().position(|byte| !byte.is_ascii()),
    }
}

/// Bits by which a word of a shingle is rotated against the next.
const TURN: u32 = 17;

/// A number for some words in a row; never 0.
pub(super) fn number_of_words(words: &[u64]) -> u64 {
    // Four sums beside each other, so that a product need not wait for the one before.
    let mut sums = [words.len() as u64; 4];
    let (fours, rest) = words.as_chunks::<4>();
    for four in fours {
        for (sum, word) in sums.iter_mut().zip(four) {
            *sum = sum.wrapping_mul(ONE).wrapping_add(*word);
        }
    }
    let all = sums.iter().chain(rest);
    all.fold(0, |all, number| joined(all, [*number, 0])).max(1)
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
    let Some([low, high]) = MASKS.get(end.wrapping_sub(start)) else {
        return long_word(text.get(start..end).unwrap_or_default());
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
        let shingles = |text| shingles(&Words::of(text).numbers, 3).collect::<Vec<_>>();
        assert_ne!(shingles("ferries sail east"), shingles("east sail ferries"));
        assert_eq!(shingles("ferries sail").len(), 1);
        assert_eq!(shingles("").len(), 0);
        assert_eq!(shingles("the ferries sail east").len(), 2);
        let number = |text| number_of_words(&Words::of(text).numbers);
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
    fn a_part_of_a_text_has_the_words_that_it_has_alone() {
        let text = "“We won’t,” said André Müller—2.5 metres of Łódź’s e\u{301}clairs… Straße";
        let words = Words::of(text);
        let places: Vec<usize> = (0..=text.len())
            .filter(|at| text.is_char_boundary(*at))
            .collect();
        let mut parts = 0;
        for start in &places {
            for end in places.iter().filter(|end| *end >= start) {
                if let Some(part) = words.part(*start..*end) {
                    assert_eq!(
                        part,
                        Words::of(&text[*start..*end]).numbers,
                        "{start} {end}"
                    );
                    parts += 1;
                }
            }
        }
        assert!(parts > 100, "{parts}");
    }

    #[test]
    fn memory_that_is_used_again_forgets() {
        let mut words = Words::of("Nine ferries sail at 9");
        words.read("two");
        assert_eq!(words.numbers, Words::of("two").numbers);
    }
}
