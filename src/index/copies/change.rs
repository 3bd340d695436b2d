//! What a run has changed among the articles and quotes of an index.
//!
//! In: the generation before and the one that is finished. Out: what is gone, what is new, and where all else stands now. A
//! segment that both have is compared by its list of removed documents; what stood in a segment that was merged is found again
//! by its path. So the time grows with what was written, and not with the index.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::index::SegmentId;
use tantivy::{DocAddress, Searcher, SegmentReader};

use super::keyed::Columns;
use super::nearby::Spot;

/// More changes than one document in so many are no longer followed one by one: all is gathered anew.
const FEW: usize = 8;

/// What has changed.
pub(super) struct Change {
    /// The segments that are still there: old numbers to new ones.
    kept: Vec<Option<u32>>,
    /// What stands elsewhere now: old places to new ones.
    moved: FxHashMap<DocAddress, DocAddress>,
    /// What is gone, by its old place.
    gone: FxHashSet<DocAddress>,
    /// What is new.
    added: Vec<DocAddress>,
}

/// A state of the index.
pub(super) struct State<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) columns: Vec<Columns>,
}

impl<'a> State<'a> {
    pub(super) fn open(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let columns = Columns::of_all(searcher)?;
        Ok(Self { searcher, columns })
    }

    pub(super) fn columns(&self, at: DocAddress) -> &Columns {
        &self.columns[at.segment_ord as usize]
    }

    pub(super) fn is_quote(&self, at: DocAddress) -> bool {
        self.columns(at).nth.first(at.doc_id) != Some(0)
    }

    fn readers(&self) -> impl Iterator<Item = (u32, &SegmentReader)> {
        (0..).zip(self.searcher.segment_readers())
    }

    /// Articles and quotes of a segment that meet a condition.
    fn documents(
        &self,
        segment: u32,
        meets: impl Fn(u32) -> bool,
    ) -> impl Iterator<Item = DocAddress> {
        let reader = self.searcher.segment_reader(segment);
        let columns = &self.columns[segment as usize];
        let alive = reader.doc_ids_alive();
        let documents = alive.filter(move |doc| meets(*doc) && columns.nth.first(*doc).is_some());
        documents.map(move |doc| DocAddress::new(segment, doc))
    }
}

impl Change {
    /// `None` where so much has changed that all is better gathered anew.
    pub(super) fn between(before: &State<'_>, now: &State<'_>) -> tantivy::Result<Option<Self>> {
        let numbers: FxHashMap<SegmentId, u32> = now
            .readers()
            .map(|(number, reader)| (reader.segment_id(), number))
            .collect();
        let kept: Vec<Option<u32>> = before
            .readers()
            .map(|(_, reader)| numbers.get(&reader.segment_id()).copied())
            .collect();
        let mut lost = Vec::new();
        for ((segment, reader), kept) in before.readers().zip(&kept) {
            match kept.map(|kept| now.searcher.segment_reader(kept)) {
                None => lost.extend(before.documents(segment, |_| true)),
                Some(kept) if kept.num_deleted_docs() == reader.num_deleted_docs() => {}
                Some(kept) => lost.extend(before.documents(segment, |doc| kept.is_deleted(doc))),
            }
        }
        let old: FxHashSet<u32> = kept.iter().flatten().copied().collect();
        let fresh: Vec<DocAddress> = now
            .readers()
            .filter(|(segment, _)| !old.contains(segment))
            .flat_map(|(segment, _)| now.documents(segment, |_| true))
            .collect();
        let all = now.searcher.num_docs() as usize;
        if (lost.len() + fresh.len()) * 2 > all {
            return Ok(None);
        }
        let moved = moved(before, &lost, now, &fresh)?;
        let there: FxHashSet<DocAddress> = moved.values().copied().collect();
        let change = Self {
            kept,
            gone: lost
                .into_iter()
                .filter(|at| !moved.contains_key(at))
                .collect(),
            added: fresh.into_iter().filter(|at| !there.contains(at)).collect(),
            moved,
        };
        let few = (change.gone.len() + change.added.len()) * FEW <= all;
        Ok(few.then_some(change))
    }

    /// What goes and what comes, each with its state.
    pub(super) fn spots<'a>(
        &self,
        before: &'a State<'a>,
        now: &'a State<'a>,
    ) -> impl Iterator<Item = (Spot, &'a State<'a>)> {
        let gone = self.gone.iter().map(move |at| (Spot::Gone(*at), before));
        let added = self.added.iter().map(move |at| (Spot::Here(*at), now));
        gone.chain(added)
    }

    /// Where a document of the generation before stands now; `None` where it is gone.
    pub(super) fn now(&self, before: DocAddress) -> Option<DocAddress> {
        if let Some(now) = self.moved.get(&before) {
            return Some(*now);
        }
        let kept = self.kept.get(before.segment_ord as usize).copied()??;
        let gone = self.gone.contains(&before);
        (!gone).then(|| DocAddress::new(kept, before.doc_id))
    }
}

/// Which of the fresh documents are lost ones: the same numbers at the same place of an article of the same path.
fn moved(
    before: &State<'_>,
    lost: &[DocAddress],
    now: &State<'_>,
    fresh: &[DocAddress],
) -> tantivy::Result<FxHashMap<DocAddress, DocAddress>> {
    let mut moved = FxHashMap::default();
    let mut lost_quotes = FxHashMap::default();
    let mut lost_articles = FxHashMap::default();
    for at in lost {
        match before.columns(*at).keyed(*at).nth {
            0 => drop(lost_articles.insert(before.columns(*at).path(at.doc_id)?, *at)),
            nth => drop(lost_quotes.insert((at.segment_ord, at.doc_id - nth, nth), *at)),
        }
    }
    // The article of a fresh document, and the lost one of its path: quotes stand behind their article.
    let mut article = None;
    for at in fresh {
        let item = now.columns(*at).keyed(*at);
        if item.nth == 0 {
            article = lost_articles
                .get(&now.columns(*at).path(at.doc_id)?)
                .copied();
        }
        let Some(article) = article else { continue };
        let was = match item.nth {
            0 => Some(article),
            nth => lost_quotes
                .get(&(article.segment_ord, article.doc_id, nth))
                .copied(),
        };
        let same = was.filter(|was| {
            let columns = before.columns(*was);
            let keys = columns.sketches.keys(was.doc_id);
            columns.keyed(*was).is_same(&item) && keys.eq(now.columns(*at).sketches.keys(at.doc_id))
        });
        if let Some(was) = same {
            moved.insert(was, *at);
        }
    }
    Ok(moved)
}
