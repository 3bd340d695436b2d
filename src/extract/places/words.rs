//! The capitalised words of a piece of text: no name of a place begins otherwise.
//!
//! In: words as `capitals` finds them, one after the other. Out: what the tables say of each, and which of them may begin the name of a
//! place. Most do not, and that is told of all alike, without a branch.

use std::ops::Range;

use super::gap::Gap;
use super::people::{Family, kin};
use super::piece::ends_sentence;
use crate::extract::notes::Noted;
use crate::gazetteer::{Key, Named, Opening, Sought, find};
use crate::lexicon::speech::{self, class};
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
    /// What stands between it and the next word.
    pub(super) gap: Gap,
    /// Whether a name of several words may begin with it and what stands behind; of a word that is not plain, whether any name may.
    pub(super) goes_on: bool,
    /// What it is in the names of the story's people, a set of [`kin`](super::people::kin), if the name of a place may begin with it.
    pub(super) kin: u8,
    /// Whether it stands in a headline of capitalised words, which calls nobody.
    pub(super) titled: bool,
    /// The number of its piece.
    pub(super) piece: u32,
    /// Where in the list of [openings](Words::known) it stands, or [`NO_OPENING`], or [`UNASKED`].
    pub(super) opening: u32,
    /// What the tables say of it.
    pub(super) said: Option<speech::Known>,
    /// Its classes, whatever stands beside it.
    pub(super) classes: u32,
}

impl Word {
    /// A word of ASCII letters and digits, of whose neighbours nothing is known yet.
    pub(super) fn plain(span: Span, said: Option<speech::Known>, classes: u32) -> Self {
        Self {
            head: 0,
            span,
            possessive: false,
            plain: true,
            gap: Gap::Other,
            goes_on: false,
            kin: 0,
            titled: false,
            piece: 0,
            opening: NO_OPENING,
            said,
            classes,
        }
    }

    /// Its piece, and where it begins.
    fn place(&self) -> (u32, usize) {
        (self.piece, self.span.start())
    }

    /// The word as it is looked for, if it has a few letters of ASCII and nothing else.
    #[inline]
    fn sought(&self, letters: &Letters) -> Sought {
        match self.span.len() {
            ..=8 => Sought::short(self.head), // most words
            length => Sought::new(letters.heads(self.span.start(), length), length),
        }
    }

    /// What the gazetteer knows of names that begin with the word.
    pub(super) fn entry(&self, text: &str, letters: &Letters) -> Option<Named> {
        let mut sought = self.sought(letters);
        sought.read_slot();
        sought.read_entry();
        self.looked_up(sought, text, letters)
    }

    /// The same of a word that is looked for so.
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

/// The words of a piece, by its number and theirs.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    piece: usize,
    pub(super) all: Range<usize>,
}

/// A word with which the name of a place may begin, by its number in the story, and what the gazetteer knows of it.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) word: u32,
    pub(super) entry: Named,
}

