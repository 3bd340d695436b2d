//! How the date of an article, which may be known in part, meets the days of a query.
//!
//! An article of `2024`, `2024-11` or `XXXX-04-13` may be of any day that its date leaves open. It is found where one of these
//! days is meant, and that it may be of another one is said with the hit; `date:=2024` finds only what is meant for certain.

use super::tree::{Clause, Days, Published};
use crate::date::{Date, from_day_number};

/// Whether an article is of the days that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateMatch {
    /// It may be: its date is known in part.
    Possible,
    /// It is.
    Certain,
}

impl DateMatch {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Certain => "certain",
        }
    }
}

impl Clause {
    /// Whether an article of this date that meets the query is of the days that it asks for; `None` where it asks for none.
    #[must_use]
    pub fn date_match(&self, date: Option<Date>) -> Option<DateMatch> {
        match self {
            Clause::Published(published) => published.days.met_by(date?),
            Clause::And(clauses) => {
                let found = clauses.iter().filter_map(|clause| clause.date_match(date));
                found.min()
            }
            Clause::Or(clauses) => {
                let found = clauses.iter().filter_map(|clause| clause.date_match(date));
                found.max()
            }
            Clause::Boost(clause, _) => clause.date_match(date),
            _ => None,
        }
    }
}

impl Published {
    /// Whether this is enough to be a hit.
    pub(super) fn is_met_by(&self, found: Option<DateMatch>) -> bool {
        found.is_some_and(|found| found == DateMatch::Certain || !self.certain)
    }
}

impl Days {
    /// Whether something of this date is of these days.
    #[must_use]
    pub fn met_by(self, date: Date) -> Option<DateMatch> {
        match (self, date.days()) {
            (Days::Between(from, to), Some(days)) => within((from, to), days),
            (Days::Between(from, to), None) => {
                some_year_within(date, from, to).then_some(DateMatch::Possible)
            }
            (Days::AnyYear(asked), _) => in_any_year(asked, date),
        }
    }
}

/// Whether the days from a first to a last, of which it is one, are within the bounds.
pub(super) fn within(
    (from, to): (Option<i64>, Option<i64>),
    (first, last): (i64, i64),
) -> Option<DateMatch> {
    if from.is_some_and(|from| last < from) || to.is_some_and(|to| first > to) {
        return None;
    }
    let whole = from.is_none_or(|from| from <= first) && to.is_none_or(|to| last <= to);
    Some(if whole {
        DateMatch::Certain
    } else {
        DateMatch::Possible
    })
}

/// The years in which every date comes again: 29 February is left out for eight where a century has none.
const YEARS_UNTIL_AGAIN: i16 = 8;

/// Whether a date without a year is within the bounds in some year.
fn some_year_within(date: Date, from: Option<i64>, to: Option<i64>) -> bool {
    let year = |day: Option<i64>| day.and_then(from_day_number).and_then(Date::year);
    let (first, last) = match (year(from), year(to)) {
        (Some(first), Some(last)) => (first, last.min(first + YEARS_UNTIL_AGAIN)),
        (Some(first), None) => (first, first + YEARS_UNTIL_AGAIN),
        (None, Some(last)) => (last - YEARS_UNTIL_AGAIN, last),
        (None, None) => return true,
    };
    (first..=last).any(|year| {
        let days = date.in_year(year).and_then(Date::days);
        days.is_some_and(|days| within((from, to), days).is_some())
    })
}

/// Whether something of this date is of a month, or of a day of a month, of any year.
fn in_any_year(asked: Date, date: Date) -> Option<DateMatch> {
    // No 29 February in a common year.
    let exists = date.year().is_none_or(|year| asked.in_year(year).is_some());
    if !exists || !date.agrees_with(asked) {
        return None;
    }
    let said =
        date.month().is_some() && (asked.day_of_month().is_none() || date.day_of_month().is_some());
    Some(if said {
        DateMatch::Certain
    } else {
        DateMatch::Possible
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn a_date_known_in_part_may_be_of_the_days_asked_for() {
        for (query, date, expected) in [
            ("date:2024", "2024-11-06", Some("certain")),
            ("date:2024", "2024-11", Some("certain")),
            ("date:2024-11", "2024", Some("possible")),
            ("date:2024-11-06", "2024-11", Some("possible")),
            ("date:2023", "2024", None),
            ("date:2024", "XXXX-04-13", Some("possible")),
            ("date:2024-04", "XXXX-04-13", Some("possible")),
            ("date:2024-05", "XXXX-04-13", None),
            ("date:2024-05..2025-03", "XXXX-04", None),
            ("date:2024-05..2025-04", "XXXX-04", Some("possible")),
            ("date:2024..", "XXXX-04-13", Some("possible")),
            ("date:..2024", "XXXX-04-13", Some("possible")),
            ("date:..0000-03", "XXXX-04-13", None),
            ("date:1897..1903", "XXXX-02-29", None),
            ("date:1896-03..1904-02", "XXXX-02-29", Some("possible")),
            ("date:XXXX-04", "1999-04-01", Some("certain")),
            ("date:XXXX-04", "1999-04", Some("certain")),
            ("date:XXXX-04", "1999", Some("possible")),
            ("date:XXXX-04-13", "1999-04", Some("possible")),
            ("date:XXXX-04-13", "XXXX-04-13", Some("certain")),
            ("date:XXXX-04-13", "1999-05", None),
            ("date:XXXX-02-29", "1999", None),
            ("date:XXXX-02-29", "2000-02", Some("possible")),
            ("date:2024.. date:..2024-06", "2024", Some("possible")),
            ("date:2024-06 OR date:2024", "2024", Some("certain")),
            ("ferry OR date:2023", "2024", None),
            ("ferry -date:2024-06", "2024", None),
        ] {
            let clause = parse(query, jiff::civil::date(2024, 11, 8)).unwrap().clause;
            let found = clause.date_match(date.parse().ok()).map(DateMatch::name);
            assert_eq!(found, expected, "{query} {date}");
        }
    }
}
