//! The tables of the file of copies, read where they lie.
//!
//! In: the bytes of the file. Out: a row, or the rows of a document, found by halving. Whether the bytes are those that were
//! written is not looked at here; whatever they are, a row is a row of numbers, and none is read behind the end.

use std::ops::Range;

use super::file::{HASH, Place};
use super::gather::Role;
use super::revisions::Revision;

/// Bytes before the tables: the hash and five numbers of rows.
pub(super) const HEAD: usize = HASH + 5 * 4;
/// Bytes of the id of a segment, in hexadecimal.
const SEGMENT: usize = 32;
/// Bytes of a place.
const PLACE: usize = 8;

/// Where the tables stand in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tables {
    segments: Table,
    /// Where the members of each group end.
    ends: Table,
    members: Table,
    /// What each of the members is in its group.
    roles: Table,
    /// Members and their groups, in order of places: articles, and quotes.
    group_of_article: Table,
    group_of_quote: Table,
    revised: Table,
    revises: Table,
}

/// Rows of the same width.
#[derive(Clone, Copy, Debug)]
struct Table {
    start: usize,
    rows: usize,
    width: usize,
}

impl Tables {
    /// `None` where the bytes are not as many as the tables need.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let head = bytes.get(HASH..HEAD)?;
        let rows = |nth: usize| number(head, nth * 4) as usize;
        let mut start = HEAD;
        let mut table = |rows: usize, width: usize| {
            let table = Table { start, rows, width };
            start = start.checked_add(rows.checked_mul(width)?)?;
            Some(table)
        };
        let tables = Self {
            segments: table(rows(0), SEGMENT)?,
            ends: table(rows(1), 4)?,
            members: table(rows(2).checked_add(rows(3))?, PLACE)?,
            roles: table(rows(2).checked_add(rows(3))?, 1)?,
            group_of_article: table(rows(2), PLACE + 4)?,
            group_of_quote: table(rows(3), PLACE + 4)?,
            revised: table(rows(4), PLACE + 4 + PLACE)?,
            revises: table(rows(4), PLACE + 4 + PLACE)?,
        };
        (start == bytes.len()).then_some(tables)
    }

    /// The ids of the segments; those that are no text are empty.
    pub(super) fn segments<'a>(&self, bytes: &'a [u8]) -> impl Iterator<Item = &'a str> {
        let rows = self.segments.all(bytes);
        rows.map(|id| std::str::from_utf8(id).unwrap_or_default())
    }

    pub(super) fn group_count(&self) -> usize {
        self.ends.rows
    }

    /// The members of a group; `None` where there is none of that number.
    pub(super) fn members<'a>(
        &self,
        bytes: &'a [u8],
        group: usize,
    ) -> Option<impl Iterator<Item = Place> + use<'a>> {
        let members = self.members.some(bytes, self.rows_of(bytes, group)?)?;
        Some(members.map(|row| place(row, 0)))
    }

    /// The members of a group with what each is in it; `None` where there is none of that number.
    pub(super) fn group<'a>(
        &self,
        bytes: &'a [u8],
        group: usize,
    ) -> Option<impl Iterator<Item = (Place, Role)> + use<'a>> {
        let roles = self.roles.some(bytes, self.rows_of(bytes, group)?)?;
        let role = |row: &[u8]| Role::ALL.get(usize::from(row[0])).copied();
        let roles = roles.map(move |row| role(row).unwrap_or(Role::Leads));
        Some(self.members(bytes, group)?.zip(roles))
    }

    /// Where the members of a group stand.
    fn rows_of(&self, bytes: &[u8], group: usize) -> Option<Range<usize>> {
        let end = |group| number(self.ends.row(bytes, group), 0) as usize;
        let start = group.checked_sub(1).map_or(0, end);
        (group < self.ends.rows).then(|| start..end(group))
    }

    /// Articles with their groups.
    pub(super) fn articles(&self) -> GroupOf {
        GroupOf(self.group_of_article)
    }

    /// Quotes with their groups.
    pub(super) fn quotes(&self) -> GroupOf {
        GroupOf(self.group_of_quote)
    }

    /// All revisions: the earlier article, what was done to it, and the later.
    pub(super) fn revisions<'a>(
        &self,
        bytes: &'a [u8],
    ) -> impl Iterator<Item = (Place, Revision, Place)> + use<'a> {
        let rows = self.revised.all(bytes);
        rows.map(|row| (place(row, 0), revision(row), place(row, PLACE + 4)))
    }

    /// What was done to an article, and what did it.
    pub(super) fn revised<'a>(
        &self,
        bytes: &'a [u8],
        at: Place,
    ) -> impl Iterator<Item = (Revision, Place)> + use<'a> {
        self.revised.others(bytes, at)
    }

    /// What an article did to others.
    pub(super) fn revises<'a>(
        &self,
        bytes: &'a [u8],
        at: Place,
    ) -> impl Iterator<Item = (Revision, Place)> + use<'a> {
        self.revises.others(bytes, at)
    }
}

