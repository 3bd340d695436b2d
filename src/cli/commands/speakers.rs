//! `dateline speakers`: who spoke, how often, when and in which roles.

use std::convert::Infallible;

use anyhow::Result;

use super::ask::{Asked, ask, explain};
use super::rows::{limit, print, shape};
use crate::cli::args::{CountedCopies, SpeakerSort, SpeakersArgs};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::query::{self, SpeakerHit, SpeakerOptions, SpeakerOrder};
use crate::render::asked::Page;
use crate::render::speakers::Speakers;

pub(in crate::cli) fn run(args: &SpeakersArgs, screen: &Screen) -> Result<u8> {
    let shape = shape::<SpeakerHit>(args.format, &args.fields, screen)?;
    let asked = ask(&args.query, &args.ask, screen)?;
    let answer = query::speakers(&asked.open, &asked.clause, &options(args, &asked))?;
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&asked.clause, answer.evidence.as_ref(), "quote", screen)?;
    }
    if args.count {
        screen.number(answer.total)?;
    } else {
        let stats = asked.stats(shape.format)?;
        let page = Page {
            offset: args.offset,
            limit: limit(args.limit, args.format),
        };
        let frame = Speakers {
            asked: asked.question(stats.as_ref(), page),
            answer: &answer,
        };
        let hits = answer.hits.iter().map(Ok::<_, Infallible>);
        print::<SpeakerHit, _, _>(screen, &shape, &frame, hits)?;
    }
    Ok(if answer.total == 0 {
        NOTHING_FOUND
    } else {
        DONE
    })
}

fn options(args: &SpeakersArgs, asked: &Asked) -> SpeakerOptions {
    SpeakerOptions {
        order: match args.sort {
            SpeakerSort::Quotes => SpeakerOrder::Quotes,
            SpeakerSort::Name => SpeakerOrder::Name,
            SpeakerSort::First => SpeakerOrder::First,
            SpeakerSort::Last => SpeakerOrder::Last,
        },
        offset: args.offset,
        limit: limit(args.limit, args.format),
        confidence: args.ask.scope.min_confidence.unwrap_or(0.0),
        nearby: asked.nearby,
        evidence: args.ask.explain,
        copies_once: args.copies == CountedCopies::Once,
    }
}
