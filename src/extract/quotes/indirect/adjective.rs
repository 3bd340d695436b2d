//! Adjectives that say what somebody holds: `is convinced that`, `is afraid of`, `is ready to`.

use super::super::cues::Cue;
use super::super::mention::Mention;
use super::super::subject::subject;
use super::complement::{is_infinitive, preposition};
use super::extent::{clause_end, object_end};
use super::opening::opens_phrase;
use super::verb::speaks;
use super::{At, Found};
use crate::lexicon::speech::{CueKind, class, form, takes};

/// `Ruiz is convinced that the port is safe.`
pub(super) fn adjective_clause(place: &At<'_>) -> Option<Found> {
    let start = place.at + 1;
    let that = place.tokens.get(start)?.text == "that" && start < place.end;
    let holder = that.then(|| holder(place, takes::CLAUSE)).flatten()?;
    Some(found(place, start, clause_end(place, start, false), holder))
}

/// `Ruiz is ready to wait.`
pub(super) fn adjective_infinitive(place: &At<'_>) -> Option<Found> {
    let start = place.at + 1;
    let holder = is_infinitive(place, start)
        .then(|| holder(place, takes::TO))
        .flatten()?;
    Some(found(place, start, object_end(place, start + 1), holder))
}

/// `Ruiz is critical of the plan.`
pub(super) fn adjective_preposition(place: &At<'_>) -> Option<Found> {
    let next = place
        .tokens
        .get(place.at + 1)
        .filter(|_| place.at + 1 < place.end)?;
    let preposition = preposition(next);
    let start = place.at + 2;
    let holder = holder(place, preposition).filter(|_| opens_phrase(place, start))?;
    Some(found(place, start, object_end(place, start), holder))
}

/// Who is so, behind a form of "be" or "feel".
fn holder(place: &At<'_>, complement: u32) -> Option<Mention> {
    const LINKS: [&str; 11] = [
        "became", "feel", "feels", "felt", "grew", "remain", "remained", "remains", "seemed",
        "seems", "sounded",
    ];
    let token = &place.tokens[place.at];
    let adjective = token.is(class::ADJECTIVE_CUE)
        && token
            .word()
            .is_some_and(|word| word.takes & complement != 0);
    let before = place
        .at
        .checked_sub(1)
        .filter(|&before| before > place.from && adjective)?;
    let mut verb = before;
    while verb > place.from && place.tokens[verb].is(class::ADVERB) {
        verb -= 1;
    }
    let link = &place.tokens[verb];
    let linked = LINKS.contains(&link.text)
        || link.is(class::AUX)
        || link.is(class::SUBJECT) && link.text.len() > 4;
    let cue = Cue {
        at: if link.is(class::SUBJECT) {
            verb + 1
        } else {
            verb
        },
        end: place.at + 1,
        kind: CueKind::Think,
        forms: form::PAST,
    };
    linked
        .then(|| subject(place.tokens, place.from, &cue))
        .flatten()
        .filter(|mention| speaks(place.tokens, mention))
}

fn found(place: &At<'_>, start: usize, end: usize, holder: Mention) -> Found {
    Found {
        content: start..end,
        goes_on: None,
        mention: Some(holder),
        cue: place.at..place.at + 1,
    }
}
