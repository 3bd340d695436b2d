//! From words typed by a person to a syntax tree. NOT binds tighter than words side by side and AND, these tighter than OR.

use jiff::civil;

use super::dates;
use super::token::{Kind, Token, tokens};
use super::tree::{Clause, Form, Leaf, Place, Published};
use super::{FieldName, Hint, QueryError};
use crate::span::Span;

/// A query that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// Its tree.
    pub clause: Clause,
    /// What was read otherwise than it may have been meant.
    pub hints: Vec<Hint>,
}

/// How deep parentheses and NOT may stand in each other.
const DEEPEST: usize = 64;

/// Reads a query; `today` is what `date:today` and `date:"last week"` are counted from.
///
/// ```
/// let today = jiff::civil::date(2024, 11, 8);
/// let parsed = dateline::query::parse("ferry OR speaker:osgood date:yesterday", today).unwrap();
/// assert_eq!(parsed.clause.to_string(), "ferry OR (speaker:osgood AND date:2024-11-07)");
/// ```
///
/// # Errors
/// The first place that cannot be read, and what to do about it.
pub fn parse(query: &str, today: civil::Date) -> Result<Parsed, QueryError> {
    let (tokens, hints) = tokens(query)?;
    let mut parser = Parser {
        query,
        today,
        tokens,
        at: 0,
        depth: 0,
    };
    let clause = parser.any(None)?;
    match parser.tokens.get(parser.at) {
        Some(token) => Err(parser.error(token.span, "this parenthesis closes nothing; remove it")),
        None => Ok(Parsed { clause, hints }),
    }
}

/// Reads the days of `--since` and `--until`, in the forms of `date:`.
///
/// # Errors
/// It is no date.
pub fn parse_days(text: &str, today: civil::Date) -> Result<super::Days, QueryError> {
    dates::days(text, today).ok_or_else(|| {
        let message = format!("this is no date; {}", dates::FORMS);
        QueryError::new(text, Span::new(0, text.len()), message)
    })
}

struct Parser<'a> {
    query: &'a str,
    today: civil::Date,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        let mut clauses = vec![self.all(field)?];
        while self.peek() == Some(&Kind::Or) {
            self.at += 1;
            clauses.push(self.all(field)?);
        }
        Ok(Clause::any(clauses))
    }

    fn all(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        let mut clauses = vec![self.negated(field)?];
        loop {
            match self.peek() {
                Some(Kind::And) => self.at += 1,
                None | Some(Kind::Or | Kind::Close) => return Ok(Clause::all(clauses)),
                Some(_) => {}
            }
            clauses.push(self.negated(field)?);
        }
    }

    fn negated(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        if self.peek() != Some(&Kind::Not) {
            return self.boosted(field);
        }
        let sign = self.tokens[self.at].span;
        self.at += 1;
        self.deeper(sign, |parser| {
            Ok(Clause::Not(Box::new(parser.negated(field)?)))
        })
    }

    fn boosted(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        let clause = self.primary(field)?;
        let Some(&Kind::Boost(factor)) = self.peek() else {
            return Ok(clause);
        };
        self.at += 1;
        Ok(Clause::Boost(Box::new(clause), factor))
    }

    fn primary(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        let Some(Token { kind, span }) = self.tokens.get(self.at).cloned() else {
            let end = Span::new(self.query.len(), self.query.len());
            return Err(self.error(end, "the query ends where a word is expected"));
        };
        self.at += 1;
        match kind {
            Kind::Open => self.deeper(span, |parser| parser.group(field, span)),
            Kind::Field(name) => self.in_field(name, span),
            Kind::Word(text) if text == "*" && field.is_none() => Ok(Clause::Every),
            Kind::Word(text) | Kind::Phrase(text) | Kind::Range(text)
                if field == Some(FieldName::Date) =>
            {
                self.published(&text, span)
            }
            Kind::Word(text) => self.word(field, text, span),
            Kind::Phrase(text) => self.phrase(field, text, span),
            Kind::Range(_) => Err(self.error(span, "only date: has ranges")),
            Kind::And | Kind::Or | Kind::Not | Kind::Close | Kind::Boost(_) => Err(self.error(
                span,
                "a word is expected here; operators stand between words, and AND in quotation marks is a word",
            )),
        }
    }

    fn deeper(
        &mut self,
        span: Span,
        read: impl FnOnce(&mut Self) -> Result<Clause, QueryError>,
    ) -> Result<Clause, QueryError> {
        if self.depth == DEEPEST {
            return Err(self.error(span, "this is nested too deeply to be read"));
        }
        self.depth += 1;
        let clause = read(self)?;
        self.depth -= 1;
        Ok(clause)
    }

    fn group(&mut self, field: Option<FieldName>, open: Span) -> Result<Clause, QueryError> {
        let clause = self.any(field)?;
        if self.peek() != Some(&Kind::Close) {
            return Err(self.error(open, "this parenthesis is not closed; add one"));
        }
        self.at += 1;
        Ok(clause)
    }

    fn in_field(&mut self, name: FieldName, span: Span) -> Result<Clause, QueryError> {
        match self.peek() {
            Some(Kind::Word(_) | Kind::Phrase(_) | Kind::Open | Kind::Range(_)) => {
                self.primary(Some(name))
            }
            _ if name == FieldName::Date => {
                Err(self.error(span, &format!("a date is expected here; {}", dates::FORMS)))
            }
            _ => Err(self.error(
                span,
                "a word, a phrase or a group in parentheses is expected behind a field",
            )),
        }
    }

    fn word(
        &self,
        field: Option<FieldName>,
        word: String,
        span: Span,
    ) -> Result<Clause, QueryError> {
        let stem = word.trim_end_matches('*');
        let (form, text) = if stem.len() == word.len() || stem.is_empty() {
            (Form::Word, word)
        } else if stem.chars().all(char::is_alphanumeric) {
            (Form::Prefix, stem.to_owned())
        } else {
            let message =
                "a star stands behind letters and digits alone; write the word in parts: (o brie*)";
            return Err(self.error(span, message));
        };
        self.known_value(field, &text, span)?;
        Ok(leaf(field, form, text, span))
    }

    fn phrase(
        &self,
        field: Option<FieldName>,
        text: String,
        span: Span,
    ) -> Result<Clause, QueryError> {
        if !text.contains(char::is_alphanumeric) {
            return Err(self.error(span, "this phrase has no word; write one between the marks"));
        }
        self.known_value(field, &text, span)?;
        Ok(leaf(field, Form::Phrase, text, span))
    }

    /// A field of a few fixed values refuses others, rather than find nothing.
    fn known_value(
        &self,
        field: Option<FieldName>,
        text: &str,
        span: Span,
    ) -> Result<(), QueryError> {
        let kinds = ["direct", "mixed", "indirect"];
        if field == Some(FieldName::Kind) && !kinds.contains(&text.to_lowercase().as_str()) {
            let message = "the kinds of quotes are direct, mixed and indirect";
            return Err(self.error(span, message));
        }
        Ok(())
    }

    fn published(&self, text: &str, span: Span) -> Result<Clause, QueryError> {
        let days = if text.starts_with(['[', '{']) {
            dates::lucene_range(text, self.today)
        } else {
            dates::days(text, self.today)
        };
        match days {
            Some(days) => Ok(Clause::Published(Published {
                days,
                place: Place(Some(span)),
            })),
            None => Err(self.error(span, &format!("this is no date; {}", dates::FORMS))),
        }
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn error(&self, span: Span, message: &str) -> QueryError {
        QueryError::new(self.query, span, message)
    }
}

