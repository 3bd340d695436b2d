//! A file's bytes made ready for extraction, and the article in one.

use crate::article::Note;
use crate::corpus::{CorpusFile, Skipped, decode};
use crate::extract::{self, Extraction, Origin, extract};
use crate::format::{self, Draft};

/// What a file says of itself, where it came from, and what its bytes are noted for.
pub(super) struct Drafted {
    pub(super) draft: Draft,
    pub(super) origin: Origin,
    pub(super) notes: Vec<Note>,
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
    let drafted = Drafted::new(file, bytes)?;
    let mut extraction = extract(&drafted.draft, &drafted.origin, options);
    extraction.article.notes.extend(drafted.notes);
    Ok(extraction)
}

impl Drafted {
    /// What stands in a file with these bytes.
    pub(super) fn new(file: &CorpusFile, bytes: &[u8]) -> Result<Self, Skipped> {
        let decoded = decode(bytes)?;
        let draft = format::draft(decoded.text)?;
        let origin = Origin {
            path: file.path.clone(),
            member: None,
            id: file.article_id(None),
            encoding: decoded.encoding.to_owned(),
            mtime: (file.mtime != 0).then_some(file.mtime),
        };
        Ok(Self {
            draft,
            origin,
            notes: decoded.notes,
        })
    }
}
