//! The articles that meet a query, by path and score alone: no article is read for it.

use tantivy::Searcher;

use super::Options;
use super::plan::{Planner, Scope};
use super::tree::Clause;
use crate::index::kind::Kind;
use crate::index::{IndexError, OpenIndex, search};

/// An article's place in a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// Its rank among all hits, from 1.
    pub rank: usize,
    /// Its score; 0 where hits are sorted otherwise.
    pub score: f32,
    /// The file.
    pub path: String,
}

/// Ranks the articles that meet a query.
///
/// # Errors
/// The index cannot be read.
pub fn ranking(
    open: &OpenIndex,
    clause: &Clause,
    options: &Options,
) -> Result<Vec<Ranked>, IndexError> {
    ranking_from(open, &open.searcher(), clause, options)
        .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))
}

fn ranking_from(
    open: &OpenIndex,
    searcher: &Searcher,
    clause: &Clause,
    options: &Options,
) -> tantivy::Result<Vec<Ranked>> {
    let scope = Scope {
        hits: Kind::Article,
        confidence: options.confidence,
        after: options.after,
    };
    let ranking = Planner::new(open, searcher, scope)?.ranked(open, clause, options)?;
    let (order, offset, limit) = (options.order, options.offset, options.limit);
    let (found, _) = search(searcher, &ranking.query, order, offset, limit)?;
    let paths = searcher
        .segment_readers()
        .iter()
        .map(|reader| reader.fast_fields().str("sort_path"));
    let paths: Vec<_> = paths.collect::<tantivy::Result<_>>()?;
    let mut ranked = Vec::with_capacity(found.len());
    for (rank, found) in (offset + 1..).zip(found) {
        let mut path = String::new();
        if let Some(paths) = &paths[found.address.segment_ord as usize]
            && let Some(ord) = paths.term_ords(found.address.doc_id).next()
        {
            paths.ord_to_str(ord, &mut path)?;
        }
        ranked.push(Ranked {
            rank,
            score: found.score,
            path: open.shown(&path),
        });
    }
    Ok(ranked)
}
