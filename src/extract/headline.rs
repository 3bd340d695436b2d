//! The headline, and the kicker on a line above it.

use super::boilerplate::is_front_matter;
use super::page::{Page, Role, ends_a_sentence, suffix};
use super::{byline, corrections, date_lines, dateline};
use crate::lexicon::layout::{is_kicker, may_be_kicker};
use crate::lexicon::places::is_agency;
use crate::span::Span;
use crate::text::fold;

/// Longer first blocks are paragraphs of a text without a headline.
const LONGEST: usize = 320;
/// A lone block that ends as a sentence does is a headline up to here, and a paragraph beyond.
const LONGEST_SENTENCE: usize = 200;
/// A headline with a stop is no longer than this, if it reports speech.
const LONGEST_SEALED: usize = 90;
/// No name of a paper or a site is longer.
const LONGEST_OUTLET: usize = 40;
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

/// The rule for a headline that stands twice.
pub(super) const REPEATED: &str = "headline-again";
/// Blocks below the headline among which it may stand again.
const REPEATED_WITHIN: usize = 3;

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
    repeated(page, &headline.value);
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
        value: tidy(bare(&stated.value)),
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
        || alone && page.length(nth) > LONGEST_SENTENCE && ends_a_sentence(words)
        || !alone && is_lead(page, nth);
    if part.embed || too_long || dateline::opens(page.text, part.span) {
        return None;
    }
    let bare = bare(words);
    Some(Headline {
        span: Some(Span::of_slice(page.text, bare)),
        value: tidy(bare),
        part: Some(nth),
    })
}

/// Claims the headline where it stands a second time below itself: a page's title, and the story's.
fn repeated(page: &mut Page<'_>, headline: &str) {
    let Some(nth) = page.position(Role::Headline) else {
        return;
    };
    let longest = headline.len() + LONGEST_OUTLET + 16;
    let again = (page.open_after(Some(nth)).take(REPEATED_WITHIN)).find(|&below| {
        let words = page.words(below);
        let first = words.as_bytes().first();
        let alike =
            first == headline.as_bytes().first() || first.is_some_and(|byte| b"#*=".contains(byte));
        alike && page.length(below) <= longest && is_folded_to(bare(words), headline)
    });
    if let Some(again) = again {
        page.claim(again, Role::Headline, "headline", REPEATED);
    }
}

/// Whether a block is the first sentence of a story without a headline: it is long and reports speech, or stands below a byline or a day.
fn is_lead(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    if page.length(nth) <= LONGEST_SEALED || !words.ends_with('.') {
        return false; // most headlines
    }
    let above = nth.checked_sub(1);
    let below_names = above
        .is_some_and(|above| byline::is_line(page, above) || date_lines::is_date_line(page, above));
    below_names || words.contains(" said ") || words.ends_with(" said.")
}

/// Whether a block stands above headlines and is none.
fn stands_above(page: &Page<'_>, nth: usize) -> bool {
    let more = nth + 1 < page.parts.len();
    more && (is_kicker_line(page, nth)
        || is_front_matter(page, nth)
        || corrections::opens(page, nth)
        || date_lines::is_date_line(page, nth)
        || byline::is_line(page, nth)
        || is_masthead(page, nth))
}

/// `The Coast Tribune` above a date line or the headline of an export.
pub(super) fn is_masthead(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    page.length(nth) <= LONGEST_OUTLET
        && is_outlet_word(words.rsplit(' ').next().unwrap_or_default())
        && is_outlet(words)
        && (words.starts_with("The ") || date_lines::is_date_line(page, nth + 1))
}

/// The headline without marks of markup around it, and without the name of the site behind it: `Ferries halt - BBC News`.
fn bare(words: &str) -> &str {
    without_site(without_markup(words))
}

/// `# Ferries halt`, `**Ferries halt**`, `== Ferries halt ==`; not `#MeToo`.
fn without_markup(words: &str) -> &str {
    let marks = ['#', '*', '='];
    if !matches!(words.as_bytes(), [b'#' | b'*' | b'=', ..]) {
        return words; // most headlines
    }
    let inner = words.trim_start_matches(marks);
    if inner.starts_with(' ') || words.ends_with(marks) {
        inner.trim_end_matches(marks).trim()
    } else {
        words
    }
}

