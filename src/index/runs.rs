//! Where the words of a text stand, told many bytes at once.
//!
//! In: a text. Out: its runs, letters and digits in a row, one after the other; whatever is not ASCII is a letter here. How long a word is
//! cannot be foretold, and no branch depends on it.

use std::ops::Range;

use crate::text::{Sixteen, are_within, bits};

pub(super) use crate::text::PIECE;

/// The runs of a text. Texts may be read one after the other into the same memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Runs {
    /// Where each run begins, and where it ends, and room behind them.
    edges: Vec<u32>,
    /// How many these are.
    count: usize,
    /// For each piece of the text its edges, a bit each, and how many come before it.
    pieces: Vec<(u64, usize)>,
    /// 1 where the last piece ended within a run.
    goes_on: u64,
}

/// Edges that are told at once: a piece has some twenty.
const AT_ONCE: usize = 12;

impl Runs {
    /// Has the runs of this text, and none of another. It consists of whole pieces and ends with signs; its letters of ASCII are put
    /// in lower case.
    pub(super) fn read(&mut self, text: &mut [u8]) {
        self.begin(text.len());
        let (pieces, rest) = text.as_chunks_mut();
        debug_assert!(rest.is_empty());
        for piece in pieces {
            self.add(read(piece));
        }
    }

    /// Has the runs of this text, which is in lower case, and none of another.
    pub(super) fn read_lower(&mut self, text: &str) {
        self.begin(text.len() + PIECE);
        let (pieces, rest) = text.as_bytes().as_chunks();
        for piece in pieces {
            self.add(lower_letters(piece));
        }
        let mut last = [0; PIECE]; // no letters: what goes on to the end of the text ends there
        last[..rest.len()].copy_from_slice(rest);
        self.add(lower_letters(&last));
    }

    fn begin(&mut self, length: usize) {
        self.count = 0;
        self.goes_on = 0;
        self.pieces.clear();
        let room = length + AT_ONCE;
        if self.edges.len() < room {
            self.edges.resize(room, 0);
        }
    }

    /// Adds the edges of the next piece, of which these bytes are letters or digits. More are told than there are, so that no branch
    /// depends on how many.
    fn add(&mut self, letters: u64) {
        let start = self.pieces.len() * PIECE;
        let edges = letters ^ (letters << 1 | self.goes_on);
        self.goes_on = letters >> 63;
        self.pieces.push((edges, self.count));
        let (mut rest, mut told) = (edges, self.count);
        self.count += edges.count_ones() as usize;
        while told < self.count {
            let places = self.edges[told..].first_chunk_mut::<AT_ONCE>();
            for place in places.expect("room was left") {
                // A text of more bytes than that is no article, and has some numbers, always the same.
                *place = (start as u32).wrapping_add(rest.trailing_zeros());
                rest &= rest.wrapping_sub(1);
            }
            told += AT_ONCE;
        }
    }

    /// Where each run begins and ends.
    pub(super) fn all(&self) -> &[[u32; 2]] {
        self.edges[..self.count].as_chunks().0
    }

    /// The numbers of the runs of a part of the text; `None` where its ends may lie within runs.
    pub(super) fn between(&self, part: Range<usize>) -> Option<Range<usize>> {
        let (start, end) = (
            self.edges_before(part.start)?,
            self.edges_before(part.end + 1)?,
        );
        (start % 2 == 0 && end % 2 == 0).then_some(start / 2..end / 2)
    }

    fn edges_before(&self, at: usize) -> Option<usize> {
        let (edges, before) = self.pieces.get(at / PIECE)?;
        let here = edges & !(u64::MAX << (at % PIECE));
        Some(before + here.count_ones() as usize)
    }
}

/// Puts a piece in lower case; a bit for each byte, set where it belongs to a run. Letters and digits of ASCII are in lower case once a
/// bit is set; others have been folded.
fn read(piece: &mut [u8; PIECE]) -> u64 {
    let letters = bits(piece, |bytes| {
        let lower = bytes | Sixteen::splat(0x20);
        are_within(lower, b'a', b'z') | are_within(bytes, b'0', b'9') | bytes
    });
    for byte in piece {
        *byte |= (!*byte & 0x80) >> 2;
    }
    letters
}

/// The letters and digits of a piece in lower case, a bit each.
fn lower_letters(piece: &[u8; PIECE]) -> u64 {
    bits(piece, |bytes| {
        are_within(bytes, b'a', b'z') | are_within(bytes, b'0', b'9') | bytes
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Runs {
        let mut runs = Runs::default();
        for text in ["what was read before", text] {
            let mut text = text.as_bytes().to_vec();
            text.resize((text.len() + 1).next_multiple_of(PIECE), 0);
            runs.read(&mut text);
        }
        runs
    }

    fn runs(text: &str) -> Vec<&str> {
        let runs = read(text);
        let spans = runs.all().iter();
        spans
            .map(|[start, end]| &text[*start as usize..*end as usize])
            .collect()
    }

    #[test]
    fn a_part_has_the_runs_that_lie_in_it() {
        let text =
            "We won't sail, said Ana; the quay was shut before the storm came, and it stays so.";
        let all = runs(text);
        for start in 0..text.len() {
            for end in start..text.len() {
                let Some(part) = read(text).between(start..end) else {
                    continue;
                };
                assert_eq!(all[part], runs(&text[start..end]), "{start} {end}");
            }
        }
        assert_eq!(read(text).between(3..13), Some(1..4));
        assert_eq!(read(text).between(4..13), None);
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
