//! The flags, as clap reads them. Their comments are the help that people see.

mod ask;
mod files;
mod hits;
mod index;
mod queries;
mod rows;
mod saved;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::render;

pub(super) use ask::{AskArgs, RankArgs, ScopeArgs};
pub(super) use files::{AnnotateArgs, ArticleFormat, ExtractArgs, ShowArgs};
pub(super) use hits::{Copies, CountedCopies, HitArgs, ShownArgs, Sort};
pub(super) use index::{
    BuildArgs, CheckArgs, DumpArgs, ForgetArgs, IndexArgs, ReportFormat, StatsArgs,
};
pub(super) use queries::{
    BatchArgs, QueryArgs, SpeakerSort, SpeakersArgs, TimelineArgs, TimelineStep,
};
pub(super) use rows::FieldArgs;
pub(super) use saved::{RunArgs, SaveArgs, SavedArgs};

/// What `--version` prints; `-V` prints its first line.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nPlaces are from GeoNames (https://www.geonames.org), licensed under CC BY 4.0."
);

/// Who said what, where and when: from a folder of news articles, offline.
#[derive(Parser)]
#[command(name = "dateline", version, long_version = VERSION, max_term_width = 100)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) globals: Globals,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command understands.
#[derive(Args)]
pub(super) struct Globals {
    /// Print no progress, no report and no warnings
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// When to colour what is printed
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true)]
    pub(super) color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

const QUERY_EXAMPLES: &str = "Examples:
  dateline query 'ferry w/5 strike' --format csv -o date,headline,path > strikes.csv
  dateline query location:lima --format paths -0 | xargs -0 grep -l minister";

const QUOTES_EXAMPLES: &str = "Examples:
  dateline quotes speaker:ferrer --format md > ferrer.md
  dateline quotes 'role:mayor dam' --format csv -o speaker,text,date,path";

const BATCH_EXAMPLES: &str = "Examples:
  dateline batch topics.tsv --any -n 1000 --format trec > run.txt
  dateline batch questions.csv --column question --id-column n -n 5 --format csv";

#[derive(Subcommand)]
pub(super) enum Command {
    /// Bring an index up to date with a corpus; `dateline index` alone means `corpus` into `index`
    Index(IndexArgs),
    /// Print the articles that meet a query, best first; `dateline help query` explains the language
    #[command(after_help = QUERY_EXAMPLES, after_long_help = render::forms::text() + "\n\n" + QUERY_EXAMPLES)]
    Query(QueryArgs),
    /// Print the quotes that meet a query, best first: words and speaker: role: kind: are met by the quote, other fields by its
    /// article
    #[command(after_help = QUOTES_EXAMPLES, after_long_help = render::forms::text() + "\n\n" + QUOTES_EXAMPLES)]
    Quotes(QueryArgs),
    /// Answer many queries, a line each (`id<TAB>query`, or queries alone), in rows with the query's id
    #[command(after_help = BATCH_EXAMPLES)]
    Batch(BatchArgs),
    /// Print who speaks: how often, in how many articles, from when to when, in which roles
    Speakers(SpeakersArgs),
    /// Print how many articles meet a query, or how many quotes, by day, month or year
    Timeline(TimelineArgs),
    /// Keep a search under a name, in the folder of the index
    Save(SaveArgs),
    /// List the saved searches, or remove some
    Saved(SavedArgs),
    /// Run saved searches; with --new, print what has arrived since it was last told, and exit with 1 where nothing has
    Run(RunArgs),
    /// Print what is found in article files, without an index
    Extract(ExtractArgs),
    /// Print article files with every find in its place and the rule that made it
    Annotate(AnnotateArgs),
    /// Look whether an index is sound; exit with 1 where it is not
    Check(CheckArgs),
    /// Print every document of an index, sorted and without times: equal dumps mean equal indexes
    Dump(DumpArgs),
    /// Take roots, folders or files out of the index on purpose
    Forget(ForgetArgs),
    /// Print an article of the index, by its path, the end of its path, or its id
    Show(ShowArgs),
    /// Print what an index holds
    Stats(StatsArgs),
}

impl Command {
    /// Whether what is printed is for a script, and so an error is too.
    pub(super) fn asks_for_json(&self) -> bool {
        match self {
            Command::Index(args) => args.format == ReportFormat::Json,
            Command::Query(args) | Command::Quotes(args) => args.hits.format.is_json(),
            Command::Speakers(args) => args.format.is_json(),
            Command::Annotate(args) => args.format != ArticleFormat::Human,
            Command::Check(args) => args.format == ReportFormat::Json,
            Command::Forget(args) => args.format == ReportFormat::Json,
            Command::Show(args) => args.format != ArticleFormat::Human,
            Command::Stats(args) => args.format.is_json(),
            Command::Run(args) => args.format.is_json(),
            Command::Saved(args) => args.format.is_json(),
            Command::Timeline(args) => args.format.is_json(),
            // They know no other form, and people read what they say of files.
            Command::Batch(_) | Command::Extract(_) | Command::Dump(_) | Command::Save(_) => false,
        }
    }
}

#[derive(Args, Clone)]
pub(super) struct FolderArgs {
    /// The folder of the index
    #[arg(long, value_name = "DIR", default_value = "index")]
    pub(super) index: PathBuf,
}
