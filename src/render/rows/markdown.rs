//! Words as Markdown: nothing in them is taken for a sign, and each stands in one line.

use super::super::clean;

/// Words in running text.
pub fn words(text: &str) -> String {
    let text = clean(text);
    let mut written = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        if is_sign(before, c) {
            written.push('\\');
        }
        written.push(c);
        before = c;
    }
    escape_head(written)
}

/// Signs anywhere: emphasis, links, code, HTML, tables, footnotes. An underscore inside of a word is none.
fn is_sign(before: char, c: char) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => true,
        '_' => !before.is_alphanumeric(),
        _ => false,
    }
}

/// Signs at the head of a line: headings, lists, rules, numbers.
fn escape_head(text: String) -> String {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if number.len() < text.len() && number.starts_with(['.', ')']) {
        let digits = text.len() - number.len();
        return format!("{}\\{number}", &text[..digits]);
    }
    if text.starts_with(['#', '-', '+', '=']) {
        return format!("\\{text}");
    }
    text
}

/// A path or a query, letter for letter, between as many backticks as it needs.
pub fn code(text: &str) -> String {
    let text = clean(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    // A backtick at an end, or nothing at all, would run together with the marks.
    let space = match text.is_empty() || text.starts_with('`') || text.ends_with('`') {
        true => " ",
        false => "",
    };
    format!("{marks}{space}{text}{space}{marks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words() {
        for (text, written) in [
            ("*Calm* sea", "\\*Calm\\* sea"),
            ("snake_case and _so_ on", "snake_case and \\_so_ on"),
            ("1. First", "1\\. First"),
            ("# Head\nline", "\\# Head line"),
            ("[a](b) <b> A&B", "\\[a\\](b) \\<b\\> A\\&B"),
            ("gpj.\u{202e}exe", "gpj.exe"),
        ] {
            assert_eq!(words(text), written);
        }
    }

    #[test]
    fn code_holds_backticks() {
        for (text, written) in [
            ("corpus/a.txt", "`corpus/a.txt`"),
            ("a`b", "``a`b``"),
            ("`a", "`` `a ``"),
        ] {
            assert_eq!(code(text), written);
        }
    }
}
