//! All hits of a query, counted by what they have in common.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use super::Layout;
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
    let others = facet.others;
    if others.values > 0 {
        let s = if others.values == 1 { "" } else { "s" };
        let text = format!("({} other{s}, added up)", number(others.values));
        row(out, others.hits, &text, DIM, layout)?;
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

/// One JSON object a line and value; null stands for hits without one.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, facets: &[Facet]) -> Result<()> {
    for facet in facets {
        let name = facet.name.name();
        for (value, hits) in rows(facet) {
            let row = json!({"facet": name, "value": value, "hits": hits});
            writeln!(out, "{row}")?;
        }
    }
    Ok(())
}

/// The values of a facet with their hits; the hits without a value, where there are any, come last.
fn rows(facet: &Facet) -> impl Iterator<Item = (Option<&str>, u64)> {
    let values = facet.values.iter();
    let values = values.map(|value| (Some(value.value.as_str()), value.hits));
    let none = (facet.none > 0).then_some((None, facet.none));
    values.chain(none)
}
