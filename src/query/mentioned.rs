//! Articles by the dates that their text names: a filter over columns, which scores nothing.
//!
//! In: days. Out: the articles that name a date wholly within them. "In 2016" is no mention of a day of that year, but "on
//! Tuesday" is one of its week; of a date that may be read in two ways either may lie there.

use tantivy::columnar::Column;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError};

use super::tree::Days;
use crate::index::mentioned::unpacked;

/// The articles that name such a date.
#[derive(Clone, Debug)]
pub(super) struct MentionedQuery(pub(super) Days);

impl Query for MentionedQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(MentionedWeight(self.0)))
    }
}

struct MentionedWeight(Days);

impl Weight for MentionedWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = reader.fast_fields();
        let (days, of_months) = (
            columns.i64("mentioned_days")?,
            columns.u64("mentioned_month_day")?,
        );
        let mut met = BitSet::with_max_value(reader.max_doc());
        for doc in 0..reader.max_doc() {
            if meets(self.0, &days, &of_months, doc) {
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

fn meets(wanted: Days, days: &Column<i64>, of_months: &Column<u64>, doc: DocId) -> bool {
    match wanted {
        Days::Between(from, to) => days.values_for_doc(doc).map(unpacked).any(|(first, last)| {
            from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to)
        }),
        Days::AnyYear(date) => of_months.values_for_doc(doc).any(|found| {
            let month = date.month().map(i8::unsigned_abs).map(u64::from);
            let day = date.day_of_month().map(i8::unsigned_abs).map(u64::from);
            Some(found / 100) == month && day.is_none_or(|day| found % 100 == day)
        }),
    }
}
