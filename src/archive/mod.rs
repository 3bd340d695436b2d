//! Brings an index up to date with a corpus.
//!
//! In: an index folder, the roots of a corpus, options, and the time. Out: a report of what was done. Files are read,
//! decoded and extracted on several threads beside those that write the index; what waits between them is bounded. A run
//! writes into a generation that no reader sees, and keeps what is done now and then; its end is the moment at which readers
//! see all of it. What a run leaves that was killed is gone on with by the next.

mod drafting;
mod error;
mod forget;
mod jobs;
mod looking;
mod options;
mod plan;
mod preview;
mod reading;
mod recorded;
mod repair;
mod staged;
mod writing;

use std::collections::HashMap;

use crate::article::{IndexReport, RootReport};
use crate::corpus::Root;
use crate::index::documents::FileEntry;
use crate::index::kind::Kind;
use crate::index::{
    IndexError, IndexFolder, OpenIndex, Stamps, Unfinished, WriterOptions, manifest,
};

use plan::Published;
use reading::Reading;
use recorded::{payload, seen, timestamp};
use staged::{Beginning, Staged};
use writing::write;

pub use drafting::read_article;
pub use error::UpdateError;
pub use forget::{ForgetError, ForgetOptions, forget};
pub use options::{Progress, UpdateOptions};
pub use plan::{Job, Plan, RootFault};
pub use preview::preview;
pub use reading::Outcome;
pub use repair::{RepairError, repair};

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
