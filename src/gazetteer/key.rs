//! Names as they are looked up: small letters without accents, points and apostrophes; a hyphen is a space.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No name is longer.
const LONGEST: usize = 96;

/// A name as the gazetteer spells it, with its hash; grows word by word, and allocates nothing.
#[derive(Clone, Copy)]
pub struct Key {
    /// Eight more than a name has, so that eight can be written and read at once; 0 behind the name.
    bytes: [u8; LONGEST + 8],
    length: usize,
    hash: u64,
}

impl Key {
    /// The key of no words yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            bytes: [0; LONGEST + 8],
            length: 0,
            hash: 0,
        }
    }

    /// The key of a whole name; `None` for one that is longer than any place's.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let mut key = Self::new();
        let mut words = name.split([' ', '-', '‐', '‑', '–']);
        words.all(|word| key.push(word)).then_some(key)
    }

    /// Adds a word behind a space; `false` where the name grew longer than any place's.
    #[must_use]
    pub fn push(&mut self, word: &str) -> bool {
        let start = self.length;
        let fits = if word.is_ascii() {
            word.bytes().all(|byte| self.add_ascii(byte, start))
        } else {
            word.nfd().all(|c| self.add(c, start))
        };
        let first = start + usize::from(start > 0);
        for at in (first..self.length).step_by(8) {
            self.hash = mixed(self.hash, self.eight(at));
        }
        fits
    }

    /// The same of the word from `start` to `end` of a text where that has nothing but ASCII letters and digits, as most have: eight
    /// at once.
    #[must_use]
    pub fn push_letters(&mut self, text: &str, start: usize, end: usize) -> bool {
        let space = usize::from(self.length > 0);
        if self.length + space + (end - start) > LONGEST || end + 8 > text.len() {
            return self.push(&text[start..end]);
        }
        self.bytes[self.length] |= b' ' * u8::from(space > 0);
        self.length += space;
        for at in (start..end).step_by(8) {
            let eight = letters_at(text, at, end).unwrap_or_default();
            self.bytes[self.length..self.length + 8].copy_from_slice(&eight.to_le_bytes());
            self.length += (end - at).min(8);
            self.hash = mixed(self.hash, eight);
        }
        true
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Eight bytes from a place on, as a number of which the first is the lowest byte; 0 for those behind the name.
    pub(super) fn eight(&self, at: usize) -> u64 {
        let eight = self.bytes.get(at..).and_then(<[u8]>::first_chunk);
        eight.map_or(0, |eight| u64::from_le_bytes(*eight))
    }

    pub(super) fn hash(&self) -> u64 {
        self.hash
    }

    fn add(&mut self, c: char, start: usize) -> bool {
        if is_combining_mark(c) || matches!(c, '’' | '‘' | 'ʻ' | 'ʼ' | 'ʿ' | '´') {
            return true;
        }
        if c.is_ascii() {
            return self.add_ascii(c as u8, start);
        }
        let mut letters = [0; 4];
        c.to_lowercase().all(|c| {
            plain(c, &mut letters)
                .bytes()
                .all(|byte| self.add_byte(byte, start))
        })
    }

    fn add_ascii(&mut self, byte: u8, start: usize) -> bool {
        match byte {
            b'.' | b'\'' | b'`' => true,
            byte => self.add_byte(byte.to_ascii_lowercase(), start),
        }
    }

    fn add_byte(&mut self, byte: u8, start: usize) -> bool {
        if self.length == start && start > 0 {
            return self.write(b' ') && self.write(byte);
        }
        self.write(byte)
    }

    fn write(&mut self, byte: u8) -> bool {
        if self.length == LONGEST {
            return false;
        }
        self.bytes[self.length] = byte;
        self.length += 1;
        true
    }
}

/// Up to eight ASCII letters and digits from `at` to `end`, in lower case, as a number of which the first is the lowest byte.
fn letters_at(text: &str, at: usize, end: usize) -> Option<u64> {
    let eight = text.as_bytes().get(at..)?.first_chunk()?;
    let others = 64 - 8 * (end - at).clamp(1, 8);
    // the bit that small letters have and capitals lack, digits have too
    Some((u64::from_le_bytes(*eight) | 0x2020_2020_2020_2020) & u64::MAX >> others)
}

/// A hash that goes on with eight bytes of a word, or its last ones; the factor is odd and has no pattern.
pub(super) fn mixed(hash: u64, eight: u64) -> u64 {
    (hash.rotate_left(5) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Default for Key {
    fn default() -> Self {
        Self::new()
    }
}

/// Letters that Unicode does not take apart.
fn plain(c: char, letters: &mut [u8; 4]) -> &str {
    match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        c => c.encode_utf8(letters),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_points_and_hyphens_do_not_part_names() {
        for (printed, plain) in [
            ("St. Louis", "st louis"),
            ("Coeur d’Alene", "coeur dalene"),
            ("Stratford-upon-Avon", "stratford upon avon"),
            ("KØBENHAVN", "kobenhavn"),
            ("Zürich", "zurich"),
            ("D.C.", "dc"),
        ] {
            let key = Key::of(printed).unwrap();
            assert_eq!(std::str::from_utf8(key.bytes()), Ok(plain));
            assert_eq!(key.hash(), Key::of(plain).unwrap().hash());
        }
    }

    #[test]
    fn letters_are_read_at_once_and_one_by_one_alike() {
        let text = "In Washington Terrace11 and New Constantinople, Ab, and that is the end of it.";
        let words = text.split(|c: char| !c.is_alphanumeric());
        let (mut at_once, mut one_by_one) = (Key::new(), Key::new());
        for word in words.filter(|word| !word.is_empty()) {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let fits = at_once.push_letters(text, start, start + word.len());
            assert_eq!(fits, one_by_one.push(word));
            assert_eq!(at_once.bytes(), one_by_one.bytes());
            assert_eq!(at_once.hash(), one_by_one.hash());
        }
    }

    #[test]
    fn a_name_too_long_for_a_place_has_no_key() {
        assert!(Key::of(&"n".repeat(97)).is_none());
    }
}
