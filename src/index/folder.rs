//! The folder of an index: `CURRENT` names the generation that readers see, `gen-N` holds it. What a generation says of itself
//! (`meta.json`) has no checksum of Tantivy's; its hash stands in `CURRENT`, behind the name.
//!
//! A generation does not change once it is named. A writer fills the next one, which begins as links to the files of the
//! last, and then replaces `CURRENT`: readers see the state before a run or the state after, and a run that is killed leaves
//! the next generation for another run to go on with.

mod links;
mod locked;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tantivy::directory::error::LockError;
use tantivy::{Index, TantivyError};

use super::directory::{self, Opener};
use super::lock::{LOCK, lock};
use super::{IndexError, OpenIndex, Payload, RootState};
use links::make_private;

pub use locked::LockedFolder;

/// The file that names the generation in use.
const CURRENT: &str = "CURRENT";
/// What becomes `CURRENT`.
const NEXT: &str = "CURRENT.new";
/// The file of a generation that says which files it has.
pub(super) const META: &str = "meta.json";

/// A folder that is, or is to be, an index.
#[derive(Clone)]
pub struct IndexFolder {
    path: PathBuf,
    writes_to: Arc<Opener>,
}

impl fmt::Debug for IndexFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.fmt(f)
    }
}

/// How often a reader that lost the race against the end of a run looks again, and how long it waits before.
const ATTEMPTS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(5);

impl IndexFolder {
    /// The folder at `path`, whatever it holds.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self::writing_to(path, Arc::new(directory::for_writing))
    }

    /// The folder at `path`, whose generations are written through the directories that `opener` makes: ones that count, or
    /// that fail on purpose.
    #[must_use]
    pub fn writing_to(path: &Path, opener: Arc<Opener>) -> Self {
        Self {
            path: path.to_owned(),
            writes_to: opener,
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

    /// Opens the index for reading. Nothing is written, not even a lock.
    ///
    /// # Errors
    /// There is none, or it cannot be used.
    pub fn open(&self) -> Result<OpenIndex, IndexError> {
        let mut last = None;
        for _ in 0..ATTEMPTS {
            let number = self.current()?;
            let opened = self.open_generation(number);
            // A run may have ended since the look at CURRENT. Files of the old generation are removed only after CURRENT has
            // been replaced: if it has not, all of them were there. (Tantivy takes a missing file of positions for one that
            // has none, so that an opened index alone proves nothing.)
            if self.current()? == number {
                return opened;
            }
            last = opened.err();
            std::thread::sleep(PAUSE);
        }
        let moved = || {
            self.refused(io::Error::other(
                "it is replaced faster than it can be opened",
            ))
        };
        Err(last.unwrap_or_else(moved))
    }

    fn open_generation(&self, number: u64) -> Result<OpenIndex, IndexError> {
        let index = directory::for_reading(&self.generation(number))
            .and_then(Index::open)
            .map_err(|error| self.failed(error))?;
        let open = OpenIndex::new(self, index, number)?;
        // Held from now on, so that a run may remove the generation; where it is damaged, who needs it is told.
        open.copies().ok();
        Ok(open)
    }

    /// The roots that the index in use says it has; nothing where it cannot be asked.
    #[must_use]
    pub fn recorded_roots(&self) -> BTreeMap<String, RootState> {
        self.recorded().roots
    }

    /// What the index in use says of itself; nothing where it cannot be asked. Read without opening it, so that it works for
    /// an index of any version.
    #[must_use]
    pub fn recorded(&self) -> Payload {
        #[derive(serde::Deserialize)]
        struct Meta {
            payload: String,
        }
        let payload = || {
            let meta = fs::read(self.generation(self.current().ok()?).join(META)).ok()?;
            let meta: Meta = serde_json::from_slice(&meta).ok()?;
            serde_json::from_str::<Payload>(&meta.payload).ok()
        };
        payload().unwrap_or_default()
    }

    /// Takes the index for writing; makes the folder where there is none. `since` is shown to those who come meanwhile, and
    /// `wait` says whether to wait for one who came before.
    ///
    /// # Errors
    /// [`IndexError::Busy`] where another process writes it; the folder holds other things, or cannot be used.
    pub fn lock(&self, since: &str, wait: bool) -> Result<LockedFolder, IndexError> {
        if self.path.exists() {
            let usable = self.exists()
                || self
                    .counts_as_empty()
                    .map_err(|error| self.refused(error))?;
            if !usable {
                return Err(IndexError::NotAnIndex(self.path.clone()));
            }
        } else {
            make_private(&self.path).map_err(|error| self.refused(error))?;
        }
        let lock = lock(self, since, wait)?;
        Ok(LockedFolder {
            folder: self.clone(),
            _lock: lock,
        })
    }

    /// Whether nothing is here but what a clone has, what a person writes, and what a first run that was broken off left.
    fn counts_as_empty(&self) -> io::Result<bool> {
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let name = name.to_string_lossy();
            let ours = [".gitignore", "dateline.toml", "saved", NEXT, LOCK].contains(&&*name)
                || name.to_ascii_uppercase().starts_with("README")
                || generation_number(&name).is_some();
            if !ours {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The number of the generation in use.
    fn current(&self) -> Result<u64, IndexError> {
        let text = self.current_text()?;
        let name = text.lines().next().unwrap_or_default();
        generation_number(name.trim()).ok_or_else(|| IndexError::NotAnIndex(self.path.clone()))
    }

    /// Whether what the generation in use says of itself is what was written; `None` where that is not known.
    pub(super) fn is_meta_whole(&self) -> Result<Option<bool>, IndexError> {
        let text = self.current_text()?;
        let generation = self.generation_in_use()?;
        let Some(hash) = text.lines().nth(1) else {
            return Ok(None);
        };
        Ok(Some(hash_of_meta(&generation).is_ok_and(|now| now == hash)))
    }

    fn current_text(&self) -> Result<String, IndexError> {
        match fs::read_to_string(self.path.join(CURRENT)) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let empty = !self.path.exists() || self.counts_as_empty().unwrap_or(false);
                let path = self.path.clone();
                Err(if empty {
                    IndexError::Missing(path)
                } else {
                    IndexError::NotAnIndex(path)
                })
            }
            Err(error) => Err(self.refused(error)),
        }
    }

    /// The folder of the generation in use.
    pub(super) fn generation_in_use(&self) -> Result<PathBuf, IndexError> {
        Ok(self.generation(self.current()?))
    }

    pub(super) fn generation(&self, number: u64) -> PathBuf {
        self.path.join(format!("gen-{number}"))
    }

    pub(super) fn refused(&self, error: io::Error) -> IndexError {
        IndexError::Io(self.path.clone(), error)
    }

    pub(crate) fn failed(&self, error: TantivyError) -> IndexError {
        let path = self.path.clone();
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                IndexError::Busy { path, holder: None }
            }
            error => IndexError::Tantivy(path, error),
        }
    }
}

/// The hash of what a generation says of itself.
pub(super) fn hash_of_meta(generation: &Path) -> io::Result<String> {
    let meta = fs::read(generation.join(META))?;
    Ok(blake3::hash(&meta).to_hex().to_string())
}

/// The number in the name of a generation.
fn generation_number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("gen-")?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}
