//! The sketches of a segment's documents, kept in a file of their own beside the files of Tantivy.
//!
//! In: the documents of a segment that is written, or the segments that are merged into one. Out: [`Sketches`], looked up where they
//! lie. A number in a column costs a build six hundred instructions, and an article with its quotes has fifty of them; a row of
//! this file is a few bytes that are copied.
//!
//! The file: how many documents there are, the number of each one's text, where the row of each ends, the rows. All numbers have
//! their lowest byte first. A row is nothing; or how many keys it has, in two bytes, the keys in four each, and the trace.

use std::any::Any;
use std::io::{self, Write};

use tantivy::directory::{OwnedBytes, TerminatingWrite};
use tantivy::index::SegmentComponent;
use tantivy::indexer::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;
use tantivy::{DocId, Segment, SegmentReader, TantivyError};

use super::trace::push_traced;
use crate::index::pending::Pending;

/// The end of the name of the file.
const EXTENSION: &str = "sketch";

/// The file, as a part of its segment.
pub(in crate::index) fn part() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// What Tantivy calls where it writes and merges segments.
pub(in crate::index) struct SketchFiles;

impl SegmentPlugin for SketchFiles {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, _: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(Writing::default()))
    }

    fn merge(&self, merged: PluginMergeContext) -> tantivy::Result<()> {
        let mut writing = Writing::default();
        // No field sorts the index: segments follow each other, without what was removed.
        for reader in merged.readers {
            let sketches = Sketches::open(reader)?;
            for doc in reader.doc_ids_alive() {
                writing.add(sketches.get(doc))?;
            }
        }
        writing.write(merged.target_segment)
    }
}

/// The sketches of a file's documents, one after the other, as they wait to be written.
#[derive(Debug, Default)]
pub(in crate::index) struct Rows {
    /// The number of each one's text, and where its row ends.
    ends: Vec<(u64, usize)>,
    rows: Vec<u8>,
}

/// A sketch as the file has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::index) struct Row<'a> {
    text: u64,
    row: &'a [u8],
}

impl Rows {
    /// With room for the sketches of so many documents: an article has some thirty keys, a quote four.
    pub(in crate::index) fn for_documents(count: usize) -> Self {
        Self {
            ends: Vec::with_capacity(count),
            rows: Vec::with_capacity(count * 32 + 128),
        }
    }

    /// A document that is recognised by nothing.
    pub(in crate::index) fn add_none(&mut self) {
        self.ends.push((0, self.rows.len()));
    }

    /// A document of this text, its keys, and the words that are traced.
    pub(super) fn add(&mut self, text: u64, keys: &[u32], traced: &[u64]) {
        if let Ok(count @ 1..) = u16::try_from(keys.len()) {
            self.rows.extend_from_slice(&count.to_le_bytes());
            let keys = keys.iter().flat_map(|key| key.to_le_bytes());
            self.rows.extend(keys);
            push_traced(traced, &mut self.rows);
        }
        self.ends.push((text, self.rows.len()));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        (0..).map_while(|nth| self.get(nth))
    }

    pub(in crate::index) fn get(&self, nth: usize) -> Option<Row<'_>> {
        let (text, end) = *self.ends.get(nth)?;
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before].1);
        let row = &self.rows[start..end];
        Some(Row { text, row })
    }
}

/// The sketches of a segment, as they are written.
#[derive(Default)]
struct Writing {
    texts: Vec<u8>,
    ends: Vec<u8>,
    rows: Vec<u8>,
}

impl Writing {
    fn add(&mut self, Row { text, row }: Row<'_>) -> tantivy::Result<()> {
        self.rows.extend_from_slice(row);
        self.end(text)
    }

    fn end(&mut self, text: u64) -> tantivy::Result<()> {
        let end = u32::try_from(self.rows.len()).map_err(|_| {
            TantivyError::InternalError("a segment has more sketches than fit a file".to_owned())
        })?;
        self.texts.extend(text.to_le_bytes());
        self.ends.extend(end.to_le_bytes());
        Ok(())
    }

    fn write(&self, segment: &Segment) -> tantivy::Result<()> {
        let mut file = segment.open_write(part())?;
        self.write_to(&mut file)?;
        Ok(file.terminate()?)
    }

    fn write_to(&self, file: &mut dyn Write) -> io::Result<()> {
        let count = (self.ends.len() / size_of::<u32>()) as u32;
        let parts = [&count.to_le_bytes(), &*self.texts, &self.ends, &self.rows];
        parts.into_iter().try_for_each(|part| file.write_all(part))
    }
}

impl PluginWriter for Writing {
    fn add_document(
        &mut self,
        _: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let document = document.as_any().downcast_ref::<Pending>();
        match document.and_then(Pending::sketch) {
            Some(row) => self.add(row),
            None => self.end(0),
        }
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _sorted: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        self.write(segment)
    }

