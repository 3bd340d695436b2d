//! Clauses behind their cue: `said that it was late`, `said it was late`, `asked whether it was late`.

use super::super::mention::{Mention, MentionKind};
use super::super::tokens::{Kind, Token};
use super::Found;
use super::extent::{clause_end, tells_again};
use super::opening::{addresses, estimates, has_verb, opens_clause, opens_phrase};
use super::verb::Verb;
use crate::lexicon::speech::{class, takes};

/// `Ruiz told reporters on Monday that the port would stay open.`
pub(super) fn said_that(verb: &Verb<'_>) -> Option<Found> {
    let start = that_behind(verb)?;
    let mention = verb.source()?;
    let end = clause_end(verb.place, start, is_aside(verb, &mention));
    verb.found(start, end, Some(mention))
}

/// The next `that`, a few words behind the verb at most; right behind it where the verb can take a thing, for `prefer an agenda
/// that is bold` has another one.
pub(super) fn that_behind(verb: &Verb<'_>) -> Option<usize> {
    let tokens = verb.tokens();
    let is_that = |at: &usize| *at < verb.place.end && tokens[*at].text == "that";
    if verb.takes(takes::OBJECT | takes::THING) && !addresses(verb) {
        return Some(verb.clause_start())
            .filter(is_that)
            .or_else(|| behind_aside(verb).filter(is_that));
    }
    if let Some(behind) = behind_aside(verb).filter(is_that) {
        return Some(behind);
    }
    (verb.end..verb.place.end.min(verb.end + 12))
        .take_while(|&at| {
            (tokens[at].kind == Kind::Word || matches!(tokens[at].kind, Kind::Quote))
                && !tokens[at].is_finite_verb()
                && !tokens[at].is(class::SUBJECT | class::REL)
        })
        .find(is_that)
}

/// `says, however, | that`
fn behind_aside(verb: &Verb<'_>) -> Option<usize> {
    let tokens = verb.tokens();
    let comma = |at: usize| at < verb.place.end && tokens[at].kind == Kind::Comma;
    if !comma(verb.end) {
        return None;
    }
    (verb.end + 1..verb.place.end.min(verb.end + 10))
        .find(|&at| comma(at))
        .map(|at| at + 1)
}

/// `Ruiz asked whether the port would stay open.`
pub(super) fn said_whether(verb: &Verb<'_>) -> Option<Found> {
    let start = verb.clause_start();
    let token = verb
        .tokens()
        .get(start)
        .filter(|_| start < verb.place.end)?;
    // "told voters who wonder": behind whom the verb tells, "who" opens no question.
    let person = matches!(token.text, "which" | "who" | "whom");
    let asks = person && !addresses(verb)
        || matches!(
            token.text,
            "how" | "if" | "what" | "when" | "where" | "whether" | "why"
        );
    let mention = asks.then(|| verb.source())??;
    let end = clause_end(verb.place, start, is_aside(verb, &mention));
    verb.found(start, end, Some(mention))
}

/// `Ruiz says the port will close in May.`
pub(super) fn said_clause(verb: &Verb<'_>) -> Option<Found> {
    let (start, is_say) = (verb.clause_start(), is_say(verb));
    if is_say && opens_subordinate(verb, start) {
        let end = clause_end(verb.place, start, false);
        return verb.found(start, end, Some(verb.source()?));
    }
    // "said comments from Ruiz were old"
    let noun = |token: &Token<'_>| token.is(class::NOUN_CUE) && token.text.ends_with('s');
    let first = verb.tokens()[..verb.place.end].get(start);
    let opens = opens_phrase(verb.place, start)
        || is_say && first.is_some_and(noun)
        || estimates(&verb.tokens()[start.min(verb.place.end)..verb.place.end]);
    if !opens {
        return None;
    }
    let likely = verb.form.tells && !verb.takes(takes::OBJECT | takes::THING);
    let is_certain = || opens_clause(verb.place, start);
    if !likely && !is_certain() {
        return None;
    }
    let mention = verb.source()?;
    if ends_relative(verb, &mention, start) {
        return None;
    }
    let end = clause_end(verb.place, start, is_aside(verb, &mention));
    let says = !likely || is_say || has_verb(verb.place, start, end) || is_certain();
    says.then(|| verb.found(start, end, Some(mention)))?
}

/// `those who saw the fire | said`: what follows the relative clause is the verb of those whom it is about.
fn ends_relative(verb: &Verb<'_>, mention: &Mention, start: usize) -> bool {
    let relative = mention.kind == MentionKind::Relative && mention.first > verb.place.from;
    relative
        && verb.tokens()[mention.first - 1].kind == Kind::Word
        && tells_again(verb.place, start)
}

/// The verb that takes hardly anything but clauses.
fn is_say(verb: &Verb<'_>) -> bool {
    matches!(
        verb.tokens()[verb.place.at].text,
        "said" | "say" | "saying" | "says"
    )
}

/// `said | because it is late, nobody waits`
fn opens_subordinate(verb: &Verb<'_>, start: usize) -> bool {
    let token = verb.tokens().get(start).filter(|_| start < verb.place.end);
    token.is_some_and(|token| {
        matches!(
            token.text,
            "although" | "because" | "if" | "though" | "unless" | "while"
        )
    })
}

/// `the deadline that Ruiz said | was missed`
pub(super) fn said_relative(verb: &Verb<'_>) -> Option<Found> {
    let tokens = verb.tokens();
    let next = tokens.get(verb.end).filter(|_| verb.end < verb.place.end)?;
    if !verb.form.tells || !next.is_finite_verb() {
        return None;
    }
    let mention = verb.source()?;
    let relative = mention
        .first
        .checked_sub(1)
        .filter(|&relative| relative >= verb.place.from)?;
    let relative = tokens[relative].is(class::REL) || tokens[relative].text == "that";
    relative.then(|| {
        verb.found(
            verb.end,
            clause_end(verb.place, verb.end, true),
            Some(mention),
        )
    })?
}

/// `While Ruiz says it is late, …`: the clause ends at its comma.
pub(super) fn is_aside(verb: &Verb<'_>, mention: &Mention) -> bool {
    let before = mention
        .first
        .checked_sub(1)
        .filter(|&before| before >= verb.place.from)
        .map(|before| &verb.tokens()[before]);
    // "Ruiz, who thinks it is late, left": a relative clause is an aside too.
    let relative = mention.kind == MentionKind::Relative;
    relative
        || before.is_some_and(|before| {
            before.is(class::SUB) && !matches!(before.text, "that" | "what" | "how" | "why")
                || before.text == "Even"
        })
}
