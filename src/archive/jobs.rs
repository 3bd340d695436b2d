//! What is left to do in a run, for any thread that asks: files in the order of the walk, in groups that are read together.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::Job;
use crate::extract::groups;

/// Each thread finds at least so many groups where there are files enough: so none has much to do when the others are done.
const SHARES: usize = 4;

/// The groups of a run.
pub(super) struct Jobs<'a> {
    groups: Vec<&'a [Job]>,
    next: AtomicUsize,
    stopped: AtomicBool,
}

impl<'a> Jobs<'a> {
    /// These jobs, for so many threads.
    pub(super) fn new(jobs: &'a [Job], threads: usize) -> Self {
        let share = jobs.len() / (SHARES * threads.max(1));
        Self {
            groups: groups(jobs, share, |job| job.file.size),
            next: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        }
    }

    /// The next group, which nobody else gets.
    pub(super) fn next(&self) -> Option<&'a [Job]> {
        if self.is_stopped() {
            return None;
        }
        let next = self.next.fetch_add(1, Ordering::Relaxed);
        self.groups.get(next).copied()
    }

    /// Nobody begins anything after this.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether nothing more shall be begun.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::CorpusFile;
    use crate::extract::GROUP;

    fn jobs(files: usize) -> Vec<Job> {
        let job = |nth: usize| Job {
            file: CorpusFile {
                location: format!("{nth}.txt").into(),
                path: format!("{nth}.txt"),
                below: format!("{nth}.txt"),
                root: "a".to_owned(),
                size: 3000,
                mtime: 1,
            },
            skipped: None,
            known: None,
            has_articles: false,
            recent: false,
        };
        (0..files).map(job).collect()
    }

    #[test]
    fn few_files_are_work_for_every_thread_and_many_are_read_in_groups() {
        for (files, threads, groups) in [(0, 2, 0), (1, 2, 1), (12, 2, 12), (64, 2, 8), (40, 1, 4)]
        {
            let jobs = jobs(files);
            let jobs = Jobs::new(&jobs, threads);
            assert_eq!(jobs.groups.len(), groups, "{files} for {threads}");
        }
        let many = jobs(100 * GROUP);
        assert_eq!(Jobs::new(&many, 2).groups.len(), 100);
    }

    #[test]
    fn each_file_is_handed_out_once_until_all_is_stopped() {
        let all = jobs(40);
        let jobs = Jobs::new(&all, 1);
        let first = jobs.next().unwrap();
        let second = jobs.next().unwrap();
        let names = first.iter().chain(second).map(|job| &job.file.path);
        assert!(
            names.eq(all[..first.len() + second.len()]
                .iter()
                .map(|job| &job.file.path))
        );
        jobs.stop();
        assert!(jobs.next().is_none() && jobs.is_stopped());
    }
}
