//! How articles are compared: by their bodies, which are read from their records.

use tantivy::{DocAddress, Searcher, TantivyDocument};

use super::candidates::Least;
use super::gather::Judge;
use super::overlap::{Overlap, Text};
use super::sketch::SHINGLE;
use super::words::Words;
use crate::index::record::Stored;

/// Of 70 pairs of copies among 8,400 wires one shares fewer than a fifth of the keys of the one that has more, and none fewer than
/// three twentieths; of pairs that share a quarter of the keys of the one that has fewer, five in six do.
pub(super) const LEAST_OF_BODIES: Least = Least {
    of_fewer: 250,
    of_more: 150,
};

/// The bodies of articles.
pub(super) struct Bodies<'a> {
    searcher: &'a Searcher,
    stored: Stored,
}

impl<'a> Bodies<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let stored = Stored::of(searcher.schema())?;
        Ok(Self { searcher, stored })
    }
}

impl Judge for Bodies<'_> {
    fn text(&mut self, at: DocAddress) -> tantivy::Result<Text> {
        let article: TantivyDocument = self.searcher.doc(at)?;
        let body = self.stored.record(&article).body()?;
        Ok(Text::new(&Words::of(body), SHINGLE))
    }

    fn least_shared(&self) -> Least {
        LEAST_OF_BODIES
    }

    fn is_copy(&self, overlap: Overlap, days: Option<u64>) -> bool {
        overlap.is_copy(days)
    }
}
