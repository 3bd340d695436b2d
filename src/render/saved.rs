//! Saved searches: the list of them, and what a run of them has found.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::evidence;
use super::text::{clean, counted, marked, number};
use super::{Layout, hits, quotes};
use crate::article::FORMAT;
use crate::query::{Answer, Arrived, Clause, News, QuoteAnswer};
use crate::saved::SavedSearch;
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
/// Where the second line of a search begins.
const INDENT: usize = 4;

/// A saved search that has been run.
pub struct SearchRun {
    /// The search.
    pub search: SavedSearch,
    /// As its query was read.
    pub clause: Clause,
    /// After which state of the index its hits arrived; `None` where all were wanted.
    pub since: Option<Timestamp>,
    /// What it found.
    pub found: RunAnswer,
}

/// What a search found, by what its hits are.
pub enum RunAnswer {
    /// Articles.
    Articles(Answer),
    /// Quotes.
    Quotes(QuoteAnswer),
}

impl SearchRun {
    /// How many hits there are.
    #[must_use]
    pub fn total(&self) -> usize {
        match &self.found {
            RunAnswer::Articles(answer) => answer.total,
            RunAnswer::Quotes(answer) => answer.total,
        }
    }

    fn searched(&self) -> u64 {
        match &self.found {
            RunAnswer::Articles(answer) => answer.searched,
            RunAnswer::Quotes(answer) => answer.searched,
        }
    }

    fn shown(&self) -> usize {
        match &self.found {
            RunAnswer::Articles(answer) => answer.hits.len(),
            RunAnswer::Quotes(answer) => answer.hits.len(),
        }
    }

    fn arrived(&self) -> Option<Arrived> {
        match &self.found {
            RunAnswer::Articles(answer) => answer.arrived,
            RunAnswer::Quotes(answer) => answer.arrived,
        }
    }

    /// The hits as JSON, as `query` and `quotes` print them, each with what it is to one who has seen what was there before.
    fn objects(&self) -> Vec<Value> {
        let told = |mut object: Value, news: Option<News>| {
            object["news"] = json!(news.map(news_name));
            object
        };
        match &self.found {
            RunAnswer::Articles(answer) => {
                let hits = answer.hits.iter();
                hits.map(|hit| told(hits::object(hit), hit.news)).collect()
            }
            RunAnswer::Quotes(answer) => {
                let hits = answer.hits.iter();
                hits.map(|hit| told(quotes::object(hit), hit.news))
                    .collect()
            }
        }
    }
}

fn news_name(news: News) -> &'static str {
    match news {
        News::New => "new",
        News::Changed => "changed",
    }
}

/// The hits of a search for people, below its name, how many they are, and its query.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, run: &SearchRun, layout: Layout) -> Result<()> {
    let name = &run.search.name;
    let head = format!("{name}: {}", summary(run));
    let bold = [(Span::new(0, name.len()), BOLD)];
    writeln!(out, "{}", marked(&head, &bold, layout, INDENT))?;
    let query = asked(&run.search);
    writeln!(out, "    {}", marked(&query, &[], layout, INDENT))?;
    match &run.found {
        RunAnswer::Articles(answer) => hits::list(out, &answer.hits, layout)?,
        RunAnswer::Quotes(answer) => quotes::list(out, &answer.hits, layout)?,
    }
    match run.total() - run.shown() {
        0 => Ok(()),
        more => writeln!(out, "    and {} more", number(more as u64)),
    }
}

/// `2 new, 1 changed since 2026-11-25T02:00:14Z`, or how many there are of how many.
fn summary(run: &SearchRun) -> String {
    let one = run.search.hits.one();
    let searched = counted(run.searched(), one);
    let Some((since, Arrived { new, changed })) = run.since.zip(run.arrived()) else {
        return format!("{} of {searched}", number(run.total() as u64));
    };
    let new = (new > 0 || changed == 0).then(|| format!("{} new", number(new)));
    let changed = (changed > 0).then(|| format!("{} changed", number(changed)));
    let both: Vec<String> = new.into_iter().chain(changed).collect();
    format!("{} since {since}, of {searched}", both.join(", "))
}

