//! What a run has to do: which files are new, may have changed, or are gone; and what it must refuse.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::path::Path;

use super::reading::Reading;
use super::{UpdateError, UpdateOptions};
use crate::article::SkipReason;
use crate::corpus::{CorpusFile, Root, Skipped, Walked, walk};
use crate::index::documents::FileEntry;
use crate::index::{OpenIndex, RootState};

/// What readers see when a run begins.
pub(super) struct Published {
    /// The index; `None` where there is none, or none that can be opened.
    pub(super) open: Option<OpenIndex>,
    /// Its files by their id.
    pub(super) files: HashMap<String, FileEntry>,
    /// Its roots, also where it cannot be opened.
    pub(super) roots: BTreeMap<String, RootState>,
}

/// A file that has to be looked at.
#[derive(Clone, Debug)]
pub struct Job {
    /// The file.
    pub file: CorpusFile,
    /// Why it is left out, as the walk saw.
    pub skipped: Option<Skipped>,
    /// What the index knows of it.
    pub known: Option<FileEntry>,
    /// Whether readers see articles of it.
    pub has_articles: bool,
    /// Whether it was changed so shortly before this run that its time proves nothing.
    pub recent: bool,
}

/// What a run has to do.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Files to look at, in the order of the walk.
    pub jobs: Vec<Job>,
    /// How many files are as they were.
    pub unchanged: u64,
    /// Those of them that are left out, by reason.
    pub skipped: BTreeMap<SkipReason, u64>,
    /// Files that are gone, in the order of their paths.
    pub removed: Vec<FileEntry>,
    /// Files found below each root.
    pub files: Vec<u64>,
    /// Files of each root that the index has after the run.
    pub kept: Vec<u64>,
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
    /// A folder below it cannot be listed, and building the index again would lose so many files.
    Dark(usize),
    /// The index knows another folder, which is still there, by the same name.
    Namesake(String),
    /// The index has single files of this folder, and is to be built again without being told which.
    Unnamed,
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
            Self::Dark(files) => write!(
                f,
                "a folder in it cannot be listed, and the index has {files} files of it, which would be lost; nothing was \
                 changed (--allow-removals builds it without them)"
            ),
            Self::Namesake(other) => write!(
                f,
                "the index has another folder of that name, {other}; index one folder above them both, or each into an index \
                 of its own"
            ),
            Self::Unnamed => write!(
                f,
                "the index has single files of this folder; name them to build it again"
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

/// The roots of a run: those that are named and, where everything is built again, those that the index has besides.
pub(super) fn all_roots(
    named: &[Root],
    recorded: &BTreeMap<String, RootState>,
    rebuild: bool,
) -> Result<Vec<Root>, UpdateError> {
    let mut roots = named.to_vec();
    if rebuild {
        for (label, state) in recorded {
            if named.iter().any(|root| root.label == *label) {
                continue;
            }
            // As it was given, if that still leads there; so that paths are shown as before.
            let shown = Path::new(&state.shown);
            let full = Path::new(&state.path);
            let same = shown.canonicalize().is_ok_and(|path| path == full);
            let path = if same { shown } else { full }.to_owned();
            if !state.whole {
                return Err(UpdateError::Root(path, RootFault::Unnamed));
            }
            let label = label.clone();
            roots.push(Root { path, label });
        }
    }
    Ok(roots)
}

/// The folder that the paths of a root begin at: for a single file, the one that it lies in.
pub(super) fn folder_of(root: &Root) -> &Path {
    if root.path.is_dir() {
        &root.path
    } else {
        root.path.parent().unwrap_or(&root.path)
    }
}

/// Refuses roots that are missing, hold each other, or bear the name of another that the index has.
pub(super) fn check_roots(
    roots: &[Root],
    recorded: &BTreeMap<String, RootState>,
) -> Result<(), UpdateError> {
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
        if let Some(known) = recorded.get(&root.label) {
            let there = Path::new(&known.path);
            let folder = if full.is_dir() {
                Some(&*full)
            } else {
                full.parent()
            };
            if there.exists() && folder != Some(there) {
                return Err(fault(RootFault::Namesake(known.path.clone())));
            }
        }
        for other in &roots[..nth] {
            let other_full = other.path.canonicalize();
            let inside = other_full
                .as_ref()
                .is_ok_and(|path| path.starts_with(&full) || full.starts_with(path));
            // Files of two folders of one name would be one file to the index.
            let files_of_one_folder = full.is_file()
                && other_full.is_ok_and(|path| path.is_file() && path.parent() == full.parent());
            if inside || (other.label == root.label && !files_of_one_folder) {
                return Err(fault(RootFault::Overlaps(other.path.display().to_string())));
            }
        }
    }
    Ok(())
}

