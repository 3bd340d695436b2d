//! From a word that is sought in a field to the terms that stand for it there.

use std::cell::RefCell;
use std::fmt;

use tantivy::{Searcher, Term};

use super::expand::{Expander, Expansion, MOST_WORDS};
use super::positions::{Proof, Word};
use super::sought::{Sought, SoughtWord};
use super::targets::{Analysis, Target};
use super::tree::Leaf;
use crate::index::OpenIndex;
use crate::index::analyzer::{LANGUAGES, language_number, with_stem};
use crate::index::record::Stored;

/// A part of a query that stands for more words than were sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The part.
    pub part: String,
    /// The words that were sought: the most frequent ones.
    pub words: usize,
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, words } = self;
        write!(
            f,
            "{part} was cut at {words} words, the most frequent ones; write more of its letters"
        )
    }
}

/// The terms of an open index.
pub(super) struct Terms<'a> {
    searcher: &'a Searcher,
    /// The field that stores articles.
    record: Stored,
    /// The numbers of the languages of the index, and 0 for texts whose words are not stemmed.
    languages: Vec<u8>,
    cuts: RefCell<Vec<Cut>>,
}

impl<'a> Terms<'a> {
    pub(super) fn new(open: &OpenIndex, searcher: &'a Searcher) -> tantivy::Result<Self> {
        let mut languages = vec![0];
        for (code, _) in LANGUAGES {
            if searcher.doc_freq(&Term::from_field_text(open.fields.language, code))? > 0 {
                languages.push(language_number(code));
            }
        }
        Ok(Self {
            searcher,
            record: open.fields.record,
            languages,
            cuts: RefCell::default(),
        })
    }

    /// The numbers of the languages of the index.
    pub(super) fn languages(&self) -> &[u8] {
        &self.languages
    }

    /// What has been cut short so far.
    pub(super) fn cuts(&self) -> Vec<Cut> {
        self.cuts.borrow().clone()
    }

    /// The terms that stand for a word whose positions are asked for.
    pub(super) fn of(
        &self,
        leaf: &Leaf,
        sought: &Sought,
        target: &Target,
    ) -> tantivy::Result<Word> {
        let proof = sought.letters.as_ref().map(|letters| Proof {
            name: target.name,
            record: self.record,
            letters: letters.clone(),
        });
        let mut expansion = match &sought.word {
            SoughtWord::AnyForm(surface) => Expansion {
                whole: self.by_frequency(self.stems(surface, target))?,
                but: Vec::new(),
            },
            SoughtWord::Surface(surface) => self.expander(target).expand(surface)?,
        };
        if expansion.cut() {
            self.remember_cut(leaf);
        }
        let Expansion { whole, but } = expansion;
        Ok(Word { whole, but, proof })
    }

    fn remember_cut(&self, leaf: &Leaf) {
        let (part, words) = (leaf.to_string(), MOST_WORDS);
        let cut = Cut { part, words };
        let mut cuts = self.cuts.borrow_mut();
        if !cuts.contains(&cut) {
            cuts.push(cut);
        }
    }

    fn by_frequency(&self, terms: Vec<Term>) -> tantivy::Result<Vec<Term>> {
        let mut counted = Vec::with_capacity(terms.len());
        for term in terms {
            counted.push((self.searcher.doc_freq(&term)?, term));
        }
        counted.sort_by_key(|(frequency, _)| std::cmp::Reverse(*frequency));
        Ok(counted.into_iter().map(|(_, term)| term).collect())
    }

    /// The stems of a word in the languages of the field, each once.
    pub(super) fn stems(&self, surface: &str, target: &Target) -> Vec<Term> {
        let mut terms = Vec::new();
        for &language in self.languages_of(target) {
            let term = |stem: &str| Term::from_field_text(target.field, stem);
            let term = with_stem(language, surface, term);
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        terms
    }

    fn languages_of(&self, target: &Target) -> &[u8] {
        match target.analysis {
            Analysis::Text => &self.languages,
            Analysis::Names | Analysis::Code => &[0],
        }
    }

    pub(super) fn expander<'b>(&'b self, target: &Target) -> Expander<'b> {
        Expander {
            searcher: self.searcher,
            field: target.field,
            languages: self.languages_of(target),
        }
    }
}
