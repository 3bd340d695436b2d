//! The places of a story: where it was filed, where its pictures were taken, and which it names.
//!
//! In: the pieces of the story, its dateline and captions. Out: its [`Location`]s, and a find for every mention. The way:
//! [`words`] finds capitalised words, [`names`] those that the gazetteer knows, [`around`] looks at what stands beside them,
//! [`people`] tells persons from places, [`rules`] says what is a place, [`story`] asks the rest of the story where no rule
//! knows, [`meaning`] chooses which place is meant, and [`locations`] counts.

mod around;
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
use crate::article::{Find, Location, LocationSource};
use crate::span::Span;
use names::Piece;
use words::words;

/// The places of a story and the finds behind them.
pub(super) struct Located {
    pub(super) locations: Vec<Location>,
    pub(super) finds: Vec<Find>,
}

/// Finds the places.
pub(super) fn find(story: &Story<'_>, filed: Option<&Filed>, pictures: &[Pictured]) -> Located {
    let pieces = pieces(story, pictures);
    let mut mentions = story::printed(story.text, filed, pictures);
    mentions.extend(story::named(&pieces));
    locations::located(story.text, mentions)
}

/// The names of the rules, surest first.
pub(super) fn rules() -> impl Iterator<Item = &'static str> {
    let printed = [
        story::DATELINE,
        story::CAPTION,
        rules::WITH_REGION,
        rules::REGION_BEHIND,
    ];
    let by_words = rules::RULES.iter().map(|(name, _)| *name);
    printed
        .into_iter()
        .chain(by_words)
        .chain(story::STORY_RULES)
}

/// The pieces that are read, with their words.
fn pieces<'a>(story: &Story<'a>, pictures: &[Pictured]) -> Vec<(Piece<'a>, LocationSource)> {
    let heads = [story.headline, story.deck].into_iter().flatten();
    let heads = heads.map(|span| (piece(story.text, span, true), LocationSource::Text));
    let body = story.paragraphs.iter();
    let body = body.map(|span| (piece(story.text, *span, false), LocationSource::Text));
    let captions = pictures.iter().map(|picture| {
        let start = picture
            .place
            .map_or(picture.caption.span.start(), Span::end);
        let span = Span::new(start, picture.caption.span.end());
        (piece(story.text, span, false), LocationSource::Caption)
    });
    heads.chain(body).chain(captions).collect()
}

fn piece(text: &str, span: Span, is_head: bool) -> Piece<'_> {
    let mut found = Vec::with_capacity(span.len() / 24 + 2);
    words(text, span, &mut found);
    let all = || memchr::memchr_iter(b' ', span.of(text).as_bytes()).count() + 1;
    Piece {
        text,
        span,
        titled: is_head && found.len() * 2 > all(),
        words: found,
    }
}
