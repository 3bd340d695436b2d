//! `dateline index`: brings an index up to date with its corpus.

use std::io::Write;
use std::path::PathBuf;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::Result;

use crate::archive::{self, UpdateOptions};
use crate::article::IndexReport;
use crate::cli::args::{BuildArgs, IndexArgs, ReportFormat};
use crate::cli::progress::Bar;
use crate::cli::screen::Screen;
use crate::cli::today::today;
use crate::cli::{DONE, INTERRUPTED, SOME_UNREAD};
use crate::config::Settings;
use crate::corpus::{Root, Selection};
use crate::extract;
use crate::index::IndexFolder;
use crate::render;

/// The corpus where neither the command line nor the settings name one.
const CORPUS: &str = "corpus";

pub(in crate::cli) fn run(args: &IndexArgs, screen: &Screen) -> Result<u8> {
    let folder = IndexFolder::new(&args.folder.index);
    let report = run_or_preview(&folder, args, screen)?;
    let mut out = screen.out();
    match args.format {
        ReportFormat::Json => render::report::json(&mut out, &report)?,
        ReportFormat::Human if screen.quiet => {}
        ReportFormat::Human => render::report::human(&mut out, &report)?,
    }
    out.flush()?;
    if report.interrupted {
        return Ok(INTERRUPTED);
    }
    let unread = report.failed_files() > 0 || args.strict && report.skipped_files() > 0;
    Ok(if unread { SOME_UNREAD } else { DONE })
}

fn run_or_preview(folder: &IndexFolder, args: &IndexArgs, screen: &Screen) -> Result<IndexReport> {
    if !args.dry_run {
        return update(folder, &args.roots, &args.build, screen);
    }
    let started = Instant::now();
    let settings = Settings::of_index(folder.path())?;
    let options = options(&args.build, &settings)?;
    let mut report = archive::preview(folder, &wanted(&args.roots, &settings), &options)?;
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// Brings the index in `folder` up to date with `roots`, with those of its settings where none is named.
pub(super) fn update(
    folder: &IndexFolder,
    roots: &[PathBuf],
    args: &BuildArgs,
    screen: &Screen,
) -> Result<IndexReport> {
    let started = Instant::now();
    let settings = Settings::of_index(folder.path())?;
    let roots = wanted(roots, &settings);
    let bar = Bar::new(screen);
    let mut report = archive::update(folder, &roots, &options(args, &settings)?, &bar)?;
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

fn wanted(named: &[PathBuf], settings: &Settings) -> Vec<Root> {
    match (named, settings.roots.as_slice()) {
        ([], []) => vec![Root::new(CORPUS.as_ref())],
        ([], roots) | (roots, _) => roots.iter().map(|path| Root::new(path)).collect(),
    }
}

/// The options of a run; a flag wins over the setting of the same name.
pub(super) fn options(args: &BuildArgs, settings: &Settings) -> Result<UpdateOptions> {
    let either = |flags: &Vec<String>, settings: &Vec<String>| {
        let wins = if flags.is_empty() { settings } else { flags };
        wins.clone()
    };
    let mut selection = Selection::new(
        &either(&args.include, &settings.include),
        &either(&args.exclude, &settings.exclude),
    )?;
    selection.follow_links = args.follow || settings.follow_links;
    Ok(UpdateOptions {
        selection,
        extract: extract::Options {
            default_year: args.default_year.or(settings.default_year),
            date_from_mtime: args.date_from_mtime || settings.date_from_mtime,
            today: Some(today()),
        },
        threads: args.threads.unwrap_or_else(processors),
        memory: args.memory << 20,
        allow_removals: args.allow_removals,
        rebuild: args.rebuild,
        keep_old: args.keep_old,
        checkpoint: args.checkpoint << 20,
        wait: args.wait,
        now: now(),
    })
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Nanoseconds since 1970.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let nanoseconds = since.map_or(0, |time| time.as_nanos());
    i64::try_from(nanoseconds).unwrap_or(i64::MAX)
}
