//! Dateline beside Tantivy alone and beside a bare walk of the folders, as whole processes, in one run.
//!
//! ```sh
//! cargo bench --bench ratios -- --articles 20000 --rounds 5
//! ```
//!
//! Two programs take turns, so that what the machine does meanwhile meets both. Bare programs (`bare.rs`) are this
//! executable, called again. What is measured and how to read it: `benches/README.md`.

mod bare;
#[path = "../../examples/newsroom/desk/mod.rs"]
mod desk;
mod measure;
mod ratios;
mod report;
mod workplace;

use std::process::ExitCode;

use report::Report;
use workplace::Workplace;

/// What a run is asked to do.
pub struct Options {
    /// Articles of the corpus.
    pub articles: u64,
    /// The seed of the corpus.
    pub seed: u64,
    /// How often each pair of programs runs; short ones run more often.
    pub rounds: usize,
    /// Threads of both programs that build an index.
    pub threads: usize,
    /// Megabytes that their writers may hold.
    pub memory: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            articles: 20_000,
            seed: 7,
            rounds: 5,
            threads: std::thread::available_parallelism().map_or(1, Into::into),
            memory: 400,
        }
    }
}

const USAGE: &str = "ratios [--articles N] [--seed N] [--rounds N] [--threads N] [--memory MB]";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` calls it so, and wants to know only that it starts.
    if args.iter().any(|arg| arg == "--test") {
        return ExitCode::SUCCESS;
    }
    let done = match args.split_first() {
        Some((first, rest)) if first.starts_with("bare-") => bare::run(first, rest),
        _ => options(&args).and_then(|options| run(&options)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("ratios: {message}");
            ExitCode::from(2)
        }
    }
}

fn options(args: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut args = args.iter().filter(|arg| *arg != "--bench");
    while let Some(arg) = args.next() {
        let value = args.next().and_then(|value| value.parse::<u64>().ok());
        let value = value.ok_or_else(|| format!("{arg}: usage: {USAGE}"))?;
        match arg.as_str() {
            "--articles" => options.articles = value,
            "--seed" => options.seed = value,
            "--rounds" => options.rounds = value.max(1) as usize,
            "--threads" => options.threads = value.max(1) as usize,
            "--memory" => options.memory = value as usize,
            _ => return Err(format!("{arg}: usage: {USAGE}")),
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), String> {
    let place = Workplace::prepare(options)?;
    let mut report = Report::new(options, &place);
    for ratio in ratios::all(options, &place)? {
        report.add(ratio);
    }
    report.print();
    report.append()
}
