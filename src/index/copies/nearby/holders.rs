//! Who has a key, or some words: those that a text is compared with, and those that are placed again when it changes.

use tantivy::DocAddress;

use super::ranked::{Day, Ranked, insert};
use super::{Known, Nearby, Spot};
use crate::index::copies::candidates::{LOOKED_AT, Least, share_enough};
use crate::index::copies::gather::{Placed, Role, Texts};
use crate::index::copies::scan::{Sought, scan};

/// The texts that have a key.
#[derive(Default)]
pub(super) struct Holders {
    leaders: Ranked,
    editions: Ranked,
    rest: Vec<(Day, Spot)>,
}

/// The texts that have some words: the first of them, before or now, and all others.
#[derive(Default)]
pub(super) struct Same {
    first: Vec<usize>,
    rest: Vec<(Day, Spot)>,
}

impl Nearby<'_> {
    /// Looks for all that have the keys or the words of those that are due.
    pub(super) fn read(&mut self) {
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

    /// Lists a text as what it is now.
    pub(super) fn post(&mut self, nth: usize) {
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

    /// The earlier text that has the same words, the first of all.
    pub(in crate::index::copies) fn first_of_text(&self, nth: usize) -> Option<usize> {
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
    pub(in crate::index::copies) fn read_before(&mut self, nth: usize) {
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
    pub(in crate::index::copies) fn latest(
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

    /// Those behind a text are due that have one of its keys, as far as [`LOOKED_AT`] others that had the role lie between; of a
    /// key that fewer have, those that share at least so many keys with the text.
    pub(in crate::index::copies) fn later_of_keys(
        &mut self,
        nth: usize,
        role: Role,
        least: Least,
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
    pub(in crate::index::copies) fn later_of_text(&mut self, nth: usize) -> tantivy::Result<()> {
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
        least: Option<Least>,
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
