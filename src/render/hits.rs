//! The hits of a query.

use std::io::{Result, Write};

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use super::Layout;
use super::evidence;
use super::facets;
use super::scores;
use super::text::{clean, counted, marked, number, shortest};
use crate::article::{Dating, FORMAT};
use crate::query::{Answer, Clause, DateMatch, Hit, News, Passage};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
/// What matched: as grep and ripgrep show it.
const MATCH: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Where the text of a hit begins: behind its rank.
const INDENT: usize = 4;

/// Ranked hits for people: headline; date, place and file; the passage with what matched in bold.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, answer: &Answer, layout: Layout) -> Result<()> {
    list(out, &answer.hits, layout)?;
    total(out, answer)
}

pub(super) fn list(out: &mut dyn Write, hits: &[Hit], layout: Layout) -> Result<()> {
    hits.iter().try_for_each(|hit| one(out, hit, layout))
}

/// How many of how many; where nothing was found, what was searched and which part of the query found nothing.
fn total(out: &mut dyn Write, answer: &Answer) -> Result<()> {
    let searched = counted(answer.searched, "article");
    write!(out, "{} of {searched}", number(answer.total as u64))?;
    match answer.evidence.as_ref().filter(|_| answer.total == 0) {
        Some(evidence) => evidence::nothing(out, evidence, "article"),
        None => writeln!(out),
    }
}

fn one(out: &mut dyn Write, hit: &Hit, layout: Layout) -> Result<()> {
    let headline = hit.headline.as_deref().unwrap_or("(no headline)");
    let styles = over(&hit.headline_marks, headline.len());
    let headline = marked(headline, &styles, layout, INDENT);
    writeln!(out, "{:>2}. {headline}", hit.rank)?;
    let date = hit.date.as_ref().map(|date| dated(date, hit.date_match));
    let changed = (hit.news == Some(News::Changed)).then(|| "changed".to_owned());
    let facts: Vec<String> = [changed, date, hit.place.clone(), Some(hit.path.clone())]
        .into_iter()
        .flatten()
        .collect();
    writeln!(out, "    {}", clean(&facts.join(" · ")))?;
    for passage in hit.passage.iter().chain(&hit.more_passages) {
        let marks = passage.marks.iter();
        let marks: Vec<(Span, Style)> = marks.map(|mark| (*mark, MATCH)).collect();
        writeln!(out, "    {}", marked(&passage.text, &marks, layout, INDENT))?;
    }
    scores::human(out, hit.score, hit.explanation.as_ref())
}

/// The date; where it is known in part, and the article may be of other days than those asked for, that is said.
pub(super) fn dated(date: &Dating, found: Option<DateMatch>) -> String {
    match found {
        Some(DateMatch::Possible) => format!("{} (may match)", date.value),
        _ => date.value.to_string(),
    }
}

/// Bold over a whole text but for what matched in it.
fn over(marks: &[Span], length: usize) -> Vec<(Span, Style)> {
    let mut styles = Vec::new();
    let mut at = 0;
    for mark in marks {
        styles.extend([(Span::new(at, mark.start()), BOLD), (*mark, MATCH)]);
        at = mark.end();
    }
    styles.push((Span::new(at, length.max(at)), BOLD));
    styles
}

pub(super) fn object(hit: &Hit) -> Value {
    json!({
        "rank": hit.rank, "score": shortest(hit.score), "id": hit.id, "path": hit.path,
        "headline": hit.headline, "headline_marks": hit.headline_marks, "date": hit.date,
        "date_match": hit.date_match.map(DateMatch::name), "place": hit.place,
        "passage": hit.passage.as_ref().map(passage),
        "more_passages": hit.more_passages.iter().map(passage).collect::<Vec<_>>(),
        "explanation": hit.explanation.as_ref().map(scores::object),
    })
}

fn passage(passage: &Passage) -> Value {
    json!({
        "field": passage.field.name(), "text": passage.text, "span": passage.span, "marks": passage.marks,
    })
}

/// The whole answer as one JSON object, with the query as typed and as it was read.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, query: &str, clause: &Clause, answer: &Answer) -> Result<()> {
    let hits: Vec<Value> = answer.hits.iter().map(object).collect();
    let whole = json!({
        "format": FORMAT, "query": query, "read_as": clause.to_string(), "total": answer.total,
        "searched": answer.searched, "cuts": evidence::cuts(&answer.cuts), "evidence": evidence::object(answer.evidence.as_ref(), "articles"),
        "facets": facets::objects(&answer.facets), "hits": hits,
    });
    writeln!(out, "{whole}")
}

/// One JSON object a line and hit.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, answer: &Answer) -> Result<()> {
    let mut hits = answer.hits.iter();
    hits.try_for_each(|hit| writeln!(out, "{}", object(hit)))
}

/// One path a line, for `xargs` and editors.
///
/// # Errors
/// Those of the writer.
pub fn paths(out: &mut dyn Write, answer: &Answer) -> Result<()> {
    let mut hits = answer.hits.iter();
    hits.try_for_each(|hit| writeln!(out, "{}", hit.path))
}
