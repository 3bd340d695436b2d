//! A text as a row of words that two papers print alike: lower case, without accents, marks and white space.
//!
//! In: a text. Out: a number for each word, the words themselves in one line, and the numbers of its shingles: so many words
//! in a row. Figures are words too: `2.5` is two of them.

use xxhash_rust::xxh3::xxh3_64;

use crate::index::analyzer::fold_word;
use crate::text::letters_at_head;

/// The words of a text, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// The words in one line.
    pub(super) line: Vec<u8>,
    /// A number for each word.
    pub(super) numbers: Vec<u64>,
    /// The numbers of the words that have digits, in the order of the text.
    pub(super) figures: Vec<u64>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self {
            line: Vec::with_capacity(text.len() + 1),
            numbers: Vec::with_capacity(text.len() / 5),
            figures: Vec::new(),
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let start = words.line.len();
            let letters = letters_at_head(&bytes[at..]);
            if bytes.get(at + letters).is_none_or(u8::is_ascii) {
                // Letters and digits of ASCII are in lower case once this bit is set.
                let word = &bytes[at..at + letters];
                words.line.extend(word.iter().map(|byte| byte | 0x20));
                at += letters + 1;
            } else {
                at += words.add_folded(&text[at..]);
            }
            words.end_word(start);
        }
        words
    }

    /// Adds what stands at the head of a text that is not all ASCII: a word, or one sign. Returns its length.
    fn add_folded(&mut self, text: &str) -> usize {
        let end = text.find(|c: char| !c.is_alphanumeric());
        let end = end.unwrap_or(text.len());
        let mut folded = String::new();
        fold_word(&text[..end], &mut folded);
        self.line.extend(folded.as_bytes());
        match end {
            0 => text.chars().next().map_or(1, char::len_utf8),
            end => end,
        }
    }

    fn end_word(&mut self, start: usize) {
        let word = &self.line[start..];
        if let Some(first) = word.first() {
            let number = xxh3_64(word);
            self.numbers.push(number);
            if first.is_ascii_digit() {
                self.figures.push(number);
            }
            self.line.push(b' ');
        }
    }

    /// A number for the whole text; never 0.
    pub(super) fn number(&self) -> u64 {
        xxh3_64(&self.line).max(1)
    }

    /// The numbers of every `length` words in a row. A text of fewer words is one shingle.
    pub(super) fn shingles(&self, length: usize) -> impl Iterator<Item = u32> + '_ {
        let windows = self.numbers.windows(length.min(self.numbers.len()).max(1));
        windows.map(shingle)
    }
}

/// One number of several: rotated against each other, so that their order counts, and mixed, so that any bits of it will do.
fn shingle(numbers: &[u64]) -> u32 {
    let joined = numbers.iter().fold(0_u64, |joined, number| {
        joined.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number
    });
    let mixed = (joined ^ (joined >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
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
        assert_eq!(one.line, b"we won t said andre muller 2 5 metres ");
        assert_eq!((one.numbers.len(), one.figures.len()), (9, 2));
    }

    #[test]
    fn the_order_of_words_counts() {
        let shingles = |text| Words::of(text).shingles(3).collect::<Vec<_>>();
        assert_ne!(shingles("ferries sail east"), shingles("east sail ferries"));
        assert_eq!(shingles("ferries sail").len(), 1);
        assert_eq!(shingles("").len(), 0);
        assert_eq!(shingles("the ferries sail east").len(), 2);
    }
}