/// The capitalised words of a story, piece by piece.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) letters: &'a Letters,
    /// Whether any may stand in what looks like a tag.
    pub(super) has_tags: bool,
    pub(super) all: Vec<Word>,
    /// By their numbers those with which the name of a place may begin, until they are looked up.
    openings: Noted,
    /// Likewise given names and titles that a word touches, with which persons are called.
    calling: Vec<u32>,
    /// The openings that the gazetteer knows, once they are looked up, and where in the list those of each piece begin.
    pub(super) known: Vec<Known>,
    firsts: Vec<u32>,
    /// How many pieces there are, that which is read now included.
    pieces: u32,
    /// Where the last word of the piece that is read now ends.
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
            calling: Vec::with_capacity(room / 4),
            known: Vec::new(),
            firsts: Vec::new(),
            pieces: 0,
            behind: 0,
            share_nouns: false,
        }
    }

    /// The words that are read in a piece; with which of them names may begin is not known yet.
    pub(super) fn piece(&mut self, read: impl FnOnce(&mut Self)) -> Numbers {
        let (piece, first) = (self.pieces as usize, self.all.len());
        self.behind = 0;
        read(self);
        self.pieces += 1;
        Numbers {
            piece,
            all: first..self.all.len(),
        }
    }

    /// Says that these words stand in a headline of capitalised words, in which a given name or a title calls nobody.
    pub(super) fn call_nobody(&mut self, numbers: &Numbers) {
        for word in &mut self.all[numbers.all.clone()] {
            word.titled = true;
        }
    }

    /// Leaves out the openings that are surnames of the story's people, as no name of a place is looked for there; one that goes on, or
    /// behind which a region may stand, stays.
    pub(super) fn leave_out(&mut self, family: &Family<'_>) {
        let mut kin = Noted::with_room(self.openings.all().len());
        for &nth in self.openings.all() {
            kin.note(nth, family.may_hold(&self.all[nth as usize]));
        }
        for &nth in kin.all() {
            let nth = nth as usize;
            let kin = family.kin(&self.all[nth]);
            let stays = self.all[nth].goes_on || self.awaits_region(nth);
            let word = &mut self.all[nth];
            word.kin = kin;
            let is_left_out = (kin & kin::SURNAME != 0) & !stays;
            word.opening = [NO_OPENING, UNASKED][usize::from(is_left_out)];
        }
        let mut stay = Noted::with_room(self.openings.all().len());
        for &nth in self.openings.all() {
            stay.note(nth, self.all[nth as usize].opening != UNASKED);
        }
        self.openings = stay;
    }

    /// Whether a comma behind a word promises a region.
    fn awaits_region(&self, nth: usize) -> bool {
        let word = &self.all[nth];
        let is_last = (self.all.get(nth + 1)).is_none_or(|next| next.piece != word.piece);
        let (first, eight) = self.letters.byte_and_eight(word.span.end());
        (first == b',') & (eight as u8 == b' ') & !is_last
    }

    /// Looks up the openings in the gazetteer, step by step: its memory is far away, and a processor waits for that of several words at once
    /// where nothing else is asked between them. Those that it knows are kept, unless they are no names by themselves and none goes on
    /// behind them.
    pub(super) fn look_up(&mut self) {
        let openings = self.openings.all();
        let mut sought: Vec<Sought> = Vec::with_capacity(openings.len());
        sought.extend(openings.iter().map(|&nth| {
            let mut sought = self.all[nth as usize].sought(self.letters);
            sought.read_slot();
            sought
        }));
        for sought in &mut sought {
            sought.read_entry();
        }
        self.known.reserve(openings.len());
        let mut counts = vec![0; self.pieces as usize + 1];
        for (&nth, sought) in openings.iter().zip(sought) {
            let word = &mut self.all[nth as usize];
            let entry = word.looked_up(sought, self.text, self.letters);
            let entry = entry.unwrap_or_default();
            let may_be = word.goes_on | entry.means_any();
            let kept = self.known.len();
            word.opening = [NO_OPENING, kept as u32][usize::from(may_be)];
            counts[word.piece as usize + 1] += u32::from(may_be);
            self.known.push(Known { word: nth, entry });
            self.known.truncate(kept + usize::from(may_be)); // which ones stay cannot be foreseen
        }
        let mut first = 0;
        for count in &mut counts {
            first += *count;
            *count = first;
        }
        self.firsts = counts;
    }

    /// The words of these numbers.
    pub(super) fn all(&self, numbers: &Numbers) -> &[Word] {
        &self.all[numbers.all.clone()]
    }

    /// Those of them with which the name of a place may begin.
    pub(super) fn known(&self, numbers: &Numbers) -> &[Known] {
        let [first, behind] = [0, 1].map(|next| self.firsts[numbers.piece + next] as usize);
        &self.known[first..behind]
    }

    /// The given names and titles of all pieces that another word touches, by their numbers.
    pub(super) fn calling(&self) -> &[u32] {
        &self.calling
    }

    /// Whether a word that was found reaches behind this place: those of `anti-U.S.` are cut elsewhere.
    pub(super) fn reach_behind(&self, place: usize) -> bool {
        self.behind > place
    }

    /// Adds a word of which nothing was said but what the tables know.
    #[inline]
    pub(super) fn push(&mut self, word: Word) {
        self.behind = word.span.end();
        self.all.push(Word {
            piece: self.pieces,
            ..word
        });
    }
}

