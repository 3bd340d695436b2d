//! Dates that are counted from the day of publication: `yesterday`, `last month`, `earlier this week`, `two weeks ago`.

use super::absolute::found;
use super::{Found, RULES, Reader};
use crate::date::{Date, Period};
use crate::lexicon::places::month;
use crate::lexicon::times::{TimeWord, Unit, time_word, time_word_in_any_case};
use crate::span::Span;

/// More units ago than this are a figure of speech.
const MOST: i32 = 400;

impl Reader<'_> {
    /// What a word of the tables opens or, for `ago`, closes.
    pub(super) fn opened_by(self, word: Span, known: TimeWord, behind: usize) -> Option<Found> {
        match known {
            TimeWord::Day(later) => self.day(word, later),
            TimeWord::Direction(direction) => self.directed(word, direction),
            TimeWord::Within(side) => self.part(word, side),
            TimeWord::Ago => self.ago(word, behind),
            TimeWord::Unit(Unit::Weekend) => self.the_weekend(word),
            _ => None,
        }
    }

    /// `yesterday`, `today`, `the day after tomorrow`; "USA Today" is none.
    fn day(self, word: Span, later: i32) -> Option<Found> {
        if self.is_capital(word) && !self.opens_a_sentence(word.start()) {
            return None;
        }
        let (start, later) = self
            .day_beyond(word, later)
            .unwrap_or((word.start(), later));
        let value = self.published.day(later)?;
        Some(found(Span::new(start, word.end()), value, RULES[7]))
    }

    /// `day before` yesterday, `day after` tomorrow.
    fn day_beyond(self, word: Span, later: i32) -> Option<(usize, i32)> {
        let side = self.previous_word(word.start()).filter(|_| later != 0)?;
        let wanted = if later < 0 { "before" } else { "after" };
        let day = self.previous_word(side.start())?;
        let beyond = side.of(self.text) == wanted && day.of(self.text) == "day";
        beyond.then_some((day.start(), later * 2))
    }

    fn opens_a_sentence(self, at: usize) -> bool {
        let before = self.text[self.block.start()..at]
            .trim_end_matches([' ', '"', '“', '‘', '\'', '\n', '\r', '(']);
        before.is_empty() || before.ends_with(['.', '!', '?', ':', '—', '”', '"'])
    }

    /// `last week`, `next March`, `this Friday`, `last night`.
    fn directed(self, word: Span, direction: i32) -> Option<Found> {
        let next = self.next_word(word.end())?;
        let span = word.hull(next);
        if self.is_capital(next) {
            return self
                .directed_weekday(span, next, direction)
                .or_else(|| self.directed_month(span, next, direction));
        }
        match time_word(next.of(self.text))? {
            TimeWord::Part if direction < 1 => {
                let value = self.published.day(direction)?;
                Some(found(span, value, RULES[7]))
            }
            TimeWord::Unit(Unit::Weekend) if direction < 1 => {
                let ahead = direction == 0 && self.lies_ahead(span) != Some(false);
                Some(found(span, self.published.weekend(ahead)?, RULES[8]))
            }
            TimeWord::Unit(unit) if self.is_of_the_calendar(word, next, unit, direction) => {
                let value = self.published.unit(unit, direction)?;
                Some(found(span, value, RULES[8]))
            }
            _ => None,
        }
    }

    /// `over the weekend`, `at the weekend`
    fn the_weekend(self, word: Span) -> Option<Found> {
        let the = self.previous_word(word.start())?;
        let over = self.previous_word(the.start())?;
        let one = the.of(self.text) == "the" && self.is_among(over, &["over", "at", "on"]);
        let of = self
            .next_word(word.end())
            .is_some_and(|next| self.is_among(next, &["of", "after", "before"]));
        if !one || of {
            return None;
        }
        let ahead = self.lies_ahead(the.hull(word)) == Some(true);
        let span = the.hull(word);
        Some(found(span, self.published.weekend(ahead)?, RULES[8]))
    }

    /// "The last week" is the last seven days, "last week of August" and "next day" are counted from elsewhere.
    fn is_of_the_calendar(self, word: Span, next: Span, unit: Unit, direction: i32) -> bool {
        let before = self.previous_word(word.start());
        if unit == Unit::Weekend {
            return false; // next weekend is this one to some, and the one after to others
        }
        let articles = direction != 0
            && before.is_some_and(|before| {
                self.is_among(before, &["the", "their", "his", "her", "its"])
            });
        let of = self
            .next_word(next.end())
            .is_some_and(|of| of.of(self.text) == "of");
        unit != Unit::Day
            && next.of(self.text).len() < 7
            && !next.of(self.text).ends_with('s')
            && !articles
            && !of
    }

    /// `last August`, `next March`: the nearest one on that side; `this May` is that of the year.
    fn directed_month(self, span: Span, word: Span, direction: i32) -> Option<Found> {
        let number = month(word.of(self.text)).filter(|_| word.len() > 2)?;
        let value = self.published.counted(|day| {
            let year = match direction {
                -1 if number >= day.month() => day.year() - 1,
                1 if number <= day.month() => day.year() + 1,
                _ => day.year(),
            };
            Date::new(Some(year), Some(number), None)
        })?;
        Some(found(span, Period::Date(value), RULES[3]))
    }

    /// `earlier this week`, `later this month`.
    fn part(self, word: Span, side: i32) -> Option<Found> {
        let this = self
            .next_word(word.end())
            .filter(|this| this.of(self.text) == "this")?;
        let next = self.next_word(this.end())?;
        let span = word.hull(next);
        match time_word(next.of(self.text))? {
            TimeWord::Unit(unit) if unit != Unit::Day => {
                let value = self.published.part_of(unit, side)?;
                Some(found(span, value, RULES[8]))
            }
            TimeWord::Part => Some(found(span, self.published.day(0)?, RULES[7])),
            _ => None,
        }
    }

    /// `two weeks ago`, `10 days ago`, `a couple of months ago`.
    fn ago(self, word: Span, behind: usize) -> Option<Found> {
        let units = self.previous_word(word.start())?;
        let TimeWord::Unit(unit) = time_word(units.of(self.text))? else {
            return None;
        };
        let mut number = self.previous_word(units.start())?;
        if number.of(self.text) == "of" {
            number = self.previous_word(number.start())?;
        }
        let times = self.number(number)?;
        let couple = self.previous_word(number.start());
        let start = couple
            .filter(|a| number.of(self.text) == "couple" && a.of(self.text) == "a")
            .unwrap_or(number)
            .start();
        let value = match unit {
            Unit::Day => self.published.day(-times)?,
            // "two decades ago" is no ten years of the calendar
            Unit::Decade | Unit::Weekend => return None,
            _ => self.published.unit(unit, -times)?,
        };
        (start >= behind).then_some(found(Span::new(start, word.end()), value, RULES[9]))
    }

    fn number(self, word: Span) -> Option<i32> {
        let words = word.of(self.text);
        let number = words
            .parse()
            .ok()
            .or_else(|| match time_word_in_any_case(words)? {
                TimeWord::Number(number) => Some(number),
                _ => None,
            });
        number.filter(|number| (1..=MOST).contains(number))
    }
}
