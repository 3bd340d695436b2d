//! Cues that stand before the quoted words: `Ruiz said that the plan was “a farce”`.
//!
//! In: a run in its frame. Out: the cue that governs it, with its subject. The nearest cue wins, unless it only reports a
//! thought or a name within what somebody else says: `Ruiz said she hoped for “calm”` is said.

use super::agreement::{ends_as_plural, is_plural};
use super::clauses::{main_clause_follows, only_says_when};
use super::cues::{Cue, cue_at};
use super::mention::{Mention, MentionKind, REACH, phrase_ending_at, phrase_starting_at};
use super::rules::{Attribution, Place};
use super::subject::{inverted, subject};
use super::tokens::{Kind, Token};
use super::verbless::{is_noun_of_speech, possessor};
use crate::lexicon::noun_verbs::{NounVerb, noun_verb};
use crate::lexicon::speech::{CueKind, class, form};

/// A cue before the run, with its subject.
#[derive(Clone, Copy)]
struct Candidate {
    cue: Cue,
    mention: Mention,
}

/// `Ruiz said: “We wait.”`, `Ruiz told reporters, “We wait.”`, `Ruiz called it “a farce”`
pub(super) fn verb_quote(place: &Place<'_>) -> Option<Attribution> {
    by_agent(place).or_else(|| governing(place, TOUCH, |cue| touches(place, cue)))
}

/// `Ruiz said that the plan, long delayed, was “a farce”.`
pub(super) fn verb_before(place: &Place<'_>) -> Option<Attribution> {
    governing(place, REACH, |cue| cue.kind != CueKind::Mark)
}

/// How many words can stand between a cue and the quoted words that it touches.
const TOUCH: usize = 8;

/// The cue that governs the run: the nearest that `fits`, with so many words between at most, or one around it.
fn governing(
    place: &Place<'_>,
    between: usize,
    fits: impl Fn(&Cue) -> bool,
) -> Option<Attribution> {
    let start = place.from.max(place.quote.saturating_sub(REACH));
    let near = start.max(place.quote.saturating_sub(between + 2));
    let mut nearest: Option<Candidate> = None;
    for at in (start..place.quote).rev() {
        if nearest.is_none() && at < near {
            break; // none that fits stands so far away
        }
        let Some(cue) = cue_at(place.tokens, &place.frame(), at) else {
            continue; // most words
        };
        let candidate = || {
            let mention = inverted(place.tokens, place.from, &cue, place.quote)
                .or_else(|| subject(place.tokens, place.from, &cue))
                .or_else(|| before_aside(place, &cue))?;
            let fits = cue.forms != form::THIRD || !is_plural(place.tokens, &mention);
            fits.then_some(Candidate { cue, mention })
        };
        match nearest {
            None if fits(&cue) => {
                nearest =
                    candidate().filter(|found| !only_names(place, found) && !is_over(place, found));
            }
            None => {}
            Some(inner) if cue.kind == CueKind::Say => {
                nearest = candidate()
                    .filter(|outer| surrounds(place, outer, &inner))
                    .or(nearest);
            }
            Some(_) => {}
        }
        if nearest.is_some_and(|found| !yields(place, &found)) {
            break;
        }
    }
    let found = nearest?;
    let outer = place.attributed(&found.cue, found.mention);
    let Some(claim) = claim_within(place, &found.cue) else {
        return Some(outer); // nearly all
    };
    let rejects = noun_verb(place.tokens[found.cue.at].text) == Some(NounVerb::Rejects);
    // "repeated his claim", "dismissed his claim"
    claim
        .filter(|claim| rejects || claim.mention.kind != MentionKind::Pronoun)
        .or((!rejects).then_some(outer))
}

/// Whether a claim stands between the verb and its clause with the quoted words, and whose it is: `rejected | Okafor’s | claim that it was “a
/// farce”`, `rejected | claims that …`.
fn claim_within(place: &Place<'_>, cue: &Cue) -> Option<Option<Attribution>> {
    let tokens = place.tokens;
    let mut between = (cue.end..place.quote).rev();
    let that = between.find(|&at| tokens[at].is(class::SUB) && tokens[at].text == "that")?;
    let claim = that
        .checked_sub(1)
        .filter(|&claim| claim >= cue.end && is_noun_of_speech(&tokens[claim]))?;
    let mention = possessor(tokens, cue.end, claim);
    Some(mention.map(|mention| Attribution {
        cue: Some(tokens[claim].span()),
        mention,
    }))
}

