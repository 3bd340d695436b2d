//! What stands before the dash of a dateline: place, day and agency, in any order that wires use.
//!
//! `MOSCOW, Nov. 6 (Xinhua)`, `PARIS (AP), Nov. 6`, `TAUPO, New Zealand, March 23, Reuter`, `DAVENPORT, Iowa (May 2, 2019)`,
//! `LEEDS, Nov. 6, 2023 /PRNewswire/`, `LONDON, Dec. 6.` in old papers

use crate::lexicon::places::{is_agency, month, region, stands_alone, weekday};
use crate::span::Span;
use crate::text::{Written, date_at, first_digit};

/// No date has more parts that spaces, commas and points set off.
const MOST_PARTS: usize = 8;

/// The parts of a dateline.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) place: Option<Span>,
    pub(super) written: Option<Written>,
    pub(super) agency: Option<Span>,
    /// Whether the agency is in the table.
    pub(super) known: bool,
}

impl Head {
    /// Whether it is a place, and neither day nor agency beside it.
    pub(super) fn is_place_alone(&self) -> bool {
        self.place.is_some() & self.written.is_none() & self.agency.is_none()
    }
}

/// Takes the head apart from its end; `None` where a part of it is none of the three. The place is not judged here.
pub(super) fn read(text: &str, span: Span) -> Option<Head> {
    let mut head = Head::default();
    let mut rest = bare(text, span);
    while !rest.is_empty() {
        rest = match take_last(text, rest, &mut head)? {
            Some(shorter) => bare(text, shorter),
            None => break,
        };
    }
    // "BOSTON--(HARBOR WIRE)--"
    let place = rest.of(text).trim_end_matches('-').trim_end();
    let place = Span::new(rest.start(), rest.start() + place.len());
    head.place = (!place.is_empty()).then_some(place);
    Some(head)
}

/// Takes one part off the end. `None`: parentheses that are no part of a dateline. `Some(None)`: nothing left but the place.
fn take_last(text: &str, rest: Span, head: &mut Head) -> Option<Option<Span>> {
    let words = rest.of(text);
    if words.ends_with('/') {
        let open = memchr::memrchr(b'/', &words.as_bytes()[..words.len() - 1])?;
        let inside = Span::new(rest.start() + open + 1, rest.end() - 1);
        parenthesis(text, inside.trimmed(text), head)?;
        return Some(Some(Span::new(rest.start(), rest.start() + open)));
    }
    if words.ends_with(')') {
        let open = memchr::memrchr(b'(', words.as_bytes())?;
        let inside = Span::new(rest.start() + open + 1, rest.end() - 1).trimmed(text);
        if head.agency.is_some() && is_region(inside.of(text)) {
            return Some(None); // "LINARES (JAÉN), 9 de marzo (Norpress)"
        }
        parenthesis(text, inside, head)?;
        return Some(Some(Span::new(rest.start(), rest.start() + open)));
    }
    if head.written.is_none()
        && let Some(written) = last_date(text, rest)
    {
        let shorter = Span::new(rest.start(), written.span.start());
        head.written = Some(written);
        return Some(Some(shorter));
    }
    if let Some(comma) = memchr::memrchr(b',', words.as_bytes()) {
        let last = Span::new(rest.start() + comma + 1, rest.end()).trimmed(text);
        let shorter = Span::new(rest.start(), rest.start() + comma);
        if head.agency.is_none() && is_agency(last.of(text)) && region(last.of(text)).is_none() {
            head.agency = Some(last);
            head.known = true;
            return Some(Some(shorter));
        }
        if weekday(last.of(text)).is_some() {
            return Some(Some(shorter));
        }
    }
    Some(bare_agency(text, rest, head))
}

/// What stands before an agency that no mark parts from it: `London CNN`, `SYDNEY, Nov 6 AAP`. "NEW YORK, PA" is none.
fn bare_agency(text: &str, rest: Span, head: &mut Head) -> Option<Span> {
    let words = rest.of(text);
    if head.agency.is_some() {
        return None;
    }
    let before = words.rsplit_once(' ').map_or("", |(before, _)| before);
    let last = words[before.len()..].trim_start();
    // in capitals, as no other word of a mixed head
    let capitals = matches!(last.as_bytes(), [first, second, _, ..] if first.is_ascii_uppercase() & second.is_ascii_uppercase());
    if !capitals || !is_agency(last) {
        return None; // most heads
    }
    let before_it = before.trim_end();
    let parted = before_it.is_empty()
        || before_it.ends_with(|c: char| c.is_ascii_digit())
        || stands_alone(before_it)
        || before_it
            .rsplit_once(',')
            .is_some_and(|(_, last)| region(last.trim()).is_some());
    if !parted || region(last).is_some() {
        return None;
    }
    head.agency = Some(Span::new(rest.end() - last.len(), rest.end()));
    head.known = true;
    Some(Span::new(rest.start(), rest.start() + before.len()))
}

