//! A query with the synonyms of its words.

use std::fmt;

use super::{Entry, Name, Synonyms};
use crate::index::analyzer::{analyze, with_stem};
use crate::index::{IndexError, OpenIndex};
use crate::query::FieldName;
use crate::query::terms::Terms;
use crate::query::tree::{AtLeast, Clause, Form, Leaf, Near, Place, Said};

/// So many readings of one phrase are sought at most.
const MOST_READINGS: usize = 64;

/// A query in which words are sought as their synonyms too.
#[derive(Clone, Debug, PartialEq)]
pub struct Widened {
    /// The query.
    pub clause: Clause,
    /// What was added to it.
    pub added: Vec<Added>,
}

/// What a part of a query is sought as, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The part, as it was read.
    pub part: String,
    /// What was added.
    pub also: Vec<String>,
    /// Whether there are more readings than are sought.
    pub cut: bool,
}

impl fmt::Display for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} also as {}", self.part, self.also.join(", "))?;
        match self.cut {
            true => write!(f, "; there are more readings than {MOST_READINGS}"),
            false => Ok(()),
        }
    }
}

impl Synonyms {
    /// A query with the synonyms of its words and phrases; a word is known in any of its forms, in the languages of the index.
    /// Exact forms, capitals, wildcards and near words stay what they are. Of `plain` words (`--any`) those that stand side by
    /// side are a phrase.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn widen(
        &self,
        open: &OpenIndex,
        clause: &Clause,
        plain: bool,
    ) -> Result<Widened, IndexError> {
        let searcher = open.searcher();
        let terms = Terms::new(open, &searcher)
            .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))?;
        let mut widening = Widening {
            entries: &self.0,
            languages: terms.languages(),
            plain,
            added: Vec::new(),
        };
        let clause = widening.clause(clause);
        let added = widening.added;
        Ok(Widened { clause, added })
    }
}

struct Widening<'a> {
    entries: &'a [Entry],
    languages: &'a [u8],
    plain: bool,
    added: Vec<Added>,
}

