//! The words and signs of a query, with their places.
//!
//! Names and punctuation are never errors: what is no sign of the language is part of a word (`O'Brien`, `C++`, `10:30`).

use super::{FieldName, Hint, QueryError};
use crate::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Word(String),
    Phrase(String),
    /// `[a TO b]`, as Lucene writes ranges, behind a field.
    Range(String),
    Field(FieldName),
    Boost(f32),
    Open,
    Close,
    And,
    Or,
    Not,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// The tokens of a query, and what was read otherwise than it may have been meant.
pub(super) fn tokens(query: &str) -> Result<(Vec<Token>, Vec<Hint>), QueryError> {
    let mut lexer = Lexer {
        query,
        at: 0,
        tokens: Vec::new(),
        hints: Vec::new(),
    };
    while lexer.token()? {}
    Ok((lexer.tokens, lexer.hints))
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
    tokens: Vec<Token>,
    hints: Vec<Hint>,
}

impl Lexer<'_> {
    /// Reads the next token; `false` at the end.
    fn token(&mut self) -> Result<bool, QueryError> {
        let rest = &self.query[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        let start = self.at;
        let Some(c) = self.query[start..].chars().next() else {
            return Ok(false);
        };
        let after = start + c.len_utf8();
        let kind = match c {
            '(' => self.sign(after, Kind::Open),
            ')' => self.sign(after, Kind::Close),
            '"' | '“' | '”' | '„' => self.phrase(start, after)?,
            '[' | '{' if self.behind_a_field() => self.range(start)?,
            '-' if starts_a_word(&self.query[after..]) => self.sign(after, Kind::Not),
            '^' if self.behind_a_clause(start) => self.boost(start)?,
            _ => match self.word(start)? {
                Some(kind) => kind,
                None => return Ok(true),
            },
        };
        let span = Span::new(start, self.at);
        self.tokens.push(Token { kind, span });
        Ok(true)
    }

    fn sign(&mut self, end: usize, kind: Kind) -> Kind {
        self.at = end;
        kind
    }

    fn phrase(&mut self, start: usize, from: usize) -> Result<Kind, QueryError> {
        let rest = &self.query[from..];
        let Some(length) = rest.find(is_quotation_mark) else {
            let message = "this phrase has no closing quotation mark; add one";
            return Err(self.error(Span::new(start, from), message));
        };
        let mark = rest[length..].chars().next().map_or(0, char::len_utf8);
        self.at = from + length + mark;
        Ok(Kind::Phrase(rest[..length].to_owned()))
    }

    fn range(&mut self, start: usize) -> Result<Kind, QueryError> {
        let rest = &self.query[start..];
        let Some(length) = rest.find([']', '}']) else {
            let message = "this range is not closed; write [2020 TO 2021]";
            return Err(self.error(Span::new(start, start + 1), message));
        };
        self.at = start + length + 1;
        Ok(Kind::Range(rest[..=length].to_owned()))
    }

    /// `^2` behind a word, a phrase or a group.
    fn boost(&mut self, start: usize) -> Result<Kind, QueryError> {
        let rest = &self.query[start + 1..];
        let length = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        self.at = start + 1 + length;
        match rest[..length].parse::<f32>() {
            Ok(factor) if factor.is_finite() && factor > 0.0 => Ok(Kind::Boost(factor)),
            _ => Err(self.error(
                Span::new(start, self.at),
                "a number greater than 0 is expected behind ^: word^2",
            )),
        }
    }

    /// A word, an operator, or a field; `None` for signs without a letter or digit, which are passed over.
    fn word(&mut self, start: usize) -> Result<Option<Kind>, QueryError> {
        let rest = &self.query[start..];
        let end = rest
            .find(|c: char| c.is_whitespace() || "()".contains(c) || is_quotation_mark(c))
            .unwrap_or(rest.len());
        if let Some(field) = self.field(start, &rest[..end])? {
            return Ok(Some(field));
        }
        let word = without_boost(&rest[..end]);
        self.at = start + word.len();
        let span = Span::new(start, self.at);
        Ok(Some(match word {
            "AND" | "&&" => Kind::And,
            "OR" | "||" => Kind::Or,
            "NOT" => Kind::Not,
            "*" | "*:*" => Kind::Word("*".to_owned()),
            _ if !word.contains(char::is_alphanumeric) => {
                self.hint(
                    span,
                    format!("{word} has no letter or digit and is passed over"),
                );
                return Ok(None);
            }
            _ => {
                self.unbuilt(word, span)?;
                self.habits(word, span);
                Kind::Word(word.to_owned())
            }
        }))
    }

    /// The field that `word` begins with. The address of a page and a time of day begin with none.
    fn field(&mut self, start: usize, word: &str) -> Result<Option<Kind>, QueryError> {
        let Some((name, behind)) = word.split_once(':') else {
            return Ok(None);
        };
        let span = Span::new(start, start + name.len());
        let next = self.query[start + name.len() + 1..].chars().next();
        if let Some(field) = FieldName::from_name(name) {
            self.at = span.end() + 1;
            return Ok(Some(Kind::Field(field)));
        }
        let like_a_field =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let something_follows = next.is_some_and(|c| !c.is_whitespace());
        if !like_a_field || behind.starts_with("//") || !something_follows {
            return Ok(None);
        }
        let meant = match FieldName::suggestion(name) {
            Some(field) => format!("did you mean {field}: ?"),
            None => format!(
                "fields are {}",
                FieldName::ALL.map(FieldName::name).join(", ")
            ),
        };
        let message =
            format!("there is no field {name:?}; {meant} (in quotation marks it is a word)");
        Err(self.error(span, &message))
    }

    /// Forms of the language that cannot be answered yet are refused, rather than read as words.
    fn unbuilt(&self, word: &str, span: Span) -> Result<(), QueryError> {
        let what = if is_proximity(word) {
            "proximity"
        } else if word.starts_with('=') {
            "the exact form of a word"
        } else if wildcard_within(word) {
            "a wildcard elsewhere than at the end of a word"
        } else if word.rsplit_once('~').is_some_and(|(before, number)| {
            !before.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
        }) {
            "a word with ~"
        } else {
            return Ok(());
        };
        let message =
            format!("{what} cannot be sought yet; in quotation marks this is read as words");
        Err(self.error(span, &message))
    }

    fn habits(&mut self, word: &str, span: Span) {
        let behind_a_clause = !self.tokens.is_empty() && !self.behind_a_field();
        let more_follows = !self.query[span.end()..].trim().is_empty();
        if behind_a_clause && more_follows && matches!(word, "and" | "or" | "not") {
            let operator = word.to_uppercase();
            self.hint(
                span,
                format!("{word} is read as a word; the operator is {operator}"),
            );
        }
    }

    fn behind_a_field(&self) -> bool {
        matches!(
            self.tokens.last(),
            Some(Token {
                kind: Kind::Field(_),
                ..
            })
        )
    }

    fn behind_a_clause(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|token| {
            let clause = matches!(token.kind, Kind::Word(_) | Kind::Phrase(_) | Kind::Close);
            clause && token.span.end() == at
        })
    }

    fn hint(&mut self, span: Span, message: String) {
        self.hints.push(Hint { span, message });
    }

    fn error(&self, span: Span, message: &str) -> QueryError {
        QueryError::new(self.query, span, message)
    }
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Whether a minus before `rest` leaves something out. A hyphen before a digit does too; one that stands alone does not.
fn starts_a_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '(' || c == '=' || is_quotation_mark(c))
}

