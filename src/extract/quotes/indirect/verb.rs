//! A verb that can report, with its form and its subject.
//!
//! In: a word of a frame. Out: a [`Verb`], if the word is a verb there (`calls` behind `the` is a noun) and somebody is its
//! subject; of a passive the subject is not who reports.

use super::super::agreement::agrees;
use super::super::cues::{Cue, is_noun_there};
use super::super::mention::{Mention, MentionKind, phrase_ending_at};
use super::super::subject::{Left, skip_left, subject_behind};
use super::super::tokens::{Kind, Token};
use super::closing::{Aside, aside};
use super::complement::{as_behind, is_infinitive, preposition_behind};
use super::opening::{behind_adverbs, behind_day, opens_phrase};
use super::rules::of;
use super::{At, Found};
use crate::lexicon::speech::{CueKind, ReportForm, class, form, takes};

/// A verb in its place.
pub(super) struct Verb<'a> {
    pub(super) place: At<'a>,
    /// The token behind the verb and its second word.
    pub(super) end: usize,
    pub(super) form: ReportForm,
    /// Whether somebody is told rather than tells: `was told`.
    pub(super) passive: bool,
    /// Its subject.
    pub(super) mention: Option<Mention>,
    /// Whether the subject is a source.
    speaks: bool,
    /// The attribution around it, if commas set one off.
    pub(super) aside: Option<Aside>,
}

/// A word that is a verb where it stands, before its subject is looked for.
pub(super) struct Predicate {
    form: ReportForm,
    /// The token behind the verb and its second word.
    end: usize,
    passive: bool,
    /// Where the walk to its subject ended.
    left: Option<Left>,
}

impl Predicate {
    /// The verb at a place, if something that it takes may follow.
    #[inline]
    pub(super) fn read(place: &At<'_>) -> Option<Self> {
        let (tokens, at) = (place.tokens, place.at);
        let next = tokens.get(at + 1).filter(|_| at + 1 < place.end);
        let form = tokens[at].report(next)?;
        // "laws regarding the port": a preposition.
        let preposition = tokens[at].is(class::PREP) && form.forms == form::ING;
        if preposition || is_noun_there(tokens, place.from, at, form.forms) {
            return None;
        }
        let end = at + 1 + usize::from(form.particle.is_some());
        let left = skip_left(tokens, place.from, at);
        let be = left.is_some_and(|left| left.be);
        let by = || tokens.get(end).is_some_and(|next| next.text == "by");
        let passive = form.forms & form::PARTICIPLE != 0 && (be || by());
        (passive || may_take(place, end, form.takes)).then_some(Self {
            form,
            end,
            passive,
            left,
        })
    }
}

impl<'a> Verb<'a> {
    /// The verb at a place with its subject, of which nothing else is told yet.
    #[inline]
    pub(super) fn of(place: &At<'a>, predicate: &Predicate) -> Self {
        let Predicate {
            form, end, passive, ..
        } = *predicate;
        Self {
            place: *place,
            end,
            form,
            passive,
            mention: match passive {
                true => passive_subject(place, predicate),
                false => active_subject(place, predicate),
            },
            speaks: false,
            aside: None,
        }
    }

    /// Tells whether the subject is a source, and in what aside.
    pub(super) fn look_around(&mut self) {
        self.speaks = self.has_speaking_subject();
        if self.is_parted() {
            self.aside = aside(self);
        }
    }

    pub(super) fn tokens(&self) -> &'a [Token<'a>] {
        self.place.tokens
    }

    pub(super) fn takes(&self, complement: u32) -> bool {
        self.form.takes & complement != 0
    }

    /// The subject, if somebody is named by it and the form fits.
    pub(super) fn source(&self) -> Option<Mention> {
        self.mention.filter(|_| self.speaks)
    }

    /// What is true of the verb, a set of the constants of [`of`].
    pub(super) fn truths(&self) -> u8 {
        let opens = |token: &Token<'_>| token.is(class::SUB | class::REL);
        let aside = self.aside.as_ref();
        let all = [
            (of::SOURCE, self.speaks),
            (of::PASSIVE, self.passive),
            (of::OPENED, self.before_source().is_some_and(opens)),
            (of::ASIDE, aside.is_some()),
            (
                of::WITHIN,
                aside.is_some_and(|aside| aside.is_within(self.tokens())),
            ),
            (
                of::SILENT,
                self.passive || self.form.forms & form::PARTICIPLE != 0 && self.mention.is_none(),
            ),
        ];
        all.iter()
            .fold(0, |all, (truth, holds)| all | (truth * u8::from(*holds)))
    }

    /// Whether the verb or its subject stands behind a comma or quoted words, and so may be in an aside.
    fn is_parted(&self) -> bool {
        let parts = |token: Option<&Token<'_>>| {
            token.is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Quote))
        };
        self.takes(takes::CLAUSE | takes::WH)
            && parts(self.before(self.place.at)) | parts(self.before_source())
    }

    /// The token before the subject, if that is a source.
    fn before_source(&self) -> Option<&'a Token<'a>> {
        let source = self.mention.as_ref().filter(|_| self.speaks)?;
        self.before(source.first)
    }

    /// The token before this one of its frame.
    fn before(&self, at: usize) -> Option<&'a Token<'a>> {
        (at > self.place.from).then(|| &self.place.tokens[at - 1])
    }

    /// Whether the subject is somebody who tells, and the form fits it.
    fn has_speaking_subject(&self) -> bool {
        let tokens = self.tokens();
        self.mention.is_some_and(|mention| {
            !self.passive
                && (speaks(tokens, &mention) || self.says())
                && agrees(tokens, &mention, self.form.forms)
        })
    }

    /// Whether even "it" speaks with this verb: a report, a paper.
    pub(super) fn says(&self) -> bool {
        let clause = self.tells() && self.takes(takes::CLAUSE) && !self.takes(takes::TO);
        clause && self.is_finite()
    }

    /// A find whose content is the tokens `start..end`.
    pub(super) fn found(
        &self,
        start: usize,
        end: usize,
        mention: Option<Mention>,
    ) -> Option<Found> {
        (start < end).then_some(Found {
            content: start..end,
            goes_on: None,
            mention,
            cue: self.place.at..self.end,
        })
    }

    /// Whether the form can be a finite verb of the third person or the past.
    pub(super) fn is_finite(&self) -> bool {
        self.form.forms & (form::PAST | form::THIRD) != 0
    }

    /// Whether the verb tells what somebody says or thinks in a clause.
    pub(super) fn tells(&self) -> bool {
        self.form.tells && self.takes(takes::CLAUSE | takes::WH)
    }
}

