//! The articles that meet a query, by path and score alone: no article is read for it.

use tantivy::columnar::StrColumn;

use super::answers::Ranks;
use super::tree::Clause;
use super::{Hits, Options, answer_one_by_one};
use crate::index::{Found, IndexError, OpenIndex};

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
    let answer = answer_one_by_one(open, clause, options)?;
    answer.hits.ranks()?.collect()
}

impl<'a> Hits<'a> {
    /// The paths and scores of the hits, for which no article is read.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn ranks(self) -> Result<RankedHits<'a>, IndexError> {
        let readers = self.searcher.segment_readers().iter();
        let paths: tantivy::Result<_> = readers
            .map(|reader| reader.fast_fields().str("sort_path"))
            .collect();
        Ok(RankedHits {
            paths: paths.map_err(|error| self.open.folder().failed(error))?,
            open: self.open,
            found: self.found,
        })
    }
}

/// The paths and scores of hits, one by one.
pub struct RankedHits<'a> {
    open: &'a OpenIndex,
    /// The paths of each segment.
    paths: Vec<Option<StrColumn>>,
    found: Ranks,
}

impl Iterator for RankedHits<'_> {
    type Item = Result<Ranked, IndexError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (rank, found) = self.found.next()?;
        let ranked = found.and_then(|found| self.ranked(rank, found));
        Some(ranked.map_err(|error| self.open.folder().failed(error)))
    }
}

impl RankedHits<'_> {
    fn ranked(&self, rank: usize, found: Found) -> tantivy::Result<Ranked> {
        let mut path = String::new();
        if let Some(paths) = &self.paths[found.address.segment_ord as usize]
            && let Some(ord) = paths.term_ords(found.address.doc_id).next()
        {
            paths.ord_to_str(ord, &mut path)?;
        }
        Ok(Ranked {
            rank,
            score: found.score,
            path: self.open.shown(&path),
        })
    }
}
