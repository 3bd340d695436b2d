//! Speech without marks: `Ruiz said that the port would stay open`, `Okafor criticized the plan`.
//!
//! In: a paragraph and one of its frames. Out: what is reported there, by whom, and the words that say so; any number in a
//! frame, none within another. [`rules`] is the list of rules, [`asks`] and [`fitting`] tell which of them may fit; [`verb`] reads a verb
//! and looks for its subject, [`opening`] and [`extent`] tell where a content begins and ends; each of the other files has the rules of one
//! form of content.

mod adjective;
mod asks;
mod clause;
mod closing;
mod colon;
mod complement;
mod extent;
mod fitting;
mod noun;
mod opening;
mod passive;
mod phrase;
mod rules;
mod verb;

use std::cmp::Reverse;
use std::ops::Range;

use super::frames::{Frame, Paragraph};
use super::mention::Mention;
use super::tokens::{Kind, SMALL, Token};
use crate::article::Parts;
use crate::span::Span;
pub(super) use asks::asked;
pub(super) use extent::is_over;
pub(super) use rules::ACCORDING_TO;
use rules::IndirectRule;
#[cfg(test)]
pub(super) use rules::all as indirect_rules;

/// Reported words with their source.
#[derive(Clone, Debug)]
pub(super) struct Reported {
    /// The words, in one or two pieces.
    pub(super) parts: Parts,
    /// Who reports them, `None` where the sentence does not say.
    pub(super) mention: Option<Mention>,
    pub(super) cue: Span,
    pub(super) rule: &'static str,
    pub(super) confidence: f32,
}

impl Reported {
    /// Whether the words are a clause of their own, not a thing or an act that somebody has an attitude to.
    pub(super) fn is_clause(&self) -> bool {
        matches!(
            self.rule,
            ACCORDING_TO
                | "as-noted"
                | "clause-said"
                | "said-clause"
                | "said-relative"
                | "said-that"
                | "said-whether"
                | "said-within"
        )
    }
}

/// What a rule found, in tokens.
#[derive(Clone, Debug)]
struct Found {
    content: Range<usize>,
    /// Where the content goes on behind the attribution.
    goes_on: Option<Range<usize>>,
    mention: Option<Mention>,
    cue: Range<usize>,
}

/// A token of a frame, and the tokens around it.
#[derive(Clone, Copy)]
struct At<'a> {
    tokens: &'a [Token<'a>],
    /// First token of the frame.
    from: usize,
    /// The token behind the frame.
    end: usize,
    at: usize,
}

/// Puts everything that is reported in a frame into a list that is empty, in the order of the words that say so.
pub(super) fn reported(paragraph: &Paragraph<'_>, frame: &Frame, all: &mut Vec<Reported>) {
    let tokens = paragraph.tokens;
    // Where words begin that go on to the end of the frame and are reported already: of what is reported within them nothing is kept.
    let mut told_from = usize::MAX;
    let end = end_of_words(&tokens[frame.range()]);
    for (at, &asks) in paragraph.reports(frame).zip(paragraph.asks(frame)) {
        if asks == 0 {
            continue;
        }
        let place = At {
            tokens,
            from: frame.start,
            end: frame.end,
            at,
        };
        let found = match tokens[at].start() < told_from {
            true => rules::first_that_fits(&place, asks),
            false => rules::first_that_reaches_back(&place, asks),
        };
        let report = found.and_then(|(rule, found)| made(tokens, rule, &found));
        let Some(report) = report else { continue };
        let words = report.parts[0];
        if words.end() >= end {
            told_from = told_from.min(words.start());
        }
        all.push(report);
    }
    if all.len() > 1 {
        leave_out_inner(all);
    }
}

/// Where the last word ends.
fn end_of_words(tokens: &[Token<'_>]) -> usize {
    let last = tokens.iter().rfind(|token| says(token));
    last.map_or(0, Token::end)
}

/// Leaves out what is reported within a report: of `Ruiz said she wants the port to close` the whole is what Ruiz said, and that
/// she wants something is a part of it.
fn leave_out_inner(all: &mut Vec<Reported>) {
    all.sort_by_key(|report| (report.parts[0].start(), Reverse(report.parts[0].end())));
    let mut reached = 0;
    all.retain(|report| {
        let whole = report.parts[report.parts.len() - 1].end();
        let stands = whole > reached;
        reached = reached.max(report.parts[0].end());
        stands
    });
}

/// Spans of what was found; `None` where fewer than two words are left.
fn made(tokens: &[Token<'_>], rule: &'static IndirectRule, found: &Found) -> Option<Reported> {
    // "wants to", "said this week": too little to be words of anybody's
    let small = |token: &Token<'_>| token.is(SMALL) && token.kind == Kind::Word;
    let words = tokens.get(found.content.clone()).unwrap_or_default();
    if words.iter().rev().all(small) && found.goes_on.is_none() {
        return None;
    }
    let mut parts = Parts::new();
    for part in [Some(&found.content), found.goes_on.as_ref()] {
        if let Some(part) = part.and_then(|part| trimmed(tokens, part)) {
            parts.push(part);
        }
    }
    let cue = tokens[found.cue.start]
        .span()
        .hull(tokens[found.cue.end - 1].span());
    (!parts.is_empty()).then_some(Reported {
        parts,
        // "There was talk that the port is shut": nobody's.
        mention: found
            .mention
            .filter(|mention| !tokens[mention.first].text.eq_ignore_ascii_case("there")),
        cue,
        rule: rule.name,
        confidence: rule.confidence,
    })
}

/// A range of tokens without the stops at its ends.
fn trimmed(tokens: &[Token<'_>], part: &Range<usize>) -> Option<Span> {
    let words = tokens.get(part.clone())?;
    let first = words.iter().position(says)?;
    let last = words.iter().rposition(says)?;
    Some(words[first].span().hull(words[last].span()))
}

/// Whether it is no stop.
fn says(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Word | Kind::Quote)
}
