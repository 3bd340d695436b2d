//! Words as keys of the tables that are asked for every word of an article.

/// A word of up to 24 bytes as three numbers, which are hashed and compared without a loop over letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(u64, u64, u64);

impl Key {
    /// The word as it is spelled; `None` for one that is longer than any in the tables (18 bytes).
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        padded(word).map(Self::from_bytes)
    }

    /// The word with its ASCII letters in lower case.
    #[must_use]
    pub fn in_lower_case(word: &str) -> Option<Self> {
        // Not by way of `padded`: in one function the compiler folds all bytes at once, which is an eighth of the work.
        let mut bytes = [0; 24];
        bytes
            .get_mut(..word.len())?
            .copy_from_slice(word.as_bytes());
        bytes.make_ascii_lowercase();
        Some(Self::from_bytes(bytes))
    }

    fn from_bytes(bytes: [u8; 24]) -> Self {
        let (eights, _) = bytes.as_chunks::<8>();
        let number = |nth: usize| u64::from_le_bytes(eights[nth]);
        Self(number(0), number(1), number(2))
    }
}

fn padded(word: &str) -> Option<[u8; 24]> {
    let mut bytes = [0; 24];
    bytes
        .get_mut(..word.len())?
        .copy_from_slice(word.as_bytes());
    Some(bytes)
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
}
