//! A day of the week: `on Wednesday`, `next Friday`, `Monday of last week`.
//!
//! It is the last one up to the day of publication, or the next one where what is told lies ahead.

use jiff::civil;

use super::absolute::found;
use super::published::{moved, on};
use super::{Found, RULES, Reader};
use crate::lexicon::places::{month, weekday};
use crate::lexicon::times::{
    TimeWord, Unit, names_a_day_before, names_a_day_behind, time_word, time_word_in_any_case,
};
use crate::span::Span;

/// "Last Tuesday" on a Thursday is nine days ago, not two: the nearer one would be "on Tuesday".
const LAST: i32 = 3;

impl Reader<'_> {
    /// A weekday with its date, or alone.
    pub(super) fn opened_by_weekday(self, word: Span, day: i8) -> Option<Found> {
        if self.a_date_follows(word)
            && let Some(found) = self.written(word.start())
        {
            return Some(found);
        }
        // "Sun" and "Mon" alone are other words.
        if !self.published.is_known() || word.len() < 5 || !self.is_one_day(word) {
            return None;
        }
        if let Some((week, end)) = self.week_behind(word.end()) {
            let value = self.published.counted(|from| {
                let monday = moved(
                    from,
                    week * 7 - i32::from(from.weekday().to_monday_zero_offset()),
                )?;
                moved(monday, i32::from(day) - 1).map(on)
            })?;
            return Some(found(Span::new(word.start(), end), value, RULES[6]));
        }
        if let Some(found) = self.a_week_later(word, day) {
            return Some(found);
        }
        let ahead = self.lies_ahead(word) == Some(true);
        let after = self.published.may_be_the_day_after();
        let value = self.published.counted(|from| {
            let later = days_to(from, day);
            let ahead = ahead || later == 0 || later == 1 && after;
            moved(from, if ahead { later } else { later - 7 }).map(on)
        })?;
        Some(found(word, value, RULES[6]))
    }

    /// `Tuesday week`, `a week on Tuesday`, `a week from Tuesday`: the one of the week after the next such day.
    fn a_week_later(self, word: Span, day: i8) -> Option<Found> {
        let behind = self
            .next_word(word.end())
            .filter(|week| week.of(self.text) == "week");
        let before = self
            .previous_word(word.start())
            .filter(|on| self.is_among(*on, &["on", "from"]));
        let a_week = before.and_then(|on| {
            let week = self.previous_word(on.start())?;
            let a = self.previous_word(week.start())?;
            (week.of(self.text) == "week" && self.is_among(a, &["a"])).then_some(a)
        });
        let span = match (behind, a_week) {
            (Some(week), _) => word.hull(week),
            (None, Some(a)) => a.hull(word),
            (None, None) => return None, // most days
        };
        if self.lies_ahead(span) == Some(false) {
            return None;
        }
        let value = self.published.counted(|from| {
            let next = match days_to(from, day) {
                0 => 7,
                later => later,
            };
            moved(from, next + 7).map(on)
        })?;
        Some(found(span, value, RULES[6]))
    }

    /// `last Friday`, `next Tuesday`, `this Sunday`.
    pub(super) fn directed_weekday(self, span: Span, word: Span, direction: i32) -> Option<Found> {
        let day = weekday(word.of(self.text)).filter(|_| word.len() > 5)?;
        let past = self.lies_ahead(span) == Some(false);
        let value = self.published.counted(|from| {
            let later = days_to(from, day);
            let later = match direction {
                -1 if 7 - later >= LAST => later - 7,
                -1 => later - 14,
                0 if past && later > 0 => later - 7,
                0 => later,
                // the one of the next week
                _ if i32::from(from.weekday().to_monday_one_offset()) + later > 7 => later,
                _ => later + 7,
            };
            moved(from, later).map(on)
        })?;
        Some(found(span, value, RULES[6]))
    }

    fn a_date_follows(self, word: Span) -> bool {
        let rest =
            self.text[word.end()..self.block.end()].trim_start_matches([',', '.', ' ', '\u{a0}']);
        let next = self.word_at(self.text[..self.block.end()].len() - rest.len());
        rest.starts_with(|c: char| c.is_ascii_digit())
            || rest.starts_with("the ")
            || self.is_capital(next) && month(next.of(self.text)).is_some()
    }

    /// Neither a name, `Super Tuesday`, nor a habit, `every Friday`, `on a Sunday`.
    fn is_one_day(self, word: Span) -> bool {
        let before = self.previous_word(word.start());
        let habit = before.is_some_and(|before| {
            let a = self.is_among(before, &["a"])
                && self
                    .previous_word(before.start())
                    .is_some_and(|on| self.is_among(on, &["on"]));
            let before = before.of(self.text);
            a || names_a_day_behind(before)
                || time_word_in_any_case(before) == Some(TimeWord::Often)
        });
        let name = self.next_word(word.end()).is_some_and(|next| {
            let printed = next.of(self.text);
            self.is_capital(next)
                && (names_a_day_before(printed)
                    || time_word_in_any_case(printed) == Some(TimeWord::Part))
        });
        !habit && !name && (!self.english || self.is_capital(word))
    }

    /// `of last week`, `next week`: how many weeks later, and where it ends.
    fn week_behind(self, at: usize) -> Option<(i32, usize)> {
        let mut next = self.next_word(at)?;
        if matches!(next.of(self.text), "of" | "in") {
            next = self.next_word(next.end())?;
        }
        let Some(TimeWord::Direction(later)) = time_word(next.of(self.text)) else {
            return None;
        };
        let week = self.next_word(next.end())?;
        let is_week = time_word(week.of(self.text)) == Some(TimeWord::Unit(Unit::Week));
        is_week.then_some((later, week.end()))
    }
}

/// Days to the next such weekday, 0 on the day itself.
fn days_to(from: civil::Date, day: i8) -> i32 {
    i32::from((day - from.weekday().to_monday_one_offset()).rem_euclid(7))
}
