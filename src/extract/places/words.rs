//! The capitalised words of a piece of text: no name of a place begins otherwise.
//!
//! In: words as `capitals` finds them, one after the other. Out: what the tables say of each, and which of them may begin the name of a
//! place. Most do not, and that is told of all alike, without a branch.

use std::ops::Range;

use crate::extract::notes::Noted;
use crate::gazetteer::{Key, Named, Opening, Sought, find};
use crate::lexicon::speech::{Known, class};
use crate::span::Span;
use crate::text::Letters;

/// A capitalised word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its first eight letters in lower case as a number, the first one lowest, once what stands behind it was looked at.
    pub(super) head: u64,
    /// Without a possessive ending; with the last point of `U.S.`
    pub(super) span: Span,
    /// Whether it stands in the possessive: no name goes on behind it.
    pub(super) possessive: bool,
    /// Whether it has nothing but ASCII letters and digits.
    pub(super) plain: bool,
    /// Whether nothing but a space stands between it and the next word, if there is another in its piece.
    pub(super) before_space: bool,
    /// Whether a name of several words may begin with it and what stands behind.
    pub(super) goes_on: bool,
    /// Of what names it may be the opening by itself, bits of [`Opening`].
    pub(super) opens: u8,
    /// What the tables say of it.
    pub(super) said: Option<Known>,
    /// Its classes, whatever stands beside it.
    pub(super) classes: u32,
}

impl Word {
    /// A word of ASCII letters and digits, of whose neighbours nothing is known yet.
    pub(super) fn plain(span: Span, said: Option<Known>, classes: u32) -> Self {
        Self {
            head: 0,
            span,
            possessive: false,
            plain: true,
            before_space: false,
            goes_on: false,
            opens: 0,
            said,
            classes,
        }
    }

    /// The word as it is looked for, if it has a few letters of ASCII and nothing else.
    #[inline]
    fn sought(&self, letters: &Letters) -> Sought {
        match self.span.len() {
            ..=8 => Sought::short(self.head), // most words
            length => Sought::new(letters.heads(self.span.start(), length), length),
        }
    }

    /// What the gazetteer knows of names that begin with the word, which is looked for so.
    #[inline]
    fn looked_up(&self, sought: Sought, text: &str, letters: &Letters) -> Option<Named> {
        match self.span.len() {
            length @ ..=8 if self.plain => sought.short_named(self.head, length), // most words
            length => self.looked_up_longer(sought, text, letters, length),
        }
    }

    #[inline(never)]
    fn looked_up_longer(
        &self,
        sought: Sought,
        text: &str,
        letters: &Letters,
        length: usize,
    ) -> Option<Named> {
        match self.plain & (length <= Sought::LONGEST) {
            true => sought.named(letters.heads(self.span.start(), length), length),
            false => find(&Key::of(self.span.of(text))?),
        }
    }
}

/// The numbers of the words of a piece: all, those with which names of places may begin, and given names and titles.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    all: Range<usize>,
    openings: Range<usize>,
    calling: Range<usize>,
}

/// The capitalised words of a story, piece by piece.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) letters: &'a Letters,
    /// Whether any may stand in what looks like a tag.
    pub(super) has_tags: bool,
    all: Vec<Word>,
    /// By their numbers in their pieces those with which the name of a place may begin.
    openings: Noted,
    /// Likewise given names and titles, with which persons are called.
    calling: Noted,
    /// What the gazetteer knows of each of the openings, once they are looked up.
    known: Vec<Option<Named>>,
    /// Where the last one of the piece that is read now ends.
    behind: usize,
    /// Whether `counties` or `parishes` stands behind one of them, as where several share their noun.
    pub(super) share_nouns: bool,
}

impl<'a> Words<'a> {
    /// Those of a text, none as yet.
    pub(super) fn of(text: &'a str, letters: &'a Letters) -> Self {
        let room = text.len() / 20;
        Self {
            text,
            letters,
            has_tags: letters.has_tags(),
            all: Vec::with_capacity(room),
            openings: Noted::with_room(room / 2),
            calling: Noted::with_room(room / 4),
            known: Vec::new(),
            behind: 0,
            share_nouns: false,
        }
    }

