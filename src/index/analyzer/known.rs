//! How stems are made of the words that were met before: news repeats its words.
//!
//! In: folded words as numbers. Out: how much of each its stem keeps, and what ends it instead. Each thread has a table of its own,
//! in which a word has one place; whoever comes later takes it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::num::NonZeroU64;

use super::word_key::{Key, PARTS};

/// Stems that end in more letters of their own are not kept.
const LONGEST_ENDING: usize = 5;

/// How a stem is made of its word: the language, how much of the word is left, and what ends it instead (`happy`, 4, `i`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut(NonZeroU64);

impl Cut {
    /// How a word of a language comes to its stem, where there is room for its ending.
    fn of(language: u8, word: &str, stem: &str) -> Option<Self> {
        let kept = common_prefix(word, stem);
        let ending = &stem.as_bytes()[kept..];
        let mut bytes = [language, kept as u8, ending.len() as u8, 0, 0, 0, 0, 0];
        debug_assert_eq!(bytes.len(), 3 + LONGEST_ENDING);
        let room = bytes[3..].get_mut(..ending.len())?;
        room.copy_from_slice(ending);
        NonZeroU64::new(u64::from_le_bytes(bytes)).map(Self)
    }

    /// A word that is its own stem.
    fn whole(length: usize) -> Option<Self> {
        NonZeroU64::new((length as u64) << 8).map(Self)
    }

    /// Whether the stem differs from its word of so many bytes.
    #[inline]
    pub(super) fn changes(self, length: usize) -> bool {
        self.0.get() >> 8 != length as u64
    }

    /// How many bytes of the word are left.
    #[inline]
    pub(super) fn kept(self) -> usize {
        (self.0.get() >> 8 & 0xff) as usize
    }

    /// The key of the stem of a word with this key.
    #[inline]
    pub(super) fn stem_key(self, word: Key) -> Key {
        word.cut(self.kept(), self.ending())
    }

    /// What ends it instead, the first byte lowest.
    #[inline]
    fn ending(self) -> u64 {
        self.0.get() >> 24
    }

    /// Ends the stem whose beginning stands in `term`.
    #[inline]
    pub(super) fn push_ending(self, term: &mut String) {
        let [_, _, length, ending @ ..] = self.0.get().to_le_bytes();
        if length > 0 {
            let ending = std::str::from_utf8(&ending[..usize::from(length)]);
            term.push_str(ending.expect("an ending is put there as a whole"));
        }
    }

    /// Makes `term` the stem of a word. Where they differ, the answer is true.
    #[inline]
    pub(super) fn make(self, word: &str, term: &mut String) -> bool {
        term.clear();
        term.push_str(&word[..self.kept()]);
        self.push_ending(term);
        self.changes(word.len())
    }
}

/// The bytes that both begin with, on a border of characters.
fn common_prefix(word: &str, stem: &str) -> usize {
    let pairs = word.bytes().zip(stem.bytes());
    let mut same = pairs.take_while(|(a, b)| a == b).count();
    while !word.is_char_boundary(same) {
        same -= 1;
    }
    same
}

/// Places of the table, as a power of two: four megabytes. A stem that has to be made costs as much as hundreds that are found, and memory
/// is waited for eight words at a time.
const PLACES: u32 = 17;

/// A word and how it is cut, in half a line of the processor's cache; no pointer is followed. As long as nothing is in it, it is zero,
/// and a program that stems one word touches one page.
type Place = [u64; PARTS + 1];

thread_local! {
    static TABLE: RefCell<Vec<Place>> = RefCell::new(vec![[0; PARTS + 1]; 1 << PLACES]);
}

/// How these words are cut, as far as that is known. What is looked up does not depend on what is found.
pub(super) fn look_up(language: u8, words: &[Key], cuts: &mut [Option<Cut>]) {
    if language == 0 {
        for (word, cut) in words.iter().zip(cuts) {
            *cut = Cut::whole(word.len());
        }
        return;
    }
    TABLE.with_borrow(|table| {
        for (word, cut) in words.iter().zip(cuts) {
            *cut = found(table, language, *word);
        }
    });
}

fn found(table: &[Place], language: u8, key: Key) -> Option<Cut> {
    let place = table[place(language, key)];
    let [a, b, c] = key.parts();
    let differs =
        (place[0] ^ a) | (place[1] ^ b) | (place[2] ^ c) | (place[3] & 0xff ^ u64::from(language));
    NonZeroU64::new(if differs == 0 { place[3] } else { 0 }).map(Cut)
}

/// How a folded word is cut, which is kept from now on: as before, or else as the stem says that is made of it. `None` where there is no
/// room for that.
pub(super) fn cut_of<'w>(
    language: u8,
    word: &'w str,
    stem: impl FnOnce(&'w str) -> Cow<'w, str>,
) -> Option<Cut> {
    let key = Key::of_folded(word);
    if key.is_none() {
        return None;
    }
    TABLE.with_borrow_mut(|table| {
        if let Some(known) = found(table, language, key) {
            return Some(known);
        }
        let cut = Cut::of(language, word, &stem(word))?;
        let [a, b, c] = key.parts();
        table[place(language, key)] = [a, b, c, cut.0.get()];
        Some(cut)
    })
}

fn place(language: u8, key: Key) -> usize {
    (key.mixed(language) >> (64 - PLACES)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_has_the_key_of_its_letters() {
        for (word, stem) in [
            ("running", "run"),
            ("happily", "happili"),
            ("happy", "happi"),
            ("heartily", "heartili"),
            ("misrepresentations", "misrepresentate"),
            ("counterproductively", "counterproductiv"),
            ("overcompartmentalisation", "overcompartmentalisationalite"),
        ] {
            let cut = Cut::of(5, word, stem).unwrap();
            assert_eq!(
                cut.stem_key(Key::of_folded(word)),
                Key::of_head(stem),
                "{stem}"
            );
        }
    }
}
