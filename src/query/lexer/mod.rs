//! The words and signs of a query, with their places.
//!
//! Names and punctuation are never errors: what is no sign of the language is part of a word (`O'Brien`, `C++`, `10:30`).
//! What cannot be read is a fault; a word that may have been stands in its place ([`Kind::Faulty`]), and reading goes on.
//!
//! `enclosed.rs` reads what stands between marks or brackets, `names.rs` operators, functions and fields. How a word is to be
//! read is in `word.rs`, operators of nearness are in `nearness.rs`, habits of other systems in `habits.rs`.

mod enclosed;
mod habits;
mod names;
mod nearness;
pub(super) mod word;

use super::error::Fault;
use super::tree::{Form, Relation};
use super::{FieldName, Hint};
use crate::span::Span;
use word::{Reading, read_word};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Term(Form, String),
    /// What a fault was found in, and may have been a word.
    Faulty,
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

/// What a query consists of.
#[derive(Debug, Default)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    /// What was read otherwise than it may have been meant.
    pub(super) hints: Vec<Hint>,
    pub(super) faults: Vec<Fault>,
}

/// Reads the words and signs of a query.
pub(super) fn tokens(query: &str) -> Lexed {
    let mut lexer = Lexer {
        query,
        at: 0,
        who: None,
        read: Lexed::default(),
    };
    while lexer.token() {}
    lexer.read
}

struct Lexer<'a> {
    query: &'a str,
    at: usize,
    /// Between `said(` and its colon, the parentheses that are open there.
    who: Option<usize>,
    read: Lexed,
}

impl Lexer<'_> {
    /// Reads the next token; `false` at the end.
    fn token(&mut self) -> bool {
        let rest = &self.query[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        let start = self.at;
        let Some(c) = self.query[start..].chars().next() else {
            return false;
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
                Some(self.phrase(start, after + mark, Form::ExactPhrase))
            }
            c if is_quotation_mark(c) => Some(self.phrase(start, after, Form::Phrase)),
            '[' | '{' if self.behind_a_field() => Some(self.range(start)),
            '-' if starts_a_word(behind) => Some(self.sign(after, Kind::Not)),
            '^' if self.behind_a_clause(start) => self.boost(start),
            _ => self.word(start),
        };
        if let Some(kind) = kind {
            let span = Span::new(start, self.at);
            self.read.tokens.push(Token { kind, span });
        }
        true
    }

    fn sign(&mut self, end: usize, kind: Kind) -> Kind {
        self.at = end;
        kind
    }

    fn open(&mut self, end: usize, kind: Kind) -> Kind {
        self.who = self.who.map(|open| open + 1);
        self.sign(end, kind)
    }

    /// A word, an operator, or a field; `None` for signs without a letter or digit, which are passed over.
    fn word(&mut self, start: usize) -> Option<Kind> {
        let rest = &self.query[start..];
        let ends = |c: char| {
            c.is_whitespace()
                || "()".contains(c)
                || is_quotation_mark(c)
                || (c == ':' && self.who.is_some())
        };
        let whole = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if rest[whole.len()..].starts_with('(')
            && let Some(kind) = self.function(start, whole)
        {
            return Some(kind);
        }
        if self.who.is_none()
            && let Some(field) = self.field(start, whole)
        {
            return Some(field);
        }
        let word = without_boost(whole);
        self.at = start + word.len();
        let span = Span::new(start, self.at);
        if let Some(kind) = self.operator(word, span) {
            return Some(kind);
        }
        let any_word = word == "*" && self.behind_a_field();
        if !any_word && !word.contains(char::is_alphanumeric) {
            let message = format!("{word} has no letter or digit and is passed over");
            self.hint(span, message);
            return None;
        }
        let Reading { form, text, hint } = match read_word(word) {
            Ok(reading) => reading,
            Err(message) => return Some(self.faulty(span, message)),
        };
        let hint = hint.or_else(|| habits::of_word(self, word, span));
        if let Some(message) = hint {
            self.hint(span, message);
        }
        Some(Kind::Term(form, text))
    }

    fn behind_a_field(&self) -> bool {
        let last = self.read.tokens.last();
        matches!(last.map(|token| &token.kind), Some(Kind::Field(_)))
    }

    /// Whether something that is no operator stands before `span`, and anything behind it.
    fn between_words(&self, span: Span) -> bool {
        let is_word = |token: &Token| {
            let kind = &token.kind;
            matches!(
                kind,
                Kind::Term(..) | Kind::Close | Kind::Every | Kind::Boost(_)
            )
        };
        self.read.tokens.last().is_some_and(is_word)
            && self.query[span.end()..].contains(char::is_alphanumeric)
    }

    fn behind_a_clause(&self, at: usize) -> bool {
        self.read.tokens.last().is_some_and(|token| {
            let kind = &token.kind;
            let clause = matches!(
                kind,
                Kind::Term(..) | Kind::Every | Kind::Close | Kind::Faulty
            );
            clause && token.span.end() == at
        })
    }

    fn hint(&mut self, span: Span, message: String) {
        self.read.hints.push(Hint { span, message });
    }

    fn fault(&mut self, span: Span, message: impl Into<String>) {
        self.read.faults.push(Fault::new(span, message));
    }

    /// A fault in what may have been a word.
    fn faulty(&mut self, span: Span, message: impl Into<String>) -> Kind {
        self.fault(span, message);
        Kind::Faulty
    }
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
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
