//! Whether an index is sound: its files, and what its documents say of each other.

use std::collections::{HashMap, HashSet};

use tantivy::index::SegmentComponent;
use tantivy::{Index, SegmentReader, TantivyDocument};

use super::manifest::Texts;
use super::record::Stored;
use super::{IndexError, IndexFolder, SCHEMA_VERSION, SpokenColumns, copies, directory};
use crate::article::{CheckReport, Damage, DamageKind};

/// The files of a segment; the last is there where documents were removed.
fn parts() -> [SegmentComponent; 8] {
    [
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::Terms,
        SegmentComponent::Store,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
        SegmentComponent::Delete,
        copies::part(),
    ]
}

/// What has been seen of files so far.
#[derive(Default)]
struct Seen {
    /// Whether each file was left out, by its path.
    files: HashMap<String, bool>,
    /// Files that articles came from.
    with_articles: HashSet<String>,
}

impl IndexFolder {
    /// Looks at every file and every document of the index in use: whether the files are those that were written, whether each
    /// file of the corpus has one document, each article its file, and each quote its article, and the other way round.
    ///
    /// # Errors
    /// There is no index, or it is of another version. Damage is no error.
    pub fn check(&self) -> Result<CheckReport, IndexError> {
        let mut report = CheckReport::new(self.path().display().to_string());
        let generation = self.generation_in_use()?;
        let whole_meta = self.is_meta_whole()?;
        if whole_meta == Some(false) {
            let message = "is not as it was written".to_owned();
            report.add(DamageKind::Checksum, "meta.json", message);
        }
        let index = match directory::for_reading(&generation).and_then(Index::open) {
            Ok(index) => index,
            Err(error) => {
                report.add(DamageKind::Unreadable, "meta.json", error.to_string());
                return Ok(report);
            }
        };
        let segments = match index.searchable_segments() {
            Ok(segments) => segments,
            Err(error) => {
                report.add(DamageKind::Unreadable, "meta.json", error.to_string());
                return Ok(report);
            }
        };
        let mut sound = Vec::new();
        for segment in segments {
            report.segments += 1;
            let before = report.damage.len();
            for part in parts() {
                if part == SegmentComponent::Delete && !segment.meta().has_deletes() {
                    continue;
                }
                let file = segment.relative_path(part);
                let name = file.display().to_string();
                match index.directory().validate_checksum(&file) {
                    Ok(true) => {}
                    Ok(false) => {
                        let message = "is not as it was written".to_owned();
                        report.add(DamageKind::Checksum, &name, message);
                    }
                    Err(error) => report.add(DamageKind::Unreadable, &name, error.to_string()),
                }
            }
            if report.damage.len() > before {
                report.damaged_segments.push(segment.id().uuid_string());
            } else {
                sound.push(segment);
            }
        }
        let whole = report.damaged_segments.is_empty();
        if whole {
            // Refuses another version, which would be misread below.
            match self.open() {
                Err(_) if whole_meta == Some(false) => return Ok(report),
                Err(IndexError::OtherVersion { found, .. }) if found == SCHEMA_VERSION => {
                    let message = "has other fields than its version has".to_owned();
                    report.add(DamageKind::Unreadable, "meta.json", message);
                    return Ok(report);
                }
                opened => drop(opened?),
            }
        }
        let mut seen = Seen::default();
        for segment in sound {
            let before = report.damage.len();
            let looked = SegmentReader::open(&segment)
                .and_then(|reader| look(&reader, &mut seen, &mut report));
            let name = segment.id().uuid_string();
            if let Err(error) = looked {
                report.add(DamageKind::Unreadable, &name, error.to_string());
            }
            if report.damage.len() > before {
                report.damaged_segments.push(name);
            }
        }
        if whole {
            compare(&seen, &mut report);
            self.check_payload(&mut report)?;
        }
        if whole_meta.is_none() {
            let message = "does not say what meta.json was".to_owned();
            report.add(DamageKind::Unreadable, "CURRENT", message);
        }
        if report.is_sound() {
            self.check_copies(&mut report)?;
        }
        Ok(report)
    }
}

impl IndexFolder {
    /// Compares the files with those that the last run counted: where the list of removed documents is lost, they are back.
    /// Fewer are no damage: the run counts those that it could not read.
    fn check_payload(&self, report: &mut CheckReport) -> Result<(), IndexError> {
        let Some(payload) = self.open()?.payload() else {
            let message = "does not say which roots the index has".to_owned();
            report.add(DamageKind::Unreadable, "meta.json", message);
            return Ok(());
        };
        let counted: u64 = payload.roots.values().map(|root| root.files).sum();
        if counted < report.files {
            let message = format!("counts {counted} files, and there are {}", report.files);
            report.add(DamageKind::Document, "meta.json", message);
        }
        Ok(())
    }

