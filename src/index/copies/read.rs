//! The texts that are compared, read from the records of articles.

use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

use super::candidates::Least;
use super::gather::Judge;
use super::keyed::Keyed;
use super::overlap::{Overlap, Text};
use super::sketch::{QUOTE_SHINGLE, SHINGLE};
use crate::index::record::Stored;

/// Of 70 pairs of copies among 8,400 wires one shares fewer than a fifth of the keys of the one that has more, and none fewer than
/// three twentieths; of pairs that share a quarter of the keys of the one that has fewer, five in six do.
pub(super) const LEAST_OF_BODIES: Least = Least {
    of_fewer: 250,
    of_more: 150,
};
/// A quote has four keys: of a tenth of the copies one key of the four is shared.
const LEAST_OF_QUOTES: Least = Least {
    of_fewer: 600,
    of_more: 250,
};

/// The bodies of articles.
pub(super) struct Bodies<'a> {
    records: Records<'a>,
}

/// The words of quotes.
pub(super) struct Quotations<'a> {
    records: Records<'a>,
    /// The article that was read last.
    last: Option<(DocAddress, TantivyDocument)>,
}

struct Records<'a> {
    searcher: &'a Searcher,
    stored: Stored,
}

impl<'a> Bodies<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let records = Records::new(searcher)?;
        Ok(Self { records })
    }
}

impl Judge for Bodies<'_> {
    fn text(&mut self, of: &Keyed) -> tantivy::Result<Text> {
        let article = self.records.article(of.at)?;
        let body = self.records.stored.record(&article).body()?;
        Ok(Text::new(body, SHINGLE))
    }

    fn least_shared(&self) -> Least {
        LEAST_OF_BODIES
    }

    fn is_copy(&self, overlap: Overlap, days: Option<u64>) -> bool {
        overlap.is_copy(days)
    }
}

impl<'a> Quotations<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let records = Records::new(searcher)?;
        let last = None;
        Ok(Self { records, last })
    }
}

impl Judge for Quotations<'_> {
    fn text(&mut self, of: &Keyed) -> tantivy::Result<Text> {
        let missing = || TantivyError::InternalError("an article has no such quote".to_owned());
        let behind = of.nth;
        let article = DocAddress::new(
            of.at.segment_ord,
            of.at.doc_id.checked_sub(behind).ok_or_else(missing)?,
        );
        let document = match self.last.take() {
            Some((at, document)) if at == article => document,
            _ => self.records.article(article)?,
        };
        let nth = (behind as usize).checked_sub(1).ok_or_else(missing)?;
        let quote = self.records.stored.record(&document).quote(nth);
        let text = quote.map(|quote| Text::new(quote, QUOTE_SHINGLE));
        self.last = Some((article, document));
        Ok(text?)
    }

    fn least_shared(&self) -> Least {
        LEAST_OF_QUOTES
    }

    fn is_copy(&self, overlap: Overlap, _days: Option<u64>) -> bool {
        overlap.is_quotation()
    }
}

impl<'a> Records<'a> {
    fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let stored = Stored::of(searcher.schema())?;
        Ok(Self { searcher, stored })
    }

    fn article(&self, at: DocAddress) -> tantivy::Result<TantivyDocument> {
        self.searcher.doc(at)
    }
}
