//! Searches that are kept under a name, each with the moment up to which its news has been told.
//!
//! In: the folder of an index. Out: the searches of `saved/NAME.json` in it, which survive a rebuild, are written for their
//! owner alone, and are plain enough to be read and mended by hand. A file is replaced as a whole, and marks only go forward,
//! so that two runs at once do no harm.

mod error;
mod search;

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use error::SavedError;
pub use search::{HitKind, SavedSearch};

/// The folder of the searches, in that of the index.
pub const FOLDER: &str = "saved";
/// What one who writes there holds.
const LOCK: &str = "lock";
/// Letters of a name at most.
const LONGEST: usize = 64;

/// The searches that are kept in the folder of an index.
#[derive(Clone, Debug)]
pub struct SavedSearches {
    folder: PathBuf,
}

impl SavedSearches {
    /// Those of the index in `folder`.
    #[must_use]
    pub fn of_index(folder: &Path) -> Self {
        Self {
            folder: folder.join(FOLDER),
        }
    }

    /// Their names, sorted.
    ///
    /// # Errors
    /// The folder is there and cannot be listed.
    pub fn names(&self) -> Result<Vec<String>, SavedError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.refused(error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            let name = entry.map_err(|error| self.refused(error))?.file_name();
            let name = name.to_string_lossy();
            let name = name.strip_suffix(".json").filter(|name| is_name(name));
            names.extend(name.map(str::to_owned));
        }
        names.sort();
        Ok(names)
    }

    /// The search of that name.
    ///
    /// # Errors
    /// There is none, or its file cannot be read.
    pub fn get(&self, name: &str) -> Result<SavedSearch, SavedError> {
        let path = self.path(name)?;
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(SavedError::Unknown(name.to_owned(), self.names()?));
            }
            Err(error) => return Err(SavedError::Io(path, error)),
        };
        let unclear = |message: String| SavedError::Unclear(path.clone(), message);
        let search: SavedSearch =
            serde_json::from_str(&text).map_err(|error| unclear(error.to_string()))?;
        if search.format != search::FORMAT {
            let message = format!("format {} is not known here", search.format);
            return Err(unclear(message));
        }
        let name = name.to_owned();
        Ok(SavedSearch { name, ..search })
    }

    /// The searches of these names, all as they stood at one moment: between two of them no mark moves.
    ///
    /// # Errors
    /// One is not there, or its file cannot be read.
    pub fn get_all(&self, names: &[String]) -> Result<Vec<SavedSearch>, SavedError> {
        // Who may not write here moves no marks, and reads without the lock.
        let _lock = self.folder.exists().then(|| self.lock().ok());
        names.iter().map(|name| self.get(name)).collect()
    }

    /// Keeps a search; `replaces` says whether one of its name may be there.
    ///
    /// # Errors
    /// Its name is none, there is one of that name, or the system refuses.
    pub fn save(&self, search: &SavedSearch, replaces: bool) -> Result<(), SavedError> {
        let path = self.path(&search.name)?;
        let _lock = self.lock()?;
        if !replaces && path.exists() {
            return Err(SavedError::Exists(search.name.clone()));
        }
        self.write(&path, search)
    }

    /// Remembers that the news of searches has been told up to the state `seen` of the index, of all of them at one moment.
    /// A search that was removed or replaced in the meantime stays as it is, and no mark goes back.
    ///
    /// # Errors
    /// A file cannot be read or written.
    pub fn told<'a>(
        &self,
        told: impl IntoIterator<Item = &'a SavedSearch>,
        seen: Timestamp,
    ) -> Result<(), SavedError> {
        let _lock = self.lock()?;
        told.into_iter().try_for_each(|told| self.mark(told, seen))
    }

    fn mark(&self, told: &SavedSearch, seen: Timestamp) -> Result<(), SavedError> {
        let now = match self.get(&told.name) {
            Ok(now) => now,
            Err(SavedError::Unknown(..)) => return Ok(()),
            Err(error) => return Err(error),
        };
        let same = SavedSearch {
            seen: told.seen,
            ..now.clone()
        };
        if same != *told || now.seen >= seen {
            return Ok(());
        }
        let path = self.path(&now.name)?;
        self.write(&path, &SavedSearch { seen, ..now })
    }

    /// Removes the search of that name.
    ///
    /// # Errors
    /// There is none, or the system refuses.
    pub fn remove(&self, name: &str) -> Result<(), SavedError> {
        let path = self.path(name)?;
        // No folder is made to find nothing in it.
        if !path.exists() {
            return Err(SavedError::Unknown(name.to_owned(), self.names()?));
        }
        let _lock = self.lock()?;
        fs::remove_file(&path).map_err(|error| SavedError::Io(path, error))
    }

    fn path(&self, name: &str) -> Result<PathBuf, SavedError> {
        if is_name(name) {
            Ok(self.folder.join(format!("{name}.json")))
        } else {
            Err(SavedError::BadName(name.to_owned()))
        }
    }

    /// Writes a file whole or not at all.
    fn write(&self, path: &Path, search: &SavedSearch) -> Result<(), SavedError> {
        let next = path.with_extension("new");
        let written = || -> io::Result<()> {
            let mut file = private(&next, true)?;
            serde_json::to_writer_pretty(&mut file, search)?;
            writeln!(file)?;
            file.sync_all()?;
            fs::rename(&next, path)
        };
        written().map_err(|error| SavedError::Io(path.to_owned(), error))
    }

    /// Held by who writes; it goes with its holder.
    fn lock(&self) -> Result<File, SavedError> {
        let lock = || -> io::Result<File> {
            make_private(&self.folder)?;
            let file = private(&self.folder.join(LOCK), false)?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(|error| self.refused(error))
    }

    fn refused(&self, error: io::Error) -> SavedError {
        SavedError::Io(self.folder.clone(), error)
    }
}

