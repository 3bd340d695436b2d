//! Why a file of the corpus is not in the index.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The reason for which a file was left out. Every file that is walked is indexed or has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SkipReason {
    /// Its name, or that of a folder above it, begins with a dot.
    Hidden,
    /// A symbolic link, and links are not followed unless asked.
    SymbolicLink,
    /// A pipe, a socket, a device.
    NotAFile,
    /// No `--include` glob names it, or an `--exclude` glob does.
    Excluded,
    /// A README or a licence at the root of the corpus.
    Readme,
    /// Larger than the limit for one file.
    TooLarge,
    /// No bytes, or nothing but white space.
    Empty,
    /// Bytes that are no text.
    Binary,
    /// A format that is known by its name or content, and not read.
    Unsupported,
    /// The system refused to read it.
    Unreadable,
    /// Its bytes are not of the encoding that it declares, or of none that is known.
    Undecodable,
}

impl SkipReason {
    /// Every reason.
    pub const ALL: [SkipReason; 11] = [
        SkipReason::Hidden,
        SkipReason::SymbolicLink,
        SkipReason::NotAFile,
        SkipReason::Excluded,
        SkipReason::Readme,
        SkipReason::TooLarge,
        SkipReason::Empty,
        SkipReason::Binary,
        SkipReason::Unsupported,
        SkipReason::Unreadable,
        SkipReason::Undecodable,
    ];

    /// Whether something went wrong: the file should have been read and could not be. Remembered by the exit code.
    #[must_use]
    pub fn is_failure(self) -> bool {
        matches!(self, SkipReason::Unreadable | SkipReason::Undecodable)
    }

    /// The name in JSON: `too-large`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SkipReason::Hidden => "hidden",
            SkipReason::SymbolicLink => "symbolic-link",
            SkipReason::NotAFile => "not-a-file",
            SkipReason::Excluded => "excluded",
            SkipReason::Readme => "readme",
            SkipReason::TooLarge => "too-large",
            SkipReason::Empty => "empty",
            SkipReason::Binary => "binary",
            SkipReason::Unsupported => "unsupported",
            SkipReason::Unreadable => "unreadable",
            SkipReason::Undecodable => "undecodable",
        }
    }

    /// The reason of this name in JSON.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SkipReason::Hidden => "hidden",
            SkipReason::SymbolicLink => "symbolic link",
            SkipReason::NotAFile => "not a regular file",
            SkipReason::Excluded => "excluded by a glob",
            SkipReason::Readme => "README or licence of the corpus",
            SkipReason::TooLarge => "too large",
            SkipReason::Empty => "empty",
            SkipReason::Binary => "binary",
            SkipReason::Unsupported => "format not supported",
            SkipReason::Unreadable => "cannot be read",
            SkipReason::Undecodable => "cannot be decoded",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back_from_its_name_and_its_json() {
        for reason in SkipReason::ALL {
            assert_eq!(SkipReason::from_name(reason.name()), Some(reason));
            assert_eq!(
                serde_json::to_string(&reason).unwrap(),
                format!("{:?}", reason.name())
            );
        }
    }
}
