//! Brings an index up to date with a corpus.
//!
//! In: an index folder, the roots of a corpus, options, and the time. Out: a report of what was done. Files are read,
//! decoded and extracted on several threads beside those that write the index; what waits between them is bounded. A run
//! writes into a generation that no reader sees, and keeps what is done now and then; its end is the moment at which readers
//! see all of it. What a run leaves that was killed is gone on with by the next.

mod forget;
mod plan;
mod preview;
mod reading;
mod repair;
mod staged;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, bounded};

use crate::article::{Failure, IndexReport, RootReport};
use crate::corpus::{Root, Selection, Skipped};
use crate::extract;
use crate::index::documents::FileEntry;
use crate::index::kind::Kind;
use crate::index::{
    IndexError, IndexFolder, OpenIndex, Payload, RootState, SCHEMA_VERSION, Stamps, Unfinished,
    WriterOptions, manifest,
};

use plan::Published;
use reading::Reading;
use staged::{Beginning, Staged};

pub use forget::{ForgetError, ForgetOptions, forget};
pub use plan::{Job, Plan, RootFault};
pub use preview::preview;
pub use reading::{Outcome, read_article};
pub use repair::{RepairError, repair};

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
    /// Builds everything again, with the roots that the index has and the run does not name.
    pub rebuild: bool,
    /// Leaves files as they are that other rules or options were applied to, as long as their content is the same.
    pub keep_old: bool,
    /// Bytes of articles after which what is done is kept for a later run, should this one be killed.
    pub checkpoint: u64,
    /// Waits where another process writes the index.
    pub wait: bool,
    /// The time of the run, nanoseconds since 1970: a file changed just before it is looked at again next time.
    pub now: i64,
}

impl Default for UpdateOptions {
    /// All files, two threads, 200 MB for the writers, a checkpoint every 256 MB, and the beginning of 1970.
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            extract: extract::Options::default(),
            threads: 2,
            memory: 200 << 20,
            allow_removals: false,
            rebuild: false,
            keep_old: false,
            checkpoint: 256 << 20,
            wait: false,
            now: 0,
        }
    }
}

/// What is told while a run goes on. Called from one thread.
pub trait Progress {
    /// So many files, with so many bytes, are to be read.
    fn begins(&self, _files: u64, _bytes: u64) {}
    /// A file of so many bytes has been read.
    fn file_done(&self, _bytes: u64) {}
    /// All files are read; the rest is written and merged.
    fn commits(&self) {}
    /// Whether the run shall end here and keep what is done.
    fn stops(&self) -> bool {
        false
    }
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
    /// So many files whose articles the index has could not be read, and building it again would lose them.
    Unreadable(u64),
}

impl fmt::Display for UpdateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root(path, fault) => write!(f, "{}: {fault}", path.display()),
            Self::Index(error) => error.fmt(f),
            Self::Unreadable(files) => write!(
                f,
                "{files} files whose articles the index has could not be read, and would be lost; the index is as it was \
                 (--allow-removals builds it without them)"
            ),
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
/// A root is missing, has been emptied, or has lost more than a fifth of its files; another process writes the index, or it
/// cannot be used. Readers see the index as it was then.
pub fn update(
    folder: &IndexFolder,
    roots: &[Root],
    options: &UpdateOptions,
    progress: &dyn Progress,
) -> Result<IndexReport, UpdateError> {
    let recorded = folder.recorded_roots();
    let roots = plan::all_roots(roots, &recorded, options.rebuild)?;
    plan::check_roots(&roots, &recorded)?;
    let locked = folder.lock(&timestamp(options.now), options.wait)?;
    let run = Unfinished {
        rebuild: options.rebuild,
        roots: roots.iter().map(|root| root.label.clone()).collect(),
    };
    let published = published(folder, options.rebuild)?;
    let unfinished = locked.unfinished().filter(|open| goes_on(open, &run));
    let resumed = unfinished.is_some();
    let left = unfinished.as_ref().map_or(0, OpenIndex::seen);
    let seen = seen(folder.recorded().seen, left, options.now);
    let staged_files = unfinished.as_ref().map(files).transpose()?;
    let nothing = HashMap::new();
    let known = match &staged_files {
        Some(files) => files,
        None if options.rebuild => &nothing,
        None => &published.files,
    };
    let reading = Reading {
        extract: &options.extract,
        rules: options.extract.fingerprint_hash(),
        keep_old: options.keep_old,
        stamps: Stamps::new(folder, seen),
    };
    let plan = Plan::new(&roots, options, known, &published, &reading)?;

    let mut report = IndexReport::new(folder.path().display().to_string());
    report.roots = roots.iter().zip(&plan.files).map(root_report).collect();
    report.unchanged = plan.unchanged;
    report.removed = plan.removed.len() as u64;
    report.resumed = resumed;
    report.skipped.clone_from(&plan.skipped);
    let first = published.open.is_none();
    let beginning = match unfinished {
        Some(open) => Beginning::Unfinished(Box::new(open)),
        None if options.rebuild || first => Beginning::Empty,
        None => Beginning::Current,
    };
    let writer_options = WriterOptions {
        threads: options.threads,
        memory: options.memory,
    };
    let staged = Staged::new(&locked, writer_options, beginning);
    if first || resumed || options.rebuild {
        staged.writer()?;
    }
    let mut payload = payload(&recorded, &roots, &plan, options, seen);
    payload.unfinished = Some(run);
    let lost = write(
        &staged,
        &plan,
        options,
        &reading,
        &payload,
        progress,
        &mut report,
    )?;
    if report.interrupted {
        if staged.is_begun() {
            staged.writer()?.commit(&payload)?;
        }
        if let Some(open) = &published.open {
            count_documents(open, &mut report)?;
        }
        return Ok(report);
    }
    if options.rebuild && lost > 0 && !options.allow_removals {
        return Err(UpdateError::Unreadable(lost));
    }
    progress.commits();
    payload.unfinished = None;
    if let Some(open) = staged.publish(&payload, published.open.as_ref())? {
        report.committed = true;
        count_documents(&open, &mut report)?;
    } else if let Some(open) = &published.open {
        count_documents(open, &mut report)?;
    }
    Ok(report)
}

