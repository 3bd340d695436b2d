//! The texts that one is compared with: those that share most of its keys.
//!
//! In: a text, and the texts before it that have one of its keys. Out: a few of these. Keys are a sample, so what few keys say is
//! asked of both sides: a text whose keys lie close meets many by the first of them, and has others of which those know nothing.

use std::cmp::Reverse;

use super::gather::Texts;

/// Leaders that are looked at for each key, the latest first: copies follow soon.
pub(super) const LOOKED_AT: usize = 64;
/// Texts that a text is compared with, those of the most shared keys first; as many again that are near editions of it.
pub(super) const COMPARED: usize = 8;

/// The least keys that two texts share which are compared, in thousandths of the keys that each has among those that both would
/// have kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Least {
    /// Of the one that has fewer there.
    pub(super) of_fewer: usize,
    /// Of the one that has more.
    pub(super) of_more: usize,
}

impl Least {
    /// The fewest shared keys that can be enough for a text of so many, where no other has fewer than `of_others`.
    pub(super) fn fewest(self, keys: usize, of_others: usize) -> usize {
        let all_of_one = keys.min(of_others);
        (self.of_more * all_of_one).div_ceil(1000).max(1)
    }

    /// Whether so many shared keys are enough.
    #[inline]
    fn are(self, shared: usize, one: &[u32], other: &[u32]) -> bool {
        // One of the two has all of its keys there, so most pairs are told without looking at any.
        let all_of_one = one.len().min(other.len());
        if shared * 1000 < self.of_more * all_of_one {
            return false;
        }
        let (fewer, more) = comparable(one, other);
        shared * 1000 >= (self.of_fewer * fewer).max(self.of_more * more)
    }
}

/// How many keys of two texts are not larger than the largest that both would have kept; the smaller number first.
fn comparable(one: &[u32], other: &[u32]) -> (usize, usize) {
    let largest = |keys: &[u32]| keys.last().copied().unwrap_or(0);
    let border = largest(one).min(largest(other));
    let below = |keys: &[u32]| keys.partition_point(|key| *key <= border).max(1);
    let (one, other) = (below(one), below(other));
    (one.min(other), one.max(other))
}

/// Counts how many keys each text shares with one; used again and again.
#[derive(Default)]
pub(super) struct Tally {
    /// By the number of the text; all are 0 between two counts.
    counts: Vec<u16>,
    met: Vec<usize>,
}

impl Tally {
    fn add(&mut self, nth: usize) {
        if nth >= self.counts.len() {
            self.counts.resize((nth + 1).next_power_of_two(), 0);
        }
        if self.counts[nth] == 0 {
            self.met.push(nth);
        }
        // A text has no more keys than that.
        self.counts[nth] += 1;
    }

    /// Counts a key more for those that have been met, and for no others.
    fn add_to_met(&mut self, holders: impl Iterator<Item = usize>) {
        if self.met.is_empty() {
            return;
        }
        for nth in holders {
            if let Some(count @ 1..) = self.counts.get_mut(nth) {
                *count += 1;
            }
        }
    }

    fn drain(&mut self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let counts = &mut self.counts;
        let met = self.met.drain(..);
        met.map(|nth| (nth, usize::from(std::mem::take(&mut counts[nth]))))
    }
}

/// The texts that share enough keys with one, those that share most first, of as many the earlier. `holders` are the texts that
/// have its keys, key by key: of each the latest [`LOOKED_AT`]. Those of fewer keys than are `fewest` ever enough ([`Least::fewest`])
/// may stand apart: who has no other key of the text shares too few.
pub(super) fn most_shared(
    texts: &impl Texts,
    nth: usize,
    (least, fewest): (Least, usize),
    tally: &mut Tally,
    [holders, of_the_last]: [impl Iterator<Item = usize>; 2],
) -> Vec<usize> {
    holders.for_each(|other| tally.add(other));
    tally.add_to_met(of_the_last);
    let keys = texts.keys(nth);
    let mut sharing: Vec<(usize, usize)> = Vec::new();
    for (other, count) in tally.drain() {
        if count >= fewest && least.are(count, keys, texts.keys(other)) {
            sharing.push((other, count));
        }
    }
    sharing.sort_unstable_by(|(a, most), (b, more)| {
        (Reverse(most).cmp(&Reverse(more))).then_with(|| texts.order(*a, *b))
    });
    let most = sharing.into_iter().take(COMPARED);
    most.map(|(other, _)| other).collect()
}

/// Whether two texts share enough keys to be compared, if all that have a key are looked at.
pub(super) fn share_enough(texts: &impl Texts, one: usize, other: usize, least: Least) -> bool {
    let (one, other) = (texts.keys(one), texts.keys(other));
    let shared = one.iter().filter(|key| other.binary_search(key).is_ok());
    least.are(shared.count(), one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_shared_keys_must_be_some_of_both_sides() {
        let least = Least {
            of_fewer: 250,
            of_more: 150,
        };
        let close: Vec<u32> = (1..=20).collect();
        let wide: Vec<u32> = (1..=20).map(|nth| nth * 10).collect();
        // Of the keys up to 20 the one has two, both shared, and the other twenty.
        assert_eq!(comparable(&close, &wide), (2, 20));
        assert!(!least.are(2, &close, &wide));
        assert!(least.are(3, &close, &wide));
        assert!(least.are(5, &close, &close) && !least.are(4, &close, &close));
    }

    #[test]
    fn fewer_shared_keys_than_the_fewest_are_never_enough() {
        let least = Least {
            of_fewer: 250,
            of_more: 150,
        };
        for (one, other, step) in
            (14..60).flat_map(|one| [(one, 14, 1), (one, 40, 9), (14, one, 3)])
        {
            let one: Vec<u32> = (1..=one).collect();
            let other: Vec<u32> = (1..=other).map(|nth| nth * step).collect();
            let fewest = least.fewest(one.len(), 14);
            assert!((0..fewest).all(|shared| !least.are(shared, &one, &other)));
        }
        assert_eq!([0, 14, 60].map(|keys| least.fewest(keys, 28)), [1, 3, 5]);
    }

    #[test]
    fn holders_of_the_last_keys_count_for_those_that_have_been_met() {
        let mut tally = Tally::default();
        [3, 5, 3].into_iter().for_each(|nth| tally.add(nth));
        tally.add_to_met([5, 9, 900].into_iter());
        assert_eq!(tally.drain().collect::<Vec<_>>(), [(3, 2), (5, 2)]);
        tally.add_to_met([5].into_iter());
        assert_eq!(tally.drain().count(), 0);
    }
}
