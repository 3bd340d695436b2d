//! What stands behind an answer: how the query was read, how many hits each part of it has, what was searched.

use std::io::{Result, Write};

use serde_json::{Value, json};

use super::text::{clean, counted};
use crate::query::{Clause, Cut, Evidence, PartCount};

/// How a query was read, and how many hits each part of it has by itself; `unit` is what a hit is: `article`, `quote`.
///
/// # Errors
/// Those of the writer.
pub fn reading(
    out: &mut dyn Write,
    clause: &Clause,
    evidence: Option<&Evidence>,
    unit: &str,
) -> Result<()> {
    writeln!(out, "read as: {}", clean(&clause.to_string()))?;
    evidence.map_or(Ok(()), |evidence| parts(out, &evidence.parts, unit))
}

/// The last line of an answer: what was `found`, and where that is nothing, what was searched and which part found nothing.
pub(super) fn closing(
    out: &mut dyn Write,
    found: &str,
    nothing_in: Option<&Evidence>,
    unit: &str,
) -> Result<()> {
    write!(out, "{found}")?;
    match nothing_in {
        Some(evidence) => nothing(out, evidence, unit),
        None => writeln!(out),
    }
}

/// The rest of the last line of an answer without hits: days, files that could not be read; below it, the parts of the query.
pub(super) fn nothing(out: &mut dyn Write, evidence: &Evidence, unit: &str) -> Result<()> {
    if let (Some(first), Some(last)) = (evidence.first, evidence.last) {
        write!(out, ", {first} to {last}")?;
    }
    if evidence.unread > 0 {
        let files = counted(evidence.unread, "file");
        write!(out, "; {files} could not be read")?;
    }
    writeln!(out)?;
    parts(out, &evidence.parts, unit)?;
    evidence.suggestions.iter().try_for_each(|suggestion| {
        let (part, instead) = (&suggestion.part, suggestion.instead.join(", "));
        writeln!(out, "  {}: did you mean {}?", clean(part), clean(&instead))
    })
}

fn parts(out: &mut dyn Write, parts: &[PartCount], unit: &str) -> Result<()> {
    parts
        .iter()
        .filter(|_| parts.len() > 1)
        .try_for_each(|part| {
            let found = counted(part.found as u64, unit);
            writeln!(out, "  {}: {found}", clean(&part.part))
        })
}

/// The evidence as JSON; the count of each part is called by what a hit is: `articles`, `quotes`.
pub(super) fn object(evidence: Option<&Evidence>, units: &str) -> Option<Value> {
    let evidence = evidence?;
    let parts = evidence.parts.iter();
    let parts = parts.map(|part| json!({"part": part.part, units: part.found}));
    let suggestions = evidence.suggestions.iter();
    let suggestions = suggestions.map(|one| json!({"part": one.part, "instead": one.instead}));
    let suggestions: Vec<Value> = suggestions.collect();
    Some(json!({
        "first": evidence.first, "last": evidence.last, "unread": evidence.unread,
        "parts": parts.collect::<Vec<_>>(), "suggestions": suggestions,
    }))
}

/// The parts that stand for more words than were sought, as JSON.
pub(super) fn cuts(cuts: &[Cut]) -> Vec<Value> {
    let cuts = cuts.iter();
    cuts.map(|cut| json!({"part": cut.part, "words": cut.words}))
        .collect()
}
