//! Who spoke: names, counts, dates and roles.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use super::asked::{Asked, Found};
use super::rows::{Frame, Row, markdown};
use super::text::{counted, marked, number};
use super::{Layout, evidence};
use crate::date::Date;
use crate::query::{SpeakerAnswer, SpeakerHit, SpokenRole};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Where the text of a speaker begins: behind the rank.
const INDENT: usize = 4;
/// Roles that people are shown, those with most quotes; JSON has all.
const MOST: usize = 4;

/// The answer to `speakers`; its hits are rows.
pub struct Speakers<'a> {
    /// What was asked.
    pub asked: Asked<'a>,
    /// What was found.
    pub answer: &'a SpeakerAnswer,
}

impl Frame for Speakers<'_> {
    fn facts(&self) -> Value {
        let answer = self.answer;
        let mut facts = self.asked.facts(&Found {
            units: "quotes",
            total: answer.total,
            searched: answer.searched,
            cuts: &answer.cuts,
            evidence: answer.evidence.as_ref(),
        });
        facts["quotes"] = answer.quotes.into();
        facts["unnamed"] = answer.unnamed.into();
        facts["articles"] = answer.articles.into();
        facts
    }

    fn closing(&self, out: &mut dyn Write) -> Result<()> {
        let evidence = self.answer.evidence.as_ref();
        let nothing = evidence.filter(|_| self.answer.total == 0);
        evidence::closing(out, &self.found(), nothing, "quote")
    }

    fn report(&self, out: &mut dyn Write) -> Result<()> {
        self.asked
            .report(out, "Speakers", &self.found(), self.answer.total)
    }
}

impl Speakers<'_> {
    fn found(&self) -> String {
        let answer = self.answer;
        let unnamed = match answer.unnamed {
            0 => String::new(),
            1 => " (1 names nobody)".to_owned(),
            some => format!(" ({} name nobody)", number(some)),
        };
        format!(
            "{} in {}{unnamed}, of {} in {}",
            counted(answer.total as u64, "speaker"),
            counted(answer.quotes, "quote"),
            counted(answer.searched, "quote"),
            counted(answer.articles, "article"),
        )
    }
}

/// Name, counts and dates; below them the roles over time, and the other names.
impl Row for SpeakerHit {
    const FIELDS: &'static [&'static str] = &[
        "rank", "name", "kind", "names", "quotes", "articles", "first", "last", "roles",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "rank", "name", "kind", "quotes", "articles", "first", "last", "roles", "names",
    ];

    fn object(&self) -> Value {
        object(self)
    }

    fn human(&self, out: &mut dyn Write, layout: Layout) -> Result<()> {
        one(out, self, layout)
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        cite(out, self)
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

/// `1. **Name**, 4 quotes in 1 article, 2025-03-08`, and the roles below it.
fn cite(out: &mut dyn Write, hit: &SpeakerHit) -> Result<()> {
    let counts = format!(
        "{} in {}",
        counted(hit.quotes, "quote"),
        counted(hit.articles, "article")
    );
    let period = period(hit.first, hit.last).map(|period| format!(", {period}"));
    let (name, period) = (markdown::words(&hit.name), period.unwrap_or_default());
    writeln!(out, "{}. **{name}**, {counts}{period}", hit.rank)?;
    for role in &hit.roles {
        writeln!(out, "   - {}", markdown::words(&words(role)))?;
    }
    Ok(())
}
