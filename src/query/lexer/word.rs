//! How a word of a query is to be read: in any form, exact, with wildcards, or nearly so.

use crate::query::tree::Form;

/// A word as it is to be read.
pub(super) struct Reading {
    pub(super) form: Form,
    /// Without the signs of its form; stars and question marks stay.
    pub(super) text: String,
    /// What may have been meant otherwise.
    pub(super) hint: Option<String>,
}

/// So many letters at most a word may differ by.
const MOST_LETTERS: u8 = 2;

/// Reads a word that has a letter or digit, or is a star.
pub(super) fn read_word(word: &str) -> Result<Reading, &'static str> {
    let of = |form, text: &str| Reading {
        form,
        text: text.to_owned(),
        hint: None,
    };
    if let Some(exact) = word.strip_prefix('=').filter(|word| has_letter(word)) {
        return if has_wildcard(exact) || fuzzy(exact).is_some() {
            Err("= is the word in one form; it has no * ? or ~")
        } else {
            Ok(of(Form::Exact, exact))
        };
    }
    if let Some((before, digits)) = fuzzy(word) {
        if has_wildcard(before) {
            return Err("a word has either a wildcard or ~");
        }
        return match digits.parse() {
            Ok(letters) if (1..=MOST_LETTERS).contains(&letters) => {
                Ok(of(Form::Fuzzy(letters), before))
            }
            _ if digits.is_empty() => Ok(Reading {
                hint: Some(format!("{before}~ is read as {before}~{MOST_LETTERS}")),
                ..of(Form::Fuzzy(MOST_LETTERS), before)
            }),
            _ => Err("a word may differ by 1 or 2 letters: wolf~1"),
        };
    }
    if has_wildcard(word) {
        return Ok(of(Form::Wildcard, word));
    }
    let mut reading = of(Form::Word, word);
    if word.contains('*') {
        reading.hint =
            Some("* is a wildcard beside a letter or digit; here it is passed over".into());
    }
    Ok(reading)
}

/// `wolf~1`, `wolf~`, `wolf~0.8`: the word and what stands behind the sign. An address is no such word.
fn fuzzy(word: &str) -> Option<(&str, &str)> {
    let (before, number) = word.rsplit_once('~')?;
    let is_number = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (is_number && has_letter(before) && !before.contains(['/', ':'])).then_some((before, number))
}

fn has_letter(word: &str) -> bool {
    word.contains(char::is_alphanumeric)
}

/// Whether a sign of `text` is a wildcard: a star beside a letter, a question mark between letters. A page's address has
/// question marks of its own.
pub(in crate::query) fn is_wildcard(text: &str, at: usize) -> bool {
    let letter = |c: char| c.is_alphanumeric();
    let sign = |c: char| c == '*' || c == '?';
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    match text.as_bytes()[at] {
        b'*' => {
            text == "*"
                || text[..at].trim_end_matches('*').ends_with(letter)
                || text[at..].trim_start_matches('*').starts_with(letter)
                || (text[..at].ends_with('?') && is_wildcard(text, at - 1))
        }
        b'?' => {
            let followed =
                text[at..].trim_start_matches(sign).starts_with(letter) || after == Some('*');
            let led = text[..at].trim_end_matches('?').ends_with(letter) || before == Some('*');
            led && followed && !text.contains(['/', ':'])
        }
        _ => false,
    }
}

fn has_wildcard(word: &str) -> bool {
    word.match_indices(['*', '?'])
        .any(|(at, _)| is_wildcard(word, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_by_their_signs() {
        for (word, form, text) in [
            ("wolf", Form::Word, "wolf"),
            ("O'Brien", Form::Word, "O'Brien"),
            ("C++", Form::Word, "C++"),
            ("steuer*", Form::Wildcard, "steuer*"),
            ("*burg", Form::Wildcard, "*burg"),
            ("ste?er", Form::Wildcard, "ste?er"),
            ("O'Bri*", Form::Wildcard, "O'Bri*"),
            ("what?", Form::Word, "what?"),
            ("https://a.org/b?c=1", Form::Word, "https://a.org/b?c=1"),
            ("wolf~1", Form::Fuzzy(1), "wolf"),
            ("wolf~", Form::Fuzzy(2), "wolf"),
            ("http://a.org/~1", Form::Word, "http://a.org/~1"),
            ("=running", Form::Exact, "running"),
            ("a=b", Form::Word, "a=b"),
        ] {
            let reading = read_word(word).unwrap_or_else(|error| panic!("{word}: {error}"));
            assert_eq!(
                (reading.form, reading.text.as_str()),
                (form, text),
                "{word}"
            );
        }
        for word in ["wolf~3", "wolf~0.8", "=run*", "wol*~1", "=wolf~1"] {
            assert!(read_word(word).is_err(), "{word}");
        }
    }
}
