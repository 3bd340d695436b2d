//! Quotes that meet a query: the words, who said them, and what to cite.

use std::io::{Result, Write};

use anstyle::{AnsiColor, Effects, Style};
use serde::Serialize;
use serde_json::Value;

use super::Layout;
use super::evidence;
use super::facets;
use super::hits::dated;
use super::scores;
use super::text::{clean, counted, marked, number};
use crate::article::{Dating, FORMAT, Quote};
use crate::query::{Clause, DateMatch, News, QuoteAnswer, QuoteHit};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
/// What matched: as grep and ripgrep show it.
const MATCH: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Where the text of a hit begins: behind its rank.
const INDENT: usize = 4;

/// Ranked quotes for people: the words with what matched in bold; who said them; the headline; date, place, file, paragraph
/// and bytes; how the article attributes them.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, answer: &QuoteAnswer, layout: Layout) -> Result<()> {
    list(out, &answer.hits, layout)?;
    let quotes = counted(answer.searched, "quote");
    let articles = counted(answer.articles, "article");
    let total = number(answer.total as u64);
    write!(out, "{total} of {quotes} in {articles}")?;
    match answer.evidence.as_ref().filter(|_| answer.total == 0) {
        Some(evidence) => evidence::nothing(out, evidence, "quote"),
        None => writeln!(out),
    }
}

pub(super) fn list(out: &mut dyn Write, hits: &[QuoteHit], layout: Layout) -> Result<()> {
    hits.iter().try_for_each(|hit| one(out, hit, layout))
}

fn one(out: &mut dyn Write, hit: &QuoteHit, layout: Layout) -> Result<()> {
    let (words, marks) = in_marks(hit);
    let words = marked(&words, &marks, layout, INDENT);
    writeln!(out, "{:>2}. {words}", hit.rank)?;
    let line = |text: &str, style: Style| {
        let whole = [(Span::new(0, text.len()), style)];
        marked(text, &whole, layout, INDENT)
    };
    let headline = hit.headline.as_deref().unwrap_or("(no headline)");
    writeln!(out, "    {}", line(&said_by(&hit.quote), BOLD))?;
    writeln!(out, "    {}", marked(headline, &[], layout, INDENT))?;
    // Not wrapped: a path is copied whole.
    writeln!(out, "    {}", clean(&place_of(hit)))?;
    writeln!(out, "    {}", line(&attribution(&hit.quote), DIM))?;
    scores::human(out, hit.score, hit.explanation.as_ref())
}

/// The words in quotation marks, where the article has them so, and what matched in them.
fn in_marks(hit: &QuoteHit) -> (String, Vec<(Span, Style)>) {
    let (before, behind) = match hit.quote.is_verbatim() {
        true => ("“", "”"),
        false => ("(reported) ", ""),
    };
    let at = before.len();
    let moved = |mark: &Span| (Span::new(mark.start() + at, mark.end() + at), MATCH);
    let words = format!("{before}{}{behind}", hit.quote.text);
    (words, hit.marks.iter().map(moved).collect())
}

fn said_by(quote: &Quote) -> String {
    let mention = quote.source.as_ref().map(|source| &source.text);
    match (&quote.speaker, &quote.role, mention) {
        (Some(name), Some(role), _) => format!("{name}, {role}"),
        (Some(name), None, _) => name.clone(),
        (None, _, Some(mention)) => format!("(not named: “{mention}”)"),
        (None, _, None) => "(nobody named)".to_owned(),
    }
}

/// What to cite: day, place, file, paragraph and bytes.
fn place_of(hit: &QuoteHit) -> String {
    let span = hit.quote.span;
    let paragraph = match hit.quote.paragraph {
        0 => String::new(),
        nth => format!(" ¶{nth}"),
    };
    let file = format!("{}{paragraph} {}..{}", hit.path, span.start(), span.end());
    let date = hit.date.as_ref().map(|date| dated(date, hit.date_match));
    let changed = (hit.news == Some(News::Changed)).then(|| "article changed".to_owned());
    let facts: Vec<String> = [changed, date, hit.place.clone(), Some(file)]
        .into_iter()
        .flatten()
        .collect();
    facts.join(" · ")
}

/// How the article attributes the words, and how sure that is.
fn attribution(quote: &Quote) -> String {
    let mention = quote.source.as_ref().map(|source| &source.text);
    let cue = quote.cue.as_ref().map(|cue| &cue.text);
    let words: Vec<String> = [mention, cue]
        .into_iter()
        .flatten()
        .map(|words| format!("“{words}”"))
        .collect();
    let words = words.join(" ");
    let parts = [
        quote.kind.name(),
        words.as_str(),
        &quote.rule,
        &format!("{:.2}", quote.confidence),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// A hit as JSON: its article, then the quote with the keys that `extract` gives it.
#[derive(Serialize)]
struct Row<'a> {
    rank: usize,
    score: f32,
    id: &'a str,
    path: &'a str,
    headline: Option<&'a str>,
    date: Option<&'a Dating>,
    date_match: Option<&'static str>,
    place: Option<&'a str>,
    nth: usize,
    #[serde(flatten)]
    quote: &'a Quote,
    marks: &'a [Span],
    explanation: Option<Value>,
}

impl<'a> From<&'a QuoteHit> for Row<'a> {
    fn from(hit: &'a QuoteHit) -> Self {
        Self {
            rank: hit.rank,
            score: hit.score,
            id: &hit.id,
            path: &hit.path,
            headline: hit.headline.as_deref(),
            date: hit.date.as_ref(),
            date_match: hit.date_match.map(DateMatch::name),
            place: hit.place.as_deref(),
            nth: hit.nth,
            quote: &hit.quote,
            marks: &hit.marks,
            explanation: hit.explanation.as_ref().map(scores::object),
        }
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    format: u32,
    query: &'a str,
    read_as: String,
    total: usize,
    searched: u64,
    articles: u64,
    cuts: Vec<Value>,
    evidence: Option<Value>,
    facets: Vec<Value>,
    hits: Vec<Row<'a>>,
}

/// A hit as JSON.
pub(super) fn object(hit: &QuoteHit) -> Value {
    serde_json::to_value(Row::from(hit)).expect("a quote has a JSON form")
}

/// The whole answer as one JSON object, with the query as typed and as it was read.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, query: &str, clause: &Clause, answer: &QuoteAnswer) -> Result<()> {
    let whole = Whole {
        format: FORMAT,
        query,
        read_as: clause.to_string(),
        total: answer.total,
        searched: answer.searched,
        articles: answer.articles,
        cuts: evidence::cuts(&answer.cuts),
        evidence: evidence::object(answer.evidence.as_ref(), "quotes"),
        facets: facets::objects(&answer.facets),
        hits: answer.hits.iter().map(Row::from).collect(),
    };
    line(out, &whole)
}

/// One JSON object a line and quote.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, answer: &QuoteAnswer) -> Result<()> {
    let mut hits = answer.hits.iter();
    hits.try_for_each(|hit| line(out, &Row::from(hit)))
}

fn line(out: &mut dyn Write, object: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, object)?;
    writeln!(out)
}

/// The path of each article, once, in the order of its best quote.
///
/// # Errors
/// Those of the writer.
pub fn paths(out: &mut dyn Write, answer: &QuoteAnswer) -> Result<()> {
    let mut seen = std::collections::HashSet::new();
    let mut hits = answer.hits.iter().filter(|hit| seen.insert(&hit.path));
    hits.try_for_each(|hit| writeln!(out, "{}", hit.path))
}
