//! Clauses before or around their cue: `It was late, Ruiz said.`, `It was, Ruiz said, late.`

use std::ops::Range;

use super::super::heads::{head_of, plural_of};
use super::super::mention::{Mention, MentionKind, phrase_ending_at, phrase_starting_at};
use super::super::tokens::{Kind, Token};
use super::extent::{LONGEST, clause_end};
use super::opening::{addresses, behind_addressee, behind_day};
use super::verb::{Verb, speaks};
use super::{At, Found};
use crate::lexicon::speech::{class, form, takes};

/// An attribution set off by commas.
#[derive(Clone, Copy)]
pub(super) struct Aside {
    /// The token before it: a comma, or quoted words that end in one.
    opens: usize,
    /// Whether the verb stands first: `said Ruiz`.
    inverted: bool,
    /// The token behind it.
    end: usize,
    mention: Mention,
}

/// `The port would stay open, Ruiz said on Monday.`
pub(super) fn clause_said(verb: &Verb<'_>) -> Option<Found> {
    let aside = verb.aside.filter(|aside| {
        let described = aside.inverted && parts_at(verb.place, aside.end);
        described || is_over(verb.place, aside.end)
    })?;
    let tokens = verb.tokens();
    let before = main_clause(tokens, clause_before(verb.place, aside.opens)?)?;
    is_said(&tokens[before.clone()], &aside).then_some(Found {
        content: before,
        goes_on: None,
        mention: Some(aside.mention),
        cue: verb.place.at..verb.end,
    })
}

