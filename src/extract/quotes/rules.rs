//! The rules that say who speaks quoted words, surest first.
//!
//! In: a frame and one run of quoted words in it. Out: the cue and the mention of the source. Each rule has a case in
//! `tests/rules/quotes.md`. Rules that look beyond the frame are in `carry`.

use std::ops::Range;

use crate::lexicon::speech::{CueKind, class, form};
use crate::span::Span;

use super::cues::{Cue, cue_at, cues};
use super::frames::{Kind, Token};
use super::leading::{in_their_words, source_noun, verb_before, verb_quote};
use super::mention::{Mention, MentionKind, REACH, phrase_ending_at, phrase_starting_at};
use super::subject::{is_name_in_marks, main_subject, subject};

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
    /// How often it is right, as measured on news that people have annotated.
    pub(super) confidence: f32,
    pub(super) apply: fn(&Place<'_>) -> Option<Attribution>,
}

/// Every rule that looks at one frame, in the order in which they are tried.
pub(super) const RULES: [Rule; 14] = [
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
        name: "in-their-words",
        confidence: 0.85,
        apply: in_their_words,
    },
    Rule {
        name: "source-noun",
        confidence: 0.75,
        apply: source_noun,
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

    pub(super) fn attributed(&self, cue: &Cue, mention: Mention) -> Attribution {
        Attribution {
            cue: Some(cue.span(self.tokens)),
            mention,
        }
    }

    /// Whether the words end in a stop that the reporter's sentence goes on behind: `“We wait,” she …`
    fn wants_source(&self) -> bool {
        let words = self.tokens[self.quote]
            .text
            .trim_end_matches([' ', '\n', '\'', '’', '”']);
        words.ends_with([',', '!', '?', '.', '-', '–', '—', '…']) || self.behind() > self.quote + 1
    }

    /// The token behind the run and the stop that may follow its mark.
    fn behind(&self) -> usize {
        let next = self.quote + 1;
        if self.is(next, Kind::Comma) || self.is(next, Kind::Dash) {
            next + 1
        } else {
            next
        }
    }
}

/// `“We wait,” said Ana Ruiz.`
fn quote_verb_source(place: &Place<'_>) -> Option<Attribution> {
    let mut at = place.behind();
    while at < place.end && place.tokens[at].is(class::ADVERB) {
        at += 1;
    }
    if at >= place.end {
        return None;
    }
    let cue = cue_at(place.tokens, &place.frame(), at)
        .filter(|cue| cue.is_finite() && !cue.takes_object())?;
    let mention = phrase_starting_at(place.tokens, cue.end, place.end)?;
    // “We wait,” told the mayor … is no English; “We wait,” says it all …
    let followed = place
        .tokens
        .get(mention.last + 1)
        .filter(|_| mention.last + 1 < place.end);
    let has_own_verb = followed.is_some_and(|next| next.is(class::AUX));
    (!has_own_verb).then(|| place.attributed(&cue, mention))
}

/// `“We wait,” Ruiz, the mayor of Lima, said.`
fn quote_source_verb(place: &Place<'_>) -> Option<Attribution> {
    let mut first = place.behind();
    if first < place.end && place.tokens[first].text == "as" {
        first += 1;
    }
    let stop = place.end.min(first + REACH);
    let ends = |token: &Token<'_>| {
        token.kind == Kind::Semicolon
            || matches!(token.kind, Kind::Quote(_)) && !is_name_in_marks(token)
    };
    let stop = (first..stop)
        .find(|&at| ends(&place.tokens[at]))
        .unwrap_or(stop);
    cues(place.tokens, &place.frame(), first..stop).find_map(|cue| {
        if cue.takes_object() || !(cue.is_finite() || cue.forms & form::BASE != 0) {
            return None;
        }
        let mention = subject(place.tokens, first, &cue)?;
        // “zero” voters would follow: words without a stop want their source and verb at once.
        let near =
            place.wants_source() || mention.kind != MentionKind::Noun && cue.kind == CueKind::Say;
        let opens = mention.first == first && mention.kind != MentionKind::Relative;
        (opens && near).then(|| place.attributed(&cue, mention))
    })
}

/// `“…”, according to Ruiz` and `According to Ruiz, …`
fn according_to(place: &Place<'_>) -> Option<Attribution> {
    let start = place.from.max(place.quote.saturating_sub(REACH));
    let stop = place.end.min(place.quote + REACH);
    let at = (start..stop.saturating_sub(1)).find(|&at| {
        place.tokens[at].text.eq_ignore_ascii_case("according") && place.tokens[at + 1].text == "to"
    })?;
    let mention = phrase_starting_at(place.tokens, at + 2, place.end)?;
    let cue = place.tokens[at].span.hull(place.tokens[at + 1].span);
    Some(Attribution {
        cue: Some(cue),
        mention,
    })
}