/// Whether only an addressee, an object or a day stands between the cue and the quoted words.
fn touches(place: &Place<'_>, cue: &Cue) -> bool {
    let between = &place.tokens[cue.end..place.quote];
    if between.len() > TOUCH {
        return false;
    }
    let marked = is_direct(place);
    let words = &between[..between.len().saturating_sub(usize::from(marked))];
    // Each is asked: how many there are cannot be foreseen, and is once.
    let (clean, plain) = words.iter().fold((true, true), |(clean, plain), token| {
        let verb = token.is_finite_verb() & !token.is(class::AUX);
        (
            clean & (token.kind == Kind::Word) & !verb,
            plain & !token.is(class::SUBJECT | class::AUX),
        )
    });
    clean && (marked || plain && (cue.kind != CueKind::Mark || words.is_empty()))
}

/// Whether a comma or a colon opens the quoted words.
fn is_direct(place: &Place<'_>) -> bool {
    place.quote > place.from
        && matches!(
            place.tokens[place.quote - 1].kind,
            Kind::Comma | Kind::Colon | Kind::Dash
        )
}

/// `a film called “Rain”` names; `what she called “rain”`, `which Ruiz called “rain”` and `called it “rain”` say.
fn only_names(place: &Place<'_>, found: &Candidate) -> bool {
    found.cue.kind == CueKind::Name
        && found.cue.end == place.quote
        && found.cue.forms & form::PARTICIPLE != 0
        && !matches!(found.mention.kind, MentionKind::Pronoun)
        && !(found.mention.first > place.from
            && is_relative(&place.tokens[found.mention.first - 1]))
        && !is_called_so_by(place, &found.mention)
}

/// `charges that | the mayor | called “port lingo”`: people, who call, where a thing is called.
fn is_called_so_by(place: &Place<'_>, mention: &Mention) -> bool {
    let tokens = place.tokens;
    let that = mention
        .first
        .checked_sub(1)
        .filter(|&that| that > place.from);
    that.is_some_and(|that| tokens[that].text == "that")
        && (mention.kind == MentionKind::Name || tokens[mention.last].is(class::ROLE))
}

fn is_relative(token: &Token<'_>) -> bool {
    token.is(class::REL) || token.text == "what"
}

/// Whether the cue may be part of what another one reports.
fn yields(place: &Place<'_>, inner: &Candidate) -> bool {
    if is_direct(place) && inner.cue.kind != CueKind::Think
        || inner.cue.forms & form::ING != 0 && !place.tokens[inner.cue.at - 1].is(class::AUX)
    {
        return false;
    }
    let subordinate = inner.mention.first > place.from
        && matches!(
            place.tokens[inner.mention.first - 1].text,
            "that" | "because" | "if" | "once" | "whether"
        );
    // "Okafor, who she called “a bully”"
    let relative = inner.mention.first > place.from
        && matches!(place.tokens[inner.mention.first - 1].text, "who" | "whom");
    if relative {
        return false;
    }
    let weak = match inner.mention.kind {
        MentionKind::Name => inner.cue.kind == CueKind::Think,
        MentionKind::Noun => inner.cue.kind != CueKind::Say,
        MentionKind::Pronoun | MentionKind::Relative | MentionKind::Label => true,
    };
    weak || subordinate
}

/// Whether what `outer` reports reaches to `inner`: no new clause begins between them.
fn surrounds(place: &Place<'_>, outer: &Candidate, inner: &Candidate) -> bool {
    let first = inner.mention.first;
    if first < outer.cue.end {
        return false;
    }
    let between = &place.tokens[outer.cue.end..first];
    let opens =
        |token: &Token<'_>| token.is(class::CONJ) || matches!(token.text, "whereas" | "while");
    let parts = |token: &Token<'_>| {
        let comma_inside = token.kind == Kind::Quote && token.text.ends_with(',');
        matches!(token.kind, Kind::Comma | Kind::Dash) || comma_inside
    };
    let new_clause = between.last().is_some_and(opens)
        && between.len() > 1
        && parts(&between[between.len() - 2]);
    !new_clause
        && !main_clause_follows(place, outer.mention.first, outer.cue.end..first)
        && !between
            .iter()
            .any(|token| matches!(token.kind, Kind::Semicolon | Kind::Colon))
}

