//! What an article says of itself that ties it to an earlier one: its address, its headline without labels, its corrections.
//!
//! In: an article. Out: numbers and a time that the index keeps in columns.

use super::sketch::number;
use super::words::{number_of_words, with_words};
use crate::article::Article;
use crate::lexicon::layout::{opens_correction, plainly};
use crate::lexicon::revisions::{Again, labelled};

/// A headline of fewer words is no story's alone.
const NAMELESS: usize = 4;

/// The most bytes of a notice.
const NOTICE: usize = 400;

/// What ties an article to others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// When it was published, in seconds since 1970, where a time of day is given.
    pub time: Option<i64>,
    /// The number of its address; 0 where it has none.
    pub url: u64,
    /// The number of its headline without labels; 0 where that is too short.
    pub story: u64,
    /// Whether it says that it comes again.
    pub again: Option<Again>,
    /// The number of its update.
    pub number: u32,
}

impl Marks {
    /// The marks of an article.
    #[must_use]
    pub fn of(article: &Article) -> Self {
        let headline = labelled(article.headline.as_deref().unwrap_or_default());
        let named = |words: &[u64]| words.len() >= NAMELESS;
        let story = |words: &[u64]| {
            if named(words) {
                number_of_words(words)
            } else {
                0
            }
        };
        let notes = article.corrections.iter().map(String::as_str);
        let notes = notes.chain(closing_notice(&article.body)).map(says);
        Self {
            time: article
                .date
                .as_ref()
                .and_then(|date| seconds(date.time.as_deref()?)),
            url: article
                .url
                .as_deref()
                .map_or(0, |url| number(&address(url))),
            story: with_words(headline.headline, story),
            again: headline.again.max(notes.max()),
            number: headline.number,
        }
    }
}

/// The last words of a body, in parentheses, where they are a notice: `… on Friday. (This story has been corrected …)`
fn closing_notice(body: &str) -> Option<&str> {
    let end = body.ends_with([')', '.']).then_some(body.as_bytes())?;
    let before = end.len().saturating_sub(NOTICE);
    let note = &body[before + memchr::memrchr(b'(', &end[before..])?..];
    let plain = plainly(note);
    (plain.starts_with("(this ") && opens_correction(&plain)).then_some(note)
}

/// What a notice says: an editor's note that a story was brought up to date does not say that it was wrong.
fn says(notice: &str) -> Again {
    let plain = plainly(notice);
    match plain.contains("updated") && !plain.contains("correct") && !plain.contains("earlier") {
        true => Again::Update,
        false => Again::Correction,
    }
}

fn seconds(time: &str) -> Option<i64> {
    let exact = time.parse::<jiff::Timestamp>();
    let exact = exact.map(jiff::Timestamp::as_second);
    exact.ok().or_else(|| {
        let local: jiff::civil::DateTime = time.parse().ok()?;
        let time = jiff::tz::TimeZone::UTC.to_timestamp(local);
        time.ok().map(jiff::Timestamp::as_second)
    })
}

/// An address without what does not tell pages apart: scheme, `www.`, place on the page, where a reader came from.
fn address(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default().trim();
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    let url = url.strip_prefix("www.").unwrap_or(url);
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let mut address = String::with_capacity(url.len() + 2);
    address.extend(host.chars().flat_map(char::to_lowercase));
    address.push('/');
    address.push_str(path.trim_end_matches('/'));
    let tells = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default();
        !part.is_empty() && !name.starts_with("utm_") && !matches!(name, "fbclid" | "gclid" | "ref")
    };
    for part in query.split('&').filter(tells) {
        address.push('?');
        address.push_str(part);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_one() {
        let plain = address("https://www.example.org/news/ferry?id=7");
        assert_eq!(plain, "example.org/news/ferry?id=7");
        for url in [
            "http://example.org/news/ferry/?id=7#top",
            "https://EXAMPLE.org/news/ferry?utm_source=mail&id=7",
        ] {
            assert_eq!(address(url), plain, "{url}");
        }
        assert_ne!(address("https://example.org/news/ferry?id=8"), plain);
    }

    #[test]
    fn notices_say_what_was_done() {
        let body =
            "The dam held on Friday. (This story is corrected to fix the day in paragraph two)";
        assert_eq!(closing_notice(body).map(says), Some(Again::Correction));
        assert_eq!(
            says("This story has been updated with the mayor's reply."),
            Again::Update
        );
        assert_eq!(closing_notice("The dam held (this time)"), None);
        assert_eq!(closing_notice("The dam held"), None);
    }

    #[test]
    fn times_are_seconds() {
        assert_eq!(seconds("1970-01-01T00:01:00Z"), Some(60));
        assert_eq!(seconds("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(seconds("1970-01-01T00:01:00"), Some(60));
        assert_eq!(seconds("noon"), None);
    }
}
