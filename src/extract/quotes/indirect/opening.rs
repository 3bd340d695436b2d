//! Where the content of a report begins.
//!
//! In: the token behind a cue. Out: the one behind what only says when, where and to whom; and whether a phrase or a clause can
//! begin there.

use std::ops::Range;

use super::super::heads::plural_of;
use super::super::mention::words_starting_at;
use super::super::subject::is_day_of_month;
use super::super::tokens::{Kind, Token};
use super::At;
use super::extent::is_day;
use super::verb::Verb;
use crate::lexicon::speech::{class, form, takes};

/// Words that make another verb of the one before them: `showed up`, `backed down`, `arrived late`.
const PARTICLES: [&str; 9] = [
    "ahead", "away", "back", "down", "forward", "late", "off", "out", "up",
];

/// Small words that begin no noun phrase.
const NEVER_FIRST: u32 =
    class::PREP | class::CONJ | class::AUX | class::SUB | class::REL | class::TIME | class::ADVERB;

/// Small words that begin a noun phrase.
const OPENS: u32 = class::SUBJECT | class::OBJECT | class::DET | class::INDEFINITE;

/// The token behind adverbs, days and places of speech: `said | on Monday | in a letter | that`.
pub(super) fn behind_circumstance(place: &At<'_>, mut at: usize) -> usize {
    let tokens = place.tokens;
    while at < place.end {
        let token = &tokens[at];
        let next = tokens.get(at + 1).filter(|_| at + 1 < place.end);
        let of = next.is_some_and(|next| next.text == "of"); // "years of work"
        let day = token.is(class::TIME) && !matches!(token.text, "may") && !of;
        let speech_of = token.is(class::PREP)
            && matches!(token.text, "in" | "on" | "at" | "during" | "to" | "via");
        let last = token.text == "last" && next.is_some_and(|next| next.kind == Kind::Word);
        if last {
            at += 2; // "last quarter"
        } else if day
            || at > place.from && tokens[at - 1].is(class::TIME) && is_day_of_month(tokens, at)
            || token.is(class::ADVERB)
                && !token.is(class::DET | class::SUB | class::INDEFINITE)
                && !is_there(tokens, at)
        {
            at += 1;
        } else if speech_of && next.is_some_and(is_day) {
            at += 2;
        } else if speech_of && opens_time(&tokens[at + 1..place.end]) {
            at += 3; // "in the week"
        } else if speech_of && let Some((_, last)) = words_starting_at(tokens, at + 1, place.end) {
            at = there_is(tokens, at + 2..last + 1).unwrap_or(last + 1);
        } else {
            break;
        }
    }
    at
}