/// Whether the clause of the verb is over before the quoted words.
fn is_over(place: &Place<'_>, found: &Candidate) -> bool {
    let first = found.mention.first;
    only_says_when(place, first) || main_clause_follows(place, first, found.cue.end..place.quote)
}

/// `Ruiz, | citing “the water,” said`: nothing but the subject stands before the aside.
fn before_aside(place: &Place<'_>, cue: &Cue) -> Option<Mention> {
    let comma = cue.at.checked_sub(1).filter(|&comma| comma > place.from)?;
    (cue.forms & form::ING != 0 && place.is(comma, Kind::Comma))
        .then(|| phrase_ending_at(place.tokens, place.from, comma - 1))?
        .filter(|mention| mention.first == place.from)
}

/// `It was called “a farce” by Ruiz.`, `described by Ruiz as “a farce”`, `“a farce,” as described by Ruiz`
fn by_agent(place: &Place<'_>) -> Option<Attribution> {
    let tokens = place.tokens;
    let (next, behind) = (place.quote + 1, place.behind());
    let (verb, agent) = if place.is_word(next, "by") {
        let verb = participle_before(place)?;
        (verb, phrase_starting_at(tokens, next + 1, place.end)?)
    } else if place.is_word(behind, "as") && place.is_word(behind + 2, "by") {
        let agent = phrase_starting_at(tokens, behind + 3, place.end)?;
        (takes_agent(place, behind + 1)?, agent)
    } else {
        let at = words_before(place).find(|&at| at > place.from && place.is_word(at, "as"))?;
        let agent = phrase_ending_at(tokens, place.from, at - 1)?;
        let by = agent.first.checked_sub(1).filter(|&by| by > place.from)?;
        (
            place
                .is_word(by, "by")
                .then(|| takes_agent(place, by - 1))??,
            agent,
        )
    };
    // "by mistake", "by name"
    let (first, last) = (&tokens[agent.first], &tokens[agent.last]);
    let somebody = agent.kind != MentionKind::Noun
        || first.is(class::DET | class::INDEFINITE)
        || ends_as_plural(last.text);
    somebody.then(|| place.attributed(&verb, agent))
}

/// The words right before the quoted ones that may stand between them and their verb: `called a | “farce”`.
fn words_before(place: &Place<'_>) -> impl Iterator<Item = usize> {
    const WORDS: usize = 3;
    let first = place.from.max(place.quote.saturating_sub(WORDS));
    let plain =
        |token: &Token<'_>| token.kind == Kind::Word && !token.is(class::SUBJECT | class::AUX);
    (first..place.quote)
        .rev()
        .take_while(move |&at| plain(&place.tokens[at]))
}

/// The passive that the words before the quoted ones end with: `was called`, `hailed as a`.
fn participle_before(place: &Place<'_>) -> Option<Cue> {
    let cue = words_before(place).find_map(|at| takes_agent(place, at))?;
    let before = cue.at.checked_sub(1).filter(|&before| before >= place.from);
    let active = before.is_some_and(|before| {
        let before = &place.tokens[before];
        before.is_name_word() || before.is(class::SUBJECT) // "Ruiz called “the farce” by name"
    });
    (!active).then_some(cue)
}

/// The participle at `at`, if it is one of a verb that says what somebody or something is.
fn takes_agent(place: &Place<'_>, at: usize) -> Option<Cue> {
    let form = place.tokens[at].cue(None)?;
    let cue = Cue {
        at,
        end: at + 1,
        kind: form.kind,
        forms: form.forms,
    };
    (cue.takes_object() && cue.forms & form::PARTICIPLE != 0).then_some(cue)
}
