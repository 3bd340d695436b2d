//! Copies: the same story in several papers, the same quotation in several articles, and what corrects or updates what.
//!
//! In: an index whose documents carry the numbers that they are recognised by ([`Sketch`], [`Marks`]; each made of its article
//! alone). Out: [`Copies`], groups and revisions, made anew of all of them whenever a generation is finished, and kept in a file
//! beside its segments. So they depend on what the index holds and on no order; a run reads the keys of all, and the texts
//! only of those pairs that the run before had not compared.

mod file;
mod gather;
mod keyed;
mod marks;
mod overlap;
mod read;
mod revisions;
mod sketch;
mod words;

use std::path::Path;

use rustc_hash::FxHashMap;
use tantivy::directory::error::OpenReadError;
use tantivy::{DocAddress, Index, Searcher, TantivyError};

use file::{CopiesFile, Place};
use gather::{Known, gather};
use keyed::{Keyed, Paths, keyed};
use read::{Bodies, Quotations};

pub(super) use keyed::Columns;
pub use marks::Marks;
pub use revisions::Revision;
pub use sketch::{Sketch, of_article, of_quotes};

/// The file beside the segments of a generation.
pub(super) const FILE: &str = "copies";

/// Which documents of an index are copies of each other, and which articles were revised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    groups: Vec<Vec<DocAddress>>,
    group_of: FxHashMap<DocAddress, usize>,
    revised: FxHashMap<DocAddress, Vec<(Revision, DocAddress)>>,
    revises: FxHashMap<DocAddress, Vec<(Revision, DocAddress)>>,
}

impl Copies {
    /// Whether nothing is a copy of anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The copies of an article or a quote with itself, the earliest first; nothing where it is the only one.
    #[must_use]
    pub fn group(&self, at: DocAddress) -> &[DocAddress] {
        let group = self.group_of.get(&at);
        group.map_or(&[], |group| &self.groups[*group])
    }

    /// The number of the group that an article or a quote belongs to.
    #[must_use]
    pub fn group_of(&self, at: DocAddress) -> Option<usize> {
        self.group_of.get(&at).copied()
    }

