//! What a date in running text may mean: a date, the days from one to another, a decade, or one of two dates.
//!
//! Written and read as EDTF (ISO 8601-2): `2024-11-06`, `2024-11-04/2024-11-10`, `199X`, `[2010-05-06,2010-06-05]`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Date, NotADate};

/// A date or some days, as a text names them.
///
/// ```
/// use dateline::date::Period;
/// let week: Period = "2024-11-04/2024-11-10".parse().unwrap();
/// let (first, last) = week.ranges().next().unwrap();
/// assert_eq!(last - first, 6);
/// let open: Period = "[2010-05-06,2010-06-05]".parse().unwrap();
/// assert_eq!(open.ranges().count(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Period {
    /// A date, of whatever precision.
    Date(Date),
    /// From the first day of one to the last day of the other.
    Interval(Date, Date),
    /// Ten years; the first one, which ends in 0.
    Decade(i16),
    /// One of the two: `06/05/2010` is read both ways.
    Either(Date, Date),
}

impl Period {
    /// First and last day of each reading, as day numbers; none where no year is said.
    pub fn ranges(self) -> impl Iterator<Item = (i64, i64)> {
        let days = |first: Date, last: Date| Some((first.days()?.0, last.days()?.1));
        let year = |year| Date::new(Some(year), None, None);
        let readings = match self {
            Period::Date(date) => [date.days(), None],
            Period::Interval(first, last) => [days(first, last), None],
            Period::Decade(first) => {
                let years = year(first).zip(year(first + 9));
                [years.and_then(|(first, last)| days(first, last)), None]
            }
            Period::Either(one, other) => [one.days(), other.days()],
        };
        readings.into_iter().flatten()
    }

    /// The dates that it is, where each has a month of its own: not those between two others.
    pub fn dates(self) -> impl Iterator<Item = Date> {
        let dates = match self {
            Period::Date(date) => [Some(date), None],
            Period::Either(one, other) => [Some(one), Some(other)],
            Period::Interval(..) | Period::Decade(_) => [None, None],
        };
        dates.into_iter().flatten()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Period::Date(date) => write!(f, "{date}"),
            Period::Interval(first, last) => write!(f, "{first}/{last}"),
            Period::Decade(first) => write!(f, "{:03}X", first / 10),
            Period::Either(one, other) => write!(f, "[{one},{other}]"),
        }
    }
}

impl FromStr for Period {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let pair = |text: &str, mark| {
            let (first, last) = text.split_once(mark)?;
            Some((first.parse().ok()?, last.parse().ok()?))
        };
        let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
        let found = if let Some(inner) = inner {
            pair(inner, ',').map(|(one, other)| Period::Either(one, other))
        } else if text.contains('/') {
            pair(text, '/').map(|(first, last)| Period::Interval(first, last))
        } else if let Some(digits) = text.strip_suffix('X').filter(|digits| digits.len() == 3) {
            let number = digits.bytes().all(|byte| byte.is_ascii_digit());
            let tens = digits.parse::<i16>().ok().filter(|_| number);
            tens.map(|tens| Period::Decade(tens * 10))
        } else {
            text.parse().ok().map(Period::Date)
        };
        found.ok_or_else(|| NotADate(text.to_owned()))
    }
}

kept_as_text!(Period);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_periods_are_read_back() {
        for text in [
            "2024-11-06",
            "2024",
            "XXXX-08-19",
            "2024-11-04/2024-11-10",
            "199X",
            "[2010-05-06,2010-06-05]",
        ] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        for text in ["19X", "XXXX", "[2010-05-06]", "2024-13/2024-14", "1a9X", ""] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_decade_has_ten_years() {
        let (first, last) = Period::Decade(1990).ranges().next().unwrap();
        assert_eq!(last - first + 1, 3652);
    }
}
