//! Articles like one that somebody has: `--like`.
//!
//! In: an article, of the index or not. Out: a query for any of its heaviest words that does not find the article itself.
//! Tantivy's own (`MoreLikeThisQuery`) returns it, and finds nothing in small indexes.

use super::FieldName;
use super::model::{Model, any, scaled};
use super::tree::{Clause, Form, Leaf, Place};
use crate::article::Article;
use crate::index::{IndexError, OpenIndex};

/// How many of its words are sought.
const WORDS: usize = 40;

/// A query for articles like `article`, which may be one of the index; `None` where it has no word that tells it from others.
///
/// # Errors
/// The index cannot be read.
pub fn like(
    open: &OpenIndex,
    article: &Article,
    in_index: bool,
) -> Result<Option<Clause>, IndexError> {
    let mut model = Model::default();
    model.add(article, 1.0);
    // A word of its own alone leads nowhere else.
    let least = if in_index { 2 } else { 1 };
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
    let itself = Clause::Words(Leaf {
        field: Some(FieldName::Id),
        form: Form::Word,
        text: article.id.clone(),
        place: Place::default(),
    });
    let others = Clause::Not(Box::new(itself));
    Ok(Some(Clause::all(vec![any(words), others])))
}
