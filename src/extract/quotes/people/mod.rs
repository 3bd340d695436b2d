//! The people of an article: every name in it, and whom a short form of it means.
//!
//! In: the paragraphs. Out: persons with their full name, gender and role, and [`People::named`], which finds the person of
//! a surname or a first name. Two people with one surname stay two; where the text does not tell which is meant, none is.

mod called;
mod firms;
mod human;
mod small;
mod whom;

use std::cell::{Cell, OnceCell};

use super::frames::Paragraph;
use super::mention::{Mention, MentionKind, plain};
use super::names::{Gender, Run, called_by, gender, is_body, is_initial, runs, spelled};
use super::particles;
use super::roles;
use super::tokens::Token;
use crate::article::ShortText;
use crate::lexicon::names::is_generation;
use crate::lexicon::speech::class;
use crate::span::Span;
use called::{Calls, letters};
use firms::{Firms, may_open_ticker};
use small::Small;

/// Somebody whose full name the article gives.
#[derive(Debug)]
pub(super) struct Person<'a> {
    /// The words of the full name where it stands first.
    words: &'a [Token<'a>],
    /// The full name as one writes it, once it is asked.
    name: OnceCell<ShortText>,
    /// What the names of this person say about "he" and "she", as far as they have been asked, and the last of these.
    gender: Cell<(Gender, Option<u32>)>,
    /// How often the full name stands in the article.
    count: usize,
    /// What the article says that they are, once it is asked.
    role: OnceCell<Option<(u32, Span)>>,
    /// Whether the name is one of a human being, once it is asked.
    human: OnceCell<bool>,
    /// Whether the name is one of a place, a firm or another body, once it is asked.
    body: OnceCell<bool>,
    /// The next one of the same surname.
    namesake: Option<usize>,
    /// The first and the last of the names that mean this person: first those in full.
    names: Option<(u32, u32)>,
}

/// A name that means somebody.
#[derive(Clone, Copy, Debug)]
struct Naming {
    /// Where it stands.
    at: u32,
    person: u32,
    full: bool,
}

impl Naming {
    fn new(at: usize, person: usize, full: bool) -> Self {
        Self {
            at: at as u32,
            person: person as u32,
            full,
        }
    }

    /// Whether it stands before a place of the text.
    fn is_before(&self, at: usize) -> bool {
        (self.at as usize) < at
    }
}

/// A name with the phrase that it stands in: tokens of a paragraph.
#[derive(Clone, Copy, Debug)]
struct Name {
    paragraph: u32,
    phrase: (u32, u32),
    words: (u32, u32),
    /// Whether it is somebody's whole name.
    full: bool,
    /// Whose whole name it is, where every such name means them.
    person: Option<u32>,
    /// Whether its phrase has not been read, which is that of a word alone or a body: it may be no name.
    unread: bool,
    /// Whether its phrase was read and is about something else, as `the mayor of Lima` is.
    none: bool,
    /// What it shows of a firm, where it has two words or more.
    shown: u8,
    /// The first byte of its first word, by which most names are told from another without a look at the word.
    initial: u8,
    /// Where its phrase has not been read, what tells most words by which nobody is called.
    letters: u16,
    /// The next name of the same person.
    next: Option<u32>,
}

impl Name {
    /// The name that a run of words may be, whose phrase is not read.
    #[inline(always)] // called once, for all runs
    fn of(tokens: &[Token<'_>], run: &Run) -> Self {
        let words = (run.first, run.last);
        Self {
            paragraph: run.paragraph,
            phrase: words,
            words,
            full: false,
            person: None,
            unread: true,
            none: false,
            shown: 0,
            initial: tokens[run.first as usize].text.as_bytes()[0],
            letters: letters(called_by(&tokens[run.last as usize])),
            next: None,
        }
    }

    /// The same name, read as a mention.
    fn read_as(self, tokens: &[Token<'_>], mention: &Mention) -> Self {
        let phrase = (mention.first, mention.last);
        let (first, last) = mention.name.unwrap_or(phrase);
        Self {
            phrase: (phrase.0 as u32, phrase.1 as u32),
            words: (first as u32, last as u32),
            unread: false,
            initial: tokens[first].text.as_bytes()[0],
            ..self
        }
    }

    fn is_one_word(&self) -> bool {
        self.words.0 == self.words.1
    }

    fn mention(&self) -> Mention {
        let both = |(first, last): (u32, u32)| (first as usize, last as usize);
        let (first, last) = both(self.phrase);
        Mention {
            first,
            last,
            kind: MentionKind::Name,
            name: Some(both(self.words)),
        }
    }
}

/// The people of an article.
#[derive(Debug)]
pub(super) struct People<'a> {
    text: &'a str,
    paragraphs: &'a [Paragraph<'a>],
    pub(super) all: Vec<Person<'a>>,
    /// Who is called by a surname or a first name.
    called: Calls<'a>,
    /// Every name, in the order of the text.
    names: Vec<Name>,
    /// Every naming, in the order of the text.
    namings: Vec<Naming>,
    /// How the article writes its words, once it is asked.
    small: Small<'a>,
    /// Which of its names are those of firms: longer ones as they are met, lone ones once it is asked.
    firms: Firms<'a>,
}

