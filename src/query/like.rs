//! Articles like one that somebody has: `--like`.
//!
//! In: an article, of the index or not. Out: a query for any of its heaviest words that finds neither the article itself nor the
//! copies of it that the index knows.
//! Tantivy's own (`MoreLikeThisQuery`) returns it, and finds nothing in small indexes.

use super::FieldName;
use super::copies::Ties;
use super::model::{Model, any, scaled};
use super::tree::{Clause, Form, Leaf, Place};
use crate::article::Article;
use crate::index::{IndexError, OpenIndex};

/// How many of its words are sought.
const WORDS: usize = 40;

/// A query for articles like `article`; of one of the index it is told what that is tied to. `None` where it has no word that
/// tells it from others.
///
/// # Errors
/// The index cannot be read.
pub fn like(
    open: &OpenIndex,
    article: &Article,
    of_index: Option<&Ties>,
) -> Result<Option<Clause>, IndexError> {
    let copies = of_index.map_or(&[][..], |ties| &ties.copies);
    let itself = of_index.is_some().then_some(&article.id);
    let same: Vec<&String> = itself
        .into_iter()
        .chain(copies.iter().map(|copy| &copy.id))
        .collect();
    let mut model = Model::default();
    model.add(article, 1.0);
    // A word that they alone have leads nowhere else.
    let least = same.len() as u64 + 1;
    let words = model
        .best(WORDS, least, open, &open.searcher())
        .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))?;
    if words.is_empty() {
        return Ok(None);
    }
    let whole = words.len() as f32;
    let mut words = scaled(words, whole);
    for (_, weight) in &mut words {
        // As a person can read them, where the query is printed.
        *weight = (*weight * 100.0).round().max(1.0) / 100.0;
    }
    let others = same.into_iter().map(|id| but(id));
    Ok(Some(Clause::all(
        std::iter::once(any(words)).chain(others).collect(),
    )))
}

/// Every article but one.
fn but(id: &str) -> Clause {
    Clause::Not(Box::new(Clause::Words(Leaf {
        field: Some(FieldName::Id),
        form: Form::Word,
        text: id.to_owned(),
        place: Place::default(),
    })))
}
