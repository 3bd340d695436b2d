//! The rules of reported speech, and which of them fits a word.
//!
//! In: a token of a frame. Out: what the first rule that fits finds there. Each rule has a case in `tests/rules/quotes.md`.

use super::super::tokens::{Kind, Token};
use super::verb::Verb;
use super::{At, Found, adjective, clause, closing, colon, complement, noun, passive, phrase};
use crate::lexicon::speech::class;

/// A rule of reported speech.
pub(in super::super) struct IndirectRule {
    /// Its name, as `dateline annotate` shows it.
    pub(in super::super) name: &'static str,
    /// How often content and source are right, as measured on news that people have annotated.
    pub(super) confidence: f32,
    apply: Apply,
}

/// Where a rule looks.
enum Apply {
    /// At a verb that takes something.
    Verb(fn(&Verb<'_>) -> Option<Found>),
    /// At any other word.
    Word(fn(&At<'_>) -> Option<Found>),
}

const fn verb(
    name: &'static str,
    confidence: f32,
    apply: fn(&Verb<'_>) -> Option<Found>,
) -> IndirectRule {
    IndirectRule {
        name,
        confidence,
        apply: Apply::Verb(apply),
    }
}

const fn word(
    name: &'static str,
    confidence: f32,
    apply: fn(&At<'_>) -> Option<Found>,
) -> IndirectRule {
    IndirectRule {
        name,
        confidence,
        apply: Apply::Word(apply),
    }
}

/// Every rule of reported speech; of those that look at one word the first that fits wins.
pub(in super::super) const INDIRECT_RULES: [IndirectRule; 25] = [
    word("according-to-clause", 0.88, phrase::according_to),
    word("adjective-that", 0.75, adjective::adjective_clause),
    word("adjective-about", 0.6, adjective::adjective_preposition),
    word("colon-clause", 0.6, colon::name_colon),
    word("noun-that", 0.42, noun::noun_clause),
    word("noun-to", 0.42, noun::noun_infinitive),
    word("noun-about", 0.4, noun::noun_preposition),
    word("adjective-to", 0.4, adjective::adjective_infinitive),
    word("in-their-view", 0.3, phrase::in_their_view),
    word("hearsay", 0.3, phrase::hearsay),
    verb("as-noted", 0.8, closing::as_noted),
    verb("said-within", 0.82, closing::said_within),
    verb("clause-said", 0.8, closing::clause_said),
    verb("said-relative", 0.6, clause::said_relative),
    verb("verb-about", 0.63, complement::verb_preposition),
    verb("said-that", 0.85, clause::said_that),
    verb("said-clause", 0.8, clause::said_clause),
    verb("said-whether", 0.65, clause::said_whether),
    verb("passive-to", 0.7, passive::passive_infinitive),
    verb("passive-whether", 0.68, passive::passive_whether),
    verb("passive-that", 0.6, passive::passive_clause),
    verb("verb-to", 0.58, complement::verb_infinitive),
    verb("verb-object", 0.6, complement::verb_object),
    verb("passive-as", 0.6, passive::passive_as),
    verb("passive-by", 0.4, passive::passive_by),
];

/// Whether any rule looks at a token: not at most words.
pub(super) fn may_fit(token: &Token<'_>) -> bool {
    token.is(class::REPORT | class::TAKES | class::ATTRIBUTES) || token.kind == Kind::Colon
}

/// What the first rule that fits finds at a token that [`may_fit`].
pub(super) fn first_that_fits(place: &At<'_>) -> Option<(&'static IndirectRule, Found)> {
    let token = &place.tokens[place.at];
    if token.kind == Kind::Colon {
        return by_word(place);
    }
    let asked = token.is(class::TAKES | class::ATTRIBUTES);
    Verb::read(place)
        .and_then(|verb| by_verb(&verb))
        .or_else(|| asked.then(|| by_word(place)).flatten())
}

fn by_verb(verb: &Verb<'_>) -> Option<(&'static IndirectRule, Found)> {
    INDIRECT_RULES.iter().find_map(|rule| match rule.apply {
        Apply::Verb(apply) => Some((rule, apply(verb)?)),
        Apply::Word(_) => None,
    })
}

fn by_word(place: &At<'_>) -> Option<(&'static IndirectRule, Found)> {
    INDIRECT_RULES.iter().find_map(|rule| match rule.apply {
        Apply::Word(apply) => Some((rule, apply(place)?)),
        Apply::Verb(_) => None,
    })
}
