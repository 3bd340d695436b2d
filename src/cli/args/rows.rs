//! Flags of rows: their fields, and which formats rows of a kind have.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::render::rows::Format;

/// What is printed of each row.
#[derive(Args, Default)]
pub(in crate::cli) struct FieldArgs {
    /// The fields of json, jsonl, csv and tsv, in order; a name that there is not brings the list of all
    #[arg(short = 'o', long, value_name = "FIELD,…", value_delimiter = ',')]
    pub(in crate::cli) fields: Vec<String>,
    /// End paths with a NUL, for `xargs -0`
    #[arg(short = '0', long)]
    pub(in crate::cli) null: bool,
}

/// Reads the name of one of some formats.
pub(super) fn one_of(formats: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let names = formats.iter().map(|format| format.name());
    let names: Vec<&'static str> = names.collect();
    PossibleValuesParser::new(names).map(|name| Format::from_name(&name).unwrap_or_default())
}

/// Formats of rows that are no files.
pub(super) const WITHOUT_PATHS: [Format; 6] = [
    Format::Human,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Tsv,
    Format::Md,
];

/// Formats of rows that are not ranked.
pub(super) const WITHOUT_RANKS: [Format; 7] = [
    Format::Human,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Tsv,
    Format::Md,
    Format::Paths,
];

/// Formats of articles without an index.
pub(super) const OF_ARTICLES: [Format; 5] = [
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Tsv,
    Format::Paths,
];
