//! A table of words that is asked for every word of an article, most of which it does not hold.
//!
//! In: words with what is said of them, once. Out: what is said of a word. An open table with a quarter to a half of its places
//! taken, four bytes a place, two of which tell nearly all words apart: a word that it does not hold costs one look at the
//! places, which fit the processor's cache, and none at the entries, which do not.

use super::key::Key;

/// What is said of each of its words.
#[derive(Debug)]
pub struct Table<V> {
    /// In the lower half the number of an entry, counted from 1; in the upper half bits of its scattered key. 0 for a place
    /// that is free.
    places: Vec<u32>,
    entries: Vec<(Key, V)>,
    /// How far a scattered key is shifted to be the number of a place.
    shift: u32,
}

/// The upper half of a place.
const MARK: u32 = 0xFFFF_0000;

impl<V> Table<V> {
    /// The table of these words.
    ///
    /// # Panics
    /// When there are more words than two bytes can count: tables are written by people.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Key, V)>) -> Self {
        let entries: Vec<(Key, V)> = entries.into_iter().collect();
        let size = (2 * entries.len() + 2).next_power_of_two();
        let mut table = Self {
            places: vec![0; size],
            shift: u64::BITS - size.trailing_zeros(),
            entries,
        };
        for nth in 0..table.entries.len() {
            let scattered = table.entries[nth].0.scattered();
            let number = u16::try_from(nth + 1).expect("a table has fewer words");
            let free = table.free_place(scattered);
            table.places[free] = scattered as u32 & MARK | u32::from(number);
        }
        table
    }

    /// What is said of a word.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&V> {
        let scattered = key.scattered();
        let last = self.places.len() - 1;
        let mut at = (scattered >> self.shift) as usize;
        loop {
            let place = self.places[at & last];
            if place == 0 {
                return None;
            }
            if (place ^ scattered as u32) & MARK == 0 {
                let (known, said) = &self.entries[(place & !MARK) as usize - 1];
                if *known == key {
                    return Some(said);
                }
            }
            at += 1;
        }
    }

    /// The first free place for a scattered key.
    fn free_place(&self, scattered: u64) -> usize {
        let last = self.places.len() - 1;
        let first = (scattered >> self.shift) as usize;
        let places = (first..).map(|at| at & last);
        let mut free = places.filter(|&at| self.places[at] == 0);
        free.next().expect("half of the places are free")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let word = |nth: usize| Key::of(&format!("word{nth}")).unwrap();
        let table = Table::new((0..5000).map(|nth| (word(nth), nth)));
        assert!((0..5000).all(|nth| table.get(word(nth)) == Some(&nth)));
        assert!((5000..10_000).all(|nth| table.get(word(nth)).is_none()));
        assert!(Table::<u8>::new([]).get(word(1)).is_none());
    }
}
