//! When the article was published, by the surest that says so.
//!
//! The order is that of [`DateSource`]: data and header lines, dateline, caption, address, path. What says less, a day without
//! its year, is completed by what says more, where the two are near each other. The running text is asked last, and only
//! where it names a whole date with its weekday: a text may not invent a date, and may narrow one. What contradicts is kept beside in
//! `conflicts`.

mod conflicts;

use jiff::Timestamp;
use jiff::tz::Offset;

use super::captions::Pictured;
use super::date_lines::{Line, dating};
use super::dateline::Filed;
use super::page::{Page, Role, prefix};
use super::paths;
use super::{Options, Origin};
use crate::article::{DateSource, Dating};
use crate::date::{Date, day_number};
use crate::lexicon::places::weekday;
use crate::span::Span;
use crate::text::{date_at, first_digit, words};

/// Surest first; the rules of lines that say nothing else are in `date_lines`.
pub(super) const RULES: &[&str] = &[
    "date-declared",
    "date-line",
    "date-dateline",
    "date-caption",
    "date-url",
    "date-path",
    "date-whole-in-story",
    "date-mtime",
];

/// Days between a dateline and what completes its year.
const NEAR: i64 = 45;
/// A whole date in the running text counts within so many bytes of the story's beginning.
const STORY: usize = 4000;
/// No date is longer, from its weekday to its year.
const LONGEST_DATE: usize = 80;

/// What may say the date.
pub(super) struct Evidence<'a> {
    pub(super) line: Option<&'a Line>,
    pub(super) filed: Option<&'a Filed>,
    pub(super) pictures: &'a [Pictured],
}

/// A date with the rule that gave it and the place where it stands, if it stands in the text.
struct Candidate {
    rule: &'static str,
    dating: Dating,
    span: Option<Span>,
    weekday_is_wrong: bool,
}

/// The date, completed; conflicts leave notes.
pub(super) fn find(
    page: &mut Page<'_>,
    evidence: &Evidence<'_>,
    origin: &Origin,
    options: &Options,
) -> Option<Dating> {
    let mut candidates = candidates(page, evidence, origin);
    candidates.sort_by_key(|candidate| candidate.dating.source);
    conflicts::drop_what_lies_ahead(page, &mut candidates, options.today);
    conflicts::drop_old_pictures(page, &mut candidates);
    conflicts::note(page, &candidates);
    if candidates.is_empty() && options.date_from_mtime {
        candidates.extend(origin.mtime.and_then(changed));
    }
    let best = candidates.iter().find(|candidate| {
        is_whole(candidate.dating.value) || candidate.dating.value.day_of_month().is_some()
    });
    let best = best.or(candidates.first())?;
    let mut dating = best.dating.clone();
    dating.value = completed(dating.value, &candidates);
    if !is_whole(dating.value) {
        narrow(page, &mut dating);
    }
    default_year(page, &mut dating, options);
    if best.rule != RULES[1] {
        // the line was claimed; what stands in no line of the text has an empty span
        let span = best.span.unwrap_or(Span::new(0, 0));
        page.found("date", span, Some(dating.value.to_string()), best.rule);
    }
    Some(dating)
}

fn default_year(page: &mut Page<'_>, dating: &mut Dating, options: &Options) {
    let year = options
        .default_year
        .filter(|_| dating.value.year().is_none());
    if let Some((year, value)) = year.and_then(|year| Some((year, dating.value.in_year(year)?))) {
        dating.value = value;
        page.note(
            "date",
            format!("The year {year} is the one asked for; the article does not say one."),
        );
    }
}

/// The month or the day that is known, and the story names one day of it with its year and weekday: that is the day.
fn narrow(page: &mut Page<'_>, dating: &mut Dating) {
    let Some(named) = in_the_story(page).map(|candidate| candidate.dating.value) else {
        return;
    };
    let same = match dating.value.year() {
        Some(_) => dating.value.agrees_with(named),
        None => near(dating.value, named).is_some_and(|date| date.year() == named.year()),
    };
    if same {
        let date = dating.value;
        dating.value = date
            .year()
            .map_or_else(|| near(date, named).unwrap_or(date), |_| named);
        page.note(
            "date",
            format!(
                "The story names {named}, the {} only {date}.",
                dating.source.name()
            ),
        );
    }
}

/// The time of the file's last change, in Greenwich.
fn changed(mtime: i64) -> Option<Candidate> {
    let moment = Timestamp::from_second(mtime.div_euclid(1_000_000_000)).ok()?;
    let day = Offset::UTC.to_datetime(moment).date();
    Some(Candidate {
        rule: RULES[7],
        dating: Dating {
            value: day.into(),
            time: Some(moment.to_string()),
            source: DateSource::Mtime,
            text: moment.to_string(),
        },
        span: None,
        weekday_is_wrong: false,
    })
}