    /// Finds the copies anew, and compares them with what the index says.
    fn check_copies(&self, report: &mut CheckReport) -> Result<(), IndexError> {
        let open = self.open()?;
        let fault = match copies::proved(&open.index, &open.searcher()) {
            Ok(copies) => {
                let anew = copies::anew(&open.searcher()).map_err(|error| self.failed(error))?;
                let message = "the copies are not those of the articles";
                (copies != anew).then(|| (DamageKind::Document, message.to_owned()))
            }
            Err(error) => Some((DamageKind::Unreadable, error.to_string())),
        };
        if let Some((kind, message)) = fault {
            report.add(kind, copies::FILE, message);
        }
        Ok(())
    }
}

/// Goes through the documents of a segment in their order.
fn look(reader: &SegmentReader, seen: &mut Seen, report: &mut CheckReport) -> tantivy::Result<()> {
    let fast = reader.fast_fields();
    let roots = Texts::open(fast.str("file_root")?)?;
    let below = Texts::open(fast.str("file_below")?)?;
    let paths = Texts::open(fast.str("sort_path")?)?;
    let skips = Texts::open(fast.str("file_skip")?)?;
    let numbers = fast.u64("nth")?;
    let spoken = SpokenColumns::open(reader)?;
    let keys = copies::Columns::open(reader)?;
    let stored = Stored::of(reader.schema())?;
    let store = reader.get_store_reader(1)?;
    let alive = |doc: u32| !reader.is_deleted(doc);
    // The article that quotes are expected of, and up to which document.
    let mut expected = 0..0;
    for doc in reader.doc_ids_alive() {
        if let Some((root, below)) = roots.of(doc).zip(below.of(doc)) {
            report.files += 1;
            let path = format!("{root}/{below}");
            let skipped = skips.of(doc).is_some();
            if seen.files.insert(path, skipped).is_some() {
                report.add(DamageKind::Document, below, "is there twice".to_owned());
            }
            continue;
        }
        match numbers.first(doc) {
            Some(0) => {
                report.articles += 1;
                let path = paths.of(doc).unwrap_or_default();
                seen.with_articles.insert(path.to_owned());
                let document: TantivyDocument = store.get(doc)?;
                match stored.record(&document).article() {
                    Ok(article) => {
                        let quotes = u32::try_from(article.quotes.len()).unwrap_or(u32::MAX);
                        expected = doc + 1..doc.saturating_add(quotes).saturating_add(1);
                        let whole = expected.clone().all(|quote| {
                            quote < reader.max_doc()
                                && alive(quote)
                                && numbers.first(quote) == Some(u64::from(quote - doc))
                        });
                        if !whole {
                            let message = "its quotes do not follow it".to_owned();
                            report.add(DamageKind::Document, &article.path, message);
                        } else if !spoken.are_of(&article, doc) {
                            let message = "its quotes have other speakers than it says".to_owned();
                            report.add(DamageKind::Document, &article.path, message);
                        } else if !keys.are_of(&article, doc) {
                            let message = "its copies are looked for by other words".to_owned();
                            report.add(DamageKind::Document, &article.path, message);
                        }
                    }
                    Err(error) => {
                        let message = format!("document {doc}: {error}");
                        report.add(DamageKind::Document, "", message);
                    }
                }
            }
            Some(nth) => {
                report.quotes += 1;
                if !expected.contains(&doc) {
                    let message = format!("quote {nth}, document {doc}, has no article");
                    report.add(DamageKind::Document, "", message);
                }
            }
            None => {
                let message = format!("document {doc} is of no kind");
                report.add(DamageKind::Document, "", message);
            }
        }
    }
    Ok(())
}

/// Articles against their files.
fn compare(seen: &Seen, report: &mut CheckReport) {
    let mut faults: Vec<String> = Vec::new();
    for path in &seen.with_articles {
        match seen.files.get(path) {
            None => faults.push(format!(
                "an article came from file {path}, which is not there"
            )),
            Some(true) => faults.push(format!("file {path} was left out and has an article")),
            Some(false) => {}
        }
    }
    for (path, skipped) in &seen.files {
        if !skipped && !seen.with_articles.contains(path) {
            faults.push(format!("file {path} has no article"));
        }
    }
    faults.sort();
    for fault in faults {
        report.add(DamageKind::Document, "", fault);
    }
}

impl CheckReport {
    fn add(&mut self, kind: DamageKind, place: &str, message: String) {
        self.damage.push(Damage {
            kind,
            place: place.to_owned(),
            message,
        });
    }
}
