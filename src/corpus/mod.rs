//! Finds the files of a corpus, reads and decodes them, and says of every file left out why.
//!
//! In: folders and files named by a person. Out: [`CorpusFile`]s in a fixed order, and their text. What the text means is
//! left to `format` and `extract`.

mod decode;
mod read;
mod selection;
mod walk;

use std::path::{Path, PathBuf};

use crate::article::SkipReason;

pub use decode::{Decoded, decode};
pub use read::read;
pub use selection::{BadGlob, Selection};
pub use walk::{Walked, walk};

/// A folder, or a single file, that a person names as a part of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Where it is, as given.
    pub path: PathBuf,
    /// The name that ids are made with: the folder's own name unless another is given. The same on every machine.
    pub label: String,
}

impl Root {
    /// The root at `path`, labelled by the folder's own name; a file is labelled by its folder.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = if full.is_file() {
            full.parent().unwrap_or(&full)
        } else {
            &full
        };
        let label = folder
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self {
            path: path.to_owned(),
            label,
        }
    }
}

/// A file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusFile {
    /// Where the system finds it.
    pub location: PathBuf,
    /// The path as walked, with `/`: what people see.
    pub path: String,
    /// The path below its root, with `/`.
    pub below: String,
    /// The label of its root.
    pub root: String,
    /// Bytes.
    pub size: u64,
    /// Time of the last change in nanoseconds since 1970; 0 where the system does not say.
    pub mtime: i64,
}

impl CorpusFile {
    /// The file's id: the same on every machine and in every run, whatever the folder is called that holds the root. It is that of the
    /// article that the file is.
    #[must_use]
    pub fn id(&self) -> String {
        self.article_id(None)
    }

    /// The id of the article that the file is, or of one of those that it contains.
    #[must_use]
    pub fn article_id(&self, member: Option<&str>) -> String {
        id(&self.root, &self.below, member.unwrap_or_default())
    }
}

/// Twenty hexadecimal digits: among ten million files two of the same are a matter of one in ten billion.
fn id(root: &str, below: &str, member: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [root, below, member] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..20].to_owned()
}

/// A file that was left out, and what the system said where it refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The reason.
    pub reason: SkipReason,
    /// What the system said; empty where the reason says all.
    pub message: String,
}

impl From<SkipReason> for Skipped {
    fn from(reason: SkipReason) -> Self {
        Self {
            reason,
            message: String::new(),
        }
    }
}
