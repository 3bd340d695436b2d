//! Names of people among the capitalised words, so that no person is taken for a place: `Paris Hilton`, `Mr. London`.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::extract::sieve::Sieve;
use crate::extract::tokens::SMALL;
use crate::gazetteer::Kind;
use crate::lexicon::place_words::beside;
use crate::lexicon::speech::class;

use super::around::Around;
use super::piece::Piece;
use super::words::Words;

/// The surnames of a story, and the given names of those who bear them.
pub(super) struct Family<'t> {
    names: FxHashMap<&'t str, u8>,
    sieve: Sieve,
}

/// What a word is in the names of a story's people.
pub(super) mod kin {
    pub(in super::super) const SURNAME: u8 = 1;
    pub(in super::super) const GIVEN: u8 = 1 << 1;
}

impl<'t> Family<'t> {
    /// The names that the words of a story tell: the last words of full names and what follows a title; given names that begin them.
    pub(super) fn of(words: &Words<'t>) -> Self {
        let room = words.all.len() / 5;
        let mut family = Self {
            names: FxHashMap::with_capacity_and_hasher(room, FxBuildHasher),
            sieve: Sieve::default(),
        };
        let story = Piece::of_story(words);
        for first in words.calling().iter().map(|&first| first as usize) {
            let Some(last) = full_name(&story, first) else {
                continue;
            };
            family.add(words, last, kin::SURNAME);
            if story.is(first, class::GIVEN) {
                family.add(words, first, kin::GIVEN);
            }
        }
        family
    }

    fn add(&mut self, words: &Words<'t>, nth: usize, kin: u8) {
        let word = &words.all[nth];
        self.sieve.add(word.head);
        *self.names.entry(word.span.of(words.text)).or_default() |= kin;
    }

    /// Whether a word with this head may be one of the names.
    #[inline]
    pub(super) fn may_hold(&self, head: u64) -> bool {
        self.sieve.may_hold(head)
    }

    /// What a word is, a set of [`kin`].
    pub(super) fn kin(&self, word: &str) -> u8 {
        self.names.get(word).copied().unwrap_or_default()
    }
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
