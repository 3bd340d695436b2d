//! One article as a page to read: what is known of it above and below its story.

use std::borrow::Cow;
use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use super::Layout;
use super::copies;
use super::hits::place_and_day;
use super::rows::markdown::{code, words};
use super::rows::{Frame, Row};
use super::text::{clean, counted, marked};
use crate::article::{
    Article, Caption, FORMAT, Location, LocationKind, LocationSource, Quote, Speaker,
};
use crate::query::Ties;
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const ITALIC: Style = Style::new().effects(Effects::ITALIC);
const DIM: Style = Style::new().effects(Effects::DIMMED);

/// The article for people, with what it is tied to.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, article: &Article, ties: &Ties, layout: Layout) -> Result<()> {
    let page = Page { layout };
    page.head(out, article)?;
    if let Some(by) = copies::warning(ties) {
        page.line(out, "", &by, BOLD)?;
    }
    for paragraph in article.body.split("\n\n").filter(|words| !words.is_empty()) {
        writeln!(out)?;
        page.line(out, "", paragraph, Style::new())?;
    }
    page.list(out, "Speakers", &article.speakers, speaker)?;
    page.list(out, "Quotes", &article.quotes, quote)?;
    page.list(out, "Pictures", &article.captions, caption)?;
    page.list(out, "Places", &article.locations, place)?;
    page.list(out, "Dates", &dates(article), String::clone)?;
    page.list(out, "Corrections", &article.corrections, String::clone)?;
    for (title, lines) in copies::lists(ties) {
        page.list(out, title, &lines, String::clone)?;
    }
    page.list(out, "Related", &article.related, String::clone)?;
    page.list(out, "Notes", &article.notes, |note| {
        format!("{}: {}", note.about, note.text)
    })
}

/// An article as a row; what it holds many of is a list in a cell.
impl Row for Article {
    const FIELDS: &'static [&'static str] = &[
        "format",
        "path",
        "member",
        "id",
        "media_type",
        "encoding",
        "language",
        "url",
        "publisher",
        "headline",
        "kicker",
        "deck",
        "byline",
        "body",
        "body_spans",
        "dateline",
        "dateline.text",
        "dateline.span",
        "dateline.place",
        "dateline.agency",
        "dateline.date",
        "date",
        "date.value",
        "date.time",
        "date.source",
        "date.text",
        "mentioned_dates",
        "captions",
        "locations",
        "speakers",
        "quotes",
        "related",
        "corrections",
        "notes",
    ];
    const COLUMNS: &'static [&'static str] = &[
        "path",
        "headline",
        "byline",
        "date",
        "date.source",
        "dateline.place",
        "dateline.agency",
        "language",
        "speakers",
        "locations",
        "id",
    ];

    fn object(&self) -> Value {
        // Read again from what is printed: as a number confidence has the digits that it is printed with, not those of the
        // nearest double.
        let printed = serde_json::to_string(self).unwrap_or_default();
        serde_json::from_str(&printed).unwrap_or_default()
    }

    fn human(&self, out: &mut dyn Write, layout: Layout) -> Result<()> {
        human(out, self, &Ties::default(), layout)
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        let headline = self.headline.as_deref().unwrap_or("(no headline)");
        let place = self.dateline.as_ref();
        let place = place.and_then(|dateline| dateline.place.as_deref());
        let day = self.date.as_ref().map(|date| date.value.to_string());
        let facts = place_and_day(place, day);
        let (headline, path) = (words(headline), code(&self.path));
        writeln!(out, "- **{headline}**, {facts}{path}")
    }

    fn path(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.path))
    }
}

/// The articles of `extract`, which say nothing beside themselves.
pub struct Extracted;

impl Frame for Extracted {
    fn list(&self) -> &'static str {
        "articles"
    }

    fn facts(&self) -> Value {
        json!({"format": FORMAT})
    }

    fn closing(&self, _: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    fn report(&self, _: &mut dyn Write) -> Result<()> {
        Ok(())
    }
}

struct Page {
    layout: Layout,
}

