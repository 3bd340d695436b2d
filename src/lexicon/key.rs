//! Words as keys of the tables that are asked for every word of an article.

/// A word of up to 24 bytes as three numbers, which are hashed and compared without a loop over letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Key([u64; 3]);

impl Key {
    /// The word as it is spelled; `None` for more than 24 bytes; the longest in the tables has 18.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let (first, rest) = split(word.as_bytes());
        if rest.is_empty() {
            return Some(Self([number(first), 0, 0])); // most words
        }
        let (second, third) = split(rest);
        (third.len() <= 8).then(|| Self([first, second, third].map(number)))
    }

    /// The word with its ASCII letters in lower case.
    #[must_use]
    pub fn in_lower_case(word: &str) -> Option<Self> {
        let Self([first, second, third]) = Self::of(word)?;
        if second == 0 {
            return Some(Self([lower(first), 0, 0])); // most words
        }
        Some(Self([first, second, third].map(lower)))
    }

    /// The word with all its letters in lower case, also those that are not ASCII.
    #[must_use]
    pub fn in_any_case(word: &str) -> Option<Self> {
        let Self([first, second, third]) = Self::of(word)?;
        if (first | second | third) & (0x80 * ONES) == 0 {
            return Some(Self([first, second, third].map(lower))); // most words
        }
        Self::of(&word.to_lowercase())
    }

    /// The word from `start` to `end` of a text with its ASCII letters in lower case: in its place eight bytes are read at once,
    /// however short it is. It is not empty.
    #[must_use]
    pub fn in_lower_case_at(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let first = lower(eight_at(text, start, end));
        if end - start <= 8 {
            return Some(Self([first, 0, 0])); // most words
        }
        let (second, third) = (start + 8, start + 16);
        let rest = |at: usize| {
            if at < end {
                lower(eight_at(text, at, end))
            } else {
                0
            }
        };
        (end - start <= 24).then(|| Self([first, rest(second), rest(third)]))
    }

    /// The word of at most sixteen bytes that these numbers are in lower case, their lowest byte the first.
    #[inline]
    #[must_use]
    pub fn of_short([first, second]: [u64; 2]) -> Self {
        Self([first, second, 0])
    }

    /// A number that is as likely in each part of its range: the highest bits tell words apart best. Two words of eight bytes at most
    /// have never the same, and 0 is that of no word: each step can be undone.
    #[inline]
    pub(super) fn scattered(self) -> u64 {
        let [first, second, third] = self.0;
        let rest = second.rotate_left(23) ^ third.rotate_left(41);
        let mixed =
            (first ^ rest.wrapping_mul(0xD6E8_FEB8_6659_FD93)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ mixed >> 29
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// The first eight bytes and the others.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.len().min(8))
}

/// Up to eight bytes as a number, the first one lowest. Of more than three, the first and the last four are read at once;
/// where they overlap they agree.
pub(crate) fn number(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            u64::from(first) | u64::from(last) << (8 * (bytes.len() - 4))
        }
        _ => few(bytes),
    }
}

/// The same of three bytes at most, of which the first, the middle and the last one are read; where they are the same they agree.
fn few(bytes: &[u8]) -> u64 {
    let read = |at: usize| bytes.get(at).map_or(0, |&byte| u64::from(byte) << (8 * at));
    read(0) | read(bytes.len() / 2) | read(bytes.len().saturating_sub(1))
}

/// Up to eight bytes of a text from `start` on as a number, none from `end` on.
fn eight_at(text: &[u8], start: usize, end: usize) -> u64 {
    let length = (end - start).min(8);
    match text.get(start..).and_then(|rest| rest.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight) & u64::MAX >> (64 - 8 * length),
        None => number(&text[start..start + length]),
    }
}

/// Eight bytes with their ASCII letters in lower case, all at once: adding to seven bits carries into the eighth from `A` on,
/// and from behind `Z` on.
fn lower(eight: u64) -> u64 {
    let seven = eight & (0x7F * ONES);
    let from_a = seven + (0x80 - b'A' as u64) * ONES;
    let behind_z = seven + (0x80 - (b'Z' as u64 + 1)) * ONES;
    let capital = from_a & !behind_z & !eight & (0x80 * ONES);
    eight | capital >> 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_tells_words_apart_and_forgets_capitals_where_asked() {
        assert!(Key::of("harbour") == Key::in_lower_case("Harbour"));
        assert!(Key::of("harbour") != Key::of("Harbour"));
        assert!(Key::of("harbour") != Key::of("harbours"));
        assert!(Key::of("a word that no table can hold").is_none());
    }

    #[test]
    fn every_byte_counts_and_only_letters_change() {
        let text = "Z@[`{aTHE HARBOUR’S “Österreichs” Congresswoman";
        for end in (0..=24).filter(|&end| text.is_char_boundary(end)) {
            let word = &text[..end];
            assert_eq!(
                Key::in_lower_case(word),
                Key::of(&word.to_ascii_lowercase()),
                "{word}"
            );
            let longer = format!("{word}s");
            assert_ne!(Key::of(word), Key::of(&longer), "{word}");
            let bytes = [0, 8, 16].map(|at| {
                let mut eight = [0; 8];
                let part = &word.as_bytes()[at.min(end)..end.min(at + 8)];
                eight[..part.len()].copy_from_slice(part);
                u64::from_le_bytes(eight)
            });
            assert_eq!(Key::of(word), Some(Key(bytes)), "{word}");
            let within = |start: usize| {
                let text = format!("{}{word}{text}", &text[..start]);
                Key::in_lower_case_at(text.as_bytes(), start, start + end)
            };
            if end > 0 {
                assert_eq!(within(0), Key::in_lower_case(word), "{word}");
                assert_eq!(within(3), Key::in_lower_case(word), "{word}");
                let alone = Key::in_lower_case_at(word.as_bytes(), 0, end);
                assert_eq!(alone, Key::in_lower_case(word), "{word}");
            }
        }
    }
}
