//! Words as numbers, which are compared and cut without being read byte by byte.
//!
//! In: words of a text, or folded ones. Out: three numbers each, and one that is mixed of them, for tables.

use crate::span::Span;

/// So many numbers a word has, of eight bytes each.
pub(super) const PARTS: usize = 3;
/// Longer words have no key.
const LONGEST_WORD: usize = 8 * PARTS;

/// A folded word of at most [`LONGEST_WORD`] bytes as three numbers, the lowest bytes of which are the first, with zeros behind it;
/// zeros alone where a word is none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key([u64; PARTS]);

impl Key {
    /// The key of a word of a text in lower case whose letters are all of ASCII.
    #[inline]
    pub(super) fn of_plain(text: &str, word: Span) -> Self {
        let behind = &text.as_bytes()[word.start()..];
        let bytes = match behind.first_chunk() {
            Some(bytes) => *bytes,
            None => padded(behind),
        };
        let key = Self::of_bytes(bytes, word.len());
        let [a, b, c] = key.0;
        let is_plain = word.len() <= LONGEST_WORD && (a | b | c).to_ne_bytes().is_ascii();
        match is_plain {
            true => key,
            false => Self::default(),
        }
    }

    /// The key of a folded word.
    pub(super) fn of_folded(word: &str) -> Self {
        match word.len() <= LONGEST_WORD {
            true => Self::of_head(word),
            false => Self::default(),
        }
    }

    /// The key of a folded word or stem, of which so much is told as there is room for.
    pub(super) fn of_head(word: &str) -> Self {
        Self::of_bytes(padded(word.as_bytes()), word.len())
    }

    fn of_bytes(bytes: [u8; LONGEST_WORD], length: usize) -> Self {
        let (eights, _) = bytes.as_chunks();
        let own = |nth: usize| {
            let bits = 8 * length.saturating_sub(8 * nth);
            u64::from_le_bytes(eights[nth]) & !u64::MAX.unbounded_shl(bits as u32)
        };
        Self([own(0), own(1), own(2)])
    }

    /// The key of what is left when only so many bytes are kept and others put behind them, the first of these lowest: as
    /// [`of_head`](Self::of_head) makes it of the letters.
    #[inline]
    pub(super) fn cut(self, kept: usize, ending: u64) -> Self {
        let Self([a, b, c]) = self;
        let own = |nth: usize| !u64::MAX.unbounded_shl((8 * kept.saturating_sub(8 * nth)) as u32);
        let mut parts = [a & own(0), b & own(1), c & own(2)];
        if ending != 0 {
            let (nth, bits) = (kept / 8, (kept % 8 * 8) as u32);
            let behind = ending.unbounded_shr(64 - bits);
            for (nth, more) in [(nth, ending << bits), (nth + 1, behind)] {
                if let Some(part) = parts.get_mut(nth) {
                    *part |= more;
                }
            }
        }
        Self(parts)
    }

    /// A number of which all bits depend on all bytes, the highest ones most.
    #[inline]
    pub(super) fn mixed(self, language: u8) -> u64 {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let Self([a, b, c]) = self;
        let longer = b ^ c.rotate_left(32) ^ u64::from(language) << 56;
        (a ^ longer.wrapping_mul(ODD).rotate_left(32)).wrapping_mul(ODD)
    }

    /// The three numbers.
    pub(super) fn parts(self) -> [u64; PARTS] {
        self.0
    }

    /// How many bytes the word has; none where it has no key.
    pub(super) fn len(self) -> usize {
        let Self(parts) = self;
        let zeros = parts.map(|part| part.leading_zeros() as usize / 8);
        match parts {
            [_, 0, 0] => 8 - zeros[0],
            [_, _, 0] => 16 - zeros[1],
            _ => LONGEST_WORD - zeros[2],
        }
    }

    pub(super) fn is_none(self) -> bool {
        self.0[0] == 0
    }
}

/// At most [`LONGEST_WORD`] bytes, with zeros behind them.
fn padded(bytes: &[u8]) -> [u8; LONGEST_WORD] {
    let mut padded = [0; LONGEST_WORD];
    let length = bytes.len().min(LONGEST_WORD);
    padded[..length].copy_from_slice(&bytes[..length]);
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_same_key_in_a_text_and_alone() {
        let text = "constitutionalists met 27 of the ümlaut";
        for (start, end) in [(0, 18), (19, 22), (23, 25), (26, 28), (29, 32)] {
            let word = Span::new(start, end);
            assert_eq!(Key::of_plain(text, word), Key::of_folded(word.of(text)));
        }
        let other = Span::new(33, text.len());
        assert!(Key::of_plain(text, other).is_none());
        let long = "a".repeat(LONGEST_WORD + 1);
        assert!(Key::of_plain(&long, Span::new(0, long.len())).is_none());
        assert!(Key::of_folded(&long).is_none());
        let just = "b".repeat(LONGEST_WORD);
        let key = Key::of_plain(&just, Span::new(0, just.len()));
        assert_eq!(key, Key::of_folded(&just));
        assert_eq!([key.len(), Key::of_folded("town").len()], [LONGEST_WORD, 4]);
    }
}
