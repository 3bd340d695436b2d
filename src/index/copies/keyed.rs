//! The numbers that articles and quotes are recognised by, and the order in which they appeared: read from columns.
//!
//! In: a searcher. Out: [`Keyed`] articles or quotes; all of them in their order ([`Listed`]), or those that are asked for.
//! The order depends on nothing but what they are: day, time, labels of the headline, path, place in the article.

use std::cmp::Ordering;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use super::change::State;
use super::kept::Sketches;
use super::scan::numbers;
use super::sketch::{Sketch, class_of, of_article, of_quotes};
use crate::article::Article;
use crate::index::block::article_of;
use crate::index::manifest::Texts;
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
        Some(self.day?.abs_diff(other.day?))
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
        let is_of = |sketch: &Sketch, doc: u32| {
            let kept = &self.sketches;
            kept.text(doc) == sketch.text
                && kept.keys(doc).eq(sketch.keys.iter().copied())
                && kept.trace(doc) == sketch.trace
        };
        let quotes = of_quotes(article);
        let mut quotes = quotes.iter().zip(doc + 1..);
        is_of(&of_article(article), doc) && quotes.all(|(quote, doc)| is_of(quote, doc))
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

/// Which quote of its article each document of a segment is, and 0 for an article: the column, read from end to end, which takes
/// a tenth of asking one by one.
pub(super) struct Nth(Vec<Option<DocId>>);

impl Nth {
    pub(super) fn of_all(state: &State<'_>) -> Vec<Self> {
        let segments = state.searcher.segment_readers().iter().zip(&state.columns);
        let of = |(reader, columns): (&SegmentReader, &Columns)| {
            let mut of_docs = vec![None; reader.max_doc() as usize];
            numbers(&columns.nth, |doc, nth| {
                of_docs[doc as usize] = DocId::try_from(nth).ok();
            });
            Self(of_docs)
        };
        segments.map(of).collect()
    }

    fn is(&self, doc: DocId, nth: DocId) -> bool {
        self.0.get(doc as usize) == Some(&Some(nth))
    }
}

/// Articles or quotes with their keys, the earliest first; undated ones last.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) items: Vec<Keyed>,
    keys: Vec<u32>,
    /// Where the keys of each end.
    ends: Vec<usize>,
}

impl Listed {
    /// All articles of an index.
    pub(super) fn articles(state: &State<'_>, nth: &[Nth]) -> tantivy::Result<Self> {
        let readers = state.searcher.segment_readers();
        let paths = readers
            .iter()
            .map(|reader| reader.fast_fields().str("sort_path"));
        let paths: Vec<Texts> = paths
            .map(|paths| Texts::open(paths?))
            .collect::<tantivy::Result<_>>()?;
        let path = |one: &Keyed| paths[one.at.segment_ord as usize].of(one.at.doc_id);
        let mut items = Vec::new();
        for ((segment, reader), nth) in (0..).zip(readers).zip(nth) {
            let alive = reader.doc_ids_alive();
            let articles = alive.filter(|doc| nth.is(*doc, 0));
            let at = articles.map(|doc| DocAddress::new(segment, doc));
            items.extend(at.map(|at| state.columns(at).keyed(at)));
        }
        items.sort_by(|a, b| a.order(b).then_with(|| path(a).cmp(&path(b))));
        Ok(Self::of(items, &state.columns))
    }

    /// All quotes of these articles that are of a class.
    pub(super) fn quotes(&self, columns: &[Columns], nth: &[Nth], class: u64) -> Self {
        let mut items = Vec::new();
        for article in &self.items {
            let DocAddress {
                segment_ord: segment,
                doc_id,
            } = article.at;
            let sketches = &columns[segment as usize].sketches;
            let quotes =
                (1..).take_while(|number| nth[segment as usize].is(doc_id + number, *number));
            items.extend(quotes.filter_map(|number| {
                let text = sketches.text(doc_id + number);
                (class_of(text) == class).then(|| Keyed {
                    at: DocAddress::new(segment, doc_id + number),
                    nth: number,
                    text,
                    ..*article
                })
            }));
        }
        Self::of(items, columns)
    }

    fn of(items: Vec<Keyed>, columns: &[Columns]) -> Self {
        let mut listed = Self {
            ends: Vec::with_capacity(items.len()),
            items,
            keys: Vec::new(),
        };
        for item in &listed.items {
            let columns = &columns[item.at.segment_ord as usize];
            listed.keys.extend(columns.sketches.keys(item.at.doc_id));
            listed.ends.push(listed.keys.len());
        }
        listed
    }

    /// Texts of no date, in this order.
    #[cfg(test)]
    pub(super) fn of_sketches(sketches: impl Iterator<Item = Sketch>) -> Self {
        let mut listed = Self::default();
        for (doc, sketch) in (0..).zip(sketches) {
            listed.items.push(Keyed {
                at: DocAddress::new(0, doc),
                nth: 0,
                day: None,
                time: None,
                text: sketch.text,
                url: 0,
                story: 0,
                again: None,
                number: 0,
            });
            listed.keys.extend(sketch.keys);
            listed.ends.push(listed.keys.len());
        }
        listed
    }

    /// The keys of all together.
    pub(super) fn key_count(&self) -> usize {
        self.keys.len()
    }

    /// The keys of one, the smallest first.
    pub(super) fn keys(&self, nth: usize) -> &[u32] {
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[nth]]
    }
}
