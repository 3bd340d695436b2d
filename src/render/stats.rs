//! What an index holds.

use std::io::{Result, Write};

use serde_json::json;

use super::clean;
use super::text::{counted, number};
use crate::article::{FORMAT, IndexStats, LeftOut, Share};

/// Languages and agencies that people are shown; JSON has all.
const MOST: usize = 10;
/// Columns of the longest bar of a year.
const BAR: u64 = 40;

/// The stats for people.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, stats: &IndexStats) -> Result<()> {
    writeln!(out, "{}: {}", clean(&stats.index), sum(stats))?;
    if let (Some(earliest), Some(latest)) = (stats.earliest, stats.latest) {
        let undated = match stats.undated {
            0 => String::new(),
            some => format!("; {} without a year", number(some)),
        };
        writeln!(out, "dates: {earliest} to {latest}{undated}")?;
    }
    shares(out, "languages", &stats.languages)?;
    shares(out, "agencies", &stats.agencies)?;
    for root in &stats.roots {
        let (label, path) = (clean(&root.label), clean(&root.path));
        writeln!(out, "root {label}: {path}, {}", counted(root.files, "file"))?;
    }
    let left_out: u64 = stats.skipped.values().sum();
    writeln!(out, "left out: {}", counted(left_out, "file"))?;
    for (reason, files) in &stats.skipped {
        writeln!(out, "  {} {reason}", number(*files))?;
    }
    writeln!(
        out,
        "made by dateline {}, schema {}, rules {}; {} on the disk",
        stats.tool,
        stats.schema,
        stats.rules,
        megabytes(stats.bytes)
    )?;
    years(out, &stats.years)
}

fn sum(stats: &IndexStats) -> String {
    format!(
        "{}, {}, {}",
        counted(stats.files, "file"),
        counted(stats.articles, "article"),
        counted(stats.quotes, "quote")
    )
}

fn shares(out: &mut dyn Write, title: &str, shares: &[Share]) -> Result<()> {
    if shares.is_empty() {
        return Ok(());
    }
    let mut shown: Vec<String> = shares
        .iter()
        .take(MOST)
        .map(|share| format!("{} {}", clean(&share.name), number(share.articles)))
        .collect();
    if shares.len() > MOST {
        shown.push(format!("{} more", shares.len() - MOST));
    }
    writeln!(out, "{title}: {}", shown.join(", "))
}

/// One line a year, with a bar that is as long as the year's share of the fullest one.
fn years(out: &mut dyn Write, years: &[Share]) -> Result<()> {
    let most = years.iter().map(|year| year.articles).max().unwrap_or(1);
    for year in years {
        let bar = "▪".repeat((year.articles * BAR).div_ceil(most) as usize);
        writeln!(out, "  {} {:>9} {bar}", year.name, number(year.articles))?;
    }
    Ok(())
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// The stats as one JSON object; with `left_out` also the files that were left out, one by one.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, stats: &IndexStats, left_out: Option<&[LeftOut]>) -> Result<()> {
    let mut whole = json!(stats);
    if let Some(left_out) = left_out {
        whole["skipped_files"] = json!(left_out);
    }
    writeln!(out, "{whole}")
}

/// The files left out, one a line with its reason.
///
/// # Errors
/// Those of the writer.
pub fn skipped(out: &mut dyn Write, left_out: &[LeftOut]) -> Result<()> {
    let mut files = left_out.iter();
    files.try_for_each(|file| writeln!(out, "{}: {}", clean(&file.path), file.reason))
}

/// The files left out, one JSON object a line.
///
/// # Errors
/// Those of the writer.
pub fn skipped_jsonl(out: &mut dyn Write, left_out: &[LeftOut]) -> Result<()> {
    left_out.iter().try_for_each(|file| {
        let object = json!({"format": FORMAT, "path": file.path, "reason": file.reason});
        writeln!(out, "{object}")
    })
}
