//! Who spoke: names, counts, dates and roles.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use super::Layout;
use super::evidence;
use super::text::{counted, marked, number};
use crate::article::FORMAT;
use crate::date::Date;
use crate::query::{Clause, SpeakerAnswer, SpeakerHit, SpokenRole};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Where the text of a speaker begins: behind the rank.
const INDENT: usize = 4;
/// Roles that people are shown, those with most quotes; JSON has all.
const MOST: usize = 4;

/// The speakers for people: name, counts and dates; below it the roles over time, and the other names.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, answer: &SpeakerAnswer, layout: Layout) -> Result<()> {
    let mut hits = answer.hits.iter();
    hits.try_for_each(|hit| one(out, hit, layout))?;
    let speakers = counted(answer.total as u64, "speaker");
    let unnamed = match answer.unnamed {
        0 => String::new(),
        1 => " (1 names nobody)".to_owned(),
        some => format!(" ({} name nobody)", number(some)),
    };
    write!(
        out,
        "{speakers} in {}{unnamed}, of {} in {}",
        counted(answer.quotes, "quote"),
        counted(answer.searched, "quote"),
        counted(answer.articles, "article"),
    )?;
    match answer.evidence.as_ref().filter(|_| answer.total == 0) {
        Some(evidence) => evidence::nothing(out, evidence, "quote"),
        None => writeln!(out),
    }
}

fn one(out: &mut dyn Write, hit: &SpeakerHit, layout: Layout) -> Result<()> {
    let counts = format!(
        "{} in {}",
        counted(hit.quotes, "quote"),
        counted(hit.articles, "article")
    );
    let facts: Vec<String> = [
        Some(hit.name.clone()),
        Some(counts),
        period(hit.first, hit.last),
    ]
    .into_iter()
    .flatten()
    .collect();
    let name = [(Span::new(0, hit.name.len()), BOLD)];
    let head = marked(&facts.join(" · "), &name, layout, INDENT);
    writeln!(out, "{:>2}. {head}", hit.rank)?;
    let mut line = |text: &str, style: Style| {
        let whole = [(Span::new(0, text.len()), style)];
        let marks = if style.is_plain() { &[][..] } else { &whole };
        writeln!(out, "    {}", marked(text, marks, layout, INDENT))
    };
    let shown = most_used(&hit.roles);
    shown
        .iter()
        .try_for_each(|role| line(&words(role), Style::new()))?;
    if shown.len() < hit.roles.len() {
        let more = counted((hit.roles.len() - shown.len()) as u64, "other role");
        line(&format!("and {more}"), DIM)?;
    }
    let others: Vec<&str> = hit
        .names
        .iter()
        .map(String::as_str)
        .filter(|name| *name != hit.name)
        .collect();
    if others.is_empty() {
        return Ok(());
    }
    line(&format!("also: {}", others.join("; ")), DIM)
}

/// The roles with most quotes, still by their first date.
fn most_used(roles: &[SpokenRole]) -> Vec<&SpokenRole> {
    let mut by_use: Vec<usize> = (0..roles.len()).collect();
    by_use.sort_by_key(|at| std::cmp::Reverse(roles[*at].quotes));
    by_use.truncate(MOST);
    by_use.sort_unstable();
    by_use.into_iter().map(|at| &roles[at]).collect()
}

fn words(role: &SpokenRole) -> String {
    let parts = [
        Some(counted(role.quotes, "quote")),
        period(role.first, role.last),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}: {}", role.role, parts.join(", "))
}

fn period(first: Option<Date>, last: Option<Date>) -> Option<String> {
    let (first, last) = (first?, last?);
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first} to {last}")
    })
}

fn object(hit: &SpeakerHit) -> Value {
    let roles = hit.roles.iter().map(|role| {
        json!({"role": role.role, "quotes": role.quotes, "first": role.first, "last": role.last})
    });
    json!({
        "rank": hit.rank, "name": hit.name, "kind": hit.kind, "names": hit.names, "quotes": hit.quotes,
        "articles": hit.articles, "first": hit.first, "last": hit.last, "roles": roles.collect::<Vec<_>>(),
    })
}

/// The whole answer as one JSON object, with the query as typed and as it was read.
///
/// # Errors
/// Those of the writer.
pub fn json(
    out: &mut dyn Write,
    query: &str,
    clause: &Clause,
    answer: &SpeakerAnswer,
) -> Result<()> {
    let hits: Vec<Value> = answer.hits.iter().map(object).collect();
    let whole = json!({
        "format": FORMAT, "query": query, "read_as": clause.to_string(), "total": answer.total,
        "quotes": answer.quotes, "unnamed": answer.unnamed, "searched": answer.searched, "articles": answer.articles,
        "cuts": evidence::cuts(&answer.cuts), "evidence": evidence::object(answer.evidence.as_ref(), "quotes"), "hits": hits,
    });
    writeln!(out, "{whole}")
}

/// One JSON object a line and speaker.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, answer: &SpeakerAnswer) -> Result<()> {
    let mut hits = answer.hits.iter();
    hits.try_for_each(|hit| writeln!(out, "{}", object(hit)))
}
