//! What the program prints in every format, over a few small articles, against `tests/golden`: JSON indented in `NAME.json`, all
//! else as it is.
//!
//! What depends on the machine, the clock or the version is masked. `DATELINE_BLESS=1 cargo test --test golden` writes what is
//! printed today; keys are added to a format, never renamed or removed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// In the place of a golden file's name: the command prints nothing, and is needed by those behind it.
const SILENT: &str = "";

/// Each golden file, and the command that prints it; in this order, in one folder.
const COMMANDS: [(&str, &str); 37] = [
    ("index_dry_run", "index --dry-run --format json"),
    ("index", "index --format json --threads 1"),
    ("query", "query --format json harbour"),
    ("query_lines", "query --format jsonl harbour"),
    ("query_copies", "query --copies --format json ferry"),
    ("query_nothing", "query --format json harbour zeppelin"),
    ("quotes", "quotes --format json wall"),
    ("quotes_lines", "quotes --format jsonl speaker:okafor"),
    ("quotes_nothing", "quotes --format json wall zeppelin"),
    (
        "query_facets",
        "query --format json -n 1 --facet year,speaker:1,role,location,agency,language harbour",
    ),
    (
        "quotes_facets_lines",
        "quotes --format jsonl --facet speaker,country *",
    ),
    (
        "quotes_copies",
        "quotes --copies --format json mainland OR years",
    ),
    ("speakers", "speakers --format json"),
    ("speakers_lines", "speakers --format jsonl wall"),
    ("speakers_nothing", "speakers --format json zeppelin"),
    ("timeline", "timeline --format json"),
    (
        "timeline_lines",
        "timeline --quotes --by day --format jsonl speaker:okafor",
    ),
    ("timeline_nothing", "timeline --format json zeppelin"),
    (SILENT, "save walls wall --quotes --since 2024"),
    ("saved", "saved --format json"),
    ("run", "run --all --format json"),
    ("run_new", "run --all --new --format json"),
    ("run_lines", "run walls --format jsonl"),
    ("batch", "batch queries.tsv --format json"),
    ("extract", "extract --with-text corpus/2024/quay.txt"),
    ("annotate", "annotate --format json corpus/2024/quay.txt"),
    ("show", "show --format json quay.txt"),
    ("show_copies", "show --format json ferry.txt"),
    ("stats", "stats --format json"),
    ("stats_skipped", "stats --skipped --format json"),
    ("stats_skipped_lines", "stats --skipped --format jsonl"),
    ("check", "check --format json"),
    ("check_repair", "check --repair --format json"),
    ("dump", "dump"),
    ("error_query", "query --format json (harbour"),
    (
        "error_index",
        "quotes --format json harbour --index nowhere",
    ),
    ("forget", "forget --format json corpus/2024"),
];

