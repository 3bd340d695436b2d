//! The words that may open a date, found by their first three letters: every word that stands out is asked.

use std::sync::LazyLock;

use crate::extract::reading::{Piece, Reading};
use crate::extract::tokens::{Kind, Token};
use crate::lexicon::places::{english_names, weekday_names};
use crate::lexicon::times;
use crate::span::Span;

/// Which second and third bytes follow a first one, in one number of 64.
struct Openings([u64; 256]);

static ENGLISH: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = Openings::digits();
    for name in english_names() {
        openings.add(&capital(name));
    }
    for word in times::openings() {
        openings.add(word);
        openings.add(&capital(word));
    }
    openings
});
/// In other languages a month stands behind its day, which is a number.
static OTHERS: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = Openings::digits();
    for name in weekday_names() {
        openings.add(name);
        openings.add(&capital(name));
    }
    openings
});

/// Adds where the words of a piece begin that may open a date, those of its quoted runs too: of what no space and no hyphen parts,
/// the first is asked.
pub(super) fn read_openings(
    reading: &Reading<'_>,
    piece: &Piece,
    english: bool,
    starts: &mut Vec<usize>,
) {
    let tokens = reading.tokens(piece);
    let bytes = &reading.text.as_bytes()[..piece.span.end()];
    let ask = |(nth, token): (usize, &Token<'_>)| {
        let start = token.span().start();
        match token.kind {
            Kind::Quote => starts.extend(openings(reading.text, token.span(), english)),
            Kind::Word if !is_parted(bytes, &tokens[..nth], start) => {}
            Kind::Word if token.joined => {
                starts.extend(openings(reading.text, token.span(), english));
            }
            Kind::Word if table(english).may_be(&bytes[start..]) => starts.push(start),
            _ => {}
        }
    };
    if english {
        reading.dates(piece).for_each(ask);
    } else {
        tokens.iter().enumerate().for_each(ask); // days of the week begin small
    }
}

/// What tells whether a token of a text that stands out may open a date in English, or has words inside that may.
pub(in crate::extract) fn date_openings() -> impl Fn(&str, &Token<'_>) -> bool {
    let english = table(true);
    |text, token| {
        let inside = token.joined | matches!(token.kind, Kind::Quote);
        inside | english.may_be(&text.as_bytes()[token.span().start()..])
    }
}

/// Whether a space, a line's end or a hyphen stands between the word here and those before it.
fn is_parted(bytes: &[u8], before: &[Token<'_>], start: usize) -> bool {
    let parts = |byte: &u8| matches!(byte, b' ' | b'\n' | b'-');
    if bytes[..start].last().is_some_and(parts) {
        return true; // most words
    }
    let is_word = |token: &&Token<'_>| matches!(token.kind, Kind::Word | Kind::Quote);
    let last = before.iter().rev().find(is_word);
    last.is_none_or(|last| bytes[last.span().end()..start].iter().any(parts))
}

/// Where the words begin that may open a date.
pub(in crate::extract) fn openings(
    text: &str,
    span: Span,
    english: bool,
) -> impl Iterator<Item = usize> + '_ {
    let openings = table(english);
    let bytes = &text.as_bytes()[..span.end()];
    let mut at = span.start();
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            if !crate::text::is_ascii_letter_or_digit(bytes[start]) {
                at += 1;
                continue;
            }
            // most words stand between spaces, so that few letters need be looked at
            at = parted(text.as_bytes(), start, bytes.len()) + 1;
            if openings.may_be(&bytes[start..]) {
                return Some(start);
            }
        }
        None
    })
}

/// Where the first space, line's end or hyphen stands from `at` on, or anywhere behind the end where there is none before.
fn parted(bytes: &[u8], mut at: usize, end: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    while at < end {
        let Some(eight) = bytes[at..].first_chunk() else {
            let parts = |at: &usize| matches!(bytes[*at], b' ' | b'\n' | b'-');
            return (at..end).find(parts).unwrap_or(end);
        };
        let eight = u64::from_le_bytes(*eight);
        // the lowest byte of these that is 0 has its highest bit set
        let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
        let is = |byte: u8| zero(eight ^ (ONES * u64::from(byte)));
        let parts = (is(b' ') | is(b'\n') | is(b'-')) & (0x80 * ONES);
        if parts != 0 {
            return at + parts.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    end
}

fn table(english: bool) -> &'static Openings {
    if english { &ENGLISH } else { &OTHERS }
}

impl Openings {
    fn digits() -> Self {
        let mut table = [0; 256];
        for digit in b'0'..=b'9' {
            table[usize::from(digit)] = u64::MAX;
        }
        Self(table)
    }

    fn add(&mut self, word: &str) {
        if let [first, second, third, ..] = word.as_bytes() {
            self.0[usize::from(*first)] |= bit(*second, *third);
        }
    }

    fn may_be(&self, bytes: &[u8]) -> bool {
        let [first, second, third, ..] = bytes else {
            return false;
        };
        self.0[usize::from(*first)] & bit(*second, *third) != 0
    }
}

fn bit(second: u8, third: u8) -> u64 {
    1 << (second.wrapping_mul(7).wrapping_add(third) & 63)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(text: &str, english: bool) -> Vec<&str> {
        let starts = openings(text, Span::new(0, text.len()), english);
        starts
            .map(|at| text[at..].split(' ').next().unwrap_or_default())
            .collect()
    }

    #[test]
    fn few_words_open_a_date() {
        let text = "The mayor said on “Wednesday” that the quay, shut 12 days ago, may reopen this May or later.";
        assert_eq!(
            opened(text, true),
            ["Wednesday”", "12", "ago,", "this", "May", "later."]
        );
        assert_eq!(opened("Er kam am Mittwoch", false), ["Mittwoch"]);
    }
}
