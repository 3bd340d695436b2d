//! Laws of queries: a printed tree reads as itself, nothing that is typed makes the parser panic, and the index finds what
//! a plain reading of every article finds: for random trees, and for the queries of `tests/queries`.

mod counts;
#[path = "../laws/queries.rs"]
mod laws;
mod options;
mod reading;
mod scores;
mod synonyms;
mod texts;
mod trees;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::archive::{UpdateOptions, update};
use dateline::corpus::{Root, Selection};
use dateline::index::{IndexFolder, OpenIndex, Order};
use dateline::query::{Clause, Options, TimelineOptions, answer, any_word, parse, quotes};
use jiff::civil;
use proptest::prelude::*;

use counts::{
    Counted, Names, every_facet, expected_facets, expected_timelines, facet_lines, timeline_lines,
};
use reading::Reading;
use trees::tree;

const TODAY: civil::Date = civil::date(2024, 11, 8);

/// Random trees in a plain run; `DATELINE_TREES` asks for another number.
const TREES: u32 = 150;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_tree_reads_as_itself(tree in tree()) {
        let printed = tree.to_string();
        let read = parse(&printed, TODAY).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read.clause, &tree, "{}", printed);
    }

    #[test]
    fn nothing_that_is_typed_makes_the_parser_panic(text in any::<String>()) {
        laws::is_read_or_refused(&text);
        laws::plain_words_are_words(&text);
    }

    #[test]
    fn plain_words_are_an_or_of_words_whatever_is_typed(text in any::<String>(), more in "[ a-zA-Z'&:()*~^/\"-]{0,40}") {
        let clause = any_word(&format!("{text} NOT w/5 {more}"));
        let read = parse(&clause.to_string(), TODAY).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read.clause, clause);
    }

    #[test]
    fn what_looks_like_a_query_is_read_or_refused_with_its_place(
        pieces in prop::collection::vec(prop::sample::select(
            ["a", "\"", "“", "(", ")", " ", "AND", "OR", "NOT", "-", "^", "^2", ":", "date:", "speaker:", "x:", "*", "?",
             "~", "~1", "=", "caps(", "said(", "atleast2(", "hlead(", "not", "w/s", "pre/3", "NEAR/5", "[", "]", "{", " TO ", "..", "2024", "é", "東", "w/5", "/", "'", "last week", "\n"].as_slice(),
        ), 0..12)
    ) {
        let text = pieces.concat();
        laws::is_read_or_refused(&text);
    }
}

#[test]
fn the_index_finds_what_a_plain_reading_finds() {
    each_tree(|open, reading, tree, confidence| {
        let found = found(open, tree, confidence);
        (found, owned(&reading.met(tree, confidence)))
    });
}

#[test]
fn quotes_are_what_a_plain_reading_finds() {
    each_tree(|open, reading, tree, confidence| {
        let answer = quotes(open, tree, &options(confidence)).unwrap();
        assert_eq!(answer.total, answer.hits.len(), "{tree}");
        let named = |path: &str, nth: usize| format!("{path} {nth}");
        let found = answer.hits.iter().map(|hit| named(&hit.path, hit.nth));
        let expected = reading.quotes_met(tree, confidence).into_iter();
        (
            found.collect(),
            expected.map(|(path, nth)| named(path, nth)).collect(),
        )
    });
}

#[test]
fn facets_are_what_counting_by_hand_comes_to() {
    let names = std::cell::OnceCell::new();
    each_tree(|open, reading, tree, confidence| {
        let names = names.get_or_init(|| Names::of(open, TODAY));
        let options = Options {
            limit: 1,
            facets: every_facet(),
            ..options(confidence)
        };
        let found = answer(open, tree, &options).unwrap();
        assert!(found.hits.len() <= 1);
        let hits: Vec<Counted<'_>> = reading
            .met(tree, confidence)
            .into_iter()
            .map(|path| {
                let article = reading.article(path);
                let quotes = article.quotes.iter();
                let sure = quotes.filter(|quote| quote.confidence >= confidence);
                (article, sure.collect())
            })
            .collect();
        (facet_lines(&found.facets), expected_facets(&hits, names))
    });
}

