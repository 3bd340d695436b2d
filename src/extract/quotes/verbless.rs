//! Sources that no verb of speech gives: `according to Ruiz`, `RUIZ: “…”`, `“…” – Ana Ruiz`, `Ruiz’s claim that`, `“…” was Ruiz’s reply`.
//!
//! In: a run in its frame. Out: the words that attribute, and the mention beside them.

use super::bounds::is_verb_of_speech;
use super::cues::Cue;
use super::heads::plural_of;
use super::mention::{
    Mention, MentionKind, REACH, is_possessive, phrase_ending_at, phrase_starting_at,
};
use super::rules::{Attribution, Place};
use super::shared::main_subject;
use super::subject::{all_of, joined, subject};
use super::tokens::{Kind, Token};
use super::worth::is_title_case;
use crate::lexicon::places;
use crate::lexicon::speech::{self, CueKind, class, form, takes};

/// `“…”, according to Ruiz` and `According to Ruiz, …`
pub(super) fn according_to(place: &Place<'_>) -> Option<Attribution> {
    let start = place.from.max(place.quote.saturating_sub(REACH));
    let stop = place.end.min(place.quote + REACH);
    let first = (place.reports).partition_point(|&at| (at as usize) < start);
    let reports = place.reports[first..].iter().map(|&at| at as usize);
    let mut near = reports.take_while(|&at| at + 1 < stop);
    let at = near.find(|&at| {
        place.tokens[at].is(class::ATTRIBUTES)
            && place.tokens[at].text.eq_ignore_ascii_case("according")
            && place.tokens[at + 1].text == "to"
    })?;
    let mention = phrase_starting_at(place.tokens, at + 2, place.end)?;
    let cue = place.tokens[at].span().hull(place.tokens[at + 1].span());
    Some(Attribution {
        cue: Some(cue),
        mention,
    })
}

/// `RUIZ: “We wait.”`, `Polls agree - Ana Ruiz: “Few vote.”`, `Said Ana Ruiz, “We wait.”`, and the headline `Ruiz: Plan Is ‘a Farce’`
pub(super) fn name_colon(place: &Place<'_>) -> Option<Attribution> {
    if let Some(fronted) = behind_fronted_verb(place) {
        return Some(fronted);
    }
    let before = place
        .quote
        .checked_sub(1)
        .filter(|&colon| colon > place.from && place.is(colon, Kind::Colon));
    let first =
        (place.from + 1..place.quote.min(place.from + 8)).find(|&at| place.is(at, Kind::Colon));
    let named = |colon: usize| {
        let mention = phrase_ending_at(place.tokens, place.from, colon - 1)?;
        if let Some(taken) = taken_from(place, mention) {
            return Some(taken);
        }
        if mention.kind != MentionKind::Name {
            return None;
        }
        let mention = joined(place.tokens, place.from, mention);
        // "COMMENTS:", above what several people say
        let word = &place.tokens[mention.last];
        if mention.first == mention.last && word.is(class::NOUN_CUE) && !word.is(class::GIVEN) {
            return None;
        }
        let free = mention.first == place.from
            || place.is(mention.first - 1, Kind::Dash)
            || place.tokens[mention.first - 1].text == "from";
        free.then(|| Attribution {
            cue: Some(place.tokens[colon].span()),
            mention,
        })
    };
    before
        .and_then(|colon| named(colon).or_else(|| described(place, colon)))
        .or_else(|| first.and_then(named))
}

/// `From | the report |: “…”`, `More from Hall and Ruiz: “…”`
fn taken_from(place: &Place<'_>, mut mention: Mention) -> Option<Attribution> {
    let before = |mention: &Mention| mention.first.checked_sub(1).filter(|&at| at >= place.from);
    let mut from = before(&mention)?;
    if from > place.from && place.is_word(from, "and") {
        mention = all_of(
            &phrase_ending_at(place.tokens, place.from, from - 1)?,
            &mention,
        );
        from = before(&mention)?;
    }
    let more = || from > place.from && place.tokens[from - 1].text == "More";
    let opens = match place.tokens[from].text {
        "From" => true,
        "from" => more(),
        _ => false, // most names before a colon
    };
    opens.then(|| Attribution {
        cue: Some(place.tokens[from].span()),
        mention,
    })
}

