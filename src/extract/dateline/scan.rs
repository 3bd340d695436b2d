//! Looks for the dash of a dateline and reads what stands before it, once for all rules. Only the first words of a block are
//! looked at, so that the length of a text does not matter.

use std::cell::OnceCell;

use super::Found;
use super::head::{self, Head};
use super::place::{Evidence, is_in_capitals, is_plausible};
use crate::extract::page::prefix;
use crate::lexicon::places::{is_agency, region, stands_alone};
use crate::span::Span;
use crate::text::{are, are_within, first_digit, first_of, words};

/// The longest dateline, with two places, a day and an agency.
const LONGEST: usize = 140;
/// How far into a line a wire's own dateline may stand: behind a byline or a line of summary.
const FAR: usize = 420;

/// A block that may open with a dateline.
pub(in crate::extract) struct Opening<'a> {
    pub(super) text: &'a str,
    pub(super) block: Span,
    heads: OnceCell<Vec<Dashed>>,
}

/// What stands before a dash among the first words.
struct Dashed {
    head: Head,
    /// From the block's beginning to the dash.
    span: Span,
    dash: char,
    /// Where the words behind it begin.
    story: usize,
}

impl<'a> Opening<'a> {
    pub(super) fn new(text: &'a str, block: Span) -> Self {
        Self {
            text,
            block,
            heads: OnceCell::new(),
        }
    }

    /// Whether any rule may find a dateline in it: none in most paragraphs, which have no dash, no parenthesis and no year at their head.
    pub(super) fn may_hold(&self) -> bool {
        let words = self.block.of(self.text);
        let near = prefix(words, LONGEST).as_bytes();
        self.may_be_own_line()
            || memchr::memchr(b'(', prefix(words, FAR).as_bytes()).is_some()
            || has_year(near)
            || !self.heads().is_empty()
    }

    /// Whether it is as short as a dateline on a line of its own, and has what may stand beside the place: a day's figure, or the comma
    /// or parenthesis of an agency.
    fn may_be_own_line(&self) -> bool {
        let sign = |byte: &u8| matches!(byte, b'0'..=b'9' | b',' | b')');
        self.block.len() <= LONGEST && self.block.of(self.text).as_bytes().iter().any(sign)
    }

