//! Corrections, clarifications and editors' notes.

use super::page::{Page, PartRule, Role};
use crate::lexicon::layout::{correction_label, may_open_correction, opens_correction};
use crate::span::Span;
use crate::text::fold;

/// Notes of agencies stand before the story, among so many blocks.
const TOP: usize = 4;

/// A column of corrections at the end has no more blocks than this.
const MOST_BELOW: usize = 7;

/// Surest first.
pub(super) const RULES: &[PartRule] = &[
    ("correction-label", labelled),
    ("correction-above-story", above_story),
    ("correction-opening", opening),
];
/// The rule for the block below a label that stands alone.
pub(super) const BELOW: &str = "correction-below-label";

/// Claims the corrections, and gives their words.
pub(super) fn find(page: &mut Page<'_>) -> Vec<String> {
    above(page);
    page.sort(Role::Correction, "correction", RULES, may_be);
    below_labels(page);
    let spans: Vec<Span> = page.all(Role::Correction).collect();
    let said = spans
        .into_iter()
        .map(|span| span.of(page.text))
        .filter(|words| !is_bare(words));
    said.map(fold).collect()
}

/// Whether any rule may accept a part: none most.
fn may_be(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    part.labelled && may_open_correction(&part.first)
}

/// A label alone near the end has all that follows; elsewhere only what opens as a correction does.
fn below_labels(page: &mut Page<'_>) {
    let parts = page.parts.len();
    let labels: Vec<usize> = (1..parts)
        .filter(|&nth| page.parts[nth].role == Some(Role::Correction) && is_bare_label(page, nth))
        .collect();
    for label in labels {
        let last = label * 2 > parts && parts - label <= MOST_BELOW;
        let below: Vec<usize> = page
            .open_after(Some(label))
            .filter(|&nth| last || nth == label + 1 && opens(page, nth))
            .collect();
        for nth in below {
            page.claim(nth, Role::Correction, "correction", BELOW);
        }
    }
}

/// What stands above the headline.
fn above(page: &mut Page<'_>) {
    let Some(headline) = page.position(Role::Headline) else {
        return;
    };
    let notes: Vec<usize> = page
        .open()
        .take_while(|&nth| nth < headline)
        .filter(|&nth| opens(page, nth))
        .collect();
    for nth in notes {
        page.claim(nth, Role::Correction, "correction", RULES[1].0);
    }
}

/// Whether a block above a headline is a correction: a label alone is a kicker.
pub(super) fn opens(page: &Page<'_>, nth: usize) -> bool {
    may_be(page, nth) && page.length(nth) < 400 && opens_correction(page.plain(nth))
}

/// `Correction: An earlier version …`, `CORRECTION`
fn labelled(page: &Page<'_>, nth: usize) -> bool {
    correction_label(page.plain(nth)).is_some()
}

/// `(Corrects to add dropped word in fifth paragraph)`
fn above_story(page: &Page<'_>, nth: usize) -> bool {
    opens(page, nth) && page.open().take(TOP).any(|open| open == nth)
}

/// `An earlier version of this article …`, `(This story has been corrected …)`
fn opening(page: &Page<'_>, nth: usize) -> bool {
    let plain = page.plain(nth);
    let bare = plain.strip_prefix('(').unwrap_or(plain);
    let speaks_of_itself = || {
        [
            "this story",
            "this article",
            "this post",
            "this version",
            "an earlier",
            "a previous",
            "the original",
        ]
        .iter()
        .any(|words| bare.starts_with(words))
    };
    let foreign = || {
        bare.starts_with("in einer")
            || bare.starts_with("une version")
            || bare.starts_with("una versi")
    };
    opens_correction(plain) && (speaks_of_itself() || foreign())
}

fn is_bare_label(page: &Page<'_>, nth: usize) -> bool {
    is_bare(page.words(nth))
}

fn is_bare(words: &str) -> bool {
    let plain = crate::lexicon::layout::plainly(super::page::prefix(words, 60));
    correction_label(&plain).is_some_and(|length| length + 2 >= plain.len()) && words.len() < 60
}
