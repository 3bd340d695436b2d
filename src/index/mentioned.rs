//! The dates that a text names, as columns have them: one number for first day and length, so that the two stay together
//! where an article names many.

use super::pending::Values;
use super::schema::Fields;
use crate::article::MentionedDate;
use crate::date::Period;

/// Bits for the length: up to 2,870 years.
const LENGTH: u32 = 20;

/// Adds each date once.
pub(super) fn add(fields: &Fields, document: &mut Values, dates: &[MentionedDate]) {
    let mut periods: Vec<Period> = dates.iter().map(|date| date.value).collect();
    periods.sort_unstable();
    periods.dedup();
    let mut days: Vec<i64> = Vec::new();
    let mut of_months: Vec<u64> = Vec::new();
    for period in periods {
        days.extend(period.ranges().map(packed));
        for date in period.dates() {
            if let Some(month) = date.month() {
                let day = date.day_of_month().unwrap_or(0);
                of_months
                    .push(u64::from(month.unsigned_abs()) * 100 + u64::from(day.unsigned_abs()));
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    of_months.sort_unstable();
    of_months.dedup();
    for day in days {
        document.add_i64(fields.mentioned_days, day);
    }
    for of_month in of_months {
        document.add_u64(fields.mentioned_month_day, of_month);
    }
}

/// First and last day in one number.
fn packed((first, last): (i64, i64)) -> i64 {
    let length = (last - first).clamp(0, (1 << LENGTH) - 1);
    (first << LENGTH) | length
}

/// First and last day of such a number.
#[must_use]
pub fn unpacked(number: i64) -> (i64, i64) {
    let first = number >> LENGTH;
    (first, first + (number & ((1 << LENGTH) - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_and_last_day_are_read_back() {
        for days in [(0, 0), (17_000, 17_006), (-700_000, -600_000), (-1, 0)] {
            assert_eq!(unpacked(packed(days)), days);
        }
    }
}