#[test]
fn facets_of_quotes_are_what_counting_by_hand_comes_to() {
    let names = std::cell::OnceCell::new();
    each_tree(|open, reading, tree, confidence| {
        let names = names.get_or_init(|| Names::of(open, TODAY));
        let options = Options {
            limit: 0,
            facets: every_facet(),
            ..options(confidence)
        };
        let found = quotes(open, tree, &options).unwrap();
        let hits: Vec<Counted<'_>> = reading
            .quotes_met(tree, confidence)
            .into_iter()
            .map(|(path, nth)| {
                let article = reading.article(path);
                (article, vec![&article.quotes[nth - 1]])
            })
            .collect();
        (facet_lines(&found.facets), expected_facets(&hits, names))
    });
}

#[test]
fn timelines_are_what_counting_by_hand_comes_to() {
    each_tree(|open, reading, tree, confidence| {
        let met = reading.met(tree, confidence).into_iter();
        let articles = met.map(|path| reading.article(path));
        let spoken = reading.quotes_met(tree, confidence).into_iter();
        let spoken = spoken.map(|(path, _)| reading.article(path));
        let both = |articles: BTreeSet<String>, quotes: BTreeSet<String>| {
            let quotes = quotes.into_iter().map(|line| format!("quotes {line}"));
            articles.into_iter().chain(quotes).collect()
        };
        let lines = |quotes| {
            let options = TimelineOptions {
                quotes,
                confidence,
                ..TimelineOptions::default()
            };
            timeline_lines(open, tree, options)
        };
        let found = both(lines(false), lines(true));
        (
            found,
            both(expected_timelines(articles), expected_timelines(spoken)),
        )
    });
}

/// What the index finds for random trees must be what is expected: the first and the second that `look` gives.
fn each_tree(
    look: impl Fn(&OpenIndex, &Reading, &Clause, f32) -> (BTreeSet<String>, BTreeSet<String>),
) {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let reading = Reading::new(&open);
    let cases = std::env::var("DATELINE_TREES").map_or(TREES, |trees| trees.parse().unwrap());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        max_global_rejects: cases,
        ..ProptestConfig::with_source_file(file!())
    });
    let (trees, met) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    runner
        .run(&(tree(), confidence()), |(tree, confidence)| {
            let (found, expected) = look(&open, &reading, &tree, confidence);
            trees.set(trees.get() + 1);
            met.set(met.get() + u32::from(!expected.is_empty()));
            let missed = expected.difference(&found).collect::<Vec<_>>();
            let wrong = found.difference(&expected).collect::<Vec<_>>();
            prop_assert!(
                missed.is_empty() && wrong.is_empty(),
                "{tree} at {confidence}\nmissed {missed:?}\nwrong {wrong:?}"
            );
            Ok(())
        })
        .unwrap();
    println!("{} trees, {} with hits", trees.get(), met.get());
}

/// What quotes must be sure of to count.
fn confidence() -> impl Strategy<Value = f32> {
    prop::sample::select([0.0, 0.0, 0.85, 0.95].as_slice())
}