/// `word` without `^2` at its end.
fn without_boost(word: &str) -> &str {
    match word.rsplit_once('^') {
        Some((before, number))
            if (before == "*" || before.contains(char::is_alphanumeric))
                && number.starts_with(|c: char| c.is_ascii_digit() || c == '.') =>
        {
            before
        }
        _ => word,
    }
}

/// `w/5`, `pre/3`, `w/s`, `near/4`: signs of proximity in the trade's systems.
fn is_proximity(word: &str) -> bool {
    word.split_once('/').is_some_and(|(name, rest)| {
        let name = name.to_ascii_lowercase();
        let distance = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
        let within = matches!(rest.to_ascii_lowercase().as_str(), "s" | "p");
        matches!(name.as_str(), "w" | "pre" | "near" | "n" | "adj") && (distance || within)
    })
}

/// Whether a star or a question mark stands within a word of letters and digits: `st?rm`, `*burg`. An address is no such word.
fn wildcard_within(word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let plain = word
        .chars()
        .all(|c| c.is_alphanumeric() || c == '*' || c == '?');
    plain
        && word.char_indices().any(|(at, c)| {
            let (before, after) = (&word[..at], &word[at + c.len_utf8()..]);
            match c {
                '*' => letter(after.chars().next()),
                '?' => letter(before.chars().next_back()) && letter(after.chars().next()),
                _ => false,
            }
        })
}
