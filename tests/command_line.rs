//! The program as scripts and people run it: exit codes, messages, and the README's own commands.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).args(arguments);
    command.output().expect("the program can be started")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ended by itself")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("stdout is UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("stderr is UTF-8")
}

/// A folder with a corpus of two articles, not yet indexed.
fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    let body = "The harbour was calm on Tuesday, sailors said.";
    fs::write(
        corpus.join("a.txt"),
        format!("Ferry sails again\n\n{body}\n"),
    )
    .unwrap();
    fs::write(
        corpus.join("b.txt"),
        format!("Storm keeps the port shut\n\n{body}\n"),
    )
    .unwrap();
    folder
}

#[test]
fn index_alone_means_corpus_into_index() {
    let folder = small();
    let first = dateline(folder.path(), &["index"]);
    assert_eq!(code(&first), 0, "{}", err(&first));
    assert!(
        out(&first).starts_with("index: 2 articles"),
        "{}",
        out(&first)
    );
    let again = dateline(folder.path(), &["index", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out(&again)).unwrap();
    assert_eq!(
        (report["unchanged"].as_u64(), report["committed"].as_bool()),
        (Some(2), Some(false))
    );
    assert_eq!(out(&dateline(folder.path(), &["index", "-q"])), "");
}

#[test]
fn a_query_exits_as_grep_does() {
    let folder = small();
    dateline(folder.path(), &["index", "-q"]);
    for (query, expected) in [("ferry", 0), ("zeppelin", 1), ("(ferry", 2)] {
        assert_eq!(
            code(&dateline(folder.path(), &["query", query])),
            expected,
            "{query}"
        );
    }
    let count = dateline(folder.path(), &["query", "-c", "harbour"]);
    assert_eq!(out(&count), "2\n");
    let paths = dateline(
        folder.path(),
        &["query", "harbour", "--sort", "path", "--format", "paths"],
    );
    assert_eq!(out(&paths), "corpus/a.txt\ncorpus/b.txt\n");
    let nothing = out(&dateline(folder.path(), &["query", "ferry", "zeppelin"]));
    assert_eq!(
        nothing,
        "0 of 2 articles\n  ferry: 1 article\n  zeppelin: 0 articles\n"
    );
}

#[test]
fn every_hit_of_jsonl_is_a_hit_of_json() {
    let folder = small();
    dateline(folder.path(), &["index", "-q"]);
    let json = dateline(folder.path(), &["query", "harbour", "--format", "json"]);
    let whole: serde_json::Value = serde_json::from_str(&out(&json)).unwrap();
    let lines = out(&dateline(
        folder.path(),
        &["query", "harbour", "--format", "jsonl"],
    ));
    let hits: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(whole["hits"], serde_json::Value::Array(hits));
    assert_eq!(
        (whole["format"].as_u64(), whole["total"].as_u64()),
        (Some(1), Some(2))
    );
}

#[test]
fn what_cannot_be_done_is_one_clear_line_and_exit_code_2() {
    let folder = small();
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("letter.doc"), "mine").unwrap();
    for (arguments, message) in [
        (vec!["index", "nowhere"], "nowhere"),
        (
            vec!["index", "corpus", "--index", "other"],
            "other is not an index",
        ),
        (vec!["query", "ferry"], "there is no index in index"),
        (
            vec!["query", "ferry", "--index", "other"],
            "other is not an index",
        ),
        (vec!["query", "ferry", "--corpus", "nowhere"], "nowhere"),
        (vec!["query", "ferry", "--since", "soon"], "this is no date"),
        (vec!["query", "speeker:x"], "did you mean speaker:"),
        (vec!["extract", "nowhere"], "nowhere"),
    ] {
        let output = dateline(folder.path(), &arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        let said = err(&output);
        assert!(
            said.starts_with("dateline: ") && said.contains(message),
            "{arguments:?}: {said}"
        );
        assert!(
            !said.contains("panicked") && out(&output).is_empty(),
            "{arguments:?}: {said}"
        );
    }
    assert!(other.join("letter.doc").exists());
}

#[test]
fn a_wrong_query_gets_a_caret_under_the_place() {
    let folder = small();
    let said = err(&dateline(folder.path(), &["query", "ferry w/5 storm"]));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[1..], ["  ferry w/5 storm", "        ^^^"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_indexed() {
    let folder = small();
    let corpus = folder.path().join("corpus");
    // Whatever user runs this: a link to itself is no file.
    std::os::unix::fs::symlink(corpus.join("loop.txt"), corpus.join("loop.txt")).unwrap();
    let output = dateline(folder.path(), &["index", "--follow"]);
    assert_eq!(code(&output), 3, "{}{}", out(&output), err(&output));
    assert!(
        out(&output).contains("2 articles") && out(&output).contains("loop.txt"),
        "{}",
        out(&output)
    );
    let strict = dateline(folder.path(), &["index", "--strict"]);
    assert_eq!(code(&strict), 3);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let corpus = Path::new(ROOT).join("corpus");
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["extract", corpus.to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), err(&output)), (0, String::new()));
}

#[test]
fn every_command_has_help() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["index", "query", "show", "stats", "extract", "annotate"] {
        let help = dateline(folder.path(), &[command, "--help"]);
        assert_eq!(code(&help), 0);
        assert!(out(&help).contains("Usage: dateline"), "{command}");
    }
}

/// The first command of the README is run as it stands there, with the built program in the place of `cargo run`.
#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let command = fenced(&readme, "```sh\n");
    let expected = fenced(&readme, "```text\n");
    let head: Vec<&str> = readme.lines().take(40).collect();
    assert!(
        head.join("\n").contains(command),
        "the command stands within the first 40 lines"
    );
    let arguments = command
        .strip_prefix("cargo run --release -- ")
        .expect("the first command builds and runs the program");
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    let script = format!("\"$0\" {} --index \"$1\"", arguments.trim());
    let output = Command::new("sh")
        .current_dir(ROOT)
        .args(["-c", &script, env!("CARGO_BIN_EXE_dateline")])
        .arg(&index)
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", err(&output));
    let printed = out(&output);
    let hits: Vec<&str> = printed
        .lines()
        .filter(|line| !line.ends_with(" articles"))
        .collect();
    assert_eq!(hits, expected.lines().collect::<Vec<_>>());
}

fn fenced<'a>(text: &'a str, fence: &str) -> &'a str {
    let start = text.find(fence).expect("the README has this block") + fence.len();
    let length = text[start..].find("```").expect("the block is closed");
    &text[start..start + length]
}
