//! The rules of reported speech, and which of them fits a word.
//!
//! In: a token of a frame. Out: what the first rule that fits finds there. Each rule has a case in `tests/rules/quotes.md`.

use super::verb::{Predicate, Verb, may_reach_back};
use super::{
    At, Found, adjective, asks, clause, closing, colon, complement, fitting, noun, passive, phrase,
};
use crate::lexicon::speech::{class, takes};

/// A rule of reported speech.
#[derive(Debug)]
pub(in super::super) struct IndirectRule {
    /// Its name, as `dateline annotate` shows it.
    pub(in super::super) name: &'static str,
    /// How often content and source are right, as measured on news that people have annotated.
    pub(super) confidence: f32,
}

/// A rule that looks at a verb of one of these kinds, a set of the constants of [`of`], that takes one of these, a set of the constants
/// of [`takes`], before one of these, a set of the constants of [`behind`]. It asks first what stands behind the verb and then who its
/// subject is, which takes longer.
pub(super) struct VerbRule(
    pub(super) IndirectRule,
    pub(super) u8,
    pub(super) u32,
    pub(super) u8,
    pub(super) fn(&Verb<'_>) -> Option<Found>,
);

/// A rule that looks at another word, of one of these classes, before one of these.
struct WordRule(IndirectRule, u32, u32, fn(&At<'_>) -> Option<Found>);

/// What a verb can be to a rule, a bit each.
pub(super) mod of {
    /// Its subject can be who tells.
    pub(in super::super) const ACTIVE: u8 = 1;
    /// Somebody is told: `was told`.
    pub(in super::super) const PASSIVE: u8 = 2;
    /// Commas or quoted words set the verb and its subject off.
    pub(in super::super) const ASIDE: u8 = 4;
    /// A participle, which may be without a subject: `asked whether`.
    pub(in super::super) const PARTICIPLE: u8 = 8;
}

/// The name of the rule that `merge` and `Reported::is_clause` tell from others.
pub(in super::super) const ACCORDING_TO: &str = "according-to-clause";

const fn rule(name: &'static str, confidence: f32) -> IndirectRule {
    IndirectRule { name, confidence }
}

/// What can stand right behind a verb, a bit each.
pub(super) mod behind {
    /// Whatever.
    pub(in super::super) const ANY: u8 = 1;
    pub(in super::super) const COMMA: u8 = 2;
    pub(in super::super) const QUOTE: u8 = 4;
    pub(in super::super) const WORD: u8 = 8;
    /// A small word that can say when, or that ties: `on`, `Monday`, `to`.
    pub(in super::super) const SMALL: u8 = 16;
    /// A word that can be a finite verb.
    pub(in super::super) const FINITE: u8 = 32;
    /// Words that can say when, or tell how: `Monday`, `on Monday`, `recently`.
    pub(in super::super) const TIME: u8 = 64;
}

#[rustfmt::skip]
pub(super) static VERB_RULES: [VerbRule; 16] = {
    use behind::{ANY, COMMA, FINITE, QUOTE, SMALL, TIME, WORD};
    use of::{ACTIVE, ASIDE, PARTICIPLE, PASSIVE};
    use takes::{AS, CLAUSE, OBJECT, PREPOSITION, TO, WH};
    [
        VerbRule(rule("as-noted", 0.8), ACTIVE, CLAUSE | WH, COMMA | TIME, closing::as_noted),
        VerbRule(rule("said-within", 0.82), ASIDE, CLAUSE | WH, ANY, closing::said_within),
        VerbRule(rule("clause-said", 0.8), ASIDE, CLAUSE | WH, ANY, closing::clause_said),
        VerbRule(rule("said-relative", 0.6), ACTIVE, CLAUSE, FINITE, clause::said_relative),
        VerbRule(rule("verb-about", 0.63), ACTIVE, PREPOSITION, WORD, complement::verb_preposition),
        VerbRule(rule("said-that", 0.85), ACTIVE, CLAUSE, COMMA | QUOTE | WORD, clause::said_that),
        VerbRule(rule("said-clause", 0.8), ACTIVE, CLAUSE, QUOTE | WORD, clause::said_clause),
        VerbRule(rule("said-whether", 0.65), ACTIVE, WH, WORD, clause::said_whether),
        VerbRule(rule("passive-to", 0.7), PASSIVE, CLAUSE | TO, WORD, passive::passive_infinitive),
        VerbRule(rule("passive-whether", 0.68), PARTICIPLE, WH, WORD, passive::passive_whether),
        VerbRule(rule("passive-that", 0.6), PASSIVE, CLAUSE, WORD, passive::passive_clause),
        VerbRule(rule("verb-to", 0.58), ACTIVE, TO, SMALL, complement::verb_infinitive),
        VerbRule(rule("verb-as", 0.6), ACTIVE, AS, WORD, complement::verb_as),
        VerbRule(rule("verb-object", 0.6), ACTIVE, OBJECT, QUOTE | WORD, complement::verb_object),
        VerbRule(rule("passive-as", 0.6), PASSIVE, OBJECT, WORD, passive::passive_as),
        VerbRule(rule("passive-by", 0.4), PASSIVE, OBJECT | CLAUSE, WORD, passive::passive_by),
    ]
};

#[rustfmt::skip]
static WORD_RULES: [WordRule; 10] = {
    use class::{ADJECTIVE_CUE, AUX, ATTRIBUTES, NOUN_CUE, PREP, SUB};
    const ANY: u32 = 0;
    [
        WordRule(rule(ACCORDING_TO, 0.88), ATTRIBUTES, PREP, phrase::according_to),
        WordRule(rule("adjective-that", 0.75), ADJECTIVE_CUE, SUB, adjective::adjective_clause),
        WordRule(rule("adjective-about", 0.6), ADJECTIVE_CUE, PREP | SUB, adjective::adjective_preposition),
        WordRule(rule("noun-that", 0.42), NOUN_CUE, SUB, noun::noun_clause),
        WordRule(rule("noun-is-that", 0.7), NOUN_CUE, AUX, noun::noun_is_clause),
        WordRule(rule("noun-to", 0.42), NOUN_CUE, PREP, noun::noun_infinitive),
        WordRule(rule("noun-about", 0.4), NOUN_CUE, PREP | SUB, noun::noun_preposition),
        WordRule(rule("adjective-to", 0.4), ADJECTIVE_CUE, PREP, adjective::adjective_infinitive),
        WordRule(rule("in-their-view", 0.3), ATTRIBUTES, ANY, phrase::in_their_view),
        WordRule(rule("hearsay", 0.3), ATTRIBUTES, ANY, phrase::hearsay),
    ]
};

/// The rule that looks at a colon.
static COLON_RULE: IndirectRule = rule("colon-clause", 0.6);

/// Every rule of reported speech; of those that look at one word the first that fits wins.
#[cfg(test)]
pub(in super::super) fn all() -> impl Iterator<Item = &'static IndirectRule> {
    let words = WORD_RULES.iter().map(|rule| &rule.0);
    let verbs = VERB_RULES.iter().map(|rule| &rule.0);
    words.chain(verbs).chain([&COLON_RULE])
}

/// What the first rule that fits finds at a token of which this is [asked](asks).
pub(super) fn first_that_fits(place: &At<'_>, asked: u8) -> Option<(&'static IndirectRule, Found)> {
    if asked & asks::COLON != 0 {
        return Some((&COLON_RULE, colon::name_colon(place)?));
    }
    let verb = asked & asks::VERB != 0;
    let by_word = || (asked & asks::WORD != 0).then(|| by_word(place))?;
    verb.then(|| by_verb(place)).flatten().or_else(by_word)
}

/// The same if what is found can begin before the token: that of an aside, of a passive, or of a phrase that names a source.
pub(super) fn first_that_reaches_back(
    place: &At<'_>,
    asked: u8,
) -> Option<(&'static IndirectRule, Found)> {
    let verb = asked & asks::VERB != 0;
    let may = place.tokens[place.at].is(class::ATTRIBUTES) || verb && may_reach_back(place);
    let begins_here = |(_, found): (_, Found)| found.content.start >= place.at;
    debug_assert!(may || first_that_fits(place, asked).is_none_or(begins_here));
    may.then(|| first_that_fits(place, asked)).flatten()
}

fn by_verb(place: &At<'_>) -> Option<(&'static IndirectRule, Found)> {
    let predicate = Predicate::read(place)?;
    let verb = &mut Verb::of(place, &predicate);
    if predicate.may_be_set_off {
        verb.look_around();
    }
    let mut which = predicate.may_fit & fitting::for_kinds(verb.kinds());
    while which != 0 {
        let VerbRule(rule, _, _, _, apply) = &VERB_RULES[which.trailing_zeros() as usize];
        if let Some(found) = apply(verb) {
            return Some((rule, found));
        }
        which &= which - 1;
        if verb.is_of_nobody() {
            which &= !fitting::for_kinds(of::ACTIVE);
        }
    }
    None
}

fn by_word(place: &At<'_>) -> Option<(&'static IndirectRule, Found)> {
    let token = &place.tokens[place.at];
    let next = (place.tokens.get(place.at + 1)).map_or(0, |next| next.classes);
    let taken = next & (class::PREP | class::SUB | class::AUX) != 0;
    if !taken && !token.is(class::ATTRIBUTES) {
        return None; // most nouns and adjectives
    }
    let may_fit = |WordRule(_, classes, before, _): &WordRule| {
        token.is(*classes) & ((*before == 0) | (next & before != 0))
    };
    let which = numbers(WORD_RULES.iter().map(may_fit));
    first(which, |nth| {
        let WordRule(rule, _, _, apply) = &WORD_RULES[nth];
        Some((rule, apply(place)?))
    })
}

/// The numbers of those that hold, a bit each. Most rules cannot fit most words, and which can is as good as random: what is added
/// up costs less than a branch for each.
fn numbers(holds: impl Iterator<Item = bool>) -> u32 {
    (0..)
        .zip(holds)
        .fold(0, |all, (nth, holds)| all | u32::from(holds) << nth)
}

/// The first of these that is something.
fn first<T>(mut which: u32, what: impl Fn(usize) -> Option<T>) -> Option<T> {
    while which != 0 {
        let found = what(which.trailing_zeros() as usize);
        if found.is_some() {
            return found;
        }
        which &= which - 1;
    }
    None
}
