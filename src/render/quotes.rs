//! Quotes that meet a query: the words, who said them, and what to cite.

use std::borrow::Cow;
use std::io::{Result, Write};

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use super::hits::{THE_QUERY, dated, place_and_day};
use super::rows::markdown::{code, words};
use super::rows::{Line, Row};
use super::text::{clean, marked, shortest};
use super::{Layout, copies, scores};
use crate::article::Quote;
use crate::query::{DateMatch, News, QuoteHit};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
/// What matched: as grep and ripgrep show it.
const MATCH: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
/// Where the text of a hit begins: behind its rank.
const INDENT: usize = 4;

/// The words with what matched in bold; who said them; the headline; date, place, file, paragraph and bytes; how the article
/// attributes them.
impl Row for QuoteHit {
    const FIELDS: &'static [&'static str] = &[
        "rank",
        "score",
        "id",
        "path",
        "headline",
        "date",
        "date.value",
        "date.time",
        "date.source",
        "date.text",
        "date_match",
        "place",
        "nth",
        "text",
        "span",
        "parts",
        "kind",
        "speaker",
        "role",
        "source",
        "source.text",
        "source.span",
        "cue",
        "cue.text",
        "cue.span",
        "paragraph",
        "rule",
        "confidence",
        "marks",
        "explanation",
        "copies",
        "copied_in",
        "corrected_by",
        "updated_by",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "rank",
        "score",
        "text",
        "speaker",
        "role",
        "kind",
        "date",
        "place",
        "headline",
        "path",
        "paragraph",
        "span",
        "nth",
        "id",
        "source",
        "cue",
        "rule",
        "confidence",
    ];
    const MANY_OF_A_FILE: bool = true;

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
            nth: Some(self.nth),
            rank: self.rank,
            score: self.score,
        })
    }
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
    scores::human(out, hit.score, hit.explanation.as_ref())?;
    let (revised, words) = (&hit.revised, &hit.quote.text);
    copies::below_quote(out, revised, hit.copies, words, &hit.copied_in)
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
        (Some(name), None, _) => name.to_string(),
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
pub(super) fn object(hit: &QuoteHit) -> Value {
    let mut object = json!(hit.quote);
    object["confidence"] = shortest(hit.quote.confidence);
    for (key, value) in [
        ("rank", json!(hit.rank)),
        ("score", shortest(hit.score)),
        ("id", json!(hit.id)),
        ("path", json!(hit.path)),
        ("headline", json!(hit.headline)),
        ("date", json!(hit.date)),
        ("date_match", json!(hit.date_match.map(DateMatch::name))),
        ("place", json!(hit.place)),
        ("nth", json!(hit.nth)),
        ("marks", json!(hit.marks)),
        (
            "explanation",
            json!(hit.explanation.as_ref().map(scores::object)),
        ),
        ("copies", json!(hit.copies)),
        (
            "copied_in",
            hit.copied_in.iter().map(copies::quoted).collect(),
        ),
        (
            "corrected_by",
            copies::optional(hit.revised.corrected_by.as_ref()),
        ),
        (
            "updated_by",
            copies::optional(hit.revised.updated_by.as_ref()),
        ),
    ] {
        object[key] = value;
    }
    object
}

/// The words; who said them, in which role; the headline, place, day, file and paragraph; what was said of the article later,
/// and where else the words stand.
fn cite(out: &mut dyn Write, hit: &QuoteHit) -> Result<()> {
    let text = words(&hit.quote.text);
    let text = match hit.quote.is_verbatim() {
        true => format!("“{text}”"),
        false => format!("(reported) {text}"),
    };
    writeln!(out, "{}. > {text}\n", hit.rank)?;
    writeln!(out, "   — {}  ", words(&said_by(&hit.quote)))?;
    let headline = hit.headline.as_deref().unwrap_or("(no headline)");
    let day = hit.date.as_ref().map(|date| dated(date, hit.date_match));
    let facts = place_and_day(hit.place.as_deref(), day);
    let paragraph = match hit.quote.paragraph {
        0 => String::new(),
        nth => format!(", paragraph {nth}"),
    };
    let (headline, path) = (words(headline), code(&hit.path));
    writeln!(out, "   *{headline}*, {facts}{path}{paragraph}")?;
    let said = &hit.quote.text;
    copies::cite_quote(out, &hit.revised, hit.copies, said, &hit.copied_in)?;
    writeln!(out)
}
