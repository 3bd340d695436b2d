//! Hits in the order of their articles: a quote is sorted by what its article's columns say.

use tantivy::collector::{SegmentSortKeyComputer, SortKeyComputer};
use tantivy::columnar::Column;
use tantivy::schema::Schema;
use tantivy::{DocId, Score, SegmentReader};

use super::block::article_of;

/// The key of `C`, of the article that a document is or belongs to.
pub(super) struct OfArticle<C>(pub(super) C);

impl<C: SortKeyComputer> SortKeyComputer for OfArticle<C> {
    type SortKey = C::SortKey;
    type Child = OfArticleIn<C::Child>;
    type Comparator = C::Comparator;

    fn check_schema(&self, schema: &Schema) -> tantivy::Result<()> {
        self.0.check_schema(schema)
    }

    fn comparator(&self) -> Self::Comparator {
        self.0.comparator()
    }

    fn segment_sort_key_computer(&self, reader: &SegmentReader) -> tantivy::Result<Self::Child> {
        Ok(OfArticleIn {
            nth: reader.fast_fields().u64("nth")?,
            inner: self.0.segment_sort_key_computer(reader)?,
        })
    }
}

pub(super) struct OfArticleIn<C> {
    nth: Column<u64>,
    inner: C,
}

impl<C: SegmentSortKeyComputer> SegmentSortKeyComputer for OfArticleIn<C> {
    type SortKey = C::SortKey;
    type SegmentSortKey = C::SegmentSortKey;
    type SegmentComparator = C::SegmentComparator;

    fn segment_comparator(&self) -> Self::SegmentComparator {
        self.inner.segment_comparator()
    }

    fn segment_sort_key(&mut self, doc: DocId, score: Score) -> Self::SegmentSortKey {
        let (article, _) = article_of(&self.nth, doc);
        self.inner.segment_sort_key(article, score)
    }

    fn convert_segment_sort_key(&self, key: Self::SegmentSortKey) -> Self::SortKey {
        self.inner.convert_segment_sort_key(key)
    }
}
