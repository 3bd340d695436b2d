//! A story read once: its pieces with their quoted runs, and one list of tokens for everything that asks words.
//!
//! In: a [`Story`]. Out: a [`Reading`]. Whatever looks for words of the story asks these tokens for their classes, and cuts
//! none of its own. A run of quoted words is one token.

use std::ops::Range;

use super::Story;
use super::nicknames;
use super::notes::{Notes, Noting, Stop};
use super::tokenise::Tokeniser;
use super::tokens::Token;
use crate::lexicon::near::read_through;
use crate::lexicon::speech::{CueKind, form};
use crate::span::Span;
use crate::text::{Marked, add_marked, is_folded, lines};

/// A line longer than this was not wrapped by hand: it is a paragraph of its own.
const LONGEST_WRAPPED_LINE: usize = 120;

/// A story with its tokens.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    /// Headline, deck and paragraphs, in this order.
    pub(super) pieces: Vec<Piece>,
    /// The tokens of all pieces.
    tokens: Vec<Token<'a>>,
    /// Their runs of quoted words.
    runs: Vec<Marked>,
    notes: Notes,
}

/// A headline, a deck or a paragraph.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    /// The number of the paragraph in the article, 0 outside of the body.
    pub(super) number: u32,
    /// Whether all its white space is lone spaces.
    pub(super) folded: bool,
    /// Where its runs of quoted words and its tokens stand in the lists.
    runs: Range<u32>,
    tokens: Range<u32>,
    notes: Noting,
}

impl<'a> Reading<'a> {
    /// Reads every piece of the story.
    pub(super) fn of(story: &Story<'a>) -> Self {
        let text = story.text;
        let (mut pieces, marked) = pieces(story);
        let british = uses_single_marks(&marked);
        let mut runs = Vec::with_capacity(marked.len());
        let size: usize = pieces.iter().map(|piece| piece.span.len()).sum();
        let mut tokeniser = Tokeniser::new(text, story.letters, size);
        for piece in &mut pieces {
            let number = piece.number;
            let is_quoted = |run: &&Marked| {
                let marked = !run.single || british || number == 0 || is_sentence(text, run);
                marked && !run.inside.trimmed(text).is_empty() && !nicknames::is_one(text, run)
            };
            let before = runs.len();
            runs.extend(part(&marked, &piece.runs).iter().filter(is_quoted).copied());
            piece.runs = numbers(before..runs.len());
            let tokens = tokeniser.read(piece.span, &runs[before..]);
            piece.tokens = numbers(tokens.clone());
            let tokens = &mut tokeniser.tokens[tokens];
            if number == 0 {
                tokens.iter_mut().for_each(lower_headline_verb);
            }
            piece.notes = tokeniser.notes.of_piece(text, tokens, number == 0);
        }
        Self {
            text,
            pieces,
            tokens: tokeniser.tokens,
            runs,
            notes: tokeniser.notes,
        }
    }

    /// Has its tokens near at hand.
    pub(super) fn read_through(&self) {
        read_through(&self.tokens, |token| token.classes.into());
    }

    /// The tokens of a piece.
    pub(super) fn tokens(&self, piece: &Piece) -> &[Token<'a>] {
        part(&self.tokens, &piece.tokens)
    }

    /// The runs of quoted words of a piece.
    pub(super) fn runs(&self, piece: &Piece) -> &[Marked] {
        part(&self.runs, &piece.runs)
    }

    /// Those of its tokens that are full stops or quoted words.
    pub(super) fn stops(&self, piece: &Piece) -> &[Stop] {
        self.notes.stops(&piece.notes)
    }

    /// Those of its tokens at which a rule of reported speech may fit.
    pub(super) fn reports(&self, piece: &Piece) -> &[u32] {
        self.notes.reports(&piece.notes)
    }

    /// Those of its tokens that are words of names.
    pub(super) fn names(&self, piece: &Piece) -> &[u32] {
        self.notes.names(&piece.notes)
    }

    /// Those of a piece that stand out, which are few, each with its number among the tokens of the piece.
    pub(super) fn outstanding(
        &self,
        piece: &Piece,
    ) -> impl Iterator<Item = (usize, &Token<'a>)> + use<'_, 'a> {
        self.numbered(piece, self.notes.outstanding(&piece.notes))
    }

