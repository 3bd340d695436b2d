//! A table of words that is asked for every word of an article, most of which it does not hold.
//!
//! In: words with what is said of them, once. Out: what is said of a word. An open table, of whose places a third to two thirds are
//! taken; what is said of a word stands in its place, so that one look into memory answers for most words.

use super::key::Key;

/// What is said of each of its words.
#[derive(Debug)]
pub struct Table<V> {
    places: Vec<Place<V>>,
    /// The word of each place, for those that are told apart by nothing less.
    words: Vec<Key>,
    /// How far a scattered key is shifted to be the number of a place.
    shift: u32,
}

/// A place of the table.
#[derive(Clone, Copy, Debug, Default)]
struct Place<V> {
    /// The scattered key of its word, 0 where there is none.
    scattered: u64,
    said: V,
}

impl<V: Copy + Default> Table<V> {
    /// The table of these words, of which none is empty.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (Key, V)>) -> Self {
        let entries: Vec<(Key, V)> = entries.into_iter().collect();
        let size = (3 * entries.len() / 2 + 2).next_power_of_two();
        let mut table = Self {
            places: vec![Place::default(); size],
            words: vec![Key::default(); size],
            shift: u64::BITS - size.trailing_zeros(),
        };
        for (word, said) in entries {
            let scattered = word.scattered();
            let place = table.place(word);
            table.places[place] = Place { scattered, said };
            table.words[place] = word;
        }
        table
    }

    /// What is said of a word.
    #[must_use]
    pub fn get(&self, word: Key) -> Option<V> {
        let place = &self.places[self.place(word)];
        (place.scattered != 0).then_some(place.said)
    }

    /// The place of a word, or the free one where it would stand.
    fn place(&self, word: Key) -> usize {
        let scattered = word.scattered();
        let last = self.places.len() - 1;
        let mut at = (scattered >> self.shift) as usize & last;
        loop {
            let found = self.places[at].scattered;
            let same = found == scattered && (word.is_short() || self.words[at] == word);
            if same || found == 0 {
                return at;
            }
            at = (at + 1) & last;
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
        assert!((0..5000).all(|nth| table.get(word(nth)) == Some(nth)));
        assert!((5000..10_000).all(|nth| table.get(word(nth)).is_none()));
        assert!(Table::<u8>::new([]).get(word(1)).is_none());
    }
}
