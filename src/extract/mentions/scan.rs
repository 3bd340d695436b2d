//! The words that may open a date, found by their first three letters: every word that stands out is asked.

use std::sync::LazyLock;

use crate::extract::reading::{Piece, Reading};
use crate::extract::tokens::{Kind, Token};
use crate::lexicon::openings::Openings;
use crate::lexicon::places::{english_names, weekday_names};
use crate::lexicon::times;
use crate::span::Span;
use crate::text::{Letters, is_ascii_letter_or_digit};

static ENGLISH: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = Openings::new();
    add_digits(&mut openings);
    for name in english_names() {
        openings.add(capital(name).as_bytes());
    }
    for word in times::openings() {
        openings.add(word.as_bytes());
        openings.add(capital(word).as_bytes());
    }
    openings
});
/// In other languages a month stands behind its day, which is a number.
static OTHERS: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = WEEKDAYS.clone();
    add_digits(&mut openings);
    openings
});
/// The days of the week in every language.
static WEEKDAYS: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = Openings::new();
    for name in weekday_names() {
        openings.add(name.as_bytes());
        openings.add(capital(name).as_bytes());
    }
    openings
});

/// Adds where the words of a piece begin that may open a date, those of its quoted runs too: of what no space and no hyphen parts,
/// the first is asked.
pub(super) fn read_openings(
    reading: &Reading<'_>,
    letters: &Letters,
    piece: &Piece,
    english: bool,
    starts: &mut Vec<u32>,
) {
    let tokens = reading.tokens(piece);
    let bytes = &reading.text.as_bytes()[..piece.span.end()];
    let ask = |(nth, token): (usize, &Token<'_>)| {
        let start = token.span().start();
        match token.kind {
            Kind::Quote => add_openings(reading.text, letters, token.span(), english, starts),
            Kind::Word if !is_parted(bytes, &tokens[..nth], start) => {}
            Kind::Word if token.joined => {
                add_openings(reading.text, letters, token.span(), english, starts);
            }
            Kind::Word if table(english).may_be(&bytes[start..]) => starts.push(start as u32),
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
        inside | english.may_be(&text.as_bytes()[token.start()..])
    }
}

/// Whether a space, a line's end or a hyphen stands between the word here and those before it.
fn is_parted(bytes: &[u8], before: &[Token<'_>], start: usize) -> bool {
    if bytes[..start].last().is_some_and(|&byte| is_border(byte)) {
        return true; // most words
    }
    let is_word = |token: &&Token<'_>| matches!(token.kind, Kind::Word | Kind::Quote);
    let last = before.iter().rev().find(is_word);
    last.is_none_or(|last| {
        bytes[last.span().end()..start]
            .iter()
            .any(|&byte| is_border(byte))
    })
}

/// Where the words of a text begin that may be days of the week in any language.
pub(in crate::extract) fn weekdays(text: &str, letters: &Letters, span: Span) -> Vec<u32> {
    let mut starts = Vec::new();
    add(&WEEKDAYS, text, letters, span, &mut starts);
    starts
}

/// Adds where they begin: of what no border parts the first letter or digit is asked.
pub(super) fn add_openings(
    text: &str,
    letters: &Letters,
    span: Span,
    english: bool,
    starts: &mut Vec<u32>,
) {
    add(table(english), text, letters, span, starts);
}

fn add(openings: &Openings, text: &str, letters: &Letters, span: Span, starts: &mut Vec<u32>) {
    let bytes = &text.as_bytes()[..span.end()];
    letters.starts(span, |start| {
        // few words may open one
        if openings.may_be(&bytes[start..]) && is_first(&bytes[span.start()..start]) {
            starts.push(start as u32);
        }
    });
}

/// Whether no letter or digit stands between a place and the last border of what stands before it.
fn is_first(before: &[u8]) -> bool {
    let signs = before.iter().rev().take_while(|&&byte| !is_border(byte));
    !signs.copied().any(is_ascii_letter_or_digit)
}

/// A space, a line's end or a hyphen.
fn is_border(byte: u8) -> bool {
    (byte == b' ') | (byte == b'\n') | (byte == b'-')
}

fn table(english: bool) -> &'static Openings {
    if english { &ENGLISH } else { &OTHERS }
}

/// Every number may be a day or a year.
fn add_digits(openings: &mut Openings) {
    for digit in b'0'..=b'9' {
        openings.add(&[digit]);
    }
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
        let letters = Letters::of(text.as_bytes());
        let mut starts = Vec::new();
        add_openings(
            text,
            &letters,
            Span::new(0, text.len()),
            english,
            &mut starts,
        );
        starts
            .into_iter()
            .map(|at| text[at as usize..].split(' ').next().unwrap_or_default())
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
        for text in [
            "“May",
            "x\n(May",
            "x --May",
            "May,",
            "mid-May",
            "12345678 May",
        ] {
            let at = text.find("May").unwrap();
            let letters = Letters::of(text.as_bytes());
            let mut found = Vec::new();
            add_openings(text, &letters, Span::new(0, text.len()), true, &mut found);
            assert_eq!(found.last(), Some(&(at as u32)), "{text}");
        }
        assert!(opened("no’May x", true).is_empty());
    }
}
