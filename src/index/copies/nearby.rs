//! The texts that a change may touch, and those that have their keys or their words; read when they are asked for.
//!
//! In: two generations, and the groups of the first. Out: for [`regather`](super::regather), each text with its place before and
//! now, the order among texts, and who is due to be placed again.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use tantivy::DocAddress;

use super::change::State;
use super::gather::{LOOKED_AT, Placed, Role, Texts};
use super::keyed::Keyed;
use super::regather::Group;
use super::scan::{Sought, scan};
use crate::lexicon::revisions::Again;

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

/// The texts that have a key, or some words.
#[derive(Default)]
struct Holders {
    /// In their order, those that others are compared with, before or now; or that have the words first.
    posted: Vec<usize>,
    /// All others.
    rest: Vec<Spot>,
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
    of_text: FxHashMap<u64, Holders>,
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
    fn number(&mut self, spot: Spot) -> usize {
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

    fn path(&self, nth: usize) -> tantivy::Result<&str> {
        let known = &self.all[nth];
        if known.path.get().is_none() {
            let at = known.spot.at();
            let path = self.state(known.spot).columns(at).path(at.doc_id)?;
            let _ = known.path.set(path);
        }
        Ok(known.path.get().map_or("", String::as_str))
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

    /// Looks for all that have the keys or the words of those that are due.
    fn read(&mut self) {
        let unread = std::mem::take(&mut self.unread);
        let keys = unread.iter().flat_map(|nth| self.keys(*nth)).copied();
        let keys: Vec<u32> = keys.filter(|key| !self.of_key.contains_key(key)).collect();
        let texts = unread.iter().map(|nth| self.all[*nth].item.text);
        let texts = texts.filter(|text| *text != 0 && !self.of_text.contains_key(text));
        let texts: Vec<u64> = texts.collect();
        let (keys, texts) = (Sought::new(keys), Sought::new(texts));
        if keys.is_empty() && texts.is_empty() {
            return;
        }
        let (mut with_key, mut with_text) = (Vec::new(), Vec::new());
        let (now, quotes) = (self.now, self.quotes);
        let is_such = |at: &DocAddress| now.is_quote(*at) == quotes;
        scan(
            now,
            &keys,
            &texts,
            &mut |at, key| with_key.extend(is_such(&at).then_some((Spot::Here(at), key))),
            &mut |at, text| with_text.extend(is_such(&at).then_some((Spot::Here(at), text))),
        );
        for nth in self.changes.clone() {
            let spot = self.all[nth].spot;
            if let Spot::Gone(_) = spot {
                let found = self.keys(nth).iter().filter(|key| keys.has(**key));
                with_key.extend(found.map(|key| (spot, *key)));
                let text = self.all[nth].item.text;
                with_text.extend(texts.has(text).then_some((spot, text)));
            }
        }
        let posted = |role| matches!(role, Role::Leads | Role::Edition);
        for (spot, key) in with_key {
            let nth = self.known_as(spot, posted);
            let holders = self.of_key.entry(key).or_default();
            holders.add(spot, nth);
        }
        for (spot, text) in with_text {
            let nth = self.known_as(spot, |role| role != Role::Same);
            let holders = self.of_text.entry(text).or_default();
            holders.add(spot, nth);
        }
        for key in keys.iter() {
            let mut holders = self.of_key.remove(&key).unwrap_or_default();
            holders.posted.sort_by(|a, b| self.order(*a, *b));
            self.of_key.insert(key, holders);
        }
        for text in texts.iter() {
            let mut holders = self.of_text.remove(&text).unwrap_or_default();
            holders.posted.sort_by(|a, b| self.order(*a, *b));
            self.of_text.insert(text, holders);
        }
    }

    /// The number of a text that has such a role, before or now, or comes or goes; `None` for any other.
    fn known_as(&mut self, spot: Spot, such: impl Fn(Role) -> bool) -> Option<usize> {
        let role = self
            .grouped
            .get(&spot)
            .map_or(Role::Leads, |(_, role)| *role);
        let is_now = |nth: &usize| {
            let known = &self.all[*nth];
            known.before.is_none() || known.now.is_some_and(|placed| such(placed.role))
        };
        let known = self.numbers.get(&spot).copied().filter(is_now);
        match known {
            Some(nth) => Some(nth),
            None if such(role) => Some(self.number(spot)),
            None => None,
        }
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

    /// Lists a text among those that others are compared with.
    fn post(&mut self, nth: usize) {
        let keys = self.keys(nth).to_vec();
        let text = self.all[nth].item.text;
        for key in keys {
            let mut holders = self.of_key.remove(&key).unwrap_or_default();
            holders.insert(nth, self);
            self.of_key.insert(key, holders);
        }
        if text != 0 {
            let mut holders = self.of_text.remove(&text).unwrap_or_default();
            holders.insert(nth, self);
            self.of_text.insert(text, holders);
        }
    }

    /// Those that have been placed otherwise than before.
    pub(super) fn changed(&self) -> impl Iterator<Item = usize> + '_ {
        let all = self.all.iter().enumerate();
        all.filter(|(_, known)| known.before != known.now)
            .map(|(nth, _)| nth)
    }

    /// The earlier text that has the same words, the first of all.
    pub(super) fn first_of_text(&self, nth: usize) -> Option<usize> {
        let text = self.all[nth].item.text;
        let holders = self.of_text.get(&text).filter(|_| text != 0)?;
        let is_first = |other: &&usize| {
            let placed = self.all[**other].now;
            placed.is_some_and(|placed| placed.role != Role::Same)
                && self.order(**other, nth).is_lt()
        };
        holders.posted.iter().find(is_first).copied()
    }

    /// The texts before one that have a key in a role, the latest first.
    pub(super) fn latest(
        &self,
        key: u32,
        role: Role,
        before: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        let posted = self
            .of_key
            .get(&key)
            .map_or(&[][..], |holders| &holders.posted);
        let end = posted.partition_point(|other| self.order(*other, before).is_lt());
        let earlier = posted[..end].iter().rev().copied();
        earlier.filter(move |other| {
            self.all[*other]
                .now
                .is_some_and(|placed| placed.role == role)
        })
    }

    /// Those behind a text are due that have one of its keys, as far as [`LOOKED_AT`] others that had the role lie between.
    pub(super) fn later_of_keys(&mut self, nth: usize, role: Role) -> tantivy::Result<()> {
        for key in self.keys(nth).to_vec() {
            let Some(holders) = self.of_key.get(&key) else {
                continue;
            };
            let start = holders
                .posted
                .partition_point(|other| self.order(*other, nth).is_le());
            let later = &holders.posted[start..];
            let had = |other: &&usize| {
                self.all[**other]
                    .before
                    .is_some_and(|placed| placed.role == role)
            };
            let border = later.iter().filter(had).nth(LOOKED_AT - 1).copied();
            let end = border.map_or(later.len(), |border| {
                later.partition_point(|other| self.order(*other, border).is_le())
            });
            let due = later[..end].to_vec();
            let rest = holders.rest.clone();
            self.all_due(nth, due, rest, border)?;
        }
        Ok(())
    }

    /// Those behind a text are due that have its words.
    pub(super) fn later_of_text(&mut self, nth: usize) -> tantivy::Result<()> {
        let text = self.all[nth].item.text;
        let Some(holders) = self.of_text.get(&text).filter(|_| text != 0) else {
            return Ok(());
        };
        let start = holders
            .posted
            .partition_point(|other| self.order(*other, nth).is_le());
        let (due, rest) = (holders.posted[start..].to_vec(), holders.rest.clone());
        self.all_due(nth, due, rest, None)
    }

    fn all_due(
        &mut self,
        nth: usize,
        mut due: Vec<usize>,
        rest: Vec<Spot>,
        border: Option<usize>,
    ) -> tantivy::Result<()> {
        for spot in rest {
            let other = self.number(spot);
            let within = border.is_none_or(|border| self.order(other, border).is_le());
            if within && self.order(nth, other).is_lt() {
                due.push(other);
            }
        }
        due.into_iter().try_for_each(|nth| self.due(nth))
    }

    /// The place of a text in a group that is in order.
    pub(super) fn place_among(&self, nth: usize, group: &Group<Spot>) -> tantivy::Result<usize> {
        let (mut start, mut end) = (0, group.len());
        while start < end {
            let middle = start + (end - start) / 2;
            match self.is_before(nth, group[middle].0)? {
                true => end = middle,
                false => start = middle + 1,
            }
        }
        Ok(start)
    }

    /// Whether a text comes before another one, which need not be known.
    pub(super) fn is_before(&self, nth: usize, spot: Spot) -> tantivy::Result<bool> {
        if let Some(other) = self.numbers.get(&spot) {
            return Ok(self.order(nth, *other).is_lt());
        }
        let at = spot.at();
        let columns = self.state(spot).columns(at);
        let (one, other) = (&self.all[nth].item, columns.keyed(at));
        let path = |_| columns.path(at.doc_id);
        let order = match one.order(&other) {
            Ordering::Equal => self
                .path(nth)?
                .cmp(&path(())?)
                .then(one.nth.cmp(&other.nth)),
            order => order,
        };
        Ok(order.is_lt())
    }
}

impl Holders {
    fn add(&mut self, spot: Spot, nth: Option<usize>) {
        match nth {
            Some(nth) => self.posted.push(nth),
            None => self.rest.push(spot),
        }
    }

    fn insert(&mut self, nth: usize, texts: &dyn Texts) {
        let at = self
            .posted
            .partition_point(|other| texts.order(*other, nth).is_lt());
        let mut behind = self.posted[at..].iter();
        let same = behind.find(|other| **other == nth || texts.order(**other, nth).is_gt());
        if same != Some(&nth) {
            self.posted.insert(at, nth);
        }
    }
}

impl Texts for Nearby<'_> {
    fn item(&self, nth: usize) -> &Keyed {
        &self.all[nth].item
    }

    fn keys(&self, nth: usize) -> &[u32] {
        let known = &self.all[nth];
        let columns = self.state(known.spot).columns(known.spot.at());
        let keys = || columns.keys(known.spot.at().doc_id).collect();
        known.keys.get_or_init(keys)
    }

    fn order(&self, one: usize, other: usize) -> Ordering {
        let (a, b) = (&self.all[one].item, &self.all[other].item);
        // A path that cannot be read is no path; such a segment is refused elsewhere.
        let path = |nth| self.path(nth).unwrap_or_default();
        let order = a.order(b).then_with(|| match one == other {
            true => Ordering::Equal,
            false => path(one).cmp(path(other)),
        });
        order.then(a.nth.cmp(&b.nth))
    }
}
