//! Whether the office that somebody holds is the one that a noun means: a vice president is not `the president`, the senator of one state
//! not that of another, nor is the president of a bank `the president of the club`.
//!
//! In: the words of a role as an article gives it, and those of a noun. Out: how well they fit.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::mention::plain;
use super::tokens::{SMALL, Token};
use crate::lexicon::speech::{self, class, title_noun};

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

/// Words that make another office of the one behind them: `vice | president`, `attorney | general`.
const RANKS: [&str; 14] = [
    "assistant",
    "associate",
    "attorney",
    "co",
    "consul",
    "deputy",
    "lieutenant",
    "lt",
    "shadow",
    "solicitor",
    "sub",
    "surgeon",
    "under",
    "vice",
];

/// Words for an office that somebody has no more.
const PAST: [&str; 3] = ["ex", "former", "late"];

/// Offices that are told apart by what they are for: `the trade | minister`, `the hospital | spokesman`.
const PORTFOLIOS: [&str; 14] = [
    "analyst",
    "attorney",
    "chief",
    "commissioner",
    "correspondent",
    "director",
    "editor",
    "lawyer",
    "minister",
    "officer",
    "secretary",
    "spokesman",
    "spokeswoman",
    "teacher",
];

/// Parties, by words for them: they say nothing of where, and nobody is of two.
const PARTIES: [&[&str]; 5] = [
    &["Conservative", "Tory"],
    &["Democrat", "Democratic"],
    &["Independent"],
    &["Labour"],
    &["GOP", "Republican"],
];

/// How well who holds the role `held` fits a noun, if at all.
pub(super) fn fit(held: &str, noun: &Noun<'_, '_>) -> Option<Fit> {
    let held = Held::of(held, noun)?; // few people
    let was = held.has(&PAST);
    let other_rank = held.has(&RANKS) != noun.has(&RANKS) || noun.has(&PAST) && !was;
    if held.depends() || other_rank || held.is_of_another_party(noun) {
        return None;
    }
    let asks = !noun.which().is_empty();
    let shares = held.shares(noun);
    if asks && !shares && held.tells(noun) {
        return None;
    }
    Some(match was && !noun.has(&PAST) {
        true => Fit::Held,
        false if asks && !shares => Fit::Silent,
        false => Fit::Holds,
    })
}

/// A noun for somebody who holds an office.
pub(super) struct Noun<'t, 'n> {
    words: &'t [Token<'n>],
    /// Which of them is its head.
    head: usize,
    /// The office: the last word of its head, as of `vice-president`.
    office: &'n str,
    /// The words up to it.
    before: SmallVec<[&'n str; 8]>,
    /// Words that say of which body, place or thing it is one, once they are asked for: few people hold such an office.
    which: OnceCell<SmallVec<[&'n str; 8]>>,
}

impl<'t, 'n> Noun<'t, 'n> {
    /// The noun whose head is the word at `head`.
    pub(super) fn of(words: &'t [Token<'n>], head: usize) -> Option<Self> {
        let mut before: SmallVec<[&str; 8]> = (words[..=head].iter())
            .flat_map(|word| pieces(word.text))
            .collect();
        Some(Self {
            words,
            head,
            office: before.pop()?,
            before,
            which: OnceCell::new(),
        })
    }

    fn which(&self) -> &[&'n str] {
        self.which.get_or_init(|| {
            let told = self.words.iter().enumerate().filter(|&(nth, word)| {
                let owns = word.text != plain(word);
                // "the congressman's spokesman" may be that of Rep. Ruiz.
                let person = owns && is_role(plain(word));
                let may_tell = nth > self.head || self.has_portfolio() || word.capital || owns;
                nth != self.head && may_tell && !word.is(SMALL) && !word.is_figure() && !person
            });
            let which = told.flat_map(|(_, word)| pieces(plain(word)));
            which.filter(|word| self.tells(word)).collect()
        })
    }

    /// Whether its office is told apart by what it is for.
    fn has_portfolio(&self) -> bool {
        PORTFOLIOS.contains(&self.office)
    }

    fn has(&self, words: &[&str]) -> bool {
        self.before.iter().any(|word| is_one(words, word))
    }

    /// Whether a word is one for its office.
    fn is_office(&self, word: &str) -> bool {
        word.eq_ignore_ascii_case(self.office) || title_noun(word) == Some(self.office)
    }

    /// Whether a word can say of which body, place or thing somebody holds the office.
    fn tells(&self, word: &str) -> bool {
        let capital = word.starts_with(char::is_uppercase);
        let party = || PARTIES.iter().any(|party| party.contains(&word));
        let tells = if capital { !party() } else { word.len() > 3 };
        tells && !(self.is_office(word) || is_one(&RANKS, word) || is_one(&PAST, word))
    }
}

/// The role of somebody who holds such an office.
struct Held<'h> {
    words: SmallVec<[&'h str; 16]>,
    /// Which of them is the office.
    at: usize,
}

impl<'h> Held<'h> {
    fn of(role: &'h str, noun: &Noun<'_, '_>) -> Option<Self> {
        let at = pieces(role).position(|word| noun.is_office(word))?;
        let words = pieces(role).collect();
        Some(Self { words, at })
    }

    fn has(&self, words: &[&str]) -> bool {
        self.words[..self.at].iter().any(|word| is_one(words, word))
    }

    /// Whether it is somebody else's office: `a spokesman for the | mayor`, `the | mayor | 's chief of staff`.
    fn depends(&self) -> bool {
        self.has(&["at", "for", "of", "to"]) || self.words.get(self.at + 1) == Some(&"s")
    }

    fn is_of_another_party(&self, noun: &Noun<'_, '_>) -> bool {
        let theirs = |party: &&[&str]| self.words.iter().any(|word| party.contains(word));
        let meant = |party: &&[&str]| noun.before.iter().any(|word| party.contains(word));
        let differs = |party: &&[&str]| meant(party) && !theirs(party);
        PARTIES.iter().any(theirs) && PARTIES.iter().any(differs)
    }

    /// Whether it says of which body, place or thing it is an office.
    fn tells(&self, noun: &Noun<'_, '_>) -> bool {
        self.words.iter().enumerate().any(|(nth, word)| {
            let capital = word.starts_with(char::is_uppercase);
            let may_tell = nth > self.at || noun.has_portfolio() || capital;
            may_tell && noun.tells(word)
        })
    }

    /// Whether the noun says the same of it. `Harbor Bank` is no other bank's: of a name all words count.
    fn shares(&self, noun: &Noun<'_, '_>) -> bool {
        let capital = |word: &&&str| word.starts_with(char::is_uppercase);
        let is_shared = |word: &&str| {
            self.words
                .iter()
                .any(|held| held.eq_ignore_ascii_case(word))
        };
        let mut which = noun.which().iter();
        match which.clone().any(|word| capital(&word)) {
            true => which.filter(capital).all(is_shared),
            false => which.any(is_shared),
        }
    }
}

fn is_role(word: &str) -> bool {
    speech::word(word).is_some_and(|word| word.classes & class::ROLE != 0)
}

/// The words of a text without hyphens and apostrophes.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}

fn is_one(of: &[&str], word: &str) -> bool {
    of.iter().any(|one| word.eq_ignore_ascii_case(one))
}
