//! Phrases that name a source: `according to Ruiz`, `in Ruiz’s view`.

use std::ops::Range;

use super::super::mention::{Mention, MentionKind, phrase_ending_at, phrase_starting_at};
use super::super::roles::behind_name;
use super::super::subject::skip_left;
use super::super::tokens::{Kind, Token};
use super::super::verbless::possessor;
use super::extent::{LONGEST, clause_end};
use super::{At, Found};
use crate::lexicon::speech::class;

/// `According to Ruiz, the port will close.`, and the same with the source behind or within the clause.
pub(super) fn according_to(place: &At<'_>) -> Option<Found> {
    let (tokens, at) = (place.tokens, place.at);
    let to = tokens.get(at + 1).filter(|_| at + 1 < place.end)?;
    if !tokens[at].text.eq_ignore_ascii_case("according") || to.text != "to" {
        return None;
    }
    let mention =
        phrase_starting_at(tokens, at + 2, place.end).or_else(|| plain_noun(place, at + 2))?;
    let behind = behind_apposition(place, &mention).unwrap_or(mention.last + 1);
    let (content, goes_on) = around(place, at, behind)?;
    Some(Found {
        content,
        goes_on,
        mention: Some(mention),
        cue: at..at + 2,
    })
}

/// `In Ruiz’s view, the port is safe.`
pub(super) fn in_their_view(place: &At<'_>) -> Option<Found> {
    let (tokens, at) = (place.tokens, place.at);
    if !matches!(
        tokens[at].text,
        "view" | "opinion" | "telling" | "judgment" | "estimation" | "mind" | "eyes" | "words"
    ) {
        return None;
    }
    let mention = possessor(tokens, place.from, at)?;
    let opens = mention
        .first
        .checked_sub(1)
        .filter(|&opens| opens >= place.from)?;
    let within = tokens[opens].text.eq_ignore_ascii_case("in");
    let (content, goes_on) = around(place, opens, at + 1).filter(|_| within)?;
    Some(Found {
        content,
        goes_on,
        mention: Some(mention),
        cue: at..at + 1,
    })
}

/// `The port will reportedly close in May.`
pub(super) fn hearsay(place: &At<'_>) -> Option<Found> {
    let (tokens, at) = (place.tokens, place.at);
    if !matches!(
        tokens[at].text,
        "allegedly" | "purportedly" | "reportedly" | "supposedly"
    ) {
        return None;
    }
    let before = skip_left(tokens, place.from, at)
        .and_then(|left| phrase_ending_at(tokens, place.from, left.at))
        .map_or(at, |subject| subject.first);
    Some(Found {
        content: before..at,
        goes_on: Some(at + 1..clause_end(place, at + 1, false)),
        mention: None,
        cue: at..at + 1,
    })
}

/// A noun that looks like a verb: `according to reports`.
fn plain_noun(place: &At<'_>, at: usize) -> Option<Mention> {
    let token = place.tokens.get(at).filter(|_| at < place.end)?;
    (token.kind == Kind::Word).then_some(Mention {
        first: at,
        last: at,
        kind: MentionKind::Noun,
        name: None,
    })
}

/// The comma behind what is told of a name: `according to Ana Ruiz, 43, the mayor of Lima|, the port is dark`; not `according to Ana Ruiz,
/// mayors of Lima, Quito and Lund` or `according to Ana Ruiz, the mayor of Lima, Tom Holt, is late`.
fn behind_apposition(place: &At<'_>, name: &Mention) -> Option<usize> {
    let tokens = &place.tokens[..place.end];
    let is_comma = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Comma)
    };
    let comma = name.last + 1;
    if name.kind != MentionKind::Name || !is_comma(comma) {
        return None; // most sources
    }
    let age = tokens.get(comma + 1).filter(|_| is_comma(comma + 2));
    let is_age = age.is_some_and(|age| age.text.bytes().all(|byte| byte.is_ascii_digit()));
    // "the mayor of Lima, | Tom Holt, is late": somebody else
    let another = |at: usize| {
        let next = phrase_starting_at(tokens, at, tokens.len());
        next.is_some_and(|next| is_comma(next.last + 1))
    };
    let role = behind_role(tokens, name).filter(|&end| is_comma(end) && !another(end + 1));
    role.or_else(|| is_age.then_some(comma + 2))
}

/// The token behind the role of one person that stands behind a name.
fn behind_role(tokens: &[Token<'_>], name: &Mention) -> Option<usize> {
    let role = behind_name(tokens, name)?;
    let behind = &tokens[name.last + 1..];
    let words = behind.iter().take_while(|token| token.end() <= role.end());
    let words = &behind[..words.count()];
    let noun = words.iter().find(|word| word.is(class::ROLE))?;
    let one = !noun.text.ends_with('s') || noun.text.ends_with("ss");
    one.then_some(name.last + 1 + words.len())
}

/// What stands around a phrase that names a source: behind it where it opens the sentence, before it where it closes it.
fn around(
    place: &At<'_>,
    first: usize,
    end: usize,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let tokens = place.tokens;
    let comma = (end..place.end.min(end + 20)).find(|&at| tokens[at].kind == Kind::Comma);
    if first < place.from + 2 {
        let start = behind_relative(place, comma? + 1);
        return Some((start..clause_end(place, start, false), None));
    }
    let before = start_before(place, first)..first;
    let within = comma.filter(|&comma| {
        comma < end + 2 && tokens[first - 1].kind == Kind::Comma && comma + 1 < place.end
    });
    let Some(comma) = within else {
        return Some((before, None));
    };
    let behind = comma + 1..clause_end(place, comma + 1, false);
    let opening = tokens[before.start..first - 1].last();
    // "because, according to Ruiz, the port is dark": what comes before is the reporter's.
    if opening.is_some_and(|token| token.is(class::SUB | class::CONJ) || token.text == "that") {
        return Some((behind, None));
    }
    // A participle or a name behind the comma tells of the source: "according to Ruiz, who ran".
    let verbless = !tokens[before.clone()].iter().any(Token::is_finite_verb);
    if verbless || goes_on(place, comma + 1) {
        return Some((before, Some(behind)));
    }
    Some((before, None))
}

/// The clause behind what is told of the source: `who leads the union, | the port is dark`.
fn behind_relative(place: &At<'_>, start: usize) -> usize {
    if !place.tokens[start.min(place.end - 1)].is(class::REL) {
        return start;
    }
    (start..place.end.min(start + 40))
        .find(|&at| place.tokens[at].kind == Kind::Comma)
        .map_or(start, |comma| comma + 1)
}

fn start_before(place: &At<'_>, first: usize) -> usize {
    let from = place.from.max(first.saturating_sub(LONGEST));
    (from..first)
        .rev()
        .find(|&at| place.tokens[at].kind == Kind::Semicolon)
        .map_or(from, |semicolon| semicolon + 1)
}

/// Whether the clause goes on with its verb: `The port, according to Ruiz, | is safe`.
fn goes_on(place: &At<'_>, at: usize) -> bool {
    let token = &place.tokens[at];
    token.is_finite_verb() || token.is(class::CONJ) || matches!(token.kind, Kind::Quote)
}
