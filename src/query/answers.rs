//! Answers, whatever their hits are: what is found and what there is to say of all of it, from one pass.

use tantivy::{DocAddress, Searcher};

use super::copies::{CopiesAs, Folds, Met};
use super::evidence::Evidence;
use super::facets::{self, Facet};
use super::plan::Scope;
use super::terms::Cut;
use super::{Arrived, Hit, Options, arrived};
use crate::index::kind::KindQuery;
use crate::index::{InOrder, IndexError, Matches, OpenIndex, Wanted, in_order};

/// The answer to a query: what is known of it, and its hits, in a list or one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<H = Vec<Hit>> {
    /// The hits asked for.
    pub hits: H,
    /// How many articles, or quotes, meet the query.
    pub total: usize,
    /// The same with copies counted once, where they are folded.
    pub distinct: Option<usize>,
    /// How many were searched.
    pub searched: u64,
    /// How many articles there are, those without quotes included.
    pub articles: u64,
    /// How many of the hits are new, and how many have changed, where that was asked for.
    pub arrived: Option<Arrived>,
    /// All hits by each facet that was asked for.
    pub facets: Vec<Facet>,
    /// The parts of the query that stand for more words than were sought.
    pub cuts: Vec<Cut>,
    /// What else there is to say: where it was asked for, and where nothing was found.
    pub evidence: Option<Evidence>,
}

impl<H> Answer<H> {
    /// The hits, and the answer without them.
    pub fn parted(self) -> (H, Answer<()>) {
        let rest = Answer {
            hits: (),
            total: self.total,
            distinct: self.distinct,
            searched: self.searched,
            articles: self.articles,
            arrived: self.arrived,
            facets: self.facets,
            cuts: self.cuts,
            evidence: self.evidence,
        };
        (self.hits, rest)
    }
}

impl<T, H: Iterator<Item = Result<T, IndexError>>> Answer<H> {
    /// The answer with all its hits.
    pub(super) fn gathered(self) -> Result<Answer<Vec<T>>, IndexError> {
        let (hits, rest) = self.parted();
        Ok(Answer {
            hits: hits.collect::<Result<_, _>>()?,
            total: rest.total,
            distinct: rest.distinct,
            searched: rest.searched,
            articles: rest.articles,
            arrived: rest.arrived,
            facets: rest.facets,
            cuts: rest.cuts,
            evidence: rest.evidence,
        })
    }
}

/// What was found, each with its rank.
pub(super) type Ranks = std::iter::Zip<std::ops::RangeFrom<usize>, InOrder>;

/// What there is to say of all hits, also of those that are not shown.
pub(super) struct All {
    pub(super) total: usize,
    pub(super) distinct: Option<usize>,
    pub(super) arrived: Option<Arrived>,
    pub(super) facets: Vec<Facet>,
}

/// The hits that are wanted, and what there is to say of all; both from one pass.
pub(super) fn found(
    open: &OpenIndex,
    searcher: &Searcher,
    plan: &KindQuery,
    scope: Scope,
    options: &Options,
) -> tantivy::Result<(InOrder, All, Folds)> {
    let wanted = Wanted {
        hits: scope.hits,
        order: options.order,
        offset: options.offset,
        limit: options.limit,
    };
    let mut met = Met::new(open, scope.hits, options.copies)?;
    let keeps = !options.facets.is_empty() || options.after.is_some();
    let mut hits = Matches::default();
    let found = in_order(searcher, plan, wanted, &mut |segment, doc| {
        if keeps {
            hits.push(segment, doc);
        }
        if let Some(met) = &mut met {
            met.add(DocAddress::new(segment, doc));
        }
    })?;
    let folds = met.map(|met| met.folds(options.copies));
    let folds = folds.unwrap_or_default();
    let hidden = folds.hidden();
    let counted = match options.copies {
        CopiesAs::Once => hits.but(&hidden),
        CopiesAs::Hits | CopiesAs::Number | CopiesAs::List => hits,
    };
    let arrived = options.after;
    let arrived = arrived.map(|after| arrived::arrived(searcher, after, &counted));
    let folded = options.copies != CopiesAs::Hits;
    let all = All {
        total: found.total(),
        distinct: folded.then(|| found.total() - hidden.len()),
        arrived: arrived.transpose()?,
        facets: facets::facets(searcher, scope, &options.facets, &counted)?,
    };
    Ok((found.but(hidden), all, folds))
}
