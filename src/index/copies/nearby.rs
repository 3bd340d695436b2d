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
use super::gather::{LOOKED_AT, Placed, Role, Texts, share_enough};
use super::keyed::Keyed;
use super::ranked::{Day, Ranked, insert};
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

/// The texts that have a key.
#[derive(Default)]
struct Holders {
    leaders: Ranked,
    editions: Ranked,
    rest: Vec<(Day, Spot)>,
}

/// The texts that have some words: the first of them, before or now, and all others.
#[derive(Default)]
struct Same {
    first: Vec<usize>,
    rest: Vec<(Day, Spot)>,
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
        for (spot, key) in with_key {
            let mut holders = self.of_key.remove(&key).unwrap_or_default();
            self.add_holder(&mut holders, spot);
            self.of_key.insert(key, holders);
        }
        for (spot, text) in with_text {
            let mut same = self.of_text.remove(&text).unwrap_or_default();
            self.add_same(&mut same, spot);
            self.of_text.insert(text, same);
        }
        for key in keys.iter() {
            let holders = self.of_key.entry(key).or_default();
            holders.leaders.sort();
            holders.editions.sort();
        }
    }

    fn add_holder(&mut self, holders: &mut Holders, spot: Spot) {
        let (before, moved) = self.parts(spot);
        if let Some((nth, now)) = moved
            && let Some(ranked) = holders.of(now)
        {
            ranked.insert(nth, self);
        }
        let day = self.day(spot);
        match before {
            None => {}
            Some(Role::Leads) => holders.leaders.far.push((day, spot)),
            Some(Role::Edition) => holders.editions.far.push((day, spot)),
            Some(Role::Near | Role::Same) => holders.rest.push((day, spot)),
        }
    }

    fn add_same(&mut self, same: &mut Same, spot: Spot) {
        let (before, moved) = self.parts(spot);
        let is_first = |role| role != Role::Same;
        let moved = moved.filter(|(_, now)| is_first(*now)).map(|(nth, _)| nth);
        let nth = match (moved, before) {
            (Some(nth), _) => nth,
            (None, Some(before)) if is_first(before) => self.number(spot),
            (None, None) => return,
            (None, Some(_)) => return same.rest.push((self.day(spot), spot)),
        };
        insert(&mut same.first, nth, self);
    }

    /// What a text was in its group, if it was there; and what it is now, where that is another thing.
    fn parts(&self, spot: Spot) -> (Option<Role>, Option<(usize, Role)>) {
        let Some(nth) = self.numbers.get(&spot).copied() else {
            let grouped = self.grouped.get(&spot);
            return (Some(grouped.map_or(Role::Leads, |(_, role)| *role)), None);
        };
        let Known { before, now, .. } = &self.all[nth];
        let moved = now.filter(|_| now != before).map(|now| (nth, now.role));
        (before.map(|before| before.role), moved)
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

    /// Lists a text as what it is now.
    fn post(&mut self, nth: usize) {
        let Some(Placed { role, .. }) = self.all[nth].now else {
            return;
        };
        for key in self.keys(nth).to_vec() {
            let mut holders = self.of_key.remove(&key).unwrap_or_default();
            if let Some(ranked) = holders.of(role) {
                ranked.insert(nth, self);
            }
            self.of_key.insert(key, holders);
        }
        let text = self.all[nth].item.text;
        if text != 0 && role != Role::Same {
            let mut same = self.of_text.remove(&text).unwrap_or_default();
            insert(&mut same.first, nth, self);
            self.of_text.insert(text, same);
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
            let leads = placed.is_some_and(|placed| placed.role != Role::Same);
            leads && self.order(**other, nth).is_lt()
        };
        holders.first.iter().find(is_first).copied()
    }

    /// Reads of those before a text that have one of its keys as many as [`Nearby::latest`] may be asked for.
    pub(super) fn read_before(&mut self, nth: usize) {
        for key in self.keys(nth).to_vec() {
            let mut holders = self.of_key.remove(&key).unwrap_or_default();
            for role in [Role::Leads, Role::Edition] {
                if let Some(ranked) = holders.of(role) {
                    ranked.read_before(nth, role, self);
                }
            }
            self.of_key.insert(key, holders);
        }
    }

    /// The texts before one that have a key in a role, the latest first.
    pub(super) fn latest(
        &self,
        key: u32,
        role: Role,
        before: usize,
    ) -> impl Iterator<Item = usize> + '_ {
        let holders = self.of_key.get(&key);
        let ranked = holders.map_or(&[][..], |holders| match role {
            Role::Leads => &holders.leaders.near,
            _ => &holders.editions.near,
        });
        let end = ranked.partition_point(|other| self.order(*other, before).is_lt());
        let earlier = ranked[..end].iter().rev().copied();
        earlier.filter(move |other| self.is(*other, role))
    }

    pub(super) fn is(&self, nth: usize, role: Role) -> bool {
        self.all[nth].now.is_some_and(|placed| placed.role == role)
    }

    pub(super) fn was(&self, nth: usize, role: Role) -> bool {
        let before = self.all[nth].before;
        before.is_some_and(|placed| placed.role == role)
    }

    /// Those behind a text are due that have one of its keys, as far as [`LOOKED_AT`] others that had the role lie between; of a
    /// key that fewer have, those that share at least so many keys with the text.
    pub(super) fn later_of_keys(
        &mut self,
        nth: usize,
        role: Role,
        least: usize,
    ) -> tantivy::Result<()> {
        for key in self.keys(nth).to_vec() {
            let mut holders = self.of_key.remove(&key).unwrap_or_default();
            let mut border = None;
            let mut all_in_sight = true;
            if let Some(ranked) = holders.of(role) {
                all_in_sight = ranked.far.len() + ranked.near.len() < LOOKED_AT;
                ranked.read_behind(nth, role, self);
                let had = ranked.behind(nth, self).iter();
                let mut had = had.filter(|other| self.was(**other, role));
                border = had.nth(LOOKED_AT - 1).copied();
            }
            for role in [Role::Leads, Role::Edition] {
                if let Some(ranked) = holders.of(role) {
                    ranked.read_up_to(nth, border, self);
                    for other in ranked.behind(nth, self).to_vec() {
                        let touched = border.is_none_or(|border| self.order(other, border).is_le())
                            && (!all_in_sight || share_enough(self, nth, other, least));
                        if touched {
                            self.due(other)?;
                        }
                    }
                }
            }
            let least = all_in_sight.then_some(least);
            self.rest_due(nth, &holders.rest, border, least)?;
            self.of_key.insert(key, holders);
        }
        Ok(())
    }

    /// Those behind a text are due that have its words.
    pub(super) fn later_of_text(&mut self, nth: usize) -> tantivy::Result<()> {
        let text = self.all[nth].item.text;
        let Some(same) = self.of_text.remove(&text) else {
            return Ok(());
        };
        for other in &same.first {
            if self.order(nth, *other).is_lt() {
                self.due(*other)?;
            }
        }
        self.rest_due(nth, &same.rest, None, None)?;
        self.of_text.insert(text, same);
        Ok(())
    }

    /// Those of some texts are due that come behind one, and not behind the border; where it is said how many keys are the least,
    /// those that share so many with it.
    fn rest_due(
        &mut self,
        nth: usize,
        rest: &[(Day, Spot)],
        border: Option<usize>,
        least: Option<usize>,
    ) -> tantivy::Result<()> {
        let start = self.day_of(nth);
        let end = border.map_or(Day::MAX, |border| self.day_of(border));
        for (_, spot) in rest.iter().filter(|(day, _)| (start..=end).contains(day)) {
            let other = self.number(*spot);
            let within = border.is_none_or(|border| self.order(other, border).is_le());
            let near = |least| share_enough(self, nth, other, least);
            if within && self.order(nth, other).is_lt() && least.is_none_or(near) {
                self.due(other)?;
            }
        }
        Ok(())
    }

    pub(super) fn day_of(&self, nth: usize) -> Day {
        self.all[nth].item.day.unwrap_or(Day::MAX)
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
    /// Those that others are compared with in a role.
    fn of(&mut self, role: Role) -> Option<&mut Ranked> {
        match role {
            Role::Leads => Some(&mut self.leaders),
            Role::Edition => Some(&mut self.editions),
            Role::Near | Role::Same => None,
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
