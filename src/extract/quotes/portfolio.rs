//! Offices that name what they are for before the name of who holds them: `Secretary of State Ana Ruiz`, `Mayor of Lima Tom Okafor`.
//!
//! In: tokens, and the place of the preposition. Out: where the person's name begins.

use super::mention::is_office;
use super::tokens::Token;
use crate::lexicon::speech::class;

/// How many words an office is for, with the name behind them: `of Health and Human Services Ana Maria Ruiz`.
const LONGEST: usize = 8;

/// Portfolios of one word, behind which a name begins whatever its first word is.
const LONE: [&str; 2] = ["Staff", "State"];

/// Where the name begins that stands behind the portfolio of an office, whose preposition is at `at`.
pub(super) fn name_behind(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if !tokens[at].is(class::PREP) || !matches!(tokens[at].text, "of" | "for") {
        return None; // most words
    }
    let office = at.checked_sub(1).map(|before| &tokens[before])?;
    if !office.capital || !is_office(office) {
        return None;
    }
    let goes_on = |&word: &usize| {
        tokens.get(word).is_some_and(|token| {
            let next = tokens.get(word + 1).is_some_and(Token::is_name_word);
            token.is_name_word() || token.text == "and" && next
        })
    };
    let end = (at + 1..=at + LONGEST).take_while(goes_on).last()? + 1;
    let lone = LONE.contains(&tokens[at + 1].text);
    let opens = |&name: &usize| tokens[name].is(class::GIVEN) || lone && name == at + 2;
    (at + 2..end.saturating_sub(1)).find(opens)
}

/// Where the name begins in a phrase with such an office before it.
pub(super) fn name_in(words: &[Token<'_>]) -> Option<usize> {
    const SHORTEST: usize = 5; // "Secretary of State Ana Ruiz"
    if words.len() < SHORTEST {
        return None;
    }
    (1..words.len() - 2).find_map(|at| name_behind(words, at))
}