/// What readers see. An index that cannot be opened is no obstacle to building it again.
fn published(folder: &IndexFolder, rebuild: bool) -> Result<Published, UpdateError> {
    let roots = folder.recorded_roots();
    let open = match folder.open() {
        Ok(open) => Some(open),
        Err(IndexError::Missing(_)) => None,
        Err(_) if rebuild => None,
        Err(error) => return Err(error.into()),
    };
    let files = open.as_ref().map(files).transpose();
    let files = match files {
        Ok(files) => files.unwrap_or_default(),
        Err(_) if rebuild => HashMap::new(),
        Err(error) => return Err(error.into()),
    };
    Ok(Published { open, files, roots })
}

fn files(open: &OpenIndex) -> Result<HashMap<String, FileEntry>, IndexError> {
    manifest::files(&open.searcher())
        .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))
}

/// Whether a run may take up what another has left: it names every root of that one, so that none is shown by halves, and
/// builds again only what was being built again.
fn goes_on(open: &OpenIndex, run: &Unfinished) -> bool {
    let left = open.payload().and_then(|payload| payload.unfinished);
    left.is_some_and(|left| left.roots.is_subset(&run.roots) && (left.rebuild || !run.rebuild))
}

/// Reads and writes what the plan asks for. Returns how many files whose articles readers see could not be read.
fn write(
    staged: &Staged<'_>,
    plan: &Plan,
    options: &UpdateOptions,
    reading: &Reading<'_>,
    payload: &Payload,
    progress: &dyn Progress,
    report: &mut IndexReport,
) -> Result<u64, UpdateError> {
    if !plan.removed.is_empty() {
        let writer = staged.writer()?;
        for entry in &plan.removed {
            writer.remove(&entry.id)?;
        }
    }
    progress.begins(
        plan.jobs.len() as u64,
        plan.jobs.iter().map(|job| job.file.size).sum(),
    );
    let threads = options.threads.max(1);
    let stop = AtomicBool::new(false);
    let (mut failed, mut since_checkpoint, mut lost) = (None, 0, 0);
    std::thread::scope(|scope| {
        let (jobs, waiting) = bounded(threads * 2);
        let (outcomes, done) = bounded(threads * 2);
        for _ in 0..threads {
            let (waiting, outcomes, stop): (Receiver<&Job>, _, _) =
                (waiting.clone(), outcomes.clone(), &stop);
            scope.spawn(move || {
                for job in waiting {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    let outcome = reading.process(job, staged);
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
            let outcome = outcome.and_then(|outcome| {
                since_checkpoint += outcome.bytes;
                if since_checkpoint >= options.checkpoint && staged.is_begun() {
                    since_checkpoint = 0;
                    staged.writer()?.commit(payload)?;
                }
                Ok(outcome)
            });
            match outcome {
                Ok(outcome) => {
                    lost += u64::from(job.has_articles && outcome.is_unread());
                    count(report, job, &outcome);
                }
                Err(error) => {
                    stop.store(true, Ordering::Relaxed);
                    failed.get_or_insert(error);
                }
            }
            if progress.stops() {
                report.interrupted = true;
                stop.store(true, Ordering::Relaxed);
            }
        }
    });
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(lost),
    }
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

fn payload(
    recorded: &BTreeMap<String, RootState>,
    roots: &[Root],
    plan: &Plan,
    options: &UpdateOptions,
    seen: i64,
) -> Payload {
    let mut known = recorded.clone();
    for (root, files) in roots.iter().zip(&plan.kept) {
        let folder = plan::folder_of(root);
        let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let whole = root.path.is_dir() || known.get(&root.label).is_some_and(|root| root.whole);
        known.insert(
            root.label.clone(),
            RootState {
                path: full.display().to_string(),
                shown: shown(folder),
                files: *files,
                whole,
            },
        );
    }
    Payload {
        schema: SCHEMA_VERSION,
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        rules: extract::RULES_VERSION,
        options: options.extract.fingerprint(),
        committed: Some(timestamp(options.now)),
        roots: known,
        seen,
        unfinished: None,
    }
}

/// A folder as its files' paths begin with it.
fn shown(folder: &Path) -> String {
    let text = folder.to_string_lossy();
    let slashed = text.replace(std::path::MAIN_SEPARATOR, "/");
    if slashed.len() > 1 {
        slashed.trim_end_matches('/').to_owned()
    } else {
        slashed
    }
}

/// The stamp of a run at `now`, nanoseconds since 1970: later than that of the index that readers see and no earlier than that
/// of what another run has left, also where the clock goes back, or two runs fall into one second.
fn seen(published: i64, left: i64, now: i64) -> i64 {
    (now / 1_000_000_000).max(published + 1).max(left)
}

/// Nanoseconds since 1970, as RFC 3339 to the second.
fn timestamp(now: i64) -> String {
    let time = jiff::Timestamp::from_second(now / 1_000_000_000).unwrap_or_default();
    time.to_string()
}