/// Each file of `tests/queries` has queries and the articles of the sample corpus that a plain reading finds for them.
/// `DATELINE_BLESS=1` writes what the reading finds: never what the index does.
#[test]
fn queries_over_the_sample_corpus_find_what_a_plain_reading_found() {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let reading = Reading::new(&open);
    let (mut queries, mut wrong) = (0, Vec::new());
    for file in query_files() {
        let mut blessed = String::new();
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                blessed.push_str(&format!("{line}\n"));
                continue;
            }
            let (query, expected) = line.split_once('\t').unwrap_or((line, ""));
            let clause = parse(query, TODAY)
                .unwrap_or_else(|error| panic!("{error}"))
                .clause;
            let read = shown(&owned(&reading.met(&clause, 0.0)));
            blessed.push_str(&format!("{query}\t{read}\n"));
            queries += 1;
            let found = shown(&found(&open, &clause, 0.0));
            let expected = if blessing() { read.as_str() } else { expected };
            if found != expected || read != expected {
                wrong.push(format!(
                    "{query}\n  expected {expected}\n  read {read}\n  found {found}"
                ));
            }
        }
        if blessing() {
            fs::write(&file, blessed).unwrap();
        }
    }
    let help = "where `read` and `found` agree and extraction has changed, DATELINE_BLESS=1 writes what is read";
    assert!(wrong.is_empty(), "{}\n{help}", wrong.join("\n"));
    assert!(queries >= 250, "{queries} queries");
}

fn blessing() -> bool {
    std::env::var_os("DATELINE_BLESS").is_some()
}

fn query_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/queries");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|file| file.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    files.sort();
    files
}

/// Articles in one line: the end of each path, which is different for each.
/// File names in their order: that of paths depends on the folders that hold corpus and temporary files.
fn shown(paths: &BTreeSet<String>) -> String {
    let names = paths.iter().map(|path| path.rsplit('/').next().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort_unstable();
    names.join(" ")
}

fn owned(paths: &BTreeSet<&str>) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

fn options(confidence: f32) -> Options {
    Options {
        order: Order::Path,
        limit: usize::MAX,
        confidence,
        ..Options::default()
    }
}

fn found(open: &OpenIndex, clause: &Clause, confidence: f32) -> BTreeSet<String> {
    let answer = answer(open, clause, &options(confidence)).unwrap();
    assert_eq!(answer.total, answer.hits.len(), "{clause}");
    answer.hits.into_iter().map(|hit| hit.path).collect()
}

/// Articles of dates that are old, far away, or known in part.
const DATED: [(&str, &str); 4] = [
    (
        "c.txt",
        "Headline: Fleet at anchor\nDate: 1605-09-17\n\nThe ships came to anchor, the mayor said.\n",
    ),
    (
        "d.txt",
        "Headline: A month of strikes\nDate: November 1999\n\nThe ferry stood still all month.\n",
    ),
    (
        "e.txt",
        "Headline: A spring of grain\nDate: April 1999\n\nThe grain stood high all month.\n",
    ),
    (
        "f.txt",
        "Dam takes water\n\nLIMA, April 13 (AP) - \"The water is in the dam,\" said Tom Osgood, mayor of Lima.\n",
    ),
];

/// An index of the sample corpus, and of the documents that an update leaves deleted in it.
fn sample(folder: &std::path::Path) -> OpenIndex {
    let index = IndexFolder::new(&folder.join("index"));
    let corpus = Root::new(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let extra = folder.join("extra");
    fs::create_dir(&extra).unwrap();
    for name in ["a.txt", "b.txt"] {
        let text = "Ferry strike\n\n\"The grain of the ship is the water,\" said Ana Osgood, mayor of Calais.\n";
        fs::write(extra.join(name), text).unwrap();
    }
    for (name, text) in DATED {
        fs::write(extra.join(name), text).unwrap();
    }
    updated(&index, &[corpus, Root::new(&extra)]);
    fs::remove_file(extra.join("a.txt")).unwrap();
    updated(&index, &[Root::new(&extra)]);
    index.open().unwrap()
}

fn updated(index: &IndexFolder, roots: &[Root]) {
    let options = UpdateOptions {
        selection: Selection::default(),
        extract: dateline::extract::Options::default(),
        threads: 2,
        memory: 64 << 20,
        allow_removals: true,
        now: i64::MAX / 2,
        ..UpdateOptions::default()
    };
    update(index, roots, &options, &()).unwrap();
}
