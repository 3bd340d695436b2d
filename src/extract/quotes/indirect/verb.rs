//! A verb that can report, with its form and its subject.
//!
//! In: a word of a frame. Out: a [`Verb`], if the word is a verb there (`calls` behind `the` is a noun). Its subject is looked for when a
//! rule asks for it, and may be nobody; of a passive it is not who reports.

use std::cell::OnceCell;

use super::super::agreement::agrees;
use super::super::cues::{Cue, is_noun_there};
use super::super::mention::{Mention, MentionKind, REACH, phrase_ending_at};
use super::super::parenthesis::open_bracket;
use super::super::subject::{Left, skip_left, subject_behind};
use super::super::tokens::{Kind, Token};
use super::closing::{Aside, aside};
use super::opening::clause_start;
use super::rules::{behind, of};
use super::{At, Found, fitting};
use crate::lexicon::speech::{CueKind, ReportForm, class, form, takes};

/// A verb in its place.
pub(super) struct Verb<'a> {
    pub(super) place: &'a At<'a>,
    /// The token behind the verb and its second word.
    pub(super) end: usize,
    pub(super) form: ReportForm,
    /// Whether somebody is told rather than tells: `was told`.
    pub(super) passive: bool,
    /// The attribution around it, if commas set one off.
    pub(super) aside: Option<Aside>,
    /// Where the walk to its subject ended.
    left: Option<Left>,
    subject: OnceCell<Subject>,
    clause_start: OnceCell<usize>,
}

/// The subject of a verb.
struct Subject {
    mention: Option<Mention>,
    /// Whether it is a source: somebody who tells, and the form fits.
    speaks: bool,
}

/// A word that is a verb where it stands.
pub(super) struct Predicate {
    form: ReportForm,
    /// The token behind the verb and its second word.
    end: usize,
    passive: bool,
    /// Whether commas or quoted words may set it off.
    pub(super) may_be_set_off: bool,
    /// Where the walk to its subject ended.
    left: Option<Left>,
    /// The rules that may fit it, a bit each.
    pub(super) may_fit: u32,
}

impl Predicate {
    /// The verb at a place, if a rule may fit it.
    #[inline]
    pub(super) fn read(place: &At<'_>) -> Option<Self> {
        let (tokens, at) = (place.tokens, place.at);
        let form = form_at(place)?;
        let end = at + 1 + usize::from(form.particle.is_some());
        let participle = form.forms & form::PARTICIPLE != 0;
        let may_be_set_off = may_be_set_off(place, &form);
        let kinds = of::ACTIVE
            | (of::ASIDE * u8::from(may_be_set_off))
            | ((of::PASSIVE | of::PARTICIPLE) * u8::from(participle));
        let may_fit = fitting::may_fit(kinds, form.takes, behind(&tokens[..place.end], end));
        // "laws regarding the port", "assuming it is open": a preposition, a conjunction.
        let preposition = tokens[at].is(class::PREP | class::SUB) && form.forms == form::ING;
        if may_fit == 0 || preposition || is_noun_there(tokens, place.from, at, form.forms) {
            return None;
        }
        let left = skip_left(tokens, place.from, at);
        let be = left.is_some_and(|left| left.be);
        let by = tokens.get(end).is_some_and(is_by);
        Some(Self {
            form,
            end,
            passive: participle & (be | by),
            may_be_set_off,
            left,
            may_fit,
        })
    }
}

impl<'a> Verb<'a> {
    /// The verb at a place, of which nothing else is told yet.
    #[inline]
    pub(super) fn of(place: &'a At<'a>, predicate: &Predicate) -> Self {
        let &Predicate {
            form,
            end,
            passive,
            left,
            ..
        } = predicate;
        Self {
            place,
            end,
            form,
            passive,
            aside: None,
            left,
            subject: OnceCell::new(),
            clause_start: OnceCell::new(),
        }
    }

    /// Tells in what aside it stands, if commas or quoted words may set it off.
    pub(super) fn look_around(&mut self) {
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

    /// What the verb is to the rules, a set of the constants of [`of`].
    pub(super) fn kinds(&self) -> u8 {
        let voice = match self.passive {
            true => of::PASSIVE,
            false => of::ACTIVE,
        };
        let participle = self.form.forms & form::PARTICIPLE != 0;
        let aside = self.aside.is_some();
        voice | (of::ASIDE * u8::from(aside)) | (of::PARTICIPLE * u8::from(participle))
    }

    /// The subject.
    pub(super) fn mention(&self) -> Option<Mention> {
        self.subject().mention
    }

    /// The subject, if somebody is named by it and the form fits.
    pub(super) fn source(&self) -> Option<Mention> {
        let subject = self.subject();
        subject.mention.filter(|_| subject.speaks)
    }

    /// Whether the subject was looked for and is no source.
    pub(super) fn is_of_nobody(&self) -> bool {
        self.subject.get().is_some_and(|subject| !subject.speaks)
    }

    /// The subject, looked for when it is first asked for.
    fn subject(&self) -> &Subject {
        self.subject.get_or_init(|| self.find_subject())
    }

    #[inline(never)]
    fn find_subject(&self) -> Subject {
        let mention = match self.passive {
            true => self.passive_subject(),
            false => self.active_subject(),
        };
        Subject {
            mention,
            speaks: mention.is_some_and(|mention| self.is_source(&mention)),
        }
    }

    /// Where a clause can begin behind the verb, whom it tells and when.
    pub(super) fn clause_start(&self) -> usize {
        *self.clause_start.get_or_init(|| clause_start(self))
    }

    /// Whether the verb or its subject stands behind a comma, quoted words or brackets, and so may be in an aside.
    fn is_parted(&self) -> bool {
        let parts = |token: Option<&Token<'_>>| {
            let parts =
                |token: &Token<'_>| matches!(token.kind, Kind::Comma | Kind::Quote | Kind::Close);
            token.is_some_and(parts)
        };
        parts(self.before(self.place.at)) || parts(self.before_source())
    }

