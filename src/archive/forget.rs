//! Takes articles out of an index on purpose.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;

use super::{count_documents, files, timestamp};
use crate::article::{ForgetReport, IndexReport};
use crate::index::documents::FileEntry;
use crate::index::{IndexError, IndexFolder, OpenIndex, Payload, Writer, WriterOptions};

/// How articles are to be forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ForgetOptions {
    /// Writes again what still holds the text of removed articles, so that nothing is left of it in the index.
    pub purge: bool,
    /// Waits where another process writes the index.
    pub wait: bool,
    /// The time of the run, nanoseconds since 1970.
    pub now: i64,
}

/// Why nothing was forgotten.
#[derive(Debug)]
pub enum ForgetError {
    /// The index knows no root, folder or file of this name.
    Unknown(String),
    /// The index cannot be used.
    Index(IndexError),
}

impl fmt::Display for ForgetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(
                f,
                "the index has no root, folder or file {name}; nothing was removed (dateline stats lists the roots)"
            ),
            Self::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ForgetError {}

impl From<IndexError> for ForgetError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

/// The memory of a writer that has little to write, in bytes.
const MEMORY: usize = 32 << 20;

/// Takes out of the index all that came from `names`: roots by their label or path, folders and files by their path, as it is
/// shown or in full. A file that is still in the corpus comes back with the next run; the report counts these.
///
/// # Errors
/// One of the names is unknown, or the index cannot be written. Nothing is removed then.
pub fn forget(
    folder: &IndexFolder,
    names: &[String],
    options: ForgetOptions,
) -> Result<ForgetReport, ForgetError> {
    // An index that is not there is not made to be told that it has nothing.
    folder.open()?;
    let locked = folder.lock(&timestamp(options.now), options.wait)?;
    let open = folder.open()?;
    let mut payload = open.payload().unwrap_or_default();
    let known = files(&open)?;
    let mut report = ForgetReport::new(folder.path().display().to_string());
    let mut ids = HashSet::new();
    for name in names {
        let meant = Meant::new(&open, &payload, name);
        let mut found = meant.root.is_some();
        for entry in known.values().filter(|entry| meant.is(entry)) {
            found = true;
            if ids.insert(entry.id.clone()) {
                count(&mut report, &mut payload, entry);
            }
        }
        if !found {
            return Err(ForgetError::Unknown(name.clone()));
        }
        report.roots.extend(meant.root);
    }
    for label in &report.roots {
        payload.roots.remove(label);
    }
    payload.committed = Some(timestamp(options.now));
    let writer = Writer::new(
        locked.begin_from_current()?,
        WriterOptions {
            threads: 1,
            memory: MEMORY,
        },
    )?;
    for id in &ids {
        writer.remove(id)?;
    }
    if options.purge {
        writer.purge(&payload)?;
        report.purged = true;
    } else {
        writer.commit(&payload)?;
    }
    let open = writer.finish(Some(&open))?;
    locked.publish(&open)?;
    let mut counts = IndexReport::new(String::new());
    count_documents(&open, &mut counts)?;
    (report.articles, report.quotes) = (counts.articles, counts.quotes);
    Ok(report)
}

fn count(report: &mut ForgetReport, payload: &mut Payload, entry: &FileEntry) {
    report.removed += 1;
    if let Some(root) = payload.roots.get_mut(&entry.root) {
        root.files = root.files.saturating_sub(1);
        let there = Path::new(&root.path).join(&entry.below).exists();
        report.still_there += u64::from(there);
    }
}

/// What a name stands for.
struct Meant {
    /// The label of a root.
    root: Option<String>,
    /// Else paths in the index, of files or folders.
    paths: Vec<String>,
}

impl Meant {
    fn new(open: &OpenIndex, payload: &Payload, name: &str) -> Self {
        let plain = name
            .strip_prefix("./")
            .unwrap_or(name)
            .trim_end_matches('/');
        let full = Path::new(name).canonicalize().ok();
        let full = full.as_ref().map(|path| path.to_string_lossy());
        let is_root = |label: &str, path: &str, shown: &str| {
            label == plain || path == plain || shown == plain || full.as_deref() == Some(path)
        };
        let root = payload
            .roots
            .iter()
            .find(|(label, root)| is_root(label, &root.path, &root.shown))
            .map(|(label, _)| label.clone());
        let mut paths = open.kept_paths(plain);
        paths.extend(full.iter().flat_map(|full| open.kept_paths(full)));
        Self { root, paths }
    }

    fn is(&self, entry: &FileEntry) -> bool {
        if let Some(root) = &self.root {
            return entry.root == *root;
        }
        let path = entry.path();
        self.paths.iter().any(|meant| {
            path.strip_prefix(meant.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}
