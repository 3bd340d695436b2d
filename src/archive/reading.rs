//! One file of a run: read, decoded, extracted, handed to the writer.

use super::Job;
use super::staged::Staged;
use crate::article::{Article, Note, SkipReason};
use crate::corpus::{CorpusFile, Skipped, decode, read};
use crate::extract::{self, Extraction, Origin, article, extract};
use crate::format::{self, Draft};
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

/// The article in a file with the finds behind it, from its bytes.
///
/// # Errors
/// Why the file is left out.
pub fn read_article(
    file: &CorpusFile,
    bytes: &[u8],
    options: &extract::Options,
) -> Result<Extraction, Skipped> {
    let (draft, origin, notes) = drafted(file, bytes)?;
    let mut extraction = extract(&draft, &origin, options);
    extraction.article.notes.extend(notes);
    Ok(extraction)
}

/// The article alone, as the index holds it.
fn article_alone(
    file: &CorpusFile,
    bytes: &[u8],
    options: &extract::Options,
) -> Result<Article, Skipped> {
    let (draft, origin, notes) = drafted(file, bytes)?;
    let mut article = article(&draft, &origin, options);
    article.notes.extend(notes);
    Ok(article)
}

/// What a file says of itself, where it came from, and what its bytes are noted for.
fn drafted(file: &CorpusFile, bytes: &[u8]) -> Result<(Draft, Origin, Vec<Note>), Skipped> {
    let decoded = decode(bytes)?;
    let draft = format::draft(decoded.text)?;
    let origin = Origin {
        path: file.path.clone(),
        member: None,
        id: file.article_id(None),
        encoding: decoded.encoding.to_owned(),
        mtime: (file.mtime != 0).then_some(file.mtime),
    };
    Ok((draft, origin, decoded.notes))
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

    /// Looks at a file and, where its content is new, replaces it in the index.
    pub(super) fn process(&self, job: &Job, staged: &Staged<'_>) -> Result<Outcome, IndexError> {
        if let Some(skipped) = &job.skipped {
            return self.left_out(job, skipped.clone(), 0, staged);
        }
        let bytes = match read(&job.file) {
            Ok(bytes) => bytes,
            Err(skipped) => return self.left_out(job, skipped, 0, staged),
        };
        let read = bytes.len() as u64;
        let hash = hash(&bytes);
        let known = job.known.as_ref();
        let same =
            known.filter(|known| self.holds(known, &job.file) && is_content_of(known, &bytes));
        if let Some(known) = same {
            let now = FileEntry {
                rules: known.rules,
                ..self.entry(job, hash, known.skip)
            };
            if now != *known {
                staged.writer()?.touch(&now)?;
            }
            return Ok(Outcome {
                bytes: read,
                unchanged: true,
                skipped: known.skip.map(Skipped::from),
            });
        }
        match article_alone(&job.file, &bytes, self.extract) {
            Ok(article) => {
                let entry = FileEntry {
                    size: read,
                    ..self.entry(job, hash, None)
                };
                let arrival = self.stamps.of(&entry);
                let articles = vec![article];
                staged.writer()?.replace(&entry, arrival, articles)?;
                Ok(Outcome {
                    bytes: read,
                    ..Outcome::default()
                })
            }
            Err(skipped) => self.left_out(job, skipped, hash, staged),
        }
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

/// Whether what the index has of a file was made from these bytes.
pub(super) fn is_content_of(known: &FileEntry, bytes: &[u8]) -> bool {
    known.size == bytes.len() as u64 && known.hash == hash(bytes)
}

/// The first eight bytes of the BLAKE3 hash.
fn hash(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    let first: [u8; 8] = hash.as_bytes()[..8]
        .try_into()
        .expect("a hash has thirty-two bytes");
    u64::from_le_bytes(first)
}
