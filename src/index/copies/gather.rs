//! Texts that are copies of each other are gathered into groups.
//!
//! In: texts, the earliest first, with their keys. Out: for each the text that leads its group. Texts of the same number are
//! the same. All others are met by the keys that they share with texts which lead a group, and are then compared with these
//! word by word. Nobody is in a group because of a third one: a text joins its leader itself, or a text that is nearly word for
//! word its own and has joined that leader. A text is compared with so many at most, so that the time grows with the number of
//! texts, be all of them copies of one or not.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use super::candidates::{Least, most_shared};
use super::keyed::days_between;
use super::listed::Listed;
use super::overlap::{Overlap, Text};
use super::reader::Reader;
use super::shared::{Latest, Part, SharedKeys};

/// From here on, in thousandths of both texts, two are editions of one.
const EDITION: u16 = 900;

/// How texts are read and judged.
pub(super) trait Judge {
    /// The words of a text.
    fn text(&mut self, at: DocAddress) -> tantivy::Result<Text>;
    /// The least keys that a text shares with one that it is compared with.
    fn least_shared(&self) -> Least;
    /// Whether one is a copy of the other.
    fn is_copy(&self, overlap: Overlap, days: Option<u64>) -> bool;
}

/// What a text is in its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// The earliest: others are compared with it. Who is alone leads nobody.
    Leads,
    /// A copy that has other words than its leader; near editions of it join the group.
    Edition,
    /// A copy that nothing is compared with: what is near it is near one of those above.
    Near,
    /// The same text as an earlier one.
    Same,
}

impl Role {
    pub(super) const ALL: [Self; 4] = [Self::Leads, Self::Edition, Self::Near, Self::Same];
}

/// Which group a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The number of the leader: its own, where it leads.
    pub(super) leader: usize,
    pub(super) role: Role,
}

/// Numbered texts that have an order.
pub(super) trait Texts {
    fn at(&self, nth: usize) -> DocAddress;
    /// The first day that the date of its article may mean.
    fn day(&self, nth: usize) -> Option<i64>;
    /// The keys, the smallest first.
    fn keys(&self, nth: usize) -> &[u32];
    fn order(&self, one: usize, other: usize) -> Ordering;
}

impl Texts for Listed {
    fn at(&self, nth: usize) -> DocAddress {
        self.items[nth].at
    }

    fn day(&self, nth: usize) -> Option<i64> {
        self.items[nth].day
    }

    fn keys(&self, nth: usize) -> &[u32] {
        self.keys(nth)
    }

    fn order(&self, one: usize, other: usize) -> Ordering {
        one.cmp(&other)
    }
}

/// Places all of the texts.
pub(super) fn gather(texts: &Listed, judge: &mut dyn Judge) -> tantivy::Result<Vec<Placed>> {
    let shared = SharedKeys::of(texts);
    let mut latest = Latest::new(&shared);
    let mut reader = Reader::new(judge);
    let least = reader.judge.least_shared();
    let fewest_of_all = texts.fewest_keys();
    let mut by_holders = Vec::new();
    let mut all: Vec<Placed> = Vec::with_capacity(texts.items.len());
    let mut first_of = FxHashMap::default();
    for (nth, item) in texts.items.iter().enumerate() {
        let keys = shared.of_text(nth);
        let (leader, role) = (nth, Role::Leads);
        if is_alone(texts, nth, keys) {
            all.push(Placed { leader, role });
            continue;
        }
        let first = match item.text {
            0 => nth,
            text => *first_of.entry(text).or_insert(nth),
        };
        if first != nth {
            let leader = all[first].leader;
            let role = Role::Same;
            all.push(Placed { leader, role });
            continue;
        }
        let fewest = least.fewest(texts.keys(nth).len(), fewest_of_all);
        let mut most_shared = |part: Part| {
            let (rare, common) = latest.rare_and_common(part, keys, fewest - 1, &mut by_holders);
            let holders = [rare, common].map(|keys| latest.of_all(part, keys));
            most_shared(texts, nth, (least, fewest), &mut reader.tally, holders)
        };
        let candidates = Candidates {
            leaders: most_shared(Part::Leaders),
            editions: most_shared(Part::Editions),
        };
        let leader_of = |other: usize| all[other].leader;
        let placed = place(texts, nth, &candidates, leader_of, &mut reader)?;
        match placed.role {
            Role::Leads => latest.add(Part::Leaders, nth, keys),
            Role::Edition => latest.add(Part::Editions, nth, keys),
            Role::Near | Role::Same => {}
        }
        all.push(placed);
    }
    Ok(all)
}

/// Whether nothing is like a text: it has keys, and shares none of them. Of the same texts that follow each other at once, keys are shared
/// with others only.
fn is_alone(texts: &Listed, nth: usize, shared: &[u32]) -> bool {
    let text = |nth: usize| texts.items.get(nth).map(|item| item.text);
    let is_next = |other: Option<usize>| other.is_some_and(|other| text(other) == text(nth));
    shared.is_empty()
        && !texts.keys(nth).is_empty()
        && !is_next(nth.checked_sub(1))
        && !is_next(Some(nth + 1))
}

