//! The byline: who wrote the story, one name each.

use super::names::names;
use super::page::{Page, Part, Role, prefix};
use crate::format::Stated;
use crate::lexicon::layout::byline_opening;
use crate::lexicon::speech::{self, class};
use crate::span::Span;

/// Longer lines are sentences.
const LONGEST: usize = 220;
/// A byline stands among the first blocks.
const HEAD: usize = 10;
/// A name on a line of its own is no longer.
const LONGEST_NAME: usize = 50;

type Rule = (&'static str, fn(&mut Page<'_>) -> Option<Vec<String>>);

/// Surest first.
pub(super) const RULES: &[Rule] = &[
    ("byline-declared", declared),
    ("byline-line", line),
    ("byline-opens-paragraph", opens_paragraph),
    ("byline-name-above-dateline", above_dateline),
    ("byline-name-above-date", above_date),
];

/// Finds the names, and claims the lines that give them.
pub(super) fn find(page: &mut Page<'_>) -> Vec<String> {
    let mut best = Vec::new();
    for (_, find) in RULES {
        let found = find(page).unwrap_or_default();
        if best.is_empty() {
            best = found;
        }
    }
    best
}

fn declared(page: &mut Page<'_>) -> Option<Vec<String>> {
    let stated: Vec<Stated<String>> = page.draft.declared.byline.clone();
    let mut all = Vec::new();
    for value in stated {
        all.extend(names(&value.value));
        if let Some(span) = value.span {
            page.found("byline", span, Some(all.join("; ")), RULES[0].0);
        }
    }
    (!all.is_empty()).then_some(all)
}

/// `By Ana Ruiz and Tom Hall, Staff Writers` on a line of its own.
fn line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let first = page.position(Role::Headline);
    let nth = page
        .open_after(first)
        .take_while(|&nth| nth < HEAD + first.unwrap_or(0))
        .find(|&nth| is_line(page, nth))?;
    page.claim(nth, Role::Byline, "byline", RULES[1].0);
    let title = page
        .open_after(Some(nth))
        .next()
        .filter(|&below| below == nth + 1 && is_title(page, below));
    if let Some(title) = title {
        page.claim(title, Role::Byline, "byline", RULES[1].0);
    }
    line_names(page.words(nth))
}

/// Whether a block is a byline and nothing else.
pub(super) fn is_line(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    !part.embed && page.length(nth) <= LONGEST && line_names(page.words(nth)).is_some()
}

fn line_names(words: &str) -> Option<Vec<String>> {
    let opening = byline_opening(words)?;
    if !words.starts_with(char::is_uppercase) || words.ends_with(['”', '"', '?', '!', ';']) {
        return None;
    }
    let rest = words[opening..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let found = names(rest);
    (!found.is_empty() && !is_prose(rest)).then_some(found)
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

/// `Staff Writers` below a byline.
fn is_title(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    words.len() <= 60 && !words.ends_with('.') && super::names::is_office(words)
}

/// `By Ana Ruiz. The drum that …`: exports that put the whole body on one line.
fn opens_paragraph(page: &mut Page<'_>) -> Option<Vec<String>> {
    let nth = page
        .open_after(page.position(Role::Headline))
        .take(3)
        .find(|&nth| page.words(nth).starts_with("By "))?;
    let words = page.words(nth);
    let opening = byline_opening(words)?;
    let head = prefix(words, LONGEST);
    let stop = head
        .match_indices(". ")
        .map(|(at, _)| at)
        .find(|&at| ends_a_name(&head[..at]))?;
    let found = names(&head[opening..stop]);
    if found.is_empty()
        || is_prose(&head[opening..stop])
        || !head[opening..stop].trim().contains(' ')
    {
        return None;
    }
    let span = page.parts[nth].span;
    let cut = span.start() + stop + 1;
    page.found(
        "byline",
        Span::new(span.start(), cut),
        Some(found.join("; ")),
        RULES[2].0,
    );
    page.shorten(nth, Span::new(cut, span.end()));
    Some(found)
}

/// "By J" is not the end of "By J. Hall".
fn ends_a_name(head: &str) -> bool {
    let last = head.rsplit([' ', '.']).next().unwrap_or_default();
    last.chars().count() > 2
}

/// A bare name between the header and a paragraph with a dateline.
fn above_dateline(page: &mut Page<'_>) -> Option<Vec<String>> {
    let dateline = page
        .finds
        .iter()
        .find(|find| find.field == "dateline")?
        .span;
    let nth = page.open_after(page.position(Role::Headline)).next()?;
    let words = page.words(nth);
    if words.len() > LONGEST_NAME || page.draft.declared.headline.is_none() {
        return None; // most articles
    }
    let next = page.open_after(Some(nth)).next()?;
    let above = dateline.end() <= page.parts[next].span.start()
        && page.parts[nth].span.end() <= dateline.start();
    let count = words.split_whitespace().count();
    let named = (2..=4).contains(&count)
        && !words
            .chars()
            .any(|c| c.is_ascii_digit() || ".;:!?".contains(c));
    let capitals = words.split_whitespace().all(is_capitalised);
    if !(above && named && capitals) {
        return None;
    }
    page.claim(nth, Role::Byline, "byline", RULES[3].0);
    Some(names(words))
}

/// `Ana Ruiz`, `Ana Ruiz, political reporter` on a line between headline and date.
fn above_date(page: &mut Page<'_>) -> Option<Vec<String>> {
    let nth = page.open_after(page.position(Role::Headline)).next()?;
    let is_date = |below: &Part| below.role == Some(Role::Date);
    if !page.parts.get(nth + 1).is_some_and(is_date) || page.length(nth) > LONGEST {
        return None; // most articles
    }
    let words = page.words(nth);
    let (name, office) = words.split_once([',', '\n']).unwrap_or((words, ""));
    let first = name.split(' ').next().and_then(speech::word);
    let given = first.is_some_and(|word| word.classes & class::GIVEN != 0);
    let named = (2..=4).contains(&name.split(' ').count()) && name.split(' ').all(is_capitalised);
    let office = office.lines().next().unwrap_or_default().trim();
    if !(given && named && (office.is_empty() || super::names::is_office(office))) {
        return None;
    }
    let found = names(name);
    page.claim(nth, Role::Byline, "byline", RULES[4].0);
    Some(found)
}

/// `Ruiz`, `O'Dea`; not `RUIZ`, `2012`
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}
