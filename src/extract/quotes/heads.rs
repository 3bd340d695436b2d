//! Heads: the word of a phrase that says what it is about, `officials` of `two officials of the port`.
//!
//! In: the words of a phrase. Out: which of them is its head, and what the tables say of it.

use super::mention::is_possessive;
use super::portfolio;
use super::tokens::Token;
use crate::lexicon::speech::{self, class};

/// The head of a phrase: its last word before the first preposition, or that of what stands behind the name of a body with one in it:
/// `Bank of Peru governor | Ana Ruiz`, `Ministry of Health | officials`.
pub(super) fn head_of(words: &[Token<'_>]) -> usize {
    let last = words.len() - 1;
    if last == 0 {
        return 0; // half of all phrases
    }
    match words.iter().skip(1).position(is_preposition) {
        Some(before) => head_before(words, before + 1),
        None => last,
    }
}

/// Whether a word may tie nouns.
pub(super) fn is_preposition(word: &Token<'_>) -> bool {
    word.is(class::PREP) & !word.capital
}

/// The head of a phrase whose first preposition behind its first word this is.
pub(super) fn head_before(words: &[Token<'_>], preposition: usize) -> usize {
    let (last, before) = (words.len() - 1, preposition - 1);
    let body = &words[before];
    let named = body.capital && body.is(class::BODY | class::ORGANISATION);
    let behind = &words[preposition + 1..];
    if portfolio::name_behind(words, preposition).is_some() || portfolio::ends_in_name(words) {
        return last;
    }
    let lone = || !behind.iter().any(is_preposition) && !behind.iter().any(is_possessive);
    let people = || !words[last].capital && plural_of(words[last].text) & class::ROLE != 0;
    let person = || behind.iter().skip(1).any(is_office) || behind.len() > 1 && people();
    // "Office of Inspector General": nobody's name.
    let office = || words[last].capital && words[last - 1..].iter().all(is_office);
    if named && lone() && person() && !office() {
        return last;
    }
    // "people | familiar | with the matter"
    before - usize::from(before > 0 && !body.capital && stands_behind(body.text))
}

/// Whether an adjective stands behind its noun, with a preposition behind it.
fn stands_behind(word: &str) -> bool {
    matches!(
        word,
        "aware" | "briefed" | "close" | "familiar" | "involved" | "responsible"
    )
}

/// Whether the word says what somebody is: `governor`, `officials`.
pub(super) fn is_office(word: &Token<'_>) -> bool {
    word.is(class::TITLE | class::ROLE) && !word.is(class::GIVEN)
}

/// The classes of the word of which this is the plural: those of `researcher` for `researchers`.
pub(super) fn plural_of(word: &str) -> u32 {
    let single = word.strip_suffix('s').and_then(speech::word);
    single.map_or(0, |single| single.classes)
}
