//! Texts that are copies of each other are gathered into groups.
//!
//! In: texts, the earliest first, with their keys. Out: groups, each with its earliest text first. Texts of the same number are
//! the same. All others are met by the keys that they share with texts which lead a group, and are then compared with these
//! word by word. Nobody is in a group because of a third one: a text joins its leader itself, or a text that is nearly word for
//! word its own and has joined that leader. A text is compared with so many at most, so that the time grows with the number of
//! texts, be all of them copies of one or not.

use rustc_hash::{FxHashMap, FxHashSet};

use super::keyed::Keyed;
use super::overlap::{Overlap, Text};

/// Leaders that are looked at for each key, the latest first: copies follow soon.
const LOOKED_AT: usize = 64;
/// Texts that a text is compared with, those of the most shared keys first; as many again that are near editions of it.
const COMPARED: usize = 8;
/// From here on, in thousandths of both texts, two are editions of one.
const EDITION: u16 = 900;

/// What was found out about pairs of texts, by their numbers, the smaller first.
pub(super) type Known = FxHashMap<(u64, u64), Overlap>;

/// How texts are read and judged.
pub(super) trait Judge {
    /// The text of the one at this place of the list.
    fn text(&mut self, nth: usize) -> tantivy::Result<Text>;
    /// The least keys that a text shares with one that it is compared with, in thousandths of the keys of the one that has
    /// fewer.
    fn least_shared(&self) -> usize;
    /// Whether one is a copy of the other.
    fn is_copy(&self, overlap: Overlap, days: Option<u64>) -> bool;
}

/// The groups of at least two, as places in the list. What was known is used, and what is found out is kept in `found`.
pub(super) fn gather(
    items: &[Keyed<'_>],
    judge: &mut dyn Judge,
    known: &Known,
    found: &mut Known,
) -> tantivy::Result<Vec<Vec<usize>>> {
    let shared = shared_keys(items);
    let mut gathering = Gathering {
        items,
        judge,
        known,
        found,
        texts: FxHashMap::default(),
        leaders: Postings::default(),
        editions: Postings::default(),
        leader_of: Vec::with_capacity(items.len()),
    };
    let mut first_of = FxHashMap::default();
    for (nth, item) in items.iter().enumerate() {
        let same = first_of.get(&item.text).filter(|_| item.text != 0);
        let leader = match same {
            Some(first) => gathering.leader_of[*first],
            None => {
                first_of.insert(item.text, nth);
                let keys = item.keys.iter().copied();
                let keys: Vec<u32> = keys.filter(|key| shared.contains(key)).collect();
                gathering.place(nth, &keys)?
            }
        };
        gathering.leader_of.push(leader);
    }
    Ok(groups(&gathering.leader_of))
}

/// The keys that more than one text has; the rest lead nowhere.
fn shared_keys(items: &[Keyed<'_>]) -> FxHashSet<u32> {
    let mut seen = FxHashSet::default();
    let different = items.iter().filter(|item| seen.insert(item.text));
    let mut keys: Vec<u32> = different.flat_map(|item| &item.keys).copied().collect();
    keys.sort_unstable();
    let several = keys.windows(2).filter(|pair| pair[0] == pair[1]);
    several.map(|pair| pair[0]).collect()
}

fn groups(leader_of: &[usize]) -> Vec<Vec<usize>> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); leader_of.len()];
    for (nth, leader) in leader_of.iter().enumerate() {
        members[*leader].push(nth);
    }
    members.retain(|members| members.len() > 1);
    members
}

struct Gathering<'a, 'b> {
    items: &'a [Keyed<'b>],
    judge: &'a mut dyn Judge,
    known: &'a Known,
    found: &'a mut Known,
    texts: FxHashMap<usize, Text>,
    /// The leaders of groups, and the other texts that have editions of their own.
    leaders: Postings,
    editions: Postings,
    leader_of: Vec<usize>,
}

/// Texts that are kept read.
const READ: usize = 512;

impl Gathering<'_, '_> {
    /// The leader of the group that a text belongs to: itself, where it begins one.
    fn place(&mut self, nth: usize, keys: &[u32]) -> tantivy::Result<usize> {
        let least = self.judge.least_shared();
        let leaders = self.leaders.sharing(keys, self.items, nth, least);
        let editions = self.editions.sharing(keys, self.items, nth, least);
        let mut best: Option<(u16, usize)> = None;
        for (other, is_leader) in leaders
            .into_iter()
            .map(|nth| (nth, true))
            .chain(editions.into_iter().map(|nth| (nth, false)))
        {
            let overlap = self.overlap(nth, other)?;
            let days = self.items[nth].days_from(&self.items[other]);
            let joins = self.judge.is_copy(overlap, days) && (is_leader || overlap.both >= EDITION);
            // The nearest, and of two as near the earlier.
            let nearer = best.is_none_or(|(most, earlier)| {
                overlap.both > most || overlap.both == most && other < earlier
            });
            if joins && nearer {
                best = Some((overlap.both, other));
            }
        }
        let Some((both, other)) = best else {
            self.leaders.add(nth, keys);
            return Ok(nth);
        };
        if both < EDITION {
            self.editions.add(nth, keys);
        }
        Ok(self.leader_of[other])
    }

    fn overlap(&mut self, one: usize, other: usize) -> tantivy::Result<Overlap> {
        let (a, b) = (self.items[one].text, self.items[other].text);
        let pair = (a.min(b), a.max(b));
        let known = self.found.get(&pair).or_else(|| self.known.get(&pair));
        let overlap = match known {
            Some(overlap) => *overlap,
            None => {
                if self.texts.len() + 2 > READ {
                    self.texts.clear();
                }
                self.read(one)?;
                self.read(other)?;
                self.texts[&one].overlap(&self.texts[&other])
            }
        };
        self.found.insert(pair, overlap);
        Ok(overlap)
    }

    fn read(&mut self, nth: usize) -> tantivy::Result<()> {
        if !self.texts.contains_key(&nth) {
            let text = self.judge.text(nth)?;
            self.texts.insert(nth, text);
        }
        Ok(())
    }
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

    /// The texts that share enough keys with the one at `nth`, those that share most first, of as many the earlier.
    fn sharing(&self, keys: &[u32], items: &[Keyed<'_>], nth: usize, least: usize) -> Vec<usize> {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for key in keys {
            let mut entry = self.last.get(key).copied();
            for _ in 0..LOOKED_AT {
                let Some((other, before)) = entry.map(|entry| self.entries[entry]) else {
                    break;
                };
                *shared.entry(other).or_default() += 1;
                entry = before;
            }
        }
        let enough = |(other, count): &(usize, usize)| {
            *count * 1000 >= least * comparable(&items[nth].keys, &items[*other].keys)
        };
        let mut sharing: Vec<(usize, usize)> = shared.into_iter().filter(enough).collect();
        sharing.sort_unstable_by_key(|(other, count)| (std::cmp::Reverse(*count), *other));
        let most = sharing.into_iter().take(COMPARED);
        most.map(|(other, _)| other).collect()
    }
}

/// How many keys two texts can share at most: of both, the keys up to the largest that both would have kept.
fn comparable(one: &[u32], other: &[u32]) -> usize {
    let largest = |keys: &[u32]| keys.last().copied().unwrap_or(0);
    let border = largest(one).min(largest(other));
    let below = |keys: &[u32]| keys.partition_point(|key| *key <= border);
    below(one).min(below(other)).max(1)
}