fn leaf(field: Option<FieldName>, form: Form, text: String, span: Span) -> Clause {
    Clause::Words(Leaf {
        field,
        form,
        text,
        place: Place(Some(span)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: civil::Date = civil::date(2024, 11, 8);

    #[test]
    fn queries_are_read_by_precedence() {
        for (query, expected) in [
            ("a b OR c", "(a AND b) OR c"),
            ("a AND (b OR c)", "a AND (b OR c)"),
            ("(a b) c", "a AND b AND c"),
            ("a -b", "a AND NOT b"),
            ("NOT a b", "NOT a AND b"),
            ("NOT (a b)", "NOT (a AND b)"),
            ("a || b && c", "a OR (b AND c)"),
            (
                "a^2 \"b c\"^0.5 (d OR e)^3",
                "a^2 AND \"b c\"^0.5 AND (d OR e)^3",
            ),
            (
                "speaker:(vega OR \"ana ruiz\")",
                "speaker:vega OR speaker:\"ana ruiz\"",
            ),
            ("Speaker: vega", "speaker:vega"),
            ("headline:(a body:b)", "headline:a AND body:b"),
            ("date:1970..", "date:1970-01-01.."),
            ("a date:1970-01", "a AND date:1970-01-01..1970-01-31"),
            (
                "date:(2020 OR XXXX-04)",
                "date:2020-01-01..2020-12-31 OR date:XXXX-04",
            ),
            ("date:\"last week\"", "date:2024-10-28..2024-11-03"),
            ("date:[2020 TO *]", "date:2020-01-01.."),
            ("“grain corridor” ship*", "\"grain corridor\" AND ship*"),
            ("„grain corridor“ x", "\"grain corridor\" AND x"),
            ("*", "*"),
            ("AT & T", "AT AND T"),
            ("storm - flood", "storm AND flood"),
            (
                "O'Brien AT&T C++ 10:30 https://example.org/a breaking: news?",
                "O'Brien AND AT&T AND C++ AND 10:30 AND https://example.org/a AND breaking: AND news?",
            ),
        ] {
            let parsed = parse(query, TODAY).unwrap_or_else(|error| panic!("{query}: {error}"));
            assert_eq!(parsed.clause.to_string(), expected, "{query}");
            let again = parse(expected, TODAY).unwrap();
            assert_eq!(again.clause, parsed.clause, "{query}");
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
            ("?!", 2),
            ("deck:", 0),
            ("a \"—\"", 2),
            ("date:soon", 5),
            ("date:2024..2020", 5),
            ("kind:spoken", 5),
            ("a^0", 1),
            ("a w/5 b", 2),
            ("st?rm", 0),
            ("a =running", 2),
            ("wolf~1", 0),
            ("headline:[a TO b]", 9),
        ] {
            let error = parse(query, TODAY).unwrap_err();
            assert_eq!(error.span.start(), start, "{query}");
        }
        assert!(parse(&"(".repeat(100_000), TODAY).is_err());
        assert!(parse(&"NOT ".repeat(100_000), TODAY).is_err());
    }

    #[test]
    fn habits_of_other_systems_get_a_hint() {
        for (query, hints) in [
            ("a or b", 1),
            ("a and b not c", 2),
            ("a OR b", 0),
            ("or", 0),
            ("headline:or b", 0),
            ("a & b", 1),
        ] {
            assert_eq!(parse(query, TODAY).unwrap().hints.len(), hints, "{query}");
        }
    }

    #[test]
    fn an_error_points_at_its_place() {
        let error = parse("flood speeker:vega", TODAY).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no field \"speeker\"; did you mean speaker: ? (in quotation marks it is a word)\n  \
             flood speeker:vega\n        ^^^^^^^"
        );
    }
}
