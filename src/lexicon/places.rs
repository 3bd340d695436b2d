//! Places and agencies as datelines print them; months, weekdays and time zones as dates do.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::key::Key;
use super::layout::in_plain;
use super::rows;
use super::table::Table;

/// What a name of a place says that datelines print.
#[derive(Clone, Copy, Default)]
struct Printed {
    /// The region or country that it is, by its full name.
    region: Option<&'static str>,
    /// Whether it is a city that stands without a region.
    stands_alone: bool,
}

static PRINTED: LazyLock<FxHashMap<&str, Printed>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Printed> = FxHashMap::default();
    for row in rows(include_str!("regions.txt")) {
        all.entry(row[0]).or_default().region = Some(row[1]);
    }
    for row in rows(include_str!("cities.txt")) {
        all.entry(row[0]).or_default().stands_alone = true;
    }
    all
});
static NOT_PLACES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("not_places.txt"))
        .map(|row| row[0])
        .collect()
});
static AGENCIES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("agencies.txt"))
        .map(|row| row[0])
        .collect()
});
static MONTHS: LazyLock<Table<i8, 64>> = LazyLock::new(|| numbers(include_str!("months.txt")));
static WEEKDAYS: LazyLock<Table<i8, 32>> = LazyLock::new(|| numbers(include_str!("weekdays.txt")));
static ZONES: LazyLock<FxHashMap<&str, i32>> = LazyLock::new(|| {
    rows(include_str!("time_zones.txt"))
        .map(|row| (row[0], number(row[1])))
        .collect()
});

fn numbers<const GROUPS: usize>(table: &'static str) -> Table<i8, GROUPS> {
    let key = |name| Key::of(name).expect("a month and a weekday have short names");
    Table::new(rows(table).map(|row| (key(row[0]), number(row[1]))))
}

fn number<N: std::str::FromStr>(digits: &str) -> N {
    digits
        .parse()
        .unwrap_or_else(|_| panic!("a table has {digits:?} where a number belongs"))
}

/// The full name of a region or country as it follows a city: `Va.` is `Virginia`.
#[must_use]
pub fn region(printed: &str) -> Option<&'static str> {
    said_of(printed)?.region
}

/// Whether this is the name of a region or country, or of a city that stands in datelines without one.
#[must_use]
pub fn is_place(name: &str) -> bool {
    said_of(name).is_some()
}

/// Whether a city stands in datelines without a region.
#[must_use]
pub fn stands_alone(place: &str) -> bool {
    said_of(place).is_some_and(|said| said.stands_alone)
}

/// What a name says, if it is one of these places'.
fn said_of(name: &str) -> Option<Printed> {
    in_plain(name, |plain| {
        PRINTED.get(plain.trim_end_matches('.')).copied()
    })
}

/// Whether a word in lower case never opens the place of a dateline: `update`.
#[must_use]
pub fn never_opens_a_place(word: &str) -> bool {
    NOT_PLACES.contains(word)
}

/// Whether this is an agency's name as datelines print it.
#[must_use]
pub fn is_agency(name: &str) -> bool {
    AGENCIES.contains(name)
}

/// The month of this name in any case, with or without its point, from 1.
#[must_use]
pub fn month(name: &str) -> Option<i8> {
    MONTHS.get(Key::in_any_case(without_point(name))?)
}

/// The weekday of this name in any case, from Monday, 1.
#[must_use]
pub fn weekday(name: &str) -> Option<i8> {
    WEEKDAYS.get(Key::in_any_case(without_point(name))?)
}

/// The English names of months and weekdays, in lower case.
pub(crate) fn english_names() -> impl Iterator<Item = &'static str> {
    let tables = [include_str!("months.txt"), include_str!("weekdays.txt")];
    let named = tables.into_iter().flat_map(rows);
    named
        .filter(|row| row.get(2) == Some(&"en"))
        .map(|row| row[0])
}

/// The names of the months in every language, in lower case.
pub(crate) fn month_names() -> impl Iterator<Item = &'static str> {
    rows(include_str!("months.txt")).map(|row| row[0])
}

/// The names of the weekdays in every language, in lower case.
pub(crate) fn weekday_names() -> impl Iterator<Item = &'static str> {
    weekdays().map(|(name, _)| name)
}

/// The same, each with its day from Monday, 1.
pub(super) fn weekdays() -> impl Iterator<Item = (&'static str, i8)> {
    rows(include_str!("weekdays.txt")).map(|row| (row[0], number(row[1])))
}

/// Minutes east of Greenwich of a zone's short name.
#[must_use]
pub fn zone(name: &str) -> Option<i32> {
    ZONES.get(name).copied()
}

fn without_point(name: &str) -> &str {
    match name.as_bytes().last() {
        Some(b'.') => name.trim_end_matches('.'),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_with_and_without_their_points() {
        assert_eq!(region("N.Y."), Some("New York"));
        assert_eq!(region("Va"), Some("Virginia"));
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("März"), Some(3));
        assert_eq!(weekday("Wed"), Some(3));
        assert_eq!(zone("EDT"), Some(-240));
        assert!(stands_alone("St. Louis"));
    }
}
