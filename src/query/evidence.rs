//! What was searched, and which part of a query found nothing: what there is to say where there are no hits.

use tantivy::Searcher;

use super::plan::Planner;
use super::suggest::{Suggestion, suggestions};
use super::tree::Clause;
use crate::article::SkipReason;
use crate::date::{Date, from_day_number};

/// What stands behind an answer: worth showing where nothing was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The first day of an article in the index, where any has a date.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
    /// Files of the corpus that could not be read, and so were not searched.
    pub unread: u64,
    /// The parts of the query that stand side by side.
    pub parts: Vec<PartCount>,
    /// What may have been meant by words that stand nowhere.
    pub suggestions: Vec<Suggestion>,
}

/// A part of a query, and how many hits it has by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartCount {
    /// The part, as it was read.
    pub part: String,
    /// The articles, or the quotes.
    pub found: usize,
}

pub(super) fn evidence(
    planner: &Planner<'_>,
    searcher: &Searcher,
    clause: &Clause,
) -> tantivy::Result<Evidence> {
    let days = days(searcher)?;
    Ok(Evidence {
        first: days.and_then(|days| from_day_number(days.0)),
        last: days.and_then(|days| from_day_number(days.1)),
        unread: unread(searcher)?,
        parts: parts(planner, clause)?,
        suggestions: suggestions(planner, clause)?,
    })
}

/// The first and the last day of an article.
fn days(searcher: &Searcher) -> tantivy::Result<Option<(i64, i64)>> {
    let mut days: Option<(i64, i64)> = None;
    for reader in searcher.segment_readers() {
        let first = reader.fast_fields().i64("first_day")?;
        let last = reader.fast_fields().i64("last_day")?;
        for doc in reader.doc_ids_alive() {
            if let (Some(first), Some(last)) = (first.first(doc), last.first(doc)) {
                let (earliest, latest) = days.unwrap_or((first, last));
                days = Some((earliest.min(first), latest.max(last)));
            }
        }
    }
    Ok(days)
}

fn unread(searcher: &Searcher) -> tantivy::Result<u64> {
    let failure = |name: &str| SkipReason::from_name(name).is_some_and(SkipReason::is_failure);
    let mut unread = 0;
    let mut name = String::new();
    for reader in searcher.segment_readers() {
        let Some(reasons) = reader.fast_fields().str("file_skip")? else {
            continue;
        };
        for doc in reader.doc_ids_alive() {
            for term in reasons.term_ords(doc) {
                name.clear();
                reasons.ord_to_str(term, &mut name)?;
                unread += u64::from(failure(&name));
            }
        }
    }
    Ok(unread)
}

/// The parts of a query that stand side by side, each with the hits that it has by itself.
fn parts(planner: &Planner<'_>, clause: &Clause) -> tantivy::Result<Vec<PartCount>> {
    let clauses = match clause {
        Clause::And(clauses) => clauses.as_slice(),
        other => std::slice::from_ref(other),
    };
    clauses
        .iter()
        .map(|clause| {
            let found = planner.count(clause)?;
            let part = clause.to_string();
            Ok(PartCount { part, found })
        })
        .collect()
}
