//! Copies of a hit are folded under it.
//!
//! In: a plan, and which documents of the index are copies of each other. Out: hits of which each stands for the copies of it
//! that meet the query too; it is the earliest of them, and stands where it would stand alone, so that pages never repeat or
//! skip. The others are passed over when hits are ranked, and counted.

use std::fmt;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::index::SegmentId;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocAddress, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use crate::article::Dating;
use crate::index::copies::{Copies, Revision};
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
    let group = copies.group(at).iter().copied();
    let mut ties = Ties {
        copies: references(open, &searcher, group.filter(|copy| *copy != at))?,
        revised: revised(open, &searcher, at)?,
        ..Ties::default()
    };
    let earlier = |kind: Revision| {
        let earlier = copies.revises(at).iter();
        earlier
            .filter(move |(revision, _)| *revision == kind)
            .map(|(_, at)| *at)
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
        let later = Some(reference(open, searcher, *later)?);
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

/// Which hits of a query stand for others.
#[derive(Default)]
pub(super) struct Folds {
    /// What becomes of them.
    pub(super) copies_as: CopiesAs,
    /// The other copies under a hit, the earliest first.
    copies: FxHashMap<DocAddress, Vec<DocAddress>>,
}

impl Folds {
    pub(super) fn new(
        open: &OpenIndex,
        searcher: &Searcher,
        plan: &dyn Query,
        copies_as: CopiesAs,
    ) -> tantivy::Result<Self> {
        let copies = match copies_as {
            CopiesAs::Hits => FxHashMap::default(),
            CopiesAs::Number | CopiesAs::List | CopiesAs::Once => {
                folded(searcher, plan, open.copies()?)?
            }
        };
        Ok(Self { copies_as, copies })
    }

    /// Whether no hit stands for another.
    pub(super) fn is_empty(&self) -> bool {
        self.copies.is_empty()
    }

    /// How many documents are passed over.
    pub(super) fn hidden(&self) -> usize {
        self.copies.values().map(Vec::len).sum()
    }

    /// The plan without the documents that others stand for.
    pub(super) fn plan(&self, plan: &dyn Query, searcher: &Searcher) -> Box<dyn Query> {
        let hidden: FxHashSet<DocAddress> = self.copies.values().flatten().copied().collect();
        Box::new(Folded::new(plan, searcher, &hidden))
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

/// The earliest of each group that meets the query, with the others that do.
fn folded(
    searcher: &Searcher,
    plan: &dyn Query,
    copies: &Copies,
) -> tantivy::Result<FxHashMap<DocAddress, Vec<DocAddress>>> {
    if copies.is_empty() {
        return Ok(FxHashMap::default());
    }
    let mut met: FxHashMap<usize, FxHashSet<DocAddress>> = FxHashMap::default();
    each_match(searcher, plan, &mut |segment, doc| {
        let at = DocAddress::new(segment, doc);
        if let Some(group) = copies.group_of(at) {
            met.entry(group).or_default().insert(at);
        }
    })?;
    let several = met.into_values().filter(|met| met.len() > 1);
    let folded = several.filter_map(|met| {
        let group = copies.group(*met.iter().next()?);
        let mut members = group.iter().copied().filter(|at| met.contains(at));
        Some((members.next()?, members.collect()))
    });
    Ok(folded.collect())
}

/// The documents of `inner` but for those that others stand for.
struct Folded {
    inner: Box<dyn Query>,
    /// By segment, in order.
    hidden: Arc<FxHashMap<SegmentId, Vec<DocId>>>,
}

impl Folded {
    fn new(inner: &dyn Query, searcher: &Searcher, hidden: &FxHashSet<DocAddress>) -> Self {
        let mut by_segment: FxHashMap<SegmentId, Vec<DocId>> = FxHashMap::default();
        for at in hidden {
            let segment = searcher.segment_reader(at.segment_ord).segment_id();
            by_segment.entry(segment).or_default().push(at.doc_id);
        }
        by_segment
            .values_mut()
            .for_each(|docs| docs.sort_unstable());
        Self {
            inner: inner.box_clone(),
            hidden: Arc::new(by_segment),
        }
    }
}

impl Clone for Folded {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.box_clone(),
            hidden: Arc::clone(&self.hidden),
        }
    }
}

impl fmt::Debug for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl Query for Folded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(FoldedWeight {
            inner: self.inner.weight(scoring)?,
            hidden: Arc::clone(&self.hidden),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct FoldedWeight {
    inner: Box<dyn Weight>,
    hidden: Arc<FxHashMap<SegmentId, Vec<DocId>>>,
}

impl Weight for FoldedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inner = self.inner.scorer(reader, boost)?;
        let Some(hidden) = self.hidden.get(&reader.segment_id()) else {
            return Ok(inner);
        };
        let hidden = hidden.clone();
        let mut scorer = FoldedScorer {
            inner,
            hidden,
            next: 0,
        };
        scorer.pass_over();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }
}

struct FoldedScorer {
    inner: Box<dyn Scorer>,
    hidden: Vec<DocId>,
    /// The first that is not behind the current document.
    next: usize,
}

impl FoldedScorer {
    /// Goes on to the first document that is not hidden.
    fn pass_over(&mut self) -> DocId {
        loop {
            let doc = self.inner.doc();
            if doc == TERMINATED {
                return doc;
            }
            while self
                .hidden
                .get(self.next)
                .is_some_and(|hidden| *hidden < doc)
            {
                self.next += 1;
            }
            if self.hidden.get(self.next) != Some(&doc) {
                return doc;
            }
            self.inner.advance();
        }
    }
}

impl DocSet for FoldedScorer {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.pass_over()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.inner.seek(target);
        self.pass_over()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for FoldedScorer {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}
