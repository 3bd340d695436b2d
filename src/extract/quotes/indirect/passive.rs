//! Passives: `is expected to wait`, `was accused of lying`, `was criticized by Ruiz`, `it was reported that`.
//!
//! What is said comes before the verb and behind it; who says it is named behind `by`, or not at all.

use super::super::heads::plural_of;
use super::super::hearsay::{is_as_saying, saying_behind};
use super::super::mention::{Mention, phrase_starting_at};
use super::super::tokens::{Kind, Token};
use super::complement::is_infinitive;
use super::extent::{clause_end, object_end};
use super::opening::{behind_adverbs, behind_day, opens_phrase};
use super::verb::Verb;
use super::{At, Found};
use crate::lexicon::speech::class;

/// `It was reported on Monday that the port would close.`, `The court was told by Ruiz that it was late.`
pub(super) fn passive_clause(verb: &Verb<'_>) -> Option<Found> {
    let by = verb.tokens().get(verb.end).filter(|by| by.text == "by");
    let (start, teller) = match by.and_then(|_| agent(verb)) {
        Some((_, agent)) => (agent.last + 1, Some(agent)),
        None => (behind_day(verb.place, verb.end), None),
    };
    let that = verb
        .tokens()
        .get(start)
        .is_some_and(|token| token.text == "that" && start < verb.place.end);
    that.then(|| verb.found(start, clause_end(verb.place, start, false), teller))
        .flatten()
}

/// `Okafor was asked by Ruiz whether the port would close.`, `Asked whether it would, Okafor nodded.`
pub(super) fn passive_whether(verb: &Verb<'_>) -> Option<Found> {
    let by = verb.tokens().get(verb.end).filter(|by| by.text == "by");
    let (start, asker) = match by.and_then(|_| agent(verb)) {
        Some((_, agent)) => (agent.last + 1, Some(agent)),
        None => (behind_adverbs(verb.place, verb.end), None),
    };
    let asks = verb.tokens().get(start).is_some_and(|token| {
        start < verb.place.end
            && matches!(
                token.text,
                "about" | "how" | "if" | "what" | "whether" | "why"
            )
            || asker.is_none() && matches!(token.text, "when" | "where")
    });
    let of_nobody = || verb.passive || verb.mention().is_none();
    (asks && of_nobody()).then(|| {
        let about = verb.tokens()[start].text == "about";
        let start = start + usize::from(about);
        verb.found(start, question_end(verb.place, start, about), asker)
    })?
}

/// The end of what is asked, or of what is asked about: `Asked about Holt|, she said`, `was asked if it was late|: “It was.”`
fn question_end(place: &At<'_>, start: usize, about: bool) -> usize {
    let asks = |at: usize| {
        place
            .tokens
            .get(at)
            .is_some_and(|token| token.is(class::REL))
    };
    let end = match about && !asks(start) {
        true => object_end(place, start),
        false => clause_end(place, start, true),
    };
    let is_colon = |&at: &usize| place.tokens[at].kind == Kind::Colon;
    (start..end).find(is_colon).unwrap_or(end)
}

/// `The plan was criticized by Okafor.`
pub(super) fn passive_by(verb: &Verb<'_>) -> Option<Found> {
    let (by, agent) = agent(verb)?;
    let subject = verb.mention()?;
    if saying_behind(verb.tokens(), verb.place.at, verb.place.end).is_some() {
        return None; // "was quoted by the Courier as saying"
    }
    Some(Found {
        content: subject.first..subject.last + 1,
        goes_on: (by > verb.end).then_some(verb.end..by),
        mention: Some(agent),
        cue: verb.place.at..verb.end,
    })
}

/// `The port is expected to close in May.`
pub(super) fn passive_infinitive(verb: &Verb<'_>) -> Option<Found> {
    let start = behind_adverbs(verb.place, verb.end);
    is_infinitive(verb.place, start).then(|| around(verb, start))?
}

/// `The plan was described as a farce.`, `Okafor was accused of lying.`
pub(super) fn passive_as(verb: &Verb<'_>) -> Option<Found> {
    let token = verb
        .tokens()
        .get(verb.end)
        .filter(|_| verb.end < verb.place.end)?;
    if is_as_saying(verb.tokens(), verb.end) {
        return None; // "was quoted as saying"
    }
    let links = matches!(token.text, "as" | "of" | "for") && opens_phrase(verb.place, verb.end + 1);
    links.then(|| around(verb, verb.end + usize::from(token.text == "as")))?
}

/// The `by` behind the verb, and who stands behind it.
fn agent(verb: &Verb<'_>) -> Option<(usize, Mention)> {
    let tokens = verb.tokens();
    let stop = verb.place.end.min(verb.end + 10);
    let by = (verb.end..stop)
        .take_while(|&at| {
            tokens[at].kind == Kind::Word
                && !tokens[at].is_finite_verb()
                && !tokens[at].is(class::SUB | class::REL)
                || tokens[at].text == "as"
        })
        .find(|&at| tokens[at].text == "by")?;
    let agent = phrase_starting_at(tokens, by + 1, verb.place.end)?;
    // "responded by cutting the fare"; not "praised by leading economists"
    let doing = || {
        let (first, words) = (&tokens[by + 1], &tokens[by + 2..=agent.last]);
        let people =
            |word: &Token<'_>| word.is(class::ROLE) || plural_of(word.text) & class::ROLE != 0;
        let object = |word: &Token<'_>| {
            word.is(class::DET | class::PREP) || word.capital || word.is_figure()
        };
        let named = words.last().is_some_and(people) && !words.iter().any(object);
        first.text.ends_with("ing") && !first.capital && !named
    };
    (!doing() && !tokens[agent.last].is(class::TIME)).then_some((by, agent))
}

/// What the passive is about, and what stands behind the verb.
fn around(verb: &Verb<'_>, start: usize) -> Option<Found> {
    let subject = verb.mention()?;
    Some(Found {
        content: subject.first..subject.last + 1,
        goes_on: Some(start..object_end(verb.place, start + 1)),
        mention: None,
        cue: verb.place.at..verb.end,
    })
}