/// Each golden file of another format, and the command that prints it, over the index of the same articles.
const PAGES: [(&str, &str); 79] = [
    ("query.txt", "query harbour"),
    ("query.csv", "query --format csv harbour"),
    ("query.tsv", "query --format tsv harbour"),
    ("query.md", "query --format md harbour"),
    ("query_copies.md", "query --format md --copies ferry"),
    (
        "query_facets.md",
        "query --format md -n 1 --facet year,speaker:1,agency *",
    ),
    (
        "query_facets.csv",
        "query --format csv --facet year,agency *",
    ),
    (
        "query_facets.tsv",
        "query --format tsv --facet year,agency *",
    ),
    ("query_facets.txt", "query -n 0 --facet year,agency *"),
    ("query.paths", "query --format paths harbour"),
    ("query.trec", "query --format trec harbour"),
    ("query_nothing.txt", "query harbour zeppelin"),
    ("query_nothing.csv", "query --format csv harbour zeppelin"),
    ("query_nothing.md", "query --format md harbour zeppelin"),
    (
        "query_fields.jsonl",
        "query --format jsonl -o path,date.source,passage.field harbour",
    ),
    (
        "query_fields.csv",
        "query --format csv -o headline,date,date.time harbour",
    ),
    ("quotes.txt", "quotes wall"),
    ("quotes.csv", "quotes --format csv wall"),
    ("quotes.tsv", "quotes --format tsv wall"),
    ("quotes.md", "quotes --format md wall"),
    (
        "quotes_copies.md",
        "quotes --format md --copies mainland OR years",
    ),
    (
        "quotes_facets.md",
        "quotes --format md -n 1 --facet role wall",
    ),
    (
        "quotes_near.md",
        "quotes --format md --near Lima --min-confidence 0.9 wall",
    ),
    ("quotes.paths", "quotes --format paths *"),
    ("quotes.trec", "quotes --format trec wall"),
    ("speakers.txt", "speakers"),
    ("speakers.csv", "speakers --format csv"),
    ("speakers.tsv", "speakers --format tsv"),
    ("speakers.md", "speakers --format md"),
    ("timeline.txt", "timeline --by year"),
    ("timeline.csv", "timeline --format csv"),
    ("timeline.tsv", "timeline --by year --format tsv"),
    ("timeline.md", "timeline --by day --format md"),
    ("timeline_nothing.md", "timeline --format md zeppelin"),
    (
        "timeline_fields.jsonl",
        "timeline --format jsonl --by month -o hits,period",
    ),
    (SILENT, "save quay harbour --since 2024 --sort latest"),
    (
        SILENT,
        "save walls wall --quotes --near Lima --within 20km --copies=list",
    ),
    (SILENT, "save ships zeppelin --any"),
    ("saved.txt", "saved"),
    ("saved.jsonl", "saved --format jsonl"),
    ("saved.csv", "saved --format csv"),
    ("saved.tsv", "saved --format tsv -o name,query,near"),
    ("saved.md", "saved --format md"),
    ("run.txt", "run --all -n 1"),
    ("run.csv", "run --all --format csv"),
    ("run.tsv", "run --all --format tsv -o search,path,text"),
    ("run.md", "run --all --format md -n 1"),
    ("run.paths", "run --all --format paths"),
    ("run.trec", "run --all --format trec"),
    (
        "run_fields.jsonl",
        "run --all --format jsonl -o search,news,speaker,passage.text",
    ),
    ("stats.txt", "stats"),
    ("stats_skipped.txt", "stats --skipped"),
    ("stats_skipped.csv", "stats --skipped --format csv"),
    ("stats_skipped.tsv", "stats --skipped --format tsv"),
    ("stats_skipped.md", "stats --skipped --format md"),
    ("stats_skipped.paths", "stats --skipped --format paths"),
    ("batch.txt", "batch queries.tsv --format human"),
    ("batch.jsonl", "batch queries.tsv"),
    ("batch.csv", "batch queries.tsv --format csv"),
    ("batch.tsv", "batch queries.tsv --format tsv"),
    ("batch.md", "batch queries.tsv --format md"),
    ("batch.paths", "batch queries.tsv --format paths"),
    ("batch.trec", "batch queries.tsv --format trec"),
    ("batch_any.trec", "batch queries.tsv --any --format trec"),
    ("show.txt", "show quay.txt"),
    ("show.jsonl", "show --format jsonl note.txt"),
    ("annotate.jsonl", "annotate --format jsonl corpus/note.txt"),
    ("annotate.txt", "annotate corpus/2024/quay.txt"),
    ("extract.csv", "extract --format csv corpus"),
    ("extract.tsv", "extract --format tsv corpus"),
    ("extract.paths", "extract --format paths corpus"),
    ("extract_whole.txt", "extract --format json corpus/note.txt"),
    (
        "annotate_whole.txt",
        "annotate --format json corpus/note.txt",
    ),
    ("show_whole.txt", "show --format json note.txt"),
    ("index_dry_run.txt", "index --dry-run --rebuild"),
    ("index.txt", "index"),
    ("check.txt", "check"),
    ("check_repair.txt", "check --repair"),
    ("forget.txt", "forget corpus/2024"),
];

/// Values that are not the same on every machine, in every run or under every version.
const MASKED: [&str; 11] = [
    "seconds",
    "segments",
    "bytes",
    "tool",
    "rules",
    "terms",
    "schema",
    "hash",
    "last_commit",
    "seen",
    "since",
];

#[test]
fn every_json_is_printed_as_it_was() {
    let desk = Desk::new();
    let mut faults = String::new();
    for (name, command) in COMMANDS {
        let output = desk.run(command);
        let error = name.starts_with("error");
        let is_batch = name.starts_with("batch");
        assert_eq!(
            output.status.code() == Some(2),
            error || is_batch,
            "{command}"
        );
        let printed = if error { output.stderr } else { output.stdout };
        let printed = desk.without_home(printed);
        if name == SILENT {
            assert!(printed.is_empty(), "{command}: {printed}");
            continue;
        }
        compare(
            &format!("{name}.json"),
            command,
            &pretty(&printed),
            &mut faults,
        );
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_page_and_table_is_printed_as_it_was() {
    let desk = Desk::new();
    desk.run("index -q --threads 1");
    let mut faults = String::new();
    for (name, command) in PAGES {
        let found = desk.without_home(desk.run(command).stdout);
        let lines = found.split_inclusive('\n');
        let lines = lines.map(without_versions).map(without_seconds);
        let found: String = lines.collect();
        let found = without_moments(&found);
        if name == SILENT {
            assert!(found.is_empty(), "{command}: {found}");
            continue;
        }
        compare(name, command, &found, &mut faults);
    }
    assert!(faults.is_empty(), "{faults}");
}

/// A folder with the articles as its corpus, where commands are run.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&golden().join("articles"), &folder.path().join("corpus"));
        let queries = golden().join("queries.tsv");
        fs::copy(queries, folder.path().join("queries.tsv")).unwrap();
        Self(folder)
    }

    fn run(&self, command: &str) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(self.0.path())
            .args(command.split(' '))
            .output()
            .unwrap()
    }

    fn without_home(&self, printed: Vec<u8>) -> String {
        let home = self.0.path().canonicalize().unwrap();
        let printed = String::from_utf8(printed).unwrap();
        printed.replace(home.to_str().unwrap(), "/home")
    }
}

