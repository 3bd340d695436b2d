//! Dates as people write them: `Wed Jun 12, 2024 6:40am EDT`, `12. Juni 2024`, `2024-06-12T06:40:00-04:00`.
//!
//! In: a text and a position in it. Out: the date that begins there, with its weekday, time and zone where they are written.
//! Dates of two digits a part, such as `6/12/2024`, are read only where one order is possible.

use std::sync::LazyLock;

use super::clock::{self, Clock};
use crate::date::Date;
use crate::lexicon::openings::Openings;
use crate::lexicon::places::{month, month_names, weekday, weekday_names};
use crate::span::Span;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// From its first to its last character, time and zone included.
    pub span: Span,
    /// The date.
    pub date: Date,
    /// The weekday that is written beside it, from Monday, 1.
    pub weekday: Option<i8>,
    /// The time of day.
    pub clock: Option<Clock>,
}

impl Written {
    /// The moment as RFC 3339, where day, time and zone are written: `2024-06-12T06:40:00-04:00`.
    #[must_use]
    pub fn rfc3339(&self) -> Option<String> {
        self.date.civil()?;
        let time = self.clock?.rfc3339()?;
        let mut moment = self.date.to_string();
        moment.push('T');
        moment.push_str(&time);
        Some(moment)
    }

    /// Whether the weekday written beside the date is another than the calendar's.
    #[must_use]
    pub fn weekday_is_wrong(&self) -> bool {
        let calendar = self
            .date
            .civil()
            .map(|day| day.weekday().to_monday_one_offset());
        matches!((self.weekday, calendar), (Some(written), Some(right)) if written != right)
    }
}

/// The date that `text` begins with at `start`, a time before or behind it included.
#[must_use]
pub fn date_at(text: &str, start: usize) -> Option<Written> {
    let mut reader = Reader { text, at: start };
    if reader.is_another_word() || reader.is_a_number_alone() {
        return None; // most words, and most numbers
    }
    let early = (reader.digit()).then(|| clock::clock_at(text, start));
    let early = early.flatten();
    if let Some((_, end)) = early {
        reader.at = end;
        reader.skip(", |·–-");
        reader.word_among(&["on", "am", "le", "el"]);
    }
    let weekday = reader.weekday();
    let date = reader.date()?;
    let mut end = reader.at;
    let mut found = early.map(|(clock, _)| clock);
    if found.is_none() {
        reader.skip("T, |·–-\u{a0}");
        reader.word_among(&["at", "um", "à", "a", "alle"]);
        if reader.digit()
            && let Some((clock, behind)) = clock::clock_at(text, reader.at)
        {
            found = Some(clock);
            end = behind;
        }
    }
    Some(Written {
        span: Span::new(start, end),
        date,
        weekday,
        clock: found,
    })
}

/// The two dates that `06/05/2010` at `start` may be: the fifth of June and the sixth of May.
#[must_use]
pub fn either_at(text: &str, start: usize) -> Option<(Span, Date, Date)> {
    let mut reader = Reader { text, at: start };
    let first = small(reader.number(1, 2)?)?;
    reader.separator(b"/")?;
    let second = small(reader.number(1, 2)?)?;
    reader.separator(b"/")?;
    let year = reader.number(4, 4)?;
    let by_day = Date::day(year, second, first)?;
    let by_month = Date::day(year, first, second)?;
    let (one, other) = (by_day.min(by_month), by_day.max(by_month));
    (one != other).then_some((Span::new(start, reader.at), one, other))
}

/// The first date with a day, a month and a year inside `span`, which ought to be short.
#[must_use]
pub fn first_full_date(text: &str, span: Span) -> Option<Written> {
    let mut from = span.start();
    while from < span.end() {
        let word = super::words(text, Span::new(from, span.end())).next()?;
        let written = date_at(text, word.start());
        if let Some(written) =
            written.filter(|w| w.date.civil().is_some() && w.span.end() <= span.end())
        {
            return Some(written);
        }
        from = word.end();
    }
    None
}

/// What stands behind the number of a day: a month, or a word before it. Without case as far as first letters go.
static BEHIND_A_DAY: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = Openings::new();
    for word in month_names().chain(["of ", "of\u{a0}", "de ", "de\u{a0}"]) {
        let bytes: Vec<u8> = word.bytes().map(without_case).collect();
        openings.add(&bytes);
    }
    openings
});

/// How a date begins that no number begins: with a month or a day of the week.
static NAMES: LazyLock<Openings> = LazyLock::new(|| {
    let mut openings = Openings::new();
    for name in month_names().chain(weekday_names()) {
        openings.add(name.as_bytes());
    }
    openings
});

/// A byte with the bit that small letters have and capitals lack, also those of two bytes that western languages have.
fn without_case(byte: u8) -> u8 {
    byte | 0x20
}

