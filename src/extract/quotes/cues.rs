//! Cues: the words of a frame that attribute.
//!
//! In: the tokens of a frame. Out: its cue verbs, each with what it can take and which form it is.

use std::ops::Range;

use super::agreement::{OF_MANY, ends_as_plural};
use super::between::{antecedent, described};
use super::heads::head_of;
use super::mention::{Mention, is_possessive, phrase_ending_at};
use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::speech::{CueForm, CueKind, ReportForm, class, form, takes};
use crate::lexicon::times::{TimeWord, time_word};
use crate::span::Span;

/// A cue verb in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Its token.
    pub(super) at: usize,
    /// The token behind it, and behind its second word (`back`).
    pub(super) end: usize,
    pub(super) kind: CueKind,
    pub(super) forms: u8,
}

impl Cue {
    /// The words of the cue.
    pub(super) fn span(&self, tokens: &[Token<'_>]) -> Span {
        tokens[self.at].span().hull(tokens[self.end - 1].span())
    }

    /// Whether the verb takes what the quoted words are about, and so stands before them.
    pub(super) fn takes_object(&self) -> bool {
        matches!(self.kind, CueKind::Fragment | CueKind::Name)
    }

    /// Whether the form can be a finite verb of the third person or the past.
    pub(super) fn is_finite(&self) -> bool {
        self.forms & (form::PAST | form::THIRD) != 0
    }
}

/// The cue verb at token `at`, if it is one: `calls` behind `the` is a noun.
#[inline]
pub(super) fn cue_at(tokens: &[Token<'_>], range: &Range<usize>, at: usize) -> Option<Cue> {
    let next = tokens.get(at + 1).map_or(0, |next| next.classes);
    let before_that = tokens[at].is(class::FINITE) & (next & class::SUB != 0); // "anticipated that"
    let may_be = !tokens[at].capital & (tokens[at].is(class::CUE) | before_that);
    may_be.then(|| verb_at(tokens, range, at))? // not at most words
}

fn verb_at(tokens: &[Token<'_>], range: &Range<usize>, at: usize) -> Option<Cue> {
    let next = tokens.get(at + 1).filter(|_| at + 1 < range.end);
    let cue = tokens[at]
        .cue(next)
        .or_else(|| unlisted(&tokens[at], next))?;
    // "the White House press secretary"
    let modifies =
        cue.forms == form::BASE && next.is_some_and(|next| next.is(class::ROLE) && !next.capital);
    let noun = modifies || is_noun_there(tokens, range.start, at, cue.forms);
    let next_is_by = tokens.get(at + 1).is_some_and(|next| next.text == "by");
    let next_is_by = next_is_by && !tokens.get(at + 2).is_some_and(is_way_of_speech);
    let noun = noun || next_is_by && cue.forms & form::PARTICIPLE != 0;
    let end = at + 1 + usize::from(cue.particle.is_some());
    (!noun).then_some(Cue {
        at,
        end,
        kind: cue.kind,
        forms: cue.forms,
    })
}

/// `said by | email`: how it was said, not who said it.
fn is_way_of_speech(token: &Token<'_>) -> bool {
    let ways = [
        "email",
        "e-mail",
        "fax",
        "letter",
        "phone",
        "telephone",
        "text",
        "video",
    ];
    ways.contains(&token.text)
}

/// Whether a form of a verb is a noun at `at`: `the calls`, `Ruiz’s claim`, `of state`.
#[inline]
pub(super) fn is_noun_there(tokens: &[Token<'_>], from: usize, at: usize, forms: u8) -> bool {
    if at <= from {
        return forms == form::BASE;
    }
    let before = &tokens[at - 1];
    let may_own = before.joined | (before.kind == Kind::Quote);
    let finite = (forms == form::BASE) | (forms == form::THIRD);
    let may_be_one = before.classes & (class::DET | class::LY) | u32::from(may_own | finite);
    may_be_one != 0 // not most verbs
        && (is_noun_behind(tokens, from, at, forms) || finite && is_noun_before(tokens, at))
}

/// The same where a token stands before it that may tell.
fn is_noun_behind(tokens: &[Token<'_>], from: usize, at: usize, forms: u8) -> bool {
    let (before, earlier) = (&tokens[at - 1], &tokens[from..at - 1]);
    let base = forms == form::BASE;
    let determined = before.is(class::DET) & !before.is(class::REL | class::INDEFINITE);
    let may_own = before.joined | (before.kind == Kind::Quote);
    let said = || tokens[at].text == "said"; // "a friend of her said"
    if before.text == "1" && tokens[at].text == "point" {
        return true; // "lost 1 point to 3,300"
    }
    // "hit back at claims that"
    if (tokens[at].is(class::NOUN_CUE) & before.is(class::PREP))
        && !before.is(class::SUB | class::ADVERB | class::CONJ)
        && before.text != "to"
    {
        return true;
    }
    determined && before.text != "that" && !(before.text == "her" && said())
        || may_own && !said() && is_owner(before, forms)
        || forms == form::THIRD && is_counted(tokens, from, at)
        || forms & form::PARTICIPLE != 0 && is_adjective_behind(before, earlier)
        || base
            && !takes_base_form(before)
            && !ends_pair(before, earlier)
            && !behind_agent(tokens, from, at)
            && !behind_plural(tokens, from, at)
}

/// `the initially | estimated | costs`
fn is_adjective_behind(before: &Token<'_>, earlier: &[Token<'_>]) -> bool {
    let the = |the: &Token<'_>| the.is(class::DET) && !the.is(class::INDEFINITE | class::REL);
    before.is(class::LY) && earlier.last().is_some_and(the)
}

/// The same by what stands behind it: `a jobs report | shows`, `Harbor shares | fell`, `the share | price`.
fn is_noun_before(tokens: &[Token<'_>], at: usize) -> bool {
    let (token, behind) = (&tokens[at], &tokens[at + 1..]);
    let Some(next) = behind.first() else {
        return false;
    };
    if matches!(token.text, "credit" | "credits" | "share" | "shares") {
        return !takes_what_is_said(behind) && !is_credited(token, behind);
    }
    if token.text == "state" {
        // "two percent state funding", not "officials state that", "the rules state members pay"
        let owned = at > 0 && !tokens[at - 1].text.ends_with('s');
        return owned
            && next.kind == Kind::Word
            && !next.capital
            && !next.is(SMALL)
            && next.text != "that";
    }
    if next.is(class::PREP) && next.text == "of" {
        // "loud chants of", not "the mayor talks of"
        let verb = |verb: ReportForm| verb.takes & takes::preposition("of") != 0;
        return !token.report(None).is_some_and(verb);
    }
    // "dismissed claims that"
    let whole = |verb: ReportForm| verb.takes & (takes::OBJECT | takes::THING) != 0;
    let taken = || at > 0 && tokens[at - 1].report(None).is_some_and(whole);
    if token.is(class::NOUN_CUE) && next.text == "that" && taken() {
        return true;
    }
    // "which critics claim will close": they claim it.
    let relative = at >= 2 && (tokens[at - 2].is(class::REL) || tokens[at - 2].text == "that");
    if relative && ends_as_plural(tokens[at - 1].text) {
        return false;
    }
    let other = class::NOUN_CUE | class::PAPER | class::ROLE; // "officials report claims"
    let tells = || {
        let plural = token.text.ends_with('s'); // "forecasts suggest"
        plural && (next.report(None)).is_some_and(|verb| verb.tells && verb.forms == form::BASE)
    };
    token.is(class::NOUN_CUE | class::PAPER)
        && !next.is(other)
        && (is_surely_finite(next) || tells())
}

/// `credits warm winters | for it`, `credit low rates | with the rise`; not `credit cards for the poor`.
fn is_credited(token: &Token<'_>, behind: &[Token<'_>]) -> bool {
    const WORDS: usize = 7;
    const NOUNS: [&str; 12] = [
        "agency", "card", "cards", "default", "line", "lines", "market", "markets", "rating",
        "ratings", "union", "unions",
    ];
    let credits = token.text.starts_with("credit");
    let named = behind.first().is_none_or(|next| NOUNS.contains(&next.text));
    let near = behind.iter().take(WORDS);
    let mut words = near.take_while(|word| word.kind == Kind::Word && !word.is_finite_verb());
    credits && !named && words.any(|word| matches!(word.text, "for" | "with"))
}

/// `shares | Ruiz’s view`, `share | the pain`, `share similar | concerns`: what somebody shares or credits that is no price and no card.
fn takes_what_is_said(behind: &[Token<'_>]) -> bool {
    const WORDS: usize = 3;
    const OPENS: u32 = class::DET | class::OBJECT | class::SUBJECT;
    let near = &behind[..behind.len().min(WORDS)];
    let words = || near.iter().take_while(|token| token.kind == Kind::Word);
    near.first().is_some_and(|next| {
        let name = next.capital & !next.is(class::TIME);
        let clause = matches!(next.text, "how" | "that" | "why");
        name || next.is(OPENS) || next.kind == Kind::Quote || clause
    }) || words().any(|word| word.is(class::NOUN_CUE))
}

/// `shows`, `showed`, `was`: a finite verb that can be no participle before a noun, as `reduced` can.
fn is_surely_finite(token: &Token<'_>) -> bool {
    let past = |form: ReportForm| form.forms & form::PARTICIPLE == 0;
    let only_past = || token.report(None).is_some_and(past);
    let is = matches!(token.text, "had" | "has" | "is" | "was" | "were" | "will");
    is || token.is_finite_verb() && (!token.text.ends_with("ed") || only_past())
}

/// `Ruiz and | Okafor | say`
fn ends_pair(last: &Token<'_>, earlier: &[Token<'_>]) -> bool {
    last.capital && earlier.last().is_some_and(|and| and.text == "and")
}

/// `letters obtained by the Courier | show that`: a clause follows, so that it is the letters that show.
fn behind_agent(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    const WORDS: usize = 5;
    let that = tokens.get(at + 1).is_some_and(|next| next.text == "that");
    let by = || (from.max(at.saturating_sub(WORDS))..at).any(|at| tokens[at].text == "by");
    that && !tokens[at].is(class::NOUN_CUE) && by()
}

/// `opponents of the plan | say`, `critics in Lima | say`, `voters who live there | say`: the plural is what the verb belongs to.
fn behind_plural(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    let tells = tokens[at].report(None).is_some_and(|verb| verb.tells);
    if !tells || tokens[at].is(class::NOUN_CUE) {
        return false;
    }
    let head = |phrase: &Mention| phrase.first + head_of(&tokens[phrase.first..=phrase.last]);
    let is_plural = |phrase: &Mention| {
        let head = &tokens[head(phrase)];
        ends_as_plural(head.text) || head.is(class::INDEFINITE)
    };
    let phrase = phrase_ending_at(tokens, from, at - 1);
    let tied = phrase.and_then(|phrase| {
        let tied = phrase.first.checked_sub(2).filter(|&tied| tied >= from)?;
        let preposition = &tokens[tied + 1];
        let ties = preposition.is(class::PREP) && !preposition.is(class::SUB);
        ties.then(|| phrase_ending_at(tokens, from, tied))?
    });
    phrase.is_some_and(|phrase| is_plural(&phrase) && head(&phrase) < phrase.last)
        || tied.is_some_and(|before| is_plural(&before))
        || described(tokens, from, at - 1).is_some_and(|described| is_plural(&described))
        || antecedent(tokens, from, at - 1).is_some_and(|antecedent| is_plural(&antecedent))
}

/// `Ruiz’s` of `Ruiz’s proposed plan` (but `Stone’s said` is a house’s name) and `it’s` of `it’s like home`; not `she’s` of `she’s said` and `she’s hoping`.
fn is_owner(before: &Token<'_>, forms: u8) -> bool {
    let pronoun = before.is(class::SUBJECT | class::REL);
    let verb = pronoun && forms & (form::PAST | form::ING) != 0;
    is_possessive(before) && !verb
}

/// Whether a number of things stands before `at`: `12 emails`, `two lengthy reports`.
fn is_counted(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    const WORDS: usize = 3;
    let adjective = |token: &&Token<'_>| {
        token.kind == Kind::Word && !token.capital && !token.is(SMALL) && !is_number(token)
    };
    let mut before = tokens[from.max(at.saturating_sub(WORDS))..at].iter().rev();
    before
        .find(|token| !adjective(token))
        .is_some_and(is_number)
}

/// `12`, `two`, `several`; not `one`, which speaks too, nor the `57-year-old` who does.
fn is_number(word: &Token<'_>) -> bool {
    let more_than_one = || match time_word(word.text) {
        Some(TimeWord::Number(number)) => number > 1,
        _ => matches!(word.text, "several" | "many"),
    };
    let last = word.text.as_bytes().last();
    last.is_some_and(u8::is_ascii_digit) || !word.capital && more_than_one()
}

/// A verb that no table holds, known by what follows: `anticipated that`.
fn unlisted(token: &Token<'_>, next: Option<&Token<'_>>) -> Option<CueForm> {
    let verb = token.classes & !class::REPORT & !class::TAKES == class::FINITE
        && token.is_finite_verb()
        && token.text.ends_with("ed");
    let forms = form::PAST | form::PARTICIPLE;
    (verb && next?.text == "that").then_some(CueForm {
        kind: CueKind::Say,
        forms,
        particle: None,
    })
}

/// Whether `say` can be a verb behind this word: `officials say`, `to say`, `did say`, `and say`; not `of state`.
fn takes_base_form(before: &Token<'_>) -> bool {
    const TAKES: u32 = class::SUBJECT
        | class::AUX
        | class::REL
        | class::INDEFINITE
        | class::ADVERB
        | class::CONJ
        | class::TIME
        | class::BODY;
    // not "one message"
    (before.is(TAKES) | (before.kind != Kind::Word) | before.text.ends_with('s'))
        && before.text != "one"
        || before.text.ends_with("men")
        || matches!(before.text, "here" | "there" | "to")
        || OF_MANY.contains(&before.text)
        || is_share(before)
}

/// `four in 10 | say`, `61 percent | say`, `those surveyed | say`
fn is_share(before: &Token<'_>) -> bool {
    before.is_figure()
        || matches!(
            before.text,
            "half" | "interviewed" | "percent" | "polled" | "quarter" | "surveyed" | "third"
        )
}

/// The cue verbs of the tokens `range`.
pub(super) fn cues<'a>(
    tokens: &'a [Token<'_>],
    frame: &'a Range<usize>,
    range: Range<usize>,
) -> impl DoubleEndedIterator<Item = Cue> + 'a {
    range.filter_map(move |at| cue_at(tokens, frame, at))
}
