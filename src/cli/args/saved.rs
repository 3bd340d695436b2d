//! Flags of the commands that keep searches and run them.

use std::path::PathBuf;

use clap::Args;

use super::FolderArgs;
use super::ask::{RankArgs, ScopeArgs};
use super::hits::ShownArgs;
use super::rows::{FieldArgs, WITHOUT_PATHS, one_of};
use crate::render::rows::Format;

#[derive(Args)]
pub(in crate::cli) struct SaveArgs {
    /// The name: letters, digits, `-` and `_`
    pub(in crate::cli) name: String,
    /// The query, as `dateline query` reads it, or `dateline quotes` with --quotes; days that are counted from today are so in
    /// each run
    #[arg(required_unless_present = "like")]
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// Search quotes instead of articles
    #[arg(long)]
    pub(in crate::cli) quotes: bool,
    /// Only what is like this article: one of the index, by path, end of its path or id, or a file
    #[arg(long, value_name = "PATH_OR_ID")]
    pub(in crate::cli) like: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) scope: ScopeArgs,
    #[command(flatten)]
    pub(in crate::cli) rank: RankArgs,
    #[command(flatten)]
    pub(in crate::cli) shown: ShownArgs,
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
    #[arg(long, value_parser = one_of(&WITHOUT_PATHS), default_value = "human")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
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
    #[arg(long, value_parser = one_of(&Format::ALL), default_value = "human")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
}
