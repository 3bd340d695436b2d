//! What stands between marks or brackets: phrases, ranges, `caps(…)`; and the numbers behind `~` and `^`.

use super::{Kind, Lexer, is_quotation_mark};
use crate::query::tree::Form;
use crate::span::Span;

impl Lexer<'_> {
    /// A phrase whose words begin at `from`; `~3` behind its marks lets other words in.
    pub(super) fn phrase(&mut self, start: usize, from: usize, form: Form) -> Kind {
        let rest = &self.query[from..];
        let Some(length) = rest.find(is_quotation_mark) else {
            // What follows may be inside or outside: it is not read.
            self.at = self.query.len();
            let message = "this phrase has no closing quotation mark; add one";
            return self.faulty(Span::new(start, from), message);
        };
        let mark = rest[length..].chars().next().map_or(0, char::len_utf8);
        self.at = from + length + mark;
        let words = rest[..length].to_owned();
        Kind::Term(self.others(form), words)
    }

    /// The form of a phrase, which `~3` behind it makes another one.
    fn others(&mut self, form: Form) -> Form {
        let behind = &self.query[self.at..];
        let Some(digits) = behind.strip_prefix('~').map(leading_digits) else {
            return form;
        };
        if digits.is_empty() {
            return form;
        }
        let span = Span::new(self.at, self.at + 1 + digits.len());
        self.at = span.end();
        if form != Form::Phrase {
            let message = "an exact phrase lets no other words in; remove the = or the ~";
            self.fault(span, message);
            return form;
        }
        match digits.parse() {
            Ok(0) => form,
            Ok(others) => Form::Sloppy(others),
            Err(_) => {
                self.fault(span, "this number is too large");
                form
            }
        }
    }

    pub(super) fn range(&mut self, start: usize) -> Kind {
        let rest = &self.query[start..];
        let Some(length) = rest.find([']', '}']) else {
            self.at = self.query.len();
            let message = "this range is not closed; write [2020 TO 2021]";
            return self.faulty(Span::new(start, start + 1), message);
        };
        self.at = start + length + 1;
        Kind::Range(rest[..=length].to_owned())
    }

    /// `^2` behind a word, a phrase or a group; `None` where it is none.
    pub(super) fn boost(&mut self, start: usize) -> Option<Kind> {
        let rest = &self.query[start + 1..];
        let length = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        self.at = start + 1 + length;
        match rest[..length].parse::<f32>() {
            Ok(factor) if factor.is_finite() && factor > 0.0 => Some(Kind::Boost(factor)),
            _ => {
                let message = "a number greater than 0 is expected behind ^: word^2";
                self.fault(Span::new(start, self.at), message);
                None
            }
        }
    }

    /// The words of `caps(…)`, up to its end.
    pub(super) fn caps(&mut self, start: usize, from: usize) -> Kind {
        let rest = &self.query[from..];
        let Some(length) = rest.find(')') else {
            self.at = self.query.len();
            let span = Span::new(start, from);
            return self.faulty(span, "this parenthesis is not closed; add one");
        };
        self.at = from + length + 1;
        let unmarked = |c: char| c.is_whitespace() || is_quotation_mark(c);
        let words = rest[..length].trim_matches(unmarked);
        if !words.contains(char::is_alphanumeric) || words.contains(['(', '"', '“', '”', '„'])
        {
            let span = Span::new(start, self.at);
            let message = "words as they are printed are expected here: caps(AIDS)";
            return self.faulty(span, message);
        }
        Kind::Term(Form::Caps, words.to_owned())
    }
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}
