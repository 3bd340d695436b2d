//! The passage of an article that shows best why it was found, and what matched in it.
//!
//! In: the parts of a query and an article. Out: a passage of whole sentences where they fit, with the words that matched
//! (`marks.rs`). A part that speaks of a quote (`said(…)`, `speaker:`, `role:`, `quote:`) draws the passage to that quote
//! (`asked.rs`).

use super::FieldName;
use super::asked::{Asked, asks_of_quotes};
use super::marks::{Found, Words};
use super::tree::Clause;
use crate::article::{Article, Quote};
use crate::index::analyzer::language_number;
use crate::span::Span;
use crate::text::sentences;

/// Bytes of a passage; a longer sentence is cut between words.
const LONGEST: usize = 260;
/// Bytes that a cut sentence shows before the first mark.
const BEFORE_A_MARK: usize = 60;

/// Some words of an article, and what matched in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where they stand: `body`, `deck`, `caption` or `correction`.
    pub field: FieldName,
    /// The words.
    pub text: String,
    /// Where they stand, in bytes of the field's value.
    pub span: Span,
    /// What matched, in bytes of `text`.
    pub marks: Vec<Span>,
}

/// Where the parts of a query are met in the texts of an article.
pub(super) struct Highlighter<'a> {
    parts: Vec<&'a Clause>,
    language: u8,
    /// The languages of the index.
    languages: &'a [u8],
}

/// A part of the query that is met somewhere in a text.
struct Match {
    part: usize,
    span: Span,
    /// Whether the words themselves matched; else they belong to a quote whose speaker or role does.
    marked: bool,
}

impl<'a> Highlighter<'a> {
    pub(super) fn new(parts: &[&'a Clause], languages: &'a [u8], article: &Article) -> Self {
        Self {
            parts: parts.to_vec(),
            language: article.language.as_deref().map_or(0, language_number),
            languages,
        }
    }

    /// What matched in the headline.
    pub(super) fn headline(&self, headline: &str) -> Vec<Span> {
        merged(&self.matches(headline, FieldName::Headline))
    }

    /// What matched in the words of a quote.
    pub(super) fn quote(&self, words: &str) -> Vec<Span> {
        let asked = self.asked();
        let found = self.parts.iter().enumerate().flat_map(|(part, clause)| {
            let marks = asked.marks_of_hit(clause, words);
            matches_of(part, marks, 0)
        });
        merged(&found.collect::<Vec<_>>())
    }

    /// The best passages, so many at most: of the body, or of what else a part is met in; without any, the beginning of the
    /// body.
    pub(super) fn passages(&self, article: &Article, most: usize) -> Vec<Passage> {
        let mut found = self.matches(&article.body, FieldName::Body);
        found.extend(self.in_quotes(article));
        found.sort_by_key(|found| (found.span, found.part));
        if found.is_empty()
            && let Some(other) = self.elsewhere(article)
        {
            return vec![other];
        }
        let windows = best_windows(&article.body, &found, most).into_iter();
        windows
            .map(|span| shown(FieldName::Body, &article.body, span, &found))
            .collect()
    }

    fn elsewhere(&self, article: &Article) -> Option<Passage> {
        let deck = article.deck.iter().map(|deck| (FieldName::Deck, deck));
        let captions = article.captions.iter();
        let captions = captions.map(|caption| (FieldName::Caption, &caption.text));
        let corrections = article.corrections.iter();
        let corrections = corrections.map(|text| (FieldName::Correction, text));
        deck.chain(captions)
            .chain(corrections)
            .find_map(|(field, text)| {
                let found = self.matches(text, field);
                if found.is_empty() {
                    return None;
                }
                let span = *best_windows(text, &found, 1).first()?;
                Some(shown(field, text, span, &found))
            })
    }

    /// Where the parts that may be met in `field` are met in `text`.
    fn matches(&self, text: &str, field: FieldName) -> Vec<Match> {
        let wanted = |part: &Clause| match part.field() {
            _ if matches!(part, Clause::Said(_)) => false,
            None => field != FieldName::Correction,
            Some(FieldName::Hlead) => matches!(field, FieldName::Headline | FieldName::Body),
            Some(named) => named == field,
        };
        let wanted = |part: &usize| wanted(self.parts[*part]);
        let parts: Vec<usize> = (0..self.parts.len()).filter(wanted).collect();
        if parts.is_empty() {
            return Vec::new();
        }
        let is_body = field == FieldName::Body;
        let words = Words::new(text, self.language, self.languages, is_body);
        let mut found = Vec::new();
        for part in parts {
            let clause = self.parts[part];
            let mut here = words.find(clause);
            if is_body && clause.field() == Some(FieldName::Hlead) {
                here = words.in_lede(here);
            }
            found.extend(matches_of(part, here, 0));
        }
        found.sort_by_key(|found| (found.span, found.part));
        found
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            language: self.language,
            languages: self.languages,
        }
    }

    /// The quotes that parts speak of, where they stand in the body.
    fn in_quotes(&self, article: &Article) -> Vec<Match> {
        let asked = self.asked();
        let mut found = Vec::new();
        let parts = self.parts.iter().enumerate();
        for (part, clause) in parts.filter(|(_, clause)| asks_of_quotes(clause)) {
            let mut at = 0;
            for quote in &article.quotes {
                let Some(span) = in_body(&article.body, quote, at) else {
                    continue;
                };
                at = span.start();
                if !asked.speaks_of(clause, quote) {
                    continue;
                }
                found.push(Match {
                    part,
                    span,
                    marked: false,
                });
                let marks = asked.marks(clause, span.of(&article.body));
                found.extend(matches_of(part, marks, span.start()));
            }
        }
        found
    }
}

