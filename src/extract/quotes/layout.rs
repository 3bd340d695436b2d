//! The pieces of a story that are read for speech: headline, deck and paragraphs, with their quoted runs.

use crate::span::Span;
use crate::text::{Marked, lines, marked};

use super::super::Story;
use super::frames::Paragraph;

/// A line longer than this was not wrapped by hand: it is a paragraph of its own.
const LONGEST_WRAPPED_LINE: usize = 120;

/// Reads every piece of the story.
pub(super) fn paragraphs<'a>(story: &Story<'a>) -> Vec<Paragraph<'a>> {
    let text = story.text;
    let mut pieces: Vec<(Span, u32)> = story
        .headline
        .into_iter()
        .chain(story.deck)
        .map(|span| (span, 0))
        .collect();
    for (index, &span) in story.paragraphs.iter().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        pieces.extend(unwrapped(text, span).into_iter().map(|line| (line, number)));
    }
    let runs: Vec<Vec<Marked>> = pieces.iter().map(|&(span, _)| marked(text, span)).collect();
    let british = uses_single_marks(&runs);
    pieces
        .into_iter()
        .zip(runs)
        .map(|((span, number), mut runs)| {
            runs.retain(|run| {
                (!run.single || british || number == 0) && !run.inside.trimmed(text).is_empty()
            });
            Paragraph::read(text, span, number, runs)
        })
        .collect()
}

/// A block of lines too long to be wrapped by hand is a paragraph a line.
fn unwrapped(text: &str, span: Span) -> Vec<Span> {
    let inside: Vec<Span> = lines(span.of(text))
        .filter(|line| !line.blank)
        .map(|line| line.span.shifted(span.start()).trimmed(text))
        .collect();
    if inside.len() > 1 && inside.iter().any(|line| line.len() > LONGEST_WRAPPED_LINE) {
        inside
    } else {
        vec![span]
    }
}

/// Whether single marks are the story's own, as in British papers: no double ones, or hardly any.
fn uses_single_marks(runs: &[Vec<Marked>]) -> bool {
    let single = runs.iter().flatten().filter(|run| run.single).count();
    let double = runs.iter().flatten().count() - single;
    single > 4 * double
}
