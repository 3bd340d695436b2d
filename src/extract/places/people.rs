//! Names of people among the capitalised words, so that no person is taken for a place: `Paris Hilton`, `Mr. London`.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::extract::tokens::SMALL;
use crate::gazetteer::Kind;
use crate::lexicon::key::number;
use crate::lexicon::place_words::beside;
use crate::lexicon::speech::class;
use crate::span::Span;

use super::around::Around;
use super::piece::Piece;
use super::words::{Word, Words};

/// The surnames of a story, and the given names of those who bear them, found by a hash of their letters.
pub(super) struct Family<'t> {
    text: &'t str,
    names: Vec<Kin>,
    /// The last name whose hash leads to each of these, counted from one; 0 where there is none. Few are taken.
    slots: Vec<u32>,
    /// How many bits of a hash say which.
    bits: u32,
}

/// A name of the family.
struct Kin {
    span: Span,
    /// What it is, a set of [`kin`].
    is: u8,
    /// The one before it with the same slot, counted from one.
    next: u32,
}

/// What a word is in the names of a story's people.
pub(super) mod kin {
    pub(in super::super) const SURNAME: u8 = 1;
    pub(in super::super) const GIVEN: u8 = 1 << 1;
}

impl<'t> Family<'t> {
    /// The names that the words of a story tell: the last words of full names and what follows a title; given names that begin them.
    pub(super) fn of(words: &Words<'t>) -> Self {
        let room = words.calling().len();
        let bits = (8 * room).max(256).ilog2();
        let mut family = Self {
            text: words.text,
            names: Vec::with_capacity(room),
            slots: vec![0; 1 << bits],
            bits,
        };
        let story = Piece::of_story(words);
        for first in words.calling().iter().map(|&first| first as usize) {
            let Some(last) = full_name(&story, first) else {
                continue;
            };
            family.add(&words.all[last], kin::SURNAME);
            if story.is(first, class::GIVEN) {
                family.add(&words.all[first], kin::GIVEN);
            }
        }
        family
    }

    fn add(&mut self, word: &Word, is: u8) {
        if let Some(known) = self.find(word) {
            self.names[known].is |= is;
            return;
        }
        let slot = self.slot(word);
        let next = self.slots[slot];
        let span = word.span;
        self.names.push(Kin { span, is, next });
        self.slots[slot] = self.names.len() as u32;
    }

    /// Whether a word may be one of the names: most are none.
    #[inline]
    pub(super) fn may_hold(&self, word: &Word) -> bool {
        self.slots[self.slot(word)] != 0
    }

    /// What a word is, a set of [`kin`].
    pub(super) fn kin(&self, word: &Word) -> u8 {
        self.find(word).map_or(0, |nth| self.names[nth].is)
    }

    /// The number of the name that a word is.
    fn find(&self, word: &Word) -> Option<usize> {
        let bytes = |span: Span| &self.text.as_bytes()[span.range()];
        let mut next = self.slots[self.slot(word)];
        while next != 0 {
            let nth = next as usize - 1;
            let name = &self.names[nth];
            if bytes(name.span) == bytes(word.span) {
                return Some(nth);
            }
            next = name.next;
        }
        None
    }

