//! What a run has to do: which files are new, may have changed, or are gone; and what it must refuse.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::UpdateError;
use crate::corpus::{CorpusFile, Root, Selection, Skipped, Walked, walk};
use crate::index::documents::FileEntry;

/// A file that has to be looked at.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file.
    pub file: CorpusFile,
    /// Why it is left out, as the walk saw.
    pub skipped: Option<Skipped>,
    /// What the index knows of it.
    pub known: Option<FileEntry>,
    /// Whether the same content would come out the same: the rules are those that it was indexed under.
    pub same_rules: bool,
    /// Whether it was changed so shortly before this run that its time proves nothing.
    pub recent: bool,
}

/// What a run has to do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Files to look at, in the order of the walk.
    pub jobs: Vec<Job>,
    /// Files that are as they were.
    pub unchanged: Vec<FileEntry>,
    /// Ids of files that are gone.
    pub removed: Vec<String>,
    /// Files below each root.
    pub files: Vec<u64>,
}

/// Why a root stops a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RootFault {
    /// It is not there.
    Missing,
    /// It cannot be listed.
    Unreadable(String),
    /// It holds nothing, where the index has files of it.
    Emptied(usize),
    /// Too many of its files are gone.
    Removals {
        /// Files that are gone.
        gone: usize,
        /// Files that the index has of the root.
        of: usize,
    },
    /// Another root of this run has the same label, or holds this one.
    Overlaps(String),
}

impl fmt::Display for RootFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no such file or folder; nothing was indexed"),
            Self::Unreadable(message) => {
                write!(f, "cannot be read: {message}; nothing was indexed")
            }
            Self::Emptied(known) => write!(
                f,
                "the folder is empty, and the index has {known} files of it; is it mounted? Nothing was changed \
                 (--allow-removals removes them)"
            ),
            Self::Removals { gone, of } => write!(
                f,
                "{gone} of {of} files are gone, more than a fifth; nothing was changed (--allow-removals removes them)"
            ),
            Self::Overlaps(other) => write!(
                f,
                "has the same name as {other}, or lies inside it; index one folder above them both, or one at a time into \
                 indexes of their own"
            ),
        }
    }
}

/// A file whose time lies within this of the run may change again without its time changing.
const RECENT: i64 = 2_000_000_000;

/// Refuses roots that are missing or hold each other.
pub(super) fn check_roots(roots: &[Root]) -> Result<(), UpdateError> {
    for (nth, root) in roots.iter().enumerate() {
        let fault = |fault| UpdateError::Root(root.path.clone(), fault);
        let full = root
            .path
            .canonicalize()
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::NotFound => fault(RootFault::Missing),
                _ => fault(RootFault::Unreadable(error.to_string())),
            })?;
        if full.is_dir() {
            std::fs::read_dir(&full)
                .map_err(|error| fault(RootFault::Unreadable(error.to_string())))?;
        }
        for other in &roots[..nth] {
            let inside = other
                .path
                .canonicalize()
                .is_ok_and(|path| path.starts_with(&full) || full.starts_with(&path));
            let both_files = full.is_file()
                && other.path.is_file()
                && other.path.canonicalize().is_ok_and(|path| path != full);
            if inside || (other.label == root.label && !both_files) {
                return Err(fault(RootFault::Overlaps(other.path.display().to_string())));
            }
        }
    }
    Ok(())
}

impl Plan {
    /// Compares what is below the roots with what the index knows.
    pub(super) fn new(
        roots: &[Root],
        selection: &Selection,
        known: &HashMap<String, FileEntry>,
        same_rules: bool,
        allow_removals: bool,
        now: i64,
    ) -> Result<Self, UpdateError> {
        let mut plan = Self::default();
        for root in roots {
            let walked: Vec<Walked> = walk(root, selection).collect();
            let files = walked.iter().filter(|walked| !walked.folder).count();
            plan.files.push(files as u64);
            let seen: HashSet<String> = walked.iter().map(|walked| walked.file.id()).collect();
            let gone = gone(root, known, &seen, &walked);
            let of = known
                .values()
                .filter(|entry| entry.root == root.label)
                .count();
            if let Some(fault) = refusal(files, gone.len(), of, allow_removals) {
                return Err(UpdateError::Root(root.path.clone(), fault));
            }
            plan.removed.extend(gone);
            for walked in walked {
                plan.place(walked, known, same_rules, now);
            }
        }
        Ok(plan)
    }

    /// Whether there is nothing to look at and nothing to remove.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.jobs.is_empty() && self.removed.is_empty()
    }

    fn place(
        &mut self,
        walked: Walked,
        known: &HashMap<String, FileEntry>,
        same_rules: bool,
        now: i64,
    ) {
        let Walked { file, skipped, .. } = walked;
        let recent = skipped.is_none() && file.mtime > now - RECENT;
        let known = known.get(&file.id()).cloned();
        match known {
            Some(entry) if same_rules && as_it_was(&entry, &file, skipped.as_ref()) => {
                self.unchanged.push(entry)
            }
            known => self.jobs.push(Job {
                file,
                skipped,
                known,
                same_rules,
                recent,
            }),
        }
    }
}

fn as_it_was(entry: &FileEntry, file: &CorpusFile, skipped: Option<&Skipped>) -> bool {
    if let Some(skipped) = skipped {
        return entry.skip == Some(skipped.reason);
    }
    // A file that could not be read may be readable now; one left out by its content is known by its size and time.
    let tried = !entry.skip.is_some_and(|reason| reason.is_failure());
    tried && !entry.recent && entry.size == file.size && entry.mtime == file.mtime
}

/// Files of the root that the index knows and that were not walked. A folder that could not be listed, and a root that is a
/// single file, say nothing of other files.
fn gone(
    root: &Root,
    known: &HashMap<String, FileEntry>,
    seen: &HashSet<String>,
    walked: &[Walked],
) -> Vec<String> {
    if root.path.is_file() {
        return Vec::new();
    }
    let dark: Vec<String> = walked
        .iter()
        .filter(|walked| walked.folder)
        .map(|walked| format!("{}/", walked.file.below))
        .collect();
    let mut gone: Vec<String> = known
        .values()
        .filter(|entry| entry.root == root.label && !seen.contains(&entry.id))
        .filter(|entry| {
            !dark
                .iter()
                .any(|folder| entry.below.starts_with(folder.as_str()))
        })
        .map(|entry| entry.id.clone())
        .collect();
    gone.sort();
    gone
}

fn refusal(files: usize, gone: usize, of: usize, allowed: bool) -> Option<RootFault> {
    if allowed || gone == 0 {
        None
    } else if files == 0 {
        Some(RootFault::Emptied(of))
    } else if gone * 5 > of {
        Some(RootFault::Removals { gone, of })
    } else {
        None
    }
}
