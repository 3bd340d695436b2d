//! Whether the office that somebody holds is the one that a noun means: a vice president is not `the president`, the senator of one state
//! not that of another, nor is the president of a bank `the president of the club`.
//!
//! In: the words of a role as an article gives it, and those of a noun. Out: how well they fit.

use super::mention::is_possessive;
use super::tokens::{SMALL, Token};
use crate::lexicon::speech::title_noun;

/// How well somebody's role fits a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The office was held once: a former governor may be `the governor` where there is no other.
    Held,
    /// The noun says of what it is an office, and the role does not.
    Silent,
    /// The office is of the same name and rank, and of the same body or thing where the noun says of which.
    Holds,
}

/// Words that make another office of the one behind them.
const RANKS: [&str; 5] = ["assistant", "associate", "deputy", "under", "vice"];

/// Words for an office that somebody has no more.
const PAST: [&str; 3] = ["ex", "former", "late"];

/// Offices that are told apart by what they are for: `the trade | minister`.
const PORTFOLIOS: [&str; 7] = [
    "chief",
    "commissioner",
    "correspondent",
    "editor",
    "minister",
    "officer",
    "secretary",
];

/// Capitalised words of a role that say nothing of where or of which body.
const PARTIES: [&str; 8] = [
    "Conservative",
    "Democrat",
    "Democratic",
    "Independent",
    "Labour",
    "Liberal",
    "Presidential",
    "Republican",
];

/// How well who holds `held` fits the noun whose head is the word at `head`, if at all.
pub(super) fn fit(held: &str, noun: &[Token<'_>], head: usize) -> Option<Fit> {
    let words = || {
        let words = held.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty())
    };
    let office = noun[head].text;
    let is_office =
        |word: &str| word.eq_ignore_ascii_case(office) || title_noun(word) == Some(office);
    let at = words().position(is_office)?; // few people
    let holds = |of: &[&str]| words().take(at).any(|word| is_one(of, word));
    let means = |of: &[&str]| noun[..head].iter().any(|word| is_one(of, word.text));
    if holds(&RANKS) != means(&RANKS) || means(&PAST) && !holds(&PAST) {
        return None;
    }
    let by_portfolio = PORTFOLIOS.contains(&office);
    let tells = |(nth, word): (usize, &str)| {
        let capital = word.starts_with(char::is_uppercase) && !PARTIES.contains(&word);
        let told = nth > at || capital || by_portfolio;
        told && word.len() > 3 && !is_office(word) && !is_one(&RANKS, word) && !is_one(&PAST, word)
    };
    let of_which = noun.iter().enumerate().filter(|&(nth, word)| {
        let told = nth > head || word.capital || by_portfolio;
        let office = nth == head || is_one(&RANKS, word.text) || is_one(&PAST, word.text);
        told && !office && !word.is(SMALL) && !word.is_figure() && !is_possessive(word)
    });
    let shared =
        |(_, word): (usize, &Token<'_>)| words().any(|held| held.eq_ignore_ascii_case(word.text));
    let asks = of_which.clone().next().is_some();
    let shares = of_which.clone().any(shared);
    if asks && !shares && words().enumerate().any(tells) {
        return None;
    }
    Some(match holds(&PAST) && !means(&PAST) {
        true => Fit::Held,
        false if asks && !shares => Fit::Silent,
        false => Fit::Holds,
    })
}

fn is_one(of: &[&str], word: &str) -> bool {
    of.iter().any(|one| word.eq_ignore_ascii_case(one))
}
