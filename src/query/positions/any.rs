//! Any of many terms: the words that a wildcard stands for, met wherever they stand.

use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// The documents that hold any of these terms; each scores 1.
#[derive(Clone, Debug)]
pub(in crate::query) struct AnyTerm(pub(in crate::query) Vec<Term>);

impl Query for AnyTerm {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AnyTermWeight(self.0.clone())))
    }
}

struct AnyTermWeight(Vec<Term>);

impl Weight for AnyTermWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut met = BitSet::with_max_value(reader.max_doc());
        for term in &self.0 {
            let index = reader.inverted_index(term.field())?;
            let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                met.insert(postings.doc());
                postings.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(met), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "the score of a wildcard is not explained by Tantivy".to_owned(),
        ))
    }
}
