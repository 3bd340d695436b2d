//! Copies: the same story in several papers, the same quotation in several articles, and what corrects or updates what.
//!
//! In: an index whose documents carry the numbers that they are recognised by (`sketch.rs`, [`Marks`]; each made of its article
//! alone). Out: [`Copies`], groups and revisions, kept in a file beside the segments of a generation. They depend on what the index
//! holds and on no order: a build gathers all of it (`gather.rs`), and an update ends where that would, by looking at what a
//! change may touch (`change.rs`, `nearby/`, `regather.rs`). Since later runs go on with the groups of earlier ones, whoever changes
//! what makes a copy raises [`SCHEMA_VERSION`](super::SCHEMA_VERSION).

mod bodies;
mod candidates;
mod change;
mod file;
mod gather;
mod kept;
mod keyed;
mod listed;
mod marks;
mod nearby;
mod open;
mod overlap;
mod quotations;
mod reader;
mod regather;
mod revisions;
mod scan;
mod shared;
mod sketch;
mod tables;
mod trace;
mod words;

use std::path::Path;

use rustc_hash::FxHashMap;
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{MmapDirectory, OwnedBytes};
use tantivy::{Directory, DocAddress, Index, Searcher, TantivyError};

use bodies::Bodies;
use change::{Change, State};
use file::{CopiesFile, Place};
use gather::{Judge, Role, gather};
use listed::{Listed, Nth};
use quotations::Quotations;
use regather::{Group, regather};

pub(super) use kept::{Row, Rows, SketchFiles, Sketches, part};
pub(super) use keyed::Columns;
pub use marks::Marks;
pub use open::{Copies, GroupsInOrder};
pub use revisions::Revision;
pub(super) use sketch::add_article;

/// The file beside the segments of a generation.
pub(super) const FILE: &str = "copies";

/// What the copies of a generation are. Articles and quotes know nothing of each other, nor do quotes of different classes, and
/// are gathered at once.
fn found(now: &State<'_>) -> tantivy::Result<CopiesFile> {
    let nth = Nth::of_all(now);
    let articles = &Listed::articles(now, &nth)?;
    let (of_articles, of_quotes) = std::thread::scope(|scope| {
        let of_class = |class| {
            let quotes = articles.quotes(&now.columns, &nth, class);
            groups(&quotes, &mut Quotations::of(now))
        };
        let quotes: Vec<_> = sketch::classes()
            .map(|class| scope.spawn(move || of_class(class)))
            .collect();
        let bodies = Bodies::new(now.searcher);
        let of_articles = bodies.and_then(|mut bodies| groups(articles, &mut bodies));
        let quotes = quotes.into_iter();
        let of_quotes: tantivy::Result<Vec<_>> = quotes
            .map(|class| class.join().expect("gathering does not panic"))
            .collect();
        (of_articles, of_quotes)
    });
    file(now, of_articles?, of_quotes?.concat())
}

/// What they are, by what they were and what has changed; `None` where nothing is known of before, or too much has changed.
fn updated(before: Option<&Before<'_>>, now: &State<'_>) -> tantivy::Result<Option<CopiesFile>> {
    let Some(Before { searcher, copies }) = before else {
        return Ok(None);
    };
    let before = State::open(searcher)?;
    let Some(change) = Change::between(&before, now)? else {
        return Ok(None);
    };
    let regathered = |quotes: bool| {
        let groups = copies.with_roles(&before, quotes);
        match quotes {
            true => {
                let mut judge = Quotations::of(now);
                regather(&before, now, &change, &groups, quotes, &mut judge)
            }
            false => {
                let mut judge = Bodies::new(now.searcher)?;
                regather(&before, now, &change, &groups, quotes, &mut judge)
            }
        }
    };
    match (regathered(false)?, regathered(true)?) {
        (Some(articles), Some(quotes)) => file(now, articles, quotes).map(Some),
        _ => Ok(None),
    }
}

/// The groups of at least two.
fn groups(texts: &Listed, judge: &mut dyn Judge) -> tantivy::Result<Vec<Group<DocAddress>>> {
    // Nearly all are alone.
    let mut group_of: FxHashMap<usize, usize> = FxHashMap::default();
    let mut groups: Vec<Group<DocAddress>> = Vec::new();
    for (item, placed) in texts.items.iter().zip(gather(texts, judge)?) {
        if placed.role == Role::Leads {
            continue;
        }
        let group = *group_of.entry(placed.leader).or_insert_with(|| {
            groups.push(vec![(texts.items[placed.leader].at, Role::Leads)]);
            groups.len() - 1
        });
        groups[group].push((item.at, placed.role));
    }
    Ok(groups)
}

fn file(
    now: &State<'_>,
    articles: Vec<Group<DocAddress>>,
    quotes: Vec<Group<DocAddress>>,
) -> tantivy::Result<CopiesFile> {
    let place = |at: DocAddress| -> Place { (at.segment_ord, at.doc_id) };
    let (items, among) = revisions::revisable(now, &articles)?;
    let revisions = revisions::revisions(&items, &among).into_iter();
    let revisions = revisions.map(|((earlier, revision), later)| {
        (place(items[earlier].at), revision, place(items[later].at))
    });
    let places = |groups: Vec<Group<DocAddress>>| -> Vec<Group<Place>> {
        let groups = groups.into_iter();
        let members = |group: Group<DocAddress>| {
            let members = group.into_iter();
            members.map(|(at, role)| (place(at), role)).collect()
        };
        let mut groups: Vec<Group<Place>> = groups.map(members).collect();
        groups.sort_unstable();
        groups
    };
    let segments = now.searcher.segment_readers().iter();
    let segments = segments.map(|segment| segment.segment_id().uuid_string());
    Ok(CopiesFile {
        segments: segments.collect(),
        articles: places(articles),
        quotes: places(quotes),
        revisions: revisions.collect(),
    })
}

/// A generation that readers see, and its copies.
pub(super) struct Before<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) copies: &'a Copies,
}

/// Finds the copies of a generation that is finished, and writes them beside its segments.
pub(super) fn write(
    index: &Index,
    searcher: &Searcher,
    before: Option<&Before<'_>>,
) -> tantivy::Result<()> {
    let now = State::open(searcher)?;
    let file = match updated(before, &now)? {
        Some(file) => file,
        None => found(&now)?,
    };
    let directory = index.directory();
    let written = directory.atomic_write(Path::new(FILE), &file.to_bytes());
    written.map_err(TantivyError::from)
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
    let bytes = found(&State::open(searcher)?)?.to_bytes();
    let copies = Copies::new(OwnedBytes::new(bytes), searcher);
    Ok(copies.expect("the segments are those of the searcher"))
}
