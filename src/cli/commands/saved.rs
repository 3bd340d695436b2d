//! `dateline save`, `saved` and `run`: searches that are kept under a name, and what is new for them.

use std::io::Write;

use anyhow::{Result, bail};
use jiff::Timestamp;

use super::ask::{opened, read};
use super::rows::FOR_PEOPLE;
use super::synonyms::{synonyms, widened};
use crate::cli::args::{ArticleFormat, AskArgs, HitFormat, RunArgs, SaveArgs, SavedArgs};
use crate::cli::screen::{Screen, complain};
use crate::cli::{DONE, FAILED, NOTHING_FOUND};
use crate::index::{IndexFolder, OpenIndex};
use crate::query::{self, Options};
use crate::render::saved::{RunAnswer, SearchRun};
use crate::render::{self, Layout};
use crate::saved::{HitKind, SavedSearch, SavedSearches};

/// Columns of a page that goes into a mail.
const MAIL: usize = 78;

pub(in crate::cli) fn save(args: &SaveArgs, screen: &Screen) -> Result<u8> {
    let open = IndexFolder::new(&args.folder.index).open()?;
    let search = SavedSearch {
        hits: match args.quotes {
            true => HitKind::Quotes,
            false => HitKind::Articles,
        },
        any: args.any,
        since: args.since.clone(),
        until: args.until.clone(),
        min_confidence: args.min_confidence,
        ..SavedSearch::new(&args.name, &args.query.join(" "), seen(&open))
    };
    // What cannot be read today is not kept for tomorrow.
    read(&search.query, &asked(&search, args.folder.clone()), screen)?;
    SavedSearches::of_index(&args.folder.index).save(&search, args.replace)?;
    Ok(DONE)
}

pub(in crate::cli) fn saved(args: &SavedArgs, screen: &Screen) -> Result<u8> {
    let folder = IndexFolder::new(&args.folder.index);
    if !folder.exists() {
        folder.open()?;
    }
    let kept = SavedSearches::of_index(folder.path());
    if !args.remove.is_empty() {
        args.remove.iter().try_for_each(|name| kept.remove(name))?;
        return Ok(DONE);
    }
    let names = kept.names()?;
    let searches = kept.get_all(&names)?;
    let mut out = screen.out();
    match args.format {
        ArticleFormat::Human => render::saved::list(&mut out, &searches)?,
        ArticleFormat::Json => render::saved::list_json(&mut out, &searches)?,
        ArticleFormat::Jsonl => render::saved::list_jsonl(&mut out, &searches)?,
    }
    out.flush()?;
    if searches.is_empty() {
        screen.warn("there is no saved search");
        return Ok(NOTHING_FOUND);
    }
    Ok(DONE)
}

pub(in crate::cli) fn run(args: &RunArgs, screen: &Screen) -> Result<u8> {
    let kept = SavedSearches::of_index(&args.folder.index);
    let names = match args.all {
        true => kept.names()?,
        false => args.names.clone(),
    };
    if names.is_empty() {
        bail!("there is no saved search; dateline save NAME QUERY saves one");
    }
    // All of them are there before anything is printed.
    let searches = kept.get_all(&names)?;
    let corpus = args.corpus.clone();
    let open = opened(
        &AskArgs {
            corpus,
            ..AskArgs::of(args.folder.clone())
        },
        screen,
    )?;
    let (runs, failed) = run_each(searches, args, &open, screen);
    print(&runs, args, screen)?;
    if args.new && !args.peek {
        // Only what has been written whole has been told.
        let seen = seen(&open);
        kept.told(runs.iter().map(|run| &run.search), seen)?;
    }
    let found = runs.iter().any(|run| run.total() > 0);
    Ok(match (failed, found) {
        (true, _) => FAILED,
        (false, true) => DONE,
        (false, false) => NOTHING_FOUND,
    })
}

/// Runs each search; one that cannot be run is complained of, and the others go on.
fn run_each(
    searches: Vec<SavedSearch>,
    args: &RunArgs,
    open: &OpenIndex,
    screen: &Screen,
) -> (Vec<SearchRun>, bool) {
    let mut runs = Vec::new();
    let mut failed = false;
    for search in searches {
        let name = search.name.clone();
        match run_one(search, args, open, screen) {
            Ok(run) => runs.push(run),
            Err(error) => {
                complain(&format!("{name}: {error:#}"));
                failed = true;
            }
        }
    }
    (runs, failed)
}

fn run_one(
    search: SavedSearch,
    args: &RunArgs,
    open: &OpenIndex,
    screen: &Screen,
) -> Result<SearchRun> {
    let ask = asked(&search, args.folder.clone());
    let clause = read(&search.query, &ask, screen)?;
    let clause = widened(clause, &synonyms(&ask)?, open, &ask, screen)?;
    // What is told as new is not told again, so all of it is shown.
    let all = args.new || args.format != HitFormat::Human;
    let since = args.new.then_some(search.seen);
    let options = Options {
        limit: args
            .limit
            .unwrap_or(if all { usize::MAX } else { FOR_PEOPLE }),
        feedback: search.any,
        confidence: search.min_confidence.unwrap_or(0.0),
        after: since.map(Timestamp::as_second),
        ..Options::default()
    };
    let found = match search.hits {
        HitKind::Articles => RunAnswer::Articles(query::answer(open, &clause, &options)?),
        HitKind::Quotes => RunAnswer::Quotes(query::quotes(open, &clause, &options)?),
    };
    Ok(SearchRun {
        search,
        clause,
        since,
        found,
    })
}

/// Prints the runs that have hits; of the others there is a word on standard error.
fn print(runs: &[SearchRun], args: &RunArgs, screen: &Screen) -> Result<()> {
    let mut out = screen.out();
    let layout = Layout {
        width: screen.layout.width.or(Some(MAIL)),
    };
    if args.format == HitFormat::Json {
        render::saved::json(&mut out, runs)?;
        return Ok(out.flush()?);
    }
    let with_hits = runs.iter().filter(|run| run.total() > 0);
    for (nth, run) in with_hits.enumerate() {
        match args.format {
            HitFormat::Jsonl => render::saved::jsonl(&mut out, run)?,
            HitFormat::Paths => render::saved::paths(&mut out, run)?,
            _ => {
                if nth > 0 {
                    writeln!(out)?;
                }
                render::saved::human(&mut out, run, layout)?;
            }
        }
    }
    out.flush()?;
    let nothing: Vec<&str> = runs
        .iter()
        .filter(|run| run.total() == 0)
        .map(|run| run.search.name.as_str())
        .collect();
    if !nothing.is_empty() {
        let what = if args.new { "nothing new" } else { "nothing" };
        screen.warn(&format!("{what} for {}", nothing.join(", ")));
    }
    Ok(())
}

/// The flags that a search was saved with.
fn asked(search: &SavedSearch, folder: crate::cli::args::FolderArgs) -> AskArgs {
    AskArgs {
        any: search.any,
        since: search.since.clone(),
        until: search.until.clone(),
        min_confidence: search.min_confidence,
        ..AskArgs::of(folder)
    }
}

/// The state of an index as a moment.
fn seen(open: &OpenIndex) -> Timestamp {
    Timestamp::from_second(open.seen()).unwrap_or(Timestamp::MAX)
}