/// Whether every system can have a file of this name.
fn is_name(name: &str) -> bool {
    let letters = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    !name.is_empty()
        && !name.starts_with('-')
        && name.chars().count() <= LONGEST
        && name.chars().all(letters)
}

/// A file for its owner alone.
fn private(path: &Path, empties: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(empties);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn kept() -> (tempfile::TempDir, SavedSearches, SavedSearch) {
        let folder = tempfile::tempdir().unwrap();
        let searches = SavedSearches::of_index(folder.path());
        let search = SavedSearch {
            since: Some("last week".to_owned()),
            min_confidence: Some(0.9),
            ..SavedSearch::new("ferries", "ferry w/5 \"strike\"", at(100))
        };
        searches.save(&search, false).unwrap();
        (folder, searches, search)
    }

    #[test]
    fn a_search_is_read_back() {
        let (_folder, searches, search) = kept();
        assert_eq!(searches.get("ferries").unwrap(), search);
        assert_eq!(searches.names().unwrap(), ["ferries"]);
    }

    #[test]
    fn what_is_there_is_replaced_on_request_only() {
        let (_folder, searches, search) = kept();
        let other = SavedSearch::new("ferries", "bridge", at(200));
        let refused = searches.save(&other, false).unwrap_err();
        assert!(refused.to_string().contains("--replace"), "{refused}");
        assert_eq!(searches.get("ferries").unwrap(), search);
        searches.save(&other, true).unwrap();
        assert_eq!(searches.get("ferries").unwrap(), other);
    }

    #[test]
    fn marks_go_forward_and_spare_what_was_replaced_or_removed() {
        let (_folder, searches, search) = kept();
        searches.told([&search], at(300)).unwrap();
        searches.told([&search], at(200)).unwrap();
        assert_eq!(searches.get("ferries").unwrap().seen, at(300));
        let other = SavedSearch::new("ferries", "bridge", at(50));
        searches.save(&other, true).unwrap();
        searches.told([&search], at(400)).unwrap();
        assert_eq!(searches.get("ferries").unwrap(), other);
        searches.remove("ferries").unwrap();
        searches.told([&other], at(400)).unwrap();
        assert!(searches.names().unwrap().is_empty());
    }

    #[test]
    fn names_that_are_none_and_searches_that_are_not_there_are_refused() {
        let (_folder, searches, _) = kept();
        for name in [
            "",
            "../ferries",
            "a b",
            ".json",
            "-n",
            "x\u{202e}",
            &"x".repeat(65),
        ] {
            let refused = searches.get(name).unwrap_err();
            assert!(matches!(refused, SavedError::BadName(_)), "{name}");
        }
        let unknown = searches.remove("bridges").unwrap_err().to_string();
        assert!(unknown.contains("there are ferries"), "{unknown}");
    }

    #[test]
    fn a_file_that_was_mended_badly_is_named() {
        let (folder, searches, _) = kept();
        let path = folder.path().join("saved/ferries.json");
        fs::write(&path, "{\"format\": 1, \"hist\": \"quotes\"}").unwrap();
        let error = searches.get("ferries").unwrap_err().to_string();
        assert!(
            error.contains("ferries.json") && error.contains("hist"),
            "{error}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn files_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let (folder, ..) = kept();
        for (path, expected) in [("saved", 0o700), ("saved/ferries.json", 0o600)] {
            let mode = fs::metadata(folder.path().join(path))
                .unwrap()
                .permissions()
                .mode();
            assert_eq!(mode & 0o777, expected, "{path}");
        }
    }

    #[test]
    fn many_at_once_leave_the_latest_mark() {
        let (_folder, searches, search) = kept();
        std::thread::scope(|scope| {
            for second in 101..140 {
                let (searches, search) = (&searches, &search);
                scope.spawn(move || searches.told([search], at(second)).unwrap());
            }
        });
        assert_eq!(searches.get("ferries").unwrap().seen, at(139));
    }
}
