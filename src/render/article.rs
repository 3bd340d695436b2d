//! One article as a page to read: what is known of it above and below its story.

use std::io::{Result, Write};

use anstyle::{Effects, Style};

use super::Layout;
use super::text::{clean, counted, marked};
use crate::article::{Article, Caption, Location, LocationSource, Quote, Speaker};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const ITALIC: Style = Style::new().effects(Effects::ITALIC);
const DIM: Style = Style::new().effects(Effects::DIMMED);

/// The article for people.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, article: &Article, layout: Layout) -> Result<()> {
    let page = Page { layout };
    page.head(out, article)?;
    for paragraph in article.body.split("\n\n").filter(|words| !words.is_empty()) {
        writeln!(out)?;
        page.line(out, "", paragraph, Style::new())?;
    }
    page.list(out, "Speakers", &article.speakers, speaker)?;
    page.list(out, "Quotes", &article.quotes, quote)?;
    page.list(out, "Pictures", &article.captions, caption)?;
    page.list(out, "Places", &article.locations, place)?;
    page.list(out, "Corrections", &article.corrections, String::clone)?;
    page.list(out, "Related", &article.related, String::clone)?;
    page.list(out, "Notes", &article.notes, |note| {
        format!("{}: {}", note.about, note.text)
    })
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
    let mention = quote.source.as_ref().map(|source| source.text.clone());
    let who = quote.speaker.clone().or(mention);
    let who = who.unwrap_or_else(|| "(nobody named)".to_owned());
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

fn place(place: &Location) -> String {
    let found_in = match place.source {
        LocationSource::Dateline => "dateline",
        LocationSource::Caption => "caption",
        LocationSource::Text => "text",
    };
    let parts = [
        Some(&place.name),
        place.region.as_ref(),
        place.country.as_ref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    format!("{} ({found_in})", parts.join(", "))
}
