//! Nouns of speech and attitude: `Ruiz’s claim that`, `his promise to`, `concern about`.

use super::super::cues::Cue;
use super::super::mention::Mention;
use super::super::subject::subject;
use super::super::tokens::{Kind, Token};
use super::super::verbless::{noun_made_by, possessor};
use super::complement::{is_infinitive, preposition};
use super::extent::{clause_end, object_end};
use super::opening::opens_phrase;
use super::verb::speaks;
use super::{At, Found};
use crate::lexicon::noun_verbs::{NounVerb, noun_verb};
use crate::lexicon::speech::{CueKind, class, form, takes};

/// `Ruiz’s claim that the port is safe`
pub(super) fn noun_clause(place: &At<'_>) -> Option<Found> {
    let start = place.at + 1;
    let that = next(place).is_some_and(|token| token.text == "that");
    (that && noun_takes(place, takes::CLAUSE)).then(|| found(place, start, 2))?
}

/// `Ruiz’s answer was that the port is safe`
pub(super) fn noun_is_clause(place: &At<'_>) -> Option<Found> {
    let that = place.at + 2;
    let is = next(place).is_some_and(|token| matches!(token.text, "is" | "was"));
    let clause = that < place.end && place.tokens[that].text == "that";
    if !is || !clause || !noun_takes(place, takes::CLAUSE) {
        return None;
    }
    Some(Found {
        content: that..clause_end(place, that, false),
        goes_on: None,
        mention: Some(possessor(place.tokens, place.from, place.at)?),
        cue: place.at..that,
    })
}

/// `Ruiz’s promise to keep the port open`
pub(super) fn noun_infinitive(place: &At<'_>) -> Option<Found> {
    let start = place.at + 1;
    (noun_takes(place, takes::TO) && is_infinitive(place, start)).then(|| found(place, start, 1))?
}

/// `Ruiz’s criticism of the plan`, `a warning by Ruiz that the port would close`
pub(super) fn noun_preposition(place: &At<'_>) -> Option<Found> {
    if let Some(made) = made_by(place) {
        return Some(made);
    }
    let start = place.at + 2;
    let preposition = preposition(next(place)?);
    (preposition != 0 && noun_takes(place, preposition) && opens_phrase(place, start))
        .then(|| found(place, start, 1))?
}

/// `concern among sailors | that the port would close`
fn made_by(place: &At<'_>) -> Option<Found> {
    if !noun_takes(place, takes::CLAUSE) {
        return None;
    }
    let mention = noun_made_by(place.tokens, place.at, place.end)?;
    let start = mention.last + 1;
    Some(Found {
        content: start..before_own_verb(place, start, 2),
        goes_on: None,
        mention: Some(mention),
        cue: place.at..place.at + 1,
    })
}

fn next<'a>(place: &At<'a>) -> Option<&'a Token<'a>> {
    place
        .tokens
        .get(place.at + 1)
        .filter(|_| place.at + 1 < place.end)
}

fn noun_takes(place: &At<'_>, complement: u32) -> bool {
    let token = &place.tokens[place.at];
    token.is(class::NOUN_CUE)
        && !token.capital
        && token
            .word()
            .is_some_and(|word| word.takes & complement != 0)
}

/// The end of what the noun takes: where the noun is a subject, its verb is the `nth` of the words behind it.
/// `Ruiz’s claim that the ice was safe | made them laugh`
fn before_own_verb(place: &At<'_>, start: usize, nth: usize) -> usize {
    let tokens = place.tokens;
    let end = match nth {
        1 => object_end(place, start),
        _ => clause_end(place, start, false),
    };
    let begins = |at: &usize| {
        tokens[*at].is_finite_verb() && !tokens[*at - 1].is_finite_verb() && {
            let before = &tokens[*at - 1];
            !before.is(class::CONJ | class::REL | class::SUBJECT | class::ADVERB)
        }
    };
    let open = (start..end).find(|&at| tokens[at].is(class::REL | class::CONJ));
    (start + 1..open.unwrap_or(end))
        .filter(begins)
        .nth(nth - 1)
        .unwrap_or(end)
}

/// A find, if the sentence says whose the noun is, or that it is nobody’s and a clause follows; where the noun is a subject, its verb is the `nth`
/// behind it, the second where a clause with one of its own stands between.
fn found(place: &At<'_>, start: usize, nth: usize) -> Option<Found> {
    let holder = match possessor(place.tokens, place.from, place.at) {
        Some(owner) => Holder::Somebody(owner),
        None => holder(place)?,
    };
    let end = before_own_verb(place, start, nth);
    let (mention, content, cue) = match holder {
        Holder::Somebody(mention) => (Some(mention), start..end, place.at),
        Holder::Against(mention, verb) => (Some(mention), place.at..end, verb),
        Holder::Nobody if nth > 1 => (None, start..end, place.at), // a clause
        Holder::Nobody => return None,
    };
    Some(Found {
        content,
        goes_on: None,
        mention,
        cue: cue..cue + 1,
    })
}

/// Whose a noun is.
enum Holder {
    Somebody(Mention),
    /// Somebody else’s, whom the sentence does not name; who speaks against it with the verb at that token: `Ruiz | denied claims that`.
    Against(Mention, usize),
    /// Who it is, the sentence does not say: `shares fell on fears that`, `fuelling speculation that`.
    Nobody,
}

/// Who does what the noun is the object of: `Ruiz | expressed deep concern`, `Ruiz | made a promise`.
fn holder(place: &At<'_>) -> Option<Holder> {
    let tokens = place.tokens;
    let start = place.from.max(place.at.saturating_sub(6));
    let at = (start..place.at)
        .rev()
        .take_while(|&at| tokens[at].kind == Kind::Word && !tokens[at].is(class::SUB | class::REL))
        .find(|&at| does(&tokens[at]))?;
    let verb = &tokens[at];
    if causes(verb) || is_by_way_of(&tokens[at + 1..=place.at]) {
        return Some(Holder::Nobody);
    }
    let forms = match verb.report(None) {
        Some(verb) => verb.forms,
        None if verb.text.ends_with("ing") => form::ING,
        None => form::PAST,
    };
    let cue = Cue {
        at,
        end: at + 1,
        kind: CueKind::Think,
        forms,
    };
    let mention = subject(tokens, place.from, &cue)?;
    let rejects = noun_verb(verb.text) == Some(NounVerb::Rejects);
    speaks(tokens, &mention).then_some(match rejects {
        true => Holder::Against(mention, at),
        false => Holder::Somebody(mention),
    })
}

/// `raising | concerns`, `fuelled | speculation`: somebody else's, whom the sentence does not name.
fn causes(verb: &Token<'_>) -> bool {
    noun_verb(verb.text) == Some(NounVerb::Causes) || verb.text == "raising"
}

/// `rallied on | speculation`, `hurt by | growing fears`: what brings it about is nobody's; not `issued from his cell | a warning`, nor
/// `announced on | Tuesday plans`.
fn is_by_way_of(words: &[Token<'_>]) -> bool {
    let ways = ["amid", "by", "despite", "from", "on", "over"];
    let Some(by) = words.iter().rposition(|word| ways.contains(&word.text)) else {
        return false;
    };
    let opens = |word: &Token<'_>| word.is(class::DET | class::PREP | class::TIME);
    !words[by + 1..].iter().any(opens)
}

fn does(token: &Token<'_>) -> bool {
    // not "growing concerns"
    let utters = || token.text.ends_with("ing") && noun_verb(token.text).is_some();
    !token.capital
        && (token.is_finite_verb() || token.report(None).is_some() || utters())
        && !token.is(class::PREP)
}
