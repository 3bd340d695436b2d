//! One file of a run, once it was looked at: handed to the writer, or passed over.

use super::Job;
use super::looking::{Content, Seen};
use super::staged::Staged;
use crate::article::{Article, SkipReason};
use crate::corpus::{CorpusFile, Skipped};
use crate::extract;
use crate::index::documents::FileEntry;
use crate::index::{Arrival, IndexError, Stamps};

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Bytes that were read.
    pub bytes: u64,
    /// Whether the content is what the index has.
    pub unchanged: bool,
    /// Why it was left out, where it was.
    pub skipped: Option<Skipped>,
}

impl Outcome {
    /// Whether the system refused to read the file.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        let reason = self.skipped.as_ref().map(|skipped| skipped.reason);
        reason == Some(SkipReason::Unreadable)
    }
}

/// What every file of a run is read with.
pub(super) struct Reading<'a> {
    pub(super) extract: &'a extract::Options,
    /// The number of rules and options that files are now extracted by.
    pub(super) rules: u64,
    /// Whether files that were extracted by others stay as they are.
    pub(super) keep_old: bool,
    /// When what is read has arrived.
    pub(super) stamps: Stamps<'a>,
}

impl Reading<'_> {
    /// Whether what the index has of a file would come out the same today, or is to be kept all the same.
    pub(super) fn holds(&self, known: &FileEntry, file: &CorpusFile) -> bool {
        let same_time = !self.extract.date_from_mtime || known.mtime == file.mtime;
        same_time && (self.keep_old || known.rules == self.rules)
    }

    /// Replaces what the index has of a file where its content is new.
    pub(super) fn write(
        &self,
        job: &Job,
        seen: Seen<Article>,
        staged: &Staged<'_>,
    ) -> Result<Outcome, IndexError> {
        let Seen {
            size,
            hash,
            content,
        } = seen;
        match content {
            Content::Known(known) => self.unchanged(job, known, size, staged),
            Content::LeftOut(skipped) => self.left_out(job, skipped, hash, staged),
            Content::New(article) => {
                let entry = FileEntry {
                    size,
                    ..self.entry(job, hash, None)
                };
                let arrival = self.stamps.of(&entry);
                let articles = vec![article];
                staged.writer()?.replace(&entry, arrival, articles)?;
                Ok(Outcome {
                    bytes: size,
                    ..Outcome::default()
                })
            }
        }
    }

    /// Keeps what the index has of a file, and writes down when the file was touched.
    fn unchanged(
        &self,
        job: &Job,
        known: &FileEntry,
        bytes: u64,
        staged: &Staged<'_>,
    ) -> Result<Outcome, IndexError> {
        let now = FileEntry {
            rules: known.rules,
            ..self.entry(job, known.hash, known.skip)
        };
        if now != *known {
            staged.writer()?.touch(&now)?;
        }
        Ok(Outcome {
            bytes,
            unchanged: true,
            skipped: known.skip.map(Skipped::from),
        })
    }

    fn left_out(
        &self,
        job: &Job,
        skipped: Skipped,
        hash: u64,
        staged: &Staged<'_>,
    ) -> Result<Outcome, IndexError> {
        let entry = self.entry(job, hash, Some(skipped.reason));
        let unchanged = match &job.known {
            // A file that cannot be read today may be readable tomorrow: its articles stay.
            Some(known) if known.skip.is_none() && skipped.reason == SkipReason::Unreadable => true,
            Some(known) if known.skip == entry.skip && known.hash == hash => {
                if *known != entry {
                    staged.writer()?.touch(&entry)?;
                }
                true
            }
            _ => {
                let nobody_asks = Arrival::default();
                staged.writer()?.replace(&entry, nobody_asks, Vec::new())?;
                false
            }
        };
        Ok(Outcome {
            bytes: 0,
            unchanged,
            skipped: Some(skipped),
        })
    }

    fn entry(&self, job: &Job, hash: u64, skip: Option<SkipReason>) -> FileEntry {
        FileEntry {
            id: job.file.id(),
            root: job.file.root.clone(),
            below: job.file.below.clone(),
            size: job.file.size,
            mtime: job.file.mtime,
            hash,
            skip,
            recent: job.recent,
            rules: self.rules,
        }
    }
}