/// Texts that one is to be compared with.
pub(super) struct Candidates {
    pub(super) leaders: Vec<usize>,
    pub(super) editions: Vec<usize>,
}

/// Finds the leader of a text among the candidates: itself, where it begins a group.
pub(super) fn place(
    texts: &dyn Texts,
    nth: usize,
    candidates: &Candidates,
    leader_of: impl Fn(usize) -> usize,
    reader: &mut Reader<'_>,
) -> tantivy::Result<Placed> {
    let mut best: Option<(u16, usize)> = None;
    let leaders = candidates.leaders.iter().map(|nth| (*nth, true));
    let editions = candidates.editions.iter().map(|nth| (*nth, false));
    for (other, is_leader) in leaders.chain(editions) {
        let overlap = reader.overlap(texts, nth, other)?;
        let days = days_between(texts.day(nth), texts.day(other));
        let joins = reader.judge.is_copy(overlap, days) && (is_leader || overlap.both >= EDITION);
        // The nearest, and of two as near the earlier.
        let nearer = best.is_none_or(|(most, earlier)| {
            overlap.both > most || overlap.both == most && texts.order(other, earlier).is_lt()
        });
        if joins && nearer {
            best = Some((overlap.both, other));
        }
        // Nothing is much nearer than an edition.
        if joins && overlap.both >= EDITION {
            break;
        }
    }
    Ok(match best {
        None => Placed {
            leader: nth,
            role: Role::Leads,
        },
        Some((both, other)) => Placed {
            leader: leader_of(other),
            role: if both < EDITION {
                Role::Edition
            } else {
                Role::Near
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::cmp::Reverse;

    use super::super::bodies::LEAST_OF_BODIES;
    use super::super::candidates::COMPARED;
    use super::super::sketch::{SHINGLE, of_body};
    use super::super::words::Words;
    use super::*;

    /// Texts in memory, and how often two of them were compared.
    struct Counted {
        texts: Vec<String>,
        compared: Cell<usize>,
    }

    impl Judge for Counted {
        fn text(&mut self, at: DocAddress) -> tantivy::Result<Text> {
            let text = &self.texts[at.doc_id as usize];
            Ok(Text::new(&Words::of(text), SHINGLE))
        }

        fn least_shared(&self) -> Least {
            LEAST_OF_BODIES
        }

        fn is_copy(&self, overlap: Overlap, days: Option<u64>) -> bool {
            self.compared.set(self.compared.get() + 1);
            overlap.is_copy(days)
        }
    }

    /// The sizes of the groups, the largest first, and how often two texts were compared.
    fn gathered(texts: Vec<String>) -> (Vec<usize>, usize) {
        let sketches = texts.iter().map(|text| of_body(text));
        let listed = Listed::of_sketches(sketches);
        let compared = Cell::new(0);
        let mut judge = Counted { texts, compared };
        let placed = gather(&listed, &mut judge).unwrap();
        let mut sizes: FxHashMap<usize, usize> = FxHashMap::default();
        for placed in placed {
            *sizes.entry(placed.leader).or_default() += 1;
        }
        let mut sizes: Vec<usize> = sizes.into_values().collect();
        sizes.sort_unstable_by_key(|size| Reverse(*size));
        (sizes, judge.compared.get())
    }

    /// A story of 300 words; others of 300 other ones.
    fn story(number: usize) -> Vec<String> {
        (0..300)
            .map(|nth| format!("w{}x{}", number, nth * nth % 1009))
            .collect()
    }

    #[test]
    fn thousands_of_copies_of_one_story_are_compared_with_none() {
        let text = story(0).join(" ");
        assert_eq!(gathered(vec![text; 4000]), (vec![4000], 0));
    }

    #[test]
    fn thousands_of_copies_that_each_change_a_word_are_compared_with_the_first() {
        let changed = (0..4000).map(|nth| {
            let mut words = story(0);
            words[nth % 300] = format!("changed{nth}");
            words.join(" ")
        });
        let (sizes, compared) = gathered(changed.collect());
        assert_eq!(sizes, [4000]);
        assert!(compared < 4000 + 64, "{compared}");
    }

    #[test]
    fn families_of_loose_copies_take_as_many_comparisons_for_each_however_many_there_are() {
        let families = |count: usize| {
            let loose = (0..count).map(|nth| {
                let mut words = story(nth % 10);
                // One word in twelve is another one, in each text at places of its own.
                for at in 0..25 {
                    words[(at * 12 + nth * 7) % 300] = format!("changed{nth}y{at}");
                }
                words.join(" ")
            });
            gathered(loose.collect())
        };
        let ((fewer, of_fewer), (groups, compared)) = (families(1000), families(4000));
        assert_eq!(groups.len(), fewer.len());
        assert!(compared <= 2 * COMPARED * 4000, "{compared}");
        assert!(compared <= of_fewer * 5, "{of_fewer} {compared}");
    }
}
