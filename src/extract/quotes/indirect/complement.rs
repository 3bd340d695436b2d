//! What verbs take besides clauses: `vowed to wait`, `criticized the plan`, `spoke about jobs`.

use super::super::heads::plural_of;
use super::super::hearsay::saying_behind;
use super::super::mention::{Mention, MentionKind, words_starting_at};
use super::super::nominal::is_plainly_small;
use super::super::tokens::{Kind, Token};
use super::Found;
use super::extent::{clause_end, is_over, object_end};
use super::opening::{behind_adverbs, behind_day, estimates, opens_clause, opens_phrase};
use super::verb::Verb;
use crate::lexicon::speech::{CueKind, class, takes};

/// `Ruiz vowed to keep the port open.`
pub(super) fn verb_infinitive(verb: &Verb<'_>) -> Option<Found> {
    let start = behind_day(verb.place, verb.end);
    if !is_infinitive(verb.place, start) {
        return None;
    }
    let mention = verb.source()?;
    let end = own_end(verb, &mention, start + 1);
    (!says_nothing(&verb.tokens()[start..end])).then(|| verb.found(start, end, Some(mention)))?
}

/// `to comment`, `to be named`: what people are asked for and what they decline, of which nothing is told.
fn says_nothing(words: &[Token<'_>]) -> bool {
    let word = |nth: usize| words.get(nth).map_or("", |word| word.text);
    let few = match (word(1), word(2)) {
        ("comment", "further") | ("be", "named" | "identified" | "quoted") => 3,
        ("remain", "anonymous") => 3,
        ("comment" | "elaborate" | "respond", _) => 2,
        _ => return false,
    };
    words.get(few).is_none_or(is_over)
}

/// Whether `to wait` stands at `to`.
pub(super) fn is_infinitive(place: &super::At<'_>, to: usize) -> bool {
    if place.tokens.get(to).is_none_or(|token| token.text != "to") {
        return false;
    }
    let next = behind_adverbs(place, to + 1);
    let verb = place.tokens.get(next).filter(|_| next < place.end);
    verb.is_some_and(|verb| {
        verb.kind == Kind::Word
            && !verb.capital
            && (!verb.is(class::DET | class::PREP | class::SUBJECT | class::OBJECT | class::TIME)
                || verb.text == "be")
            && !verb.text.ends_with("ing")
            && !verb.text.ends_with('s')
    })
}

/// `Ruiz spoke to the crews about the ice.`
pub(super) fn verb_preposition(verb: &Verb<'_>) -> Option<Found> {
    let start = preposition_behind(verb.place, verb.end, verb.form.takes)? + 1;
    let mention = verb.source()?;
    let token = verb
        .tokens()
        .get(start)
        .filter(|_| start < verb.place.end)?;
    let clause = token.is(class::SUB | class::REL) && !token.is(class::PREP);
    let terms = token.text == "condition"; // "spoke on condition of anonymity"
    if terms || tells_that(verb, start) || !clause && !opens_phrase(verb.place, start) {
        return None;
    }
    let end = if clause {
        clause_end(verb.place, start, false)
    } else {
        object_end(verb.place, start)
    };
    verb.found(start, end, Some(mention))
}

/// Whether the phrase at `start` is whom the verb tells a clause: `admitted to | the council that it was late`, `agreed with | Okafor that`.
fn tells_that(verb: &Verb<'_>, start: usize) -> bool {
    let (tokens, end) = (verb.tokens(), verb.place.end);
    let people = |whom: &Token<'_>| {
        let role = whom.is(class::ROLE | class::BODY) || plural_of(whom.text) & class::ROLE != 0;
        role || whom.is_name_word()
    };
    let that = || {
        let whom = words_starting_at(tokens, start, end).map(|(_, last)| last);
        let whom = whom.filter(|&last| last + 1 < end && tokens[last + 1].text == "that");
        let clause = |at: usize| {
            let pronoun = tokens[..end]
                .get(at)
                .is_some_and(|token| token.is(class::SUBJECT));
            pronoun || opens_clause(verb.place, at)
        };
        whom.is_some_and(|last| people(&tokens[last]) && clause(last + 2))
    };
    matches!(tokens[start - 1].text, "to" | "with") && verb.takes(takes::CLAUSE) && that()
}

/// The preposition that a verb takes, behind whom it is said to or right behind the verb, which ends before `at`.
pub(super) fn preposition_behind(place: &super::At<'_>, at: usize, takes: u32) -> Option<usize> {
    let near = behind_adverbs(place, at);
    let taken = |at: &usize| {
        let token = place.tokens.get(*at).filter(|_| *at < place.end);
        token.is_some_and(|token| takes & preposition(token) != 0)
            && !begins_estimate(&place.tokens[*at..place.end])
    };
    (behind_addressee(place, near).filter(taken)).or_else(|| Some(near).filter(taken))
}

