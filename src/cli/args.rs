//! The flags, as clap reads them. Their comments are the help that people see.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::query::FacetName;
use crate::render;
use crate::render::rows::Format;

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
            Command::Run(args) => matches!(args.format, HitFormat::Json | HitFormat::Jsonl),
            Command::Saved(args) => args.format != ArticleFormat::Human,
            Command::Timeline(args) => {
                matches!(args.format, TimelineFormat::Json | TimelineFormat::Jsonl)
            }
            // They know no other form, and people read what they say of files.
            Command::Batch(_) | Command::Extract(_) | Command::Dump(_) | Command::Save(_) => false,
        }
    }
}

#[derive(Args)]
pub(super) struct IndexArgs {
    /// Folders and files of the corpus [default: the roots of dateline.toml, else `corpus`]
    #[arg(value_name = "ROOT")]
    pub(super) roots: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    #[command(flatten)]
    pub(super) build: BuildArgs,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(super) format: ReportFormat,
    /// Exit with 3 if any file was skipped, not only if one could not be read
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Args)]
pub(super) struct ForgetArgs {
    /// Labels or paths of roots, paths of folders and files
    #[arg(value_name = "ROOT|PATH", required_unless_present = "purge")]
    pub(super) names: Vec<String>,
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// Write the index again so that nothing is left of the text of removed articles
    #[arg(long)]
    pub(super) purge: bool,
    /// Wait while another dateline writes the index
    #[arg(long)]
    pub(super) wait: bool,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(super) format: ReportFormat,
}

#[derive(Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// Read again from the corpus what is damaged, and move the damage aside; nothing is removed
    #[arg(long)]
    pub(super) repair: bool,
    /// How the report is printed
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    pub(super) format: ReportFormat,
}

#[derive(Args)]
pub(super) struct DumpArgs {
    #[command(flatten)]
    pub(super) folder: FolderArgs,
}

#[derive(Args, Clone)]
pub(super) struct FolderArgs {
    /// The folder of the index
    #[arg(long, value_name = "DIR", default_value = "index")]
    pub(super) index: PathBuf,
}

#[derive(Args)]
pub(super) struct BuildArgs {
    /// Only files that this glob names; may be given more than once
    #[arg(long, value_name = "GLOB")]
    pub(super) include: Vec<String>,
    /// No files or folders that this glob names
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// Follow symbolic links
    #[arg(long)]
    pub(super) follow: bool,
    /// The year of datelines and captions that do not say one, where nothing else does
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(0..=9999))]
    pub(super) default_year: Option<i16>,
    /// Take the time of a file's last change for the date of an article that says none
    #[arg(long)]
    pub(super) date_from_mtime: bool,
    /// Threads that read; as many again write [default: the processors]
    #[arg(long, value_name = "N")]
    pub(super) threads: Option<usize>,
    /// Megabytes that the writers may hold
    #[arg(long, value_name = "MB", default_value_t = BuildArgs::MEMORY)]
    pub(super) memory: usize,
    /// Let the run remove more than a fifth of a root's files
    #[arg(long)]
    pub(super) allow_removals: bool,
    /// Build everything again beside the index in use, and replace it at the end
    #[arg(long)]
    pub(super) rebuild: bool,
    /// Leave files as older rules or other options read them, as long as their content is the same
    #[arg(long)]
    pub(super) keep_old: bool,
    /// Keep what is done after so many megabytes of articles, for the next run if this one is killed
    #[arg(long, value_name = "MB", default_value_t = BuildArgs::CHECKPOINT)]
    pub(super) checkpoint: u64,
    /// Wait while another dateline writes the index
    #[arg(long)]
    pub(super) wait: bool,
}

