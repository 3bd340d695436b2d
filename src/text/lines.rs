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

/// The same, behind what `folded` holds; whether every run of white space within was one space already.
pub fn fold_onto(folded: &mut String, text: &str) -> bool {
    let text = text.trim();
    if is_folded(text) {
        folded.push_str(text);
        return true;
    }
    for (nth, word) in text.split_whitespace().enumerate() {
        if nth > 0 {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    false
}

/// Whether every run of white space surely is one space already, as in most paragraphs. `text` is trimmed. A test without a branch is
/// made of many bytes at once.
pub(crate) fn is_folded(text: &str) -> bool {
    const PIECE: usize = 32;
    let bytes = text.as_bytes();
    let piece = |at: usize| bytes.get(at..)?.first_chunk::<PIECE>();
    let mut at = 0;
    while let (Some(first), Some(second), Some(third)) = (piece(at), piece(at + 1), piece(at + 2)) {
        let threes = first.iter().zip(second).zip(third);
        let odd = threes.map(|((&a, &b), &c)| u8::from(may_be_odd(a, b, c)));
        if odd.fold(0, |any, odd| any | odd) != 0 {
            return false;
        }
        at += PIECE;
    }
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let odd = |at: usize| may_be_odd(bytes[at], byte(at + 1), byte(at + 2));
    let Some(last) = bytes.len().checked_sub(8) else {
        let mut eight = [b'x'; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        return is_plain(u64::from_le_bytes(eight)) || !(0..bytes.len()).any(odd);
    };
    at = at.min(last);
    loop {
        let eight = bytes[at..].first_chunk().expect("eight bytes are left");
        if !is_plain(u64::from_le_bytes(*eight)) && (at..at + 8).any(odd) {
            return false;
        }
        if at == last {
            return true;
        }
        at = last.min(at + 7); // the last byte of these is the first of the next
    }
}

/// Whether eight bytes surely are letters, signs and lone spaces of ASCII.
fn is_plain(eight: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x80 * ONES;
    const SPACES: u64 = 0x20 * ONES;
    let control = eight.wrapping_sub(SPACES);
    let other = eight ^ SPACES;
    let space = other.wrapping_sub(ONES) & !other & HIGHEST;
    (eight | control) & HIGHEST | space & (space << 8) == 0
}

fn is_control(byte: u8) -> bool {
    byte.wrapping_sub(b'\t') <= b'\r' - b'\t'
}

/// Whether white space that is no lone space may begin with the first of three bytes. Quotation marks and dashes, which begin
/// with the same two bytes as the spaces of printers, are told apart by their third (0x90 to 0xA7).
fn may_be_odd(a: u8, b: u8, c: u8) -> bool {
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