    fn heads(&self) -> &[Dashed] {
        self.heads.get_or_init(|| heads(self.text, self.block))
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

/// `York, 14 February 2024. The grain`: a day with its year, and a stop for a dash.
pub(super) fn with_stop(opening: &Opening<'_>) -> Option<Found> {
    let (text, block) = (opening.text, opening.block);
    let window = prefix(block.of(text), LONGEST);
    let digit = first_digit(window.as_bytes())?; // few blocks have one
    if !has_year(window.as_bytes()) {
        return None;
    }
    let stops = memchr::memmem::find_iter(&window.as_bytes()[digit..], b". ");
    for stop in stops.map(|at| block.start() + digit + at) {
        let Some(head) = head::read(text, Span::new(block.start(), stop)) else {
            continue;
        };
        let whole = head
            .written
            .as_ref()
            .is_some_and(|written| written.date.civil().is_some());
        if whole && head.place.is_some() && place_is(text, &head, Evidence::Strong) {
            return Some(Found {
                head,
                span: Span::new(block.start(), stop + 1),
                story: stop + 1,
            });
        }
    }
    None
}

/// Whether four digits stand there, one behind the other.
fn has_year(bytes: &[u8]) -> bool {
    let Some(digit) = first_digit(bytes) else {
        return false; // most blocks
    };
    let year = |four: &[u8]| four.iter().all(u8::is_ascii_digit);
    bytes[digit..].windows(4).any(year)
}

/// `KYIV —`, `MANCHESTER, N.H. -`, `Berlin –`
pub(super) fn bare_place(opening: &Opening<'_>) -> Option<Found> {
    before_a_dash(opening, |text, head, dash| {
        let Some(place) = head.place else {
            return false;
        };
        let colon =
            dash == ':' && !(stands_alone(place.of(text)) && is_in_capitals(place.of(text)));
        let spoken = dash == '-' && text[place.end()..].starts_with('-'); // "SIEGEL-- And so"
        !colon
            && !spoken
            && head.agency.is_none()
            && head.written.is_none()
            && is_plausible(text, place, Evidence::Weak)
    })
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

/// `LONDON (Reuters) The bank said`: the dash was lost.
pub(super) fn without_dash(opening: &Opening<'_>) -> Option<Found> {
    let (text, block) = (opening.text, opening.block);
    let window = prefix(block.of(text), LONGEST);
    let close = memchr::memchr(b')', window.as_bytes())? + 1;
    let span = Span::new(block.start(), block.start() + close);
    let story = window[close..].trim_start();
    let begins = story.len() < window.len() - close
        && story.starts_with(|c: char| c.is_uppercase() || "\"“'‘".contains(c));
    if !begins {
        return None;
    }
    let head = head::read(text, span)?;
    let place = head.place?;
    (head.known
        && is_in_capitals(place.of(text).split(',').next()?)
        && is_plausible(text, place, Evidence::Strong))
    .then_some(Found {
        head,
        span,
        story: span.end(),
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
    let mut heads = opening.heads().iter();
    let dashed = heads.find(|dashed| accepts(text, &dashed.head, dashed.dash))?;
    let found = Found {
        head: dashed.head.clone(),
        span: Span::new(dashed.span.start(), dashed.story).trimmed(text),
        story: dashed.story,
    };
    Some(extended(text, opening.block, found))
}

/// What stands before each dash among the first words, where it can be read.
fn heads(text: &str, block: Span) -> Vec<Dashed> {
    let window = prefix(block.of(text), LONGEST);
    let bytes = window.as_bytes();
    let dashes = dashes(bytes)
        .filter(|&at| !is_inside_a_word(bytes, at))
        .filter_map(|at| Some((at, window[at..].chars().next()?)))
        .filter(|(_, c)| matches!(c, '-' | '–' | '—' | '_' | ':'));
    dashes
        .filter_map(|(at, dash)| {
            let behind = dash_end(&block.of(text)[at..], &window[..at], dash)?;
            let span = Span::new(block.start(), block.start() + at);
            let head = head::read(text, span)?;
            let says = head.place.is_some() || head.agency.is_some() || head.written.is_some();
            says.then_some(Dashed {
                head,
                span,
                dash,
                story: block.start() + at + behind,
            })
        })
        .collect()
}

/// Where dashes may begin: nowhere in most paragraphs. The longer ones are found by their last bytes, as quotation marks begin like them.
fn dashes(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let is_last = |byte: u8| matches!(byte, 0x93 | 0x94);
    let ends = |bytes| {
        let short = are(bytes, b'-') | are(bytes, b'_') | are(bytes, b':');
        short | are_within(bytes, 0x93, 0x94)
    };
    let mut behind = 0;
    let found = std::iter::from_fn(move || {
        let at = behind + first_of(&bytes[behind..], ends)?;
        behind = at + 1;
        Some(at)
    });
    found.filter_map(move |at| match is_last(bytes[at]) {
        true => at.checked_sub(2).filter(|&first| bytes[first] == 0xE2),
        false => Some(at),
    })
}

/// Whether letters or digits stand on both sides: `state-run`, `10:30`.
fn is_inside_a_word(bytes: &[u8], at: usize) -> bool {
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    bytes[at].is_ascii() && at > 0 && is_letter(at - 1) && is_letter(at + 1)
}

/// Bytes from the dash to the story, or `None` where it is a hyphen.
fn dash_end(from: &str, before: &str, dash: char) -> Option<usize> {
    let from = prefix(from, FAR); // a row of dashes may be as long as the text
    let rest = from.trim_start_matches(dash);
    let next = rest.chars().next();
    let spaced_before = before.ends_with(|c: char| c.is_whitespace() || c == ')');
    let spaced_behind = next.is_none_or(|c| c.is_whitespace() || "\"“'‘„«".contains(c));
    let is_dash = match dash {
        '—' => spaced_before || next.is_none_or(|c| !c.is_lowercase()),
        '–' => spaced_before || spaced_behind,
        '_' => spaced_before && spaced_behind,
        ':' => next.is_some_and(char::is_whitespace) && !spaced_before,
        _ => {
            spaced_behind
                || before.trim_end().ends_with(')')
                || from.len() - rest.len() == 2
                    && (spaced_before || next.is_none_or(char::is_uppercase))
        }
    };
    let word = || before.chars().any(char::is_alphabetic) && !before.trim_start().starts_with('-');
    (is_dash && word()).then(|| from.len() - rest.trim_start().len())
}

/// A dateline whose day or agency stands behind a first dash.
fn extended(text: &str, block: Span, found: Found) -> Found {
    let rest = Span::new(found.story.min(block.end()), block.end());
    let more = before_a_second_dash(text, rest);
    let Some((head, story)) = more else {
        return found;
    };
    let adds = head.place.is_none()
        && (head.written.is_none() || found.head.written.is_none())
        && (head.agency.is_none() || found.head.agency.is_none());
    if !adds {
        return found;
    }
    Found {
        span: Span::new(found.span.start(), story).trimmed(text),
        story,
        head: Head {
            place: found.head.place,
            written: found.head.written.or(head.written),
            known: found.head.known || head.known,
            agency: found.head.agency.or(head.agency),
        },
    }
}

fn before_a_second_dash(text: &str, rest: Span) -> Option<(Head, usize)> {
    let window = prefix(rest.of(text), 48);
    let (at, dash) = window
        .char_indices()
        .find(|&(_, c)| matches!(c, '-' | '–' | '—'))?;
    let behind = dash_end(&rest.of(text)[at..], &window[..at], dash)?;
    let head = head::read(text, Span::new(rest.start(), rest.start() + at))?;
    let says = head.place.is_none() && (head.written.is_some() || head.known);
    says.then_some((head, rest.start() + at + behind))
}
