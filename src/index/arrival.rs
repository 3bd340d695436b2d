//! When each article was first seen, and when it last changed.
//!
//! In: the folder of an index. Out: the stamps of a file's articles, kept from the index in use where that has them: from
//! update to update and over a rebuild, also of an index of another version. Nothing here goes into a dump, and no query but
//! one for what is new asks for it.

use std::collections::HashMap;
use std::sync::OnceLock;

use tantivy::columnar::Column;
use tantivy::index::SegmentComponent;
use tantivy::{DocId, Index, Segment, SegmentReader};

use super::block::article_of;
use super::documents::FileEntry;
use super::manifest::Texts;
use super::{IndexFolder, directory};

/// When an article came, in seconds since 1970 by the clock of the run that read it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// When an article of this id was read for the first time; 0 where an index says that it was there and not since when.
    pub first_seen: i64,
    /// When its file was last read with other content.
    pub changed: i64,
}

/// What arrived after some moment: it is new, or it was there and has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    /// It was not there.
    New,
    /// It was there with other content.
    Changed,
}

impl Arrival {
    /// What the article is to somebody who has seen the index of a moment; `None` where it is as it was then.
    #[must_use]
    pub fn since(self, moment: i64) -> Option<News> {
        if self.first_seen > moment {
            Some(News::New)
        } else if self.changed > moment {
            Some(News::Changed)
        } else {
            None
        }
    }
}

/// The stamps that a run gives to the articles that it reads.
pub struct Stamps<'a> {
    folder: &'a IndexFolder,
    now: i64,
    kept: OnceLock<HashMap<String, Kept>>,
}

/// What the index in use knows of a file.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    /// Bytes, and the hash of them.
    content: Option<(u64, u64)>,
    /// When its articles came, where it has any.
    arrival: Option<Arrival>,
}

impl<'a> Stamps<'a> {
    /// The stamps of a run at `now`, seconds since 1970, that goes out from the index in use in `folder`.
    #[must_use]
    pub fn new(folder: &'a IndexFolder, now: i64) -> Self {
        Self {
            folder,
            now,
            kept: OnceLock::new(),
        }
    }

    /// When the articles of a file arrived. The index in use is looked at once, when the first file is asked for.
    #[must_use]
    pub fn of(&self, file: &FileEntry) -> Arrival {
        let kept = self.kept.get_or_init(|| kept(self.folder));
        let kept = kept.get(&file.id).copied().unwrap_or_default();
        match kept.arrival {
            Some(arrival) if kept.content == Some((file.size, file.hash)) => arrival,
            arrival => Arrival {
                first_seen: arrival.map_or(self.now, |arrival| arrival.first_seen),
                changed: self.now,
            },
        }
    }
}

/// The files of the index in use, by their id. What cannot be read says nothing: its articles are new.
fn kept(folder: &IndexFolder) -> HashMap<String, Kept> {
    let mut kept = HashMap::new();
    for segment in segments(folder).unwrap_or_default() {
        if is_sound(&segment) {
            // A segment of which a part is missing adds what was read of it.
            let _ = SegmentReader::open(&segment).and_then(|reader| read(&reader, &mut kept));
        }
    }
    kept
}

fn segments(folder: &IndexFolder) -> Option<Vec<Segment>> {
    let generation = folder.generation_in_use().ok()?;
    let index = directory::for_reading(&generation).and_then(Index::open);
    index.ok()?.searchable_segments().ok()
}

/// Whether columns and deletions are as they were written: damaged ones could say anything.
fn is_sound(segment: &Segment) -> bool {
    let parts = [SegmentComponent::FastFields, SegmentComponent::Delete];
    let parts = parts
        .into_iter()
        .filter(|part| *part != SegmentComponent::Delete || segment.meta().has_deletes());
    let directory = segment.index().directory();
    parts.into_iter().all(|part| {
        let file = segment.relative_path(part);
        directory.validate_checksum(&file).unwrap_or(false)
    })
}

fn read(reader: &SegmentReader, kept: &mut HashMap<String, Kept>) -> tantivy::Result<()> {
    let fast = reader.fast_fields();
    let ids = Texts::open(fast.str("file_id")?)?;
    let (sizes, hashes) = (fast.u64("file_size")?, fast.u64("file_hash")?);
    let numbers = fast.u64("nth")?;
    // Older indexes have no such columns: all that they hold was there before.
    let arrivals = ArrivalColumns::open(reader).ok();
    for doc in reader.doc_ids_alive() {
        let Some(id) = ids.of(doc) else { continue };
        if let Some(content) = sizes.first(doc).zip(hashes.first(doc)) {
            kept.entry(id.to_owned()).or_default().content = Some(content);
        } else if numbers.first(doc) == Some(0) {
            let arrival = arrivals.as_ref().map(|columns| columns.of(doc));
            let arrival = arrival.unwrap_or_default();
            kept.entry(id.to_owned()).or_default().arrival = Some(arrival);
        }
    }
    Ok(())
}

/// The columns of a segment that say when its articles arrived.
pub struct ArrivalColumns {
    nth: Column<u64>,
    first_seen: Column<i64>,
    changed: Column<i64>,
}

impl ArrivalColumns {
    /// # Errors
    /// A column cannot be read.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            nth: fast.u64("nth")?,
            first_seen: fast.i64("first_seen")?,
            changed: fast.i64("changed")?,
        })
    }

    /// When an article, or the article of a quote, arrived.
    #[must_use]
    pub fn of(&self, doc: DocId) -> Arrival {
        let (article, _) = article_of(&self.nth, doc);
        Arrival {
            first_seen: self.first_seen.first(article).unwrap_or(0),
            changed: self.changed.first(article).unwrap_or(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_new_or_changed_since_a_moment_or_neither() {
        let arrival = Arrival {
            first_seen: 10,
            changed: 20,
        };
        assert_eq!(arrival.since(9), Some(News::New));
        assert_eq!(arrival.since(10), Some(News::Changed));
        assert_eq!(arrival.since(20), None);
    }
}
