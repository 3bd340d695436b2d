//! The files of a generation, as Tantivy sees them: without locks for readers, for their owner alone from writers.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, META_LOCK, MmapDirectory, WatchCallback,
    WatchHandle, WritePtr,
};

#[cfg(unix)]
use super::files::{Part, Store};

/// How the directory of a generation is opened for writing.
pub type Opener = dyn Fn(&Path) -> tantivy::Result<Box<dyn Directory>> + Send + Sync;

/// The directory of a generation that is read. A generation does not change once readers see it, so Tantivy's lock against
/// the removal of files while an index is opened is not needed; without it, an index can be read on media that take no
/// writing, and from another user's folder.
pub(super) fn for_reading(generation: &Path) -> tantivy::Result<Box<dyn Directory>> {
    let files = MmapDirectory::open(generation)?;
    Ok(Box::new(Wrapped {
        files: Box::new(files),
        use_of: Use::Reading(generation.to_owned()),
    }))
}

/// The directory of a generation that is being made; its files are readable and writable for their owner alone.
pub(super) fn for_writing(generation: &Path) -> tantivy::Result<Box<dyn Directory>> {
    let files = MmapDirectory::open(generation)?;
    Ok(Box::new(Wrapped {
        files: Box::new(files),
        use_of: Use::Writing(generation.to_owned()),
    }))
}

#[derive(Clone)]
struct Wrapped {
    files: Box<dyn Directory>,
    use_of: Use,
}

#[derive(Clone)]
enum Use {
    Reading(PathBuf),
    Writing(PathBuf),
}

impl fmt::Debug for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files.fmt(f)
    }
}

impl Directory for Wrapped {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let needless = match self.use_of {
            Use::Reading(_) => lock.filepath == META_LOCK.filepath,
            // Who writes a generation holds the lock of the whole folder.
            Use::Writing(_) => lock.filepath == INDEX_WRITER_LOCK.filepath,
        };
        if needless {
            return Ok(DirectoryLock::from(Box::new(())));
        }
        self.files.acquire_lock(lock)
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        #[cfg(unix)]
        if let Use::Reading(generation) = &self.use_of {
            let full = generation.join(path);
            if path.extension().is_some_and(|kind| kind == "store") {
                return Ok(Arc::new(Store::open(&full, path)?));
            }
            let map = self.files.get_file_handle(path)?;
            return Ok(Arc::new(Part::open(&full, path, map)?));
        }
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self.files.open_write(path)?;
        if let Use::Writing(generation) = &self.use_of {
            own(&generation.join(path))
                .map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        }
        Ok(file)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.files.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

#[cfg(unix)]
fn own(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn own(_file: &Path) -> io::Result<()> {
    Ok(())
}
