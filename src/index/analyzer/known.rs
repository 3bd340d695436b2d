//! How stems are made of the words that were met before: news repeats its words.
//!
//! In: folded words as numbers. Out: how much of each its stem keeps, and what ends it instead. Each thread has a table of its own,
//! in which a word has one place; whoever comes later takes it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::num::NonZeroU64;

use crate::span::Span;

/// Longer words are not kept, nor are stems that end in more letters of their own.
const LONGEST_WORD: usize = 24;
const LONGEST_ENDING: usize = 5;

/// A folded word of at most [`LONGEST_WORD`] bytes as three numbers, the lowest bytes of which are the first, with zeros behind it;
/// zeros alone where a word is none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Key([u64; LONGEST_WORD / 8]);

/// How a stem is made of its word: the language, how much of the word is left, and what ends it instead (`happy`, 4, `i`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut(NonZeroU64);

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
            true => Self::of_bytes(padded(word.as_bytes()), word.len()),
            false => Self::default(),
        }
    }

    fn of_bytes(bytes: [u8; LONGEST_WORD], length: usize) -> Self {
        let (eights, _) = bytes.as_chunks();
        let own = |nth: usize| {
            let bits = 8 * length.saturating_sub(8 * nth);
            u64::from_le_bytes(eights[nth]) & !u64::MAX.unbounded_shl(bits as u32)
        };
        Self([own(0), own(1), own(2)])
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

    /// Makes `term` the stem of a word. Where they differ, the answer is true.
    #[inline]
    pub(super) fn make(self, word: &str, term: &mut String) -> bool {
        let [_, kept, length, ending @ ..] = self.0.get().to_le_bytes();
        let (kept, length) = (usize::from(kept), usize::from(length));
        term.clear();
        term.push_str(&word[..kept]);
        if length > 0 {
            let ending = std::str::from_utf8(&ending[..length]);
            term.push_str(ending.expect("an ending is put there as a whole"));
        }
        kept != word.len() || length > 0
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

/// Places of the table at first, for a program that answers one query: sixteen kilobytes.
const FEW: usize = 1 << 9;
/// Places of the table at last: four megabytes. A stem that has to be made costs as much as hundreds that are found, and memory is
/// waited for eight words at a time.
const MANY: usize = 1 << 17;

/// A word and how it is cut, in half a line of the processor's cache; no pointer is followed.
type Place = [u64; LONGEST_WORD / 8 + 1];

struct Table {
    /// As many as a power of two.
    places: Vec<Place>,
    /// How many words were put there.
    taken: usize,
}

thread_local! {
    static TABLE: RefCell<Table> = RefCell::new(Table::with_places(FEW));
}

/// How these words are cut, as far as that is known. What is looked up does not depend on what is found.
pub(super) fn look_up(language: u8, words: &[Key], cuts: &mut [Option<Cut>]) {
    TABLE.with_borrow(|table| {
        for (word, cut) in words.iter().zip(cuts) {
            *cut = table.found(language, *word);
        }
    });
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
        if let Some(known) = table.found(language, key) {
            return Some(known);
        }
        let cut = Cut::of(language, word, &stem(word))?;
        table.keep(key, cut);
        Some(cut)
    })
}

impl Table {
    fn with_places(count: usize) -> Self {
        Self {
            places: vec![Place::default(); count],
            taken: 0,
        }
    }

    fn found(&self, language: u8, key: Key) -> Option<Cut> {
        let [a, b, c] = key.0;
        let place = self.places[self.place_of(language, key)];
        let differs = (place[0] ^ a)
            | (place[1] ^ b)
            | (place[2] ^ c)
            | (place[3] & 0xff ^ u64::from(language));
        NonZeroU64::new(if differs == 0 { place[3] } else { 0 }).map(Cut)
    }

    fn keep(&mut self, key: Key, cut: Cut) {
        if self.taken >= self.places.len() / 2 && self.places.len() < MANY {
            self.grow();
        }
        let ([a, b, c], [language, ..]) = (key.0, cut.0.get().to_le_bytes());
        let place = self.place_of(language, key);
        self.places[place] = [a, b, c, cut.0.get()];
        self.taken += 1;
    }

    fn grow(&mut self) {
        let mut larger = Self::with_places(self.places.len() * 16);
        for [a, b, c, cut] in self.places.drain(..) {
            if let Some(cut) = NonZeroU64::new(cut) {
                larger.keep(Key([a, b, c]), Cut(cut));
            }
        }
        *self = larger;
    }

    fn place_of(&self, language: u8, Key([a, b, c]): Key) -> usize {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let longer = b ^ c.rotate_left(32) ^ u64::from(language) << 56;
        let mixed = (a ^ longer.wrapping_mul(ODD).rotate_left(32)).wrapping_mul(ODD);
        (mixed >> (64 - self.places.len().trailing_zeros())) as usize
    }
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
    }
}
