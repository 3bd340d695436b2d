//! The file of a generation that says which of its documents are copies: what queries read, and what the next run goes on
//! from.
//!
//! All numbers are little-endian. A hash of the rest stands first, so that a flipped byte is found whenever the file is read.

use super::gather::Role;
use super::regather::Group;
use super::revisions::Revision;

/// A document: the number of its segment in the list of the file, and its number in there.
pub(super) type Place = (u32, u32);

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CopiesFile {
    /// The segments of the generation, by id.
    pub(super) segments: Vec<String>,
    /// Articles, then quotes: groups of at least two, the earliest first.
    pub(super) groups: Vec<Group<Place>>,
    /// An earlier article, what was done to it, and the later one that did it.
    pub(super) revisions: Vec<(Place, Revision, Place)>,
}

const HASH: usize = 32;
/// Bytes of the id of a segment, in hexadecimal.
const SEGMENT: usize = 32;

impl CopiesFile {
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; HASH];
        let length = |bytes: &mut Vec<u8>, length: usize| number(bytes, length as u32);
        length(&mut bytes, self.segments.len());
        for segment in &self.segments {
            bytes.extend(segment.as_bytes());
        }
        length(&mut bytes, self.groups.len());
        for group in &self.groups {
            length(&mut bytes, group.len());
            for (at, role) in group {
                place(&mut bytes, *at);
                bytes.push(*role as u8);
            }
        }
        length(&mut bytes, self.revisions.len());
        for (earlier, revision, later) in &self.revisions {
            place(&mut bytes, *earlier);
            number(&mut bytes, *revision as u32);
            place(&mut bytes, *later);
        }
        let hash = blake3::hash(&bytes[HASH..]);
        bytes[..HASH].copy_from_slice(hash.as_bytes());
        bytes
    }

    /// `None` where the bytes are not as they were written.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (hash, rest) = bytes.split_at_checked(HASH)?;
        if blake3::hash(rest).as_bytes() != hash {
            return None;
        }
        let mut rest = Rest(rest);
        let mut file = Self::default();
        for _ in 0..rest.number()? {
            let id = rest.take(SEGMENT)?;
            file.segments.push(String::from_utf8(id.to_vec()).ok()?);
        }
        for _ in 0..rest.number()? {
            let members = rest.number()?;
            let group = (0..members).map(|_| Some((rest.place()?, rest.role()?)));
            file.groups.push(group.collect::<Option<_>>()?);
        }
        for _ in 0..rest.number()? {
            let (earlier, revision, later) = (rest.place()?, rest.number()?, rest.place()?);
            let revision = match revision {
                0 => Revision::Updates,
                _ => Revision::Corrects,
            };
            file.revisions.push((earlier, revision, later));
        }
        rest.0.is_empty().then_some(file)
    }
}

fn number(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend(number.to_le_bytes());
}

fn place(bytes: &mut Vec<u8>, (segment, doc): Place) {
    number(bytes, segment);
    number(bytes, doc);
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    fn role(&mut self) -> Option<Role> {
        let number = usize::from(*self.take(1)?.first()?);
        Role::ALL.get(number).copied()
    }

    fn place(&mut self) -> Option<Place> {
        Some((self.number()?, self.number()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_a_flipped_byte_is_found() {
        let file = CopiesFile {
            segments: vec!["0123456789abcdef0123456789abcdef".to_owned()],
            groups: vec![
                vec![((0, 1), Role::Leads), ((0, 7), Role::Near)],
                vec![
                    ((0, 2), Role::Leads),
                    ((0, 8), Role::Same),
                    ((0, 9), Role::Edition),
                ],
            ],
            revisions: vec![((0, 1), Revision::Corrects, (0, 7))],
        };
        let bytes = file.to_bytes();
        assert_eq!(CopiesFile::from_bytes(&bytes), Some(file));
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x55;
            assert_eq!(CopiesFile::from_bytes(&flipped), None);
            assert_eq!(CopiesFile::from_bytes(&bytes[..at]), None);
        }
    }
}
