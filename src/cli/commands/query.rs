//! `dateline query` and `dateline quotes`: ranked articles, ranked quotes.

use std::convert::Infallible;
use std::io::Write;
use std::rc::Rc;

use anyhow::{Result, bail};

use super::ask::{Asked, ask_of, explain, opened, ranked};
use super::found::{FoundHits, found};
use super::like::like;
use super::rows::{limit, print, shape};
use crate::cli::args::{AskArgs, Copies, HitArgs, QueryArgs, Sort};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::{OpenIndex, Order};
use crate::query::{Answer, Clause, CopiesAs, FacetOptions, Hit, Options, QuoteHit, Ranked};
use crate::render;
use crate::render::answered::Answered;
use crate::render::asked::Page;
use crate::render::facets::FacetRow;
use crate::render::rows::{Format, Frame, Shape};
use crate::saved::HitKind;

pub(in crate::cli) fn run(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    hits(HitKind::Articles, args, screen)
}

pub(in crate::cli) fn quotes(args: &QueryArgs, screen: &Screen) -> Result<u8> {
    hits(HitKind::Quotes, args, screen)
}

fn hits(kind: HitKind, args: &QueryArgs, screen: &Screen) -> Result<u8> {
    let shape = match kind {
        HitKind::Articles => shape_of::<Hit>(&args.hits, screen)?,
        HitKind::Quotes => shape_of::<QuoteHit>(&args.hits, screen)?,
    };
    let asked = asked(kind, args, screen, || opened(&args.ask, screen))?;
    let options = options(args, &asked);
    let (hits, answer) = found(kind, &asked, &options)?;
    screen.warn_of_cuts(&answer.cuts);
    if args.ask.explain {
        explain(&asked.clause, answer.evidence.as_ref(), kind.one(), screen)?;
    }
    if args.hits.count {
        screen.number(answer.distinct.unwrap_or(answer.total))?;
        return Ok(code(answer.total));
    }
    let stats = asked.stats(shape.format)?;
    let frame = Answered {
        kind,
        asked: asked.question(stats.as_ref(), page(&options)),
        answer: &answer,
    };
    match hits {
        _ if are_rows(&args.hits) => facets(screen, &shape, &frame, &answer)?,
        // What has no words needs no articles.
        FoundHits::Articles(hits) if shape.format.is_of_files() => {
            print::<Ranked, _, _>(screen, &shape, &frame, hits.ranks()?)?;
        }
        FoundHits::Articles(hits) => print::<Hit, _, _>(screen, &shape, &frame, hits)?,
        FoundHits::Quotes(hits) => print::<QuoteHit, _, _>(screen, &shape, &frame, hits)?,
    }
    below(args, &answer, screen)?;
    Ok(code(answer.total))
}

/// What rows look like. Facets are of all hits together: a list of files has no place for them.
fn shape_of<R: render::rows::Row>(hits: &HitArgs, screen: &Screen) -> Result<Shape> {
    if hits.format.is_of_files() && !hits.facet.is_empty() {
        bail!(
            "--facet counts hits, which are no paths: --format human, json, jsonl, csv, tsv or md prints them"
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

/// The query, of the index that `open` opens, and that a hit is like an article where one is named.
pub(super) fn asked(
    kind: HitKind,
    args: &QueryArgs,
    screen: &Screen,
    open: impl FnOnce() -> Result<Rc<OpenIndex>>,
) -> Result<Asked> {
    warn_of_ranking(kind, args, screen);
    let mut asked = ask_of(&args.query, &args.ask, screen, open)?;
    if let Some(name) = &args.like {
        let like = like(&asked.open, name)?;
        let query = Some(asked.clause).filter(|_| !args.query.is_empty() || dated(&args.ask));
        asked.clause = Clause::all(query.into_iter().chain([like]).collect());
    }
    Ok(asked)
}

/// Says what has no effect on the order of hits.
fn warn_of_ranking(kind: HitKind, args: &QueryArgs, screen: &Screen) {
    if kind == HitKind::Quotes && args.rank.expand {
        screen.warn("--expand ranks articles; quotes are ranked by the words of the query alone");
    }
    if args.hits.shown.sort == Sort::Rank {
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
    ask.scope.since.is_some() || ask.scope.until.is_some()
}

fn code(total: usize) -> u8 {
    if total == 0 { NOTHING_FOUND } else { DONE }
}

/// Paths are never folded, nor is a count of which nobody says so.
fn copies(hits: &HitArgs) -> CopiesAs {
    match hits.shown.copies {
        _ if hits.format.is_of_files() => CopiesAs::Hits,
        None if hits.count => CopiesAs::Hits,
        Some(Copies::Hits) => CopiesAs::Hits,
        Some(Copies::List) => CopiesAs::List,
        Some(Copies::Once) => CopiesAs::Once,
        Some(Copies::Number) | None => CopiesAs::Number,
    }
}

pub(super) fn page(options: &Options) -> Page {
    let Options { offset, limit, .. } = *options;
    Page { offset, limit }
}

pub(super) fn options(args: &QueryArgs, asked: &Asked) -> Options {
    let hits = &args.hits;
    let facets = hits.facet.iter().map(|facet| FacetOptions {
        name: facet.name,
        limit: limit(facet.most, hits.format),
    });
    Options {
        facets: facets.collect(),
        order: match hits.shown.sort {
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
        passages: hits.shown.passages.into(),
        explain_scores: hits.explain_score,
        ..ranked(&args.ask, &args.rank)
    }
}
