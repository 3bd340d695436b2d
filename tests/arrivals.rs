//! What is new since a moment: over updates, rebuilds, interrupted runs and indexes of another version, whatever the clock
//! says.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::archive::{Progress, UpdateOptions, update};
use dateline::corpus::Root;
use dateline::extract;
use dateline::index::{IndexFolder, SCHEMA_VERSION};
use dateline::query::{Clause, News, Options, answer, parse, quotes};
use proptest::prelude::*;

const TODAY: jiff::civil::Date = jiff::civil::date(2024, 6, 14);

/// What a file may hold; the last two are no articles.
const TEXTS: [&str; 5] = [
    "Ferries sail\n\nLIMA, March 4 - The harbour was calm.\n\n\"We sail,\" said Ana Ruiz, the mayor.\n",
    "Ferries wait\n\nLIMA, March 5 - The harbour was rough.\n\n\"We wait,\" said Ana Ruiz, the mayor.\n",
    "Dam holds\n\nODESA, April 1, 2021 - Water rose to the crest of the dam, engineers said.\n",
    "",
    "\u{1}\0\u{2}\0no text",
];
const ARTICLES: usize = 3;

struct Archive {
    folder: tempfile::TempDir,
}

impl Archive {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("corpus")).unwrap();
        Self { folder }
    }

    fn file(&self, nth: u8) -> PathBuf {
        self.folder.path().join(format!("corpus/{nth}.txt"))
    }

    fn write(&self, nth: u8, text: usize) {
        fs::write(self.file(nth), TEXTS[text]).unwrap();
    }

    fn index(&self) -> IndexFolder {
        IndexFolder::new(&self.folder.path().join("index"))
    }

    fn run(&self, options: &UpdateOptions, progress: &dyn Progress) {
        let root = Root::new(&self.folder.path().join("corpus"));
        update(&self.index(), &[root], options, progress).unwrap();
    }

    fn update(&self) {
        self.run(&options(), &());
    }

    fn seen(&self) -> i64 {
        self.index().open().unwrap().seen()
    }

    /// The articles that arrived after a moment: the name of each file, and what it is.
    fn news(&self, after: i64) -> BTreeMap<String, News> {
        let open = self.index().open().unwrap();
        let options = Options {
            after: Some(after),
            limit: usize::MAX,
            ..Options::default()
        };
        let answer = answer(&open, &every(), &options).unwrap();
        let arrived = answer.arrived.unwrap();
        let (hits, changed) = (answer.hits.len() as u64, arrived.changed);
        assert_eq!((hits, answer.total as u64), (arrived.new + changed, hits));
        let named = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        let hits = answer.hits.iter();
        let news: BTreeMap<String, News> = hits
            .map(|hit| (named(&hit.path), hit.news.unwrap()))
            .collect();
        // A quote is as new as its article.
        for quote in quotes(&open, &every(), &options).unwrap().hits {
            assert_eq!(Some(&quote.news.unwrap()), news.get(&named(&quote.path)));
        }
        news
    }
}

fn every() -> Clause {
    parse("*", TODAY).unwrap().clause
}

/// The clock stands still: order is kept without it.
fn options() -> UpdateOptions {
    UpdateOptions {
        threads: 1,
        memory: 32 << 20,
        allow_removals: true,
        now: 1_700_000_000_000_000_000,
        ..UpdateOptions::default()
    }
}

#[derive(Clone, Debug)]
enum Act {
    Write(u8, usize),
    Delete(u8),
    Rename(u8, u8),
    Update,
    Rebuild,
    /// Extraction is told another year: every article is read again, and none has changed.
    Year(i16),
    /// What is there is known from here on.
    Mark,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let file = 0..5_u8;
    let act = prop_oneof![
        5 => (file.clone(), 0..TEXTS.len()).prop_map(|(file, text)| Act::Write(file, text)),
        1 => file.clone().prop_map(Act::Delete),
        1 => (file.clone(), file).prop_map(|(from, to)| Act::Rename(from, to)),
        3 => Just(Act::Update),
        2 => Just(Act::Rebuild),
        1 => (1985..1987_i16).prop_map(Act::Year),
        1 => Just(Act::Mark),
    ];
    prop::collection::vec(act, 1..16)
}

