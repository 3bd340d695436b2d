//! Which documents have certain keys, or certain words: all sketches are read once from end to end, and columns likewise.
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
        let sketches = &columns.sketches;
        let alive = (0..sketches.count()).filter(|doc| !reader.is_deleted(*doc));
        for doc in alive {
            let at = DocAddress::new(segment, doc);
            let text = sketches.text(doc);
            if texts.has(text) {
                has_text(at, text);
            }
            let found = sketches.keys(doc).filter(|key| keys.has(*key));
            found.for_each(|key| has_key(at, key));
        }
    }
}

/// Numbers that are read at once.
const READ: u32 = 4096;

/// The documents that have such a number.
pub(super) fn documents(column: &Column<u64>, sought: impl Fn(u64) -> bool) -> Vec<u32> {
    let mut rows = Vec::new();
    rows_of(column, |row, number| {
        if sought(number) {
            rows.push(row);
        }
    });
    column.index.select_batch_in_place(0, &mut rows);
    rows
}

/// Hands over the number of every document, where none has several.
pub(super) fn numbers(column: &Column<u64>, mut has: impl FnMut(u32, u64)) {
    let mut numbers = Vec::with_capacity(column.values.num_vals() as usize);
    rows_of(column, |_, number| numbers.push(number));
    let mut docs: Vec<u32> = (0..column.values.num_vals()).collect();
    column.index.select_batch_in_place(0, &mut docs);
    docs.into_iter()
        .zip(numbers)
        .for_each(|(doc, number)| has(doc, number));
}

fn rows_of(column: &Column<u64>, mut row_of: impl FnMut(u32, u64)) {
    let mut numbers = vec![0; READ as usize];
    let count = column.values.num_vals();
    for start in (0..count).step_by(READ as usize) {
        let numbers = &mut numbers[..(count - start).min(READ) as usize];
        column.values.get_range(u64::from(start), numbers);
        (start..)
            .zip(&*numbers)
            .for_each(|(row, number)| row_of(row, *number));
    }
}
