//! The rules of datelines: what stands before a dash, read once for all of them, before a stop, in parentheses, between slashes, on a line
//! of its own. Only the first words of a block are looked at, so that the length of a text does not matter.

use super::dash::{Dashed, extended, heads};
use super::head::{self, Head};
use super::place::{Evidence, is_in_capitals, is_plausible};
use super::{Found, RULES};
use crate::extract::page::prefix;
use crate::lexicon::places::{is_agency, region, stands_alone};
use crate::span::Span;
use crate::text::{PIECE, are, are_within, bits_at_head, date_at, first_digit, words};

/// The longest dateline, with two places, a day and an agency.
pub(super) const LONGEST: usize = 140;
/// How far into a line a wire's own dateline may stand: behind a byline or a line of summary.
pub(super) const FAR: usize = 420;

/// The bytes of [`LONGEST`] and of [`FAR`] in pieces of which a bit each is told.
pub(super) const NEAR: usize = LONGEST.div_ceil(PIECE);
const ALL: usize = FAR.div_ceil(PIECE);

/// A block that may open with a dateline.
pub(in crate::extract) struct Opening<'a> {
    pub(super) text: &'a str,
    pub(super) block: Span,
    heads: Vec<Dashed>,
}

impl<'a> Opening<'a> {
    pub(super) fn new(text: &'a str, block: Span) -> Self {
        Self {
            text,
            block,
            heads: heads(text, block),
        }
    }

    /// Which of [`RULES`](super::RULES) may find a dateline in it, in their order: none in most paragraphs, which have no dash, no
    /// parenthesis and no year at their head.
    pub(super) fn may_hold(&self) -> [bool; RULES.len()] {
        let words = &self.text.as_bytes()[self.block.start()..];
        let far = bits_at_head::<ALL>(words, self.block.len().min(FAR), |bytes| are(bytes, b'('));
        let parenthesis = far != [0; ALL];
        let slashes = || {
            let near = self.block.len().min(LONGEST);
            bits_at_head::<NEAR>(words, near, |bytes| are(bytes, b'/')) != [0; NEAR]
        };
        let any = |holds: fn(&Dashed) -> bool| self.heads.iter().any(holds);
        [
            any(|dashed| dashed.head.known),
            any(|dashed| dashed.head.written.is_some()),
            self.may_have_stop(),
            self.may_be_own_line(),
            slashes(),
            parenthesis,
            parenthesis,
            any(|dashed| dashed.head.agency.is_some()),
            any(|dashed| dashed.head.is_place_alone()),
        ]
    }

    /// Whether it has a figure at its head, and a year or an opening in capitals.
    fn may_have_stop(&self) -> bool {
        let words = &self.text.as_bytes()[self.block.start()..];
        let near = self.block.len().min(LONGEST);
        let digits = bits_at_head::<NEAR>(words, near, |bytes| are_within(bytes, b'0', b'9'));
        digits != [0; NEAR] && (has_capitals(&words[..near]) || has_year(&words[..near]))
    }

    /// Whether it is as short as a dateline on a line of its own, and has what may stand beside the place: a day's figure, or the comma
    /// or parenthesis of an agency.
    fn may_be_own_line(&self) -> bool {
        let signs = |bytes| are_within(bytes, b'0', b'9') | are(bytes, b',') | are(bytes, b')');
        let words = &self.text.as_bytes()[self.block.start()..];
        self.block.len() <= LONGEST
            && bits_at_head::<NEAR>(words, self.block.len(), signs) != [0; NEAR]
    }
}

/// `LIMA, Peru (Reuters) -`, `(Reuters) -`
pub(super) fn with_agency(opening: &Opening<'_>) -> Option<Found> {
    before_a_dash(opening, |text, head, _| {
        head.known && place_is(text, head, Evidence::Strong)
    })
}

/// `(Harbour Wire) -`, `CALAIS, France (Harbour Wire) -`: an agency that no table knows. "Ana Ruiz (Labour) -" is none.
pub(super) fn with_unknown_agency(opening: &Opening<'_>) -> Option<Found> {
    before_a_dash(opening, |text, head, dash| {
        let evidence = if head.written.is_some() {
            Evidence::Strong
        } else {
            Evidence::Weak
        };
        head.agency.is_some() && dash != ':' && place_is(text, head, evidence)
    })
}

/// `LONDON, March 16-`, `Feb 19 -`, `DAVENPORT, Iowa (May 2, 2019) —`
pub(super) fn with_day(opening: &Opening<'_>) -> Option<Found> {
    before_a_dash(opening, |text, head, dash| {
        head.written.is_some()
            && head.agency.is_none()
            && place_is(text, head, Evidence::Strong)
            && (head.place.is_some() || dash != ':' && says_a_day(head))
    })
}

fn says_a_day(head: &Head) -> bool {
    head.written
        .as_ref()
        .is_some_and(|written| written.date.day_of_month().is_some())
}

