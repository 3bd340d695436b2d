//! The command line: flags become options structs, one library call answers, and the answer is printed.

mod commands;
mod output;
mod progress;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Who said what, where and when: from a folder of news articles, offline.
#[derive(Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bring an index up to date with a corpus; `dateline index` alone means `corpus` into `index`
    Index(IndexArgs),
    /// Print the articles that meet a query, best first
    Query(QueryArgs),
    /// Print what is found in article files, without an index
    Extract(ExtractArgs),
    /// Print every find in article files with the rule that made it
    Annotate(AnnotateArgs),
}

#[derive(Args)]
struct IndexArgs {
    /// Folders and files of the corpus
    #[arg(default_value = "corpus")]
    roots: Vec<PathBuf>,
    #[command(flatten)]
    folder: FolderArgs,
    #[command(flatten)]
    build: BuildArgs,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
    /// Exit with 3 if any file was skipped, not only if one could not be read
    #[arg(long)]
    strict: bool,
}

#[derive(Args)]
struct FolderArgs {
    /// The folder of the index
    #[arg(long, value_name = "DIR", default_value = "index")]
    index: PathBuf,
}

#[derive(Args)]
struct BuildArgs {
    /// Only files that this glob names; may be given more than once
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// No files or folders that this glob names
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Follow symbolic links
    #[arg(long)]
    follow: bool,
    /// Threads that read; as many again write [default: the processors]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Megabytes that the writers may hold
    #[arg(long, value_name = "MB", default_value_t = 200)]
    memory: usize,
    /// Let the run remove more than a fifth of a root's files
    #[arg(long)]
    allow_removals: bool,
    /// Print no report
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Args)]
struct QueryArgs {
    /// The query: words, "phrases", field:word, AND, OR, NOT, (groups), prefix*
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    folder: FolderArgs,
    /// Bring the index up to date with this folder first
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Hits at most [default: 10 for people, all otherwise]
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// The order of hits
    #[arg(long, value_enum, default_value_t = Sort::Rank)]
    sort: Sort,
    /// Only articles published then or later: 2024, 2024-11, 2024-11-06, "last week"
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only articles published then or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Print how the query is read, and how many articles meet each part of it, to stderr
    #[arg(long)]
    explain: bool,
    /// How hits are printed
    #[arg(long, value_enum, default_value_t = HitFormat::Human)]
    format: HitFormat,
    /// Print only how many articles meet the query
    #[arg(short, long)]
    count: bool,
}

#[derive(Args)]
struct ExtractArgs {
    /// Folders and files
    #[arg(required = true)]
    roots: Vec<PathBuf>,
    /// How articles are printed
    #[arg(long, value_enum, default_value_t = ExtractFormat::Jsonl)]
    format: ExtractFormat,
}

#[derive(Args)]
struct AnnotateArgs {
    /// Folders and files
    #[arg(required = true)]
    roots: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum HitFormat {
    Human,
    Json,
    Jsonl,
    Paths,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExtractFormat {
    Json,
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sort {
    Rank,
    Latest,
    Earliest,
    Path,
}

/// Runs the command line of this process; the exit codes are those of the README.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Index(args) => commands::index(&args),
        Command::Query(args) => commands::query(&args),
        Command::Extract(args) => commands::extract(&args),
        Command::Annotate(args) => commands::annotate(&args),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Who reads us has seen enough: `dateline query … | head`.
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("dateline: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    let io = error
        .downcast_ref::<std::io::Error>()
        .map(std::io::Error::kind);
    let json = error
        .downcast_ref::<serde_json::Error>()
        .and_then(serde_json::Error::io_error_kind);
    io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
}
