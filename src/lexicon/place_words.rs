//! Words beside the names of places, and names that mostly mean something else.

use std::sync::LazyLock;

use super::key::Key;
use super::rows;
#[cfg(test)]
use super::speech;
#[cfg(doc)]
use super::speech::Word;
use super::table::Table;

/// What a word beside a name says, a bit each: those of [`Word::beside`].
pub mod beside {
    #![allow(missing_docs, reason = "the names are those of the table")]
    pub const IN: u8 = 1;
    pub const TO: u8 = 1 << 1;
    pub const KIND: u8 = 1 << 2;
    pub const SIDE: u8 = 1 << 3;
    pub const CIVIC: u8 = 1 << 4;
    pub const STREET: u8 = 1 << 5;
    pub const NATURE: u8 = 1 << 6;
    pub const BODY: u8 = 1 << 7;
}

/// The words of the table with what they say.
pub(super) fn all() -> impl Iterator<Item = (&'static str, u8)> {
    rows(include_str!("place_words.txt")).map(|row| {
        let says = row[1].split(',').fold(0, |all, name| all | bit(name));
        (row[0], says)
    })
}

/// Whether a name of places mostly means something else, in whichever case: `Reading`, `Mobile`. It stands from `start` to `end` of a text, and
/// is not empty.
#[must_use]
pub fn is_mostly_no_place(text: &str, start: usize, end: usize) -> bool {
    static WORDS: LazyLock<Table<bool, 512>> = LazyLock::new(|| {
        let rows = rows(include_str!("doubtful_places.txt"));
        Table::new(rows.map(|row| (key(row[0]), true)))
    });
    let key = Key::in_lower_case_at(text.as_bytes(), start, end);
    key.is_some_and(|key| WORDS.said(key))
}

fn key(word: &'static str) -> Key {
    Key::of(word).expect("no table holds a word of more than 24 bytes")
}

fn bit(name: &str) -> u8 {
    match name {
        "in" => beside::IN,
        "to" => beside::TO,
        "kind" => beside::KIND,
        "side" => beside::SIDE,
        "civic" => beside::CIVIC,
        "street" => beside::STREET,
        "nature" => beside::NATURE,
        "body" => beside::BODY,
        _ => panic!("place_words.txt knows no {name:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read() {
        let says = |word| speech::word(word).map(|word| word.beside);
        assert_eq!(says("Near"), Some(beside::IN));
        assert_eq!(says("Avenue"), Some(beside::STREET));
        assert!(is_mostly_no_place("In Reading", 3, 10));
    }
}
