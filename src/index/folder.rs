//! The folder of an index: `CURRENT` names the generation that is in use, `gen-N` holds it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::{Index, IndexReader, ReloadPolicy, Searcher, TantivyError};

use super::directory::ReadDirectory;
use super::schema::{Fields, schema};
use super::{SCHEMA_VERSION, analyzer};

/// The file that names the generation in use.
const CURRENT: &str = "CURRENT";
/// The generation that a first build fills.
const FIRST: &str = "gen-1";

/// A folder that is, or is to be, an index.
#[derive(Clone, Debug)]
pub struct IndexFolder {
    path: PathBuf,
}

/// What a commit says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// Version of schema and analyzer.
    pub schema: u32,
    /// Version of the program.
    pub tool: String,
    /// Version of the rules of extraction.
    pub rules: u32,
    /// The options that change what is extracted, in one line.
    pub options: String,
    /// The roots that are in the index, by label.
    pub roots: BTreeMap<String, RootState>,
}

/// A root as a commit left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootState {
    /// Where it was, in full.
    pub path: String,
    /// Files below it that are in the index, those left out included.
    pub files: u64,
}

/// Why an index cannot be used.
#[derive(Debug)]
pub enum IndexError {
    /// There is none.
    Missing(PathBuf),
    /// The folder holds other things.
    NotAnIndex(PathBuf),
    /// It was made by another version of the program.
    OtherVersion {
        /// The folder.
        path: PathBuf,
        /// The version that made it.
        found: u32,
    },
    /// Another process is writing it.
    Busy(PathBuf),
    /// The system refused.
    Io(PathBuf, io::Error),
    /// Tantivy refused.
    Tantivy(PathBuf, TantivyError),
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => {
                let shown = path.display();
                write!(
                    f,
                    "there is no index in {shown}; make one: dateline index CORPUS --index {shown}"
                )
            }
            Self::NotAnIndex(path) => {
                write!(
                    f,
                    "{} is not an index: it holds other files; name an empty or a new folder",
                    path.display()
                )
            }
            Self::OtherVersion { path, found } => write!(
                f,
                "{} is an index of version {found}, and this program writes version {SCHEMA_VERSION}; remove the folder and \
                 build it again from its corpus: dateline index CORPUS --index {0}",
                path.display()
            ),
            Self::Busy(path) => write!(
                f,
                "another dateline is writing {}; try again when it is done",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "cannot use the index {}: {error}", path.display()),
            Self::Tantivy(path, error) => {
                write!(f, "cannot use the index {}: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for IndexError {}

impl IndexFolder {
    /// The folder at `path`, whatever it holds.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it holds an index.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.join(CURRENT).is_file()
    }

    /// Opens the index for reading.
    ///
    /// # Errors
    /// There is none, or it cannot be used.
    pub fn open(&self) -> Result<OpenIndex, IndexError> {
        let generation = self.generation()?;
        let directory =
            MmapDirectory::open(&generation).map_err(|error| self.failed(error.into()))?;
        let index =
            Index::open(ReadDirectory::new(directory)).map_err(|error| self.failed(error))?;
        OpenIndex::new(self, index)
    }

    /// Opens the index for writing; makes it where the folder is new or empty.
    ///
    /// # Errors
    /// The folder holds other things, or cannot be used.
    pub fn open_or_create(&self) -> Result<OpenIndex, IndexError> {
        let made = if self.exists() {
            None
        } else {
            Some(self.create()?)
        };
        let generation = made.map_or_else(|| self.generation(), Ok)?;
        let directory =
            MmapDirectory::open(&generation).map_err(|error| self.failed(error.into()))?;
        let index =
            Index::open_or_create(directory, schema().0).map_err(|error| self.failed(error))?;
        OpenIndex::new(self, index)
    }

    /// Makes the first generation. A `README` and a `.gitignore`, as a clone has them, do not count as other things.
    fn create(&self) -> Result<PathBuf, IndexError> {
        let generation = self.path.join(FIRST);
        if self.path.exists()
            && !self
                .counts_as_empty()
                .map_err(|error| self.refused(error))?
        {
            return Err(IndexError::NotAnIndex(self.path.clone()));
        }
        make_private(&generation).map_err(|error| self.refused(error))?;
        Ok(generation)
    }

    fn counts_as_empty(&self) -> io::Result<bool> {
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            // A first generation without CURRENT is a first build that was broken off.
            let ours = name == ".gitignore"
                || name.to_ascii_uppercase().starts_with("README")
                || name == FIRST
                || name == "dateline.toml";
            if !ours {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Makes the first generation the one in use, once it has a commit.
    pub(super) fn publish(&self) -> Result<(), IndexError> {
        if self.exists() {
            return Ok(());
        }
        let temporary = self.path.join("CURRENT.new");
        fs::write(&temporary, format!("{FIRST}\n"))
            .and_then(|()| fs::rename(&temporary, self.path.join(CURRENT)))
            .map_err(|error| self.refused(error))
    }

    fn generation(&self) -> Result<PathBuf, IndexError> {
        let name = match fs::read_to_string(self.path.join(CURRENT)) {
            Ok(name) => name,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let empty = !self.path.exists() || self.counts_as_empty().unwrap_or(false);
                let path = self.path.clone();
                return Err(if empty {
                    IndexError::Missing(path)
                } else {
                    IndexError::NotAnIndex(path)
                });
            }
            Err(error) => return Err(self.refused(error)),
        };
        let name = name.trim();
        let number = name
            .strip_prefix("gen-")
            .is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        if number {
            Ok(self.path.join(name))
        } else {
            Err(IndexError::NotAnIndex(self.path.clone()))
        }
    }

    pub(super) fn refused(&self, error: io::Error) -> IndexError {
        IndexError::Io(self.path.clone(), error)
    }

    pub(super) fn failed(&self, error: TantivyError) -> IndexError {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                IndexError::Busy(self.path.clone())
            }
            error => IndexError::Tantivy(self.path.clone(), error),
        }
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// An index that is open, with its fields.
pub struct OpenIndex {
    pub(super) folder: IndexFolder,
    pub(super) index: Index,
    /// The fields.
    pub fields: Fields,
    reader: IndexReader,
}

impl OpenIndex {
    /// The one place where an index becomes usable: it registers the analyzers and refuses other versions.
    fn new(folder: &IndexFolder, index: Index) -> Result<Self, IndexError> {
        analyzer::register(index.tokenizers());
        let (expected, fields) = schema();
        let payload = payload(&index);
        if payload
            .as_ref()
            .is_some_and(|payload| payload.schema != SCHEMA_VERSION)
            || index.schema() != expected
        {
            let found = payload.map_or(0, |payload| payload.schema);
            return Err(IndexError::OtherVersion {
                path: folder.path.clone(),
                found,
            });
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|error| folder.failed(error))?;
        Ok(Self {
            folder: folder.clone(),
            index,
            fields,
            reader,
        })
    }

    /// The documents as of opening, or of the last [`OpenIndex::reload`].
    #[must_use]
    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Sees what has been committed since.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn reload(&self) -> Result<(), IndexError> {
        self.reader
            .reload()
            .map_err(|error| self.folder.failed(error))
    }

    /// What the last commit says of itself; `None` before the first.
    #[must_use]
    pub fn payload(&self) -> Option<Payload> {
        payload(&self.index)
    }

    /// The folder of the index.
    #[must_use]
    pub fn folder(&self) -> &IndexFolder {
        &self.folder
    }
}

fn payload(index: &Index) -> Option<Payload> {
    serde_json::from_str(&index.load_metas().ok()?.payload?).ok()
}
