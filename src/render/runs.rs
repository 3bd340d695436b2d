//! What runs of saved searches have found: a part of the answer each, with rows of articles or quotes.

use std::borrow::Cow;
use std::io::{Result, Write};

use anstyle::{Effects, Style};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::asked::{Asked, Found, Page, state};
use super::rows::markdown::{code, words};
use super::rows::{Frame, Line, Row, joined};
use super::saved::as_typed;
use super::text::{counted, marked, number};
use super::{Layout, copies};
use crate::article::{FORMAT, IndexStats};
use crate::query::{Answer, Arrived, Clause, Hit, News, QuoteHit, Ranked};
use crate::saved::SavedSearch;
use crate::span::Span;

const BOLD: Style = Style::new().effects(Effects::BOLD);
/// Where the second line of a search begins.
const INDENT: usize = 4;

/// The answer to `run`, without its searches.
pub struct Runs<'a> {
    /// How many were to be run.
    pub searches: usize,
    /// What the index holds; a report says it.
    pub index: Option<&'a IndexStats>,
}

impl Frame for Runs<'_> {
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
        writeln!(out, "# Saved searches: {}\n", self.searches)?;
        if let Some(index) = self.index {
            state(out, index)?;
        }
        writeln!(out)
    }
}

/// A saved search that has been run, without its hits.
pub struct SearchRun<'a> {
    /// The search.
    pub search: &'a SavedSearch,
    /// As its query was read.
    pub clause: &'a Clause,
    /// After which state of the index its hits arrived; `None` where all were wanted.
    pub since: Option<Timestamp>,
    /// What it found.
    pub answer: &'a Answer<()>,
    /// Which of the hits are wanted.
    pub page: Page,
}

impl Frame for SearchRun<'_> {
    fn facts(&self) -> Value {
        let (search, answer) = (self.search, self.answer);
        let mut facts = self.asked().facts(&Found {
            units: &format!("{}s", search.hits.one()),
            total: answer.total,
            searched: answer.searched,
            cuts: &answer.cuts,
            evidence: answer.evidence.as_ref(),
        });
        let arrived = answer.arrived;
        for (key, value) in [
            ("name", json!(search.name)),
            ("counted", json!(search.hits)),
            ("distinct", json!(answer.distinct)),
            ("since", json!(self.since)),
            ("new", json!(arrived.map(|arrived| arrived.new))),
            ("changed", json!(arrived.map(|arrived| arrived.changed))),
        ] {
            facts[key] = value;
        }
        // The whole says it.
        if let Some(facts) = facts.as_object_mut() {
            facts.remove("format");
        }
        facts
    }

    /// Its name, how many hits there are, and its query.
    fn opening(&self, out: &mut dyn Write, layout: Layout) -> Result<()> {
        let name = &self.search.name;
        let head = format!("{name}: {}", self.found());
        let bold = [(Span::new(0, name.len()), BOLD)];
        writeln!(out, "{}", marked(&head, &bold, layout, INDENT))?;
        let query = as_typed(self.search);
        writeln!(out, "    {}", marked(&query, &[], layout, INDENT))
    }

    fn closing(&self, out: &mut dyn Write) -> Result<()> {
        match self.hits().saturating_sub(self.page.limit) {
            0 => Ok(()),
            more => writeln!(out, "    and {} more", number(more as u64)),
        }
    }

    fn report(&self, out: &mut dyn Write) -> Result<()> {
        let query = code(&as_typed(self.search));
        writeln!(out, "## {}\n\n- Query: {query}", words(&self.search.name))?;
        self.asked().found(out, &self.found(), self.hits())?;
        writeln!(out)
    }
}

