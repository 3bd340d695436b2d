//! The folder of an index: `CURRENT` names the generation that readers see, `gen-N` holds it. What a generation says of itself
//! (`meta.json`) has no checksum of Tantivy's; its hash stands in `CURRENT`, behind the name.
//!
//! A generation does not change once it is named. A writer fills the next one, which begins as links to the files of the
//! last, and then replaces `CURRENT`: readers see the state before a run or the state after, and a run that is killed leaves
//! the next generation for another run to go on with.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tantivy::directory::error::LockError;
use tantivy::{Directory, Index, TantivyError};

use super::directory::{self, Opener};
use super::lock::{LOCK, WriteLock, lock};
use super::schema::schema;
use super::{IndexError, OpenIndex, Payload, RootState};

/// The file that names the generation in use.
const CURRENT: &str = "CURRENT";
/// What becomes `CURRENT`.
const NEXT: &str = "CURRENT.new";
/// The file of a generation that says which files it has.
const META: &str = "meta.json";

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
        OpenIndex::new(self, index, number)
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

    fn generation(&self, number: u64) -> PathBuf {
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

fn hash_of_meta(generation: &Path) -> io::Result<String> {
    let meta = fs::read(generation.join(META))?;
    Ok(blake3::hash(&meta).to_hex().to_string())
}

/// The number in the name of a generation.
fn generation_number(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("gen-")?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// An index that this process alone may write.
#[derive(Debug)]
pub struct LockedFolder {
    folder: IndexFolder,
    _lock: WriteLock,
}

impl LockedFolder {
    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &IndexFolder {
        &self.folder
    }

    /// The generation that a run which did not come to its end has left, where it can be gone on with.
    #[must_use]
    pub fn unfinished(&self) -> Option<OpenIndex> {
        let open = self.open_next().ok()?;
        open.payload()?.unfinished.is_some().then_some(open)
    }

    /// Begins the next generation with nothing in it.
    ///
    /// # Errors
    /// The system refuses.
    pub fn begin_empty(&self) -> Result<OpenIndex, IndexError> {
        self.make_next()
            .map_err(|error| self.folder.refused(error))?;
        self.open_next()
    }

    /// Begins the next generation with all that the one in use has: its files are linked, or copied where the file system
    /// knows no links.
    ///
    /// # Errors
    /// The system refuses.
    pub fn begin_from_current(&self) -> Result<OpenIndex, IndexError> {
        let current = self.folder.generation(self.folder.current()?);
        self.make_next()
            .and_then(|next| link_all(&current, &next))
            .map_err(|error| self.folder.refused(error))?;
        self.open_next()
    }

    /// Begins the next generation with what the one in use has in its other segments than `damaged`.
    ///
    /// # Errors
    /// The system refuses.
    pub fn begin_without(&self, damaged: &[String]) -> Result<OpenIndex, IndexError> {
        let current = self.folder.generation(self.folder.current()?);
        self.make_next()
            .and_then(|next| link_sound(&current, &next, damaged))
            .map_err(|error| self.folder.refused(error))?;
        self.open_next()
    }

    /// Makes a generation the one that readers see, and removes all others.
    ///
    /// # Errors
    /// The system refuses; readers see the old one then.
    pub fn publish(&self, open: &OpenIndex) -> Result<(), IndexError> {
        self.replace_current(open)
            .map_err(|error| self.folder.refused(error))?;
        self.sweep(&[open.generation]);
        Ok(())
    }

    /// Makes a generation the one that readers see, and moves the one that they saw to `damaged-N`, which is returned.
    ///
    /// # Errors
    /// The system refuses.
    pub fn publish_aside(&self, open: &OpenIndex) -> Result<String, IndexError> {
        let old = self.folder.current()?;
        let name = format!("damaged-{old}");
        self.replace_current(open)
            .and_then(|()| fs::rename(self.folder.generation(old), self.folder.path.join(&name)))
            .map_err(|error| self.folder.refused(error))?;
        self.sweep(&[open.generation]);
        Ok(name)
    }

    fn replace_current(&self, open: &OpenIndex) -> io::Result<()> {
        let folder = &self.folder;
        let generation = folder.generation(open.generation);
        sync_folder(&generation)?;
        let mut next = File::create(folder.path.join(NEXT))?;
        writeln!(
            next,
            "gen-{}\n{}",
            open.generation,
            hash_of_meta(&generation)?
        )?;
        next.sync_all()?;
        fs::rename(folder.path.join(NEXT), folder.path.join(CURRENT))?;
        sync_folder(&folder.path)
    }

    /// Removes the generations that are not kept. One that cannot be removed, because a reader holds its files where the
    /// system minds that, is left for a later run.
    fn sweep(&self, kept: &[u64]) {
        let entries = fs::read_dir(self.folder.path()).into_iter().flatten();
        for entry in entries.flatten() {
            let number = generation_number(&entry.file_name().to_string_lossy());
            if number.is_some_and(|number| !kept.contains(&number)) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    fn next_number(&self) -> u64 {
        self.folder.current().map_or(1, |current| current + 1)
    }

    fn make_next(&self) -> io::Result<PathBuf> {
        let number = self.next_number();
        self.sweep(&[number.saturating_sub(1)]);
        let next = self.folder.generation(number);
        if next.exists() {
            fs::remove_dir_all(&next)?;
        }
        make_private(&next)?;
        Ok(next)
    }

    fn open_next(&self) -> Result<OpenIndex, IndexError> {
        let number = self.next_number();
        let generation = self.folder.generation(number);
        let index = (self.folder.writes_to)(&generation)
            .and_then(|directory: Box<dyn Directory>| Index::open_or_create(directory, schema().0))
            .map_err(|error| self.folder.failed(error))?;
        OpenIndex::new(&self.folder, index, number)
    }
}

/// Links every file of a generation into another. The file that says which files there are comes last, and whole: until it
/// is there, there is no generation to go on with.
fn link_all(from: &Path, to: &Path) -> io::Result<()> {
    link_files(from, to, &[])?;
    let whole = to.join("meta.json.new");
    fs::copy(from.join(META), &whole)?;
    fs::rename(whole, to.join(META))
}

/// As [`link_all`], without the segments of these ids.
fn link_sound(from: &Path, to: &Path, damaged: &[String]) -> io::Result<()> {
    link_files(from, to, damaged)?;
    let mut meta: serde_json::Value = serde_json::from_slice(&fs::read(from.join(META))?)?;
    if let Some(segments) = meta["segments"].as_array_mut() {
        segments.retain(|segment| {
            let id = segment["segment_id"].as_str().unwrap_or_default();
            !damaged.contains(&id.replace('-', ""))
        });
    }
    let whole = to.join("meta.json.new");
    fs::write(&whole, serde_json::to_vec(&meta)?)?;
    fs::rename(whole, to.join(META))
}

fn link_files(from: &Path, to: &Path, but: &[String]) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        let text = name.to_string_lossy();
        let (old, new) = (from.join(&name), to.join(&name));
        let left = but.iter().any(|segment| text.starts_with(segment.as_str()));
        if left || text == META || text.ends_with(".lock") {
            continue;
        }
        // Segments never change; all else is small and is replaced.
        let segment = !text.starts_with('.') && !text.ends_with(".json");
        if !segment || fs::hard_link(&old, &new).is_err() {
            fs::copy(&old, &new)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Other systems do not open folders as files.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
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
