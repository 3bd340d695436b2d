//! Where the content of a report ends.
//!
//! In: the token of its first word. Out: the one behind its last. A clause runs to the end of its sentence unless the reporter
//! takes over again; a thing ends with its phrase.

use super::super::mention::words_starting_at;
use super::super::tokens::{Kind, Token};
use super::At;
use super::opening::opens_clause;
use crate::lexicon::few_words::FewWords;
use crate::lexicon::speech::{class, form};

/// The longest content, in tokens: no sentence of a newspaper is longer, and text without a full stop costs no more.
pub(super) const LONGEST: usize = 240;

/// Words that begin a clause of the reporter's own behind a comma: `…, but the port was dark`.
const TURNS: [&str; 10] = [
    "according",
    "although",
    "as",
    "but",
    "comments",
    "even",
    "prompting",
    "though",
    "whereas",
    "while",
];

/// Words behind which somebody's attitude to a thing is over: `criticized the plan | after the vote`.
const OVER: FewWords<13> = FewWords::new([
    "after",
    "although",
    "amid",
    "before",
    "but",
    "despite",
    "during",
    "following",
    "since",
    "though",
    "unless",
    "when",
    "while",
]);

/// Words behind which it may be, by what follows them.
const MAY_BE_OVER: FewWords<4> = FewWords::new(["according", "as", "in", "on"]);

/// Words behind which it is over where its last words were quoted: `“a farce” | as the vote neared`.
const OVER_BEHIND_MARKS: [&str; 4] = ["as", "because", "if", "until"];

/// The end of a clause that begins at `start`; `aside` where it is part of an aside that a comma ends.
pub(super) fn clause_end(place: &At<'_>, start: usize, aside: bool) -> usize {
    let end = place.end.min(start + LONGEST);
    (start + 2..end)
        .find(|&at| ends_clause(place, at, aside))
        .unwrap_or(end)
}

fn ends_clause(place: &At<'_>, at: usize, aside: bool) -> bool {
    let tokens = place.tokens;
    if tokens[at].kind == Kind::Word && !tokens[at].is(class::CONJ | class::ATTRIBUTES) {
        return false; // most words
    }
    let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < place.end) else {
        return false;
    };
    match tokens[at].kind {
        Kind::Comma => aside || turns(place, at + 1),
        Kind::Dash => resumes(place, at + 1),
        Kind::Quote => tokens[at].text.ends_with(',') && turns(place, at + 1),
        Kind::Semicolon => true,
        Kind::Word if tokens[at].text == "according" => next.text == "to",
        Kind::Word if tokens[at].text == "but" => next.is_finite_verb() && !corrects(place, at),
        Kind::Word if tokens[at].is(class::CONJ) => {
            tells_at(place, at + 1) || tells_again(place, at + 1)
        }
        _ => false,
    }
}

/// `not cut | but propped up`
fn corrects(place: &At<'_>, but: usize) -> bool {
    const WORDS: usize = 12;
    let before = &place.tokens[place.from.max(but.saturating_sub(WORDS))..but];
    (before
        .iter()
        .rev()
        .take_while(|token| token.kind == Kind::Word))
    .any(|token| token.text == "not" || token.joined && token.text.ends_with("n't"))
}

/// The same behind a comma, where what tells of a thing is the reporter's too: `, a swipe at`, `, which is late`.
fn turns(place: &At<'_>, at: usize) -> bool {
    resumes(place, at) || tells_of_it(place, at)
}

/// Whether the reporter takes over again behind a comma or a dash: `but the port …`, `adding that`, `and she added`, `a swipe
/// at`, `which is late`.
fn resumes(place: &At<'_>, at: usize) -> bool {
    let tokens = place.tokens;
    // "that it was late, but that they wait": the report goes on
    let goes_on = || tokens.get(at + 1).is_some_and(|next| next.text == "that");
    TURNS.contains(&tokens[at].text) && !(tokens[at].text == "but" && goes_on())
        || is_reporting_participle(tokens, at)
        || tokens[at].is(class::CONJ) && tells_again(place, at + 1)
}

/// `and | she also said`, `and | others have said`
pub(super) fn tells_again(place: &At<'_>, at: usize) -> bool {
    let subject = words_starting_at(place.tokens, at, place.end);
    subject.is_some_and(|(first, last)| first == at && tells_at(place, last + 1))
}

/// A relative clause or an apposition that runs to the end of the sentence.
fn tells_of_it(place: &At<'_>, at: usize) -> bool {
    let tokens = place.tokens;
    let opens = matches!(tokens[at].text, "a" | "an" | "which" | "who" | "whose");
    opens
        && !tokens[at..place.end.min(at + 40)]
            .iter()
            .any(|token| matches!(token.kind, Kind::Comma | Kind::Dash))
}

