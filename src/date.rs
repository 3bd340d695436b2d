//! A calendar date that knows how precise it is.
//!
//! A newspaper says "November 2024", "2024" or, in an old wire, "Feb. 26" without a year. Written and read as
//! EDTF (ISO 8601-2, level 1): `2024-11-06`, `2024-11`, `2024`, and `XXXX-02-26` or `XXXX-02` where the year is not said.

/// What is kept in JSON as it is printed.
macro_rules! kept_as_text {
    ($kind:ty) => {
        impl From<$kind> for String {
            fn from(value: $kind) -> Self {
                value.to_string()
            }
        }

        impl TryFrom<String> for $kind {
            type Error = NotADate;

            fn try_from(text: String) -> Result<Self, NotADate> {
                text.parse()
            }
        }
    };
}

mod period;

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use serde::{Deserialize, Serialize};

pub use period::Period;

/// A date of day, month or year precision, with the year perhaps unknown. Always one that the calendar has.
///
/// ```
/// use dateline::date::Date;
/// let date: Date = "2024-11".parse().unwrap();
/// assert_eq!(date.to_string(), "2024-11");
/// assert_eq!(date.days().map(|(first, last)| last - first), Some(29));
/// assert!("2023-02-29".parse::<Date>().is_err());
/// assert!("XXXX-02-29".parse::<Date>().is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

/// A leap year, to ask whether a month has a day where the year is not known.
const ANY_LEAP_YEAR: i16 = 2000;

impl Date {
    /// The date of these parts, or `None` where the calendar has no such date or the parts do not say one
    /// (a day without a month, nothing at all). Years run from 0 to 9999.
    #[must_use]
    pub fn new(year: Option<i16>, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        if year.is_some_and(|year| !(0..=9999).contains(&year))
            || (day.is_some() && month.is_none())
        {
            return None;
        }
        if year.is_none() && month.is_none() {
            return None;
        }
        civil::Date::new(
            year.unwrap_or(ANY_LEAP_YEAR),
            month.unwrap_or(1),
            day.unwrap_or(1),
        )
        .ok()?;
        Some(Self { year, month, day })
    }

    /// A full date.
    #[must_use]
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::new(Some(year), Some(month), Some(day))
    }

    /// The year, where it is said.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        self.year
    }

    /// The month from 1 to 12, where it is said.
    #[must_use]
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// The day of the month from 1, where it is said.
    #[must_use]
    pub fn day_of_month(self) -> Option<i8> {
        self.day
    }

    /// The same date with the year given, where it had none; `None` for 29 February of a common year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Self> {
        Self::new(self.year.or(Some(year)), self.month, self.day)
    }

    /// The calendar day, where day, month and year are said.
    #[must_use]
    pub fn civil(self) -> Option<civil::Date> {
        civil::Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// First and last day that the date may mean, as day numbers: days since 1970-01-01, negative before. `None`
    /// without a year.
    #[must_use]
    pub fn days(self) -> Option<(i64, i64)> {
        let year = self.year?;
        let first = civil::Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let last = match (self.month, self.day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        };
        Some((day_number(first), day_number(last)))
    }

    /// Whether `self` and `other` can be the same day: no part that both say differs.
    #[must_use]
    pub fn agrees_with(self, other: Date) -> bool {
        fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        same(self.year, other.year) && same(self.month, other.month) && same(self.day, other.day)
    }
}

/// Days from 1970-01-01 to `date`.
#[must_use]
pub fn day_number(date: civil::Date) -> i64 {
    let epoch = civil::date(1970, 1, 1);
    i64::from(epoch.until(date).map_or(0, |span| span.get_days()))
}

/// The calendar day of a day number, where the calendar reaches so far.
#[must_use]
pub fn from_day_number(number: i64) -> Option<Date> {
    let day = civil::date(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(number).ok()?)
        .ok()?;
    Date::day(day.year(), day.month(), day.day())
}

