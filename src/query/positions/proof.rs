//! What only the stored text can tell: capitals and accents, which the index does not keep.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::store::StoreReader;
use tantivy::{DocId, SegmentReader, TantivyDocument};
use unicode_normalization::UnicodeNormalization;

use crate::article::Article;
use crate::index::record::Stored;
use crate::query::FieldName;
use crate::query::values::words_as_printed;

/// A word as it must be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) struct Proof {
    /// The field of the article whose text proves it.
    pub(in crate::query) name: FieldName,
    /// Where articles are stored.
    pub(in crate::query) record: Stored,
    pub(in crate::query) letters: Letters,
}

/// The letters of a printed word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::query) struct Letters {
    word: String,
    /// Whether capitals count; accents do in any case.
    capitals: bool,
}

impl Letters {
    pub(in crate::query) fn new(word: &str, capitals: bool) -> Self {
        let word = normal(word, capitals);
        Self { word, capitals }
    }

    pub(in crate::query) fn are_those_of(&self, printed: &str) -> bool {
        printed == self.word || normal(printed, self.capitals) == self.word
    }
}

fn normal(word: &str, capitals: bool) -> String {
    if capitals {
        word.nfc().collect()
    } else {
        word.to_lowercase().nfc().collect()
    }
}

/// Proves positions by the stored articles of a segment.
pub(super) struct Prover {
    proof: Proof,
    store: Arc<StoreReader>,
    nth: Column<u64>,
}

impl Prover {
    pub(super) fn new(reader: &SegmentReader, proof: &Proof) -> tantivy::Result<Self> {
        Ok(Self {
            proof: proof.clone(),
            store: Arc::new(reader.get_store_reader(1)?),
            nth: reader.fast_fields().u64("nth")?,
        })
    }

    /// Those of the positions in `doc` whose words are printed as they must be.
    pub(super) fn proved(&self, doc: DocId, mut positions: Vec<u32>) -> Vec<u32> {
        let Some((article, nth)) = self.article(doc) else {
            return Vec::new();
        };
        // Both are in their order.
        let mut printed = words_as_printed(&article, self.proof.name, nth).peekable();
        positions.retain(|at| {
            while printed.next_if(|(position, _)| position < at).is_some() {}
            let word = printed.peek().filter(|(position, _)| position == at);
            word.is_some_and(|(_, word)| self.proof.letters.are_those_of(word))
        });
        positions
    }

    /// The article of a document, and which of its quotes the document is, from 1.
    fn article(&self, doc: DocId) -> Option<(Article, usize)> {
        let nth = self.nth.first(doc).unwrap_or(0);
        let parent = doc - DocId::try_from(nth).ok()?;
        let document: TantivyDocument = self.store.get(parent).ok()?;
        let article = self.proof.record.record(&document).article().ok()?;
        Some((article, usize::try_from(nth).ok()?))
    }
}
