//! From the surface form that is sought to the terms of a field that stand for it.
//!
//! The index keeps a word's stem, and its surface form (`=running`) where that differs. A word that is its own stem (`run`)
//! has no surface term: it stands where its stem stands without another surface form, and those are looked up here.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::surface::Surface;
use crate::index::analyzer::{EXACT, LANGUAGES, with_stem};

/// So many words at most stand for one in a query that asks for their positions: the most frequent ones.
pub(super) const MOST_WORDS: usize = 4096;

/// Languages whose stemmers take prefixes away.
const TAKES_PREFIXES: [&str; 2] = ["ar", "ta"];

/// Terms, with the documents that hold them.
type Terms = BTreeMap<String, u64>;

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
        let (mut whole, mut stems) = (BTreeMap::new(), BTreeMap::new());
        for (term, frequency) in self.met(sought)? {
            if term.starts_with(EXACT) {
                whole.insert(term, frequency);
            } else {
                stems.insert(term, frequency);
            }
        }
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
        let terms = self.met(sought)?.into_iter();
        let terms = terms.map(|(term, documents)| (surface(&term), documents));
        Ok(terms.collect())
    }

    /// The surface terms and stems that are met as they stand.
    fn met(&self, sought: &Surface) -> tantivy::Result<Terms> {
        let is_met = |term: &str| sought.is_met_by(term.strip_prefix(EXACT).unwrap_or(term));
        if let Surface::Nearly(word, letters) = sought {
            return self.nearly(word, *letters, is_met);
        }
        let beginning = sought.beginning();
        let mut met = self.terms(&format!("{EXACT}{beginning}"), is_met)?;
        if beginning.is_empty() {
            // All of them: those before the surface terms, and those behind.
            let behind = char::from_u32(EXACT as u32 + 1).expect("a sign of ASCII follows");
            met.extend(self.between("", Some(EXACT), is_met)?);
            met.extend(self.between(&behind.to_string(), None, is_met)?);
        } else {
            met.extend(self.terms(&beginning, is_met)?);
        }
        Ok(met)
    }

    /// The terms that differ by so many letters from a word or its surface term, and are `wanted`.
    fn nearly(
        &self,
        word: &str,
        letters: u8,
        wanted: impl Fn(&str) -> bool,
    ) -> tantivy::Result<Terms> {
        let mut found = Terms::new();
        for sought in [word.to_owned(), format!("{EXACT}{word}")] {
            for reader in self.searcher.segment_readers() {
                let index = reader.inverted_index(self.field)?;
                let near = FuzzyTermQuery::new(self.term(&sought), letters, true);
                let mut stream = index.terms().search(near.automaton()?).into_stream()?;
                // Each word once: the sign of surface terms is a letter to the automaton.
                let wanted = |term: &str| {
                    term.starts_with(EXACT) == sought.starts_with(EXACT) && wanted(term)
                };
                while stream.advance() {
                    take(&mut found, stream.key(), stream.value().doc_freq, wanted);
                }
            }
        }
        Ok(found)
    }

    /// The surface terms whose stem is one of `stems` and which are not sought themselves, by that stem.
    fn other_forms(
        &self,
        sought: &Surface,
        stems: &Terms,
    ) -> tantivy::Result<BTreeMap<String, Vec<Term>>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for &language in self.languages.iter().filter(|language| **language != 0) {
            let stem_of = |surface: &str| {
                with_stem(language, surface, |stem| {
                    stems.contains_key(stem).then(|| stem.to_owned())
                })
            };
            for beginning in beginnings(stems, language) {
                let forms = self.terms(&format!("{EXACT}{beginning}"), |term| {
                    let surface = term.strip_prefix(EXACT);
                    surface.is_some_and(|surface| {
                        !sought.is_met_by(surface) && stem_of(surface).is_some()
                    })
                })?;
                for form in forms.into_keys() {
                    if let Some(stem) = stem_of(&form[EXACT.len_utf8()..]) {
                        found.entry(stem).or_default().insert(form);
                    }
                }
            }
        }
        let terms = |forms: BTreeSet<String>| forms.iter().map(|form| self.term(form)).collect();
        let found = found.into_iter();
        Ok(found.map(|(stem, forms)| (stem, terms(forms))).collect())
    }

    /// The terms that begin so and are `wanted`, with the documents that hold them.
    fn terms(&self, beginning: &str, wanted: impl Fn(&str) -> bool) -> tantivy::Result<Terms> {
        let mut found = Terms::new();
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(self.field)?;
            let mut stream = index.terms().range().ge(beginning).into_stream()?;
            while stream.advance() && stream.key().starts_with(beginning.as_bytes()) {
                take(&mut found, stream.key(), stream.value().doc_freq, &wanted);
            }
        }
        Ok(found)
    }

    /// The terms from `start` to before `end` that are `wanted`.
    fn between(
        &self,
        start: &str,
        end: Option<char>,
        wanted: impl Fn(&str) -> bool,
    ) -> tantivy::Result<Terms> {
        let mut found = Terms::new();
        for reader in self.searcher.segment_readers() {
            let index = reader.inverted_index(self.field)?;
            let mut range = index.terms().range().ge(start);
            if let Some(end) = end {
                range = range.lt(end.to_string());
            }
            let mut stream = range.into_stream()?;
            while stream.advance() {
                take(&mut found, stream.key(), stream.value().doc_freq, &wanted);
            }
        }
        Ok(found)
    }

    fn term(&self, text: &str) -> Term {
        Term::from_field_text(self.field, text)
    }
}

