//! `dateline query` and `dateline quotes`: ranked articles, ranked quotes.

use std::io::Write;

use anyhow::{Result, bail};

use super::ask::{Asked, ask, explain, ranked};
use super::like::like;
use crate::cli::args::{AskArgs, HitArgs, HitFormat, QueryArgs, Sort};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::Order;
use crate::query::{self, Clause, FacetOptions, Options};
use crate::render;

/// Hits for people, where no number is given.
pub(super) const FOR_PEOPLE: usize = 10;

pub(in crate::cli) fn run(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    refuse_paths(&args.hits)?;
    let Asked { text, clause, open } = asked(args, screen)?;
    let answer = query::answer(&open, &clause, &options(args))?;
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&clause, answer.evidence.as_ref(), "article")?;
    }
    let mut out = screen.out();
    match args.hits.format {
        _ if args.hits.count => writeln!(out, "{}", answer.total)?,
        HitFormat::Jsonl if !answer.facets.is_empty() => {
            render::facets::jsonl(&mut out, &answer.facets)?;
        }
        HitFormat::Human => {
            render::hits::human(&mut out, &answer, screen.layout)?;
            render::facets::human(&mut out, &answer.facets, screen.layout)?;
        }
        HitFormat::Json => render::hits::json(&mut out, &text, &clause, &answer)?,
        HitFormat::Jsonl => render::hits::jsonl(&mut out, &answer)?,
        HitFormat::Paths => render::hits::paths(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(code(answer.total))
}

pub(in crate::cli) fn quotes(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    refuse_paths(&args.hits)?;
    if args.rank.expand {
        screen.warn("--expand ranks articles; quotes are ranked by the words of the query alone");
    }
    let Asked { text, clause, open } = asked(args, screen)?;
    let answer = query::quotes(&open, &clause, &options(args))?;
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&clause, answer.evidence.as_ref(), "quote")?;
    }
    let mut out = screen.out();
    match args.hits.format {
        _ if args.hits.count => writeln!(out, "{}", answer.total)?,
        HitFormat::Jsonl if !answer.facets.is_empty() => {
            render::facets::jsonl(&mut out, &answer.facets)?;
        }
        HitFormat::Human => {
            render::quotes::human(&mut out, &answer, screen.layout)?;
            render::facets::human(&mut out, &answer.facets, screen.layout)?;
        }
        HitFormat::Json => render::quotes::json(&mut out, &text, &clause, &answer)?,
        HitFormat::Jsonl => render::quotes::jsonl(&mut out, &answer)?,
        HitFormat::Paths => render::quotes::paths(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(code(answer.total))
}

/// Facets are of all hits together: a list of paths has no place for them.
fn refuse_paths(hits: &HitArgs) -> Result<()> {
    if hits.format == HitFormat::Paths && !hits.facet.is_empty() {
        bail!("--facet counts hits, which are no paths: --format human, json or jsonl prints them");
    }
    Ok(())
}

/// The query, and that a hit is like an article where one is named.
fn asked(args: &QueryArgs, screen: &Screen) -> Result<Asked> {
    let every = ["*".to_owned()];
    let words = match args.query.as_slice() {
        [] => &every,
        words => words,
    };
    warn_of_ranking(args, screen);
    let mut asked = ask(words, &args.ask, screen)?;
    if let Some(name) = &args.like {
        let like = like(&asked.open, name)?;
        let query = Some(asked.clause).filter(|_| !args.query.is_empty() || dated(&args.ask));
        asked.clause = Clause::all(query.into_iter().chain([like]).collect());
    }
    Ok(asked)
}

/// Says what has no effect where hits are not ranked.
fn warn_of_ranking(args: &QueryArgs, screen: &Screen) {
    if args.hits.sort == Sort::Rank {
        return;
    }
    let without = [
        ("--expand", args.rank.expand),
        ("--recency", args.rank.recency.is_some()),
        ("--explain-score", args.hits.explain_score),
    ];
    for (flag, _) in without.iter().filter(|(_, given)| *given) {
        screen.warn(&format!(
            "hits that are sorted have no score: {flag} has no effect with --sort"
        ));
    }
}

/// Whether days are asked for, which stand beside the query.
fn dated(ask: &AskArgs) -> bool {
    ask.since.is_some() || ask.until.is_some()
}

fn code(total: usize) -> u8 {
    if total == 0 { NOTHING_FOUND } else { DONE }
}

fn options(args: &QueryArgs) -> Options {
    let hits = &args.hits;
    let everything = match hits.format {
        HitFormat::Human => FOR_PEOPLE,
        _ => usize::MAX,
    };
    let facets = hits.facet.iter().map(|facet| FacetOptions {
        name: facet.name,
        limit: facet.most.unwrap_or(everything),
    });
    Options {
        facets: facets.collect(),
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
        passages: hits.passages.into(),
        explain_scores: hits.explain_score,
        ..ranked(&args.ask, &args.rank)
    }
}