/// `Ana Ruiz, 34, teacher: “…”`, `Ana Ruiz (Harbor Lines): “…”`: a full name that opens the sentence, and nothing but what tells of it.
fn described(place: &Place<'_>, colon: usize) -> Option<Attribution> {
    let mention = phrase_starting_at(place.tokens, place.from, colon)?;
    let (first, last) = mention.name?;
    let behind = mention.last + 1;
    let topic = place.is_word(behind, "on") && !place.tokens[behind + 1].is(class::TIME); // "Ana Ruiz on the port:"
    let bracket = place.is(behind, Kind::Open) && place.is(colon - 1, Kind::Close);
    let label = (first < last && (place.is(behind, Kind::Comma) || bracket) || topic)
        && !place.tokens[mention.last..colon]
            .iter()
            .any(Token::is_finite_verb);
    label.then(|| Attribution {
        cue: Some(place.tokens[colon].span()),
        mention,
    })
}

/// `Added Ruiz: “…”`, `Said Ana Ruiz, a pilot, “…”`: the first word is a verb, and nothing but what tells of her follows.
fn behind_fronted_verb(place: &Place<'_>) -> Option<Attribution> {
    const LONGEST: usize = 24;
    const FEWEST: usize = 4;
    let verb = &place.tokens[place.from];
    let stop = place
        .quote
        .checked_sub(1)
        .filter(|&stop| stop > place.from + 1)?;
    if stop > place.from + LONGEST || !is_verb_of_speech(verb) {
        return None;
    }
    let words = place.tokens[place.quote].text;
    let sentence =
        words.starts_with(char::is_uppercase) && words.split_whitespace().nth(FEWEST - 1).is_some();
    if !(place.is(stop, Kind::Colon) || place.is(stop, Kind::Comma) && sentence) {
        return None;
    }
    let mention = phrase_starting_at(place.tokens, place.from + 1, stop)?;
    let behind = &place.tokens[mention.last + 1..=stop];
    let told = matches!(behind[0].kind, Kind::Comma | Kind::Colon)
        || place.is(stop, Kind::Colon) && behind[0].is(class::PREP | class::TIME);
    let plain = told && !behind.iter().any(Token::is_finite_verb);
    (plain && mention.kind == MentionKind::Name).then(|| Attribution {
        cue: Some(verb.span()),
        mention,
    })
}

/// `Ruiz demurred: “We wait.”`, `Ruiz broke off with a dismissive, “Well.”`
pub(super) fn clause_colon(place: &Place<'_>) -> Option<Attribution> {
    let stop = place
        .quote
        .checked_sub(1)
        .filter(|&stop| stop > place.from)?;
    let words = place.tokens[place.quote].text;
    let sentence =
        words.starts_with(char::is_uppercase) && words.split_whitespace().nth(3).is_some();
    let parted = place.is(stop, Kind::Comma) || place.is(stop, Kind::Dash);
    let told = place.is_word(stop - 1, "that"); // "her comment that, “We wait.”"
    let opened = place.is(stop, Kind::Colon) || sentence && parted && !told;
    let mention = opened
        .then(|| main_subject(place.tokens, place.from, stop))
        .flatten()?;
    Some(Attribution {
        cue: Some(place.tokens[stop].span()),
        mention,
    })
}

/// `“We wait.” – Ana Ruiz, mayor of Lima`, `“We wait”: Ana Ruiz`
pub(super) fn quote_dash_source(place: &Place<'_>) -> Option<Attribution> {
    let dash = place.quote + 1;
    if place.is(dash, Kind::Open) && place.tokens[dash].text == "(" {
        return in_brackets(place);
    }
    let colon = place.is(dash, Kind::Colon) && is_said_in_a_headline(place);
    if !place.is(dash, Kind::Dash) && !colon {
        return None;
    }
    let mention = phrase_starting_at(place.tokens, dash + 1, place.end)?;
    let ends = mention.last + 1 >= place.end
        || place.is(mention.last + 1, Kind::Comma)
        || place.is(mention.last + 1, Kind::End);
    let plain = mention.kind == MentionKind::Name
        && !(dash..place.end).any(|at| place.tokens[at].is_finite_verb());
    (ends && plain).then(|| Attribution {
        cue: Some(place.tokens[dash].span()),
        mention,
    })
}

/// `“We will wait for it.” | (Ana Ruiz)`; not `“Rain” (Harbor Theatre)`.
fn in_brackets(place: &Place<'_>) -> Option<Attribution> {
    const FEWEST: usize = 4;
    let words = place.tokens[place.quote].text;
    let sentence =
        words.ends_with(['.', '!', '?']) && words.split_whitespace().nth(FEWEST - 1).is_some();
    let mention =
        sentence.then(|| phrase_starting_at(place.tokens, place.quote + 2, place.end))??;
    // not "(Editing by …)"
    let full = mention
        .name
        .is_some_and(|(first, last)| first == mention.first && first < last);
    let alone = full && place.is(mention.last + 1, Kind::Close) && mention.last + 2 >= place.end;
    alone.then_some(Attribution { cue: None, mention })
}

