//! From words typed by a person to a syntax tree. Nearness (`w/5`) binds tightest, then NOT, then words side by side and
//! AND, then OR.
//!
//! A place that cannot be read becomes a fault and a hole in the tree, and reading goes on: all faults of a query are told
//! at once. `primary.rs` reads what the operators stand between, `operands.rs` says what may stand beside an operator of
//! nearness, `dates.rs` reads days.

mod dates;
mod operands;
mod primary;
#[cfg(test)]
mod tests;

use jiff::civil;

use super::error::Fault;
use super::lexer::{Kind, Token, tokens};
use super::tree::{Clause, Days, Form, Leaf, Near, Place};
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
///
/// let faults = dateline::query::parse("date:soon speeker:osgood", today).unwrap_err().faults;
/// assert_eq!(faults.len(), 2);
/// ```
///
/// # Errors
/// Every place that cannot be read, and what to do about it.
pub fn parse(query: &str, today: civil::Date) -> Result<Parsed, QueryError> {
    let (parsed, mut faults) = read(query, today);
    if faults.is_empty() {
        return Ok(parsed);
    }
    // Of faults at one place the first is the cause.
    faults.sort_by_key(|fault| fault.span.start());
    faults.dedup_by_key(|fault| fault.span.start());
    let query = query.to_owned();
    Err(QueryError { query, faults })
}

/// Reads the days of `--since` and `--until`, in the forms of `date:`.
///
/// # Errors
/// It is no date.
pub fn parse_days(text: &str, today: civil::Date) -> Result<Days, QueryError> {
    dates::days(text, today).ok_or_else(|| {
        let message = format!("this is no date; {}", dates::FORMS);
        let faults = vec![Fault::new(Span::new(0, text.len()), message)];
        let query = text.to_owned();
        QueryError { query, faults }
    })
}

/// The tree of a query, with a hole at each fault.
fn read(query: &str, today: civil::Date) -> (Parsed, Vec<Fault>) {
    let lexed = tokens(query);
    let mut parser = Parser {
        query,
        today,
        tokens: lexed.tokens,
        hints: lexed.hints,
        faults: lexed.faults,
        given_up: false,
        at: 0,
        depth: 0,
        nears: 0,
    };
    let clause = parser.whole();
    let hints = parser.hints;
    (Parsed { clause, hints }, parser.faults)
}

struct Parser<'a> {
    query: &'a str,
    today: civil::Date,
    tokens: Vec<Token>,
    hints: Vec<Hint>,
    faults: Vec<Fault>,
    /// Nothing more is read: the query is nested too deeply.
    given_up: bool,
    at: usize,
    depth: usize,
    /// Operators of nearness so far: each may nest the tree one deeper.
    nears: usize,
}

impl Parser<'_> {
    /// The whole query, parentheses that close nothing passed over.
    fn whole(&mut self) -> Clause {
        let mut clauses = vec![self.any(None)];
        while let Some(token) = self.tokens.get(self.at) {
            let span = token.span;
            self.fault(span, "this parenthesis closes nothing; remove it");
            self.at += 1;
            if let Some(Kind::And | Kind::Or) = self.peek() {
                self.at += 1;
            }
            if !matches!(self.peek(), None | Some(Kind::Close)) {
                clauses.push(self.any(None));
            }
        }
        Clause::all(clauses)
    }

    fn any(&mut self, field: Option<FieldName>) -> Clause {
        let first = self.at;
        let mut clauses = vec![self.all(field)];
        while self.peek() == Some(&Kind::Or) {
            self.at += 1;
            clauses.push(self.all(field));
        }
        self.hint_at_binding(&clauses, first);
        Clause::any(clauses)
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

    fn all(&mut self, field: Option<FieldName>) -> Clause {
        let mut clauses = vec![self.negated(field)];
        loop {
            match self.peek() {
                Some(Kind::And) => self.at += 1,
                None | Some(Kind::Or | Kind::Close | Kind::Colon) => return Clause::all(clauses),
                Some(_) => {}
            }
            clauses.push(self.negated(field));
        }
    }

    fn negated(&mut self, field: Option<FieldName>) -> Clause {
        if self.peek() != Some(&Kind::Not) {
            return self.near(field);
        }
        let sign = self.tokens[self.at].span;
        self.at += 1;
        self.deeper(sign, |parser| Clause::Not(Box::new(parser.negated(field))))
    }

    /// Operators of nearness side by side are read from the left: `a w/5 b w/3 c` is `(a w/5 b) w/3 c`.
    fn near(&mut self, field: Option<FieldName>) -> Clause {
        let mut from = self.at;
        let mut clause = self.boosted(field);
        while let Some(&Kind::Near { relation, negated }) = self.peek() {
            let sign = self.tokens[self.at].span;
            self.nears += 1;
            if self.nears > DEEPEST {
                return self.give_up(sign, "a query has no more than 64 operators of nearness");
            }
            self.operand(&clause, from);
            self.at += 1;
            from = self.at;
            let right = self.boosted(field);
            self.operand(&right, from);
            let mut near = Near {
                left: Box::new(clause),
                right: Box::new(right),
                relation,
                negated,
                place: Place(Some(sign)),
            };
            let mut leaves = near.left.leaves_mut();
            leaves.extend(near.right.leaves_mut());
            self.share_field(leaves);
            clause = Clause::Near(near);
        }
        clause
    }

    /// Refuses an operand without positions; it was read from the token `from` on.
    fn operand(&mut self, clause: &Clause, from: usize) {
        if let Err(message) = operands::check(clause) {
            let first = self.tokens[from].span;
            let last = self.tokens[self.at - 1].span;
            self.fault(first.hull(last), message);
        }
    }

    fn share_field(&mut self, mut leaves: Vec<&mut Leaf>) {
        if let Err((span, message)) = operands::share_field(&mut leaves) {
            self.fault(span, message);
        }
    }

    fn boosted(&mut self, field: Option<FieldName>) -> Clause {
        let clause = self.primary(field);
        let Some(&Kind::Boost(factor)) = self.peek() else {
            return clause;
        };
        self.at += 1;
        Clause::Boost(Box::new(clause), factor)
    }

    fn deeper(&mut self, span: Span, read: impl FnOnce(&mut Self) -> Clause) -> Clause {
        if self.depth == DEEPEST {
            return self.give_up(span, "this is nested too deeply to be read");
        }
        self.depth += 1;
        let clause = read(self);
        self.depth -= 1;
        clause
    }

    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn fault(&mut self, span: Span, message: impl Into<String>) {
        if !self.given_up {
            self.faults.push(Fault::new(span, message));
        }
    }

    /// A fault in the place of a clause.
    fn faulty(&mut self, span: Span, message: impl Into<String>) -> Clause {
        self.fault(span, message);
        hole()
    }

    /// The last fault that is told.
    fn give_up(&mut self, span: Span, message: &str) -> Clause {
        self.fault(span, message);
        self.given_up = true;
        self.at = self.tokens.len();
        hole()
    }
}

/// What stands in the tree where nothing could be read: a word, which may stand anywhere. No such tree is given out.
fn hole() -> Clause {
    Clause::Words(Leaf {
        field: None,
        form: Form::Word,
        text: String::new(),
        place: Place::default(),
    })
}