    /// The numbers of the words that are read in a piece; those with which names may begin are not known yet.
    pub(super) fn piece(&mut self, read: impl FnOnce(&mut Self)) -> Numbers {
        let first = self.all.len();
        self.behind = 0;
        read(self);
        Numbers {
            all: first..self.all.len(),
            openings: 0..0,
            calling: 0..0,
        }
    }

    /// Tells which words of all these pieces names may begin with, and which are given names and titles. Of what each may be the opening by
    /// itself is asked before anything else is: the memory where that stands is far away, and a processor waits for that of several words at
    /// once.
    pub(super) fn look_behind<'n>(&mut self, pieces: impl Iterator<Item = &'n mut Numbers>) {
        for word in &mut self.all {
            word.head = self.letters.head(word.span.start(), word.span.len());
            word.opens = Opening::of(word.head).of_what();
        }
        for numbers in pieces {
            self.look_behind_those(numbers.all.clone());
            numbers.openings = self.openings.close();
            numbers.calling = self.calling.close();
        }
    }

    /// Looks up the openings of all these pieces in the gazetteer, step by step: its memory is far away, and a processor waits for that of
    /// several words at once where nothing else is asked between them.
    pub(super) fn look_up<'n>(&mut self, pieces: impl Iterator<Item = &'n Numbers>) {
        let mut openings = Vec::with_capacity(self.openings.count());
        for numbers in pieces {
            let words = self.all(numbers);
            let numbers = self.openings(numbers).iter();
            openings.extend(numbers.map(|&nth| {
                let word = &words[nth as usize];
                let mut sought = word.sought(self.letters);
                sought.read_slot();
                (word, sought)
            }));
        }
        for (_, sought) in &mut openings {
            sought.read_entry();
        }
        let known = (openings.iter())
            .map(|&(word, sought)| word.looked_up(sought, self.text, self.letters));
        self.known = known.collect();
    }

    /// The words of these numbers.
    pub(super) fn all(&self, numbers: &Numbers) -> &[Word] {
        &self.all[numbers.all.clone()]
    }

    /// Those of them with which the name of a place may begin.
    pub(super) fn openings(&self, numbers: &Numbers) -> &[u32] {
        self.openings.noted(&numbers.openings)
    }

    /// Those of them that are given names or titles.
    pub(super) fn calling(&self, numbers: &Numbers) -> &[u32] {
        self.calling.noted(&numbers.calling)
    }

    /// What the gazetteer knows of each of the openings.
    pub(super) fn known(&self, numbers: &Numbers) -> &[Option<Named>] {
        &self.known[numbers.openings.clone()]
    }

    /// Whether a word that was found reaches behind this place: those of `anti-U.S.` are cut elsewhere.
    pub(super) fn reach_behind(&self, place: usize) -> bool {
        self.behind > place
    }

    /// Adds a word of which nothing was said but what the tables know.
    #[inline]
    pub(super) fn push(&mut self, word: Word) {
        self.behind = word.span.end();
        self.all.push(word);
    }
}

/// What stands behind words.
impl Words<'_> {
    /// Looks behind the words of a piece, and notes those with which names may begin, and those with which persons are called.
    fn look_behind_those(&mut self, piece: Range<usize>) {
        let letters = self.letters;
        let words = &mut self.all[piece];
        for nth in 0..words.len() {
            let (word, next) = (&words[nth], words.get(nth + 1));
            let (gap, behind) = letters.byte_and_eight(word.span.end());
            let next = next.map_or(NOWHERE, |next| next.span.start());
            let far = next.wrapping_sub(word.span.end());
            let before_space = (far == 1) & (gap == b' ');
            let mut goes_on = !word.plain;
            // a number, as the compiler makes one branch of that; few words go on
            let near = (far.wrapping_sub(FARTHEST) >> (usize::BITS - 1)) as u8;
            let near = near | u8::from(behind as u8 == b' '); // justified lines
            if near & (word.opens / Opening::LONGER) & told(gap) & MAY_GO_ON != 0 {
                goes_on |= match before_space {
                    true => goes_on_with(word, &words[nth + 1]),
                    false => goes_on_behind(letters, word),
                };
            }
            self.openings
                .note(nth as u32, goes_on | (word.opens & Opening::ALONE != 0));
            let calls = word.classes & (class::GIVEN | class::TITLE) != 0;
            self.calling.note(nth as u32, calls);
            self.share_nouns |= (behind == COUNTIES) | (behind == PARISHES);
            let word = &mut words[nth];
            word.goes_on = goes_on;
            word.before_space = before_space;
        }
    }
}

