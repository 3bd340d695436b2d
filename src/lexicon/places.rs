//! Places and agencies as datelines print them; months, weekdays and time zones as dates do.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::layout::plainly;
use super::rows;

static REGIONS: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    rows(include_str!("regions.txt"))
        .map(|row| (row[0], row[1]))
        .collect()
});
static CITIES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| rows(include_str!("cities.txt")).map(|row| row[0]).collect());
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
static MONTHS: LazyLock<FxHashMap<&str, i8>> =
    LazyLock::new(|| numbers(include_str!("months.txt")).collect());
static WEEKDAYS: LazyLock<FxHashMap<&str, i8>> =
    LazyLock::new(|| numbers(include_str!("weekdays.txt")).collect());
static ZONES: LazyLock<FxHashMap<&str, i32>> = LazyLock::new(|| {
    rows(include_str!("time_zones.txt"))
        .map(|row| (row[0], number(row[1])))
        .collect()
});

fn numbers(table: &'static str) -> impl Iterator<Item = (&'static str, i8)> {
    rows(table).map(|row| (row[0], number(row[1])))
}

fn number<N: std::str::FromStr>(digits: &str) -> N {
    digits
        .parse()
        .unwrap_or_else(|_| panic!("a table has {digits:?} where a number belongs"))
}

/// The full name of a region or country as it follows a city: `Va.` is `Virginia`.
#[must_use]
pub fn region(printed: &str) -> Option<&'static str> {
    let plain = plainly(printed);
    REGIONS.get(plain.trim_end_matches('.')).copied()
}

/// Whether a city stands in datelines without a region.
#[must_use]
pub fn stands_alone(place: &str) -> bool {
    CITIES.contains(plainly(place).trim_end_matches('.'))
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
    MONTHS.get(lower(name)?.as_str()).copied()
}

/// The weekday of this name in any case, from Monday, 1.
#[must_use]
pub fn weekday(name: &str) -> Option<i8> {
    WEEKDAYS.get(lower(name)?.as_str()).copied()
}

/// Minutes east of Greenwich of a zone's short name.
#[must_use]
pub fn zone(name: &str) -> Option<i32> {
    ZONES.get(name).copied()
}

/// `None` for what is too long to be in a table of names.
fn lower(name: &str) -> Option<String> {
    (name.len() <= 24).then(|| name.trim_end_matches('.').to_lowercase())
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
