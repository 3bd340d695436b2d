//! Particles: the small words of surnames, as in `Jan van der Meer`, `Carlos de la Cruz`, `bin Saleh`.
//!
//! In: tokens and the place of one. Out: whether a name goes through it or begins with it.

use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::few_words::FewWords;
use crate::lexicon::lower;
use crate::lexicon::names::is_particle as is_known;
use crate::lexicon::speech::class;

/// No particle has more letters.
const LONGEST: usize = 5;

/// How many of them stand in a row: `van der`, `de la`.
pub(super) const MOST: usize = 3;

/// Particles that begin no name written without what stands before them: `Ramón y Cajal`, `Ana la Torre`.
const ONLY_INSIDE: [&str; 8] = ["das", "dei", "den", "el", "la", "le", "ten", "y"];

/// Particles with a capital of their own: `Ó Briain`.
const IRISH: FewWords<4> = FewWords::new(["Nic", "Ní", "Uí", "Ó"]);

/// English words, which begin a name only where they cannot be nouns: `said van Dijk`, not `the van Ruiz drove`.
const NOUNS: [&str; 2] = ["bin", "van"];

/// Whether the word at `at` is a particle of a name: a word of the name, or another particle of it, stands behind, and either
/// the name stands before it too or begins with it.
#[inline]
pub(super) fn is_particle(tokens: &[Token<'_>], at: usize) -> bool {
    may_be_one(&tokens[at]) && is_of_a_name(tokens, at) // nearly none
}

fn is_of_a_name(tokens: &[Token<'_>], at: usize) -> bool {
    let mut behind = tokens[at + 1..].iter().take(MOST);
    let goes_on = behind
        .find(|token| !may_be_one(token))
        .is_some_and(Token::is_name_word);
    goes_on && (is_behind_a_name(tokens, at) || begins_a_name(tokens, at))
}

/// The number of particles that a name begins with: two of `van der Meer`.
pub(super) fn leading(words: &[Token<'_>]) -> usize {
    if words.len() == 1 || !may_lead(&words[0], &words[1]) {
        return 0; // nearly all names
    }
    let particles = words.iter().take_while(|word| may_be_one(word)).count();
    let capital = || may_be_one(&words[1]) && is_known(&lower(words[0].text));
    if IRISH.contains(words[0].text) {
        1
    } else if particles == 0 && words.len() > 2 && capital() {
        1 + leading(&words[1..]) // "Von der Leyen" at the head of a sentence
    } else {
        particles.min(words.len() - 1)
    }
}

/// Whether the first word of a name may be a particle, or the second: `van`, `Von der`, `Ó`.
#[inline]
fn may_lead(first: &Token<'_>, second: &Token<'_>) -> bool {
    !first.capital || may_be_particle(second) || IRISH.contains(first.text)
}

#[inline]
fn may_be_one(token: &Token<'_>) -> bool {
    may_be_particle(token) && is_known(token.text)
}

/// The same as far as a look at its classes and its length tells.
#[inline]
pub(super) fn may_be_particle(token: &Token<'_>) -> bool {
    is_no_particle(token) == 0
}

/// 0 where it may be one.
#[inline]
pub(super) fn is_no_particle(token: &Token<'_>) -> u32 {
    let classes = token.classes & (SMALL | class::FINITE);
    let length = token.text.len().wrapping_sub(1) / LONGEST; // no bits of five letters and less
    classes | token.is_no_small_word() | length as u32
}

/// Whether a word of the name stands before the particles at `at`.
fn is_behind_a_name(tokens: &[Token<'_>], at: usize) -> bool {
    let mut before = tokens[..at].iter().rev().take(MOST);
    before
        .find(|token| !may_be_one(token))
        .is_some_and(Token::is_name_word)
}

/// Whether a name can begin with the particle at `at`, or with those before it.
fn begins_a_name(tokens: &[Token<'_>], at: usize) -> bool {
    let particles = tokens[..at]
        .iter()
        .rev()
        .take_while(|token| may_be_one(token));
    let first = at - particles.take(MOST).count();
    let word = tokens[first].text;
    let noun = NOUNS.contains(&word) && first > 0 && !stands_before_names(&tokens[first - 1]);
    !ONLY_INSIDE.contains(&word) && !noun
}

/// Whether no noun can stand behind the token without an article: `said | van Dijk`.
fn stands_before_names(token: &Token<'_>) -> bool {
    token.kind != Kind::Word
        || token.is(SMALL | class::CUE | class::TITLE | class::ROLE) && !token.is(class::DET)
}
