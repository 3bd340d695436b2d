//! Whether words before a dash can be a place, and the places in them: `PALO ALTO, Calif./TOKYO`.

use crate::lexicon::places::{never_opens_a_place, region, stands_alone};
use crate::span::Span;
use crate::text::split_at_first;

/// Two places with their regions are shorter than this.
const LONGEST: usize = 80;
/// `Sankt Peter-Ording am Meer`: no part of a place has more words.
const MOST_WORDS: usize = 5;

/// One place of a dateline or caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    /// From the name to the end of the region.
    pub(crate) span: Span,
    /// The city, or whatever it is.
    pub(crate) name: Span,
    /// What follows it behind the comma.
    pub(crate) region: Option<Span>,
}

/// How much else says that the words are a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// A known agency or a day.
    Strong,
    /// An agency that no table knows, or nothing but the dash.
    Weak,
}

/// The places, by slashes and `and`.
pub(crate) fn sites(text: &str, span: Span) -> Vec<Site> {
    let words = span.of(text);
    let mut found = Vec::new();
    let mut rest = words;
    loop {
        let cut = split_at_first(rest, &["/", " and ", " & ", " und "]);
        let (site, behind) = cut.unwrap_or((rest, ""));
        found.extend(site_of(text, site));
        if cut.is_none() {
            return found;
        }
        rest = behind;
    }
}

fn site_of(text: &str, words: &str) -> Option<Site> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || c == ',');
    if words.is_empty() {
        return None;
    }
    let (name, behind) = words.split_once([',', '(', '[']).unwrap_or((words, ""));
    // "Mumbai (Maharashtra) [India]"
    let behind = behind.split_once(')').map_or(behind, |(region, _)| region);
    let behind = behind.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']'));
    Some(Site {
        span: Span::of_slice(text, words),
        name: Span::of_slice(text, name.trim()),
        region: (!behind.is_empty()).then(|| Span::of_slice(text, behind)),
    })
}

/// Whether the words can be the place of a dateline.
pub(super) fn is_plausible(text: &str, span: Span, evidence: Evidence) -> bool {
    let words = span.of(text);
    if words.len() > LONGEST {
        return false;
    }
    if is_plain(words) {
        return !never_opens_a_place(&words.to_ascii_lowercase()); // most places
    }
    if words.chars().any(is_in_no_place) {
        return false;
    }
    let sites = sites(text, span);
    (1..=3).contains(&sites.len()) && sites.iter().all(|site| is_site(text, *site, evidence))
}

/// Whether the words are one in capitals: `PARIS`.
fn is_plain(words: &str) -> bool {
    words.len() > 1 && words.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_in_no_place(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '<' | '>' | '"' | '“' | '”' | ';' | ':' | '!' | '?' | '&' | '@'
        )
}

fn is_site(text: &str, site: Site, evidence: Evidence) -> bool {
    let name = site.name.of(text);
    let first = name
        .split([' ', '\'', '’'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_lowercase();
    let regions: Vec<&str> = site.region.map_or_else(Vec::new, |region| {
        region.of(text).split(',').map(str::trim).collect()
    });
    if never_opens_a_place(&first)
        || !is_named(name)
        || regions.len() > 2
        || !regions
            .iter()
            .all(|region| region.is_empty() || is_named(region))
    {
        return false;
    }
    let known = regions.last().is_none_or(|last| region(last).is_some());
    match evidence {
        Evidence::Strong => true,
        Evidence::Weak if is_in_capitals(name) => known && !ends_in_no_place(name),
        Evidence::Weak => {
            known
                && (stands_alone(name) || !regions.is_empty())
                && regions.iter().all(|last| region(last).is_some())
        }
    }
}

/// Whether words in capitals end as no place does: `HARBOR POST STAFF —`.
fn ends_in_no_place(words: &str) -> bool {
    const ENDS: [&str; 8] = [
        "CORRESPONDENT",
        "NEWS",
        "REPORT",
        "REPORTER",
        "REPORTERS",
        "REPORTS",
        "STAFF",
        "VOTERS",
    ];
    let (_, last) = words.rsplit_once(' ').unwrap_or_default();
    ENDS.contains(&last)
}

/// A few words with capitals at their heads, particles between them.
fn is_named(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let starts = |word: &str| {
        word.trim_start_matches(['\'', '’', '-'])
            .starts_with(char::is_uppercase)
    };
    let head = words
        .split_whitespace()
        .next()
        .is_some_and(|word| starts(word) || word.contains(['\'', '’']));
    (1..=MOST_WORDS).contains(&count)
        && words.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
        && head
        && (words
            .split_whitespace()
            .all(|word| starts(word) || is_particle(word))
            || stands_alone(words))
}

fn is_particle(word: &str) -> bool {
    let word = word.trim_matches(['\'', '’']);
    matches!(
        word,
        "de" | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "las"
            | "los"
            | "el"
            | "al"
            | "am"
            | "an"
            | "auf"
            | "bei"
            | "im"
            | "in"
            | "ob"
            | "der"
            | "den"
            | "of"
            | "the"
            | "on"
            | "upon"
            | "under"
            | "by"
            | "near"
            | "sur"
            | "sous"
            | "aux"
            | "en"
            | "na"
            | "nad"
            | "aan"
            | "op"
            | "es"
            | "ez"
            | "y"
            | "ar"
    )
}

/// Whether most letters are capitals: `McLEAN`, `KØBENHAVN`.
pub(crate) fn is_in_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = words.chars().filter(|c| c.is_uppercase()).count();
    letters >= 2 && capitals * 10 >= letters * 7
}
