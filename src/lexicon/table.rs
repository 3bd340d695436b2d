//! A table of words that is asked for every word of an article, most of which it does not hold.
//!
//! In: words with what is said of them, once. Out: what is said of a word. Each word has a place of its own, so that one look answers
//! without a branch: which words a table holds cannot be foretold, and a processor that guesses wrong loses more time than the
//! look takes. Such tables are found by hash and displace (Pagh, "Hash and displace: efficient evaluation of minimal perfect hash
//! functions", 1999; here with a third to two thirds of the places taken).

use std::hint::select_unpredictable;

use rustc_hash::FxHashMap;

use super::key::Key;

/// What is said of each of its words.
#[derive(Debug)]
pub struct Table<V> {
    /// By the number of its place eight bits of each word. Most words that the table does not hold are told from the one there by these, of
    /// which sixty-four stand in a line of memory; the places themselves are far apart, and a processor has mostly forgotten them.
    marks: Vec<u8>,
    /// A free place, where words are looked for that their mark tells from the one in theirs; behind it the places of the words.
    places: Vec<Place<V>>,
    /// By the highest bits of a scattered key: what leads all words with these bits to free places.
    seeds: Vec<u16>,
    /// How far a scattered key is shifted to be the number of its seed.
    to_seed: u32,
    /// How far it is shifted to be the number of its place.
    to_place: u32,
}

/// A place of the table. A word is known there by its scattered key, which for words of eight bytes at most is another form of the
/// key itself; of longer words two have the same once in 2⁶⁴ times. So twice as many places are near at hand as with whole keys.
#[derive(Clone, Copy, Debug, Default)]
struct Place<V> {
    /// 0 where the place is free.
    scattered: u64,
    said: V,
}

impl<V: Copy + Default> Table<V> {
    /// The table of these words, of which none is empty; of what is said of one word the last holds.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Key, V)>) -> Self {
        let entries: FxHashMap<Key, V> = entries.into_iter().collect();
        let mut size = (3 * entries.len() / 2 + 2).next_power_of_two();
        loop {
            if let Some(table) = Self::of_size(size, &entries) {
                return table;
            }
            size *= 2;
        }
    }

    /// The table with so many places, a power of two; `None` where no seed leads some words apart.
    fn of_size(size: usize, entries: &FxHashMap<Key, V>) -> Option<Self> {
        let seeds = (size / 4).max(2);
        let mut table = Self {
            marks: vec![0; size],
            places: vec![Place::default(); size + 1],
            seeds: vec![0; seeds],
            to_seed: u64::BITS - seeds.trailing_zeros(),
            to_place: u64::BITS - size.trailing_zeros(),
        };
        let mut groups = vec![Vec::new(); seeds];
        for (word, &said) in entries {
            let scattered = word.scattered();
            groups[table.seed(scattered)].push(Place { scattered, said });
        }
        let mut order: Vec<usize> = (0..seeds).collect();
        order.sort_by_key(|&nth| std::cmp::Reverse(groups[nth].len()));
        for nth in order {
            table.settle(nth, &groups[nth])?;
        }
        Some(table)
    }

    /// Finds the seed that leads the words of a group to free places, and puts them there.
    fn settle(&mut self, group: usize, words: &[Place<V>]) -> Option<()> {
        let places = |seed| {
            let led = |word: &Place<V>| self.place(word.scattered, seed);
            let mut places: Vec<usize> = words.iter().map(led).collect();
            let is_free = |&at: &usize| self.places[at + 1].scattered == 0;
            let all_free = places.iter().all(is_free);
            let led = places.clone();
            places.sort_unstable();
            places.dedup();
            (all_free && places.len() == words.len()).then_some(led)
        };
        let (seed, places) = (0..=u16::MAX).find_map(|seed| Some((seed, places(seed)?)))?;
        self.seeds[group] = seed;
        for (&at, &word) in places.iter().zip(words) {
            self.marks[at] = mark(word.scattered);
            self.places[at + 1] = word;
        }
        Some(())
    }

    /// What is said of a word.
    #[must_use]
    pub fn get(&self, word: Key) -> Option<V> {
        let scattered = word.scattered();
        let place = self.only_place(scattered);
        (place.scattered == scattered && scattered != 0).then_some(place.said)
    }

    /// What is said of a word; of one that the table does not hold, nothing.
    #[inline]
    #[must_use]
    pub fn said(&self, word: Key) -> V {
        let scattered = word.scattered();
        let place = self.only_place(scattered);
        select_unpredictable(place.scattered == scattered, place.said, V::default())
    }

    /// The place where the word with this scattered key stands if it stands anywhere.
    #[inline]
    fn only_place(&self, scattered: u64) -> &Place<V> {
        let seed = self.seeds[self.seed(scattered)];
        let at = self.place(scattered, seed);
        let may_be_it = self.marks[at] == mark(scattered);
        &self.places[select_unpredictable(may_be_it, at + 1, 0)]
    }

    /// The number of the seed of a scattered key.
    #[inline]
    fn seed(&self, scattered: u64) -> usize {
        (scattered >> self.to_seed) as usize & (self.seeds.len() - 1)
    }

    /// The number of the place that a seed leads a scattered key to.
    #[inline]
    fn place(&self, scattered: u64, seed: u16) -> usize {
        let led = (scattered ^ u64::from(seed) << 24).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        (led >> self.to_place) as usize & (self.marks.len() - 1)
    }
}

/// The mark of a word with this scattered key.
#[inline]
fn mark(scattered: u64) -> u8 {
    scattered as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let word = |nth: usize| Key::of(&format!("word{nth}")).unwrap();
        for words in [0, 1, 2, 3, 7, 50, 5000] {
            let table = Table::new((0..words).map(|nth| (word(nth), nth + 1)));
            assert!((0..words).all(|nth| table.get(word(nth)) == Some(nth + 1)));
            assert!((0..words).all(|nth| table.said(word(nth)) == nth + 1));
            assert!((words..10_000).all(|nth| table.get(word(nth)).is_none()));
            assert!((words..10_000).all(|nth| table.said(word(nth)) == 0));
        }
    }
}