/// Documents with their groups, in order of places.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroupOf(Table);

impl GroupOf {
    /// The first row from `row` on that is not before a document; near ones are found soonest.
    pub(super) fn first_from(self, bytes: &[u8], at: Place, row: usize) -> usize {
        self.0.first_from(bytes, at, row)
    }

    /// The group of a document.
    pub(super) fn group_of(self, bytes: &[u8], at: Place) -> Option<usize> {
        let (found, group) = self.row(bytes, self.first_from(bytes, at, 0))?;
        (found == at).then_some(group)
    }

    /// The document of a row, and its group; `None` behind the last.
    pub(super) fn row(self, bytes: &[u8], row: usize) -> Option<(Place, usize)> {
        let row = (row < self.0.rows).then(|| self.0.row(bytes, row))?;
        Some((place(row, 0), number(row, PLACE) as usize))
    }
}

impl Table {
    fn row(self, bytes: &[u8], nth: usize) -> &[u8] {
        &bytes[self.start + nth * self.width..][..self.width]
    }

    fn all(self, bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
        (0..self.rows).map(move |nth| self.row(bytes, nth))
    }

    /// `None` where there are not so many.
    fn some(self, bytes: &[u8], rows: Range<usize>) -> Option<impl Iterator<Item = &[u8]>> {
        let are_there = rows.start <= rows.end && rows.end <= self.rows;
        are_there.then(|| rows.map(move |nth| self.row(bytes, nth)))
    }

    fn first_from(self, bytes: &[u8], at: Place, row: usize) -> usize {
        let is_before = |row: usize| row < self.rows && place(self.row(bytes, row), 0) < at;
        let (mut low, mut step) = (row, 1);
        while is_before(low + step - 1) {
            low += step;
            step *= 2;
        }
        let (mut low, mut high) = (low, (low + step - 1).min(self.rows));
        while low < high {
            let middle = low.midpoint(high);
            match is_before(middle) {
                true => low = middle + 1,
                false => high = middle,
            }
        }
        low
    }

    /// The other articles of the revisions of one.
    fn others(self, bytes: &[u8], at: Place) -> impl Iterator<Item = (Revision, Place)> {
        let rows = (self.first_from(bytes, at, 0)..self.rows).map(move |nth| self.row(bytes, nth));
        let rows = rows.take_while(move |row| place(row, 0) == at);
        rows.map(|row| (revision(row), place(row, PLACE + 4)))
    }
}

fn revision(row: &[u8]) -> Revision {
    match number(row, PLACE) {
        0 => Revision::Updates,
        _ => Revision::Corrects,
    }
}

fn place(row: &[u8], at: usize) -> Place {
    (number(row, at), number(row, at + 4))
}

fn number(row: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(array(row, at))
}

fn array<const N: usize>(row: &[u8], at: usize) -> [u8; N] {
    *row[at..]
        .first_chunk()
        .expect("rows are as wide as what they hold")
}
