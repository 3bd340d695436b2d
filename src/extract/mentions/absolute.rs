//! Dates that need nothing but, at most, their year: `March 3, 2011`, `Aug. 19`, `16/06/2010`, `in August`, `since 1999`.

use super::{Found, RULES, Reader};
use crate::date::{Date, Period};
use crate::lexicon::places::month;
use crate::lexicon::times::{TimeWord, time_word_in_any_case};
use crate::span::Span;
use crate::text::{Written, date_at, digits_at_head, either_at};

/// Years that a text is taken to name where only a preposition says that it is one.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2100;

impl Reader<'_> {
    /// `16/06/2010`, `12 June 2024`, `1990s`, `2012`.
    pub(super) fn opened_by_digits(self, start: usize) -> Option<Found> {
        let digits = digits_at_head(&self.text.as_bytes()[start..]);
        if !matches!(digits, 1 | 2 | 4) {
            return None;
        }
        let written = self.written(start).or_else(|| match digits {
            4 => self.season(start),
            _ => self
                .days_of_month(start, digits)
                .or_else(|| self.of_the_attacks(start)),
        });
        if written.is_some() {
            return written;
        }
        match self.text.as_bytes().get(start + digits) {
            Some(b'/') if digits < 4 => self.either(start),
            Some(b's' | b'\'' | 128..) if digits > 1 => {
                self.decade(start).or_else(|| self.year(start))
            }
            _ if digits == 4 => self.year(start),
            _ => None,
        }
    }

    /// `6-9 November 2022`, `from 6 to 9 November`, `between 6 and 9 November`.
    fn days_of_month(self, start: usize, length: usize) -> Option<Found> {
        let first: i8 = self.text[start..start + length].parse().ok()?;
        let rest = &self.text[start + length..self.block.end()];
        if !matches!(rest.as_bytes(), [b'-' | 0xE2, ..] | [b' ', b't' | b'a', ..]) {
            return None; // most numbers
        }
        let (mark, word) = [("-", ""), ("–", ""), (" to ", ""), (" and ", "between")]
            .into_iter()
            .find(|(mark, _)| rest.starts_with(mark))?;
        let before = self.previous_word(start);
        if !word.is_empty() && !before.is_some_and(|before| self.is_among(before, &[word])) {
            return None;
        }
        let at = start + length + mark.len();
        let digit = self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        let last = digit.then(|| self.written(at))??;
        let Period::Date(date) = last.value else {
            return None;
        };
        let one = Date::new(date.year(), date.month(), Some(first))?;
        (first < date.day_of_month()?).then(|| {
            let span = Span::new(start, last.span.end());
            found(span, Period::Interval(one, date), last.rule)
        })
    }

    /// `1997-98`, `2022/23`: a season, or the year of a school or a budget.
    fn season(self, start: usize) -> Option<Found> {
        let (mark, end) = (start + "1997".len(), start + "1997-98".len());
        if !matches!(self.text.as_bytes().get(mark)?, b'-' | b'/') {
            return None; // most numbers
        }
        let year: i16 = self.text[start..mark].parse().ok()?;
        let next: i16 = self.text.get(end - 2..end)?.parse().ok()?;
        let alone =
            !self.text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '/');
        let follows = (year + 1) % 100 == next && YEARS.contains(&year) && alone;
        let date = |year| Date::new(Some(year), None, None);
        let period = Period::Interval(date(year)?, date(year + 1)?);
        let apart = !self.text[..start].ends_with(['-', '/', '.', '$', '#']);
        (follows && apart).then(|| found(Span::new(start, end), period, RULES[5]))
    }

    /// `9/11`, where it is the day and no fraction: `since 9/11`, `the 9/11 attacks`.
    fn of_the_attacks(self, start: usize) -> Option<Found> {
        let end = start + "9/11".len();
        let is_it = self.text[start..self.block.end()].starts_with("9/11")
            && !self.text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '/');
        if !is_it {
            return None;
        }
        let before = self.previous_word(start);
        let bound = before.is_some_and(|before| {
            self.is_among(
                before,
                &["since", "after", "the", "before", "post", "pre", "on", "of"],
            )
        });
        let day = Period::Date(Date::day(2001, 9, 11)?);
        bound.then(|| found(Span::new(start, end), day, RULES[0]))
    }

    /// `06/05/2010`: of two orders both are possible.
    fn either(self, start: usize) -> Option<Found> {
        let (span, one, other) = either_at(self.text, start)?;
        Some(found(span, Period::Either(one, other), RULES[2]))
    }

    /// `Aug. 19`, `March 2011`, `in August`.
    pub(super) fn opened_by_month(self, word: Span) -> Option<Found> {
        self.written(word.start())
            .or_else(|| self.month_alone(word))
    }

    /// A date as it is written, its year told where it has none.
    pub(super) fn written(self, start: usize) -> Option<Found> {
        let written = date_at(self.text, start)
            .filter(|written| written.span.end() <= self.block.end())
            .filter(|written| !self.is_a_number(written.span.end()))?;
        if let Some(range) = self.range(&written) {
            return Some(range);
        }
        let rule = RULES[usize::from(written.date.year().is_none())];
        let date = self.dated(&written);
        let told = Written {
            date,
            ..written.clone()
        };
        Some(Found {
            weekday_is_wrong: told.weekday_is_wrong(),
            ..found(written.span, Period::Date(date), rule)
        })
    }

    fn dated(self, written: &Written) -> Date {
        if written.date.year().is_some() {
            return written.date;
        }
        self.in_its_year(written.date, written.span, written.weekday)
    }

    /// A date with the year that the words around it and the date of publication tell, if this is known.
    fn in_its_year(self, date: Date, span: Span, weekday: Option<i8>) -> Date {
        if !self.published.is_known() {
            return date;
        }
        let ahead = self.lies_ahead(span);
        self.published.in_its_year(date, ahead, weekday)
    }

    /// `March 3,000`: what was read as a day goes on as a number.
    fn is_a_number(self, end: usize) -> bool {
        let rest = &self.text.as_bytes()[end..];
        matches!(rest, [b',', a, b, c, ..] if [a, b, c].iter().all(|d| d.is_ascii_digit()))
            || matches!(rest, [b'%', ..] | [b' ', b'%', ..])
            || self.text[end..].starts_with(" percent")
    }

    /// `Aug. 19-21`, `March 3-5, 2011`
    fn range(self, written: &Written) -> Option<Found> {
        let rest = self.text[written.span.end()..].strip_prefix(['-', '–'])?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let last: i8 = rest.get(..digits.min(2))?.parse().ok()?;
        let first = written.date.day_of_month().filter(|first| *first < last)?;
        let behind = &rest[digits..];
        let year = behind
            .strip_prefix(", ")
            .and_then(|year| year.get(..4)?.parse().ok());
        if digits > 2 || behind.starts_with(char::is_alphanumeric) {
            return None;
        }
        let end = self.text.len() - behind.len() + if year.is_some() { 6 } else { 0 };
        let date = Date::new(
            written.date.year().or(year),
            written.date.month(),
            Some(first),
        )?;
        let told = self.dated(&Written {
            date,
            ..written.clone()
        });
        let last = Date::new(told.year(), told.month(), Some(last))?;
        let rule = RULES[usize::from(date.year().is_none())];
        let span = Span::new(written.span.start(), end);
        Some(found(span, Period::Interval(told, last), rule))
    }

    /// `in August`, `mid-June`: "June Ardley" and "in March Road" are none.
    fn month_alone(self, word: Span) -> Option<Found> {
        let printed = word.of(self.text);
        let point = self.text[word.end()..].starts_with('.');
        if printed.len() < 5 && !point && !matches!(printed, "May" | "June" | "July") {
            return None;
        }
        let before = self.previous_word(word.start())?;
        let bound = time_word_in_any_case(before.of(self.text)) == Some(TimeWord::Bound)
            || self.ends_a_stretch(before);
        let name = self
            .next_word(word.end())
            .is_some_and(|next| self.is_capital(next));
        if !bound || name {
            return None;
        }
        let date = Date::new(None, month(printed), None)?;
        let date = self.in_its_year(date, word, None);
        Some(found(word, Period::Date(date), RULES[3]))
    }

    /// Whether a word is the "to" of `the year to March`, `from 1998 to 2004`.
    fn ends_a_stretch(self, to: Span) -> bool {
        let first = || {
            let first = self.previous_word(to.start())?.of(self.text);
            let year = first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit());
            Some(year || matches!(first, "year" | "years" | "months" | "quarter" | "weeks"))
        };
        to.of(self.text) == "to" && first() == Some(true)
    }

    /// `1990s`, `’90s`.
    fn decade(self, start: usize) -> Option<Found> {
        let digits = digits_at_head(&self.text.as_bytes()[start..]);
        let rest = &self.text[start + digits..];
        let end = ["s", "'s", "’s"]
            .iter()
            .find(|end| rest.starts_with(**end))?
            .len();
        if rest[end..].starts_with(char::is_alphanumeric) {
            return None;
        }
        let number: i16 = self.text[start..start + digits].parse().ok()?;
        let short = self.text[..start].ends_with(['\'', '’', '‘']);
        let first = match digits {
            4 if number == 2000 || number % 100 != 0 => number,
            2 if short && number >= 30 => 1900 + number,
            2 if short => 2000 + number,
            _ => return None,
        };
        let decade = first % 10 == 0 && YEARS.contains(&first);
        let span = Span::new(start, start + digits + end);
        decade.then(|| found(span, Period::Decade(first), RULES[4]))
    }

    /// `in 1999`, `since 2008`, `the 2012 election`, `from 2015-16`.
    fn year(self, start: usize) -> Option<Found> {
        let (first, end) = self.four_digits(start)?;
        let before = self.previous_word(start)?;
        let bound = self.is_among(before, &["and"])
            || self.ends_a_stretch(before)
            || time_word_in_any_case(before.of(self.text)) == Some(TimeWord::Bound);
        let next = self.next_word(end);
        let lower = next.is_some_and(|next| !self.is_capital(next));
        let of_what = self.is_among(before, &["the"]) && next.is_some() && first >= 1900;
        let number = first % 100 == 0 && lower; // "in 2000 homes"
        if !(bound && !number || of_what)
            || self.text[..start].ends_with('-') && !self.is_among(before, &["mid"])
        {
            return None;
        }
        let year = |year| Date::new(Some(year), None, None);
        let alone = found(Span::new(start, end), Period::Date(year(first)?), RULES[5]);
        let Some(rest) = self.text[end..].strip_prefix(['-', '–']) else {
            return Some(alone);
        };
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let last: i16 = rest[..length].parse().unwrap_or(0);
        let last = match length {
            2 => first / 100 * 100 + last,
            4 => last,
            _ => return None,
        };
        let span = Span::new(start, self.text.len() - rest.len() + length);
        (last > first).then_some(found(
            span,
            Period::Interval(year(first)?, year(last)?),
            RULES[5],
        ))
    }

    /// A year, and where it ends; neither a sum nor a part of a longer number.
    fn four_digits(self, start: usize) -> Option<(i16, usize)> {
        let end = start + digits_at_head(&self.text.as_bytes()[start..]);
        let year: i16 = self.text[start..end]
            .parse()
            .ok()
            .filter(|_| end == start + 4)?;
        let bytes = self.text.as_bytes();
        let before = start.checked_sub(1).map(|at| bytes[at]);
        let goes_on = match &bytes[end..] {
            [b'.' | b',', digit, ..] => digit.is_ascii_digit(),
            [next, ..] => next.is_ascii_alphanumeric() || matches!(next, b'%' | b'/'),
            [] => false,
        };
        let alone = !goes_on && !before.is_some_and(|byte| b"$#./:".contains(&byte));
        (alone && YEARS.contains(&year)).then_some((year, end))
    }
}

pub(super) fn found(span: Span, value: Period, rule: &'static str) -> Found {
    Found {
        span,
        value,
        rule,
        weekday_is_wrong: false,
    }
}
