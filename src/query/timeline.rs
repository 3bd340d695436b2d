//! Hits over time: how many were published on each day, in each month or year.
//!
//! In: a query over articles or quotes. Out: exact counts by step, in order. A date that says less than the step asks for is
//! counted under what it does say, never under its first day.

use std::collections::{BTreeMap, HashMap};

use tantivy::Searcher;
use tantivy::columnar::Column;

use super::copies::{CopiesAs, Folds};
use super::evidence::{Evidence, evidence};
use super::nearby::Nearby;
use super::plan::{Planner, Scope};
use super::terms::Cut;
use super::tree::Clause;
use crate::date::{Date, from_day_number, from_days};
use crate::index::block::article_of;
use crate::index::kind::Kind;
use crate::index::{IndexError, OpenIndex, count, each_match};

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

/// What is counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Each day.
    Day,
    /// Each month.
    Month,
    /// Each year.
    Year,
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
    let copies = match options.copies_once {
        true => CopiesAs::Once,
        false => CopiesAs::Hits,
    };
    let counted = Folds::new(open, searcher, &plan, copies)?.plan(&plan, searcher);
    each_match(searcher, &*counted, &mut |segment, hit| {
        tally.add(&columns[segment as usize], hit);
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

/// The dates of a segment.
struct Columns {
    nth: Column<u64>,
    first_day: Column<i64>,
    last_day: Column<i64>,
    month_day: Column<u64>,
}

impl Columns {
    fn open(reader: &tantivy::SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            nth: fast.u64("nth")?,
            first_day: fast.i64("first_day")?,
            last_day: fast.i64("last_day")?,
            month_day: fast.u64("month_day")?,
        })
    }
}

/// Hits, counted by the days that their date may mean.
#[derive(Default)]
struct Tally {
    days: HashMap<(i64, i64), u64>,
    without_year: u64,
    undated: u64,
    total: u64,
}

impl Tally {
    fn add(&mut self, columns: &Columns, hit: u32) {
        let (article, _) = article_of(&columns.nth, hit);
        let first = columns.first_day.first(article);
        self.total += 1;
        match first.zip(columns.last_day.first(article)) {
            Some(days) => *self.days.entry(days).or_default() += 1,
            None if columns.month_day.first(article).is_some() => self.without_year += 1,
            None => self.undated += 1,
        }
    }

    fn dated(&self) -> BTreeMap<Date, u64> {
        let dates = self.days.iter();
        let dates =
            dates.filter_map(|((first, last), hits)| Some((from_days(*first, *last)?, *hits)));
        dates.collect()
    }
}

/// No longer than this in days, or in months, is a chart that a person looks through.
const MOST_DAYS: i64 = 62;
const MOST_MONTHS: i64 = 72;

/// The finest step that gives a chart of some length, and at which most dates say enough.
fn fitting(dated: &BTreeMap<Date, u64>) -> Step {
    let days = dated.keys().filter_map(|date| date.days());
    let first = days.clone().map(|(first, _)| first).min();
    let last = days.map(|(_, last)| last).max();
    let ends = first.zip(last);
    let length = |step: Step| {
        let end = |day| step.number(from_day_number(day)?);
        ends.and_then(|(first, last)| Some(end(last)? - end(first)? + 1))
    };
    let total: u64 = dated.values().sum();
    let fits = |step: Step, most: i64| {
        let vague = dated.iter().filter(|(date, _)| precision(**date) > step);
        let vague: u64 = vague.map(|(_, hits)| hits).sum();
        length(step).is_none_or(|length| length <= most) && vague * 2 <= total
    };
    if fits(Step::Day, MOST_DAYS) {
        Step::Day
    } else if fits(Step::Month, MOST_MONTHS) {
        Step::Month
    } else {
        Step::Year
    }
}

fn precision(date: Date) -> Step {
    match (date.month(), date.day_of_month()) {
        (_, Some(_)) => Step::Day,
        (Some(_), None) => Step::Month,
        (None, None) => Step::Year,
    }
}

/// The hits of each step, and those whose date says less.
fn by_step(dated: &BTreeMap<Date, u64>, step: Step) -> (Vec<Bar>, Vec<Bar>) {
    let mut steps: BTreeMap<i64, u64> = BTreeMap::new();
    let mut partial = Vec::new();
    for (date, hits) in dated {
        match step.number(*date) {
            Some(number) if precision(*date) <= step => *steps.entry(number).or_default() += hits,
            _ => partial.push(Bar {
                date: *date,
                hits: *hits,
            }),
        }
    }
    let bar = |(number, hits)| {
        Some(Bar {
            date: step.date(number)?,
            hits,
        })
    };
    (steps.into_iter().filter_map(bar).collect(), partial)
}

