//! Dates as people write them: `Wed Jun 12, 2024 6:40am EDT`, `12. Juni 2024`, `2024-06-12T06:40:00-04:00`.
//!
//! In: a text and a position in it. Out: the date that begins there, with its weekday, time and zone where they are written.
//! Dates of two digits a part, such as `6/12/2024`, are read only where one order is possible.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::clock::{self, Clock};
use super::words::digits_at_head;
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
        let mut moment = String::with_capacity("2024-06-12T06:40:00-04:00".len());
        write!(moment, "{}T", self.date).ok()?;
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
    let early = early.flatten().filter(|(_, end)| {
        let behind = &text.as_bytes()[*end..];
        !matches!(behind, [b'.' | b'-' | b'/', digit, ..] if digit.is_ascii_digit()) // "6.11.2023"
    });
    if let Some((_, end)) = early {
        reader.at = end;
        reader.skip(", |·–-");
        reader.word_among(&["on", "am", "le", "el"]);
    }
    let weekday = reader.weekday();
    let mut date = reader.date()?;
    let mut end = reader.at;
    let mut found = early.map(|(clock, _)| clock);
    if found.is_none() {
        reader.skip("T, |·–-—•/\u{a0}");
        reader.word_among(&["at", "um", "à", "a", "alle"]);
        if reader.digit()
            && let Some((clock, behind)) = clock::clock_at(text, reader.at)
        {
            found = Some(clock);
            end = behind;
            reader.at = behind;
            // "Nov  6 08:12:00 EST 2023"
            if let Some(dated) = reader.late_year(date) {
                date = dated;
                end = reader.at;
            }
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

/// Whether what stands behind a number of so many digits and a mark makes no day, no year and no time of it: `4.5`, `18-year-old`, and
/// the year that ends a sentence.
fn is_alone_before(mark: u8, digits: usize, behind: &[u8]) -> bool {
    let more = behind.iter().take_while(|byte| byte.is_ascii_digit());
    let more = more.count();
    match *behind {
        // a time has two digits there, and a date of numbers another mark behind them
        _ if more > 0 => mark == b'.' && more != 2 && behind.get(more) != Some(&b'.'),
        _ if digits > 2 => true,
        [b'.' | b'-' | 0xC2, ..] | [b' ', b' ' | b'-' | 0xC2, ..] => false,
        [b' ', a, b, c, ..] | [a, b, c, ..] => !opens_behind_a_day([a, b, c]),
        _ => false,
    }
}

/// Whether a month, or a word before it, may begin with these three bytes.
fn opens_behind_a_day(first: [u8; 3]) -> bool {
    BEHIND_A_DAY.may_be(&first.map(without_case))
}

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
        letters && !NAMES.may_be(&three.map(|byte| byte.to_ascii_lowercase()))
    }

    /// Whether a number stands here that what follows makes no day, no year and no time.
    fn is_a_number_alone(&self) -> bool {
        let rest = self.rest().as_bytes();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit());
        let digits = digits.count();
        match rest[digits..] {
            _ if digits == 0 => false,
            [b'/' | b':', ..] => false,
            [mark @ (b'-' | b'.'), ref behind @ ..] => is_alone_before(mark, digits, behind),
            _ if digits > 2 => true,
            [b' ', b' ' | b'-' | 0xC2, ..] => false,
            [b' ', a, b, c, ..] => !opens_behind_a_day([a, b, c]),
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
        // "Jan. 3", but "on 3 January."
        let whole = word.len() >= SHORTEST_WHOLE_MONTH || matches!(word, "May" | "June" | "July");
        if !whole && self.rest().starts_with('.') {
            self.at += 1;
        }
        Some(found)
    }

    /// A number of `least` to `most` digits that no other digit follows.
    fn number(&mut self, least: usize, most: usize) -> Option<i16> {
        let rest = self.rest();
        let digits = digits_at_head(rest.as_bytes());
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
        if let Some(year) = self.year_behind_comma() {
            return Date::new(Some(year), Some(month), None);
        }
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
        let joined = self.text[..self.at].ends_with('-');
        let month = self.month()?;
        self.skip("-");
        let year = match self.year() {
            None if joined => self.number(2, 2).map(of_two_digits), // "6-Nov-23"
            year => year,
        };
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

    /// The year of `in September, 2021, the`; "in March, 2000 ships" has none.
    fn year_behind_comma(&mut self) -> Option<i16> {
        let digits = self.rest().strip_prefix(", ")?.as_bytes();
        let ends = matches!(
            digits,
            [_, _, _, _, b',' | b'.' | b';' | b')', ..] | [_, _, _, _]
        );
        let year = ends.then(|| self.rest().get(2..6)?.parse().ok()).flatten();
        let year = year.filter(|year| YEARS.contains(year))?;
        self.at += 6;
        Some(year)
    }

    /// A year that a time touches, where a page lost the space: `November 6, 20238:12 AM`.
    fn year_at_time(&mut self) -> Option<i16> {
        let rest = self.rest().as_bytes();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let timed = matches!(digits, 5 | 6) && rest.get(digits) == Some(&b':');
        let year = timed.then(|| self.rest()[..4].parse().ok()).flatten()?;
        self.at += 4;
        Some(year)
    }

    /// The day in the year that stands behind a time.
    fn late_year(&mut self, date: Date) -> Option<Date> {
        if date.year().is_some() || date.day_of_month().is_none() {
            return None; // most dates
        }
        self.skip(" ");
        let year = self.number(4, 4).filter(|year| YEARS.contains(year))?;
        date.in_year(year)
    }

    /// A year of four digits, behind a comma or `de`; or of two, behind an apostrophe.
    fn year(&mut self) -> Option<i16> {
        let start = self.at;
        self.skip(",");
        self.skip(" \u{a0}\n\r");
        if let [b'\'', ..] | [0xE2, 0x80, 0x98 | 0x99, ..] = self.rest().as_bytes() {
            self.skip("'‘’");
            let year = self.number(2, 2).map(of_two_digits);
            if year.is_none() {
                self.at = start;
            }
            return year;
        }
        self.word_among(&["de", "del"]);
        let year = self.number(4, 4).or_else(|| self.year_at_time());
        let year = year.filter(|year| YEARS.contains(year));
        if year.is_none() {
            self.at = start;
        }
        year
    }
}

/// Names of months that are not cut short are longer, but for `May`, `June` and `July`.
const SHORTEST_WHOLE_MONTH: usize = 5;

/// The years that texts are taken to say.
const YEARS: std::ops::Range<i16> = 1600..2200;

/// `23` is 2023, `87` is 1987.
fn of_two_digits(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
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
    fn most_numbers_are_no_dates() {
        for text in [
            "4.5 percent",
            "1.253 ships",
            "18-year-old",
            "2012. The",
            "12. The",
        ] {
            assert_eq!(date_at(text, 0), None, "{text}");
        }
        for text in [
            "12.6.2024",
            "12. Juni",
            "12.Juni",
            "12-Jun-2024",
            "18.40 Uhr, 12 June",
        ] {
            assert!(date_at(text, 0).is_some(), "{text}");
        }
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
            ("06.11.2023, 08:12", "2023-11-06  [06.11.2023, 08:12]"),
            ("6-Nov-23", "2023-11-06  [6-Nov-23]"),
            ("Nov. 6, '23", "2023-11-06  [Nov. 6, '23]"),
            (
                "Mon Nov  6 08:12:00 EST 2023",
                "2023-11-06 2023-11-06T08:12:00-05:00 [Mon Nov  6 08:12:00 EST 2023]",
            ),
            (
                "November 6, 20238:12 AM UTC",
                "2023-11-06 2023-11-06T08:12:00Z [November 6, 20238:12 AM UTC]",
            ),
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
