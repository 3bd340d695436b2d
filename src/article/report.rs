//! What a run of `dateline index` did, for people and for scripts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FORMAT, SkipReason};

/// What a run did to the index. Printed by `dateline index --format json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexReport {
    /// Version of the JSON contract.
    pub format: u32,
    /// The folder of the index, as given.
    pub index: String,
    /// The roots that the run named, with what was found under each.
    pub roots: Vec<RootReport>,
    /// Files that were not in the index before.
    pub added: u64,
    /// Files whose content, or whose extraction, is another than before.
    pub changed: u64,
    /// Files that are in the index as they are on disk.
    pub unchanged: u64,
    /// Files that are gone, and were taken out of the index.
    pub removed: u64,
    /// Articles in the index after the run, of all roots.
    pub articles: u64,
    /// Quotes in the index after the run, of all roots.
    pub quotes: u64,
    /// Files walked in this run and left out, by reason.
    pub skipped: BTreeMap<SkipReason, u64>,
    /// Files that could not be read or decoded, at most [`IndexReport::MOST_FAILURES`] of them.
    pub failures: Vec<Failure>,
    /// Bytes of the files read in this run.
    pub bytes: u64,
    /// Whether something was committed: `false` where nothing had changed.
    pub committed: bool,
    /// Whether the run was only to say what it would do.
    pub dry_run: bool,
    /// What a dry run would do, by path; otherwise empty.
    pub changes: Vec<Change>,
    /// Whether the run went on with what another had left that was killed or interrupted. Files that were done then count as
    /// unchanged.
    pub resumed: bool,
    /// Whether the run was asked to end before it was done: what is done is kept for the next, and readers do not see it.
    pub interrupted: bool,
    /// Wall-clock seconds.
    pub seconds: f64,
}

/// One root of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootReport {
    /// The folder or file, as given.
    pub path: String,
    /// The name under which the index knows it.
    pub label: String,
    /// Files found below it, those left out included.
    pub files: u64,
}

/// What a run would do with a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Change {
    /// The file, as it is shown.
    pub path: String,
    /// What would be done.
    pub change: ChangeKind,
}

/// Kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The file is new.
    Added,
    /// Its content, or what is made of it, is another.
    Changed,
    /// It is gone.
    Removed,
}

/// What a run of `dateline forget` did. Printed by `dateline forget --format json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgetReport {
    /// Version of the JSON contract.
    pub format: u32,
    /// The folder of the index, as given.
    pub index: String,
    /// Labels of roots that the index no longer has.
    pub roots: Vec<String>,
    /// Files that were taken out of the index.
    pub removed: u64,
    /// Those of them that are still in the corpus, and come back with the next run.
    pub still_there: u64,
    /// Whether the index was written again so that nothing is left of what was removed.
    pub purged: bool,
    /// Articles that are left.
    pub articles: u64,
    /// Quotes that are left.
    pub quotes: u64,
}

impl ForgetReport {
    /// A report of nothing done yet.
    #[must_use]
    pub fn new(index: String) -> Self {
        Self {
            format: FORMAT,
            index,
            ..Self::default()
        }
    }
}

/// A file that should have been read and could not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The file, as walked.
    pub path: String,
    /// The kind of failure.
    pub reason: SkipReason,
    /// What the system said.
    pub message: String,
}

impl IndexReport {
    /// How many failures a report lists one by one; all are counted in `skipped`, and `stats --skipped` has all.
    pub const MOST_FAILURES: usize = 100;

    /// A report of nothing done yet.
    #[must_use]
    pub fn new(index: String) -> Self {
        Self {
            format: FORMAT,
            index,
            roots: Vec::new(),
            added: 0,
            changed: 0,
            unchanged: 0,
            removed: 0,
            articles: 0,
            quotes: 0,
            skipped: BTreeMap::new(),
            failures: Vec::new(),
            bytes: 0,
            committed: false,
            dry_run: false,
            changes: Vec::new(),
            resumed: false,
            interrupted: false,
            seconds: 0.0,
        }
    }

    /// Files left out in this run, for whatever reason.
    #[must_use]
    pub fn skipped_files(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Files that could not be read or decoded.
    #[must_use]
    pub fn failed_files(&self) -> u64 {
        self.skipped
            .iter()
            .filter(|(reason, _)| reason.is_failure())
            .map(|(_, files)| files)
            .sum()
    }
}
