//! A text as a row of words that two papers print alike: lower case, without accents, marks and white space.
//!
//! In: a text. Out: a number for each word, and the numbers of its shingles: so many words in a row. Figures are words too:
//! `2.5` is two of them. Each word is hashed once, eight bytes at a time; all else is made of these numbers.

use crate::index::analyzer::fold_word;
use crate::text::{letters_at_head, letters_of_eight};

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
            numbers: Vec::with_capacity(text.len() / 5 + 1),
            figures: Vec::new(),
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut folded = String::new();
        while at < bytes.len() {
            // Most words are shorter than eight bytes, and an ASCII sign or a space is behind them.
            if let Some(eight) = bytes[at..].first_chunk() {
                let eight = u64::from_le_bytes(*eight);
                let letters = letters_of_eight(eight);
                let behind = eight.unbounded_shr(8 * letters as u32) as u8;
                if letters < 8 && behind.is_ascii() {
                    if letters > 0 {
                        let lower = (eight | LOWER) & ((1 << (8 * letters)) - 1);
                        words.add(step(letters as u64, lower), eight as u8);
                    }
                    at += letters + 1;
                    continue;
                }
            }
            let (word, length) = word_at(&text[at..], &mut folded);
            if let Some(word) = word {
                words.add(word.number(), word.first());
            }
            at += length;
        }
        words
    }

    fn add(&mut self, number: u64, first: u8) {
        self.numbers.push(number);
        if first.is_ascii_digit() {
            self.figures.push(number);
        }
    }

    /// A number for the whole text; never 0.
    pub(super) fn number(&self) -> u64 {
        let numbers = self.numbers.iter();
        numbers
            .fold(1, |joined, number| step(joined, *number))
            .max(1)
    }

    /// The numbers of every `length` words in a row. A text of fewer words is one shingle.
    pub(super) fn shingles(&self, length: usize) -> impl Iterator<Item = u32> + '_ {
        let length = length.min(self.numbers.len()).max(1);
        let (head, rest) = self.numbers.split_at(length.min(self.numbers.len()));
        // Rotated against each other, so that their order counts. The oldest has been rotated so often when it leaves.
        let join = |joined: u64, number: &u64| joined.rotate_left(TURN) ^ number;
        let oldest = TURN * (length as u32 - 1) % 64;
        let first = head.iter().fold(0, join);
        let leaving = self.numbers.iter().zip(rest);
        let others = leaving.scan(first, move |joined, (old, new)| {
            *joined = join(*joined ^ old.rotate_left(oldest), new);
            Some(*joined)
        });
        let first = (!head.is_empty()).then_some(first);
        first.into_iter().chain(others).map(shingle)
    }
}

/// Bits by which a word of a shingle is rotated against the next.
const TURN: u32 = 17;

/// A number of joined words, mixed, so that any bits of it will do.
fn shingle(joined: u64) -> u32 {
    ((joined ^ (joined >> 31)).wrapping_mul(ODD) >> 32) as u32
}

/// The words of a text in one line.
pub(super) fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut folded = String::new();
    let mut at = 0;
    while at < text.len() {
        let (word, length) = word_at(&text[at..], &mut folded);
        at += length;
        if word.is_some() && !line.is_empty() {
            line.push(' ');
        }
        match word {
            Some(Word::Plain(word)) => {
                line.extend(word.iter().map(|byte| char::from(byte | CAPITAL)));
            }
            Some(Word::Folded(word)) => line.push_str(word),
            None => {}
        }
    }
    line
}

/// A word as it stands, all letters and digits of ASCII; or in lower case without accents.
enum Word<'a> {
    Plain(&'a [u8]),
    Folded(&'a str),
}

/// Letters and digits of ASCII are in lower case once this bit is set.
const CAPITAL: u8 = 0x20;
const LOWER: u64 = u64::from_ne_bytes([CAPITAL; 8]);

/// What stands at the head of a text, a word or one sign, and how many bytes to go on.
fn word_at<'a>(text: &'a str, folded: &'a mut String) -> (Option<Word<'a>>, usize) {
    let bytes = text.as_bytes();
    let letters = letters_at_head(bytes);
    if bytes.get(letters).is_none_or(u8::is_ascii) {
        let word = (letters > 0).then_some(Word::Plain(&bytes[..letters]));
        return (word, letters + 1);
    }
    // A word with other letters, or one sign.
    let end = text.find(|c: char| !c.is_alphanumeric());
    match end.unwrap_or(text.len()) {
        0 => (None, text.chars().next().map_or(1, char::len_utf8)),
        end => {
            folded.clear();
            fold_word(&text[..end], folded);
            let word = (!folded.is_empty()).then_some(Word::Folded(folded));
            (word, end)
        }
    }
}

impl Word<'_> {
    fn number(&self) -> u64 {
        match self {
            Self::Plain(word) => hash(word, LOWER),
            Self::Folded(word) => hash(word.as_bytes(), 0),
        }
    }

    fn first(&self) -> u8 {
        match self {
            Self::Plain(word) => word[0],
            Self::Folded(word) => word.as_bytes()[0],
        }
    }
}

/// An odd number with as many ones as zeros: the golden ratio.
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The number of a word, each byte of which has the bits of `lower` set first.
fn hash(word: &[u8], lower: u64) -> u64 {
    let mut hash = word.len() as u64;
    let mut rest = word;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        hash = step(hash, u64::from_le_bytes(*eight) | lower);
        rest = behind;
    }
    if !rest.is_empty() {
        let last = rest
            .iter()
            .rev()
            .fold(0, |last, byte| last << 8 | u64::from(*byte));
        hash = step(hash, last | lower & ((1 << (8 * rest.len())) - 1));
    }
    hash
}

/// A number that depends on both, in every bit.
fn step(hash: u64, eight: u64) -> u64 {
    let mixed = (hash ^ eight).wrapping_mul(ODD);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ (mixed >> 29)
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
