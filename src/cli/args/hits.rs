//! Flags of the commands that print hits: which of them, in which order, how, and what else is said of all.

use clap::{Args, ValueEnum};

use super::rows::{FieldArgs, one_of};
use crate::query::FacetName;
use crate::render::rows::Format;

/// Which of the hits are printed, and how.
#[derive(Args)]
pub(in crate::cli) struct HitArgs {
    /// Hits at most [default: 10 for people, all otherwise]
    #[arg(short = 'n', long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(in crate::cli) offset: usize,
    #[command(flatten)]
    pub(in crate::cli) shown: ShownArgs,
    /// How hits are printed
    #[arg(long, value_parser = one_of(&Format::ALL), default_value = "human")]
    pub(in crate::cli) format: Format,
    #[command(flatten)]
    pub(in crate::cli) fields: FieldArgs,
    /// Print only how many hits there are; with --copies, each with its copies counted once
    #[arg(short, long)]
    pub(in crate::cli) count: bool,
    /// Print what each part of the query adds to the score of a hit
    #[arg(long)]
    pub(in crate::cli) explain_score: bool,
    /// Count all hits by speaker, role, location, country, agency, year, language, with a comma between; `speaker:20` lists
    /// twenty [default: 10 for people, all otherwise]. jsonl, csv and tsv print the counts in place of
    /// the hits
    #[arg(long, value_name = "NAME[:N],…", value_delimiter = ',', value_parser = facet, conflicts_with = "count")]
    pub(in crate::cli) facet: Vec<FacetArg>,
}

/// The order of hits, and what each of them shows.
#[derive(Args)]
pub(in crate::cli) struct ShownArgs {
    /// The order of hits
    #[arg(long, value_enum, default_value_t = Sort::Rank)]
    pub(in crate::cli) sort: Sort,
    /// Passages of each article at most, best first; quotes have none
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub(in crate::cli) passages: u16,
    /// What becomes of copies of a hit: one story in several papers, one quotation in several articles. `number`: the earliest is
    /// the hit, and says how many there are; `list` or --copies alone: it lists them; `once`: as `number`, and facets count it
    /// alone; `hits`: each is a hit, as in `paths` and `trec` [default: number]
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "list")]
    pub(in crate::cli) copies: Option<Copies>,
}

/// A facet, and how many of its values are listed.
#[derive(Clone, Copy)]
pub(in crate::cli) struct FacetArg {
    pub(in crate::cli) name: FacetName,
    pub(in crate::cli) most: Option<usize>,
}

/// `speaker`, or `speaker:20`.
fn facet(text: &str) -> Result<FacetArg, String> {
    let (name, most) = match text.split_once(':') {
        Some((name, most)) => {
            let number = most.parse();
            let number = number.map_err(|_| format!("a number is expected behind {name}:"))?;
            (name, Some(number))
        }
        None => (text, None),
    };
    let names = FacetName::ALL.map(FacetName::name).join(", ");
    let name = FacetName::from_name(name);
    let name = name.ok_or_else(|| format!("hits can be counted by {names}"))?;
    Ok(FacetArg { name, most })
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Copies {
    Number,
    List,
    Once,
    Hits,
}

/// What becomes of copies where hits are counted and none is shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CountedCopies {
    Hits,
    Once,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Sort {
    Rank,
    Latest,
    Earliest,
    Path,
}
