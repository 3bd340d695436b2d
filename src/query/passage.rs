//! The passage of an article that shows best why it was found, and what matched in it.
//!
//! In: the leaves of a query and an article. Out: a passage of whole sentences where they fit, with the words that matched:
//! a phrase is one mark. A leaf that speaks of a quote (`speaker:`, `role:`, `quote:`) draws the passage to that quote.

use super::FieldName;
use super::tree::{Form, Leaf};
use crate::article::{Article, Quote};
use crate::index::analyzer::{Analyzed, analyze, language_number};
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

/// Where the leaves of a query are met in the texts of an article.
pub(super) struct Highlighter<'a> {
    leaves: Vec<&'a Leaf>,
    /// The words of each leaf, as the index has them, in the language of the article.
    words: Vec<Vec<Analyzed>>,
    language: u8,
}

/// A leaf that is met somewhere in a text.
struct Match {
    leaf: usize,
    span: Span,
    /// Whether the words themselves matched; else they belong to a quote whose speaker or role does.
    marked: bool,
}

impl<'a> Highlighter<'a> {
    pub(super) fn new(leaves: &[&'a Leaf], article: &Article) -> Self {
        let language = article.language.as_deref().map_or(0, language_number);
        let words = leaves.iter().map(|leaf| analyze(&leaf.text, language));
        Self {
            words: words.collect(),
            leaves: leaves.to_vec(),
            language,
        }
    }

    /// What matched in the headline.
    pub(super) fn headline(&self, headline: &str) -> Vec<Span> {
        merged(&self.matches(headline, FieldName::Headline))
    }

    /// What matched in the words of a quote.
    pub(super) fn quote(&self, words: &str) -> Vec<Span> {
        merged(&self.matches(words, FieldName::Quote))
    }

    /// The best passage: of the body, or of what else a leaf is met in; without any, the beginning of the body.
    pub(super) fn passage(&self, article: &Article) -> Option<Passage> {
        let mut found = self.matches(&article.body, FieldName::Body);
        found.extend(self.in_quotes(article));
        found.sort_by_key(|found| (found.span, found.leaf));
        if found.is_empty()
            && let Some(other) = self.elsewhere(article)
        {
            return Some(other);
        }
        let span = best_window(&article.body, &found)?;
        Some(shown(FieldName::Body, &article.body, span, &found))
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
                let span = best_window(text, &found).filter(|_| !found.is_empty())?;
                Some(shown(field, text, span, &found))
            })
    }

    /// Where the leaves that may be met in `field` are met in `text`.
    fn matches(&self, text: &str, field: FieldName) -> Vec<Match> {
        let wanted = |leaf: &Leaf| match leaf.field {
            None => field != FieldName::Correction,
            Some(named) => named == field,
        };
        let leaves: Vec<usize> = (0..self.leaves.len())
            .filter(|leaf| wanted(self.leaves[*leaf]))
            .collect();
        if leaves.is_empty() {
            return Vec::new();
        }
        let words = analyze(text, self.language);
        let mut found = Vec::new();
        for at in 0..words.len() {
            for &leaf in &leaves {
                if let Some(span) = self.met_at(leaf, &words[at..]) {
                    let marked = true;
                    found.push(Match { leaf, span, marked });
                }
            }
        }
        found
    }

    /// The words of `leaf` at the beginning of `words`.
    fn met_at(&self, leaf: usize, words: &[Analyzed]) -> Option<Span> {
        let sought = &self.words[leaf];
        let words = words
            .get(..sought.len())
            .filter(|words| !words.is_empty())?;
        let same = |(word, sought): (&Analyzed, &Analyzed)| match self.leaves[leaf].form {
            Form::Prefix => word.surface.starts_with(&sought.surface),
            Form::Word | Form::Phrase => word.stem == sought.stem,
        };
        let met = words.iter().zip(sought).all(same);
        met.then(|| Span::new(words[0].span.start(), words[words.len() - 1].span.end()))
    }

    fn met_in(&self, leaf: usize, text: &str, language: u8) -> bool {
        let words = analyze(text, language);
        (0..words.len()).any(|at| self.met_at(leaf, &words[at..]).is_some())
    }

    /// The quotes that the leaves speak of, where they stand in the body.
    fn in_quotes(&self, article: &Article) -> Vec<Match> {
        let mut found = Vec::new();
        for (leaf, sought) in self.leaves.iter().enumerate() {
            let mut at = 0;
            for quote in &article.quotes {
                let Some(span) = in_body(&article.body, quote, at) else {
                    continue;
                };
                at = span.start();
                if !self.of_quote(leaf, sought, quote) {
                    continue;
                }
                let marks = self.marks_in_quote(leaf, &article.body, span);
                found.push(Match {
                    leaf,
                    span,
                    marked: false,
                });
                found.extend(marks);
            }
        }
        found
    }

    fn of_quote(&self, leaf: usize, sought: &Leaf, quote: &Quote) -> bool {
        let met = |text: &Option<String>, language| {
            text.as_deref()
                .is_some_and(|text| self.met_in(leaf, text, language))
        };
        match sought.field {
            Some(FieldName::Quote) => self.met_in(leaf, &quote.text, self.language),
            Some(FieldName::Role) => met(&quote.role, self.language),
            // Names are not stemmed, and nor are the words of this leaf then; a name that stems alike is met as well.
            Some(FieldName::Speaker) => met(&quote.speaker, self.language),
            Some(FieldName::Kind) => quote.kind.name().eq_ignore_ascii_case(&sought.text),
            _ => false,
        }
    }

    fn marks_in_quote(&self, leaf: usize, body: &str, quote: Span) -> Vec<Match> {
        if self.leaves[leaf].field != Some(FieldName::Quote) {
            return Vec::new();
        }
        let words = analyze(quote.of(body), self.language);
        (0..words.len())
            .filter_map(|at| self.met_at(leaf, &words[at..]))
            .map(|span| Match {
                leaf,
                span: Span::new(quote.start() + span.start(), quote.start() + span.end()),
                marked: true,
            })
            .collect()
    }
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

/// The sentences of one paragraph that together fit into a passage and meet the most leaves, the first among equals.
fn best_window(text: &str, found: &[Match]) -> Option<Span> {
    let mut best: Option<((usize, usize), Span)> = None;
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len());
        start = span.end() + 2;
        let sentences = sentences(text, span);
        for (nth, first) in sentences.iter().enumerate() {
            let starts_here = found.iter().any(|found| begins_in(found, *first));
            if best.is_some() && !starts_here {
                continue;
            }
            let fits = |last: &&Span| last.end() - first.start() <= LONGEST;
            let last = sentences[nth..].iter().take_while(fits).last();
            let window = Span::new(first.start(), last.unwrap_or(first).end());
            let merit = merit(found, window);
            if best.is_none_or(|(most, _)| merit > most) {
                best = Some((merit, window));
            }
        }
    }
    best.map(|(_, span)| span)
}

fn begins_in(found: &Match, span: Span) -> bool {
    span.start() <= found.span.start() && found.span.start() < span.end()
}

/// How many of the leaves are met in the window, and how often.
fn merit(found: &[Match], window: Span) -> (usize, usize) {
    let inside = || found.iter().filter(|found| begins_in(found, window));
    let mut leaves: Vec<usize> = inside().map(|found| found.leaf).collect();
    leaves.sort_unstable();
    leaves.dedup();
    (leaves.len(), inside().count())
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
