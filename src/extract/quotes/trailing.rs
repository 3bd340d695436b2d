//! Cues that stand behind the quoted words: `“We wait,” Ruiz said`.
//!
//! In: a run in its frame. Out: the cue and its subject, on either side of it.

use super::agreement::is_plural;
use super::cues::{cue_at, cues};
use super::hearsay::{quoted, saying_behind};
use super::mention::{Mention, MentionKind, REACH, phrase_starting_at};
use super::parenthesis::is_name_in_marks;
use super::rules::{Attribution, Place};
use super::subject::{all_of, subject};
use super::tokens::{Kind, SMALL, Token};
use super::worth::is_title_case;
use crate::lexicon::speech::{CueKind, class, form};

/// `“We wait,” said Ana Ruiz.`
pub(super) fn quote_verb_source(place: &Place<'_>) -> Option<Attribution> {
    let mut at = place.behind();
    while at < place.end && place.tokens[at].is(class::ADVERB) {
        at += 1;
    }
    if at >= place.end {
        return None;
    }
    let cue = cue_at(place.tokens, &place.frame(), at).filter(|cue| !cue.takes_object())?;
    let base = cue.forms & form::BASE != 0 && place.wants_source();
    if !(cue.is_finite() || base) {
        return None;
    }
    let mention = phrase_starting_at(place.tokens, cue.end, place.end)?;
    // “We wait,” say critics. “We hope,” say others.
    let many =
        || is_plural(place.tokens, &mention) || place.tokens[mention.first].is(class::INDEFINITE);
    if !(cue.is_finite() || many()) {
        return None;
    }
    let mention = with_second(place, mention);
    // “We wait,” told the mayor … is no English; “We wait,” says it all …
    let followed = place
        .tokens
        .get(mention.last + 1)
        .filter(|_| mention.last + 1 < place.end);
    let has_own_verb = followed.is_some_and(|next| next.is(class::AUX));
    (!has_own_verb).then(|| place.attributed(&cue, mention))
}

/// `said Ana Ruiz | and Tom Okafor |.`: nothing that the second does follows.
fn with_second(place: &Place<'_>, mention: Mention) -> Mention {
    let and = mention.last + 1;
    if mention.kind != MentionKind::Name || !place.is_word(and, "and") {
        return mention; // most sources
    }
    let second = phrase_starting_at(place.tokens, and + 1, place.end);
    let over = |second: &Mention| {
        let next = place.tokens[..place.end].get(second.last + 1);
        next.is_none_or(|next| next.kind != Kind::Word || next.is(class::PREP))
    };
    let second = second.filter(|second| second.kind == MentionKind::Name && over(second));
    second.map_or(mention, |second| all_of(&mention, &second))
}

/// `“We wait,” Ruiz, the mayor of Lima, said.`
pub(super) fn quote_source_verb(place: &Place<'_>) -> Option<Attribution> {
    let mut first = place.behind();
    let as_told = place.is_word(first, "as");
    first += usize::from(as_told);
    if !place.tokens.get(first).is_some_and(may_open_subject) {
        return None; // most words that a reporter's sentence runs through
    }
    if is_told_in_passing(place) || is_between_dashes(place) || is_title_within(place) {
        return None;
    }
    let frame = place.frame();
    let clause = first..place.end.min(first + REACH);
    let goes_on = |&at: &usize| match place.tokens[at].kind {
        Kind::Semicolon => false,
        Kind::Quote => is_name_in_marks(&place.tokens[at]),
        _ => true,
    };
    let words = clause.clone().take_while(goes_on);
    let mut cues = words.filter_map(|at| cue_at(place.tokens, &frame, at));
    cues.find_map(|cue| {
        // "Ruiz was quoted as saying", "Ruiz was quoted by the Courier as saying"
        let is_saying = cue.forms & form::ING != 0;
        let saying = saying_behind(place.tokens, cue.at, clause.end)
            .filter(|&saying| (cue.at..=saying).all(|at| goes_on(&at)))
            .or(is_saying.then_some(cue.at));
        if let Some(saying) = saying {
            let mention = quoted(place.tokens, first, saying)?;
            return Some(place.attributed(&cue, mention));
        }
        // "as the mayor described it"
        let it = as_told && place.is_word(cue.end, "it");
        if cue.takes_object() && !it || !(cue.is_finite() || cue.forms & form::BASE != 0) {
            return None;
        }
        let mention = subject(place.tokens, first, &cue)?;
        // “zero” voters would follow, “brilliant” decision Ruiz made: words without a stop want their source and verb at once.
        let named = mention.kind != MentionKind::Noun && may_open_name(&place.tokens[first]);
        let near = place.wants_source() || named && cue.kind == CueKind::Say;
        let opens = mention.first == first && mention.kind != MentionKind::Relative;
        (opens && near).then(|| place.attributed(&cue, mention))
    })
}

/// `When Ruiz told him | “we wait,” Okafor laughed`, `Though Ruiz said it was | “a farce,” she laughed`, `In what Ruiz called | “a farce,” Okafor
/// said`: the verb before the words is theirs, the one behind is the sentence's.
fn is_told_in_passing(place: &Place<'_>) -> bool {
    const OPENS: u32 = class::SUB | class::PREP;
    if place.quote < place.from + 3 || !place.tokens[place.from].is(OPENS) {
        return false;
    }
    let clause = place.tokens[place.from..place.quote].iter().rev();
    let clause = clause.take_while(|token| token.kind == Kind::Word).count();
    let first = place.quote - clause.clamp(2, REACH);
    let before = &place.tokens[first..place.quote];
    let whose = |token: &Token<'_>| matches!(token.text, "what" | "which" | "who");
    let own = place.tokens[place.from].is(class::SUB) || before.iter().any(whose);
    let frame = place.frame();
    cues(place.tokens, &frame, first..place.quote).any(|cue| {
        let near = cue.end + 1 >= place.quote && cue.kind == CueKind::Say;
        let within = clause > place.quote - cue.at
            && cue.kind != CueKind::Mark
            && cue.forms & (form::PAST | form::THIRD | form::BASE) != 0;
        near || own && within && subject(place.tokens, place.from, &cue).is_some()
    })
}

