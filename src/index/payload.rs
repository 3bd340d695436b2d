//! What a commit says of itself.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// What a commit says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// Version of schema and analyzer.
    pub schema: u32,
    /// Version of the program.
    pub tool: String,
    /// Version of the rules of extraction in the last run.
    pub rules: u32,
    /// The options of the last run that change what is extracted, in one line.
    pub options: String,
    /// When the run that made it began: RFC 3339, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committed: Option<String>,
    /// The roots that are in the index, by label.
    pub roots: BTreeMap<String, RootState>,
    /// What the commit stands for in time, seconds since 1970: the stamp of what it has read for the first time. Later than that
    /// of every commit before it, whatever the clock says.
    #[serde(default)]
    pub seen: i64,
    /// The run that the commit is a part of, where that run has not come to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unfinished: Option<Unfinished>,
}

/// A root as a commit left it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RootState {
    /// Where it was, in full.
    pub path: String,
    /// What the paths of its articles begin with when they are shown: the folder as a person gave it. Articles are kept by
    /// their path below the root, so that an archive that has moved needs no new index.
    pub shown: String,
    /// Files below it that are in the index, those left out included.
    pub files: u64,
    /// Whether the folder itself was named as a root, and not only files in it.
    pub whole: bool,
}

/// A run that has not come to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// Whether it builds everything again.
    pub rebuild: bool,
    /// The labels of its roots.
    pub roots: BTreeSet<String>,
}

impl RootState {
    /// The path of a file of the root as it is shown.
    #[must_use]
    pub fn shown(&self, below: &str) -> String {
        match self.shown.as_str() {
            "" => below.to_owned(),
            folder if folder.ends_with('/') => format!("{folder}{below}"),
            folder => format!("{folder}/{below}"),
        }
    }
}
