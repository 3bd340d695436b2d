//! `dateline query` and `dateline quotes`: ranked articles, ranked quotes.

use std::convert::Infallible;
use std::io::Write;

use anyhow::{Result, bail};

use super::ask::{Asked, ask, explain, ranked};
use super::like::like;
use super::rows::{limit, print, shape};
use crate::cli::args::{AskArgs, Copies, HitArgs, QueryArgs, Sort};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::Order;
use crate::query::{self, Answer, Clause, CopiesAs, FacetOptions, Hit, Options, QuoteHit, Ranked};
use crate::render;
use crate::render::facets::FacetRow;
use crate::render::hits::Articles;
use crate::render::quotes::Quotes;
use crate::render::rows::{Format, Frame, Shape};

pub(in crate::cli) fn run(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    let shape = shape_of::<Hit>(&args.hits, screen)?;
    let asked = asked(args, screen)?;
    let options = options(args, &asked);
    let answer = query::answer_one_by_one(&asked.open, &asked.clause, &options)?;
    let (hits, answer) = answer.parted();
    if said(args, &asked, &answer, "article", screen)? {
        return Ok(code(answer.total));
    }
    let stats = asked.stats(shape.format)?;
    let frame = Articles {
        asked: asked.question(stats.as_ref()),
        answer: &answer,
    };
    match shape.format {
        _ if are_rows(&args.hits) => facets(screen, &shape, &frame, &answer)?,
        // What has no words needs no articles.
        Format::Paths | Format::Trec => {
            print::<Ranked, _, _>(screen, &shape, &frame, hits.ranks()?)?;
        }
        _ => print::<Hit, _, _>(screen, &shape, &frame, hits)?,
    }
    below(args, &answer, screen)?;
    Ok(code(answer.total))
}

pub(in crate::cli) fn quotes(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    let shape = shape_of::<QuoteHit>(&args.hits, screen)?;
    if args.rank.expand {
        screen.warn("--expand ranks articles; quotes are ranked by the words of the query alone");
    }
    let asked = asked(args, screen)?;
    let options = options(args, &asked);
    let answer = query::quotes_one_by_one(&asked.open, &asked.clause, &options)?;
    let (hits, answer) = answer.parted();
    if said(args, &asked, &answer, "quote", screen)? {
        return Ok(code(answer.total));
    }
    let stats = asked.stats(shape.format)?;
    let frame = Quotes {
        asked: asked.question(stats.as_ref()),
        answer: &answer,
    };
    match are_rows(&args.hits) {
        true => facets(screen, &shape, &frame, &answer)?,
        false => print::<QuoteHit, _, _>(screen, &shape, &frame, hits)?,
    }
    below(args, &answer, screen)?;
    Ok(code(answer.total))
}

/// What rows look like. Facets are of all hits together: a list of files has no place for them.
fn shape_of<R: render::rows::Row>(hits: &HitArgs, screen: &Screen) -> Result<Shape> {
    let has_no_place = matches!(hits.format, Format::Paths | Format::Trec | Format::Md);
    if has_no_place && !hits.facet.is_empty() {
        bail!(
            "--facet counts hits, which are no paths: --format human, json, jsonl, csv or tsv prints them"
        );
    }
    match are_rows(hits) {
        true => shape::<FacetRow<'_>>(hits.format, &hits.fields, screen),
        false => shape::<R>(hits.format, &hits.fields, screen),
    }
}

/// Whether facets are printed in the place of hits.
fn are_rows(hits: &HitArgs) -> bool {
    let has_rows = matches!(hits.format, Format::Jsonl | Format::Csv | Format::Tsv);
    has_rows && !hits.facet.is_empty()
}

fn facets(screen: &Screen, shape: &Shape, frame: &dyn Frame, answer: &Answer<()>) -> Result<()> {
    let rows = render::facets::rows(&answer.facets).map(Ok::<_, Infallible>);
    print::<FacetRow<'_>, _, _>(screen, shape, frame, rows)
}

/// The facets below the hits, for people.
fn below(args: &QueryArgs, answer: &Answer<()>, screen: &Screen) -> Result<()> {
    if args.hits.format.is_for_people() {
        let mut out = screen.out();
        render::facets::human(&mut out, &answer.facets, screen.layout)?;
        out.flush()?;
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

/// Says what there is to say before hits are read; whether that is all, because only their number is wanted.
fn said(
    args: &QueryArgs,
    asked: &Asked,
    answer: &Answer<()>,
    unit: &str,
    screen: &Screen,
) -> Result<bool> {
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&asked.clause, answer.evidence.as_ref(), unit)?;
    }
    if args.hits.count {
        screen.number(answer.distinct.unwrap_or(answer.total))?;
    }
    Ok(args.hits.count)
}

fn code(total: usize) -> u8 {
    if total == 0 { NOTHING_FOUND } else { DONE }
}

/// Paths are never folded, nor is a count of which nobody says so.
fn copies(hits: &HitArgs) -> CopiesAs {
    match hits.copies {
        _ if matches!(hits.format, Format::Paths | Format::Trec) => CopiesAs::Hits,
        None if hits.count => CopiesAs::Hits,
        Some(Copies::Hits) => CopiesAs::Hits,
        Some(Copies::List) => CopiesAs::List,
        Some(Copies::Once) => CopiesAs::Once,
        Some(Copies::Number) | None => CopiesAs::Number,
    }
}

fn options(args: &QueryArgs, asked: &Asked) -> Options {
    let hits = &args.hits;
    let facets = hits.facet.iter().map(|facet| FacetOptions {
        name: facet.name,
        limit: limit(facet.most, hits.format),
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
        limit: match hits.count {
            true => 0,
            false => limit(hits.limit, hits.format),
        },
        copies: copies(hits),
        nearby: asked.nearby,
        passages: hits.passages.into(),
        explain_scores: hits.explain_score,
        ..ranked(&args.ask, &args.rank)
    }
}
