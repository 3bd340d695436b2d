//! Hits over time: how many were published on each day, in each month or year.
//!
//! In: a query over articles or quotes. Out: exact counts by step, in order. A date that says less than the step asks for is
//! counted under what it does say, never under its first day.

mod step;
mod tally;

use rustc_hash::FxHashSet;
use tantivy::{DocAddress, Searcher};

use crate::date::Date;
use crate::index::kind::Kind;
use crate::index::{IndexError, OpenIndex, count, each_match};
use crate::query::copies::copies_of_others;
use crate::query::evidence::{Evidence, evidence};
use crate::query::nearby::Nearby;
use crate::query::plan::{Planner, Scope};
use crate::query::terms::Cut;
use crate::query::tree::Clause;
use step::{by_step, fitting};
use tally::{Columns, Tally};

pub use step::Step;

/// What is counted, and in which steps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TimelineOptions {
    /// The step; where there is none, one that gives a chart to look at.
    pub step: Option<Step>,
    /// Whether quotes are counted instead of articles; the query is then one over quotes.
    pub quotes: bool,
    /// The least confidence of the quotes that count, from 0 to 1.
    pub confidence: f32,
    /// Only articles with a place in this circle, and their quotes.
    pub nearby: Option<Nearby>,
    /// Whether the evidence is wanted in any case, not only where nothing was found.
    pub evidence: bool,
    /// Whether copies count once, under the earliest of those that meet the query.
    pub copies_once: bool,
}

/// The hits of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bar {
    /// The day, month or year.
    pub date: Date,
    /// Hits.
    pub hits: u64,
}

/// The hits of a query over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The step.
    pub step: Step,
    /// The steps that have hits, in order.
    pub bars: Vec<Bar>,
    /// The hits whose date says less than the step: under the month or the year that it says.
    pub partial: Vec<Bar>,
    /// Hits whose date does not say the year.
    pub without_year: u64,
    /// Hits without a date.
    pub undated: u64,
    /// How many articles, or quotes, meet the query.
    pub total: u64,
    /// How many were searched.
    pub searched: u64,
    /// How many articles the index has.
    pub articles: u64,
    /// The parts of the query that stand for more words than were sought.
    pub cuts: Vec<Cut>,
    /// What else there is to say: where it was asked for, and where nothing was found.
    pub evidence: Option<Evidence>,
}

/// Counts the articles, or the quotes, that meet a query by their date of publication.
///
/// # Errors
/// The index cannot be read.
pub fn timeline(
    open: &OpenIndex,
    clause: &Clause,
    options: &TimelineOptions,
) -> Result<Timeline, IndexError> {
    timeline_from(open, &open.searcher(), clause, options)
        .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))
}

fn timeline_from(
    open: &OpenIndex,
    searcher: &Searcher,
    clause: &Clause,
    options: &TimelineOptions,
) -> tantivy::Result<Timeline> {
    let hits = match options.quotes {
        true => Kind::Quote,
        false => Kind::Article,
    };
    let scope = Scope {
        hits,
        confidence: options.confidence,
        after: None,
        nearby: options.nearby,
    };
    let planner = Planner::new(open, searcher, scope)?;
    let columns = searcher.segment_readers().iter().map(Columns::open);
    let columns: Vec<Columns> = columns.collect::<tantivy::Result<_>>()?;
    let mut tally = Tally::default();
    let plan = planner.plan(clause)?;
    let hidden = match options.copies_once {
        true => copies_of_others(open, searcher, &plan, hits)?,
        false => FxHashSet::default(),
    };
    each_match(searcher, &plan, &mut |segment, hit| {
        if !hidden.contains(&DocAddress::new(segment, hit)) {
            tally.add(&columns[segment as usize], hit);
        }
    })?;
    let wanted = options.evidence || tally.total == 0;
    let evidence = wanted.then(|| evidence(&planner, searcher, clause));
    let dated = tally.dated();
    let step = options.step.unwrap_or_else(|| fitting(&dated));
    let (bars, partial) = by_step(&dated, step);
    Ok(Timeline {
        step,
        bars,
        partial,
        without_year: tally.without_year,
        undated: tally.undated,
        total: tally.total,
        searched: count(searcher, open, hits)?,
        articles: count(searcher, open, Kind::Article)?,
        cuts: planner.cuts(),
        evidence: evidence.transpose()?,
    })
}

impl Timeline {
    /// Every step from the first with hits to the last, those without hits too.
    pub fn steps(&self) -> impl Iterator<Item = Bar> {
        let number = |bar: Option<&Bar>| bar.and_then(|bar| self.step.number(bar.date));
        let (first, last) = (number(self.bars.first()), number(self.bars.last()));
        let numbers = first
            .zip(last)
            .into_iter()
            .flat_map(|(first, last)| first..=last);
        let mut bars = self.bars.iter().peekable();
        numbers.filter_map(move |number| {
            let date = self.step.date(number)?;
            let bar = bars.next_if(|bar| bar.date == date);
            let hits = bar.map_or(0, |bar| bar.hits);
            Some(Bar { date, hits })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_without_hits_are_shown() {
        let bar = |date: &str, hits| Bar {
            date: date.parse().unwrap(),
            hits,
        };
        let timeline = Timeline {
            step: Step::Month,
            bars: vec![bar("2023-12", 1), bar("2024-03", 2)],
            partial: Vec::new(),
            without_year: 0,
            undated: 0,
            total: 3,
            searched: 3,
            articles: 3,
            cuts: Vec::new(),
            evidence: None,
        };
        let expected = ["2023-12 1", "2024-01 0", "2024-02 0", "2024-03 2"];
        let steps = timeline.steps();
        let steps: Vec<String> = steps
            .map(|bar| format!("{} {}", bar.date, bar.hits))
            .collect();
        assert_eq!(steps, expected);
    }
}
