//! Where the columns of a hit stand: those of its article, and those of its quotes.

use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

use crate::index::block::article_of;
use crate::index::documents::thousandths;
use crate::index::kind::Kind;
use crate::query::plan::Scope;

/// The hits of a segment, as articles with those of their quotes that count.
pub(super) struct Hits {
    scope: Scope,
    nth: Column<u64>,
    confidence: Column<u64>,
    end: DocId,
}

impl Hits {
    pub(super) fn open(reader: &SegmentReader, scope: Scope) -> tantivy::Result<Self> {
        Ok(Self {
            scope,
            nth: reader.fast_fields().u64("nth")?,
            confidence: reader.fast_fields().u64("quote_confidence")?,
            end: reader.max_doc(),
        })
    }

    /// The article of a hit.
    pub(super) fn article(&self, hit: DocId) -> DocId {
        article_of(&self.nth, hit).0
    }

    /// The quotes of a hit: those of an article that are sure enough, or the quote itself.
    pub(super) fn quotes(&self, hit: DocId) -> impl Iterator<Item = DocId> {
        let quotes = match self.scope.hits {
            Kind::Quote => hit..hit + 1,
            _ => hit + 1..self.end,
        };
        let of_hit = move |quote: &DocId| article_of(&self.nth, *quote).0 == self.article(hit);
        quotes
            .take_while(of_hit)
            .filter(|quote| self.is_sure(*quote))
    }

    fn is_sure(&self, quote: DocId) -> bool {
        let least = thousandths(self.scope.confidence);
        least == 0
            || self
                .confidence
                .first(quote)
                .is_some_and(|sure| sure >= least)
    }
}
