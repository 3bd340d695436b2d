//! Which words a table holds, told by their first eight letters: asked of every word of a text, and without a branch.
//!
//! In: the words. Out: `false` only for a word that begins as none of them does.

/// A bit for each of so many hashes, as a power of two.
const BITS: u32 = 12;

/// The first letters of some words.
#[derive(Clone, Debug)]
pub(crate) struct Heads([u64; 1 << (BITS - 6)]);

impl Heads {
    /// Those of these words, which are in lower case.
    pub(crate) fn of(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::of_numbers(words.into_iter().map(|word| {
            let mut head = [0; 8];
            for (byte, letter) in head.iter_mut().zip(word.bytes()) {
                *byte = letter;
            }
            u64::from_le_bytes(head)
        }))
    }

    /// Those that are these numbers, the first letter the lowest byte.
    pub(crate) fn of_numbers(numbers: impl IntoIterator<Item = u64>) -> Self {
        let mut heads = Self([0; 1 << (BITS - 6)]);
        for head in numbers {
            let (nth, bit) = place(head);
            heads.0[nth] |= 1 << bit;
        }
        heads
    }

    /// Whether a word may be one of them of which these are the first eight letters, the first of them the lowest byte.
    #[inline]
    pub(crate) fn may_be(&self, head: u64) -> bool {
        let (nth, bit) = place(head);
        self.0[nth] >> bit & 1 != 0
    }
}

/// Which bit of which number stands for a head; the factor is odd and has no pattern.
#[inline]
fn place(head: u64) -> (usize, u32) {
    let hash = (head.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - BITS)) as u32;
    ((hash >> 6) as usize, hash & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_by_their_first_letters() {
        let heads = Heads::of(["newsletter", "app"]);
        let head = |eight: &[u8; 8]| heads.may_be(u64::from_le_bytes(*eight));
        assert!(head(b"newslett") && head(b"app\0\0\0\0\0"));
        assert!(!head(b"newspape") && !head(b"approach"));
    }
}
