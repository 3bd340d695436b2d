//! An index that is open.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use tantivy::{Directory, Index, IndexReader, ReloadPolicy, Searcher};

use super::copies::{self, Copies};
use super::folder::{IndexFolder, META};
use super::schema::{Fields, schema};
use super::{IndexError, Payload, RootState, SCHEMA_VERSION, analyzer, borders};

/// Blocks of the store that a segment keeps at hand: hits stand anywhere, and neighbours that are read together are in few.
const BLOCKS: usize = 8;

/// An index that is open, with its fields.
pub struct OpenIndex {
    pub(super) folder: IndexFolder,
    pub(super) index: Index,
    /// The fields.
    pub fields: Fields,
    /// The number of its generation.
    pub(super) generation: u64,
    reader: IndexReader,
    roots: BTreeMap<String, RootState>,
    copies: OnceLock<Copies>,
}

impl OpenIndex {
    /// The one place where an index becomes usable: it registers the analyzers and refuses other versions.
    pub(super) fn new(
        folder: &IndexFolder,
        index: Index,
        generation: u64,
    ) -> Result<Self, IndexError> {
        analyzer::register(index.tokenizers());
        borders::register(index.tokenizers());
        let (expected, fields) = schema();
        let payload = payload(&index);
        if payload
            .as_ref()
            .is_some_and(|payload| payload.schema != SCHEMA_VERSION)
            || index.schema() != expected
        {
            let found = payload.map_or(0, |payload| payload.schema);
            return Err(IndexError::OtherVersion {
                path: folder.path().to_owned(),
                found,
            });
        }
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(BLOCKS)
            .try_into()
            .map_err(|error| folder.failed(error))?;
        Ok(Self {
            folder: folder.clone(),
            index,
            fields,
            generation,
            reader,
            roots: payload.map(|payload| payload.roots).unwrap_or_default(),
            copies: OnceLock::new(),
        })
    }

    /// The documents as of opening, or of the last [`OpenIndex::reload`].
    #[must_use]
    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Sees what has been committed since.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn reload(&self) -> Result<(), IndexError> {
        self.reader
            .reload()
            .map_err(|error| self.folder.failed(error))
    }

    /// What the last commit says of itself; `None` before the first.
    #[must_use]
    pub fn payload(&self) -> Option<Payload> {
        payload(&self.index)
    }

    /// The state of the index in time, seconds since 1970: what arrives with a later run has a later stamp.
    #[must_use]
    pub fn seen(&self) -> i64 {
        self.payload().map_or(0, |payload| payload.seen)
    }

    /// The path of a file as it is shown, from its path in the index, which begins with the label of its root.
    #[must_use]
    pub fn shown(&self, path: &str) -> String {
        let root = path
            .split_once('/')
            .and_then(|(label, below)| Some((self.roots.get(label)?, below)));
        root.map_or_else(|| path.to_owned(), |(root, below)| root.shown(below))
    }

    /// The paths in the index that a path as it is shown, or as the system has it in full, may stand for.
    #[must_use]
    pub fn kept_paths(&self, shown: &str) -> Vec<String> {
        let below = |folder: &str| {
            let rest = shown.strip_prefix(folder.trim_end_matches('/'))?;
            rest.strip_prefix('/')
        };
        let of_root = |(label, root): (&String, &RootState)| {
            let below = below(&root.shown).or_else(|| below(&root.path))?;
            Some(format!("{label}/{below}"))
        };
        let mut paths = vec![shown.to_owned()];
        paths.extend(self.roots.iter().filter_map(of_root));
        paths
    }

    /// Which of its documents are copies; opened when it is asked for the first time.
    ///
    /// # Errors
    /// The file that says it is missing or damaged.
    pub fn copies(&self) -> tantivy::Result<&Copies> {
        if let Some(copies) = self.copies.get() {
            return Ok(copies);
        }
        let generation = self.folder.generation(self.generation);
        let copies = copies::open(&generation, &self.searcher())?;
        Ok(self.copies.get_or_init(|| copies))
    }

    /// The folder of the index.
    #[must_use]
    pub fn folder(&self) -> &IndexFolder {
        &self.folder
    }
}

/// Of all that the file says of the index, the payload alone is read.
fn payload(index: &Index) -> Option<Payload> {
    #[derive(serde::Deserialize)]
    struct Meta {
        payload: Option<String>,
    }
    let meta = index.directory().atomic_read(Path::new(META)).ok()?;
    let meta: Meta = serde_json::from_slice(&meta).ok()?;
    serde_json::from_str(&meta.payload?).ok()
}
