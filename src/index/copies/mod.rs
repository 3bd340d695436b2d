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
mod open;
mod overlap;
mod read;
mod revisions;
mod sketch;
mod tables;
mod words;

use std::path::Path;

use tantivy::directory::error::OpenReadError;
use tantivy::directory::{MmapDirectory, OwnedBytes};
use tantivy::{Directory, Index, Searcher, TantivyError};

use file::{CopiesFile, Place};
use gather::{Known, gather};
use keyed::{Keyed, Paths, keyed};
use read::{Bodies, Quotations};
use tables::Tables;

pub(super) use keyed::Columns;
pub use marks::Marks;
pub use open::{Copies, GroupsInOrder};
pub use revisions::Revision;
pub use sketch::{Sketch, of_article, of_quotes};

/// The file beside the segments of a generation.
pub(super) const FILE: &str = "copies";

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
    let (articles, revisions, mut known) = articles?;
    let (quotes, _, of_quotes) = quotes?;
    known.extend(of_quotes);
    let segments = searcher.segment_readers().iter();
    let segments = segments.map(|segment| segment.segment_id().uuid_string());
    Ok(CopiesFile {
        segments: segments.collect(),
        articles,
        quotes,
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
    let mut revisions: Vec<_> = revisions.collect();
    revisions.sort_unstable();
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
    let written = directory.atomic_write(Path::new(FILE), &file.to_bytes());
    written.map_err(TantivyError::from)
}

/// What an earlier run found out about pairs of texts.
#[derive(Default)]
pub(super) struct Earlier(Known);

impl Earlier {
    /// What the file of a generation knows; nothing where there is none, or it is damaged.
    pub(super) fn read(index: &Index) -> Self {
        let bytes = bytes(index).ok().filter(|bytes| file::are_whole(bytes));
        let known = bytes.and_then(|bytes| Some(Tables::of(&bytes)?.known(&bytes).collect()));
        Self(known.unwrap_or_default())
    }
}

fn bytes(index: &Index) -> Result<Vec<u8>, OpenReadError> {
    index.directory().atomic_read(Path::new(FILE))
}

/// The copies of a generation in this folder, looked up where they lie: of the file little is read.
pub(super) fn open(generation: &Path, searcher: &Searcher) -> tantivy::Result<Copies> {
    let file = MmapDirectory::open(generation)?.open_read(Path::new(FILE))?;
    let bytes = file.read_bytes()?;
    Copies::new(bytes, searcher).ok_or_else(damaged)
}

/// The same, after all of the file was found to be as it was written.
pub(super) fn proved(index: &Index, searcher: &Searcher) -> tantivy::Result<Copies> {
    let bytes = bytes(index)?;
    let bytes = Some(bytes).filter(|bytes| file::are_whole(bytes));
    let copies = bytes.and_then(|bytes| Copies::new(OwnedBytes::new(bytes), searcher));
    copies.ok_or_else(damaged)
}

fn damaged() -> TantivyError {
    TantivyError::InternalError(format!(
        "the file {FILE} is not as it was written; dateline check --repair makes it anew"
    ))
}

/// The copies as they come out today, whatever the file says.
pub(super) fn anew(searcher: &Searcher) -> tantivy::Result<Copies> {
    let bytes = found(searcher, &Known::default())?.to_bytes();
    let copies = Copies::new(OwnedBytes::new(bytes), searcher);
    Ok(copies.expect("the segments are those of the searcher"))
}