impl<'a> People<'a> {
    /// Reads every name of the article: those in full first, then of the others those that may be somebody's.
    pub(super) fn read(text: &'a str, paragraphs: &'a [Paragraph<'a>]) -> Self {
        let runs = runs(paragraphs);
        let tokens = |run: &Run| paragraphs[run.paragraph as usize].tokens;
        let mut people = Self {
            text,
            paragraphs,
            all: Vec::with_capacity(runs.len() / 6),
            called: Calls::with_room(2 * runs.len()),
            names: (runs.iter().map(|run| Name::of(tokens(run), run))).collect(),
            namings: Vec::with_capacity(runs.len()),
            small: Small::default(),
            firms: Firms::default(),
        };
        for number in numbers(&runs, |run| !run.is_alone()) {
            people.meet(number as usize, &runs[number as usize]);
        }
        for name in people.noteworthy() {
            let name = name as usize;
            match people.names[name].unread {
                true => people.note_unread(name),
                false => people.note(name),
            }
        }
        people
    }

    /// The names that may mean somebody: by most words that stand alone nobody is called.
    fn noteworthy(&self) -> Vec<u32> {
        self.numbers_of(|name| !name.none & (!name.unread | self.called.may_call(name.letters)))
    }

    /// The numbers of the names of which this holds.
    fn numbers_of(&self, holds: impl Fn(&Name) -> bool) -> Vec<u32> {
        numbers(&self.names, holds)
    }

    /// Takes in a run that is no lone word. The phrase of a body is left for later: most are no one's.
    fn meet(&mut self, number: usize, run: &Run) {
        let tokens = self.paragraphs[run.paragraph as usize].tokens;
        if self.is_mere_body(run, tokens) {
            return;
        }
        let name = &mut self.names[number];
        match run.name(tokens) {
            Some(mention) => {
                *name = name.read_as(tokens, &mention);
                self.meet_name(number);
            }
            None => name.none = true,
        }
    }

    /// Whether a run is the name of a body that no ticker shows to be a firm.
    fn is_mere_body(&self, run: &Run, tokens: &[Token<'_>]) -> bool {
        run.is_of_body(tokens) && !may_open_ticker(self.text, tokens[run.last as usize].end())
    }

    /// Takes in a name whose phrase has been read; if it is a full one, whose it is.
    fn meet_name(&mut self, name: usize) {
        let met = &mut self.names[name];
        let Paragraph { number, tokens, .. } = self.paragraphs[met.paragraph as usize];
        let (first, last) = (met.words.0 as usize, met.words.1 as usize);
        let words = &tokens[first..=last];
        met.shown = self.firms.meet(self.text, words);
        met.full = is_full(words);
        if !met.full {
            return;
        }
        let known = match number {
            0 => last_of_plain_name(words).map(|nth| first + nth),
            _ => Some(last),
        };
        if let Some(known) = known {
            let person = self.meet_in_full(tokens, (first, known));
            let certain = known == last && !is_initial(&tokens[first]);
            self.names[name].person = certain.then_some(person as u32);
            self.link(name, person);
        }
    }

    /// Adds a name to those of a person.
    fn link(&mut self, name: usize, person: usize) {
        let name = name as u32;
        let names = &mut self.all[person].names;
        let first = match *names {
            Some((first, last)) => {
                self.names[last as usize].next = Some(name);
                first
            }
            None => name,
        };
        *names = Some((first, name));
    }

    /// Takes in a full name, with what stands around it.
    fn meet_in_full(&mut self, tokens: &'a [Token<'a>], (first, last): (usize, usize)) -> usize {
        let words = &tokens[first..=last];
        let surname = self.called.number_or_new(called_by(surname(words)));
        let namesakes = self.called.of(surname).surname;
        let person = match self.among(namesakes, words) {
            Some(known) => known,
            None => self.add(words, surname),
        };
        self.all[person].count += 1;
        person
    }

    /// Adds somebody of this full name; `surname` is the number of theirs.
    fn add(&mut self, words: &'a [Token<'a>], surname: usize) -> usize {
        let person = self.all.len();
        self.all.push(Person {
            words,
            name: OnceCell::new(),
            gender: Cell::new((Gender::Unknown, None)),
            count: 0,
            role: OnceCell::new(),
            human: OnceCell::new(),
            body: OnceCell::new(),
            namesake: None,
            names: None,
        });
        let number = person as u32;
        let same = &mut self.called.of(surname).surname;
        if let Some((_, last)) = *same {
            self.all[last as usize].namesake = Some(person);
        }
        *same = Some((same.map_or(number, |(first, _)| first), number));
        let given = self.called.number_or_new(plain(&words[0]));
        self.called.of(given).add_given(number);
        if words.len() > 2 {
            self.add_middle_names(words, number);
        }
        person
    }

