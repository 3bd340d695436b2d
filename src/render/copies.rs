//! Copies, corrections and updates of what was found: lines below a hit, lists on an article's page, and their JSON.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::rows::markdown::{code, words};
use super::text::{clean, counted};
use crate::article::Article;
use crate::query::{QuotedIn, Reference, Revised, Ties};

/// `2024-11-06 · corpus/ap/0412.txt`
fn named(reference: &Reference) -> String {
    let date = reference.date.as_ref().map(|date| date.value.to_string());
    let facts: Vec<String> = date.into_iter().chain([reference.path.clone()]).collect();
    clean(&facts.join(" · "))
}

/// The lines below a hit: what was said of it later, how many copies it has, and which.
pub(super) fn below(
    out: &mut dyn Write,
    revised: &Revised,
    copies: usize,
    listed: &[Reference],
) -> Result<()> {
    revisions(out, revised)?;
    if copies > 0 {
        writeln!(out, "    and {}", counted_copies(copies))?;
    }
    let mut listed = listed.iter();
    listed.try_for_each(|copy| writeln!(out, "    = {}", named(copy)))
}

/// The lines below a quote, with the words of each article that has others.
pub(super) fn below_quote(
    out: &mut dyn Write,
    revised: &Revised,
    copies: usize,
    said: &str,
    listed: &[QuotedIn],
) -> Result<()> {
    revisions(out, revised)?;
    if copies > 0 {
        writeln!(out, "    quoted {} more", times(copies))?;
    }
    let mut listed = listed.iter();
    listed.try_for_each(|copy| {
        let variant = match copy.text == said {
            true => String::new(),
            false => format!(": “{}”", clean(&copy.text)),
        };
        writeln!(out, "    = {}{variant}", named(&copy.article))
    })
}

fn revisions(out: &mut dyn Write, revised: &Revised) -> Result<()> {
    let mut later = said_later(revised);
    later.try_for_each(|(what, by)| writeln!(out, "    {what}: {}", named(by)))
}

/// The same in a citation: `- corrected: 2024-11-07, `path``, and the copies below their number.
pub(super) fn cite(
    out: &mut dyn Write,
    revised: &Revised,
    copies: usize,
    listed: &[Reference],
) -> Result<()> {
    let counted = (copies > 0).then(|| format!("and {}", counted_copies(copies)));
    items(out, revised, counted, listed.iter().map(cited))
}

/// The same in the citation of a quote, with the words of each article that has others.
pub(super) fn cite_quote(
    out: &mut dyn Write,
    revised: &Revised,
    copies: usize,
    said: &str,
    listed: &[QuotedIn],
) -> Result<()> {
    let counted = (copies > 0).then(|| format!("quoted {} more", times(copies)));
    let listed = listed.iter().map(|copy| {
        let variant = (copy.text != said).then(|| format!(": “{}”", words(&copy.text)));
        format!("{}{}", cited(&copy.article), variant.unwrap_or_default())
    });
    items(out, revised, counted, listed)
}

/// The items of a list in a citation, where there are any.
fn items(
    out: &mut dyn Write,
    revised: &Revised,
    counted: Option<String>,
    listed: impl Iterator<Item = String>,
) -> Result<()> {
    let later = said_later(revised).map(|(what, by)| format!("{what}: {}", cited(by)));
    let first: Vec<String> = later.chain(counted).collect();
    if first.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    for item in first {
        writeln!(out, "   - {item}")?;
    }
    let mut listed = listed;
    listed.try_for_each(|copy| writeln!(out, "     - {copy}"))
}

/// `2024-11-06, `corpus/ap/0412.txt``
fn cited(reference: &Reference) -> String {
    let date = reference.date.as_ref();
    let date = date.map(|date| format!("{}, ", date.value));
    format!("{}{}", date.unwrap_or_default(), code(&reference.path))
}

/// What was said of it later, and where.
fn said_later(revised: &Revised) -> impl Iterator<Item = (&'static str, &Reference)> {
    let later = [
        ("corrected", &revised.corrected_by),
        ("updated", &revised.updated_by),
    ];
    let later = later.into_iter();
    later.filter_map(|(what, by)| Some((what, by.as_ref()?)))
}

fn counted_copies(copies: usize) -> String {
    match copies {
        1 => "1 copy".to_owned(),
        several => format!("{several} copies"),
    }
}

fn times(count: usize) -> String {
    counted(count as u64, "time")
}

/// What stands behind the number of all: how many they are with copies counted once, where that is fewer.
pub(super) fn once(total: usize, distinct: Option<usize>) -> String {
    let fewer = distinct.filter(|distinct| *distinct < total);
    fewer.map_or_else(String::new, |distinct| {
        format!(", {distinct} with copies counted once")
    })
}

/// What a reader must know before the story: that it was wrong.
pub(super) fn warning(ties: &Ties) -> Option<String> {
    let by = ties.revised.corrected_by.as_ref()?;
    Some(format!("This article was corrected: {}", named(by)))
}

/// The lists on an article's page: heading and lines.
pub(super) fn lists(ties: &Ties) -> Vec<(&'static str, Vec<String>)> {
    let one = |reference: &Option<Reference>| reference.iter().map(named).collect();
    let all = |references: &[Reference]| references.iter().map(named).collect();
    let lists: [(&str, Vec<String>); 5] = [
        ("Corrected by", one(&ties.revised.corrected_by)),
        ("Updated by", one(&ties.revised.updated_by)),
        ("Corrects", all(&ties.corrects)),
        ("Updates", all(&ties.updates)),
        ("Copies", all(&ties.copies)),
    ];
    lists
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .collect()
}

/// An article that another one is tied to, as JSON.
pub(super) fn object(reference: &Reference) -> Value {
    json!({
        "id": reference.id, "path": reference.path, "headline": reference.headline, "date": reference.date,
    })
}

/// An article that has the same quotation, as JSON.
pub(super) fn quoted(copy: &QuotedIn) -> Value {
    let mut object = object(&copy.article);
    object["nth"] = copy.nth.into();
    object["text"] = copy.text.as_str().into();
    object
}

pub(super) fn optional(reference: Option<&Reference>) -> Value {
    reference.map_or(Value::Null, object)
}

/// An article of the index with what it is tied to, as JSON.
#[derive(Serialize)]
pub struct Tied<'a> {
    #[serde(flatten)]
    article: &'a Article,
    copies: Vec<Value>,
    corrected_by: Value,
    updated_by: Value,
    corrects: Vec<Value>,
    updates: Vec<Value>,
}

impl<'a> Tied<'a> {
    /// The article and its ties as one object.
    #[must_use]
    pub fn new(article: &'a Article, ties: &Ties) -> Self {
        let all = |references: &[Reference]| references.iter().map(object).collect();
        Self {
            article,
            copies: all(&ties.copies),
            corrected_by: optional(ties.revised.corrected_by.as_ref()),
            updated_by: optional(ties.revised.updated_by.as_ref()),
            corrects: all(&ties.corrects),
            updates: all(&ties.updates),
        }
    }
}
