//! The people of an article: every name in it, and whom a short form of it means.
//!
//! In: the paragraphs. Out: persons with their full name, gender and role, and [`People::named`], which finds the person of
//! a surname or a first name. Two people with one surname stay two; where the text does not tell which is meant, none is.

use rustc_hash::FxHashMap;

use super::frames::Paragraph;
use super::mention::Mention;
use super::names::{Gender, gender, is_body, names, plain, spelled};
use super::roles;
use super::tokens::Token;

/// Somebody whose full name the article gives.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) role: Option<String>,
    pub(super) gender: Gender,
    /// How often the full name stands in the article.
    count: usize,
}

/// How many namings back the meaning of a surname is looked for.
const FARTHEST: usize = 200;

/// How many people of one surname are told apart.
const NAMESAKES: usize = 50;

/// A name in its place.
#[derive(Clone, Copy, Debug)]
struct Naming {
    /// Where it stands.
    at: usize,
    person: usize,
    full: bool,
}

/// The people of an article.
#[derive(Debug, Default)]
pub(super) struct People<'a> {
    pub(super) all: Vec<Person>,
    /// Persons by their last, and by their first name.
    by_last: FxHashMap<&'a str, Vec<usize>>,
    by_first: FxHashMap<&'a str, Vec<usize>>,
    /// Every naming, in the order of the text.
    namings: Vec<Naming>,
}

impl<'a> People<'a> {
    /// Reads every name of the article.
    pub(super) fn read(text: &str, paragraphs: &[Paragraph<'a>]) -> Self {
        let mut people = Self::default();
        let runs: Vec<_> = paragraphs
            .iter()
            .map(|paragraph| names(paragraph.tokens))
            .collect();
        for (paragraph, runs) in paragraphs.iter().zip(&runs) {
            for mention in runs {
                people.meet(text, paragraph, mention);
            }
        }
        for (paragraph, runs) in paragraphs.iter().zip(&runs) {
            for mention in runs {
                people.note(text, paragraph, mention);
            }
        }
        people
    }

    /// Takes in a full name, with what stands around it.
    fn meet(&mut self, text: &str, paragraph: &Paragraph<'a>, mention: &Mention) {
        let tokens = paragraph.tokens;
        let Some((first, last)) = mention.name else {
            return;
        };
        let words = &tokens[first..=last];
        if !is_full(words) {
            return;
        }
        let (given, surname) = (plain(words[0].text), plain(words[words.len() - 1].text));
        let known = self
            .by_last
            .get(surname)
            .into_iter()
            .flatten()
            .copied()
            .take(NAMESAKES)
            .find(|&person| self.all[person].is_given(given));
        let person = known.unwrap_or_else(|| {
            self.all.push(Person {
                name: spelled(words),
                role: None,
                gender: Gender::Unknown,
                count: 0,
            });
            let person = self.all.len() - 1;
            self.by_last.entry(surname).or_default().push(person);
            self.by_first.entry(given).or_default().push(person);
            person
        });
        let person = &mut self.all[person];
        person.count += 1;
        if person.gender == Gender::Unknown {
            person.gender = gender(tokens, mention);
        }
        if person.role.is_none() {
            person.role = roles::role(text, paragraph, mention);
        }
    }

    /// Notes whom a name in the text means, for the pronouns behind it, and what else is said of them.
    fn note(&mut self, text: &str, paragraph: &Paragraph<'_>, mention: &Mention) {
        let tokens = paragraph.tokens;
        let Some((first, last)) = mention.name else {
            return;
        };
        let at = tokens[first].span.start();
        let Some(person) = self.named(&tokens[first..=last], at, gender(tokens, mention)) else {
            return;
        };
        self.namings.push(Naming {
            at,
            person,
            full: last > first,
        });
        if is_full(&tokens[first..=last]) {
            return; // what is said of a full name was noted when it was met
        }
        let known = &mut self.all[person];
        if known.role.is_none() {
            known.role = roles::role(text, paragraph, mention);
        }
        if known.gender == Gender::Unknown {
            known.gender = gender(tokens, mention);
        }
    }

    /// The person whom these words name at `at`; `None` where nobody or more than one may be meant.
    pub(super) fn named(&self, words: &[Token<'_>], at: usize, gender: Gender) -> Option<usize> {
        let last = plain(words[words.len() - 1].text);
        if words.len() > 1 {
            let given = plain(words[0].text);
            let same = self.by_last.get(last)?.iter().copied().take(NAMESAKES);
            return same
                .clone()
                .find(|&person| self.all[person].is_given(given));
        }
        match self.by_last.get(last) {
            Some(persons) => self.which(persons, at, gender),
            None => self
                .by_first
                .get(last)
                .filter(|persons| persons.len() == 1)
                .map(|persons| persons[0]),
        }
    }

    /// The only person whom these words name where capitals say nothing: `RUIZ`, `ANA RUIZ`.
    pub(super) fn in_capitals(&self, words: &[Token<'_>]) -> Option<usize> {
        let same =
            |word: &Token<'_>, part: &str| plain(word.text).to_lowercase() == part.to_lowercase();
        let mut named = self.all.iter().enumerate().filter(|(_, person)| {
            let mut parts = person.name.split_whitespace();
            let (given, surname) = (parts.next(), parts.next_back());
            surname.is_some_and(|surname| same(&words[words.len() - 1], surname))
                && (words.len() == 1 || given.is_some_and(|given| same(&words[0], given)))
        });
        let (only, other) = (named.next()?, named.next());
        other.is_none().then_some(only.0)
    }

    /// Which of several people with one surname: the only one of that gender, the one just named in full, or the one
    /// of whom the article speaks by far the most.
    fn which(&self, persons: &[usize], at: usize, gender: Gender) -> Option<usize> {
        let persons = &persons[..persons.len().min(NAMESAKES)];
        let mut fitting = persons
            .iter()
            .copied()
            .filter(|&person| self.all[person].may_be(gender));
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
        if self.all[most].count >= 2 * others && self.all[most].may_be(gender) {
            return Some(most);
        }
        self.namings
            .iter()
            .rev()
            .take(FARTHEST)
            .find(|naming| naming.full && naming.at < at && persons.contains(&naming.person))
            .map(|naming| naming.person)
    }

    /// The persons named between two places of the text, last first.
    pub(super) fn named_between(
        &self,
        from: usize,
        to: usize,
    ) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.namings.partition_point(|naming| naming.at < from);
        let end = self.namings.partition_point(|naming| naming.at < to);
        self.namings[start..end]
            .iter()
            .rev()
            .map(|naming| naming.person)
    }
}

/// Whether a name is somebody's whole name.
fn is_full(words: &[Token<'_>]) -> bool {
    words.len() > 1 && !is_body(words)
}

impl Person {
    fn is_given(&self, given: &str) -> bool {
        self.name.split_whitespace().next() == Some(given)
    }

    /// Whether "he" or "she" can mean this person.
    pub(super) fn may_be(&self, gender: Gender) -> bool {
        gender == Gender::Unknown || self.gender == Gender::Unknown || self.gender == gender
    }
}
