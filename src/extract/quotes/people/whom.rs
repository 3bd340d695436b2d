//! Whom the words of a name mean.
//!
//! In: a full name, a surname or a first name in its place. Out: the person of the article whom it names, or `None` where nobody or
//! more than one may be meant.

use smallvec::SmallVec;

use super::called::Called;
use super::human::opens_a_name;
use super::{Gender, People, called_by, plain, surname};
use crate::extract::quotes::particles;
use crate::extract::tokens::Token;
use crate::lexicon::few_words::FewWords;
use crate::lexicon::lower;
use crate::lexicon::names::is_particle;
use crate::lexicon::speech::class;

/// How many namings back the meaning of a surname is looked for.
const FARTHEST: usize = 200;

/// Words that are a body's whole name, though others end with them: `the Fed`, `the House`.
const ALONE: FewWords<12> = FewWords::new([
    "Army",
    "Capitol",
    "City",
    "Congress",
    "Fed",
    "Government",
    "House",
    "Parliament",
    "Police",
    "Senate",
    "States",
    "Treasury",
]);

/// People of one surname, of whom there are seldom more than a few.
type Few = SmallVec<[usize; 4]>;

/// How many people of one surname are told apart.
const NAMESAKES: usize = 50;

impl People<'_> {
    /// The first of some persons of one surname, and those behind.
    fn all_from(&self, all: Option<(u32, u32)>) -> impl Iterator<Item = usize> + Clone {
        let first = all.map(|(first, _)| first as usize);
        std::iter::successors(first, |&person| self.all[person].namesake).take(NAMESAKES)
    }

    /// The person of this full name.
    pub(super) fn of_full_name(&self, words: &[Token<'_>]) -> Option<usize> {
        let called = self.called.by(called_by(surname(words)));
        self.among(called.and_then(|called| called.surname), words)
    }

    /// The same where these are the first and the last of that surname.
    pub(super) fn among(
        &self,
        namesakes: Option<(u32, u32)>,
        words: &[Token<'_>],
    ) -> Option<usize> {
        namesakes?; // nobody yet, mostly
        let given = plain(&words[0]);
        let mut namesakes = self.all_from(namesakes);
        namesakes
            .clone()
            .find(|&person| self.all[person].is_given(given))
            .or_else(|| namesakes.find(|&person| self.is_long_surname(words, person)))
    }

    /// Whether the full name of somebody ends with these two words: `Craig Le Clair` with `Le Clair`.
    fn is_long_surname(&self, words: &[Token<'_>], person: usize) -> bool {
        let ([first, _], [_, .., before, _]) = (words, self.all[person].words) else {
            return false;
        };
        // "POLICY Ana Ruiz" is not who "Ana Ruiz" is, whatever stands before her.
        let particle = || is_particle(&lower(first.text));
        plain(before) == plain(first) && (!first.is(class::GIVEN) || particle())
    }

    /// The person whom these words name at `at`, of this gender where they are a surname alone; `None` where nobody or more than one may
    /// be meant.
    pub(in crate::extract::quotes) fn named(
        &self,
        words: &[Token<'_>],
        at: usize,
        gender: impl FnOnce() -> Gender,
    ) -> Option<usize> {
        let words = &words[particles::leading(words)..];
        if words.len() > 1 {
            return self.of_full_name(words);
        }
        let called = *self.called.by(called_by(&words[0]))?;
        self.meant(called, at, gender())
    }

    /// The person whom a word means at `at` by which these are called; `None` where more than one may be.
    pub(super) fn meant(&self, called: Called, at: usize, gender: Gender) -> Option<usize> {
        match called.surname {
            Some((first, last)) if first == last => {
                Some(first as usize).filter(|&only| self.may_be(only, gender))
            }
            Some(_) => {
                let namesakes: Few = self.all_from(called.surname).collect();
                self.which(&namesakes, at, gender)
            }
            // "Ruiz Train" is no person whom a lone "Ruiz" could mean.
            None => {
                let only = called.otherwise();
                only.filter(|&only| opens_a_name(self.all[only].words))
            }
        }
    }

    /// The words of the name in full of a body that goes by its last one alone at `at`: `Harbor Commission` of `the Commission`.
    pub(in crate::extract::quotes) fn body_in_full(
        &self,
        alone: &Token<'_>,
        at: usize,
    ) -> Option<&[Token<'_>]> {
        let body = alone.is(class::ORGANISATION | class::BODY);
        if !body || ALONE.contains(plain(alone)) {
            return None;
        }
        let before = (self.names).partition_point(|name| self.words(name)[0].start() < at);
        let earlier = self.names[..before].iter().rev();
        let earlier = earlier
            .filter_map(|name| self.words_read(name))
            .take(FARTHEST);
        let same = |words: &&[Token<'_>]| {
            plain(&words[words.len() - 1]).eq_ignore_ascii_case(plain(alone))
        };
        earlier.filter(|words| words.len() > 1).find(same)
    }

    /// The only person whom these words name where capitals say nothing: `RUIZ`, `ANA RUIZ`.
    pub(in crate::extract::quotes) fn in_capitals(&self, words: &[Token<'_>]) -> Option<usize> {
        let same = |word: &Token<'_>, part: &Token<'_>| lower(plain(word)) == lower(plain(part));
        let mut named = self.all.iter().enumerate().filter(|(_, person)| {
            same(&words[words.len() - 1], surname(person.words))
                && (words.len() == 1 || same(&words[0], &person.words[0]))
        });
        let (only, other) = (named.next()?, named.next());
        other.is_none().then_some(only.0)
    }

    /// Which of several people with one surname: the only one of that gender, the one just named in full, or the one
    /// of whom the article speaks by far the most.
    fn which(&self, persons: &[usize], at: usize, gender: Gender) -> Option<usize> {
        let mut fitting = persons
            .iter()
            .copied()
            .filter(|&person| self.may_be(person, gender));
        let (first, second) = (fitting.next()?, fitting.next());
        if second.is_none() {
            return Some(first);
        }
        let most = persons
            .iter()
            .copied()
            .max_by_key(|&person| self.all[person].count)?;
        let others = persons
            .iter()
            .filter(|&&person| person != most)
            .map(|&person| self.all[person].count)
            .max()?;
        if self.all[most].count >= 2 * others && self.may_be(most, gender) {
            return Some(most);
        }
        self.namings
            .iter()
            .rev()
            .take(FARTHEST)
            .filter(|naming| naming.full & naming.is_before(at))
            .map(|naming| naming.person as usize)
            .find(|person| persons.contains(person))
    }
}
