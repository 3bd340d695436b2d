//! All documents that meet a query, where none of them is ranked; where some are, the same pass gathers all (`ranks.rs`).

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// The documents that meet a query: how many they are and, where that was asked for, which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// How many.
    pub count: usize,
    /// Those of each segment that has any, in the order in which they stand.
    segments: Vec<(SegmentOrdinal, Vec<DocId>)>,
}

impl Matches {
    pub(super) fn push(&mut self, segment: SegmentOrdinal, count: usize, docs: Vec<DocId>) {
        self.count += count;
        if !docs.is_empty() {
            self.segments.push((segment, docs));
        }
    }

    /// The documents of each segment, in the order in which they stand.
    pub fn segments(&self) -> impl Iterator<Item = (SegmentOrdinal, &[DocId])> {
        let segments = self.segments.iter();
        segments.map(|(segment, docs)| (*segment, docs.as_slice()))
    }
}

/// Counts, and keeps what it has counted where `keeps` says so.
pub(super) struct Gather {
    pub(super) keeps: bool,
}

impl Collector for Gather {
    type Fruit = Matches;
    type Child = Gathered;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<Gathered> {
        Ok(Gathered {
            keeps: self.keeps,
            segment,
            count: 0,
            docs: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, gathered: Vec<Gathered>) -> tantivy::Result<Matches> {
        let mut all = Matches::default();
        for one in gathered {
            all.push(one.segment, one.count, one.docs);
        }
        all.segments.sort_unstable_by_key(|(segment, _)| *segment);
        Ok(all)
    }
}

pub(super) struct Gathered {
    keeps: bool,
    segment: SegmentOrdinal,
    count: usize,
    docs: Vec<DocId>,
}

impl SegmentCollector for Gathered {
    type Fruit = Self;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.count += 1;
        if self.keeps {
            self.docs.push(doc);
        }
    }

    fn harvest(self) -> Self {
        self
    }
}
