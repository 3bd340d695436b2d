//! Words are data: the tables of `src/lexicon/*.txt`, read once.
//!
//! A table is plain text: columns separated by tabs, `#` comments, rows sorted, a head that says what the columns are
//! and where the entries come from. Which word stands next to which is code, and lives in `extract`.

pub(crate) mod few_words;
mod forms;
pub(crate) mod heads;
pub(crate) mod key;
pub mod layout;
pub mod names;
pub(crate) mod near;
pub mod noun_verbs;
pub(crate) mod openings;
pub mod place_words;
pub mod places;
pub mod revisions;
pub(crate) mod sixteens;
pub mod speech;
pub(crate) mod table;
pub mod things;
pub mod times;

use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use key::Key;
use table::Table;

/// Words that end in a point without ending a sentence, in lower case and without that point.
#[must_use]
pub fn abbreviations() -> &'static FxHashSet<&'static str> {
    static WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
        rows(include_str!("abbreviations.txt"))
            .map(|row| row[0])
            .collect()
    });
    &WORDS
}

/// Whether a word in whichever case is one of them.
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    Key::in_lower_case(word).is_some_and(|key| ABBREVIATIONS.said(key))
}

/// The same of the word from `start` to `end` of a text, which is not empty.
#[must_use]
pub fn is_abbreviation_at(text: &str, start: usize, end: usize) -> bool {
    let key = Key::in_lower_case_at(text.as_bytes(), start, end);
    key.is_some_and(|key| ABBREVIATIONS.said(key))
}

static ABBREVIATIONS: LazyLock<Table<bool, 64>> = LazyLock::new(|| {
    let keys = abbreviations().iter().filter_map(|word| Key::of(word));
    Table::new(keys.map(|key| (key, true)))
});

/// A word in lower case, in place where it is as short as most.
#[must_use]
pub fn lower(word: &str) -> CompactString {
    if !word.is_ascii() {
        return word.to_lowercase().into();
    }
    let mut lower = CompactString::new(word);
    lower.make_ascii_lowercase();
    lower
}

/// The rows of a table: its lines without comments and blank ones, split at tabs.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    #[test]
    fn words_of_every_alphabet_are_written_small() {
        for word in [
            "",
            "McRuiz",
            "ÓSCAR",
            "ΟΔΟΣ",
            "A word that is longer than most are",
        ] {
            assert_eq!(super::lower(word), word.to_lowercase());
        }
    }

    #[test]
    fn every_table_is_sorted_and_has_a_head_and_no_double() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon");
        let mut faults = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let table = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if !table.starts_with('#') {
                faults.push(format!("{name}: no head"));
            }
            let rows: Vec<_> = table
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .collect();
            for pair in rows.windows(2) {
                if pair[0] >= pair[1] {
                    faults.push(format!("{name}: {:?} stands before {:?}", pair[0], pair[1]));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
