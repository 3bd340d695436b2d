//! Every document of an index in an order that does not depend on how it was made: equal dumps mean equal indexes.

use std::collections::HashMap;

use serde::Serialize;
use tantivy::postings::Postings;
use tantivy::schema::{FieldType, IndexRecordOption};
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED};

use super::copies::Sketches;
use super::{IndexError, OpenIndex, manifest};
use crate::article::{Article, Quote, SkipReason};

/// A document as it is dumped. Times are left out, as are segments and numbers of documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum DumpEntry {
    /// A file that was walked.
    File {
        /// The label of its root, then the path below it.
        path: String,
        /// Bytes.
        size: u64,
        /// First eight bytes of the BLAKE3 hash of its content, in hexadecimal; zeros where it was not read.
        hash: String,
        /// Why it was left out.
        skip: Option<SkipReason>,
        /// What its content was extracted by: a hash of the version of the rules and of the options.
        rules: String,
        /// See [`DumpEntry::Article`].
        terms: String,
    },
    /// An article.
    Article {
        /// The article as it is kept; its path begins with the label of its root.
        article: Box<Article>,
        /// A hash of all that the index itself holds for the document: terms with their positions, norms and columns.
        terms: String,
    },
    /// A quote of the article before it.
    Quote {
        /// The id of its article.
        article: String,
        /// Its number in the article, from 1.
        nth: u64,
        /// The quote as its article has it; `None` where the article has no such quote, which `check` reports as damage.
        quote: Option<Box<Quote>>,
        /// See [`DumpEntry::Article`].
        terms: String,
    },
    /// Articles, or quotes, that are copies of each other, the earliest first.
    Copies {
        /// Paths; behind that of a quote its number.
        of: Vec<String>,
    },
    /// An article that another corrects or updates.
    Revision {
        /// The path of the earlier.
        of: String,
        /// `corrects` or `updates`.
        what: &'static str,
        /// The path of the latest that does.
        by: String,
    },
}

/// Columns that depend on when a file was seen, not on what it holds.
const TIMES: [&str; 4] = ["file_mtime", "file_recent", "first_seen", "changed"];

/// Where a document stands in a dump: by path; the file, then its articles by number of document, each with its quotes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    path: String,
    kind: u8,
    article: u32,
    nth: u64,
    address: DocAddress,
    terms: u64,
}

impl Key {
    /// What the document is called among copies.
    fn name(&self) -> String {
        match self.nth {
            0 => self.path.clone(),
            nth => format!("{} {nth}", self.path),
        }
    }
}

impl OpenIndex {
    /// Hands every document to `each`, file by file in the order of their paths, until it refuses.
    ///
    /// # Errors
    /// The index cannot be read; or what `each` returns, in the inner result.
    pub fn dump<E>(
        &self,
        each: &mut dyn FnMut(&DumpEntry) -> Result<(), E>,
    ) -> Result<Result<(), E>, IndexError> {
        self.try_dump(each)
            .map_err(|error| self.folder().failed(error))
    }

    fn try_dump<E>(
        &self,
        each: &mut dyn FnMut(&DumpEntry) -> Result<(), E>,
    ) -> tantivy::Result<Result<(), E>> {
        let searcher = self.searcher();
        let mut keys = Vec::new();
        for (nth, segment) in (0..).zip(searcher.segment_readers()) {
            self.keys(nth, segment, &mut keys)?;
        }
        keys.sort();
        let files = manifest::files(&searcher)?;
        let files: HashMap<String, _> = files
            .into_values()
            .map(|entry| (entry.path(), entry))
            .collect();
        let names: HashMap<DocAddress, String> =
            keys.iter().map(|key| (key.address, key.name())).collect();
        let mut last: Option<Article> = None;
        for key in keys {
            let terms = format!("{:016x}", key.terms);
            let entry = match key.kind {
                0 => {
                    let file = &files[&key.path];
                    DumpEntry::File {
                        path: key.path,
                        size: file.size,
                        hash: format!("{:016x}", file.hash),
                        skip: file.skip,
                        rules: format!("{:016x}", file.rules),
                        terms,
                    }
                }
                _ if key.nth == 0 => {
                    let article = self.record(&searcher, key.address)?;
                    last = Some(article.clone());
                    DumpEntry::Article {
                        article: Box::new(article),
                        terms,
                    }
                }
                _ => {
                    let nth = usize::try_from(key.nth).unwrap_or(usize::MAX);
                    let quotes = last.as_ref().map_or(&[][..], |article| &article.quotes);
                    DumpEntry::Quote {
                        article: last
                            .as_ref()
                            .map(|article| article.id.clone())
                            .unwrap_or_default(),
                        nth: key.nth,
                        quote: quotes.get(nth - 1).cloned().map(Box::new),
                        terms,
                    }
                }
            };
            if let Err(error) = each(&entry) {
                return Ok(Err(error));
            }
        }
        let copies = self.copies_dumped(&names)?;
        Ok(copies.iter().try_for_each(each))
    }

