//! Every JSON that the program prints, over a few small articles, against `tests/golden/*.json`.
//!
//! What depends on the machine, the clock or the version is masked. `DATELINE_BLESS=1 cargo test --test golden` writes what is
//! printed today; keys are added to a format, never renamed or removed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// In the place of a golden file's name: the command prints nothing, and is needed by those behind it.
const SILENT: &str = "";

/// Each golden file, and the command that prints it; in this order, in one folder.
const COMMANDS: [(&str, &str); 33] = [
    ("index_dry_run", "index --dry-run --format json"),
    ("index", "index --format json --threads 1"),
    ("query", "query --format json harbour"),
    ("query_lines", "query --format jsonl harbour"),
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
    ("extract", "extract --with-text corpus/2024/quay.txt"),
    ("annotate", "annotate --format json corpus/2024/quay.txt"),
    ("show", "show --format json quay.txt"),
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

/// Values that are not the same on every machine, in every run or under every version.
const MASKED: [&str; 9] = [
    "seconds", "bytes", "tool", "rules", "terms", "schema", "hash", "seen", "since",
];

#[test]
fn every_json_is_printed_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    copy(&golden().join("articles"), &corpus);
    let home = folder.path().canonicalize().unwrap();
    let mut faults = String::new();
    for (name, command) in COMMANDS {
        let output = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(folder.path())
            .args(command.split(' '))
            .output()
            .unwrap();
        let error = name.starts_with("error");
        assert_eq!(output.status.code() == Some(2), error, "{command}");
        let printed = if error { output.stderr } else { output.stdout };
        let printed = String::from_utf8(printed).unwrap();
        if name == SILENT {
            assert!(printed.is_empty(), "{command}: {printed}");
            continue;
        }
        let printed = printed.replace(home.to_str().unwrap(), "/home");
        let found = pretty(&printed);
        let path = golden().join(format!("{name}.json"));
        if std::env::var_os("DATELINE_BLESS").is_some() {
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            let _ = writeln!(faults, "{command}\nexpected:\n{expected}\nfound:\n{found}");
        }
    }
    assert!(faults.is_empty(), "{faults}");
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
