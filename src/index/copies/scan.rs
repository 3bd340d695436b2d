//! Which documents have certain keys, or certain words: all columns are read once from end to end.
//!
//! A number takes a nanosecond or two, so that an archive of 100,000 articles takes some ten milliseconds; an inverted list of the
//! keys would be quicker here, and would make every run that writes slower.

use std::hash::Hash;

use rustc_hash::FxHashSet;
use tantivy::DocAddress;
use tantivy::columnar::Column;

use super::change::State;

/// Numbers that are sought, with a table of bits in front that most others fail at.
pub(super) struct Sought<N> {
    numbers: FxHashSet<N>,
    bits: Vec<u64>,
}

/// Bits of the table.
const BITS: u32 = 17;

impl<N: Copy + Eq + Hash + Into<u64>> Sought<N> {
    pub(super) fn new(numbers: impl IntoIterator<Item = N>) -> Self {
        let numbers: FxHashSet<N> = numbers.into_iter().collect();
        let mut bits = vec![0; 1 << (BITS - 6)];
        for number in &numbers {
            let (word, bit) = place(*number);
            bits[word] |= bit;
        }
        Self { numbers, bits }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = N> + '_ {
        self.numbers.iter().copied()
    }

    pub(super) fn has(&self, number: N) -> bool {
        let (word, bit) = place(number);
        self.bits[word] & bit != 0 && self.numbers.contains(&number)
    }
}

fn place(number: impl Into<u64>) -> (usize, u64) {
    let mixed = number.into().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
    ((mixed >> 6) as usize, 1 << (mixed & 63))
}

/// Hands over every document that has one of the keys, with the key, and every one that has one of the texts.
pub(super) fn scan(
    state: &State<'_>,
    keys: &Sought<u32>,
    texts: &Sought<u64>,
    has_key: &mut dyn FnMut(DocAddress, u32),
    has_text: &mut dyn FnMut(DocAddress, u64),
) {
    for ((segment, reader), columns) in (0..)
        .zip(state.searcher.segment_readers())
        .zip(&state.columns)
    {
        let alive = |docs: Vec<u32>| {
            let docs = docs.into_iter().filter(|doc| !reader.is_deleted(*doc));
            docs.map(move |doc| DocAddress::new(segment, doc))
        };
        if !keys.is_empty() {
            let sought = |two: u64| keys.has(two as u32) || keys.has((two >> 32) as u32);
            for at in alive(documents(&columns.keys, sought)) {
                let keys = columns.keys(at.doc_id).filter(|key| keys.has(*key));
                keys.for_each(|key| has_key(at, key));
            }
        }
        if !texts.is_empty() {
            for at in alive(documents(&columns.text, |text| texts.has(text))) {
                let text = columns.text.first(at.doc_id);
                text.into_iter().for_each(|text| has_text(at, text));
            }
        }
    }
}

/// Numbers that are read at once.
const READ: u32 = 4096;

/// The documents that have such a number.
pub(super) fn documents(column: &Column<u64>, sought: impl Fn(u64) -> bool) -> Vec<u32> {
    let mut numbers = vec![0; READ as usize];
    let mut rows = Vec::new();
    let count = column.values.num_vals();
    for start in (0..count).step_by(READ as usize) {
        let numbers = &mut numbers[..(count - start).min(READ) as usize];
        column.values.get_range(u64::from(start), numbers);
        let found = (start..).zip(&*numbers);
        rows.extend(
            found
                .filter(|(_, number)| sought(**number))
                .map(|(row, _)| row),
        );
    }
    column.index.select_batch_in_place(0, &mut rows);
    rows
}
