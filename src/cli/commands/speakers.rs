//! `dateline speakers`: who spoke, how often, when and in which roles.

use std::io::Write;

use anyhow::Result;

use super::ask::{Asked, ask, explain};
use crate::cli::args::{ArticleFormat, SpeakerSort, SpeakersArgs};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::query::{self, SpeakerOptions, SpeakerOrder};
use crate::render;

/// Speakers for people, where no number is given.
const FOR_PEOPLE: usize = 10;

pub(in crate::cli) fn run(args: &SpeakersArgs, screen: &Screen) -> Result<u8> {
    let every = ["*".to_owned()];
    let words = if args.query.is_empty() {
        &every[..]
    } else {
        &args.query
    };
    let Asked { text, clause, open } = ask(words, &args.ask, screen)?;
    let answer = query::speakers(&open, &clause, &options(args))?;
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&clause, answer.evidence.as_ref(), "quote")?;
    }
    let mut out = screen.out();
    match args.format {
        _ if args.count => writeln!(out, "{}", answer.total)?,
        ArticleFormat::Human => render::speakers::human(&mut out, &answer, screen.layout)?,
        ArticleFormat::Json => render::speakers::json(&mut out, &text, &clause, &answer)?,
        ArticleFormat::Jsonl => render::speakers::jsonl(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(if answer.total == 0 {
        NOTHING_FOUND
    } else {
        DONE
    })
}

fn options(args: &SpeakersArgs) -> SpeakerOptions {
    let everybody = match args.format {
        ArticleFormat::Human => FOR_PEOPLE,
        _ => usize::MAX,
    };
    SpeakerOptions {
        order: match args.sort {
            SpeakerSort::Quotes => SpeakerOrder::Quotes,
            SpeakerSort::Name => SpeakerOrder::Name,
            SpeakerSort::First => SpeakerOrder::First,
            SpeakerSort::Last => SpeakerOrder::Last,
        },
        offset: args.offset,
        limit: args.limit.unwrap_or(everybody),
        confidence: args.ask.min_confidence.unwrap_or(0.0),
        evidence: args.ask.explain,
    }
}
