//! Phrases: words side by side, and `"a b c"~n`: all words of a phrase in any order, with at most *n* others among them.
//!
//! In: the positions of each word. Out: the minimal extents of *k* + *n* positions at most that hold every one of the *k*
//! words at a position of its own (`"the the"~2` needs two of them).

use super::algebra::minimal;
use super::extent::Extent;

/// The minimal extents of a sloppy phrase.
pub(in crate::query) fn sloppy(words: &[Vec<u32>], others: u32) -> Vec<Extent> {
    let mut all: Vec<u32> = words.iter().flatten().copied().collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    let apart = all.len() == count;
    let longest = u32::try_from(words.len())
        .unwrap_or(u32::MAX)
        .saturating_add(others);
    let mut found = Vec::new();
    for (nth, &start) in all.iter().enumerate() {
        let fits = |end: &&u32| **end - start < longest;
        let mut ends = all[nth..].iter().take_while(fits);
        if let Some(&end) = ends.find(|end| each_has_its_own(words, apart, start, **end)) {
            found.push(Extent::open(start, end));
        }
    }
    minimal(found)
}

/// Where words stand side by side, in order.
pub(in crate::query) fn side_by_side(words: &[Vec<u32>]) -> Vec<Extent> {
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let follows = |start: u32| {
        let mut next = (start + 1..).zip(rest);
        next.all(|(at, word)| word.binary_search(&at).is_ok())
    };
    let last = u32::try_from(rest.len()).unwrap_or(u32::MAX);
    let starts = first.iter().filter(|start| follows(**start));
    starts
        .map(|start| Extent::solid(*start, start + last))
        .collect()
}

/// Whether every word has a position of its own from `start` to `end`. Where no position is one of two words, any will do.
fn each_has_its_own(words: &[Vec<u32>], apart: bool, start: u32, end: u32) -> bool {
    let inside: Vec<&[u32]> = words
        .iter()
        .map(|positions| within(positions, start, end))
        .collect();
    if inside.iter().any(|positions| positions.is_empty()) {
        return false;
    }
    apart || {
        let mut taken: Vec<(u32, usize)> = Vec::new();
        (0..words.len()).all(|word| place(word, &inside, &mut taken, &mut Vec::new()))
    }
}

pub(in crate::query) fn within(positions: &[u32], start: u32, end: u32) -> &[u32] {
    let from = positions.partition_point(|at| *at < start);
    let to = positions.partition_point(|at| *at <= end);
    &positions[from..to]
}

/// Finds a position for a word, moving others where they have a choice (Kuhn's augmenting paths).
fn place(
    word: usize,
    inside: &[&[u32]],
    taken: &mut Vec<(u32, usize)>,
    asked: &mut Vec<u32>,
) -> bool {
    for &at in inside[word] {
        if asked.contains(&at) {
            continue;
        }
        asked.push(at);
        let holder = taken.iter().position(|(position, _)| *position == at);
        match holder {
            None => {
                taken.push((at, word));
                return true;
            }
            Some(holder) => {
                if place(taken[holder].1, inside, taken, asked) {
                    taken[holder].1 = word;
                    return true;
                }
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&[u32]], others: u32, expected: &[(u32, u32)]) {
        let lists: Vec<Vec<u32>> = words.iter().map(|word| word.to_vec()).collect();
        let found = sloppy(&lists, others);
        let found: Vec<_> = found.iter().map(|found| (found.start, found.end)).collect();
        assert_eq!(found, expected, "{words:?}~{others}");
    }

    #[test]
    fn words_in_any_order_within_a_window() {
        check(&[&[1, 9], &[4, 10]], 2, &[(1, 4), (9, 10)]);
        check(&[&[1], &[4]], 1, &[]);
        check(&[&[5], &[3]], 1, &[(3, 5)]);
    }

    #[test]
    fn a_repeated_word_needs_a_position_of_its_own() {
        check(&[&[3], &[3]], 5, &[]);
        check(&[&[3, 5], &[3, 5]], 1, &[(3, 5)]);
        check(&[&[1, 2], &[1], &[2, 4]], 2, &[(1, 4)]);
    }
}
