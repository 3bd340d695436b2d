//! Subjects: who does what a cue verb says.
//!
//! In: a frame and its cue. Out: the mention of the subject, or `None`. Adverbs and auxiliaries are passed over
//! (`Ruiz has also said`), parentheses too (`Ruiz, who ran in 2012, said`); participles, infinitives and second verbs
//! (`…, adding`, `went on to say`, `but said`) share the subject of the sentence.

use super::between;
use super::cues::Cue;
use super::heads::{is_office, plural_of};
use super::hearsay;
use super::mention::{Mention, MentionKind, REACH, phrase_ending_at, phrase_starting_at};
use super::nominal::{ends_as_participle, is_adverb, is_participle};
use super::parenthesis::{
    before_open_apposition, before_parenthesis, before_stray_comma, opens_clause,
};
use super::shared::{infinitive_subject, relative_before, shared_subject, subject_of_participle};
use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::speech::{CueKind, ReportForm, class, form, takes};

/// The subject of the cue, left of it. `from` is the first token of the frame.
pub(super) fn subject(tokens: &[Token<'_>], from: usize, cue: &Cue) -> Option<Mention> {
    subject_behind(tokens, from, cue, skip_left(tokens, from, cue.at)?)
}

/// Who follows the verb: `The boat, said | Ana Ruiz |, was “a wreck”`, `Not so, says | Ruiz |.` Behind other commas a verb has its subject before
/// it: `Ruiz, the mayor, said Okafor, a pilot, was “a fool”`.
pub(super) fn inverted(
    tokens: &[Token<'_>],
    from: usize,
    cue: &Cue,
    end: usize,
) -> Option<Mention> {
    let comma = cue.at.checked_sub(1).filter(|&comma| comma > from)?;
    if tokens[comma].kind != Kind::Comma || cue.kind != CueKind::Say || !cue.is_finite() {
        return None; // nearly all
    }
    let words = &tokens[from..comma];
    if words.len() > REACH || words.iter().any(|token| token.kind != Kind::Word) {
        return None;
    }
    let mention = phrase_starting_at(tokens, cue.end, end)?;
    let closed = tokens[..end].get(mention.last + 1);
    closed
        .is_none_or(|next| matches!(next.kind, Kind::Comma | Kind::End))
        .then_some(mention)
}

/// The same where the walk leftwards from the cue has ended.
pub(super) fn subject_behind(
    tokens: &[Token<'_>],
    from: usize,
    cue: &Cue,
    left: Left,
) -> Option<Mention> {
    let contracted = || tokens[left.at].is(class::SUBJECT) && tokens[left.at].joined;
    if cue.forms & form::ING != 0 && !left.be && !contracted() {
        return participle_subject(tokens, from, cue.at);
    }
    if left.be && cue.forms & form::PARTICIPLE != 0 {
        return None;
    }
    let token = &tokens[left.at];
    match token.kind {
        Kind::Word if token.text == "to" => infinitive_subject(tokens, from, left.at)
            .or_else(|| shared_subject(tokens, from, left.at)),
        Kind::Word if token.is(class::CONJ) => {
            relative_before(tokens, from, left.at).or_else(|| shared_subject(tokens, from, left.at))
        }
        Kind::Word => {
            let subject = word_subject(tokens, from, left.at, cue)?;
            let named = before_open_apposition(tokens, from, &subject, cue);
            Some(named.unwrap_or(subject))
        }
        Kind::Comma | Kind::Dash | Kind::Close => before_parenthesis(tokens, from, left.at)
            .or_else(|| between::quoting(tokens, from, left.at.checked_sub(1)?))
            .or_else(|| before_stray_comma(tokens, from, left.at, cue))
            .or_else(|| shared_subject(tokens, from, left.at)),
        Kind::Quote if token.text.ends_with(',') => between::quoting(tokens, from, left.at),
        _ => None,
    }
}

/// The phrase that ends at `last`, with the one that "and" joins to it; where it is the object of a relative clause (`the
/// man who attacked Ruiz | said`), what that clause is about.
fn word_subject(tokens: &[Token<'_>], from: usize, last: usize, cue: &Cue) -> Option<Mention> {
    let tells = || tokens[cue.at].report(None).is_none_or(|verb| verb.tells);
    let like_verb = || {
        // "a report released | said": no noun
        let participle = tokens[last].text.ends_with("ed");
        (tells() && !participle).then(|| noun_like_verb(tokens, from, last))?
    };
    let Some(mention) = phrase_ending_at(tokens, from, last).or_else(like_verb) else {
        let pronoun = tokens[last].is(class::OBJECT); // "people who know him | said"
        return between::described(tokens, from, last)
            .or_else(|| pronoun.then(|| between::antecedent(tokens, from, last))?);
    };
    if mention.first == from {
        return Some(mention); // nothing stands before it
    }
    if is_denied(tokens, from, &mention) || is_doing(tokens, &mention, cue) {
        return None;
    }
    if is_taken_by_infinitive(tokens, from, &mention)
        && let Some(antecedent) = between::antecedent(tokens, from, mention.first)
    {
        return Some(antecedent);
    }
    if is_taken_by_participle(tokens, from, &mention)
        && let Some(described) = between::described(tokens, from, mention.first - 1)
    {
        return Some(described);
    }
    if !stands_free(tokens, from, &mention) {
        return between::subject(tokens, from, &mention);
    }
    if is_object(tokens, from, &mention) {
        let that = mention.first.checked_sub(2).filter(|&that| that > from);
        return match that.filter(|&that| tokens[that].text == "that") {
            Some(that) => phrase_ending_at(tokens, from, that - 1),
            None => between::antecedent(tokens, from, mention.first),
        };
    }
    Some(joined(tokens, from, mention))
}

/// `neither Ruiz nor | Okafor | said`
fn is_denied(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    let before = mention.first.checked_sub(1).filter(|&at| at > from);
    before.is_some_and(|at| tokens[at].text == "nor")
}

/// `it’s | raising | questions`, `“…,” | making air | quotes`: a participle and what it is done to; not `as polling suggests`.
fn is_doing(tokens: &[Token<'_>], mention: &Mention, cue: &Cue) -> bool {
    const NOUNS: [&str; 8] = [
        "imaging",
        "mapping",
        "modeling",
        "modelling",
        "polling",
        "reporting",
        "screening",
        "testing",
    ];
    let (before, first) = (&tokens[mention.first - 1], &tokens[mention.first]);
    let parted = matches!(before.kind, Kind::Comma | Kind::Dash | Kind::Quote)
        || before.is(class::AUX | class::CONJ | class::SUBJECT);
    let people = || plural_of(tokens[mention.last].text) & class::ROLE != 0;
    cue.forms == form::THIRD
        && is_participle(first)
        && parted
        && !NOUNS.contains(&first.text)
        && !people()
}

/// `a man who declined to give | his name | said`
fn is_taken_by_infinitive(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    let to = mention.first.checked_sub(2).filter(|&at| at > from);
    to.is_some_and(|to| {
        let verb = &tokens[to + 1];
        tokens[to].text == "to" && !verb.is(SMALL) && !verb.capital && !verb.text.ends_with('s')
    })
}

/// `scientists studying | the ice | say`
fn is_taken_by_participle(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    let before = mention.first.checked_sub(1).filter(|&at| at > from);
    before.is_some_and(|at| ends_as_participle(&tokens[at]))
}

/// `some council figures | declared`, `in a post | said`: a word that looks like a verb, right before one.
fn noun_like_verb(tokens: &[Token<'_>], from: usize, last: usize) -> Option<Mention> {
    let token = &tokens[last];
    let before = last
        .checked_sub(1)
        .filter(|&before| before >= from && token.is_finite_verb())?;
    let phrase = phrase_ending_at(tokens, from, before);
    let noun = |phrase: &Mention| {
        matches!(phrase.kind, MentionKind::Name | MentionKind::Noun)
            && tokens[phrase.first].is(class::DET | class::INDEFINITE)
            && !tokens[phrase.first].is(class::ADVERB)
    };
    let first = match phrase.filter(noun) {
        Some(phrase) => phrase.first,
        None if matches!(tokens[before].text, "a" | "the" | "A" | "The") => before,
        None => return None,
    };
    Some(Mention {
        first,
        last,
        kind: MentionKind::Noun,
        name: None,
    })
}

/// Whether a verb that takes things, not clauses, stands right before the phrase.
fn is_object(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    if mention.first <= from
        || mention.kind == MentionKind::Pronoun
        || mention.kind == MentionKind::Relative
    {
        return false;
    }
    let before = &tokens[mention.first - 1];
    if before.capital || before.kind != Kind::Word || before.is(SMALL) {
        return false;
    }
    // "the judge who heard the case | ruled"
    let takes_thing = |verb: ReportForm| verb.takes & (takes::OBJECT | takes::THING) != 0;
    let relative = mention.first >= from + 2 && relates(&tokens[mention.first - 2]);
    if relative && before.report(None).is_some_and(takes_thing) {
        return true;
    }
    match before.word() {
        Some(word) if !word.cues.is_empty() => (word.cues.iter())
            .filter(|cue| cue.particle.is_none())
            .all(|cue| matches!(cue.kind, CueKind::Fragment | CueKind::Name | CueKind::Mark)),
        _ => before.is_finite_verb(),
    }
}

/// `who`, `which`, `that`
fn relates(token: &Token<'_>) -> bool {
    token.is(class::REL) || token.text == "that"
}

/// `Ana Ruiz and Tom Okafor` of `Tom Okafor`.
pub(super) fn joined(tokens: &[Token<'_>], from: usize, mention: Mention) -> Mention {
    let and = mention
        .first
        .checked_sub(1)
        .filter(|&and| and > from && tokens[and].is(class::CONJ) && tokens[and].text == "and");
    let other = and
        .filter(|_| mention.kind != MentionKind::Pronoun)
        .and_then(|and| phrase_ending_at(tokens, from, and - 1))
        .filter(|other| other.kind == mention.kind && opens_clause(tokens, from, other))
        .filter(|other| !hides_verb(&tokens[other.first..=other.last]));
    match other {
        // "Chairman and Chief Executive Ana Ruiz" is one person.
        Some(other) if is_office(&tokens[other.last]) && mention.is_titled() => Mention {
            first: other.first,
            ..mention
        },
        Some(other) => all_of(&other, &mention),
        None => mention,
    }
}

/// `Ruiz quit politics`: behind a name no noun but one for people ends a phrase, so that a verb stands between.
fn hides_verb(words: &[Token<'_>]) -> bool {
    let last = &words[words.len() - 1];
    let people = last.is(class::ROLE | class::BODY) || plural_of(last.text) & class::ROLE != 0;
    words[0].is_name_word() && !last.capital && !people
}

/// Two phrases that `and` joins, as one.
pub(super) fn all_of(one: &Mention, other: &Mention) -> Mention {
    Mention {
        first: one.first,
        last: other.last,
        kind: MentionKind::Noun,
        name: None,
    }
}

/// Where the walk leftwards over adverbs and auxiliaries ended.
#[derive(Clone, Copy)]
pub(super) struct Left {
    pub(super) at: usize,
    /// Whether a form of "be" was passed: `was told`, `is calling`.
    pub(super) be: bool,
}

pub(super) fn skip_left(tokens: &[Token<'_>], from: usize, cue: usize) -> Option<Left> {
    let mut be = false;
    let mut at = cue;
    while at > from {
        at -= 1;
        let token = &tokens[at];
        const SKIPPED: u32 = class::TIME | class::AUX | class::ADVERB | class::LY;
        let may_be = token.classes & (SKIPPED | class::INDEFINITE) | u32::from(token.is_figure());
        if may_be == 0 {
            return Some(Left { at, be }); // most words
        }
        let small = token.is(SKIPPED);
        if !small && is_each(tokens, from, at) {
            continue;
        }
        if !small && !token.is_figure() {
            return Some(Left { at, be });
        }
        if !small && !token.is_year() {
            if is_day_of_month(tokens, at) {
                let opens = at > from + 1 && tokens[at - 1].is(class::PREP); // "on | 13 February"
                at -= usize::from(opens);
                continue;
            }
            return Some(Left { at, be });
        }
        if let Some(ago) = before_ago(tokens, from, at) {
            at = ago;
            continue;
        }
        if at > from && is_free_day(tokens, at) {
            let before = &tokens[at - 1];
            let opens = before.is(class::PREP) || is_nearest(before);
            at -= usize::from(opens && at > from + 1);
            continue;
        }
        let adverb = token.is(class::ADVERB) || is_adverb(token);
        if token.is(class::AUX) {
            be |= matches!(
                token.text,
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am"
            );
        } else if !adverb || token.is(class::SUBJECT) {
            return Some(Left { at, be });
        }
    }
    None
}

/// Where `less than two weeks ago` begins, if it ends at `at`.
fn before_ago(tokens: &[Token<'_>], from: usize, at: usize) -> Option<usize> {
    if at < from + 3
        || !tokens[at - 1].is(class::TIME)
        || !matches!(tokens[at].text, "ago" | "later")
    {
        return None; // nearly all
    }
    let than = at - 3;
    let compared = than > from + 1 && tokens[than].text == "than";
    Some(at - 2 - 2 * usize::from(compared))
}

/// `Ruiz and Okafor | each | said`
fn is_each(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    tokens[at].is(class::INDEFINITE)
        && tokens[at].text == "each"
        && at > from
        && tokens[at - 1].kind == Kind::Word
        && !tokens[at - 1].is(SMALL)
}

/// `13` of `on February 13`, `on 13 February`.
pub(super) fn is_day_of_month(tokens: &[Token<'_>], at: usize) -> bool {
    const DIGITS: usize = 2;
    let token = &tokens[at];
    let day = token.is_figure() & (token.text.len() <= DIGITS);
    let month = |token: &Token<'_>| token.capital && (token.is(class::TIME) || token.text == "May");
    day && (at > 0 && month(&tokens[at - 1]) || tokens.get(at + 1).is_some_and(month))
}

/// `on Tuesday`, `in 2014`, `this week` between a subject and its verb.
fn is_free_day(tokens: &[Token<'_>], at: usize) -> bool {
    let (token, before) = (&tokens[at], &tokens[at - 1]);
    let free = token.capital || !before.is(class::DET) || is_nearest(before);
    token.is(class::TIME) && free || token.is_year()
}

/// `this` of `this week`
fn is_nearest(token: &Token<'_>) -> bool {
    matches!(token.text, "last" | "next" | "this")
}

/// Whether a phrase is a subject, not what another verb or a preposition takes: `attacked | Ruiz`, `in | Iowa`.
pub(super) fn stands_free(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    if mention.first <= from {
        return true;
    }
    let before = &tokens[mention.first - 1];
    // "about 50 people"
    let counts = before.text == "about" && tokens[mention.first].is_figure();
    let behind_preposition =
        before.is(class::PREP) && !before.is(class::SUB | class::ADVERB) && !before.capital;
    counts || !(is_verb_of_relative(tokens, mention) || behind_preposition)
}

/// `Airbus, which | competes with Boeing`, `voters who | live in Lima`: a verb that no table holds.
fn is_verb_of_relative(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let first = &tokens[mention.first];
    matches!(tokens[mention.first - 1].text, "which" | "who")
        && mention.last > mention.first
        && tokens[mention.first + 1].is(class::PREP)
        && !first.capital
        && !first.is(SMALL)
        && plural_of(first.text) & class::ROLE == 0
}

/// `…, with Ruiz calling it` has its own subject; any other participle has that of the sentence.
fn participle_subject(tokens: &[Token<'_>], from: usize, cue: usize) -> Option<Mention> {
    let left = cue.checked_sub(1).filter(|&left| left >= from)?;
    if tokens[left].text == "as" {
        return hearsay::quoted(tokens, from, cue);
    }
    let own = own_subject(tokens, from, left);
    // "While calling for “calm,” Ruiz left": the subject follows.
    own.or_else(|| later_subject(tokens, from, cue))
        .or_else(|| subject_of_participle(tokens, from, cue))
}

/// Verbs before somebody who is seen, heard or remembered as they speak: `a video shows | a man | shouting “…”`.
const WITNESS: [&str; 16] = [
    "captured",
    "caught",
    "films",
    "filmed",
    "heard",
    "hears",
    "overheard",
    "quoted",
    "quotes",
    "recalled",
    "recalls",
    "recorded",
    "remembered",
    "remembers",
    "showed",
    "shows",
];

/// The participle's own subject, which ends at `last`: `with | Ruiz`, `with | boys and girls`, `They left – | Ruiz`, and `and | Okafor` behind
/// quoted words.
fn own_subject(tokens: &[Token<'_>], from: usize, last: usize) -> Option<Mention> {
    let behind = |mention: &Mention, word: &str| {
        mention.first > from && tokens[mention.first - 1].text == word
    };
    let phrase = phrase_ending_at(tokens, from, last)?;
    if behind(&phrase, "and") {
        let before = phrase.first.checked_sub(2)?;
        if tokens[before].kind == Kind::Quote {
            return (phrase.kind == MentionKind::Name).then_some(phrase);
        }
        let first = phrase_ending_at(tokens, from, before)?;
        return behind(&first, "with").then_some(all_of(&first, &phrase));
    }
    let parted = phrase.kind == MentionKind::Name
        && phrase.first > from
        && tokens[phrase.first - 1].kind == Kind::Dash;
    let witnessed = || phrase.first > from && WITNESS.contains(&tokens[phrase.first - 1].text);
    (parted || behind(&phrase, "with") || witnessed()).then_some(phrase)
}

/// The subject behind a participle that opens its sentence: `Calling it “a farce,” Ruiz left.`
fn later_subject(tokens: &[Token<'_>], from: usize, cue: usize) -> Option<Mention> {
    let opens = cue - from <= 3 && tokens[from..cue].iter().all(|token| token.is(SMALL));
    if !opens {
        return None;
    }
    let stop = tokens.len().min(cue + REACH);
    let comma = (cue..stop).find(|&at| {
        tokens[at].kind == Kind::Comma
            || matches!(tokens[at].kind, Kind::Quote) && tokens[at].text.ends_with(',')
    })?;
    phrase_starting_at(tokens, comma + 1, stop).filter(|mention| {
        tokens
            .get(mention.last + 1)
            .is_some_and(Token::is_finite_verb)
    })
}
