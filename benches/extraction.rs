//! What extraction of articles for an index costs, beside Tantivy's `en_stem` over the same text in the same run.
//!
//! `cargo bench --bench extraction` reads the sample corpus, `cargo bench --bench extraction -- FOLDER` the text files of a folder.
//! Both sides work on one thread on texts in memory, in turns; the ratio of the medians is what is watched. Extraction begins with a draft:
//! it is timed by itself, and with the reading of the draft from a copy of the text; articles are extracted in groups, as a build does it,
//! and one by one for comparison. With `--passes N` it reads and extracts N times as a build does and measures nothing: for callgrind, where
//! a second pass shows the cost without the reading of tables; with `--stems` too it does the same with `en_stem`.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline::extract::{GROUP, Options, Origin, articles, groups};
use dateline::format::{Draft, draft};
use walkdir::WalkDir;

#[path = "shared/en_stem.rs"]
mod en_stem;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 9;

/// A round goes over the texts until it has read so much: too little text cannot be timed.
const BYTES: usize = 4 << 20;

fn main() {
    let passes = passes();
    let folder = folder();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let texts = texts(Path::new(folder.as_deref().unwrap_or(sample)));
    let size: usize = texts.iter().map(String::len).sum();
    assert!(size > 0, "the folder holds no text files");
    let together = groups(&texts, GROUP, |text| text.len() as u64);
    let alone = groups(&texts, 1, |text| text.len() as u64);
    if let Some(passes) = passes {
        if std::env::args().any(|arg| arg == "--stems") {
            time(&together, passes, analysis());
        } else {
            time(&together, passes, reading_and_extraction);
        }
        return;
    }
    let times = BYTES.div_ceil(size);
    let made: Vec<Vec<Draft>> = together.iter().map(|group| drafts(group)).collect();

    let (mut read, mut extracted, mut both, mut one_by_one) = (vec![], vec![], vec![], vec![]);
    let mut stemmed = vec![];
    for _ in 0..ROUNDS {
        read.push(time(&together, times, reading));
        extracted.push(time(&made, times, extraction));
        stemmed.push(time(&together, times, analysis()));
        both.push(time(&together, times, reading_and_extraction));
        one_by_one.push(time(&alone, times, reading_and_extraction));
    }
    let bytes = (size * times) as f64;
    let bare = median(stemmed);
    println!(
        "{} articles, {:.1} MB, {times} times a round, {ROUNDS} rounds, medians; extracted in groups of {GROUP} as in a build",
        texts.len(),
        size as f64 / 1e6
    );
    for (what, taken) in [
        ("reading (draft)", median(read)),
        ("extraction", median(extracted)),
        ("reading and extraction", median(both)),
        ("… one by one", median(one_by_one)),
        ("en_stem", bare),
    ] {
        println!(
            "{what:24} {:7.1} MB/s   {:.2} of en_stem",
            bytes / 1e6 / taken.as_secs_f64(),
            taken.as_secs_f64() / bare.as_secs_f64()
        );
    }
}

/// The folder that was named.
fn folder() -> Option<String> {
    let args: Vec<String> = std::env::args().collect();
    let is_value = |at: usize| args[at - 1] == "--passes";
    let named = (1..args.len()).find(|&at| !args[at].starts_with('-') && !is_value(at))?;
    Some(args[named].clone())
}

/// The number behind `--passes`.
fn passes() -> Option<usize> {
    let mut args = std::env::args().skip_while(|arg| arg != "--passes");
    args.nth(1)?.parse().ok()
}

/// The text files below a folder.
fn texts(folder: &Path) -> Vec<String> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "txt"))
        .filter_map(|entry| std::fs::read_to_string(entry.path()).ok())
        .collect()
}

fn time<T, G: AsRef<[T]>>(groups: &[G], times: usize, mut work: impl FnMut(&[T])) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        groups.iter().for_each(|group| work(group.as_ref()));
    }
    start.elapsed()
}

fn drafts(group: &[String]) -> Vec<Draft> {
    let drafts = group.iter().map(|text| draft(text.clone()));
    drafts.filter_map(Result::ok).collect()
}

fn reading(group: &[String]) {
    black_box(drafts(group));
}

fn reading_and_extraction(group: &[String]) {
    extraction(&drafts(group));
}

fn extraction(drafts: &[Draft]) {
    let origin = Origin::default();
    let sources = drafts.iter().map(|draft| (draft, &origin));
    black_box(articles(sources, &Options::default()));
}

fn analysis() -> impl FnMut(&[String]) {
    let mut analyzer = en_stem::analyzer();
    move |group| {
        for text in group {
            let mut stream = analyzer.token_stream(text);
            let mut letters = 0;
            while stream.advance() {
                letters += stream.token().text.len();
            }
            black_box(letters);
        }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
