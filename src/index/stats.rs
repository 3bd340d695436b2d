//! What an index holds: one pass over the records of its articles, and the columns of its files.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use tantivy::{Searcher, TantivyDocument};

use super::kind::Kind;
use super::{IndexError, OpenIndex, manifest};
use crate::article::{Article, IndexStats, LeftOut, RootStats, Share};
use crate::date::Date;

/// What has been counted so far.
#[derive(Default)]
struct Tally {
    years: BTreeMap<i16, u64>,
    languages: HashMap<String, u64>,
    agencies: HashMap<String, u64>,
    undated: u64,
    earliest: Option<(i64, Date)>,
    latest: Option<(i64, Date)>,
}

impl OpenIndex {
    /// What the index holds.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn stats(&self) -> Result<IndexStats, IndexError> {
        let searcher = self.searcher();
        let failed = |error| self.folder().failed(error);
        let mut stats = IndexStats::new(self.folder().path().display().to_string());
        if let Some(payload) = self.payload() {
            stats.schema = payload.schema;
            stats.rules = payload.rules;
            stats.tool = payload.tool;
            stats.last_commit = payload.committed;
            stats.roots = payload.roots.into_iter().map(root).collect();
        }
        stats.bytes = size(self.folder().path());
        stats.articles = self.count(Kind::Article)?;
        stats.copies = self.copies().map_err(failed)?.later_articles();
        stats.quotes = self.count(Kind::Quote)?;
        let files = manifest::files(&searcher).map_err(failed)?;
        stats.files = files.len() as u64;
        for reason in files.values().filter_map(|file| file.skip) {
            *stats.skipped.entry(reason).or_default() += 1;
        }
        self.tally(&searcher).map_err(failed)?.write(&mut stats);
        Ok(stats)
    }

    /// The files that were walked and are not searched, by path.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn left_out(&self) -> Result<Vec<LeftOut>, IndexError> {
        let files =
            manifest::files(&self.searcher()).map_err(|error| self.folder().failed(error))?;
        let mut left_out: Vec<LeftOut> = files
            .into_values()
            .filter_map(|file| {
                let path = self.shown(&file.path());
                file.skip.map(|reason| LeftOut { path, reason })
            })
            .collect();
        left_out.sort();
        Ok(left_out)
    }

    fn tally(&self, searcher: &Searcher) -> tantivy::Result<Tally> {
        let mut tally = Tally::default();
        for segment in searcher.segment_readers() {
            // Read in the order of the store: one block at a time is enough.
            let store = segment.get_store_reader(1)?;
            for document in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                let document = document?;
                let record = self.fields.record.record(&document);
                if !record.is_empty() {
                    tally.add(record.article()?);
                }
            }
        }
        Ok(tally)
    }
}

impl Tally {
    fn add(&mut self, article: Article) {
        let language = article
            .language
            .map_or_else(|| "und".to_owned(), String::from);
        *self.languages.entry(language).or_default() += 1;
        if let Some(agency) = article.dateline.and_then(|filed| filed.agency) {
            *self.agencies.entry(agency).or_default() += 1;
        }
        let date = article.date.map(|date| date.value);
        let dated = date.and_then(|date| Some((date, date.year()?, date.days()?)));
        let Some((date, year, (first, last))) = dated else {
            self.undated += 1;
            return;
        };
        *self.years.entry(year).or_default() += 1;
        self.earliest = self.earliest.into_iter().chain([(first, date)]).min();
        self.latest = self.latest.into_iter().chain([(last, date)]).max();
    }

    fn write(self, stats: &mut IndexStats) {
        stats.years = self
            .years
            .into_iter()
            .map(|(year, articles)| share(year.to_string(), articles))
            .collect();
        stats.languages = most_frequent(self.languages);
        stats.agencies = most_frequent(self.agencies);
        stats.undated = self.undated;
        stats.earliest = self.earliest.map(|(_, date)| date);
        stats.latest = self.latest.map(|(_, date)| date);
    }
}

fn most_frequent(counts: HashMap<String, u64>) -> Vec<Share> {
    let mut shares: Vec<Share> = counts
        .into_iter()
        .map(|(name, articles)| share(name, articles))
        .collect();
    shares.sort_by(|a, b| {
        b.articles
            .cmp(&a.articles)
            .then_with(|| a.name.cmp(&b.name))
    });
    shares
}

fn share(name: String, articles: u64) -> Share {
    Share { name, articles }
}

fn root((label, state): (String, super::RootState)) -> RootStats {
    RootStats {
        label,
        path: state.path,
        files: state.files,
    }
}

/// Bytes of all files below a folder. One that goes while we look, because a merge has ended, counts nothing.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => size(&entry.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}
