//! All articles of an index, or all quotes of a class, in the order in which they appeared, with their keys.
//!
//! In: the columns of all segments. Out: [`Listed`] texts, of which little is kept, as a build has some ten quotes of each article.

use tantivy::{DocAddress, DocId, SegmentReader};

use super::change::State;
use super::keyed::{Columns, Keyed};
use super::scan::numbers;
use super::sketch::class_of;
use crate::index::manifest::Texts;

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

/// What is known of a listed text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) at: DocAddress,
    /// The first day that the date of its article may mean.
    pub(super) day: Option<i64>,
    /// The number of its text; 0 where it has none.
    pub(super) text: u64,
}

/// Articles or quotes with their keys, the earliest first; undated ones last.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) items: Vec<Item>,
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
        let mut articles = Vec::new();
        for ((segment, reader), nth) in (0..).zip(readers).zip(nth) {
            let alive = reader.doc_ids_alive();
            let here = alive.filter(|doc| nth.is(*doc, 0));
            let at = here.map(|doc| DocAddress::new(segment, doc));
            articles.extend(at.map(|at| state.columns(at).keyed(at)));
        }
        articles.sort_by(|a, b| a.order(b).then_with(|| path(a).cmp(&path(b))));
        let items = articles.into_iter().map(|article| Item {
            at: article.at,
            day: article.day,
            text: article.text,
        });
        Ok(Self::of(items.collect(), &state.columns))
    }

    /// All quotes of these articles that are of a class.
    pub(super) fn quotes(&self, columns: &[Columns], nth: &[Nth], class: u64) -> Self {
        let mut items = Vec::new();
        for article in &self.items {
            let DocAddress {
                segment_ord: segment,
                doc_id: doc,
            } = article.at;
            let (columns, nth) = (&columns[segment as usize], &nth[segment as usize]);
            for number in (1..).take_while(|number| nth.is(doc + number, *number)) {
                let text = columns.sketches.text(doc + number);
                if class_of(text) == class {
                    items.push(Item {
                        at: DocAddress::new(segment, doc + number),
                        text,
                        ..*article
                    });
                }
            }
        }
        Self::of(items, columns)
    }

    fn of(items: Vec<Item>, columns: &[Columns]) -> Self {
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
    pub(super) fn of_sketches(sketches: impl Iterator<Item = (u64, Vec<u32>)>) -> Self {
        let mut listed = Self::default();
        for (doc, (text, keys)) in (0..).zip(sketches) {
            let at = DocAddress::new(0, doc);
            listed.items.push(Item {
                at,
                day: None,
                text,
            });
            listed.keys.extend(keys);
            listed.ends.push(listed.keys.len());
        }
        listed
    }

    /// The keys of all together.
    pub(super) fn key_count(&self) -> usize {
        self.keys.len()
    }

    /// The keys of the text that has fewest, of those that have any.
    pub(super) fn fewest_keys(&self) -> usize {
        let starts = std::iter::once(&0).chain(&self.ends);
        let counts = self.ends.iter().zip(starts).map(|(end, start)| end - start);
        counts.filter(|count| *count > 0).min().unwrap_or(0)
    }

    /// The keys of one, the smallest first.
    pub(super) fn keys(&self, nth: usize) -> &[u32] {
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.keys[start..self.ends[nth]]
    }
}
