//! Block quotes: a paragraph of somebody's words behind a sentence that announces it, without marks.
//!
//! In: the paragraphs of a story, and what other rules found in them. Out: the same, with each block quote as one quote.
//!
//! ```text
//! Okafor said in a statement:
//!
//! > We told them. We told them twice.
//! ```

use smallvec::smallvec;

use super::cues::cues;
use super::frames::Paragraph;
use super::said::{NO_RUN, Said, Source};
use super::subject::subject;
use super::tokens::{Kind, Token};
use crate::lexicon::speech::CueKind;
use crate::span::Span;

/// The rules: a block that is marked as one, and one that is only announced.
pub(super) const BLOCK_RULES: [(&str, f32); 2] = [("block-quote", 0.9), ("block-announced", 0.75)];

/// The most words between the verb and the colon: `in a statement on its website late on Monday`.
const FARTHEST: usize = 10;
/// Fewer words are the head of a list.
const FEWEST: usize = 5;

/// Puts each block quote in the place of whatever was found in its paragraphs.
pub(super) fn with_block_quotes(
    text: &str,
    paragraphs: &[Paragraph<'_>],
    mut said: Vec<Said>,
) -> Vec<Said> {
    let mut next = None;
    let mut at = 1;
    while at < paragraphs.len() {
        let announced = announced(paragraphs, at - 1);
        let marked = is_marked(text, &paragraphs[at]);
        let plain = announced.is_some() && is_plain(&paragraphs[at]);
        if !marked && !plain {
            at += 1;
            continue;
        }
        let more = paragraphs[at + 1..].iter();
        let more = more.take_while(|paragraph| marked && is_marked(text, paragraph));
        let block = at..at + 1 + more.count();
        let quote = next.unwrap_or_else(|| {
            let after = said.iter().map(|said| said.quote + 1); // asked of few stories
            after.max().unwrap_or(0)
        });
        next = Some(quote + 1);
        let (rule, confidence) = BLOCK_RULES[usize::from(!marked)];
        said.retain(|said| !block.contains(&said.paragraph));
        let place = said.partition_point(|said| said.paragraph < block.start);
        let pieces = block.clone().filter_map(|paragraph| {
            Some(Said {
                paragraph,
                frame: 0,
                run: NO_RUN,
                token: 0,
                quote,
                reported: smallvec![words(&paragraphs[paragraph])?],
                source: announced,
                rule,
                confidence,
            })
        });
        let pieces: Vec<Said> = pieces.collect();
        said.splice(place..place, pieces);
        at = block.end;
    }
    said
}

/// Whether a paragraph of the body is marked as a quotation by `>` before its first word.
fn is_marked(text: &str, paragraph: &Paragraph<'_>) -> bool {
    let first = match paragraph.tokens.iter().position(is_word) {
        None | Some(0) => return false, // nothing stands before the words of most
        Some(first) => &paragraph.tokens[first],
    };
    let before = text[..first.start()].trim_end();
    paragraph.number > 0
        && before.ends_with('>')
        && !before.ends_with("->")
        && before[..before.len() - 1]
            .trim_end_matches(' ')
            .ends_with('\n')
}

/// Whether a paragraph of the body is sentences without marks.
fn is_plain(paragraph: &Paragraph<'_>) -> bool {
    let words = paragraph.tokens.iter().filter(|token| is_word(token));
    let sentence = paragraph
        .tokens
        .last()
        .is_some_and(|token| token.kind == Kind::End);
    paragraph.number > 0
        && paragraph.runs.is_empty()
        && sentence
        && words.take(FEWEST).count() == FEWEST
}

/// Who says what follows a paragraph that ends so: `Okafor said in a statement:`
fn announced(paragraphs: &[Paragraph<'_>], number: usize) -> Option<Source> {
    let paragraph = &paragraphs[number];
    if paragraph.number == 0 || !paragraph.ends_in_colon() {
        return None; // most paragraphs
    }
    let tokens = paragraph.tokens;
    let frame = paragraph.frames.last()?;
    let colon = frame.end - 1;
    let cue = cues(tokens, &frame.range(), frame.start..colon)
        .rfind(|cue| cue.kind == CueKind::Say && cue.is_finite())?;
    let between = &tokens[cue.end..colon];
    // “said the plan has three parts:” announces a list.
    let bare = between
        .iter()
        .all(|token| is_word(token) && !token.is_finite_verb());
    let mention = subject(tokens, frame.start, &cue)?;
    (bare && between.len() <= FARTHEST).then(|| Source {
        paragraph: number,
        mention,
        cue: Some(cue.span(tokens)),
    })
}

fn is_word(token: &Token<'_>) -> bool {
    token.kind == Kind::Word
}

/// The words of a paragraph without the sign before them.
fn words(paragraph: &Paragraph<'_>) -> Option<Span> {
    let first = paragraph
        .tokens
        .iter()
        .find(|token| !matches!(token.kind, Kind::Other))?;
    Some(first.span().hull(paragraph.tokens.last()?.span()))
}