    /// Adds somebody by the words between first name and surname that may be a surname too: `Ruiz` of `Ana Ruiz Okafor`.
    fn add_middle_names(&mut self, words: &'a [Token<'a>], person: u32) {
        let may_be_surname = |word: &&Token<'_>| {
            let small = word.text.bytes().any(|byte| byte.is_ascii_lowercase()); // "ANA RUIZ CALLS"
            word.capital && small && !word.is(class::GIVEN) && !is_generation(word.text)
        };
        for word in words[1..words.len() - 1].iter().filter(may_be_surname) {
            let called = self.called.number_or_new(called_by(word));
            self.called.of(called).add_middle(person);
        }
    }

    /// Notes whom a name in the text means, for the pronouns behind it, and what else is said of them.
    fn note(&mut self, name: usize) {
        let Name {
            paragraph,
            words: (first, last),
            full,
            person,
            ..
        } = self.names[name];
        let tokens = self.paragraphs[paragraph as usize].tokens;
        let at = tokens[first as usize].start();
        if let Some(person) = person {
            self.namings.push(Naming::new(at, person as usize, true));
            return; // what is said of it was noted when it was met
        }
        let words = &tokens[first as usize..=last as usize];
        let mention = self.names[name].mention();
        let gender = || gender(tokens, &mention);
        let Some(person) = self.named(words, at, gender) else {
            return;
        };
        (self.namings).push(Naming::new(at, person, words.len() > 1));
        if !full {
            self.link(name, person);
        }
    }

    /// The same of a name whose phrase has not been read, which is read now, if anybody is called by its last word.
    fn note_unread(&mut self, name: usize) {
        let Name {
            paragraph,
            words: (first, last),
            ..
        } = self.names[name];
        let tokens = self.paragraphs[paragraph as usize].tokens;
        let Some(&called) = self.called.by(called_by(&tokens[last as usize])) else {
            return; // nobody is by most of them
        };
        let Some(mention) = self.mention(&self.names[name]) else {
            return;
        };
        if first < last {
            self.names[name] = self.names[name].read_as(tokens, &mention);
            return self.note(name);
        }
        self.names[name].phrase = (mention.first as u32, mention.last as u32);
        let (at, gender) = (tokens[last as usize].start(), gender(tokens, &mention));
        let Some(person) = self.meant(called, at, gender) else {
            return;
        };
        self.namings.push(Naming::new(at, person, false));
        self.link(name, person);
    }

    /// Whether "he" or "she" can mean this person.
    pub(super) fn may_be(&self, person: usize, gender: Gender) -> bool {
        if gender == Gender::Unknown {
            return true; // most names
        }
        let own = self.gender(person);
        own == Gender::Unknown || own == gender
    }

    /// What the first name of this person says that says anything about "he" and "she". More names may come: none is asked twice.
    fn gender(&self, person: usize) -> Gender {
        let person = &self.all[person];
        let (mut told, mut asked) = person.gender.get();
        while told == Gender::Unknown
            && let Some(next) = match asked {
                Some(asked) => self.names[asked as usize].next,
                None => person.names.map(|(first, _)| first),
            }
        {
            let name = &self.names[next as usize];
            (told, asked) = (gender(self.tokens(name), &name.mention()), Some(next));
        }
        person.gender.set((told, asked));
        told
    }

    /// The full name of somebody as one writes it.
    pub(super) fn name(&self, person: usize) -> &ShortText {
        let person = &self.all[person];
        person.name.get_or_init(|| spelled(self.text, person.words))
    }

    /// What the article says that somebody is, and in which paragraph: first where it names them in full, else where it does not.
    pub(super) fn role(&self, person: usize) -> Option<(&'a Paragraph<'a>, Span)> {
        let role = |name: &Name| {
            let paragraph = &self.paragraphs[name.paragraph as usize];
            let role = roles::role(self.text, paragraph, &name.mention())?;
            Some((name.paragraph, role))
        };
        let find = || self.names_of(person).find_map(role);
        let (paragraph, role) = (*self.all[person].role.get_or_init(find))?;
        Some((&self.paragraphs[paragraph as usize], role))
    }

    /// The names of a person, first those in full.
    fn names_of(&self, person: usize) -> impl Iterator<Item = &Name> {
        let first = self.all[person].names.map(|(first, _)| first);
        let next = |&name: &u32| self.names[name as usize].next;
        std::iter::successors(first, next).map(|name| &self.names[name as usize])
    }

    /// The tokens of the paragraph that a name stands in.
    fn tokens(&self, name: &Name) -> &'a [Token<'a>] {
        self.paragraphs[name.paragraph as usize].tokens
    }

    /// A name with its phrase, which is read if it has not been; `None` where it is no name.
    fn mention(&self, name: &Name) -> Option<Mention> {
        match name.unread {
            true => Run::of(name.words.0, name.words.1).name(self.tokens(name)),
            false => Some(name.mention()),
        }
    }

    /// The words of a name, as far as they have been read.
    fn words(&self, name: &Name) -> &'a [Token<'a>] {
        &self.tokens(name)[name.words.0 as usize..=name.words.1 as usize]
    }

    /// The words of a name; `None` where it is none. That a word alone may be none is passed over.
    fn words_read(&self, name: &Name) -> Option<&'a [Token<'a>]> {
        if name.none {
            return None;
        }
        if !name.unread || name.is_one_word() {
            return Some(self.words(name));
        }
        let (first, last) = self.mention(name)?.name?;
        Some(&self.tokens(name)[first..=last])
    }

    /// The persons named between two places of the text, last first.
    pub(super) fn named_between(
        &self,
        from: usize,
        to: usize,
    ) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let before = |at: usize| (self.namings).partition_point(|naming| naming.is_before(at));
        let (start, end) = (before(from), before(to));
        self.namings[start..end]
            .iter()
            .rev()
            .map(|naming| naming.person as usize)
    }
}

