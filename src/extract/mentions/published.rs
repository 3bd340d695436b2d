//! The date of publication as other dates are counted from it: the days that it may mean.

use jiff::tz::Offset;
use jiff::{Span as Time, Timestamp, civil};

use crate::article::Dating;
use crate::date::{Date, Period};
use crate::lexicon::times::Unit;

/// The days on which the article may have been published; none where no year is known.
pub(super) struct Published {
    days: Option<(civil::Date, civil::Date)>,
    /// The day where it was latest when the article was published, where the moment is known.
    latest: Option<civil::Date>,
}

/// Hours from Greenwich to where it is latest.
const EASTERNMOST: i64 = 14;

/// Days to what lies ahead beyond which a day without its year is taken for one that lies behind, and the other way round.
const HALF_A_YEAR: i32 = 183;
const A_YEAR: i32 = 366;
/// A day of a month that is nearer than this is not read as one of another year, whatever the verb says.
const NEAR: i32 = 45;

impl Published {
    pub(super) fn new(dating: Option<&Dating>) -> Self {
        let time = dating.and_then(|dating| dating.time.as_deref());
        Self {
            days: dating.and_then(|dating| first_and_last(dating.value)),
            latest: time.and_then(latest),
        }
    }

    /// Whether anything can be counted from them.
    pub(super) fn is_known(&self) -> bool {
        self.days.is_some()
    }

    /// Whether it was already the day after somewhere: a story of Friday, published in New York on Thursday night.
    pub(super) fn may_be_the_day_after(&self) -> bool {
        self.days
            .zip(self.latest)
            .is_some_and(|((_, last), latest)| latest > last)
    }

    /// What comes out the same from whichever day the article was published on.
    pub(super) fn counted<T: PartialEq>(
        &self,
        count: impl Fn(civil::Date) -> Option<T>,
    ) -> Option<T> {
        let (first, last) = self.days?;
        let counted = count(first)?;
        (first == last || count(last)? == counted).then_some(counted)
    }

    /// The day so many days later.
    pub(super) fn day(&self, later: i32) -> Option<Period> {
        self.counted(|day| moved(day, later)).map(on)
    }

    /// The week, month or year so many of them later; a week is seven days from its Monday.
    pub(super) fn unit(&self, unit: Unit, later: i32) -> Option<Period> {
        self.counted(|day| whole(unit, stepped(day, unit, later)?))
    }

    /// The last weekend before the day, or this one on a Sunday; the one that comes, or this one, where it lies ahead.
    pub(super) fn weekend(&self, ahead: bool) -> Option<Period> {
        self.counted(|day| {
            let (monday, _) = ends(Unit::Week, day)?;
            let begun = day.weekday().to_monday_one_offset() >= 6;
            let saturday = moved(monday, if ahead || begun { 5 } else { -2 })?;
            Some(Period::Interval(
                saturday.into(),
                moved(saturday, 1)?.into(),
            ))
        })
    }

    /// From the beginning of this week, month or year to the day, or from the day to its end.
    pub(super) fn part_of(&self, unit: Unit, side: i32) -> Option<Period> {
        self.counted(|day| {
            let (first, last) = ends(unit, day)?;
            let (first, last) = if side < 0 { (first, day) } else { (day, last) };
            Some(Period::Interval(first.into(), last.into()))
        })
    }

    /// A month or a day of one in the year that is meant, `ahead` where the words around it say so; without a year where none
    /// can be told. A weekday beside it tells the year where one does.
    pub(super) fn in_its_year(&self, date: Date, ahead: Option<bool>, weekday: Option<i8>) -> Date {
        let year = self.counted(|day| {
            let fits = |date: &Date| {
                let found = date.civil().map(|day| day.weekday().to_monday_one_offset());
                weekday.is_none() || found == weekday
            };
            let years = [day.year() - 1, day.year(), day.year() + 1];
            let dates = years.into_iter().filter_map(|year| date.in_year(year));
            let fitting = dates.clone().filter(fits);
            let nearest = nearest(day, fitting, ahead).or_else(|| nearest(day, dates, ahead));
            nearest?.year()
        });
        year.and_then(|year| date.in_year(year)).unwrap_or(date)
    }
}

