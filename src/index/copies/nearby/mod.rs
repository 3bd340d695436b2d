//! The texts that a change may touch, and those that have their keys or their words; read when they are asked for.
//!
//! In: two generations, and the groups of the first. Out: for [`regather`](super::regather), each text with its place before and
//! now, the order among texts, and who is due to be placed again.

mod holders;
mod order;
mod ranked;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use super::change::State;
use super::gather::{Placed, Role};
use super::keyed::Keyed;
use super::regather::Group;
use crate::lexicon::revisions::Again;
use holders::{Holders, Same};
use ranked::Day;

/// A text of this generation, or one of the generation before that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    Here(DocAddress),
    Gone(DocAddress),
}

impl Spot {
    /// Where it stands, in the one generation or the other.
    pub(super) fn at(self) -> DocAddress {
        match self {
            Self::Here(at) | Self::Gone(at) => at,
        }
    }
}

/// A text that is known.
struct Known {
    spot: Spot,
    item: Keyed,
    keys: OnceCell<Vec<u32>>,
    path: OnceCell<String>,
    /// `None` where it was not there.
    before: Option<Placed>,
    /// `None` where it is not there.
    now: Option<Placed>,
}

/// What texts are ordered by; the last tells a text from one of the same place that it has replaced.
type Place = (i64, i64, Option<Again>, u64, String, u32, usize);

pub(super) struct Nearby<'a> {
    before: &'a State<'a>,
    now: &'a State<'a>,
    /// Whether the texts are quotes. They know nothing of articles, whose numbers may happen to be theirs.
    quotes: bool,
    /// The leader of each text that was in a group, and what it was in there.
    grouped: FxHashMap<Spot, (Spot, Role)>,
    all: Vec<Known>,
    numbers: FxHashMap<Spot, usize>,
    /// Those that come or go.
    changes: Vec<usize>,
    of_key: FxHashMap<u32, Holders>,
    of_text: FxHashMap<u64, Same>,
    due: BTreeMap<Place, usize>,
    /// Those among them whose keys have not been looked for.
    unread: Vec<usize>,
}

impl<'a> Nearby<'a> {
    pub(super) fn new(
        before: &'a State<'a>,
        now: &'a State<'a>,
        quotes: bool,
        groups: &[Group<Spot>],
    ) -> Self {
        let mut grouped = FxHashMap::default();
        for group in groups {
            let leader = group[0].0;
            grouped.extend(group.iter().map(|(spot, role)| (*spot, (leader, *role))));
        }
        Self {
            before,
            now,
            quotes,
            grouped,
            all: Vec::new(),
            numbers: FxHashMap::default(),
            changes: Vec::new(),
            of_key: FxHashMap::default(),
            of_text: FxHashMap::default(),
            due: BTreeMap::new(),
            unread: Vec::new(),
        }
    }

    /// A text comes or goes.
    pub(super) fn changes(&mut self, spot: Spot) -> tantivy::Result<()> {
        let nth = self.number(spot);
        if let Spot::Here(_) = spot {
            self.all[nth].before = None;
            self.all[nth].now = None;
        }
        self.changes.push(nth);
        self.due(nth)
    }

    /// The number of a text, which is known from here on.
    pub(super) fn number(&mut self, spot: Spot) -> usize {
        if let Some(nth) = self.numbers.get(&spot) {
            return *nth;
        }
        let nth = self.all.len();
        self.numbers.insert(spot, nth);
        self.all.push(Known {
            spot,
            item: self.state(spot).columns(spot.at()).keyed(spot.at()),
            keys: OnceCell::new(),
            path: OnceCell::new(),
            before: None,
            now: None,
        });
        let (leader, role) = self
            .grouped
            .get(&spot)
            .copied()
            .unwrap_or((spot, Role::Leads));
        let leader = self.number(leader);
        let placed = Some(Placed { leader, role });
        self.all[nth].before = placed;
        self.all[nth].now = placed;
        nth
    }

    fn state(&self, spot: Spot) -> &'a State<'a> {
        match spot {
            Spot::Here(_) => self.now,
            Spot::Gone(_) => self.before,
        }
    }

    /// A text is to be placed again.
    fn due(&mut self, nth: usize) -> tantivy::Result<()> {
        let path = self.path(nth)?.to_owned();
        let item = &self.all[nth].item;
        let (day, time, again, number) = item.place();
        let place = (day, time, again, number, path, item.nth, nth);
        if self.due.insert(place, nth).is_none() {
            self.unread.push(nth);
        }
        Ok(())
    }

    /// The first of those that are due.
    pub(super) fn next(&mut self) -> tantivy::Result<Option<usize>> {
        if !self.unread.is_empty() {
            self.read();
        }
        Ok(self.due.pop_first().map(|(_, nth)| nth))
    }

    fn day(&self, spot: Spot) -> Day {
        let day = self.state(spot).columns(spot.at()).day(spot.at().doc_id);
        day.unwrap_or(Day::MAX)
    }

    pub(super) fn is_gone(&self, nth: usize) -> bool {
        matches!(self.all[nth].spot, Spot::Gone(_))
    }

    pub(super) fn spot(&self, nth: usize) -> Spot {
        self.all[nth].spot
    }

    pub(super) fn placed(&self, nth: usize) -> Option<Placed> {
        self.all[nth].now
    }

    pub(super) fn leader(&self, nth: usize) -> usize {
        self.all[nth].now.map_or(nth, |placed| placed.leader)
    }

    /// Places a text; where it was before comes back.
    pub(super) fn put(&mut self, nth: usize, now: Option<Placed>) -> Option<Placed> {
        self.all[nth].now = now;
        let before = self.all[nth].before;
        if now != before && now.is_some() {
            self.post(nth);
        }
        before
    }

    /// Those that have been placed otherwise than before.
    pub(super) fn changed(&self) -> impl Iterator<Item = usize> + '_ {
        let all = self.all.iter().enumerate();
        all.filter(|(_, known)| known.before != known.now)
            .map(|(nth, _)| nth)
    }

    pub(super) fn is(&self, nth: usize, role: Role) -> bool {
        self.all[nth].now.is_some_and(|placed| placed.role == role)
    }

    pub(super) fn was(&self, nth: usize, role: Role) -> bool {
        let before = self.all[nth].before;
        before.is_some_and(|placed| placed.role == role)
    }

    pub(super) fn day_of(&self, nth: usize) -> Day {
        self.all[nth].item.day.unwrap_or(Day::MAX)
    }
}
