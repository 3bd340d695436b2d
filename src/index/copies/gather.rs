//! Texts that are copies of each other are gathered into groups.
//!
//! In: texts, the earliest first, with their keys. Out: for each the text that leads its group. Texts of the same number are
//! the same. All others are met by the keys that they share with texts which lead a group, and are then compared with these
//! word by word. Nobody is in a group because of a third one: a text joins its leader itself, or a text that is nearly word for
//! word its own and has joined that leader. A text is compared with so many at most, so that the time grows with the number of
//! texts, be all of them copies of one or not.

use std::cmp::{Ordering, Reverse};

use rustc_hash::FxHashMap;

use super::keyed::{Keyed, Listed};
use super::overlap::{Overlap, Text};

/// Leaders that are looked at for each key, the latest first: copies follow soon.
pub(super) const LOOKED_AT: usize = 64;
/// Texts that a text is compared with, those of the most shared keys first; as many again that are near editions of it.
const COMPARED: usize = 8;
/// From here on, in thousandths of both texts, two are editions of one.
const EDITION: u16 = 900;

/// How texts are read and judged.
pub(super) trait Judge {
    /// The words of a text.
    fn text(&mut self, of: &Keyed) -> tantivy::Result<Text>;
    /// The least keys that a text shares with one that it is compared with, in thousandths of the keys of the one that has
    /// fewer.
    fn least_shared(&self) -> usize;
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
    fn item(&self, nth: usize) -> &Keyed;
    /// The keys, the smallest first.
    fn keys(&self, nth: usize) -> &[u32];
    fn order(&self, one: usize, other: usize) -> Ordering;
}

impl Texts for Listed {
    fn item(&self, nth: usize) -> &Keyed {
        &self.items[nth]
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
    let mut reader = Reader::new(judge);
    let (mut leaders, mut editions) = (Postings::default(), Postings::default());
    let mut all: Vec<Placed> = Vec::with_capacity(texts.items.len());
    let mut first_of: FxHashMap<u64, usize> = FxHashMap::default();
    let mut keys = Vec::new();
    for (nth, item) in texts.items.iter().enumerate() {
        if let Some(first) = first_of.get(&item.text).filter(|_| item.text != 0) {
            let leader = all[*first].leader;
            let role = Role::Same;
            all.push(Placed { leader, role });
            continue;
        }
        first_of.insert(item.text, nth);
        keys.clear();
        keys.extend(texts.keys(nth).iter().filter(|key| shared.has(**key)));
        let least = reader.judge.least_shared();
        let candidates = Candidates {
            leaders: most_shared(texts, nth, least, &keys, |key| leaders.latest(key)),
            editions: most_shared(texts, nth, least, &keys, |key| editions.latest(key)),
        };
        let placed = place(
            texts,
            nth,
            &candidates,
            |other| all[other].leader,
            &mut reader,
        )?;
        match placed.role {
            Role::Leads => leaders.add(nth, &keys),
            Role::Edition => editions.add(nth, &keys),
            Role::Near | Role::Same => {}
        }
        all.push(placed);
    }
    Ok(all)
}

/// The keys that several texts may have; those that one has alone lead nowhere. Which they are is known roughly: a few are
/// taken for others.
struct SharedKeys {
    several: Vec<u64>,
    bits: u32,
}

impl SharedKeys {
    fn of(texts: &Listed) -> Self {
        let count = texts.key_count().max(64);
        let bits = (count * 8).next_power_of_two().ilog2();
        let words = 1 << (bits - 6);
        let (mut one, mut several) = (vec![0_u64; words], vec![0_u64; words]);
        let mut last = 0;
        for (nth, item) in texts.items.iter().enumerate() {
            // Of copies that follow each other at once, as in an archive of nothing else, one counts.
            if item.text == last && last != 0 {
                continue;
            }
            last = item.text;
            for key in texts.keys(nth) {
                let (word, bit) = bit_of(*key, bits);
                several[word] |= one[word] & bit;
                one[word] |= bit;
            }
        }
        Self { several, bits }
    }