/// Reads a date part by part; a method that finds nothing leaves the position where it was.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Whether a digit stands here: most shapes of a date ask for one.
    fn digit(&self) -> bool {
        self.byte().is_some_and(|byte| byte.is_ascii_digit())
    }

    /// Whether three letters of ASCII stand here with which no name of a month or of a day begins.
    fn is_another_word(&self) -> bool {
        let Some(three) = self.text.as_bytes()[self.at..].first_chunk::<3>() else {
            return false;
        };
        let letters = three.iter().all(u8::is_ascii_alphabetic);
        letters && !NAMES.may_be(&three.to_ascii_lowercase())
    }

    /// Whether a number stands here that what follows makes no day, no year and no time.
    fn is_a_number_alone(&self) -> bool {
        let rest = self.rest().as_bytes();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
        let digits = digits.count();
        match rest[digits..] {
            _ if digits == 0 => false,
            [b'-' | b'/' | b'.' | b':', ..] => false,
            _ if digits > 2 => true,
            [b' ', b' ' | b'-' | 0xC2, ..] => false,
            [b' ', a, b, c, ..] => !BEHIND_A_DAY.may_be(&[a, b, c].map(without_case)),
            [b' ', ..] | [] => true,
            [next, ..] => next.is_ascii() && !next.is_ascii_alphabetic(),
        }
    }

    fn skip(&mut self, characters: &str) {
        while let Some(byte) = self.byte() {
            if byte.is_ascii() && !characters.as_bytes().contains(&byte) {
                return; // mostly
            }
            let next = self.rest().chars().next();
            let Some(c) = next.filter(|&c| characters.contains(c)) else {
                return;
            };
            self.at += c.len_utf8();
        }
    }

    fn word(&self) -> &'a str {
        let rest = self.rest();
        let of_a_word = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'-';
        let end = rest.bytes().position(|byte| !of_a_word(&byte));
        let end = end.unwrap_or(rest.len());
        if rest.as_bytes().get(end).is_none_or(u8::is_ascii) {
            return &rest[..end]; // most words
        }
        let end = rest
            .find(|c: char| !c.is_alphabetic() && c != '-')
            .unwrap_or(rest.len());
        &rest[..end]
    }

    fn take(&mut self, part: &str) {
        self.at += part.len();
    }

    fn word_among(&mut self, words: &[&str]) -> bool {
        let word = self.word();
        let found = words.iter().any(|known| known.eq_ignore_ascii_case(word));
        if found {
            self.take(word);
            self.skip(" \u{a0}");
        }
        found
    }

    fn weekday(&mut self) -> Option<i8> {
        if self.digit() {
            return None;
        }
        let word = self.word();
        let found = weekday(word)?;
        self.take(word);
        self.skip(".");
        self.skip(", \u{a0}");
        self.word_among(&["the", "den", "le"]);
        Some(found)
    }

    fn month(&mut self) -> Option<i8> {
        let mut word = self.word();
        if word.ends_with('-') {
            word = word.trim_end_matches('-');
        }
        let found = month(word)?;
        self.take(word);
        if self.rest().starts_with('.') {
            self.at += 1;
        }
        Some(found)
    }

    /// A number of `least` to `most` digits that no other digit follows.
    fn number(&mut self, least: usize, most: usize) -> Option<i16> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&digits) {
            return None;
        }
        let number = rest[..digits].parse().ok()?;
        self.at += digits;
        Some(number)
    }

    fn date(&mut self) -> Option<Date> {
        if !self.digit() {
            return self.month_first();
        }
        let start = self.at;
        if let Some(date) = self.numeric() {
            return Some(date);
        }
        self.at = start;
        self.day_first()
    }

    /// `2024-06-12`, `2024/06/12`, `12.6.2024`, `6/25/2024`.
    fn numeric(&mut self) -> Option<Date> {
        let mark = self.rest().bytes().find(|byte| !byte.is_ascii_digit())?;
        if !matches!(mark, b'-' | b'/' | b'.') {
            return None; // most numbers
        }
        if let Some(year) = self.number(4, 4) {
            let mark = self.separator(b"-/.")?;
            let month = self.number(1, 2)?;
            self.separator(&[mark])?;
            let day = self.number(1, 2)?;
            return Date::day(year, small(month)?, small(day)?);
        }
        let first = self.number(1, 2)?;
        let mark = self.separator(b"-/.")?;
        let second = self.number(1, 2)?;
        self.separator(&[mark])?;
        let year = self.number(4, 4)?;
        let (month, day) = match (first, second) {
            _ if mark == b'.' => (second, first),
            (day, month) if day > 12 || day == month => (month, day),
            (month, day) if day > 12 => (month, day),
            _ => return None,
        };
        Date::day(year, small(month)?, small(day)?)
    }

    fn separator(&mut self, among: &[u8]) -> Option<u8> {
        let mark = self.byte().filter(|byte| among.contains(byte))?;
        self.at += 1;
        Some(mark)
    }

    /// `June 12, 2024`, `Feb. 26`, `June 2024`, `Wed Jun 12 06:40:00 EDT 2024` without its year.
    fn month_first(&mut self) -> Option<Date> {
        let month = self.month()?;
        self.skip(" \u{a0}");
        if let Some(year) = self.number(4, 4) {
            return Date::new(Some(year), Some(month), None);
        }
        let day = small(self.number(1, 2)?)?;
        self.ordinal(&["st", "nd", "rd", "th"]);
        self.not_a_time()?;
        let year = self.year();
        Date::new(year, Some(month), Some(day))
    }

    /// `12 June 2024`, `12. Juni 2024`, `1er juin 2024`, `12 de junio de 2024`, `12-Jun-2024`.
    fn day_first(&mut self) -> Option<Date> {
        let day = small(self.number(1, 2)?)?;
        self.ordinal(&["st", "nd", "rd", "th", "er", "º"]);
        self.skip(".");
        self.skip(" \u{a0}-");
        self.word_among(&["of", "de"]);
        let month = self.month()?;
        self.skip("-");
        let year = self.year();
        Date::new(year, Some(month), Some(day))
    }

    fn ordinal(&mut self, endings: &[&str]) {
        let rest = self.rest();
        if rest.starts_with(' ') {
            return; // mostly
        }
        if let Some(ending) = endings.iter().find(|ending| rest.starts_with(**ending)) {
            self.at += ending.len();
        }
    }

    /// "March 11:30" is no eleventh of March.
    fn not_a_time(&self) -> Option<()> {
        let next = self.rest().as_bytes();
        let time = matches!(next, [b':' | b'.', digit, ..] if digit.is_ascii_digit());
        (!time).then_some(())
    }

    /// A year of four digits, behind a comma or `de`.
    fn year(&mut self) -> Option<i16> {
        let start = self.at;
        self.skip(",");
        self.skip(" \u{a0}\n\r");
        self.word_among(&["de", "del"]);
        let year = self.number(4, 4).filter(|year| (1600..2200).contains(year));
        if year.is_none() {
            self.at = start;
        }
        year
    }
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        date_at(text, 0).map_or_else(
            || "none".to_owned(),
            |written| {
                let time = written.rfc3339().unwrap_or_default();
                format!("{} {time} [{}]", written.date, written.span.of(text))
            },
        )
    }

    #[test]
    fn dates_of_many_papers() {
        let cases = [
            (
                "Thu Oct 25, 2012 10:19pm EDT",
                "2012-10-25 2012-10-25T22:19:00-04:00 [Thu Oct 25, 2012 10:19pm EDT]",
            ),
            ("June 12, 2024 and", "2024-06-12  [June 12, 2024]"),
            ("12 June 2024", "2024-06-12  [12 June 2024]"),
            ("12. Juni 2023 (Norpress)", "2023-06-12  [12. Juni 2023]"),
            ("1er juin 2024", "2024-06-01  [1er juin 2024]"),
            ("3 de marzo de 2025", "2025-03-03  [3 de marzo de 2025]"),
            (
                "2024-06-12T06:40:07Z",
                "2024-06-12 2024-06-12T06:40:07Z [2024-06-12T06:40:07Z]",
            ),
            (
                "Wed, 12 Jun 2024 06:40:00 -0400",
                "2024-06-12 2024-06-12T06:40:00-04:00 [Wed, 12 Jun 2024 06:40:00 -0400]",
            ),
            (
                "10:19 a.m. ET June 12, 2024",
                "2024-06-12  [10:19 a.m. ET June 12, 2024]",
            ),
            (
                "June 12, 2024 at 6:40 p.m. CEST",
                "2024-06-12 2024-06-12T18:40:00+02:00 [June 12, 2024 at 6:40 p.m. CEST]",
            ),
            ("Feb. 26 -", "XXXX-02-26  [Feb. 26]"),
            ("30 March -", "XXXX-03-30  [30 March]"),
            ("June 2024", "2024-06  [June 2024]"),
            ("12.6.2024", "2024-06-12  [12.6.2024]"),
            ("6/25/2024", "2024-06-25  [6/25/2024]"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in [
            "6/7/2024",
            "March",
            "March 11:30",
            "Marching 3",
            "May be",
            "1984",
            "Feb 30, 2024",
            "12",
        ] {
            assert_eq!(read(text), "none", "{text}");
        }
    }

    #[test]
    fn two_orders_of_day_and_month_are_two_dates() {
        let read = |text| either_at(text, 0).map(|(_, one, other)| format!("{one} {other}"));
        assert_eq!(read("06/05/2010").as_deref(), Some("2010-05-06 2010-06-05"));
        assert_eq!(read("16/06/2010"), None);
        assert_eq!(read("6/6/2010"), None);
        assert_eq!(read("1/2/20"), None);
    }

    #[test]
    fn a_wrong_weekday_is_seen() {
        assert!(date_at("Tue Jun 12, 2024", 0).unwrap().weekday_is_wrong());
        assert!(!date_at("Wed Jun 12, 2024", 0).unwrap().weekday_is_wrong());
    }

    #[test]
    fn a_full_date_is_found_inside_a_sentence() {
        let text = "It was on Wednesday 12 June 2024, they say.";
        let found = first_full_date(text, Span::new(0, text.len())).unwrap();
        assert_eq!(found.span.of(text), "Wednesday 12 June 2024");
    }
}
