//! What stands between two capitalised words.
//!
//! In: the bytes between them. Out: what kind of a gap that is, told once for all rules and without a branch: they ask it of every name, on
//! both sides.

/// What stands between a capitalised word and the next of its piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Anything else, or no other word.
    Other,
    /// A space or a line's end.
    Space,
    /// A point and a space; it may end a sentence.
    Point,
    /// The same behind an abbreviation.
    Abbreviated,
    /// `-`
    Hyphen,
    /// What stands before the region of a place: `, ` or ` (`.
    Comma,
}

impl Gap {
    /// Gaps of more bytes are [others](Self::Other).
    pub(super) const LONGEST: usize = 3;

    /// The gap of so many bytes, at most [`LONGEST`](Self::LONGEST), with which a number begins: the lowest is the first.
    pub(super) fn of(bytes: u64, length: usize) -> Self {
        const KINDS: [Gap; 5] = [Gap::Other, Gap::Space, Gap::Point, Gap::Hyphen, Gap::Comma];
        let own = (1_u64 << (8 * length)) - 1;
        let number = bytes & own | (length as u64) << LENGTH;
        let is = |gaps: &[u64]| gaps.iter().fold(false, |any, &gap| any | (gap == number));
        let kinds = [is(&SPACES), is(&POINTS), is(&HYPHENS), is(&COMMAS)];
        let numbered = (1..).zip(kinds);
        KINDS[numbered.fold(0, |kind, (nth, is)| kind + nth * usize::from(is))]
    }

    /// Whether the next word goes on with the name of which the word before it is a part.
    #[inline]
    pub(super) fn touches(self) -> bool {
        (self == Gap::Space) | (self == Gap::Abbreviated)
    }
}

const SPACES: [u64; 4] = [
    number(b" "),
    number(b"\n"),
    number(b"\r\n"),
    number(&[0xC2, 0xA0]),
];
const POINTS: [u64; 1] = [number(b". ")];
const HYPHENS: [u64; 1] = [number(b"-")];
const COMMAS: [u64; 5] = [
    number(b", "),
    number(b",\n"),
    number(b",\r\n"),
    number(&[b',', 0xC2, 0xA0]),
    number(b" ("),
];

/// Where the length of a gap stands in its number, above its bytes.
const LENGTH: u32 = 32;

/// The bytes of a gap and their length as one number.
const fn number(gap: &[u8]) -> u64 {
    let mut number = (gap.len() as u64) << LENGTH;
    let mut nth = 0;
    while nth < gap.len() {
        number |= (gap[nth] as u64) << (8 * nth);
        nth += 1;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_told_by_their_bytes_alone() {
        for (between, gap) in [
            (" ", Gap::Space),
            ("\n", Gap::Space),
            ("\r\n", Gap::Space),
            ("\u{a0}", Gap::Space),
            (". ", Gap::Point),
            ("-", Gap::Hyphen),
            (", ", Gap::Comma),
            (",\u{a0}", Gap::Comma),
            (",\r\n", Gap::Comma),
            (" (", Gap::Comma),
            ("", Gap::Other),
            (",", Gap::Other),
            (" \0", Gap::Other),
            (" of", Gap::Other),
        ] {
            let mut eight = [b'X'; 8];
            eight[..between.len()].copy_from_slice(between.as_bytes());
            let bytes = u64::from_le_bytes(eight);
            assert_eq!(Gap::of(bytes, between.len()), gap, "{between:?}");
        }
    }
}
