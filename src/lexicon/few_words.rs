//! Lists of a few words that are asked for many others.
//!
//! In: the words, in code. Out: whether a word is one of them. Most are told to be none by their first letter and how long they are, with one look.

/// A few words.
#[derive(Debug)]
pub struct FewWords<const COUNT: usize> {
    words: [&'static str; COUNT],
    /// For every first letter how long the words are that begin with it, a bit for each length.
    lengths: [u32; LETTERS],
}

/// The letters of which first ones are told apart: those that differ in more than their case.
const LETTERS: usize = 32;

/// The last bit for a length, which no word has.
const LONGER: usize = 31;

impl<const COUNT: usize> FewWords<COUNT> {
    /// These words.
    #[must_use]
    pub const fn new(words: [&'static str; COUNT]) -> Self {
        let mut lengths = [0; LETTERS];
        let mut nth = 0;
        while nth < COUNT {
            let letters = words[nth].as_bytes();
            assert!(letters.len() < LONGER, "the words are short");
            lengths[letters[0] as usize % LETTERS] |= 1 << letters.len();
            nth += 1;
        }
        Self { words, lengths }
    }

    /// Whether a word is one of them.
    #[inline]
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.may_contain(word) && self.words.contains(&word)
    }

    /// The same, whatever the case of its letters is.
    #[inline]
    #[must_use]
    pub fn contains_in_any_case(&self, word: &str) -> bool {
        self.may_contain(word) && (self.words.iter()).any(|one| one.eq_ignore_ascii_case(word))
    }

    /// The same as far as its first letter and its length tell.
    #[inline]
    #[must_use]
    pub fn may_contain(&self, word: &str) -> bool {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        let lengths = self.lengths[usize::from(first) % LETTERS];
        lengths >> word.len().min(LONGER) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_first_letter_and_length() {
        const PORTS: FewWords<3> = FewWords::new(["quay", "pier", "Ó"]);
        for word in ["quay", "pier", "Ó"] {
            assert!(PORTS.contains(word), "{word}");
        }
        for word in [
            "",
            "q",
            "Quay",
            "quai",
            "quays",
            "a quay that is longer than any word of the list",
        ] {
            assert!(!PORTS.contains(word), "{word}");
        }
        assert!(PORTS.contains_in_any_case("Quay"));
        assert!(!PORTS.contains_in_any_case("Quai"));
    }
}
