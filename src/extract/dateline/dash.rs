//! The dash that ends a dateline, told from hyphens and other marks, and what stands before it; a second one where the day or the agency
//! stands behind the first.

use super::Found;
use super::head::{self, Head};
use super::place::{Evidence, is_in_capitals, is_plausible};
use super::rules::{FAR, LONGEST, NEAR};
use crate::extract::page::prefix;
use crate::span::Span;
use crate::text::{Sixteen, are, are_within, bits_at_head, ones};

/// What stands before a dash among the first words.
pub(super) struct Dashed {
    pub(super) head: Head,
    /// From the block's beginning to the dash.
    pub(super) span: Span,
    pub(super) dash: char,
    /// Where the words behind it begin.
    pub(super) story: usize,
}

/// What stands before each dash among the first words, where it can be read.
pub(super) fn heads(text: &str, block: Span) -> Vec<Dashed> {
    let window = prefix(block.of(text), LONGEST);
    let bytes = window.as_bytes();
    let ends = bits_at_head::<NEAR>(&text.as_bytes()[block.start()..], bytes.len(), end_dashes);
    if ends == [0; NEAR] {
        return Vec::new(); // most paragraphs
    }
    let dashes = ones(ends)
        .filter_map(|end| dash_ending_at(bytes, end))
        .filter(|&at| !is_inside_a_word(bytes, at))
        .filter_map(|at| Some((at, window[at..].chars().next()?)))
        .filter(|(_, c)| matches!(c, '-' | '–' | '—' | '_' | ':' | '|' | '•'));
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

/// With which bytes dashes may end: none in most paragraphs. The longer ones are told by their last bytes, as quotation marks begin like
/// them.
fn end_dashes(bytes: Sixteen) -> Sixteen {
    let short = are(bytes, b'-') | are(bytes, b'_') | are(bytes, b':') | are(bytes, b'|');
    short | are_within(bytes, 0x93, 0x94) | are(bytes, 0xA2)
}

/// Where a dash begins that may end with this byte.
fn dash_ending_at(bytes: &[u8], end: usize) -> Option<usize> {
    match bytes[end] {
        0x93 | 0x94 | 0xA2 => end.checked_sub(2).filter(|&first| bytes[first] == 0xE2),
        _ => Some(end),
    }
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
        '_' | '|' | '•' => spaced_before && spaced_behind,
        // "New Delhi, Nov 6 (PTI): The"
        ':' => next.is_some_and(char::is_whitespace) && !before.ends_with(char::is_whitespace),
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
pub(super) fn extended(text: &str, block: Span, found: Found) -> Found {
    let rest = Span::new(found.story.min(block.end()), block.end());
    let Some((head, story)) = before_a_second_dash(text, rest, &found.head) else {
        return found;
    };
    let adds = (head.place.is_none() || found.head.place.is_none())
        && (head.written.is_none() || found.head.written.is_none())
        && (head.agency.is_none() || found.head.agency.is_none());
    if !adds {
        return found;
    }
    Found {
        span: Span::new(found.span.start(), story).trimmed(text),
        story,
        head: Head {
            place: found.head.place.or(head.place),
            written: found.head.written.or(head.written),
            known: found.head.known || head.known,
            agency: found.head.agency.or(head.agency),
        },
    }
}

/// A day or an agency; behind `(ANSA) -` the place, which is to have a day or to be in capitals: `(ANSA) - ROME, NOV 6 -`.
fn before_a_second_dash(text: &str, rest: Span, first: &Head) -> Option<(Head, usize)> {
    let window = prefix(rest.of(text), 48);
    let (at, dash) = window
        .char_indices()
        .find(|&(_, c)| matches!(c, '-' | '–' | '—'))?;
    let behind = dash_end(&rest.of(text)[at..], &window[..at], dash)?;
    let head = head::read(text, Span::new(rest.start(), rest.start() + at))?;
    let says = match head.place {
        None => head.written.is_some() || head.known,
        Some(_) if first.place.is_some() || !first.known => false,
        Some(place) if head.written.is_some() => is_plausible(text, place, Evidence::Strong),
        Some(place) => is_in_capitals(place.of(text)) && is_plausible(text, place, Evidence::Weak),
    };
    says.then_some((head, rest.start() + at + behind))
}
