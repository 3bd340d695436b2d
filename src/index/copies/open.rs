//! The copies of an open index, looked up in the file of its generation where it lies.

use std::fmt;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::directory::OwnedBytes;
use tantivy::{DocAddress, DocId, Searcher, SegmentOrdinal};

use super::change::State;
use super::file::Place;
use super::regather::Group;
use super::revisions::Revision;
use super::tables::{GroupOf, Tables};
use crate::index::kind::Kind;

/// Which documents of an index are copies of each other, and which articles were revised.
pub struct Copies {
    bytes: OwnedBytes,
    tables: Tables,
    /// The segments of the file as those of the searcher, each with the number of its documents.
    segments: Vec<(SegmentOrdinal, DocId)>,
    /// The other way.
    numbers: Vec<Option<u32>>,
}

impl Copies {
    /// `None` where the bytes cannot be those of the file, or speak of segments that the searcher does not have.
    pub(super) fn new(bytes: OwnedBytes, searcher: &Searcher) -> Option<Self> {
        let tables = Tables::of(&bytes)?;
        let readers = searcher.segment_readers().iter();
        let readers: FxHashMap<String, (SegmentOrdinal, DocId)> = (0..)
            .zip(readers)
            .map(|(nth, reader)| (reader.segment_id().uuid_string(), (nth, reader.max_doc())))
            .collect();
        let segments = tables.segments(&bytes).map(|id| readers.get(id).copied());
        let segments: Vec<(SegmentOrdinal, DocId)> = segments.collect::<Option<_>>()?;
        let mut numbers = vec![None; searcher.segment_readers().len()];
        for (number, (nth, _)) in (0..).zip(&segments) {
            numbers[*nth as usize] = Some(number);
        }
        Some(Self {
            bytes,
            tables,
            segments,
            numbers,
        })
    }

    /// Whether nothing is a copy of anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.group_count() == 0
    }

    /// How many articles are copies of an earlier one.
    #[must_use]
    pub fn later_articles(&self) -> u64 {
        let articles = self.tables.articles();
        let rows = (0..).map_while(|row| articles.row(&self.bytes, row));
        let (mut all, mut groups) = (0, FxHashSet::default());
        for (_, group) in rows {
            all += 1;
            groups.insert(group);
        }
        all - groups.len() as u64
    }

    /// The copies of an article or a quote with itself, the earliest first; nothing where it is the only one.
    #[must_use]
    pub fn group(&self, at: DocAddress) -> Vec<DocAddress> {
        let group = self.place(at).and_then(|at| {
            let of_article = self.tables.articles().group_of(&self.bytes, at);
            of_article.or_else(|| self.tables.quotes().group_of(&self.bytes, at))
        });
        group.map_or_else(Vec::new, |group| self.members(group))
    }

    /// The members of a group by its number, the earliest first.
    #[must_use]
    pub fn members(&self, group: usize) -> Vec<DocAddress> {
        let members = self.tables.members(&self.bytes, group);
        let members = members.into_iter().flatten();
        members.filter_map(|at| self.address(at)).collect()
    }

    /// Looks up one document of a kind after the other: soonest where they come in their order.
    #[must_use]
    pub fn in_order(&self, kind: Kind) -> GroupsInOrder<'_> {
        let groups = match kind {
            Kind::Quote => self.tables.quotes(),
            Kind::Article | Kind::File => self.tables.articles(),
        };
        GroupsInOrder {
            copies: self,
            groups,
            from: (0, 0),
            row: 0,
            next: groups.row(&self.bytes, 0),
        }
    }

    /// The latest article that corrects this one, and the latest that updates it.
    pub fn revised(&self, at: DocAddress) -> impl Iterator<Item = (Revision, DocAddress)> + '_ {
        let revised = self.place(at).into_iter();
        let revised = revised.flat_map(|at| self.tables.revised(&self.bytes, at));
        revised.filter_map(|(revision, later)| Some((revision, self.address(later)?)))
    }

    /// The articles that this one corrects or updates, of those that no later one does.
    pub fn revises(&self, at: DocAddress) -> impl Iterator<Item = (Revision, DocAddress)> + '_ {
        let revises = self.place(at).into_iter();
        let revises = revises.flat_map(|at| self.tables.revises(&self.bytes, at));
        revises.filter_map(|(revision, earlier)| Some((revision, self.address(earlier)?)))
    }

    /// Every group, in the order of their earliest.
    pub(in crate::index) fn groups(&self) -> impl Iterator<Item = Vec<DocAddress>> + '_ {
        (0..self.tables.group_count()).map(|group| self.members(group))
    }

    /// The groups of articles, or of quotes, with what each text is in its group.
    pub(super) fn with_roles(&self, state: &State<'_>, quotes: bool) -> Vec<Group<DocAddress>> {
        let groups = (0..self.tables.group_count())
            .filter_map(|number| self.tables.group(&self.bytes, number));
        let groups = groups.map(|group| {
            let members = group.filter_map(|(at, role)| Some((self.address(at)?, role)));
            members.collect::<Group<DocAddress>>()
        });
        let of_kind = |group: &Group<DocAddress>| {
            let first = group.first();
            first.is_some_and(|(at, _)| state.is_quote(*at) == quotes)
        };
        groups.filter(of_kind).collect()
    }

    /// Every revision: the earlier article, what was done to it, and the later.
    pub(in crate::index) fn revisions(
        &self,
    ) -> impl Iterator<Item = (DocAddress, Revision, DocAddress)> + '_ {
        let revisions = self.tables.revisions(&self.bytes);
        revisions.filter_map(|(earlier, revision, later)| {
            Some((self.address(earlier)?, revision, self.address(later)?))
        })
    }

    /// `None` for a document that the index does not have.
    fn address(&self, (segment, doc): Place) -> Option<DocAddress> {
        let segment = self.segments.get(usize::try_from(segment).ok()?)?;
        (doc < segment.1).then(|| DocAddress::new(segment.0, doc))
    }

    fn place(&self, at: DocAddress) -> Option<Place> {
        let segment = self.numbers.get(at.segment_ord as usize)?;
        Some(((*segment)?, at.doc_id))
    }
}

/// Says which groups documents belong to.
pub struct GroupsInOrder<'a> {
    copies: &'a Copies,
    groups: GroupOf,
    /// Where the look-up goes on: documents before this one are looked up from the first row on.
    from: Place,
    row: usize,
    /// What the row says.
    next: Option<(Place, usize)>,
}

impl GroupsInOrder<'_> {
    /// The number of the group that an article or a quote belongs to.
    pub fn group_of(&mut self, at: DocAddress) -> Option<usize> {
        let at = self.copies.place(at)?;
        let goes_on = at >= self.from;
        let is_behind = self.next.is_some_and(|(next, _)| next < at);
        self.from = at;
        if is_behind || !goes_on {
            let row = if goes_on { self.row } else { 0 };
            self.row = self.groups.first_from(&self.copies.bytes, at, row);
            self.next = self.groups.row(&self.copies.bytes, self.row);
        }
        let (next, group) = self.next?;
        (next == at).then_some(group)
    }
}

impl PartialEq for Copies {
    /// Whether they say the same.
    fn eq(&self, other: &Self) -> bool {
        self.groups().eq(other.groups()) && self.revisions().eq(other.revisions())
    }
}

impl fmt::Debug for Copies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let revisions = self.revisions().collect::<Vec<_>>();
        let mut parts = f.debug_struct("Copies");
        parts.field("groups", &self.groups().collect::<Vec<_>>());
        parts.field("revisions", &revisions).finish()
    }
}
