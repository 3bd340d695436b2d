//! The numbers that articles and quotes are recognised by, and the order in which they appeared: read from columns.
//!
//! In: a searcher. Out: [`Keyed`] articles or quotes, those that are asked for. Their order depends on nothing but what they are: day,
//! time, labels of the headline, path, place in the article.

use std::cmp::Ordering;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use super::kept::{Rows, Sketches};
use super::sketch::add_article;
use crate::article::Article;
use crate::index::block::article_of;
use crate::lexicon::revisions::Again;

/// What is known of an article or a quote without reading it, but for its keys and its path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Keyed {
    /// Where it is.
    pub(super) at: DocAddress,
    /// Which quote of its article it is; 0 for an article.
    pub(super) nth: DocId,
    /// The first day that its date may mean.
    pub(super) day: Option<i64>,
    /// The second, where a time of day is given.
    pub(super) time: Option<i64>,
    /// The number of its text; 0 where it has none.
    pub(super) text: u64,
    /// The marks of the article.
    pub(super) url: u64,
    pub(super) story: u64,
    pub(super) again: Option<Again>,
    pub(super) number: u64,
}

impl Keyed {
    /// What it is sorted by, but for its path: day, time, labels of the headline.
    pub(super) fn place(&self) -> (i64, i64, Option<Again>, u64) {
        let day = self.day.unwrap_or(i64::MAX);
        let time = self.time.unwrap_or(i64::MIN);
        (day, time, self.again, self.number)
    }

    /// The order of two but for their paths.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }

    /// Days between two, where both are known.
    pub(super) fn days_from(&self, other: &Self) -> Option<u64> {
        days_between(self.day, other.day)
    }

    /// Whether it is the same as another one, wherever they stand.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let here = Self {
            at: other.at,
            ..*self
        };
        here == *other
    }
}

/// Days between two, where both are known.
pub(super) fn days_between(one: Option<i64>, other: Option<i64>) -> Option<u64> {
    Some(one?.abs_diff(other?))
}

/// The columns of a segment.
pub(in crate::index) struct Columns {
    pub(super) nth: Column<u64>,
    pub(super) sketches: Sketches,
    day: Column<i64>,
    time: Column<i64>,
    url: Column<u64>,
    story: Column<u64>,
    again: Column<u64>,
    number: Column<u64>,
    path: Option<StrColumn>,
}

impl Columns {
    pub(in crate::index) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            nth: fast.u64("nth")?,
            day: fast.i64("first_day")?,
            time: fast.i64("copy_time")?,
            sketches: Sketches::open(reader)?,
            url: fast.u64("copy_url")?,
            story: fast.u64("copy_story")?,
            again: fast.u64("copy_again")?,
            number: fast.u64("copy_number")?,
            path: fast.str("sort_path")?,
        })
    }

    pub(super) fn of_all(searcher: &Searcher) -> tantivy::Result<Vec<Self>> {
        let segments = searcher.segment_readers().iter();
        segments.map(Self::open).collect()
    }

    /// Whether an article's document and the quotes behind it have the numbers that its record gives them.
    pub(in crate::index) fn are_of(&self, article: &Article, doc: u32) -> bool {
        let mut rows = Rows::default();
        add_article(article, &mut rows);
        let mut rows = rows.iter().zip(doc..);
        rows.all(|(row, doc)| self.sketches.get(doc) == row)
    }

    /// The article or the quote that a document is.
    pub(super) fn keyed(&self, at: DocAddress) -> Keyed {
        let (article, nth) = article_of(&self.nth, at.doc_id);
        let number = |column: &Column<u64>| column.first(article).unwrap_or(0);
        Keyed {
            at,
            nth,
            day: self.day.first(article),
            time: self.time.first(article),
            text: self.sketches.text(at.doc_id),
            url: number(&self.url),
            story: number(&self.story),
            again: match number(&self.again) {
                1 => Some(Again::Repeat),
                2 => Some(Again::Update),
                3 => Some(Again::Correction),
                _ => None,
            },
            number: number(&self.number),
        }
    }

    /// The first day that the date of a document's article may mean.
    pub(super) fn day(&self, doc: DocId) -> Option<i64> {
        self.day.first(article_of(&self.nth, doc).0)
    }

    pub(super) fn urls(&self) -> &Column<u64> {
        &self.url
    }

    pub(super) fn stories(&self) -> &Column<u64> {
        &self.story
    }

    /// The path of a document's article in the index.
    pub(super) fn path(&self, doc: DocId) -> tantivy::Result<String> {
        let (article, _) = article_of(&self.nth, doc);
        let mut path = String::new();
        if let Some(column) = &self.path
            && let Some(number) = column.term_ords(article).next()
        {
            column.ord_to_str(number, &mut path)?;
        }
        Ok(path)
    }
}
