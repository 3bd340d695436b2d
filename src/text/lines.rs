//! Lines, whatever their ends, and the folding of white space.

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
        let end =
            memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| start + at);
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

fn line_at(text: &str, span: Span) -> Line {
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

/// The same, behind what `folded` holds.
pub fn fold_onto(folded: &mut String, text: &str) {
    let text = text.trim();
    if is_folded(text) {
        folded.push_str(text);
        return;
    }
    for (nth, word) in text.split_whitespace().enumerate() {
        if nth > 0 {
            folded.push(' ');
        }
        folded.push_str(word);
    }
}

/// Whether every run of white space is one space already, as in most paragraphs.
fn is_folded(text: &str) -> bool {
    // Pieces of this size are looked at all at once, and letter by letter only where a byte may begin white space.
    const PIECE: usize = 64;
    let pieces = text.as_bytes().chunks(PIECE).enumerate();
    pieces
        .filter(|(_, piece)| may_hold_other_space(piece))
        .all(|(nth, piece)| !holds_other_space(text, nth * PIECE, piece.len()))
        && !text.contains("  ")
}

/// Whether a byte may begin white space that is no space. Without a branch: the compiler makes one comparison of many bytes.
fn may_hold_other_space(piece: &[u8]) -> bool {
    piece.iter().fold(false, |may, byte| {
        may | matches!(byte, b'\t'..=b'\r' | 0xC2 | 0xE1..=0xE3)
    })
}

/// Whether white space that is no space begins within `length` bytes from `start`.
fn holds_other_space(text: &str, start: usize, length: usize) -> bool {
    let bytes = text.as_bytes();
    (start..start + length).any(|at| match bytes[at] {
        b'\t'..=b'\r' => true,
        // The first bytes of every white space that is not ASCII.
        0xC2 | 0xE1..=0xE3 => text[at..].starts_with(char::is_whitespace),
        _ => false,
    })
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
}
