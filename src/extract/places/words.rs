//! The capitalised words of a piece of text: no name of a place begins otherwise.
//!
//! In: the tokens of a piece of the story, or text that has none. Out: the words with what the tables say of them.

use std::ops::Range;

use crate::extract::reading::{self, Reading};
use crate::extract::tokens::{Kind, Token};
use crate::lexicon::speech::{self, Known};
use crate::span::Span;
use crate::text::letters_at_head;

/// A capitalised word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Without a possessive ending; with the last point of `U.S.`
    pub(super) span: Span,
    /// Whether it stands in the possessive: no name goes on behind it.
    pub(super) possessive: bool,
    /// Whether it has nothing but ASCII letters and digits.
    pub(super) plain: bool,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    /// What the tables say of it.
    pub(super) said: Option<Known>,
}

/// What stands between two capitalised words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// A space or a line's end.
    Space,
    /// `-`
    Hyphen,
    /// A point and a space.
    Point,
    /// What stands before the region of a place: `, ` or ` (`.
    Comma,
    /// Anything else.
    Other,
}

/// Eight bytes behind a name that shares its noun with others, with the bits that small letters have and capitals lack.
const COUNTIES: u64 = u64::from_le_bytes(*b" countie");
const PARISHES: u64 = u64::from_le_bytes(*b" parishe");
const SMALL: u64 = u64::from_le_bytes([b' '; 8]);

/// The capitalised words of a story, piece by piece.
pub(super) struct Words<'a> {
    text: &'a str,
    has_tags: bool,
    all: Vec<Word>,
    /// Where the last one of the piece ends that is read now.
    behind: usize,
    /// Whether `counties` or `parishes` stands behind one of them, as where several share their noun.
    pub(super) share_nouns: bool,
}

impl<'a> Words<'a> {
    /// Those of a text, none as yet.
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            has_tags: memchr::memchr(b'<', text.as_bytes()).is_some(),
            all: Vec::with_capacity(text.len() / 20),
            behind: 0,
            share_nouns: false,
        }
    }

    /// The numbers of the words that are read in a piece.
    pub(super) fn piece(&mut self, read: impl FnOnce(&mut Self)) -> Range<usize> {
        let first = self.all.len();
        self.behind = 0;
        read(self);
        first..self.all.len()
    }

    /// The words of these numbers.
    pub(super) fn numbered(&self, numbers: Range<usize>) -> &[Word] {
        &self.all[numbers]
    }

    fn push(&mut self, word: Word) {
        self.behind = word.span.end();
        self.all.push(word);
        let behind = self
            .text
            .as_bytes()
            .get(self.behind..)
            .and_then(<[u8]>::first_chunk);
        let behind = behind.map_or(0, |eight| u64::from_le_bytes(*eight)) | SMALL;
        self.share_nouns |= (behind == COUNTIES) | (behind == PARISHES);
    }

    /// What stands between the last word of the piece and the next one, which starts there.
    fn gap(&self, start: usize) -> Gap {
        let between = self.text.as_bytes().get(self.behind..start);
        match *between.unwrap_or_default() {
            [b' ' | b'\n'] | [b'\r', b'\n'] | [0xC2, 0xA0] => Gap::Space,
            [b'-'] => Gap::Hyphen,
            [b'.', b' '] => Gap::Point,
            [b',', b' ' | b'\n'] | [b',', b'\r', b'\n'] | [b',', 0xC2, 0xA0] | [b' ', b'('] => {
                Gap::Comma
            }
            _ => Gap::Other,
        }
    }
}

/// Adds the capitalised words of a part of a piece, those of its quoted runs too. The piece ends at `end`.
pub(super) fn read(
    reading: &Reading<'_>,
    part: &reading::Piece,
    end: usize,
    found: &mut Words<'_>,
) {
    let text = reading.text;
    if found.has_tags && memchr::memchr(b'<', part.span.of(text).as_bytes()).is_some() {
        return read_with_tags(text, part.span, reading.tokens(part), end, found);
    }
    for (_, token) in reading.outstanding(part) {
        read_token(text, token, end, found);
    }
}

/// The same where `<Sugar Corp (Peru)>` looks like a tag, which leaves no tokens.
fn read_with_tags(text: &str, part: Span, tokens: &[Token<'_>], end: usize, found: &mut Words<'_>) {
    let between = |from: usize, to: usize, found: &mut Words<'_>| {
        if to > from + 2 && text.as_bytes()[from..to].contains(&b'<') {
            scan(text, Span::new(from, to), end, found);
        }
    };
    let mut behind = part.start();
    for token in tokens {
        if !is_read(token, found) {
            between(behind, token.span().start(), found);
            behind = token.span().end();
            read_token(text, token, end, found);
        }
    }
    between(behind, part.end(), found);
}

/// Adds what is capitalised of a token.
fn read_token(text: &str, token: &Token<'_>, end: usize, found: &mut Words<'_>) {
    if is_read(token, found) {
        return;
    }
    match token.kind {
        Kind::Quote => scan(text, token.span(), end, found),
        Kind::Word if token.joined => scan(text, token.span(), end, found),
        Kind::Word if token.text.as_bytes()[0].is_ascii_uppercase() => {
            let behind = &text[token.span().end()..end];
            found.push(Word {
                span: token.span(),
                possessive: behind.starts_with(APOSTROPHES),
                plain: true,
                gap: found.gap(token.span().start()),
                said: token.known,
            });
        }
        _ => {}
    }
}

/// Whether a word that was found reaches into the token: those of `anti-U.S.` are cut elsewhere.
fn is_read(token: &Token<'_>, found: &Words<'_>) -> bool {
    found.behind > token.span().start()
}

