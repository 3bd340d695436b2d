//! Days, months and years: which of them a date lies in, and which of them fit what was found.

use std::collections::BTreeMap;

use super::Bar;
use crate::date::{Date, from_day_number};

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

/// No longer than this in days, or in months, is a chart that a person looks through.
const MOST_DAYS: i64 = 62;
const MOST_MONTHS: i64 = 72;

/// The finest step that gives a chart of some length, and at which most dates say enough.
pub(super) fn fitting(dated: &BTreeMap<Date, u64>) -> Step {
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
pub(super) fn by_step(dated: &BTreeMap<Date, u64>, step: Step) -> (Vec<Bar>, Vec<Bar>) {
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
