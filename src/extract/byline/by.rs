//! Lines that say so: `By Ana Ruiz and Tom Hall, Staff Writers`, and names below a `By` or behind one that opens a paragraph.

use super::names::{names, opens_with_given};
use super::{HEAD, LONGEST, claim_titles, is_prose};
use crate::extract::page::{Page, Role, prefix};
use crate::lexicon::layout::{byline_opening, may_open_byline};
use crate::span::Span;

pub(super) const LINE: &str = "byline-line";
pub(super) const BELOW_BY: &str = "byline-below-by";
pub(super) const OPENS_PARAGRAPH: &str = "byline-opens-paragraph";

/// `By Ana Ruiz and Tom Hall, Staff Writers` on a line of its own.
pub(super) fn line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let first = page.position(Role::Headline);
    let (nth, mut found) = page
        .open() // some exports have it above the headline
        .take_while(|&nth| nth < HEAD + first.unwrap_or(0))
        .find_map(|nth| Some((nth, names_of_line(page, nth)?)))?;
    page.claim(nth, Role::Byline, "byline", LINE);
    let mut last = nth;
    if let Some(more) = second_line(page, nth) {
        page.claim(nth + 1, Role::Byline, "byline", LINE);
        found.extend(more);
        last = nth + 1;
    }
    claim_titles(page, last);
    Some(found)
}

/// The names of a second line: `By Ana Ruiz and` above `Tom Hall`, `By Ana Ruiz` above `and Tom Hall`.
fn second_line(page: &Page<'_>, nth: usize) -> Option<Vec<String>> {
    let below = page
        .open_after(Some(nth))
        .next()
        .filter(|&below| below == nth + 1)?;
    let goes_on = page.words(nth).ends_with([',', '&']) || page.words(nth).ends_with(" and");
    let words = page.words(below);
    let behind = words.strip_prefix("and ").or(words.strip_prefix("& "));
    let names_alone = match behind {
        Some(behind) => behind,
        None if goes_on => words,
        None => return None,
    };
    bare_names(names_alone)
}

/// `By` on a line of its own, the names on the next.
pub(super) fn below_by(page: &mut Page<'_>) -> Option<Vec<String>> {
    let first = page.position(Role::Headline);
    let nth = page
        .open_after(first)
        .take_while(|&nth| nth < HEAD + first.unwrap_or(0))
        .find(|&nth| page.length(nth) <= 3 && matches!(page.plain(nth), "by" | "by:"))?;
    let below = page
        .open_after(Some(nth))
        .next()
        .filter(|&below| below == nth + 1)?;
    let found = bare_names(page.words(below))?;
    page.claim(nth, Role::Byline, "byline", BELOW_BY);
    page.claim(below, Role::Byline, "byline", BELOW_BY);
    claim_titles(page, below);
    Some(found)
}

/// Names and nothing else, but for offices, papers and places.
fn bare_names(words: &str) -> Option<Vec<String>> {
    let short = words.len() <= LONGEST && !words.ends_with(['.', '?', '!', ':', ';']);
    let found = names(words);
    (short && !found.is_empty() && !is_prose(words)).then_some(found)
}

/// Whether a block is a byline and nothing else.
pub(in crate::extract) fn is_line(page: &Page<'_>, nth: usize) -> bool {
    names_of_line(page, nth).is_some()
}

/// The names of a block that is a byline and nothing else.
fn names_of_line(page: &Page<'_>, nth: usize) -> Option<Vec<String>> {
    let part = &page.parts[nth];
    let may_be = may_open_byline(&part.first) && !part.embed && part.length <= LONGEST;
    may_be.then(|| line_names(page.words(nth))).flatten()
}

fn line_names(words: &str) -> Option<Vec<String>> {
    let opening = byline_opening(words).or_else(|| touching(words))?;
    if words.ends_with(['”', '"', '?', '!', ';']) {
        return None;
    }
    let rest = words[opening..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let small = words.starts_with(char::is_lowercase); // "by Ana Ruiz", and any line that was cut
    let alone = !is_label(&words[..opening]) || words[opening..].trim_start().starts_with(':');
    let from = words.starts_with("From ") && words.contains(" in ");
    if (small || from) && !opens_with_given(rest) || !alone && !from {
        return None; // "Author Ana Ruiz Wins a Prize" is a headline
    }
    let found = names(rest);
    (!found.is_empty() && !is_prose(rest)).then_some(found)
}

/// `ByAna Ruiz`, as pages lose the space.
fn touching(words: &str) -> Option<usize> {
    let mut behind = words.strip_prefix("By")?.chars();
    let capital = behind.next()?.is_uppercase() && behind.next()?.is_lowercase();
    capital.then_some(2)
}

/// Whether the words that open a byline open much else too, where no colon follows: `From Lima to Quito`, `Words fail`.
fn is_label(opening: &str) -> bool {
    ["from", "words", "text", "author", "reporter"]
        .iter()
        .any(|label| label.eq_ignore_ascii_case(opening.trim()))
}

/// `By Ana Ruiz. The drum that …`: exports that put the whole body on one line.
pub(super) fn opens_paragraph(page: &mut Page<'_>) -> Option<Vec<String>> {
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
        OPENS_PARAGRAPH,
    );
    page.shorten(nth, Span::new(cut, span.end()));
    Some(found)
}

/// "By J" is not the end of "By J. Hall".
fn ends_a_name(head: &str) -> bool {
    let last = head.rsplit([' ', '.']).next().unwrap_or_default();
    last.chars().count() > 2
}