/// Whether words open in capitals.
fn has_capitals(words: &[u8]) -> bool {
    matches!(words, [first, second, ..] if first.is_ascii_uppercase() & second.is_ascii_uppercase())
}

/// `York, 14 February 2024. The grain`, `MOSCOW, November 6. /TASS/. The grain`: a stop for a dash, and a day with its year or a place in
/// capitals.
pub(super) fn with_stop(opening: &Opening<'_>) -> Option<Found> {
    let (text, block) = (opening.text, opening.block);
    let window = prefix(block.of(text), LONGEST);
    let digit = first_digit(window.as_bytes())?; // few blocks have one
    if !has_year(window.as_bytes()) && !has_capitals(window.as_bytes()) {
        return None;
    }
    let stops = memchr::memmem::find_iter(&window.as_bytes()[digit..], b". ");
    for stop in stops.map(|at| block.start() + digit + at) {
        let Some(head) = head::read(text, Span::new(block.start(), stop)) else {
            continue;
        };
        if says_enough(text, &head) && place_is(text, &head, Evidence::Strong) {
            let span = Span::new(block.start(), stop + 1);
            return Some(with_agency_behind(
                text,
                block,
                Found {
                    head,
                    span,
                    story: stop + 1,
                },
            ));
        }
    }
    None
}

/// Whether a place stands there, and a whole date or, beside capitals, the day of one.
fn says_enough(text: &str, head: &Head) -> bool {
    let (Some(place), Some(written)) = (head.place, &head.written) else {
        return false;
    };
    let name = place.of(text).split([',', '(']).next().unwrap_or_default();
    written.date.civil().is_some() || written.date.day_of_month().is_some() && is_in_capitals(name)
}

/// With the agency in slashes that stands behind the day: `MOSCOW, November 6. /TASS/. The grain`.
fn with_agency_behind(text: &str, block: Span, found: Found) -> Found {
    let rest = Span::new(found.story, block.end()).trimmed(text);
    let words = prefix(rest.of(text), 40);
    let inside = words
        .strip_prefix('/')
        .and_then(|words| words.split_once('/'));
    let Some((agency, behind)) = inside.filter(|(agency, _)| is_agency(agency)) else {
        return found;
    };
    let story = Span::of_slice(text, behind.trim_start_matches(['.', ' '])).start();
    Found {
        span: Span::new(found.span.start(), story).trimmed(text),
        head: Head {
            agency: Some(Span::of_slice(text, agency)),
            known: true,
            ..found.head
        },
        story,
    }
}

/// Whether four digits stand there, one behind the other.
fn has_year(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(digit) = first_digit(rest) {
        let digits = rest[digit..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit());
        let behind = digit + digits.count();
        if behind - digit >= 4 {
            return true;
        }
        rest = &rest[behind..];
    }
    false // most blocks
}

/// `KYIV —`, `MANCHESTER, N.H. -`, `Berlin –`
pub(super) fn bare_place(opening: &Opening<'_>) -> Option<Found> {
    before_a_dash(opening, |text, head, dash| {
        let Some(place) = head.place.filter(|_| head.is_place_alone()) else {
            return false;
        };
        let printed = place.of(text);
        let alone = stands_alone(printed);
        let named = alone || has_region(text, place);
        let name = printed.split(',').next().unwrap_or_default();
        let colon = dash == ':' && !(named && is_in_capitals(name));
        let behind = &text[place.end()..];
        let spoken = behind.starts_with("--") || behind.starts_with('-') && !alone; // "SIEGEL-- And so"
        let goes_on = opens_small(behind); // "WASHINGTON — the city, not the state — was quiet"
        !colon && !spoken && !goes_on && is_plausible(text, place, Evidence::Weak)
    })
}

/// Whether a word in small letters stands behind a dash: no story begins so, but for `iRobot`.
fn opens_small(behind: &str) -> bool {
    let words = behind.trim_start_matches([' ', '-', '–', '—', ':']);
    let first = words.split(' ').next().unwrap_or_default();
    !first.is_empty() && first.chars().all(char::is_lowercase)
}

/// `LONDON 1996-12-06` and nothing else in the block.
pub(super) fn own_line(opening: &Opening<'_>) -> Option<Found> {
    let (text, block) = (opening.text, opening.block);
    if !opening.may_be_own_line() {
        return None;
    }
    let head = head::read(text, block)?;
    let place = head.place?;
    let said = head
        .written
        .as_ref()
        .is_some_and(|written| written.date.day_of_month().is_some())
        || head.known;
    if !said {
        return None; // most lines
    }
    let short =
        is_in_capitals(place.of(text)) || stands_alone(place.of(text)) || has_region(text, place);
    (short && is_plausible(text, place, Evidence::Strong)).then_some(Found {
        head,
        span: block,
        story: block.end(),
    })
}

/// Whether the words behind the last comma are a region.
fn has_region(text: &str, place: Span) -> bool {
    place
        .of(text)
        .rsplit_once(',')
        .is_some_and(|(_, last)| region(last.trim()).is_some())
}