    /// The token before the subject, if that is a source.
    fn before_source(&self) -> Option<&'a Token<'a>> {
        self.before(self.source()?.first)
    }

    /// The token before this one of its frame.
    fn before(&self, at: usize) -> Option<&'a Token<'a>> {
        (at > self.place.from).then(|| &self.place.tokens[at - 1])
    }

    /// Whether the subject is somebody who tells, and the form fits it.
    fn is_source(&self, subject: &Mention) -> bool {
        let tokens = self.tokens();
        !self.passive
            && (speaks(tokens, subject) || self.says())
            && agrees(tokens, subject, self.form.forms)
    }

    /// The subject where it is none of a passive: that of the sentence, or the noun before a participle (`a film depicting`).
    fn active_subject(&self) -> Option<Mention> {
        let (place, forms) = (self.place, self.form.forms);
        let cue = Cue {
            at: place.at,
            end: self.end,
            kind: CueKind::Say,
            forms,
        };
        if forms == form::ING
            && let Some(noun) = noun_before(place)
        {
            return Some(noun);
        }
        asked_before(place)
            .or_else(|| subject_behind(place.tokens, place.from, &cue, self.left?))
            .or_else(|| speaker_before(place, forms))
    }

    /// What the passive is about: `the plan | was criticized`.
    fn passive_subject(&self) -> Option<Mention> {
        phrase_ending_at(self.tokens(), self.place.from, self.left?.at)
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

/// Whether something can be said before the word at a place, if it is a verb: that of an aside, or of a passive.
pub(super) fn may_reach_back(place: &At<'_>) -> bool {
    form_at(place)
        .is_some_and(|form| form.forms & form::PARTICIPLE != 0 || may_be_set_off(place, &form))
}

/// The form of the verb at a place.
#[inline]
fn form_at(place: &At<'_>) -> Option<ReportForm> {
    let (tokens, at) = (place.tokens, place.at);
    tokens[at].report(tokens.get(at + 1).filter(|_| at + 1 < place.end))
}

/// `by`, told without a branch: whether a verb is a participle cannot be foreseen.
fn is_by(word: &Token<'_>) -> bool {
    let letters = word.text.as_bytes();
    (letters.first_chunk() == Some(b"by")) & (letters.len() == 2)
}

/// What stands behind a verb that ends before `end`, a set of the constants of [`behind`].
fn behind(frame: &[Token<'_>], end: usize) -> u8 {
    const TELLS_WHEN: u32 = class::ADVERB | class::TIME;
    const BEFORE_DAY: u32 = class::PREP | class::DET;
    let Some(next) = frame.get(end) else {
        return behind::ANY;
    };
    let is_kind = |kind| u8::from(next.kind == kind);
    let day = frame.get(end + 1).is_some_and(|day| day.is(class::TIME)); // "on | Monday"
    let time = next.is(TELLS_WHEN) | (next.is(BEFORE_DAY) & day);
    behind::ANY
        | (behind::COMMA * is_kind(Kind::Comma))
        | (behind::QUOTE * is_kind(Kind::Quote))
        | (behind::WORD * is_kind(Kind::Word))
        | (behind::SMALL * u8::from(next.is(TELLS_WHEN | BEFORE_DAY)))
        | (behind::FINITE * u8::from(next.is_finite_verb()))
        | (behind::TIME * u8::from(time))
}

/// Whether commas or quoted words may set a verb off from what it tells: one of them stands before it, behind the first word.
fn may_be_set_off(place: &At<'_>, form: &ReportForm) -> bool {
    const FINITE: u8 = form::PAST | form::THIRD | form::BASE;
    const FARTHEST: usize = 5 * REACH; // no subject and no parenthesis behind it stands so far away
    let parts = |token: &Token<'_>| (token.kind == Kind::Comma) | (token.kind == Kind::Quote);
    let first = (place.from + 1)
        .max(place.at.saturating_sub(FARTHEST))
        .min(place.at);
    let before = || place.tokens[first..place.at].iter();
    let clause = form.takes & (takes::CLAUSE | takes::WH) != 0;
    (form.tells & clause & (form.forms & FINITE != 0)) && before().any(parts)
}

/// `said Ruiz, | referring to`, `said Ruiz (D-Iowa), | adding that`: whoever spoke last in the sentence.
fn speaker_before(place: &At<'_>, forms: u8) -> Option<Mention> {
    let (tokens, last) = (place.tokens, place.at.checked_sub(2)?);
    let comma = last > place.from && tokens[last + 1].kind == Kind::Comma;
    if !comma || forms != form::ING {
        return None;
    }
    let last = match tokens[last].kind {
        Kind::Close => open_bracket(tokens, place.from, last)?
            .checked_sub(1)
            .filter(|&last| last > place.from)?,
        _ => last,
    };
    let mention =
        phrase_ending_at(tokens, place.from, last).filter(|mention| mention.first > place.from)?;
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

/// Whether somebody is named: not `it`.
pub(super) fn speaks(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let word = tokens[mention.first].text;
    match mention.kind {
        MentionKind::Pronoun => !word.eq_ignore_ascii_case("it"),
        MentionKind::Relative | MentionKind::Name | MentionKind::Noun | MentionKind::Label => true,
    }
}
