//! Hits, counted by the days that their date may mean: over columns, no article is read.

use std::collections::{BTreeMap, HashMap};

use tantivy::columnar::Column;

use crate::date::{Date, from_days};
use crate::index::block::article_of;

/// The dates of a segment.
pub(super) struct Columns {
    nth: Column<u64>,
    first_day: Column<i64>,
    last_day: Column<i64>,
    month_day: Column<u64>,
}

impl Columns {
    pub(super) fn open(reader: &tantivy::SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            nth: fast.u64("nth")?,
            first_day: fast.i64("first_day")?,
            last_day: fast.i64("last_day")?,
            month_day: fast.u64("month_day")?,
        })
    }
}

/// Hits, counted by the days that their date may mean.
#[derive(Default)]
pub(super) struct Tally {
    days: HashMap<(i64, i64), u64>,
    pub(super) without_year: u64,
    pub(super) undated: u64,
    pub(super) total: u64,
}

impl Tally {
    pub(super) fn add(&mut self, columns: &Columns, hit: u32) {
        let (article, _) = article_of(&columns.nth, hit);
        let first = columns.first_day.first(article);
        self.total += 1;
        match first.zip(columns.last_day.first(article)) {
            Some(days) => *self.days.entry(days).or_default() += 1,
            None if columns.month_day.first(article).is_some() => self.without_year += 1,
            None => self.undated += 1,
        }
    }

    pub(super) fn dated(&self) -> BTreeMap<Date, u64> {
        let dates = self.days.iter();
        let dates =
            dates.filter_map(|((first, last), hits)| Some((from_days(*first, *last)?, *hits)));
        dates.collect()
    }
}
