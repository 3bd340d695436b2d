//! The hits of many queries, a row each, with the query and its id.

use std::borrow::Cow;
use std::io::{Result, Write};

use serde_json::{Value, json};

use super::asked::state;
use super::rows::markdown::{code, words};
use super::rows::{Frame, Line, Row, joined};
use super::{Layout, clean};
use crate::article::{FORMAT, IndexStats};
use crate::query::{Hit, Ranked};
use crate::span::Span;

/// A row of a batch.
pub struct BatchRow<'a> {
    /// The id of the query.
    pub id: &'a str,
    /// The query as typed.
    pub query: &'a str,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a query: a hit, or why there is none.
pub enum Outcome {
    /// A hit.
    Hit(Box<Hit>),
    /// A hit of which only the file is wanted.
    Ranked(Ranked),
    /// Nothing was found.
    Nothing,
    /// The query cannot be read.
    Fault {
        /// Why.
        message: String,
        /// Where in it, where that can be said.
        span: Option<Span>,
    },
}

/// A batch without its rows.
pub struct Batch<'a> {
    /// How many queries it has.
    pub queries: usize,
    /// What the index holds; a report says it.
    pub index: Option<&'a IndexStats>,
}

impl Frame for Batch<'_> {
    fn facts(&self) -> Value {
        json!({"format": FORMAT, "queries": self.queries})
    }

    fn closing(&self, _: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    fn report(&self, out: &mut dyn Write) -> Result<()> {
        let queries = self.queries as u64;
        let queries = match queries {
            1 => "1 query".to_owned(),
            some => format!("{} queries", super::text::number(some)),
        };
        writeln!(out, "# Articles: {queries}\n")?;
        self.index.map_or(Ok(()), |index| state(out, index))
    }
}

/// The keys of a batch before those of a hit.
const OF_QUERY: [&str; 4] = ["query_id", "query", "error", "span"];
const FIELDS: [&str; OF_QUERY.len() + Hit::FIELDS.len()] = joined(&OF_QUERY, Hit::FIELDS, &[]);
const COLUMNS: [&str; 2 + Hit::COLUMNS.len()] = joined(&["query_id", "query"], Hit::COLUMNS, &[]);

/// The first hit of a query has the query above it.
impl Row for BatchRow<'_> {
    const FIELDS: &'static [&'static str] = &FIELDS;
    const COLUMNS: &'static [&'static str] = &COLUMNS;

    fn object(&self) -> Value {
        let mut object = match &self.outcome {
            Outcome::Hit(hit) => hit.object(),
            Outcome::Ranked(ranked) => ranked.object(),
            Outcome::Nothing => json!({}),
            Outcome::Fault { message, span } => json!({"error": message, "span": span}),
        };
        object["query_id"] = self.id.into();
        object["query"] = self.query.into();
        object
    }

    fn human(&self, out: &mut dyn Write, layout: Layout) -> Result<()> {
        let (id, query) = (clean(self.id), clean(self.query));
        match &self.outcome {
            Outcome::Hit(hit) => {
                if hit.rank == 1 {
                    writeln!(out, "{id}: {query}")?;
                }
                hit.human(out, layout)
            }
            Outcome::Ranked(ranked) => ranked.human(out, layout),
            Outcome::Nothing => writeln!(out, "{id}: {query}\n    nothing found"),
            Outcome::Fault { message, .. } => writeln!(out, "{id}: {query}\n    {message}"),
        }
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        let is_first = match &self.outcome {
            Outcome::Hit(hit) => hit.rank == 1,
            _ => true,
        };
        if is_first {
            writeln!(out, "\n## {}: {}\n", words(self.id), code(self.query))?;
        }
        match &self.outcome {
            Outcome::Hit(hit) => hit.citation(out),
            Outcome::Ranked(ranked) => ranked.citation(out),
            Outcome::Nothing => writeln!(out, "Nothing found."),
            Outcome::Fault { message, .. } => writeln!(out, "Not asked: {}", words(message)),
        }
    }

    /// The id and the path, with a tab between.
    fn path(&self) -> Option<Cow<'_, str>> {
        let path = match &self.outcome {
            Outcome::Hit(hit) => &hit.path,
            Outcome::Ranked(ranked) => &ranked.path,
            Outcome::Nothing | Outcome::Fault { .. } => return None,
        };
        Some(Cow::Owned(format!("{}\t{path}", self.id)))
    }

    fn ranked(&self) -> Option<Line<'_>> {
        let line = match &self.outcome {
            Outcome::Hit(hit) => hit.ranked(),
            Outcome::Ranked(ranked) => ranked.ranked(),
            Outcome::Nothing | Outcome::Fault { .. } => None,
        };
        line.map(|line| Line {
            query: self.id,
            ..line
        })
    }
}