/// `the week | it was late`; not `the day the ferry sank`
fn opens_time(words: &[Token<'_>]) -> bool {
    let [the, time, next, ..] = words else {
        return false;
    };
    let over = next.is(class::SUBJECT) || next.text == "that";
    the.is(class::DET) && time.is(class::TIME) && over
}

/// The `there` of a clause among these tokens: `in a report | there is`.
fn there_is(tokens: &[Token<'_>], mut among: Range<usize>) -> Option<usize> {
    among.find(|&at| {
        let is = tokens.get(at + 1).is_some_and(|next| next.is(class::AUX));
        tokens[at].text == "there" && is
    })
}

/// `there | is`, `there’s`
fn is_there(tokens: &[Token<'_>], at: usize) -> bool {
    let word = tokens[at].text;
    let behind = match word.as_bytes().first() {
        Some(b't') => word.strip_prefix("there"),
        _ => None, // most words
    };
    behind.is_some_and(|behind| match behind.is_empty() {
        true => tokens.get(at + 1).is_some_and(|next| next.is(class::AUX)),
        false => behind.starts_with(['\'', '’']),
    })
}

/// The token behind adverbs.
pub(super) fn behind_adverbs(place: &At<'_>, mut at: usize) -> usize {
    while at < place.end
        && place.tokens[at].is(class::ADVERB)
        && !place.tokens[at].is(class::DET | class::INDEFINITE | class::SUB | class::PREP)
    {
        at += 1;
    }
    at
}

/// Whether a noun phrase, a pronoun or quoted words can begin at `at`.
pub(super) fn opens_phrase(place: &At<'_>, at: usize) -> bool {
    let Some(token) = place.tokens.get(at).filter(|_| at < place.end) else {
        return false;
    };
    match token.kind {
        Kind::Quote => true,
        Kind::Word if token.is(class::TIME) && !token.is(class::DET) => {
            let next = place.tokens[..place.end].get(at + 1);
            next.is_some_and(|next| next.text == "of") // "years of work"
        }
        Kind::Word if token.classes & OPENS | u32::from(token.capital) != 0 => true,
        Kind::Word if is_there(place.tokens, at) => true,
        Kind::Word if token.is(NEVER_FIRST) => false,
        Kind::Word if PARTICLES.contains(&token.text) => false,
        Kind::Word => !token.is_finite_verb() || place.tokens.get(at + 1).is_some_and(is_noun),
        _ => false,
    }
}

/// `over 90 percent`
pub(super) fn estimates(words: &[Token<'_>]) -> bool {
    let [word, number, ..] = words else {
        return false;
    };
    number.is_figure() && matches!(word.text, "about" | "around" | "over" | "under")
}

/// `retired | pilots`: what an adjective that looks like a verb stands before.
fn is_noun(token: &Token<'_>) -> bool {
    token.kind == Kind::Word
        && token.text.starts_with(char::is_lowercase)
        && (token.is(class::ROLE | class::BODY)
            || token.known.is_none_or(|known| !known.is_of_speech))
        && !token.is_finite_verb()
}

/// Whether a finite verb stands in these tokens.
pub(super) fn has_verb(place: &At<'_>, start: usize, end: usize) -> bool {
    place.tokens[start..end.min(start + 60)]
        .iter()
        .any(|token| token.is_finite_verb() || is_plain_verb(token))
}

fn is_plain_verb(token: &Token<'_>) -> bool {
    token.is(class::CUE)
        && !token.capital
        && token.word().is_some_and(|word| {
            word.cues
                .iter()
                .any(|cue| cue.forms & (form::BASE | form::THIRD) != 0)
        })
}

/// The token behind adverbs and a day: `vowed | on Tuesday | to wait`.
#[inline]
pub(super) fn behind_day(place: &At<'_>, at: usize) -> usize {
    const MAY_BE: u32 = class::ADVERB | class::TIME | class::PREP | class::DET;
    match place.tokens[..place.end].get(at) {
        Some(token) if token.is(MAY_BE) => behind_words_of_day(place, at),
        _ => at, // most verbs
    }
}

fn behind_words_of_day(place: &At<'_>, mut at: usize) -> usize {
    loop {
        at = behind_adverbs(place, at);
        let day = |at: usize| at < place.end && place.tokens[at].is(class::TIME);
        if day(at) {
            at += 1;
        } else if at < place.end && matches!(place.tokens[at].text, "on" | "this") && day(at + 1) {
            at += 2;
        } else {
            return at;
        }
    }
}

/// Whether the verb names whom it tells: `told reporters`. A headline has no room for them: `Ruiz Warns Ice Is Thin`.
pub(super) fn addresses(verb: &Verb<'_>) -> bool {
    let spelled = verb.tokens()[verb.place.at].text.as_bytes();
    verb.takes(takes::WHOM) && spelled[0].is_ascii_lowercase()
}

/// Where a clause can begin behind the verb, whom it tells and when.
pub(super) fn clause_start(verb: &Verb<'_>) -> usize {
    let start = behind_circumstance(verb.place, verb.end);
    if !addresses(verb) {
        return start;
    }
    behind_circumstance(verb.place, addressee_end(verb.place, start))
}

/// The token behind the verb and whom it tells.
pub(super) fn behind_addressee(verb: &Verb<'_>) -> usize {
    if addresses(verb) {
        addressee_end(verb.place, behind_adverbs(verb.place, verb.end))
    } else {
        verb.end
    }
}

/// The token behind `reporters` in `told reporters`.
fn addressee_end(place: &At<'_>, start: usize) -> usize {
    let tokens = place.tokens;
    match tokens.get(start).filter(|_| start < place.end) {
        Some(token) if token.is(class::OBJECT) => start + 1,
        Some(token) if token.text == "her" => start + 1,
        Some(token) if token.is(class::SUBJECT) => start,
        // "told the port was late": what follows is the clause itself.
        Some(_) => match words_starting_at(tokens, start, place.end) {
            Some((first, last)) if first == start && is_subject(place, last) => {
                behind_told(&tokens[first..=last]).map_or(start, |behind| first + behind)
            }
            Some((_, last)) => last + 1,
            None => start,
        },
        None => start,
    }
}

/// Where the name of somebody else begins behind those who are told: `told jurors | Ruiz was late`, `told the court | Ruiz was late`.
fn behind_told(words: &[Token<'_>]) -> Option<usize> {
    let told = |token: &Token<'_>| {
        let many = plural_of(token.text) & class::ROLE != 0;
        !token.capital
            && (many
                || matches!(
                    token.text,
                    "court" | "inquest" | "inquiry" | "jury" | "paper" | "tribunal"
                ))
    };
    let pairs = words.windows(2);
    let behind = pairs.map(|pair| told(&pair[0]) && pair[1].is_name_word());
    behind
        .into_iter()
        .position(|behind| behind)
        .map(|at| at + 1)
}

/// Whether a subject and its verb begin at `start`.
pub(super) fn opens_clause(place: &At<'_>, start: usize) -> bool {
    let opens = words_starting_at(place.tokens, start, place.end);
    opens.is_some_and(|(first, last)| first == start && is_subject(place, last))
}

/// Whether a verb stands behind the phrase that ends with `last`.
fn is_subject(place: &At<'_>, last: usize) -> bool {
    let next = place.tokens[..place.end].get(last + 1);
    let amount = |next: &Token<'_>| next.text == "points" && place.tokens[last].is_figure();
    next.is_some_and(|next| {
        (next.is_finite_verb() || next.is(class::ADVERB | class::AUX)) && !amount(next)
    })
}