/// Whether the words before an attribution are what is said: a clause; or, where somebody is known to have said something, a few words
/// that may be one: `Eels return to the pier`, of which no table holds the verb.
fn is_said(words: &[Token<'_>], aside: &Aside) -> bool {
    const OPENS_ADVERBIAL: u32 =
        class::PREP | class::SUB | class::CONJ | class::TIME | class::ADVERB | class::LY;
    // "But he sails by night, Ruiz said"
    let words = match words {
        [and, behind @ ..] if and.is(class::CONJ) && and.capital => behind,
        _ => words,
    };
    let Some(first) = words.first() else {
        return false; // "While it holds,, Ruiz said"
    };
    let plain = !first.is(OPENS_ADVERBIAL) && !first.text.ends_with("ing");
    let of_words = |token: &Token<'_>| matches!(token.kind, Kind::Word | Kind::Open | Kind::Close);
    let short = words.len() > 3 && words.iter().all(of_words);
    let aims = || aside.inverted && plain && words.iter().any(is_verb_of_attitude);
    words.iter().any(Token::is_finite_verb) || aims() || !aside.inverted && plain && short
}

/// `The effects, economists say, are hard to see.`, `The boat, said Ruiz, was old.`
pub(super) fn said_within(verb: &Verb<'_>) -> Option<Found> {
    let tokens = verb.tokens();
    let closed = |aside: &Aside| {
        tokens
            .get(aside.end)
            .is_some_and(|token| token.kind == Kind::Comma)
    };
    let aside = verb.aside.filter(closed)?;
    if aside.end + 2 >= verb.place.end || begins_participle(tokens, aside.end + 1) {
        return None;
    }
    let before = clause_before(verb.place, aside.opens)?;
    // "said Ana Ruiz, mayor of Lima": what follows tells of her, but for the verb of what stands before.
    let parts_clause = || {
        let goes_on = &tokens[aside.end + 1];
        let subject = &tokens[before.clone()];
        (goes_on.is(class::AUX) || goes_on.is_finite_verb())
            && !subject.iter().any(Token::is_finite_verb)
    };
    if aside.inverted && !parts_clause() {
        return None;
    }
    let behind = aside.end + 1..clause_end(verb.place, aside.end + 1, false);
    let outside = tokens[before.clone()]
        .iter()
        .chain(&tokens[behind.clone()])
        .any(|token| token.kind == Kind::Word && (token.is_finite_verb() || is_contracted(token)));
    (outside || is_adverbial(&tokens[before.clone()]) && is_clause(&tokens[behind.clone()]))
        .then_some(Found {
            content: before,
            goes_on: Some(behind),
            mention: Some(aside.mention),
            cue: verb.place.at..verb.end,
        })
}

/// `He’s`, `they’ll`
fn is_contracted(token: &Token<'_>) -> bool {
    token.is(class::SUBJECT) && token.joined
}

/// `In the end`
fn is_adverbial(words: &[Token<'_>]) -> bool {
    words
        .first()
        .is_some_and(|first| first.is(class::PREP | class::ADVERB))
        && words.iter().all(|word| word.kind == Kind::Word)
}

/// Whether words may be a clause, of which no table holds the verb: `voters always end up at home`.
fn is_clause(words: &[Token<'_>]) -> bool {
    const FEWEST: usize = 4;
    let opens = |first: &Token<'_>| !first.is(class::CONJ | class::PREP | class::REL | class::SUB);
    words.len() >= FEWEST && words.first().is_some_and(opens)
}

/// `As Ruiz noted, the port is old.`
pub(super) fn as_noted(verb: &Verb<'_>) -> Option<Found> {
    let (tokens, place) = (verb.tokens(), verb.place);
    let comma = behind_day(place, verb.end);
    let set_off = comma + 3 < place.end && tokens[comma].kind == Kind::Comma;
    if !verb.form.tells || !set_off {
        return None;
    }
    let mention = verb.source()?;
    let opens = mention
        .first
        .checked_sub(1)
        .filter(|&opens| opens >= place.from)?;
    if !tokens[opens].text.eq_ignore_ascii_case("as") {
        return None;
    }
    let end = clause_end(place, comma + 1, false);
    verb.found(comma + 1, end, Some(mention))
}

/// The clause without one before it that only says when or why: `While the ice holds, | nobody sails`.
fn main_clause(tokens: &[Token<'_>], clause: Range<usize>) -> Option<Range<usize>> {
    let first = &tokens[clause.start];
    let asks = ["how", "that", "what", "whether", "why"]
        .iter()
        .any(|word| first.text.eq_ignore_ascii_case(word));
    if !first.is(class::SUB) || asks {
        return Some(clause);
    }
    let comma = clause.clone().find(|&at| tokens[at].kind == Kind::Comma)?;
    Some(comma + 1..clause.end)
}

/// The attribution around a verb of speech, if it begins right behind a comma.
pub(super) fn aside(verb: &Verb<'_>) -> Option<Aside> {
    if !verb.tells() || !(verb.is_finite() || verb.form.forms & form::BASE != 0) || verb.passive {
        return None;
    }
    let (tokens, place) = (verb.tokens(), verb.place);
    let before = place
        .at
        .checked_sub(1)
        .filter(|&before| before > place.from)?;
    // "Ruiz, the mayor, told the court": whom the verb tells is no subject.
    let never = addresses(verb) && !verb.takes(takes::OBJECT);
    let inverted = parts(&tokens[before]) && verb.is_finite() && !never;
    let (mention, first) = if inverted {
        let mention = phrase_starting_at(tokens, verb.end, place.end)
            .filter(|mention| is_teller(tokens, mention))?;
        (mention, place.at)
    } else {
        let mention = verb.source()?;
        (
            mention,
            before_bracketed_body(tokens, place.from, mention.first),
        )
    };
    let opens = first.checked_sub(1).filter(|&opens| opens > place.from)?;
    // "Okafor, who advises Ruiz, waits": a relative clause tells of the word before.
    let doing = !tokens[first].capital && tokens[first].text.ends_with("ing"); // "beating estimates"
    let it_said = || verb.says() && tokens[place.at].text == "said";
    let source =
        (speaks(tokens, &mention) || it_said()) && mention.kind != MentionKind::Relative && !doing;
    (parts(&tokens[opens]) && source).then(|| {
        let end = match inverted {
            true => mention.last + 1,
            false => behind_addressee(verb),
        };
        Aside {
            opens,
            inverted,
            end: behind_day(place, end),
            mention,
        }
    })
}

/// The first token of the body whose short form stands in brackets before the phrase that begins at `first`: `| Harbor Ice Council (HIC) |
/// President Ana Ruiz said`.
fn before_bracketed_body(tokens: &[Token<'_>], from: usize, first: usize) -> usize {
    let body = match &tokens[from..first] {
        [.., open, short, close] if (open.kind, close.kind) == (Kind::Open, Kind::Close) => {
            let last = first
                .checked_sub(4)
                .filter(|&last| last >= from && short.capital);
            last.and_then(|last| phrase_ending_at(tokens, from, last))
        }
        _ => None, // nearly all
    };
    body.map_or(first, |body| body.first)
}

/// Whether a phrase behind a verb can be its subject: `said Ruiz`, `said analysts`; not `said profit`.
fn is_teller(tokens: &[Token<'_>], mention: &Mention) -> bool {
    const TOLD_OF: u32 = class::DET | class::INDEFINITE;
    let words = &tokens[mention.first..=mention.last];
    let head = &words[head_of(words)];
    mention.kind != MentionKind::Noun
        || words[0].is(TOLD_OF) && words[0].text != "that"
        || words[0].is_figure()
        || (head.classes | plural_of(head.text)) & (class::ROLE | class::BODY) != 0
}

/// Whether a token parts an attribution from what it attributes.
fn parts(token: &Token<'_>) -> bool {
    token.kind == Kind::Comma
        || matches!(token.kind, Kind::Quote) && token.text.ends_with([',', '?', '!'])
}

/// `said Ana Ruiz, | mayor of Lima`, `said Ana Ruiz | who`
fn parts_at(place: &At<'_>, at: usize) -> bool {
    place.tokens.get(at).is_some_and(|token| {
        at < place.end && (token.kind == Kind::Comma || token.is(class::REL | class::PREP))
    })
}

/// Whether the sentence is over behind an attribution, a circumstance left aside.
fn is_over(place: &At<'_>, at: usize) -> bool {
    let Some(token) = place.tokens.get(at).filter(|_| at < place.end) else {
        return true;
    };
    let circumstance = matches!(
        token.text,
        "ahead"
            | "on"
            | "in"
            | "at"
            | "during"
            | "after"
            | "before"
            | "to"
            | "of"
            | "when"
            | "without"
    );
    let circumstance = circumstance && is_circumstance(&place.tokens[at..place.end]);
    let goes_on = token.kind == Kind::Comma && begins_participle(place.tokens, at + 1);
    matches!(token.kind, Kind::End | Kind::Semicolon) || circumstance || goes_on
}

/// `aims`, `plans`
fn is_verb_of_attitude(token: &Token<'_>) -> bool {
    let form = token.report(None).filter(|_| !token.capital);
    form.is_some_and(|form| form.forms & form::THIRD != 0)
}

/// Whether the words from a preposition to the end of a sentence, or to a comma behind which it tells what else somebody does (`, adding`),
/// say but when, where or to whom: they are few, or have no verb of their own. Where there are quoted words (`told the crews of the port
/// “to wait”`) what is said follows.
fn is_circumstance(words: &[Token<'_>]) -> bool {
    const FEW: usize = 13;
    const MOST: usize = 24;
    let adds = |pair: &[Token<'_>]| pair[0].kind == Kind::Comma && ends_in_ing(&pair[1]);
    let added = words.windows(2).take(MOST).position(adds);
    let words = &words[..added.unwrap_or(words.len())];
    let quoted = |token: &Token<'_>| matches!(token.kind, Kind::Quote);
    let told = |token: &Token<'_>| token.text.ends_with("ed"); // "submitted to a court"
    let says = |token: &Token<'_>| {
        token.is_finite_verb() && !told(token)
            || token.is(class::SUB | class::REL) && !token.is(class::PREP)
    };
    let without_verb = || words.len() <= MOST && !words[1..].iter().any(says);
    let few = words.len() <= FEW && added.is_none();
    (few || without_verb()) && !words.iter().any(quoted)
}

/// `…, | adding that`
fn begins_participle(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    ends_in_ing(token) || matches!(token.text, "who" | "which" | "whose" | "according")
}

/// `adding`
fn ends_in_ing(token: &Token<'_>) -> bool {
    token.kind == Kind::Word && token.text.ends_with("ing") && !token.capital
}

/// The clause that ends before an attribution: from the start of its sentence, or from where another one closed.
fn clause_before(place: &At<'_>, opens: usize) -> Option<Range<usize>> {
    let end = match place.tokens[opens].kind {
        Kind::Quote => opens + 1,
        _ => opens,
    };
    let from = place.from.max(end.saturating_sub(LONGEST));
    let mut closed = 0; // brackets that open within the clause too
    let stops = |token: &Token<'_>| {
        closed += usize::from(token.kind == Kind::Close);
        let opens = token.kind == Kind::Open;
        let open = opens && closed == 0;
        closed -= usize::from(opens && !open);
        open || token.kind == Kind::Semicolon
    };
    let start = place.tokens[from..end].iter().rposition(stops);
    let start = start.map_or(from, |stop| from + stop + 1);
    (start < end).then_some(start..end)
}
