//! The dateline: `SAN FRANCISCO/NEW YORK, Nov. 6 (Reuters) -` at the head of the story.
//!
//! In: the page, its captions and labels claimed. Out: the dateline, and the paragraph begins behind it. A place without
//! an agency or a day beside it has to be in capitals, or be a city that stands alone, or nothing would tell it from a sentence.

mod dash;
mod head;
mod place;
mod rules;

use smallvec::SmallVec;

use super::page::Page;
use crate::article::Dateline;
use crate::span::Span;
use crate::text::{Written, are, are_within, first_of, fold, ones};
use head::Head;
use rules::Opening;

pub(super) use place::{Site, is_in_capitals, sites};

/// A dateline stands in one of the first open blocks.
const FIRST: usize = 5;

/// The numbers of some of these blocks.
type Few = SmallVec<[usize; FIRST]>;

/// Reads a dateline in a block: its head, from where it begins to where the story does.
type Rule = (&'static str, fn(&Opening<'_>) -> Option<Found>);

/// Surest first.
pub(super) const RULES: &[Rule] = &[
    ("dateline-agency", rules::with_agency),
    ("dateline-day", rules::with_day),
    ("dateline-day-and-stop", rules::with_stop),
    (OWN_LINE, rules::own_line),
    ("dateline-between-slashes", rules::between_slashes),
    ("dateline-without-dash", rules::without_dash),
    ("dateline-inside-line", rules::inside_line),
    ("dateline-unknown-agency", rules::with_unknown_agency),
    ("dateline-place", rules::bare_place),
];
/// The rule for a dateline that is all of its line.
const OWN_LINE: &str = "dateline-own-line";
/// How many of [`RULES`], the last ones, look at the first blocks only, and at how many.
const CAUTIOUS: usize = 2;
const NEAR_THE_TOP: usize = 3;
/// The rule for a place that the file's header lines give.
pub(super) const DECLARED: &str = "dateline-declared";

/// What a rule found.
pub(super) struct Found {
    head: Head,
    /// From the place to the dash.
    span: Span,
    /// Where the story begins.
    story: usize,
}

/// A dateline and the date it says.
pub(super) struct Filed {
    pub(super) dateline: Dateline,
    pub(super) written: Option<Written>,
    /// Where the place stands.
    pub(super) place: Option<Span>,
}

/// Finds the dateline, and cuts it off its paragraph. A line of its own above it, `LONDON 1996-12-06`, goes away with it, and may
/// give it its year.
pub(super) fn find(page: &mut Page<'_>) -> Option<Filed> {
    let first = page.position(super::page::Role::Headline);
    let open = page.open_after(first).take(FIRST);
    let open: Few = open.filter(|&nth| !page.parts[nth].embed).collect();
    let text = page.text;
    let spans = open.iter().map(|&nth| page.parts[nth].span);
    let openings: Vec<Opening<'_>> = spans.map(|span| Opening::new(text, span)).collect();
    for (nth_rule, at) in ones([asked(&openings)]).map(|bit| (bit / FIRST, bit % FIRST)) {
        let (rule, read) = RULES[nth_rule];
        if let Some(found) = read(&openings[at]) {
            let mut filed = take(page, open[at], found, rule);
            above(page, &open[..at], &openings[..at], &mut filed);
            return Some(filed);
        }
    }
    declared(page)
}

/// Which rules are asked of which openings: a bit for each rule at each of them, rule by rule.
fn asked(openings: &[Opening<'_>]) -> u64 {
    let mut asked = 0;
    for (at, opening) in openings.iter().enumerate() {
        for (nth_rule, may_hold) in opening.may_hold().into_iter().enumerate() {
            let cautious = nth_rule + CAUTIOUS >= RULES.len();
            let ask = may_hold & (!cautious | (at < NEAR_THE_TOP));
            asked |= u64::from(ask) << (nth_rule * FIRST + at);
            debug_assert!(may_hold || RULES[nth_rule].1(opening).is_none());
        }
    }
    asked
}

/// Claims the datelines that stand above the one that was found.
fn above(page: &mut Page<'_>, open: &[usize], openings: &[Opening<'_>], filed: &mut Filed) {
    for (&nth, opening) in open.iter().zip(openings) {
        let Some(line) = rules::own_line(opening) else {
            continue;
        };
        page.claim(nth, super::page::Role::Dateline, "dateline", OWN_LINE);
        let (Some(written), Some(above)) = (&mut filed.written, line.head.written) else {
            continue;
        };
        if written.date.agrees_with(above.date) && written.date.year().is_none() {
            written.date = above.date;
        }
    }
}

/// Whether a block opens with a dateline that says an agency or a day: then it is no headline.
pub(super) fn opens(text: &str, span: Span) -> bool {
    let signs = |bytes| are_within(bytes, b'0', b'9') | are(bytes, b',') | are(bytes, b'(');
    if first_of(&text.as_bytes()[span.range()], signs).is_none() {
        return false; // most headlines
    }
    let opening = Opening::new(text, span);
    let placed = |found: Found| found.head.place.is_some();
    rules::with_agency(&opening).is_some_and(placed)
        || rules::with_day(&opening).is_some_and(placed)
}

fn take(page: &mut Page<'_>, nth: usize, found: Found, rule: &'static str) -> Filed {
    let part = page.parts[nth].span;
    let mut nth = nth;
    if found.span.start() > part.start()
        && !Span::new(part.start(), found.span.start())
            .of(page.text)
            .trim()
            .is_empty()
    {
        page.split(nth, found.span.start());
        nth += 1;
    }
    let rest = Span::new(found.story, part.end()).trimmed(page.text);
    let filed = file(page.text, found);
    page.found(
        "dateline",
        filed.dateline.span,
        filed.dateline.place.clone(),
        rule,
    );
    if rest.is_empty() {
        page.parts[nth].role = Some(super::page::Role::Dateline);
    } else {
        page.shorten(nth, rest);
    }
    filed
}

fn file(text: &str, found: Found) -> Filed {
    let head = found.head;
    Filed {
        place: head.place,
        dateline: Dateline {
            text: fold(found.span.of(text)),
            span: found.span,
            place: head.place.map(|place| joined(&fold(place.of(text)))),
            agency: head.agency.map(|agency| fold(agency.of(text))),
            date: head.written.as_ref().map(|written| written.date),
        },
        written: head.written,
    }
}

/// Two places joined by a slash, however they were printed: `CALAIS / DOVER`, `Paris and London`.
fn joined(place: &str) -> String {
    let may_join = |byte: &u8| matches!(byte, b'/' | b'&');
    if !place.as_bytes().iter().any(may_join) && !place.contains(" and ") {
        return place.to_owned(); // most places
    }
    place
        .replace(" / ", "/")
        .replace(", and ", "/")
        .replace(" and ", "/")
        .replace(" & ", "/")
}

fn declared(page: &mut Page<'_>) -> Option<Filed> {
    let stated = page.draft.declared.place.as_ref()?;
    let span = stated.span?;
    page.found("dateline", span, None, DECLARED);
    Some(Filed {
        place: Some(span),
        written: None,
        dateline: Dateline {
            text: stated.value.clone(),
            span,
            place: Some(stated.value.clone()),
            agency: None,
            date: None,
        },
    })
}
