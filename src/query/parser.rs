//! The syntax tree of a query. NOT binds tighter than words side by side and AND, these tighter than OR.

use super::token::{QueryError, Token, tokens};
use crate::date::Date;
use crate::span::Span;

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A word, or a phrase, in the text or in a field.
    Term {
        /// The field; `None` for headline, deck, body and captions.
        field: Option<String>,
        /// As typed, without marks.
        text: String,
        /// Whether it was typed in quotation marks.
        phrase: bool,
    },
    /// The beginning of words: `steuer*`.
    Prefix {
        /// The field.
        field: Option<String>,
        /// Without the star.
        text: String,
    },
    /// Published within these days: a date that is only known in part counts where it may lie within.
    Days {
        /// First day, days since 1970.
        first: Option<i64>,
        /// Last day.
        last: Option<i64>,
    },
    /// All of these.
    And(Vec<Clause>),
    /// Any of these.
    Or(Vec<Clause>),
    /// Everything but this.
    Not(Box<Clause>),
}

/// The fields that a query may name.
pub const FIELDS: [&str; 12] = [
    "headline",
    "deck",
    "body",
    "caption",
    "byline",
    "speaker",
    "location",
    "dateline",
    "agency",
    "language",
    "correction",
    "path",
];

/// How deep parentheses may stand in each other.
const DEEPEST: usize = 64;

/// Reads a query.
///
/// # Errors
/// The first place that cannot be read, and what to do about it.
pub fn parse(query: &str) -> Result<Clause, QueryError> {
    let mut parser = Parser {
        query,
        tokens: tokens(query)?,
        at: 0,
        depth: 0,
    };
    let clause = parser.any(None)?;
    match parser.tokens.get(parser.at) {
        Some((_, span)) => Err(parser.error(*span, "this parenthesis closes nothing; remove it")),
        None => Ok(clause),
    }
}

struct Parser<'a> {
    query: &'a str,
    tokens: Vec<(Token, Span)>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        let mut clauses = vec![self.all(field)?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            clauses.push(self.all(field)?);
        }
        Ok(one_or(clauses, Clause::Or))
    }

    fn all(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        let mut clauses = vec![self.unary(field)?];
        loop {
            match self.peek() {
                Some(Token::And) => self.at += 1,
                None | Some(Token::Or | Token::Close) => return Ok(one_or(clauses, Clause::And)),
                Some(_) => {}
            }
            clauses.push(self.unary(field)?);
        }
    }

    fn unary(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        let Some((token, span)) = self.tokens.get(self.at).cloned() else {
            let end = Span::new(self.query.len(), self.query.len());
            return Err(self.error(end, "the query ends where a word is expected"));
        };
        self.at += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(span, "this is nested too deeply to be read"));
        }
        let owned = || field.map(str::to_owned);
        let clause = match token {
            Token::Not => Clause::Not(Box::new(self.unary(field)?)),
            Token::Open => self.group(field, span)?,
            Token::Field(name) => self.field(&name, span)?,
            Token::Phrase(text) => Clause::Term {
                field: owned(),
                text,
                phrase: true,
            },
            Token::Word(word) => match word
                .strip_suffix('*')
                .filter(|stem| stem.chars().all(char::is_alphanumeric) && !stem.is_empty())
            {
                Some(stem) => Clause::Prefix {
                    field: owned(),
                    text: stem.to_owned(),
                },
                None => Clause::Term {
                    field: owned(),
                    text: word,
                    phrase: false,
                },
            },
            Token::And | Token::Or | Token::Close => {
                return Err(self.error(span, "a word is expected here; operators stand between words, `AND` in quotation marks is a word"));
            }
        };
        self.depth -= 1;
        Ok(clause)
    }

    fn group(&mut self, field: Option<&str>, open: Span) -> Result<Clause, QueryError> {
        let clause = self.any(field)?;
        if self.peek() != Some(&Token::Close) {
            return Err(self.error(open, "this parenthesis is not closed; add one"));
        }
        self.at += 1;
        Ok(clause)
    }

    fn field(&mut self, name: &str, span: Span) -> Result<Clause, QueryError> {
        if name == "date" {
            return self.days(span);
        }
        if !FIELDS.contains(&name) {
            let message = format!(
                "there is no field {name:?}; fields are {}",
                FIELDS.join(", ")
            );
            return Err(self.error(span, &message));
        }
        match self.peek() {
            Some(Token::Word(_) | Token::Phrase(_) | Token::Open) => self.unary(Some(name)),
            _ => Err(self.error(
                span,
                "a word, a phrase or a group in parentheses is expected behind a field",
            )),
        }
    }

    /// `2024`, `2024-11-06`, `2024-11..2025`, `2020..`, `..2020`.
    fn days(&mut self, field: Span) -> Result<Clause, QueryError> {
        let Some((Token::Word(word) | Token::Phrase(word), span)) =
            self.tokens.get(self.at).cloned()
        else {
            return Err(self.error(field, "a date is expected here: date:2024, date:2024-11, date:2024-11-01..2024-11-06, date:2020.."));
        };
        self.at += 1;
        days(&word).ok_or_else(|| {
            self.error(span, "this is no date; write 2024, 2024-11, 2024-11-06, 2024-11-01..2024-11-06, 2020.. or ..2020")
        })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn error(&self, span: Span, message: &str) -> QueryError {
        QueryError {
            query: self.query.to_owned(),
            span,
            message: message.to_owned(),
        }
    }
}

