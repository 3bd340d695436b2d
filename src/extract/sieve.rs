//! Which words a set may hold, told by a bit: most words that a set of names is asked for are in none.
//!
//! In: the first letters of the set's words. Out: `false` only for letters with which none of them begins.

/// A bit for each word, by its first eight letters as a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sieve([u64; 4]);

impl Sieve {
    /// Adds a word that begins so.
    pub(super) fn add(&mut self, head: u64) {
        let bit = bit(head);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether a word may be one that was added.
    #[inline]
    pub(super) fn may_hold(&self, head: u64) -> bool {
        let bit = bit(head);
        self.0[bit / 64] >> (bit % 64) & 1 != 0
    }
}

/// The upper bits of a product, in which all letters are mixed.
#[inline]
fn bit(head: u64) -> usize {
    (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - 8)) as usize
}

#[cfg(test)]
mod tests {
    use super::Sieve;

    #[test]
    fn no_word_that_was_added_is_ruled_out_and_most_others_are() {
        let head = |word: &str| {
            word.bytes()
                .fold(0, |head, byte| head << 8 | u64::from(byte))
        };
        let mut sieve = Sieve::default();
        let names = ["Ruiz", "Okafor", "X", "", "Östlund"].map(head);
        names.iter().for_each(|&name| sieve.add(name));
        assert!(names.iter().all(|&name| sieve.may_hold(name)));
        let others = ["Lima", "The", "Monday", "Kyiv", "But", "Ruins", "Of", "A"].map(head);
        assert!(others.iter().filter(|&&word| sieve.may_hold(word)).count() < 2);
    }
}
