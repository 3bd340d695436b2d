//! Offices that name what they are for before the name of who holds them: `Secretary of State Ana Ruiz`, `Mayor of Lima Tom Okafor`.
//!
//! In: tokens, and the place of the preposition. Out: where the person's name begins.

use super::heads::is_office;

use super::tokens::Token;
use crate::lexicon::speech::class;

/// How many words an office is for, with the name behind them: `of Health and Human Services Ana Maria Ruiz`.
const LONGEST: usize = 8;

/// Portfolios of one word, behind which a name begins whatever its first word is.
const LONE: [&str; 2] = ["Staff", "State"];

/// Where the name begins that stands behind the portfolio of an office, whose preposition is at `at`.
pub(super) fn name_behind(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let office = at.checked_sub(1).map(|before| &tokens[before])?;
    if !(tokens[at].is(class::PREP) & office.capital)
        || !matches!(tokens[at].text, "of" | "for")
        || !is_office(office)
    {
        return None; // most words
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

/// Whether `and` at `at` joins what an office is for: `minister of mines | and | energy Tom Okafor`.
pub(super) fn joins(tokens: &[Token<'_>], at: usize) -> bool {
    const WORDS: usize = 3;
    if tokens[at].text != "and" || at < WORDS || tokens[at - 1].capital {
        return false; // most words
    }
    let before = &tokens[at.saturating_sub(WORDS + 1)..at];
    is_of_office(before)
}

/// Offices that are written small with what they are for before a name: `minister of mines and energy Tom Okafor`.
const SMALL_OFFICES: [&str; 4] = ["commissioner", "minister", "professor", "secretary"];

/// Whether one of them stands among these words, with what it is for: `minister of mines`.
pub(super) fn is_of_office(words: &[Token<'_>]) -> bool {
    let of = |three: &[Token<'_>]| {
        (three[0].is(class::ROLE) & three[1].is(class::PREP)) // few words
            && three[1].text == "of"
            && SMALL_OFFICES.contains(&three[0].text)
            && !three[2].capital
            && !three[2].is(class::DET)
    };
    words.windows(3).any(of)
}

/// Whether the phrase ends in the name of who holds such an office.
pub(super) fn ends_in_name(words: &[Token<'_>]) -> bool {
    let [.., before, last] = words else {
        return false;
    };
    last.is_name_word() && before.is_name_word() && is_of_office(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::speech::word;

    #[test]
    fn small_offices_are_roles() {
        let is_role =
            |office: &&str| word(office).is_some_and(|word| word.classes & class::ROLE != 0);
        assert!(SMALL_OFFICES.iter().all(is_role));
    }
}