/// `about 90 percent of them left`: a clause; not `about 12 delays at the port`.
fn begins_estimate(words: &[Token<'_>]) -> bool {
    const NEAR: usize = 10;
    estimates(words) && words.iter().take(NEAR).any(Token::is_finite_verb)
}

/// What a verb or a noun takes before this token, if it is a preposition.
pub(super) fn preposition(token: &Token<'_>) -> u32 {
    if token.is(class::PREP | class::SUB) {
        takes::preposition(token.text)
    } else {
        0
    }
}

/// The token behind `to the crews`, `with Okafor`.
fn behind_addressee(place: &super::At<'_>, at: usize) -> Option<usize> {
    let token = place.tokens.get(at).filter(|_| at < place.end)?;
    let phrase = if matches!(token.text, "to" | "with") {
        at + 1
    } else if is_plainly_small(token) && !token.is(class::DET) {
        return None; // another preposition
    } else {
        at
    };
    let (_, last) = words_starting_at(place.tokens, phrase, place.end)?;
    Some(last + 1)
}

/// `Okafor criticized the plan.`, `Okafor denied taking the money.`
pub(super) fn verb_object(verb: &Verb<'_>) -> Option<Found> {
    let start = behind_adverbs(verb.place, verb.end);
    if !opens_phrase(verb.place, start) || is_of_amounts(verb, start) {
        return None;
    }
    let mention = verb.source()?;
    let end = own_end(verb, &mention, start);
    if saying_behind(verb.tokens(), verb.place.at, verb.place.end).is_some() {
        return None; // "quoted Okafor as saying"
    }
    let first = &verb.tokens()[start];
    if first.kind == Kind::Quote && names(&verb.tokens()[verb.place.at]) {
        return None; // "a film called “Rain” by Ana Ruiz"
    }
    // "supports him", "asked Okafor": too little to be worth a quote, but for words in marks and for whom somebody endorses.
    let worth = matches!(first.kind, Kind::Quote) || first.capital && !verb.form.tells;
    (worth || end > start + 1).then(|| verb.found(start, end, Some(mention)))?
}

/// Whether the verb gives words in marks to something as its name: `called`, `dubbed`.
fn names(verb: &Token<'_>) -> bool {
    verb.cue(None).is_some_and(|cue| cue.kind == CueKind::Name)
}

/// `declined 5 percent`, `with declining sales`: not what somebody would not do, as in `declined the offer`, `declined comment`.
fn is_of_amounts(verb: &Verb<'_>, start: usize) -> bool {
    let tokens = verb.tokens();
    let declines = tokens[verb.place.at].text.starts_with("declin");
    let first = &tokens[start];
    let refused = || {
        let near = tokens[start..verb.place.end].iter().take(2);
        let mut words = near.take_while(|word| word.kind == Kind::Word);
        words.any(|word| word.is(class::NOUN_CUE) || word.text == "interview")
    };
    declines && (first.is_figure() || !first.is(class::DET | class::OBJECT) && !refused())
}

/// `Okafor sees the plan as a farce.`: verbs that take no thing alone.
pub(super) fn verb_as(verb: &Verb<'_>) -> Option<Found> {
    let start = behind_adverbs(verb.place, verb.end);
    let as_ = as_behind(verb.place, start)?;
    let mention = verb.source()?;
    let end = own_end(verb, &mention, as_);
    verb.found(start, end, Some(mention))
}

/// The `as` behind a thing that begins at `start`, before what it is: `the plan | as | a farce`; not `the plan as he left`.
pub(super) fn as_behind(place: &super::At<'_>, start: usize) -> Option<usize> {
    let tokens = place.tokens;
    let token = tokens.get(start).filter(|_| start < place.end)?;
    let last = match token.is(class::OBJECT) {
        true => start, // "him"
        false => words_starting_at(tokens, start, place.end)?.1,
    };
    let at = behind_adverbs(place, last + 1);
    let (as_, what) = tokens[..place.end].get(at..)?.split_first()?;
    let what = what.first()?;
    let compares = matches!(
        what.text,
        "far" | "if" | "long" | "many" | "much" | "soon" | "though" | "well"
    );
    (as_.text == "as" && !compares && !opens_clause(place, at + 1)).then_some(at)
}

/// The end of what the verb takes; of a relative clause before the verb of what it is about: `the man who attacked Ruiz | said`.
fn own_end(verb: &Verb<'_>, mention: &Mention, start: usize) -> usize {
    let end = object_end(verb.place, start);
    match mention.kind {
        MentionKind::Relative => before_verb(verb, start, end),
        _ => end,
    }
}

fn before_verb(verb: &Verb<'_>, start: usize, end: usize) -> usize {
    (start + 1..end)
        .find(|&at| verb.tokens()[at].is_finite_verb())
        .unwrap_or(end)
}
