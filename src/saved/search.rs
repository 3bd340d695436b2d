//! A search as it is kept: what was asked, with the flags that say which hits it has and how they are ranked.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The version of the files.
pub(super) const FORMAT: u32 = 1;

/// A search as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSearch {
    /// The version of the file.
    pub format: u32,
    /// Its name, which the file has too.
    #[serde(skip)]
    pub name: String,
    /// What a hit is.
    pub hits: HitKind,
    /// The query as typed.
    pub query: String,
    /// The article, by path or id, or the file that hits are to be like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<String>,
    /// Whether it is plain words without operators.
    #[serde(default, skip_serializing_if = "is_false")]
    pub any: bool,
    /// Only what was published then or later, as typed: "last week" is another week in each run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Only what was published then or earlier, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The file of synonyms, as a path that holds everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub synonyms: Option<PathBuf>,
    /// Only what has a place near this one, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<String>,
    /// How near, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The least confidence of quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<f32>,
    /// Whether articles are ranked by what the best of them have in common; `None` leaves that to [`SavedSearch::any`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expand: Option<bool>,
    /// The days in which an article loses half of its weight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recency: Option<f32>,
    /// The order of hits, by its name on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// Passages of each article at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passages: Option<u16>,
    /// What becomes of copies, by its name on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<String>,
    /// News up to this state of the index has been told; what arrived later is new.
    pub seen: Timestamp,
}

/// What a hit of a search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// An article.
    Articles,
    /// A quote.
    Quotes,
}

impl HitKind {
    /// What one hit is called.
    #[must_use]
    pub fn one(self) -> &'static str {
        match self {
            HitKind::Articles => "article",
            HitKind::Quotes => "quote",
        }
    }
}

impl SavedSearch {
    /// A search of articles by that query, of which nothing has been told that arrived after `seen`.
    #[must_use]
    pub fn new(name: &str, query: &str, seen: Timestamp) -> Self {
        Self {
            format: FORMAT,
            name: name.to_owned(),
            hits: HitKind::Articles,
            query: query.to_owned(),
            like: None,
            any: false,
            since: None,
            until: None,
            synonyms: None,
            near: None,
            within: None,
            min_confidence: None,
            expand: None,
            recency: None,
            sort: None,
            passages: None,
            copies: None,
            seen,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(flag: &bool) -> bool {
    !flag
}
