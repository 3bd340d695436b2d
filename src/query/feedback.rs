//! Words that the best articles of a query have in common, by which its hits are ranked as well.
//!
//! Pseudo-relevance feedback as a relevance model has it (Lavrenko and Croft 2001; RM3 in Abdul-Jaleel and others 2004): the
//! first articles are taken for good ones, a word weighs by its share of their words, and what was asked keeps its part. The
//! words find nothing by themselves: which articles are hits is for the query to say. The
//! constants were tried on two collections of abstracts, see `src/README.md`.

use tantivy::Searcher;
use tantivy::query::Query;

use super::model::{Model, any, scaled};
use super::tree::Clause;
use crate::index::kind::Kind;
use crate::index::{OpenIndex, Order, Wanted, search};

/// How many of the first articles are read.
const ARTICLES: usize = 10;
/// How many words they add: more than 10 or 20 help one collection (NPL) and cost the other (Cranfield) less.
const WORDS: usize = 40;
/// What part of the whole is left to what was asked; 0.5 gains less.
const ASKED: f32 = 0.7;

/// The words that the best articles of `query` have in common, weighed against `asked` words of weight 1; `None` where none is
/// better than another.
pub(super) fn feedback(
    open: &OpenIndex,
    searcher: &Searcher,
    query: &dyn Query,
    asked: usize,
) -> tantivy::Result<Option<Clause>> {
    let best = Wanted {
        hits: Kind::Article,
        order: Order::Rank,
        offset: 0,
        limit: ARTICLES,
    };
    let found = search(searcher, query, best)?;
    let scores: f32 = found.iter().map(|found| found.score).sum();
    if scores <= 0.0 {
        return Ok(None);
    }
    let mut model = Model::default();
    for found in &found {
        let article = open.article(searcher, found.address)?;
        model.add(&article, found.score / scores);
    }
    let words = model.best(WORDS, 1, open, searcher)?;
    let whole = asked as f32 * (1.0 - ASKED) / ASKED;
    Ok((!words.is_empty()).then(|| any(scaled(words, whole))))
}
