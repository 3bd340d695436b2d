//! What stands under pictures, with place, day and credit.
//!
//! ```text
//! VILCHES, SPAIN – MARCH 08: Water pours from the dam on March 08, 2025. Noelia Castaño/Delta (Photo by NOELIA CASTAÑO / DELTA)
//! ```

use super::credit;
use super::dateline::{is_in_capitals, sites};
use super::page::{LONGEST_HEAD, Page, PartRule, Role, prefix};
use crate::article::Caption;
use crate::lexicon::layout::{may_open_caption, opens_caption};
use crate::span::Span;
use crate::text::{Letters, Written, date_at, first_full_date, fold};

/// Longer blocks are paragraphs.
const LONGEST: usize = 1600;

/// A colon stands behind the place and the day, at most so many bytes from the head.
const FAR: usize = 180;

/// Surest first.
pub(super) const RULES: &[PartRule] = &[
    ("caption-place-and-day", opens_with_place),
    ("caption-credit", has_credit),
    ("caption-label", has_label),
];

/// A caption, and what of it others need.
pub(super) struct Pictured {
    pub(super) caption: Caption,
    /// Where its place stands.
    pub(super) place: Option<Span>,
    /// The day it gives, as written.
    pub(super) written: Option<Written>,
    /// Whether the picture was taken for the story: then its day is a sign of the story's.
    pub(super) of_the_day: bool,
}

/// `CAIRO, EGYPT – JULY 19:` at the head of a caption.
struct Opening {
    place: Span,
    written: Written,
    /// Where the words begin.
    end: usize,
}

/// Claims the captions, and reads them.
pub(super) fn find(page: &mut Page<'_>) -> Vec<Pictured> {
    page.sort(Role::Caption, "caption", RULES, may_be);
    let spans: Vec<Span> = page.all(Role::Caption).collect();
    spans
        .into_iter()
        .map(|span| read(page.text, page.letters, span))
        .collect()
}

/// Whether any rule may accept a part: most paragraphs hold no colon at their head and end with a word that no credit ends with.
fn may_be(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    part.length <= LONGEST
        && (part.labelled && may_open_caption(&part.first)
            || part.colon && has_colon(part.span.of(page.text))
            || credit::may_end(page.text, page.letters, part.span))
}

fn read(text: &str, letters: &Letters, span: Span) -> Pictured {
    let opening = opening(text, span);
    let credit = credit::find(text, letters, span);
    let end = credit.map_or(span.end(), |credit| credit.start);
    let words = Span::new(span.start(), end).trimmed(text);
    let inner = opening
        .as_ref()
        .map_or(words.start(), |opening| opening.end)
        .min(words.end());
    let inside = first_full_date(text, Span::new(inner, words.end()));
    let written = day(
        opening.as_ref().map(|opening| opening.written.clone()),
        inside,
    );
    let place = opening.map(|opening| opening.place);
    let plain = crate::lexicon::layout::plainly(prefix(span.of(text), 160));
    Pictured {
        of_the_day: place.is_some() && !plain.contains("file photo") && !plain.contains("archiv"),
        caption: Caption {
            text: fold(words.of(text)),
            span,
            place: place.map(|place| fold(place.of(text))),
            date: written.as_ref().map(|written| written.date),
            credit: credit.map(|credit| fold(credit.words.of(text))),
        },
        place,
        written,
    }
}

/// The day of the opening, with the year that the caption's words give it; else the day in its words.
fn day(opening: Option<Written>, inside: Option<Written>) -> Option<Written> {
    let Some(opening) = opening else {
        return inside;
    };
    match inside {
        Some(inside) if opening.date.agrees_with(inside.date) => Some(inside),
        _ => Some(opening),
    }
}

/// Where the first dash between spaces stands, and its length with them.
fn dash(head: &str) -> Option<(usize, usize)> {
    let bytes = head.as_bytes();
    let may_be = memchr::memchr2_iter(b'-', 0xE2, bytes); // few places
    let before = may_be.filter_map(|at| at.checked_sub(1));
    let mut spaces = before.filter(|&at| bytes[at] == b' ');
    spaces.find_map(|at| {
        let mut dashes = [" – ", " - ", " — ", " -- "].into_iter();
        let dash = dashes.find(|dash| head[at..].starts_with(dash))?;
        Some((at, dash.len()))
    })
}

/// Whether a colon stands at the head of a part.
fn has_colon(words: &str) -> bool {
    const { assert!(FAR <= LONGEST_HEAD) };
    memchr::memchr(b':', prefix(words, FAR).as_bytes()).is_some()
}

fn opening(text: &str, span: Span) -> Option<Opening> {
    if !has_colon(span.of(text)) {
        return None; // most paragraphs
    }
    let (at, mark) = dash(prefix(span.of(text), 120))?;
    let place = Span::new(span.start(), span.start() + at).trimmed(text);
    let written = date_at(text, span.start() + at + mark)
        .filter(|written| written.date.day_of_month().is_some())?;
    let behind = text[written.span.end()..span.end()].trim_start();
    let colon = behind.strip_prefix(':')?;
    let named = sites(text, place)
        .iter()
        .all(|site| is_in_capitals(site.name.of(text)));
    (named && !place.is_empty()).then(|| Opening {
        place,
        written,
        end: Span::of_slice(text, colon).start(),
    })
}

/// A city without its country, and no credit behind the words, is a dateline: `CAIRO - 6 November 2023: The grain`.
fn opens_with_place(page: &Page<'_>, nth: usize) -> bool {
    let span = page.parts[nth].span;
    page.length(nth) <= LONGEST
        && opening(page.text, span).is_some_and(|opening| {
            opening.place.of(page.text).contains([',', '/', '('])
                || credit::find(page.text, page.letters, span).is_some()
        })
}

fn has_credit(page: &Page<'_>, nth: usize) -> bool {
    let span = page.parts[nth].span;
    page.length(nth) <= LONGEST
        && credit::find(page.text, page.letters, span).is_some_and(|credit| credit.sure)
}

fn has_label(page: &Page<'_>, nth: usize) -> bool {
    let may_be = may_open_caption(&page.parts[nth].first);
    may_be && page.length(nth) <= LONGEST / 2 && opens_caption(page.plain(nth))
}
