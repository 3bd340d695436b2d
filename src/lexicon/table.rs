//! A table of words that is asked for every word of an article, most of which it does not hold.
//!
//! In: words with what is said of them, once. Out: what is said of a word. Each word has a place of its own, so that one look answers
//! without a branch: which words a table holds cannot be foretold, and a processor that guesses wrong loses more time than the
//! look takes. Such tables are found by hash and displace (Pagh, "Hash and displace: efficient evaluation of minimal perfect hash
//! functions", 1999; here with a third to four fifths of the places taken).

use std::hash::Hash;
use std::hint::select_unpredictable;

use rustc_hash::FxHashMap;

use super::key::Key;
use super::near::read_through;

/// What is said of each of its words. It has so many `GROUPS`, a power of two, of four places each, so that nothing has to be read, or
/// compared with a length, to find the place of a word.
#[derive(Debug)]
pub struct Table<V, const GROUPS: usize>(Box<Parts<V, GROUPS>>);

/// The parts of a table: in one piece of memory, so that one number tells where all of them are. What is asked of most words stands close
/// together, as a processor has mostly forgotten what stands elsewhere.
#[derive(Debug)]
struct Parts<V, const GROUPS: usize> {
    /// By the highest bits of a scattered key what is known of all words with these bits.
    groups: [Group; GROUPS],
    /// A free place, where words are looked for that their group tells apart from its own.
    free: Place,
    /// The places of the words.
    places: [[Place; PLACES]; GROUPS],
    /// What is said of words by its number, the same of all that have it; nothing stands first.
    said: [[V; PLACES]; GROUPS],
    /// How many such numbers there are.
    numbers: usize,
}

/// The places of a group.
const PLACES: usize = 4;

/// What is known of a group of words: in its lower half what leads all of them to free places, its seed; in its upper half a bit for each
/// word of it. Four in five of the words that the table does not hold have another one.
#[derive(Clone, Copy, Debug, Default)]
struct Group(u32);

impl Group {
    fn new(seed: u16, words: &[Word]) -> Self {
        let bits = words
            .iter()
            .fold(0, |bits, word| bits | 1 << Self::bit(word.scattered));
        Self(bits | u32::from(seed))
    }

    fn seed(self) -> u16 {
        self.0 as u16
    }

    /// The bit of a word with this scattered key.
    fn bit(scattered: u64) -> u32 {
        scattered as u32 & 15 | 16
    }

    /// Whether a word with this scattered key may be one of it.
    #[inline]
    fn may_hold(self, scattered: u64) -> bool {
        self.0 >> Self::bit(scattered) & 1 != 0
    }
}

/// A place of the table: the number of what is said of its word, in as many bits as the number of the place has, below the rest of the key
/// that led to it; 0 where it is free. No two words of eight bytes at most share a place and a rest, as their key can be told from both;
/// of longer words two do once in 2⁶⁴ times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place(u64);

/// A word that looks for its place.
#[derive(Clone, Copy, Debug)]
struct Word {
    scattered: u64,
    number: u64,
}

impl<V: Copy + Default + Eq + Hash, const GROUPS: usize> Table<V, GROUPS> {
    /// How far a scattered key is shifted to be the number of its group.
    const TO_GROUP: u32 = {
        assert!(GROUPS.is_power_of_two() && GROUPS > 1);
        u64::BITS - GROUPS.trailing_zeros()
    };
    /// How far what a seed makes of it is shifted to be the number of its place.
    const TO_PLACE: u32 = Self::TO_GROUP - PLACES.trailing_zeros();
    /// The highest number of what is said.
    const LAST: u64 = (GROUPS * PLACES) as u64 - 1;

