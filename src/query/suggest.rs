//! Words of the index that somebody may have meant who typed one that it does not have.
//!
//! In: a query. Out: for each of its words that stands nowhere by itself, the nearest words that do, the most frequent ones
//! first.

use super::plan::Planner;
use super::sought::{SoughtWord, words};
use super::tree::{Clause, Form, Leaf};

/// A word that was not found, and what may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The word, as it was read.
    pub part: String,
    /// Words of the index, likeliest first.
    pub instead: Vec<String>,
}

/// Words that are suggested for one, at most.
const MOST: usize = 3;
/// Candidates that are looked up, at most.
const LOOKED_UP: usize = 8;
/// Shorter words are near too many others.
const SHORTEST: usize = 4;

pub(super) fn suggestions(
    planner: &Planner<'_>,
    clause: &Clause,
) -> tantivy::Result<Vec<Suggestion>> {
    let mut suggestions = Vec::new();
    for leaf in clause.leaves() {
        let Some(word) = mistakable(leaf) else {
            continue;
        };
        if planner.count(&Clause::Words(leaf.clone()))? > 0 {
            continue;
        }
        let instead = instead_of(planner, leaf, &word)?;
        let part = leaf.to_string();
        if !instead.is_empty()
            && !suggestions
                .iter()
                .any(|known: &Suggestion| known.part == part)
        {
            suggestions.push(Suggestion { part, instead });
        }
    }
    Ok(suggestions)
}

/// The surface form of a leaf that is one word and may have been mistyped.
fn mistakable(leaf: &Leaf) -> Option<String> {
    if !matches!(leaf.form, Form::Word | Form::Exact) {
        return None;
    }
    match words(leaf).as_slice() {
        [sought] => match &sought.word {
            SoughtWord::AnyForm(word) if word.chars().count() >= SHORTEST => Some(word.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn instead_of(planner: &Planner<'_>, leaf: &Leaf, word: &str) -> tantivy::Result<Vec<String>> {
    let mut near = planner.near(leaf, word)?;
    let letters = |other: &str| strsim::osa_distance(word, other);
    near.sort_by_key(|(other, documents)| (letters(other), std::cmp::Reverse(*documents)));
    let mut instead = Vec::new();
    for (other, _) in near.into_iter().take(LOOKED_UP) {
        // A stem is no word, unless it stands somewhere for itself.
        let itself = Leaf {
            form: Form::Exact,
            text: other.clone(),
            ..leaf.clone()
        };
        if planner.count(&Clause::Words(itself))? > 0 {
            instead.push(other);
        }
        if instead.len() == MOST {
            break;
        }
    }
    Ok(instead)
}
