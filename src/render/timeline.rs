//! Hits over time: a chart for people, rows for spreadsheets, JSON.

use std::io::{Result, Write};

use anstyle::{Effects, Style};
use serde_json::{Value, json};

use super::Layout;
use super::evidence;
use super::text::{counted, number};
use crate::article::FORMAT;
use crate::query::{Bar, Clause, Step, Timeline};

const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Columns of a page whose width is not known.
const WIDTH: usize = 80;
/// A longer run of steps without hits is one line of the chart.
const MOST_EMPTY: usize = 10;
/// The last column of a bar, in eighths of it.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// What is counted: what one is called, and what many are.
fn unit(quotes: bool) -> (&'static str, &'static str) {
    match quotes {
        true => ("quote", "quotes"),
        false => ("article", "articles"),
    }
}

/// A chart for people, as wide as their window: a line a step, those without hits too; below it what has no full date.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, timeline: &Timeline, quotes: bool, layout: Layout) -> Result<()> {
    chart(out, timeline, layout.width.unwrap_or(WIDTH))?;
    for Bar { date, hits } in &timeline.partial {
        let missing = match date.month() {
            Some(_) => "day",
            None if timeline.step == Step::Day => "day",
            None => "month",
        };
        writeln!(out, "{date}, {missing} unknown: {}", number(*hits))?;
    }
    for (hits, what) in [
        (timeline.without_year, "year unknown"),
        (timeline.undated, "no date"),
    ] {
        if hits > 0 {
            writeln!(out, "{what}: {}", number(hits))?;
        }
    }
    total(out, timeline, quotes)
}

fn total(out: &mut dyn Write, timeline: &Timeline, quotes: bool) -> Result<()> {
    let (one, _) = unit(quotes);
    let searched = counted(timeline.searched, one);
    write!(out, "{} of {searched}", number(timeline.total))?;
    if quotes {
        write!(out, " in {}", counted(timeline.articles, "article"))?;
    }
    match timeline.evidence.as_ref().filter(|_| timeline.total == 0) {
        Some(evidence) => evidence::nothing(out, evidence, one),
        None => writeln!(out, ", by {}", timeline.step.name()),
    }
}

fn chart(out: &mut dyn Write, timeline: &Timeline, width: usize) -> Result<()> {
    let most = timeline.bars.iter().map(|bar| bar.hits).max().unwrap_or(0);
    let digits = number(most).len();
    let label = timeline
        .bars
        .first()
        .map_or(0, |bar| bar.date.to_string().len());
    let columns = width.saturating_sub(label + digits + 4).max(8);
    let mut last = None;
    for bar in &timeline.bars {
        let at = timeline.step.number(bar.date);
        empty(out, timeline.step, last, at, (label, digits))?;
        last = at;
        let (date, hits) = (bar.date, number(bar.hits));
        let drawn = drawn(bar.hits, most, columns);
        writeln!(out, "{date}  {hits:>digits$}  {drawn}")?;
    }
    Ok(())
}

/// The steps between two bars: a line each, or one for many.
fn empty(
    out: &mut dyn Write,
    step: Step,
    last: Option<i64>,
    next: Option<i64>,
    (label, digits): (usize, usize),
) -> Result<()> {
    let Some((last, next)) = last.zip(next) else {
        return Ok(());
    };
    let length = usize::try_from(next - last - 1).unwrap_or(0);
    if length > MOST_EMPTY {
        let steps = counted(length as u64, step.name());
        return writeln!(
            out,
            "{DIM}{:<label$}  {:>digits$}  in {steps}{DIM:#}",
            "…", 0
        );
    }
    let dates = (last + 1..next).filter_map(|number| step.date(number));
    dates
        .into_iter()
        .try_for_each(|date| writeln!(out, "{DIM}{date}  {:>digits$}{DIM:#}", 0))
}

/// A bar of so many columns as the share of the highest one asks for, to an eighth; never none.
fn drawn(hits: u64, most: u64, columns: usize) -> String {
    let eighths = u128::from(hits) * (columns as u128 * 8) / u128::from(most.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

/// The whole timeline as one JSON object; `quotes` says what was counted.
///
/// # Errors
/// Those of the writer.
pub fn json(
    out: &mut dyn Write,
    query: &str,
    clause: &Clause,
    timeline: &Timeline,
    quotes: bool,
) -> Result<()> {
    let (_, many) = unit(quotes);
    let bar = |bar: Bar| json!({"period": bar.date, "hits": bar.hits});
    let bars: Vec<Value> = timeline.steps().map(bar).collect();
    let partial: Vec<Value> = timeline.partial.iter().copied().map(bar).collect();
    let whole = json!({
        "format": FORMAT, "query": query, "read_as": clause.to_string(), "counted": many, "by": timeline.step.name(),
        "total": timeline.total, "searched": timeline.searched, "articles": timeline.articles,
        "cuts": evidence::cuts(&timeline.cuts), "evidence": evidence::object(timeline.evidence.as_ref(), many),
        "bars": bars, "partial": partial, "without_year": timeline.without_year, "undated": timeline.undated,
    });
    writeln!(out, "{whole}")
}

/// A row of a timeline: the period in EDTF, what it is, and its hits.
struct Row {
    period: String,
    unit: &'static str,
    hits: u64,
}

/// The rows of a timeline: every step from the first to the last, then what has no full date.
fn rows(timeline: &Timeline) -> impl Iterator<Item = Row> {
    let row = |unit: &'static str| {
        move |bar: Bar| Row {
            period: bar.date.to_string(),
            unit,
            hits: bar.hits,
        }
    };
    let steps = timeline.steps().map(row(timeline.step.name()));
    let partial = timeline.partial.iter().map(move |bar| {
        let unit = bar.date.month().map_or("year", |_| "month");
        row(unit)(*bar)
    });
    let rest = [
        ("XXXX", "no year", timeline.without_year),
        ("", "no date", timeline.undated),
    ];
    let rest = rest.into_iter().filter(|(.., hits)| *hits > 0);
    let rest = rest.map(|(period, unit, hits)| Row {
        period: period.to_owned(),
        unit,
        hits,
    });
    steps.chain(partial).chain(rest)
}

/// A row a step below a row of names, with `separator` between the columns.
///
/// # Errors
/// Those of the writer.
pub fn table(out: &mut dyn Write, timeline: &Timeline, separator: char) -> Result<()> {
    writeln!(out, "period{separator}unit{separator}hits")?;
    rows(timeline).try_for_each(|Row { period, unit, hits }| {
        writeln!(out, "{period}{separator}{unit}{separator}{hits}")
    })
}

/// One JSON object a line and row.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, timeline: &Timeline) -> Result<()> {
    rows(timeline).try_for_each(|Row { period, unit, hits }| {
        let row = json!({"period": period, "unit": unit, "hits": hits});
        writeln!(out, "{row}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_nothing() {
        for (hits, expected) in [(80, "██████████"), (40, "█████"), (4, "▌"), (1, "▏")]
        {
            assert_eq!(drawn(hits, 80, 10), expected);
        }
        assert_eq!(drawn(1, 1_000_000, 10), "▏");
        assert_eq!(drawn(u64::MAX, u64::MAX, 3), "███");
    }
}
