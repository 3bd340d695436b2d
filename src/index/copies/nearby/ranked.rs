//! The texts that have a key in one role, in their order, of which those are read that lie near a change.
//!
//! Many keys are those of words that every paper prints; of thousands of texts that have one, the few hundred are looked at that
//! stand around the text in question. Days are known of all, and whole days are read.

use super::{Nearby, Spot};
use crate::index::copies::candidates::LOOKED_AT;
use crate::index::copies::gather::{Role, Texts};

/// The day of a text; the largest number where there is none.
pub(super) type Day = i64;

/// Texts with a key.
#[derive(Default)]
pub(super) struct Ranked {
    /// Those that had the role before, in the order of their days once they are sorted.
    pub(super) far: Vec<(Day, Spot)>,
    /// Which of these are read.
    read: Option<(usize, usize)>,
    /// Those that are read, and those that have the role now, in their order.
    pub(super) near: Vec<usize>,
}

/// Texts that are read at once.
const READ: usize = 128;

impl Ranked {
    pub(super) fn sort(&mut self) {
        if self.read.is_none() {
            self.far.sort_unstable_by_key(|(day, _)| *day);
        }
    }

    pub(super) fn insert(&mut self, nth: usize, nearby: &Nearby<'_>) {
        insert(&mut self.near, nth, nearby);
    }

    /// Those behind a text, of those that are read.
    pub(super) fn behind(&self, nth: usize, nearby: &Nearby<'_>) -> &[usize] {
        let start = self
            .near
            .partition_point(|other| nearby.order(*other, nth).is_le());
        &self.near[start..]
    }

    /// Reads so many before a text that enough of them have the role now.
    pub(super) fn read_before(&mut self, nth: usize, role: Role, nearby: &mut Nearby<'_>) {
        let end = self.end_of(nearby.day_of(nth));
        self.read_to(end, end, nearby);
        loop {
            let before = self
                .near
                .partition_point(|other| nearby.order(*other, nth).is_lt());
            let near = self.near[..before].iter();
            let enough = near.filter(|other| nearby.is(**other, role)).count() >= LOOKED_AT;
            let start = self.read.map_or(0, |(start, _)| start);
            if enough || start == 0 {
                return;
            }
            self.read_to(start.saturating_sub(READ), end, nearby);
        }
    }

    /// Reads so many behind a text that enough of them had the role before.
    pub(super) fn read_behind(&mut self, nth: usize, role: Role, nearby: &mut Nearby<'_>) {
        let start = self.start_of(nearby.day_of(nth));
        self.read_to(start, start, nearby);
        loop {
            let near = self.behind(nth, nearby).iter();
            let enough = near.filter(|other| nearby.was(**other, role)).count() >= LOOKED_AT;
            let end = self.read.map_or(0, |(_, end)| end);
            if enough || end == self.far.len() {
                return;
            }
            self.read_to(start, end + READ, nearby);
        }
    }

    /// Reads all from a text to another one, or to the last.
    pub(super) fn read_up_to(
        &mut self,
        nth: usize,
        border: Option<usize>,
        nearby: &mut Nearby<'_>,
    ) {
        let start = self.start_of(nearby.day_of(nth));
        let end = border.map_or(self.far.len(), |border| self.end_of(nearby.day_of(border)));
        self.read_to(start, end.max(start), nearby);
    }

    fn start_of(&self, day: Day) -> usize {
        self.far.partition_point(|(other, _)| *other < day)
    }

    fn end_of(&self, day: Day) -> usize {
        self.far.partition_point(|(other, _)| *other <= day)
    }

    /// Reads from `start` to `end`, the rest of their days, and what lies between these and what has been read.
    fn read_to(&mut self, start: usize, end: usize, nearby: &mut Nearby<'_>) {
        let day = |at: usize| self.far.get(at).map(|(day, _)| *day);
        let start = day(start)
            .map_or(start, |day| self.start_of(day))
            .min(self.far.len());
        let last = end.min(self.far.len()).checked_sub(1).and_then(day);
        let end = last.map_or(0, |day| self.end_of(day)).max(start);
        let (from, to) = self.read.unwrap_or((start, start));
        let (start, end) = (start.min(from), end.max(to));
        for at in (start..from).chain(to..end) {
            let nth = nearby.number(self.far[at].1);
            self.near.push(nth);
        }
        if (start, end) != (from, to) {
            self.near.sort_by(|a, b| nearby.order(*a, *b));
            self.near.dedup();
        }
        self.read = Some((start, end));
    }
}

/// Puts a text among those that are in their order, once.
pub(super) fn insert(texts: &mut Vec<usize>, nth: usize, nearby: &Nearby<'_>) {
    let at = texts.partition_point(|other| nearby.order(*other, nth).is_lt());
    let mut behind = texts[at..].iter();
    let same = behind.find(|other| **other == nth || nearby.order(**other, nth).is_gt());
    if same != Some(&nth) {
        texts.insert(at, nth);
    }
}
