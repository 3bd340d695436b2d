//! Tells documents of other kinds from plain text, by how they begin. A tag or a brace inside a text makes no document of it.

/// How pages, feeds and archives begin, in lower case.
const OPENINGS: [&str; 9] = [
    "<!doctype",
    "<html",
    "<head",
    "<?xml",
    "<rss",
    "<feed",
    "<nitf",
    "<newsitem",
    "warc/1.",
];

/// Whether `text` is HTML, XML, JSON or a WARC.
pub(super) fn is_markup_or_data(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !matches!(text.bytes().next(), Some(b'<' | b'W' | b'w' | b'{' | b'[')) {
        return false; // most texts
    }
    let head: String = text
        .chars()
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    OPENINGS.iter().any(|opening| head.starts_with(opening)) || is_json(text)
}

/// An object or a list from the first to the last character: `{"`, `[{`, `["`.
fn is_json(text: &str) -> bool {
    let begins = |text: &str, inside: &[char]| text[1..].trim_start().starts_with(inside);
    match (text.chars().next(), text.chars().next_back()) {
        (Some('{'), Some('}')) => begins(text, &['"', '}']) && text.contains(':'),
        (Some('['), Some(']')) => begins(text, &['{', '"']),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_other_kinds_are_seen() {
        for text in [
            "\u{feff}<!DOCTYPE html>",
            " <?xml version='1.0'?>",
            "{\"title\": 1}",
            "[\n {}]",
            "WARC/1.0\r\n",
        ] {
            assert!(is_markup_or_data(text), "{text}");
        }
    }

    #[test]
    fn a_text_with_a_tag_or_a_bracket_stays_text() {
        for text in [
            "<tweet>hello<tweet/>",
            "[Updated] The dam holds",
            "{sic}",
            "He wrote <html>.",
            "",
        ] {
            assert!(!is_markup_or_data(text), "{text}");
        }
    }
}
