//! A folder of an index that this process alone may write: generations are begun, gone on with, published and swept away.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use tantivy::{Directory, Index};

use super::links::{link_all, link_sound, make_private, sync_folder};
use super::{CURRENT, IndexFolder, NEXT, generation_number, hash_of_meta};
use crate::index::copies::SketchFiles;
use crate::index::lock::WriteLock;
use crate::index::schema::schema;
use crate::index::{IndexError, OpenIndex};

/// An index that this process alone may write.
#[derive(Debug)]
pub struct LockedFolder {
    pub(super) folder: IndexFolder,
    pub(super) _lock: WriteLock,
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
        let hash = hash_of_meta(&generation)?;
        writeln!(next, "gen-{}\n{hash}", open.generation)?;
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
            .and_then(|directory: Box<dyn Directory>| {
                let index = Index::builder().schema(schema().0);
                let index = index.register_plugin(Arc::new(SketchFiles));
                index.open_or_create(directory)
            })
            .map_err(|error| self.folder.failed(error))?;
        OpenIndex::new(&self.folder, index, number)
    }
}
