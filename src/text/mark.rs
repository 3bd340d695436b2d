//! Single quotation marks in their places: which way each looks, and what is none.
//!
//! In: a text and the span of one paragraph. Out: its marks from left to right, those in tags left out.

use super::Letters;
use super::words::{is_ascii_letter_or_digit, is_letter_or_digit};
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
    letters: &'a Letters,
    span: Span,
    at: usize,
}

impl<'a> Marks<'a> {
    pub(super) fn new(text: &'a str, letters: &'a Letters, span: Span) -> Self {
        Self {
            text,
            letters,
            span,
            at: span.start(),
        }
    }

    /// The mark at `at`, which holds the first byte of one, if it is one; and the place behind its character.
    fn mark_at(&self, at: usize) -> (Option<Mark>, usize) {
        let Some(first) = self.character(at) else {
            return (None, at + 1);
        };
        let behind = at + first.len_utf8();
        let twin = matches!(first, '\'' | '`' | '’') && self.character(behind) == Some(first);
        let end = if twin {
            behind + first.len_utf8()
        } else {
            behind
        };
        let before = self.character_before(at);
        let (left, right) = (beside(before), beside(self.character(end)));
        let words = (left & BEFORE != 0, right & AFTER != 0);
        let single = !twin && matches!(first, '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`');
        let side = if single {
            let plural = before == Some('s') && right & SPACE != 0;
            single_side(first, words, plural, &self.text[end..self.span.end()])
        } else {
            Some(double_side(first, words))
        };
        let mark = side.map(|side| Mark {
            span: Span::new(at, end),
            side,
            single,
            tight: left & right & LETTER != 0,
            straight: first.is_ascii(),
        });
        (mark, behind)
    }

    /// The character of the paragraph at `at`: mostly one of ASCII.
    #[inline]
    fn character(&self, at: usize) -> Option<char> {
        match self.text.as_bytes()[..self.span.end()].get(at) {
            Some(byte) if !byte.is_ascii() => self.text[at..self.span.end()].chars().next(),
            byte => byte.map(|&byte| char::from(byte)),
        }
    }

    /// The one before `at`.
    #[inline]
    fn character_before(&self, at: usize) -> Option<char> {
        match self.text.as_bytes()[self.span.start()..at].last() {
            Some(byte) if !byte.is_ascii() => self.text[self.span.start()..at].chars().next_back(),
            byte => byte.map(|&byte| char::from(byte)),
        }
    }
}

impl Iterator for Marks<'_> {
    type Item = Mark;

    fn next(&mut self) -> Option<Mark> {
        let bytes = self.text.as_bytes();
        while let Some(at) = self.letters.next_mark(self.at, self.span.end()) {
            self.at = at;
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
            let (found, behind) = self.mark_at(at);
            self.at = found.map_or(behind, |mark| mark.span.end());
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

/// Which way a double mark looks: by the words before and behind it first, since curls are often wrong, then by its curl.
fn double_side(mark: char, words: (bool, bool)) -> Side {
    match words {
        (false, true) => Side::Left,
        (true, false) => Side::Right,
        _ => match mark {
            '“' | '„' | '«' | '`' | '‟' => Side::Left,
            '”' | '»' => Side::Right,
            _ => Side::Either,
        },
    }
}

/// Which way a single mark looks, or `None` for an apostrophe: `don't`, `the boys' team`, which is a plural, `'90s`, `'em`.
fn single_side(mark: char, words: (bool, bool), plural: bool, rest: &str) -> Option<Side> {
    match words {
        (false, true) => {
            let clipped = rest.starts_with(|c: char| c.is_ascii_digit())
                || ["em ", "til ", "tis ", "cause ", "n'", "n’"]
                    .iter()
                    .any(|word| rest.starts_with(word));
            (!clipped && mark != '’').then_some(Side::Left)
        }
        (true, false) => (!plural).then_some(Side::Right),
        _ => None,
    }
}

/// What a character beside a mark can be, a bit each: the end of words before it, the beginning of words behind it, a letter or
/// digit, white space.
const BEFORE: u8 = 1;
const AFTER: u8 = 1 << 1;
const LETTER: u8 = 1 << 2;
const SPACE: u8 = 1 << 3;

/// What a character beside a mark is.
fn beside(c: Option<char>) -> u8 {
    let Some(c) = c else {
        return 0;
    };
    match BESIDE.get(c as usize) {
        Some(beside) => *beside,
        None => kinds(c, c.is_whitespace(), is_letter_or_digit(c)),
    }
}

/// The same of every character of ASCII.
const BESIDE: [u8; 128] = {
    let mut all = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8 as char;
        all[byte] = kinds(c, matches!(c, '\t'..='\r' | ' '), c.is_ascii_alphanumeric());
        byte += 1;
    }
    all
};

const fn kinds(c: char, space: bool, letter: bool) -> u8 {
    (BEFORE * (!space & !opens(c)) as u8)
        | (AFTER * (!space & !closes(c)) as u8)
        | (LETTER * letter as u8)
        | (SPACE * space as u8)
}

const fn opens(c: char) -> bool {
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

const fn closes(c: char) -> bool {
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