/// `LONDON (Reuters) The bank said`, `(CNN)The bank said`, `Abuja, Nov. 6 (NAN) The bank said`: the dash was lost.
pub(super) fn without_dash(opening: &Opening<'_>) -> Option<Found> {
    let (text, block) = (opening.text, opening.block);
    let window = prefix(block.of(text), LONGEST);
    let close = memchr::memchr(b')', window.as_bytes())? + 1;
    let span = Span::new(block.start(), block.start() + close);
    let story = window[close..].trim_start();
    let parted = story.len() < window.len() - close || window.starts_with('(');
    if !(parted && story.starts_with(|c: char| c.is_uppercase() || "\"“'‘".contains(c))) {
        return None;
    }
    let head = head::read(text, span)?;
    let is_place = match head.place {
        Some(place) => {
            let name = place.of(text).split(',').next()?;
            (is_in_capitals(name) || stands_alone(name) && head.written.is_some())
                && is_plausible(text, place, Evidence::Strong)
        }
        None => true,
    };
    (head.known && is_place).then_some(Found {
        head,
        span,
        story: span.end(),
    })
}

/// `TORONTO, ON / ACCESSWIRE / November 6, 2023 / The bank said`
pub(super) fn between_slashes(opening: &Opening<'_>) -> Option<Found> {
    let (text, block) = (opening.text, opening.block);
    let window = prefix(block.of(text), LONGEST);
    memchr::memchr(b'/', window.as_bytes())?; // not in most blocks
    let mut slashes = memchr::memmem::find_iter(window.as_bytes(), b" / ");
    let (first, second, third) = (slashes.next()?, slashes.next()?, slashes.next()?);
    let part =
        |from: usize, to: usize| Span::new(block.start() + from, block.start() + to).trimmed(text);
    let (place, agency) = (part(0, first), part(first + 3, second));
    let written = date_at(text, part(second + 3, third).start())?;
    let holds = is_agency(agency.of(text)) && is_plausible(text, place, Evidence::Strong);
    let story = block.start() + third + 3;
    holds.then_some(Found {
        head: Head {
            place: Some(place),
            written: Some(written),
            agency: Some(agency),
            known: true,
        },
        span: Span::new(block.start(), story).trimmed(text),
        story,
    })
}

/// `By Ana Ruiz PARIS  Dec 1 (Reuters) -`, behind a byline or a summary on the same line.
pub(super) fn inside_line(opening: &Opening<'_>) -> Option<Found> {
    let (text, block) = (opening.text, opening.block);
    let window = Span::new(
        block.start(),
        block.start() + prefix(block.of(text), FAR).len(),
    );
    for open in memchr::memchr_iter(b'(', window.of(text).as_bytes()) {
        let open = window.start() + open;
        let close = open + prefix(&text[open..window.end()], 40).find(')').unwrap_or(0);
        if close == open || !is_agency(text[open + 1..close].trim()) {
            continue;
        }
        let dash = text[close + 1..window.end()].trim_start();
        if !dash.starts_with(['-', '–', '—']) {
            continue;
        }
        let start = capitals_before(text, Span::new(window.start(), open));
        let Some(found) =
            start.and_then(|start| with_agency(&Opening::new(text, Span::new(start, block.end()))))
        else {
            continue;
        };
        return Some(found);
    }
    None
}

/// Where the words in capitals begin that end `span`, a day and a region between them and the end.
fn capitals_before(text: &str, span: Span) -> Option<usize> {
    let last = prefix_free_words(text, span);
    let mut start = None;
    for word in last.into_iter().rev() {
        let written = word.of(text);
        if is_in_capitals(written) && written.chars().any(char::is_uppercase) {
            start = Some(word.start());
        } else if start.is_some() {
            break;
        }
    }
    start
}

/// The last dozen words.
fn prefix_free_words(text: &str, span: Span) -> Vec<Span> {
    let all: Vec<Span> = words(text, span).collect();
    let from = all.len().saturating_sub(12);
    all[from..].to_vec()
}

fn place_is(text: &str, head: &Head, evidence: Evidence) -> bool {
    head.place
        .is_none_or(|place| is_plausible(text, place, evidence))
}

/// The first dash that `accepts` what stands before it, and whether more of the dateline follows it:
/// `LOUISVILLE, Colo. - March 16 -`.
fn before_a_dash(opening: &Opening<'_>, accepts: fn(&str, &Head, char) -> bool) -> Option<Found> {
    let text = opening.text;
    let mut heads = opening.heads.iter();
    let dashed = heads.find(|dashed| accepts(text, &dashed.head, dashed.dash))?;
    let found = Found {
        head: dashed.head.clone(),
        span: Span::new(dashed.span.start(), dashed.story).trimmed(text),
        story: dashed.story,
    };
    Some(extended(text, opening.block, found))
}
