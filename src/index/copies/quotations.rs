//! How quotes are compared: by the traces of their words, which are kept beside their keys.

use tantivy::DocAddress;

use super::candidates::Least;
use super::change::State;
use super::gather::Judge;
use super::overlap::{Overlap, Text};
use super::sketch::QUOTE_SHINGLE;
use super::trace::words_of;

/// A quote has four keys: of a tenth of the copies one key of the four is shared.
const LEAST_OF_QUOTES: Least = Least {
    of_fewer: 600,
    of_more: 250,
};

/// The words of quotes.
pub(super) struct Quotations<'a> {
    state: &'a State<'a>,
}

impl<'a> Quotations<'a> {
    pub(super) fn of(state: &'a State<'a>) -> Self {
        Self { state }
    }
}

impl Judge for Quotations<'_> {
    fn text(&mut self, at: DocAddress) -> tantivy::Result<Text> {
        let trace = self.state.columns(at).sketches.trace(at.doc_id);
        Ok(Text::new(&words_of(trace), QUOTE_SHINGLE))
    }

    fn least_shared(&self) -> Least {
        LEAST_OF_QUOTES
    }

    fn is_copy(&self, overlap: Overlap, _days: Option<u64>) -> bool {
        overlap.is_quotation()
    }
}