impl Step {
    /// The name on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Step::Day => "day",
            Step::Month => "month",
            Step::Year => "year",
        }
    }

    /// Which step a date lies in, counted without gaps; `None` where the date does not say the year.
    #[must_use]
    pub fn number(self, date: Date) -> Option<i64> {
        let year = i64::from(date.year()?);
        Some(match self {
            Step::Day => date.days()?.0,
            Step::Month => year * 12 + i64::from(date.month().unwrap_or(1)) - 1,
            Step::Year => year,
        })
    }

    /// The day, month or year of that number.
    #[must_use]
    pub fn date(self, number: i64) -> Option<Date> {
        let year = |number: i64| i16::try_from(number).ok();
        match self {
            Step::Day => from_day_number(number),
            Step::Month => {
                let month = i8::try_from(number.rem_euclid(12) + 1).ok();
                Date::new(Some(year(number.div_euclid(12))?), month, None)
            }
            Step::Year => Date::new(Some(year(number)?), None, None),
        }
    }
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

    fn dated(dates: &[(&str, u64)]) -> BTreeMap<Date, u64> {
        let read = |(date, hits): &(&str, u64)| (date.parse().unwrap(), *hits);
        dates.iter().map(read).collect()
    }

    fn shown(bars: impl IntoIterator<Item = Bar>) -> Vec<String> {
        let bars = bars.into_iter();
        bars.map(|bar| format!("{} {}", bar.date, bar.hits))
            .collect()
    }

    #[test]
    fn a_date_that_says_less_than_the_step_is_counted_under_what_it_says() {
        let dates = dated(&[
            ("2024", 2),
            ("2024-02", 1),
            ("2024-02-28", 3),
            ("2024-03-01", 4),
        ]);
        let (days, partial) = by_step(&dates, Step::Day);
        assert_eq!(shown(days), ["2024-02-28 3", "2024-03-01 4"]);
        assert_eq!(shown(partial), ["2024 2", "2024-02 1"]);
        let (months, partial) = by_step(&dates, Step::Month);
        assert_eq!(shown(months), ["2024-02 4", "2024-03 4"]);
        assert_eq!(shown(partial), ["2024 2"]);
        let (years, partial) = by_step(&dates, Step::Year);
        assert_eq!(shown(years), ["2024 10"]);
        assert!(partial.is_empty());
    }

    #[test]
    fn steps_without_hits_are_shown() {
        let dates = dated(&[("2023-12-31", 1), ("2024-03-01", 2)]);
        let (bars, partial) = by_step(&dates, Step::Month);
        let timeline = Timeline {
            step: Step::Month,
            bars,
            partial,
            without_year: 0,
            undated: 0,
            total: 3,
            searched: 3,
            articles: 3,
            cuts: Vec::new(),
            evidence: None,
        };
        let expected = ["2023-12 1", "2024-01 0", "2024-02 0", "2024-03 2"];
        assert_eq!(shown(timeline.steps()), expected);
    }

    #[test]
    fn the_step_fits_the_range_and_what_dates_say() {
        for (dates, step) in [
            (vec![], Step::Day),
            (vec![("2024-02-28", 1), ("2024-03-01", 1)], Step::Day),
            (vec![("2024-02-28", 1), ("2024-09-01", 1)], Step::Month),
            (vec![("1987-02-28", 1), ("2024-09-01", 1)], Step::Year),
            (vec![("2024-02", 3), ("2024-02-05", 1)], Step::Month),
            (vec![("2024", 3), ("2024-02-05", 1)], Step::Year),
            (vec![("0000-01-01", 1), ("9999-12-31", 1)], Step::Year),
        ] {
            assert_eq!(fitting(&dated(&dates)), step, "{dates:?}");
        }
    }

    #[test]
    fn the_number_of_a_step_is_that_of_its_date() {
        for step in [Step::Day, Step::Month, Step::Year] {
            for date in ["0000-01-01", "1969-12-31", "2024-02-29", "9999-12-31"] {
                let number = step.number(date.parse().unwrap()).unwrap();
                let back = step.date(number).unwrap();
                assert_eq!(step.number(back), Some(number), "{date}");
            }
        }
        assert_eq!(Step::Day.number("XXXX-02-26".parse().unwrap()), None);
    }
}
