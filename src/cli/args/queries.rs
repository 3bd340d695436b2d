//! Flags of `query`, `quotes`, `batch`, `speakers` and `timeline`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::ask::{AskArgs, RankArgs};
use super::hits::{CountedCopies, HitArgs};
use super::rows::{FieldArgs, WITHOUT_PATHS, one_of};
use crate::render::rows::Format;

#[derive(Args)]
pub(in crate::cli) struct QueryArgs {
    /// The query: words, "phrases", field:word, AND, OR, NOT, (groups), prefix*, w/5; see `dateline help query`
    #[arg(required_unless_present = "like")]
    pub(in crate::cli) query: Vec<String>,
    /// Only what is like this article: one of the index, by path, end of its path or id, or a file
    #[arg(long, value_name = "PATH_OR_ID")]
    pub(in crate::cli) like: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) ask: AskArgs,
    #[command(flatten)]
    pub(in crate::cli) rank: RankArgs,
    #[command(flatten)]
    pub(in crate::cli) hits: HitArgs,
}

#[derive(Args)]
pub(in crate::cli) struct BatchArgs {
    /// The queries, a line each, or as id, tab and query; `-` reads standard input. The id of a line without one is its number
    pub(in crate::cli) file: PathBuf,
    /// The file is a table with a header, parted by commas, or by tabs where it is called *.tsv: queries stand in this column
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) column: Option<String>,
    /// The column of their ids
    #[arg(long, value_name = "NAME", requires = "column")]
    pub(in crate::cli) id_column: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) ask: AskArgs,
    #[command(flatten)]
    pub(in crate::cli) rank: RankArgs,
    /// Hits of a query at most [default: 10 for people, all otherwise]
    #[arg(short = 'n', long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// How hits are printed
    #[arg(long, value_parser = one_of(&Format::ALL), default_value = "jsonl")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
}

#[derive(Args)]
pub(in crate::cli) struct SpeakersArgs {
    /// Only the quotes that meet this query, as `dateline quotes` reads it
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) ask: AskArgs,
    /// Speakers at most [default: 10 for people, all otherwise]
    #[arg(short = 'n', long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Speakers to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(in crate::cli) offset: usize,
    /// The order of speakers
    #[arg(long, value_enum, default_value_t = SpeakerSort::Quotes)]
    pub(in crate::cli) sort: SpeakerSort,
    /// How copies of a quote are counted: `hits`, each; `once`, the earliest of those that meet the query for all of them
    #[arg(long, value_enum, value_name = "HOW", default_value_t = CountedCopies::Hits)]
    pub(in crate::cli) copies: CountedCopies,
    /// How speakers are printed
    #[arg(long, value_parser = one_of(&WITHOUT_PATHS), default_value = "human")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
    /// Print only how many speak
    #[arg(short, long)]
    pub(in crate::cli) count: bool,
}

#[derive(Args)]
pub(in crate::cli) struct TimelineArgs {
    /// Only what meets this query, as `dateline query` reads it, or `dateline quotes` with --quotes
    pub(in crate::cli) query: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) ask: AskArgs,
    /// Count quotes instead of articles
    #[arg(long)]
    pub(in crate::cli) quotes: bool,
    /// The step [default: the finest that gives a chart of some length]
    #[arg(long, value_enum, value_name = "STEP")]
    pub(in crate::cli) by: Option<TimelineStep>,
    /// How copies are counted: `hits`, each; `once`, the earliest of those that meet the query for all of them
    #[arg(long, value_enum, value_name = "HOW", default_value_t = CountedCopies::Hits)]
    pub(in crate::cli) copies: CountedCopies,
    /// How counts are printed
    #[arg(long, value_parser = one_of(&WITHOUT_PATHS), default_value = "human")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TimelineStep {
    Day,
    Month,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SpeakerSort {
    Quotes,
    Name,
    First,
    Last,
}
