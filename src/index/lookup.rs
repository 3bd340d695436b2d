//! An article by its name: its path as walked, the end of that path, or its id.

use std::collections::HashMap;

use tantivy::columnar::StrColumn;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, SegmentReader};

use super::key::Key;
use super::kind::Kind;
use super::{IndexError, OpenIndex, Order, Wanted, search};

impl OpenIndex {
    /// The articles that `name` may mean, by path: those of this id or path; where there is none, those whose path ends in
    /// it, whole folder names only.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn named(&self, name: &str) -> Result<Vec<(String, DocAddress)>, IndexError> {
        self.find_named(name)
            .map_err(|error| self.folder().failed(error))
    }

    fn find_named(&self, name: &str) -> tantivy::Result<Vec<(String, DocAddress)>> {
        let searcher = self.searcher();
        let id = Key::Article(name).term(self.fields.key);
        let by_id = TermQuery::new(id, IndexRecordOption::Basic);
        let two = Wanted {
            hits: Kind::Article,
            order: Order::Path,
            offset: 0,
            limit: 2,
        };
        let found = search(&searcher, &by_id, two)?;
        if !found.is_empty() {
            let named = |found: &super::Found| (name.to_owned(), found.address);
            return Ok(found.iter().map(named).collect());
        }
        let paths = self.kept_paths(name.strip_prefix("./").unwrap_or(name));
        let mut found = Vec::new();
        for (nth, segment) in (0..).zip(searcher.segment_readers()) {
            for path in &paths {
                let here = ending_in(segment, path)?;
                found.extend(here.map(|(path, doc)| (path, DocAddress::new(nth, doc))));
            }
        }
        if found.iter().any(|(found, _)| paths.contains(found)) {
            found.retain(|(found, _)| paths.contains(found));
        }
        found.sort();
        found.dedup();
        for (path, _) in &mut found {
            *path = self.shown(path);
        }
        Ok(found)
    }
}

/// The articles of a segment whose path is `path` or ends in it.
fn ending_in<'a>(
    segment: &'a SegmentReader,
    path: &str,
) -> tantivy::Result<impl Iterator<Item = (String, u32)> + 'a> {
    let column = segment.fast_fields().str("sort_path")?;
    let terms = match &column {
        Some(column) => terms_ending_in(column, path)?,
        None => HashMap::new(),
    };
    Ok(segment.doc_ids_alive().filter_map(move |doc| {
        let term = column.as_ref()?.term_ords(doc).next()?;
        terms.get(&term).map(|path| (path.clone(), doc))
    }))
}

fn terms_ending_in(column: &StrColumn, path: &str) -> tantivy::Result<HashMap<u64, String>> {
    let mut terms = HashMap::new();
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        let whole = String::from_utf8_lossy(stream.key());
        let before = whole.strip_suffix(path);
        if before.is_some_and(|before| before.is_empty() || before.ends_with('/')) {
            terms.insert(stream.term_ord(), whole.into_owned());
        }
    }
    Ok(terms)
}
