//! A table of words that is asked for every word of an article, most of which it does not hold.
//!
//! In: words with what is said of them, once. Out: what is said of a word. Each word has a place of its own, so that one look answers
//! without a branch: which words a table holds cannot be foretold, and a processor that guesses wrong loses more time than the
//! look takes. Such tables are found by hash and displace (Pagh, "Hash and displace: efficient evaluation of minimal perfect hash
//! functions", 1999; here with a third to four fifths of the places taken).

use std::hint::select_unpredictable;

use rustc_hash::FxHashMap;

use super::key::Key;

/// What is said of each of its words. It has so many `GROUPS`, a power of two, of four places each, so that nothing has to be read, or
/// compared with a length, to find the place of a word.
#[derive(Debug)]
pub struct Table<V, const GROUPS: usize>(Box<Parts<V, GROUPS>>);

/// The parts of a table: in one piece of memory, so that one number tells where all of them are.
#[derive(Debug)]
struct Parts<V, const GROUPS: usize> {
    /// By the highest bits of a scattered key: what leads all words with these bits to free places.
    seeds: [u16; GROUPS],
    /// By the number of its place eight bits of each word. Most words that the table does not hold are told from the one there by these, of
    /// which sixty-four stand in a line of memory; the places themselves are far apart, and a processor has mostly forgotten them.
    marks: [[u8; PLACES]; GROUPS],
    /// A free place, where words are looked for that their mark tells from the one in theirs.
    free: Place<V>,
    /// The places of the words.
    places: [[Place<V>; PLACES]; GROUPS],
}

/// The places of a group.
const PLACES: usize = 4;

/// A place of the table. A word is known there by its scattered key, which for words of eight bytes at most is another form of the
/// key itself; of longer words two have the same once in 2⁶⁴ times. So twice as many places are near at hand as with whole keys.
#[derive(Clone, Copy, Debug, Default)]
struct Place<V> {
    /// 0 where the place is free.
    scattered: u64,
    said: V,
}

impl<V: Copy + Default, const GROUPS: usize> Table<V, GROUPS> {
    /// How far a scattered key is shifted to be the number of its seed.
    const TO_SEED: u32 = {
        assert!(GROUPS.is_power_of_two() && GROUPS > 1);
        u64::BITS - GROUPS.trailing_zeros()
    };
    /// How far it is shifted to be the number of its place.
    const TO_PLACE: u32 = Self::TO_SEED - PLACES.trailing_zeros();

    /// The table of these words, of which none is empty; of what is said of one word the last holds.
    ///
    /// # Panics
    ///
    /// If there are more words than find places of their own, nine tenths of which can be filled: such a table needs twice the groups.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Key, V)>) -> Self {
        let entries: FxHashMap<Key, V> = entries.into_iter().collect();
        let free = Place::default();
        let mut table = Self(Box::new(Parts {
            seeds: [0; GROUPS],
            marks: [[0; PLACES]; GROUPS],
            free,
            places: [[free; PLACES]; GROUPS],
        }));
        let mut groups = vec![Vec::new(); GROUPS];
        for (word, &said) in &entries {
            let scattered = word.scattered();
            groups[Self::seed(scattered)].push(Place { scattered, said });
        }
        let mut order: Vec<usize> = (0..GROUPS).collect();
        order.sort_by_key(|&nth| std::cmp::Reverse(groups[nth].len()));
        for nth in order {
            let settled = table.settle(nth, &groups[nth]);
            settled.unwrap_or_else(|| panic!("{GROUPS} groups are too few for {}", entries.len()));
        }
        table
    }

    /// Finds the seed that leads the words of a group to free places, and puts them there.
    fn settle(&mut self, group: usize, words: &[Place<V>]) -> Option<()> {
        let places = |seed| {
            let led = |word: &Place<V>| Self::place(word.scattered, seed);
            let mut places: Vec<usize> = words.iter().map(led).collect();
            let is_free = |&at: &usize| self.0.places.as_flattened()[at].scattered == 0;
            let all_free = places.iter().all(is_free);
            let led = places.clone();
            places.sort_unstable();
            places.dedup();
            (all_free && places.len() == words.len()).then_some(led)
        };
        let (seed, places) = (0..=u16::MAX).find_map(|seed| Some((seed, places(seed)?)))?;
        self.0.seeds[group] = seed;
        for (&at, &word) in places.iter().zip(words) {
            self.0.marks.as_flattened_mut()[at] = mark(word.scattered);
            self.0.places.as_flattened_mut()[at] = word;
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
        let seed = self.0.seeds[Self::seed(scattered)];
        let at = Self::place(scattered, seed);
        let may_be_it = self.0.marks.as_flattened()[at] == mark(scattered);
        let place = &self.0.places.as_flattened()[at];
        select_unpredictable(may_be_it, place, &self.0.free)
    }

    /// The number of the seed of a scattered key.
    #[inline]
    fn seed(scattered: u64) -> usize {
        (scattered >> Self::TO_SEED) as usize
    }

    /// The number of the place that a seed leads a scattered key to.
    #[inline]
    fn place(scattered: u64, seed: u16) -> usize {
        let led = (scattered ^ u64::from(seed) << 24).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        (led >> Self::TO_PLACE) as usize
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
        check::<2>(&[0, 1, 2, 3]);
        check::<4>(&[7, 8]);
        check::<32>(&[50, 64]);
        check::<4096>(&[5000, 8000]);
    }

    fn check<const GROUPS: usize>(sizes: &[usize]) {
        let word = |nth: usize| Key::of(&format!("word{nth}")).unwrap();
        for &words in sizes {
            let table = Table::<_, GROUPS>::new((0..words).map(|nth| (word(nth), nth + 1)));
            assert!((0..words).all(|nth| table.get(word(nth)) == Some(nth + 1)));
            assert!((0..words).all(|nth| table.said(word(nth)) == nth + 1));
            assert!((words..10_000).all(|nth| table.get(word(nth)).is_none()));
            assert!((words..10_000).all(|nth| table.said(word(nth)) == 0));
        }
    }
}
