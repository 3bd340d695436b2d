//! A text as a row of words that two papers print alike: lower case, without accents, marks and white space.
//!
//! In: a text. Out: a number for each word, and the numbers of its shingles: so many words in a row. Figures are words too:
//! `2.5` is two of them. Each word is hashed once, eight bytes at a time; all else is made of these numbers.

use crate::index::analyzer::fold_word;
use crate::text::letters_at_head;

/// The words of a text, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// A number for each word.
    pub(super) numbers: Vec<u64>,
    /// The numbers of the words that have digits, in the order of the text.
    pub(super) figures: Vec<u64>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self {
            numbers: Vec::with_capacity(text.len() / 5),
            figures: Vec::new(),
        };
        each_word(text, |word| {
            let (number, first) = match word {
                Word::Plain(word) => (hash(word, CAPITAL), word[0]),
                Word::Folded(word) => (hash(word.as_bytes(), 0), word.as_bytes()[0]),
            };
            words.numbers.push(number);
            if first.is_ascii_digit() {
                words.figures.push(number);
            }
        });
        words
    }

    /// A number for the whole text; never 0.
    pub(super) fn number(&self) -> u64 {
        let joined = self.numbers.iter().fold(0_u64, |joined, number| {
            (joined.rotate_left(23) ^ number).wrapping_mul(ODD)
        });
        mixed(joined).max(1)
    }

    /// The numbers of every `length` words in a row. A text of fewer words is one shingle.
    pub(super) fn shingles(&self, length: usize) -> impl Iterator<Item = u32> + '_ {
        let windows = self.numbers.windows(length.min(self.numbers.len()).max(1));
        windows.map(shingle)
    }
}

/// The words of a text in one line.
pub(super) fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    each_word(text, |word| {
        if !line.is_empty() {
            line.push(' ');
        }
        match word {
            Word::Plain(word) => {
                line.extend(word.iter().map(|byte| char::from(byte | CAPITAL)));
            }
            Word::Folded(word) => line.push_str(word),
        }
    });
    line
}

/// A word as it stands, all letters and digits of ASCII; or in lower case without accents.
enum Word<'a> {
    Plain(&'a [u8]),
    Folded(&'a str),
}

/// Letters and digits of ASCII are in lower case once this bit is set.
const CAPITAL: u8 = 0x20;

fn each_word(text: &str, mut each: impl FnMut(Word<'_>)) {
    let bytes = text.as_bytes();
    let mut folded = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let letters = letters_at_head(&bytes[at..]);
        if bytes.get(at + letters).is_none_or(u8::is_ascii) {
            if letters > 0 {
                each(Word::Plain(&bytes[at..at + letters]));
            }
            at += letters + 1;
            continue;
        }
        // A word with other letters, or one sign.
        let rest = &text[at..];
        let end = rest.find(|c: char| !c.is_alphanumeric());
        let end = end.unwrap_or(rest.len());
        folded.clear();
        fold_word(&rest[..end], &mut folded);
        if !folded.is_empty() {
            each(Word::Folded(&folded));
        }
        at += match end {
            0 => rest.chars().next().map_or(1, char::len_utf8),
            end => end,
        };
    }
}

/// An odd number with as many ones as zeros: the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The number of a word, each byte of which has the bits of `lower` set first.
fn hash(word: &[u8], lower: u8) -> u64 {
    let lower = u64::from_ne_bytes([lower; 8]);
    let mut hash = word.len() as u64;
    let mut rest = word;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        let eight = u64::from_le_bytes(*eight) | lower;
        hash = mixed((hash ^ eight).wrapping_mul(ODD));
        rest = behind;
    }
    if !rest.is_empty() {
        let mut last = 0;
        for byte in rest.iter().rev() {
            last = last << 8 | u64::from(*byte);
        }
        let bits = rest.len() * 8;
        last |= lower & ((1 << bits) - 1);
        hash = mixed((hash ^ last).wrapping_mul(ODD));
    }
    hash
}

/// A number whose every bit depends on the high bits of another.
fn mixed(number: u64) -> u64 {
    (number ^ (number >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (number >> 29)
}

/// One number of several: rotated against each other, so that their order counts, and mixed, so that any bits of it will do.
fn shingle(numbers: &[u64]) -> u32 {
    let joined = numbers
        .iter()
        .fold(0_u64, |joined, number| joined.rotate_left(17) ^ number);
    let mixed = (joined ^ (joined >> 31)).wrapping_mul(ODD);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_that_differ_in_marks_and_accents_have_the_same_words() {
        let one = Words::of("“We won’t,” said André Müller, 2.5 metres…");
        let other = Words::of("\"We won't\" said  Andre Muller; 2.5 metres");
        assert_eq!(one, other);
        assert_eq!(
            in_one_line("“We won’t,” said André Müller, 2.5 metres…"),
            "we won t said andre muller 2 5 metres"
        );
        assert_eq!((one.numbers.len(), one.figures.len()), (9, 2));
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
    }

    #[test]
    fn words_of_any_length_have_numbers_of_their_own() {
        let words: Vec<String> = (1..40)
            .flat_map(|length| ["a", "b", "ab", "0"].map(|part| part.repeat(length)))
            .collect();
        let words: std::collections::BTreeSet<String> = words.into_iter().collect();
        let numbers = Words::of(&words.iter().cloned().collect::<Vec<_>>().join(" ")).numbers;
        let different: std::collections::BTreeSet<u64> = numbers.into_iter().collect();
        assert_eq!(different.len(), words.len());
        assert_eq!(Words::of("ABCDEFGHIJ Ä"), Words::of("abcdefghij a"));
    }
}
