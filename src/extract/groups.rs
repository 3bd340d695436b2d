//! How many articles go through the stages of extraction together.
//!
//! In: files or texts and how large they are. Out: groups of neighbours.

/// So many articles are extracted together. More gain nothing further, and what is made of each has to wait for the last of them.
pub const GROUP: usize = 16;

/// A group of fewer articles is complete where they have so many bytes together: so much text, with a dozen times as much made of it, is held
/// at once.
pub const GROUP_BYTES: u64 = 256 << 10;

/// Cuts a list into groups of neighbours, each of as many as go well through extraction together and at most `most`; an article with
/// more bytes than a group may have is one of its own.
pub fn groups<T>(all: &[T], most: usize, bytes: impl Fn(&T) -> u64) -> Vec<&[T]> {
    let most = most.clamp(1, GROUP);
    let mut groups = Vec::with_capacity(all.len() / most + 1);
    let mut rest = all;
    while !rest.is_empty() {
        let (group, behind) = rest.split_at(length_of_first(rest, most, &bytes));
        groups.push(group);
        rest = behind;
    }
    groups
}

/// How many of these belong to the first group.
fn length_of_first<T>(rest: &[T], most: usize, bytes: impl Fn(&T) -> u64) -> usize {
    let mut size = 0u64;
    let fits = rest.iter().take(most).take_while(|one| {
        size = size.saturating_add(bytes(one));
        size <= GROUP_BYTES
    });
    fits.count().max(1)
}

#[cfg(test)]
mod tests {
    use super::{GROUP, GROUP_BYTES, groups};

    #[test]
    fn a_group_ends_where_it_has_enough_articles_or_bytes() {
        let sizes =
            |groups: Vec<&[u64]>| groups.iter().map(|group| group.len()).collect::<Vec<_>>();
        let small = vec![1; 2 * GROUP + 1];
        assert_eq!(
            sizes(groups(&small, usize::MAX, |&size| size)),
            [GROUP, GROUP, 1]
        );
        assert_eq!(sizes(groups(&small[..5], 2, |&size| size)), [2, 2, 1]);
        assert_eq!(sizes(groups(&small[..2], 0, |&size| size)), [1, 1]);
        let mixed = [1, GROUP_BYTES - 1, 1, u64::MAX, u64::MAX, 2];
        assert_eq!(
            sizes(groups(&mixed, usize::MAX, |&size| size)),
            [2, 1, 1, 1, 1]
        );
        assert!(groups(&[], 4, |&size: &u64| size).is_empty());
    }
}
