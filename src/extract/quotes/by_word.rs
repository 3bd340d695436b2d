//! Things that are found again by a word: who is called by it, which speaker has the name.
//!
//! In: the words of things, in the order in which these are met. Out: for a word the numbers of those that may have it, of which the caller
//! knows whether they do. There are few in most articles, and they are asked for at every name: most words find their place free.

/// The numbers of things by their words.
#[derive(Debug, Default)]
pub(super) struct ByWord {
    /// For each place, of which there is a power of two, the last thing that falls there, from one on, or 0.
    places: Vec<u32>,
    things: Vec<Thing>,
}

/// What is known of a thing.
#[derive(Clone, Copy, Debug)]
struct Thing {
    /// The number of its word, which tells most others from it.
    hash: u32,
    /// The one before it that falls on the same place, from one on, or 0.
    before: u32,
}

impl ByWord {
    /// None yet, and room for so many things at most.
    pub(super) fn with_room(most: usize) -> Self {
        Self {
            places: vec![0; Self::places(most)],
            things: Vec::with_capacity(most / 4),
        }
    }

    /// Forgets all things, and has room for so many.
    pub(super) fn clear(&mut self, most: usize) {
        self.places.clear();
        self.places.resize(Self::places(most), 0);
        self.things.clear();
    }

    fn places(most: usize) -> usize {
        (2 * most).next_power_of_two()
    }

    /// The number of the thing that has this word, as the caller tells.
    #[inline]
    pub(super) fn find(&self, word: &str, has_it: impl Fn(usize) -> bool) -> Option<usize> {
        self.find_hashed(hash(word), has_it)
    }

    #[inline]
    fn find_hashed(&self, hash: u32, has_it: impl Fn(usize) -> bool) -> Option<usize> {
        match self.places[self.place(hash)] {
            0 => None, // most words
            last => self.find_before(last, hash, has_it),
        }
    }

    #[inline(never)] // whether anything falls there is asked for every name
    fn find_before(
        &self,
        mut last: u32,
        hash: u32,
        has_it: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        while last > 0 {
            let number = last as usize - 1;
            let thing = self.things[number];
            if thing.hash == hash && has_it(number) {
                return Some(number);
            }
            last = thing.before;
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
        let hash = hash(word);
        let found = self.find_hashed(hash, has_it);
        if found.is_none() {
            let place = self.place(hash);
            let before = self.places[place];
            self.things.push(Thing { hash, before });
            self.places[place] = self.things.len() as u32;
        }
        found
    }

    /// Where a word of this number falls.
    #[inline]
    fn place(&self, hash: u32) -> usize {
        hash as usize & (self.places.len() - 1)
    }
}

/// The number of a word: of its length and its first, middle and last four bytes, so that it takes the same way for nearly all words.
#[inline]
fn hash(word: &str) -> u32 {
    const ODD: u128 = 0x9E37_79B9_7F4A_7C15;
    let bytes = word.as_bytes();
    let four = |at: usize| {
        let four = bytes[at..].first_chunk();
        four.map_or(0, |four| u64::from(u32::from_le_bytes(*four)))
    };
    let ends = match bytes.len().checked_sub(4) {
        Some(last) => four(0) | four(last) << 32,
        None => (bytes.iter()).fold(0, |all, &byte| all << 8 | u64::from(byte)), // few words
    };
    let middle = four((bytes.len() / 2).saturating_sub(2));
    let all = ends ^ (middle << 20) ^ bytes.len() as u64;
    let mixed = u128::from(all) * ODD;
    (mixed ^ (mixed >> 64)) as u32
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
