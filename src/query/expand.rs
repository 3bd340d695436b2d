//! From the surface form that is sought to the terms of a field that stand for it.
//!
//! The index keeps a word's stem, and its surface form (`=running`) where that differs. A word that is its own stem (`run`)
//! has no surface term: it stands where its stem stands without another surface form, and those are looked up here.

use std::collections::BTreeMap;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::surface::Surface;
use crate::index::analyzer::{EXACT, language_number, with_stem};

/// So many words at most stand for one in a query that asks for their positions: the most frequent ones.
pub(super) const MOST_WORDS: usize = 4096;

/// The terms that stand for a word.
#[derive(Debug, Default)]
pub(super) struct Expansion {
    /// Terms that are meant wherever they stand, the most frequent one first.
    pub(super) whole: Vec<Term>,
    /// Stems that are meant but where they stand for these other forms.
    pub(super) but: Vec<(Term, Vec<Term>)>,
}

/// Expands what is sought in one field.
pub(super) struct Expander<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) field: Field,
    /// The languages that the words of the field are stemmed in; none in a field of names.
    pub(super) languages: &'a [u8],
}

impl Expander<'_> {
    /// All terms of the field that stand for `sought`.
    pub(super) fn expand(&self, sought: &Surface) -> tantivy::Result<Expansion> {
        let beginning = sought.beginning();
        let exact = format!("{EXACT}{beginning}");
        let mut whole = self.terms(&exact, |term| {
            let surface = term.strip_prefix(EXACT);
            surface.is_some_and(|surface| sought.is_met_by(surface))
        })?;
        let stems = self.terms(&beginning, |term| {
            !term.starts_with(EXACT) && sought.is_met_by(term)
        })?;
        let mut others = self.other_forms(sought, &stems)?;
        let mut but = Vec::new();
        for (stem, frequency) in stems {
            match others.remove(&stem) {
                Some(forms) => but.push((self.term(&stem), forms)),
                None => {
                    whole.insert(stem, frequency);
                }
            }
        }
        let mut whole: Vec<(String, u64)> = whole.into_iter().collect();
        whole.sort_by_key(|(_, frequency)| std::cmp::Reverse(*frequency));
        let whole = whole.iter().map(|(term, _)| self.term(term)).collect();
        Ok(Expansion { whole, but })
    }

    /// The words that are met, by their surface form, with the documents that hold them. A stem may be among them that is no
    /// word.
    pub(super) fn words(&self, sought: &Surface) -> tantivy::Result<BTreeMap<String, u64>> {
        let surface = |term: &str| term.strip_prefix(EXACT).unwrap_or(term).to_owned();
        let terms = self.terms("", |term| {
            sought.is_met_by(term.strip_prefix(EXACT).unwrap_or(term))
        })?;
        let terms = terms.into_iter();
        Ok(terms
            .map(|(term, documents)| (surface(&term), documents))
            .collect())
    }

    /// The surface terms whose stem is one of `stems` and which are not sought themselves, by that stem. A stemmer keeps the
    /// first letter of a word, but for those that take prefixes away: Arabic's and Tamil's.
    fn other_forms(
        &self,
        sought: &Surface,
        stems: &BTreeMap<String, u64>,
    ) -> tantivy::Result<BTreeMap<String, Vec<Term>>> {
        let mut found: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        if self.languages.iter().all(|language| *language == 0) {
            return Ok(found);
        }
        let takes_prefixes = ["ar", "ta"].map(language_number);
        let mut beginnings: Vec<String> = if takes_prefixes
            .iter()
            .any(|language| self.languages.contains(language))
        {
            vec![EXACT.to_string()]
        } else {
            let first = |stem: &String| Some(format!("{EXACT}{}", stem.chars().next()?));
            stems.keys().filter_map(first).collect()
        };
        beginnings.dedup();
        for beginning in beginnings {
            let forms = self.terms(&beginning, |term| {
                let surface = term.strip_prefix(EXACT);
                surface.is_some_and(|surface| !sought.is_met_by(surface))
            })?;
            for form in forms.keys() {
                for &language in self.languages {
                    let surface = &form[EXACT.len_utf8()..];
                    let stem = with_stem(language, surface, |stem| {
                        stems.contains_key(stem).then(|| stem.to_owned())
                    });
                    if let Some(stem) = stem {
                        found.entry(stem).or_default().push(self.term(form));
                    }
                }
            }
        }
        for forms in found.values_mut() {
            forms.dedup();
        }
        Ok(found)
    }

    /// The terms that begin so and are `wanted`, with the documents that hold them.
    fn terms(
        &self,
        beginning: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> tantivy::Result<BTreeMap<String, u64>> {
        let mut found = BTreeMap::new();
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(self.field)?;
            let mut stream = index.terms().range().ge(beginning).into_stream()?;
            while stream.advance() {
                if !stream.key().starts_with(beginning.as_bytes()) {
                    break;
                }
                let Ok(term) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                if wanted(term) {
                    let frequency = u64::from(stream.value().doc_freq);
                    *found.entry(term.to_owned()).or_insert(0) += frequency;
                }
            }
        }
        Ok(found)
    }

    fn term(&self, text: &str) -> Term {
        Term::from_field_text(self.field, text)
    }
}

impl Expansion {
    /// Keeps [`MOST_WORDS`] terms; whether any was left out.
    pub(super) fn cut(&mut self) -> bool {
        let room = MOST_WORDS.saturating_sub(self.but.len());
        let cut = self.whole.len() > room || self.but.len() > MOST_WORDS;
        self.whole.truncate(room);
        self.but.truncate(MOST_WORDS);
        cut
    }
}