/// `“We wait”: Ruiz`, with a colon; not `“Rain”: Harbor Theatre` in a list of works, or `“We wait”: Lima, May 4`.
fn is_said_in_a_headline(place: &Place<'_>) -> bool {
    let mut words = place.tokens[place.quote].text.split_whitespace();
    let behind = &place.tokens[place.quote + 2..place.end];
    let is_place = behind
        .first()
        .is_some_and(|first| places::is_place(first.text));
    !is_place && words.any(|word| word.len() > 3 && word.starts_with(char::is_lowercase))
}

/// `the mayor’s claim that the plan was “a farce”`, `his call for “calm”`, `Ruiz’s “no pier” pledge`
pub(super) fn source_noun(place: &Place<'_>) -> Option<Attribution> {
    if let Some(theirs) = around_words(place) {
        return Some(theirs);
    }
    let start = place.from.max(place.quote.saturating_sub(12));
    let opening = |at: usize| {
        // "Claims by residents that"
        let mention = place.tokens[at]
            .is(class::NOUN_CUE)
            .then(|| made_by(place, at))??;
        Some(Attribution {
            cue: Some(place.tokens[at].span()),
            mention,
        })
    };
    let inside = (start + 1..place.quote).rev().find_map(|at| {
        let token = &place.tokens[at];
        if !is_noun_of_speech(token) {
            return None;
        }
        let next = &place.tokens[at + 1];
        let leads = at + 1 == place.quote
            || matches!(
                next.text,
                "that" | "was" | "is" | "of" | "to" | "for" | "as"
            )
            || next.text == ":"
            || next.text == "," && !place.tokens[at + 2].is(class::REL)
            || leads_to_colon(place, at + 1)
            || leads_to_clause(place, at + 1);
        let mention = possessor(place.tokens, place.from, at)
            .filter(|_| leads)
            .or_else(|| made_by(place, at))?;
        Some(Attribution {
            cue: Some(token.span()),
            mention,
        })
    });
    inside.or_else(|| opening(place.from))
}

/// `the claim | by the mayor | that the plan was “a farce”`
fn made_by(place: &Place<'_>, noun: usize) -> Option<Mention> {
    noun_made_by(place.tokens, noun, place.quote)
}

