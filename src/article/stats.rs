//! What an index holds, for people and for scripts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FORMAT, SkipReason};
use crate::date::Date;

/// What an index holds. Printed by `dateline stats --format json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexStats {
    /// Version of the JSON contract.
    pub format: u32,
    /// The folder of the index, as given.
    pub index: String,
    /// Version of schema and analyzer.
    pub schema: u32,
    /// Version of the rules of extraction that the last run applied.
    pub rules: u32,
    /// Version of the program that wrote it.
    pub tool: String,
    /// When the last run that changed it began: RFC 3339, UTC.
    pub last_commit: Option<String>,
    /// Bytes of its files on the disk.
    pub bytes: u64,
    /// What was indexed, by label.
    pub roots: Vec<RootStats>,
    /// Files that were walked, those left out included.
    pub files: u64,
    /// Articles.
    pub articles: u64,
    /// Those of them that are copies of an earlier one.
    pub copies: u64,
    /// Quotes in them.
    pub quotes: u64,
    /// The earliest date of an article whose year is known.
    pub earliest: Option<Date>,
    /// The latest.
    pub latest: Option<Date>,
    /// Articles by year, earliest first.
    pub years: Vec<Share>,
    /// Articles without a date, or without the year of it.
    pub undated: u64,
    /// Articles by language (ISO 639-1; `und` where it cannot be told), most frequent first.
    pub languages: Vec<Share>,
    /// Articles by the agency of their dateline, most frequent first; those without one are not counted.
    pub agencies: Vec<Share>,
    /// Files left out, by reason.
    pub skipped: BTreeMap<SkipReason, u64>,
}

/// A root as the last run that named it left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootStats {
    /// The name under which the index knows it.
    pub label: String,
    /// Where it was, in full.
    pub path: String,
    /// Files found below it, those left out included.
    pub files: u64,
}

/// How many articles share a year, a language or an agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// What they share.
    pub name: String,
    /// How many they are.
    pub articles: u64,
}

/// A file that was walked and is not searched. Printed by `dateline stats --skipped`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeftOut {
    /// The label of its root and the path below it, with `/`.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}

impl IndexStats {
    /// The stats of an index without articles.
    #[must_use]
    pub fn new(index: String) -> Self {
        Self {
            format: FORMAT,
            index,
            schema: 0,
            rules: 0,
            tool: String::new(),
            last_commit: None,
            bytes: 0,
            roots: Vec::new(),
            files: 0,
            articles: 0,
            copies: 0,
            quotes: 0,
            earliest: None,
            latest: None,
            years: Vec::new(),
            undated: 0,
            languages: Vec::new(),
            agencies: Vec::new(),
            skipped: BTreeMap::new(),
        }
    }
}
