//! Every call of Tantivy's search: counting, ranking, sorting.

use tantivy::collector::Count;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentOrdinal, TERMINATED, TantivyDocument};

use super::kind::Kind;
use super::ranks::InOrder;
use super::{IndexError, OpenIndex};
use crate::article::Article;

/// The order of hits. Ties are broken by date, latest first, then by path, quotes of one article by their place in it: pages
/// never repeat or skip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Best score first.
    #[default]
    Rank,
    /// Latest first.
    Latest,
    /// Earliest first; undated ones last.
    Earliest,
    /// By path.
    Path,
}

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its score; 0 where the order does not ask for one.
    pub score: f32,
    /// Where it is.
    pub address: DocAddress,
}

/// Which of the documents that meet a query are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// What they are: articles or quotes.
    pub hits: Kind,
    /// Their order.
    pub order: Order,
    /// How many are left out before the first.
    pub offset: usize,
    /// How many at most.
    pub limit: usize,
}

/// The documents that meet `query`.
///
/// # Errors
/// The index cannot be read.
pub fn search(
    searcher: &Searcher,
    query: &dyn Query,
    wanted: Wanted,
) -> tantivy::Result<Vec<Found>> {
    in_order(searcher, query, wanted, &mut |_, _| {})?.collect()
}

/// The same, one by one, in the memory of a few. All that meet `query`, wanted or not, are handed to `each` on the way, as
/// [`each_match`] does.
///
/// # Errors
/// The index cannot be read.
pub fn in_order(
    searcher: &Searcher,
    query: &dyn Query,
    wanted: Wanted,
    each: &mut dyn FnMut(SegmentOrdinal, DocId),
) -> tantivy::Result<InOrder> {
    InOrder::new(searcher, query, wanted, each)
}

/// Hands every document that meets `query` to `each`, segment by segment, in the order in which they stand.
///
/// # Errors
/// The index cannot be read.
pub fn each_match(
    searcher: &Searcher,
    query: &dyn Query,
    each: &mut dyn FnMut(SegmentOrdinal, DocId),
) -> tantivy::Result<()> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let mut found = weight.scorer(reader, 1.0)?;
        while found.doc() != TERMINATED {
            if !reader.is_deleted(found.doc()) {
                each(segment, found.doc());
            }
            found.advance();
        }
    }
    Ok(())
}

impl OpenIndex {
    /// The article of a document of that kind, with its path as it is shown.
    ///
    /// # Errors
    /// The store cannot be read, or does not hold an article there.
    pub fn article(&self, searcher: &Searcher, address: DocAddress) -> tantivy::Result<Article> {
        let mut article = self.record(searcher, address)?;
        article.path = self.shown(&article.path);
        Ok(article)
    }

    /// The article of a document as it is kept.
    pub(super) fn record(
        &self,
        searcher: &Searcher,
        address: DocAddress,
    ) -> tantivy::Result<Article> {
        let document: TantivyDocument = searcher.doc(address)?;
        Ok(self.fields.record.record(&document).article()?)
    }
}

/// How many documents of a kind there are.
///
/// # Errors
/// The index cannot be read.
pub fn count(searcher: &Searcher, open: &OpenIndex, kind: Kind) -> tantivy::Result<u64> {
    let query = TermQuery::new(kind.term(open.fields.kind), IndexRecordOption::Basic);
    Ok(searcher.search(&query, &Count)? as u64)
}

impl OpenIndex {
    /// How many documents of a kind the index has.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn count(&self, kind: Kind) -> Result<u64, IndexError> {
        count(&self.searcher(), self, kind).map_err(|error| self.folder.failed(error))
    }
}
