//! An expression over one segment: the documents that may meet it, and where it stands in each.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::algebra::{minimal, near, not_near};
use super::extent::Extent;
use super::postings::Word;
use super::proof::Prover;
use super::sloppy::{side_by_side, sloppy};
use super::{Expression, LEDE_WORDS, Place};
use crate::query::tree::{Range, Relation};

/// A place of a query over one segment.
pub(super) struct Spans {
    node: Node,
    borders: Borders,
    lede: bool,
}

enum Node {
    Word(Box<Word>, Option<Box<Prover>>),
    /// Side by side, or with so many others among them.
    Words(Vec<Node>, Option<u32>),
    Any(Vec<Node>),
    Near {
        left: Box<Node>,
        right: Box<Node>,
        relation: Relation,
        negated: bool,
    },
}

impl Spans {
    pub(super) fn new(reader: &SegmentReader, place: &Place) -> tantivy::Result<Self> {
        let mut spans = Self {
            node: Node::new(reader, &place.expression)?,
            borders: Borders::new(reader, place.borders)?,
            lede: place.lede,
        };
        spans.node.seek(0);
        Ok(spans)
    }

    /// The document that it stands on, which may meet the expression.
    pub(super) fn doc(&self) -> DocId {
        self.node.doc()
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        self.node.seek(target)
    }

    pub(super) fn documents(&self) -> u32 {
        self.node.documents()
    }

    /// How often the expression stands in `doc`, which is the one that it stands on.
    pub(super) fn count(&mut self, doc: DocId) -> u32 {
        let mut found = self.node.extents(doc, &mut self.borders);
        if self.lede {
            let paragraphs = self.borders.of(doc, Range::Paragraph);
            let end = paragraphs.iter().find(|border| **border >= LEDE_WORDS);
            let end = end.copied().unwrap_or(u32::MAX);
            found.retain(|extent| extent.end < end);
        }
        u32::try_from(found.len()).unwrap_or(u32::MAX)
    }
}

impl Node {
    fn new(reader: &SegmentReader, expression: &Expression) -> tantivy::Result<Self> {
        let word = |word: &super::Word| -> tantivy::Result<Self> {
            let prover = word.proof.as_ref().map(|proof| Prover::new(reader, proof));
            let terms = Word::new(reader, &word.whole, &word.but)?;
            Ok(Self::Word(
                Box::new(terms),
                prover.transpose()?.map(Box::new),
            ))
        };
        let words = |words: &[super::Word]| words.iter().map(word).collect::<tantivy::Result<_>>();
        Ok(match expression {
            Expression::Word(one) => word(one)?,
            Expression::Phrase(all) => Self::Words(words(all)?, None),
            Expression::Sloppy(all, others) => Self::Words(words(all)?, Some(*others)),
            Expression::Any(any) => {
                let any = any.iter().map(|one| Self::new(reader, one));
                Self::Any(any.collect::<tantivy::Result<_>>()?)
            }
            Expression::Near {
                left,
                right,
                relation,
                negated,
            } => Self::Near {
                left: Box::new(Self::new(reader, left)?),
                right: Box::new(Self::new(reader, right)?),
                relation: *relation,
                negated: *negated,
            },
        })
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Word(word, _) => word.doc(),
            Self::Words(words, _) => words.first().map_or(TERMINATED, Self::doc),
            Self::Any(any) => any.iter().map(Self::doc).min().unwrap_or(TERMINATED),
            Self::Near { left, .. } => left.doc(),
        }
    }

    /// Goes to the first document from `target` on that may meet the node.
    fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Word(word, _) => word.seek(target),
            Self::Words(words, _) => {
                let mut words: Vec<&mut Self> = words.iter_mut().collect();
                together(&mut words, target)
            }
            Self::Any(any) => {
                let docs = any.iter_mut().map(|one| one.seek(target));
                docs.min().unwrap_or(TERMINATED)
            }
            Self::Near {
                left,
                negated: true,
                ..
            } => left.seek(target),
            Self::Near { left, right, .. } => together(&mut [left, right], target),
        }
    }

    fn documents(&self) -> u32 {
        match self {
            Self::Word(word, _) => word.documents(),
            Self::Words(words, _) => words.iter().map(Self::documents).min().unwrap_or(0),
            Self::Any(any) => any.iter().map(Self::documents).fold(0, u32::saturating_add),
            Self::Near {
                left,
                right,
                negated,
                ..
            } => match negated {
                true => left.documents(),
                false => left.documents().min(right.documents()),
            },
        }
    }

    /// Where the node stands in `doc`.
    fn extents(&mut self, doc: DocId, borders: &mut Borders) -> Vec<Extent> {
        match self {
            Self::Word(..) => {
                let positions = self.positions(doc).into_iter();
                positions.map(|at| Extent::solid(at, at)).collect()
            }
            Self::Words(words, others) => {
                let mut lists = Vec::with_capacity(words.len());
                for word in words {
                    lists.push(word.positions(doc));
                    if lists.last().is_some_and(Vec::is_empty) {
                        return Vec::new();
                    }
                }
                match others {
                    Some(others) => sloppy(&lists, *others),
                    None => side_by_side(&lists),
                }
            }
            Self::Any(any) => {
                let mut found = Vec::new();
                for one in any {
                    if one.seek(doc) == doc {
                        found.extend(one.extents(doc, borders));
                    }
                }
                minimal(found)
            }
            Self::Near {
                left,
                right,
                relation,
                negated,
            } => {
                let left = left.extents(doc, borders);
                if left.is_empty() || (*negated && right.seek(doc) != doc) {
                    return left;
                }
                let right = right.extents(doc, borders);
                let borders = borders.of(doc, relation.range);
                if *negated {
                    not_near(&left, &right, *relation, borders)
                } else {
                    near(&left, &right, *relation, borders)
                }
            }
        }
    }

    /// The positions of a word in `doc`.
    fn positions(&mut self, doc: DocId) -> Vec<u32> {
        let Self::Word(word, prover) = self else {
            return Vec::new();
        };
        let positions = word.positions_in(doc);
        match prover {
            Some(prover) if !positions.is_empty() => prover.proved(doc, positions),
            _ => positions,
        }
    }
}

