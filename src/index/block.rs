//! Where the documents of an article stand: the article first, its quotes behind it.

use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Searcher};

/// The article of a quote by the column `nth`, and which of its quotes it is, from 1; any other document is its own, and 0.
#[must_use]
pub fn article_of(nth: &Column<u64>, doc: DocId) -> (DocId, DocId) {
    let nth = nth.first(doc).and_then(|nth| DocId::try_from(nth).ok());
    let nth = nth.unwrap_or(0);
    (doc - nth, nth)
}

/// The way from quotes to their articles, for all segments.
pub struct Articles(Vec<Column<u64>>);

impl Articles {
    /// # Errors
    /// A column cannot be read.
    pub fn open(searcher: &Searcher) -> tantivy::Result<Self> {
        let readers = searcher.segment_readers().iter();
        let columns: tantivy::Result<_> = readers
            .map(|reader| reader.fast_fields().u64("nth"))
            .collect();
        Ok(Self(columns?))
    }

    /// The article of a quote, and which of its quotes it is, from 1.
    #[must_use]
    pub fn of(&self, quote: DocAddress) -> (DocAddress, usize) {
        let (article, nth) = article_of(&self.0[quote.segment_ord as usize], quote.doc_id);
        (
            DocAddress::new(quote.segment_ord, article),
            usize::try_from(nth).unwrap_or(0),
        )
    }
}
