//! Words: runs of letters and digits, with the apostrophes, hyphens and points that belong inside them.

use crate::span::Span;

/// The words of `text` inside `span`: `O'Brien`, `state-run`, `U.S.` without its last point is `U.S`, `$7.53` is `7.53`.
pub fn words(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut rest = span;
    std::iter::from_fn(move || {
        let start = rest.start() + word_start(rest.of(text))?;
        let end = word_end(text, Span::new(start, rest.end()));
        rest = Span::new(end, rest.end());
        Some(Span::new(start, end))
    })
}

/// Where the first word begins. Most words stand behind one space.
fn word_start(rest: &str) -> Option<usize> {
    match rest.as_bytes() {
        [b' ', first, ..] if first.is_ascii_alphanumeric() => Some(1),
        _ => rest.find(char::is_alphanumeric),
    }
}

/// How many ASCII letters and digits stand at the head of these bytes. By a table: this is asked of every letter of a text.
pub(crate) fn letters_at_head(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|&byte| !LETTER[usize::from(byte)])
        .unwrap_or(bytes.len())
}

const LETTER: [bool; 256] = {
    let mut letter = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        letter[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    letter
};

/// The end of the word that `span` begins with.
fn word_end(text: &str, span: Span) -> usize {
    let bytes = text.as_bytes();
    let mut at = span.start();
    while at < span.end() {
        at += letters_at_head(&bytes[at..span.end()]);
        if at == span.end() {
            break;
        }
        // Most words end here, at a space or a stop.
        if bytes[at].is_ascii() && !matches!(bytes[at], b'\'' | b'-' | b'.' | b',' | b'&') {
            return at;
        }
        let mut behind = text[at..span.end()].chars();
        let (c, next) = (behind.next(), behind.next());
        let joins = |c: char| {
            matches!(c, '\'' | '’' | '-' | '.' | ',' | '&')
                && next
                    .is_some_and(|next| joined(text[span.start()..at].chars().next_back(), c, next))
        };
        let belongs = |c: char| {
            c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || joins(c)
        };
        match c.filter(|&c| belongs(c)) {
            Some(c) => at += c.len_utf8(),
            None => return at,
        }
    }
    span.end()
}

/// Whether `joiner` between these two characters is a part of the word: a comma only within a number, a point not
/// at the end of a sentence that lost its space ("war.The").
fn joined(previous: Option<char>, joiner: char, next: char) -> bool {
    let digits = previous.is_some_and(|c| c.is_ascii_digit()) && next.is_ascii_digit();
    match joiner {
        ',' => digits,
        '.' => digits || previous.is_some_and(char::is_uppercase) && next.is_uppercase(),
        '&' => previous.is_some_and(char::is_uppercase) && next.is_uppercase(),
        _ => next.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_what_belongs_inside_them() {
        let text = "O'Brien’s state-run U.S. firm, AT&T, paid $7.53 and 1,234 (“fine”). War.The end -- really";
        let found: Vec<_> = words(text, Span::new(0, text.len()))
            .map(|span| span.of(text))
            .collect();
        let expected = [
            "O'Brien’s",
            "state-run",
            "U.S",
            "firm",
            "AT&T",
            "paid",
            "7.53",
            "and",
            "1,234",
            "fine",
            "War",
            "The",
            "end",
            "really",
        ];
        assert_eq!(found, expected);
    }
}