/// The query of a search with its flags, as they are typed.
fn asked(search: &SavedSearch) -> String {
    let mut words = vec![search.query.clone()];
    words.extend(search.any.then(|| "--any".to_owned()));
    for (flag, value) in [("since", &search.since), ("until", &search.until)] {
        words.extend(value.as_ref().map(|value| format!("--{flag} {value:?}")));
    }
    let least = search.min_confidence;
    words.extend(least.map(|least| format!("--min-confidence {least}")));
    words.join(" ")
}

/// The runs of some searches as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, runs: &[SearchRun]) -> Result<()> {
    let searches: Vec<Value> = runs.iter().map(object).collect();
    writeln!(out, "{}", json!({"format": FORMAT, "searches": searches}))
}

fn object(run: &SearchRun) -> Value {
    let (cuts, found) = match &run.found {
        RunAnswer::Articles(answer) => (&answer.cuts, &answer.evidence),
        RunAnswer::Quotes(answer) => (&answer.cuts, &answer.evidence),
    };
    let search = &run.search;
    let evidence = evidence::object(found.as_ref(), &format!("{}s", search.hits.one()));
    let arrived = run.arrived();
    json!({
        "name": search.name, "counted": search.hits, "query": search.query, "read_as": run.clause.to_string(),
        "since": run.since, "new": arrived.map(|arrived| arrived.new), "changed": arrived.map(|arrived| arrived.changed),
        "total": run.total(), "searched": run.searched(), "cuts": evidence::cuts(cuts), "evidence": evidence,
        "hits": run.objects(),
    })
}

/// One JSON object a line and hit, with the name of its search.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, run: &SearchRun) -> Result<()> {
    run.objects().into_iter().try_for_each(|mut hit| {
        hit["search"] = json!(run.search.name);
        writeln!(out, "{hit}")
    })
}

/// One path a line.
///
/// # Errors
/// Those of the writer.
pub fn paths(out: &mut dyn Write, run: &SearchRun) -> Result<()> {
    match &run.found {
        RunAnswer::Articles(answer) => {
            let mut hits = answer.hits.iter();
            hits.try_for_each(|hit| writeln!(out, "{}", hit.path))
        }
        RunAnswer::Quotes(answer) => {
            let mut seen = std::collections::HashSet::new();
            let mut hits = answer.hits.iter().filter(|hit| seen.insert(&hit.path));
            hits.try_for_each(|hit| writeln!(out, "{}", hit.path))
        }
    }
}

/// The saved searches for people, a line each.
///
/// # Errors
/// Those of the writer.
pub fn list(out: &mut dyn Write, searches: &[SavedSearch]) -> Result<()> {
    let longest = searches.iter().map(|search| search.name.chars().count());
    let longest = longest.max().unwrap_or(0);
    searches.iter().try_for_each(|search| {
        let (name, seen) = (&search.name, search.seen);
        let (hits, query) = (search.hits.one(), clean(&asked(search)));
        writeln!(
            out,
            "{name:<longest$}  {hits}s  {query}  (told up to {seen})"
        )
    })
}

/// The saved searches as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn list_json(out: &mut dyn Write, searches: &[SavedSearch]) -> Result<()> {
    let searches: Vec<Value> = searches.iter().map(search).collect();
    writeln!(out, "{}", json!({"format": FORMAT, "searches": searches}))
}

/// One JSON object a line and search.
///
/// # Errors
/// Those of the writer.
pub fn list_jsonl(out: &mut dyn Write, searches: &[SavedSearch]) -> Result<()> {
    let mut searches = searches.iter();
    searches.try_for_each(|one| writeln!(out, "{}", search(one)))
}

fn search(search: &SavedSearch) -> Value {
    json!({
        "name": search.name, "counted": search.hits, "query": search.query, "any": search.any, "since": search.since,
        "until": search.until, "min_confidence": search.min_confidence.map(super::text::shortest), "seen": search.seen,
    })
}
