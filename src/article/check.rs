//! Whether an index is sound.

use serde::{Deserialize, Serialize};

use super::{FORMAT, IndexReport};

/// What `dateline check` found. Printed by `dateline check --format json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Version of the JSON contract.
    pub format: u32,
    /// The folder of the index, as given.
    pub index: String,
    /// Segments that the index has.
    pub segments: u64,
    /// Files in its sound segments.
    pub files: u64,
    /// Articles in its sound segments.
    pub articles: u64,
    /// Quotes in its sound segments.
    pub quotes: u64,
    /// Segments that hold damage.
    pub damaged_segments: Vec<String>,
    /// What is damaged; empty where the index is sound.
    pub damage: Vec<Damage>,
}

/// One damage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// What kind it is of.
    pub kind: DamageKind,
    /// The file of the index or of the corpus that it is in; empty where there is none to name.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

/// Kinds of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DamageKind {
    /// A file of the index is missing, cut short, or cannot be read.
    Unreadable,
    /// A file of the index is not as it was written.
    Checksum,
    /// Documents contradict each other.
    Document,
}

impl CheckReport {
    /// A report of nothing found yet.
    #[must_use]
    pub fn new(index: String) -> Self {
        Self {
            format: FORMAT,
            index,
            ..Self::default()
        }
    }

    /// Whether nothing is damaged.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.damage.is_empty()
    }
}

/// What `dateline check --repair` did. Printed by `dateline check --repair --format json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RepairReport {
    /// Version of the JSON contract.
    pub format: u32,
    /// What was found.
    pub before: CheckReport,
    /// The run that read what the corpus still has; `None` where nothing was damaged.
    pub index: Option<IndexReport>,
    /// The folder in the index that holds what was damaged.
    pub aside: Option<String>,
    /// Files that the index had and has no more, because the corpus has lost them too.
    pub lost: u64,
    /// Roots that could not be read again: they are not there, or only single files of them were indexed.
    pub missing_roots: Vec<String>,
    /// What is found now; `None` where nothing was damaged.
    pub after: Option<CheckReport>,
}

impl RepairReport {
    /// A report of nothing done yet.
    #[must_use]
    pub fn new(before: CheckReport) -> Self {
        Self {
            format: FORMAT,
            before,
            index: None,
            aside: None,
            lost: 0,
            missing_roots: Vec::new(),
            after: None,
        }
    }

    /// Whether the index is sound now, and has lost nothing.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.lost == 0 && self.after.as_ref().unwrap_or(&self.before).is_sound()
    }
}
