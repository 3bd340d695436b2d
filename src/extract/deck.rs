//! The deck: the line below the headline that says more, `Trucks queue for 17 kilometres as 46 sailings are cancelled`.
//!
//! Taking the first paragraph for a deck costs the story a paragraph, so every rule wants a reason besides the place on the page.

use super::page::{Page, Role, ends_a_sentence};
use crate::span::Span;
use crate::text::fold;

/// No deck is longer.
const LONGEST: usize = 300;
/// A deck that ends as a sentence does, and that nothing but its style tells from a lead.
const LONGEST_IN_STYLE: usize = 130;

/// Whether the block below the headline is a deck.
type Rule = (&'static str, fn(&Page<'_>, usize) -> bool);

/// Surest first, behind `deck-declared`.
pub(super) const RULES: &[Rule] = &[
    ("deck-behind-semicolon", behind_semicolon),
    ("deck-above-byline", above_byline),
    ("deck-above-caption", above_caption),
    ("deck-above-dateline", above_dateline),
    ("deck-without-stop", without_stop),
    ("deck-in-headline-style", in_headline_style),
];
/// The rule for an abstract or a header line.
pub(super) const DECLARED: &str = "deck-declared";

/// Finds the deck, and claims its block.
pub(super) fn find(page: &mut Page<'_>) -> Option<(String, Option<Span>)> {
    if let Some(found) = below_headline(page) {
        return Some(found);
    }
    let stated = page.draft.declared.deck.clone()?;
    if let Some(span) = stated.span {
        page.found("deck", span, None, DECLARED);
    }
    Some((stated.value, stated.span))
}

fn below_headline(page: &mut Page<'_>) -> Option<(String, Option<Span>)> {
    let headline = page.position(Role::Headline)?;
    let nth = page.open_after(Some(headline)).next()?;
    let part = &page.parts[nth];
    if part.embed
        || page.length(nth) > LONGEST
        || opens_otherwise(page.words(nth))
        || starts_the_story(page, nth)
    {
        return None;
    }
    let (rule, _) = RULES.iter().find(|(_, accepts)| accepts(page, nth))?;
    page.claim(nth, Role::Deck, "deck", rule);
    let span = page.parts[nth].span;
    Some((fold(span.of(page.text)), Some(span)))
}

/// A summary's bullet, a note to editors, a turn of an interview.
fn opens_otherwise(words: &str) -> bool {
    words.starts_with(['*', '•', '(', '-'])
}

/// Whether the block stands behind a dateline.
fn starts_the_story(page: &Page<'_>, nth: usize) -> bool {
    let start = page.parts[nth].span.start();
    page.finds.iter().any(|find| {
        find.field == "dateline"
            && find.span.end() <= start
            && find.rule != super::dateline::DECLARED
    })
}

fn headline<'a>(page: &Page<'a>) -> &'a str {
    page.position(Role::Headline)
        .map_or("", |nth| page.words(nth))
}

fn behind_semicolon(page: &Page<'_>, nth: usize) -> bool {
    headline(page).ends_with(';') && page.position(Role::Headline) == Some(nth - 1)
}

/// Below the headline, and the byline next.
fn above_byline(page: &Page<'_>, nth: usize) -> bool {
    next_is(page, nth, &[Role::Byline, Role::Date])
}

/// Below the headline, and a picture next.
fn above_caption(page: &Page<'_>, nth: usize) -> bool {
    next_is(page, nth, &[Role::Caption])
        && page.open_after(Some(nth)).next().is_some()
        && (!ends_a_sentence(page.words(nth)) || sealed(page))
}

fn next_is(page: &Page<'_>, nth: usize, roles: &[Role]) -> bool {
    let next = page.parts.get(nth + 1).and_then(|part| part.role);
    next.is_some_and(|role| roles.contains(&role))
}

/// Between the headline and a paragraph that opens with a dateline.
fn above_dateline(page: &Page<'_>, nth: usize) -> bool {
    let Some(find) = page
        .finds
        .iter()
        .find(|find| find.field == "dateline" && find.rule != super::dateline::DECLARED)
    else {
        return false;
    };
    let next = page.parts.get(nth + 1).map(|part| part.span);
    let follows = next.is_some_and(|next| {
        find.span.end() <= next.start()
            || find.span.start() >= next.start() && find.span.end() <= next.end()
    });
    follows && page.parts[nth].span.end() <= find.span.start() && single_line(page.words(nth))
}

/// No stop at its end, though the paragraphs below have theirs.
fn without_stop(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    let mut below = page
        .open_after(Some(nth))
        .filter(|&nth| !page.parts[nth].embed)
        .take(3);
    let stops = |nth: usize| ends_a_sentence(page.words(nth)) && page.length(nth) > 60;
    !ends_a_sentence(words) && single_line(words) && words.contains(' ') && below.any(stops)
}

/// Between a headline with a stop and the story: no article, no verb of a sentence. `Lack of attention hurting rivals.`
fn in_headline_style(page: &Page<'_>, nth: usize) -> bool {
    if !sealed(page) || page.length(nth) > LONGEST_IN_STYLE {
        return false; // most headlines have no stop
    }
    let words = page.words(nth);
    let count = words.split_whitespace().count();
    let prose = words.split_whitespace().any(|word| {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        PROSE.iter().any(|prose| prose.eq_ignore_ascii_case(plain))
    });
    let sentences = words.matches(". ").count();
    let below = page
        .open_after(Some(nth))
        .next()
        .is_some_and(|below| page.length(below) > page.length(nth));
    count >= 4 && sentences == 0 && !prose && below && !words.contains(['"', '“', ':'])
}

/// What headlines leave out and sentences have.
const PROSE: [&str; 38] = [
    "the",
    "a",
    "an",
    "is",
    "was",
    "are",
    "were",
    "be",
    "been",
    "has",
    "had",
    "have",
    "said",
    "says",
    "told",
    "will",
    "would",
    "could",
    "his",
    "her",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "this",
    "that",
    "who",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "did",
];

/// Whether the headline ends in a full stop, as some exports end every line.
fn sealed(page: &Page<'_>) -> bool {
    headline(page).ends_with('.')
}

fn single_line(words: &str) -> bool {
    words.len() <= LONGEST && !words.trim().contains(". ")
}
