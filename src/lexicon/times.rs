//! Words that say when: `yesterday`, `last`, `weeks`, and what the words near a day say of its time.

use std::sync::LazyLock;

use super::key::Key;
use super::places::{month_names, weekdays};
use super::rows;
use super::table::Table;

/// A word of a relative date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Saturday and Sunday.
    Weekend,
}

/// What a word is that may open a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OpensDate {
    /// A word of relative dates.
    Word(TimeWord),
    /// The name of a month.
    Month,
    /// A day of the week, from Monday, 1.
    Weekday(i8),
}

/// What a word says of the time of a day near it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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

static WORDS: LazyLock<Table<Option<TimeWord>, 32>> =
    LazyLock::new(|| Table::new(time_words().map(|(word, said)| (key(word), Some(said)))));
static OPENINGS: LazyLock<Table<Option<OpensDate>, 128>> = LazyLock::new(|| {
    let weekdays = weekdays().map(|(name, day)| (name, OpensDate::Weekday(day)));
    let months = month_names().map(|name| (name, OpensDate::Month));
    let words = time_words().map(|(word, said)| (word, OpensDate::Word(said)));
    let all = weekdays.chain(months).chain(words); // what is surer stands behind, and holds
    Table::new(all.map(|(word, opens)| (key(word), Some(opens))))
});
static TENSES: LazyLock<Table<Option<Tense>, 128>> = LazyLock::new(|| {
    let tenses = rows(include_str!("tenses.txt"));
    Table::new(tenses.map(|row| (key(row[0]), Some(tense_of(row[1])))))
});
static BEFORE: LazyLock<Table<bool, 8>> = LazyLock::new(|| named("before"));
static AFTER: LazyLock<Table<bool, 8>> = LazyLock::new(|| named("after"));

/// The words that stand on this side of a day and make a name of both.
fn named(side: &str) -> Table<bool, 8> {
    let words = rows(include_str!("named_days.txt")).filter(|row| row[1] == side);
    Table::new(words.map(|row| (key(row[0]), true)))
}

fn key(word: &str) -> Key {
    Key::of(word).expect("no table holds a word of more than 24 bytes")
}

fn time_words() -> impl Iterator<Item = (&'static str, TimeWord)> {
    rows(include_str!("time_words.txt")).map(|row| (row[0], time_word_of(row[1], row[2])))
}

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
            4 => Unit::Decade,
            _ => Unit::Weekend,
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
    WORDS.said(Key::of(word)?)
}

/// What a word that may open a date in English is, in whichever case: of all that it may be, the surest.
#[must_use]
pub fn opening_of_date(word: &str) -> Option<OpensDate> {
    OPENINGS.said(Key::in_any_case(word)?)
}

/// The same of a word in whichever case.
#[must_use]
pub fn time_word_in_any_case(word: &str) -> Option<TimeWord> {
    WORDS.said(Key::in_any_case(word)?)
}

/// What a word says of the time of a day near it, in whichever case; words in `-ed` are past.
#[must_use]
pub fn tense(word: &str) -> Tense {
    let known = Key::in_any_case(word).and_then(|key| TENSES.said(key));
    known.unwrap_or_else(|| Tense {
        past: word.len() > 4 && ends_with(word, b"ed"),
        future: ends_with(word, b"'ll") || ends_with(word, "’ll".as_bytes()),
        ..Tense::default()
    })
}

/// Whether a word ends with these letters, in whichever case.
fn ends_with(word: &str, ending: &[u8]) -> bool {
    let start = word.len().checked_sub(ending.len());
    start.is_some_and(|start| word.as_bytes()[start..].eq_ignore_ascii_case(ending))
}

/// Whether a weekday behind this word, in whichever case, is a name: `Super`.
#[must_use]
pub fn names_a_day_behind(word: &str) -> bool {
    Key::in_any_case(word).is_some_and(|key| BEFORE.said(key))
}

/// Whether a weekday before this word, in whichever case, is a name: `Times`.
#[must_use]
pub fn names_a_day_before(word: &str) -> bool {
    Key::in_any_case(word).is_some_and(|key| AFTER.said(key))
}

/// Every word that opens a relative date.
pub(crate) fn openings() -> impl Iterator<Item = &'static str> {
    let opens = |word: &TimeWord| {
        matches!(
            word,
            TimeWord::Day(_)
                | TimeWord::Direction(_)
                | TimeWord::Within(_)
                | TimeWord::Ago
                | TimeWord::Unit(Unit::Weekend)
        )
    };
    time_words()
        .filter(move |(_, word)| opens(word))
        .map(|(word, _)| word)
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