impl Page {
    /// Kicker, headline and deck; who, where and when; where it came from.
    fn head(&self, out: &mut dyn Write, article: &Article) -> Result<()> {
        let headline = article.headline.as_deref().unwrap_or("(no headline)");
        for (words, style) in [
            (article.kicker.as_deref(), DIM),
            (Some(headline), BOLD),
            (article.deck.as_deref(), ITALIC),
        ] {
            if let Some(words) = words {
                self.line(out, "", words, style)?;
            }
        }
        let origin = [article.publisher.clone(), article.url.clone()];
        let origin: Vec<String> = origin.into_iter().flatten().collect();
        let file = [Some(article.path.clone()), article.member.clone()];
        let file: Vec<String> = file.into_iter().flatten().collect();
        for words in [
            who_where_when(article),
            origin.join(" · "),
            format!("{} · {}", file.join(" # "), article.id),
        ] {
            if !words.is_empty() {
                self.line(out, "", &words, DIM)?;
            }
        }
        Ok(())
    }

    fn list<T>(
        &self,
        out: &mut dyn Write,
        title: &str,
        rows: &[T],
        words: impl Fn(&T) -> String,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}{title}{BOLD:#}")?;
        rows.iter()
            .try_for_each(|row| self.line(out, "  ", &words(row), Style::new()))
    }

    fn line(&self, out: &mut dyn Write, indent: &str, words: &str, style: Style) -> Result<()> {
        let whole = [(Span::new(0, words.len()), style)];
        let marks = if style.is_plain() { &[][..] } else { &whole };
        let words = marked(words, marks, self.layout, indent.len());
        writeln!(out, "{indent}{words}")
    }
}

fn who_where_when(article: &Article) -> String {
    let byline = (!article.byline.is_empty()).then(|| format!("By {}", article.byline.join(", ")));
    let dateline = article.dateline.as_ref().map(|dateline| {
        let agency = dateline.agency.as_ref().map(|agency| format!("({agency})"));
        let parts: Vec<String> = dateline.place.clone().into_iter().chain(agency).collect();
        parts.join(" ")
    });
    let date = article.date.as_ref().map(|date| {
        let value = date.time.clone().unwrap_or_else(|| date.value.to_string());
        format!(
            "{value} (from {}: {})",
            date.source.name(),
            clean(date.text.trim())
        )
    });
    let parts = [byline, dateline.filter(|words| !words.is_empty()), date];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

fn speaker(speaker: &Speaker) -> String {
    let role = speaker.role.as_ref();
    let role = role.map_or_else(String::new, |role| format!(", {role}"));
    let quotes = counted(u64::from(speaker.quotes), "quote");
    format!("{}{role}: {quotes}", speaker.name)
}

fn quote(quote: &Quote) -> String {
    // Nobody is named: then at least the words that stand there.
    let mention = quote.source.as_ref().map(|source| source.text.as_str());
    let who = quote.speaker.as_deref().or(mention);
    let who = who.unwrap_or("(nobody named)");
    let words = match quote.is_verbatim() {
        true => format!("“{}”", quote.text),
        false => format!("(reported) {}", quote.text),
    };
    format!("¶{} {who}: {words}", quote.paragraph)
}

fn caption(caption: &Caption) -> String {
    let credit = caption.credit.as_ref();
    let credit = credit.map_or_else(String::new, |credit| format!(" ({credit})"));
    format!("{}{credit}", caption.text)
}

/// The dates that the text names, each with what it means, in the order of the text; what is named often is listed once.
fn dates(article: &Article) -> Vec<String> {
    let mut dates: Vec<(String, u32)> = Vec::new();
    for mentioned in &article.mentioned_dates {
        let words = format!("{}: {}", mentioned.text, mentioned.value);
        match dates.iter_mut().find(|(known, _)| *known == words) {
            Some((_, times)) => *times += 1,
            None => dates.push((words, 1)),
        }
    }
    let dates = dates.into_iter();
    dates
        .map(|(words, mentions)| format!("{words}{}", times(mentions)))
        .collect()
}

fn times(mentions: u32) -> String {
    match mentions {
        1 => String::new(),
        times => format!(" ×{times}"),
    }
}

fn place(place: &Location) -> String {
    let found_in = match place.source {
        LocationSource::Dateline => "dateline",
        LocationSource::Caption => "caption",
        LocationSource::Text => "text",
    };
    let parts = [
        Some(place.name.as_str()),
        place.region.as_deref(),
        place.country.as_deref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let people = match place.kind {
        Some(LocationKind::People) => "people, ",
        _ => "",
    };
    let times = times(place.mentions);
    format!("{} ({people}{found_in}{times})", parts.join(", "))
}
