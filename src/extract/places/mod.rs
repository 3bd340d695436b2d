//! The places of a story: where it was filed, where its pictures were taken, and which it names.
//!
//! In: the story as it was read, its dateline and captions. Out: its [`Location`]s, and a find for every mention. The way:
//! [`words`] finds capitalised words, [`names`] those that the gazetteer knows, [`around`] looks at what stands beside them,
//! [`people`] tells persons from places, [`rules`] says what is a place, [`story`] asks the rest of the story where no rule
//! knows, [`meaning`] chooses which place is meant, and [`locations`] counts.

mod around;
mod counties;
mod locations;
mod meaning;
mod names;
mod people;
mod regions;
mod rules;
mod story;
mod words;

use super::Story;
use super::captions::Pictured;
use super::dateline::Filed;
use super::reading::Reading;
use crate::article::{Find, Location, LocationSource};
use crate::span::Span;
use meaning::Habit;
use names::Piece;
use words::{of_tokens, words};

/// The places of a story and the finds behind them.
pub(super) struct Located {
    pub(super) locations: Vec<Location>,
    pub(super) finds: Vec<Find>,
}

/// Finds the places; how the date of the article is `printed` says whose papers write so.
pub(super) fn find(
    story: &Story<'_>,
    reading: &Reading<'_>,
    filed: Option<&Filed>,
    pictures: &[Pictured],
    printed: Option<&str>,
) -> Located {
    let pieces = pieces(story, reading, pictures);
    let mut mentions = story::printed(story.text, filed, pictures);
    mentions.extend(story::named(&pieces));
    let habit = Habit::of(printed.unwrap_or_default());
    locations::located(story.text, mentions, habit)
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

/// The pieces that are read, with their words.
fn pieces<'a>(
    story: &Story<'a>,
    reading: &Reading<'a>,
    pictures: &[Pictured],
) -> Vec<(Piece<'a>, LocationSource)> {
    let text = story.text;
    let mut read = reading.pieces.iter().peekable();
    let heads = [story.headline, story.deck].into_iter().flatten();
    let heads = heads.map(|span| (0, span));
    let body = (1..).zip(story.paragraphs.iter().copied());
    let mut pieces = Vec::with_capacity(reading.pieces.len() + pictures.len());
    for (number, span) in heads.chain(body) {
        let mut found = Vec::with_capacity(span.len() / 24 + 2);
        while let Some(part) =
            read.next_if(|part| part.number == number && part.span.end() <= span.end())
        {
            of_tokens(
                text,
                part.span,
                reading.tokens(part),
                span.end(),
                &mut found,
            );
        }
        let piece = piece(text, span, number == 0, found);
        pieces.push((piece, LocationSource::Text));
    }
    pieces.extend(pictures.iter().map(|picture| {
        let start = picture
            .place
            .map_or(picture.caption.span.start(), Span::end);
        let span = Span::new(start, picture.caption.span.end());
        let mut found = Vec::new();
        words(text, span, &mut found);
        (piece(text, span, false, found), LocationSource::Caption)
    }));
    pieces
}

fn piece(text: &str, span: Span, is_head: bool, words: Vec<words::Word>) -> Piece<'_> {
    let all = || memchr::memchr_iter(b' ', span.of(text).as_bytes()).count() + 1;
    Piece {
        text,
        span,
        titled: is_head && words.len() * 2 > all(),
        words,
    }
}
