//! Flags of the commands that keep searches and run them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FolderArgs;
use super::ask::confidence;
use super::files::ArticleFormat;

#[derive(Args)]
pub(in crate::cli) struct SaveArgs {
    /// The name: letters, digits, `-` and `_`
    pub(in crate::cli) name: String,
    /// The query, as `dateline query` reads it, or `dateline quotes` with --quotes
    #[arg(required = true)]
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// Search quotes instead of articles
    #[arg(long)]
    pub(in crate::cli) quotes: bool,
    /// Read the query as plain words without operators, and rank by any of them
    #[arg(long)]
    pub(in crate::cli) any: bool,
    /// Only articles published then or later: 2024, 2024-11, 2024-11-06, "last week", which is another week in each run
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) since: Option<String>,
    /// Only articles published then or earlier
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli) until: Option<String>,
    /// Count only quotes whose attribution is at least so sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(in crate::cli) min_confidence: Option<f32>,
    /// Replace the search of that name
    #[arg(long)]
    pub(in crate::cli) replace: bool,
}

#[derive(Args)]
pub(in crate::cli) struct SavedArgs {
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// Remove these searches instead
    #[arg(long, value_name = "NAME", num_args = 1.., conflicts_with = "format")]
    pub(in crate::cli) remove: Vec<String>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = ArticleFormat::Human)]
    pub(in crate::cli) format: ArticleFormat,
}

#[derive(Args)]
pub(in crate::cli) struct RunArgs {
    /// The names of saved searches
    #[arg(
        value_name = "NAME",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    pub(in crate::cli) names: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// Run every saved search
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// Only what has arrived or changed since the last run with --new, or since the search was saved
    #[arg(long)]
    pub(in crate::cli) new: bool,
    /// Look only: the next run with --new tells the same again
    #[arg(long, requires = "new")]
    pub(in crate::cli) peek: bool,
    /// Bring the index up to date with this folder first
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) corpus: Option<PathBuf>,
    /// Hits of a search at most [default: all with --new and in formats for scripts, else 10]
    #[arg(short = 'n', long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// How hits are printed
    #[arg(long, value_enum, default_value_t = HitFormat::Human)]
    pub(in crate::cli) format: HitFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum HitFormat {
    Human,
    Json,
    Jsonl,
    Paths,
}
