//! The rules that say who speaks quoted words, surest first.
//!
//! In: a frame and one run of quoted words in it. Out: the cue and the mention of the source. Each rule has a case in
//! `tests/rules/quotes.md`. Rules that look beyond the frame are in `carry`.

use std::ops::Range;

use super::cues::Cue;
use super::distant::{quote_source_far_verb, quote_source_role, source_far_verb_quote};
use super::leading::{verb_before, verb_quote};
use super::mention::Mention;
use super::tokens::{Kind, Token};
use super::trailing::{
    quote_any_verb_source, quote_source_any_verb, quote_source_verb, quote_verb_source,
    source_verb_last, verb_source_last,
};
use super::verbless::{
    according_to, clause_colon, in_their_words, name_colon, quote_dash_source, quote_source_noun,
    source_feeling, source_noun,
};
use crate::span::Span;

/// A run of quoted words in its frame.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) tokens: &'a [Token<'a>],
    /// First token of the frame.
    pub(super) from: usize,
    /// The token behind the frame.
    pub(super) end: usize,
    /// The run.
    pub(super) quote: usize,
    /// The tokens of the frame at which a rule of reported speech may fit.
    pub(super) reports: &'a [u32],
}

/// What a rule found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribution {
    pub(super) cue: Option<Span>,
    pub(super) mention: Mention,
}

/// A rule of attribution.
pub(super) struct Rule {
    /// Its name, as `dateline annotate` shows it.
    pub(super) name: &'static str,
    /// How often it is right, as measured on news that people have annotated; that of the rules like it where they have too few.
    pub(super) confidence: f32,
    pub(super) apply: fn(&Place<'_>) -> Option<Attribution>,
}

/// Every rule that looks at one frame, in the order in which they are tried.
pub(super) const RULES: [Rule; 19] = [
    Rule {
        name: "quote-verb-source",
        confidence: 0.97,
        apply: quote_verb_source,
    },
    Rule {
        name: "quote-source-verb",
        confidence: 0.97,
        apply: quote_source_verb,
    },
    Rule {
        name: "verb-quote",
        confidence: 0.85,
        apply: verb_quote,
    },
    Rule {
        name: "according-to",
        confidence: 0.95,
        apply: according_to,
    },
    Rule {
        name: "name-colon",
        confidence: 0.88,
        apply: name_colon,
    },
    Rule {
        name: "clause-colon",
        confidence: 0.75,
        apply: clause_colon,
    },
    Rule {
        name: "quote-dash-source",
        confidence: 0.85,
        apply: quote_dash_source,
    },
    Rule {
        name: "quote-source-far-verb",
        confidence: 0.9,
        apply: quote_source_far_verb,
    },
    Rule {
        name: "verb-source-last",
        confidence: 0.95,
        apply: verb_source_last,
    },
    Rule {
        name: "verb-before",
        confidence: 0.86,
        apply: verb_before,
    },
    Rule {
        name: "source-verb-last",
        confidence: 0.97,
        apply: source_verb_last,
    },
    Rule {
        name: "source-far-verb-quote",
        confidence: 0.85,
        apply: source_far_verb_quote,
    },
    Rule {
        name: "quote-source-role",
        confidence: 0.85,
        apply: quote_source_role,
    },
    Rule {
        name: "in-their-words",
        confidence: 0.85,
        apply: in_their_words,
    },
    Rule {
        name: "quote-source-noun",
        confidence: 0.85,
        apply: quote_source_noun,
    },
    Rule {
        name: "source-noun",
        confidence: 0.75,
        apply: source_noun,
    },
    Rule {
        name: "source-feeling",
        confidence: 0.7,
        apply: source_feeling,
    },
    Rule {
        name: "quote-source-any-verb",
        confidence: 0.7,
        apply: quote_source_any_verb,
    },
    Rule {
        name: "quote-any-verb-source",
        confidence: 0.8,
        apply: quote_any_verb_source,
    },
];

impl Place<'_> {
    pub(super) fn frame(&self) -> Range<usize> {
        self.from..self.end
    }

    pub(super) fn is(&self, at: usize, kind: Kind) -> bool {
        at < self.end && self.tokens[at].kind == kind
    }

    /// Whether this word stands at `at`, in the frame.
    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        at < self.end && self.tokens[at].text == word
    }

    pub(super) fn attributed(&self, cue: &Cue, mention: Mention) -> Attribution {
        Attribution {
            cue: Some(cue.span(self.tokens)),
            mention,
        }
    }

    /// Whether the words end in a stop that the reporter's sentence goes on behind: `“We wait,” she …`
    pub(super) fn wants_source(&self) -> bool {
        let words = self.tokens[self.quote].text;
        let stops = match words.as_bytes().last() {
            Some(b',' | b'!' | b'?' | b'.' | b'-') => true,
            Some(last) if last.is_ascii_alphanumeric() => false,
            _ => words
                .trim_end_matches([' ', '\n', '\'', '’', '”'])
                .ends_with([',', '!', '?', '.', '-', '–', '—', '…']), // few
        };
        stops || self.behind() > self.quote + 1
    }

    /// The token behind the run and the stop that may follow its mark.
    pub(super) fn behind(&self) -> usize {
        let next = self.quote + 1;
        let behind = self.tokens[..self.end].get(next);
        let stop = behind.is_some_and(|stop| matches!(stop.kind, Kind::Comma | Kind::Dash));
        next + usize::from(stop)
    }
}
