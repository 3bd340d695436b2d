//! The words of a quote in few bytes, so that quotes can be compared without their articles being read.
//!
//! In: its words. Out: a byte for each word, and three for a figure, since figures tell one statement from another. Two words look
//! alike once in 254 times, but a shingle is three of them, and what is compared are shingles.

use super::words::{Words, is_figure, number};

/// The byte before the two of a figure. Words have lower ones.
const FIGURE: u8 = 255;

/// Appends the trace of some words.
pub(super) fn push_traced(words: &[u64], trace: &mut Vec<u8>) {
    for number in words {
        match is_figure(*number) {
            true => trace.extend([FIGURE, part(*number, 0, FIGURE), part(*number, 32, FIGURE)]),
            false => trace.push(part(*number, 32, FIGURE - 1)),
        }
    }
}

/// A byte from 1 to `most`, made of 32 bits of a number.
fn part(number: u64, from: u32, most: u8) -> u8 {
    let bits = u64::from((number >> from) as u32);
    1 + ((bits * u64::from(most)) >> 32) as u8
}

/// The words of a trace. Their numbers are not those that their letters have.
pub(super) fn words_of(trace: &[u8]) -> Words {
    let mut words = Words::default();
    let mut bytes = trace.iter().copied().map(u64::from);
    while let Some(byte) = bytes.next() {
        words.numbers.push(if byte == u64::from(FIGURE) {
            let (one, other) = (bytes.next(), bytes.next());
            let two = one.unwrap_or(0) << 8 | other.unwrap_or(0);
            number([two << 8 | u64::from(b'0'), 0])
        } else {
            number([byte << 8 | u64::from(b'a'), 0])
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::overlap::Text;
    use super::*;

    fn overlap(one: &str, other: &str) -> [super::super::overlap::Overlap; 2] {
        let (one, other) = (Words::of(one), Words::of(other));
        let text = |words: &Words| Text::new(words, 3);
        let traced = |words: &Words| {
            let mut trace = Vec::new();
            push_traced(&words.numbers, &mut trace);
            Text::new(&words_of(&trace), 3)
        };
        [
            text(&one).overlap(&text(&other)),
            traced(&one).overlap(&traced(&other)),
        ]
    }

    #[test]
    fn traces_are_compared_as_the_words_are() {
        let said = "We have asked for 12 boats and 3,500 crew, and we shall not sail before they are here.";
        for other in [
            "We have asked for 12 boats and 3,500 crew",
            "We have asked for 13 boats and 3,500 crew, and we shall not sail before they are here.",
            "Nobody asked for 12 boats, and we shall not sail.",
            "",
        ] {
            let [words, traces] = overlap(said, other);
            assert_eq!(words, traces, "{other}");
        }
    }
}