impl SearchRun<'_> {
    fn asked(&self) -> Asked<'_> {
        Asked {
            query: &self.search.query,
            clause: self.clause,
            narrowed: None,
            index: None,
            page: self.page,
        }
    }

    /// How many hits can be shown.
    fn hits(&self) -> usize {
        self.answer.distinct.unwrap_or(self.answer.total)
    }

    /// `2 new, 1 changed since 2026-11-25T02:00:14Z`, or how many there are of how many.
    fn found(&self) -> String {
        let answer = self.answer;
        let searched = counted(answer.searched, self.search.hits.one());
        let once = copies::once(answer.total, answer.distinct);
        let Some((since, Arrived { new, changed })) = self.since.zip(answer.arrived) else {
            return format!("{} of {searched}{once}", number(answer.total as u64));
        };
        let new = (new > 0 || changed == 0).then(|| format!("{} new", number(new)));
        let changed = (changed > 0).then(|| format!("{} changed", number(changed)));
        let both: Vec<String> = new.into_iter().chain(changed).collect();
        format!("{} since {since}, of {searched}{once}", both.join(", "))
    }
}

/// A hit of a saved search.
pub struct RunRow<'a> {
    /// The name of the search.
    pub search: &'a str,
    /// The hit.
    pub hit: RunHit,
}

/// A hit of a search, by what its hits are.
pub enum RunHit {
    /// An article.
    Article(Box<Hit>),
    /// A quote.
    Quote(Box<QuoteHit>),
    /// An article of which only the file is wanted.
    Ranked(Ranked),
}

/// The same of whichever hit it is.
macro_rules! of_each {
    ($row:expr, $hit:ident => $call:expr) => {
        match &$row.hit {
            RunHit::Article($hit) => $call,
            RunHit::Quote($hit) => $call,
            RunHit::Ranked($hit) => $call,
        }
    };
}

/// What articles have and quotes have not.
const OF_ARTICLES: [&str; 7] = [
    "headline_marks",
    "passage",
    "passage.field",
    "passage.text",
    "passage.span",
    "passage.marks",
    "more_passages",
];
const FIELDS: [&str; 2 + QuoteHit::FIELDS.len() + OF_ARTICLES.len()] =
    joined(&["search", "news"], QuoteHit::FIELDS, &OF_ARTICLES);
const COLUMNS: [&str; 3 + QuoteHit::COLUMNS.len()] =
    joined(&["search", "news"], QuoteHit::COLUMNS, &["passage"]);

/// The row of `query` or `quotes`; a table has the columns of both, whatever searches are run.
impl Row for RunRow<'_> {
    const FIELDS: &'static [&'static str] = &FIELDS;
    const COLUMNS: &'static [&'static str] = &COLUMNS;
    const MANY_OF_A_FILE: bool = true;

    fn object(&self) -> Value {
        let news = match &self.hit {
            RunHit::Article(hit) => hit.news,
            RunHit::Quote(hit) => hit.news,
            RunHit::Ranked(_) => None,
        };
        let mut object = of_each!(self, hit => hit.object());
        object["news"] = json!(news.map(news_name));
        object["search"] = self.search.into();
        object
    }

    fn human(&self, out: &mut dyn Write, layout: Layout) -> Result<()> {
        of_each!(self, hit => hit.human(out, layout))
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        of_each!(self, hit => hit.citation(out))
    }

    fn path(&self) -> Option<Cow<'_, str>> {
        of_each!(self, hit => hit.path())
    }

    fn ranked(&self) -> Option<Line<'_>> {
        let line = of_each!(self, hit => hit.ranked())?;
        let query = self.search;
        Some(Line { query, ..line })
    }
}

fn news_name(news: News) -> &'static str {
    match news {
        News::New => "new",
        News::Changed => "changed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_every_field_of_articles_and_quotes_once() {
        let mut expected: Vec<&str> = [Hit::FIELDS, QuoteHit::FIELDS, &["search", "news"]].concat();
        let mut fields = RunRow::FIELDS.to_vec();
        expected.sort_unstable();
        expected.dedup();
        fields.sort_unstable();
        assert_eq!(fields, expected);
        assert!(Hit::COLUMNS.iter().all(|name| COLUMNS.contains(name)));
    }
}