/// What stands behind words.
impl Words<'_> {
    /// Looks behind all words, and notes those with which names may begin, and those with which persons are called.
    pub(super) fn look_behind(&mut self) {
        for first in (0..self.all.len()).step_by(BITS) {
            let mut told = self.first_look(first);
            let mut words = self.all[first..].iter().take(BITS);
            self.share_nouns |= told.plural && words.any(|word| self.are_counties_behind(word));
            for nth in ones(told.near) {
                let next = self.all[first + nth + 1].span.start();
                let word = &mut self.all[first + nth];
                word.gap = Behind::of(word, next, self.letters).gap();
                if (word.gap == Gap::Point) && !ends_sentence(self.text, word.span) {
                    word.gap = Gap::Abbreviated;
                }
                told.calls &= !(u64::from(!word.gap.touches()) << nth);
            }
            for nth in ones(told.longer) {
                let word = &mut self.all[first + nth];
                word.goes_on |= goes_on_behind(self.letters, word);
                told.opens |= u64::from(word.goes_on) << nth;
            }
            let number = |nth: usize| (first + nth) as u32;
            ones(told.opens).for_each(|nth| self.openings.note(number(nth), true));
            self.calling.extend(ones(told.calls).map(number));
        }
    }

    /// Whether the noun of several counties stands behind a word.
    fn are_counties_behind(&self, word: &Word) -> bool {
        let (_, eight) = self.letters.byte_and_eight(word.span.end());
        (eight == COUNTIES) | (eight == PARISHES)
    }

    /// What is asked of every word, of a few one after the other and without a branch: the memory that tells of what a word may be the
    /// opening is far away, and a processor waits for that of several words at once. The last is asked first, as where the next word
    /// begins is known then.
    fn first_look(&mut self, first: usize) -> Told {
        let mut told = Told::default();
        let words = &mut self.all[first..];
        let (words, rest) = words.split_at_mut(BITS.min(words.len()));
        let mut next = rest.first().map_or((self.pieces, 0), Word::place);
        for word in words.iter_mut().rev() {
            let start = [NOWHERE, next.1][usize::from(next.0 == word.piece)];
            next = word.place();
            let behind = Behind::of(word, start, self.letters);
            word.head = self.letters.head(word.span.start(), word.span.len());
            let opens = Opening::of(word.head).of_what();
            word.gap = [Gap::Other, Gap::Space][usize::from(behind.is_space())];
            let longer = behind.may_go_on() & (opens & Opening::LONGER != 0);
            let alone = word.goes_on | (opens & Opening::ALONE != 0);
            let calls = (word.classes & (class::GIVEN | class::TITLE) != 0) & !word.titled;
            let calls = calls & behind.is_short();
            told.near = told.near << 1 | u64::from(behind.is_short() & !behind.is_space());
            told.longer = told.longer << 1 | u64::from(longer);
            told.opens = told.opens << 1 | u64::from(alone);
            told.calls = told.calls << 1 | u64::from(calls);
            told.plural |= behind.is_plural();
        }
        told
    }
}

/// What the first look at some words told, a bit for each.
#[derive(Default)]
struct Told {
    /// Those that another is near, but for a space: what stands between is told later.
    near: u64,
    /// Those behind which a longer name may go on.
    longer: u64,
    /// Those with which a name may begin.
    opens: u64,
    /// Given names and titles that another word touches, or may touch as long as what is near was not told.
    calls: u64,
    /// Whether the noun of several counties may stand behind any.
    plural: bool,
}

const BITS: usize = u64::BITS as usize;

/// The numbers of the bits that are set.
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        next
    })
}

/// What stands behind a word: a byte, eight others, and how far away the next word of its piece begins.
#[derive(Clone, Copy)]
struct Behind {
    first: u8,
    eight: u64,
    far: usize,
}

impl Behind {
    /// What stands behind a word before the next, which begins there.
    #[inline]
    fn of(word: &Word, next: usize, letters: &Letters) -> Self {
        let end = word.span.end();
        let (first, eight) = letters.byte_and_eight(end);
        Self {
            first,
            eight,
            far: next.wrapping_sub(end),
        }
    }

    /// Whether nothing but a space stands there.
    #[inline]
    fn is_space(self) -> bool {
        (self.far == 1) & (self.first == b' ')
    }

    /// Whether another word follows so soon that rules ask what stands between.
    #[inline]
    fn is_short(self) -> bool {
        self.far.wrapping_sub(1) < Gap::LONGEST
    }

    fn gap(self) -> Gap {
        Gap::of(self.eight << 8 | u64::from(self.first), self.far)
    }

    /// Whether the next word of a name may stand there.
    #[inline]
    fn may_go_on(self) -> bool {
        let near = self.far < FARTHEST;
        let justified = self.eight as u8 == b' '; // in justified lines
        (near | justified) & (told(self.first) & MAY_GO_ON != 0)
    }

    /// Whether it ends as the nouns of several counties do, whose third letter from the end differs by a bit.
    #[inline]
    fn is_plural(self) -> bool {
        const ENDS: u32 = 40;
        (self.eight >> ENDS) | 1 == COUNTIES >> ENDS
    }
}

/// Where no next word begins: farther behind any word than another can.
const NOWHERE: usize = usize::MAX / 2;

/// The next word of a name begins less far behind, particles and white space between them included.
const FARTHEST: usize = 20;

/// Where a word stands in the list of openings that is none, and where one that may be, but is a surname.
const NO_OPENING: u32 = u32::MAX;
pub(super) const UNASKED: u32 = u32::MAX - 1;

/// Whether a longer name may begin with a word and what stands behind it, or nothing is known of that: by the byte behind the word and the
/// eight behind that.
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
        let numbers = found.piece(|found| words(text, Span::new(0, text.len()), found));
        found.look_behind();
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
