//! The hits of a query.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use super::Layout;
use super::text::{clean, counted, marked, number};
use crate::article::FORMAT;
use crate::query::{Answer, Hit};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
/// Where the text of a hit begins: behind its rank.
const INDENT: usize = 4;

/// Ranked hits for people: headline; date, place and file; the passage with what matched in bold.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, answer: &Answer, layout: Layout) -> Result<()> {
    for hit in &answer.hits {
        one(out, hit, layout)?;
    }
    writeln!(
        out,
        "{} of {}",
        number(answer.total as u64),
        counted(answer.searched, "article")
    )
}

fn one(out: &mut dyn Write, hit: &Hit, layout: Layout) -> Result<()> {
    let headline = hit.headline.as_deref().unwrap_or("(no headline)");
    let bold = [(Span::new(0, headline.len()), BOLD)];
    let headline = marked(headline, &bold, layout, INDENT);
    writeln!(out, "{:>2}. {headline}", hit.rank)?;
    let date = hit.date.as_ref().map(|date| date.value.to_string());
    let facts: Vec<String> = [date, hit.place.clone(), Some(hit.path.clone())]
        .into_iter()
        .flatten()
        .collect();
    writeln!(out, "    {}", clean(&facts.join(" · ")))?;
    if let Some(passage) = &hit.passage {
        let marks: Vec<(Span, Style)> = hit.marks.iter().map(|mark| (*mark, BOLD)).collect();
        writeln!(out, "    {}", marked(&passage.text, &marks, layout, INDENT))?;
    }
    Ok(())
}

fn object(hit: &Hit) -> Value {
    json!({
        "rank": hit.rank, "score": hit.score, "headline": hit.headline, "date": hit.date, "place": hit.place,
        "path": hit.path, "passage": hit.passage, "marks": hit.marks,
    })
}

/// The whole answer as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, query: &str, answer: &Answer) -> Result<()> {
    let hits: Vec<Value> = answer.hits.iter().map(object).collect();
    let whole = json!({
        "format": FORMAT, "query": query, "total": answer.total, "searched": answer.searched, "hits": hits,
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
