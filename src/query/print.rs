//! The printed form of a syntax tree: a query that reads as the same tree.

use std::fmt;

use super::tree::{Clause, Days, Form, Leaf, Near, Published, Range, Relation, Said};
use crate::date::from_day_number;

/// How tightly a clause holds together, loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Not,
    Near,
    Boost,
    Leaf,
}

fn binding(clause: &Clause) -> Binding {
    match clause {
        Clause::Or(_) => Binding::Or,
        Clause::And(_) => Binding::And,
        Clause::Not(_) => Binding::Not,
        Clause::Near(_) => Binding::Near,
        Clause::Boost(..) => Binding::Boost,
        Clause::Every
        | Clause::Words(_)
        | Clause::Published(_)
        | Clause::AtLeast(_)
        | Clause::Said(_) => Binding::Leaf,
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Clause::Every => f.write_str("*"),
            Clause::Words(leaf) => write!(f, "{leaf}"),
            Clause::Near(near) => write!(f, "{near}"),
            Clause::AtLeast(at_least) => write!(f, "atleast{}({})", at_least.least, at_least.of),
            Clause::Said(said) => write!(f, "{said}"),
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
    if binding(clause) < least {
        write!(f, "({clause})")
    } else {
        write!(f, "{clause}")
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.left.as_ref() {
            // Before an operator of nearness it would be a part of it.
            Clause::Words(leaf) if leaf.text.eq_ignore_ascii_case("not") => write!(f, "({leaf})")?,
            // Operators side by side are read from the left; the parentheses say so.
            left => inside(f, left, Binding::Boost)?,
        }
        let not = if self.negated { "not " } else { "" };
        write!(f, " {not}{} ", self.relation)?;
        inside(f, &self.right, Binding::Boost)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.ordered { "pre" } else { "w" };
        match self.range {
            Range::Words(words) => write!(f, "{name}/{words}"),
            Range::Sentence => write!(f, "{name}/s"),
            Range::Paragraph => write!(f, "{name}/p"),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("said(")?;
        if let Some(who) = &self.who {
            write!(f, "{who}")?;
        }
        f.write_str(":")?;
        if let Some(what) = &self.what {
            write!(f, " {what}")?;
        }
        f.write_str(")")
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        if let Some(field) = self.field {
            write!(f, "{field}:")?;
            // Behind a field a bracket begins a range.
            if self.form == Form::Word && text.starts_with(['[', '{']) {
                return write!(f, "({text})");
            }
        }
        match self.form {
            Form::Word | Form::Wildcard => f.write_str(text),
            Form::Phrase => write!(f, "\"{text}\""),
            Form::Sloppy(others) => write!(f, "\"{text}\"~{others}"),
            Form::Fuzzy(letters) => write!(f, "{text}~{letters}"),
            Form::Exact => write!(f, "={text}"),
            Form::ExactPhrase => write!(f, "=\"{text}\""),
            Form::Caps => write!(f, "caps({text})"),
        }
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.certain { "=" } else { "" };
        write!(f, "date:{sign}{}", self.days)
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
