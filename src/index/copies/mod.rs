//! Copies: the same story in several papers, the same quotation in several articles, and what corrects or updates what.
//!
//! In: an index whose documents carry the numbers that they are recognised by ([`Sketch`], [`Marks`]; each made of its article
//! alone). Out: [`Copies`], groups and revisions, kept in a file beside the segments of a generation. They depend on what the index
//! holds and on no order: a build gathers all of it (`gather.rs`), and an update ends where that would, by looking at what a
//! change may touch (`change.rs`, `nearby/`, `regather.rs`). Since later runs go on with the groups of earlier ones, whoever changes
//! what makes a copy raises [`SCHEMA_VERSION`](super::SCHEMA_VERSION).

mod change;
mod file;
mod gather;
mod keyed;
mod marks;
mod nearby;
mod overlap;
mod read;
mod regather;
mod revisions;
mod scan;
mod sketch;
mod words;

use std::path::Path;

use rustc_hash::FxHashMap;
use tantivy::directory::error::OpenReadError;
use tantivy::{DocAddress, Index, Searcher, TantivyError};

use change::{Change, State};
use file::{CopiesFile, Place};
use gather::{Placed, Role, gather};
use keyed::{Keyed, Listed};
use read::{Bodies, Quotations};
use regather::{Group, regather};

pub(super) use keyed::Columns;
pub use marks::Marks;
pub use revisions::Revision;
pub use sketch::{Sketch, of_article, of_quotes, packed};

/// The file beside the segments of a generation.
pub(super) const FILE: &str = "copies";

/// Which documents of an index are copies of each other, and which articles were revised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    groups: Vec<Vec<DocAddress>>,
    /// What each is in its group; for the next run.
    roles: Vec<Vec<Role>>,
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
        let mut groups: Vec<Group<DocAddress>> = Vec::with_capacity(file.groups.len());
        for group in &file.groups {
            let members = group.iter().map(|(at, role)| Some((address(*at)?, *role)));
            groups.push(members.collect::<Option<_>>()?);
        }
        groups.sort_by_key(|group| group.first().map(|(at, _)| *at));
        for (number, group) in groups.into_iter().enumerate() {
            let members = group.iter().map(|(at, _)| (*at, number));
            copies.group_of.extend(members);
            let (members, roles) = group.into_iter().unzip();
            copies.groups.push(members);
            copies.roles.push(roles);
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
        let tied = copies
            .revised
            .values_mut()
            .chain(copies.revises.values_mut());
        tied.for_each(|tied| tied.sort_unstable());
        Some(copies)
    }

    /// The groups of articles, or of quotes, with what each text is in its group.
    fn with_roles(&self, state: &State<'_>, quotes: bool) -> Vec<Group<DocAddress>> {
        let groups = self.groups.iter().zip(&self.roles);
        let wanted = groups.filter(|(group, _)| state.is_quote(group[0]) == quotes);
        let with_roles = wanted.map(|(group, roles)| {
            let group = group.iter().copied();
            group.zip(roles.iter().copied()).collect()
        });
        with_roles.collect()
    }
}

/// What the copies of a generation are. Articles and quotes know nothing of each other, and are gathered at once.
fn found(now: &State<'_>) -> tantivy::Result<CopiesFile> {
    let articles = Listed::articles(now.searcher, &now.columns)?;
    let (of_articles, of_quotes) = std::thread::scope(|scope| {
        let quotes = scope.spawn(|| {
            let quotes = articles.quotes(now.searcher, &now.columns);
            let placed = gather(&quotes, &mut Quotations::new(now.searcher)?)?;
            tantivy::Result::Ok(groups(&quotes.items, &placed))
        });
        let bodies = Bodies::new(now.searcher);
        let placed = bodies.and_then(|mut bodies| gather(&articles, &mut bodies));
        let groups = placed.map(|placed| groups(&articles.items, &placed));
        (groups, quotes.join().expect("gathering does not panic"))
    });
    file(now, of_articles?, of_quotes?)
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
                let mut judge = Quotations::new(now.searcher)?;
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
fn groups(items: &[Keyed], placed: &[Placed]) -> Vec<Group<DocAddress>> {
    let mut groups: Vec<Group<DocAddress>> = vec![Vec::new(); items.len()];
    for (item, placed) in items.iter().zip(placed) {
        groups[placed.leader].push((item.at, placed.role));
    }
    groups.retain(|members| members.len() > 1);
    groups
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
    let segments = now.searcher.segment_readers().iter();
    let groups = articles.into_iter().chain(quotes);
    let mut groups: Vec<Group<Place>> = groups
        .map(|group| {
            group
                .into_iter()
                .map(|(at, role)| (place(at), role))
                .collect()
        })
        .collect();
    groups.sort_unstable();
    Ok(CopiesFile {
        segments: segments
            .map(|segment| segment.segment_id().uuid_string())
            .collect(),
        revisions: revisions.collect(),
        groups,
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
    let written = tantivy::Directory::atomic_write(directory, Path::new(FILE), &file.to_bytes());
    written.map_err(TantivyError::from)
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
    let file = found(&State::open(searcher)?)?;
    Ok(Copies::new(&file, searcher).expect("the segments are those of the searcher"))
}
