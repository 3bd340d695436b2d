//! `dateline timeline`: how many articles, or quotes, by day, month or year.

use std::convert::Infallible;

use anyhow::Result;

use super::ask::{Asked, ask, explain};
use super::rows::{print, shape};
use crate::cli::args::{CountedCopies, TimelineArgs, TimelineStep};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::query::{self, Step, TimelineOptions};
use crate::render::asked::Page;
use crate::render::timeline::{OverTime, TimelineRow};

pub(in crate::cli) fn run(args: &TimelineArgs, screen: &Screen) -> Result<u8> {
    let shape = shape::<TimelineRow>(args.format, &args.fields, screen)?;
    let asked = ask(&args.query, &args.ask, screen)?;
    let found = query::timeline(&asked.open, &asked.clause, &options(args, &asked))?;
    screen.warn_of_cuts(&found.cuts);
    let quotes = args.quotes;
    if args.ask.explain {
        let unit = if quotes { "quote" } else { "article" };
        explain(&asked.clause, found.evidence.as_ref(), unit, screen)?;
    }
    let stats = asked.stats(shape.format)?;
    let frame = OverTime {
        asked: asked.question(stats.as_ref(), Page::ALL),
        timeline: &found,
        quotes,
    };
    let rows = frame.rows(shape.format).map(Ok::<_, Infallible>);
    print::<TimelineRow, _, _>(screen, &shape, &frame, rows)?;
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
        confidence: args.ask.scope.min_confidence.unwrap_or(0.0),
        nearby: asked.nearby,
        evidence: args.ask.explain,
        copies_once: args.copies == CountedCopies::Once,
    }
}