/// Where no next word begins: farther behind any word than another can.
const NOWHERE: usize = usize::MAX / 2;

/// The next word of a name begins less far behind, particles and white space between them included.
const FARTHEST: usize = 20;

/// Whether a longer name may begin with a word and the next, if nothing but a space stands between.
fn goes_on_with(word: &Word, next: &Word) -> bool {
    let unknown = !next.plain | (next.span.len() == 1); // it may be spelled otherwise
    unknown | Opening::of(word.head).goes_on_with(next.head)
}

/// Whether a longer name may begin with a word and what stands behind it otherwise, or nothing is known of that: by the byte behind the
/// word and the eight behind that.
fn goes_on_behind(letters: &Letters, word: &Word) -> bool {
    let next = word.span.end() + 1;
    let (gap, behind) = letters.byte_and_eight(word.span.end());
    let length = letters.run_at(next);
    let second = Letters::head_of(behind, length);
    let (gap, begins) = (told(gap), told(behind as u8));
    let ends = told(letters.byte(next + length));
    let unknown = ((length == 0) & (begins & (PARTS | UNKNOWN) != 0))
        | (ends & UNKNOWN != 0)
        | ((ends & POINT != 0) & (length == 1));
    let known = (length > 0) & Opening::of(word.head).goes_on_with(second);
    let abbreviated = (gap & POINT != 0) & (word.span.len() <= LONGEST_ABBREVIATED);
    let goes_on = (gap & PARTS != 0) & (known | unknown) | (gap & UNKNOWN != 0) | abbreviated;
    goes_on & !word.possessive
}

/// What a byte says behind a word.
#[inline]
fn told(byte: u8) -> u8 {
    BEHIND[usize::from(byte)]
}

/// The nouns behind names that share them.
const COUNTIES: u64 = u64::from_le_bytes(*b"counties");
const PARISHES: u64 = u64::from_le_bytes(*b"parishes");

/// The letters of a shorter word are two numbers.
pub(super) const SHORT: usize = 16;

/// No word of a name that is cut short before the next is longer: `St. Louis`, `Ste. Marie`.
const LONGEST_ABBREVIATED: usize = 3;

/// What a byte behind a word says of the words of a name: whether it may stand there at all, that it parts them, that it may be the point of
/// the first, or that nothing is known of it: other white space, a letter with an accent, an apostrophe.
const MAY_GO_ON: u8 = 1;
const PARTS: u8 = 1 << 1;
const POINT: u8 = 1 << 2;
const UNKNOWN: u8 = 1 << 3;
const BEHIND: [u8; 256] = {
    let mut behind = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        behind[byte] = match byte as u8 {
            b' ' | b'-' => MAY_GO_ON | PARTS,
            b'.' => MAY_GO_ON | POINT,
            0..b' ' | b'\'' | b'`' | 128.. => MAY_GO_ON | UNKNOWN,
            _ => 0,
        };
        byte += 1;
    }
    behind
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::places::capitals::words;

    /// Whether a name of several words may begin with the first word.
    fn goes_on(text: &str) -> bool {
        let letters = Letters::of(text.as_bytes());
        let mut found = Words::of(text, &letters);
        let mut numbers = found.piece(|found| words(text, Span::new(0, text.len()), found));
        found.look_behind([&mut numbers].into_iter());
        found.all(&numbers)[0].goes_on
    }

    #[test]
    fn words_with_which_longer_names_begin_are_told_by_what_follows() {
        for text in [
            "New York is far.",
            "New\nYork is far.",
            "New\u{a0}York is far.",
            "St. Louis is far.",
            "Coeur d’Alene is far.",
            "Stratford-upon-Avon is far.",
            "Isle of Man",
        ] {
            assert!(goes_on(text), "{text}");
        }
        for text in ["York is far.", "York, far.", "York (far)", "York’s quay"] {
            assert!(!goes_on(text), "{text}");
        }
    }
}