impl BuildArgs {
    const MEMORY: usize = 200;
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

/// What is asked of an index, and of which articles and quotes in it.
#[derive(Args)]
pub(super) struct AskArgs {
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// Bring the index up to date with this folder first
    #[arg(long, value_name = "DIR")]
    pub(super) corpus: Option<PathBuf>,
    /// Read the query as plain words without operators, and rank by any of them
    #[arg(long)]
    pub(super) any: bool,
    /// Only articles published then or later: 2024, 2024-11, 2024-11-06, "last week"
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
    /// Only articles published then or earlier
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,
    /// Seek words as their synonyms too, from a file with a group a line: `ship, vessel`, `pm => prime minister`
    #[arg(long, value_name = "FILE")]
    pub(super) synonyms: Option<PathBuf>,
    /// Only articles with a place near this one: Kyiv, "Paris, Texas", 50.45,30.52
    #[arg(long, value_name = "PLACE", allow_hyphen_values = true)]
    pub(super) near: Option<String>,
    /// How near: 100km, 60mi [default: 50km]
    #[arg(long, value_name = "DISTANCE", requires = "near")]
    pub(super) within: Option<String>,
    /// Count only quotes whose attribution is at least so sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(super) min_confidence: Option<f32>,
    /// Print how the query is read, and how many hits each part of it has, to stderr
    #[arg(long)]
    pub(super) explain: bool,
}

impl AskArgs {
    /// The index alone, and nothing that narrows the question.
    pub(super) fn of(folder: FolderArgs) -> Self {
        Self {
            folder,
            corpus: None,
            any: false,
            since: None,
            until: None,
            synonyms: None,
            near: None,
            within: None,
            min_confidence: None,
            explain: false,
        }
    }
}

/// What is printed of each row.
#[derive(Args)]
pub(super) struct FieldArgs {
    /// The fields of json, jsonl, csv and tsv, in order; a name that there is not brings the list of all
    #[arg(short = 'o', long, value_name = "FIELD,…", value_delimiter = ',')]
    pub(super) fields: Vec<String>,
    /// End paths with a NUL, for `xargs -0`
    #[arg(short = '0', long)]
    pub(super) null: bool,
}

/// Reads the name of one of some formats.
fn one_of(formats: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    let names = formats.iter().map(|format| format.name());
    let names: Vec<&'static str> = names.collect();
    PossibleValuesParser::new(names).map(|name| Format::from_name(&name).unwrap_or_default())
}

/// Formats of rows that are no files.
const WITHOUT_PATHS: [Format; 6] = [
    Format::Human,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Tsv,
    Format::Md,
];

/// Formats of articles without an index.
const OF_ARTICLES: [Format; 5] = [
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Tsv,
    Format::Paths,
];

/// Formats of rows that are not ranked.
const WITHOUT_RANKS: [Format; 7] = [
    Format::Human,
    Format::Json,
    Format::Jsonl,
    Format::Csv,
    Format::Tsv,
    Format::Md,
    Format::Paths,
];

/// What ranks hits, besides their words.
#[derive(Args)]
pub(super) struct RankArgs {
    /// Rank articles by what the best ten of them have in common too; `--any` does so anyway
    #[arg(long, overrides_with = "no_expand")]
    pub(super) expand: bool,
    /// Rank articles by the words of the query alone
    #[arg(long, overrides_with = "expand")]
    pub(super) no_expand: bool,
    /// Let an article that is so old weigh half: 30d, 8w, 6m, 1y
    #[arg(long, value_name = "HALF-LIFE", value_parser = half_life)]
    pub(super) recency: Option<f32>,
}

/// Which of the hits are printed, and how.
#[derive(Args)]
pub(super) struct HitArgs {
    /// Hits at most [default: 10 for people, all otherwise]
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Hits to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) offset: usize,
    /// The order of hits
    #[arg(long, value_enum, default_value_t = Sort::Rank)]
    pub(super) sort: Sort,
    /// How hits are printed
    #[arg(long, value_parser = one_of(&Format::ALL), default_value = "human")]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) fields: FieldArgs,
    /// Print only how many hits there are; with --copies, each with its copies counted once
    #[arg(short, long)]
    pub(super) count: bool,
    /// Passages of each article at most, best first; quotes have none
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) passages: u16,
    /// Print what each part of the query adds to the score of a hit
    #[arg(long)]
    pub(super) explain_score: bool,
    /// What becomes of copies of a hit: one story in several papers, one quotation in several articles. `number`: the earliest is
    /// the hit, and says how many there are; `list` or --copies alone: it lists them; `once`: as `number`, and --facet counts it
    /// alone; `hits`: each is a hit, as in `paths` and `trec` [default: number]
    #[arg(long, value_enum, value_name = "HOW", num_args = 0..=1, require_equals = true, default_missing_value = "list")]
    pub(super) copies: Option<Copies>,
    /// Count all hits by speaker, role, location, country, agency, year, language, with a comma between; `speaker:20` lists
    /// twenty [default: 10 for people, all otherwise]. Row formats print the counts in place of the hits
    #[arg(long, value_name = "NAME[:N],…", value_delimiter = ',', value_parser = facet, conflicts_with = "count")]
    pub(super) facet: Vec<FacetArg>,
}

