//! A range of bytes in a text.
//!
//! Everything that Dateline finds says where it stands. Spans are counted in bytes of the article's
//! text (UTF-8), start included, end excluded, as Rust slices are, and are written to JSON as `[start, end]`.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A range of bytes, `start <= end`.
///
/// ```
/// use dateline::span::Span;
/// let text = "LIMA (Reuters) - Rain.";
/// let place = Span::new(0, 4);
/// assert_eq!(place.of(text), "LIMA");
/// assert_eq!(serde_json::to_string(&place).unwrap(), "[0,4]");
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(into = "[usize; 2]", try_from = "[usize; 2]")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The longest text that spans reach over, in bytes: their places are numbers of 32 bits, as there are many of them.
    pub const LONGEST_TEXT: usize = u32::MAX as usize;

    /// The span from `start` up to `end`.
    ///
    /// # Panics
    /// When `end` lies before `start`, or behind [`LONGEST_TEXT`](Self::LONGEST_TEXT): a mistake in the caller.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts");
        assert!(
            end <= Self::LONGEST_TEXT,
            "a span lies in a text that is too long"
        );
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The span of `part`, which must be a slice of `whole`.
    ///
    /// # Panics
    /// When `part` does not lie inside `whole` in memory.
    #[must_use]
    pub fn of_slice(whole: &str, part: &str) -> Self {
        let start = (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
        assert!(
            start <= whole.len() && start + part.len() <= whole.len(),
            "the part is no slice of the whole"
        );
        Self::new(start, start + part.len())
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies between start and end.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same bytes as a Rust range.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text under the span.
    ///
    /// # Panics
    /// When the span is of another text: outside of this one, or inside one of its characters.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `position` lies inside.
    #[must_use]
    pub const fn holds(self, position: usize) -> bool {
        self.start() <= position && position < self.end()
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span around both.
    #[must_use]
    pub fn hull(self, other: Span) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The same span seen from a text that begins `by` bytes earlier.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }

    /// The span without the white space at both ends of its text.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        if let [first, .., last] = text.as_bytes()[self.range()]
            && first.is_ascii_graphic()
            && last.is_ascii_graphic()
        {
            return self; // most spans
        }
        let inside = self.of(text);
        let start = self.start() + (inside.len() - inside.trim_start().len());
        Self::new(start, start + inside.trim().len())
    }
}

impl From<Span> for [usize; 2] {
    fn from(span: Span) -> Self {
        [span.start(), span.end()]
    }
}

impl TryFrom<[usize; 2]> for Span {
    type Error = &'static str;

    fn try_from([start, end]: [usize; 2]) -> Result<Self, Self::Error> {
        if start > end {
            Err("a span ends before it starts")
        } else if end > Self::LONGEST_TEXT {
            Err("a span lies in a text that is too long")
        } else {
            Ok(Self::new(start, end))
        }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_keeps_the_place_in_the_text() {
        let text = "by \u{a0} Ana Ruiz \n";
        assert_eq!(Span::new(2, text.len()).trimmed(text).of(text), "Ana Ruiz");
        assert!(Span::new(2, 5).trimmed(text).is_empty());
    }

    #[test]
    fn a_span_that_ends_before_it_starts_is_refused() {
        assert!(serde_json::from_str::<Span>("[4,2]").is_err());
    }

    #[test]
    fn a_slice_knows_its_place() {
        let text = "LIMA, Peru";
        assert_eq!(Span::of_slice(text, &text[6..]), Span::new(6, 10));
    }
}
