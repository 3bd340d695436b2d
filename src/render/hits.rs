//! The hits of a query.

use std::borrow::Cow;
use std::io::{Result, Write};

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use super::rows::markdown::{code, words};
use super::rows::{Line, Row};
use super::text::{clean, marked, shortest};
use super::{Layout, copies, scores};
use crate::article::Dating;
use crate::query::{DateMatch, Hit, News, Passage};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
/// What matched: as grep and ripgrep show it.
const MATCH: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Where the text of a hit begins: behind its rank.
const INDENT: usize = 4;

/// Headline; date, place and file; the passage with what matched in bold.
impl Row for Hit {
    const FIELDS: &'static [&'static str] = &[
        "rank",
        "score",
        "id",
        "path",
        "headline",
        "headline_marks",
        "date",
        "date.value",
        "date.time",
        "date.source",
        "date.text",
        "date_match",
        "place",
        "passage",
        "passage.field",
        "passage.text",
        "passage.span",
        "passage.marks",
        "more_passages",
        "explanation",
        "copies",
        "copied_in",
        "corrected_by",
        "updated_by",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "rank", "score", "date", "place", "headline", "passage", "path", "id",
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

    fn path(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.path))
    }

    fn ranked(&self) -> Option<Line<'_>> {
        Some(Line {
            query: THE_QUERY,
            path: &self.path,
            nth: None,
            rank: self.rank,
            score: self.score,
        })
    }
}

/// The id of a query that is asked alone, in a TREC run.
pub(super) const THE_QUERY: &str = "1";

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
    scores::human(out, hit.score, hit.explanation.as_ref())?;
    copies::below(out, &hit.revised, hit.copies, &hit.copied_in)
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
        "copies": hit.copies, "copied_in": hit.copied_in.iter().map(copies::object).collect::<Vec<_>>(),
        "corrected_by": copies::optional(hit.revised.corrected_by.as_ref()),
        "updated_by": copies::optional(hit.revised.updated_by.as_ref()),
    })
}

fn passage(passage: &Passage) -> Value {
    json!({
        "field": passage.field.name(), "text": passage.text, "span": passage.span, "marks": passage.marks,
    })
}

/// `1. **Headline**`; place, day and file; the passages; what was said of it later, and its copies.
fn cite(out: &mut dyn Write, hit: &Hit) -> Result<()> {
    let headline = hit.headline.as_deref().unwrap_or("(no headline)");
    write!(out, "{}. **{}**", hit.rank, words(headline))?;
    let day = hit.date.as_ref().map(|date| dated(date, hit.date_match));
    let facts = place_and_day(hit.place.as_deref(), day);
    writeln!(out, "  \n   {facts}{}", code(&hit.path))?;
    for passage in hit.passage.iter().chain(&hit.more_passages) {
        writeln!(out, "\n   > {}", words(&passage.text))?;
    }
    copies::cite(out, &hit.revised, hit.copies, &hit.copied_in)?;
    writeln!(out)
}

/// `ODESA, Ukraine, 2024-07-09, `, where they are known.
pub(super) fn place_and_day(place: Option<&str>, day: Option<String>) -> String {
    let place = place.map(|place| format!("{}, ", words(place)));
    let day = day.map(|day| format!("{day}, "));
    place.into_iter().chain(day).collect()
}
