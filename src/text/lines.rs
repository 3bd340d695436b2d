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
    let text = text.trim();
    if is_folded(text) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Whether every run of white space is one space already, as in most paragraphs: told by bytes, most of which tell alone.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b' ' => bytes.get(at + 1) != Some(&b' '),
        b'\t'..=b'\r' => false,
        // The first bytes of every other white space.
        0xC2 | 0xE1..=0xE3 => !text[at..].starts_with(char::is_whitespace),
        _ => true,
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
