//! Makes a damaged index whole again, as far as the corpus still has what it lost.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::PathBuf;

use super::plan::{self, Published};
use super::reading::Reading;
use super::staged::{Beginning, Staged};
use super::{
    Plan, Progress, UpdateError, UpdateOptions, count_documents, files, payload, root_report, seen,
    timestamp, write,
};
use crate::article::{IndexReport, RepairReport};
use crate::corpus::Root;
use crate::index::{IndexFolder, Stamps, Unfinished, WriterOptions};

/// Why nothing was repaired.
#[derive(Debug)]
pub enum RepairError {
    /// The index does not say which roots it had, and none were named.
    NoRoots(PathBuf),
    /// The index cannot be written, or a root cannot be read.
    Update(UpdateError),
}

impl fmt::Display for RepairError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRoots(path) => write!(
                f,
                "{} does not say any more what it was built from; build it again: dateline index ROOT --rebuild --index {0}",
                path.display()
            ),
            Self::Update(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RepairError {}

impl<E: Into<UpdateError>> From<E> for RepairError {
    fn from(error: E) -> Self {
        Self::Update(error.into())
    }
}

/// Checks the index and, where it is damaged, makes the next generation of its sound segments and of what the corpus has of
/// the rest. Nothing is removed: files that the corpus no longer has stay if they are in a sound segment, and the damaged
/// generation is moved to `damaged-N` in the folder of the index. `named` are the roots where the index itself cannot say.
///
/// # Errors
/// There is no index, or it cannot be written; nothing has changed then.
pub fn repair(
    folder: &IndexFolder,
    named: &[Root],
    options: &UpdateOptions,
    progress: &dyn Progress,
) -> Result<RepairReport, RepairError> {
    let locked = folder.lock(&timestamp(options.now), options.wait)?;
    let mut report = RepairReport::new(folder.check()?);
    if report.before.is_sound() {
        return Ok(report);
    }
    let recorded = folder.recorded_roots();
    let mut roots = Vec::new();
    for (label, root) in &recorded {
        let path = PathBuf::from(&root.path);
        // Single files of a folder are not known by name any more, and the folder may have others.
        if root.whole && path.is_dir() {
            let shown = PathBuf::from(&root.shown);
            let same = shown.canonicalize().is_ok_and(|full| full == path);
            let path = if same { shown } else { path };
            let label = label.clone();
            roots.push(Root { path, label });
        } else {
            report.missing_roots.push(root.path.clone());
        }
    }
    if recorded.is_empty() {
        roots = named.to_vec();
        if roots.is_empty() {
            return Err(RepairError::NoRoots(folder.path().to_owned()));
        }
    }
    plan::check_roots(&roots, &BTreeMap::new())?;
    let open = if recorded.is_empty() {
        locked.begin_empty()?
    } else {
        locked.begin_without(&report.before.damaged_segments)?
    };
    let known = files(&open)?;
    let seen = seen(folder.recorded().seen, open.seen(), options.now);
    let reading = Reading {
        extract: &options.extract,
        rules: options.extract.fingerprint_hash(),
        // What is sound is left as it is; the next run brings it up to date.
        keep_old: true,
        stamps: Stamps::new(folder, seen),
    };
    // Nothing is taken away here that a guard would have to look after.
    let nothing = Published {
        open: None,
        files: HashMap::new(),
        roots: BTreeMap::new(),
    };
    let mut plan = Plan::new(&roots, options, &known, &nothing, &reading)?;
    plan.keep_all(&roots);
    let writer = WriterOptions {
        threads: options.threads,
        memory: options.memory,
    };
    let staged = Staged::new(&locked, writer, Beginning::Unfinished(Box::new(open)));
    staged.writer()?;
    let mut index = IndexReport::new(folder.path().display().to_string());
    index.roots = roots.iter().zip(&plan.files).map(root_report).collect();
    index.unchanged = plan.unchanged;
    let mut payload = payload(&recorded, &roots, &plan, options, seen);
    payload.unfinished = Some(Unfinished {
        rebuild: false,
        roots: roots.iter().map(|root| root.label.clone()).collect(),
    });
    write(
        &staged, &plan, options, &reading, &payload, progress, &mut index,
    )?;
    if !index.interrupted {
        payload.unfinished = None;
        report.aside = staged.publish_aside(&payload)?;
        let open = folder.open()?;
        let kept = files(&open)?.len() as u64;
        let before: u64 = recorded.values().map(|root| root.files).sum();
        report.lost = before.saturating_sub(kept);
        count_documents(&open, &mut index)?;
        index.committed = true;
    }
    report.index = Some(index);
    report.after = Some(folder.check()?);
    Ok(report)
}
