//! From quotes to their article and back: an article that one of its quotes makes a hit, a quote that its article makes one.
//!
//! The documents of a file stand side by side, each article before its quotes: `parent(quote) = quote − nth(quote)`. No bit
//! sets are needed, and the words stay bound to one quote. Both joins may stand in any query, below a NOT too, and in each
//! other.

mod articles;
mod quotes;
#[cfg(test)]
mod tests;

use tantivy::columnar::Column;
use tantivy::fastfield::AliveBitSet;
use tantivy::{DocId, SegmentReader};

use crate::index::block::article_of;

pub(super) use articles::ArticleOfQuote;
pub(super) use quotes::QuotesOfArticle;

/// The documents of a segment, as articles with their quotes.
struct Blocks {
    nth: Column<u64>,
    alive: Option<AliveBitSet>,
    end: DocId,
}

impl Blocks {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            nth: reader.fast_fields().u64("nth")?,
            alive: reader.alive_bitset().cloned(),
            end: reader.max_doc(),
        })
    }

    /// The article of a quote; any other document is its own.
    fn article(&self, doc: DocId) -> DocId {
        article_of(&self.nth, doc).0
    }

    /// A file is deleted whole, but an inner scorer does not know of deletions.
    fn is_alive(&self, doc: DocId) -> bool {
        self.alive.as_ref().is_none_or(|alive| alive.is_alive(doc))
    }
}
