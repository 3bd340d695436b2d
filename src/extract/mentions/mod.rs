//! The dates that headline, deck and body name: `Aug. 19`, `the 1990s`, `on Wednesday`, `two weeks ago`.
//!
//! In: the page, sorted, the story as it was read, and the date of publication, from which relative ones are counted. Out: each with what it means. A
//! reported event lies in the past, unless verb or context speak of what lies ahead (`tense`). Where a date needs more of the date of
//! publication than is known, it is left out, or keeps its year open: nothing is invented.

mod absolute;
mod published;
mod relative;
mod scan;
mod tense;
mod weekday;

use super::notes::Noted;
use super::page::{Page, Role};
use super::reading::Reading;
use crate::article::{Dating, Find, MentionedDate, Note, ShortText};
use crate::date::Period;
use crate::lexicon::places::weekday;
use crate::lexicon::times::{OpensDate, opening_of_date, time_word};
use crate::span::Span;
use crate::text::{folded, is_ascii_letter_or_digit, is_letter_or_digit, letters_at_head};
use published::Published;

pub(in crate::extract) use scan::{date_openings, weekdays};

/// In the order in which they are tried at a word.
pub(super) const RULES: &[&str] = &[
    "mention-date",
    "mention-day-of-month",
    "mention-either",
    "mention-month",
    "mention-decade",
    "mention-year",
    "mention-weekday",
    "mention-day",
    "mention-period",
    "mention-ago",
];

/// The dates that a story names, in the order of the text.
pub(super) struct Mentioned {
    pub(super) dates: Vec<MentionedDate>,
    /// What is doubtful about them.
    pub(super) notes: Vec<Note>,
}

/// A date in the text.
struct Found {
    span: Span,
    value: Period,
    rule: &'static str,
    /// Whether the weekday beside it is another than the calendar's.
    weekday_is_wrong: bool,
}

/// A part of the article while it is read.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    /// The paragraph, the headline or the deck.
    block: Span,
    published: &'a Published,
    english: bool,
}

/// Where words stand in a story that may open a date, part by part of the page.
pub(super) struct Openings {
    starts: Vec<u32>,
    /// The numbers of the parts in which some stand, each with how many do in it and in those before it.
    parts: Noted<(u32, u32)>,
}

/// Looks for them among the tokens of the story, while these are near at hand; in a headline and a deck, where words of names stand
/// close, among all words.
pub(super) fn openings(page: &Page<'_>, reading: &Reading<'_>, language: Option<&str>) -> Openings {
    let english = is_english(language);
    let paragraphs = reading.pieces.iter().filter(|piece| piece.number > 0);
    let mut paragraphs = paragraphs.peekable();
    let mut starts = Vec::with_capacity(64);
    let mut parts = Noted::with_room(page.parts.len());
    for (nth, part) in page.parts.iter().enumerate() {
        let before = starts.len();
        match part.role {
            None => {
                while let Some(piece) =
                    paragraphs.next_if(|piece| piece.span.start() < part.span.end())
                {
                    scan::read_openings(reading, page.letters, piece, english, &mut starts);
                }
            }
            Some(Role::Headline | Role::Deck) => {
                scan::add_openings(page.text, page.letters, part.span, english, &mut starts);
            }
            _ => {}
        }
        parts.note((nth as u32, starts.len() as u32), starts.len() > before);
    }
    Openings { starts, parts }
}

fn is_english(language: Option<&str>) -> bool {
    language.is_none_or(|code| code == "en")
}

/// The dates in the order of the text; a weekday that contradicts the date beside it leaves a note.
pub(super) fn find(
    page: &Page<'_>,
    openings: &Openings,
    date: Option<&Dating>,
    language: Option<&str>,
) -> Mentioned {
    let published = Published::new(date);
    let english = is_english(language);
    let mut all = Vec::with_capacity(16);
    let mut before = 0;
    for &(nth, count) in openings.parts.all() {
        let part = &page.parts[nth as usize];
        let starts = &openings.starts[before..count as usize];
        before = count as usize;
        if part.embed {
            continue;
        }
        let reader = Reader {
            text: page.text,
            block: part.span,
            published: &published,
            english,
        };
        reader.dates(starts, &mut all);
    }
    let mut mentioned = Mentioned {
        dates: Vec::with_capacity(all.len()),
        notes: Vec::new(),
    };
    for found in all {
        mentioned.add(page.text, found);
    }
    mentioned
}

