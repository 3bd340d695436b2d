//! Nouns in the plural that are nobody: of `polls show` and `shares fell` no speaker comes.
//!
//! In: a word. Out: whether it is one of them. Other plurals name groups: `critics say`.

use std::sync::LazyLock;

use super::key::Key;
use super::rows;
use super::table::Table;

/// What is told of a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Thing {
    is_one: bool,
    says: bool,
}

fn thing(plural: &str) -> Thing {
    static THINGS: LazyLock<Table<Thing, 256>> = LazyLock::new(|| {
        let rows = rows(include_str!("things.txt"));
        Table::new(rows.filter_map(|row| {
            let (is_one, says) = (true, row[1] == "says");
            Some((Key::of(row[0])?, Thing { is_one, says }))
        }))
    });
    Key::of(plural).map_or_else(Thing::default, |key| THINGS.said(key))
}

/// Whether a word in lower case is the plural of a thing.
#[must_use]
pub fn are_things(word: &str) -> bool {
    thing(word).is_one
}

/// Whether a thing, in the singular or plural and in lower case, says what its owner says: `letter`, `forecasts`.
#[must_use]
pub fn tells_for_owner(word: &str) -> bool {
    thing(word).says || thing(&format!("{word}s")).says
}

#[cfg(test)]
mod tests {
    use super::{are_things, tells_for_owner};
    use crate::lexicon::speech::{self, class};

    #[test]
    fn things_are_told_from_people() {
        assert!(are_things("polls") && are_things("disclosures"));
        assert!(!are_things("critics") && !are_things("markets"));
        assert!(tells_for_owner("letter") && tells_for_owner("forecasts"));
        assert!(!tells_for_owner("trial") && !tells_for_owner("records"));
    }

    #[test]
    fn no_thing_is_an_office_or_a_body() {
        for row in super::rows(include_str!("things.txt")) {
            let one = row[0].strip_suffix('s').and_then(speech::word);
            let classes = one.map_or(0, |one| one.classes);
            assert_eq!(classes & (class::ROLE | class::BODY), 0, "{}", row[0]);
        }
    }
}
