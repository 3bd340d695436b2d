//! What is on the page and not of the story: advertisements, invitations to subscribe, notes to editors, ornaments.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::page::{Page, PartRule, Role};
use crate::lexicon::layout::{
    holds_boilerplate, is_agency_note, is_boilerplate, may_be_boilerplate, may_be_of_boilerplate,
    may_open_boilerplate, opens_boilerplate, opens_correction,
};
use crate::lexicon::openings::Openings;
use crate::span::Span;
use crate::text::Letters;

/// Longer blocks are paragraphs, whatever they hold.
const LONGEST: usize = 300;
/// Longer ones are no labels.
const LONGEST_LABEL: usize = 60;
/// In longer ones words of boilerplate may be somebody's.
const LONGEST_WITH_WORDS: usize = 240;
/// What opens the address of a sender.
const CONTACTS: &[&str] = &[
    "contact:",
    "contacts:",
    "press contact",
    "media contact",
    "contact ",
];
/// Longer ones mark no press release.
const LONGEST_MARK: usize = 120;
/// Stands in "for immediate release".
static IMMEDIATE: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("immediate"));
/// What opens the line that marks a press release.
const RELEASES: &[&str] = &[
    "press release",
    "embargoed until",
    "embargo:",
    "media contact",
    "press contact",
];
/// What opens a telephone number.
const TELEPHONES: &[&str] = &["tel.:", "tel:", "telephone:", "phone:", "mobile:"];
/// What opens an invitation to read more of somebody.
const FOLLOW: &[&str] = &["follow ", "twitter:"];
static OPENINGS: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = Openings::new();
    for phrase in [CONTACTS, TELEPHONES, FOLLOW].concat() {
        openings.add(phrase.as_bytes());
    }
    openings
});
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
    page.sort(Role::Boilerplate, "boilerplate", RULES, may_be);
    if release {
        about(page);
    }
}

/// Whether any of the rules may hold: a short line, an opening that no paragraph has, an address, or the sign of such words.
fn may_be(page: &Page<'_>, nth: usize) -> bool {
    let part = &page.parts[nth];
    let opens = part.labelled && may_open_boilerplate(&part.first)
        || OPENINGS.may_be(&part.first)
        || !page.opens_as_prose(nth);
    if part.length > LONGEST {
        return opens;
    }
    let lower = page.letters.lower(part.span);
    opens
        || part.length <= LONGEST_LABEL
        || memchr::memchr(b'@', lower).is_some()
        || part.length <= LONGEST_WITH_WORDS && has_sign(page.letters, part.span)
}

/// Whether one of its words is one of those that boilerplate alone holds: asked of all, without a branch.
fn has_sign(letters: &Letters, span: Span) -> bool {
    let mut any = false;
    letters.starts(span, |at| {
        any |= may_be_of_boilerplate(letters.head(at, letters.run_at(at)));
    });
    any
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
    let first = &page.parts[nth].first;
    let address = memchr::memchr(b'@', words.as_bytes()).is_some()
        && words
            .split_whitespace()
            .any(|word| word.contains('@') && word.contains('.') && !word.starts_with('@'));
    if address || first[0].is_ascii_lowercase() && !OPENINGS.may_be(first) {
        return address; // most blocks
    }
    let plain = page.plain(nth);
    let opens = |opening: &&str| plain.starts_with(opening);
    CONTACTS.iter().any(opens) && plain.contains(':') || is_telephone(plain)
}

/// `+44 1304 555 0142`, `Tel: (563) 555-0117`; a row of a table is none.
fn is_telephone(plain: &str) -> bool {
    let number = TELEPHONES
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
    if part.length >= LONGEST_MARK {
        return false;
    }
    let immediate = || IMMEDIATE.find(page.letters.lower(part.span)).is_some();
    if !b"pem#-".contains(&part.first[0]) && !immediate() {
        return false; // most short blocks
    }
    let plain = page.plain(nth);
    let opens = |opening: &&str| plain.starts_with(opening);
    plain.contains("for immediate release")
        || RELEASES.iter().any(opens)
        || matches!(plain, "# # #" | "###" | "- ends -")
}

/// `* * *`, `___`, `# # #`
fn ornament(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    page.length(nth) <= LONGEST && !words.chars().any(char::is_alphanumeric)
}

/// `Advertisement`, `Read more...`, `- ENDS -`
fn label(page: &Page<'_>, nth: usize) -> bool {
    let first = &page.parts[nth].first;
    let may_be = !first[0].is_ascii_lowercase() || may_be_boilerplate(first);
    page.length(nth) <= LONGEST_LABEL
        && may_be
        && is_boilerplate(page.plain(nth).trim_matches(ORNAMENTS))
}

/// `(Adds details, share price)`
fn agency_note(page: &Page<'_>, nth: usize) -> bool {
    if page.length(nth) > LONGEST || !page.words(nth).ends_with(')') {
        return false;
    }
    let plain = page.plain(nth);
    let inside = plain.strip_prefix('(').unwrap_or_default();
    inside.len() < plain.len() && is_agency_note(inside) && !opens_correction(plain)
}

fn contact(page: &Page<'_>, nth: usize) -> bool {
    is_contact(page, nth) && !has_speech(page.words(nth))
}

/// `Click here to subscribe to …`
fn opening(page: &Page<'_>, nth: usize) -> bool {
    page.length(nth) <= LONGEST
        && opens_boilerplate(page.plain(nth))
        && !has_speech(page.words(nth))
}

/// `… All rights reserved.`
fn words(page: &Page<'_>, nth: usize) -> bool {
    page.length(nth) <= LONGEST_WITH_WORDS
        && has_sign(page.letters, page.parts[nth].span)
        && holds_boilerplate(page.plain(nth))
        && !has_speech(page.words(nth))
}

/// Whether somebody may be speaking: no boilerplate.
fn has_speech(words: &str) -> bool {
    words.contains(['“', '"', '„', '«']) || words.contains("''")
}

/// `Follow Ana Ruiz on Twitter @anaruiz.`
fn follow(page: &Page<'_>, nth: usize) -> bool {
    let plain = page.plain(nth);
    plain.len() <= 200
        && opens_as_follow(plain)
        && (plain.contains('@') || plain.contains(" on twitter") || plain.contains(" on facebook"))
}

fn opens_as_follow(plain: &str) -> bool {
    FOLLOW.iter().any(|opening| plain.starts_with(opening))
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
    let about = first.starts_with("About ") || page.plain(nth).starts_with("notes to editors");
    about && first.len() <= 100 && !first.trim_end().ends_with('.')
}
