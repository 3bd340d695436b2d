//! Who is called by a word: by a surname, a first name, or one of several surnames.
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
    /// The person in whose name it stands between first name and surname, as `Ruiz` in `Ana Ruiz Okafor`.
    pub(super) middle: Option<u32>,
    /// Whether there are more of them.
    pub(super) many_between: bool,
}

impl Called {
    /// Takes in a person of this first name.
    pub(super) fn add_given(&mut self, person: u32) {
        self.many |= self.given.is_some();
        self.given = Some(person);
    }

    /// Takes in a person in whose name it stands in the middle.
    pub(super) fn add_middle(&mut self, person: u32) {
        self.many_between |= self.middle.is_some();
        self.middle = Some(person);
    }

    /// The only person who is called so and whose surname it is not.
    pub(super) fn otherwise(&self) -> Option<usize> {
        let given = self.given.filter(|_| !self.many);
        let middle = || self.middle.filter(|_| !self.many_between);
        match self.given {
            Some(_) => given,
            None => middle(),
        }
        .map(|only| only as usize)
    }
}

/// Who is called by which word.
#[derive(Debug)]
pub(super) struct Calls<'a> {
    all: Vec<(&'a str, Called)>,
    by_word: ByWord,
    /// A bit for each number that [`letters`] gives for one of them.
    letters: [u64; LETTERS / 64],
}

/// So many numbers tell words apart by their letters.
const LETTERS: usize = 1 << 10;

/// A number that tells a word from most others: of its first two letters, its last one and how many it has.
#[inline]
pub(super) fn letters(word: &str) -> u16 {
    let letters = word.as_bytes();
    let [first, second] = letters.first_chunk().copied().unwrap_or_default();
    let last = letters.last().copied().unwrap_or_default();
    let [first, second, last] = [first, second, last].map(u16::from);
    let all = (first << 5) ^ (second << 2) ^ last ^ ((letters.len() as u16) << 6);
    all & (LETTERS as u16 - 1)
}

impl<'a> Calls<'a> {
    /// None yet, and room for so many words.
    pub(super) fn with_room(words: usize) -> Self {
        Self {
            all: Vec::with_capacity(words / 4),
            by_word: ByWord::with_room(words),
            letters: [0; LETTERS / 64],
        }
    }

    /// Who is called by a word.
    #[inline]
    pub(super) fn by(&self, word: &str) -> Option<&Called> {
        let number = (self.by_word).find(word, |number| self.all[number].0 == word)?;
        Some(&self.all[number].1)
    }

    /// Whether anybody may be called by a word of these letters, as [`letters`] tells them.
    #[inline]
    pub(super) fn may_call(&self, letters: u16) -> bool {
        self.letters[usize::from(letters) / 64] >> (letters % 64) & 1 != 0
    }

    /// The number of a word that calls somebody from now on.
    pub(super) fn number_or_new(&mut self, word: &'a str) -> usize {
        let all = &mut self.all;
        let known = (self.by_word).find_or_add(word, |number| all[number].0 == word);
        known.unwrap_or_else(|| {
            let letters = usize::from(letters(word));
            self.letters[letters / 64] |= 1 << (letters % 64);
            all.push((word, Called::default()));
            all.len() - 1
        })
    }

    /// Who is called by the word of this number.
    pub(super) fn of(&mut self, number: usize) -> &mut Called {
        &mut self.all[number].1
    }
}