impl Plan {
    /// Compares what is below the roots with what the index is to begin with, and guards what readers see.
    pub(super) fn new(
        roots: &[Root],
        options: &UpdateOptions,
        known: &HashMap<String, FileEntry>,
        published: &Published,
        reading: &Reading<'_>,
    ) -> Result<Self, UpdateError> {
        let mut plan = Self::default();
        for root in roots {
            let walked: Vec<Walked> = walk(root, &options.selection).collect();
            let ids: Vec<String> = walked.iter().map(|walked| walked.file.id()).collect();
            let files: HashSet<&str> = (walked.iter().zip(&ids))
                .filter(|(walked, _)| !walked.folder)
                .map(|(_, id)| id.as_str())
                .collect();
            let below = Below::new(root, &walked, &files);
            guard(root, options, &below, published)?;
            let gone: Vec<&FileEntry> = below.gone(known);
            let kept = known.values().filter(|entry| entry.root == root.label);
            let others = kept
                .filter(|entry| !files.contains(entry.id.as_str()))
                .count()
                - gone.len();
            plan.kept.push((files.len() + others) as u64);
            plan.files.push(files.len() as u64);
            let mut gone: Vec<FileEntry> = gone.into_iter().cloned().collect();
            gone.sort_by(|a, b| a.below.cmp(&b.below));
            plan.removed.extend(gone);
            for (walked, id) in walked.into_iter().zip(&ids) {
                plan.place(walked, id, known, published, reading, options.now);
            }
        }
        Ok(plan)
    }

    /// Removes nothing.
    pub(super) fn keep_all(&mut self, roots: &[Root]) {
        for entry in self.removed.drain(..) {
            let root = roots.iter().position(|root| root.label == entry.root);
            if let Some(kept) = root.and_then(|root| self.kept.get_mut(root)) {
                *kept += 1;
            }
        }
    }

    fn place(
        &mut self,
        walked: Walked,
        id: &str,
        known: &HashMap<String, FileEntry>,
        published: &Published,
        reading: &Reading<'_>,
        now: i64,
    ) {
        let Walked { file, skipped, .. } = walked;
        let recent = skipped.is_none() && file.mtime > now - RECENT;
        match known.get(id) {
            Some(entry)
                if reading.holds(entry, &file) && as_it_was(entry, &file, skipped.as_ref()) =>
            {
                self.unchanged += 1;
                if let Some(reason) = entry.skip {
                    *self.skipped.entry(reason).or_default() += 1;
                }
            }
            entry => self.jobs.push(Job {
                has_articles: published
                    .files
                    .get(id)
                    .is_some_and(|entry| entry.skip.is_none()),
                known: entry.cloned(),
                file,
                skipped,
                recent,
            }),
        }
    }
}

fn as_it_was(entry: &FileEntry, file: &CorpusFile, skipped: Option<&Skipped>) -> bool {
    if let Some(skipped) = skipped {
        let same = entry.size == file.size && entry.mtime == file.mtime;
        return entry.skip == Some(skipped.reason) && entry.hash == 0 && same;
    }
    // A file that could not be read may be readable now; one left out by its content is known by its size and time.
    let tried = !entry.skip.is_some_and(|reason| reason.is_failure());
    tried && !entry.recent && entry.size == file.size && entry.mtime == file.mtime
}

/// What was found below a root, and of what nothing is known.
struct Below<'a> {
    root: &'a Root,
    files: &'a HashSet<&'a str>,
    /// Folders that could not be listed.
    dark: Vec<String>,
}

impl<'a> Below<'a> {
    fn new(root: &'a Root, walked: &[Walked], files: &'a HashSet<&'a str>) -> Self {
        let dark = walked
            .iter()
            .filter(|walked| walked.folder)
            .map(|walked| format!("{}/", walked.file.below))
            .collect();
        Self { root, files, dark }
    }

    /// The files of the root among `known` that were not found; a root that is a single file says nothing of others.
    fn missing<'k>(
        &self,
        known: &'k HashMap<String, FileEntry>,
    ) -> impl Iterator<Item = &'k FileEntry> {
        let whole = self.root.path.is_dir();
        known.values().filter(move |entry| {
            whole && entry.root == self.root.label && !self.files.contains(entry.id.as_str())
        })
    }

    /// Those of them of which it is sure that they are gone.
    fn gone<'k>(&self, known: &'k HashMap<String, FileEntry>) -> Vec<&'k FileEntry> {
        self.missing(known)
            .filter(|entry| !self.is_dark(entry))
            .collect()
    }

    fn is_dark(&self, entry: &FileEntry) -> bool {
        let above = |folder: &String| entry.below.starts_with(folder.as_str());
        self.dark.iter().any(above)
    }
}

/// Refuses to take away what readers see, unless that was asked for.
fn guard(
    root: &Root,
    options: &UpdateOptions,
    below: &Below<'_>,
    published: &Published,
) -> Result<(), UpdateError> {
    let fault = |fault| Err(UpdateError::Root(root.path.clone(), fault));
    if options.rebuild && !options.allow_removals {
        let lost = below.missing(&published.files);
        let lost = lost.filter(|entry| below.is_dark(entry)).count();
        if lost > 0 {
            return fault(RootFault::Dark(lost));
        }
    }
    let (gone, of) = if published.open.is_some() {
        let of = published.files.values();
        let of = of.filter(|entry| entry.root == root.label).count();
        (below.gone(&published.files).len(), of)
    } else {
        // An index that cannot be opened still says how many files it had.
        let of = published.roots.get(&root.label).filter(|root| root.whole);
        let of = of.map_or(0, |root| usize::try_from(root.files).unwrap_or(usize::MAX));
        (of.saturating_sub(below.files.len()), of)
    };
    refusal(below.files.len(), gone, of, options.allow_removals).map_or(Ok(()), fault)
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