/// Whose the noun at `noun` is by what stands behind it, before a clause: `the claim | by the mayor | that`, `concern among sailors that`.
pub(super) fn noun_made_by(tokens: &[Token<'_>], noun: usize, end: usize) -> Option<Mention> {
    let tie = tokens.get(noun + 1)?;
    if !matches!(tie.text, "among" | "by" | "from") {
        return None; // most nouns
    }
    let mention = phrase_starting_at(tokens, noun + 2, end)?;
    let behind = tokens[..end].get(mention.last + 1)?;
    let colon = behind.kind == Kind::Colon && mention.last + 2 == end; // "The message from Ruiz: “We wait.”"
    (behind.text == "that" || colon).then_some(mention)
}

/// `claim`, `reply`
pub(super) fn is_noun_of_speech(token: &Token<'_>) -> bool {
    token.is(class::NOUN_CUE) & !token.capital
}

/// `Ruiz’s verdict | on the vote: “…”`: nothing but what the noun is about stands before the colon.
fn leads_to_colon(place: &Place<'_>, behind: usize) -> bool {
    let colon = place.quote - 1;
    let words = || {
        let about = &place.tokens[behind..colon];
        about
            .iter()
            .all(|token| token.kind == Kind::Word && !token.is_finite_verb())
    };
    place.is(colon, Kind::Colon) && place.tokens[behind].is(class::PREP) && words()
}

/// `his remark | on Monday | that “we wait”`: nothing but when, where and to whom stands before the clause.
fn leads_to_clause(place: &Place<'_>, behind: usize) -> bool {
    const FARTHEST: usize = 7;
    let opens = place.tokens[behind].is(class::PREP | class::TIME);
    let mut words = (behind..place.quote.min(behind + FARTHEST)).take_while(|&at| {
        let modifies = place.tokens[at - 1].is(class::LY | class::DET); // "a similarly timed debate"
        place.is(at, Kind::Word) && (modifies || !place.tokens[at].is_finite_verb())
    });
    opens && words.any(|at| place.tokens[at].text == "that")
}

/// `Ruiz’s | “no pier” | pledge`, `his “farce” remark`
fn around_words(place: &Place<'_>) -> Option<Attribution> {
    let noun = place.quote + 1;
    let said = place.tokens.get(noun).filter(|_| noun < place.end)?;
    if !is_noun_of_speech(said) || place.quote <= place.from {
        return None; // nearly all
    }
    let words = place.tokens[place.quote].text;
    let named = words.starts_with(char::is_uppercase) && is_title_case(words);
    let spoken = ["line", "mantra", "motto", "phrase", "slogan", "tagline"];
    if named && !spoken.contains(&said.text) {
        return None; // "the bank’s “Harbor Book” report"
    }
    let by = place.is_word(noun + 1, "by");
    let mention = possessor(place.tokens, place.from, place.quote)
        .or_else(|| by.then(|| phrase_starting_at(place.tokens, noun + 2, place.end))?)?;
    Some(Attribution {
        cue: Some(said.span()),
        mention,
    })
}

/// `Ruiz is “very confident that we will win”`: only they can tell what they feel.
pub(super) fn source_feeling(place: &Place<'_>) -> Option<Attribution> {
    let be = place.quote.checked_sub(1).filter(|&be| be > place.from)?;
    if !matches!(place.tokens[be].text, "are" | "is" | "was" | "were") {
        return None; // nearly all
    }
    let degree =
        |word: &&str| word.ends_with("ly") || matches!(*word, "not" | "quite" | "so" | "very");
    let mut words = place.tokens[place.quote]
        .text
        .split_whitespace()
        .skip_while(degree);
    let feeling = speech::word(words.next()?.trim_end_matches(['.', ',']))?;
    let feels = feeling.classes & class::ADJECTIVE_CUE != 0 && feeling.takes & takes::CLAUSE != 0;
    let cue = Cue {
        at: be,
        end: place.quote,
        kind: CueKind::Say,
        forms: form::PAST,
    };
    let mention = feels.then(|| subject(place.tokens, place.from, &cue))??;
    let first = &place.tokens[mention.first];
    let somebody = match mention.kind {
        MentionKind::Name => true,
        MentionKind::Pronoun => !first.text.eq_ignore_ascii_case("it"),
        _ => place.tokens[mention.first..=mention.last]
            .iter()
            .any(|token| {
                token.is(class::ROLE | class::BODY) || plural_of(token.text) & class::ROLE != 0
            }),
    };
    somebody.then(|| place.attributed(&cue, mention))
}

/// Nouns of answering: who is named behind `from` and `of` gives the answer, and is not what it is about.
const ANSWERS: [&str; 12] = [
    "answer",
    "chants",
    "cries",
    "cry",
    "message",
    "rejoinder",
    "reply",
    "response",
    "retort",
    "shout",
    "shouts",
    "verdict",
];

/// `“We wait” was | Ruiz’s reply`, `“We wait,” came the answer | from Ana Ruiz`; not `“Rain” is Ruiz’s response to the summer`.
pub(super) fn quote_source_noun(place: &Place<'_>) -> Option<Attribution> {
    const REACH: usize = 8;
    let verb = place.behind();
    let comes = place.tokens.get(verb).filter(|_| verb < place.end);
    if !comes.is_some_and(|verb| matches!(verb.text, "came" | "comes" | "is" | "was" | "went")) {
        return None; // nearly all
    }
    let goes_on = |token: &Token<'_>| {
        let ends = token.is_finite_verb() || token.is(class::CONJ | class::SUB | class::PREP);
        token.kind == Kind::Word && !ends
    };
    let stop = place.end.min(verb + REACH);
    let near = (verb + 1..stop).take_while(|&at| goes_on(&place.tokens[at]));
    let bare = place.is_word(verb + 2, "from") && ANSWERS.contains(&place.tokens[verb + 1].text); // "came shouts from the crowd"
    let noun = match bare {
        true => verb + 1,
        false => near
            .skip(1)
            .find(|&at| is_noun_of_speech(&place.tokens[at]))?,
    };
    let replies = matches!(
        place.tokens[noun].text,
        "answer" | "rejoinder" | "reply" | "retort"
    );
    let surely = place.wants_source() || replies && place.tokens[verb].text != "is";
    if !surely && is_title_case(place.tokens[place.quote].text) {
        return None; // a work, or a name
    }
    let of = place.tokens[..place.end].get(noun + 1);
    let answers = ANSWERS.contains(&place.tokens[noun].text);
    let of = of.filter(|of| answers && matches!(of.text, "from" | "of"));
    let mention = possessor(place.tokens, verb, noun)
        .or_else(|| of.and_then(|_| phrase_starting_at(place.tokens, noun + 2, place.end)))?;
    Some(Attribution {
        cue: Some(place.tokens[noun].span()),
        mention,
    })
}