/// An agency or a day in parentheses.
fn parenthesis(text: &str, inside: Span, head: &mut Head) -> Option<()> {
    let day = date_at(text, inside.start()).filter(|written| written.span.end() == inside.end());
    if day.is_some() && head.written.is_none() {
        head.written = day;
        return Some(());
    }
    if head.agency.is_some() {
        return None;
    }
    // "(Army News Service, Nov. 6, 2023)", "(By the Associated Press.)"
    let dated = last_date(text, inside).filter(|_| head.written.is_none());
    let end = dated
        .as_ref()
        .map_or(inside.end(), |written| written.span.start());
    let agency = Span::of_slice(
        text,
        without_by(bare(text, Span::new(inside.start(), end)).of(text)),
    );
    let words = agency.of(text);
    if !looks_like_an_agency(words) {
        return None;
    }
    head.written = head.written.take().or(dated);
    head.agency = Some(agency);
    let first = words
        .split(['/', ',', '-'])
        .next()
        .unwrap_or_default()
        .trim();
    head.known = is_agency(words) || is_agency(first) || is_agency(words.split(' ').next()?);
    Some(())
}

/// `By the Associated Press`, as old papers had it.
fn without_by(words: &str) -> &str {
    let behind = words
        .strip_prefix("By ")
        .or(words.strip_prefix("by "))
        .unwrap_or(words);
    let bare = behind.strip_prefix("the ").unwrap_or(behind);
    if behind.len() < words.len() {
        bare.trim_end_matches('.')
    } else {
        words
    }
}

/// A province behind a city: capitals, or a region that the table knows.
fn is_region(words: &str) -> bool {
    region(words).is_some() || super::is_in_capitals(words) && words.split_whitespace().count() <= 4
}

/// One to four words that begin with capitals (`dpa` and `epd` do not).
fn looks_like_an_agency(words: &str) -> bool {
    let one_word = words.bytes().all(|byte| byte.is_ascii_alphabetic());
    if one_word && words.starts_with(|c: char| c.is_ascii_uppercase()) {
        return true; // most agencies
    }
    let count = words.split_whitespace().count();
    let capitals = words
        .split_whitespace()
        .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "de" | "&"));
    let letters = words
        .chars()
        .all(|c| c.is_alphanumeric() || " .-/!&'’".contains(c));
    (1..=4).contains(&count)
        && letters
        && (capitals || is_agency(words))
        && words.chars().any(char::is_alphabetic)
}

/// The date that ends the words, its weekday included.
fn last_date(text: &str, span: Span) -> Option<Written> {
    let words = span.of(text);
    first_digit(words.as_bytes())?; // most heads have none
    let borders = words.rmatch_indices([' ', ',', '\n', '\u{a0}', '.']);
    let starts = borders.map(|(at, mark)| at + mark.len()).chain([0]);
    let last: Vec<usize> = starts.take(MOST_PARTS).collect();
    let mut dates = (last.iter().rev()).filter_map(|&at| date_at(text, span.start() + at));
    dates.find(|written| written.span.end() == span.end())
}

/// Without white space and commas at its ends, nor the stop of a sentence: `LONDON, Dec. 6.`
fn bare(text: &str, span: Span) -> Span {
    let words = span
        .of(text)
        .trim_matches(|c: char| c.is_whitespace() || c == ',' || c == '\u{feff}');
    let stopped = words.strip_suffix('.').filter(|words| {
        let last = words.bytes().next_back();
        last.is_some_and(|byte| byte.is_ascii_digit() || matches!(byte, b')' | b'/'))
            || words
                .rsplit_once(' ')
                .is_some_and(|(_, last)| last.len() > 4 && month(last).is_some())
    });
    Span::of_slice(text, stopped.unwrap_or(words))
}
