//! What an index holds.

use std::borrow::Cow;
use std::io::{Result, Write};

use serde_json::{Value, json};

use super::rows::markdown::code;
use super::rows::{Frame, Row};
use super::text::{counted, number};
use super::{Layout, asked, clean};
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
    let copies = match stats.copies {
        0 => String::new(),
        1 => " (1 a copy of another)".to_owned(),
        some => format!(" ({} copies of others)", number(some)),
    };
    format!(
        "{}, {}{copies}, {}",
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

/// The stats as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, stats: &IndexStats) -> Result<()> {
    writeln!(out, "{}", json!(stats))
}

/// The answer to `stats --skipped`, without its files.
pub struct Skipped<'a>(
    /// What the index holds.
    pub &'a IndexStats,
);

impl Frame for Skipped<'_> {
    fn list(&self) -> &'static str {
        "skipped_files"
    }

    fn facts(&self) -> Value {
        json!(self.0)
    }

    fn closing(&self, _: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    fn report(&self, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "# Files left out\n")?;
        asked::state(out, self.0)?;
        writeln!(out)
    }
}

/// A file that was left out, with its reason.
impl Row for LeftOut {
    const FIELDS: &'static [&'static str] = &["format", "path", "reason"];
    const COLUMNS: &'static [&'static str] = &["path", "reason"];

    fn object(&self) -> Value {
        json!({"format": FORMAT, "path": self.path, "reason": self.reason})
    }

    fn human(&self, out: &mut dyn Write, _: Layout) -> Result<()> {
        writeln!(out, "{}: {}", clean(&self.path), self.reason)
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "- {}: {}", code(&self.path), self.reason)
    }

    fn path(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.path))
    }
}
