//! Flags of the commands that ask an index: of which articles and quotes, and how these are ranked.

use std::path::PathBuf;

use clap::Args;

use super::FolderArgs;

/// Which index is asked, and of what in it.
#[derive(Args)]
pub(in crate::cli) struct AskArgs {
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// Bring the index up to date with this folder first
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) corpus: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) scope: ScopeArgs,
    /// Print how the query is read, and how many hits each part of it has, to stderr
    #[arg(long)]
    pub(in crate::cli) explain: bool,
}

impl AskArgs {
    /// The index alone, and nothing that narrows the question.
    pub(in crate::cli) fn of(folder: FolderArgs) -> Self {
        Self {
            folder,
            corpus: None,
            scope: ScopeArgs::default(),
            explain: false,
        }
    }
}

/// How the words of a query are read, and of which articles and quotes it asks.
#[derive(Args, Default)]
pub(in crate::cli) struct ScopeArgs {
    /// Read the query as plain words without operators, and rank by any of them
    #[arg(long)]
    pub(in crate::cli) any: bool,
    /// Only articles published then or later: 2024, 2024-11, 2024-11-06, "last week"
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    /// Only articles published then or earlier
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) until: Option<String>,
    /// Seek words as their synonyms too, from a file with a group a line: `ship, vessel`, `pm => prime minister`
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) synonyms: Option<PathBuf>,
    /// Only articles with a place near this one: Kyiv, "Paris, Texas", 50.45,30.52
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    pub(in crate::cli) near: Option<String>,
    /// How near: 100km, 60mi [default: 50km]
    #[arg(long, value_name = "DISTANCE", requires = "near")]
    pub(in crate::cli) within: Option<String>,
    /// Count only quotes whose attribution is at least so sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(in crate::cli) min_confidence: Option<f32>,
}

/// What ranks hits, besides their words.
#[derive(Args, Default)]
pub(in crate::cli) struct RankArgs {
    /// Rank articles by what the best ten of them have in common too; `--any` does so anyway
    #[arg(long, overrides_with = "no_expand")]
    pub(in crate::cli) expand: bool,
    /// Rank articles by the words of the query alone
    #[arg(long, overrides_with = "expand")]
    pub(in crate::cli) no_expand: bool,
    /// Let an article that is so old weigh half: 30d, 8w, 6m, 1y
    #[arg(long, value_name = "HALF-LIFE", value_parser = half_life)]
    pub(in crate::cli) recency: Option<f32>,
}

/// Days, from a number with `d`, `w`, `m` or `y` behind it.
fn half_life(text: &str) -> Result<f32, String> {
    let (number, unit) = match text.strip_suffix(['d', 'w', 'm', 'y']) {
        Some(number) => (number, &text[number.len()..]),
        None => (text, "d"),
    };
    let days = match unit {
        "w" => 7.0,
        "m" => 30.4375,
        "y" => 365.25,
        _ => 1.0,
    };
    let number = number.parse::<f32>().ok();
    let days = number.map(|number| number * days);
    days.filter(|days| days.is_finite() && *days > 0.0)
        .ok_or_else(|| "days, weeks, months or years are expected: 30d, 8w, 6m, 1y".to_owned())
}

/// A number from 0 to 1.
pub(super) fn confidence(text: &str) -> Result<f32, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1 is expected".to_owned())
}
