//! Names as they are looked up: small letters without accents, points and apostrophes; a hyphen is a space.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The prime of FNV-1a.
const PRIME: u32 = 0x0100_0193;

/// No name is longer.
const LONGEST: usize = 96;

/// A name as the gazetteer spells it, with its hash; grows word by word, and allocates nothing.
#[derive(Clone, Copy)]
pub struct Key {
    bytes: [u8; LONGEST],
    length: usize,
    hash: u32,
}

impl Key {
    /// The key of no words yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            bytes: [0; LONGEST],
            length: 0,
            hash: 0x811C_9DC5,
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
        if word.is_ascii() {
            self.push_ascii(word.as_bytes())
        } else {
            word.nfd().all(|c| self.add(c, start))
        }
    }

    /// Most words: the same as byte by byte, in a third of the instructions.
    fn push_ascii(&mut self, word: &[u8]) -> bool {
        let space = usize::from(self.length > 0);
        if self.length + space + word.len() > LONGEST {
            return false;
        }
        let (mut at, mut hash) = (self.length, self.hash);
        let mut write = |byte: u8| {
            self.bytes[at] = byte;
            at += 1;
            hash = (hash ^ u32::from(byte)).wrapping_mul(PRIME);
        };
        let mut plain = word
            .iter()
            .filter(|byte| !matches!(byte, b'.' | b'\'' | b'`'));
        if let Some(first) = plain.next() {
            if space > 0 {
                write(b' ');
            }
            write(first.to_ascii_lowercase());
        }
        plain.for_each(|byte| write(byte.to_ascii_lowercase()));
        (self.length, self.hash) = (at, hash);
        true
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    pub(super) fn hash(&self) -> u32 {
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

    /// The hash is FNV-1a.
    fn write(&mut self, byte: u8) -> bool {
        let Some(free) = self.bytes.get_mut(self.length) else {
            return false;
        };
        *free = byte;
        self.length += 1;
        self.hash = (self.hash ^ u32::from(byte)).wrapping_mul(PRIME);
        true
    }
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
    fn a_name_too_long_for_a_place_has_no_key() {
        assert!(Key::of(&"n".repeat(97)).is_none());
    }
}