/// Whose the noun at `noun` is: `Ruiz’s`, `his`, with up to three adjectives between.
pub(super) fn possessor(tokens: &[Token<'_>], from: usize, noun: usize) -> Option<Mention> {
    let start = from.max(noun.saturating_sub(6));
    let at = (start..noun).rev().find(|&at| {
        tokens[at].kind != Kind::Word || tokens[at].is(class::DET) || is_possessive(&tokens[at])
    })?;
    let token = &tokens[at];
    // "her agenda around plans"
    if tokens[at + 1..noun]
        .iter()
        .any(|token| token.is(class::PREP))
    {
        return None;
    }
    if matches!(
        token.text,
        "his" | "her" | "their" | "His" | "Her" | "Their"
    ) {
        return Some(Mention {
            first: at,
            last: at,
            kind: MentionKind::Pronoun,
            name: None,
        });
    }
    // "Ruiz's office renewed calls": the noun is no thing of Ruiz's.
    let verb = tokens[at + 1..noun]
        .iter()
        .skip(1)
        .any(Token::is_finite_verb);
    if !is_possessive(token) || verb {
        return None;
    }
    let first = (start.min(at)..=at)
        .rev()
        .take_while(|&at| tokens[at].is_name_word())
        .last();
    let the = |owner: &Mention| tokens[owner.first].text.eq_ignore_ascii_case("the");
    let noun = || phrase_ending_at(tokens, from, at).filter(the);
    first.map_or_else(noun, |first| phrase_ending_at(tokens, first, at))
}

/// `in the mayor’s words, the plan is “a farce”`, `To Ruiz, the plan is “a farce”`
pub(super) fn in_their_words(place: &Place<'_>) -> Option<Attribution> {
    if let Some(theirs) = to_whom(place) {
        return Some(theirs);
    }
    let start = place.from.max(place.quote.saturating_sub(REACH));
    let stop = place.end.min(place.quote + REACH);
    (start + 1..stop).find_map(|at| {
        let token = &place.tokens[at];
        let theirs = token.is(class::ATTRIBUTES)
            && matches!(
                token.text,
                "words" | "view" | "mind" | "telling" | "opinion"
            );
        if !theirs && token.text != "phrase" {
            return None;
        }
        let next = place.tokens.get(at + 1);
        let of = token.text == "words" && next.is_some_and(|next| next.text == "of");
        let behind = (of && place.tokens[at - 1].text == "the")
            .then(|| phrase_starting_at(place.tokens, at + 2, place.end));
        if let Some(Some(mention)) = behind {
            return Some(Attribution {
                cue: Some(token.span()),
                mention,
            });
        }
        let mention = possessor(place.tokens, place.from, at)?;
        let opened = mention.first > place.from
            && place.tokens[mention.first - 1]
                .text
                .eq_ignore_ascii_case("in");
        opened.then_some(Attribution {
            cue: Some(token.span()),
            mention,
        })
    })
}

/// `To | Ana Ruiz |, the plan is “a farce”`: to whom something is what the quoted words say.
fn to_whom(place: &Place<'_>) -> Option<Attribution> {
    let to = &place.tokens[place.from];
    let near = place.quote > place.from && place.quote < place.from + REACH;
    if !near || to.text != "To" {
        return None; // nearly all
    }
    let mention = phrase_starting_at(place.tokens, place.from + 1, place.quote)?;
    let (name, last) = mention.name?;
    let is_place = name == last && places::is_place(place.tokens[name].text);
    let told = &place.tokens[mention.last + 1..place.quote];
    let is = |token: &Token<'_>| matches!(token.text, "are" | "is" | "was" | "were");
    let other = |token: &Token<'_>| token.is_finite_verb() && !is(token);
    let fits = place.is(mention.last + 1, Kind::Comma)
        && told.iter().any(is)
        && !told.iter().any(other)
        && !is_place;
    fits.then_some(Attribution {
        cue: Some(to.span()),
        mention,
    })
}
