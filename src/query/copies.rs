//! Copies of a hit are folded under it.
//!
//! In: the hits of a query, and which documents of the index are copies of each other. Out: which hits stand for the copies of
//! them that meet the query too: the earliest of each group. It stands where it would stand alone, so that pages never repeat or
//! skip. The others are passed over when hits are shown, and counted.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::query::Query;
use tantivy::{DocAddress, Searcher};

use crate::article::Dating;
use crate::index::copies::{Copies, GroupsInOrder, Revision};
use crate::index::kind::Kind;
use crate::index::{OpenIndex, each_match};

/// What becomes of hits that are copies of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CopiesAs {
    /// Each is a hit of its own.
    #[default]
    Hits,
    /// They are counted under the earliest of them.
    Number,
    /// They are listed under the earliest of them.
    List,
    /// They are counted under the earliest of them, which alone counts in facets and timelines too.
    Once,
}

/// An article that another one is tied to.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Its id.
    pub id: String,
    /// The file.
    pub path: String,
    /// Its headline.
    pub headline: Option<String>,
    /// Its date of publication.
    pub date: Option<Dating>,
}

/// The later articles that say more of an article, or that it was wrong: the latest of each kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Revised {
    /// The latest that corrects it.
    pub corrected_by: Option<Reference>,
    /// The latest that updates it.
    pub updated_by: Option<Reference>,
}

/// What an article of the index is tied to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ties {
    /// The other copies of it, the earliest first.
    pub copies: Vec<Reference>,
    /// What was said of it later.
    pub revised: Revised,
    /// Articles that it corrects.
    pub corrects: Vec<Reference>,
    /// Articles that it updates.
    pub updates: Vec<Reference>,
}

/// What an article is tied to.
///
/// # Errors
/// The index cannot be read.
pub fn ties(open: &OpenIndex, at: DocAddress) -> tantivy::Result<Ties> {
    let searcher = open.searcher();
    let copies = open.copies()?;
    let group = copies.group(at).into_iter();
    let mut ties = Ties {
        copies: references(open, &searcher, group.filter(|copy| *copy != at))?,
        revised: revised(open, &searcher, at)?,
        ..Ties::default()
    };
    let earlier = |kind: Revision| {
        let earlier = copies.revises(at);
        earlier
            .filter(move |(revision, _)| *revision == kind)
            .map(|(_, at)| at)
    };
    ties.corrects = references(open, &searcher, earlier(Revision::Corrects))?;
    ties.updates = references(open, &searcher, earlier(Revision::Updates))?;
    Ok(ties)
}

/// What was said later of an article.
pub(super) fn revised(
    open: &OpenIndex,
    searcher: &Searcher,
    at: DocAddress,
) -> tantivy::Result<Revised> {
    let mut revised = Revised::default();
    for (revision, later) in open.copies()?.revised(at) {
        let later = Some(reference(open, searcher, later)?);
        match revision {
            Revision::Corrects => revised.corrected_by = later,
            Revision::Updates => revised.updated_by = later,
        }
    }
    Ok(revised)
}

/// The articles at these places, in their order.
pub(super) fn references(
    open: &OpenIndex,
    searcher: &Searcher,
    at: impl Iterator<Item = DocAddress>,
) -> tantivy::Result<Vec<Reference>> {
    at.map(|at| reference(open, searcher, at)).collect()
}

fn reference(open: &OpenIndex, searcher: &Searcher, at: DocAddress) -> tantivy::Result<Reference> {
    let article = open.article(searcher, at)?;
    Ok(Reference {
        id: article.id,
        path: article.path,
        headline: article.headline,
        date: article.date,
    })
}

/// The hits of a query that are copies of an earlier one: what does not count where copies count once.
pub(super) fn copies_of_others(
    open: &OpenIndex,
    searcher: &Searcher,
    plan: &dyn Query,
    hits: Kind,
) -> tantivy::Result<FxHashSet<DocAddress>> {
    let Some(mut met) = Met::new(open, hits, CopiesAs::Once)? else {
        return Ok(FxHashSet::default());
    };
    each_match(searcher, plan, &mut |segment, hit| {
        met.add(DocAddress::new(segment, hit));
    })?;
    Ok(met.folds(CopiesAs::Once).hidden())
}

/// Which hits of a query stand for others.
#[derive(Default)]
pub(super) struct Folds {
    /// What becomes of them.
    pub(super) copies_as: CopiesAs,
    /// The other copies under a hit, the earliest first.
    copies: FxHashMap<DocAddress, Vec<DocAddress>>,
}

impl Folds {
    /// The documents that are passed over.
    pub(super) fn hidden(&self) -> FxHashSet<DocAddress> {
        self.copies.values().flatten().copied().collect()
    }

    /// The other copies under a hit.
    pub(super) fn copies(&self, hit: DocAddress) -> &[DocAddress] {
        self.copies.get(&hit).map_or(&[], Vec::as_slice)
    }

    /// Those of them that are to be listed.
    pub(super) fn listed(&self, hit: DocAddress) -> &[DocAddress] {
        match self.copies_as {
            CopiesAs::List => self.copies(hit),
            CopiesAs::Hits | CopiesAs::Number | CopiesAs::Once => &[],
        }
    }
}

/// The groups of copies that meet a query, gathered as its hits are found.
pub(super) struct Met<'a> {
    copies: &'a Copies,
    in_order: GroupsInOrder<'a>,
    met: FxHashMap<usize, FxHashSet<DocAddress>>,
}

impl<'a> Met<'a> {
    /// `None` where copies are hits of their own, or there are none.
    pub(super) fn new(
        open: &'a OpenIndex,
        hits: Kind,
        copies_as: CopiesAs,
    ) -> tantivy::Result<Option<Self>> {
        if copies_as == CopiesAs::Hits {
            return Ok(None);
        }
        let copies = open.copies()?;
        let met = || Self {
            copies,
            in_order: copies.in_order(hits),
            met: FxHashMap::default(),
        };
        Ok((!copies.is_empty()).then(met))
    }

    /// Adds a hit.
    pub(super) fn add(&mut self, hit: DocAddress) {
        if let Some(group) = self.in_order.group_of(hit) {
            self.met.entry(group).or_default().insert(hit);
        }
    }

    /// The earliest of each group that meets the query, with the others that do.
    pub(super) fn folds(self, copies_as: CopiesAs) -> Folds {
        let several = self.met.into_iter().filter(|(_, met)| met.len() > 1);
        let folded = several.filter_map(|(group, met)| {
            let members = self.copies.members(group);
            let mut members = members.into_iter().filter(|at| met.contains(at));
            Some((members.next()?, members.collect()))
        });
        Folds {
            copies_as,
            copies: folded.collect(),
        }
    }
}