    fn has(&self, key: u32) -> bool {
        let (word, bit) = bit_of(key, self.bits);
        self.several[word] & bit != 0
    }
}

/// The place of a key among so many bits.
fn bit_of(key: u32, bits: u32) -> (usize, u64) {
    let mixed = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits);
    ((mixed >> 6) as usize, 1 << (mixed & 63))
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
        let days = texts.item(nth).days_from(texts.item(other));
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

/// Reads texts and compares them; keeps some of them read.
pub(super) struct Reader<'a> {
    pub(super) judge: &'a mut dyn Judge,
    texts: FxHashMap<usize, Text>,
}

/// Texts that are kept read.
const READ: usize = 512;

impl<'a> Reader<'a> {
    pub(super) fn new(judge: &'a mut dyn Judge) -> Self {
        Self {
            judge,
            texts: FxHashMap::default(),
        }
    }

    fn overlap(&mut self, texts: &dyn Texts, one: usize, other: usize) -> tantivy::Result<Overlap> {
        if self.texts.len() + 2 > READ {
            self.texts.clear();
        }
        for nth in [one, other] {
            if !self.texts.contains_key(&nth) {
                let text = self.judge.text(texts.item(nth))?;
                self.texts.insert(nth, text);
            }
        }
        Ok(self.texts[&one].overlap(&self.texts[&other]))
    }
}

/// The texts that share enough keys with one, those that share most first, of as many the earlier. `latest` are the texts that
/// have a key, the latest first; so many of them are looked at.
pub(super) fn most_shared<'a, I: Iterator<Item = usize> + 'a>(
    texts: &dyn Texts,
    nth: usize,
    least: usize,
    keys: &[u32],
    latest: impl Fn(u32) -> I,
) -> Vec<usize> {
    let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
    for key in keys {
        for other in latest(*key).take(LOOKED_AT) {
            *shared.entry(other).or_default() += 1;
        }
    }
    let enough = |(other, count): &(usize, usize)| {
        *count * 1000 >= least * comparable(texts.keys(nth), texts.keys(*other))
    };
    let mut sharing: Vec<(usize, usize)> = shared.into_iter().filter(enough).collect();
    sharing.sort_unstable_by(|(a, most), (b, more)| {
        (Reverse(most).cmp(&Reverse(more))).then_with(|| texts.order(*a, *b))
    });
    let most = sharing.into_iter().take(COMPARED);
    most.map(|(other, _)| other).collect()
}

/// Whether two texts share enough keys to be compared, if all that have a key are looked at.
pub(super) fn share_enough(texts: &dyn Texts, one: usize, other: usize, least: usize) -> bool {
    let (one, other) = (texts.keys(one), texts.keys(other));
    let shared = one.iter().filter(|key| other.binary_search(key).is_ok());
    shared.count() * 1000 >= least * comparable(one, other)
}

/// Which texts have a key: lists that begin with the latest.
#[derive(Default)]
struct Postings {
    last: FxHashMap<u32, usize>,
    /// A text, and the entry of the one before it.
    entries: Vec<(usize, Option<usize>)>,
}

impl Postings {
    fn add(&mut self, nth: usize, keys: &[u32]) {
        for key in keys {
            let before = self.last.insert(*key, self.entries.len());
            self.entries.push((nth, before));
        }
    }

    fn latest(&self, key: u32) -> impl Iterator<Item = usize> + '_ {
        let last = self.last.get(&key).copied();
        let entries = std::iter::successors(last, |entry| self.entries[*entry].1);
        entries.map(|entry| self.entries[entry].0)
    }
}

/// How many keys two texts can share at most: of both, the keys up to the largest that both would have kept.
fn comparable(one: &[u32], other: &[u32]) -> usize {
    let largest = |keys: &[u32]| keys.last().copied().unwrap_or(0);
    let border = largest(one).min(largest(other));
    let below = |keys: &[u32]| keys.partition_point(|key| *key <= border);
    below(one).min(below(other)).max(1)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::super::sketch::{SHINGLE, of_body};
    use super::*;

    /// Texts in memory, and how often two of them were compared.
    struct Counted {
        texts: Vec<String>,
        compared: Cell<usize>,
    }

    impl Judge for Counted {
        fn text(&mut self, of: &Keyed) -> tantivy::Result<Text> {
            Ok(Text::new(&self.texts[of.at.doc_id as usize], SHINGLE))
        }

        fn least_shared(&self) -> usize {
            250
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
