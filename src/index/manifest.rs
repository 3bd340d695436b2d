//! What the index knows of the files of a corpus: read from columns, so that the articles' text is not touched.

use std::collections::HashMap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{Searcher, SegmentReader};

use super::documents::FileEntry;
use crate::article::SkipReason;

/// The files of the index by their id.
///
/// # Errors
/// A column cannot be read.
pub fn files(searcher: &Searcher) -> tantivy::Result<HashMap<String, FileEntry>> {
    let mut files = HashMap::new();
    for segment in searcher.segment_readers() {
        let columns = Columns::open(segment)?;
        for doc in segment.doc_ids_alive() {
            if let Some(entry) = columns.entry(doc) {
                files.insert(entry.id.clone(), entry);
            }
        }
    }
    Ok(files)
}

struct Columns {
    id: Texts,
    root: Texts,
    below: Texts,
    skip: Texts,
    size: Column<u64>,
    mtime: Column<i64>,
    hash: Column<u64>,
    recent: Column<u64>,
    rules: Column<u64>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            id: Texts::open(fast.str("file_id")?)?,
            root: Texts::open(fast.str("file_root")?)?,
            below: Texts::open(fast.str("file_below")?)?,
            skip: Texts::open(fast.str("file_skip")?)?,
            size: fast.u64("file_size")?,
            mtime: fast.i64("file_mtime")?,
            hash: fast.u64("file_hash")?,
            recent: fast.u64("file_recent")?,
            rules: fast.u64("file_rules")?,
        })
    }

    /// The entry of a document that stands for a file: only these have a path below a root.
    fn entry(&self, doc: u32) -> Option<FileEntry> {
        let below = self.below.of(doc)?.to_owned();
        Some(FileEntry {
            id: self.id.of(doc)?.to_owned(),
            root: self.root.of(doc)?.to_owned(),
            below,
            size: self.size.first(doc)?,
            mtime: self.mtime.first(doc)?,
            hash: self.hash.first(doc)?,
            skip: self.skip.of(doc).and_then(SkipReason::from_name),
            recent: self.recent.first(doc)? == 1,
            rules: self.rules.first(doc)?,
        })
    }
}

/// A column of text with its dictionary read out: one pass, where a look-up a document would search a block each time.
pub struct Texts {
    column: Option<StrColumn>,
    terms: Vec<String>,
}

impl Texts {
    /// # Errors
    /// The dictionary cannot be read.
    pub fn open(column: Option<StrColumn>) -> tantivy::Result<Self> {
        let mut terms = Vec::new();
        if let Some(column) = &column {
            let mut stream = column.dictionary().stream()?;
            while stream.advance() {
                terms.push(String::from_utf8_lossy(stream.key()).into_owned());
            }
        }
        Ok(Self { column, terms })
    }

    /// The text of a document.
    #[must_use]
    pub fn of(&self, doc: u32) -> Option<&str> {
        self.terms.get(self.number_of(doc)?).map(String::as_str)
    }

    /// The texts of a document that may have several.
    pub fn all_of(&self, doc: u32) -> impl Iterator<Item = &str> {
        let numbers = self.numbers_of(doc);
        numbers.filter_map(|number| self.terms.get(number).map(String::as_str))
    }

    /// The number of the document's text among [`Texts::all`].
    #[must_use]
    pub fn number_of(&self, doc: u32) -> Option<usize> {
        self.numbers_of(doc).next()
    }

    /// The numbers of the document's texts among [`Texts::all`].
    pub fn numbers_of(&self, doc: u32) -> impl Iterator<Item = usize> {
        let numbers = self
            .column
            .iter()
            .flat_map(move |column| column.term_ords(doc));
        numbers.filter_map(|number| usize::try_from(number).ok())
    }

    /// Every text of the column, those of deleted documents included.
    #[must_use]
    pub fn all(&self) -> &[String] {
        &self.terms
    }
}
