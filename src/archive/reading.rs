//! One file of a run: read, decoded, extracted, handed to the writer.

use super::Job;
use crate::corpus::{CorpusFile, Skipped, decode, read};
use crate::extract::{self, Extraction, Origin, extract};
use crate::format;
use crate::index::documents::FileEntry;
use crate::index::{IndexError, Writer};

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

/// The article in a file, from its bytes.
///
/// # Errors
/// Why the file is left out.
pub fn read_article(
    file: &CorpusFile,
    bytes: &[u8],
    options: &extract::Options,
) -> Result<Extraction, Skipped> {
    let decoded = decode(bytes)?;
    let draft = format::draft(decoded.text)?;
    let origin = Origin {
        path: file.path.clone(),
        member: None,
        id: file.article_id(None),
        encoding: decoded.encoding.to_owned(),
    };
    let mut extraction = extract(&draft, &origin, options);
    extraction.article.notes.extend(decoded.notes);
    Ok(extraction)
}

/// Looks at a file and, where its content is new, replaces it in the index.
pub(super) fn process(
    job: &Job,
    options: &extract::Options,
    writer: &Writer<'_>,
) -> Result<Outcome, IndexError> {
    if let Some(skipped) = &job.skipped {
        return left_out(job, skipped.clone(), 0, writer);
    }
    let bytes = match read(&job.file) {
        Ok(bytes) => bytes,
        Err(skipped) => return left_out(job, skipped, 0, writer),
    };
    let hash = hash(&bytes);
    if job.known.as_ref().is_some_and(|known| {
        job.same_rules && known.hash == hash && known.size == bytes.len() as u64
    }) {
        let skipped = job
            .known
            .as_ref()
            .and_then(|known| known.skip)
            .map(Skipped::from);
        return Ok(Outcome {
            bytes: bytes.len() as u64,
            unchanged: true,
            skipped,
        });
    }
    match read_article(&job.file, &bytes, options) {
        Ok(extraction) => {
            writer.replace(&entry(job, hash, None), &[extraction.article])?;
            Ok(Outcome {
                bytes: bytes.len() as u64,
                ..Outcome::default()
            })
        }
        Err(skipped) => left_out(job, skipped, hash, writer),
    }
}

fn left_out(
    job: &Job,
    skipped: Skipped,
    hash: u64,
    writer: &Writer<'_>,
) -> Result<Outcome, IndexError> {
    let unchanged = job.same_rules
        && job.known.as_ref().is_some_and(|known| {
            known.skip == Some(skipped.reason)
                && known.hash == hash
                && known.size == job.file.size
                && known.mtime == job.file.mtime
        });
    if !unchanged {
        writer.replace(&entry(job, hash, Some(&skipped)), &[])?;
    }
    Ok(Outcome {
        bytes: 0,
        unchanged,
        skipped: Some(skipped),
    })
}

fn entry(job: &Job, hash: u64, skipped: Option<&Skipped>) -> FileEntry {
    FileEntry {
        id: job.file.id(),
        root: job.file.root.clone(),
        below: job.file.below.clone(),
        size: job.file.size,
        mtime: job.file.mtime,
        hash,
        skip: skipped.map(|skipped| skipped.reason),
        recent: job.recent,
    }
}

/// The first eight bytes of the BLAKE3 hash.
fn hash(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    let first: [u8; 8] = hash.as_bytes()[..8]
        .try_into()
        .expect("a hash has thirty-two bytes");
    u64::from_le_bytes(first)
}
