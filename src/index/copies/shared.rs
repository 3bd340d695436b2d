//! Which texts have a key, for a build that gathers all of them: keys are numbered, and lists are rows of one array.
//!
//! In: all texts. Out: the numbers of those keys of each that another text has too, and, key by key, the latest texts that play a
//! part. Of the millions of keys of an archive most are of one text alone, and lead nowhere. The others are numbered in the order in
//! which they are met, so that those of a text lie close to each other.

use super::candidates::LOOKED_AT;
use super::listed::Listed;

/// The keys that several texts have, by numbers that follow each other.
pub(super) struct SharedKeys {
    /// The numbers of the keys of all texts, text by text.
    numbers: Vec<u32>,
    /// Where those of each text end.
    ends: Vec<usize>,
    /// By number, how many texts have the key.
    holders: Vec<u32>,
}

impl SharedKeys {
    pub(super) fn of(texts: &Listed) -> Self {
        let several = Several::of(texts);
        let (mut ends, mut keys) = (Vec::with_capacity(texts.items.len()), Vec::new());
        for nth in 0..texts.items.len() {
            keys.extend(texts.keys(nth).iter().filter(|key| several.has(**key)));
            ends.push(keys.len());
        }
        let (mut numbers, holders_of) = numbered(keys);
        let mut holders = Vec::with_capacity(holders_of.len());
        let mut renamed = vec![ALONE; holders_of.len()];
        let (mut start, mut kept) = (0, 0);
        for end in &mut ends {
            for place in start..*end {
                let number = numbers[place] as usize;
                if holders_of[number] == 1 {
                    continue;
                }
                if renamed[number] == ALONE {
                    renamed[number] = holders.len() as u32;
                    holders.push(holders_of[number]);
                }
                numbers[kept] = renamed[number];
                kept += 1;
            }
            start = *end;
            *end = kept;
        }
        numbers.truncate(kept);
        Self {
            numbers,
            ends,
            holders,
        }
    }

    /// The numbers of the keys of a text.
    pub(super) fn of_text(&self, nth: usize) -> &[u32] {
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start..self.ends[nth]]
    }
}

/// No number yet.
const ALONE: u32 = u32::MAX;

/// For each of the keys a number, the same for the same, and by number how many there are.
fn numbered(keys: Vec<u32>) -> (Vec<u32>, Vec<u32>) {
    let places = keys.iter().zip(0_u64..);
    let mut sorted: Vec<u64> = places
        .map(|(key, place)| u64::from(*key) << 32 | place)
        .collect();
    sorted.sort_unstable();
    let (mut numbers, mut counts) = (keys, Vec::new());
    for (number, same) in (0..).zip(sorted.chunk_by(|a, b| a >> 32 == b >> 32)) {
        for place in same {
            numbers[*place as u32 as usize] = number;
        }
        counts.push(same.len() as u32);
    }
    (numbers, counts)
}

/// Which keys several texts may have. It is known roughly: a few of one text alone are taken for others.
struct Several {
    /// Which bits one text has at least, and which of them several have.
    bits: Vec<[u64; 2]>,
    log: u32,
}

impl Several {
    fn of(texts: &Listed) -> Self {
        let count = texts.key_count().max(64);
        let log = (count * 8).next_power_of_two().ilog2();
        let mut bits = vec![[0_u64; 2]; 1 << (log - 6)];
        let mut last = 0;
        for (nth, item) in texts.items.iter().enumerate() {
            // Of copies that follow each other at once, as in an archive of nothing else, one counts.
            if item.text == last && last != 0 {
                continue;
            }
            last = item.text;
            for key in texts.keys(nth) {
                let (word, bit) = bit_of(*key, log);
                let [one, several] = &mut bits[word];
                *several |= *one & bit;
                *one |= bit;
            }
        }
        Self { bits, log }
    }

    fn has(&self, key: u32) -> bool {
        let (word, bit) = bit_of(key, self.log);
        self.bits[word][1] & bit != 0
    }
}

/// The place of a key among so many bits.
fn bit_of(key: u32, log: u32) -> (usize, u64) {
    let mixed = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - log);
    ((mixed >> 6) as usize, 1 << (mixed & 63))
}

