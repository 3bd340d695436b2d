//! What a run of `index` did.

use std::io::{Result, Write};

use super::clean;
use super::text::{counted, number};
use crate::article::IndexReport;

/// One line with the counts, then one a reason for files left out, then one a file that could not be read.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, report: &IndexReport) -> Result<()> {
    writeln!(
        out,
        "{}: {}, {}; {} added, {} changed, {} removed, {} unchanged; {} skipped; {:.2} s",
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

/// The report as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, report: &IndexReport) -> Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    writeln!(out)
}
