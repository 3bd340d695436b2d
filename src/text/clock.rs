//! Times of day with their zones: `10:19pm EDT`, `06:40:00 -0400`, `18.40 Uhr`.

use crate::lexicon::places::zone;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    hour: u8,
    minute: u8,
    second: u8,
    /// Minutes east of Greenwich, where a zone is written.
    offset: Option<i32>,
}

impl Clock {
    /// `22:19:00-04:00`; `None` without a zone, as RFC 3339 wants one.
    #[must_use]
    pub fn rfc3339(self) -> Option<String> {
        let offset = self.offset?;
        let mut time = String::with_capacity("23:59:59+00:00".len());
        let day = [self.hour, self.minute, self.second];
        push(&mut time, &day.map(u32::from));
        if offset == 0 {
            time.push('Z');
        } else {
            let minutes = offset.unsigned_abs();
            time.push(if offset < 0 { '-' } else { '+' });
            push(&mut time, &[minutes / 60, minutes % 60]);
        }
        Some(time)
    }
}

/// Adds numbers of two digits with colons between.
fn push(time: &mut String, numbers: &[u32]) {
    for (nth, number) in numbers.iter().enumerate() {
        if nth > 0 {
            time.push(':');
        }
        for digit in [number / 10 % 10, number % 10] {
            time.push(char::from(b'0' + digit as u8));
        }
    }
}

/// The time of day that `text` begins with at `start`, and where it ends.
#[must_use]
pub fn clock_at(text: &str, start: usize) -> Option<(Clock, usize)> {
    let mut at = start;
    let hour = number(text, &mut at)?;
    mark(text, &mut at, b":.")?;
    let minute = two_digits(text, &mut at)?;
    let second = seconds(text, &mut at);
    let hour = twelve_hours(text, &mut at, hour)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let offset = offset(text, &mut at);
    let clock = Clock {
        hour,
        minute,
        second,
        offset,
    };
    Some((clock, at))
}

fn number(text: &str, at: &mut usize) -> Option<u8> {
    let digits = text[*at..].bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=2)
        .contains(&digits)
        .then(|| text[*at..*at + digits].parse().ok());
    *at += digits;
    number?
}

fn two_digits(text: &str, at: &mut usize) -> Option<u8> {
    let start = *at;
    number(text, at).filter(|_| *at == start + 2)
}

fn mark(text: &str, at: &mut usize, among: &[u8]) -> Option<()> {
    let found = text
        .as_bytes()
        .get(*at)
        .is_some_and(|byte| among.contains(byte));
    *at += usize::from(found);
    found.then_some(())
}

/// `:07` and a fraction, or nothing.
fn seconds(text: &str, at: &mut usize) -> u8 {
    let mut behind = *at;
    let found = mark(text, &mut behind, b":").and_then(|()| two_digits(text, &mut behind));
    let Some(second) = found else { return 0 };
    *at = behind;
    if text[behind..].starts_with('.') {
        let digits = text[behind + 1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        *at += if digits > 0 { digits + 1 } else { 0 };
    }
    second
}

/// The hour of 24, by `am`, `p.m.` or none; `None` where the hour is none of twelve.
fn twelve_hours(text: &str, at: &mut usize, hour: u8) -> Option<u8> {
    let rest = text[*at..].trim_start_matches([' ', '\u{a0}']);
    let opens = |mark: &str| {
        let head = rest.as_bytes().get(..mark.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
    };
    let known = ["a.m.", "p.m.", "am", "pm"]
        .into_iter()
        .find(|mark| opens(mark) && !follows_letter(rest, mark.len()));
    let Some(known) = known else {
        return Some(hour);
    };
    *at = text.len() - rest.len() + known.len();
    let afternoon = known.starts_with('p');
    match hour {
        12 => Some(if afternoon { 12 } else { 0 }),
        1..=11 => Some(if afternoon { hour + 12 } else { hour }),
        _ => None,
    }
}

fn follows_letter(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// `Z`, `EDT`, `(GMT)`, `-0400`, `+02:00`, `GMT+2` as minutes east of Greenwich; also steps over `ET` and `Uhr`, which say none.
fn offset(text: &str, at: &mut usize) -> Option<i32> {
    let rest = text[*at..].trim_start_matches([' ', '\u{a0}', '(']);
    let start = text.len() - rest.len();
    if let Some((minutes, length)) = numeric_offset(rest) {
        *at = start + length;
        return Some(minutes);
    }
    let length = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let name = &rest[..length];
    let silent = matches!(name, "ET" | "CT" | "MT" | "PT" | "Uhr");
    let minutes = zone(name);
    if minutes.is_none() && !silent {
        return None;
    }
    *at = start + length;
    if text[*at..].starts_with(')') {
        *at += 1;
    }
    let Some((more, length)) = minutes
        .filter(|m| *m == 0)
        .and(numeric_offset(&text[*at..]))
    else {
        return minutes;
    };
    *at += length;
    Some(more)
}

/// `-0400`, `+02:00`, `+2`.
fn numeric_offset(text: &str) -> Option<(i32, usize)> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: Vec<i32> = text[1..]
        .bytes()
        .take(5)
        .enumerate()
        .take_while(|&(at, byte)| byte.is_ascii_digit() || at == 2 && byte == b':')
        .filter(|&(_, byte)| byte != b':')
        .map(|(_, byte)| i32::from(byte - b'0'))
        .collect();
    let colon = usize::from(digits.len() == 4 && text.as_bytes().get(3) == Some(&b':'));
    let minutes = match digits[..] {
        [a, b, c, d] => (a * 10 + b) * 60 + c * 10 + d,
        [a, b] => (a * 10 + b) * 60,
        [a] => a * 60,
        _ => return None,
    };
    (minutes <= 14 * 60).then_some((sign * minutes, 1 + digits.len() + colon))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, usize) {
        clock_at(text, 0).map_or((String::new(), 0), |(clock, end)| {
            (clock.rfc3339().unwrap_or_default(), end)
        })
    }

    #[test]
    fn times_of_many_papers() {
        let cases = [
            ("10:19pm EDT", "22:19:00-04:00"),
            ("12:05 a.m. EST", "00:05:00-05:00"),
            ("06:40:00 -0400", "06:40:00-04:00"),
            ("06:40:00.123+02:00", "06:40:00+02:00"),
            ("18:40 GMT+2", "18:40:00+02:00"),
            ("18:40 (GMT)", "18:40:00Z"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), (expected.to_owned(), text.len()), "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_no_moment() {
        assert_eq!(read("18:40 Uhr"), (String::new(), 9));
        assert_eq!(read("6:40 p.m. ET"), (String::new(), 12));
    }

    #[test]
    fn what_is_no_time_is_left_alone() {
        for text in ["25:10", "13:10 pm", "6", "6:4", "6:400"] {
            assert_eq!(read(text).1, 0, "{text}");
        }
    }
}
