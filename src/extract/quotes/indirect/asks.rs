//! Which rules of reported speech may fit a word, as far as its own classes tell.
//!
//! It is told as frames are cut, of one word behind the other, so that the processor waits for the memory of several at once; the rules
//! leave much time between.

use super::super::tokens::{Kind, Token};
use crate::lexicon::speech::class;

/// The rules of verbs.
pub(super) const VERB: u8 = 1;
/// Those of nouns, adjectives and phrases that name a source.
pub(super) const WORD: u8 = 2;
/// That of colons.
pub(super) const COLON: u8 = 4;

/// What is asked of a token at which a rule may fit, a set of the constants above.
#[inline]
pub(in super::super) fn asked(token: &Token<'_>) -> u8 {
    let small = !token.capital;
    // "Asked whether it was late, Ruiz nodded.": the one participle that opens sentences often, and those few that are as long.
    let verb = token.is(class::REPORT) & (small | (token.text.len() == "Asked".len()));
    let word =
        token.is(class::ATTRIBUTES | class::ADJECTIVE_CUE) | (token.is(class::NOUN_CUE) & small);
    let colon = token.kind == Kind::Colon;
    (VERB * u8::from(verb)) | (WORD * u8::from(word)) | (COLON * u8::from(colon))
}
