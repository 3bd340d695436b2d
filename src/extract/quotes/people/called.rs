//! Who is called by a word: by a surname, or by a first name.
//!
//! In: the words of full names. Out: for any word of a name who may be meant by it. Most words of names are those of places and bodies,
//! and call nobody.

use crate::extract::quotes::by_word::ByWord;

/// Who is called by a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Called {
    /// The first and the last person of this surname.
    pub(super) surname: Option<(u32, u32)>,
    /// The only person of this first name.
    pub(super) given: Option<u32>,
    /// Whether there are more of this first name.
    pub(super) many: bool,
}

/// Who is called by which word.
#[derive(Debug)]
pub(super) struct Calls<'a> {
    all: Vec<(&'a str, Called)>,
    by_word: ByWord,
}

impl<'a> Calls<'a> {
    /// None yet, and room for so many words.
    pub(super) fn with_room(words: usize) -> Self {
        Self {
            all: Vec::with_capacity(words / 4),
            by_word: ByWord::with_room(words),
        }
    }

    /// Who is called by a word.
    #[inline]
    pub(super) fn by(&self, word: &str) -> Option<&Called> {
        let number = self.number(word)?;
        Some(&self.all[number].1)
    }

    /// The same of a word that calls somebody from now on.
    pub(super) fn entry(&mut self, word: &'a str) -> &mut Called {
        let number = self.number(word).unwrap_or_else(|| {
            self.by_word.add(word);
            self.all.push((word, Called::default()));
            self.all.len() - 1
        });
        &mut self.all[number].1
    }

    #[inline]
    fn number(&self, word: &str) -> Option<usize> {
        self.by_word.find(word, |number| self.all[number].0 == word)
    }
}
