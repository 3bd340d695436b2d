//! When each article was first seen, and when it last changed.
//!
//! In: the folder of an index. Out: the stamps of a file's articles, kept from the index in use where that has them: from
//! update to update and over a rebuild, also of an index of another version. Nothing here goes into a dump, and no query but
//! one for what is new asks for it.

use std::collections::HashMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    /// The sound segments of the index in use.
    segments: OnceLock<Vec<SegmentReader>>,
    /// How many files have been asked for.
    asked: AtomicUsize,
    /// All files of these segments, by their path.
    kept: OnceLock<HashMap<String, Kept>>,
}

/// So many files are looked up one by one; for more all are read.
const ONE_BY_ONE: usize = 16;

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
            segments: OnceLock::new(),
            asked: AtomicUsize::new(0),
            kept: OnceLock::new(),
        }
    }

    /// When the articles of a file arrived. The index in use is opened once, when the first file is asked for.
    #[must_use]
    pub fn of(&self, file: &FileEntry) -> Arrival {
        let segments = self.segments.get_or_init(|| sound_segments(self.folder));
        let kept = if self.asked.fetch_add(1, Ordering::Relaxed) < ONE_BY_ONE {
            kept(segments, file)
        } else {
            let all = self.kept.get_or_init(|| all_kept(segments));
            all.get(&file.path()).copied().unwrap_or_default()
        };
        match kept.arrival {
            Some(arrival) if kept.content == Some((file.size, file.hash)) => arrival,
            arrival => Arrival {
                first_seen: arrival.map_or(self.now, |arrival| arrival.first_seen),
                changed: self.now,
            },
        }
    }
}

/// The segments of the index in use that can be read: what cannot says nothing, and its articles are new.
fn sound_segments(folder: &IndexFolder) -> Vec<SegmentReader> {
    let segments = segments(folder).unwrap_or_default();
    let sound = segments.iter().filter(|segment| is_sound(segment));
    sound.flat_map(SegmentReader::open).collect()
}

/// What the segments know of a file.
fn kept(segments: &[SegmentReader], file: &FileEntry) -> Kept {
    let mut kept = Kept::default();
    for reader in segments {
        let _ = read_one(reader, file, &mut kept);
    }
    kept
}

/// All files, by their path. A segment of which a part is missing adds what was read of it.
fn all_kept(segments: &[SegmentReader]) -> HashMap<String, Kept> {
    let mut kept = HashMap::new();
    for reader in segments {
        let _ = read_all(reader, &mut kept);
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

fn read_one(reader: &SegmentReader, file: &FileEntry, kept: &mut Kept) -> tantivy::Result<()> {
    let fast = reader.fast_fields();
    let roots = fast.str("file_root")?;
    let is_of_root = |doc| {
        let mut label = String::new();
        let number = roots.as_ref().and_then(|roots| roots.term_ords(doc).next());
        let read = number.zip(roots.as_ref());
        read.is_none_or(|(number, roots)| {
            roots.ord_to_str(number, &mut label).is_ok() && label == file.root
        })
    };
    let columns = KeptColumns::open(reader)?;
    for (column, text) in [
        ("sort_path", file.path()),
        ("file_below", file.below.clone()),
    ] {
        let docs = documents_of(reader, column, &text)?.into_iter();
        for doc in docs.filter(|doc| !reader.is_deleted(*doc) && is_of_root(*doc)) {
            columns.add(doc, kept);
        }
    }
    Ok(())
}

/// The documents that have this text in a column.
fn documents_of(reader: &SegmentReader, column: &str, text: &str) -> tantivy::Result<Vec<DocId>> {
    let mut docs = Vec::new();
    if let Some(texts) = reader.fast_fields().str(column)?
        && let Some(number) = texts.dictionary().term_ord(text)?
    {
        let all = 0..reader.max_doc();
        let numbers = texts.ords();
        numbers.get_docids_for_value_range(number..=number, all, &mut docs);
    }
    Ok(docs)
}

fn read_all(reader: &SegmentReader, kept: &mut HashMap<String, Kept>) -> tantivy::Result<()> {
    let fast = reader.fast_fields();
    let roots = Texts::open(fast.str("file_root")?)?;
    let below = Texts::open(fast.str("file_below")?)?;
    let paths = Texts::open(fast.str("sort_path")?)?;
    let columns = KeptColumns::open(reader)?;
    for doc in reader.doc_ids_alive() {
        let file = roots.of(doc).zip(below.of(doc));
        let path = file.map(|(root, below)| format!("{root}/{below}"));
        if let Some(path) = path.or_else(|| paths.of(doc).map(str::to_owned)) {
            columns.add(doc, kept.entry(path).or_default());
        }
    }
    Ok(())
}

/// What a segment says of files and of articles.
struct KeptColumns {
    size: Column<u64>,
    hash: Column<u64>,
    nth: Column<u64>,
    /// Older indexes have no such columns: all that they hold was there before.
    arrivals: Option<ArrivalColumns>,
}

impl KeptColumns {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            size: fast.u64("file_size")?,
            hash: fast.u64("file_hash")?,
            nth: fast.u64("nth")?,
            arrivals: ArrivalColumns::open(reader).ok(),
        })
    }

    fn add(&self, doc: DocId, kept: &mut Kept) {
        if let Some(content) = self.size.first(doc).zip(self.hash.first(doc)) {
            kept.content = Some(content);
        } else if self.nth.first(doc) == Some(0) {
            let arrival = self.arrivals.as_ref().map(|columns| columns.of(doc));
            kept.arrival = Some(arrival.unwrap_or_default());
        }
    }
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