    /// The latest article that corrects this one, and the latest that updates it.
    #[must_use]
    pub fn revised(&self, at: DocAddress) -> &[(Revision, DocAddress)] {
        self.revised.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The articles that this one corrects or updates, of those that no later one does.
    #[must_use]
    pub fn revises(&self, at: DocAddress) -> &[(Revision, DocAddress)] {
        self.revises.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Every group, in the order of their earliest.
    pub(super) fn groups(&self) -> &[Vec<DocAddress>] {
        &self.groups
    }

    /// Every revision: the earlier article, what was done to it, and the later.
    pub(super) fn revisions(
        &self,
    ) -> impl Iterator<Item = (DocAddress, Revision, DocAddress)> + '_ {
        let earlier = self.revised.iter();
        earlier.flat_map(|(earlier, later)| {
            let later = later.iter();
            later.map(|(revision, later)| (*earlier, *revision, *later))
        })
    }

    fn new(file: &CopiesFile, searcher: &Searcher) -> Option<Self> {
        let ids = searcher.segment_readers().iter();
        let ids: FxHashMap<String, u32> = ids
            .map(|segment| segment.segment_id().uuid_string())
            .zip(0..)
            .collect();
        let segments = file.segments.iter().map(|id| ids.get(id).copied());
        let segments: Vec<u32> = segments.collect::<Option<_>>()?;
        let address = |(segment, doc): Place| {
            let segment = segments.get(usize::try_from(segment).ok()?)?;
            Some(DocAddress::new(*segment, doc))
        };
        let mut copies = Self::default();
        for group in &file.groups {
            let members: Vec<DocAddress> =
                group.iter().map(|at| address(*at)).collect::<Option<_>>()?;
            let number = copies.groups.len();
            copies
                .group_of
                .extend(members.iter().map(|at| (*at, number)));
            copies.groups.push(members);
        }
        for (earlier, revision, later) in &file.revisions {
            let (earlier, later) = (address(*earlier)?, address(*later)?);
            copies
                .revised
                .entry(earlier)
                .or_default()
                .push((*revision, later));
            copies
                .revises
                .entry(later)
                .or_default()
                .push((*revision, earlier));
        }
        Some(copies)
    }
}

/// Groups, revisions, and what was found out about pairs of texts on the way.
type Gathered = (Vec<Vec<Place>>, Vec<(Place, Revision, Place)>, Known);

/// What the copies of a generation are. Articles and quotes know nothing of each other, and are gathered at once.
fn found(searcher: &Searcher, known: &Known) -> tantivy::Result<CopiesFile> {
    let paths = Paths::open(searcher)?;
    let (articles, quotes) = std::thread::scope(|scope| {
        let quotes = scope.spawn(|| of_all_quotes(searcher, &paths, known));
        let articles = of_all_articles(searcher, &paths, known);
        (articles, quotes.join().expect("gathering does not panic"))
    });
    let (mut groups, revisions, mut known) = articles?;
    let (quotations, _, of_quotes) = quotes?;
    groups.extend(quotations);
    known.extend(of_quotes);
    let segments = searcher.segment_readers().iter();
    let segments = segments.map(|segment| segment.segment_id().uuid_string());
    Ok(CopiesFile {
        segments: segments.collect(),
        groups,
        revisions,
        known,
    })
}

fn of_all_articles(searcher: &Searcher, paths: &Paths, known: &Known) -> tantivy::Result<Gathered> {
    let articles = keyed(searcher, paths, false)?;
    let mut compared = Known::default();
    let mut bodies = Bodies::new(searcher, &articles)?;
    let groups = gather(&articles, &mut bodies, known, &mut compared)?;
    let revisions = revisions::revisions(&articles, &groups).into_iter();
    let revisions = revisions.map(|((earlier, revision), later)| {
        (place(&articles[earlier]), revision, place(&articles[later]))
    });
    let revisions = revisions.collect();
    Ok((places(&groups, &articles), revisions, compared))
}

fn of_all_quotes(searcher: &Searcher, paths: &Paths, known: &Known) -> tantivy::Result<Gathered> {
    let quotes = keyed(searcher, paths, true)?;
    let mut compared = Known::default();
    let mut quotations = Quotations::new(searcher, &quotes)?;
    let groups = gather(&quotes, &mut quotations, known, &mut compared)?;
    Ok((places(&groups, &quotes), Vec::new(), compared))
}

fn places(groups: &[Vec<usize>], items: &[Keyed<'_>]) -> Vec<Vec<Place>> {
    let groups = groups.iter();
    groups
        .map(|group| group.iter().map(|nth| place(&items[*nth])).collect())
        .collect()
}

fn place(item: &Keyed<'_>) -> Place {
    (item.at.segment_ord, item.at.doc_id)
}

/// Finds the copies of a generation that is finished, and writes them beside its segments.
pub(super) fn write(index: &Index, searcher: &Searcher, known: &Earlier) -> tantivy::Result<()> {
    let file = found(searcher, &known.0)?;
    let directory = index.directory();
    let written = tantivy::Directory::atomic_write(directory, Path::new(FILE), &file.to_bytes());
    written.map_err(TantivyError::from)
}

/// What an earlier run found out about pairs of texts.
#[derive(Default)]
pub(super) struct Earlier(Known);

impl Earlier {
    /// What the file of a generation knows; nothing where there is none, or it is damaged.
    pub(super) fn read(index: &Index) -> Self {
        let file = bytes(index)
            .ok()
            .and_then(|bytes| CopiesFile::from_bytes(&bytes));
        Self(file.unwrap_or_default().known)
    }
}

fn bytes(index: &Index) -> Result<Vec<u8>, OpenReadError> {
    tantivy::Directory::atomic_read(index.directory(), Path::new(FILE))
}

/// Reads the copies of a generation.
pub(super) fn read(index: &Index, searcher: &Searcher) -> tantivy::Result<Copies> {
    let file = CopiesFile::from_bytes(&bytes(index)?);
    let copies = file.and_then(|file| Copies::new(&file, searcher));
    copies.ok_or_else(|| {
        TantivyError::InternalError(format!(
            "the file {FILE} is not as it was written; dateline check --repair makes it anew"
        ))
    })
}

/// The copies as they come out today, whatever the file says.
pub(super) fn anew(searcher: &Searcher) -> tantivy::Result<Copies> {
    let file = found(searcher, &Known::default())?;
    Ok(Copies::new(&file, searcher).expect("the segments are those of the searcher"))
}
