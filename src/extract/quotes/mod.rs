//! Who said what: quotes, their speakers, and what says so.
//!
//! In: a [`Story`]. Out: its quotes, its speakers and the finds behind them. The way: [`layout`] reads paragraphs and their
//! quoted runs, [`frames`] masks the runs and cuts sentences, [`said`] tries the [`rules`] of one sentence and the rules
//! that [`carry`] a source on, [`people`] says whom a mention means.

mod carry;
mod cues;
mod frames;
mod layout;
mod leading;
mod mention;
mod rules;
mod said;
mod subject;

use super::Story;
use crate::article::{Find, Passage, Quote, QuoteKind, Speaker};
use crate::span::Span;
use crate::text::fold;

/// What was said in a story.
pub(super) struct Speech {
    pub(super) quotes: Vec<Quote>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) finds: Vec<Find>,
}

/// Finds the quotes of a story and who speaks them.
pub(super) fn find(story: &Story<'_>) -> Speech {
    let text = story.text;
    let paragraphs = layout::paragraphs(story);
    let said = said::attribute(&paragraphs);
    let mut quotes: Vec<Quote> = Vec::new();
    for group in said.chunk_by(|a, b| a.quote == b.quote) {
        let first = &group[0];
        let parts: Vec<Span> = group
            .iter()
            .map(|s| paragraphs[s.paragraph].runs[s.run].inside.trimmed(text))
            .collect();
        let span = parts[0].hull(parts[parts.len() - 1]);
        let source = first.source.map(|source| {
            let p = &paragraphs[source.paragraph];
            let span = p.tokens[source.mention.first]
                .span
                .hull(p.tokens[source.mention.last].span);
            Passage {
                text: fold(span.of(text)),
                span,
            }
        });
        quotes.push(Quote {
            text: parts
                .iter()
                .map(|p| fold(p.of(text)))
                .collect::<Vec<_>>()
                .join(" … "),
            span,
            parts,
            kind: QuoteKind::Direct,
            speaker: first.source.and_then(|source| {
                let p = &paragraphs[source.paragraph];
                let (a, b) = source.mention.name?;
                Some(fold(p.tokens[a].span.hull(p.tokens[b].span).of(text)))
            }),
            role: None,
            source,
            cue: first.source.and_then(|s| s.cue).map(|span| Passage {
                text: fold(span.of(text)),
                span,
            }),
            paragraph: paragraphs[first.paragraph].number,
            rule: first.rule.clone(),
            confidence: first.confidence,
        });
    }
    Speech {
        quotes,
        speakers: Vec::new(),
        finds: Vec::new(),
    }
}
