//! Header lines with keys, as databases export them: `Headline: …`, `By: …`, `Date: …`, `URL: …`.
//!
//! They are header lines where the text begins with two or more of them, or with one that names the headline; a blank
//! line may stand between them. One line that only looks like one, "Opinion: Why we sail", stays text.

use super::super::{Declared, DeclaredDate, Stated};
use super::lines_from;
use crate::article::DateSource;
use crate::lexicon::layout::{header_key, plainly};
use crate::span::Span;
use crate::text::{date_at, first_full_date, fold};

/// The longest key: more words before a colon are a sentence.
const LONGEST_KEY: usize = 24;

/// How the line opens that databases print first, and how many lines may stand between it and the header lines.
const COPYRIGHTS: [&str; 3] = ["copyright ", "(c) ", "© "];
const MOST_ABOVE: usize = 10;

/// A header line: what its value is, and where that stands.
struct Entry {
    field: &'static str,
    value: Span,
}

/// Reads the lines into `declared`; the position behind them, or `None` where there are none.
pub(super) fn read(text: &str, declared: &mut Declared) -> Option<usize> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut end = 0;
    let above = above(text);
    for line in lines_from(text, above) {
        if line.blank {
            continue;
        }
        if let Some(entry) = entry(text, line.span) {
            let is_body = entry.field == "ignored" && entry.value.is_empty();
            entries.push(entry);
            if is_body && line.span.of(text).eq_ignore_ascii_case("body:") {
                end = line.span.end();
                break;
            }
        } else if line.indent > 0 && end > 0 && is_next_line(text, end, line.span) {
            let last = entries.last_mut()?;
            last.value = Span::new(last.value.start(), line.span.end());
        } else {
            break;
        }
        end = line.span.end();
    }
    let named = entries.iter().any(|entry| entry.field == "headline");
    let enough =
        entries.len() >= 2 && (named || entries.iter().any(|entry| entry.field != "ignored"));
    if !(enough || named) || above > 0 && !(named && entries.len() >= 3) {
        return None;
    }
    paper_and_day(text, above, declared);
    for entry in entries {
        take(text, &entry, declared);
    }
    Some(end)
}

/// Where the header lines begin: behind what databases print above them, the copyright, the paper and the day.
///
/// ```text
/// Copyright 2023 The Coast Tribune
/// All Rights Reserved
/// The Coast Tribune
///
/// November 6, 2023 Monday
///
/// SECTION: NEWS; Pg. 3
/// HEADLINE: Ferries halt
/// ```
fn above(text: &str) -> usize {
    let first = text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    if !first.starts_with(['C', 'c', '(', '©']) {
        return 0; // most files
    }
    let mut lines = lines_from(text, 0).filter(|line| !line.blank);
    let opens = |line: Span| {
        let words = plainly(line.of(text).trim_start_matches('\u{feff}'));
        COPYRIGHTS.iter().any(|opening| words.starts_with(opening))
    };
    if !lines.next().is_some_and(|line| opens(line.span)) {
        return 0;
    }
    let mut near = lines.take(MOST_ABOVE);
    let key = near.find(|line| entry(text, line.span).is_some());
    key.map_or(0, |line| line.span.start())
}

/// What stands above the header lines: the paper, as the line before the day names it, and the day.
fn paper_and_day(text: &str, end: usize, declared: &mut Declared) {
    if end == 0 {
        return; // most files
    }
    let lines = lines_from(text, 0).filter(|line| !line.blank);
    let mut before: Option<Span> = None;
    for line in lines.take_while(|line| line.span.start() < end) {
        if let Some(date) =
            date_at(text, line.span.start()).and_then(|_| stated_date(text, line.span))
        {
            declared.date.get_or_insert(date);
            declared.publisher = before.map(|line| Stated {
                value: fold(line.of(text)),
                span: Some(line),
            });
            return;
        }
        before = Some(line.span);
    }
}

/// Whether no blank line stands between `end` and the line.
fn is_next_line(text: &str, end: usize, line: Span) -> bool {
    let between = &text[end..line.start()];
    between.matches('\n').count() + between.matches('\r').count() <= 2
        && between.matches('\n').count() <= 1
}

fn entry(text: &str, line: Span) -> Option<Entry> {
    let words = line.of(text).trim_start_matches('\u{feff}');
    let colon = words
        .bytes()
        .take(LONGEST_KEY + 8)
        .position(|byte| byte == b':')?;
    let key =
        plainly(words[..colon].trim_matches(|c: char| c == '*' || c == '#' || c.is_whitespace()));
    if key.len() > LONGEST_KEY {
        return None;
    }
    Some(Entry {
        field: header_key(&key)?,
        value: Span::of_slice(text, &words[colon + 1..]).trimmed(text),
    })
}

fn take(text: &str, entry: &Entry, declared: &mut Declared) {
    let words = entry.value.of(text).trim_matches('*').trim();
    let value = Span::of_slice(text, words);
    if words.is_empty() {
        declared.byline_is_empty |= entry.field == "byline";
        return;
    }
    let stated = || {
        Some(Stated {
            value: fold(words),
            span: Some(value),
        })
    };
    match entry.field {
        "headline" if declared.headline.is_none() => declared.headline = stated(),
        "deck" if declared.deck.is_none() => declared.deck = stated(),
        "kicker" if declared.kicker.is_none() => declared.kicker = stated(),
        "byline" if declared.byline.is_empty() => declared.byline = names(text, value),
        "date" => declared.date = stated_date(text, value).or(declared.date.take()),
        "updated" if declared.date.is_none() => declared.date = stated_date(text, value),
        "url" if declared.url.is_none() => declared.url = stated(),
        "publisher" if declared.publisher.is_none() => declared.publisher = stated(),
        "place" if declared.place.is_none() => declared.place = stated(),
        "language" => declared.language = language_code(words),
        _ => {}
    }
}

fn language_code(words: &str) -> Option<String> {
    let code = words.split(['-', '_']).next()?.to_lowercase();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then_some(code)
}

/// The names of a byline, which `extract` cleans of offices and papers.
pub(super) fn names(text: &str, value: Span) -> Vec<Stated<String>> {
    let words = value.of(text);
    if words.is_empty() {
        return Vec::new();
    }
    vec![Stated {
        value: fold(words),
        span: Some(value),
    }]
}

/// The date that a header line gives, at its beginning or behind a word or two.
pub(super) fn stated_date(text: &str, value: Span) -> Option<DeclaredDate> {
    let head = Span::new(
        value.start(),
        value.end().min(floor(text, value.start() + 80)),
    );
    let written = date_at(text, value.start()).or_else(|| first_full_date(text, head))?;
    Some(DeclaredDate {
        value: written.date,
        time: written.rfc3339(),
        source: DateSource::Header,
        text: fold(written.span.of(text)),
        weekday_is_wrong: written.weekday_is_wrong(),
        span: Some(written.span),
    })
}

/// The last border of characters not behind `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
