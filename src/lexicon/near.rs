//! Tables that are near at hand when they are asked.
//!
//! In: a table, or other values in a row. Out: nothing, but a processor has them in its caches then. One word that is looked up in memory which no cache holds takes as
//! long as ten others; read from end to end, which a processor foresees, a table comes at once. So whoever has thousands of words to ask
//! reads it through before.

use std::hint::black_box;

/// So many bytes come together.
const LINE: usize = 64;

/// Reads a part of a value in every line of memory, of values that are no larger than one.
pub(crate) fn read_through<T>(values: &[T], part: impl Fn(&T) -> u64) {
    let step = (LINE / size_of::<T>().max(1)).max(1);
    let (mut at, mut all) = (0, 0);
    while let Some(value) = values.get(at) {
        all |= part(value);
        at += step;
    }
    black_box(all);
}