    fn mem_usage(&self) -> usize {
        self.texts.capacity() + self.ends.capacity() + self.rows.capacity()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// The sketches of a segment.
pub(in crate::index) struct Sketches {
    texts: OwnedBytes,
    ends: OwnedBytes,
    rows: OwnedBytes,
}

impl Sketches {
    pub(in crate::index) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let file = reader.open_read(part())?.read_bytes()?;
        Self::of(file, reader.max_doc()).ok_or_else(|| {
            let message = format!(
                "a file .{EXTENSION} is not as it was written; dateline check --repair makes it anew"
            );
            TantivyError::InternalError(message)
        })
    }

    /// The sketches of so many documents.
    fn of(mut file: OwnedBytes, count: DocId) -> Option<Self> {
        let (texts, ends) = (
            count as usize * size_of::<u64>(),
            count as usize * size_of::<u32>(),
        );
        let whole = file.len() >= size_of::<u32>() + texts + ends && file.read_u32() == count;
        let (texts, rest) = whole.then(|| file.split(texts))?;
        let (ends, rows) = rest.split(ends);
        Some(Self { texts, ends, rows })
    }

    /// How many documents there are.
    pub(super) fn count(&self) -> DocId {
        (self.ends.len() / size_of::<u32>()) as DocId
    }

    /// The number of a document's text; 0 where it has none.
    pub(in crate::index) fn text(&self, doc: DocId) -> u64 {
        let (texts, _) = self.texts.as_chunks();
        texts
            .get(doc as usize)
            .map_or(0, |text| u64::from_le_bytes(*text))
    }

    /// The keys of a document, the smallest first.
    pub(super) fn keys(&self, doc: DocId) -> impl Iterator<Item = u32> + '_ {
        let (keys, _) = keys_and_trace(self.row(doc));
        keys.iter().map(|key| u32::from_le_bytes(*key))
    }

    /// The trace of a quote; empty where it has no keys.
    pub(super) fn trace(&self, quote: DocId) -> &[u8] {
        let (_, trace) = keys_and_trace(self.row(quote));
        trace
    }

    /// The sketch of a document.
    pub(super) fn get(&self, doc: DocId) -> Row<'_> {
        let (text, row) = (self.text(doc), self.row(doc));
        Row { text, row }
    }

    /// The row of a document; empty where the file is not as it was written, which `check` tells.
    pub(in crate::index) fn row(&self, doc: DocId) -> &[u8] {
        let (ends, _) = self.ends.as_chunks();
        let end = |doc: usize| {
            ends.get(doc)
                .map_or(0, |end| u32::from_le_bytes(*end) as usize)
        };
        let doc = doc as usize;
        let start = doc.checked_sub(1).map_or(0, end);
        self.rows.get(start..end(doc)).unwrap_or_default()
    }
}

fn keys_and_trace(row: &[u8]) -> (&[[u8; 4]], &[u8]) {
    let Some((count, rest)) = row.split_first_chunk() else {
        return (&[], &[]);
    };
    let keys = usize::from(u16::from_le_bytes(*count)) * size_of::<u32>();
    let (keys, trace) = rest.split_at(keys.min(rest.len()));
    let (keys, _) = keys.as_chunks();
    (keys, trace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKETCHES: [(u64, &[u32], &[u64]); 3] = [
        (7, &[1, 1 << 30], &[9 << 60, 8, 7 << 40]),
        (0, &[], &[]),
        (u64::MAX, &[5], &[]),
    ];

    fn written() -> Vec<u8> {
        let mut rows = Rows::default();
        for (text, keys, traced) in SKETCHES {
            rows.add(text, keys, traced);
        }
        let mut writing = Writing::default();
        for nth in 0..SKETCHES.len() {
            writing.add(rows.get(nth).unwrap()).unwrap();
        }
        assert!(rows.get(SKETCHES.len()).is_none());
        let mut file = Vec::new();
        writing.write_to(&mut file).unwrap();
        file
    }

    #[test]
    fn what_is_written_is_read() {
        let read = Sketches::of(OwnedBytes::new(written()), 3).unwrap();
        assert_eq!(read.count(), 3);
        for ((text, keys, traced), doc) in SKETCHES.into_iter().zip(0..) {
            let mut trace = Vec::new();
            push_traced(traced, &mut trace);
            assert_eq!(read.text(doc), text);
            assert_eq!(read.keys(doc).collect::<Vec<_>>(), keys);
            assert_eq!(read.trace(doc), trace);
        }
    }

    #[test]
    fn a_file_that_is_cut_or_of_other_documents_is_told_or_says_nothing() {
        let file = written();
        assert!(Sketches::of(OwnedBytes::new(file.clone()), 4).is_none());
        for end in 0..file.len() {
            if let Some(read) = Sketches::of(OwnedBytes::new(file[..end].to_vec()), 3) {
                assert!(read.trace(2).is_empty() && read.keys(2).count() == 0);
            }
        }
    }
}
