//! Groups are brought up to date after a change.
//!
//! In: the groups of the generation before, and what has changed since. Out: the groups that [`gather`](super::gather) would
//! make of all texts, by looking only at those that the change may touch. A text is placed by the leaders and editions that
//! come before it and share a key with it, the latest [`LOOKED_AT`] of each key. So where a text comes, goes or plays another
//! part, those behind it are placed again that have one of its keys, as far as that many others of the key lie between; and
//! where that moves one of them, those behind that one. They are taken in their order, so that each is placed once. Where fewer
//! have a key than are looked at, nobody is pushed out of sight, and those that share too few keys with the text to be compared
//! with it stay where they are.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;

use super::candidates::{LOOKED_AT, Least, most_shared};
use super::change::{Change, State};
use super::gather::{Candidates, Judge, Placed, Role, Texts, place};
use super::nearby::{Nearby, Spot};
use super::reader::Reader;

/// Where more than one text in so many must be placed again, all are better gathered anew.
const FEW: usize = 4;

/// A group: its texts in their order, and what they are in it.
pub(super) type Group<At> = Vec<(At, Role)>;

/// The groups of articles, or of quotes, as they are now; `None` where the change reaches so far that all is better gathered
/// anew.
pub(super) fn regather(
    before: &State<'_>,
    now: &State<'_>,
    change: &Change,
    groups: &[Group<DocAddress>],
    quotes: bool,
    judge: &mut dyn Judge,
) -> tantivy::Result<Option<Vec<Group<DocAddress>>>> {
    let spot = |at: DocAddress| change.now(at).map_or(Spot::Gone(at), Spot::Here);
    let spots = |group: &Group<DocAddress>| {
        let group = group.iter();
        group.map(|(at, role)| (spot(*at), *role)).collect()
    };
    let groups: Vec<Group<Spot>> = groups.iter().map(spots).collect();
    let mut nearby = Nearby::new(before, now, quotes, &groups);
    for (spot, state) in change.spots(before, now) {
        if state.is_quote(spot.at()) == quotes {
            nearby.changes(spot)?;
        }
    }
    let mut reader = Reader::new(judge);
    let most = now.searcher.num_docs() as usize / FEW + LOOKED_AT;
    let mut placed = 0;
    while let Some(nth) = nearby.next()? {
        let is = match nearby.is_gone(nth) {
            true => None,
            false => {
                nearby.read_before(nth);
                Some(placed_now(&nearby, nth, &mut reader)?)
            }
        };
        let was = nearby.put(nth, is);
        touch(&mut nearby, nth, was, is, reader.judge.least_shared())?;
        placed += 1;
        if placed > most {
            return Ok(None);
        }
    }
    rewritten(groups, &nearby).map(Some)
}

/// The place of a text among those before it.
fn placed_now(nearby: &Nearby<'_>, nth: usize, reader: &mut Reader<'_>) -> tantivy::Result<Placed> {
    if let Some(first) = nearby.first_of_text(nth) {
        let role = Role::Same;
        let leader = nearby.leader(first);
        return Ok(Placed { leader, role });
    }
    let least = reader.judge.least_shared();
    let keys = nearby.keys(nth);
    let mut shared = |role| {
        let latest = |key: &u32| nearby.latest(*key, role, nth).take(LOOKED_AT);
        let holders = [keys, &[]].map(|keys| keys.iter().flat_map(latest));
        most_shared(nearby, nth, (least, 1), &mut reader.tally, holders)
    };
    let candidates = Candidates {
        leaders: shared(Role::Leads),
        editions: shared(Role::Edition),
    };
    place(
        nearby,
        nth,
        &candidates,
        |other| nearby.leader(other),
        reader,
    )
}

/// Has those placed again that a text may be compared with, or not any more.
fn touch(
    nearby: &mut Nearby<'_>,
    nth: usize,
    was: Option<Placed>,
    is: Option<Placed>,
    least: Least,
) -> tantivy::Result<()> {
    if was == is {
        return Ok(());
    }
    let as_role = |placed: Option<Placed>, role| placed.filter(|placed| placed.role == role);
    for role in [Role::Leads, Role::Edition] {
        if as_role(was, role) != as_role(is, role) {
            nearby.later_of_keys(nth, role, least)?;
        }
    }
    let first = |placed: Option<Placed>| placed.is_some_and(|placed| placed.role != Role::Same);
    if first(was) || first(is) {
        nearby.later_of_text(nth)?;
    }
    Ok(())
}

/// The groups with those texts in their new places that were placed again.
fn rewritten(
    groups: Vec<Group<Spot>>,
    nearby: &Nearby<'_>,
) -> tantivy::Result<Vec<Group<DocAddress>>> {
    let changed: FxHashSet<Spot> = nearby.changed().map(|nth| nearby.spot(nth)).collect();
    let mut by_leader: FxHashMap<Spot, Group<Spot>> = FxHashMap::default();
    for mut group in groups {
        let leader = group[0].0;
        if group.iter().any(|(spot, _)| changed.contains(spot)) {
            group.retain(|(spot, _)| !changed.contains(spot));
        }
        by_leader.insert(leader, group);
    }
    let mut moved: Vec<(usize, Placed)> = nearby
        .changed()
        .filter_map(|nth| Some((nth, nearby.placed(nth)?)))
        .collect();
    moved.sort_by(|(a, _), (b, _)| nearby.order(*a, *b));
    for (nth, placed) in moved {
        let leader = nearby.spot(placed.leader);
        let group = by_leader.entry(leader).or_default();
        if group.is_empty() && placed.leader != nth {
            group.push((leader, Role::Leads));
        }
        let at = match group.last() {
            Some((last, _)) if !nearby.is_before(nth, *last)? => group.len(),
            _ => nearby.place_among(nth, group)?,
        };
        group.insert(at, (nearby.spot(nth), placed.role));
    }
    let groups = by_leader.into_values().filter(|group| group.len() > 1);
    let here = |(spot, role): (Spot, Role)| (spot.at(), role);
    Ok(groups
        .map(|group| group.into_iter().map(here).collect())
        .collect())
}