/// A line without the seconds that a run has taken, or the number of segments, which are merged when there is time.
fn without_seconds(line: &str) -> String {
    let of_check = line.rsplit_once(" in ");
    if let Some((head, _)) = of_check.filter(|(_, tail)| tail.contains(" segment")) {
        return format!("{head} in …\n");
    }
    match line.rsplit_once("; ") {
        Some((head, time)) if time.trim_end_matches(" s\n").parse::<f64>().is_ok() => {
            format!("{head}; …\n")
        }
        _ => line.to_owned(),
    }
}

/// A line, unless it says by which program and when the index was made.
fn without_versions(line: &str) -> &str {
    let versions = ["made by dateline ", "- Index: dateline "];
    let version = versions.iter().find(|head| line.starts_with(**head));
    version.map_or(line, |_| "…\n")
}

/// A text in which no moment says when it was printed: `2026-11-26T17:30:35Z` is `…`.
fn without_moments(text: &str) -> String {
    const LONG: usize = "2026-11-26T17:30:35Z".len();
    let mut parts = text.split('T');
    let mut masked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let day = masked.len().saturating_sub("2026-11-26".len());
        let is_day = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '-');
        let is_time = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ':');
        let time = part.split_once('Z');
        let time = time.filter(|(time, _)| time.len() + 12 == LONG && is_time(time));
        match time.filter(|_| masked.get(day..).is_some_and(is_day)) {
            Some((_, rest)) => {
                masked.truncate(day);
                masked.push('…');
                masked.push_str(rest);
            }
            None => {
                masked.push('T');
                masked.push_str(part);
            }
        }
    }
    masked
}

fn compare(name: &str, command: &str, found: &str, faults: &mut String) {
    let path = golden().join(name);
    if std::env::var_os("DATELINE_BLESS").is_some() {
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        let _ = writeln!(faults, "{command}\nexpected:\n{expected}\nfound:\n{found}");
    }
}

/// Whatever key a row has can be chosen with `-o`.
#[test]
fn every_key_is_a_field() {
    let desk = Desk::new();
    desk.run("index -q --threads 1");
    desk.run("save quay harbour");
    for command in [
        "query harbour",
        "quotes wall",
        "speakers",
        "timeline",
        "batch queries.tsv",
        "saved",
        "run --all",
        "stats --skipped",
        "extract corpus/2024",
    ] {
        let command = format!("{command} --format jsonl");
        let printed = desk.without_home(desk.run(&command).stdout);
        let mut keys = BTreeSet::new();
        for line in printed.lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            keys.extend(row.as_object().unwrap().keys().cloned());
        }
        assert!(!keys.is_empty(), "{command}");
        let keys: Vec<String> = keys.into_iter().collect();
        let chosen = desk.run(&format!("{command} -o {}", keys.join(",")));
        let said = String::from_utf8_lossy(&chosen.stderr);
        assert!(!said.contains("there is no field"), "{command}: {said}");
    }
}

/// The page that documents every JSON names every key of it.
#[test]
fn every_key_is_documented() {
    let page = fs::read_to_string(Path::new(ROOT).join("src/render/README.md")).unwrap();
    let named: BTreeSet<&str> = page
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    let mut missing = BTreeSet::new();
    for (name, _) in COMMANDS.into_iter().filter(|(name, _)| *name != SILENT) {
        let text = fs::read_to_string(golden().join(format!("{name}.json"))).unwrap();
        for object in serde_json::Deserializer::from_str(&text).into_iter::<Value>() {
            keys(&object.unwrap(), &mut |key| {
                if !named.contains(key) {
                    missing.insert(format!("{name}: {key}"));
                }
            });
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn golden() -> PathBuf {
    Path::new(ROOT).join("tests/golden")
}

/// The objects of a text, one after another, masked and indented.
fn pretty(printed: &str) -> String {
    let mut text = String::new();
    for object in serde_json::Deserializer::from_str(printed).into_iter::<Value>() {
        let mut object = object.unwrap_or_else(|error| panic!("{error}: {printed}"));
        mask(&mut object);
        text.push_str(&serde_json::to_string_pretty(&object).unwrap());
        text.push('\n');
    }
    text
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                if MASKED.contains(&key.as_str()) && !value.is_object() {
                    *value = Value::from("…");
                } else {
                    mask(value);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mask),
        _ => {}
    }
}

/// Hands every key to `each` that is a name; the keys of counts by reason are values.
fn keys(value: &Value, each: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                each(key);
                if key != "skipped" {
                    keys(value, each);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, each)),
        _ => {}
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
