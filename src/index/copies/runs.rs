//! Where the words of a text stand, told many bytes at once.
//!
//! In: a text whose letters are folded where they are not of ASCII. Out: its runs: letters and digits in a row, one after the other.
//! Whatever is not ASCII is a letter. How long a word is cannot be foretold, and no branch depends on it.

use crate::text::{PIECE, Sixteen, are_within, bits};

/// The runs of a text. Texts may be read one after the other into the same memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    /// A bit for each byte, set where a run begins, and behind its last byte.
    edges: Vec<u64>,
}

impl Runs {
    /// Has the runs of this text, and none of another.
    pub(super) fn read(&mut self, text: &[u8]) {
        self.edges.clear();
        let (whole, rest) = text.as_chunks();
        // The bytes behind the text belong to no run, so that the last one ends.
        let mut last = [0; PIECE];
        last[..rest.len()].copy_from_slice(rest);
        let mut goes_on = 0;
        let edges = whole.iter().chain([&last]).map(|piece| {
            let letters = letters(piece);
            let edges = letters ^ (letters << 1 | goes_on);
            goes_on = letters >> 63;
            edges
        });
        self.edges.extend(edges);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        let edges = self.edges.iter().map(|edges| edges.count_ones());
        edges.sum::<u32>() as usize / 2
    }

    /// Where each run begins and ends.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let mut pieces = self.edges.iter();
        let (mut start, mut edges) = (0, 0_u64);
        let mut edge = move || {
            while edges == 0 {
                edges = *pieces.next()?;
                start += PIECE;
            }
            let at = start - PIECE + edges.trailing_zeros() as usize;
            edges &= edges - 1;
            Some(at)
        };
        std::iter::from_fn(move || Some((edge()?, edge()?)))
    }
}

/// A bit for each byte of a piece, set where it belongs to a run.
fn letters(piece: &[u8; PIECE]) -> u64 {
    bits(piece, |bytes| {
        let lower = bytes | Sixteen::splat(0x20);
        are_within(lower, b'a', b'z') | are_within(bytes, b'0', b'9') | bytes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<&str> {
        let mut runs = Runs::default();
        runs.read(b"what was read before");
        runs.read(text.as_bytes());
        let spans = runs.iter();
        spans.map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn runs_are_what_stands_between_signs_of_ascii() {
        assert_eq!(runs(""), [""; 0]);
        assert_eq!(runs(" …  "), ["…"]);
        assert_eq!(
            runs("“We won’t,” said Ana-Lu (4 of 7)."),
            ["“We", "won’t", "”", "said", "Ana", "Lu", "4", "of", "7"]
        );
    }

    #[test]
    fn runs_of_any_length_end_where_they_end() {
        for gap in [1, 7, 30, 56, 57, 58, 64, 200] {
            for length in [1, 2, 9, 55, 56, 57, 58, 63, 64, 65, 130] {
                let text = format!("{0}{1}{0}{1}", "-".repeat(gap), "x".repeat(length));
                let run = "x".repeat(length);
                assert_eq!(runs(&text), [&*run, &*run], "{gap} {length}");
                assert_eq!(runs(&text[gap..]), [&*run, &*run], "{gap} {length}");
                assert_eq!(runs(&format!("{text}{}", " ".repeat(gap))), [&*run, &*run]);
            }
        }
    }
}
