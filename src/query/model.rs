//! What some articles are about: their words, each weighed by its share of their text and by its rarity.
//!
//! In: articles. Out: their heaviest words, as an OR of them with weights. Asked for by `feedback.rs` and `like.rs`.

use std::collections::BTreeMap;

use tantivy::{Searcher, Term};

use super::tree::{Clause, Form, Leaf, Place};
use crate::article::Article;
use crate::index::analyzer::{Analyzed, analyze, language_number};
use crate::index::kind::Kind;
use crate::index::{OpenIndex, count};

/// Words that stand in a greater share of all articles say nothing of these.
const COMMON: f32 = 0.1;
/// So many are no great share in the smallest of archives.
const FEW: u64 = 3;
/// The least share of all articles that makes a word rare.
const RAREST: f32 = 0.0001;

/// The words of articles, by stem.
#[derive(Default)]
pub(super) struct Model(BTreeMap<String, Word>);

#[derive(Default)]
struct Word {
    weight: f32,
    /// How often each of its forms stands there.
    forms: BTreeMap<String, u32>,
}

impl Model {
    pub(super) fn add(&mut self, article: &Article, weight: f32) {
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

    /// The heaviest words that stand in `least` articles of the index, each in the form that stands there most.
    pub(super) fn best(
        self,
        most: usize,
        least: u64,
        open: &OpenIndex,
        searcher: &Searcher,
    ) -> tantivy::Result<Vec<(String, f32)>> {
        let articles = count(searcher, open, Kind::Article)?.max(1) as f32;
        let mut words = Vec::new();
        for (stem, word) in self.0 {
            let term = Term::from_field_text(open.fields.body, &stem);
            let holding = searcher.doc_freq(&term)?;
            let share = holding as f32 / articles;
            let common = holding > FEW && share > COMMON;
            let is_number = stem.chars().all(char::is_numeric);
            if stem.chars().count() < 2 || is_number || common || holding < least {
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

/// Words whose weights come to `whole`.
pub(super) fn scaled(mut words: Vec<(String, f32)>, whole: f32) -> Vec<(String, f32)> {
    let sum: f32 = words.iter().map(|(_, weight)| weight).sum();
    for (_, weight) in &mut words {
        *weight = whole * *weight / sum;
    }
    words
}

/// An OR of words with their weights.
pub(super) fn any(words: Vec<(String, f32)>) -> Clause {
    let clause = |(text, weight): (String, f32)| {
        let leaf = Leaf {
            field: None,
            form: Form::Word,
            text,
            place: Place::default(),
        };
        Clause::Boost(Box::new(Clause::Words(leaf)), weight)
    };
    Clause::any(words.into_iter().map(clause).collect())
}
