//! From words typed by a person to ranked hits.
//!
//! In: a query and an open index. Out: hits with the best passage and what matched in it.

mod parser;
mod passage;
mod plan;
mod token;

use crate::article::{Dating, Passage};
use crate::index::kind::Kind;
use crate::index::{IndexError, OpenIndex, Order, search};

pub use parser::{Clause, parse};
pub use token::QueryError;

/// Which hits are wanted, and in which order.
#[derive(Clone, Debug)]
pub struct Options {
    /// The order.
    pub order: Order,
    /// Hits passed over.
    pub offset: usize,
    /// Hits at most.
    pub limit: usize,
}

/// An article that meets a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its rank among all hits, from 1.
    pub rank: usize,
    /// BM25 over the weighted fields; 0 where hits are sorted otherwise.
    pub score: f32,
    /// The headline.
    pub headline: Option<String>,
    /// The date of publication.
    pub date: Option<Dating>,
    /// The place of the dateline, as printed.
    pub place: Option<String>,
    /// The file.
    pub path: String,
    /// The best passage of the body; its span is in bytes of the body.
    pub passage: Option<Passage>,
    /// What matched in the passage, in bytes of it.
    pub marks: Vec<crate::span::Span>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// How many articles meet the query.
    pub total: usize,
    /// How many articles were searched.
    pub searched: u64,
}

/// Answers a query.
///
/// # Errors
/// The index cannot be read.
pub fn answer(open: &OpenIndex, clause: &Clause, options: &Options) -> Result<Answer, IndexError> {
    let failed = |error| IndexError::Tantivy(open.folder().path().to_owned(), error);
    let searcher = open.searcher();
    let plan = plan::plan(open, &searcher, clause).map_err(failed)?;
    let (found, total) = search(
        &searcher,
        &plan,
        options.order,
        options.offset,
        options.limit,
    )
    .map_err(failed)?;
    let words = passage::sought(clause);
    let mut hits = Vec::with_capacity(found.len());
    for (rank, found) in (options.offset + 1..).zip(found) {
        let article = open.article(&searcher, found.address).map_err(failed)?;
        let (passage, marks) = passage::best(&article, &words);
        hits.push(Hit {
            rank,
            score: found.score,
            headline: article.headline,
            date: article.date,
            place: article.dateline.and_then(|dateline| dateline.place),
            path: article.path,
            passage,
            marks,
        });
    }
    Ok(Answer {
        hits,
        total,
        searched: open.count(Kind::Article)?,
    })
}
