//! `dateline query` and `dateline quotes`: ranked articles, ranked quotes.

use std::io::Write;

use anyhow::Result;

use super::ask::{Asked, ask, explain};
use crate::cli::args::{AskArgs, HitArgs, HitFormat, QueryArgs, Sort};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::Order;
use crate::query::{self, Options};
use crate::render;

/// Hits for people, where no number is given.
const FOR_PEOPLE: usize = 10;

pub(in crate::cli) fn run(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    let Asked { text, clause, open } = ask(&args.query, &args.ask, screen)?;
    let answer = query::answer(&open, &clause, &options(&args.ask, &args.hits))?;
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&clause, answer.evidence.as_ref(), "article")?;
    }
    let mut out = screen.out();
    match args.hits.format {
        _ if args.hits.count => writeln!(out, "{}", answer.total)?,
        HitFormat::Human => render::hits::human(&mut out, &answer, screen.layout)?,
        HitFormat::Json => render::hits::json(&mut out, &text, &clause, &answer)?,
        HitFormat::Jsonl => render::hits::jsonl(&mut out, &answer)?,
        HitFormat::Paths => render::hits::paths(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(code(answer.total))
}

pub(in crate::cli) fn quotes(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    let Asked { text, clause, open } = ask(&args.query, &args.ask, screen)?;
    let answer = query::quotes(&open, &clause, &options(&args.ask, &args.hits))?;
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&clause, answer.evidence.as_ref(), "quote")?;
    }
    let mut out = screen.out();
    match args.hits.format {
        _ if args.hits.count => writeln!(out, "{}", answer.total)?,
        HitFormat::Human => render::quotes::human(&mut out, &answer, screen.layout)?,
        HitFormat::Json => render::quotes::json(&mut out, &text, &clause, &answer)?,
        HitFormat::Jsonl => render::quotes::jsonl(&mut out, &answer)?,
        HitFormat::Paths => render::quotes::paths(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(code(answer.total))
}

fn code(total: usize) -> u8 {
    if total == 0 { NOTHING_FOUND } else { DONE }
}

fn options(ask: &AskArgs, hits: &HitArgs) -> Options {
    let everything = match hits.format {
        HitFormat::Human => FOR_PEOPLE,
        _ => usize::MAX,
    };
    Options {
        order: match hits.sort {
            Sort::Rank => Order::Rank,
            Sort::Latest => Order::Latest,
            Sort::Earliest => Order::Earliest,
            Sort::Path => Order::Path,
        },
        offset: hits.offset,
        limit: if hits.count {
            0
        } else {
            hits.limit.unwrap_or(everything)
        },
        feedback: ask.any,
        confidence: ask.min_confidence.unwrap_or(0.0),
        evidence: ask.explain,
    }
}
