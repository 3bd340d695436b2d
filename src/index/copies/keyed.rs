//! The articles and quotes of an index with the numbers that they are recognised by: read from columns.
//!
//! In: a searcher. Out: [`Keyed`] articles or quotes, the earliest first, in an order that depends on nothing but what they are.

use tantivy::columnar::Column;
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::sketch::{Sketch, of_article, of_quotes};
use crate::article::Article;
use crate::index::block::article_of;
use crate::index::manifest::Texts;
use crate::lexicon::revisions::Again;

/// What is known of an article or a quote without reading it.
#[derive(Clone, Debug)]
pub(super) struct Keyed<'a> {
    /// Where it is.
    pub(super) at: DocAddress,
    /// The first day that its date may mean.
    pub(super) day: Option<i64>,
    /// The second, where a time of day is given.
    pub(super) time: Option<i64>,
    /// The path in the index.
    pub(super) path: &'a str,
    /// Which quote of its article it is; 0 for an article.
    pub(super) nth: u64,
    /// The number of its text; 0 where it has none.
    pub(super) text: u64,
    /// The numbers of some of its shingles.
    pub(super) keys: Vec<u32>,
    /// An article's marks.
    pub(super) url: u64,
    pub(super) story: u64,
    pub(super) again: Option<Again>,
    pub(super) number: u64,
}

/// The columns of a segment.
pub(in crate::index) struct Columns {
    nth: Column<u64>,
    day: Column<i64>,
    time: Column<i64>,
    text: Column<u64>,
    keys: Column<u64>,
    url: Column<u64>,
    story: Column<u64>,
    again: Column<u64>,
    number: Column<u64>,
}

/// The paths of the segments, which [`Keyed`] articles borrow theirs from.
pub(super) struct Paths(Vec<Texts>);

impl Paths {
    pub(super) fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        let segments = searcher.segment_readers().iter();
        let paths = segments.map(|segment| Texts::open(segment.fast_fields().str("sort_path")?));
        Ok(Self(paths.collect::<tantivy::Result<_>>()?))
    }
}

/// The articles, or the quotes, of an index, the earliest first; undated ones last.
pub(super) fn keyed<'a>(
    searcher: &Searcher,
    paths: &'a Paths,
    quotes: bool,
) -> tantivy::Result<Vec<Keyed<'a>>> {
    let mut found = Vec::new();
    let segments = (0..).zip(searcher.segment_readers()).zip(&paths.0);
    for ((segment, reader), paths) in segments {
        let columns = Columns::open(reader)?;
        for doc in reader.doc_ids_alive() {
            let Some(nth) = columns.nth.first(doc).filter(|nth| (*nth > 0) == quotes) else {
                continue;
            };
            let (article, _) = article_of(&columns.nth, doc);
            found.push(Keyed {
                at: DocAddress::new(segment, doc),
                path: paths.of(article).unwrap_or_default(),
                nth,
                ..columns.keyed(doc, article)
            });
        }
    }
    found.sort_by(|a, b| a.place().cmp(&b.place()));
    Ok(found)
}

impl Columns {
    pub(in crate::index) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            nth: fast.u64("nth")?,
            day: fast.i64("first_day")?,
            time: fast.i64("copy_time")?,
            text: fast.u64("copy_text")?,
            keys: fast.u64("copy_keys")?,
            url: fast.u64("copy_url")?,
            story: fast.u64("copy_story")?,
            again: fast.u64("copy_again")?,
            number: fast.u64("copy_number")?,
        })
    }

    /// Whether an article's document and the quotes behind it have the numbers that its record gives them.
    pub(in crate::index) fn are_of(&self, article: &Article, doc: u32) -> bool {
        let is_of = |sketch: &Sketch, doc: u32| {
            let keyed = self.keyed(doc, doc);
            keyed.text == sketch.text && keyed.keys == sketch.keys
        };
        let quotes = of_quotes(article);
        let mut quotes = quotes.iter().zip(doc + 1..);
        is_of(&of_article(article), doc) && quotes.all(|(quote, doc)| is_of(quote, doc))
    }

    fn keyed(&self, doc: u32, article: u32) -> Keyed<'static> {
        let number = |column: &Column<u64>| column.first(doc).unwrap_or(0);
        Keyed {
            at: DocAddress::new(0, doc),
            day: self.day.first(article),
            time: self.time.first(article),
            path: "",
            nth: 0,
            text: number(&self.text),
            keys: self
                .keys
                .values_for_doc(doc)
                .map(|key| key as u32)
                .collect(),
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
}

impl Keyed<'_> {
    /// What it is sorted by: day, time, labels of its headline, path.
    #[allow(clippy::type_complexity)] // A key to sort by, used here alone.
    fn place(&self) -> (i64, i64, Option<Again>, u64, &str, u64) {
        let day = self.day.unwrap_or(i64::MAX);
        let time = self.time.unwrap_or(i64::MIN);
        (day, time, self.again, self.number, self.path, self.nth)
    }

    /// Days between two, where both are known.
    pub(super) fn days_from(&self, other: &Self) -> Option<u64> {
        Some(self.day?.abs_diff(other.day?))
    }
}
