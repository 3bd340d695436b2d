//! Writes blocks and commits them.

use std::sync::{Mutex, PoisonError};

use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument};

use super::documents::{FileEntry, block, removal};
use super::{IndexError, OpenIndex, Payload};
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

/// The writer of an index. There is one at a time.
pub struct Writer<'a> {
    open: &'a OpenIndex,
    writer: IndexWriter,
    /// Held while a batch is handed over. Tantivy stamps a batch and then queues its deletions: two threads at once may queue
    /// them out of order, and a segment that was finished between takes its own file's deletion for a later one and loses the
    /// file.
    in_order: Mutex<()>,
}

impl<'a> Writer<'a> {
    /// Takes the lock of the index.
    ///
    /// # Errors
    /// [`IndexError::Busy`] where another process writes it.
    pub fn new(open: &'a OpenIndex, options: WriterOptions) -> Result<Self, IndexError> {
        let threads = options
            .threads
            .clamp(1, (options.memory / LEAST_MEMORY).max(1));
        let memory = options.memory.max(LEAST_MEMORY * threads);
        let writer = open
            .index
            .writer_with_num_threads::<TantivyDocument>(threads, memory)
            .map_err(|error| open.folder.failed(error))?;
        let in_order = Mutex::new(());
        Ok(Self {
            open,
            writer,
            in_order,
        })
    }

    /// Replaces a file with what it now holds. May be called from several threads.
    ///
    /// # Errors
    /// A thread of the writer has stopped: the disk is full, for example.
    pub fn replace(&self, file: &FileEntry, articles: &[Article]) -> Result<(), IndexError> {
        self.run(block(&self.open.fields, file, articles))
    }

    /// Removes a file with all that came from it.
    ///
    /// # Errors
    /// As [`Writer::replace`].
    pub fn remove(&self, file_id: &str) -> Result<(), IndexError> {
        self.run(vec![removal(&self.open.fields, file_id)])
    }

    fn run(&self, batch: Vec<UserOperation<TantivyDocument>>) -> Result<(), IndexError> {
        let _in_order = self.in_order.lock().unwrap_or_else(PoisonError::into_inner);
        self.writer
            .run(batch)
            .map(|_| ())
            .map_err(|error| self.open.folder.failed(error))
    }

    /// Commits everything since the last commit, and waits until merging is done.
    ///
    /// # Errors
    /// Nothing is committed.
    pub fn commit(mut self, payload: &Payload) -> Result<(), IndexError> {
        let failed = |error| self.open.folder.failed(error);
        let text = serde_json::to_string(payload).expect("a payload has a JSON form");
        let mut prepared = self.writer.prepare_commit().map_err(failed)?;
        prepared.set_payload(&text);
        prepared.commit().map_err(failed)?;
        self.open.folder.publish()?;
        self.writer.wait_merging_threads().map_err(failed)?;
        self.open.reload()
    }
}
