//! The days that a query names: `2024-11`, `2020..`, `XXXX-04-13`, `last week`.
//!
//! In: what stands behind `date:`, and today's date. Out: days, both ends included; a week begins on Monday (ISO 8601).

use jiff::civil;

use crate::date::{Date, day_number, from_day_number};
use crate::query::tree::Days;

/// What may stand behind `date:`, for messages.
pub(super) const FORMS: &str = "write 2024, 2024-11, 2024-11-06, 2024-11-01..2024-11-06, 2020.., ..2020, XXXX-04 (April of \
                                any year), 199X, \"last week\", \"last 30 days\", today; \
                                =2024 leaves out what is not dated so closely";

/// The days of `text`, or `None` where it names none.
pub(super) fn days(text: &str, today: civil::Date) -> Option<Days> {
    let text = text.trim();
    if let Some((from, to)) = ends(text) {
        return between(bound(from, today)?, bound(to, today)?);
    }
    for (sign, later, itself) in [
        (">=", true, true),
        ("<=", false, true),
        (">", true, false),
        ("<", false, false),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return compared(period(rest.trim(), today)?, later, itself);
        }
    }
    if let Ok(date) = text.parse::<Date>()
        && date.year().is_none()
    {
        return Some(Days::AnyYear(date));
    }
    let (first, last) = period(text, today)?;
    Some(Days::Between(Some(first), Some(last)))
}

/// The days of Lucene's `[a TO b]` and `{a TO b}`; `*` leaves an end open, a brace leaves its own day out.
pub(super) fn lucene_range(text: &str, today: civil::Date) -> Option<Days> {
    let inner = text.get(1..text.len().checked_sub(1)?)?;
    let (from, to) = inner.split_once(" TO ")?;
    let (mut from, mut to) = (bound(from, today)?, bound(to, today)?);
    if text.starts_with('{') {
        from = from.map(|(_, last)| (last + 1, last + 1));
    }
    if text.ends_with('}') {
        to = to.map(|(first, _)| (first - 1, first - 1));
    }
    between(from, to)
}

fn ends(text: &str) -> Option<(&str, &str)> {
    // `2024-11/2024-12` is EDTF's own form of an interval.
    text.split_once("..").or_else(|| text.split_once('/'))
}

type Period = (i64, i64);

/// A bound of a range; `Some(None)` where it is open.
fn bound(text: &str, today: civil::Date) -> Option<Option<Period>> {
    match text.trim() {
        "" | "*" => Some(None),
        text => period(text, today).map(Some),
    }
}

fn between(from: Option<Period>, to: Option<Period>) -> Option<Days> {
    let (first, last) = (from.map(|from| from.0), to.map(|to| to.1));
    let backwards = first.zip(last).is_some_and(|(first, last)| first > last);
    let open = first.is_none() && last.is_none();
    (!backwards && !open).then_some(Days::Between(first, last))
}

fn compared((first, last): Period, later: bool, itself: bool) -> Option<Days> {
    // The day before the first of the calendar, or after its last, is none.
    let day = |number| from_day_number(number).map(|_| number);
    Some(match (later, itself) {
        (true, true) => Days::Between(Some(first), None),
        (true, false) => Days::Between(Some(day(last + 1)?), None),
        (false, true) => Days::Between(None, Some(last)),
        (false, false) => Days::Between(None, Some(day(first - 1)?)),
    })
}

fn period(text: &str, today: civil::Date) -> Option<Period> {
    edtf(text)
        .or_else(|| decade(text))
        .or_else(|| in_words(text, today))
}

fn edtf(text: &str) -> Option<Period> {
    // The basic form of ISO 8601, as file names have it.
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        return edtf(&format!("{year}-{month}-{day}"));
    }
    text.parse::<Date>().ok()?.days()
}

