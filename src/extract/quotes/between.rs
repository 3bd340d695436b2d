//! What stands between a subject and its verb without commas around it: `a study | by two doctors | found`, `Ruiz | in a post | said`.
//!
//! In: the phrase right before the verb, which is none of its subject. Out: the phrase that is.

use super::mention::{Mention, MentionKind, REACH, phrase_ending_at};
use super::nominal::is_participle;
use super::parenthesis::opens_clause;
use super::subject::stands_free;
use super::tokens::{Kind, Token};
use crate::lexicon::speech::class;

/// The subject before a preposition, a participle or a relative clause that ends with the phrase.
pub(super) fn subject(tokens: &[Token<'_>], from: usize, mention: &Mention) -> Option<Mention> {
    before_agent(tokens, from, mention)
        .or_else(|| before_circumstance(tokens, from, mention))
        .or_else(|| antecedent(tokens, from, mention.first))
        .or_else(|| described(tokens, from, mention.last))
        .or_else(|| before_open_aside(tokens, from, mention.first))
}

/// `An official, speaking of the | talks | said`: the comma that ends the aside is missing.
fn before_open_aside(tokens: &[Token<'_>], from: usize, at: usize) -> Option<Mention> {
    const WORDS: usize = 12;
    let plain = |at: &usize| tokens[*at].kind == Kind::Word && !tokens[*at].is_finite_verb();
    let words = (from.max(at.saturating_sub(WORDS))..at).rev();
    let first = words.take_while(plain).last()?;
    let comma = first.checked_sub(1).filter(|&comma| comma > from)?;
    let opens = tokens[comma].kind == Kind::Comma && is_participle(&tokens[first]);
    opens
        .then(|| phrase_ending_at(tokens, from, comma - 1))?
        .filter(|mention| mention.first == from)
}

/// `a report by the mayor's office | said`
fn before_agent(tokens: &[Token<'_>], from: usize, mention: &Mention) -> Option<Mention> {
    let by = before(tokens, from, mention, &["by"])?;
    let made = phrase_ending_at(tokens, from, by.checked_sub(1)?)?;
    let noun = made.kind == MentionKind::Noun && !tokens[made.last].text.ends_with("ed");
    (noun && opens_clause(tokens, from, &made)).then_some(Mention {
        last: mention.last,
        ..made
    })
}

/// What may stand between somebody and what they say.
const CIRCUMSTANCES: [&str; 7] = ["at", "during", "from", "in", "of", "on", "through"];

/// `Ruiz in a long post | said`, `who in the past | said`
fn before_circumstance(tokens: &[Token<'_>], from: usize, mention: &Mention) -> Option<Mention> {
    let preposition = before(tokens, from, mention, &CIRCUMSTANCES)?;
    let subject = phrase_ending_at(tokens, from, preposition.checked_sub(1)?)?;
    match subject.kind {
        MentionKind::Relative => Some(subject),
        MentionKind::Noun => None,
        _ if opens_clause(tokens, from, &subject) => Some(subject),
        // "Ana Ruiz | from Harbor Aid | in Lima"
        _ => before_circumstance(tokens, from, &subject),
    }
}

/// The token before the phrase, if it is one of these words.
fn before(tokens: &[Token<'_>], from: usize, mention: &Mention, words: &[&str]) -> Option<usize> {
    let at = mention.first.checked_sub(1).filter(|&at| at > from)?;
    words.contains(&tokens[at].text).then_some(at)
}

/// What is told of by a participle and what belongs to it, up to `last`: `figures | released on Monday by the port`.
pub(super) fn described(tokens: &[Token<'_>], from: usize, last: usize) -> Option<Mention> {
    const LONGEST: usize = 12;
    const NEVER: u32 = class::AUX | class::CONJ | class::REL | class::SUBJECT;
    let start = from.max((last + 1).saturating_sub(LONGEST));
    let mut words = (start + 1..=last).rev().take_while(|&at| {
        let token = &tokens[at];
        let opens = token.is(class::SUB) && !token.is(class::PREP | class::ADVERB);
        token.kind == Kind::Word && !opens && (!token.is(NEVER) || token.is(class::DET))
    });
    words.find_map(|at| {
        let participle = !tokens[at].capital
            && (tokens[at].is(class::FINITE) || tokens[at].text.ends_with("ing"));
        participle
            .then(|| phrase_ending_at(tokens, from, at - 1))?
            .filter(|described| matches!(described.kind, MentionKind::Noun | MentionKind::Name))
            .filter(|described| {
                let before = described.first.wrapping_sub(1);
                let parted = |token: &Token<'_>| token.kind == Kind::Comma;
                opens_clause(tokens, from, described) || tokens.get(before).is_some_and(parted)
            })
    })
}

/// What the relative clause around `at` is about.
pub(super) fn antecedent(tokens: &[Token<'_>], from: usize, at: usize) -> Option<Mention> {
    let start = from.max(at.saturating_sub(REACH / 2));
    let relative = (start + 1..at)
        .rev()
        .take_while(|&at| tokens[at].kind == Kind::Word)
        .find(|&at| tokens[at].is(class::REL))?;
    let comma = tokens[relative - 1].kind == Kind::Comma && relative > start + 1;
    let relative = relative - usize::from(comma);
    phrase_ending_at(tokens, from, relative - 1)
        .or_else(|| those(tokens, relative - 1))
        .filter(|mention| stands_free(tokens, from, mention))
}

/// `those | who saw it`, `many | who saw it`
fn those(tokens: &[Token<'_>], at: usize) -> Option<Mention> {
    let stands_alone =
        tokens[at].is(class::INDEFINITE) || tokens[at].text.eq_ignore_ascii_case("those");
    stands_alone.then_some(Mention {
        first: at,
        last: at,
        kind: MentionKind::Noun,
        name: None,
    })
}

/// `Ruiz, citing “the water,” | said`, `Ruiz, host of “Good Day,” | said`: quoted words, with a comma in them or behind them, end the aside.
pub(super) fn quoting(tokens: &[Token<'_>], from: usize, quote: usize) -> Option<Mention> {
    if tokens[quote].kind != Kind::Quote {
        return None;
    }
    let start = from.max(quote.saturating_sub(REACH / 4));
    let comma = (start + 1..quote)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    let told = &tokens[comma + 1..quote];
    let first = told
        .first()
        .filter(|first| !first.capital && !first.is(class::CONJ))?;
    let doing = first.text.ends_with("ing");
    if !doing && told.iter().any(Token::is_finite_verb) {
        return None;
    }
    phrase_ending_at(tokens, from, comma - 1)
        .filter(|mention| doing || mention.kind == MentionKind::Name)
        .filter(|mention| opens_clause(tokens, from, mention))
}
