//! Subordinate clauses that are over before the quoted words, so that their verbs do not govern them.
//!
//! In: a run in its frame, and the subject of a verb before it. Out: whether the clause of that verb has ended: another one has
//! begun (`When Ruiz left, she called it …`), or the words belong to a report around it (`said that when Ruiz left, “we …`).

use std::ops::Range;

use super::mention::phrase_starting_at;
use super::rules::Place;
use super::tokens::{Kind, Token};
use crate::lexicon::speech::class;

/// Whether the clause with the subject at `subject` only says when something reported is so: `said that when | Ruiz | called,
/// “we waited”`.
pub(super) fn only_says_when(place: &Place<'_>, subject: usize) -> bool {
    subject > place.from + 1
        && place.tokens[subject - 1].is(class::SUB)
        && place.tokens[subject - 2].text == "that"
        && place.is(place.quote - 1, Kind::Comma)
}

/// Whether the clause with the subject at `subject` is subordinate to one that begins at a comma in `range`: `When | Ruiz | left,
/// the mayor called it “a farce”`.
pub(super) fn main_clause_follows(place: &Place<'_>, subject: usize, range: Range<usize>) -> bool {
    subject > place.from
        && subordinates(place.tokens[subject - 1].text)
        && range.into_iter().any(|at| clause_begins(place, at))
}

/// Words before a clause behind which the main clause follows. Not `as`: `As Ruiz put it, “we wait”` reports.
fn subordinates(word: &str) -> bool {
    const WORDS: [&str; 8] = [
        "after", "although", "because", "if", "since", "though", "when", "while",
    ];
    WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a subject and its verb stand behind the comma at `at`.
fn clause_begins(place: &Place<'_>, at: usize) -> bool {
    let verb = |token: &&Token<'_>| !token.is(class::ADVERB | class::LY) || token.is(class::AUX);
    let behind = || {
        let mention = phrase_starting_at(place.tokens, at + 1, place.quote)?;
        let mut behind = place.tokens[mention.last + 1..place.quote].iter();
        behind.find(verb)
    };
    place.is(at, Kind::Comma)
        && behind().is_some_and(|verb| verb.is_finite_verb() || verb.is(class::AUX))
}
