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
use story::Mention;
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

/// A story that is asked for its places.
pub(super) struct Asked<'a> {
    pub(super) text: &'a str,
    pub(super) capitals: Capitals<'a>,
    pub(super) filed: Option<&'a Filed>,
    pub(super) pictures: &'a [Pictured],
    /// The date of the article as it stands there, which says whose papers write so.
    pub(super) printed: Option<&'a str>,
}

/// Finds the places of stories, and what they were found by if it is wanted. All stories go through a step before any goes through the
/// next, for the reason that [`stages`](super::stages) gives.
pub(super) fn find(stories: &[Asked<'_>], with_finds: bool) -> Vec<Located> {
    let mentions: Vec<Vec<Mention>> = stories.iter().map(mentions).collect();
    (stories.iter().zip(mentions))
        .map(|(asked, mentions)| {
            let habit = Habit::of(asked.printed.unwrap_or_default());
            locations::located(asked.text, mentions, habit, with_finds)
        })
        .collect()
}

/// The places that a story prints at its head or names.
fn mentions(asked: &Asked<'_>) -> Vec<Mention> {
    let (text, Capitals { words, parts }) = (asked.text, &asked.capitals);
    let pieces: Vec<_> = (parts.iter())
        .map(|part| (part.piece(text, words), part.source))
        .collect();
    let mut mentions = story::printed(text, asked.filed, asked.pictures);
    let named = story::named(&pieces, words.share_nouns);
    match mentions.is_empty() {
        true => mentions = named,
        false => mentions.extend(named),
    }
    mentions
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

/// The capitalised words of a story, in the parts of it that are read, and what the gazetteer knows of those with which names may begin.
pub(super) struct Capitals<'a> {
    words: Words<'a>,
    parts: Vec<Part>,
}

/// A part of the story that is read.
struct Part {
    span: Span,
    is_head: bool,
    words: Numbers,
    source: LocationSource,
}

impl<'a> Capitals<'a> {
    /// Those of a story with these pictures, right after it was read: its tokens are near at hand.
    pub(super) fn of(story: &Story<'a>, reading: &Reading<'_>, pictures: &[Pictured]) -> Self {
        let mut words = Words::of(story.text, story.letters);
        let mut parts = Vec::with_capacity(reading.pieces.len() + pictures.len());
        let mut read = reading.pieces.iter().peekable();
        let heads = [story.headline, story.deck].into_iter().flatten();
        let heads = heads.map(|span| (0, span));
        let body = (1..).zip(story.paragraphs.iter().copied());
        for (number, span) in heads.chain(body) {
            let words = words.piece(|found| {
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
        for picture in pictures {
            let caption = picture.caption.span;
            let start = picture.place.map_or(caption.start(), Span::end);
            let span = Span::new(start, caption.end());
            parts.push(Part {
                span,
                is_head: false,
                words: words.piece(|found| capitals::words(story.text, span, found)),
                source: LocationSource::Caption,
            });
        }
        words.look_behind(parts.iter_mut().map(|part| &mut part.words));
        words.look_up(parts.iter().map(|part| &part.words));
        Self { words, parts }
    }
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
