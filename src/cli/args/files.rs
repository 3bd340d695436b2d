//! Flags of the commands that read article files, or show an article.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FolderArgs;
use super::ask::confidence;
use super::rows::{FieldArgs, OF_ARTICLES, one_of};
use crate::render::rows::Format;

#[derive(Args)]
pub(in crate::cli) struct ExtractArgs {
    /// Folders and files
    #[arg(value_name = "FILE", required = true)]
    pub(in crate::cli) roots: Vec<PathBuf>,
    /// How articles are printed
    #[arg(long, value_parser = one_of(&OF_ARTICLES), default_value = "jsonl")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
    /// Leave out quotes whose attribution is less sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(in crate::cli) min_confidence: Option<f32>,
    /// The year of datelines and captions that do not say one, where nothing else does
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(0..=9999))]
    pub(in crate::cli) default_year: Option<i16>,
    /// Take the time of a file's last change for the date of an article that says none
    #[arg(long)]
    pub(in crate::cli) date_from_mtime: bool,
    /// Print also the text that spans refer to, as `text`
    #[arg(long)]
    pub(in crate::cli) with_text: bool,
}

#[derive(Args)]
pub(in crate::cli) struct AnnotateArgs {
    /// Folders and files
    #[arg(value_name = "FILE", required = true)]
    pub(in crate::cli) roots: Vec<PathBuf>,
    /// Leave out quotes whose attribution is less sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(in crate::cli) min_confidence: Option<f32>,
    /// The year of datelines and captions that do not say one, where nothing else does
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(0..=9999))]
    pub(in crate::cli) default_year: Option<i16>,
    /// Take the time of a file's last change for the date of an article that says none
    #[arg(long)]
    pub(in crate::cli) date_from_mtime: bool,
    /// How finds are printed
    #[arg(long, value_enum, default_value_t = ArticleFormat::Human)]
    pub(in crate::cli) format: ArticleFormat,
}

#[derive(Args)]
pub(in crate::cli) struct ShowArgs {
    /// Paths as `query` prints them, ends of paths, or ids
    #[arg(value_name = "PATH_OR_ID", required = true)]
    pub(in crate::cli) names: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) folder: FolderArgs,
    /// How articles are printed
    #[arg(long, value_enum, default_value_t = ArticleFormat::Human)]
    pub(in crate::cli) format: ArticleFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ArticleFormat {
    Human,
    Json,
    Jsonl,
}
