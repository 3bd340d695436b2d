//! The places of a story: where it was filed, where its pictures were taken, and which it names.
//!
//! In: the story as it was read, its dateline and captions. Out: its [`Location`]s, and a find for every mention. The way:
//! [`capitals`] finds capitalised [`words`] in its [`parts`], [`names`] those that the gazetteer knows, [`around`] looks at what stands beside them,
//! [`people`] tells persons from places, [`rules`] says what is a place, [`story`] asks the rest of the story where no rule
//! knows, [`meaning`] chooses which place is meant, and [`locations`] counts.

mod around;
mod capitals;
mod counties;
mod gap;
mod locations;
mod meaning;
mod names;
mod parts;
mod people;
mod piece;
mod regions;
mod rules;
mod story;
mod words;

use super::captions::Pictured;
use super::dateline::Filed;
use crate::article::{Find, Location};
use crate::gazetteer::Place;
use crate::span::Span;
use meaning::Habit;
pub(super) use parts::Capitals;
use story::Mention;

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
        .filter(|part| part.may_name_any(words))
        .map(|part| (part.piece(text, words), part.source))
        .collect();
    let mut mentions = story::printed(text, asked.filed, asked.pictures);
    let named = story::named(&pieces, words);
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
