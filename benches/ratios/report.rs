//! A run as a table for people and as a line of JSON for those that come later.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::Options;
use crate::measure::Times;
use crate::ratios::Ratio;
use crate::workplace::{Workplace, edition};

/// What was measured, and on what.
pub struct Report {
    about: Value,
    ratios: Vec<Ratio>,
}

impl Report {
    pub fn new(options: &Options, place: &Workplace) -> Self {
        let about = json!({
            "format": 1,
            "date": jiff::ZonedDateTime::now().date().to_string(),
            "commit": commit(),
            "machine": {
                "processors": std::thread::available_parallelism().map_or(1, usize::from),
                "memory_gib": memory(),
                "os": std::env::consts::OS,
            },
            "articles": options.articles,
            "seed": options.seed,
            "edition": edition().unwrap_or_default(),
            "bytes": place.bytes,
            "rounds": options.rounds,
            "threads": options.threads,
            "memory_mb": options.memory,
            "load_before": load(),
        });
        let ratios = Vec::new();
        Self { about, ratios }
    }

    pub fn add(&mut self, ratio: Ratio) {
        self.ratios.push(ratio);
    }

    /// Prints the table.
    pub fn print(&self) {
        let about = &self.about;
        println!(
            "\n{} articles, {:.1} MB; {} rounds, {} threads; commit {}\n",
            about["articles"],
            about["bytes"].as_f64().unwrap_or_default() / 1e6,
            about["rounds"],
            about["threads"],
            about["commit"].as_str().unwrap_or("?"),
        );
        println!("| what | Dateline | bare | ratio | goal |");
        println!("|---|---:|---:|---:|---:|");
        for ratio in &self.ratios {
            println!("{}", row(ratio));
        }
    }

    /// Adds a line to the runs of this month.
    pub fn append(&self) -> Result<(), String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/runs");
        let month = self.about["date"].as_str().unwrap_or_default();
        let file = folder.join(format!("{}.jsonl", &month[..7]));
        let failed = |error| format!("cannot write {}: {error}", file.display());
        let mut line = self.about.clone();
        line["load_after"] = json!(load());
        line["ratios"] = self.ratios.iter().map(entry).collect();
        fs::create_dir_all(&folder).map_err(failed)?;
        let mut out = OpenOptions::new();
        let mut out = out.create(true).append(true).open(&file).map_err(failed)?;
        writeln!(out, "{line}").map_err(failed)
    }
}

fn row(ratio: &Ratio) -> String {
    match ratio {
        Ratio::Clock { name, pair, goal } => {
            let goal = goal.map(|goal| format!("≤ {goal}")).unwrap_or_default();
            let (dateline, bare) = (clock(&pair.dateline), clock(&pair.bare));
            format!(
                "| {name} | {dateline} | {bare} | {:.2} | {goal} |",
                pair.ratio()
            )
        }
        Ratio::Bytes {
            name,
            dateline,
            bare,
            goal,
        } => {
            let megabytes = |bytes: &u64| format!("{:.1} MB", *bytes as f64 / 1e6);
            let ratio = *dateline as f64 / *bare as f64;
            let (dateline, bare) = (megabytes(dateline), megabytes(bare));
            format!("| {name} | {dateline} | {bare} | {ratio:.2} | ≤ {goal} |")
        }
        Ratio::Added {
            name,
            changed,
            unchanged,
        } => {
            let more = changed.median() - unchanged.median();
            format!("| {name} | {} | | {more:+.0} ms | |", clock(changed))
        }
    }
}

/// The median, and from where to where the times go.
fn clock(times: &Times) -> String {
    let (first, last) = times.spread();
    match times.median() {
        median if median < 100.0 => format!("{median:.1} ms ({first:.1}–{last:.1})"),
        median if median < 10_000.0 => format!("{median:.0} ms ({first:.0}–{last:.0})"),
        median => format!(
            "{:.1} s ({:.1}–{:.1})",
            median / 1e3,
            first / 1e3,
            last / 1e3
        ),
    }
}

fn entry(ratio: &Ratio) -> Value {
    let times = |times: &Times| {
        let (first, last) = times.spread();
        json!({"median_ms": round(times.median()), "least_ms": round(first), "most_ms": round(last)})
    };
    match ratio {
        Ratio::Clock { name, pair, goal } => json!({
            "name": name, "dateline": times(&pair.dateline), "bare": times(&pair.bare),
            "ratio": round(pair.ratio()), "goal": goal,
        }),
        Ratio::Bytes {
            name,
            dateline,
            bare,
            goal,
        } => json!({
            "name": name, "dateline": {"bytes": dateline}, "bare": {"bytes": bare},
            "ratio": round(*dateline as f64 / *bare as f64), "goal": goal,
        }),
        Ratio::Added {
            name,
            changed,
            unchanged,
        } => json!({
            "name": name, "dateline": times(changed), "unchanged": times(unchanged),
            "added_ms": round(changed.median() - unchanged.median()),
        }),
    }
}

fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// The commit that is measured, with a `+` where something is not committed.
fn commit() -> Option<String> {
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        let output = git
            .args(args)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output();
        let output = output.ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let commit = git(&["rev-parse", "--short", "HEAD"])?;
    // Runs themselves do not count.
    let dirty = git(&["status", "--porcelain", "--", ".", ":!benches/runs"])?;
    Some(if dirty.is_empty() {
        commit
    } else {
        commit + "+"
    })
}

/// How many programs wanted to run in the last minute, where the system says so. More than there are processors beyond what
/// the bench itself runs: other work was measured too.
fn load() -> Option<f64> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    text.split_whitespace().next()?.parse().ok()
}

/// Gigabytes (2^30) of memory, where the system says so.
fn memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let kilobytes: f64 = text.split_whitespace().nth(1)?.parse().ok()?;
    Some((kilobytes / f64::from(1 << 20)).round() as u64)
}
