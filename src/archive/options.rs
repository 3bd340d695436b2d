//! How a run is to be made, and who is told how it goes on.

use crate::corpus::Selection;
use crate::extract;

/// How a run is to be made.
#[derive(Clone, Debug)]
pub struct UpdateOptions {
    /// Which files are wanted.
    pub selection: Selection,
    /// What extraction is told.
    pub extract: extract::Options,
    /// Threads that read and extract; as many again write.
    pub threads: usize,
    /// Bytes that the writers may hold before they flush.
    pub memory: usize,
    /// Lets a run remove more than a fifth of a root's files.
    pub allow_removals: bool,
    /// Builds everything again, with the roots that the index has and the run does not name.
    pub rebuild: bool,
    /// Leaves files as they are that other rules or options were applied to, as long as their content is the same.
    pub keep_old: bool,
    /// Bytes of articles after which what is done is kept for a later run, should this one be killed.
    pub checkpoint: u64,
    /// Waits where another process writes the index.
    pub wait: bool,
    /// The time of the run, nanoseconds since 1970: a file changed just before it is looked at again next time.
    pub now: i64,
}

impl Default for UpdateOptions {
    /// All files, two threads, 400 MB for the writers, a checkpoint every 256 MB, and the beginning of 1970.
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            extract: extract::Options::default(),
            threads: 2,
            memory: 400 << 20,
            allow_removals: false,
            rebuild: false,
            keep_old: false,
            checkpoint: 256 << 20,
            wait: false,
            now: 0,
        }
    }
}

/// What is told while a run goes on. Called from one thread.
pub trait Progress {
    /// So many files, with so many bytes, are to be read.
    fn begins(&self, _files: u64, _bytes: u64) {}
    /// A file of so many bytes has been read.
    fn file_done(&self, _bytes: u64) {}
    /// All files are read; the rest is written and merged.
    fn commits(&self) {}
    /// Whether the run shall end here and keep what is done.
    fn stops(&self) -> bool {
        false
    }
}

/// Tells nobody.
impl Progress for () {}
