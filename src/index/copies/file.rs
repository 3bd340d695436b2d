//! The file of a generation that says which of its documents are copies: what queries look up, and what the next run goes on
//! from.
//!
//! All numbers are little-endian. A hash of the rest stands first, for whoever reads all of it. Then come the numbers of rows of
//! the tables (`tables.rs`), and these: a query looks up a few rows where they lie, whatever the length of the file.

use super::regather::Group;
use super::revisions::Revision;
use super::tables::HEAD;

/// A document: the number of its segment in the list of the file, and its number in there.
pub(super) type Place = (u32, u32);

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CopiesFile {
    /// The segments of the generation, by id.
    pub(super) segments: Vec<String>,
    /// Groups of at least two articles, the earliest first.
    pub(super) articles: Vec<Group<Place>>,
    /// The same of quotes. Their numbers follow those of the groups of articles.
    pub(super) quotes: Vec<Group<Place>>,
    /// An earlier article, what was done to it, and the later one that did it; in order of places.
    pub(super) revisions: Vec<(Place, Revision, Place)>,
}

/// Bytes of the hash.
pub(super) const HASH: usize = 32;

impl CopiesFile {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; HASH];
        for rows in self.rows() {
            number(&mut bytes, rows);
        }
        debug_assert_eq!(bytes.len(), HEAD);
        for segment in &self.segments {
            bytes.extend(segment.as_bytes());
        }
        self.write_groups(&mut bytes);
        self.write_revisions(&mut bytes);
        let hash = blake3::hash(&bytes[HASH..]);
        bytes[..HASH].copy_from_slice(hash.as_bytes());
        bytes
    }

    /// Rows of the tables: segments, groups, articles and quotes in groups, revisions.
    fn rows(&self) -> [u32; 5] {
        let members = |groups: &[Group<Place>]| groups.iter().map(Vec::len).sum();
        let rows = [
            self.segments.len(),
            self.articles.len() + self.quotes.len(),
            members(&self.articles),
            members(&self.quotes),
            self.revisions.len(),
        ];
        // A segment numbers its documents in as many bits.
        rows.map(|rows| rows as u32)
    }

    /// Where the members of each group end, the members, and what each is in its group.
    fn write_groups(&self, bytes: &mut Vec<u8>) {
        let groups = || self.articles.iter().chain(&self.quotes);
        let mut end = 0;
        for group in groups() {
            end += group.len();
            number(bytes, end as u32);
        }
        groups().flatten().for_each(|(at, _)| place(bytes, *at));
        bytes.extend(groups().flatten().map(|(_, role)| *role as u8));
        write_group_of(bytes, &self.articles, 0);
        write_group_of(bytes, &self.quotes, self.articles.len());
    }

    /// The revisions in order of the earlier, then in order of the later article.
    fn write_revisions(&self, bytes: &mut Vec<u8>) {
        let mut by_earlier = self.revisions.clone();
        by_earlier.sort_unstable();
        let later_first = self.revisions.iter();
        let later_first =
            later_first.map(|(earlier, revision, later)| (*later, *revision, *earlier));
        let mut by_later: Vec<_> = later_first.collect();
        by_later.sort_unstable();
        for (one, revision, other) in by_earlier.into_iter().chain(by_later) {
            place(bytes, one);
            number(bytes, revision as u32);
            place(bytes, other);
        }
    }
}

/// Whether the bytes are as they were written.
pub(super) fn are_whole(bytes: &[u8]) -> bool {
    let parts = bytes.split_at_checked(HASH);
    parts.is_some_and(|(hash, rest)| blake3::hash(rest).as_bytes() == hash)
}

/// Each member with the number of its group, in order of places; `first` is the number of the first group.
fn write_group_of(bytes: &mut Vec<u8>, groups: &[Group<Place>], first: usize) {
    let numbered = (first as u32..).zip(groups);
    let rows = numbered.flat_map(|(number, group)| group.iter().map(move |(at, _)| (*at, number)));
    let mut rows: Vec<(Place, u32)> = rows.collect();
    rows.sort_unstable();
    for (at, group) in rows {
        place(bytes, at);
        number(bytes, group);
    }
}

fn number(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend(number.to_le_bytes());
}

fn place(bytes: &mut Vec<u8>, (segment, doc): Place) {
    number(bytes, segment);
    number(bytes, doc);
}

#[cfg(test)]
mod tests {
    use super::super::gather::Role;
    use super::super::tables::Tables;
    use super::*;

    #[test]
    fn what_is_written_is_looked_up_and_a_flipped_byte_is_found() {
        let file = CopiesFile {
            segments: vec!["0123456789abcdef0123456789abcdef".to_owned()],
            articles: vec![vec![((0, 7), Role::Leads), ((0, 1), Role::Near)]],
            quotes: vec![vec![
                ((0, 2), Role::Leads),
                ((0, 8), Role::Same),
                ((0, 9), Role::Edition),
            ]],
            revisions: vec![((0, 1), Revision::Corrects, (0, 7))],
        };
        let bytes = file.to_bytes();
        let tables = Tables::of(&bytes).unwrap();
        let group = |number| tables.group(&bytes, number).unwrap().collect::<Vec<_>>();
        assert_eq!(tables.segments(&bytes).collect::<Vec<_>>(), file.segments);
        assert_eq!(group(0), file.articles[0]);
        assert_eq!(group(1), file.quotes[0]);
        assert!(
            tables
                .members(&bytes, 1)
                .unwrap()
                .eq([(0, 2), (0, 8), (0, 9)])
        );
        assert!(tables.members(&bytes, 2).is_none());
        assert_eq!(tables.articles().group_of(&bytes, (0, 7)), Some(0));
        assert_eq!(tables.articles().group_of(&bytes, (0, 8)), None);
        assert_eq!(tables.quotes().group_of(&bytes, (0, 8)), Some(1));
        assert!(tables.revisions(&bytes).eq(file.revisions));
        assert!(
            tables
                .revises(&bytes, (0, 7))
                .eq([(Revision::Corrects, (0, 1))])
        );
        assert!(tables.revised(&bytes, (0, 7)).next().is_none());
        assert!(are_whole(&bytes));
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x55;
            assert!(!are_whole(&flipped));
            assert!(!are_whole(&bytes[..at]) && Tables::of(&bytes[..at]).is_none());
        }
    }

    #[test]
    fn documents_are_found_from_any_row_on() {
        let pair = |n: u32| vec![((0, n * 3), Role::Leads), ((1, n * 2), Role::Same)];
        let articles: Vec<Group<Place>> = (0..50).map(pair).collect();
        let bytes = CopiesFile {
            articles: articles.clone(),
            ..CopiesFile::default()
        }
        .to_bytes();
        let tables = Tables::of(&bytes).unwrap();
        let mut places: Vec<Place> = articles.concat().into_iter().map(|(at, _)| at).collect();
        places.sort_unstable();
        for at in (0..2).flat_map(|segment| (0..160).map(move |doc| (segment, doc))) {
            let expected = places.partition_point(|place| *place < at);
            for from in 0..=expected {
                assert_eq!(tables.articles().first_from(&bytes, at, from), expected);
            }
        }
    }
}