/// The date of which these are the first and the last day, as [`Date::days`] gives them: a day, a month, a year, or else the
/// first of them.
#[must_use]
pub fn from_days(first: i64, last: i64) -> Option<Date> {
    let day = from_day_number(first)?;
    let month = Date::new(day.year, day.month, None);
    let year = Date::new(day.year, None, None);
    let whole = |date: &Date| date.days() == Some((first, last));
    [month, year]
        .into_iter()
        .flatten()
        .find(whole)
        .or(Some(day))
}

impl From<civil::Date> for Date {
    fn from(day: civil::Date) -> Self {
        Self {
            year: Some(day.year()),
            month: Some(day.month()),
            day: Some(day.day()),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = *b"XXXX-MM-DD";
        let mut start = 0;
        match self.year {
            Some(year @ 0..=9999) => put(&mut written[..4], year.unsigned_abs()),
            Some(year) => {
                write!(f, "{year:04}")?;
                start = 4;
            }
            None => {}
        }
        let mut end = 4;
        for number in [self.month, self.day].into_iter().flatten() {
            put(&mut written[end + 1..end + 3], number.unsigned_abs().into());
            end += 3;
        }
        let written = std::str::from_utf8(&written[start..end]);
        f.write_str(written.map_err(|_| fmt::Error)?)
    }
}

/// Writes a number in decimal digits, the last one last.
fn put(digits: &mut [u8], mut number: u16) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate(pub String);

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} is no date: write 2024, 2024-11, 2024-11-06, or XXXX-11-06 for any year",
            self.0
        )
    }
}

impl std::error::Error for NotADate {}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let number = |part: &str, digits: usize| -> Option<i16> {
            let right = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            if right { part.parse().ok() } else { None }
        };
        let parse = || {
            let mut parts = text.split('-');
            let year = match parts.next()? {
                "XXXX" => None,
                year => Some(number(year, 4)?),
            };
            let mut next = || parts.next().map(|part| number(part, 2).map(|n| n as i8));
            let month = next().map_or(Some(None), |n| n.map(Some))?;
            let day = next().map_or(Some(None), |n| n.map(Some))?;
            if parts.next().is_some() {
                return None;
            }
            Date::new(year, month, day)
        };
        parse().ok_or_else(|| NotADate(text.to_owned()))
    }
}

kept_as_text!(Date);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_dates_are_read_back() {
        for text in [
            "2024-11-06",
            "2024-11",
            "2024",
            "XXXX-02-26",
            "XXXX-02",
            "0033-04-03",
        ] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn dates_that_the_calendar_lacks_are_refused() {
        for text in [
            "2024-13",
            "2023-02-29",
            "24-11-06",
            "2024-1-6",
            "XXXX",
            "",
            "2024-11-06-01",
            "2024--06",
            "+024-11",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_month_is_a_range_of_days() {
        let february: Date = "2024-02".parse().unwrap();
        let (first, last) = february.days().unwrap();
        assert_eq!(from_day_number(first).unwrap().to_string(), "2024-02-01");
        assert_eq!(from_day_number(last).unwrap().to_string(), "2024-02-29");
        assert_eq!("XXXX-02-26".parse::<Date>().unwrap().days(), None);
    }

    #[test]
    fn a_range_of_days_is_the_date_that_it_came_from() {
        for text in ["2024-11-06", "2024-02", "2024", "0001"] {
            let date: Date = text.parse().unwrap();
            let (first, last) = date.days().unwrap();
            assert_eq!(from_days(first, last), Some(date), "{text}");
        }
    }

    #[test]
    fn a_date_without_a_year_agrees_with_every_year() {
        let wire: Date = "XXXX-02-26".parse().unwrap();
        assert!(wire.agrees_with("1987-02-26".parse().unwrap()));
        assert!(!wire.agrees_with("1987-02-27".parse().unwrap()));
    }
}
