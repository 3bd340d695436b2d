//! All hits of a query, counted by what they have in common.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use super::Layout;
use super::rows::Row;
use super::rows::markdown::words;
use super::text::{marked, number};
use crate::query::{Facet, FacetName, FacetValue};
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Columns of a count, and what parts it from its value.
const COUNT: usize = 9;
const INDENT: usize = COUNT + 2;

/// Each facet for people: its name, its values with their hits, what the limit has left out, and the hits without a value.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, facets: &[Facet], layout: Layout) -> Result<()> {
    facets.iter().try_for_each(|facet| one(out, facet, layout))
}

fn one(out: &mut dyn Write, facet: &Facet, layout: Layout) -> Result<()> {
    if facet.values.is_empty() && facet.others.values == 0 && facet.none == 0 {
        return Ok(());
    }
    writeln!(out, "{BOLD}by {}{BOLD:#}", facet.name.name())?;
    for FacetValue { value, hits } in &facet.values {
        row(out, *hits, value, Style::new(), layout)?;
    }
    if facet.others.values > 0 {
        row(out, facet.others.hits, &others(facet), DIM, layout)?;
    }
    match facet.none {
        0 => Ok(()),
        hits => row(out, hits, none(facet.name), DIM, layout),
    }
}

fn row(out: &mut dyn Write, hits: u64, text: &str, style: Style, layout: Layout) -> Result<()> {
    let hits = number(hits);
    let whole = [(Span::new(0, text.len()), style)];
    let marks = if style.is_plain() { &[][..] } else { &whole };
    let text = marked(text, marks, layout, INDENT);
    writeln!(out, "{hits:>COUNT$}  {text}")
}

/// What is said of the values that the limit has left out.
fn others(facet: &Facet) -> String {
    let values = facet.others.values;
    let s = if values == 1 { "" } else { "s" };
    format!("({} other{s}, added up)", number(values))
}

/// What is said of hits without a value.
fn none(facet: FacetName) -> &'static str {
    match facet {
        FacetName::Speaker => "(nobody named)",
        FacetName::Role => "(no role)",
        FacetName::Location => "(no place)",
        FacetName::Country => "(no country)",
        FacetName::Agency => "(no agency)",
        FacetName::Year => "(no year)",
        FacetName::Language => "(no language told)",
    }
}

/// Each facet as a table of a report.
pub(super) fn tables(out: &mut dyn Write, facets: &[Facet]) -> Result<()> {
    facets.iter().try_for_each(|facet| table(out, facet))
}

fn table(out: &mut dyn Write, facet: &Facet) -> Result<()> {
    writeln!(out, "| {} | hits |\n|---|---:|", facet.name.name())?;
    let mut row = |value: &str, hits: u64| writeln!(out, "| {value} | {} |", number(hits));
    for FacetValue { value, hits } in &facet.values {
        row(&words(value), *hits)?;
    }
    if facet.others.values > 0 {
        row(&others(facet), facet.others.hits)?;
    }
    if facet.none > 0 {
        row(none(facet.name), facet.none)?;
    }
    writeln!(out)
}

/// The facets as JSON, for the object of an answer.
pub(super) fn objects(facets: &[Facet]) -> Vec<Value> {
    let value = |value: &FacetValue| json!({"value": value.value, "hits": value.hits});
    let facet = |facet: &Facet| {
        json!({
            "facet": facet.name.name(), "values": facet.values.iter().map(value).collect::<Vec<_>>(),
            "others": {"values": facet.others.values, "hits": facet.others.hits}, "none": facet.none,
        })
    };
    facets.iter().map(facet).collect()
}

/// Facets as rows, in the place of hits.
pub fn rows(facets: &[Facet]) -> impl Iterator<Item = FacetRow<'_>> {
    facets.iter().flat_map(of_facet)
}

/// The values of a facet with their hits; the hits without a value, where there are any, come last.
fn of_facet(facet: &Facet) -> impl Iterator<Item = FacetRow<'_>> {
    let row = |value, hits| FacetRow {
        facet: facet.name,
        value,
        hits,
    };
    let values = facet.values.iter();
    let values = values.map(move |value| row(Some(value.value.as_str()), value.hits));
    let none = (facet.none > 0).then(|| row(None, facet.none));
    values.chain(none)
}

/// A value, and how many hits have it.
pub struct FacetRow<'a> {
    facet: FacetName,
    /// `None` for the hits without one.
    value: Option<&'a str>,
    hits: u64,
}

impl Row for FacetRow<'_> {
    const FIELDS: &'static [&'static str] = &["facet", "value", "hits"];
    const COLUMNS: &'static [&'static str] = Self::FIELDS;

    fn object(&self) -> Value {
        json!({"facet": self.facet.name(), "value": self.value, "hits": self.hits})
    }

    fn human(&self, out: &mut dyn Write, layout: Layout) -> Result<()> {
        let value = self.value.unwrap_or(none(self.facet));
        row(out, self.hits, value, Style::new(), layout)
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        let value = words(self.value.unwrap_or(none(self.facet)));
        writeln!(
            out,
            "- {}: {value}, {}",
            self.facet.name(),
            number(self.hits)
        )
    }
}
