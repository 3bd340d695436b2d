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
    ("contact-details", contact),
    ("boilerplate-opening", opening),
    ("boilerplate-words", words),
    ("follow-the-author", follow),
];

/// The rules for what a press release says above its headline, and about its sender below the story.
pub(super) const RELEASE: &[&str] = &["release-above-headline", "release-about"];

/// Claims boilerplate.
pub(super) fn find(page: &mut Page<'_>) {
    let release = (0..page.parts.len()).any(|nth| is_release_mark(page, nth));
    let headline = page.position(Role::Headline).unwrap_or(0);
    for nth in (0..headline)
        .filter(|&nth| page.parts[nth].role.is_none())
        .collect::<Vec<_>>()
    {
        if is_front_matter(page, nth) {
            page.claim(nth, Role::Boilerplate, "boilerplate", RELEASE[0]);
        }
    }
    page.sort(Role::Boilerplate, "boilerplate", RULES, |part| {
        part.length <= LONGEST || opens_as_follow(&part.plain)
    });
    if release {
        about(page);
    }
}

/// Blocks that stand above a headline: `FOR IMMEDIATE RELEASE`, `Contact: …`.
pub(super) fn is_front_matter(page: &Page<'_>, nth: usize) -> bool {
    is_release_mark(page, nth) || ornament(page, nth) || label(page, nth) || is_contact(page, nth)
}

/// `Press contact: Ana Ruiz, press@example.org`, `+44 1304 555 0142`
fn is_contact(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    if page.length(nth) > LONGEST || words.ends_with('.') {
        return false;
    }
    let plain = &page.parts[nth].plain;
    let address = memchr::memchr(b'@', words.as_bytes()).is_some()
        && words
            .split_whitespace()
            .any(|word| word.contains('@') && word.contains('.') && !word.starts_with('@'));
    let named = plain.starts_with(['c', 'p', 'm'])
        && [
            "contact:",
            "contacts:",
            "press contact",
            "media contact",
            "contact ",
        ]
        .iter()
        .any(|opening| plain.starts_with(opening) && plain.contains(':'));
    address || named || is_telephone(plain)
}

/// `+44 1304 555 0142`, `Tel: (563) 555-0117`; a row of a table is none.
fn is_telephone(plain: &str) -> bool {
    let number = ["tel.:", "tel:", "telephone:", "phone:", "mobile:"]
        .iter()
        .find_map(|label| plain.strip_prefix(label))
        .unwrap_or(plain)
        .trim();
    let is_sign = |byte: u8| byte.is_ascii_digit() || b" +()-.".contains(&byte);
    if !number.bytes().all(is_sign) {
        return false; // most blocks, at their first letter
    }
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let dialled = number.starts_with(['+', '(']) || number.matches('-').count() == 2;
    (7..=15).contains(&digits) && dialled
}

fn is_release_mark(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    let plain = part.plain.as_str();
    page.length(nth) < 120
        && (plain.contains("for immediate release")
            || plain.starts_with("press release")
            || plain.starts_with("embargoed until")
            || plain.starts_with("embargo:")
            || plain.starts_with("media contact")
            || plain.starts_with("press contact")
            || plain == "# # #"
            || plain == "###"
            || plain == "- ends -")
}

/// `* * *`, `___`, `# # #`
fn ornament(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    page.length(nth) <= LONGEST && !words.chars().any(char::is_alphanumeric)
}

/// `Advertisement`, `Read more...`, `- ENDS -`
fn label(page: &Page<'_>, nth: usize) -> bool {
    page.length(nth) <= 60 && is_boilerplate(page.parts[nth].plain.trim_matches(ORNAMENTS))
}

/// `(Adds details, share price)`
fn agency_note(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    let inside = part.plain.strip_prefix('(').unwrap_or_default();
    page.length(nth) <= LONGEST
        && page.words(nth).ends_with(')')
        && is_agency_note(inside)
        && !opens_correction(&part.plain)
}

fn contact(page: &Page<'_>, nth: usize) -> bool {
    is_contact(page, nth) && !has_speech(page.words(nth))
}

/// `Click here to subscribe to …`
fn opening(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    page.length(nth) <= LONGEST && opens_boilerplate(&part.plain) && !has_speech(page.words(nth))
}

/// `… All rights reserved.`
fn words(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    page.length(nth) <= 240 && holds_boilerplate(&part.plain) && !has_speech(page.words(nth))
}

/// Whether somebody may be speaking: no boilerplate.
fn has_speech(words: &str) -> bool {
    words.contains(['“', '"', '„', '«']) || words.contains("''")
}

/// `Follow Ana Ruiz on Twitter @anaruiz.`
fn follow(page: &Page<'_>, nth: usize) -> bool {
    let plain = &page.parts[nth].plain;
    plain.len() <= 200
        && opens_as_follow(plain)
        && (plain.contains('@') || plain.contains(" on twitter") || plain.contains(" on facebook"))
}

fn opens_as_follow(plain: &str) -> bool {
    plain.starts_with("follow ") || plain.starts_with("twitter:")
}

/// "About the Harbour Authority", and everything below it.
fn about(page: &mut Page<'_>) {
    let last: Vec<usize> = page
        .open_after(page.position(Role::Headline))
        .skip(1)
        .collect();
    let Some(first) = last.iter().position(|&nth| is_heading(page, nth)) else {
        return;
    };
    for &nth in &last[first..] {
        page.claim(nth, Role::Boilerplate, "boilerplate", RELEASE[1]);
    }
}

/// `About the Harbour Authority`, `About Delta: Founded in …`, `Notes to editors`
fn is_heading(page: &Page<'_>, nth: usize) -> bool {
    let first = page
        .words(nth)
        .split(['\n', ':'])
        .next()
        .unwrap_or_default();
    let about =
        first.starts_with("About ") || page.parts[nth].plain.starts_with("notes to editors");
    about && first.len() <= 100 && !first.trim_end().ends_with('.')
}
