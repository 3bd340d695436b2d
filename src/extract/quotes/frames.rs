//! Paragraphs as the rules see them: words and stops, with every run of quoted words as one token, cut into frames.
//!
//! A frame is a sentence of the reporter's: `“Why? Why now?” the mayor asked.` is one frame, though three sentences in
//! print, since what stands in marks is masked. Subjects and verbs are then looked for outside of the marks alone.

use super::tokens::{Kind, Token, all_quoted};
use crate::extract::reading::{Piece, Reading};
use crate::text::Marked;

/// A paragraph, tokenised.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    /// Its number in the article, 0 outside of the body.
    pub(super) number: u32,
    pub(super) runs: &'a [Marked],
    pub(super) tokens: &'a [Token<'a>],
    /// Whether it holds nothing but quoted words.
    pub(super) all_quoted: bool,
    /// Ranges of `tokens`.
    pub(super) frames: Vec<std::ops::Range<usize>>,
}

impl<'a> Paragraph<'a> {
    /// Cuts a piece of a story into frames.
    pub(super) fn of(reading: &'a Reading<'a>, piece: &'a Piece) -> Self {
        let tokens = reading.tokens(piece);
        Self {
            number: piece.number,
            runs: &piece.runs,
            all_quoted: all_quoted(tokens),
            tokens,
            frames: frames(tokens),
        }
    }
}

/// Cuts tokens into frames: behind a full stop, and behind quoted words that end in one where no attribution follows.
fn frames(tokens: &[Token<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let ends = match token.kind {
            Kind::End => !matches!(tokens.get(at + 1).map(|next| next.kind), Some(Kind::Close)),
            Kind::Quote(_) => quote_ends_frame(token, &tokens[at + 1..]),
            _ => false,
        };
        if ends {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether the frame is over behind these quoted words.
fn quote_ends_frame(quote: &Token<'_>, behind: &[Token<'_>]) -> bool {
    let Some(next) = behind.first() else {
        return true;
    };
    let words = quote
        .text
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '”' | '"' | ')'));
    let question = words.ends_with(['!', '?']);
    let stopped = question || words.ends_with(['.', '…']);
    if !stopped || matches!(next.kind, Kind::End) {
        return false;
    }
    match next.kind {
        Kind::Quote(_) => true,
        // “Why?” Ruiz asked. But: “It is over.” Ruiz said that … – a full stop ends the sentence.
        Kind::Word if next.capital && question => !cue_is_near(behind),
        Kind::Word if next.capital => !short_attribution(behind),
        _ => false,
    }
}

/// `Ruiz said.` right behind the marks.
fn short_attribution(behind: &[Token<'_>]) -> bool {
    let cue = behind
        .iter()
        .take(4)
        .position(|token| token.cue(None).is_some());
    cue.is_some_and(|at| at > 0 && behind.get(at + 1).is_none_or(|next| next.kind == Kind::End))
}

fn cue_is_near(behind: &[Token<'_>]) -> bool {
    behind
        .iter()
        .take(8)
        .take_while(|token| !matches!(token.kind, Kind::End | Kind::Quote(_)))
        .enumerate()
        .any(|(at, token)| at > 0 && token.cue(behind.get(at + 1)).is_some())
}
