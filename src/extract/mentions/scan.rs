//! The words that may open a date, found by their first three letters: every word of every article is asked.

use std::sync::LazyLock;

use crate::extract::reading::{Piece, Reading};
use crate::extract::tokens::Kind;
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
    let table: &Openings = if english { &ENGLISH } else { &OTHERS };
    let text = reading.text;
    let bytes = &text.as_bytes()[..piece.span.end()];
    let mut behind = None;
    for token in reading.tokens(piece) {
        let start = token.span.start();
        match token.kind {
            Kind::Quote(_) => starts.extend(openings(text, token.span, english)),
            Kind::Word => {
                let parted = behind.is_none_or(|end| is_parted(&bytes[end..start]));
                if token.joined && parted {
                    starts.extend(openings(text, token.span, english));
                } else if parted && table.may_be(&bytes[start..]) {
                    starts.push(start);
                }
            }
            _ => continue,
        }
        behind = Some(token.span.end());
    }
}

/// Whether a space, a line's end or a hyphen stands among these bytes between two words.
fn is_parted(between: &[u8]) -> bool {
    let parts = |byte: &u8| matches!(byte, b' ' | b'\n' | b'-');
    between.first().is_some_and(parts) || between.iter().any(parts)
}

/// Where the words begin that may open a date.
pub(in crate::extract) fn openings(
    text: &str,
    span: Span,
    english: bool,
) -> impl Iterator<Item = usize> + '_ {
    let openings: &Openings = if english { &ENGLISH } else { &OTHERS };
    let bytes = &text.as_bytes()[..span.end()];
    let mut at = span.start();
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let letter = |&byte: &u8| crate::text::is_ascii_letter_or_digit(byte);
            let start = at + bytes[at..].iter().position(letter)?;
            // most words stand between spaces, so that few letters need be looked at
            let next = memchr::memchr3(b' ', b'\n', b'-', &bytes[start..]);
            at = next.map_or(bytes.len(), |length| start + length + 1);
            if openings.may_be(&bytes[start..]) {
                return Some(start);
            }
        }
        None
    })
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