/// `adding`, `saying`
fn is_reporting_participle(tokens: &[Token<'_>], at: usize) -> bool {
    let next = tokens.get(at + 1);
    tokens[at]
        .report(next)
        .is_some_and(|verb| verb.forms & form::ING != 0)
}

/// `and | added that`, `and | has also said`
fn tells_at(place: &At<'_>, mut at: usize) -> bool {
    let tokens = place.tokens;
    while at < place.end && tokens[at].is(class::AUX | class::ADVERB) {
        at += 1;
    }
    let verb = tokens.get(at).filter(|_| at < place.end);
    verb.and_then(|verb| verb.report(tokens.get(at + 1)))
        .is_some_and(|verb| verb.tells && verb.forms & (form::PAST | form::THIRD) != 0)
}

/// The end of a thing, or of what is done, that begins at `start`.
pub(super) fn object_end(place: &At<'_>, start: usize) -> usize {
    let end = place.end.min(start + LONGEST);
    if let [marked, next, ..] = &place.tokens[start.min(end)..end]
        && marked.kind == Kind::Quote
        && marked.text.ends_with(',')
        && next.is_finite_verb()
    {
        return start + 1; // "citing “the water,” | said"
    }
    (start + 1..end)
        .find(|&at| ends_object(place, at))
        .unwrap_or(end)
}

fn ends_object(place: &At<'_>, at: usize) -> bool {
    let tokens = place.tokens;
    if tokens[at].kind == Kind::Word && !may_end_object(&tokens[at]) {
        return false; // most words
    }
    let next = tokens.get(at + 1).filter(|_| at + 1 < place.end);
    match tokens[at].kind {
        Kind::Comma => !next.is_some_and(|next| {
            tells_more(next)
                || goes_on_behind_comma(tokens, place.end, at + 1)
                    && !(next.is(class::CONJ) && tells_again(place, at + 2))
        }),
        Kind::Semicolon | Kind::Colon | Kind::Dash | Kind::End | Kind::Open | Kind::Other => true,
        Kind::Close => false,
        Kind::Quote => tokens[at].text.ends_with(','),
        Kind::Word if tokens[at].is(class::CONJ) => next
            .is_some_and(|next| next.is_finite_verb() || next.is(class::SUBJECT | class::ADVERB)),
        Kind::Word if matches!(tokens[at].text, "in" | "on") => next.is_some_and(is_day),
        Kind::Word if tokens[at].text == "as" => opens_clause(place, at + 1),
        Kind::Word => OVER.contains(tokens[at].text) || tokens[at].text == "according",
    }
}

/// Whether a word may end a thing; not `of`, `to`, `with`, most small words in one.
fn may_end_object(word: &Token<'_>) -> bool {
    const MAY_END: u32 = class::PREP | class::SUB | class::ATTRIBUTES;
    let known = OVER.may_contain(word.text) | MAY_BE_OVER.may_contain(word.text);
    !word.capital & (word.is(class::CONJ) | (word.is(MAY_END) & known))
}

/// `Monday`, `May`, `2014`
pub(super) fn is_day(token: &Token<'_>) -> bool {
    token.is(class::TIME) || token.capital && token.text == "May" || token.is_year()
}

/// Whether what follows a comma tells more of the thing before it: `, including the quay`, `, in the north`, `, caught by the coast guard`.
fn tells_more(next: &Token<'_>) -> bool {
    let preposition = next.is(class::PREP) && !next.is(class::SUB | class::ADVERB);
    let participle = next.is(class::FINITE) && next.text.ends_with("ed");
    !next.capital && (preposition || participle) && !OVER.contains(next.text)
}

/// Whether the words behind a comma go on with a list: `the plan, the port and the ice`.
fn goes_on_behind_comma(tokens: &[Token<'_>], end: usize, first: usize) -> bool {
    let stop = end.min(first + 7).min(tokens.len());
    for at in first..stop {
        let token = &tokens[at];
        if token.text == "and" || token.text == "or" {
            return at + 1 < end && !tokens[at + 1].is_finite_verb();
        }
        if token.kind != Kind::Word
            || token.is_finite_verb()
            || token.is(class::SUBJECT | class::REL | class::SUB | class::PREP)
        {
            return false;
        }
    }
    false
}

/// Whether a thing, or a clause that could be over, is over before this token.
pub(in super::super) fn is_over(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Word => OVER.contains(token.text) || OVER_BEHIND_MARKS.contains(&token.text),
        Kind::Comma | Kind::Dash => true,
        _ => false,
    }
}
