//! Things that are found again by a word: who is called by it, which speaker has the name.
//!
//! In: the words of things, in the order in which these are met. Out: for a word the numbers of those that may have it, of which the caller
//! knows whether they do. There are few in most articles, and they are asked for at every name: most words find their place free.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// The numbers of things by their words.
#[derive(Debug, Default)]
pub(super) struct ByWord {
    /// For each place, of which there is a power of two, the last thing that falls there, from one on, or 0.
    places: Vec<u32>,
    /// For each thing the one before it that falls on the same place.
    before: Vec<u32>,
}

impl ByWord {
    /// None yet, and room for so many things at most.
    pub(super) fn with_room(most: usize) -> Self {
        Self {
            places: vec![0; Self::places(most)],
            before: Vec::with_capacity(most / 4),
        }
    }

    /// Forgets all things, and has room for so many.
    pub(super) fn clear(&mut self, most: usize) {
        self.places.clear();
        self.places.resize(Self::places(most), 0);
        self.before.clear();
    }

    fn places(most: usize) -> usize {
        (2 * most).next_power_of_two()
    }

    /// The number of the thing that has this word, as the caller tells.
    #[inline]
    pub(super) fn find(&self, word: &str, has_it: impl Fn(usize) -> bool) -> Option<usize> {
        self.find_at(self.place(word), has_it)
    }

    #[inline]
    fn find_at(&self, place: usize, has_it: impl Fn(usize) -> bool) -> Option<usize> {
        match self.places[place] {
            0 => None, // most words
            last => self.find_before(last, has_it),
        }
    }

    #[inline(never)] // whether anything falls there is asked for every name
    fn find_before(&self, mut thing: u32, has_it: impl Fn(usize) -> bool) -> Option<usize> {
        while thing > 0 {
            let number = thing as usize - 1;
            if has_it(number) {
                return Some(number);
            }
            thing = self.before[number];
        }
        None
    }

    /// The same; where none has it, the next thing is taken in, which has.
    #[inline]
    pub(super) fn find_or_add(
        &mut self,
        word: &str,
        has_it: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let place = self.place(word);
        let found = self.find_at(place, has_it);
        if found.is_none() {
            self.before.push(self.places[place]);
            self.places[place] = self.before.len() as u32;
        }
        found
    }

    /// Where a word falls.
    #[inline]
    fn place(&self, word: &str) -> usize {
        FxBuildHasher.hash_one(word) as usize & (self.places.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_found_by_their_words() {
        let words = ["Ana", "Ruiz", "Okafor", "A", "Ó", "", "Ruiz Ruiz"];
        let mut all = ByWord::with_room(1);
        let find = |all: &ByWord, word| all.find(word, |number| words[number] == word);
        for (number, word) in words.into_iter().enumerate() {
            assert_eq!(find(&all, word), None);
            assert_eq!(all.find_or_add(word, |number| words[number] == word), None);
            assert_eq!(find(&all, word), Some(number));
        }
        for (number, word) in words.into_iter().enumerate() {
            assert_eq!(find(&all, word), Some(number));
        }
    }

    #[test]
    fn words_that_are_alike_fall_on_places_of_their_own() {
        let words: Vec<String> = (0..4096).map(|nth| format!("Ru{nth:04}zzzz")).collect();
        let mut all = ByWord::with_room(words.len());
        for word in &words {
            all.find_or_add(word, |_| false);
        }
        let free = all.places.iter().filter(|&&last| last == 0).count();
        assert!(
            free < all.places.len() * 3 / 4,
            "{free} of {} places are free",
            all.places.len()
        );
    }
}
