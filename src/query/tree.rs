//! The syntax tree of a query: plain values. How they are printed is in `print.rs`.

use super::FieldName;
use crate::date::Date;
use crate::span::Span;

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// Every article: `*`.
    Every,
    /// Words in the text or in a field.
    Words(Leaf),
    /// Words that stand near each other, or not near each other.
    Near(Near),
    /// Words that stand in an article so often.
    AtLeast(AtLeast),
    /// Somebody's quote about something.
    Said(Said),
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
    /// All words of a phrase in any order, with at most so many others among them: `"a b"~3`.
    Sloppy(u32),
    /// Words as printed, with `*` for any letters and `?` for one: `steuer*`, `ste?er`.
    Wildcard,
    /// Words as printed that differ by at most so many letters: `wolf~1`.
    Fuzzy(u8),
    /// The word in this form alone: `=word`. Accents count where one is typed.
    Exact,
    /// Words side by side, each in this form alone: `="…"`.
    ExactPhrase,
    /// Words side by side, letter for letter as typed: `caps(AIDS)`.
    Caps,
}

/// Two parts of a query and how near each other they stand.
///
/// Both are words, ORs of words, or themselves [`Near`]; a clause of another kind has no positions and stands nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// What stands on the left of the operator.
    pub left: Box<Clause>,
    /// On its right.
    pub right: Box<Clause>,
    /// How near.
    pub relation: Relation,
    /// `not w/5`: the left one where no right one is so near.
    pub negated: bool,
    /// Where the operator stands in the query.
    pub place: Place,
}

/// How near two things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Relation {
    /// Whether the left one stands before the right one: `pre/5`.
    pub ordered: bool,
    /// Within which range.
    pub range: Range,
}

/// The range within which two things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Range {
    /// From the end of one to the start of the other so many words at most: neighbours are 1 apart.
    Words(u32),
    /// The same sentence. Only bodies are parted into sentences and paragraphs; any other field is one of each.
    Sentence,
    /// The same paragraph.
    Paragraph,
}

/// Words that stand in an article so often: `atleast3(word)`.
#[derive(Clone, Debug, PartialEq)]
pub struct AtLeast {
    /// How often, all fields together.
    pub least: u32,
    /// What: a clause that may stand beside [`Near`].
    pub of: Box<Clause>,
    /// Where it stands in the query.
    pub place: Place,
}

/// A quote by its speaker and its words: `said(peskov: ukraine)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Words of the speaker's name or role.
    pub who: Option<Box<Clause>>,
    /// Words of the quote.
    pub what: Option<Box<Clause>>,
    /// Where it stands in the query.
    pub place: Place,
}

/// Days on which articles may have been published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The days.
    pub days: Days,
    /// Whether an article whose date is known in part must be of these days whatever its day: `date:=2024`.
    pub certain: bool,
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
            Clause::Near(near) => {
                let mut leaves = near.left.leaves();
                if !near.negated {
                    leaves.extend(near.right.leaves());
                }
                leaves
            }
            Clause::AtLeast(at_least) => at_least.of.leaves(),
            Clause::Said(said) => {
                let parts = [&said.who, &said.what].into_iter().flatten();
                parts.flat_map(|part| part.leaves()).collect()
            }
            Clause::Every | Clause::Published(_) | Clause::Not(_) => Vec::new(),
        }
    }

    /// The parts that a hit may show, each of which is met in one place: words, words near each other, quotes; none that
    /// stand under a NOT.
    #[must_use]
    pub fn parts(&self) -> Vec<&Clause> {
        match self {
            Clause::Words(_) | Clause::Near(_) | Clause::Said(_) => vec![self],
            Clause::And(clauses) | Clause::Or(clauses) => {
                clauses.iter().flat_map(Clause::parts).collect()
            }
            Clause::Boost(clause, _) => clause.parts(),
            Clause::AtLeast(at_least) => at_least.of.parts(),
            Clause::Every | Clause::Published(_) | Clause::Not(_) => Vec::new(),
        }
    }

    /// The field that the words of a part name; all of them name the same.
    #[must_use]
    pub fn field(&self) -> Option<FieldName> {
        self.leaves().first().and_then(|leaf| leaf.field)
    }

    /// Whether the clause has positions: it may stand beside [`Near`] and within [`AtLeast`].
    #[must_use]
    pub fn has_positions(&self) -> bool {
        match self {
            Clause::Words(leaf) => leaf.field.is_none_or(FieldName::has_positions),
            Clause::Near(_) => true,
            Clause::Or(clauses) => clauses.iter().all(Clause::has_positions),
            _ => false,
        }
    }

    /// Every leaf, to be changed.
    pub(super) fn leaves_mut(&mut self) -> Vec<&mut Leaf> {
        match self {
            Clause::Words(leaf) => vec![leaf],
            Clause::And(clauses) | Clause::Or(clauses) => {
                clauses.iter_mut().flat_map(Clause::leaves_mut).collect()
            }
            Clause::Boost(clause, _) | Clause::Not(clause) => clause.leaves_mut(),
            Clause::Near(near) => {
                let mut leaves = near.left.leaves_mut();
                leaves.extend(near.right.leaves_mut());
                leaves
            }
            Clause::AtLeast(at_least) => at_least.of.leaves_mut(),
            Clause::Said(said) => {
                let parts = [&mut said.who, &mut said.what].into_iter().flatten();
                parts.flat_map(|part| part.leaves_mut()).collect()
            }
            Clause::Every | Clause::Published(_) => Vec::new(),
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