/// A facet, and how many of its values are listed.
#[derive(Clone, Copy)]
pub(super) struct FacetArg {
    pub(super) name: FacetName,
    pub(super) most: Option<usize>,
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

#[derive(Args)]
pub(super) struct QueryArgs {
    /// The query: words, "phrases", field:word, AND, OR, NOT, (groups), prefix*, w/5; see `dateline help query`
    #[arg(required_unless_present = "like")]
    pub(super) query: Vec<String>,
    /// Only what is like this article: one of the index, by path, end of its path or id, or a file
    #[arg(long, value_name = "PATH_OR_ID")]
    pub(super) like: Option<String>,
    #[command(flatten)]
    pub(super) ask: AskArgs,
    #[command(flatten)]
    pub(super) rank: RankArgs,
    #[command(flatten)]
    pub(super) hits: HitArgs,
}

#[derive(Args)]
pub(super) struct BatchArgs {
    /// The queries, a line each, or as id, tab and query; `-` reads standard input. The id of a line without one is its number
    pub(super) file: PathBuf,
    /// The file is a table with a header, parted by commas, or by tabs where it is called *.tsv: queries stand in this column
    #[arg(long, value_name = "NAME")]
    pub(super) column: Option<String>,
    /// The column of their ids
    #[arg(long, value_name = "NAME", requires = "column")]
    pub(super) id_column: Option<String>,
    #[command(flatten)]
    pub(super) ask: AskArgs,
    #[command(flatten)]
    pub(super) rank: RankArgs,
    /// Hits of a query at most [default: 10 for people, all otherwise]
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// How hits are printed
    #[arg(long, value_parser = one_of(&Format::ALL), default_value = "jsonl")]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) fields: FieldArgs,
}

#[derive(Args)]
pub(super) struct SpeakersArgs {
    /// Only the quotes that meet this query, as `dateline quotes` reads it
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) ask: AskArgs,
    /// Speakers at most [default: 10 for people, all otherwise]
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// Speakers to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) offset: usize,
    /// The order of speakers
    #[arg(long, value_enum, default_value_t = SpeakerSort::Quotes)]
    pub(super) sort: SpeakerSort,
    /// How speakers are printed
    #[arg(long, value_parser = one_of(&WITHOUT_PATHS), default_value = "human")]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) fields: FieldArgs,
    /// Print only how many speak
    #[arg(short, long)]
    pub(super) count: bool,
}

#[derive(Args)]
pub(super) struct SaveArgs {
    /// The name: letters, digits, `-` and `_`
    pub(super) name: String,
    /// The query, as `dateline query` reads it, or `dateline quotes` with --quotes
    #[arg(required = true)]
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// Search quotes instead of articles
    #[arg(long)]
    pub(super) quotes: bool,
    /// Read the query as plain words without operators, and rank by any of them
    #[arg(long)]
    pub(super) any: bool,
    /// Only articles published then or later: 2024, 2024-11, 2024-11-06, "last week", which is another week in each run
    #[arg(long, value_name = "DATE")]
    pub(super) since: Option<String>,
    /// Only articles published then or earlier
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,
    /// Count only quotes whose attribution is at least so sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(super) min_confidence: Option<f32>,
    /// Replace the search of that name
    #[arg(long)]
    pub(super) replace: bool,
}

#[derive(Args)]
pub(super) struct SavedArgs {
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// Remove these searches instead
    #[arg(long, value_name = "NAME", num_args = 1.., conflicts_with = "format")]
    pub(super) remove: Vec<String>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = ArticleFormat::Human)]
    pub(super) format: ArticleFormat,
}

#[derive(Args)]
pub(super) struct RunArgs {
    /// The names of saved searches
    #[arg(
        value_name = "NAME",
        required_unless_present = "all",
        conflicts_with = "all"
    )]
    pub(super) names: Vec<String>,
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// Run every saved search
    #[arg(long)]
    pub(super) all: bool,
    /// Only what has arrived or changed since the last run with --new, or since the search was saved
    #[arg(long)]
    pub(super) new: bool,
    /// Look only: the next run with --new tells the same again
    #[arg(long, requires = "new")]
    pub(super) peek: bool,
    /// Bring the index up to date with this folder first
    #[arg(long, value_name = "DIR")]
    pub(super) corpus: Option<PathBuf>,
    /// Hits of a search at most [default: all with --new and in formats for scripts, else 10]
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// How hits are printed
    #[arg(long, value_enum, default_value_t = HitFormat::Human)]
    pub(super) format: HitFormat,
}

