//! Words that the best articles of a query have in common, by which its hits are ranked as well.
//!
//! Pseudo-relevance feedback as a relevance model has it (Lavrenko and Croft 2001; RM3 in Abdul-Jaleel and others 2004): the
//! first articles are taken for good ones, a word weighs by its share of their words, and what was asked keeps its part. The
//! words find nothing by themselves: which articles are hits is for the query to say. The
//! constants were tried on two collections of abstracts, see `src/README.md`.

use std::collections::BTreeMap;

use tantivy::query::Query;
use tantivy::{Searcher, Term};

use super::tree::{Clause, Form, Leaf, Place};
use crate::article::Article;
use crate::index::analyzer::{Analyzed, analyze, language_number};
use crate::index::kind::Kind;
use crate::index::{OpenIndex, Order, count, search};

/// How many of the first articles are read.
const ARTICLES: usize = 10;
/// How many words they add: more than 10 or 20 help one collection (NPL) and cost the other (Cranfield) less.
const WORDS: usize = 40;
/// What part of the whole is left to what was asked; 0.5 gains less.
const ASKED: f32 = 0.7;
/// Words that stand in a greater share of all articles say nothing of these.
const COMMON: f32 = 0.1;
/// The least share of all articles that makes a word rare.
const RAREST: f32 = 0.0001;

/// The words that the best articles of `query` have in common, weighed against `asked` words of weight 1.
pub(super) fn feedback(
    open: &OpenIndex,
    searcher: &Searcher,
    query: &dyn Query,
    asked: usize,
) -> tantivy::Result<Clause> {
    let (found, _) = search(searcher, query, Order::Rank, 0, ARTICLES)?;
    let scores: f32 = found.iter().map(|found| found.score).sum();
    let mut model = Model::default();
    for found in &found {
        let article = open.article(searcher, found.address)?;
        model.add(&article, found.score / scores.max(f32::MIN_POSITIVE));
    }
    let articles = count(searcher, open, Kind::Article)?.max(1) as f32;
    let words = model.best(WORDS, |stem| {
        let term = Term::from_field_text(open.fields.body, stem);
        Ok(searcher.doc_freq(&term)? as f32 / articles)
    })?;
    Ok(any(words, asked as f32 * (1.0 - ASKED) / ASKED))
}

/// An OR of words, whose weights come to `whole`.
fn any(words: Vec<(String, f32)>, whole: f32) -> Clause {
    let sum: f32 = words.iter().map(|(_, weight)| weight).sum();
    let clause = |(text, weight): (String, f32)| {
        let leaf = Leaf {
            field: None,
            form: Form::Word,
            text,
            place: Place::default(),
        };
        Clause::Boost(Box::new(Clause::Words(leaf)), whole * weight / sum)
    };
    Clause::Or(words.into_iter().map(clause).collect())
}

/// The words of the best articles, by stem.
#[derive(Default)]
struct Model(BTreeMap<String, Word>);

#[derive(Default)]
struct Word {
    weight: f32,
    /// How often each of its forms stands there.
    forms: BTreeMap<String, u32>,
}

impl Model {
    fn add(&mut self, article: &Article, weight: f32) {
        let language = article.language.as_deref().map_or(0, language_number);
        let texts = [
            article.headline.as_deref(),
            article.deck.as_deref(),
            Some(article.body.as_str()),
        ];
        let words: Vec<Analyzed> = texts
            .into_iter()
            .flatten()
            .flat_map(|text| analyze(text, language))
            .collect();
        let share = weight / words.len().max(1) as f32;
        for analyzed in words {
            let word = self.0.entry(analyzed.stem).or_default();
            word.weight += share;
            *word.forms.entry(analyzed.surface).or_default() += 1;
        }
    }

    /// The heaviest words, by what `frequency` says is their stem's share of all articles, each in the form that stands there most.
    fn best(
        self,
        most: usize,
        frequency: impl Fn(&str) -> tantivy::Result<f32>,
    ) -> tantivy::Result<Vec<(String, f32)>> {
        let mut words = Vec::new();
        for (stem, word) in self.0 {
            let share = frequency(&stem)?;
            let is_number = stem.chars().all(char::is_numeric);
            if stem.chars().count() < 2 || is_number || share > COMMON {
                continue;
            }
            // The rarity of a word weighs once more in the ranking; the whole of it here is too much (NPL's nDCG −.006).
            let weight = word.weight * (1.0 / share.max(RAREST)).ln().sqrt();
            let form = word
                .forms
                .into_iter()
                .max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
            words.extend(form.map(|(form, _)| (form, weight)));
        }
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(most);
        Ok(words)
    }
}