    /// The groups of copies by their earliest, then the revisions by the earlier article.
    fn copies_dumped(
        &self,
        names: &HashMap<DocAddress, String>,
    ) -> tantivy::Result<Vec<DumpEntry>> {
        let name = |at: &DocAddress| names.get(at).cloned().unwrap_or_default();
        let copies = self.copies()?;
        let groups = copies.groups();
        let mut groups: Vec<Vec<String>> = groups
            .map(|group| group.iter().map(name).collect())
            .collect();
        groups.sort();
        let revisions = copies.revisions();
        let mut revisions: Vec<_> = revisions
            .map(|(earlier, revision, later)| (name(&earlier), revision.name(), name(&later)))
            .collect();
        revisions.sort();
        let groups = groups.into_iter().map(|of| DumpEntry::Copies { of });
        let revisions = revisions
            .into_iter()
            .map(|(of, what, by)| DumpEntry::Revision { of, what, by });
        Ok(groups.chain(revisions).collect())
    }

    fn keys(&self, nth: u32, segment: &SegmentReader, keys: &mut Vec<Key>) -> tantivy::Result<()> {
        let terms = digests(segment)?;
        let fast = segment.fast_fields();
        let numbers = fast.u64("nth")?;
        let paths = manifest::Texts::open(fast.str("sort_path")?)?;
        let roots = manifest::Texts::open(fast.str("file_root")?)?;
        let below = manifest::Texts::open(fast.str("file_below")?)?;
        for doc in segment.doc_ids_alive() {
            let number = numbers.first(doc);
            let article = number
                .and_then(|number| u32::try_from(number).ok())
                .and_then(|number| doc.checked_sub(number));
            let file = roots.of(doc).zip(below.of(doc));
            let path = match (file, article) {
                (Some((root, below)), _) => format!("{root}/{below}"),
                (None, Some(article)) => paths.of(article).unwrap_or_default().to_owned(),
                (None, None) => String::new(),
            };
            keys.push(Key {
                path,
                kind: u8::from(file.is_none()),
                article: article.unwrap_or(doc),
                nth: number.unwrap_or(0),
                address: DocAddress::new(nth, doc),
                terms: terms[doc as usize],
            });
        }
        Ok(())
    }
}

/// A number for each document of a segment, made of all that the segment holds for it. The parts are added, so that their
/// order, and that of the documents, is of no consequence.
fn digests(segment: &SegmentReader) -> tantivy::Result<Vec<u64>> {
    let mut digests = vec![0_u64; segment.max_doc() as usize];
    let mut add = |doc: u32, parts: &[&[u8]]| {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let hash = hasher.finalize();
        let first = hash.as_bytes().first_chunk().expect("a hash has 32 bytes");
        let digest = &mut digests[doc as usize];
        *digest = digest.wrapping_add(u64::from_le_bytes(*first));
    };
    let schema = segment.schema();
    for (field, entry) in schema.fields() {
        let name = entry.name();
        if let Some(option) = entry.field_type().get_index_record_option() {
            let inverted = segment.inverted_index(field)?;
            let mut terms = inverted.terms().stream()?;
            let mut positions = Vec::new();
            while terms.advance() {
                let mut postings = inverted.read_postings_from_terminfo(terms.value(), option)?;
                while postings.doc() != TERMINATED {
                    let mut bytes = Vec::new();
                    if option == IndexRecordOption::WithFreqsAndPositions {
                        postings.positions(&mut positions);
                        bytes.extend(positions.iter().flat_map(|at| at.to_le_bytes()));
                    }
                    add(postings.doc(), &[name.as_bytes(), terms.key(), &bytes]);
                    postings.advance();
                }
            }
        }
        if entry.has_fieldnorms() {
            let norms = segment.get_fieldnorms_reader(field)?;
            for doc in 0..segment.max_doc() {
                let norm = norms.fieldnorm_id(doc);
                if norm > 0 {
                    add(doc, &[name.as_bytes(), b"norm", &[norm]]);
                }
            }
        }
        if entry.is_fast() && !TIMES.contains(&name) {
            columns(segment, name, entry.field_type(), &mut add)?;
        }
    }
    let sketches = Sketches::open(segment)?;
    for doc in 0..segment.max_doc() {
        let text = sketches.text(doc).to_le_bytes();
        add(doc, &[b"sketch", &text, sketches.row(doc)]);
    }
    Ok(digests)
}

fn columns(
    segment: &SegmentReader,
    name: &str,
    kind: &FieldType,
    add: &mut dyn FnMut(u32, &[&[u8]]),
) -> tantivy::Result<()> {
    let fast = segment.fast_fields();
    let docs = 0..segment.max_doc();
    match kind {
        FieldType::Str(_) => {
            let texts = manifest::Texts::open(fast.str(name)?)?;
            for doc in docs {
                for text in texts.all_of(doc) {
                    add(doc, &[name.as_bytes(), b"column", text.as_bytes()]);
                }
            }
        }
        FieldType::I64(_) => {
            let column = fast.i64(name)?;
            for doc in docs {
                for value in column.values_for_doc(doc) {
                    add(doc, &[name.as_bytes(), b"column", &value.to_le_bytes()]);
                }
            }
        }
        _ => {
            let column = fast.u64(name)?;
            for doc in docs {
                for value in column.values_for_doc(doc) {
                    add(doc, &[name.as_bytes(), b"column", &value.to_le_bytes()]);
                }
            }
        }
    }
    Ok(())
}
