//! What speaks against a date: a year that lies ahead, an old picture, a weekday that is another one, two sources that differ.

use jiff::civil;

use super::{Candidate, NEAR, is_whole, near};
use crate::article::DateSource;
use crate::date::{Date, day_number};
use crate::extract::page::Page;

/// Days after the run that an issue may be dated ahead.
const AHEAD: i64 = 366;
/// Where the day of the run is not known, no article is from a later year.
const LAST_YEAR: i16 = 2100;
/// Days that a dateline may lie from the publication: wires wait, weeklies too.
const FILED: i64 = 3;
/// Days that address and path may lie from it: midnight passes between zones.
const NAMED: i64 = 1;

/// Refuses what cannot have been published yet.
pub(super) fn drop_what_lies_ahead(
    page: &mut Page<'_>,
    candidates: &mut Vec<Candidate>,
    today: Option<civil::Date>,
) {
    let ahead = |date: Date| match today {
        Some(today) => date
            .days()
            .is_some_and(|(first, _)| first > day_number(today) + AHEAD),
        None => date.year().is_some_and(|year| year > LAST_YEAR),
    };
    candidates.retain(|candidate| {
        let dating = &candidate.dating;
        let refused = ahead(dating.value);
        if refused {
            page.note(
                "date",
                format!(
                    "The {} says {}, which lies too far ahead.",
                    named(dating.source),
                    dating.value
                ),
            );
        }
        !refused
    });
}

/// A picture taken long before the day that the address or the path names was not taken for the story.
pub(super) fn drop_old_pictures(page: &mut Page<'_>, candidates: &mut Vec<Candidate>) {
    let named = candidates
        .iter()
        .find(|other| matches!(other.dating.source, DateSource::Url | DateSource::Path));
    let Some(named) = named.and_then(|other| other.dating.value.civil()) else {
        return;
    };
    let old = candidates.iter().position(|candidate| {
        let taken = candidate.dating.value.civil();
        candidate.dating.source == DateSource::Caption
            && taken.is_some_and(|taken| (day_number(taken) - day_number(named)).abs() > NEAR)
    });
    if let Some(old) = old {
        let taken = candidates.remove(old).dating.value;
        page.note(
            "date",
            format!("A picture of {taken} is older than the story."),
        );
    }
}

/// Notes weekdays that are wrong, and sources that contradict the surest one.
pub(super) fn note(page: &mut Page<'_>, candidates: &[Candidate]) {
    for candidate in candidates
        .iter()
        .filter(|candidate| candidate.weekday_is_wrong)
    {
        let text = &candidate.dating.text;
        page.note(
            "date",
            format!(
                "The weekday in \"{text}\" is not that of {}.",
                candidate.dating.value
            ),
        );
    }
    let Some((best, others)) = candidates.split_first() else {
        return;
    };
    let published = best.dating.value;
    for other in others.iter().filter(|_| is_whole(published)) {
        let said = other.dating.value;
        if contradicts(published, said, other.dating.source) {
            let (other, best) = (named(other.dating.source), named(best.dating.source));
            page.note(
                "date",
                format!("The {other} says {said}, the {best} {published}."),
            );
        }
    }
}

fn contradicts(published: Date, said: Date, source: DateSource) -> bool {
    let most = match source {
        DateSource::Dateline => FILED,
        DateSource::Url | DateSource::Path => NAMED,
        // pictures and files are older or younger than the story
        _ => return false,
    };
    let there = if said.year().is_some() {
        Some(said)
    } else {
        near(said, published)
    };
    let apart = there.and_then(|there| {
        let (first, last) = there.days()?;
        let day = day_number(published.civil()?);
        Some((first - day).max(day - last))
    });
    apart.is_none_or(|days| days > most)
}

/// What people call the place where a date was found.
fn named(source: DateSource) -> &'static str {
    match source {
        DateSource::Metadata => "metadata",
        DateSource::Header => "header",
        DateSource::Dateline => "dateline",
        DateSource::Caption => "caption",
        DateSource::Url => "address",
        DateSource::Path => "path",
        DateSource::Text => "text",
        DateSource::Mtime => "time of the last change",
    }
}