/// Whether one of these may stand at `at`, behind a verb. It is asked before the subject is looked for, which takes longer: a verb
/// that takes but a thing, an act or a preposition is often followed by none.
fn may_take(place: &At<'_>, at: usize, takes: u32) -> bool {
    takes & (takes::CLAUSE | takes::WH) != 0
        || takes & takes::OBJECT != 0 && opens_phrase(place, behind_adverbs(place, at))
        || takes & takes::AS != 0 && as_behind(place, behind_adverbs(place, at)).is_some()
        || takes & takes::TO != 0 && is_infinitive(place, behind_day(place, at))
        || takes & takes::PREPOSITION != 0 && preposition_behind(place, at, takes).is_some()
}

/// The subject of a verb that is none of a passive: that of the sentence, or the noun before a participle (`a film
/// depicting`).
fn active_subject(place: &At<'_>, predicate: &Predicate) -> Option<Mention> {
    let (tokens, forms) = (place.tokens, predicate.form.forms);
    let cue = Cue {
        at: place.at,
        end: predicate.end,
        kind: CueKind::Say,
        forms,
    };
    if forms == form::ING
        && let Some(noun) = noun_before(place)
    {
        return Some(noun);
    }
    asked_before(place)
        .or_else(|| subject_behind(tokens, place.from, &cue, predicate.left?))
        .or_else(|| speaker_before(place, forms))
}

/// `said Ruiz, | referring to`: whoever spoke last in the sentence.
fn speaker_before(place: &At<'_>, forms: u8) -> Option<Mention> {
    let (tokens, last) = (place.tokens, place.at.checked_sub(2)?);
    let comma = last > place.from && tokens[last + 1].kind == Kind::Comma;
    let mention = (comma && forms == form::ING)
        .then(|| phrase_ending_at(tokens, place.from, last))
        .flatten()
        .filter(|mention| mention.first > place.from)?;
    let verb = tokens[mention.first - 1].report(None)?;
    (verb.tells && verb.forms & (form::PAST | form::THIRD) != 0).then_some(mention)
}

/// `those surveyed | say`: a participle behind the noun, of people who are asked.
fn asked_before(place: &At<'_>) -> Option<Mention> {
    let at = place.at.checked_sub(1).filter(|&at| at > place.from)?;
    let asked = place.tokens[at].is(class::FINITE)
        && matches!(
            place.tokens[at].text,
            "asked" | "interviewed" | "polled" | "questioned" | "surveyed"
        );
    let those = || {
        let those = place.tokens[at - 1].text.eq_ignore_ascii_case("those");
        those.then_some(Mention {
            first: at - 1,
            last: at - 1,
            kind: MentionKind::Noun,
            name: None,
        })
    };
    asked
        .then(|| phrase_ending_at(place.tokens, place.from, at - 1).or_else(those))
        .flatten()
        .map(|mention| Mention {
            last: at,
            kind: MentionKind::Noun,
            name: None,
            ..mention
        })
}

/// `supporters | backing the plan`: no comma parts a noun from the participle that tells of it.
fn noun_before(place: &At<'_>) -> Option<Mention> {
    let last = place.at.checked_sub(1).filter(|&last| last >= place.from)?;
    let token = &place.tokens[last];
    let noun = token.kind == Kind::Word && !token.is(class::AUX | class::PREP | class::CONJ);
    noun.then(|| phrase_ending_at(place.tokens, place.from, last))
        .flatten()
        .filter(|mention| matches!(mention.kind, MentionKind::Noun | MentionKind::Name))
}

/// What the passive is about: `the plan | was criticized`.
fn passive_subject(place: &At<'_>, predicate: &Predicate) -> Option<Mention> {
    phrase_ending_at(place.tokens, place.from, predicate.left?.at)
}

/// Whether somebody is named: not `it`.
pub(super) fn speaks(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let word = tokens[mention.first].text;
    match mention.kind {
        MentionKind::Pronoun => !word.eq_ignore_ascii_case("it"),
        MentionKind::Relative | MentionKind::Name | MentionKind::Noun | MentionKind::Label => true,
    }
}
