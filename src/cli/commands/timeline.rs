//! `dateline timeline`: how many articles, or quotes, by day, month or year.

use std::io::Write;

use anyhow::Result;

use super::ask::{Asked, ask, explain};
use crate::cli::args::{CountedCopies, TimelineArgs, TimelineFormat, TimelineStep};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::query::{self, Step, TimelineOptions};
use crate::render::timeline;

pub(in crate::cli) fn run(args: &TimelineArgs, screen: &Screen) -> Result<u8> {
    let every = ["*".to_owned()];
    let words = if args.query.is_empty() {
        &every[..]
    } else {
        &args.query
    };
    let asked = ask(words, &args.ask, screen)?;
    let Asked {
        text, clause, open, ..
    } = &asked;
    let found = query::timeline(open, clause, &options(args, &asked))?;
    screen.warn_of_cuts(&found.cuts);
    let quotes = args.quotes;
    if args.ask.explain {
        let unit = if quotes { "quote" } else { "article" };
        explain(clause, found.evidence.as_ref(), unit)?;
    }
    let mut out = screen.out();
    match args.format {
        TimelineFormat::Human => timeline::human(&mut out, &found, quotes, screen.layout)?,
        TimelineFormat::Json => timeline::json(&mut out, text, clause, &found, quotes)?,
        TimelineFormat::Jsonl => timeline::jsonl(&mut out, &found)?,
        TimelineFormat::Csv => timeline::table(&mut out, &found, ',')?,
        TimelineFormat::Tsv => timeline::table(&mut out, &found, '\t')?,
    }
    out.flush()?;
    Ok(if found.total == 0 {
        NOTHING_FOUND
    } else {
        DONE
    })
}

fn options(args: &TimelineArgs, asked: &Asked) -> TimelineOptions {
    TimelineOptions {
        step: args.by.map(|step| match step {
            TimelineStep::Day => Step::Day,
            TimelineStep::Month => Step::Month,
            TimelineStep::Year => Step::Year,
        }),
        quotes: args.quotes,
        confidence: args.ask.min_confidence.unwrap_or(0.0),
        nearby: asked.nearby,
        evidence: args.ask.explain,
        copies_once: args.copies == CountedCopies::Once,
    }
}
