//! From words typed by a person to a syntax tree. Nearness (`w/5`) binds tightest, then NOT, then words side by side and
//! AND, then OR. What may stand beside an operator of nearness is checked in `operands.rs`.

use jiff::civil;

use super::dates;
use super::operands;
use super::token::{Kind, Token, tokens};
use super::tree::{AtLeast, Clause, Form, Leaf, Mentions, Near, Place, Published, Said};
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

/// How deep parentheses, NOT and operators of nearness may stand in each other.
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
        hints,
        at: 0,
        depth: 0,
        nears: 0,
    };
    let clause = parser.any(None)?;
    match parser.tokens.get(parser.at) {
        Some(token) => Err(parser.error(token.span, "this parenthesis closes nothing; remove it")),
        None => Ok(Parsed {
            clause,
            hints: parser.hints,
        }),
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
    hints: Vec<Hint>,
    at: usize,
    depth: usize,
    /// Operators of nearness so far: each may nest the tree one deeper.
    nears: usize,
}

impl Parser<'_> {
    fn any(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        let first = self.at;
        let mut clauses = vec![self.all(field)?];
        while self.peek() == Some(&Kind::Or) {
            self.at += 1;
            clauses.push(self.all(field)?);
        }
        self.hint_at_binding(&clauses, first);
        Ok(Clause::any(clauses))
    }

    /// In Nexis and Factiva OR binds tighter than `w/5`.
    fn hint_at_binding(&mut self, clauses: &[Clause], first: usize) {
        let plain = clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Words(_)));
        let Some(Clause::Near(near)) = clauses
            .iter()
            .find(|clause| matches!(clause, Clause::Near(_)))
        else {
            return;
        };
        let in_parentheses = self.tokens[first..self.at]
            .iter()
            .any(|token| matches!(token.kind, Kind::Open | Kind::AtLeast(_)));
        if let (true, false, Some(span)) = (plain, in_parentheses, near.place.0) {
            let near = near.relation;
            let message =
                format!("{near} binds tighter than OR: (a OR b) {near} c has either near c");
            self.hints.push(Hint { span, message });
        }
    }

    fn all(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        let mut clauses = vec![self.negated(field)?];
        loop {
            match self.peek() {
                Some(Kind::And) => self.at += 1,
                None | Some(Kind::Or | Kind::Close | Kind::Colon) => {
                    return Ok(Clause::all(clauses));
                }
                Some(_) => {}
            }
            clauses.push(self.negated(field)?);
        }
    }

    fn negated(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        if self.peek() != Some(&Kind::Not) {
            return self.near(field);
        }
        let sign = self.tokens[self.at].span;
        self.at += 1;
        self.deeper(sign, |parser| {
            Ok(Clause::Not(Box::new(parser.negated(field)?)))
        })
    }

    /// Operators of nearness side by side are read from the left: `a w/5 b w/3 c` is `(a w/5 b) w/3 c`.
    fn near(&mut self, field: Option<FieldName>) -> Result<Clause, QueryError> {
        let mut from = self.at;
        let mut clause = self.boosted(field)?;
        while let Some(&Kind::Near { relation, negated }) = self.peek() {
            let sign = self.tokens[self.at].span;
            self.nears += 1;
            if self.nears > DEEPEST {
                return Err(self.error(sign, "a query has no more than 64 operators of nearness"));
            }
            self.operand(&clause, from)?;
            self.at += 1;
            from = self.at;
            let right = self.boosted(field)?;
            self.operand(&right, from)?;
            let mut near = Near {
                left: Box::new(clause),
                right: Box::new(right),
                relation,
                negated,
                place: Place(Some(sign)),
            };
            let mut leaves = near.left.leaves_mut();
            leaves.extend(near.right.leaves_mut());
            self.share_field(leaves)?;
            clause = Clause::Near(near);
        }
        Ok(clause)
    }

    /// Refuses an operand without positions; it was read from the token `from` on.
    fn operand(&self, clause: &Clause, from: usize) -> Result<(), QueryError> {
        let Err(message) = operands::check(clause) else {
            return Ok(());
        };
        let first = self.tokens[from].span;
        let last = self.tokens[self.at - 1].span;
        Err(self.error(first.hull(last), message))
    }

    fn share_field(&self, mut leaves: Vec<&mut Leaf>) -> Result<(), QueryError> {
        operands::share_field(&mut leaves).map_err(|(span, message)| self.error(span, &message))
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
            Kind::AtLeast(least) => self.deeper(span, |parser| parser.at_least(field, least, span)),
            Kind::Said => self.deeper(span, |parser| parser.said(field, span)),
            Kind::Field(name) => self.in_field(name, span),
            Kind::Every => Ok(Clause::Every),
            Kind::Term(_, text) | Kind::Range(text)
                if field.is_some_and(FieldName::is_of_days) =>
            {
                self.days(field == Some(FieldName::Date), &text, span)
            }
            Kind::Term(form, text) => self.leaf(field, form, text, span),
            Kind::Range(_) => Err(self.error(span, "only date: and mentions-date: have ranges")),
            Kind::And
            | Kind::Or
            | Kind::Not
            | Kind::Near { .. }
            | Kind::Colon
            | Kind::Close
            | Kind::Boost(_) => Err(self.error(
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
        self.close(open)?;
        Ok(clause)
    }

    fn close(&mut self, open: Span) -> Result<(), QueryError> {
        if self.peek() != Some(&Kind::Close) {
            return Err(self.error(open, "this parenthesis is not closed; add one"));
        }
        self.at += 1;
        Ok(())
    }

    fn at_least(
        &mut self,
        field: Option<FieldName>,
        least: u32,
        span: Span,
    ) -> Result<Clause, QueryError> {
        let from = self.at;
        let mut of = Box::new(self.any(field)?);
        self.operand(&of, from)?;
        self.share_field(of.leaves_mut())?;
        self.close(span)?;
        let place = Place(Some(span));
        Ok(Clause::AtLeast(AtLeast { least, of, place }))
    }

    fn said(&mut self, field: Option<FieldName>, span: Span) -> Result<Clause, QueryError> {
        if field.is_some() {
            return Err(self.error(span, "said(…) stands outside other fields"));
        }
        let who = match self.peek() {
            Some(Kind::Colon) => None,
            _ => Some(Box::new(self.any(None)?)),
        };
        if self.peek() != Some(&Kind::Colon) {
            let message = "a colon parts speaker and words: said(osgood: sleep)";
            return Err(self.error(span, message));
        }
        self.at += 1;
        let what = match self.peek() {
            Some(Kind::Close) => None,
            _ => Some(Box::new(self.any(None)?)),
        };
        self.close(span)?;
        if who.is_none() && what.is_none() {
            return Err(self.error(span, "a speaker or words are expected: said(osgood: sleep)"));
        }
        for part in [&who, &what].into_iter().flatten() {
            operands::check_quote(part).map_err(|message| self.error(span, message))?;
        }
        let place = Place(Some(span));
        Ok(Clause::Said(Said { who, what, place }))
    }

    fn in_field(&mut self, name: FieldName, span: Span) -> Result<Clause, QueryError> {
        match self.peek() {
            Some(Kind::Term(..) | Kind::Open | Kind::Range(_) | Kind::AtLeast(_)) => {
                self.primary(Some(name))
            }
            _ if name.is_of_days() => {
                Err(self.error(span, &format!("a date is expected here; {}", dates::FORMS)))
            }
            _ => Err(self.error(
                span,
                "a word, a phrase or a group in parentheses is expected behind a field",
            )),
        }
    }

    fn leaf(
        &self,
        field: Option<FieldName>,
        form: Form,
        text: String,
        span: Span,
    ) -> Result<Clause, QueryError> {
        if form != Form::Wildcard && !text.contains(char::is_alphanumeric) {
            return Err(self.error(span, "this phrase has no word; write one between the marks"));
        }
        if let Some(field) = field.filter(|field| !field.has_positions()) {
            self.code(field, form, &text, span)?;
        }
        let place = Place(Some(span));
        Ok(Clause::Words(Leaf {
            field,
            form,
            text,
            place,
        }))
    }

    /// A field of codes refuses words that are none, rather than find nothing.
    fn code(&self, field: FieldName, form: Form, text: &str, span: Span) -> Result<(), QueryError> {
        if !matches!(form, Form::Word | Form::Phrase) {
            return Err(self.error(span, &format!("{field}: has no other forms of a word")));
        }
        let kinds = ["direct", "mixed", "indirect"];
        if field == FieldName::Kind && !kinds.contains(&text.to_lowercase().as_str()) {
            let message = "the kinds of quotes are direct, mixed and indirect";
            return Err(self.error(span, message));
        }
        Ok(())
    }

    fn days(&self, published: bool, text: &str, span: Span) -> Result<Clause, QueryError> {
        let days = if text.starts_with(['[', '{']) {
            dates::lucene_range(text, self.today)
        } else {
            dates::days(text, self.today)
        };
        match days {
            Some(days) => {
                let place = Place(Some(span));
                Ok(match published {
                    true => Clause::Published(Published { days, place }),
                    false => Clause::Mentions(Mentions { days, place }),
                })
            }
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
    fn every_form_is_read() {
        for (query, expected) in [
            ("\"a b\"~3 c", "\"a b\"~3 AND c"),
            ("\"a b\"~0", "\"a b\""),
            ("=running =“the run”", "=running AND =\"the run\""),
            ("ste?er *burg wolf~1", "ste?er AND *burg AND wolf~1"),
            (
                "caps(AIDS) CAPS(\"United Nations\")",
                "caps(AIDS) AND caps(United Nations)",
            ),
            (
                "atleast3(a) headline:atleast2(a OR b)",
                "atleast3(a) AND atleast2(headline:a OR headline:b)",
            ),
            (
                "hlead(a b) HEADLINE(c)",
                "hlead:a AND hlead:b AND headline:c",
            ),
            ("said(peskov: ukraine)", "said(peskov: ukraine)"),
            (
                "said((ana OR ruiz) -tom: \"a b\" w/5 c kind:direct)",
                "said((ana OR ruiz) AND NOT tom: \"a b\" w/5 c AND kind:direct)",
            ),
            ("said(ruiz:) said(: sleep)", "said(ruiz:) AND said(: sleep)"),
            ("a w/5 b", "a w/5 b"),
            ("a b OR c w/5 d", "(a AND b) OR c w/5 d"),
            ("NOT a pre/3 b", "NOT a pre/3 b"),
            ("a w/s b w/p c", "(a w/s b) w/p c"),
            ("a* not w/5 (b~1 OR \"c d\")", "a* not w/5 (b~1 OR \"c d\")"),
            ("a NOT W/5 b", "a not w/5 b"),
            ("headline:a w/5 b", "headline:a w/5 headline:b"),
            ("headline:(a w/5 b)^2", "(headline:a w/5 headline:b)^2"),
            ("a NEAR/5 b ADJ3 c", "(a w/5 b) pre/3 c"),
            ("a /s b", "a w/s b"),
            ("1 w/o near n/a 24/7", "1 AND w/o AND near AND n/a AND 24/7"),
            ("not", "not"),
            ("headline:*", "headline:*"),
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
            ("headline:[a TO b]", 9),
            ("a w/0 b", 2),
            ("w/5 a", 0),
            ("a w/5", 5),
            ("(a b) w/5 c", 0),
            ("a w/5 (c NOT d)", 6),
            ("a^2 w/5 b", 0),
            ("headline:a w/5 body:b", 20),
            ("date:2024 w/5 b", 0),
            ("wolf~3", 0),
            ("=run*", 0),
            ("caps(a", 0),
            ("caps()", 0),
            ("atleast(a)", 0),
            ("atleast0(a)", 0),
            ("atleast2(a b)", 9),
            ("said(a)", 0),
            ("said(:)", 0),
            ("said(a: headline:b)", 0),
            ("said(said(a: b): c)", 5),
            ("headline:said(a: b)", 0),
        ] {
            let error = parse(query, TODAY).unwrap_err();
            assert_eq!(error.span.start(), start, "{query}");
        }
        assert!(parse(&"(".repeat(100_000), TODAY).is_err());
        assert!(parse(&"a w/5 ".repeat(100_000), TODAY).is_err());
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
            ("a NEAR/5 b", 1),
            ("a NEAR b", 1),
            ("a /p b", 1),
            ("a OR b w/5 c", 1),
            ("(a OR b) w/5 c", 0),
            ("wolf~", 1),
            ("steuer!", 1),
            ("steuer$", 1),
            ("steuer?", 1),
            ("+grain +corridor", 2),
            ("a ANDNOT b", 1),
            ("C++ AT&T $5 Yahoo!", 1),
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
