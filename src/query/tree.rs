//! The syntax tree of a query, and its printed form.
//!
//! In: nothing; these are plain values. The printed form is a query that reads as the same tree.

use std::fmt;

use super::FieldName;
use crate::date::{Date, from_day_number};
use crate::span::Span;

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// Every article: `*`.
    Every,
    /// Words in the text or in a field.
    Words(Leaf),
    /// Published then.
    Published(Published),
    /// All of these, two or more.
    And(Vec<Clause>),
    /// Any of these, two or more.
    Or(Vec<Clause>),
    /// Everything but this.
    Not(Box<Clause>),
    /// This, weighing so many times more.
    Boost(Box<Clause>, f32),
}

/// Words that are sought in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// The field; `None` for headline, deck, body and captions.
    pub field: Option<FieldName>,
    /// How the words are given.
    pub form: Form,
    /// As typed, without marks and signs.
    pub text: String,
    /// Where it stands in the query.
    pub place: Place,
}

/// How the words of a leaf are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A word in any of its forms; where its signs part it, the parts side by side.
    Word,
    /// Words side by side, in quotation marks.
    Phrase,
    /// The beginning of words: `steuer*`.
    Prefix,
}

/// Days on which articles may have been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The days.
    pub days: Days,
    /// Where they stand in the query.
    pub place: Place,
}

/// Days of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// From a first to a last day, both included, as days since 1970-01-01; `None` where that end is open.
    Between(Option<i64>, Option<i64>),
    /// A month, or a day of a month, of any year.
    AnyYear(Date),
}

/// A place in a query. Two trees are equal whatever their places: `a b` and `a AND b` are one query.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place(pub Option<Span>);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Place {}

impl Clause {
    /// All of `clauses`; a single one is itself, and what is an AND already is taken apart.
    #[must_use]
    pub fn all(clauses: Vec<Clause>) -> Clause {
        joined(clauses, Clause::And, |clause| match clause {
            Clause::And(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// Any of `clauses`, likewise.
    #[must_use]
    pub fn any(clauses: Vec<Clause>) -> Clause {
        joined(clauses, Clause::Or, |clause| match clause {
            Clause::Or(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// The leaves that a hit may show: none that stand under a NOT.
    #[must_use]
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Clause::Words(leaf) => vec![leaf],
            Clause::And(clauses) | Clause::Or(clauses) => {
                clauses.iter().flat_map(Clause::leaves).collect()
            }
            Clause::Boost(clause, _) => clause.leaves(),
            Clause::Every | Clause::Published(_) | Clause::Not(_) => Vec::new(),
        }
    }

    fn binds(&self) -> Binding {
        match self {
            Clause::Or(_) => Binding::Or,
            Clause::And(_) => Binding::And,
            Clause::Not(_) => Binding::Not,
            Clause::Boost(..) => Binding::Boost,
            Clause::Every | Clause::Words(_) | Clause::Published(_) => Binding::Leaf,
        }
    }
}

fn joined(
    clauses: Vec<Clause>,
    make: fn(Vec<Clause>) -> Clause,
    parts: fn(Clause) -> Result<Vec<Clause>, Clause>,
) -> Clause {
    let mut flat = Vec::with_capacity(clauses.len());
    for clause in clauses {
        match parts(clause) {
            Ok(inner) => flat.extend(inner),
            Err(clause) => flat.push(clause),
        }
    }
    if flat.len() == 1 {
        flat.remove(0)
    } else {
        make(flat)
    }
}

/// How tightly a clause holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Not,
    Boost,
    Leaf,
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clause::Every => f.write_str("*"),
            Clause::Words(leaf) => write!(f, "{leaf}"),
            Clause::Published(published) => write!(f, "{published}"),
            Clause::And(clauses) => list(f, clauses, " AND ", Binding::Not),
            // An AND within an OR needs no parentheses, and has them: who reads a reading should not have to know that.
            Clause::Or(clauses) => list(f, clauses, " OR ", Binding::Not),
            Clause::Not(inner) => {
                f.write_str("NOT ")?;
                inside(f, inner, Binding::Not)
            }
            Clause::Boost(inner, factor) => {
                inside(f, inner, Binding::Leaf)?;
                write!(f, "^{factor}")
            }
        }
    }
}

fn list(
    f: &mut fmt::Formatter<'_>,
    clauses: &[Clause],
    between: &str,
    least: Binding,
) -> fmt::Result {
    for (nth, clause) in clauses.iter().enumerate() {
        if nth > 0 {
            f.write_str(between)?;
        }
        inside(f, clause, least)?;
    }
    Ok(())
}

fn inside(f: &mut fmt::Formatter<'_>, clause: &Clause, least: Binding) -> fmt::Result {
    if clause.binds() < least {
        write!(f, "({clause})")
    } else {
        write!(f, "{clause}")
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{field}:")?;
        }
        match self.form {
            Form::Word => f.write_str(&self.text),
            Form::Phrase => write!(f, "\"{}\"", self.text),
            Form::Prefix => write!(f, "{}*", self.text),
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "date:{}", self.days)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Days::AnyYear(date) => write!(f, "{date}"),
            Days::Between(first, last) if first == last => day(f, *first),
            Days::Between(first, last) => {
                day(f, *first)?;
                f.write_str("..")?;
                day(f, *last)
            }
        }
    }
}

fn day(f: &mut fmt::Formatter<'_>, number: Option<i64>) -> fmt::Result {
    match number.and_then(from_day_number) {
        Some(date) => write!(f, "{date}"),
        None => Ok(()),
    }
}