/// A part that texts play.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Leaders,
    Editions,
}

/// The texts that have a key and play a part, of each key the latest [`LOOKED_AT`].
pub(super) struct Latest {
    rows: Vec<Row>,
    /// By part, the rows of all keys.
    texts: [Vec<u32>; 2],
}

/// The row of a key. What is asked of a key lies together.
struct Row {
    start: u32,
    room: u32,
    /// By part, how many it has been given.
    given: [u32; 2],
}

impl Latest {
    pub(super) fn new(keys: &SharedKeys) -> Self {
        let mut end = 0;
        let rows = keys.holders.iter().map(|holders| {
            let (start, room) = (end, (*holders).min(LOOKED_AT as u32));
            end += room;
            let given = [0; 2];
            Row { start, room, given }
        });
        Self {
            rows: rows.collect(),
            texts: [(); 2].map(|()| vec![0; end as usize]),
        }
    }

    /// A text with these keys plays the part; it is later than all that did before.
    pub(super) fn add(&mut self, part: Part, nth: usize, keys: &[u32]) {
        for key in keys {
            let row = &mut self.rows[*key as usize];
            let given = &mut row.given[part as usize];
            // Where the row is full, the earliest leaves.
            let place = row.start + *given % row.room;
            self.texts[part as usize][place as usize] = nth as u32;
            *given += 1;
        }
    }

    /// Some keys in no order: those that fewer texts have, and so many that most have.
    pub(super) fn rare_and_common<'a>(
        &self,
        part: Part,
        keys: &[u32],
        common: usize,
        sorted: &'a mut Vec<u32>,
    ) -> (&'a [u32], &'a [u32]) {
        sorted.clear();
        sorted.extend_from_slice(keys);
        let rare = sorted.len().saturating_sub(common);
        if 0 < rare && rare < sorted.len() {
            sorted.select_nth_unstable_by_key(rare, |key| self.count(part, *key));
        }
        sorted.split_at(rare)
    }

    /// How many texts are known of a key.
    fn count(&self, part: Part, key: u32) -> u32 {
        let row = &self.rows[key as usize];
        row.room.min(row.given[part as usize])
    }

    /// The latest texts that have these keys, key by key, in no order.
    #[inline]
    pub(super) fn of_all<'a>(
        &'a self,
        part: Part,
        keys: &'a [u32],
    ) -> impl Iterator<Item = usize> + 'a {
        let texts = &self.texts[part as usize];
        let of = move |key: &u32| {
            let start = self.rows[*key as usize].start as usize;
            &texts[start..][..self.count(part, *key) as usize]
        };
        keys.iter().flat_map(of).map(|nth| *nth as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_each_shared_key_the_latest_texts_are_known() {
        let count = LOOKED_AT as u32 + 10;
        let keys = |nth: u32| vec![7, 1000 + nth, 5000 + nth / 2];
        let sketches = (0..count).map(|nth| (u64::from(nth) + 1, keys(nth)));
        let texts = Listed::of_sketches(sketches);
        let shared = SharedKeys::of(&texts);
        let mut latest = Latest::new(&shared);
        for nth in 0..count as usize {
            latest.add(Part::Leaders, nth, shared.of_text(nth));
        }
        let last = shared.of_text(count as usize - 1);
        assert_eq!((shared.of_text(0).len(), last.len()), (2, 2));
        let mut all: Vec<usize> = latest.of_all(Part::Leaders, &last[..1]).collect();
        all.sort_unstable();
        assert_eq!(all, (10..count as usize).collect::<Vec<_>>());
        let mut two: Vec<usize> = latest.of_all(Part::Leaders, &last[1..]).collect();
        two.sort_unstable();
        assert_eq!(two, [count as usize - 2, count as usize - 1]);
        let mut memory = Vec::new();
        let (rare, common) = latest.rare_and_common(Part::Leaders, last, 1, &mut memory);
        assert_eq!((rare, common), (&last[1..], &last[..1]));
        let (rare, common) = latest.rare_and_common(Part::Leaders, last, 3, &mut memory);
        assert_eq!((rare.len(), common.len()), (0, 2));
    }
}
