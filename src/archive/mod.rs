//! Brings an index up to date with a corpus.
//!
//! In: an index folder, the roots of a corpus, options, and the time. Out: a report of what was done. Files are read,
//! decoded and extracted on several threads beside those that write the index; what waits between them is bounded. One
//! commit ends a run: a reader sees the state before it or the state after.

mod plan;
mod reading;

use std::fmt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, bounded};

use crate::article::{Failure, IndexReport, RootReport};
use crate::corpus::{Root, Selection, Skipped};
use crate::extract;
use crate::index::documents::FileEntry;
use crate::index::kind::Kind;
use crate::index::{
    IndexError, IndexFolder, OpenIndex, Payload, RootState, SCHEMA_VERSION, Writer, WriterOptions,
    manifest,
};

pub use plan::{Job, Plan, RootFault};
pub use reading::{Outcome, read_article};

/// How a run is to be made.
#[derive(Clone, Debug)]
pub struct UpdateOptions {
    /// Which files are wanted.
    pub selection: Selection,
    /// What extraction is told.
    pub extract: extract::Options,
    /// Threads that read and extract; as many again write.
    pub threads: usize,
    /// Bytes that the writers may hold before they flush.
    pub memory: usize,
    /// Lets a run remove more than a fifth of a root's files.
    pub allow_removals: bool,
    /// The time of the run, nanoseconds since 1970: a file changed just before it is looked at again next time.
    pub now: i64,
}

/// What is told while a run goes on. Called from one thread.
pub trait Progress {
    /// So many files, with so many bytes, are to be read.
    fn begins(&self, _files: u64, _bytes: u64) {}
    /// A file of so many bytes has been read.
    fn file_done(&self, _bytes: u64) {}
    /// All files are read; the rest is written and merged.
    fn commits(&self) {}
}

/// Tells nobody.
impl Progress for () {}

