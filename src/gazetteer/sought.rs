//! A word on its way through the table of names, which goes in steps: the memory of each is far away, and who asks for many words takes
//! each step for all of them before the next, so that a processor waits for several at once.

use super::Named;
use super::key::mixed;
use super::layout;

/// A word that is looked for, by its hash; what its slot in the table says, and how long the name is that this leads to.
#[derive(Clone, Copy, Debug)]
pub struct Sought {
    hash: u64,
    slot: u32,
    length: u8,
}

impl Sought {
    /// No word of more letters can be looked for in this way.
    pub const LONGEST: usize = 24;

    /// The word of so many ASCII letters and digits in lower case, eight in a number of which the first is the lowest byte, and 0 behind
    /// the last.
    #[inline]
    #[must_use]
    pub fn new(eights: [u64; 3], length: usize) -> Self {
        let used = eights.iter().take(length.div_ceil(8));
        Self::hashed(used.fold(0, |hash, &eight| mixed(hash, eight)))
    }

    /// A word of no more than eight of them.
    #[inline]
    #[must_use]
    pub fn short(eight: u64) -> Self {
        Self::hashed(mixed(0, eight))
    }

    #[inline]
    fn hashed(hash: u64) -> Self {
        Self {
            hash,
            slot: 0,
            length: 0,
        }
    }

    /// The first step: reads its slot.
    #[inline]
    pub fn read_slot(&mut self) {
        self.slot = layout::slot(self.hash);
    }

    /// The second step: reads the head of the entry to which the slot leads.
    #[inline]
    pub fn read_entry(&mut self) {
        self.length = layout::length_at(self.slot);
    }

    /// The last step: what the gazetteer knows of the word, which is the same; `None` where it stands in no name of a place.
    #[must_use]
    pub fn named(self, eights: [u64; 3], length: usize) -> Option<Named> {
        layout::longer_entry(eights, length, self.hash, (self.slot, self.length)).map(Named)
    }

    /// The same of a [short](Self::short) word.
    #[inline]
    #[must_use]
    pub fn short_named(self, eight: u64, length: usize) -> Option<Named> {
        layout::short_entry(eight, length, self.hash, (self.slot, self.length)).map(Named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{Key, Place, find};

    #[test]
    fn words_are_found_as_names_are() {
        let is_plain = |word: &&str| {
            let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
            letters && (1..=Sought::LONGEST).contains(&word.len())
        };
        let names = Place::all().map(|place| place.name().to_ascii_lowercase());
        let mut found = 0;
        for name in names.take(20_000) {
            for word in name.split(' ').filter(is_plain) {
                let eights = [0, 8, 16].map(|start| {
                    let part = word.bytes().skip(start).take(8).enumerate();
                    part.fold(0, |eight, (nth, byte)| eight | u64::from(byte) << (8 * nth))
                });
                let mut sought = Sought::new(eights, word.len());
                sought.read_slot();
                sought.read_entry();
                let sought = sought.named(eights, word.len());
                if word.len() <= 8 {
                    let mut short = Sought::short(eights[0]);
                    short.read_slot();
                    short.read_entry();
                    let short = short.short_named(eights[0], word.len());
                    assert_eq!(
                        short.map(|named| named.id()),
                        sought.map(|named| named.id())
                    );
                }
                let expected = Key::of(word).and_then(|key| find(&key));
                assert_eq!(
                    sought.map(|named| named.id()),
                    expected.map(|named| named.id())
                );
                found += usize::from(sought.is_some());
            }
        }
        assert!(found > 10_000);
    }
}