fn candidates(page: &Page<'_>, evidence: &Evidence<'_>, origin: &Origin) -> Vec<Candidate> {
    let mut all = Vec::with_capacity(4);
    all.extend(page.draft.declared.date.as_ref().map(|stated| Candidate {
        rule: RULES[0],
        dating: Dating {
            value: stated.value,
            time: stated.time.clone(),
            source: stated.source,
            text: stated.text.clone(),
        },
        span: stated.span,
        weekday_is_wrong: stated.weekday_is_wrong,
    }));
    all.extend(evidence.line.map(|line| Candidate {
        rule: RULES[1],
        dating: line.dating.clone(),
        span: None,
        weekday_is_wrong: line.weekday_is_wrong,
    }));
    let filed = evidence.filed.and_then(|filed| filed.written.as_ref());
    all.extend(filed.map(|written| candidate(page, RULES[2], written, DateSource::Dateline)));
    let pictured = evidence
        .pictures
        .iter()
        .filter(|picture| picture.of_the_day)
        .find_map(|picture| picture.written.as_ref());
    all.extend(pictured.map(|written| candidate(page, RULES[3], written, DateSource::Caption)));
    let declared = page
        .draft
        .declared
        .url
        .as_ref()
        .map(|url| url.value.as_str());
    let url = declared.or_else(|| address(page));
    all.extend(url.and_then(|url| named(RULES[4], url, DateSource::Url)));
    all.extend(named(RULES[5], &origin.path, DateSource::Path));
    if all.is_empty() {
        all.extend(in_the_story(page));
    }
    all
}

/// The address of the page, on a line of its own above or below the story.
fn address<'a>(page: &Page<'a>) -> Option<&'a str> {
    let blocks = page.parts.len();
    let near = (0..blocks.min(4)).chain(blocks.saturating_sub(2).max(4)..blocks);
    let words = near.map(|nth| {
        let words = page.words(nth);
        words.strip_prefix("URL: ").unwrap_or(words)
    });
    let mut addresses = words.filter(|words| words.starts_with("http") && !words.contains(' '));
    addresses.next()
}

fn candidate(
    page: &Page<'_>,
    rule: &'static str,
    written: &crate::text::Written,
    source: DateSource,
) -> Candidate {
    Candidate {
        rule,
        dating: dating(page.text, written, source),
        span: Some(written.span),
        weekday_is_wrong: written.weekday_is_wrong(),
    }
}

fn named(rule: &'static str, name: &str, source: DateSource) -> Option<Candidate> {
    let (value, text) = paths::date(name)?;
    Some(Candidate {
        rule,
        dating: Dating {
            value,
            time: None,
            source,
            text,
        },
        span: None,
        weekday_is_wrong: false,
    })
}

/// `on Tuesday, 21 January 2020,` in the story, where the weekday is right and no other day is named so fully.
fn in_the_story(page: &Page<'_>) -> Option<Candidate> {
    let first = page.open_after(page.position(Role::Headline)).next()?;
    let start = page.parts[first].span.start();
    let end = start + prefix(&page.text[start..], STORY).len();
    let story = Span::new(start, end);
    // of all languages, as that of the article is not told yet
    let mut whole = near_years(page.text, story)
        .flat_map(|near| super::mentions::weekdays(page.text, page.letters, near))
        .map(|at| at as usize)
        .filter(|&at| {
            words(page.text, Span::new(at, end))
                .next()
                .is_some_and(|word| weekday(word.of(page.text)).is_some())
        })
        .filter_map(|at| date_at(page.text, at))
        .filter(|written| is_whole(written.date) && !written.weekday_is_wrong());
    let written = whole.next()?;
    let alone = whole.all(|other| other.date == written.date);
    alone.then(|| candidate(page, RULES[6], &written, DateSource::Text))
}

/// The stretches of a story that end with four digits: a whole date holds a year.
fn near_years(text: &str, story: Span) -> impl Iterator<Item = Span> + '_ {
    let bytes = &text.as_bytes()[..story.end()];
    let mut at = story.start();
    std::iter::from_fn(move || {
        loop {
            let first = at + first_digit(&bytes[at..])?;
            let digits = bytes[first..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit());
            at = first + digits.count();
            if at == first + 4 {
                return Some(Span::new(behind_space(text, story.start(), first), at));
            }
        }
    })
}

/// Where words begin so far before a year that its weekday stands behind.
fn behind_space(text: &str, start: usize, year: usize) -> usize {
    let from = year.saturating_sub(LONGEST_DATE);
    if from <= start {
        return start;
    }
    let space = memchr::memchr2(b' ', b'\n', &text.as_bytes()[from..year]);
    space.map_or(year, |space| from + space + 1)
}

fn is_whole(date: Date) -> bool {
    date.civil().is_some()
}

/// The date with its missing year, from the next candidate that has one near it.
fn completed(date: Date, candidates: &[Candidate]) -> Date {
    if date.year().is_some() {
        let finer = candidates
            .iter()
            .map(|other| other.dating.value)
            .find(|other| is_whole(*other) && other.agrees_with(date));
        return if is_whole(date) {
            date
        } else {
            finer.unwrap_or(date)
        };
    }
    let years = candidates
        .iter()
        .map(|other| other.dating.value)
        .filter_map(|other| near(date, other));
    years.into_iter().next().unwrap_or(date)
}

/// `date` in the year that puts it nearest to `other`, if that is near.
fn near(date: Date, other: Date) -> Option<Date> {
    let there = other.civil()?;
    let day = day_number(there);
    let tries = [there.year() - 1, there.year(), there.year() + 1]
        .into_iter()
        .filter_map(|year| date.in_year(year));
    let best = tries.min_by_key(|date| {
        date.civil()
            .map_or(i64::MAX, |civil| (day_number(civil) - day).abs())
    })?;
    let distance = (day_number(best.civil()?) - day).abs();
    (distance <= NEAR).then_some(best)
}
