//! Where something stands in a field: from its first word to its last.

/// The words from `start` to `end`, both included, as positions in a field.
///
/// A word or a phrase *covers* all its positions. What nearness has joined covers its two ends alone, and its middle is
/// open: in *the tax, said the senate, cut*, `senate` stands in the middle of `tax w/9 cut` without being a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::query) struct Extent {
    pub(in crate::query) start: u32,
    pub(in crate::query) end: u32,
    /// The last position of the part at the beginning.
    pub(in crate::query) head: u32,
    /// The first position of the part at the end.
    pub(in crate::query) tail: u32,
}

impl Extent {
    /// Positions that are all covered.
    pub(in crate::query) fn solid(start: u32, end: u32) -> Self {
        let (head, tail) = (end, start);
        Self {
            start,
            end,
            head,
            tail,
        }
    }

    /// Two ends with an open middle.
    pub(in crate::query) fn open(start: u32, end: u32) -> Self {
        let (head, tail) = (start, end);
        Self {
            start,
            end,
            head,
            tail,
        }
    }

    /// Whether the two cover a position in common: the same words are not near themselves.
    pub(in crate::query) fn shares_words(self, other: Self) -> bool {
        let parts = |extent: Self| [(extent.start, extent.head), (extent.tail, extent.end)];
        parts(self).iter().any(|mine| {
            parts(other)
                .iter()
                .any(|theirs| mine.0 <= theirs.1 && theirs.0 <= mine.1)
        })
    }

    /// From the end of the one to the start of the other: 1 for neighbours, 0 where they overlap.
    pub(in crate::query) fn distance(self, other: Self) -> u32 {
        let (first, second) = if self.start <= other.start {
            (self, other)
        } else {
            (other, self)
        };
        second.start.saturating_sub(first.end)
    }

    /// From the first word of both to the last: its ends are the part that begins first and the part that ends last.
    pub(in crate::query) fn joined(self, other: Self) -> Self {
        let first = if self.start <= other.start {
            self
        } else {
            other
        };
        let last = if self.end >= other.end { self } else { other };
        Self {
            start: first.start,
            end: last.end,
            head: first.head,
            tail: last.tail,
        }
    }

    pub(in crate::query) fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
