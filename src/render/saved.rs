//! The saved searches, a row each.

use std::io::{Result, Write};

use serde_json::{Value, json};

use super::Layout;
use super::rows::markdown::{code, words};
use super::rows::{Frame, Row};
use super::text::{clean, shortest};
use crate::article::FORMAT;
use crate::saved::SavedSearch;

/// The answer to `saved`; the searches are rows.
pub struct Searches;

impl Frame for Searches {
    fn list(&self) -> &'static str {
        "searches"
    }

    fn facts(&self) -> Value {
        json!({"format": FORMAT})
    }

    fn closing(&self, _: &mut dyn Write) -> Result<()> {
        Ok(())
    }

    fn report(&self, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "# Saved searches\n")
    }
}

/// Its name, what its hits are, the query with its flags, and up to when its news has been told.
impl Row for SavedSearch {
    const FIELDS: &'static [&'static str] = &[
        "name",
        "counted",
        "query",
        "like",
        "any",
        "since",
        "until",
        "synonyms",
        "near",
        "within",
        "min_confidence",
        "expand",
        "recency",
        "sort",
        "passages",
        "copies",
        "seen",
    ];
    const COLUMNS: &'static [&'static str] = Self::FIELDS;

    fn object(&self) -> Value {
        json!({
            "name": self.name, "counted": self.hits, "query": self.query, "like": self.like, "any": self.any,
            "since": self.since, "until": self.until, "synonyms": self.synonyms, "near": self.near, "within": self.within,
            "min_confidence": self.min_confidence.map(shortest), "expand": self.expand,
            "recency": self.recency.map(shortest), "sort": self.sort, "passages": self.passages, "copies": self.copies,
            "seen": self.seen,
        })
    }

    fn human(&self, out: &mut dyn Write, _: Layout) -> Result<()> {
        let (name, seen) = (&self.name, self.seen);
        let (hits, query) = (self.hits.one(), clean(&as_typed(self)));
        writeln!(out, "{name}  {hits}s  {query}  (told up to {seen})")
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        let (name, seen) = (words(&self.name), self.seen);
        let (hits, query) = (self.hits.one(), code(&as_typed(self)));
        writeln!(out, "- **{name}**, {hits}s: {query}, told up to {seen}")
    }
}

/// The query of a search with its flags, as they are typed.
pub(super) fn as_typed(search: &SavedSearch) -> String {
    let named = |flag: &str, value: &Option<String>| {
        let value = value.as_ref();
        value.map(|value| format!("--{flag} {value:?}"))
    };
    let synonyms = search.synonyms.as_ref();
    let synonyms = synonyms.map(|path| path.display().to_string());
    let parts = [
        Some(search.query.clone()).filter(|query| !query.is_empty()),
        named("like", &search.like),
        search.any.then(|| "--any".to_owned()),
        named("since", &search.since),
        named("until", &search.until),
        named("synonyms", &synonyms),
        named("near", &search.near),
        named("within", &search.within),
        search
            .min_confidence
            .map(|least| format!("--min-confidence {least}")),
        search.expand.map(|expands| match expands {
            true => "--expand".to_owned(),
            false => "--no-expand".to_owned(),
        }),
        search.recency.map(|days| format!("--recency {days}d")),
        search.sort.as_ref().map(|sort| format!("--sort {sort}")),
        search.passages.map(|most| format!("--passages {most}")),
        search.copies.as_ref().map(|how| format!("--copies={how}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}
