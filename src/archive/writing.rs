//! The middle of a run: files are read on several threads, written, and counted; now and then what is done is kept.

use std::sync::mpsc::channel;

use super::jobs::Jobs;
use super::reading::Reading;
use super::staged::Staged;
use super::{Job, Outcome, Plan, Progress, UpdateError, UpdateOptions};
use crate::article::{Failure, IndexReport};
use crate::corpus::Skipped;
use crate::index::{IndexError, Payload};

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
    let jobs = Jobs::new(&plan.jobs, options.threads);
    let mut tally = Tally {
        staged,
        options,
        payload,
        progress,
        report,
        failed: None,
        since_checkpoint: 0,
        lost: 0,
    };
    std::thread::scope(|scope| {
        let (outcomes, done) = channel();
        for _ in 1..options.threads {
            let (outcomes, jobs) = (outcomes.clone(), &jobs);
            scope.spawn(move || {
                work(jobs, reading, staged, |job, outcome| {
                    // Only where this thread has failed is nobody there to hear of it.
                    let _ = outcomes.send((job, outcome));
                });
            });
        }
        drop(outcomes);
        // This thread reads as the others do, so that nobody has to be woken for each file.
        work(&jobs, reading, staged, |job, outcome| {
            tally.add(job, outcome, &jobs);
            for (job, outcome) in done.try_iter() {
                tally.add(job, outcome, &jobs);
            }
        });
        for (job, outcome) in done {
            tally.add(job, outcome, &jobs);
        }
    });
    match tally.failed {
        Some(error) => Err(error.into()),
        None => Ok(tally.lost),
    }
}

/// Reads and writes files as long as there are any, and tells what became of each.
fn work<'a>(
    jobs: &Jobs<'a>,
    reading: &Reading<'_>,
    staged: &Staged<'_>,
    mut done: impl FnMut(&'a Job, Result<Outcome, IndexError>),
) {
    while let Some(group) = jobs.next() {
        for (job, seen) in group.iter().zip(reading.look(group)) {
            if jobs.is_stopped() {
                return;
            }
            done(job, reading.write(job, seen, staged));
        }
    }
}

/// What has been done, counted on one thread.
struct Tally<'a> {
    staged: &'a Staged<'a>,
    options: &'a UpdateOptions,
    payload: &'a Payload,
    progress: &'a dyn Progress,
    report: &'a mut IndexReport,
    failed: Option<IndexError>,
    since_checkpoint: u64,
    lost: u64,
}

impl Tally<'_> {
    fn add(&mut self, job: &Job, outcome: Result<Outcome, IndexError>, jobs: &Jobs<'_>) {
        self.progress.file_done(job.file.size);
        match outcome.and_then(|outcome| self.keep(outcome)) {
            Ok(outcome) => {
                self.lost += u64::from(job.has_articles && outcome.is_unread());
                count(self.report, job, &outcome);
            }
            Err(error) => {
                jobs.stop();
                self.failed.get_or_insert(error);
            }
        }
        if self.progress.stops() {
            self.report.interrupted = true;
            jobs.stop();
        }
    }

    /// Commits where much has been read since the last time.
    fn keep(&mut self, outcome: Outcome) -> Result<Outcome, IndexError> {
        self.since_checkpoint += outcome.bytes;
        if self.since_checkpoint >= self.options.checkpoint && self.staged.is_begun() {
            self.since_checkpoint = 0;
            self.staged.writer()?.commit(self.payload)?;
        }
        Ok(outcome)
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