    /// The same of those that may open a date.
    pub(super) fn dates(
        &self,
        piece: &Piece,
    ) -> impl Iterator<Item = (usize, &Token<'a>)> + use<'_, 'a> {
        self.numbered(piece, self.notes.dates(&piece.notes))
    }

    fn numbered<'b>(
        &'b self,
        piece: &Piece,
        numbers: &'b [u32],
    ) -> impl Iterator<Item = (usize, &'b Token<'a>)> + use<'a, 'b> {
        let tokens = self.tokens(piece);
        numbers
            .iter()
            .map(|&number| (number as usize, &tokens[number as usize]))
    }
}

/// What stands there in a list.
fn part<'l, T>(list: &'l [T], there: &Range<u32>) -> &'l [T] {
    &list[there.start as usize..there.end as usize]
}

/// Places in a list, of which no story fills more than 32 bits count.
fn numbers(places: Range<usize>) -> Range<u32> {
    places.start as u32..places.end as u32
}

/// The pieces, and every run in them that may be one of quoted words.
fn pieces(story: &Story<'_>) -> (Vec<Piece>, Vec<Marked>) {
    let text = story.text;
    let mut marked = Vec::with_capacity(story.paragraphs.len());
    let mut piece = |span, number, folded| {
        let before = marked.len();
        add_marked(text, story.letters, span, &mut marked);
        Piece {
            span,
            number,
            folded,
            runs: numbers(before..marked.len()),
            tokens: 0..0,
            notes: Noting::default(),
        }
    };
    let above = story.headline.into_iter().chain(story.deck);
    let mut pieces = Vec::with_capacity(2 + story.paragraphs.len());
    pieces.extend(above.map(|span| piece(span, 0, is_folded(span.of(text)))));
    let paragraphs = story.paragraphs.iter().zip(story.folded);
    for (number, (&span, &folded)) in (1..).zip(paragraphs) {
        let lines = if folded { None } else { unwrapped(text, span) };
        match lines {
            Some(lines) => pieces.extend(lines.into_iter().map(|line| piece(line, number, folded))),
            None => pieces.push(piece(span, number, folded)), // most paragraphs
        }
    }
    (pieces, marked)
}

/// The lines of a block of them that are too long to be wrapped by hand and end where sentences do, each of which is a paragraph. Of a
/// page whose wrapped paragraphs were run together lines are long as well, but few of them end so.
fn unwrapped(text: &str, span: Span) -> Option<Vec<Span>> {
    memchr::memchr2(b'\n', b'\r', span.of(text).as_bytes())?;
    let inside: Vec<Span> = lines(span.of(text))
        .filter(|line| !line.blank)
        .map(|line| line.span.shifted(span.start()).trimmed(text))
        .collect();
    let long = |line: &Span| line.len() > LONGEST_WRAPPED_LINE;
    if inside.len() < 2 || !inside.iter().any(long) {
        return None;
    }
    let ends = |line: &&Span| {
        line.of(text)
            .ends_with(['.', '!', '?', '"', '”', ':', ')', '…'])
    };
    let ended = inside.iter().filter(ends).count();
    (2 * ended >= inside.len()).then_some(inside)
}

/// Whether single marks are the story's own, as in British papers: no double ones, or hardly any.
fn uses_single_marks(runs: &[Marked]) -> bool {
    let single = runs.iter().filter(|run| run.single).count();
    let double = runs.len() - single;
    single > 4 * double
}

/// Whether single marks hold a sentence that the reporter's goes on behind, in a paper that has double ones too: `‘We wait for rain,’ she
/// said`. What ends with a point is more often quoted within a quotation.
fn is_sentence(text: &str, run: &Marked) -> bool {
    const WORDS: usize = 4;
    let words = run.inside.of(text);
    let behind = text[run.span.end()..].strip_prefix(' ');
    let goes_on = || behind.is_some_and(|behind| behind.starts_with(char::is_lowercase));
    words.starts_with(char::is_uppercase)
        && (words.ends_with(',') || words.ends_with(['?', '!']) && goes_on())
        && words.split_whitespace().nth(WORDS - 1).is_some()
}

/// `Ruiz Says Port Is ‘Dark’`: in a headline verbs are capitalised like names.
fn lower_headline_verb(token: &mut Token<'_>) {
    let is_cue = token.word().is_some_and(|word| {
        word.cues.iter().any(|cue| {
            cue.kind == CueKind::Say && cue.particle.is_none() && cue.forms & form::THIRD != 0
        })
    });
    token.capital &= !is_cue || token.text == "States";
}