/// `199X` or `1990s`.
fn decade(text: &str) -> Option<Period> {
    let digits = text
        .strip_suffix(['X', 'x'])
        .or_else(|| text.strip_suffix("0s"))?;
    if digits.len() != 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (first, _) = edtf(&format!("{digits}0"))?;
    let (_, last) = edtf(&format!("{digits}9"))?;
    Some((first, last))
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// `today`, `last week`, `this month`, `last 30 days`.
fn in_words(text: &str, today: civil::Date) -> Option<Period> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["today"] => whole(Unit::Day, today),
        ["yesterday"] => whole(Unit::Day, today.yesterday().ok()?),
        ["this", name] => whole(unit(name)?, today),
        ["last" | "past" | "previous", name] => {
            let unit = unit(name)?;
            whole(unit, back(today, unit, 1)?)
        }
        // Up to today, which counts as the last of them.
        ["last" | "past", number, name] => {
            let start = back(today, unit(name)?, number.parse().ok()?)?;
            Some((day_number(start.tomorrow().ok()?), day_number(today)))
        }
        _ => None,
    }
}

fn unit(name: &str) -> Option<Unit> {
    match name {
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" => Some(Unit::Week),
        "month" | "months" => Some(Unit::Month),
        "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}

fn back(day: civil::Date, unit: Unit, number: u16) -> Option<civil::Date> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Day => span.try_days(number),
        Unit::Week => span.try_weeks(number),
        Unit::Month => span.try_months(number),
        Unit::Year => span.try_years(number),
    };
    day.checked_sub(span.ok()?).ok()
}

/// The day, week, month or year that `day` lies in.
fn whole(unit: Unit, day: civil::Date) -> Option<Period> {
    let (first, last) = match unit {
        Unit::Day => (day, day),
        Unit::Week => {
            let since_monday = jiff::Span::new().days(day.weekday().to_monday_zero_offset());
            let monday = day.checked_sub(since_monday).ok()?;
            (monday, monday.checked_add(jiff::Span::new().days(6)).ok()?)
        }
        Unit::Month => (day.first_of_month(), day.last_of_month()),
        Unit::Year => (day.first_of_year(), day.last_of_year()),
    };
    Some((day_number(first), day_number(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        // A Tuesday.
        let today = civil::date(2026, 3, 31);
        for (text, expected) in [
            ("2024", "2024-01-01..2024-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2024-11-06", "2024-11-06"),
            ("20241106", "2024-11-06"),
            ("2024-11..2025-01", "2024-11-01..2025-01-31"),
            ("2020..", "2020-01-01.."),
            ("..2020", "..2020-12-31"),
            ("2020/2021", "2020-01-01..2021-12-31"),
            (">=2020", "2020-01-01.."),
            (">2020", "2021-01-01.."),
            ("<=2020", "..2020-12-31"),
            ("< 2020", "..2019-12-31"),
            ("199X", "1990-01-01..1999-12-31"),
            ("1990s", "1990-01-01..1999-12-31"),
            ("XXXX-04", "XXXX-04"),
            ("XXXX-04-13", "XXXX-04-13"),
            ("today", "2026-03-31"),
            ("yesterday", "2026-03-30"),
            ("this week", "2026-03-30..2026-04-05"),
            ("last week", "2026-03-23..2026-03-29"),
            ("Last Month", "2026-02-01..2026-02-28"),
            ("last year", "2025-01-01..2025-12-31"),
            ("last 7 days", "2026-03-25..2026-03-31"),
            ("last month..", "2026-02-01.."),
            ("1066", "1066-01-01..1066-12-31"),
        ] {
            let found = days(text, today).map(|days| days.to_string());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "..",
            "2024..2020",
            "2024-13",
            "soon",
            "last",
            "last 99999999 days",
            "last fortnight",
            "19X",
            "XXXX-04..XXXX-05",
        ] {
            assert_eq!(days(text, today), None, "{text}");
        }
    }

    #[test]
    fn ranges_of_lucene_are_read() {
        let today = civil::date(2026, 3, 31);
        for (text, expected) in [
            ("[2024 TO 2025-03]", "2024-01-01..2025-03-31"),
            ("[2024 TO *]", "2024-01-01.."),
            ("{2024 TO 2025}", "2025-01-01..2024-12-31"),
            ("{2023 TO 2025}", "2024-01-01..2024-12-31"),
        ] {
            let found = lucene_range(text, today).map(|days| days.to_string());
            let expected = (text != "{2024 TO 2025}").then_some(expected);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
