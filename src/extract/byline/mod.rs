//! The byline: who wrote the story, one name each.

mod alone;
mod by;
mod names;

use super::page::{Page, Role};
use crate::format::Stated;
use crate::lexicon::places::is_agency;
use crate::span::Span;
use names::{is_office, names, opens_with_given};

pub(super) use by::is_line;

/// Longer lines are sentences.
const LONGEST: usize = 220;
/// A byline stands among the first blocks.
const HEAD: usize = 10;
/// A name on a line of its own is no longer.
const LONGEST_NAME: usize = 50;

const DECLARED: &str = "byline-declared";
const IN_DATE_LINE: &str = "byline-in-date-line";
const OFFICE_LINE: &str = "byline-office-line";

type Rule = (&'static str, fn(&mut Page<'_>) -> Option<Vec<String>>);

/// Surest first.
pub(super) const RULES: &[Rule] = &[
    (DECLARED, declared),
    (by::LINE, by::line),
    (by::BELOW_BY, by::below_by),
    (by::OPENS_PARAGRAPH, by::opens_paragraph),
    (alone::ABOVE_DATELINE, alone::above_dateline),
    (alone::ABOVE_DATE, alone::above_date),
    (alone::NAME_LINE, alone::name_line),
    (IN_DATE_LINE, in_date_line),
    (OFFICE_LINE, office_line),
];

/// Finds the names, and claims the lines that give them.
pub(super) fn find(page: &mut Page<'_>) -> Vec<String> {
    let mut best = Vec::new();
    for (rule, find) in RULES {
        if !best.is_empty() && *rule == alone::NAME_LINE {
            break;
        }
        let found = find(page).unwrap_or_default();
        if best.is_empty() {
            best = found;
        }
    }
    best
}

/// Whether a block is a byline, with `By` or without.
pub(super) fn may_be_line(page: &Page<'_>, nth: usize) -> bool {
    is_line(page, nth) || alone::is_name_line(page, nth)
}

fn declared(page: &mut Page<'_>) -> Option<Vec<String>> {
    let stated: Vec<Stated<String>> = page.draft.declared.byline.clone();
    let mut all = Vec::new();
    for value in stated {
        all.extend(names(&value.value));
        if let Some(span) = value.span {
            page.found("byline", span, Some(all.join("; ")), DECLARED);
        }
    }
    (!all.is_empty()).then_some(all)
}

/// `Posted on November 6, 2023 by Ana Ruiz`
fn in_date_line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let dated = page.all(Role::Date).find_map(|span| {
        let words = span.of(page.text);
        let at = words.find(" by ").or_else(|| words.find(" By "))?;
        let found = names(&words[at + 4..]);
        let given = opens_with_given(words[at + 4..].trim_start());
        let start = span.start() + at + 1;
        (given && !found.is_empty()).then(|| (Span::new(start, span.end()), found))
    });
    let (span, found) = dated?;
    page.found("byline", span, Some(found.join("; ")), IN_DATE_LINE);
    Some(found)
}

/// `Staff and agencies`, `Reuters` below the headline.
fn office_line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let nth = page
        .open_after(Some(page.position(Role::Headline)?))
        .next()?;
    if page.length(nth) > LONGEST_NAME || !is_title(page, nth) {
        return None; // most articles
    }
    page.open_after(Some(nth)).next()?;
    page.claim(nth, Role::Byline, "byline", OFFICE_LINE);
    let words = page.words(nth).trim();
    is_agency(words).then(|| vec![words.to_owned()])
}

/// Claims what stands below a byline and belongs to it: `Staff Writers`, `aruiz@example.org`.
fn claim_titles(page: &mut Page<'_>, nth: usize) {
    for below in nth + 1..page.parts.len().min(nth + 3) {
        if page.parts[below].role.is_some() || !is_title(page, below) {
            break;
        }
        page.claim(below, Role::Byline, "byline", by::LINE);
    }
}

/// `Staff Writers` below a byline.
fn is_title(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    let address = words.contains('@') && !words.contains(' ');
    words.len() <= 60 && !words.ends_with('.') && (address || is_agency(words) || is_office(words))
}

/// Three words in lower case one after another are a sentence: "By Monday the water had reached the mill".
fn is_prose(words: &str) -> bool {
    let mut run = 0;
    words.split_whitespace().any(|word| {
        let lower = word.starts_with(char::is_lowercase);
        run = if lower { run + 1 } else { 0 };
        run == 3
    })
}
