//! What a run of `index` or `forget` did.

use std::io::{Result, Write};

use serde::Serialize;

use super::clean;
use super::text::{counted, number};
use crate::article::{ChangeKind, CheckReport, ForgetReport, IndexReport, RepairReport};

/// One line with the counts; before it, for a dry run, one a file. Then one a reason for files left out, then one a file that could not be read.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, report: &IndexReport) -> Result<()> {
    for change in &report.changes {
        let sign = match change.change {
            ChangeKind::Added => '+',
            ChangeKind::Changed => '~',
            ChangeKind::Removed => '-',
        };
        writeln!(out, "{sign} {}", clean(&change.path))?;
    }
    let would = if report.dry_run {
        "dry run, nothing was done; "
    } else {
        ""
    };
    writeln!(
        out,
        "{}: {}, {}; {would}{} added, {} changed, {} removed, {} unchanged; {} skipped; {:.2} s",
        clean(&report.index),
        counted(report.articles, "article"),
        counted(report.quotes, "quote"),
        number(report.added),
        number(report.changed),
        number(report.removed),
        number(report.unchanged),
        number(report.skipped_files()),
        report.seconds
    )?;
    if report.interrupted {
        let done = number(report.added + report.changed);
        writeln!(
            out,
            "  interrupted: {done} files are done and kept; the same command goes on, and until then queries see the index as \
             it was"
        )?;
    }
    for (reason, files) in &report.skipped {
        writeln!(out, "  skipped: {} {reason}", number(*files))?;
    }
    for failure in &report.failures {
        let (path, message) = (clean(&failure.path), clean(&failure.message));
        writeln!(out, "  {path}: {}: {message}", failure.reason)?;
    }
    let listed = report.failures.len() as u64;
    if report.failed_files() > listed {
        let more = number(report.failed_files() - listed);
        writeln!(out, "  and {more} more: dateline stats --skipped")?;
    }
    Ok(())
}

/// One line with the counts, and a warning where files come back.
///
/// # Errors
/// Those of the writer.
pub fn forgotten(out: &mut dyn Write, report: &ForgetReport) -> Result<()> {
    writeln!(
        out,
        "{}: {} removed{}; {}, {} left",
        clean(&report.index),
        counted(report.removed, "file"),
        if report.purged { " and purged" } else { "" },
        counted(report.articles, "article"),
        counted(report.quotes, "quote"),
    )?;
    if report.still_there > 0 {
        writeln!(
            out,
            "  {} of them still in the corpus: the next run of dateline index brings them back, unless they are moved or \
             excluded",
            number(report.still_there)
        )?;
    }
    Ok(())
}

/// One line where the index is sound; else one a damage.
///
/// # Errors
/// Those of the writer.
pub fn checked(out: &mut dyn Write, report: &CheckReport) -> Result<()> {
    let verdict = match report.damage.len() {
        0 => "sound".to_owned(),
        n => format!("DAMAGED in {}", counted(n as u64, "place")),
    };
    writeln!(
        out,
        "{}: {verdict}; {}, {}, {} in {}",
        clean(&report.index),
        counted(report.files, "file"),
        counted(report.articles, "article"),
        counted(report.quotes, "quote"),
        counted(report.segments, "segment"),
    )?;
    for damage in &report.damage {
        let place = match damage.place.as_str() {
            "" => String::new(),
            place => format!("{}: ", clean(place)),
        };
        writeln!(out, "  {place}{}", clean(&damage.message))?;
    }
    Ok(())
}

/// What was damaged, what was read again, and what is found now.
///
/// # Errors
/// Those of the writer.
pub fn repaired(out: &mut dyn Write, report: &RepairReport) -> Result<()> {
    checked(out, &report.before)?;
    if let Some(index) = &report.index {
        human(out, index)?;
    }
    for root in &report.missing_roots {
        writeln!(
            out,
            "  not read again, for it is not there as a folder: {}",
            clean(root)
        )?;
    }
    if report.lost > 0 {
        let lost = counted(report.lost, "file");
        writeln!(out, "  {lost} lost: the corpus does not have them any more")?;
    }
    if let Some(aside) = &report.aside {
        writeln!(
            out,
            "  what was damaged is kept in {}/{aside}",
            clean(&report.before.index)
        )?;
    }
    report
        .after
        .as_ref()
        .map_or(Ok(()), |after| checked(out, after))
}

/// A report as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, report: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    writeln!(out)
}
