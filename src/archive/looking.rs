//! A group of files of a run, looked at together: read, decoded, and extracted where their content is new.
//!
//! In: jobs. Out: what stands in each, in their order. Nothing is written here.

use super::Job;
use super::drafting::Drafted;
use super::reading::Reading;
use crate::article::Article;
use crate::corpus::{Skipped, read};
use crate::extract::{Options, articles};
use crate::index::documents::FileEntry;

/// A file that was looked at.
pub(super) struct Seen<'a, T> {
    /// Bytes that were read.
    pub(super) size: u64,
    /// The hash of them; 0 where they were not read.
    pub(super) hash: u64,
    pub(super) content: Content<'a, T>,
}

/// What stands in a file.
pub(super) enum Content<'a, T> {
    /// What the index has.
    Known(&'a FileEntry),
    /// Something else.
    New(T),
    /// Nothing that is read.
    LeftOut(Skipped),
}

impl Reading<'_> {
    /// What stands in each of these files.
    pub(super) fn look<'a>(&self, jobs: &'a [Job]) -> Vec<Seen<'a, Article>> {
        let seen = jobs.iter().map(|job| self.open(job)).collect();
        extracted(seen, self.extract)
    }

    fn open<'a>(&self, job: &'a Job) -> Seen<'a, Drafted> {
        if let Some(skipped) = &job.skipped {
            return Seen::left_out(skipped.clone(), 0);
        }
        let bytes = match read(&job.file) {
            Ok(bytes) => bytes,
            Err(skipped) => return Seen::left_out(skipped, 0),
        };
        let hash = hash(&bytes);
        let known = (job.known.as_ref())
            .filter(|known| self.holds(known, &job.file) && is_content_of(known, &bytes));
        let content = match known {
            Some(known) => Content::Known(known),
            None => match Drafted::new(&job.file, &bytes) {
                Ok(drafted) => Content::New(drafted),
                Err(skipped) => return Seen::left_out(skipped, hash),
            },
        };
        Seen {
            size: bytes.len() as u64,
            hash,
            content,
        }
    }
}

impl<T> Seen<'_, T> {
    fn left_out(skipped: Skipped, hash: u64) -> Self {
        Self {
            size: 0,
            hash,
            content: Content::LeftOut(skipped),
        }
    }
}

/// The articles in the place of what they were made of.
fn extracted<'a>(seen: Vec<Seen<'a, Drafted>>, options: &Options) -> Vec<Seen<'a, Article>> {
    let drafts = seen.iter().filter_map(|seen| match &seen.content {
        Content::New(drafted) => Some((&drafted.draft, &drafted.origin)),
        _ => None,
    });
    let mut articles = articles(drafts, options).into_iter();
    let finished = seen.into_iter().map(|seen| Seen {
        size: seen.size,
        hash: seen.hash,
        content: match seen.content {
            Content::Known(known) => Content::Known(known),
            Content::LeftOut(skipped) => Content::LeftOut(skipped),
            Content::New(drafted) => {
                let mut article = articles.next().expect("a draft gives an article");
                article.notes.extend(drafted.notes);
                Content::New(article)
            }
        },
    });
    finished.collect()
}

/// Whether what the index has of a file was made from these bytes.
pub(super) fn is_content_of(known: &FileEntry, bytes: &[u8]) -> bool {
    known.size == bytes.len() as u64 && known.hash == hash(bytes)
}

/// The first eight bytes of the BLAKE3 hash.
fn hash(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    let first = hash.as_bytes().first_chunk();
    u64::from_le_bytes(*first.expect("a hash has thirty-two bytes"))
}