fn first_and_last(date: Date) -> Option<(civil::Date, civil::Date)> {
    let (month, day) = (date.month().unwrap_or(1), date.day_of_month().unwrap_or(1));
    let first = civil::Date::new(date.year()?, month, day).ok()?;
    let last = match (date.month(), date.day_of_month()) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

fn latest(time: &str) -> Option<civil::Date> {
    let moment: Timestamp = time.parse().ok()?;
    let there = moment.checked_add(Time::new().hours(EASTERNMOST)).ok()?;
    Some(Offset::UTC.to_datetime(there).date())
}

/// The one that lies nearest to the day, on the side that the words speak of unless the other one is near.
fn nearest(
    day: civil::Date,
    dates: impl Iterator<Item = Date>,
    ahead: Option<bool>,
) -> Option<Date> {
    let distance = |date: &Date| {
        let there = civil::Date::new(
            date.year()?,
            date.month()?,
            date.day_of_month()
                .unwrap_or(if date.month() == Some(day.month()) {
                    day.day().min(28)
                } else {
                    15
                }),
        );
        Some(day.until(there.ok()?).ok()?.get_days())
    };
    let cost = |date: &Date| {
        let days = distance(date).unwrap_or(i32::MAX);
        let side = ahead.is_some_and(|ahead| days != 0 && ahead != (days > 0));
        let wrong = side && days.abs() > NEAR;
        // papers leave the year out where it is their own: "met on Jan. 14" in a paper of November
        let far = if ahead == Some(false) {
            A_YEAR
        } else {
            HALF_A_YEAR
        };
        let doubt = if wrong { far } else { 0 };
        (days.abs().saturating_add(doubt), days > 0)
    };
    dates.min_by_key(cost)
}

/// A single day.
pub(super) fn on(day: civil::Date) -> Period {
    Period::Date(day.into())
}

/// The day so many days later.
pub(super) fn moved(day: civil::Date, later: i32) -> Option<civil::Date> {
    day.checked_add(Time::new().try_days(later).ok()?).ok()
}

fn stepped(day: civil::Date, unit: Unit, later: i32) -> Option<civil::Date> {
    let time = Time::new();
    let time = match unit {
        Unit::Day => time.try_days(later),
        Unit::Week => time.try_weeks(later),
        Unit::Month => time.try_months(later),
        Unit::Year => time.try_years(later),
        Unit::Weekend => return None,
        Unit::Decade => time.try_years(later.checked_mul(10)?),
    };
    // the month before the 31st of March has no 31st: only the month is asked for
    day.checked_add(time.ok()?).ok()
}

fn whole(unit: Unit, day: civil::Date) -> Option<Period> {
    let year = Some(day.year());
    Some(match unit {
        Unit::Day => on(day),
        Unit::Week => {
            let (first, last) = ends(unit, day)?;
            Period::Interval(first.into(), last.into())
        }
        Unit::Month => Period::Date(Date::new(year, Some(day.month()), None)?),
        Unit::Year => Period::Date(Date::new(year, None, None)?),
        Unit::Decade => Period::Decade(day.year() / 10 * 10),
        Unit::Weekend => return None,
    })
}

fn ends(unit: Unit, day: civil::Date) -> Option<(civil::Date, civil::Date)> {
    Some(match unit {
        Unit::Day | Unit::Weekend => (day, day),
        Unit::Week => {
            let monday = moved(day, -i32::from(day.weekday().to_monday_zero_offset()))?;
            (monday, moved(monday, 6)?)
        }
        Unit::Month => (day.first_of_month(), day.last_of_month()),
        Unit::Year | Unit::Decade => (day.first_of_year(), day.last_of_year()),
    })
}
