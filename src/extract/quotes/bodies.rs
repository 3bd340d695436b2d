//! Names of bodies that hold small words: `Association of Realtors`, `Food and Drug Administration`.
//!
//! In: tokens, and the place of such a word. Out: whether a body's name goes through it, and where it ends.

use super::mention::is_possessive;
use super::tokens::Token;
use crate::lexicon::speech::class;

/// What `and` joins in names of offices, commissions and ministries. Compiled by the authors of Dateline from the language.
const PAIRS: [(&str, &str); 20] = [
    ("Alcohol", "Tobacco"),
    ("Aviation", "Space"),
    ("Children", "Families"),
    ("Customs", "Border"),
    ("Economy", "Finance"),
    ("Exploration", "Production"),
    ("Fish", "Wildlife"),
    ("Food", "Drug"),
    ("Health", "Human"),
    ("Health", "Safety"),
    ("Housing", "Urban"),
    ("Immigration", "Customs"),
    ("Insurance", "Securities"),
    ("Oceanic", "Atmospheric"),
    ("Patent", "Trademark"),
    ("Science", "Technology"),
    ("Securities", "Exchange"),
    ("Securities", "Futures"),
    ("Securities", "Investment"),
    ("Trade", "Industry"),
];

/// Whether the word at `at` is the `and` of such a name: `Food | and | Drug Administration`.
#[inline]
pub(super) fn joins_pair(tokens: &[Token<'_>], at: usize) -> bool {
    may_join_pair(tokens, at) && is_and_of_pair(tokens, at)
}

/// The same as far as the first letters of the words beside it tell: hardly any does.
#[inline]
pub(super) fn may_join_pair(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].is(class::CONJ) && begins_as_pair(tokens, at)
}

fn begins_as_pair(tokens: &[Token<'_>], at: usize) -> bool {
    let first = |at: usize| {
        let word = tokens.get(at).map(|word| word.text.as_bytes());
        word.and_then(<[u8]>::first).copied().unwrap_or_default()
    };
    let next = first(at + 1).wrapping_sub(b'A');
    let letters = FIRST_LETTERS[usize::from(first(at.wrapping_sub(1)))];
    (letters >> (next & 31) & 1 != 0) & (next < 26)
}

fn is_and_of_pair(tokens: &[Token<'_>], at: usize) -> bool {
    let (before, next) = (tokens[at - 1].text, tokens[at + 1].text);
    tokens[at].text == "and" && PAIRS.binary_search(&(before, next)).is_ok()
}

/// For every first letter of a pair those that its other word begins with, a bit each.
const FIRST_LETTERS: [u32; 256] = {
    let mut letters = [0; 256];
    let mut nth = 0;
    while nth < PAIRS.len() {
        let (before, next) = (PAIRS[nth].0.as_bytes()[0], PAIRS[nth].1.as_bytes()[0]);
        letters[before as usize] |= 1 << (next - b'A');
        nth += 1;
    }
    letters
};

/// Whether the preposition at `at` stands within the name of a body: `Association | of Realtors`, `Council | on Trade`.
pub(super) fn is_in_name_of_body(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(body) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    let the = tokens.get(at + 1).is_some_and(|next| next.text == "the");
    let named = tokens.get(at + 1 + usize::from(the));
    matches!(tokens[at].text, "of" | "for" | "on")
        && body.capital
        && body.is(class::ORGANISATION)
        && named.is_some_and(|named| named.is_name_word() && !named.is(class::TIME))
}

/// The last word of a body's name that goes on behind the word at `last`, within a phrase: `the National Association | of Realtors`,
/// `Department | of Health and Human Services`.
pub(super) fn end_of_body(tokens: &[Token<'_>], last: usize, phrase_end: usize) -> usize {
    let mut end = last;
    while end < phrase_end && !is_possessive(&tokens[end]) {
        let at = end + 1;
        let and = tokens[at].text == "and" && end > last && tokens[end].is_name_word();
        let mut next = at;
        if is_in_name_of_body(tokens, at) && end == last {
            next += 1 + usize::from(tokens[at + 1].text == "the");
        } else if and {
            next += 1;
        }
        match tokens.get(next) {
            Some(word) if next <= phrase_end && word.is_name_word() => end = next,
            _ => break,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_sorted() {
        assert!(PAIRS.is_sorted());
    }
}
