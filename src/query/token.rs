//! The words and signs of a query, with their places.

use std::fmt;

use crate::span::Span;

/// Why a query cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The query.
    pub query: String,
    /// Where the fault stands.
    pub span: Span,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.query[..self.span.start()].chars().count();
        let under = self.span.of(&self.query).chars().count().max(1);
        write!(
            f,
            "{}\n  {}\n  {}{}",
            self.message,
            self.query,
            " ".repeat(before),
            "^".repeat(under)
        )
    }
}

impl std::error::Error for QueryError {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Phrase(String),
    Field(String),
    Open,
    Close,
    And,
    Or,
    Not,
}

/// The tokens of a query.
pub(super) fn tokens(query: &str) -> Result<Vec<(Token, Span)>, QueryError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let end = at + c.len_utf8();
        let (token, end) = match c {
            c if c.is_whitespace() => {
                at = end;
                continue;
            }
            '(' => (Token::Open, end),
            ')' => (Token::Close, end),
            '"' | '“' | '”' => phrase(query, at, end)?,
            '-' if query[end..].starts_with(|c: char| !c.is_whitespace() && c != '-') => {
                (Token::Not, end)
            }
            _ => word(query, at),
        };
        found.push((token, Span::new(at, end)));
        at = end;
    }
    Ok(found)
}

fn phrase(query: &str, start: usize, from: usize) -> Result<(Token, usize), QueryError> {
    match query[from..]
        .char_indices()
        .find(|(_, c)| matches!(c, '"' | '“' | '”'))
    {
        Some((at, mark)) => Ok((
            Token::Phrase(query[from..from + at].to_owned()),
            from + at + mark.len_utf8(),
        )),
        None => Err(QueryError {
            query: query.to_owned(),
            span: Span::new(start, from),
            message: "this phrase has no closing quotation mark; add one".to_owned(),
        }),
    }
}

fn word(query: &str, start: usize) -> (Token, usize) {
    let rest = &query[start..];
    let end = rest
        .find(|c: char| c.is_whitespace() || "()\"“”".contains(c))
        .unwrap_or(rest.len());
    let word = &rest[..end];
    let name = word.split_once(':').map(|(name, _)| name);
    if let Some(name) = name.filter(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    }) {
        // The address of a page is no field.
        if !word[name.len()..].starts_with("://") {
            return (Token::Field(name.to_owned()), start + name.len() + 1);
        }
    }
    let token = match word {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        word => Token::Word(word.to_owned()),
    };
    (token, start + end)
}
