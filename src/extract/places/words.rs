//! The capitalised words of a piece of text: no name of a place begins otherwise.

use crate::span::Span;
use crate::text::letters_at_head;

/// A capitalised word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Without a possessive ending; with the last point of `U.S.`
    pub(super) span: Span,
    /// Whether it stands in the possessive: no name goes on behind it.
    pub(super) possessive: bool,
}

/// Adds the capitalised words of a piece. Every byte of a story passes here: only capitals and what is not ASCII are looked at.
pub(super) fn words(text: &str, piece: Span, found: &mut Vec<Word>) {
    let bytes = &text.as_bytes()[..piece.end()];
    let mut at = piece.start();
    while let Some(next) = bytes[at..]
        .iter()
        .position(|&byte| OPENS[usize::from(byte)])
    {
        at += next;
        at = match is_inside_word(text, piece.start(), at) {
            false => word_or_sign(text, piece.end(), at, found),
            true => at + text[at..].chars().next().map_or(1, char::len_utf8),
        };
    }
}

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
        .and_then(|head| head.strip_suffix(['\'', '’']));
    let bare = plain.unwrap_or(spelled);
    let possessive = plain.is_some() || text[stop..end].starts_with(['\'', '’']);
    found.push(Word {
        span: Span::new(at, at + bare.len()),
        possessive,
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
