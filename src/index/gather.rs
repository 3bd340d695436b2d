//! All documents that meet a query, gathered in the pass that ranks the best of them (`ranks.rs`).

use rustc_hash::FxHashSet;
use tantivy::{DocAddress, DocId, SegmentOrdinal};

/// The documents that meet a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches(Vec<(SegmentOrdinal, Vec<DocId>)>);

impl Matches {
    /// Adds a document; those of a segment follow each other.
    pub fn push(&mut self, segment: SegmentOrdinal, doc: DocId) {
        match self.0.last_mut() {
            Some((last, docs)) if *last == segment => docs.push(doc),
            _ => self.0.push((segment, vec![doc])),
        }
    }

    /// All but these.
    #[must_use]
    pub fn but(mut self, left_out: &FxHashSet<DocAddress>) -> Self {
        for (segment, docs) in &mut self.0 {
            docs.retain(|doc| !left_out.contains(&DocAddress::new(*segment, *doc)));
        }
        self
    }

    /// The documents of each segment that has any, in the order in which they stand.
    pub fn segments(&self) -> impl Iterator<Item = (SegmentOrdinal, &[DocId])> {
        let segments = self.0.iter();
        segments.map(|(segment, docs)| (*segment, docs.as_slice()))
    }
}