    /// The table of these words, of which none is empty; of what is said of one word the last holds.
    ///
    /// # Panics
    ///
    /// If there are more words than find places of their own, nine tenths of which can be filled: such a table needs twice the groups.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Key, V)>) -> Self {
        let entries: FxHashMap<Key, V> = entries.into_iter().collect();
        let mut table = Self(Box::new(Parts {
            groups: [Group::default(); GROUPS],
            free: Place::default(),
            places: [[Place::default(); PLACES]; GROUPS],
            said: [[V::default(); PLACES]; GROUPS],
            numbers: 0,
        }));
        let mut numbers = FxHashMap::default();
        let mut groups = vec![Vec::new(); GROUPS];
        for (word, &said) in &entries {
            let next = numbers.len() + 1;
            let number = *numbers.entry(said).or_insert(next);
            assert!(
                number as u64 <= Self::LAST,
                "{GROUPS} groups are too few for what is said"
            );
            table.0.said.as_flattened_mut()[number] = said;
            let (scattered, number) = (word.scattered(), number as u64);
            groups[Self::group(scattered)].push(Word { scattered, number });
        }
        table.0.numbers = numbers.len();
        let mut order: Vec<usize> = (0..GROUPS).collect();
        order.sort_by_key(|&nth| std::cmp::Reverse(groups[nth].len()));
        for nth in order {
            let settled = table.settle(nth, &groups[nth]);
            settled.unwrap_or_else(|| panic!("{GROUPS} groups are too few for {}", entries.len()));
        }
        table
    }

    /// Finds the seed that leads the words of a group to free places, and puts them there.
    fn settle(&mut self, group: usize, words: &[Word]) -> Option<()> {
        let places = |seed| {
            let led = |word: &Word| Self::place(Self::led(word.scattered, seed));
            let mut places: Vec<usize> = words.iter().map(led).collect();
            let is_free = |&at: &usize| self.0.places.as_flattened()[at] == Place::default();
            let all_free = places.iter().all(is_free);
            let led = places.clone();
            places.sort_unstable();
            places.dedup();
            (all_free && places.len() == words.len()).then_some(led)
        };
        let (seed, places) = (0..=u16::MAX).find_map(|seed| Some((seed, places(seed)?)))?;
        self.0.groups[group] = Group::new(seed, words);
        for (&at, word) in places.iter().zip(words) {
            let rest = Self::rest(Self::led(word.scattered, seed));
            self.0.places.as_flattened_mut()[at] = Place(rest | word.number);
        }
        Some(())
    }

    /// What is said of a word.
    #[must_use]
    pub fn get(&self, word: Key) -> Option<V> {
        let number = self.number(word);
        (number > 0).then(|| self.0.said.as_flattened()[number])
    }

    /// What is said of a word; of one that the table does not hold, nothing.
    #[inline]
    #[must_use]
    pub fn said(&self, word: Key) -> V {
        self.0.said.as_flattened()[self.number(word)]
    }

    /// Has it near at hand.
    pub fn read_through(&self) {
        read_through(&self.0.groups, |group| group.0.into());
        read_through(self.0.places.as_flattened(), |place| place.0);
        let said = &self.0.said.as_flattened()[..=self.0.numbers];
        read_through(said, |said| u64::from(*said == V::default()));
    }

    /// The number of what is said of a word; 0 of one that the table does not hold.
    #[inline]
    fn number(&self, word: Key) -> usize {
        let scattered = word.scattered();
        let group = self.0.groups[Self::group(scattered)];
        let led = Self::led(scattered, group.seed());
        let place = &self.0.places.as_flattened()[Self::place(led)];
        let place = select_unpredictable(group.may_hold(scattered), place, &self.0.free);
        let number = place.0 ^ Self::rest(led); // where the rest is the same
        (select_unpredictable(number <= Self::LAST, number, 0) & Self::LAST) as usize
    }

    /// The number of the group of a scattered key.
    #[inline]
    fn group(scattered: u64) -> usize {
        (scattered >> Self::TO_GROUP) as usize
    }

    /// What a seed makes of a scattered key. The highest bits, which tell the group, are not changed before all are mixed: so this can be
    /// undone by whoever knows nothing else, and is another form of the key.
    #[inline]
    fn led(scattered: u64, seed: u16) -> u64 {
        (scattered ^ u64::from(seed) << 24).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    }

    /// The number of the place that it leads to: its highest bits.
    #[inline]
    fn place(led: u64) -> usize {
        (led >> Self::TO_PLACE) as usize
    }

    /// The others, with zeros below.
    #[inline]
    fn rest(led: u64) -> u64 {
        led << (u64::BITS - Self::TO_PLACE)
    }
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
