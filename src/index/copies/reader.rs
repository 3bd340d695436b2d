//! Reads texts and compares them; keeps those that were asked for last.

use rustc_hash::FxHashMap;

use super::candidates::Tally;
use super::gather::{Judge, Texts};
use super::overlap::{Overlap, Text};

pub(super) struct Reader<'a> {
    pub(super) judge: &'a mut dyn Judge,
    pub(super) tally: Tally,
    /// Texts asked for lately, …
    young: FxHashMap<usize, Text>,
    /// … how large they are, …
    size: usize,
    /// … and those before them, which go when the young ones become old.
    old: FxHashMap<usize, Text>,
}

/// Young texts have as many words; each counts as [`FRAME`] more.
const KEPT: usize = 1 << 17;
const FRAME: usize = 16;

impl<'a> Reader<'a> {
    pub(super) fn new(judge: &'a mut dyn Judge) -> Self {
        Self {
            judge,
            tally: Tally::default(),
            young: FxHashMap::default(),
            size: 0,
            old: FxHashMap::default(),
        }
    }

    /// What two texts share.
    pub(super) fn overlap(
        &mut self,
        texts: &dyn Texts,
        one: usize,
        other: usize,
    ) -> tantivy::Result<Overlap> {
        if self.size > KEPT {
            self.old = std::mem::take(&mut self.young);
            self.size = 0;
        }
        for nth in [one, other] {
            self.ask(texts, nth)?;
        }
        Ok(self.young[&one].overlap(&self.young[&other]))
    }

    fn ask(&mut self, texts: &dyn Texts, nth: usize) -> tantivy::Result<()> {
        if self.young.contains_key(&nth) {
            return Ok(());
        }
        let text = match self.old.remove(&nth) {
            Some(text) => text,
            None => self.judge.text(texts.at(nth))?,
        };
        self.size += text.words() + FRAME;
        self.young.insert(nth, text);
        Ok(())
    }
}