/// An article by hand: its text, and the number of the runs that saw it first and saw it changed.
type Known = BTreeMap<String, (String, u32, u32)>;

/// The articles that a run finds, by hand.
fn look(corpus: &Path, before: &Known, run: u32) -> Known {
    let mut known = Known::new();
    for entry in fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        if !TEXTS[..ARTICLES].contains(&text.as_str()) {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (first, changed) = match before.get(&name) {
            Some((before, first, changed)) if *before == text => (*first, *changed),
            Some((_, first, _)) => (*first, run),
            None => (run, run),
        };
        known.insert(name, (text, first, changed));
    }
    known
}

fn expected(known: &Known, mark: u32) -> BTreeMap<String, News> {
    let news = known.iter().filter_map(|(name, (_, first, changed))| {
        let news = match (*first > mark, *changed > mark) {
            (true, _) => News::New,
            (false, true) => News::Changed,
            (false, false) => return None,
        };
        Some((name.clone(), news))
    });
    news.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_new_is_what_was_not_there(acts in acts()) {
        let archive = Archive::new();
        let corpus = archive.folder.path().join("corpus");
        let (mut known, mut runs, mut options) = (Known::new(), 1, options());
        archive.run(&options, &());
        let (mut mark, mut marked) = (archive.seen(), runs);
        for act in &acts {
            match *act {
                Act::Write(file, text) => archive.write(file, text),
                Act::Delete(file) => drop(fs::remove_file(archive.file(file))),
                Act::Rename(from, to) => drop(fs::rename(archive.file(from), archive.file(to))),
                Act::Year(year) => options.extract = extract::Options {
                    default_year: Some(year),
                    ..extract::Options::default()
                },
                Act::Mark => (mark, marked) = (archive.seen(), runs),
                Act::Update | Act::Rebuild => {
                    options.rebuild = matches!(act, Act::Rebuild);
                    archive.run(&options, &());
                    runs += 1;
                    known = look(&corpus, &known, runs);
                    prop_assert_eq!(archive.news(mark), expected(&known, marked));
                }
            }
        }
    }
}

#[test]
fn an_index_of_another_version_keeps_what_was_known_when_it_is_built_again() {
    let archive = Archive::new();
    archive.write(0, 0);
    archive.update();
    let mark = archive.seen();
    let meta = archive.folder.path().join("index/gen-1/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let (now, then) = (
        format!("\\\"schema\\\":{SCHEMA_VERSION}"),
        "\\\"schema\\\":1",
    );
    assert!(text.contains(&now), "{text}");
    fs::remove_file(&meta).unwrap();
    fs::write(&meta, text.replace(&now, then)).unwrap();
    assert!(archive.index().open().is_err());
    archive.write(1, 1);
    let rebuild = UpdateOptions {
        rebuild: true,
        ..options()
    };
    archive.run(&rebuild, &());
    let expected = BTreeMap::from([("1.txt".to_owned(), News::New)]);
    assert_eq!(archive.news(mark), expected);
}

/// Ends a run after its first file.
struct Once(Cell<bool>);

impl Progress for Once {
    fn file_done(&self, _: u64) {
        self.0.set(true);
    }

    fn stops(&self) -> bool {
        self.0.get()
    }
}

#[test]
fn what_an_interrupted_run_has_read_is_new_when_the_next_has_come_to_its_end() {
    let archive = Archive::new();
    archive.write(0, 0);
    archive.update();
    let mark = archive.seen();
    for file in 1..5 {
        archive.write(file, 1);
    }
    archive.run(&options(), &Once(Cell::new(false)));
    assert_eq!(archive.seen(), mark);
    let earlier = UpdateOptions {
        now: 0,
        ..options()
    };
    archive.run(&earlier, &());
    let news = archive.news(mark);
    assert_eq!(news.len(), 4, "{news:?}");
    assert!(archive.news(archive.seen()).is_empty());
}
