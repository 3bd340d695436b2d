//! Why a search cannot be kept or found.

use std::path::PathBuf;
use std::{fmt, io};

use super::LONGEST;

/// Why a search cannot be kept or found.
#[derive(Debug)]
pub enum SavedError {
    /// This is no name.
    BadName(String),
    /// There is one of this name.
    Exists(String),
    /// There is none of this name; these there are.
    Unknown(String, Vec<String>),
    /// The file is not what it should be.
    Unclear(PathBuf, String),
    /// The system refused.
    Io(PathBuf, io::Error),
}

impl fmt::Display for SavedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadName(name) => write!(
                f,
                "{name:?} is no name for a search: letters, digits, - and _ are, {LONGEST} at most"
            ),
            Self::Exists(name) => write!(
                f,
                "there is a saved search {name}; --replace saves this one in its place"
            ),
            Self::Unknown(name, known) if known.is_empty() => write!(
                f,
                "there is no saved search {name}, nor any other; dateline save NAME QUERY saves one"
            ),
            Self::Unknown(name, known) => {
                write!(
                    f,
                    "there is no saved search {name}; there are {}",
                    known.join(", ")
                )
            }
            Self::Unclear(path, message) => {
                write!(f, "cannot read {}: {message}", path.display())
            }
            Self::Io(path, error) => write!(f, "cannot use {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for SavedError {}
