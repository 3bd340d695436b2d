//! The order of texts that are known, and what they are read for: columns, keys, and paths where days are the same.

use std::cmp::Ordering;

use tantivy::DocAddress;

use super::{Nearby, Spot};
use crate::index::copies::gather::Texts;
use crate::index::copies::regather::Group;

impl Nearby<'_> {
    pub(super) fn path(&self, nth: usize) -> tantivy::Result<&str> {
        let known = &self.all[nth];
        if known.path.get().is_none() {
            let at = known.spot.at();
            let path = self.state(known.spot).columns(at).path(at.doc_id)?;
            let _ = known.path.set(path);
        }
        Ok(known.path.get().map_or("", String::as_str))
    }

    /// The place of a text in a group that is in order.
    pub(in crate::index::copies) fn place_among(
        &self,
        nth: usize,
        group: &Group<Spot>,
    ) -> tantivy::Result<usize> {
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
    pub(in crate::index::copies) fn is_before(
        &self,
        nth: usize,
        spot: Spot,
    ) -> tantivy::Result<bool> {
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

impl Texts for Nearby<'_> {
    fn at(&self, nth: usize) -> DocAddress {
        self.all[nth].item.at
    }

    fn day(&self, nth: usize) -> Option<i64> {
        self.all[nth].item.day
    }

    fn keys(&self, nth: usize) -> &[u32] {
        let known = &self.all[nth];
        let columns = self.state(known.spot).columns(known.spot.at());
        let keys = || columns.sketches.keys(known.spot.at().doc_id).collect();
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