/// Without the name of a site, and without the section before it: `Ferries halt | Coast | The Guardian`.
fn without_site(words: &str) -> &str {
    let Some((before, mark)) = before_outlet(words) else {
        return words; // most headlines
    };
    let section = before.rsplit_once(" | ").filter(|(title, section)| {
        mark == " | " && title.contains(' ') && section.split(' ').count() <= 2
    });
    section.map_or(before, |(title, _)| title).trim_end()
}

/// What stands before the last mark that parts a headline from an outlet, and that mark.
fn before_outlet(words: &str) -> Option<(&str, &'static str)> {
    let tail = suffix(words, LONGEST_OUTLET + 5);
    let mut spaces = memchr::memrchr_iter(b' ', tail.as_bytes());
    let (at, mark) = spaces.find_map(|at| {
        let next = *tail.as_bytes().get(at + 1)?;
        if next.is_ascii_alphanumeric() {
            return None; // most words
        }
        let mark = MARKS
            .into_iter()
            .find(|mark| tail[at..].starts_with(mark))?;
        Some((words.len() - tail.len() + at, mark))
    })?;
    let outlet = &words[at + mark.len()..];
    let holds = match mark {
        " | " | " : " => is_outlet(outlet),
        _ => is_outlet(outlet) && is_site_behind_dash(outlet),
    };
    (holds && words[..at].contains(' ')).then_some((&words[..at], mark))
}

/// What parts a headline from an outlet.
const MARKS: [&str; 5] = [" | ", " - ", " – ", " — ", " : "];

/// Whether an outlet behind a dash is the site, and not who reported it: `Delta to buy Harbor Lines - Dow Jones`.
fn is_site_behind_dash(outlet: &str) -> bool {
    outlet.starts_with("The ")
        || matches!(outlet, "BBC News" | "Al Jazeera" | "BBC Sport")
        || outlet.contains('.')
        || outlet.ends_with(" Online")
}

/// Whether words are the name of a paper, an agency or a site: `The Coast Tribune`, `BBC News`, `NPR`, `coasttribune.com`.
fn is_outlet(words: &str) -> bool {
    let words = words.trim();
    let count = words.split_whitespace().count();
    let last = words.rsplit(' ').next().unwrap_or_default();
    let site = count == 1
        && words.rsplit_once('.').is_some_and(|(name, domain)| {
            name.len() > 2
                && matches!(
                    domain,
                    "com" | "org" | "net" | "co.uk" | "uk" | "co" | "in" | "ie" | "au"
                )
        });
    let is_capital =
        |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the");
    site || is_agency(words)
        || (2..=5).contains(&count)
            && words.split(' ').all(is_capital)
            && (is_outlet_word(last) || last.ends_with(".com"))
}

fn is_outlet_word(last: &str) -> bool {
    matches!(
        last,
        "News"
            | "Times"
            | "Post"
            | "Tribune"
            | "Herald"
            | "Gazette"
            | "Chronicle"
            | "Journal"
            | "Guardian"
            | "Telegraph"
            | "Observer"
            | "Examiner"
            | "Dispatch"
            | "Courier"
            | "Sentinel"
            | "Register"
            | "Bulletin"
            | "Inquirer"
            | "Mercury"
            | "Globe"
            | "Star"
            | "Independent"
            | "Standard"
            | "Mirror"
            | "Express"
            | "Mail"
            | "Sun"
            | "Online"
            | "Today"
            | "Daily"
            | "Magazine"
            | "Review"
            | "Jazeera"
            | "Press"
            | "Echo"
            | "Advertiser"
            | "Argus"
            | "Citizen"
            | "Leader"
            | "Monitor"
            | "Politico"
    )
}

/// One line, without the semicolon that joins it to its deck.
fn tidy(words: &str) -> String {
    let mut line = fold(words);
    line.truncate(line.trim_end_matches([';', ' ']).len());
    let marks = line.len() - line.trim_start_matches('\u{feff}').len();
    line.drain(..marks);
    line
}
