//! Quotes whose attribution is sure enough: a filter over a column, which scores nothing.

use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError};

use crate::index::documents::thousandths;

/// The quotes of this confidence, from 0 to 1, or more.
#[derive(Clone, Debug)]
pub(super) struct ConfidenceQuery(pub(super) f32);

impl Query for ConfidenceQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ConfidenceWeight(thousandths(self.0))))
    }
}

struct ConfidenceWeight(u64);

impl Weight for ConfidenceWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let confidence = reader.fast_fields().u64("quote_confidence")?;
        let mut met = BitSet::with_max_value(reader.max_doc());
        for doc in 0..reader.max_doc() {
            if confidence.first(doc).is_some_and(|found| found >= self.0) {
                met.insert(doc);
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(met), 0.0)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "a filter has no score to explain".to_owned(),
        ))
    }
}
