//! Which article corrects or updates which.
//!
//! In: articles, the earliest first, and the groups of copies among them. Out: for an article that was revised, the latest that
//! corrects it and the latest that updates it. A later article revises an earlier one of other words at the same address; and,
//! where its headline or a note says that it corrects or updates, one of its group, or one of the same headline without
//! labels within [`SOON`] days.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::keyed::Keyed;
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
    items: &[Keyed<'_>],
    groups: &[Vec<usize>],
) -> BTreeMap<(usize, Revision), usize> {
    let mut found = BTreeMap::new();
    for places in together(items, |item| item.url) {
        link(items, &places, &mut found, |earlier, later| {
            earlier.text != later.text
        });
    }
    let says = |earlier: &Keyed<'_>, later: &Keyed<'_>| {
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

/// Places of articles that have the same number, where several have it.
fn together(items: &[Keyed<'_>], number: impl Fn(&Keyed<'_>) -> u64) -> Vec<Vec<usize>> {
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
    items: &[Keyed<'_>],
    places: &[usize],
    found: &mut BTreeMap<(usize, Revision), usize>,
    revises: impl Fn(&Keyed<'_>, &Keyed<'_>) -> bool,
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
