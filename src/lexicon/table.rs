//! A table of words that is asked for every word of an article, most of which it does not hold.
//!
//! In: words with what is said of them, once. Out: what is said of a word. An open table with a quarter to a half of its places
//! taken, two bytes a place: a word that it does not hold mostly costs one look, and the places fit the processor's cache.

use super::key::Key;

/// What is said of each of its words.
#[derive(Debug)]
pub struct Table<V> {
    /// The number of an entry, counted from 1, or 0 for a place that is free.
    places: Vec<u16>,
    entries: Vec<(Key, V)>,
    /// How far a scattered key is shifted to be the number of a place.
    shift: u32,
}

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
            let place = table.place(table.entries[nth].0);
            table.places[place] = u16::try_from(nth + 1).expect("a table has fewer words");
        }
        table
    }

    /// What is said of a word.
    #[must_use]
    pub fn get(&self, key: Key) -> Option<&V> {
        let number = usize::from(self.places[self.place(key)]);
        number.checked_sub(1).map(|nth| &self.entries[nth].1)
    }

    /// The place of a word, or the free one where it would stand.
    fn place(&self, key: Key) -> usize {
        let last = self.places.len() - 1;
        let mut place = (key.scattered() >> self.shift) as usize;
        loop {
            let number = usize::from(self.places[place & last]);
            if number == 0 || self.entries[number - 1].0 == key {
                return place & last;
            }
            place += 1;
        }
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