/// `RUIZ: “We wait.”`, `Polls agree - Ana Ruiz: “Few vote.”`, and the headline `Ruiz: Plan Is ‘a Farce’`
fn name_colon(place: &Place<'_>) -> Option<Attribution> {
    let before = place
        .quote
        .checked_sub(1)
        .filter(|&colon| colon > place.from && place.is(colon, Kind::Colon));
    let first =
        (place.from + 1..place.quote.min(place.from + 8)).find(|&at| place.is(at, Kind::Colon));
    let named = |colon: usize| {
        let mention = phrase_ending_at(place.tokens, place.from, colon - 1)
            .filter(|mention| mention.kind == MentionKind::Name)?;
        let free = mention.first == place.from
            || place.is(mention.first - 1, Kind::Dash)
            || place.tokens[mention.first - 1].text == "from";
        free.then(|| Attribution {
            cue: Some(place.tokens[colon].span),
            mention,
        })
    };
    before.and_then(named).or_else(|| first.and_then(named))
}

/// `Ruiz demurred: “We wait.”`, `Ruiz broke off with a dismissive, “Well.”`
fn clause_colon(place: &Place<'_>) -> Option<Attribution> {
    let stop = place
        .quote
        .checked_sub(1)
        .filter(|&stop| stop > place.from)?;
    let words = place.tokens[place.quote].text;
    let sentence =
        words.starts_with(char::is_uppercase) && words.split_whitespace().nth(3).is_some();
    let opened = place.is(stop, Kind::Colon)
        || sentence && (place.is(stop, Kind::Comma) || place.is(stop, Kind::Dash));
    let mention = opened
        .then(|| main_subject(place.tokens, place.from, stop))
        .flatten()?;
    Some(Attribution {
        cue: Some(place.tokens[stop].span),
        mention,
    })
}

/// `“We wait.” – Ana Ruiz, mayor of Lima`
fn quote_dash_source(place: &Place<'_>) -> Option<Attribution> {
    let dash = place.quote + 1;
    if !place.is(dash, Kind::Dash) {
        return None;
    }
    let mention = phrase_starting_at(place.tokens, dash + 1, place.end)?;
    let ends = mention.last + 1 >= place.end
        || place.is(mention.last + 1, Kind::Comma)
        || place.is(mention.last + 1, Kind::End);
    let plain = mention.kind == MentionKind::Name
        && !(dash..place.end).any(|at| place.tokens[at].is_finite_verb());
    (ends && plain).then(|| Attribution {
        cue: Some(place.tokens[dash].span),
        mention,
    })
}

/// `The plan is “a farce,” and would fail, Ruiz said.`
fn source_verb_last(place: &Place<'_>) -> Option<Attribution> {
    let stop = place.end.min(place.quote + 2 * REACH);
    cues(place.tokens, &place.frame(), place.quote + 1..stop).find_map(|cue| {
        if cue.kind != CueKind::Say || !cue.is_finite() {
            return None;
        }
        let mention = subject(place.tokens, place.quote + 1, &cue)?;
        let before = &place.tokens[mention.first - 1];
        let parted = before.kind == Kind::Comma
            || matches!(before.kind, Kind::Quote(_)) && before.text.ends_with(',');
        let next = place.tokens.get(cue.end).filter(|_| cue.end < place.end);
        let over = next.is_none_or(|next| {
            next.kind != Kind::Word || next.is(class::PREP | class::TIME) && next.text != "that"
        });
        (parted && over && mention.kind != MentionKind::Relative)
            .then(|| place.attributed(&cue, mention))
    })
}

/// `The plan is “a farce,” and would fail, said Ana Ruiz.`
fn verb_source_last(place: &Place<'_>) -> Option<Attribution> {
    let stop = place.end.min(place.quote + 2 * REACH);
    cues(place.tokens, &place.frame(), place.quote + 2..stop).find_map(|cue| {
        let parted = place.is(cue.at - 1, Kind::Comma)
            || matches!(place.tokens[cue.at - 1].kind, Kind::Quote(_));
        if cue.kind != CueKind::Say || !cue.is_finite() || !parted {
            return None;
        }
        let mention = phrase_starting_at(place.tokens, cue.end, place.end)?;
        let next = place
            .tokens
            .get(mention.last + 1)
            .filter(|_| mention.last + 1 < place.end);
        let over = next.is_none_or(|next| {
            next.kind != Kind::Word || next.is(class::PREP | class::TIME | class::REL)
        });
        over.then(|| place.attributed(&cue, mention))
    })
}

/// `“We wait,” Ruiz texted the paper.`: words that end in a comma want a source, whatever the verb.
fn quote_source_any_verb(place: &Place<'_>) -> Option<Attribution> {
    let mention = phrase_starting_at(place.tokens, place.quote + 1, place.end)
        .filter(|_| place.wants_source())?;
    let verb = place
        .tokens
        .get(mention.last + 1)
        .filter(|_| mention.last + 1 < place.end)?;
    let plain = verb.is_finite_verb() && !verb.is(class::AUX) && mention.kind != MentionKind::Noun;
    plain.then_some(Attribution {
        cue: Some(verb.span),
        mention,
    })
}

/// `“We wait!” beamed Ana Ruiz.`
fn quote_any_verb_source(place: &Place<'_>) -> Option<Attribution> {
    let verb = place
        .tokens
        .get(place.quote + 1)
        .filter(|_| place.quote + 1 < place.end && place.wants_source())?;
    if !verb.is_finite_verb() || verb.is(class::AUX) {
        return None;
    }
    let mention = phrase_starting_at(place.tokens, place.quote + 2, place.end)?;
    (mention.kind == MentionKind::Name).then_some(Attribution {
        cue: Some(verb.span),
        mention,
    })
}
