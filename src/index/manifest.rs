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
    id: Option<StrColumn>,
    root: Option<StrColumn>,
    below: Option<StrColumn>,
    skip: Option<StrColumn>,
    size: Column<u64>,
    mtime: Column<i64>,
    hash: Column<u64>,
    recent: Column<u64>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            id: fast.str("file_id")?,
            root: fast.str("file_root")?,
            below: fast.str("file_below")?,
            skip: fast.str("file_skip")?,
            size: fast.u64("file_size")?,
            mtime: fast.i64("file_mtime")?,
            hash: fast.u64("file_hash")?,
            recent: fast.u64("file_recent")?,
        })
    }

    /// The entry of a document that stands for a file: only these have a path below a root.
    fn entry(&self, doc: u32) -> Option<FileEntry> {
        let below = text(&self.below, doc)?;
        Some(FileEntry {
            id: text(&self.id, doc)?,
            root: text(&self.root, doc)?,
            below,
            size: self.size.first(doc)?,
            mtime: self.mtime.first(doc)?,
            hash: self.hash.first(doc)?,
            skip: text(&self.skip, doc)
                .as_deref()
                .and_then(SkipReason::from_name),
            recent: self.recent.first(doc)? == 1,
        })
    }
}

fn text(column: &Option<StrColumn>, doc: u32) -> Option<String> {
    let column = column.as_ref()?;
    let term = column.term_ords(doc).next()?;
    let mut text = String::new();
    column.ord_to_str(term, &mut text).ok()?.then_some(text)
}
