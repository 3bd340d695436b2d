//! The parts of a story that are read for places, each with its capitalised words.
//!
//! In: a story as it was read, and its pictures. Out: the words of its headline, deck, paragraphs and captions, and what the gazetteer
//! knows of those with which names may begin.

use super::super::Story;
use super::super::captions::Pictured;
use super::super::reading::{self, Reading};
use super::capitals;
use super::people::Family;
use super::piece::Piece;
use super::words::{Numbers, Words};
use crate::article::LocationSource;
use crate::span::Span;

/// The capitalised words of a story, in the parts of it that are read, and what the gazetteer knows of those with which names may begin.
pub(in super::super) struct Capitals<'a> {
    pub(super) words: Words<'a>,
    pub(super) parts: Vec<Part>,
}

/// A part of the story that is read.
pub(super) struct Part {
    span: Span,
    /// Whether most words are capitalised, as in headlines.
    titled: bool,
    words: Numbers,
    pub(super) source: LocationSource,
}

impl<'a> Capitals<'a> {
    /// Those of a story with these pictures, right after it was read: its tokens are near at hand.
    pub(in super::super) fn of(
        story: &Story<'a>,
        reading: &Reading<'_>,
        pictures: &[Pictured],
    ) -> Self {
        let mut all = Words::of(story.text, story.letters);
        let mut parts = Vec::with_capacity(reading.pieces.len() + pictures.len());
        let mut read = reading.pieces.iter().peekable();
        let heads = [story.headline, story.deck].into_iter().flatten();
        let heads = heads.map(|span| (0, span));
        let body = (1..).zip(story.paragraphs.iter().copied());
        for (number, span) in heads.chain(body) {
            let words = all.piece(|found| {
                let of_it =
                    |part: &&reading::Piece| part.number == number && part.span.end() <= span.end();
                while let Some(part) = read.next_if(of_it) {
                    capitals::read(reading, part, span.end(), found);
                }
            });
            let titled = number == 0 && words.all.len() * 2 > count(span.of(story.text));
            if titled {
                all.call_nobody(&words);
            }
            parts.push(Part {
                span,
                titled,
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
                titled: false,
                words: all.piece(|found| capitals::words(story.text, span, found)),
                source: LocationSource::Caption,
            });
        }
        all.look_behind();
        let family = Family::of(&all);
        all.leave_out(&family);
        all.look_up();
        Self { words: all, parts }
    }
}

impl Part {
    /// Whether the name of a place may begin with any of its words.
    pub(super) fn may_name_any(&self, words: &Words<'_>) -> bool {
        words.share_nouns || !words.known(&self.words).is_empty()
    }

    pub(super) fn piece<'a>(&self, text: &'a str, words: &'a Words<'_>) -> Piece<'a> {
        Piece {
            text,
            letters: words.letters,
            span: self.span,
            titled: self.titled,
            first: self.words.all.start,
            words: words.all(&self.words),
            openings: words.known(&self.words),
            known: &words.known,
        }
    }
}

/// How many words a headline has.
fn count(headline: &str) -> usize {
    memchr::memchr_iter(b' ', headline.as_bytes()).count() + 1
}
