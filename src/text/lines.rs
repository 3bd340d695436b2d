//! Lines, whatever their ends, and the folding of white space.

use std::borrow::Cow;

use super::letters::Letters;
use crate::lexicon::sixteens::{are, are_within, find};
use crate::span::Span;

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without its end.
    pub span: Span,
    /// Whether it holds nothing but white space.
    pub blank: bool,
    /// Characters of white space before its first word, a tab counted as one.
    pub indent: usize,
}

/// The lines of `text`; `\n`, `\r\n` and a lone `\r` end one.
pub fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let end = match bytes[start] {
            b'\n' | b'\r' => start, // as every other line of the web is empty
            _ => {
                memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| start + at)
            }
        };
        let line = line_at(text, Span::new(start, end));
        start = if bytes[end..].starts_with(b"\r\n") {
            end + 2
        } else {
            end + 1
        };
        Some(line)
    })
}

/// How long `text` is in bytes, however its lines end: `\r\n` counts once.
pub fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = memchr::memchr_iter(b'\r', bytes);
    bytes.len() - ends.filter(|at| bytes.get(at + 1) == Some(&b'\n')).count()
}

#[inline]
fn line_at(text: &str, span: Span) -> Line {
    let first = text.as_bytes()[span.range()].first();
    if first.is_none_or(u8::is_ascii_graphic) {
        return Line {
            span,
            blank: first.is_none(),
            indent: 0,
        }; // most lines
    }
    indented_at(text, span)
}

fn indented_at(text: &str, span: Span) -> Line {
    let content = span.of(text);
    let indent = content.chars().take_while(|c| c.is_whitespace()).count();
    Line {
        span,
        blank: content.trim_start().is_empty(),
        indent,
    }
}

/// `text` with every run of white space made one space, and none at its ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// The same, borrowed where nothing is to be changed, as in most names.
#[must_use]
pub fn folded(text: &str) -> Cow<'_, str> {
    let text = trimmed(text);
    match is_folded(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(fold(text)),
    }
}

/// The same, behind what `folded` holds; whether every run of white space within was one space already.
pub fn fold_onto(folded: &mut String, text: &str) -> bool {
    let mut rest = trimmed(text);
    let mut was_folded = true;
    while let Some(at) = odd_space(rest) {
        let head = &rest[..at];
        folded.push_str(head.strip_suffix(' ').unwrap_or(head));
        folded.push(' ');
        rest = rest[at..].trim_start();
        was_folded = false;
    }
    folded.push_str(rest);
    was_folded
}

/// The same of a part of a text whose letters are known, with white space in it that is no lone space and none at its ends.
pub(crate) fn fold_part_onto(folded: &mut String, text: &str, letters: &Letters, part: Span) {
    let (mut from, mut ahead) = (part.start(), part.start());
    while let Some(at) = letters.odd_space(Span::new(ahead, part.end())) {
        let behind = part.end() - text[at..part.end()].trim_start().len();
        ahead = behind.max(at + 1);
        if behind == at {
            continue; // another sign that begins as a space does
        }
        let head = &text[from..at];
        folded.push_str(head.strip_suffix(' ').unwrap_or(head));
        folded.push(' ');
        from = behind;
    }
    folded.push_str(&text[from..part.end()]);
}

/// Without the white space at both ends. Most texts have none there, which is told by two bytes.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Whether every run of white space is one space already, as in most paragraphs. `text` is trimmed.
pub(crate) fn is_folded(text: &str) -> bool {
    odd_space(text).is_none()
}

/// Where the first white space stands that is no lone space, or the first of several. `text` is trimmed.
fn odd_space(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += first_odd(&text.as_bytes()[at..])?;
        if text[at..].starts_with(char::is_whitespace) {
            return Some(at);
        }
        at += 1; // another sign that begins as a space does
    }
}

/// The first byte that may begin white space which is no lone space.
fn first_odd(bytes: &[u8]) -> Option<usize> {
    find(bytes, |at, sixteen| {
        let next = u32::from(bytes.get(at + 16) == Some(&b' ')) << 15;
        let spaces = are(sixteen, b' ').to_bitmask();
        let controls = are_within(sixteen, b'\t', b'\r').to_bitmask();
        let pairs = spaces & (spaces >> 1 | next);
        let mut odd = controls | pairs | sixteen.to_bitmask(); // the last is what is not ASCII
        while odd != 0 {
            let found = at + odd.trailing_zeros() as usize;
            let behind = |nth| bytes.get(found + nth).copied().unwrap_or(b'x');
            if may_be_odd(bytes[found], behind(1), behind(2)) {
                return Some(found);
            }
            odd &= odd - 1;
        }
        None
    })
}

pub(super) fn is_control(byte: u8) -> bool {
    byte.wrapping_sub(b'\t') <= b'\r' - b'\t'
}

/// Whether white space that is no lone space may begin with the first of three bytes. Quotation marks and dashes, which begin
/// with the same two bytes as the spaces of printers, are told apart by their third (0x90 to 0xA7).
pub(super) fn may_be_odd(a: u8, b: u8, c: u8) -> bool {
    is_control(a)
        | ((a == b' ') & (b == b' '))
        | ((a == 0xC2) & (b <= 0xA0))
        | ((a == 0xE1) & (b == 0x9A))
        | ((a == 0xE2) & (b == 0x80) & (c.wrapping_sub(0x90) > 0x17))
        | ((a == 0xE2) & (b == 0x81))
        | ((a == 0xE3) & (b == 0x80))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_line_ends_are_ends() {
        let text = "one\r\ntwo\rthree\n\n  four";
        let found: Vec<_> = lines(text).map(|line| line.span.of(text)).collect();
        assert_eq!(found, ["one", "two", "three", "", "  four"]);
    }

    #[test]
    fn a_line_knows_its_indent() {
        let text = "    Net 19.1 mln\n \t\n";
        let found: Vec<_> = lines(text).map(|line| (line.indent, line.blank)).collect();
        assert_eq!(found, [(4, false), (2, true)]);
    }

    #[test]
    fn folding_joins_wrapped_lines() {
        assert_eq!(
            fold("  The new CDs, with\nmaturities\u{a0}of six\r\n  months "),
            "The new CDs, with maturities of six months"
        );
    }

    #[test]
    fn every_white_space_is_folded_wherever_it_stands() {
        let spaces = (0..0x3100).filter_map(char::from_u32);
        for space in spaces.filter(|c| c.is_whitespace()) {
            for text in ["a{}b", "“a”{}“b”", "a b {}c", "a{}{}b", "ab{}"] {
                let text = text.replace("{}", &space.to_string());
                let words: Vec<_> = text.split_whitespace().collect();
                assert_eq!(fold(&text), words.join(" "), "{text:?}");
                assert_eq!(folded(&text), words.join(" "), "{text:?}");
                let (letters, mut onto) = (Letters::of(text.as_bytes()), String::new());
                let whole = Span::new(0, text.len()).trimmed(&text);
                fold_part_onto(&mut onto, &text, &letters, whole);
                assert_eq!(onto, words.join(" "), "{text:?}");
                // on and around the border between two pieces
                for before in 58..66 {
                    let text = format!("{}{text}", "x".repeat(before));
                    let words: Vec<_> = text.split_whitespace().collect();
                    assert_eq!(fold(&text), words.join(" "), "{text:?}");
                }
            }
        }
    }
}
