//! Single quotation marks in their places: which way each looks, and what is none.
//!
//! In: a text and the span of one paragraph. Out: its marks from left to right, those in tags left out.

use super::words::{first_of, is_ascii_letter_or_digit};
use crate::span::Span;

/// Which way a mark looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Words follow: `“so`.
    Left,
    /// Words end: `so”`.
    Right,
    /// Nothing beside it tells: ` " `.
    Either,
}

/// One quotation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) side: Side,
    pub(super) single: bool,
    /// Whether letters or digits stand on both sides: `a“b`.
    pub(super) tight: bool,
    pub(super) straight: bool,
}

/// The marks of a paragraph, from left to right.
pub(super) struct Marks<'a> {
    text: &'a str,
    span: Span,
    at: usize,
}

impl<'a> Marks<'a> {
    pub(super) fn new(text: &'a str, span: Span) -> Self {
        let at = span.start();
        Self { text, span, at }
    }

    /// The mark at `at`, which holds the first byte of one, if it is one.
    fn mark_at(&self, at: usize) -> Option<Mark> {
        let rest = &self.text[at..self.span.end()];
        let first = rest.chars().next()?;
        let twin = rest.starts_with("''") || rest.starts_with("``") || rest.starts_with("’’");
        let length = if twin {
            2 * first.len_utf8()
        } else {
            first.len_utf8()
        };
        let before = self.text[self.span.start()..at].chars().next_back();
        let after = rest[length..].chars().next();
        let single = !twin && matches!(first, '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`');
        let span = Span::new(at, at + length);
        let side = if single {
            single_side(first, before, after, &rest[length..])?
        } else if first.is_ascii_digit() {
            return None;
        } else {
            double_side(first, before, after)
        };
        let tight =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        Some(Mark {
            span,
            side,
            single,
            tight,
            straight: first.is_ascii(),
        })
    }
}

/// Whether a mark or a tag can begin with this byte.
fn may_open(byte: u8) -> bool {
    (byte == b'<')
        | (byte == b'"')
        | (byte == b'\'')
        | (byte == b'`')
        | (byte == 0xC2)
        | (byte == 0xE2)
}

impl Iterator for Marks<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        let bytes = self.text.as_bytes();
        while let Some(skipped) = first_of(&bytes[self.at..self.span.end()], may_open) {
            self.at += skipped;
            let at = self.at;
            if let Some(length) = apostrophe(bytes, at, self.span) {
                self.at += length;
                continue;
            }
            match bytes[at] {
                b'<' => {
                    self.at = tag_end(self.text, at, self.span.end()).unwrap_or(at + 1);
                    continue;
                }
                b'"' if bytes[at + 1..self.span.end()].first() == Some(&b'>') => {
                    self.at += 1;
                    continue;
                }
                b'"' | b'\'' | b'`' => {}
                0xC2 if matches!(bytes[at + 1], 0xAB | 0xBB) => {}
                0xE2 if bytes[at + 1] == 0x80
                    && matches!(bytes[at + 2], 0x98..=0x9F | 0xB9 | 0xBA) => {}
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            let found = self.mark_at(at);
            let width = self.text[at..].chars().next().map_or(1, char::len_utf8);
            self.at = found.map_or(at + width, |mark| mark.span.end());
            if found.is_some() {
                return found;
            }
        }
        self.at = self.span.end();
        None
    }
}

/// The length of the single mark at `at`, if letters or digits of ASCII stand on both sides (`don’t`): most marks are such.
fn apostrophe(bytes: &[u8], at: usize, within: Span) -> Option<usize> {
    let length = match bytes[at..within.end()] {
        [b'\'', ..] => 1,
        [0xE2, 0x80, 0x98 | 0x99, ..] => 3,
        _ => return None,
    };
    let before = bytes[within.start()..at].last()?;
    let after = bytes[at + length..within.end()].first()?;
    (is_ascii_letter_or_digit(*before) && is_ascii_letter_or_digit(*after)).then_some(length)
}

/// No tag is longer: a sign that opens none costs no more.
const LONGEST_TAG: usize = 2000;

/// The byte behind the tag at `at` (`<tweet id="7">`), if a tag stands there; one without its end is none.
#[must_use]
pub fn tag_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..end.min(at + LONGEST_TAG)];
    let named = |c: &u8| c.is_ascii_alphabetic() || *c == b'/';
    if bytes.first() != Some(&b'<') || !bytes.get(1).is_some_and(named) {
        return None;
    }
    memchr::memchr(b'>', bytes).map(|close| at + close + 1)
}

/// Which way a double mark looks: by its neighbours first, since curls are often wrong, then by its curl.
fn double_side(mark: char, before: Option<char>, after: Option<char>) -> Side {
    let words_before = before.is_some_and(|c| !c.is_whitespace() && !opens(c));
    let words_after = after.is_some_and(|c| !c.is_whitespace() && !closes(c));
    match (words_before, words_after) {
        (false, true) => Side::Left,
        (true, false) => Side::Right,
        _ => match mark {
            '“' | '„' | '«' | '`' | '‟' => Side::Left,
            '”' | '»' => Side::Right,
            _ => Side::Either,
        },
    }
}

/// Which way a single mark looks, or `None` for an apostrophe: `don't`, `the boys' team`, `'90s`, `'em`.
fn single_side(mark: char, before: Option<char>, after: Option<char>, rest: &str) -> Option<Side> {
    let words_before = before.is_some_and(|c| !c.is_whitespace() && !opens(c));
    let words_after = after.is_some_and(|c| !c.is_whitespace() && !closes(c));
    match (words_before, words_after) {
        (false, true) => {
            let clipped = rest.starts_with(|c: char| c.is_ascii_digit())
                || ["em ", "til ", "tis ", "cause ", "n'", "n’"]
                    .iter()
                    .any(|word| rest.starts_with(word));
            (!clipped && mark != '’').then_some(Side::Left)
        }
        (true, false) => {
            let plural = matches!(before, Some('s')) && after.is_some_and(char::is_whitespace);
            (!plural).then_some(Side::Right)
        }
        _ => None,
    }
}

fn opens(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '-'
            | '–'
            | '—'
            | '/'
            | '“'
            | '‘'
            | '"'
            | '\''
            | '«'
            | '„'
            | '¡'
            | '¿'
            | '>'
    )
}

fn closes(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '-'
            | '–'
            | '—'
            | '/'
            | '”'
            | '’'
            | '"'
            | '\''
            | '»'
            | '<'
    )
}
