//! Hits over time as rows: a chart for people, a table for a report or a spreadsheet, JSON.

use std::io::{Result, Write};

use serde_json::{Value, json};

use super::asked::{Asked, Found};
use super::chart::Chart;
use super::rows::{Format, Frame, Row};
use super::text::{counted, number};
use super::{Layout, evidence};
use crate::query::{Bar, Step, Timeline};

/// A longer run of steps without hits is one row where people read.
const MOST_EMPTY: u64 = 10;

/// The answer to `timeline`; its steps are rows.
pub struct OverTime<'a> {
    /// What was asked.
    pub asked: Asked<'a>,
    /// What was found.
    pub timeline: &'a Timeline,
    /// Whether quotes were counted, not articles.
    pub quotes: bool,
}

impl Frame for OverTime<'_> {
    fn list(&self) -> &'static str {
        "bars"
    }

    fn facts(&self) -> Value {
        let timeline = self.timeline;
        let bar = |bar: &Bar| json!({"period": bar.date, "hits": bar.hits});
        let partial: Vec<Value> = timeline.partial.iter().map(bar).collect();
        let units = format!("{}s", self.unit());
        let mut facts = self.asked.facts(&Found {
            units: &units,
            total: usize::try_from(timeline.total).unwrap_or(usize::MAX),
            searched: timeline.searched,
            cuts: &timeline.cuts,
            evidence: timeline.evidence.as_ref(),
        });
        facts["counted"] = units.into();
        facts["by"] = timeline.step.name().into();
        facts["articles"] = timeline.articles.into();
        facts["partial"] = partial.into();
        facts["without_year"] = timeline.without_year.into();
        facts["undated"] = timeline.undated.into();
        facts
    }

    fn closing(&self, out: &mut dyn Write) -> Result<()> {
        let timeline = self.timeline;
        let nothing = timeline.evidence.as_ref();
        match nothing.filter(|_| timeline.total == 0) {
            Some(evidence) => evidence::closing(out, &self.found(), Some(evidence), self.unit()),
            None => writeln!(out, "{}, by {}", self.found(), timeline.step.name()),
        }
    }

    fn report(&self, out: &mut dyn Write) -> Result<()> {
        self.asked.report(out, "Timeline", &self.found(), 0)?;
        match self.timeline.total {
            0 => Ok(()),
            _ => write!(out, "| period | unit | hits |\n|---|---|---:|\n"),
        }
    }
}

impl OverTime<'_> {
    fn unit(&self) -> &'static str {
        if self.quotes { "quote" } else { "article" }
    }

    fn found(&self) -> String {
        let timeline = self.timeline;
        let searched = counted(timeline.searched, self.unit());
        let articles = match self.quotes {
            true => format!(" in {}", counted(timeline.articles, "article")),
            false => String::new(),
        };
        format!("{} of {searched}{articles}", number(timeline.total))
    }

    /// The rows of a format: every step from the first to the last, where people read with a long run of empty ones as one; then
    /// what has no full date, which JSON says beside its steps.
    pub fn rows(&self, format: Format) -> impl Iterator<Item = TimelineRow> {
        let (timeline, chart) = (self.timeline, Chart::of(self.timeline));
        let shortened = matches!(format, Format::Human | Format::Md);
        let steps: Box<dyn Iterator<Item = Line>> = match shortened {
            true => Box::new(shortened_steps(timeline)),
            false => Box::new(timeline.steps().map(Line::Step)),
        };
        let rest = rest(timeline).filter(move |_| format != Format::Json);
        let step = timeline.step;
        steps
            .chain(rest)
            .map(move |line| TimelineRow { line, step, chart })
    }
}

/// The steps, with a long run of empty ones as one line.
fn shortened_steps(timeline: &Timeline) -> impl Iterator<Item = Line> {
    let step = timeline.step;
    let mut last = None;
    timeline.bars.iter().flat_map(move |bar| {
        let at = step.number(bar.date);
        let empty = last.zip(at).map_or(0..0, |(last, at)| last + 1..at);
        last = at;
        let length = u64::try_from(empty.end - empty.start).unwrap_or(0);
        let gap = (length > MOST_EMPTY).then_some(Line::Gap(length));
        let each = empty.filter(move |_| length <= MOST_EMPTY);
        let each = each.filter_map(move |number| {
            Some(Bar {
                date: step.date(number)?,
                hits: 0,
            })
        });
        gap.into_iter()
            .chain(each.map(Line::Step))
            .chain([Line::Step(*bar)])
    })
}

/// The hits whose date says less than the step, or nothing.
fn rest(timeline: &Timeline) -> impl Iterator<Item = Line> {
    let rest = [
        Line::WithoutYear(timeline.without_year),
        Line::Undated(timeline.undated),
    ];
    let partial = timeline.partial.iter().copied().map(Line::Partial);
    partial.chain(rest).filter(|line| line.hits() > 0)
}

/// A row of a timeline.
pub struct TimelineRow {
    line: Line,
    step: Step,
    chart: Chart,
}

/// What a row counts.
#[derive(Clone, Copy)]
enum Line {
    /// A day, month or year.
    Step(Bar),
    /// So many of them without hits.
    Gap(u64),
    /// A month or year whose hits do not say which day, or month.
    Partial(Bar),
    /// Hits whose date says no year.
    WithoutYear(u64),
    /// Hits without a date.
    Undated(u64),
}

impl Line {
    fn hits(self) -> u64 {
        match self {
            Line::Step(bar) | Line::Partial(bar) => bar.hits,
            Line::Gap(_) => 0,
            Line::WithoutYear(hits) | Line::Undated(hits) => hits,
        }
    }
}

impl TimelineRow {
    /// The period in EDTF, and what it is.
    fn period(&self) -> (String, String) {
        let step = self.step.name();
        let (period, unit) = match self.line {
            Line::Step(bar) => (bar.date.to_string(), step),
            Line::Gap(steps) => return ("…".to_owned(), counted(steps, step)),
            Line::Partial(bar) => {
                let unit = bar.date.month().map_or("year", |_| "month");
                (bar.date.to_string(), unit)
            }
            Line::WithoutYear(_) => ("XXXX".to_owned(), "no year"),
            Line::Undated(_) => (String::new(), "no date"),
        };
        (period, unit.to_owned())
    }
}

/// In a chart a line, in a report a row of its table.
impl Row for TimelineRow {
    const FIELDS: &'static [&'static str] = &["period", "unit", "hits"];
    const COLUMNS: &'static [&'static str] = Self::FIELDS;

    fn object(&self) -> Value {
        let (period, unit) = self.period();
        json!({"period": period, "unit": unit, "hits": self.line.hits()})
    }

    fn human(&self, out: &mut dyn Write, layout: Layout) -> Result<()> {
        match self.line {
            Line::Step(bar) => self.chart.bar(out, bar, layout),
            Line::Gap(steps) => self.chart.gap(out, steps, self.step.name()),
            Line::Partial(Bar { date, hits }) => {
                let missing = match date.month() {
                    None if self.step != Step::Day => "month",
                    _ => "day",
                };
                writeln!(out, "{date}, {missing} unknown: {}", number(hits))
            }
            Line::WithoutYear(hits) => writeln!(out, "year unknown: {}", number(hits)),
            Line::Undated(hits) => writeln!(out, "no date: {}", number(hits)),
        }
    }

    fn citation(&self, out: &mut dyn Write) -> Result<()> {
        let (period, unit) = self.period();
        let hits = number(self.line.hits());
        writeln!(out, "| {period} | {unit} | {hits} |")
    }
}
