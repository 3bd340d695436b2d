//! What a run would do, without doing it.

use super::looking::is_content_of;
use super::reading::Reading;
use super::{
    HashMap, IndexFolder, IndexReport, Plan, Root, UpdateError, UpdateOptions, count_documents,
    plan, published, root_report,
};
use crate::article::{Change, ChangeKind};
use crate::corpus::read;
use crate::index::Stamps;

/// What [`update`](super::update) would do with the same arguments: the counts, and each file that would be added, changed or
/// removed. Nothing is written and no lock is taken. Files whose time has changed are read and compared; new ones are not, so
/// that some of them may turn out to be left out.
///
/// # Errors
/// Those of `update`, but for those of writing.
pub fn preview(
    folder: &IndexFolder,
    roots: &[Root],
    options: &UpdateOptions,
) -> Result<IndexReport, UpdateError> {
    let recorded = folder.recorded_roots();
    let roots = plan::all_roots(roots, &recorded, options.rebuild)?;
    plan::check_roots(&roots, &recorded)?;
    let published = published(folder, options.rebuild)?;
    let reading = Reading {
        extract: &options.extract,
        rules: options.extract.fingerprint_hash(),
        keep_old: options.keep_old,
        stamps: Stamps::new(folder, 0),
    };
    let nothing = HashMap::new();
    let known = if options.rebuild {
        &nothing
    } else {
        &published.files
    };
    let plan = Plan::new(&roots, options, known, &published, &reading)?;

    let mut report = IndexReport::new(folder.path().display().to_string());
    report.dry_run = true;
    report.roots = roots.iter().zip(&plan.files).map(root_report).collect();
    report.unchanged = plan.unchanged;
    report.removed = plan.removed.len() as u64;
    report.skipped.clone_from(&plan.skipped);
    for job in &plan.jobs {
        let same = |known| reading.holds(known, &job.file) && !job.has_new_content(known);
        let change = match &job.known {
            None => ChangeKind::Added,
            Some(known) if same(known) => {
                report.unchanged += 1;
                continue;
            }
            Some(_) => ChangeKind::Changed,
        };
        match change {
            ChangeKind::Added => report.added += 1,
            _ => report.changed += 1,
        }
        report.changes.push(Change {
            path: job.file.path.clone(),
            change,
        });
    }
    for entry in &plan.removed {
        let root = recorded.get(&entry.root);
        report.changes.push(Change {
            path: root.map_or_else(|| entry.path(), |root| root.shown(&entry.below)),
            change: ChangeKind::Removed,
        });
    }
    report.changes.sort();
    if let Some(open) = &published.open {
        count_documents(open, &mut report)?;
    }
    Ok(report)
}

impl super::Job {
    /// Whether the file holds something else than what the index knows of it.
    fn has_new_content(&self, known: &crate::index::documents::FileEntry) -> bool {
        if let Some(skipped) = &self.skipped {
            return known.skip != Some(skipped.reason);
        }
        match read(&self.file) {
            Ok(bytes) => !is_content_of(known, &bytes),
            Err(skipped) => known.skip.is_some() && known.skip != Some(skipped.reason),
        }
    }
}
