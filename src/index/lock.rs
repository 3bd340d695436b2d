//! One writer an index: a lock that the system releases when its holder dies, with a line that says who holds it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::IndexError;
use super::folder::IndexFolder;

/// The file that a writer locks. It stays when the writer is gone; what counts is the lock, not the file.
pub(super) const LOCK: &str = "write.lock";

/// The lock of an index, held until it is dropped or the process dies.
#[derive(Debug)]
pub(super) struct WriteLock(File);

impl Drop for WriteLock {
    /// Closing the file is not enough: a child process that has just been forked off, by whatever part of this one, holds the
    /// same file until it runs its own program.
    fn drop(&mut self) {
        // Where the system refuses, the lock goes with the last of those who hold the file.
        let _ = self.0.unlock();
    }
}

/// Takes the lock of the folder, or waits for it. `since` is written down for those who come later.
///
/// # Errors
/// Another process writes the index, or the system refuses.
pub(super) fn lock(folder: &IndexFolder, since: &str, wait: bool) -> Result<WriteLock, IndexError> {
    let mut file = open(&folder.path().join(LOCK)).map_err(|error| folder.refused(error))?;
    if wait {
        file.lock().map_err(|error| folder.refused(error))?;
    } else {
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // Who holds it is a courtesy: a busy index is busy without it.
                let read = file.read_to_string(&mut holder).is_ok();
                let holder = holder.lines().next().filter(|_| read).map(str::to_owned);
                let path = folder.path().to_owned();
                return Err(IndexError::Busy { path, holder });
            }
            Err(TryLockError::Error(error)) => return Err(folder.refused(error)),
        }
    }
    let line = format!("pid {}, since {since}\n", std::process::id());
    file.set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(line.as_bytes()))
        .map_err(|error| folder.refused(error))?;
    Ok(WriteLock(file))
}

fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}
