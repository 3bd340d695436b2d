//! Rows: what every command prints that has more than one thing to say, in every format, by one writer.
//!
//! In: rows one by one ([`Row`]), and what the answer says beside them ([`Frame`]). Out: lines for people, JSON, tables,
//! citations, paths or a TREC run ([`Format`]). A row is printed and forgotten: an answer of any length needs the memory of one
//! row. Which columns a table has, and which keys JSON, may be chosen ([`Shape`]).

mod cell;
mod format;
pub(super) mod markdown;
mod shape;
mod writer;

use std::borrow::Cow;
use std::io::{Result, Write};

use serde_json::Value;

use super::Layout;

pub use format::Format;
pub use shape::{Shape, UnknownField};
pub use writer::RowWriter;

pub(super) use shape::joined;

/// Something that is printed as one row.
pub trait Row {
    /// The fields that may be chosen: the keys of [`Row::object`], and those of the objects in it behind a point.
    const FIELDS: &'static [&'static str];
    /// The columns of a table where none are chosen.
    const COLUMNS: &'static [&'static str];
    /// Whether several rows may stand in one file, whose path is then printed once.
    const MANY_OF_A_FILE: bool = false;

    /// The row as JSON.
    fn object(&self) -> Value;

    /// The row for people.
    ///
    /// # Errors
    /// Those of the writer.
    fn human(&self, out: &mut dyn Write, layout: Layout) -> Result<()>;

    /// The row as an item of a list in Markdown, ready to cite.
    ///
    /// # Errors
    /// Those of the writer.
    fn citation(&self, out: &mut dyn Write) -> Result<()>;

    /// Its file, where it has one.
    fn path(&self) -> Option<Cow<'_, str>> {
        None
    }

    /// Its line in a TREC run, where hits are ranked.
    fn ranked(&self) -> Option<Line<'_>> {
        None
    }
}

/// A line of a TREC run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// The id of the query; there is one where many are asked.
    pub query: &'a str,
    /// The file.
    pub path: &'a str,
    /// Which quote of the file, where hits are quotes.
    pub nth: Option<usize>,
    /// From 1.
    pub rank: usize,
    /// Its score.
    pub score: f32,
}

/// What an answer says beside its rows.
pub trait Frame {
    /// The key of the rows in JSON.
    fn list(&self) -> &'static str {
        "hits"
    }

    /// The other keys of the answer in JSON, an object.
    fn facts(&self) -> Value;

    /// The first lines for people, where the rows are a part of an answer.
    ///
    /// # Errors
    /// Those of the writer.
    fn opening(&self, _: &mut dyn Write, _: Layout) -> Result<()> {
        Ok(())
    }

    /// The last lines for people.
    ///
    /// # Errors
    /// Those of the writer.
    fn closing(&self, out: &mut dyn Write) -> Result<()>;

    /// The head of the report in Markdown.
    ///
    /// # Errors
    /// Those of the writer.
    fn report(&self, out: &mut dyn Write) -> Result<()>;
}
