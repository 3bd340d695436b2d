//! One function a subcommand: options in, exit code out.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::Result;

use super::progress::Bar;
use super::{
    AnnotateArgs, BuildArgs, ExtractArgs, ExtractFormat, HitFormat, IndexArgs, QueryArgs,
    ReportFormat, Sort, output,
};
use crate::archive::{self, UpdateOptions, read_article};
use crate::article::IndexReport;
use crate::corpus::{Root, Selection, read, walk};
use crate::extract::{Extraction, Options};
use crate::index::{IndexFolder, Order};
use crate::query::{self, Clause, Place, Published};

/// Hits for people, where no number is given.
const FOR_PEOPLE: usize = 10;

pub(super) fn index(args: &IndexArgs) -> Result<u8> {
    let report = update(
        &IndexFolder::new(&args.folder.index),
        &args.roots,
        &args.build,
    )?;
    let mut out = std::io::stdout().lock();
    if args.format == ReportFormat::Json {
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
    } else if !args.build.quiet {
        output::report(&mut out, &report)?;
    }
    let failed = report.failed_files() > 0 || args.strict && report.skipped_files() > 0;
    Ok(if failed { 3 } else { 0 })
}

pub(super) fn query(args: &QueryArgs) -> Result<u8> {
    let text = args.query.join(" ");
    let today = jiff::ZonedDateTime::now().date();
    let parsed = query::parse(&text, today)?;
    for hint in &parsed.hints {
        anstream::eprintln!("dateline: {}", hint.message);
    }
    let clause = within(parsed.clause, args, today)?;
    let folder = IndexFolder::new(&args.folder.index);
    if let Some(corpus) = &args.corpus {
        let report = update(&folder, std::slice::from_ref(corpus), &BuildArgs::default())?;
        output::report(&mut std::io::stderr().lock(), &report)?;
    }
    let open = folder.open()?;
    let everything = if args.format == HitFormat::Human {
        FOR_PEOPLE
    } else {
        usize::MAX
    };
    let order = match args.sort {
        Sort::Rank => Order::Rank,
        Sort::Latest => Order::Latest,
        Sort::Earliest => Order::Earliest,
        Sort::Path => Order::Path,
    };
    let limit = if args.count {
        0
    } else {
        args.limit.unwrap_or(everything)
    };
    let answer = query::answer(
        &open,
        &clause,
        &query::Options {
            order,
            offset: args.offset,
            limit,
            evidence: args.explain,
        },
    )?;
    let mut out = BufWriter::new(anstream::stdout().lock());
    if args.explain {
        output::reading(&mut std::io::stderr().lock(), &clause, &answer)?;
    }
    match args.format {
        _ if args.count => writeln!(out, "{}", answer.total)?,
        HitFormat::Human => output::hits(&mut out, &answer)?,
        HitFormat::Json => output::json(&mut out, &text, &clause, &answer)?,
        HitFormat::Jsonl => output::jsonl(&mut out, &answer)?,
        HitFormat::Paths => output::paths(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(u8::from(answer.total == 0))
}

/// `clause` between `--since` and `--until`.
fn within(clause: Clause, args: &QueryArgs, today: jiff::civil::Date) -> Result<Clause> {
    let days = |text: &Option<String>, open: fn(String) -> String| -> Result<Option<Clause>> {
        let Some(text) = text else { return Ok(None) };
        // The whole is read, so that a mistake is shown as it was typed; then the range that begins or ends with it.
        query::parse_days(text, today)?;
        let days = query::parse_days(&open(text.clone()), today)?;
        let place = Place::default();
        Ok(Some(Clause::Published(Published { days, place })))
    };
    let since = days(&args.since, |text| format!("{text}.."))?;
    let until = days(&args.until, |text| format!("..{text}"))?;
    Ok(Clause::all(
        [Some(clause), since, until].into_iter().flatten().collect(),
    ))
}

pub(super) fn extract(args: &ExtractArgs) -> Result<u8> {
    each_article(&args.roots, |out, extraction| {
        match args.format {
            ExtractFormat::Json => serde_json::to_writer_pretty(&mut *out, &extraction.article)?,
            ExtractFormat::Jsonl => serde_json::to_writer(&mut *out, &extraction.article)?,
        }
        Ok(writeln!(out)?)
    })
}

pub(super) fn annotate(args: &AnnotateArgs) -> Result<u8> {
    each_article(&args.roots, |out, extraction| {
        Ok(output::finds(out, extraction)?)
    })
}

/// Hands the article of every file below `roots` to `print`; the exit code remembers the files that could not be read.
fn each_article(
    roots: &[PathBuf],
    print: impl Fn(&mut dyn Write, &Extraction) -> Result<()>,
) -> Result<u8> {
    let roots: Vec<Root> = roots.iter().map(|path| Root::new(path)).collect();
    for root in &roots {
        root.path
            .metadata()
            .map_err(|error| anyhow::anyhow!("cannot read {}: {error}", root.path.display()))?;
    }
    let selection = Selection::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut failed = false;
    for walked in roots.iter().flat_map(|root| walk(root, &selection)) {
        let extracted = match walked.skipped {
            Some(skipped) => Err(skipped),
            None => read(&walked.file)
                .and_then(|bytes| read_article(&walked.file, &bytes, &Options::default())),
        };
        match extracted {
            Ok(extraction) => print(&mut out, &extraction)?,
            Err(skipped) if skipped.reason.is_failure() => {
                failed = true;
                anstream::eprintln!(
                    "dateline: {}: {}: {}",
                    walked.file.path,
                    skipped.reason,
                    skipped.message
                );
            }
            Err(_) => {}
        }
    }
    out.flush()?;
    Ok(if failed { 3 } else { 0 })
}

impl Default for BuildArgs {
    fn default() -> Self {
        let (include, exclude) = (Vec::new(), Vec::new());
        Self {
            include,
            exclude,
            follow: false,
            threads: None,
            memory: 200,
            allow_removals: false,
            quiet: false,
        }
    }
}

fn update(folder: &IndexFolder, roots: &[PathBuf], args: &BuildArgs) -> Result<IndexReport> {
    let started = Instant::now();
    let mut selection = Selection::new(&args.include, &args.exclude)?;
    selection.follow_links = args.follow;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_nanos());
    let options = UpdateOptions {
        selection,
        extract: Options::default(),
        threads: args
            .threads
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)),
        memory: args.memory << 20,
        allow_removals: args.allow_removals,
        now: i64::try_from(now).unwrap_or(i64::MAX),
    };
    let roots: Vec<Root> = roots.iter().map(|path| Root::new(path)).collect();
    let mut report = archive::update(folder, &roots, &options, &Bar::new())?;
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}
