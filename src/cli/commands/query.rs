//! `dateline query`: ranked matches.

use std::io::Write;

use anyhow::Result;

use super::index::update;
use crate::cli::args::{BuildArgs, HitFormat, QueryArgs, Sort};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::{IndexFolder, Order};
use crate::query::{self, Clause, Options, Place, Published};
use crate::render;

/// Hits for people, where no number is given.
const FOR_PEOPLE: usize = 10;

pub(in crate::cli) fn run(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    let text = args.query.join(" ");
    let today = jiff::ZonedDateTime::now().date();
    let parsed = query::parse(&text, today)?;
    for hint in &parsed.hints {
        screen.warn(&hint.message);
    }
    let clause = within(parsed.clause, args, today)?;
    let folder = IndexFolder::new(&args.folder.index);
    if let Some(corpus) = &args.corpus {
        let corpus = std::slice::from_ref(corpus);
        let report = update(&folder, corpus, &BuildArgs::default(), screen)?;
        if !screen.quiet {
            render::report::human(&mut anstream::stderr().lock(), &report)?;
        }
    }
    let open = folder.open()?;
    let answer = query::answer(&open, &clause, &options(args))?;
    if args.explain {
        render::hits::reading(&mut anstream::stderr().lock(), &clause, &answer)?;
    }
    let mut out = screen.out();
    match args.format {
        _ if args.count => writeln!(out, "{}", answer.total)?,
        HitFormat::Human => render::hits::human(&mut out, &answer, screen.layout)?,
        HitFormat::Json => render::hits::json(&mut out, &text, &clause, &answer)?,
        HitFormat::Jsonl => render::hits::jsonl(&mut out, &answer)?,
        HitFormat::Paths => render::hits::paths(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(if answer.total == 0 {
        NOTHING_FOUND
    } else {
        DONE
    })
}

fn options(args: &QueryArgs) -> Options {
    let everything = match args.format {
        HitFormat::Human => FOR_PEOPLE,
        _ => usize::MAX,
    };
    Options {
        order: match args.sort {
            Sort::Rank => Order::Rank,
            Sort::Latest => Order::Latest,
            Sort::Earliest => Order::Earliest,
            Sort::Path => Order::Path,
        },
        offset: args.offset,
        limit: if args.count {
            0
        } else {
            args.limit.unwrap_or(everything)
        },
        confidence: args.min_confidence.unwrap_or(0.0),
        evidence: args.explain,
    }
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
