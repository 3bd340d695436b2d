//! Words that somebody else passes on (`the agency quoted Ruiz as saying`, `Ruiz was quoted by the agency as saying`) or has heard (`is heard
//! saying`, `is on record as saying`).
//!
//! In: tokens and the place of a verb. Out: whose words they are, which is not who passes them on.

use super::cues::Cue;
use super::mention::{Mention, MentionKind, phrase_ending_at};
use super::subject::{Left, skip_left, subject_behind};
use super::tokens::Token;
use crate::lexicon::few_words::FewWords;
use crate::lexicon::speech::{CueForm, CueKind, class, form};

/// How many words stand between `quoted` and `as saying`.
const REACH: usize = 12;

/// Verbs for words of others.
const PASSES_ON: FewWords<10> = FewWords::new([
    "cite",
    "cited",
    "cites",
    "citing",
    "heard",
    "overheard",
    "quoted",
    "quotes",
    "quoting",
    "reported",
]);

/// Whose words stand behind the participle at `saying`, if somebody passes them on: `as` stands before it, or `heard`.
pub(super) fn quoted(tokens: &[Token<'_>], from: usize, saying: usize) -> Option<Mention> {
    let last = saying.checked_sub(2).filter(|&last| last >= from)?;
    if is_witnessed(&tokens[saying - 1]) {
        return subject_of_passive(tokens, from, saying - 1);
    }
    if tokens[saying - 1].text != "as" {
        return None;
    }
    if tokens[last].text == "record" && last > from && tokens[last - 1].text == "on" {
        return subject_of_passive(tokens, from, last - 1);
    }
    if passes_on(&tokens[last]) {
        return subject_of_passive(tokens, from, last);
    }
    let whom = object_ending_at(tokens, from, last)?;
    let before = whom.first.checked_sub(1).filter(|&before| before >= from)?;
    if tokens[before].text == "by" && before > from && passes_on(&tokens[before - 1]) {
        return subject_of_passive(tokens, from, before - 1);
    }
    if passes_on(&tokens[before]) {
        return Some(whom);
    }
    // "Ruiz was quoted | in a report | as saying"
    let verb = before.checked_sub(1).filter(|&verb| verb >= from)?;
    let in_report = tokens[before].is(class::PREP) && passes_on(&tokens[verb]);
    in_report
        .then(|| subject_of_passive(tokens, from, verb))
        .flatten()
}

/// The participle behind the verb at `verb`, before `end`: `quoted | Ruiz as | saying`.
pub(super) fn saying_behind(tokens: &[Token<'_>], verb: usize, end: usize) -> Option<usize> {
    if !passes_on(&tokens[verb]) {
        return None;
    }
    let end = end.min(verb + REACH);
    (verb + 2..end).find(|&at| is_as_saying(tokens, at - 1))
}

/// Whether `as saying` stands at `at`.
pub(super) fn is_as_saying(tokens: &[Token<'_>], at: usize) -> bool {
    let participle = |cue: &CueForm| cue.kind == CueKind::Say && cue.forms & form::ING != 0;
    let says = |token: &Token<'_>| {
        let word = token.word().filter(|_| token.is(class::CUE));
        word.is_some_and(|word| word.cues.iter().any(participle))
    };
    tokens.get(at).is_some_and(|token| token.text == "as") && tokens.get(at + 1).is_some_and(says)
}

fn passes_on(token: &Token<'_>) -> bool {
    PASSES_ON.contains(token.text)
}

/// `Ruiz was | heard | saying`
fn is_witnessed(token: &Token<'_>) -> bool {
    const WITNESSED: FewWords<6> =
        FewWords::new(["caught", "filmed", "heard", "overheard", "recorded", "seen"]);
    WITNESSED.contains(token.text)
}

/// The phrase that ends there, or `him`, `her`, `them`.
fn object_ending_at(tokens: &[Token<'_>], from: usize, last: usize) -> Option<Mention> {
    let pronoun = Mention {
        first: last,
        last,
        kind: MentionKind::Pronoun,
        name: None,
    };
    match tokens[last].is(class::OBJECT) || tokens[last].text == "her" {
        true => Some(pronoun),
        false => phrase_ending_at(tokens, from, last),
    }
}

/// Who is quoted by the participle at `quoted`: `Ruiz | was quoted`.
fn subject_of_passive(tokens: &[Token<'_>], from: usize, quoted: usize) -> Option<Mention> {
    let left = skip_left(tokens, from, quoted).filter(|left| left.be)?;
    let cue = Cue {
        at: quoted,
        end: quoted + 1,
        kind: CueKind::Say,
        forms: form::PAST,
    };
    subject_behind(tokens, from, &cue, Left { be: false, ..left })
}