fn days(word: &str) -> Option<Clause> {
    let (from, to) = word.split_once("..").unwrap_or((word, word));
    let bound = |text: &str| {
        if text.is_empty() {
            Some(None)
        } else {
            text.parse::<Date>().ok()?.days().map(Some)
        }
    };
    let (from, to) = (bound(from)?, bound(to)?);
    let backwards = from.zip(to).is_some_and(|(from, to)| from.0 > to.1);
    let open = from.is_none() && to.is_none();
    (!backwards && !open).then_some(Clause::Days {
        first: from.map(|days| days.0),
        last: to.map(|days| days.1),
    })
}

fn one_or(mut clauses: Vec<Clause>, make: fn(Vec<Clause>) -> Clause) -> Clause {
    if clauses.len() == 1 {
        clauses.remove(0)
    } else {
        make(clauses)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(clause: &Clause) -> String {
        let list = |clauses: &[Clause], between: &str| {
            format!(
                "({})",
                clauses.iter().map(shown).collect::<Vec<_>>().join(between)
            )
        };
        let named = |field: &Option<String>| {
            field
                .as_ref()
                .map_or_else(String::new, |name| format!("{name}:"))
        };
        match clause {
            Clause::Term {
                field,
                text,
                phrase: true,
            } => format!("{}\"{text}\"", named(field)),
            Clause::Term {
                field,
                text,
                phrase: false,
            } => format!("{}{text}", named(field)),
            Clause::Prefix { field, text } => format!("{}{text}*", named(field)),
            Clause::Days { first, last } => format!("days {first:?} to {last:?}"),
            Clause::And(clauses) => list(clauses, " AND "),
            Clause::Or(clauses) => list(clauses, " OR "),
            Clause::Not(clause) => format!("NOT {}", shown(clause)),
        }
    }

    #[test]
    fn queries_are_read_by_precedence() {
        for (query, expected) in [
            ("a b OR c", "((a AND b) OR c)"),
            ("a AND (b OR c)", "(a AND (b OR c))"),
            ("a -b", "(a AND NOT b)"),
            ("NOT a b", "(NOT a AND b)"),
            (
                "speaker:(vega OR \"ana ruiz\")",
                "(speaker:vega OR speaker:\"ana ruiz\")",
            ),
            ("date:1970..", "days Some(0) to None"),
            ("a date:1970-01", "(a AND days Some(0) to Some(30))"),
            ("“grain corridor” ship*", "(\"grain corridor\" AND ship*)"),
            (
                "O'Brien AT&T C++ 10:30 https://example.org/a",
                "(O'Brien AND AT&T AND C++ AND 10:30 AND https://example.org/a)",
            ),
        ] {
            assert_eq!(shown(&parse(query).unwrap()), expected, "{query}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error_with_its_place() {
        for (query, start) in [
            ("\"a", 0),
            ("(a", 0),
            ("a)", 1),
            ("speeker:a", 0),
            ("a OR", 4),
            ("AND a", 0),
            ("", 0),
            ("deck:", 0),
        ] {
            assert_eq!(parse(query).unwrap_err().span.start(), start, "{query}");
        }
        assert!(parse(&"(".repeat(100_000)).is_err());
    }
}