/// `On “Good Day,” | Ruiz said she would wait`: a name of a work, which the sentence runs through.
fn is_title_within(place: &Place<'_>) -> bool {
    let words = place.tokens[place.quote].text;
    let inside = place.quote > place.from && place.is(place.quote - 1, Kind::Word);
    inside && words.starts_with(char::is_uppercase) && is_title_case(words)
}

/// `Although Ruiz lamented it – “why now?” – the mayor laughed`: the words belong to what stands before them.
fn is_between_dashes(place: &Place<'_>) -> bool {
    let dash = |at: usize| place.is(at, Kind::Dash);
    let opens = place.tokens[place.from..place.quote].iter().take(2);
    place.quote > place.from
        && dash(place.quote - 1)
        && dash(place.quote + 1)
        && opens.clone().any(|token| token.is(class::SUB))
}

/// Whether a subject can begin with this token.
fn may_open_subject(token: &Token<'_>) -> bool {
    const MAY: u32 = class::DET | class::SUBJECT | class::INDEFINITE | class::GIVEN;
    token.kind == Kind::Word && (!token.is(SMALL) || token.is(MAY))
}

/// Whether this is no mere noun before a name: `decision` in `decision Ruiz made`.
fn may_open_name(token: &Token<'_>) -> bool {
    token.capital || token.is(class::SUBJECT | class::DET | class::ROLE)
}

/// `The plan is “a farce,” and would fail, Ruiz said.`
pub(super) fn source_verb_last(place: &Place<'_>) -> Option<Attribution> {
    let stop = place.end.min(place.quote + 2 * REACH);
    cues(place.tokens, &place.frame(), place.quote + 1..stop).find_map(|cue| {
        if cue.kind != CueKind::Say || !cue.is_finite() {
            return None;
        }
        let mention = subject(place.tokens, place.quote + 1, &cue)?;
        let before = &place.tokens[mention.first - 1];
        let parted = before.kind == Kind::Comma
            || matches!(before.kind, Kind::Quote) && before.text.ends_with(',');
        let next = place.tokens.get(cue.end).filter(|_| cue.end < place.end);
        let over = next.is_none_or(|next| {
            next.kind != Kind::Word
                || next.is_name_word()
                || next.is(class::PREP | class::TIME) && next.text != "that"
        });
        (parted && over && mention.kind != MentionKind::Relative)
            .then(|| place.attributed(&cue, mention))
    })
}

/// `The plan is “a farce,” and would fail, said Ana Ruiz.`
pub(super) fn verb_source_last(place: &Place<'_>) -> Option<Attribution> {
    let stop = place.end.min(place.quote + 2 * REACH);
    cues(place.tokens, &place.frame(), place.quote + 2..stop).find_map(|cue| {
        let parted = place.is(cue.at - 1, Kind::Comma)
            || matches!(place.tokens[cue.at - 1].kind, Kind::Quote);
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
pub(super) fn quote_source_any_verb(place: &Place<'_>) -> Option<Attribution> {
    let how = is_how(place);
    if !how && is_title_within(place) {
        return None;
    }
    let first = if how {
        place.behind() + 2
    } else {
        place.quote + 1
    };
    let mention = phrase_starting_at(place.tokens, first, place.end)
        .filter(|_| how || place.wants_source())?;
    let verb = place
        .tokens
        .get(mention.last + 1)
        .filter(|_| mention.last + 1 < place.end)?;
    // "he reflects": behind "he" any word that ends as verbs do is one.
    let ends = || verb.text.ends_with('s') || verb.text.ends_with("ed");
    let unknown = mention.kind == MentionKind::Pronoun && verb.kind == Kind::Word && ends();
    let finite = verb.is_finite_verb() || unknown && !verb.capital;
    let plain = finite && !verb.is(class::AUX) && mention.kind != MentionKind::Noun;
    plain.then_some(Attribution {
        cue: Some(verb.span()),
        mention,
    })
}

/// `“…” is how | Ruiz puts it`
fn is_how(place: &Place<'_>) -> bool {
    let behind = &place.tokens[place.behind()..place.end];
    matches!(behind, [is, how, ..] if matches!(is.text, "is" | "was") && how.text == "how")
}

/// `“We wait!” beamed Ana Ruiz.`
pub(super) fn quote_any_verb_source(place: &Place<'_>) -> Option<Attribution> {
    let verb = place
        .tokens
        .get(place.quote + 1)
        .filter(|_| place.quote + 1 < place.end && place.wants_source())?;
    // "Ruiz, host of “Good Day,” thanked Okafor"
    let inside = place.quote > place.from && place.is(place.quote - 1, Kind::Word);
    if inside || !verb.is_finite_verb() || verb.is(class::AUX) {
        return None;
    }
    let mention = phrase_starting_at(place.tokens, place.quote + 2, place.end)?;
    (mention.kind == MentionKind::Name).then_some(Attribution {
        cue: Some(verb.span()),
        mention,
    })
}