impl Widening<'_> {
    fn clause(&mut self, clause: &Clause) -> Clause {
        match clause {
            Clause::Words(leaf) => self.leaf(leaf),
            Clause::Near(near) => Clause::Near(Near {
                left: Box::new(self.clause(&near.left)),
                right: Box::new(self.clause(&near.right)),
                ..near.clone()
            }),
            Clause::AtLeast(at_least) => Clause::AtLeast(AtLeast {
                of: Box::new(self.clause(&at_least.of)),
                ..at_least.clone()
            }),
            Clause::Said(said) => {
                let mut part = |part: &Option<Box<Clause>>| {
                    part.as_ref().map(|part| Box::new(self.clause(part)))
                };
                let (who, what) = (part(&said.who), part(&said.what));
                let place = said.place;
                Clause::Said(Said { who, what, place })
            }
            Clause::And(clauses) => Clause::all(self.list(clauses, true)),
            Clause::Or(clauses) => Clause::any(self.list(clauses, false)),
            Clause::Not(inner) => Clause::Not(Box::new(self.clause(inner))),
            Clause::Boost(inner, factor) => Clause::Boost(Box::new(self.clause(inner)), *factor),
            Clause::Every | Clause::Published(_) => clause.clone(),
        }
    }

    /// Clauses side by side. Words among them may be a phrase that has synonyms.
    fn list(&mut self, clauses: &[Clause], all: bool) -> Vec<Clause> {
        let mut widened = Vec::with_capacity(clauses.len());
        let mut at = 0;
        while at < clauses.len() {
            let run = match all || self.plain {
                true => plain_words(&clauses[at..]),
                false => Vec::new(),
            };
            let found = self.longest(&run).filter(|(length, _)| *length > 1);
            let Some((length, also)) = found else {
                widened.push(self.clause(&clauses[at]));
                at += 1;
                continue;
            };
            let words = &clauses[at..at + length];
            let leaves = words.iter().flat_map(Clause::leaves);
            let field = words[0].field();
            let also: Vec<Clause> = also.iter().map(|name| sought(name, field)).collect();
            let part: Vec<String> = leaves.map(|leaf| leaf.text.clone()).collect();
            self.remember(part.join(" "), &also, false);
            if all {
                let asked = Clause::all(words.to_vec());
                widened.push(Clause::any([vec![asked], also].concat()));
            } else {
                widened.extend(words.iter().cloned().chain(also));
            }
            at += length;
        }
        widened
    }

    fn leaf(&mut self, leaf: &Leaf) -> Clause {
        let itself = Clause::Words(leaf.clone());
        let open = matches!(leaf.form, Form::Word | Form::Phrase | Form::Sloppy(_));
        let coded = leaf.field.is_some_and(|field| !field.has_positions());
        if !open || coded || leaf.text.contains(['*', '?']) {
            return itself;
        }
        let (readings, cut) = self.readings(&leaf.text);
        let mut also: Vec<Clause> = Vec::new();
        for text in readings {
            let clause = Clause::Words(Leaf {
                form: match leaf.form {
                    Form::Sloppy(_) => form(&text, leaf.form),
                    _ => form(&text, Form::Phrase),
                },
                text,
                ..leaf.clone()
            });
            if clause != itself && !also.contains(&clause) {
                also.push(clause);
            }
        }
        if also.is_empty() {
            return itself;
        }
        self.remember(leaf.to_string(), &also, cut);
        Clause::any([vec![itself], also].concat())
    }

    /// The texts that a text stands for too, and whether there are more.
    fn readings(&self, text: &str) -> (Vec<String>, bool) {
        let analyzed = analyze(text, 0);
        let words: Vec<String> = analyzed.iter().map(|word| word.surface.clone()).collect();
        let (mut readings, mut cut) = (vec![String::new()], false);
        let (mut at, mut changed) = (0, false);
        while at < words.len() {
            let (length, also) = self.longest(&words[at..]).unwrap_or_default();
            let length = length.max(1);
            let (first, last) = (&analyzed[at], &analyzed[at + length - 1]);
            let printed = first.span.hull(last.span).of(text);
            let mut choices = vec![printed];
            choices.extend(also.iter().map(|name| name.text.as_str()));
            let room = MOST_READINGS / readings.len();
            cut |= choices.len() > room.max(1);
            choices.truncate(room.max(1));
            changed |= choices.len() > 1;
            readings = readings
                .iter()
                .flat_map(|before| choices.iter().map(move |choice| joined(before, choice)))
                .collect();
            at += length;
        }
        // The first one is what was asked.
        readings.remove(0);
        (readings, cut && changed)
    }

    /// The longest name that the words begin with, by their number, and what is sought for it too.
    fn longest(&self, words: &[String]) -> Option<(usize, Vec<&Name>)> {
        let begins = |entry: &&Entry| {
            let name = &entry.of.words;
            name.len() <= words.len() && name.iter().zip(words).all(|(a, b)| self.alike(a, b))
        };
        let entries: Vec<&Entry> = self.entries.iter().filter(begins).collect();
        let length = entries.iter().map(|entry| entry.of.words.len()).max()?;
        let longest = entries
            .into_iter()
            .filter(|entry| entry.of.words.len() == length);
        Some((length, longest.flat_map(|entry| &entry.also).collect()))
    }

    /// Whether two surface forms are forms of one word in a language of the index.
    fn alike(&self, a: &str, b: &str) -> bool {
        let stem = |language: u8, word: &str| with_stem(language, word, str::to_owned);
        let mut languages = self.languages.iter();
        a == b || languages.any(|language| stem(*language, a) == stem(*language, b))
    }

    fn remember(&mut self, part: String, also: &[Clause], cut: bool) {
        let also = also.iter().map(ToString::to_string).collect();
        let added = Added { part, also, cut };
        if !self.added.contains(&added) {
            self.added.push(added);
        }
    }
}

/// The words that stand side by side at the beginning, in one field, by surface form.
fn plain_words(clauses: &[Clause]) -> Vec<String> {
    let field = clauses.first().and_then(Clause::field);
    let words = clauses.iter().map_while(|clause| match clause {
        Clause::Words(leaf) if leaf.form == Form::Word && leaf.field == field => {
            let mut words = analyze(&leaf.text, 0);
            words
                .pop()
                .filter(|_| words.is_empty())
                .map(|word| word.surface)
        }
        _ => None,
    });
    words.collect()
}

/// A name of the file as a part of a query.
fn sought(name: &Name, field: Option<FieldName>) -> Clause {
    Clause::Words(Leaf {
        field,
        form: form(&name.text, Form::Phrase),
        text: name.text.clone(),
        place: Place::default(),
    })
}

/// The form of a text: a word by itself, else `many`. What would be read as something else stays in quotation marks.
fn form(text: &str, many: Form) -> Form {
    let operators = ["and", "or", "not"];
    let plain = text.chars().all(char::is_alphanumeric) && analyze(text, 0).len() == 1;
    match plain && !operators.contains(&text.to_lowercase().as_str()) {
        true => Form::Word,
        false => many,
    }
}

fn joined(before: &str, word: &str) -> String {
    match before.is_empty() {
        true => word.to_owned(),
        false => format!("{before} {word}"),
    }
}