#[derive(Args)]
pub(super) struct TimelineArgs {
    /// Only what meets this query, as `dateline query` reads it, or `dateline quotes` with --quotes
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) ask: AskArgs,
    /// Count quotes instead of articles
    #[arg(long)]
    pub(super) quotes: bool,
    /// The step [default: the finest that gives a chart of some length]
    #[arg(long, value_enum, value_name = "STEP")]
    pub(super) by: Option<TimelineStep>,
    /// How copies are counted: `hits`, each; `once`, the earliest of those that meet the query for all of them
    #[arg(long, value_enum, value_name = "HOW", default_value_t = CountedCopies::Hits)]
    pub(super) copies: CountedCopies,
    /// How counts are printed
    #[arg(long, value_enum, default_value_t = TimelineFormat::Human)]
    pub(super) format: TimelineFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TimelineStep {
    Day,
    Month,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TimelineFormat {
    Human,
    Json,
    Jsonl,
    Csv,
    Tsv,
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
fn confidence(text: &str) -> Result<f32, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1 is expected".to_owned())
}

#[derive(Args)]
pub(super) struct ExtractArgs {
    /// Folders and files
    #[arg(value_name = "FILE", required = true)]
    pub(super) roots: Vec<PathBuf>,
    /// How articles are printed
    #[arg(long, value_parser = one_of(&OF_ARTICLES), default_value = "jsonl")]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) fields: FieldArgs,
    /// Leave out quotes whose attribution is less sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(super) min_confidence: Option<f32>,
    /// The year of datelines and captions that do not say one, where nothing else does
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(0..=9999))]
    pub(super) default_year: Option<i16>,
    /// Take the time of a file's last change for the date of an article that says none
    #[arg(long)]
    pub(super) date_from_mtime: bool,
    /// Print also the text that spans refer to, as `text`
    #[arg(long)]
    pub(super) with_text: bool,
}

#[derive(Args)]
pub(super) struct AnnotateArgs {
    /// Folders and files
    #[arg(value_name = "FILE", required = true)]
    pub(super) roots: Vec<PathBuf>,
    /// Leave out quotes whose attribution is less sure, from 0 to 1
    #[arg(long, value_name = "X", value_parser = confidence)]
    pub(super) min_confidence: Option<f32>,
    /// The year of datelines and captions that do not say one, where nothing else does
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(0..=9999))]
    pub(super) default_year: Option<i16>,
    /// Take the time of a file's last change for the date of an article that says none
    #[arg(long)]
    pub(super) date_from_mtime: bool,
    /// How finds are printed
    #[arg(long, value_enum, default_value_t = ArticleFormat::Human)]
    pub(super) format: ArticleFormat,
}

#[derive(Args)]
pub(super) struct ShowArgs {
    /// Paths as `query` prints them, ends of paths, or ids
    #[arg(value_name = "PATH_OR_ID", required = true)]
    pub(super) names: Vec<String>,
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// How articles are printed
    #[arg(long, value_enum, default_value_t = ArticleFormat::Human)]
    pub(super) format: ArticleFormat,
}

#[derive(Args)]
pub(super) struct StatsArgs {
    #[command(flatten)]
    pub(super) folder: FolderArgs,
    /// List the files that were left out, with the reason
    #[arg(long)]
    pub(super) skipped: bool,
    /// How they are printed; without `--skipped` as human or json
    #[arg(long, value_parser = one_of(&WITHOUT_RANKS), default_value = "human")]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) fields: FieldArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    Human,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum HitFormat {
    Human,
    Json,
    Jsonl,
    Paths,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ArticleFormat {
    Human,
    Json,
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Copies {
    Number,
    List,
    Once,
    Hits,
}

/// What becomes of copies where hits are counted and none is shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CountedCopies {
    Hits,
    Once,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SpeakerSort {
    Quotes,
    Name,
    First,
    Last,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Sort {
    Rank,
    Latest,
    Earliest,
    Path,
}
