//! Reports and hits, as people and scripts read them.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use crate::article::{FORMAT, IndexReport};
use crate::extract::Extraction;
use crate::query::{Answer, Hit};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);

pub(super) fn report(out: &mut dyn Write, report: &IndexReport) -> Result<()> {
    writeln!(
        out,
        "{}: {} articles, {} quotes; {} added, {} changed, {} removed, {} unchanged; {} skipped; {:.2} s",
        report.index,
        report.articles,
        report.quotes,
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        report.skipped_files(),
        report.seconds
    )?;
    for (reason, files) in &report.skipped {
        writeln!(out, "  skipped: {files} {reason}")?;
    }
    for failure in &report.failures {
        writeln!(
            out,
            "  {}: {}: {}",
            failure.path, failure.reason, failure.message
        )?;
    }
    Ok(())
}

pub(super) fn hits(out: &mut dyn Write, answer: &Answer) -> Result<()> {
    for hit in &answer.hits {
        let headline = clean(hit.headline.as_deref().unwrap_or("(no headline)"));
        writeln!(out, "{:>2}. {BOLD}{headline}{BOLD:#}", hit.rank)?;
        let date = hit.date.as_ref().map(|date| date.value.to_string());
        let place = hit.place.as_deref().map(clean);
        let facts: Vec<String> = [date, place, Some(clean(&hit.path))]
            .into_iter()
            .flatten()
            .collect();
        writeln!(out, "    {}", facts.join(" · "))?;
        if let Some(passage) = &hit.passage {
            writeln!(out, "    {}", marked(&passage.text, &hit.marks))?;
        }
    }
    writeln!(out, "{} of {} articles", answer.total, answer.searched)
}

/// The passage with what matched in bold.
fn marked(text: &str, marks: &[Span]) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for mark in marks {
        shown.push_str(&clean(&text[at..mark.start()]));
        shown.push_str(&format!("{BOLD}{}{BOLD:#}", clean(mark.of(text))));
        at = mark.end();
    }
    shown + &clean(&text[at..])
}

/// Text without the characters that steer a terminal.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn object(hit: &Hit) -> Value {
    json!({
        "rank": hit.rank, "score": hit.score, "headline": hit.headline, "date": hit.date, "place": hit.place,
        "path": hit.path, "passage": hit.passage, "marks": hit.marks,
    })
}

pub(super) fn json(out: &mut dyn Write, query: &str, answer: &Answer) -> Result<()> {
    let hits: Vec<Value> = answer.hits.iter().map(object).collect();
    let whole = json!({"format": FORMAT, "query": query, "total": answer.total, "searched": answer.searched, "hits": hits});
    writeln!(out, "{whole}")
}

pub(super) fn jsonl(out: &mut dyn Write, answer: &Answer) -> Result<()> {
    answer
        .hits
        .iter()
        .try_for_each(|hit| writeln!(out, "{}", object(hit)))
}

pub(super) fn paths(out: &mut dyn Write, answer: &Answer) -> Result<()> {
    answer
        .hits
        .iter()
        .try_for_each(|hit| writeln!(out, "{}", hit.path))
}

/// Every find of an article: field, rule, bytes, and what they came to.
pub(super) fn finds(out: &mut dyn Write, extraction: &Extraction) -> Result<()> {
    writeln!(out, "{}", clean(&extraction.article.path))?;
    for find in &extraction.finds {
        let value = find
            .value
            .as_deref()
            .map_or_else(String::new, |value| format!(" → {}", clean(value)));
        writeln!(
            out,
            "  {:<12} {:<24} {}..{}{value}",
            find.field,
            find.rule,
            find.span.start(),
            find.span.end()
        )?;
    }
    Ok(())
}
