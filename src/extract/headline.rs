//! The headline, and the kicker on a line above it.

use super::boilerplate::is_front_matter;
use super::page::{Page, Role, ends_a_sentence};
use super::{byline, corrections, date_lines, dateline};
use crate::lexicon::layout::{is_kicker, may_be_kicker};
use crate::span::Span;
use crate::text::fold;

/// Longer first blocks are paragraphs of a text without a headline.
const LONGEST: usize = 320;
/// A lone block that ends as a sentence does is a headline up to here, and a paragraph beyond.
const LONGEST_SENTENCE: usize = 200;
/// A line that is longer is no kicker.
const LONGEST_KICKER: usize = 100;

/// A headline: where it stands, and in which part.
pub(super) struct Headline {
    span: Option<Span>,
    value: String,
    part: Option<usize>,
}

type Rule = (&'static str, fn(&Page<'_>) -> Option<Headline>);

/// Surest first.
pub(super) const RULES: &[Rule] = &[
    ("headline-declared", declared),
    ("headline-first-line", first_line),
];

/// The kicker's only rules.
pub(super) const KICKER_RULES: &[&str] =
    &["kicker-declared", "kicker-line", "kicker-below-headline"];

/// Finds the headline, and claims what stands above it: kicker, dates, notes, "For immediate release".
pub(super) fn find(page: &mut Page<'_>) -> Option<(String, Option<Span>)> {
    let (rule, headline) = RULES
        .iter()
        .find_map(|(name, find)| find(page).map(|found| (*name, found)))?;
    match (headline.part, headline.span) {
        (Some(part), _) => page.claim(part, Role::Headline, "headline", rule),
        (None, Some(span)) => page.found("headline", span, None, rule),
        (None, None) => {}
    }
    Some((headline.value, headline.span))
}

/// The line above the headline.
pub(super) fn kicker(page: &mut Page<'_>) -> Option<String> {
    if let Some(stated) = &page.draft.declared.kicker {
        if let Some(span) = stated.span {
            page.found("kicker", span, None, KICKER_RULES[0]);
        }
        return Some(stated.value.clone());
    }
    let headline = page.position(Role::Headline)?;
    let above = page.open().take_while(|&nth| nth < headline);
    let line = above.into_iter().find(|&nth| is_kicker_line(page, nth));
    let below = headline + 1;
    let (line, rule) = match line {
        Some(line) => (line, KICKER_RULES[1]),
        None if below < page.parts.len() && is_kicker_line(page, below) => (below, KICKER_RULES[2]),
        None => return None,
    };
    page.claim(line, Role::Kicker, "kicker", rule);
    Some(fold(page.words(line)))
}

fn is_kicker_line(page: &Page<'_>, nth: usize) -> bool {
    page.length(nth) <= LONGEST_KICKER
        && may_be_kicker(&page.parts[nth].first)
        && is_kicker(page.plain(nth).trim_end_matches([':', '.', '|']))
}

/// What the file's header lines say; a block that says it again is the same headline.
fn declared(page: &Page<'_>) -> Option<Headline> {
    let stated = page.draft.declared.headline.as_ref()?;
    let part = page
        .open()
        .take(3)
        .find(|&nth| is_folded_to(page.words(nth), &stated.value));
    Some(Headline {
        span: stated.span,
        value: tidy(&stated.value),
        part,
    })
}

/// Whether these are the words, white space folded. Words that begin otherwise are not folded to see.
fn is_folded_to(words: &str, folded: &str) -> bool {
    words.trim_start().bytes().next() == folded.bytes().next() && fold(words) == folded
}

/// The first block that is not above headlines, if it can be one.
fn first_line(page: &Page<'_>) -> Option<Headline> {
    let blocks = page.parts.len();
    let nth = (0..blocks.min(8)).find(|&nth| !stands_above(page, nth))?;
    let part = &page.parts[nth];
    let words = page.words(nth);
    let alone = nth + 1 == blocks;
    let too_long = page.length(nth) > LONGEST
        || alone && page.length(nth) > LONGEST_SENTENCE && ends_a_sentence(words);
    if part.embed || too_long || dateline::opens(page.text, part.span) {
        return None;
    }
    Some(Headline {
        span: Some(part.span),
        value: tidy(words),
        part: Some(nth),
    })
}

/// Whether a block stands above headlines and is none.
fn stands_above(page: &Page<'_>, nth: usize) -> bool {
    let more = nth + 1 < page.parts.len();
    more && (is_kicker_line(page, nth)
        || is_front_matter(page, nth)
        || corrections::opens(page, nth)
        || date_lines::is_date_line(page, nth)
        || byline::is_line(page, nth))
}

/// One line, without the semicolon that joins it to its deck.
fn tidy(words: &str) -> String {
    fold(words)
        .trim_start_matches('\u{feff}')
        .trim_end_matches([';', ' '])
        .to_owned()
}