/// The numbers of the things of which this holds. Of which it does cannot be foreseen: each number is written down, and the next one over
/// it unless it does.
fn numbers<T>(all: &[T], holds: impl Fn(&T) -> bool) -> Vec<u32> {
    let mut numbers = vec![0; all.len()];
    let mut some = 0;
    for (number, one) in (0..).zip(all) {
        numbers[some] = number;
        some += usize::from(holds(one));
    }
    numbers.truncate(some);
    numbers
}

/// Whether a name is somebody's whole name: `van der Meer` is a surname alone.
fn is_full(words: &[Token<'_>]) -> bool {
    words.len() > 1 + particles::leading(words) && !is_body(words)
}

/// The surname among the words of a full name: `Ruiz` of `Ana Ruiz Jr.`
fn surname<'w, 'a>(words: &'w [Token<'a>]) -> &'w Token<'a> {
    let last = words.len() - 1;
    let generation = last > 1 && is_generation(words[last].text);
    &words[last - usize::from(generation)]
}

/// The last word of the name that words begin with where every word is capital, as in headlines: `Ruiz` of `Ana Ruiz Slams Tom
/// Okafor`.
fn last_of_plain_name(words: &[Token<'_>]) -> Option<usize> {
    let surname = 1 + usize::from(words.len() > 2 && is_initial(&words[1]));
    let is_surname = words[surname].classes & !(class::GIVEN | class::FEMALE | class::MALE) == 0;
    (words[0].is(class::GIVEN) && is_surname).then_some(surname)
}

impl Person<'_> {
    /// The words of the full name where it stands first.
    pub(super) fn words(&self) -> &[Token<'_>] {
        self.words
    }

    /// Whether this is the first name. Initials are nobody's: `J.` may be anybody.
    fn is_given(&self, given: &str) -> bool {
        !is_initial(&self.words[0]) && plain(&self.words[0]) == given
    }
}