/// The finds behind them.
pub(super) fn finds(dates: &[MentionedDate]) -> impl Iterator<Item = Find> {
    dates.iter().map(|date| Find {
        field: "mentioned".into(),
        span: date.span,
        value: Some(date.value.to_string()),
        rule: date.rule.clone(),
    })
}

impl Mentioned {
    fn add(&mut self, text: &str, found: Found) {
        let text = ShortText::from(folded(found.span.of(text)));
        if found.weekday_is_wrong {
            self.notes.push(Note {
                about: "mentioned_dates".into(),
                text: format!("The weekday in \"{text}\" is not that of {}.", found.value),
            });
        }
        self.dates.push(MentionedDate {
            text,
            span: found.span,
            value: found.value,
            rule: found.rule.into(),
        });
    }
}

impl<'a> Reader<'a> {
    /// Adds the dates that the words at these places open.
    fn dates(self, starts: &[u32], all: &mut Vec<Found>) {
        let mut behind = self.block.start();
        for start in starts.iter().map(|&start| start as usize) {
            if start < behind {
                continue;
            }
            let Some(found) = self.date_at(start, behind) else {
                continue;
            };
            if found.span.end() <= self.block.end() {
                behind = found.span.end();
                all.push(found);
            }
        }
    }

    /// The date that a word opens or, for `ago`, closes; it begins behind the last one.
    fn date_at(self, start: usize, behind: usize) -> Option<Found> {
        let first = *self.text.as_bytes()[..self.block.end()].get(start)?;
        if first.is_ascii_digit() {
            return self.opened_by_digits(start);
        }
        let small = self.english && first.is_ascii_lowercase();
        if small && !self.published.is_known() {
            return None; // "this week", "two days ago"
        }
        let word = self.word_at(start);
        if small {
            let known = time_word(word.of(self.text))?;
            return self.opened_by(word, known, behind);
        }
        let printed = word.of(self.text);
        if !self.english {
            return self.opened_by_weekday(word, weekday(printed)?);
        }
        match opening_of_date(printed)? {
            OpensDate::Word(_) if !self.published.is_known() => None,
            OpensDate::Word(known) => self.opened_by(word, known, behind),
            OpensDate::Month => self.opened_by_month(word),
            OpensDate::Weekday(day) => self.opened_by_weekday(word, day),
        }
    }

    /// The run of letters or digits at a place.
    fn word_at(self, start: usize) -> Span {
        let rest = &self.text[start..self.block.end()];
        let ascii = letters_at_head(rest.as_bytes());
        let ends = rest.as_bytes().get(ascii).is_none_or(u8::is_ascii);
        let length = if ends {
            ascii
        } else {
            rest.find(|c: char| !is_letter_or_digit(c))
                .unwrap_or(rest.len())
        };
        Span::new(start, start + length)
    }

    /// The word behind a place, with nothing but one space between.
    fn next_word(self, at: usize) -> Option<Span> {
        let rest = &self.text[at..self.block.end()];
        if let [b' ', first, ..] = rest.as_bytes()
            && is_ascii_letter_or_digit(*first)
        {
            return Some(self.word_at(at + 1)); // most words
        }
        let space = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '\n', '\r']).len();
        let word = self.word_at(at + space);
        (space > 0 && !word.is_empty()).then_some(word)
    }

    /// The word before a place, with nothing but one space, or a hyphen, between.
    fn previous_word(self, at: usize) -> Option<Span> {
        let before = &self.text[self.block.start()..at];
        if let Some((head, b' ')) = before
            .as_bytes()
            .split_last()
            .map(|(last, head)| (head, *last))
        {
            let letters = head
                .iter()
                .rev()
                .take_while(|byte| is_ascii_letter_or_digit(**byte));
            let start = head.len() - letters.count();
            if start < head.len() && head[..start].last().is_none_or(u8::is_ascii) {
                return Some(Span::new(start, head.len()).shifted(self.block.start())); // most words
            }
        }
        let trimmed = before.trim_end_matches([' ', '\u{a0}', '\n', '\r', '-']);
        let word = trimmed
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(trimmed, |border| {
                trimmed[border..].trim_start_matches(|c: char| !c.is_alphanumeric())
            });
        (trimmed.len() < before.len() && !word.is_empty()).then(|| Span::of_slice(self.text, word))
    }

    /// Whether a word is one of these small ones, however it is written.
    fn is_among(self, word: Span, small: &[&str]) -> bool {
        let printed = word.of(self.text);
        small.iter().any(|word| printed.eq_ignore_ascii_case(word))
    }

    fn is_capital(self, word: Span) -> bool {
        word.of(self.text).starts_with(char::is_uppercase)
    }
}