/// Adds the capitalised words of a piece of text.
pub(super) fn words(text: &str, piece: Span, found: &mut Words<'_>) {
    scan(text, piece, piece.end(), found);
}

/// Adds the capitalised words that begin in a part of a piece, which ends at `end`. Only capitals and what is not ASCII are looked
/// at.
fn scan(text: &str, part: Span, end: usize, found: &mut Words<'_>) {
    let mut at = part.start();
    while let Some(next) = opening(text.as_bytes(), at, part.end()) {
        at = if text.as_bytes()[next..].starts_with(PUNCTUATION) {
            next + 3
        } else if is_inside_word(text, part.start(), next) {
            next + text[next..].chars().next().map_or(1, char::len_utf8)
        } else if let Some(stop) = plain_word_end(&text.as_bytes()[..end], next) {
            found.push(Word {
                span: Span::new(next, stop),
                possessive: false,
                plain: true,
                gap: found.gap(next),
                said: speech::word_at(text, next, stop),
            });
            stop
        } else {
            word_or_sign(text, end, next, found)
        };
    }
}

/// Where a word of ASCII letters and digits ends that begins with a capital, if nothing behind them may belong to it.
fn plain_word_end(bytes: &[u8], at: usize) -> Option<usize> {
    let length = letters_at_head(&bytes[at..]);
    let goes_on = match bytes.get(at + length) {
        Some(b'.') => length == 1, // "U.S."
        Some(b'\'' | 128..) => true,
        _ => false,
    };
    (length > 0 && !goes_on).then_some(at + length)
}

/// Curly marks, dashes and other signs, three bytes each, begin so.
const PUNCTUATION: &[u8] = "’".as_bytes().first_chunk::<2>().unwrap();

/// The first byte between two places that may begin a capitalised word: a capital, or one that is not ASCII.
fn opening(bytes: &[u8], mut at: usize, end: usize) -> Option<usize> {
    while at < end {
        let Some(eight) = bytes[at..].first_chunk() else {
            let opens = |at: &usize| matches!(bytes[*at], b'A'..=b'Z' | 128..);
            return (at..end).find(opens);
        };
        let openings = openings(u64::from_le_bytes(*eight));
        if openings != 0 {
            let next = at + openings.trailing_zeros() as usize / 8;
            return (next < end).then_some(next);
        }
        at += 8;
    }
    None
}

/// The highest bits of those of eight bytes that are capitals or not ASCII: adding to seven bits carries into the eighth from
/// `A` on, and from behind `Z` on.
fn openings(eight: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x80 * ONES;
    let seven = eight & !HIGHEST;
    let from = |first: u8| seven + (0x80 - u64::from(first)) * ONES;
    (from(b'A') & !from(b'Z' + 1) | eight) & HIGHEST
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

fn is_inside_word(text: &str, start: usize, at: usize) -> bool {
    match text.as_bytes()[start..at].last() {
        Some(128..) => text[start..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric),
        Some(byte) => byte.is_ascii_alphanumeric(),
        None => false,
    }
}

/// Adds the word here, if it is capitalised; where to go on.
fn word_or_sign(text: &str, end: usize, at: usize, found: &mut Words<'_>) -> usize {
    match text[at..end].chars().next() {
        Some(c) if c.is_uppercase() => add(text, end, at, found),
        Some(c) => at + c.len_utf8(),
        None => end,
    }
}

fn add(text: &str, end: usize, at: usize, found: &mut Words<'_>) -> usize {
    let stop = word_end(text, end, at);
    let spelled = &text[at..stop];
    let plain = spelled
        .strip_suffix(['s', 'S'])
        .and_then(|head| head.strip_suffix(APOSTROPHES));
    let bare = plain.unwrap_or(spelled);
    found.push(Word {
        span: Span::new(at, at + bare.len()),
        possessive: plain.is_some() || text[stop..end].starts_with(APOSTROPHES),
        plain: letters_at_head(bare.as_bytes()) == bare.len(),
        gap: found.gap(at),
        said: speech::word_at(text, at, at + bare.len()),
    });
    stop
}

/// Letters and digits, apostrophes between them, points between single letters and behind the last of those.
fn word_end(text: &str, end: usize, start: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    let mut at = start;
    let mut letter = start;
    loop {
        at += letters_at_head(&bytes[at..]);
        match bytes.get(at) {
            Some(b'.') if at == letter + 1 => {
                if !bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) {
                    let dotted = letter > start;
                    return if dotted { at + 1 } else { at };
                }
                at += 1;
                letter = at;
            }
            Some(b'\'') if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => at += 1,
            Some(128..) => {
                let mut behind = text[at..end].chars();
                match behind.next() {
                    Some(c) if c.is_alphanumeric() => at += c.len_utf8(),
                    Some('’') if behind.next().is_some_and(char::is_alphabetic) => at += 3,
                    _ => return at,
                }
            }
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, bool)> {
        let mut found = Words::of(text);
        words(text, Span::new(0, text.len()), &mut found);
        found
            .all
            .iter()
            .map(|word| (word.span.of(text), word.possessive))
            .collect()
    }

    #[test]
    fn capitalised_words_are_found_without_their_possessive_ending() {
        assert_eq!(
            found("In the U.S. and Peru’s Íquitos, iPads of O'Fallon and Texas' McLean."),
            [
                ("In", false),
                ("U.S.", false),
                ("Peru", true),
                ("Íquitos", false),
                ("O'Fallon", false),
                ("Texas", true),
                ("McLean", false),
            ]
        );
    }

    #[test]
    fn words_stay_inside_their_piece() {
        let text = "Lima and Kyiv";
        let mut inside = Words::of(text);
        words(text, Span::new(0, 11), &mut inside);
        assert_eq!(inside.all[1].span, Span::new(9, 11));
    }
}