/// Goes to the first document from `target` on that all of `nodes` stand on; the rarest one leads.
fn together(nodes: &mut [&mut Node], target: DocId) -> DocId {
    nodes.sort_by_key(|node| node.documents());
    let mut target = target;
    'next: loop {
        for node in nodes.iter_mut() {
            let doc = node.seek(target);
            if doc > target {
                target = doc;
                if doc == TERMINATED {
                    // All of them: none may seem to stand on a document.
                    nodes.iter_mut().for_each(|node| {
                        node.seek(TERMINATED);
                    });
                    return TERMINATED;
                }
                continue 'next;
            }
        }
        return target;
    }
}

/// The borders of sentences and paragraphs, read where they are asked for.
struct Borders {
    sentences: Option<Border>,
    paragraphs: Option<Border>,
}

struct Border {
    postings: SegmentPostings,
    doc: DocId,
    positions: Vec<u32>,
}

impl Borders {
    fn new(reader: &SegmentReader, field: Option<Field>) -> tantivy::Result<Self> {
        let border = |name| -> tantivy::Result<Option<Border>> {
            let Some(field) = field else { return Ok(None) };
            let positions = IndexRecordOption::WithFreqsAndPositions;
            let term = Term::from_field_text(field, name);
            let postings = reader
                .inverted_index(field)?
                .read_postings(&term, positions)?;
            Ok(postings.map(|postings| Border {
                postings,
                doc: TERMINATED,
                positions: Vec::new(),
            }))
        };
        Ok(Self {
            sentences: border("s")?,
            paragraphs: border("p")?,
        })
    }

    /// The borders that `range` may not cross, in `doc`.
    fn of(&mut self, doc: DocId, range: Range) -> &[u32] {
        let border = match range {
            Range::Words(_) => return &[],
            Range::Sentence => &mut self.sentences,
            Range::Paragraph => &mut self.paragraphs,
        };
        let Some(border) = border else { return &[] };
        if border.doc != doc {
            border.doc = doc;
            border.positions.clear();
            if border.postings.doc() <= doc && border.postings.seek(doc) == doc {
                border.postings.positions(&mut border.positions);
            }
        }
        &border.positions
    }
}
