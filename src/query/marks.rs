//! Where the words of a query stand in a text: the same algebra as over the index, with the bytes of what matched.
//!
//! In: a clause that has positions, and a text. Out: its minimal extents, each with the words that make it. A phrase is one
//! mark; of two words near each other each is marked, and what stands between them is not.

use super::positions::LEDE_WORDS;
use super::positions::algebra::{Stands, minimal, near, not_near};
use super::positions::extent::Extent;
use super::positions::sloppy::{side_by_side, sloppy, within};
use super::sought::{Sought, SoughtWord, words};
use super::tree::{Clause, Form, Leaf, Range};
use crate::index::analyzer::{folded, spans, stem_is_among, with_stem};
use crate::span::Span;
use crate::text::sentences;

/// A place in a text that meets a clause.
#[derive(Clone, Debug)]
pub(super) struct Found {
    extent: Extent,
    /// What is to be marked, in bytes of the text.
    pub(super) marks: Vec<Span>,
}

impl Stands for Found {
    fn extent(&self) -> Extent {
        self.extent
    }

    fn extent_mut(&mut self) -> &mut Extent {
        &mut self.extent
    }

    fn absorb(&mut self, other: &Self) {
        self.marks.extend(&other.marks);
    }
}

/// A text with its words.
pub(super) struct Words<'a> {
    text: &'a str,
    /// Where its words stand: only those that may be sought are looked at closer.
    words: Vec<Span>,
    language: u8,
    /// The languages of the index: a word is sought in its forms in each of them.
    languages: &'a [u8],
    /// Whether the text is a body, which alone has sentences and paragraphs.
    is_body: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, language: u8, languages: &'a [u8], is_body: bool) -> Self {
        Self {
            text,
            words: spans(text).collect(),
            language,
            languages,
            is_body,
        }
    }

    /// Where `clause` stands.
    pub(super) fn find(&self, clause: &Clause) -> Vec<Found> {
        match clause {
            Clause::Words(leaf) => self.leaf(leaf),
            Clause::Or(clauses) => minimal(
                clauses
                    .iter()
                    .flat_map(|clause| self.find(clause))
                    .collect(),
            ),
            Clause::Near(clause) => {
                let (left, right) = (self.find(&clause.left), self.find(&clause.right));
                let borders = self.borders(clause.relation.range);
                if clause.negated {
                    not_near(&left, &right, clause.relation, &borders)
                } else {
                    near(&left, &right, clause.relation, &borders)
                }
            }
            Clause::AtLeast(at_least) => self.find(&at_least.of),
            _ => Vec::new(),
        }
    }

    /// Only what stands in the lede.
    pub(super) fn in_lede(&self, mut found: Vec<Found>) -> Vec<Found> {
        let borders = self.borders(Range::Paragraph);
        let end = borders.iter().find(|border| **border >= LEDE_WORDS);
        let end = end.copied().unwrap_or(u32::MAX);
        found.retain(|found| found.extent.end < end);
        found
    }

    fn leaf(&self, leaf: &Leaf) -> Vec<Found> {
        let sought = words(leaf);
        let lists: Vec<Vec<u32>> = sought.iter().map(|one| self.positions(one)).collect();
        match leaf.form {
            Form::Sloppy(others) if lists.len() > 1 => {
                let extents = sloppy(&lists, others).into_iter();
                extents
                    .map(|extent| self.scattered(extent, &lists))
                    .collect()
            }
            _ => side_by_side(&lists)
                .into_iter()
                .map(|extent| self.whole(extent))
                .collect(),
        }
    }

    /// A phrase: one mark from its first word to its last.
    fn whole(&self, extent: Extent) -> Found {
        let (first, last) = (self.span(extent.start), self.span(extent.end));
        let marks = vec![first.hull(last)];
        Found { extent, marks }
    }

    /// A mark for each of the words from the start of `extent` to its end.
    fn scattered(&self, extent: Extent, lists: &[Vec<u32>]) -> Found {
        let inside = lists
            .iter()
            .flat_map(|list| within(list, extent.start, extent.end));
        let marks = inside.map(|at| self.span(*at)).collect();
        Found { extent, marks }
    }

    fn span(&self, position: u32) -> Span {
        self.words[position as usize]
    }

    fn positions(&self, sought: &Sought) -> Vec<u32> {
        let stems = match &sought.word {
            SoughtWord::AnyForm(surface) => self.stems(surface),
            SoughtWord::Surface(_) => Vec::new(),
        };
        let met = |printed: &str| {
            let word_met = match &sought.word {
                SoughtWord::AnyForm(_) => stem_is_among(self.language, printed, &stems),
                SoughtWord::Surface(surface) => surface.is_met_by(&folded(printed)),
            };
            let letters = sought.letters.as_ref();
            word_met && letters.is_none_or(|letters| letters.are_those_of(printed))
        };
        let words = (0..).zip(&self.words);
        words
            .filter(|(_, word)| met(word.of(self.text)))
            .map(|(at, _)| at)
            .collect()
    }

    fn stems(&self, surface: &str) -> Vec<String> {
        let stem = |language: &u8| with_stem(*language, surface, str::to_owned);
        self.languages.iter().map(stem).collect()
    }

    /// The positions at which sentences or paragraphs begin.
    fn borders(&self, range: Range) -> Vec<u32> {
        if !self.is_body || matches!(range, Range::Words(_)) {
            return Vec::new();
        }
        let mut starts = Vec::new();
        let mut start = 0;
        for paragraph in self.text.split("\n\n") {
            let span = Span::new(start, start + paragraph.len());
            start = span.end() + 2;
            match range {
                Range::Paragraph => starts.push(span.start()),
                _ => starts.extend(sentences(self.text, span).iter().map(|one| one.start())),
            }
        }
        let position = |start: usize| {
            let before = self.words.partition_point(|word| word.start() < start);
            u32::try_from(before).unwrap_or(u32::MAX)
        };
        starts.into_iter().map(position).collect()
    }
}
