//! Words that say when: `yesterday`, `last`, `weeks`, and what the words near a day say of its time.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::rows;

/// A word of a relative date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeWord {
    /// So many days from the day of publication: `yesterday`.
    Day(i32),
    /// So many units from its own: `last`, `this`, `next`.
    Direction(i32),
    /// Before or after the day, in its own unit: `earlier`, `later`.
    Within(i32),
    /// `week`, `months`.
    Unit(Unit),
    /// `two`, `a`.
    Number(i32),
    /// `morning`.
    Part,
    /// `ago`.
    Ago,
    /// Stands before a month or a year alone: `in`, `since`.
    Bound,
    /// What follows is no one day: `every`.
    Often,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
}

/// What a word says of the time of a day near it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tense {
    /// What it speaks of lies ahead: `will`, `scheduled`.
    pub future: bool,
    /// Behind: `said`.
    pub past: bool,
    /// A present that speaks of what is planned: `begins`.
    pub announces: bool,
    /// Right before a day that lies ahead: `until`.
    pub ahead: bool,
    /// Right before a day that lies behind: `since`.
    pub behind: bool,
    /// With an infinitive it speaks of what lies ahead: `agreed`.
    pub governs: bool,
    /// `is`, `are`.
    pub is: bool,
    /// `be`, `been`.
    pub be: bool,
}

static WORDS: LazyLock<FxHashMap<&str, TimeWord>> = LazyLock::new(|| {
    rows(include_str!("time_words.txt"))
        .map(|row| (row[0], time_word_of(row[1], row[2])))
        .collect()
});
static TENSES: LazyLock<FxHashMap<&str, Tense>> = LazyLock::new(|| {
    rows(include_str!("tenses.txt"))
        .map(|row| (row[0], tense_of(row[1])))
        .collect()
});
static NAMED: LazyLock<FxHashSet<(&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("named_days.txt"))
        .map(|row| (row[1], row[0]))
        .collect()
});

fn time_word_of(kind: &str, value: &str) -> TimeWord {
    let value: i32 = value.parse().expect("the table has numbers here");
    match kind {
        "day" => TimeWord::Day(value),
        "direction" => TimeWord::Direction(value),
        "within" => TimeWord::Within(value),
        "number" => TimeWord::Number(value),
        "part" => TimeWord::Part,
        "ago" => TimeWord::Ago,
        "bound" => TimeWord::Bound,
        "often" => TimeWord::Often,
        "unit" => TimeWord::Unit(match value {
            0 => Unit::Day,
            1 => Unit::Week,
            2 => Unit::Month,
            3 => Unit::Year,
            _ => Unit::Decade,
        }),
        _ => panic!("the table has no kind {kind:?}"),
    }
}

fn tense_of(classes: &str) -> Tense {
    let has = |class| classes.split(',').any(|known| known == class);
    Tense {
        future: has("future"),
        past: has("past"),
        announces: has("announces"),
        ahead: has("ahead"),
        behind: has("behind"),
        governs: has("governs"),
        is: has("is"),
        be: has("be"),
    }
}

/// What a word in lower case is to a relative date.
#[must_use]
pub fn time_word(word: &str) -> Option<TimeWord> {
    WORDS.get(word).copied()
}

/// What a word in lower case says of the time of a day near it; words in `-ed` are past.
#[must_use]
pub fn tense(word: &str) -> Tense {
    let known = TENSES.get(word).copied();
    known.unwrap_or_else(|| Tense {
        past: word.len() > 4 && word.ends_with("ed"),
        future: word.ends_with("'ll") || word.ends_with("’ll"),
        ..Tense::default()
    })
}

/// Whether a weekday behind this word, in lower case, is a name: `Super`.
#[must_use]
pub fn names_a_day_behind(word: &str) -> bool {
    NAMED.contains(&("before", word))
}

/// Whether a weekday before this word, in lower case, is a name: `Times`.
#[must_use]
pub fn names_a_day_before(word: &str) -> bool {
    NAMED.contains(&("after", word))
}

/// Every word that opens a relative date.
pub(crate) fn openings() -> impl Iterator<Item = &'static str> {
    let opens = |word: &TimeWord| {
        matches!(
            word,
            TimeWord::Day(_) | TimeWord::Direction(_) | TimeWord::Within(_) | TimeWord::Ago
        )
    };
    WORDS
        .iter()
        .filter(move |(_, word)| opens(word))
        .map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_read() {
        assert_eq!(time_word("yesterday"), Some(TimeWord::Day(-1)));
        assert_eq!(time_word("weeks"), Some(TimeWord::Unit(Unit::Week)));
        assert!(tense("will").future && tense("they'll").future);
        assert!(tense("resigned").past && !tense("red").past);
        assert!(names_a_day_behind("super") && names_a_day_before("times"));
    }
}
