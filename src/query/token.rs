//! The words and signs of a query, with their places.
//!
//! Names and punctuation are never errors: what is no sign of the language is part of a word (`O'Brien`, `C++`, `10:30`).
//! How a word is to be read is in `word.rs`, operators of nearness are in `nearness.rs`, habits of other systems in
//! `habits.rs`.

use super::nearness::{Nearness, nearness};
use super::tree::{Form, Relation};
use super::word::{Reading, read_word};
use super::{FieldName, Hint, QueryError, habits};
use crate::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Term(Form, String),
    /// `*` alone.
    Every,
    /// `[a TO b]`, as Lucene writes ranges, behind a field.
    Range(String),
    Field(FieldName),
    Boost(f32),
    Near {
        relation: Relation,
        negated: bool,
    },
    /// `atleast3(`, its parenthesis included.
    AtLeast(u32),
    /// `said(`, its parenthesis included.
    Said,
    /// What parts speaker and words in `said(who: what)`.
    Colon,
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
        who: None,
        tokens: Vec::new(),
        hints: Vec::new(),
    };
    while lexer.token()? {}
    Ok((lexer.tokens, lexer.hints))
}

pub(super) struct Lexer<'a> {
    pub(super) query: &'a str,
    at: usize,
    /// Between `said(` and its colon, the parentheses that are open there.
    who: Option<usize>,
    pub(super) tokens: Vec<Token>,
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
        let behind = &self.query[after..];
        let kind = match c {
            '(' => Some(self.open(after, Kind::Open)),
            ')' => {
                self.who = self.who.and_then(|open| open.checked_sub(1));
                Some(self.sign(after, Kind::Close))
            }
            ':' if self.who.is_some() => {
                self.who = None;
                Some(self.sign(after, Kind::Colon))
            }
            '=' if behind.starts_with(is_quotation_mark) => {
                let mark = behind.chars().next().map_or(0, char::len_utf8);
                Some(self.phrase(start, after + mark, Form::ExactPhrase)?)
            }
            c if is_quotation_mark(c) => Some(self.phrase(start, after, Form::Phrase)?),
            '[' | '{' if self.behind_a_field() => Some(self.range(start)?),
            '-' if starts_a_word(behind) => Some(self.sign(after, Kind::Not)),
            '^' if self.behind_a_clause(start) => Some(self.boost(start)?),
            _ => self.word(start)?,
        };
        if let Some(kind) = kind {
            let span = Span::new(start, self.at);
            self.tokens.push(Token { kind, span });
        }
        Ok(true)
    }

    fn sign(&mut self, end: usize, kind: Kind) -> Kind {
        self.at = end;
        kind
    }

    fn open(&mut self, end: usize, kind: Kind) -> Kind {
        self.who = self.who.map(|open| open + 1);
        self.sign(end, kind)
    }

    /// A phrase whose words begin at `from`; `~3` behind its marks lets other words in.
    fn phrase(&mut self, start: usize, from: usize, form: Form) -> Result<Kind, QueryError> {
        let rest = &self.query[from..];
        let Some(length) = rest.find(is_quotation_mark) else {
            let message = "this phrase has no closing quotation mark; add one";
            return Err(self.error(Span::new(start, from), message));
        };
        let mark = rest[length..].chars().next().map_or(0, char::len_utf8);
        self.at = from + length + mark;
        let words = rest[..length].to_owned();
        let Some(others) = self.others(form)? else {
            return Ok(Kind::Term(form, words));
        };
        Ok(Kind::Term(others, words))
    }

    /// `~3` behind a phrase.
    fn others(&mut self, form: Form) -> Result<Option<Form>, QueryError> {
        let behind = &self.query[self.at..];
        let Some(digits) = behind.strip_prefix('~').map(leading_digits) else {
            return Ok(None);
        };
        if digits.is_empty() {
            return Ok(None);
        }
        let span = Span::new(self.at, self.at + 1 + digits.len());
        if form != Form::Phrase {
            let message = "an exact phrase lets no other words in; remove the = or the ~";
            return Err(self.error(span, message));
        }
        let Ok(others) = digits.parse() else {
            return Err(self.error(span, "this number is too large"));
        };
        self.at = span.end();
        Ok((others > 0).then_some(Form::Sloppy(others)))
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
        let ends = |c: char| {
            c.is_whitespace()
                || "()".contains(c)
                || is_quotation_mark(c)
                || (c == ':' && self.who.is_some())
        };
        let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if rest[whole.len()..].starts_with('(')
            && let Some(kind) = self.function(start, whole)?
        {
            return Ok(Some(kind));
        }
        if self.who.is_none()
            && let Some(field) = self.field(start, whole)?
        {
            return Ok(Some(field));
        }
        let word = without_boost(whole);
        self.at = start + word.len();
        let span = Span::new(start, self.at);
        if let Some(kind) = self.operator(word, span)? {
            return Ok(Some(kind));
        }
        let any_word = word == "*" && self.behind_a_field();
        if !any_word && !word.contains(char::is_alphanumeric) {
            let message = format!("{word} has no letter or digit and is passed over");
            self.hint(span, message);
            return Ok(None);
        }
        let Reading { form, text, hint } =
            read_word(word).map_err(|message| self.error(span, message))?;
        let hint = hint.or_else(|| habits::of_word(self, word, span));
        if let Some(message) = hint {
            self.hint(span, message);
        }
        Ok(Some(Kind::Term(form, text)))
    }

    fn operator(&mut self, word: &str, span: Span) -> Result<Option<Kind>, QueryError> {
        let kind = match word {
            "AND" | "&&" => Kind::And,
            "OR" | "||" => Kind::Or,
            "*" | "*:*" if !self.behind_a_field() => Kind::Every,
            _ if word.eq_ignore_ascii_case("not") => match self.nearness_behind(span)? {
                Some(relation) => Kind::Near {
                    relation,
                    negated: true,
                },
                None if word == "NOT" => Kind::Not,
                None => return Ok(None),
            },
            _ => match self.nearness(word, span)? {
                Some(relation) => Kind::Near {
                    relation,
                    negated: false,
                },
                None => return Ok(None),
            },
        };
        Ok(Some(kind))
    }

    /// The operator of nearness that `word` is. What looks like one of another system's is one between two words.
    fn nearness(&mut self, word: &str, span: Span) -> Result<Option<Relation>, QueryError> {
        let found = nearness(word).map_err(|message| self.error(span, message))?;
        let Some(Nearness { relation, ours }) = found else {
            return Ok(None);
        };
        if !ours {
            if !self.between_words(span) {
                return Ok(None);
            }
            self.hint(span, format!("{word} is read as {relation}"));
        }
        Ok(Some(relation))
    }

    /// The operator behind a `not`, which it makes its own.
    fn nearness_behind(&mut self, not: Span) -> Result<Option<Relation>, QueryError> {
        let rest = &self.query[not.end()..];
        let word = rest.split_whitespace().next().unwrap_or_default();
        let start = not.end() + rest.len() - rest.trim_start().len();
        let relation = self.nearness(word, Span::new(start, start + word.len()))?;
        if relation.is_some() {
            self.at = start + word.len();
        }
        Ok(relation)
    }

    /// `caps(`, `atleast3(`, `said(`, and a field in the manner of Nexis: `headline(`.
    fn function(&mut self, start: usize, name: &str) -> Result<Option<Kind>, QueryError> {
        let lower = name.to_ascii_lowercase();
        let name_span = Span::new(start, start + name.len());
        let behind = name_span.end() + 1;
        if lower == "caps" {
            return self.caps(start, behind).map(Some);
        }
        if lower == "said" {
            if self.who.is_some() {
                return Err(self.error(name_span, "a speaker is named here, not a quote"));
            }
            self.who = Some(0);
            return Ok(Some(self.sign(behind, Kind::Said)));
        }
        if let Some(digits) = lower.strip_prefix("atleast") {
            return match digits.parse::<u32>() {
                Ok(least) if least > 0 => Ok(Some(self.open(behind, Kind::AtLeast(least)))),
                _ => Err(self.error(
                    name_span,
                    "how often is said before the parenthesis: atleast3(word)",
                )),
            };
        }
        match FieldName::from_name(name) {
            Some(field) if self.who.is_none() => {
                // The parenthesis is a token of its own.
                Ok(Some(self.sign(name_span.end(), Kind::Field(field))))
            }
            _ => Ok(None),
        }
    }

    /// The words of `caps(…)`, up to its end.
    fn caps(&mut self, start: usize, from: usize) -> Result<Kind, QueryError> {
        let rest = &self.query[from..];
        let Some(length) = rest.find(')') else {
            let span = Span::new(start, from);
            return Err(self.error(span, "this parenthesis is not closed; add one"));
        };
        self.at = from + length + 1;
        let unmarked = |c: char| c.is_whitespace() || is_quotation_mark(c);
        let words = rest[..length].trim_matches(unmarked);
        if !words.contains(char::is_alphanumeric) || words.contains(['(', '"', '“', '”', '„'])
        {
            let span = Span::new(start, self.at);
            let message = "words as they are printed are expected here: caps(AIDS)";
            return Err(self.error(span, message));
        }
        Ok(Kind::Term(Form::Caps, words.to_owned()))
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

    pub(super) fn behind_a_field(&self) -> bool {
        matches!(
            self.tokens.last(),
            Some(Token {
                kind: Kind::Field(_),
                ..
            })
        )
    }

    /// Whether something that is no operator stands before `span`, and anything behind it.
    pub(super) fn between_words(&self, span: Span) -> bool {
        let words_before = matches!(
            self.tokens.last(),
            Some(Token {
                kind: Kind::Term(..) | Kind::Close | Kind::Every | Kind::Boost(_),
                ..
            })
        );
        words_before && self.query[span.end()..].contains(char::is_alphanumeric)
    }

    fn behind_a_clause(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|token| {
            let clause = matches!(token.kind, Kind::Term(..) | Kind::Every | Kind::Close);
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

pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

fn leading_digits(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit());
    &text[..end.unwrap_or(text.len())]
}

/// Whether a minus before `rest` leaves something out. A hyphen before a digit does too; one that stands alone does not.
fn starts_a_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || "(=*".contains(c) || is_quotation_mark(c))
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
