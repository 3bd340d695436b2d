//! Articles by their date of publication: a filter over columns, which scores nothing.
//!
//! In: days. Out: the articles whose date may lie within them; a date known in part counts where it may. Tantivy's own range
//! query is not used: below a NOT its distance between two seeks underflows (0.27; `tests/query_laws.rs` found it).

use tantivy::columnar::Column;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError};

use super::tree::Days;

/// The articles that may have been published on these days.
#[derive(Clone, Debug)]
pub(super) struct PublishedQuery(pub(super) Days);

impl Query for PublishedQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PublishedWeight(self.0)))
    }
}

struct PublishedWeight(Days);

impl Weight for PublishedWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = Columns::new(reader)?;
        let mut met = BitSet::with_max_value(reader.max_doc());
        for doc in 0..reader.max_doc() {
            if columns.meet(self.0, doc) {
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

    fn meet(&self, days: Days, doc: DocId) -> bool {
        match days {
            Days::Between(from, to) => {
                let days = self.first_day.first(doc).zip(self.last_day.first(doc));
                days.is_some_and(|(first, last)| {
                    from.is_none_or(|from| last >= from) && to.is_none_or(|to| first <= to)
                })
            }
            Days::AnyYear(date) => self.month_day.first(doc).is_some_and(|found| {
                let month = date.month().map(i8::unsigned_abs).map(u64::from);
                let day = date.day_of_month().map(i8::unsigned_abs).map(u64::from);
                // An article of which only the month is known may be of any day of it.
                Some(found / 100) == month
                    && (found % 100 == 0 || day.is_none_or(|day| found % 100 == day))
            }),
        }
    }
}
