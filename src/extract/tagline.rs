//! Taglines: who worked on a story, said at its end. `(Reporting by Ana Ruiz; Editing by Tom Hall)`
//!
//! A tagline is neither body nor byline.

use smallvec::SmallVec;

use super::page::{Page, PartRule, Role, suffix};
use crate::lexicon::layout::{may_open_tagline, opens_tagline, opens_tagline_as_printed};
use crate::span::Span;

/// The longest tagline: big agency stories have a dozen names.
const LONGEST: usize = 700;
/// The last blocks of a story, at whose ends a tagline may stand.
const LAST: usize = 4;
/// The last blocks of a page, among which it says who contributed.
const NEAR_THE_END: usize = 8;

/// Surest first.
pub(super) const RULES: &[PartRule] =
    &[("tagline-line", line), ("tagline-contributed", contributed)];
/// The rule for a tagline at the end of a paragraph.
pub(super) const AT_THE_END: &str = "tagline-at-the-end";

/// Claims taglines, and takes them off the ends of paragraphs.
pub(super) fn find(page: &mut Page<'_>) {
    page.sort(Role::Tagline, "tagline", RULES, |page, nth| {
        let part = &page.parts[nth];
        let labelled = part.labelled && may_open_tagline(&part.first);
        page.length(nth) <= LONGEST && (labelled || !part.prose || contributed(page, nth))
    });
    let is_open = |&nth: &usize| page.parts[nth].role.is_none();
    let last = (0..page.parts.len()).rev().filter(is_open).take(LAST);
    for nth in last.collect::<SmallVec<[usize; LAST]>>() {
        let span = page.parts[nth].span;
        let Some(start) = tail(page.words(nth)) else {
            continue;
        };
        let cut = span.start() + start;
        page.found("tagline", Span::new(cut, span.end()), None, AT_THE_END);
        page.shorten(nth, Span::new(span.start(), cut));
        break;
    }
}

fn line(page: &Page<'_>, nth: usize) -> bool {
    let bare = page
        .plain(nth)
        .trim_start_matches(['(', '[', '-', '–', '—', ' ', '*']);
    let is_first = || page.open_after(page.position(Role::Headline)).next() == Some(nth);
    page.length(nth) <= LONGEST
        && opens_tagline(bare)
        && !is_first()
        && names_somebody(page.words(nth))
}

/// `Associated Press writer Ana Ruiz in Quito contributed to this report.`
fn contributed(page: &Page<'_>, nth: usize) -> bool {
    let near = nth + NEAR_THE_END >= page.parts.len();
    ends_as_contribution(page.words(nth))
        && near
        && page.length(nth) <= LONGEST
        && !page.words(nth).contains(['"', '“'])
}

fn ends_as_contribution(words: &str) -> bool {
    let bare = words.strip_suffix('.').unwrap_or(words);
    let Some(last) = bare.as_bytes().last_chunk() else {
        return false;
    };
    let ends = [b"s report", b"is story", b" article"].map(|end| u64::from_le_bytes(*end));
    let last = ends.map(|end| end ^ u64::from_le_bytes(*last));
    if last.iter().all(|other| *other != 0) {
        return false; // most paragraphs
    }
    let noun = ["report", "story", "article"]
        .into_iter()
        .find_map(|noun| bare.strip_suffix(noun));
    noun.is_some_and(|words| words.ends_with("contributed to this "))
}

/// "Reporting by Ana Ruiz", and not "Editing by hand takes time".
fn names_somebody(words: &str) -> bool {
    let behind = words.find([' ', ':']).map_or("", |at| &words[at..]);
    let mut words = behind
        .split_whitespace()
        .filter(|word| !matches!(*word, "by" | "and" | "reporting" | "writing" | "editing"));
    words
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c == ':'))
}

/// Where a tagline in parentheses begins, at the end of a paragraph that has other words too.
fn tail(words: &str) -> Option<usize> {
    let end = suffix(words, LONGEST);
    if !end.trim_end_matches('.').ends_with([')', ']']) {
        return None; // most paragraphs
    }
    let start = end
        .rmatch_indices(['(', '['])
        .map(|(at, _)| at)
        .find(|&at| opens_tagline_as_printed(super::page::prefix(&end[at + 1..], 60)))?;
    let at = words.len() - end.len() + start;
    (at > 0).then_some(at)
}
