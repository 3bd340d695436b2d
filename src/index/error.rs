//! Why an index cannot be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

use tantivy::TantivyError;

use super::SCHEMA_VERSION;

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
    Busy {
        /// The folder.
        path: PathBuf,
        /// Who holds it, as that process wrote it down: `pid 4711, since 2024-11-08T02:00:00Z`.
        holder: Option<String>,
    },
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
                "{} is an index of version {found}, and this program writes version {SCHEMA_VERSION}; build it again from \
                 its corpus: dateline index --rebuild --index {0}",
                path.display()
            ),
            Self::Busy { path, holder } => {
                let holder = holder.as_ref().map(|holder| format!(" ({holder})"));
                write!(
                    f,
                    "another dateline{} is writing {}; --wait waits until it is done",
                    holder.unwrap_or_default(),
                    path.display()
                )
            }
            Self::Io(path, error) => write!(f, "cannot use the index {}: {error}", path.display()),
            Self::Tantivy(path, error) => {
                write!(f, "cannot use the index {}: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for IndexError {}
