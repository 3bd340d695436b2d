//! Nearness over lists of extents, with the semantics of minimal intervals (Clarke, Cormack and Burkowski, *An algebra for
//! structured text search*, 1995).
//!
//! A list never holds an extent that contains another one of it, and is sorted by start, hence by end. So of everything
//! that stands right of an extent the next one alone can make a minimal result, and each operator is linear.
//!
//! - `a w/n b`: an *a* and a *b* that share no words, and from the end of the one to the start of the other are at most
//!   *n* words (neighbours: 1; one in the open middle of the other: 0). The result reaches from the first to the last word.
//! - `a pre/n b`: the *a* ends before the *b* starts.
//! - `a w/s b`, `a w/p b`: from the first to the last word no border of a sentence, of a paragraph.
//! - `a not w/n b`: each *a* that has no *b* at such a distance; a *b* that overlaps it is near: `lincoln not w/1 "lincoln
//!   center"`.

use super::extent::Extent;
use crate::query::tree::{Range, Relation};

/// Something that stands somewhere in a field.
pub(in crate::query) trait Stands: Clone {
    fn extent(&self) -> Extent;
    fn extent_mut(&mut self) -> &mut Extent;
    /// Takes in what `other` knows besides its extent.
    fn absorb(&mut self, _other: &Self) {}
}

impl Stands for Extent {
    fn extent(&self) -> Extent {
        *self
    }

    fn extent_mut(&mut self) -> &mut Extent {
        self
    }
}

/// Where sentences or paragraphs begin, in order.
pub(in crate::query) type Borders<'a> = &'a [u32];

/// The minimal extents that `relation` makes of `left` and `right`.
pub(in crate::query) fn near<T: Stands>(
    left: &[T],
    right: &[T],
    relation: Relation,
    borders: Borders<'_>,
) -> Vec<T> {
    let mut joined = Vec::new();
    for a in left {
        for b in nearest(a.extent(), right) {
            if !a.extent().shares_words(b.extent()) && holds(a, b, relation, borders) {
                joined.push(join(a, b));
            }
        }
    }
    minimal(joined)
}

/// Those of `left` that have none of `right` in `relation`.
pub(in crate::query) fn not_near<T: Stands>(
    left: &[T],
    right: &[T],
    relation: Relation,
    borders: Borders<'_>,
) -> Vec<T> {
    let alone = |a: &&T| !nearest(a.extent(), right).any(|b| holds(*a, b, relation, borders));
    left.iter().filter(alone).cloned().collect()
}

/// The last of `others` that ends before `extent`, all that overlap it, and the first that starts behind it.
fn nearest<T: Stands>(extent: Extent, others: &[T]) -> impl Iterator<Item = &T> {
    let before = others.partition_point(|other| other.extent().end < extent.start);
    let behind = others.partition_point(|other| other.extent().start <= extent.end);
    others[before.saturating_sub(1)..(behind + 1).min(others.len())].iter()
}

fn holds<T: Stands>(a: &T, b: &T, relation: Relation, borders: Borders<'_>) -> bool {
    let (a, b) = (a.extent(), b.extent());
    if relation.ordered && a.end >= b.start {
        return false;
    }
    match relation.range {
        Range::Words(words) => a.distance(b) <= words,
        Range::Sentence | Range::Paragraph => {
            let whole = a.joined(b);
            let begun = |at: u32| borders.partition_point(|border| *border <= at);
            begun(whole.start) == begun(whole.end)
        }
    }
}

fn join<T: Stands>(a: &T, b: &T) -> T {
    let mut joined = a.clone();
    *joined.extent_mut() = a.extent().joined(b.extent());
    joined.absorb(b);
    joined
}

/// Leaves out every extent that contains another one; equal ones become one, whose middle is as open as any of theirs.
pub(in crate::query) fn minimal<T: Stands>(mut all: Vec<T>) -> Vec<T> {
    all.sort_by_key(|one| (one.extent().start, std::cmp::Reverse(one.extent().end)));
    let mut kept: Vec<T> = Vec::with_capacity(all.len());
    for one in all.into_iter().rev() {
        match kept.last_mut() {
            Some(last) if one.extent().contains(last.extent()) => {
                if last.extent().contains(one.extent()) {
                    let (extent, also) = (last.extent_mut(), one.extent());
                    extent.head = extent.head.min(also.head);
                    extent.tail = extent.tail.max(also.tail);
                }
            }
            _ => kept.push(one),
        }
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(positions: &[u32]) -> Vec<Extent> {
        let word = |at: &u32| Extent::solid(*at, *at);
        positions.iter().map(word).collect()
    }

    fn check(relation: (bool, Range), left: &[Extent], right: &[Extent], expected: &[(u32, u32)]) {
        let (ordered, range) = relation;
        let found = near(left, right, Relation { ordered, range }, &[0, 5, 9]);
        let found: Vec<_> = found.iter().map(|found| (found.start, found.end)).collect();
        assert_eq!(found, expected, "{relation:?} {left:?} {right:?}");
    }

    #[test]
    fn results_are_minimal() {
        let within = |words| (false, Range::Words(words));
        check(
            within(3),
            &words(&[1, 4]),
            &words(&[2, 8]),
            &[(1, 2), (2, 4)],
        );
        check(within(4), &words(&[1, 4]), &words(&[8]), &[(4, 8)]);
        check(
            (true, Range::Words(3)),
            &words(&[4]),
            &words(&[2, 7]),
            &[(4, 7)],
        );
        check(
            (false, Range::Sentence),
            &words(&[4, 6]),
            &words(&[3, 5, 9]),
            &[(3, 4), (5, 6)],
        );
    }

    #[test]
    fn the_same_words_are_not_near_themselves() {
        let within = (false, Range::Words(5));
        check(within, &words(&[3]), &words(&[3]), &[]);
        check(within, &[Extent::solid(3, 5)], &words(&[4]), &[]);
        check(within, &words(&[3, 6]), &words(&[3, 6]), &[(3, 6)]);
        check(within, &[Extent::open(3, 6)], &words(&[4]), &[(3, 6)]);
    }

    #[test]
    fn what_overlaps_is_near_enough_to_be_left_out() {
        let relation = Relation {
            ordered: false,
            range: Range::Words(1),
        };
        let alone = not_near(&words(&[1, 7, 20]), &[Extent::solid(7, 8)], relation, &[]);
        assert_eq!(alone, words(&[1, 20]));
    }
}
