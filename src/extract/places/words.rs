//! The capitalised words of a piece of text: no name of a place begins otherwise.
//!
//! In: the tokens of a piece of the story, or text that has none. Out: the words with what the tables say of them.

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
    /// What the tables say of it.
    pub(super) said: Option<Known>,
}

/// Adds the capitalised words among the tokens of a part of a piece, those of its quoted runs too. The piece ends at `end`.
pub(super) fn of_tokens(
    text: &str,
    part: Span,
    tokens: &[Token<'_>],
    end: usize,
    found: &mut Vec<Word>,
) {
    let between = |from: usize, to: usize, found: &mut Vec<Word>| {
        // `<Sugar Corp (Peru)>` looks like a tag, which leaves no tokens
        if to > from + 2 && text.as_bytes()[from..to].contains(&b'<') {
            scan(text, Span::new(from, to), end, found);
        }
    };
    let mut behind = part.start();
    for token in tokens {
        // of `anti-U.S.` the tokens are cut elsewhere
        if found
            .last()
            .is_some_and(|last| last.span.end() > token.span.start())
        {
            continue;
        }
        between(behind, token.span.start(), found);
        behind = token.span.end();
        match token.kind {
            Kind::Quote(_) => scan(text, token.span, end, found),
            Kind::Word if token.joined => scan(text, token.span, end, found),
            Kind::Word if token.text.as_bytes()[0].is_ascii_uppercase() => found.push(Word {
                span: token.span,
                possessive: text[token.span.end()..end].starts_with(APOSTROPHES),
                said: token.known,
            }),
            _ => {}
        }
    }
    between(behind, part.end(), found);
}

/// Adds the capitalised words of a piece of text.
pub(super) fn words(text: &str, piece: Span, found: &mut Vec<Word>) {
    scan(text, piece, piece.end(), found);
}

/// Adds the capitalised words that begin in a part of a piece, which ends at `end`. Only capitals and what is not ASCII are looked
/// at.
fn scan(text: &str, part: Span, end: usize, found: &mut Vec<Word>) {
    let bytes = &text.as_bytes()[..part.end()];
    let mut at = part.start();
    while let Some(next) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&byte| OPENS[usize::from(byte)]))
    {
        at += next;
        at = match is_inside_word(text, part.start(), at) {
            false => word_or_sign(text, end, at, found),
            true => at + text[at..].chars().next().map_or(1, char::len_utf8),
        };
    }
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

/// Bytes that may begin a capitalised word.
const OPENS: [bool; 256] = {
    let mut opens = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        opens[byte] = matches!(byte as u8, b'A'..=b'Z' | 128..);
        byte += 1;
    }
    opens
};

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
fn word_or_sign(text: &str, end: usize, at: usize, found: &mut Vec<Word>) -> usize {
    match text[at..end].chars().next() {
        Some(c) if c.is_uppercase() => add(text, end, at, found),
        Some(c) => at + c.len_utf8(),
        None => end,
    }
}

fn add(text: &str, end: usize, at: usize, found: &mut Vec<Word>) -> usize {
    let stop = word_end(text, end, at);
    let spelled = &text[at..stop];
    let plain = spelled
        .strip_suffix(['s', 'S'])
        .and_then(|head| head.strip_suffix(APOSTROPHES));
    let bare = plain.unwrap_or(spelled);
    found.push(Word {
        span: Span::new(at, at + bare.len()),
        possessive: plain.is_some() || text[stop..end].starts_with(APOSTROPHES),
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
        let mut found = Vec::new();
        words(text, Span::new(0, text.len()), &mut found);
        found
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
        let mut inside = Vec::new();
        words(text, Span::new(0, 11), &mut inside);
        assert_eq!(inside[1].span, Span::new(9, 11));
    }
}