    /// By the upper bits of a product, in which the first eight letters of a word are mixed with its last eight bytes, and of a longer word
    /// with all of them: however many names begin and end alike, few share a slot.
    #[inline]
    fn slot(&self, word: &Word) -> usize {
        let mixed = match word.span.len() {
            ..=16 => word.head.rotate_left(5) ^ self.last_eight(word.span),
            _ => hash(&self.text.as_bytes()[word.span.range()]), // few words
        };
        (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - self.bits)) as usize
    }

    /// The last eight bytes of a word as they are printed, or all of a shorter one, as a number of which the lowest byte is the first.
    #[inline]
    fn last_eight(&self, word: Span) -> u64 {
        let text = self.text.as_bytes();
        match text[..word.end()].last_chunk() {
            Some(eight) => u64::from_le_bytes(*eight) >> (8 * (8 - word.len().clamp(1, 8))),
            None => number(&text[word.range()]), // at the head of the text
        }
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

/// The last word of the full name that begins with this given name or title; no word of bodies, places and streets stands in it:
/// `Ada Okafor`, `In Ada Okafor`, `Mayor Ada B. Okafor`.
fn full_name(piece: &Piece<'_>, first: usize) -> Option<usize> {
    let mut last = piece.touching(first)?; // many stand alone
    let opens = |nth: usize| nth == 0 || piece.touching(nth - 1).is_none();
    let begins = opens(first) || piece.is(first - 1, SMALL) && opens(first - 1);
    if !begins {
        return None;
    }
    while let Some(next) = piece.touching(last) {
        last = next;
    }
    let small = opens(first) && last > first + 1 && piece.is(first, SMALL); // "Will Ada Okafor"
    let of_a_name = |nth| piece.says(nth) & !beside::TO == 0 || piece.is(nth, class::TITLE);
    (!small && (first..=last).all(of_a_name)).then_some(last)
}

/// Whether the name is, or is a part of, a person's.
pub(super) fn is_person(name: &Around<'_>) -> bool {
    behind_given_name(name)
        || before_surname(name)
        || name.surname && !name.is_people()
        || speaks(name)
}

/// `Chad Paris`, `Sheriff Warner`, `Ana B. London`
fn behind_given_name(name: &Around<'_>) -> bool {
    let Some(left) = name.left else { return false };
    let word = name.piece.word(left);
    let says = name.piece.says(left);
    if name.piece.is(left, class::GIVEN)
        || name.piece.is(left, class::TITLE) && says & beside::CIVIC == 0
    {
        return true;
    }
    if word.chars().count() == 1 && word != "A" && word != "I" {
        return true;
    }
    let known = name.piece.is(left, SMALL) || says != 0 || name.is_people() || name.piece.titled;
    let opens = name
        .piece
        .opens_sentence(name.piece.words[left].span.start());
    let country = name.may_be(Kind::Country.bit()) && !name.given;
    let verb = opens
        && name.piece.words[left]
            .said
            .is_some_and(|said| said.is_of_speech);
    name.single && !(country || known || verb || is_place_name(name, left))
}

/// `Hopkins said`; not `Washington said`, `in Lima said`
fn speaks(name: &Around<'_>) -> bool {
    name.single
        && !name.name.named.is_of_larger()
        && name.before() & (beside::IN | beside::TO) == 0
        && name.speaks()
}

/// `Rodeo Lima`: an unknown word before; not `Russian Georgia`.
fn is_place_name(name: &Around<'_>, left: usize) -> bool {
    super::names::name_at(name.piece, left).is_some_and(|found| found.named.means_people())
}

/// `Jordan Okafor`, `Austin J. Roe`
fn before_surname(name: &Around<'_>) -> bool {
    let run = name.run;
    run.initial || name.given && run.length > 0 && run.says == 0 && !run.title && !name.piece.titled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::places::capitals::words;
    use crate::text::Letters;

    #[test]
    fn words_of_full_names_are_the_familys_and_no_others() {
        let text = "Ada Okafor-Featherstonehaugh met Mayor Featherstonehaugh in Lima. Ada left, Featherston did not.";
        let letters = Letters::of(text.as_bytes());
        let mut found = Words::of(text, &letters);
        found.piece(|found| words(text, Span::new(0, text.len()), found));
        found.look_behind();
        let family = Family::of(&found);
        let kin = |name| {
            let mut all = found.all.iter();
            let word = all.rfind(|word| word.span.of(text) == name);
            family.kin(word.expect("it stands in the text"))
        };
        assert_eq!(kin("Ada"), kin::GIVEN);
        assert_eq!(kin("Okafor"), kin::SURNAME);
        assert_eq!(kin("Featherstonehaugh"), kin::SURNAME);
        assert_eq!(["Lima", "Featherston"].map(kin), [0, 0]);
    }
}