/// Takes a term, where it is wanted.
fn take(found: &mut Terms, term: &[u8], documents: u32, wanted: impl Fn(&str) -> bool) {
    if let Ok(term) = std::str::from_utf8(term)
        && wanted(term)
    {
        *found.entry(term.to_owned()).or_insert(0) += u64::from(documents);
    }
}

/// What words of a language with one of these stems begin with: no beginning is that of another.
fn beginnings(stems: &Terms, language: u8) -> Vec<String> {
    let code = language.checked_sub(1).map(usize::from);
    let code = code.and_then(|place| LANGUAGES.get(place));
    let code = code.map_or("", |(code, _)| code);
    // In order, so that a beginning of others stands before them.
    let cut = |stem: &String| {
        let kept = letters_kept(stem.chars().count(), code);
        stem.chars().take(kept).collect()
    };
    let sorted: BTreeSet<String> = stems.keys().map(cut).collect();
    let mut all: Vec<String> = Vec::new();
    for beginning in sorted {
        if !all.last().is_some_and(|last| beginning.starts_with(last)) {
            all.push(beginning);
        }
    }
    all
}

/// How many letters of a word a stem of so many keeps at least. All stemmers but Arabic's and Tamil's, which take prefixes away,
/// keep the first letter, and the first two where the stem is longer than three. Of the languages named here none replaces more
/// than two letters at the end (*lying* is *lie*, *applications* in French *appliqu*); one more is allowed for.
fn letters_kept(letters: usize, code: &str) -> usize {
    let first = match letters {
        _ if TAKES_PREFIXES.contains(&code) => 0,
        4.. => 2,
        _ => 1,
    };
    match code {
        "da" | "de" | "en" | "es" | "fr" | "hu" | "it" | "nl" | "no" | "pt" | "ro" | "sv"
        | "tr" => first.max(letters.saturating_sub(3)),
        _ => first,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::analyzer::{folded, language_number};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

        #[test]
        fn stemmers_keep_the_first_letters(word in "[a-zа-яα-ρσ-ω]{0,2}[aeiouyzcs]?[a-zа-яα-ρσ-ω]{1,5}(ing|ies|ied|ed|able|biliti|ational|logie|ence|isse|ication|amente|iendo|heit|ung|heten|oj|ων|ами|lar)?") {
            let word = folded(&word);
            for (code, _) in LANGUAGES {
                with_stem(language_number(code), &word, |stem| {
                    let kept = letters_kept(stem.chars().count(), code);
                    let beginning: String = stem.chars().take(kept).collect();
                    assert!(word.starts_with(&beginning), "{code}: {word} is {stem}");
                });
            }
        }
    }
}
