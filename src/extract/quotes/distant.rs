//! Sources beside the quoted words that more is told of than phrases, commas and brackets hold: `“We wait,” Ana Ruiz, head of the port said`,
//! `“We wait,” Harbor Lines (HBL.N) pilot Tom Okafor told`, `Ana Ruiz from Lima – of the board, too, said: “We wait.”`; and those without a
//! verb: `“We wait,” Ana Ruiz, head of the port.`
//!
//! In: a run in its frame, where the run ends in a comma or the sentence before it in a verb of speech. Out: whoever is named or described
//! there first.

use super::cues::{cue_at, cues};
use super::heads::plural_of;
use super::mention::{Mention, MentionKind, phrase_ending_at, phrase_starting_at};
use super::rules::{Attribution, Place};
use super::tokens::{Kind, Token};
use crate::lexicon::speech::{CueKind, class};

/// No source with what tells of it is longer, in tokens.
const LONGEST: usize = 30;

/// A title of a work has fewer words, mostly: `“Good Day,” Tom Okafor, host`.
const FEWEST: usize = 4;

/// So many words before a verb of speech nobody else is told of.
const NEAR: usize = 3;

/// `“We wait,” Ana Ruiz, president of the port of Lima said.`
pub(super) fn quote_source_far_verb(place: &Place<'_>) -> Option<Attribution> {
    let first = opening(place)?;
    let stop = place.end.min(first + LONGEST);
    let frame = place.frame();
    let cue = cues(place.tokens, &frame, first + 1..stop)
        .find(|cue| cue.kind == CueKind::Say && cue.is_finite())?;
    let told = &place.tokens[first..cue.at];
    // "a word that sailors said meant thief"
    let relative = told
        .iter()
        .rev()
        .take(NEAR)
        .any(|who| who.is(class::REL) || who.text == "that");
    if relative || !tells_who(told) {
        return None;
    }
    let mention = match told.iter().any(|token| token.kind == Kind::Comma) {
        true => with_role(place, first, cue.at)?,
        false => whole(place.tokens, first, cue.at - 1)?,
    };
    Some(place.attributed(&cue, mention))
}

/// `Ana Ruiz, a former pilot from the port of Lima said: “We wait.”`
pub(super) fn source_far_verb_quote(place: &Place<'_>) -> Option<Attribution> {
    let stop = place
        .quote
        .checked_sub(1)
        .filter(|&stop| stop > place.from)?;
    let leads = place.is(stop, Kind::Colon) || place.is(stop, Kind::Comma);
    let verb = stop
        .checked_sub(1)
        .filter(|&verb| leads && verb > place.from)?;
    let cue = cue_at(place.tokens, &place.frame(), verb)?;
    let (from, told) = (place.from, &place.tokens[place.from..verb]);
    let says = cue.kind == CueKind::Say && cue.is_finite();
    if !says || told.len() > LONGEST || !tells_who(told) {
        return None;
    }
    let named = phrase_starting_at(place.tokens, from, verb)?;
    let full = named.name.is_some_and(|(first, last)| first < last);
    let given = || place.tokens[named.name.map_or(from, |(first, _)| first)].is(class::GIVEN);
    let mention = match named.kind == MentionKind::Name && full && given() {
        true => named,
        false => with_role(place, from, verb)?,
    };
    Some(place.attributed(&cue, mention))
}

/// `“We wait,” Ana Ruiz, head of the port, in a note.`
pub(super) fn quote_source_role(place: &Place<'_>) -> Option<Attribution> {
    let first = opening(place)?;
    let behind = &place.tokens[first..place.end];
    let over = |token: &Token<'_>| matches!(token.kind, Kind::End | Kind::Quote);
    let end = behind.iter().position(over).unwrap_or(behind.len());
    if end > LONGEST
        || !tells_who(&behind[..end])
        || behind[..end].iter().any(Token::is_finite_verb)
    {
        return None;
    }
    let mention = with_role(place, first, first + end)?;
    let full = mention.name.is_some_and(|(first, last)| first < last);
    let words = place.tokens[place.quote].text.split_whitespace();
    (full && words.count() >= FEWEST).then_some(Attribution { cue: None, mention })
}

/// Where a source may begin: right behind words that open their sentence and end in a comma; not `The host of “Good Day,” Tom Okafor`.
fn opening(place: &Place<'_>) -> Option<usize> {
    if place.quote != place.from {
        return None;
    }
    let words = place.tokens[place.quote]
        .text
        .trim_end_matches(['\'', '’', '”', ' ']);
    let first = place.behind();
    let comma = words.ends_with(',') || place.is(place.quote + 1, Kind::Comma);
    let word = place.tokens[..place.end].get(first)?;
    let opens = word.capital | word.is(class::DET) && !word.is(class::PREP);
    (comma && word.kind == Kind::Word && opens).then_some(first)
}

/// Whether words tell who somebody is, and not what happened: no verb but behind `who`, and no `she`.
fn tells_who(words: &[Token<'_>]) -> bool {
    let plain = |(at, token): (usize, &Token<'_>)| {
        let of_who = || {
            words[at.saturating_sub(2)..at]
                .iter()
                .any(|who| who.is(class::REL))
        };
        let may_stand = matches!(
            token.kind,
            Kind::Word | Kind::Comma | Kind::Open | Kind::Close | Kind::Dash | Kind::Other
        );
        may_stand
            && !token.is(class::SUBJECT)
            && (!token.is_finite_verb() && !token.is(class::AUX) || of_who())
    };
    words.iter().enumerate().all(plain)
}

/// A name, and behind a comma what they are, up to `stop`: `Ana Ruiz, | head of the port`; not `Peru, Chile and Spain`.
fn with_role(place: &Place<'_>, first: usize, stop: usize) -> Option<Mention> {
    const WORDS: usize = 8;
    let mention = phrase_starting_at(place.tokens, first, stop)?;
    let comma = mention.last + 1;
    let role = |token: &Token<'_>| token.is(class::ROLE | class::TITLE) || token.is(class::REL);
    let told = place.tokens[comma..stop].iter().take(WORDS).any(role);
    let named = mention.kind == MentionKind::Name && comma < stop;
    (named && place.is(comma, Kind::Comma) && told).then_some(mention)
}

/// The source among the words `first..=last`, which no comma parts: all of them where they end in a full name, which is theirs (`Harbor Lines
/// (HBL.N) pilot | Tom Okafor`), or in people; else the phrase that they begin with (`a pilot | who asked not to be named`).
fn whole(tokens: &[Token<'_>], first: usize, last: usize) -> Option<Mention> {
    let ends = phrase_ending_at(tokens, first, last).filter(|ends| {
        let full = ends.name.is_some_and(|(first, last)| first < last);
        let people = || plural_of(tokens[last].text) & class::ROLE != 0; // "Harbor (HBL.N) analysts"
        let full = full || ends.kind == MentionKind::Noun && people();
        let tied = ends.first > first && tokens[ends.first - 1].is(class::PREP | class::CONJ);
        full && !tied
    });
    if let Some(ends) = ends {
        return Some(Mention { first, ..ends });
    }
    let short = last <= first + 1; // "the minutes", "Long"
    phrase_starting_at(tokens, first, last + 1).or(short.then_some(Mention {
        first,
        last,
        kind: match tokens[first].is(class::DET) {
            true => MentionKind::Noun,
            false => MentionKind::Name,
        },
        name: (first == last).then_some((first, last)),
    }))
}
