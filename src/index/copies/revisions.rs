//! Which article corrects or updates which.
//!
//! In: articles, the earliest first, and the groups of copies among them. Out: for an article that was revised, the latest that
//! corrects it and the latest that updates it. A later article revises an earlier one of other words at the same address; and,
//! where its headline or a note says that it corrects or updates, one of its group, or one of the same headline without
//! labels within [`SOON`] days.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;
use tantivy::columnar::Column;

use super::change::State;
use super::keyed::{Columns, Keyed};
use super::regather::Group;
use super::scan::documents;
use crate::lexicon::revisions::Again;

/// What a later article does to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Revision {
    /// It says more, or other things, and not that the earlier one was wrong.
    Updates,
    /// It says that the earlier one was wrong.
    Corrects,
}

impl Revision {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Updates => "updates",
            Self::Corrects => "corrects",
        }
    }
}

/// Days after which another story may have the same headline.
const SOON: u64 = 3;

/// The latest revision of each kind, as places in the list: `(earlier, kind)` to the later.
pub(super) fn revisions(
    items: &[Keyed],
    groups: &[Vec<usize>],
) -> BTreeMap<(usize, Revision), usize> {
    let mut found = BTreeMap::new();
    for places in together(items, |item| item.url) {
        link(items, &places, &mut found, |earlier, later| {
            earlier.text != later.text
        });
    }
    let says = |earlier: &Keyed, later: &Keyed| {
        let higher = later.again > Some(Again::Repeat)
            && (later.again, later.number) > (earlier.again, earlier.number);
        higher && (earlier.text != later.text || later.again == Some(Again::Correction))
    };
    for group in groups {
        link(items, group, &mut found, says);
    }
    for places in together(items, |item| item.story) {
        link(items, &places, &mut found, |earlier, later| {
            let soon = later.days_from(earlier).is_some_and(|days| days <= SOON);
            soon && says(earlier, later)
        });
    }
    found
}

/// The articles that may revise others or be revised: those of a group, of an address or of a headline that several have. The
/// earliest first, with the groups as places among them.
pub(super) fn revisable(
    state: &State<'_>,
    groups: &[Group<DocAddress>],
) -> tantivy::Result<(Vec<Keyed>, Vec<Vec<usize>>)> {
    let mut found: FxHashSet<DocAddress> = FxHashSet::default();
    found.extend(groups.iter().flatten().map(|(at, _)| *at));
    for column in [Columns::urls, Columns::stories] {
        found.extend(repeated(state, column));
    }
    let mut items = Vec::with_capacity(found.len());
    for at in found {
        let columns = state.columns(at);
        items.push((columns.keyed(at), columns.path(at.doc_id)?));
    }
    items.sort_by(|(a, path), (b, other)| a.order(b).then_with(|| path.cmp(other)));
    let items: Vec<Keyed> = items.into_iter().map(|(item, _)| item).collect();
    let places: FxHashMap<DocAddress, usize> = items.iter().map(|item| item.at).zip(0..).collect();
    let groups = groups.iter();
    let groups = groups.map(|group| group.iter().map(|(at, _)| places[at]).collect());
    let groups = groups.collect();
    Ok((items, groups))
}

/// The articles whose number in a column others have too.
fn repeated(state: &State<'_>, column: fn(&Columns) -> &Column<u64>) -> Vec<DocAddress> {
    let (mut once, mut several) = (FxHashSet::default(), FxHashSet::default());
    for columns in &state.columns {
        for number in column(columns).values.iter() {
            if !once.insert(number) {
                several.insert(number);
            }
        }
    }
    let mut found = Vec::new();
    let segments = state.searcher.segment_readers().iter().zip(&state.columns);
    for ((reader, columns), segment) in segments.zip(0..) {
        let docs = documents(column(columns), |number| several.contains(&number)).into_iter();
        let alive = docs.filter(|doc| !reader.is_deleted(*doc));
        found.extend(alive.map(|doc| DocAddress::new(segment, doc)));
    }
    found
}

/// Places of articles that have the same number, where several have it.
fn together(items: &[Keyed], number: impl Fn(&Keyed) -> u64) -> Vec<Vec<usize>> {
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (nth, item) in items
        .iter()
        .enumerate()
        .filter(|(_, item)| number(item) != 0)
    {
        places.entry(number(item)).or_default().push(nth);
    }
    places
        .into_values()
        .filter(|places| places.len() > 1)
        .collect()
}

/// Links each article to the latest that revises it. Looked at are the last ones only, so that a thousand articles of one
/// address cost no million looks.
fn link(
    items: &[Keyed],
    places: &[usize],
    found: &mut BTreeMap<(usize, Revision), usize>,
    revises: impl Fn(&Keyed, &Keyed) -> bool,
) {
    const LATEST: usize = 64;
    for (nth, earlier) in places.iter().enumerate() {
        let later = places[nth + 1..].iter().rev().take(LATEST);
        for later in later.filter(|later| revises(&items[*earlier], &items[**later])) {
            let kind = match items[*later].again {
                Some(Again::Correction) => Revision::Corrects,
                _ => Revision::Updates,
            };
            let latest = found.entry((*earlier, kind)).or_insert(*later);
            *latest = (*latest).max(*later);
        }
    }
}
