//! Which words a set may hold, told by a bit: most words that a set of names is asked for are in none.
//!
//! In: the words of the set. Out: `false` only for a word that is not among them.

/// A bit for each word, by its first and last byte and its length.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sieve([u64; 4]);

impl Sieve {
    /// Adds a word.
    pub(super) fn add(&mut self, word: &str) {
        let bit = bit(word);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a word may be one that was added.
    #[inline]
    pub(super) fn may_hold(&self, word: &str) -> bool {
        let bit = bit(word);
        self.0[bit / 64] >> (bit % 64) & 1 != 0
    }
}

fn bit(word: &str) -> usize {
    let [first, .., last] = word.as_bytes() else {
        return word.len();
    };
    let mixed = first.wrapping_mul(37) ^ last.wrapping_mul(11);
    usize::from(mixed.wrapping_add(word.len() as u8))
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn no_word_that_was_added_is_ruled_out_and_most_others_are() {
        let mut sieve = Sieve::default();
        let names = ["Ruiz", "Okafor", "X", "", "Östlund"];
        names.iter().for_each(|name| sieve.add(name));
        assert!(names.iter().all(|name| sieve.may_hold(name)));
        let others = ["Lima", "The", "Monday", "Kyiv", "But", "Ruins", "Of", "A"];
        assert!(others.iter().filter(|word| sieve.may_hold(word)).count() < 2);
    }
}