/// Why a run did nothing.
#[derive(Debug)]
pub enum UpdateError {
    /// A root cannot be used, or would wipe what was indexed.
    Root(PathBuf, RootFault),
    /// The index cannot be used.
    Index(IndexError),
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(path, fault) => write!(f, "{}: {fault}", path.display()),
            Self::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for UpdateError {}

impl From<IndexError> for UpdateError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

/// Brings the index in `folder` up to date with `roots`: adds what is new, replaces what has changed, removes what is gone
/// from these roots. Makes the index where there is none. Nothing is committed where nothing has changed.
///
/// # Errors
/// A root is missing, has been emptied, or has lost more than a fifth of its files; or the index cannot be used. Nothing is
/// done then.
pub fn update(
    folder: &IndexFolder,
    roots: &[Root],
    options: &UpdateOptions,
    progress: &dyn Progress,
) -> Result<IndexReport, UpdateError> {
    plan::check_roots(roots)?;
    let open = folder.open_or_create()?;
    let before = open.payload();
    let known = manifest::files(&open.searcher())
        .map_err(|error| IndexError::Tantivy(folder.path().to_owned(), error))?;
    let current = before
        .as_ref()
        .is_some_and(|payload| same_rules(payload, options));
    let plan = Plan::new(
        roots,
        &options.selection,
        &known,
        current,
        options.allow_removals,
        options.now,
    )?;

    let mut report = IndexReport::new(folder.path().display().to_string());
    report.roots = roots.iter().zip(&plan.files).map(root_report).collect();
    report.unchanged = plan.unchanged.len() as u64;
    report.removed = plan.removed.len() as u64;
    for entry in &plan.unchanged {
        count_skip(&mut report, entry);
    }
    if !plan.is_empty() || before.is_none() {
        let written = write(&open, &plan, options, progress, &mut report)?;
        if let Some(writer) = written {
            writer.commit(&payload(before, roots, &plan, options))?;
            report.committed = true;
        }
    }
    count_documents(&open, &mut report)?;
    Ok(report)
}

/// Reads and writes what the plan asks for. The writer comes back where something is to be committed.
fn write<'a>(
    open: &'a OpenIndex,
    plan: &Plan,
    options: &UpdateOptions,
    progress: &dyn Progress,
    report: &mut IndexReport,
) -> Result<Option<Writer<'a>>, UpdateError> {
    let writer = Writer::new(
        open,
        WriterOptions {
            threads: options.threads,
            memory: options.memory,
        },
    )?;
    progress.begins(
        plan.jobs.len() as u64,
        plan.jobs.iter().map(|job| job.file.size).sum(),
    );
    let threads = options.threads.max(1);
    let stop = AtomicBool::new(false);
    let mut failed = None;
    std::thread::scope(|scope| {
        let (jobs, waiting) = bounded(threads * 2);
        let (outcomes, done) = bounded(threads * 2);
        for _ in 0..threads {
            let (waiting, outcomes, writer, stop): (Receiver<&Job>, _, _, _) =
                (waiting.clone(), outcomes.clone(), &writer, &stop);
            scope.spawn(move || {
                for job in waiting {
                    let outcome = if stop.load(Ordering::Relaxed) {
                        break;
                    } else {
                        reading::process(job, &options.extract, writer)
                    };
                    if outcomes.send((job, outcome)).is_err() {
                        break;
                    }
                }
            });
        }
        drop((outcomes, waiting));
        scope.spawn(move || plan.jobs.iter().try_for_each(|job| jobs.send(job)));
        for (job, outcome) in done {
            progress.file_done(job.file.size);
            match outcome {
                Ok(outcome) => count(report, job, &outcome),
                Err(error) => {
                    stop.store(true, Ordering::Relaxed);
                    failed.get_or_insert(error);
                }
            }
        }
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    for id in &plan.removed {
        writer.remove(id)?;
    }
    progress.commits();
    let changes = report.added + report.changed + report.removed > 0;
    Ok((changes || open.payload().is_none()).then_some(writer))
}

fn count(report: &mut IndexReport, job: &Job, outcome: &Outcome) {
    report.bytes += outcome.bytes;
    if outcome.unchanged {
        report.unchanged += 1;
    } else if job.known.is_some() {
        report.changed += 1;
    } else {
        report.added += 1;
    }
    if let Some(Skipped { reason, message }) = &outcome.skipped {
        *report.skipped.entry(*reason).or_default() += 1;
        if reason.is_failure() && report.failures.len() < IndexReport::MOST_FAILURES {
            let failure = Failure {
                path: job.file.path.clone(),
                reason: *reason,
                message: message.clone(),
            };
            report.failures.push(failure);
            // Threads finish in any order; a report does not depend on it.
            report.failures.sort_by(|a, b| a.path.cmp(&b.path));
        }
    }
}

fn count_skip(report: &mut IndexReport, entry: &FileEntry) {
    if let Some(reason) = entry.skip {
        *report.skipped.entry(reason).or_default() += 1;
    }
}

fn root_report((root, files): (&Root, &u64)) -> RootReport {
    RootReport {
        path: root.path.display().to_string(),
        label: root.label.clone(),
        files: *files,
    }
}

fn count_documents(open: &OpenIndex, report: &mut IndexReport) -> Result<(), IndexError> {
    report.articles = open.count(Kind::Article)?;
    report.quotes = open.count(Kind::Quote)?;
    Ok(())
}

/// Whether files that were indexed under `payload` would come out the same today.
fn same_rules(payload: &Payload, options: &UpdateOptions) -> bool {
    payload.rules == extract::RULES_VERSION && payload.options == options.extract.fingerprint()
}

fn payload(
    before: Option<Payload>,
    roots: &[Root],
    plan: &Plan,
    options: &UpdateOptions,
) -> Payload {
    let mut known = before.map(|payload| payload.roots).unwrap_or_default();
    for (root, files) in roots.iter().zip(&plan.files) {
        let full = root
            .path
            .canonicalize()
            .unwrap_or_else(|_| root.path.clone());
        known.insert(
            root.label.clone(),
            RootState {
                path: full.display().to_string(),
                files: *files,
            },
        );
    }
    Payload {
        schema: SCHEMA_VERSION,
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        rules: extract::RULES_VERSION,
        options: options.extract.fingerprint(),
        roots: known,
    }
}
