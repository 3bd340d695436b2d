//! Why a run did nothing.

use std::fmt;
use std::path::PathBuf;

use super::RootFault;
use crate::index::IndexError;

/// Why a run did nothing.
#[derive(Debug)]
pub enum UpdateError {
    /// A root cannot be used, or would wipe what was indexed.
    Root(PathBuf, RootFault),
    /// The index cannot be used.
    Index(IndexError),
    /// So many files whose articles the index has could not be read, and building it again would lose them.
    Unreadable(u64),
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(path, fault) => write!(f, "{}: {fault}", path.display()),
            Self::Index(error) => error.fmt(f),
            Self::Unreadable(files) => write!(
                f,
                "{files} files whose articles the index has could not be read, and would be lost; the index is as it was \
                 (--allow-removals builds it without them)"
            ),
        }
    }
}

impl std::error::Error for UpdateError {}

impl From<IndexError> for UpdateError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}
