//! Queries that know where words stand: phrases, nearness, how often, exact forms.
//!
//! In: an expression over words of one field, or the same over several fields. Out: a Tantivy query over its postings. A
//! document meets it where the expression stands in its fields at least so often, all fields together; it scores by BM25,
//! with the extents found as the frequency and the weights of their words.
//!
//! `extent.rs` says what stands where, `algebra.rs` what is near (the semantics are defined there), `sloppy.rs` holds
//! phrases that let other words in, `postings.rs` positions of words, `spans.rs` an expression over one segment,
//! `proof.rs` what only the stored text can tell, `scorer.rs` the query as Tantivy calls it, `any.rs` words that are met
//! anywhere.

pub(super) mod algebra;
pub(super) mod any;
pub(super) mod extent;
mod postings;
mod proof;
mod scorer;
pub(super) mod sloppy;
mod spans;

use tantivy::Term;
use tantivy::schema::Field;

use super::tree::Relation;

pub(super) use proof::{Letters, Proof};
pub(super) use scorer::PositionsQuery;

/// The first paragraphs of a body that together have so many words are its lede.
pub(super) const LEDE_WORDS: u32 = 20;

/// Something that is sought in one field.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    /// One word.
    Word(Word),
    /// Words side by side, two or more.
    Phrase(Vec<Word>),
    /// Words in any order, with at most so many others among them.
    Sloppy(Vec<Word>, u32),
    /// Any of these.
    Any(Vec<Expression>),
    /// Two that stand near each other, or the first where the second is not near.
    Near {
        left: Box<Expression>,
        right: Box<Expression>,
        relation: Relation,
        negated: bool,
    },
}

/// One word of an expression, as the terms that stand for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// Terms that are meant wherever they stand; the most frequent one first.
    pub(super) whole: Vec<Term>,
    /// Terms that are meant but where one of their other forms stands.
    pub(super) but: Vec<(Term, Vec<Term>)>,
    /// What the stored text must prove.
    pub(super) proof: Option<Proof>,
}

/// An expression in a field.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) field: Field,
    pub(super) expression: Expression,
    /// What a hit there weighs.
    pub(super) weight: f32,
    /// The field of the borders of its sentences and paragraphs, where it has any.
    pub(super) borders: Option<Field>,
    /// Whether it is sought in the lede alone.
    pub(super) lede: bool,
}

impl Word {
    /// Whether no term stands for the word.
    pub(super) fn is_nowhere(&self) -> bool {
        self.whole.is_empty() && self.but.is_empty()
    }

    fn most_frequent(&self) -> Option<&Term> {
        let but = self.but.first().map(|(term, _)| term);
        self.whole.first().or(but)
    }
}

impl Expression {
    /// Whether nothing can meet it.
    pub(super) fn is_nowhere(&self) -> bool {
        match self {
            Self::Word(word) => word.is_nowhere(),
            Self::Phrase(words) | Self::Sloppy(words, _) => words.iter().any(Word::is_nowhere),
            Self::Any(any) => any.iter().all(Self::is_nowhere),
            Self::Near {
                left,
                right,
                negated,
                ..
            } => left.is_nowhere() || (!negated && right.is_nowhere()),
        }
    }

    /// The terms that weigh: of each word, the most frequent one that stands for it.
    fn weighing(&self) -> Vec<&Term> {
        match self {
            Self::Word(word) => word.most_frequent().into_iter().collect(),
            Self::Phrase(words) | Self::Sloppy(words, _) => {
                words.iter().filter_map(Word::most_frequent).collect()
            }
            // As much as the first that can be met: which one stands there is not told apart.
            Self::Any(any) => any
                .iter()
                .find(|one| !one.is_nowhere())
                .map_or_else(Vec::new, Self::weighing),
            Self::Near {
                left,
                right,
                negated,
                ..
            } => {
                let mut terms = left.weighing();
                if !negated {
                    terms.extend(right.weighing());
                }
                terms
            }
        }
    }
}
