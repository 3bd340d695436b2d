//! The files of a generation that is read: mapped where much is asked of them at once, read where little is.
//!
//! In: their paths. Out: Tantivy's handles of them. A program that answers one query opens a dozen files of each segment and looks at a
//! few bytes of most, and a page that is mapped when it is touched, with those beside it, and unmapped at the end costs it ten times what it
//! takes to read one.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tantivy::HasLen;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{FileHandle, OwnedBytes};

/// Of a longer range the program is likely to want a part only.
const SHORT: usize = 16 << 10;

/// What is read at least: Tantivy asks for what stands at the end of a file, or of a field, piece by piece, from the end on.
const BEFORE: usize = 1 << 10;

/// Whoever reads so often will read all of it: an expanded word asks for thousands of terms that stand beside each other.
const OFTEN: usize = 64;

/// A file that is read for a few bytes, and mapped for many.
#[derive(Debug)]
pub(super) struct Part {
    file: File,
    map: Arc<dyn FileHandle>,
    /// Where the bytes read last begin, and these bytes.
    last: Mutex<(usize, OwnedBytes)>,
    reads: AtomicUsize,
}

impl Part {
    /// The file at `full`, which is `path` in its directory, and its map.
    pub(super) fn open(
        full: &Path,
        path: &Path,
        map: Arc<dyn FileHandle>,
    ) -> Result<Self, OpenReadError> {
        Ok(Self {
            file: opened(full, path)?,
            map,
            last: Mutex::new((0, OwnedBytes::empty())),
            reads: AtomicUsize::new(0),
        })
    }

    /// A short range, with what stands before it.
    fn short(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let last = self.last.lock();
        let mut last = last.unwrap_or_else(std::sync::PoisonError::into_inner);
        let has = |(start, bytes): &(usize, OwnedBytes)| {
            *start <= range.start && range.end <= start + bytes.len()
        };
        if !has(&last) {
            let start = range.start.min(range.end.saturating_sub(BEFORE));
            *last = (start, read(&self.file, start..range.end)?);
        }
        let (start, bytes) = &*last;
        Ok(bytes.slice(range.start - start..range.end - start))
    }
}

impl HasLen for Part {
    fn len(&self) -> usize {
        self.map.len()
    }
}

impl FileHandle for Part {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let is_short = range.len() <= SHORT;
        if is_short && self.reads.fetch_add(1, Ordering::Relaxed) < OFTEN {
            return self.short(range);
        }
        self.map.read_bytes(range)
    }
}

/// The texts of articles, read block by block and not mapped: what is exported passes through memory and does not stay in it.
#[derive(Debug)]
pub(super) struct Store {
    file: File,
    bytes: usize,
}

impl Store {
    pub(super) fn open(full: &Path, path: &Path) -> Result<Self, OpenReadError> {
        let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let file = opened(full, path)?;
        let bytes = file.metadata().map_err(failed)?.len();
        let bytes = usize::try_from(bytes).map_err(|error| failed(io::Error::other(error)))?;
        Ok(Self { file, bytes })
    }
}

impl HasLen for Store {
    fn len(&self) -> usize {
        self.bytes
    }
}

impl FileHandle for Store {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        read(&self.file, range)
    }
}

fn opened(full: &Path, path: &Path) -> Result<File, OpenReadError> {
    File::open(full).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
        _ => OpenReadError::wrap_io_error(error, path.to_owned()),
    })
}

fn read(file: &File, range: Range<usize>) -> io::Result<OwnedBytes> {
    let mut bytes = vec![0; range.len()];
    file.read_exact_at(&mut bytes, range.start as u64)?;
    Ok(OwnedBytes::new(bytes))
}

#[cfg(test)]
mod tests {
    use tantivy::Directory;
    use tantivy::directory::MmapDirectory;

    use super::*;

    #[test]
    fn a_range_is_the_same_read_and_mapped() {
        let folder = tempfile::tempdir().unwrap();
        let bytes: Vec<u8> = (0..3 * SHORT).map(|at| (at / 7) as u8).collect();
        std::fs::write(folder.path().join("part"), &bytes).unwrap();
        let path = Path::new("part");
        let map = MmapDirectory::open(folder.path()).unwrap();
        let map = map.get_file_handle(path).unwrap();
        let part = Part::open(&folder.path().join(path), path, map).unwrap();
        assert_eq!(part.len(), bytes.len());
        // From the end on, one behind the other, within what was read and not, and more often than it is read.
        let lengths = [8, 85, 4, 127, BEFORE - 1, BEFORE, 1, SHORT, SHORT + 1, 0];
        let mut end = bytes.len();
        for length in lengths.iter().cycle().take(3 * OFTEN) {
            let start = end.checked_sub(*length).unwrap_or(bytes.len() - length);
            let range = start..start + length;
            let read = part.read_bytes(range.clone()).unwrap();
            assert_eq!(read.as_slice(), &bytes[range.clone()], "{range:?}");
            end = start + length / 3;
        }
        assert!(part.reads.load(Ordering::Relaxed) > OFTEN);
    }
}
