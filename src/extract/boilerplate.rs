//! What is on the page and not of the story: advertisements, invitations to subscribe, notes to editors, ornaments.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::byline;
use super::headline::is_masthead;
use super::page::{Page, PartRule, Role};
use crate::lexicon::layout::{
    Phrases, holds_boilerplate, is_agency_note, is_boilerplate, is_kicker, may_be_boilerplate,
    may_be_kicker, may_open_boilerplate, opens_boilerplate, opens_correction, signs_of_boilerplate,
};
use crate::span::Span;
use crate::text::{Letters, first_digit};

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
/// No way through a site to its page is longer, and no line that counts minutes or comments.
const LONGEST_WAY: usize = 120;
const LONGEST_COUNT: usize = 32;
/// What lines count that are no part of a story, and the words beside that.
const COUNTED: &[&str] = &[
    "comments",
    "comment",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "listen",
    "shares",
    "share",
    "views",
    "ago",
    "hours",
    "hour",
    "hrs",
    "days",
    "day",
    "photos",
    "images",
    "of",
    "reading",
    "time",
    "time:",
    "readers",
    "likes",
    "updated",
    "published",
    "play",
    "duration",
];
/// What opens the notices of a site.
const NOTICES: &[&str] = &[
    "we use cookies",
    "this site uses",
    "this website uses",
    "by browsing",
    "by continuing",
    "we value your privacy",
    "copyright ",
    "(c) ",
    "© ",
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
/// What opens an address.
const ADDRESSES: &[&str] = &["http", "url:"];
static OPENINGS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new([CONTACTS, TELEPHONES, FOLLOW, ADDRESSES].concat()));
/// Ornaments and points at the ends of labels.
const ORNAMENTS: &[char] = &[
    '.', '…', ':', '!', '-', '–', '—', '#', '*', '_', ' ', '|', '>', '<', '»', '«',
];

/// Surest first.
pub(super) const RULES: &[PartRule] = &[
    ("ornament", ornament),
    ("boilerplate-label", label),
    ("boilerplate-count", counted),
    ("page-address", |page, nth| is_address(page.words(nth))),
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
        if is_front_matter(page, nth) || is_label_above(page, nth) || is_masthead(page, nth) {
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
        || OPENINGS.may_open(&part.first)
        || !part.prose;
    if part.length > LONGEST {
        return opens;
    }
    let lower = page.letters.lower(part.span);
    opens
        || part.length <= LONGEST_LABEL
        || memchr::memchr(b'@', lower).is_some()
        || part.length <= LONGEST_WITH_WORDS && has_sign(page.letters, part.span)
}

/// Whether one of its words is one of those that boilerplate alone holds, in a phrase of boilerplate: few words have the first letters of
/// any. Of phrases that may stand on two lines the word is enough.
fn has_sign(letters: &Letters, span: Span) -> bool {
    let (signs, mut any) = (signs_of_boilerplate(), false);
    letters.starts_of_three(span, |at| {
        if signs.may_open(letters.eight(at)) && signs.may_be(letters.head(at, letters.run_at(at))) {
            let around = letters.lower(span).split_at(at - span.start());
            any |= signs.stand_around(around) || letters.has_odd_space(span);
        }
    });
    any
}

/// Whether another label stands above the headline: of `News` and `Sport` one is the kicker.
fn is_label_above(page: &Page<'_>, nth: usize) -> bool {
    page.length(nth) <= LONGEST_LABEL && is_kicker(page.plain(nth).trim_matches(ORNAMENTS))
}

/// Blocks that stand above a headline: `FOR IMMEDIATE RELEASE`, `Contact: …`, `Home > News > Coast`.
pub(super) fn is_front_matter(page: &Page<'_>, nth: usize) -> bool {
    is_release_mark(page, nth)
        || ornament(page, nth)
        || label(page, nth)
        || counted(page, nth)
        || is_contact(page, nth)
        || is_way(page, nth)
        || is_notice(page, nth)
}

/// `Home > News > Coast`, `News Sport Business Opinion`, `https://www.example.org/coast`: where on a site the page is.
fn is_way(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    if page.length(nth) > LONGEST_WAY || words.ends_with('.') {
        return false;
    }
    let first = &page.parts[nth].first;
    let trail = first.starts_with(b"home ")
        && words["home ".len()..].starts_with(['>', '/', '»', '›', '|', '-']);
    // the bytes with which > and the last ones of » and › end
    let parted = memchr::memchr3(b'>', 0xBB, 0xBA, words.as_bytes()).is_some();
    let steps = |mark: &str| parted && words.matches(mark).count() >= 2;
    let labels = || {
        words
            .split_whitespace()
            .all(|word| is_kicker(&word.to_lowercase()))
    };
    is_address(words)
        || trail
        || [" > ", " » ", " › "].into_iter().any(steps)
        || may_be_kicker(first) && words.matches(' ').count() >= 2 && labels()
}

/// Whether a block is an address and nothing else.
fn is_address(words: &str) -> bool {
    let address = words.strip_prefix("URL: ").unwrap_or(words);
    address.starts_with("http") && address.contains("://") && !address.contains(' ')
}

/// What sites say before anything else: `We use cookies to …`, `Copyright 2023 The Coast Tribune`.
fn is_notice(page: &Page<'_>, nth: usize) -> bool {
    let first = &page.parts[nth].first;
    let opens = |opening: &&str| page.plain(nth).starts_with(opening);
    let known = [&b"we "[..], b"thi", b"by ", b"cop", b"(c)", "©".as_bytes()];
    known.iter().any(|known| first.starts_with(known))
        && page.length(nth) <= LONGEST
        && NOTICES.iter().any(opens)
}

/// `3 min read`, `24 Comments`, `6 hours ago`, `1 of 5`: numbers of which a page is full, and of no story.
fn counted(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    if page.length(nth) > LONGEST_COUNT || first_digit(words.as_bytes()).is_none() {
        return false; // most blocks
    }
    let mut things = 0;
    let all = page
        .plain(nth)
        .split([' ', '-', '(', ')', '|', '•', '·'])
        .all(|word| {
            let is_thing = COUNTED.contains(&word);
            things += usize::from(is_thing);
            is_thing
                || word
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b',')
        });
    let beside = nth > 0 && page.parts[nth - 1].role == Some(Role::Boilerplate);
    all && (things > 0 || beside && words.len() <= 5)
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
    if address || first[0].is_ascii_lowercase() && !OPENINGS.may_open(first) {
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
    is_contact(page, nth) && !has_speech(page.words(nth)) && !byline::is_line(page, nth)
}

/// `Click here to subscribe to …`
fn opening(page: &Page<'_>, nth: usize) -> bool {
    page.length(nth) <= LONGEST
        && may_open_boilerplate(&page.parts[nth].first)
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
    if !OPENINGS.may_open(&page.parts[nth].first) {
        return false; // most blocks
    }
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
