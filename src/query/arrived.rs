//! Articles that arrived after a moment, new ones and changed ones: a filter over columns, which scores nothing.

use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, Searcher, SegmentReader, TantivyError};

use crate::index::{ArrivalColumns, Matches, News};

/// The articles that were read for the first time, or with other content, after this moment.
#[derive(Clone, Debug)]
pub(super) struct ArrivedQuery(pub(super) i64);

impl Query for ArrivedQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(ArrivedWeight(self.0)))
    }
}

struct ArrivedWeight(i64);

impl Weight for ArrivedWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let arrivals = ArrivalColumns::open(reader)?;
        let mut met = BitSet::with_max_value(reader.max_doc());
        for doc in 0..reader.max_doc() {
            if arrivals.of(doc).since(self.0).is_some() {
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

/// How many hits are new, and how many have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    /// Hits in articles that were not there.
    pub new: u64,
    /// Hits in articles that were there with other content.
    pub changed: u64,
}

/// Counts the hits that arrived after a moment.
pub(super) fn arrived(searcher: &Searcher, after: i64, hits: &Matches) -> tantivy::Result<Arrived> {
    let mut arrived = Arrived::default();
    for (segment, docs) in hits.segments() {
        let arrivals = ArrivalColumns::open(searcher.segment_reader(segment))?;
        for doc in docs {
            match arrivals.of(*doc).since(after) {
                Some(News::New) => arrived.new += 1,
                Some(News::Changed) => arrived.changed += 1,
                None => {}
            }
        }
    }
    Ok(arrived)
}

/// What a hit is to somebody who has seen all that arrived until a moment.
pub(super) fn news(
    searcher: &Searcher,
    after: Option<i64>,
    hit: tantivy::DocAddress,
) -> tantivy::Result<Option<News>> {
    let Some(after) = after else { return Ok(None) };
    let arrivals = ArrivalColumns::open(searcher.segment_reader(hit.segment_ord))?;
    Ok(arrivals.of(hit.doc_id).since(after))
}
