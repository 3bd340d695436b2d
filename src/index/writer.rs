//! Writes blocks and commits them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::IndexWriter;
use tantivy::indexer::{NoMergePolicy, UserOperation};

use super::documents::{FileEntry, block, removal, touch};
use super::merges::Merges;
use super::pending::Pending;
use super::way::Way;
use super::{Arrival, IndexError, OpenIndex, Payload, copies};
use crate::article::Article;

/// What a writer may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterOptions {
    /// Threads that build segments.
    pub threads: usize,
    /// Bytes for all of them together.
    pub memory: usize,
}

/// Tantivy's own lower bound for the buffer of one thread, with room for its rounding.
const LEAST_MEMORY: usize = 16 << 20;

/// Writes a generation that no reader sees yet.
pub struct Writer {
    open: OpenIndex,
    /// Held while a batch is handed over. Tantivy stamps a batch and then queues its deletions: two threads at once may queue
    /// them out of order, and a segment that was finished between takes its own file's deletion for a later one and loses the
    /// file.
    writer: Mutex<IndexWriter<Pending>>,
    way: Arc<Way>,
}

impl Writer {
    /// A writer of a generation that has been begun, or is gone on with.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn new(open: OpenIndex, options: WriterOptions) -> Result<Self, IndexError> {
        let threads = options
            .threads
            .clamp(1, (options.memory / LEAST_MEMORY).max(1));
        let memory = options.memory.max(LEAST_MEMORY * threads);
        let writer = open
            .index
            .writer_with_num_threads::<Pending>(threads, memory)
            .map_err(|error| open.folder.failed(error))?;
        writer.set_merge_policy(Box::new(Merges::default()));
        Ok(Self {
            open,
            writer: Mutex::new(writer),
            way: Arc::default(),
        })
    }

    /// Replaces a file with what it now holds, and says when that arrived. May be called from several threads, and waits while too
    /// much is to be written.
    ///
    /// # Errors
    /// A thread of the writer has stopped: the disk is full, for example.
    pub fn replace(
        &self,
        file: &FileEntry,
        arrival: Arrival,
        articles: Vec<Article>,
    ) -> Result<(), IndexError> {
        let place = self.way.enter(file.size);
        self.run(block(&self.open.fields, file, arrival, articles, place))
    }

    /// Replaces what the index keeps of a file, and leaves all that came from it.
    ///
    /// # Errors
    /// As [`Writer::replace`].
    pub fn touch(&self, file: &FileEntry) -> Result<(), IndexError> {
        self.run(touch(&self.open.fields, file))
    }

    /// Removes a file with all that came from it.
    ///
    /// # Errors
    /// As [`Writer::replace`].
    pub fn remove(&self, file_id: &str) -> Result<(), IndexError> {
        self.run(vec![removal(&self.open.fields, file_id)])
    }

    fn run(&self, batch: Vec<UserOperation<Pending>>) -> Result<(), IndexError> {
        let run = self.writer().run(batch);
        run.map(|_| ()).map_err(|error| self.failed(error))
    }

    /// Commits everything since the last commit. Readers do not see it before the generation is published.
    ///
    /// # Errors
    /// Nothing is committed.
    pub fn commit(&self, payload: &Payload) -> Result<(), IndexError> {
        let text = serde_json::to_string(payload).expect("a payload has a JSON form");
        let mut writer = self.writer();
        let mut prepared = writer
            .prepare_commit()
            .map_err(|error| self.failed(error))?;
        prepared.set_payload(&text);
        prepared.commit().map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// Commits, and writes every segment that has removed documents again without them, so that nothing is left of their text.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn purge(&self, payload: &Payload) -> Result<(), IndexError> {
        let failed = |error| self.failed(error);
        // A merge that the commit begins by itself would take away segments that are to be written anew here.
        self.writer().set_merge_policy(Box::new(NoMergePolicy));
        self.commit(payload)?;
        for segment in self.open.index.searchable_segment_metas().map_err(failed)? {
            if segment.num_deleted_docs() > 0 {
                let merged = self.writer().merge(&[segment.id()]);
                merged.wait().map_err(failed)?;
            }
        }
        Ok(())
    }

    /// Waits until merging is done, and finds the copies; the generation is then as it stays. `before` is the one that readers
    /// see.
    ///
    /// # Errors
    /// A merge has failed.
    pub fn finish(self, before: Option<&OpenIndex>) -> Result<OpenIndex, IndexError> {
        let Self { open, writer, .. } = self;
        let writer = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        writer
            .wait_merging_threads()
            .map_err(|error| open.folder.failed(error))?;
        open.reload()?;
        // What was merged away could not be removed while the reader of the beginning held it.
        let failed = |error| open.folder.failed(error);
        open.index
            .writer_with_num_threads::<Pending>(1, LEAST_MEMORY)
            .and_then(|writer| writer.garbage_collect_files().wait())
            .map_err(failed)?;
        let searcher = before.map(OpenIndex::searcher);
        let searcher = searcher.as_ref();
        // Where the copies of before are lost, all are found anew.
        let proved = before.zip(searcher);
        let proved =
            proved.and_then(|(before, searcher)| copies::proved(&before.index, searcher).ok());
        let before = searcher.zip(proved.as_ref());
        let before = before.map(|(searcher, copies)| copies::Before { searcher, copies });
        copies::write(&open.index, &open.searcher(), before.as_ref()).map_err(failed)?;
        Ok(open)
    }

    fn writer(&self) -> MutexGuard<'_, IndexWriter<Pending>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        self.open.folder.failed(error)
    }
}
