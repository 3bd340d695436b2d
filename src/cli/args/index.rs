//! Flags of the commands that make an index and look after it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FolderArgs;
use super::rows::{FieldArgs, WITHOUT_RANKS, one_of};
use crate::render::rows::Format;

#[derive(Args)]
pub(in crate::cli) struct IndexArgs {
    /// Folders and files of the corpus [default: the roots of dateline.toml, else `corpus`]
    #[arg(value_name = "ROOT")]
    pub(in crate::cli) roots: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    #[command(flatten)]
    pub(in crate::cli) build: BuildArgs,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(in crate::cli) format: ReportFormat,
    /// Exit with 3 if any file was skipped, not only if one could not be read
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

#[derive(Args)]
pub(in crate::cli) struct ForgetArgs {
    /// Labels or paths of roots, paths of folders and files
    #[arg(value_name = "ROOT|PATH", required_unless_present = "purge")]
    pub(in crate::cli) names: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// Write the index again so that nothing is left of the text of removed articles
    #[arg(long)]
    pub(in crate::cli) purge: bool,
    /// Wait while another dateline writes the index
    #[arg(long)]
    pub(in crate::cli) wait: bool,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(in crate::cli) format: ReportFormat,
}

#[derive(Args)]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// Read again from the corpus what is damaged, and move the damage aside; nothing is removed
    #[arg(long)]
    pub(in crate::cli) repair: bool,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(in crate::cli) format: ReportFormat,
}

#[derive(Args)]
pub(in crate::cli) struct DumpArgs {
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
}

#[derive(Args)]
pub(in crate::cli) struct BuildArgs {
    /// Only files that this glob names; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) include: Vec<String>,
    /// No files or folders that this glob names
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) exclude: Vec<String>,
    /// Follow symbolic links
    #[arg(long)]
    pub(in crate::cli) follow: bool,
    /// The year of datelines and captions that do not say one, where nothing else does
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(0..=9999))]
    pub(in crate::cli) default_year: Option<i16>,
    /// Take the time of a file's last change for the date of an article that says none
    #[arg(long)]
    pub(in crate::cli) date_from_mtime: bool,
    /// Threads that read; as many again write [default: the processors]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) threads: Option<usize>,
    /// Megabytes that the writers may hold, of a large archive; a build takes some 300 more
    #[arg(long, value_name = "MB", default_value_t = BuildArgs::MEMORY)]
    pub(in crate::cli) memory: usize,
    /// Let the run remove more than a fifth of a root's files
    #[arg(long)]
    pub(in crate::cli) allow_removals: bool,
    /// Build everything again beside the index in use, and replace it at the end
    #[arg(long)]
    pub(in crate::cli) rebuild: bool,
    /// Leave files as older rules or other options read them, as long as their content is the same
    #[arg(long)]
    pub(in crate::cli) keep_old: bool,
    /// Keep what is done after so many megabytes of articles, for the next run if this one is killed
    #[arg(long, value_name = "MB", default_value_t = BuildArgs::CHECKPOINT)]
    pub(in crate::cli) checkpoint: u64,
    /// Wait while another dateline writes the index
    #[arg(long)]
    pub(in crate::cli) wait: bool,
}

impl BuildArgs {
    const MEMORY: usize = 400;
    const CHECKPOINT: u64 = 256;
}

impl Default for BuildArgs {
    fn default() -> Self {
        let (include, exclude) = (Vec::new(), Vec::new());
        Self {
            include,
            exclude,
            follow: false,
            default_year: None,
            date_from_mtime: false,
            threads: None,
            memory: Self::MEMORY,
            allow_removals: false,
            rebuild: false,
            keep_old: false,
            checkpoint: Self::CHECKPOINT,
            wait: false,
        }
    }
}

#[derive(Args)]
pub(in crate::cli) struct StatsArgs {
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// List the files that were left out, with the reason
    #[arg(long)]
    pub(in crate::cli) skipped: bool,
    /// How they are printed; without `--skipped` as human or json
    #[arg(long, value_parser = one_of(&WITHOUT_RANKS), default_value = "human")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    Human,
    Json,
}
