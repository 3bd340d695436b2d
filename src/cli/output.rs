//! Reports and hits, as people and scripts read them.

use std::io::{Result, Write};

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use crate::article::{FORMAT, IndexReport};
use crate::extract::Extraction;
use crate::query::{Answer, Clause, Hit, PartCount, Passage};
use crate::span::Span;

const HEADLINE: Style = Style::new().effects(Effects::BOLD);
/// As grep and ripgrep mark a match.
const MATCH: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);

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
        let headline = hit.headline.as_deref().unwrap_or("(no headline)");
        let marks = &hit.headline_marks;
        writeln!(
            out,
            "{:>2}. {}",
            hit.rank,
            marked(headline, marks, HEADLINE)
        )?;
        let date = hit.date.as_ref().map(|date| date.value.to_string());
        let place = hit.place.as_deref().map(clean);
        let facts: Vec<String> = [date, place, Some(clean(&hit.path))]
            .into_iter()
            .flatten()
            .collect();
        writeln!(out, "    {}", facts.join(" · "))?;
        if let Some(passage) = &hit.passage {
            let text = marked(&passage.text, &passage.marks, Style::new());
            writeln!(out, "    {text}")?;
        }
    }
    total(out, answer)
}

/// How many were found of how many; where nothing was, what was searched and which part of the query found nothing.
fn total(out: &mut dyn Write, answer: &Answer) -> Result<()> {
    write!(out, "{} of {} articles", answer.total, answer.searched)?;
    let Some(evidence) = answer.evidence.as_ref().filter(|_| answer.total == 0) else {
        return writeln!(out);
    };
    if let (Some(first), Some(last)) = (evidence.first, evidence.last) {
        write!(out, ", {first} to {last}")?;
    }
    if evidence.unread > 0 {
        let files = evidence.unread;
        write!(
            out,
            "; {files} files could not be read (dateline stats --skipped)"
        )?;
    }
    writeln!(out)?;
    parts(out, &evidence.parts)
}

fn parts(out: &mut dyn Write, parts: &[PartCount]) -> Result<()> {
    for part in parts.iter().filter(|_| parts.len() > 1) {
        let noun = if part.articles == 1 {
            "article"
        } else {
            "articles"
        };
        writeln!(out, "  {}: {} {noun}", clean(&part.part), part.articles)?;
    }
    Ok(())
}

/// How a query was read, and how many articles meet each part of it.
pub(super) fn reading(out: &mut dyn Write, clause: &Clause, answer: &Answer) -> Result<()> {
    writeln!(out, "read as: {}", clean(&clause.to_string()))?;
    answer
        .evidence
        .as_ref()
        .map_or(Ok(()), |evidence| parts(out, &evidence.parts))
}

/// A text in a style of its own, with what matched standing out.
fn marked(text: &str, marks: &[Span], style: Style) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for mark in marks {
        let (before, match_) = (clean(&text[at..mark.start()]), clean(mark.of(text)));
        shown.push_str(&format!("{style}{before}{style:#}{MATCH}{match_}{MATCH:#}"));
        at = mark.end();
    }
    shown + &format!("{style}{}{style:#}", clean(&text[at..]))
}

/// Text without the characters that steer a terminal.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn object(hit: &Hit) -> Value {
    json!({
        "rank": hit.rank, "score": hit.score, "id": hit.id, "path": hit.path,
        "headline": hit.headline, "headline_marks": hit.headline_marks, "date": hit.date, "place": hit.place,
        "passage": hit.passage.as_ref().map(passage),
    })
}

fn passage(passage: &Passage) -> Value {
    json!({"field": passage.field.name(), "text": passage.text, "span": passage.span, "marks": passage.marks})
}

pub(super) fn json(
    out: &mut dyn Write,
    query: &str,
    clause: &Clause,
    answer: &Answer,
) -> Result<()> {
    let hits: Vec<Value> = answer.hits.iter().map(object).collect();
    let evidence = answer.evidence.as_ref().map(|evidence| {
        let parts = evidence.parts.iter();
        let parts = parts.map(|part| json!({"part": part.part, "articles": part.articles}));
        json!({
            "first": evidence.first, "last": evidence.last, "unread": evidence.unread,
            "parts": parts.collect::<Vec<_>>(),
        })
    });
    let whole = json!({
        "format": FORMAT, "query": query, "read_as": clause.to_string(), "total": answer.total,
        "searched": answer.searched, "evidence": evidence, "hits": hits,
    });
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
