//! What is on the page and not of the story: advertisements, invitations to subscribe, notes to editors, ornaments.

use super::page::{Page, PartRule, Role};
use crate::lexicon::layout::{
    holds_boilerplate, is_agency_note, is_boilerplate, opens_boilerplate, opens_correction,
};

/// Longer blocks are paragraphs, whatever they hold.
const LONGEST: usize = 300;
/// Ornaments and points at the ends of labels.
const ORNAMENTS: &[char] = &[
    '.', '…', ':', '!', '-', '–', '—', '#', '*', '_', ' ', '|', '>', '<', '»', '«',
];

/// Surest first.
pub(super) const RULES: &[PartRule] = &[
    ("ornament", ornament),
    ("boilerplate-label", label),
    ("agency-note", agency_note),
    ("boilerplate-opening", opening),
    ("boilerplate-words", words),
    ("follow-the-author", follow),
];

/// The rule for what a press release says about its sender, below the story.
pub(super) const ABOUT: &str = "press-release-about";

/// Claims boilerplate.
pub(super) fn find(page: &mut Page<'_>) {
    let release = (0..page.parts.len()).any(|nth| is_release_mark(page, nth));
    page.sort(Role::Boilerplate, "boilerplate", RULES);
    if release {
        about(page);
    }
}

/// Blocks that stand above a headline: `FOR IMMEDIATE RELEASE`, `Contact: …`.
pub(super) fn is_front_matter(page: &Page<'_>, nth: usize) -> bool {
    let plain = &page.parts[nth].plain;
    let contact =
        plain.starts_with("contact") && plain.trim_start_matches("contacts").contains(':');
    is_release_mark(page, nth)
        || ornament(page, nth)
        || label(page, nth)
        || contact && opening(page, nth)
}

fn is_release_mark(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    let plain = part.plain.as_str();
    part.span.len() < 120
        && (plain.contains("for immediate release")
            || plain.starts_with("press release")
            || plain.starts_with("embargoed until")
            || plain.starts_with("media contact")
            || plain == "# # #"
            || plain == "###"
            || plain == "- ends -")
}

/// `* * *`, `___`, `# # #`
fn ornament(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    words.len() <= LONGEST && !words.chars().any(char::is_alphanumeric)
}

/// `Advertisement`, `Read more...`, `- ENDS -`
fn label(page: &Page<'_>, nth: usize) -> bool {
    page.parts[nth].span.len() <= 60
        && is_boilerplate(page.parts[nth].plain.trim_matches(ORNAMENTS))
}

/// `(Adds details, share price)`
fn agency_note(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    let inside = part.plain.strip_prefix('(').unwrap_or_default();
    part.span.len() <= LONGEST
        && page.words(nth).ends_with(')')
        && is_agency_note(inside)
        && !opens_correction(&part.plain)
}

/// `Click here to subscribe to …`
fn opening(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    part.span.len() <= LONGEST
        && opens_boilerplate(&part.plain)
        && !page.words(nth).contains(['“', '"'])
}

/// `… All rights reserved.`
fn words(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    part.span.len() <= 240
        && holds_boilerplate(&part.plain)
        && !page.words(nth).contains(['“', '"'])
}

/// `Follow Ana Ruiz on Twitter @anaruiz.`
fn follow(page: &Page<'_>, nth: usize) -> bool {
    let plain = &page.parts[nth].plain;
    plain.len() <= 200
        && (plain.starts_with("follow ") || plain.starts_with("twitter:"))
        && (plain.contains('@') || plain.contains(" on twitter") || plain.contains(" on facebook"))
}

/// "About the Harbour Authority", and everything below it.
fn about(page: &mut Page<'_>) {
    let last: Vec<usize> = page
        .open_after(page.position(Role::Headline))
        .skip(1)
        .collect();
    let Some(first) = last
        .iter()
        .position(|&nth| page.parts[nth].plain.starts_with("about ") && is_heading(page, nth))
    else {
        return;
    };
    for &nth in &last[first..] {
        page.claim(nth, Role::Boilerplate, "boilerplate", ABOUT);
    }
}

/// A line without a stop, or with one behind a colon.
fn is_heading(page: &Page<'_>, nth: usize) -> bool {
    let first = page
        .words(nth)
        .split(['\n', ':'])
        .next()
        .unwrap_or_default();
    first.len() <= 100 && first.starts_with("About ") && !first.trim_end().ends_with('.')
}
