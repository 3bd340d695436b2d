//! What stands around a name: the words that the rules ask for.

use std::cell::OnceCell;

use crate::gazetteer::{By, Kind, Meaning, Place};
use crate::lexicon::place_words::{beside, is_mostly_no_place};
use crate::lexicon::speech::{Known, class};
use crate::span::Span;

use super::names::Naming;
use super::piece::Piece;

/// How far a run of capitalised words is followed behind a name.
const RUN: usize = 5;

/// A name with what stands around it.
pub(super) struct Around<'a> {
    pub(super) piece: &'a Piece<'a>,
    pub(super) name: Naming,
    /// Where the `of` before the name begins.
    of: Option<usize>,
    /// What the word before a preposition says: `city` of `the city of Paris`.
    pub(super) head: u8,
    /// What the capitalised words that touch it on its right say together, and how the run ends.
    pub(super) run: Run,
    /// The capitalised word on its left.
    pub(super) left: Option<usize>,
    /// Whether the name is one word.
    pub(super) single: bool,
    pub(super) given: bool,
    pub(super) surname: bool,
    before: OnceCell<u8>,
    doubtful: OnceCell<bool>,
    after: OnceCell<Option<Known>>,
}

/// The capitalised words behind a name.
#[derive(Clone, Copy, Default)]
pub(super) struct Run {
    pub(super) length: usize,
    pub(super) says: u8,
    /// What the first of them says.
    pub(super) first: u8,
    /// Whether the first is a title or an initial.
    pub(super) title: bool,
    pub(super) initial: bool,
    /// What the last of them says, and whether it ends as a plural does.
    pub(super) last: u8,
    pub(super) plural: bool,
}

/// Looks around a name.
pub(super) fn around<'a>(piece: &'a Piece<'a>, name: Naming, surname: bool) -> Around<'a> {
    let single = name.first == name.last;
    let of = piece.of_before(name.span.start());
    Around {
        piece,
        name,
        of,
        head: of.map_or(0, |_| head(piece, &name)),
        run: run(piece, name.last),
        left: piece.left(name.first),
        single,
        given: piece.is(name.first, class::GIVEN),
        surname,
        before: OnceCell::new(),
        doubtful: OnceCell::new(),
        after: OnceCell::new(),
    }
}

/// What the word before the `of` of a name says, a set of [`beside`].
#[inline(never)] // of few names it is asked
fn head(piece: &Piece<'_>, name: &Naming) -> u8 {
    let of = name.span.start() - "of ".len();
    piece.before(of).map_or(0, |head| says(piece, head))
}

/// What the word before a name says, a set of [`beside`].
pub(super) fn says_before(piece: &Piece<'_>, name: &Naming) -> u8 {
    let word = piece.before(name.span.start());
    word.map_or(0, |word| says(piece, word))
}

/// What a word says, a set of [`beside`].
fn says(piece: &Piece<'_>, word: Span) -> u8 {
    piece.said(word).map_or(0, |known| known.beside)
}

fn run(piece: &Piece<'_>, last: usize) -> Run {
    let mut run = Run::default();
    let mut at = last;
    while run.length < RUN {
        let Some(next) = piece.right(at) else { break };
        let word = piece.word(next);
        let says = piece.says(next);
        if run.length == 0 {
            run.first = says;
            run.title = piece.is(next, class::TITLE);
            run.initial = word.len() == 1;
        }
        run.says |= says;
        run.last = says;
        run.plural = word.ends_with('s');
        run.length += 1;
        at = next;
    }
    run
}

/// `Islands`, `Central High`: nothing but words that stand beside names. Not `Middle East`.
fn is_plain(piece: &Piece<'_>, name: &Naming) -> bool {
    let single = name.first == name.last;
    let plain = beside::SIDE | beside::CIVIC | if single { beside::NATURE } else { 0 };
    let area = |meaning: Meaning| meaning.kind() == Kind::Area;
    (name.first..=name.last).all(|nth| piece.says(nth) & plain != 0)
        && !name.named.meanings().any(area)
}

impl Around<'_> {
    /// Whether the name is a word that mostly means no place, or of such words alone as stand beside names of places.
    pub(super) fn is_doubtful(&self) -> bool {
        let find = || {
            let (text, name) = (self.piece.text, self.name.span);
            is_mostly_no_place(text, name.start(), name.end()) || is_plain(self.piece, &self.name)
        };
        *self.doubtful.get_or_init(find)
    }

    /// The places that the name may mean by itself.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> + use<> {
        self.meanings().map(Meaning::place)
    }

    /// The same, with what stands beside the name.
    pub(super) fn meanings(&self) -> impl Iterator<Item = Meaning> + use<> {
        let all = self.name.named.meanings();
        all.filter(|meaning| meaning.by() != By::People)
    }

    /// Whether it names the people of a place.
    pub(super) fn is_people(&self) -> bool {
        self.name.named.means_people()
    }

    /// Whether it stands behind `Sea of`, `Gulf of`, with a capital: the name of a water.
    pub(super) fn is_of_water(&self) -> bool {
        if self.head & beside::NATURE == 0 {
            return false; // most names
        }
        let text = self.piece.text;
        let water = self.of.and_then(|of| self.piece.before(of));
        water.is_some_and(|water| {
            matches!(
                water.of(text),
                "Sea" | "Gulf" | "Bay" | "Strait" | "Straits"
            )
        })
    }

    /// Whether it may mean a place of one of these kinds, a bit each.
    pub(super) fn may_be(&self, kinds: u8) -> bool {
        self.name.named.means_one_of(kinds)
    }

    /// What the word before it says, a set of [`beside`]: countries are told without it.
    pub(super) fn before(&self) -> u8 {
        *(self.before).get_or_init(|| says_before(self.piece, &self.name))
    }

    /// What the tables say of the word behind it, which few rules come to ask.
    fn behind(&self) -> Option<Known> {
        let find = || {
            let possessive = self.piece.words[self.name.last].possessive;
            let word = (!possessive).then(|| self.piece.after(self.name.span.end()));
            self.piece.said(word.flatten()?)
        };
        *self.after.get_or_init(find)
    }

    /// What the word behind it says, a set of [`beside`].
    pub(super) fn after(&self) -> u8 {
        self.behind().map_or(0, |known| known.beside)
    }

    /// Whether a verb of speech follows: people speak more often than towns.
    pub(super) fn speaks(&self) -> bool {
        self.behind().is_some_and(Known::speaks)
    }

    /// Whether something besides its capital letter says that it is a place.
    pub(super) fn has_evidence(&self) -> bool {
        self.before() & (beside::IN | beside::TO) != 0
            || self.head & beside::KIND != 0
            || (self.run.first | self.after()) & beside::CIVIC != 0
    }
}
