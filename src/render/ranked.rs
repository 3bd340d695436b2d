//! Hits by path and score alone.

use std::borrow::Cow;
use std::io::{Result, Write};

use serde_json::{Value, json};

use super::hits::THE_QUERY;
use super::rows::markdown::code;
use super::rows::{Line, Row};
use super::text::shortest;
use super::{Layout, clean};
use crate::query::Ranked;

impl Row for Ranked {
    const FIELDS: &'static [&'static str] = &["rank", "score", "path"];
    const COLUMNS: &'static [&'static str] = Self::FIELDS;

    fn object(&self) -> Value {
        json!({"rank": self.rank, "score": shortest(self.score), "path": self.path})
    }

    fn human(&self, out: &mut dyn Write, _: Layout) -> Result<()> {
        writeln!(out, "{:>2}. {}", self.rank, clean(&self.path))
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "{}. {}", self.rank, code(&self.path))
    }

    fn path(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(&self.path))
    }

    fn ranked(&self) -> Option<Line<'_>> {
        Some(Line {
            query: THE_QUERY,
            path: &self.path,
            nth: None,
            rank: self.rank,
            score: self.score,
        })
    }
}
