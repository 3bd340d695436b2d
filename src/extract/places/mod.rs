//! The places of a story: where it was filed, where its pictures were taken, and which it names.
//!
//! In: the story as it was read, its dateline and captions. Out: its [`Location`]s, and a find for every mention. The way:
//! [`capitals`] finds capitalised [`words`], [`names`] those that the gazetteer knows, [`around`] looks at what stands beside them,
//! [`people`] tells persons from places, [`rules`] says what is a place, [`story`] asks the rest of the story where no rule
//! knows, [`meaning`] chooses which place is meant, and [`locations`] counts.

mod around;
mod capitals;
mod counties;
mod locations;
mod meaning;
mod names;
mod people;
mod piece;
mod regions;
mod rules;
mod story;
mod words;

use super::Story;
use super::captions::Pictured;
use super::dateline::Filed;
use super::reading::{self, Reading};
use crate::article::{Find, Location, LocationSource};
use crate::gazetteer::Place;
use crate::span::Span;
use meaning::Habit;
use piece::Piece;
use words::{Numbers, Words};

/// The places of a story, and what they were found by.
pub(super) struct Located {
    pub(super) locations: Vec<Location>,
    /// None where they are not wanted.
    found: Vec<Found>,
}

/// A name that is a place's, or the region behind one.
struct Found {
    span: Span,
    place: Option<Place>,
    rule: &'static str,
}

impl Located {
    /// The finds behind the places.
    pub(super) fn finds(&self) -> impl Iterator<Item = Find> {
        self.found.iter().map(|found| Find {
            field: "location".into(),
            span: found.span,
            value: found.place.map(Place::full_name),
            rule: found.rule.into(),
        })
    }
}

/// Finds the places, and what they were found by if it is wanted; how the date of the article is `printed` says whose papers write so.
pub(super) fn find(
    story: &Story<'_>,
    reading: &Reading<'_>,
    filed: Option<&Filed>,
    pictures: &[Pictured],
    printed: Option<&str>,
    with_finds: bool,
) -> Located {
    let mut words = Words::of(story.text, story.letters);
    let parts = parts(story, reading, pictures, &mut words);
    words.look_up(parts.iter().map(|part| &part.words));
    let pieces: Vec<_> = (parts.iter())
        .map(|part| (part.piece(story.text, &words), part.source))
        .collect();
    let mut mentions = story::printed(story.text, filed, pictures);
    let named = story::named(&pieces, words.share_nouns);
    match mentions.is_empty() {
        true => mentions = named,
        false => mentions.extend(named),
    }
    let habit = Habit::of(printed.unwrap_or_default());
    locations::located(story.text, mentions, habit, with_finds)
}

/// The names of the rules, surest first.
pub(super) fn rules() -> impl Iterator<Item = &'static str> {
    let printed = [
        story::DATELINE,
        story::CAPTION,
        rules::WITH_REGION,
        rules::REGION_BEHIND,
        story::COUNTIES,
    ];
    let by_words = rules::RULES.iter().map(|(name, _)| *name);
    printed
        .into_iter()
        .chain(by_words)
        .chain(story::STORY_RULES)
}

/// A part of the story that is read.
struct Part {
    span: Span,
    is_head: bool,
    words: Numbers,
    source: LocationSource,
}

/// The parts of the story that are read, whose words are added.
fn parts(
    story: &Story<'_>,
    reading: &Reading<'_>,
    pictures: &[Pictured],
    found: &mut Words<'_>,
) -> Vec<Part> {
    let mut read = reading.pieces.iter().peekable();
    let heads = [story.headline, story.deck].into_iter().flatten();
    let heads = heads.map(|span| (0, span));
    let body = (1..).zip(story.paragraphs.iter().copied());
    let mut parts = Vec::with_capacity(reading.pieces.len() + pictures.len());
    for (number, span) in heads.chain(body) {
        let words = found.piece(|found| {
            let of_it =
                |part: &&reading::Piece| part.number == number && part.span.end() <= span.end();
            while let Some(part) = read.next_if(of_it) {
                capitals::read(reading, part, span.end(), found);
            }
        });
        parts.push(Part {
            span,
            is_head: number == 0,
            words,
            source: LocationSource::Text,
        });
    }
    parts.extend(pictures.iter().map(|picture| {
        let start = picture
            .place
            .map_or(picture.caption.span.start(), Span::end);
        let span = Span::new(start, picture.caption.span.end());
        Part {
            span,
            is_head: false,
            words: found.piece(|found| capitals::words(story.text, span, found)),
            source: LocationSource::Caption,
        }
    }));
    parts
}

impl Part {
    fn piece<'a>(&self, text: &'a str, words: &'a Words<'_>) -> Piece<'a> {
        let all = || memchr::memchr_iter(b' ', self.span.of(text).as_bytes()).count() + 1;
        let letters = words.letters;
        let (openings, known) = (words.openings(&self.words), words.known(&self.words));
        let (people, words) = (words.people(&self.words), words.all(&self.words));
        Piece {
            text,
            letters,
            span: self.span,
            titled: self.is_head && words.len() * 2 > all(),
            words,
            openings,
            known,
            people,
        }
    }
}
