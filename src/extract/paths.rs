//! Dates in the names of files and folders and in addresses: `2024-06-12_slug.txt`, `20240612-slug`, `/2024/06/12/`.

use crate::date::Date;
use crate::lexicon::places::month;
use crate::text::first_digit;

/// What parts a day, a month and a year.
const PARTING: [char; 5] = ['-', '_', '/', '.', ' '];
/// The years that names are taken to say; other eight digits are numbers.
const YEARS: std::ops::RangeInclusive<i16> = 1700..=2100;

/// The date and the part of the name that says it. A day beats a month, and the end of a path beats its beginning.
pub(super) fn date(name: &str) -> Option<(Date, String)> {
    let numbers: Vec<(usize, &str)> = digits(name);
    let mut best: Option<(Date, &str)> = None;
    for at in 0..numbers.len() {
        let found = date_from(name, &numbers[at..]).or_else(|| with_month(name, numbers[at]));
        let Some((date, text)) = found else {
            continue;
        };
        let whole = date.day_of_month().is_some();
        if whole || best.is_none_or(|(known, _)| known.day_of_month().is_none()) {
            best = Some((date, text));
        }
    }
    best.map(|(date, text)| (date, text.to_owned()))
}

/// Runs of digits that no letter touches on the left, with their places.
fn digits(name: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = first_digit(&name.as_bytes()[at..]).map(|start| at + start) {
        let length = name[start..].bytes().take_while(u8::is_ascii_digit).count();
        at = start + length;
        let alone = !name[..start].ends_with(char::is_alphanumeric);
        if alone {
            found.push((start, &name[start..at]));
        }
    }
    found
}

fn date_from<'a>(name: &'a str, numbers: &[(usize, &'a str)]) -> Option<(Date, &'a str)> {
    let (start, first) = *numbers.first()?;
    let behind = start + first.len();
    if first.len() == 8 || first.len() >= 12 && first.len() <= 14 {
        let alone = !name[behind..].starts_with(|c: char| c.is_alphabetic() && c != 'T');
        let date = day(&first[..4], &first[4..6], &first[6..8]).filter(|_| alone)?;
        return Some((date, &name[start..start + 8]));
    }
    if first.len() != 4 {
        return None;
    }
    let (month_at, month) = *numbers.get(1)?;
    let mark = &name[behind..month_at];
    if !matches!(mark, "-" | "_" | "/" | "." | "\\")
        || month.len() > 2 && !(mark == "/" && month.len() == 4)
    {
        return None;
    }
    if month.len() == 4 {
        let date = day(first, &month[..2], &month[2..])?;
        return Some((date, &name[start..month_at + 4]));
    }
    let whole = numbers
        .get(2)
        .filter(|(at, number)| number.len() <= 2 && &name[month_at + month.len()..*at] == mark);
    if let Some((date, end)) =
        whole.and_then(|(at, number)| Some((day(first, month, number)?, at + number.len())))
    {
        return Some((date, &name[start..end]));
    }
    let end = month_at + month.len();
    let date = Date::new(Some(year(first)?), Some(month.parse().ok()?), None)?;
    Some((date, &name[start..end]))
}

/// `/2023/nov/06/`, `06-Nov-2023`, `6nov2023`, `Nov-06-2023`: the number stands at `start`, the month by its name.
fn with_month<'a>(name: &'a str, (start, first): (usize, &str)) -> Option<(Date, &'a str)> {
    let behind = &name[start + first.len()..];
    let letters = behind.trim_start_matches(PARTING);
    let word = &letters[..letters.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let Some(month) = month(word) else {
        return month_before(name, start, first);
    };
    let last = letters[word.len()..].trim_start_matches(PARTING);
    let digits = &last[..last.bytes().take_while(u8::is_ascii_digit).count()];
    let end = name.len() - last.len() + digits.len();
    let (written_year, day) = match (first.len(), digits.len()) {
        (4, 1 | 2) => (first, digits),
        (1 | 2, 4) => (digits, first),
        _ => return None,
    };
    let date = Date::day(year(written_year)?, month, day.parse().ok()?)?;
    Some((date, &name[start..end]))
}

/// The same where the month stands before the day.
fn month_before<'a>(name: &'a str, start: usize, day: &str) -> Option<(Date, &'a str)> {
    let before = name[..start].trim_end_matches(PARTING);
    let letters = before
        .bytes()
        .rev()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let month = month(&before[before.len() - letters..]).filter(|_| day.len() <= 2)?;
    let last = name[start + day.len()..].trim_start_matches(PARTING);
    let digits = &last[..last.bytes().take_while(u8::is_ascii_digit).count()];
    let written_year = year(digits).filter(|_| digits.len() == 4)?;
    let date = Date::day(written_year, month, day.parse().ok()?)?;
    let end = name.len() - last.len() + digits.len();
    Some((date, &name[before.len() - letters..end]))
}

fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| YEARS.contains(year))
}

fn day(year_digits: &str, month: &str, day: &str) -> Option<Date> {
    Date::day(year(year_digits)?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_dates_in_many_ways() {
        let cases = [
            ("a/daily_2016-09-23_slug.txt", "2016-09-23"),
            ("a/20061026/us-autos", "2006-10-26"),
            ("a/2024/06/12/slug.txt", "2024-06-12"),
            ("a/2024/0612/slug.txt", "2024-06-12"),
            ("20240612-slug.txt", "2024-06-12"),
            ("2024_06_12.txt", "2024-06-12"),
            ("a/2024/06/ferries-idHW4401720240612", "2024-06"),
            ("backup-20200101/2019-03-04-x.txt", "2019-03-04"),
            ("a/20240612T0640.txt", "2024-06-12"),
            ("a/archive-1987/0304-x.txt", "1987-03-04"),
            ("a/2023/nov/06/slug.txt", "2023-11-06"),
            ("a/slug-06-Nov-2023.txt", "2023-11-06"),
            ("a/6nov2023-slug.txt", "2023-11-06"),
            ("a/slug_Nov-06-2023.txt", "2023-11-06"),
            ("a/2023/may-day-5.txt", ""),
            ("a/reuters-21578/4.txt", ""),
            ("a/99999999.txt", ""),
            ("a/1987/story.txt", ""),
        ];
        for (name, expected) in cases {
            let found = date(name).map_or_else(String::new, |(date, _)| date.to_string());
            assert_eq!(found, expected, "{name}");
        }
    }
}
