//! Nouns in the plural that are nobody: of `polls show` and `shares fell` no speaker comes.
//!
//! In: a word. Out: whether it is one of them. Other plurals name groups: `critics say`.

use std::sync::LazyLock;

use super::key::Key;
use super::rows;
use super::table::Table;

/// Whether a word in lower case is the plural of a thing.
#[must_use]
pub fn are_things(word: &str) -> bool {
    static THINGS: LazyLock<Table<bool, 256>> = LazyLock::new(|| {
        let rows = rows(include_str!("things.txt"));
        Table::new(rows.filter_map(|row| Some((Key::of(row[0])?, true))))
    });
    Key::of(word).is_some_and(|word| THINGS.said(word))
}

#[cfg(test)]
mod tests {
    use super::are_things;
    use crate::lexicon::speech::{self, class};

    #[test]
    fn things_are_told_from_people() {
        assert!(are_things("polls") && are_things("disclosures"));
        assert!(!are_things("critics") && !are_things("markets"));
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