/// Matches for what was found in a text that begins at `start`.
fn matches_of(part: usize, found: Vec<Found>, start: usize) -> impl Iterator<Item = Match> {
    let marks = found.into_iter().flat_map(|found| found.marks);
    marks.map(move |mark| Match {
        part,
        span: Span::new(start + mark.start(), start + mark.end()),
        marked: true,
    })
}

/// The first part of a quote in the body, from `at` on: their spans are of the article's text, where lines may end within.
fn in_body(body: &str, quote: &Quote, at: usize) -> Option<Span> {
    let part = quote
        .text
        .split(" … ")
        .next()
        .filter(|part| !part.is_empty())?;
    let start = at + body.get(at..)?.find(part)?;
    Some(Span::new(start, start + part.len()))
}

/// Sentences of one paragraph that together fit into a passage: those that meet the most parts, the first among equals; then
/// those that meet the most of the rest, as long as they meet any.
fn best_windows(text: &str, found: &[Match], most: usize) -> Vec<Span> {
    let mut windows = windows(text, found);
    let mut best: Vec<Span> = Vec::new();
    while best.len() < most && !windows.is_empty() {
        let merits = windows.iter().map(|window| merit(found, *window));
        let merits: Vec<(usize, usize)> = merits.collect();
        let highest = merits.iter().max().copied().unwrap_or_default();
        if !best.is_empty() && highest.1 == 0 {
            break;
        }
        let first = merits.iter().position(|merit| *merit == highest);
        let window = windows[first.unwrap_or(0)];
        windows.retain(|other| !other.overlaps(window));
        best.push(window);
    }
    best
}

/// The first sentences of a text that fit into a passage, and those from each sentence on that something is found in.
fn windows(text: &str, found: &[Match]) -> Vec<Span> {
    let mut windows: Vec<Span> = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len());
        start = span.end() + 2;
        if !windows.is_empty() && !found.iter().any(|found| begins_in(found, span)) {
            continue;
        }
        let sentences = sentences(text, span);
        for (nth, first) in sentences.iter().enumerate() {
            let starts_here = found.iter().any(|found| begins_in(found, *first));
            if !windows.is_empty() && !starts_here {
                continue;
            }
            let fits = |last: &&Span| last.end() - first.start() <= LONGEST;
            let last = sentences[nth..].iter().take_while(fits).last();
            windows.push(Span::new(first.start(), last.unwrap_or(first).end()));
        }
    }
    windows
}

fn begins_in(found: &Match, span: Span) -> bool {
    span.start() <= found.span.start() && found.span.start() < span.end()
}

/// How many of the parts are met in the window, and how often.
fn merit(found: &[Match], window: Span) -> (usize, usize) {
    let inside = || found.iter().filter(|found| begins_in(found, window));
    let mut parts: Vec<usize> = inside().map(|found| found.part).collect();
    parts.sort_unstable();
    parts.dedup();
    (parts.len(), inside().count())
}

fn shown(field: FieldName, text: &str, span: Span, found: &[Match]) -> Passage {
    let marks = merged(found);
    let span = cut(text, span, &marks);
    let marks = marks
        .iter()
        .filter(|mark| span.start() <= mark.start() && mark.end() <= span.end())
        .map(|mark| Span::new(mark.start() - span.start(), mark.end() - span.start()))
        .collect();
    let text = span.of(text).to_owned();
    Passage {
        field,
        text,
        span,
        marks,
    }
}

/// `span`, if it is not too long; else so many words of it, from shortly before the first mark.
fn cut(text: &str, span: Span, marks: &[Span]) -> Span {
    if span.len() <= LONGEST {
        return span;
    }
    let inside = |mark: &&Span| span.start() <= mark.start() && mark.end() <= span.end();
    let mark = marks
        .iter()
        .find(inside)
        .map_or(span.start(), |m| m.start());
    let earliest = mark.saturating_sub(BEFORE_A_MARK).max(span.start());
    let latest = span.end().saturating_sub(LONGEST).max(span.start());
    let start = word_start(text, earliest.min(latest), span);
    let end = word_end(text, (start + LONGEST).min(span.end()), span);
    Span::new(start, end).trimmed(text)
}

/// The beginning of the word around `at`; `at` may lie inside a character.
fn word_start(text: &str, at: usize, within: Span) -> usize {
    let at = boundary(text, at).max(within.start());
    let before = &text[within.start()..at];
    before
        .rfind(char::is_whitespace)
        .map_or(within.start(), |gap| within.start() + gap)
}

fn word_end(text: &str, at: usize, within: Span) -> usize {
    let at = boundary(text, at);
    let behind = &text[at..within.end()];
    at + behind.find(char::is_whitespace).unwrap_or(behind.len())
}

/// The border of a character at `at`, or before it.
fn boundary(text: &str, at: usize) -> usize {
    let border = |at: &usize| text.is_char_boundary(*at);
    (0..=at).rev().find(border).unwrap_or(0)
}

/// What is to be marked, in order; marks that touch each other's words are one.
fn merged(found: &[Match]) -> Vec<Span> {
    let mut spans: Vec<Span> = found
        .iter()
        .filter(|found| found.marked)
        .map(|found| found.span)
        .collect();
    spans.sort_unstable();
    let mut marks: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match marks.last_mut() {
            Some(last) if span.start() < last.end() => {
                *last = Span::new(last.start(), last.end().max(span.end()));
            }
            _ => marks.push(span),
        }
    }
    marks
}
