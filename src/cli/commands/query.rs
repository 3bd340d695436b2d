//! `dateline query`: ranked matches.

use std::io::Write;

use anyhow::Result;

use super::index::update;
use crate::cli::args::{BuildArgs, HitFormat, QueryArgs, Sort};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::{IndexFolder, Order};
use crate::query::{self, Options};
use crate::render;

/// Hits for people, where no number is given.
const FOR_PEOPLE: usize = 10;

pub(in crate::cli) fn run(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    let text = args.query.join(" ");
    let clause = query::parse(&text)?;
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
    let mut out = screen.out();
    match args.format {
        _ if args.count => writeln!(out, "{}", answer.total)?,
        HitFormat::Human => render::hits::human(&mut out, &answer, screen.layout)?,
        HitFormat::Json => render::hits::json(&mut out, &text, &answer)?,
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
    }
}
