//! The rules of reported speech, and which of them fits a word.
//!
//! In: a token of a frame. Out: what the first rule that fits finds there. Each rule has a case in `tests/rules/quotes.md`.

use super::super::tokens::Kind;
use super::verb::{Predicate, Verb};
use super::{At, Found, adjective, clause, closing, colon, complement, noun, passive, phrase};
use crate::lexicon::speech::{class, takes};

/// A rule of reported speech.
#[derive(Debug)]
pub(in super::super) struct IndirectRule {
    /// Its name, as `dateline annotate` shows it.
    pub(in super::super) name: &'static str,
    /// How often content and source are right, as measured on news that people have annotated.
    pub(super) confidence: f32,
}

/// A rule that looks at a verb of which these things are true, a set of the constants of [`of`], and that takes one of these, a
/// set of the constants of [`takes`].
struct VerbRule(IndirectRule, u8, u32, fn(&Verb<'_>) -> Option<Found>);

/// A rule that looks at another word, of one of these classes, before one of these.
struct WordRule(IndirectRule, u32, u32, fn(&At<'_>) -> Option<Found>);

/// What can be true of a verb, a bit each.
pub(super) mod of {
    /// Somebody is its subject, and can be who tells.
    pub(in super::super) const SOURCE: u8 = 1;
    /// Somebody is told: `was told`.
    pub(in super::super) const PASSIVE: u8 = 2;
    /// A word that opens clauses stands before the subject: `as`, `that`, `who`.
    pub(in super::super) const OPENED: u8 = 4;
    /// Commas or quoted words set the verb and its subject off.
    pub(in super::super) const ASIDE: u8 = 8;
    /// They stand between commas, and the clause may go on behind them.
    pub(in super::super) const WITHIN: u8 = 16;
    /// No subject tells: a passive, or a participle without one (`was asked`, `asked whether`).
    pub(in super::super) const SILENT: u8 = 32;
}

/// The name of the rule that `merge` and `Reported::is_clause` tell from others.
pub(in super::super) const ACCORDING_TO: &str = "according-to-clause";

const fn rule(name: &'static str, confidence: f32) -> IndirectRule {
    IndirectRule { name, confidence }
}

#[rustfmt::skip]
static VERB_RULES: [VerbRule; 16] = {
    use of::{ASIDE, OPENED, PASSIVE, SILENT, SOURCE, WITHIN};
    use takes::{AS, CLAUSE, OBJECT, PREPOSITION, TO, WH};
    [
        VerbRule(rule("as-noted", 0.8), SOURCE | OPENED, CLAUSE | WH, closing::as_noted),
        VerbRule(rule("said-within", 0.82), SOURCE | WITHIN, CLAUSE | WH, closing::said_within),
        VerbRule(rule("clause-said", 0.8), ASIDE, CLAUSE | WH, closing::clause_said),
        VerbRule(rule("said-relative", 0.6), SOURCE | OPENED, CLAUSE, clause::said_relative),
        VerbRule(rule("verb-about", 0.63), SOURCE, PREPOSITION, complement::verb_preposition),
        VerbRule(rule("said-that", 0.85), SOURCE, CLAUSE, clause::said_that),
        VerbRule(rule("said-clause", 0.8), SOURCE, CLAUSE, clause::said_clause),
        VerbRule(rule("said-whether", 0.65), SOURCE, WH, clause::said_whether),
        VerbRule(rule("passive-to", 0.7), PASSIVE, CLAUSE | TO, passive::passive_infinitive),
        VerbRule(rule("passive-whether", 0.68), SILENT, WH, passive::passive_whether),
        VerbRule(rule("passive-that", 0.6), PASSIVE, CLAUSE, passive::passive_clause),
        VerbRule(rule("verb-to", 0.58), SOURCE, TO, complement::verb_infinitive),
        VerbRule(rule("verb-as", 0.6), SOURCE, AS, complement::verb_as),
        VerbRule(rule("verb-object", 0.6), SOURCE, OBJECT, complement::verb_object),
        VerbRule(rule("passive-as", 0.6), PASSIVE, OBJECT, passive::passive_as),
        VerbRule(rule("passive-by", 0.4), PASSIVE, OBJECT | CLAUSE, passive::passive_by),
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

/// What the first rule that fits finds at a token that may report.
pub(super) fn first_that_fits(place: &At<'_>) -> Option<(&'static IndirectRule, Found)> {
    let token = &place.tokens[place.at];
    if token.kind == Kind::Colon {
        return Some((&COLON_RULE, colon::name_colon(place)?));
    }
    let asked = token.is(class::TAKES | class::ATTRIBUTES);
    by_verb(place).or_else(|| asked.then(|| by_word(place)).flatten())
}

fn by_verb(place: &At<'_>) -> Option<(&'static IndirectRule, Found)> {
    let verb = &mut Verb::of(place, &Predicate::read(place)?);
    verb.look_around();
    let truths = verb.truths();
    let may_fit =
        |VerbRule(_, truth, takes, _): &VerbRule| (truths & truth == *truth) & verb.takes(*takes);
    let which = numbers(VERB_RULES.iter().map(may_fit));
    first(which, |nth| {
        let VerbRule(rule, _, _, apply) = &VERB_RULES[nth];
        Some((rule, apply(verb)?))
    })
}

fn by_word(place: &At<'_>) -> Option<(&'static IndirectRule, Found)> {
    let token = &place.tokens[place.at];
    let next = place
        .tokens
        .get(place.at + 1)
        .map_or(0, |next| next.classes);
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
