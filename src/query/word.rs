//! A word as the terms that stand for it, in one field or in several, each scored by BM25 in its field.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

use super::anywhere::{AnyOf, unexplained};

/// The documents that hold any of some terms.
#[derive(Clone, Debug)]
pub(super) struct WordQuery(Vec<(Term, Score)>);

impl WordQuery {
    /// Terms with their weights, of one field or of several.
    pub(super) fn of(terms: Vec<(Term, Score)>) -> Self {
        Self(terms)
    }
}

impl Query for WordQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let terms = self.0.iter().map(|(term, weight)| {
            let bm25 = match &scoring {
                EnableScoring::Enabled {
                    statistics_provider,
                    ..
                } => {
                    let term = std::slice::from_ref(term);
                    let bm25 = Bm25Weight::for_terms(*statistics_provider, term)?;
                    Some(bm25.boost_by(*weight))
                }
                EnableScoring::Disabled { .. } => None,
            };
            Ok((term.clone(), bm25))
        });
        let terms = terms.collect::<tantivy::Result<_>>()?;
        Ok(Box::new(WordWeight(terms)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.iter().for_each(|(term, _)| visitor(term, false));
    }
}

struct WordWeight(Vec<(Term, Option<Bm25Weight>)>);

impl Weight for WordWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut terms = Vec::with_capacity(self.0.len());
        for (term, bm25) in &self.0 {
            let index = reader.inverted_index(term.field())?;
            let option = match bm25 {
                Some(_) => IndexRecordOption::WithFreqs,
                None => IndexRecordOption::Basic,
            };
            if let Some(postings) = index.read_postings(term, option)? {
                let lengths = reader.fieldnorms_readers().get_field(term.field())?;
                let lengths =
                    lengths.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1));
                let bm25 = bm25.as_ref().map(|bm25| bm25.boost_by(boost));
                terms.push(TermScorer {
                    postings,
                    score: bm25.map(|bm25| (bm25, lengths)),
                });
            }
        }
        Ok(Box::new(AnyOf::new(terms)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(unexplained())
    }
}

/// The documents that hold a term.
struct TermScorer {
    postings: SegmentPostings,
    /// What they score, and the lengths of their fields.
    score: Option<(Bm25Weight, FieldNormReader)>,
}

impl DocSet for TermScorer {
    fn advance(&mut self) -> DocId {
        self.postings.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.postings.seek(target)
    }

    fn doc(&self) -> DocId {
        self.postings.doc()
    }

    fn size_hint(&self) -> u32 {
        self.postings.size_hint()
    }
}

impl Scorer for TermScorer {
    fn score(&mut self) -> Score {
        let Some((bm25, lengths)) = &self.score else {
            return 1.0;
        };
        bm25.score(lengths.fieldnorm_id(self.doc()), self.postings.term_freq())
    }
}
