//! Articles by their date of publication: a filter over columns, which scores nothing.
//!
//! In: days. Out: the articles whose date is one of them, or may be (`when.rs`). Tantivy's own range query is not used: below
//! a NOT its distance between two seeks underflows (0.27; `tests/query_laws.rs` found it).

use tantivy::columnar::Column;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError};

use super::tree::{Days, Published};
use super::when::within;
use crate::date::{Date, from_days};

/// The articles that may have been published on these days.
#[derive(Clone, Debug)]
pub(super) struct PublishedQuery(pub(super) Published);

impl Query for PublishedQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PublishedWeight(self.0.clone())))
    }
}

struct PublishedWeight(Published);

impl Weight for PublishedWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = Columns::new(reader)?;
        let mut met = BitSet::with_max_value(reader.max_doc());
        for doc in 0..reader.max_doc() {
            if columns.meet(&self.0, doc) {
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

struct Columns {
    first_day: Column<i64>,
    last_day: Column<i64>,
    month_day: Column<u64>,
}

impl Columns {
    fn new(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            first_day: columns.i64("first_day")?,
            last_day: columns.i64("last_day")?,
            month_day: columns.u64("month_day")?,
        })
    }

    fn meet(&self, published: &Published, doc: DocId) -> bool {
        let days = self.first_day.first(doc).zip(self.last_day.first(doc));
        published.is_met_by(match (published.days, days) {
            (Days::Between(from, to), Some(days)) => within((from, to), days),
            (asked, days) => self.date(days, doc).and_then(|date| asked.met_by(date)),
        })
    }

    /// The date of an article, its year left out where month and day are known: no month of any year asks for it.
    fn date(&self, days: Option<(i64, i64)>, doc: DocId) -> Option<Date> {
        let month_day = self.month_day.first(doc);
        let month_day = month_day.and_then(|both| {
            i8::try_from(both / 100)
                .ok()
                .zip(i8::try_from(both % 100).ok())
        });
        match (month_day, days) {
            (Some((month, day)), _) if day > 0 => Date::new(None, Some(month), Some(day)),
            (_, Some((first, last))) => from_days(first, last),
            (Some((month, _)), None) => Date::new(None, Some(month), None),
            (None, None) => None,
        }
    }
}
