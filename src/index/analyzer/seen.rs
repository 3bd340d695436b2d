//! Which terms a text has had, as far as some bits tell.
//!
//! In: terms by their keys. Out: whether each was there before. Two terms may share a bit; the later one is then taken for one that was there,
//! and so is all that follows of it.

use super::term::Form;
use super::word_key::Key;

/// Bits for each byte of a text, and the most of them for all.
const BITS: usize = 2;
const MOST: usize = 1 << 16;

/// A bit for each term.
#[derive(Clone, Default)]
pub(super) struct Seen {
    bits: Vec<u64>,
    shift: u32,
}

impl Seen {
    /// Nothing is seen of a text of so many bytes.
    pub(super) fn clear(&mut self, bytes: usize) {
        let bits = (bytes * BITS).clamp(64, MOST).next_power_of_two();
        self.bits.clear();
        self.bits.resize(bits / 64, 0);
        self.shift = 64 - bits.trailing_zeros();
    }

    /// Whether the term was seen before. It is from now on.
    #[inline]
    pub(super) fn has(&mut self, form: Form, key: Key) -> bool {
        let number = key.mixed(0)
            ^ match form {
                Form::Stem => 0,
                Form::Surface => u64::MAX,
            };
        let number = number >> self.shift;
        let bits = &mut self.bits[(number / 64) as usize];
        let bit = 1 << (number % 64);
        let had = *bits & bit != 0;
        *bits |= bit;
        had
    }
}
