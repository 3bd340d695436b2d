//! The middle of a run: files are read on several threads, written, and counted; now and then what is done is kept.

use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::{Receiver, bounded};

use super::reading::Reading;
use super::staged::Staged;
use super::{Job, Outcome, Plan, Progress, UpdateError, UpdateOptions};
use crate::article::{Failure, IndexReport};
use crate::corpus::Skipped;
use crate::index::Payload;

/// Reads and writes what the plan asks for. Returns how many files whose articles readers see could not be read.
pub(super) fn write(
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
