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
        (
            vec!["query", "ferry", "--near", "Nowhereville"],
            "no place is called “Nowhereville”",
        ),
        (
            vec!["query", "ferry", "--near", "Lima, Norway"],
            "no Lima is known in “Norway”",
        ),
        (
            vec!["query", "ferry", "--near", "Lima", "--within", "3 parsecs"],
            "“3 parsecs” is no distance",
        ),
        (vec!["query", "speeker:x"], "did you mean speaker:"),
        (vec!["quotes", "ferry"], "there is no index in index"),
        (vec!["quotes", "ferry", "--corpus", "nowhere"], "nowhere"),
        (
            vec!["quotes", "ferry", "--until", "soon"],
            "this is no date",
        ),
        (vec!["quotes", "kind:spoken"], "the kinds of quotes are"),
        (vec!["speakers"], "there is no index in index"),
        (
            vec!["speakers", "--index", "other"],
            "other is not an index",
        ),
        (vec!["speakers", "speeker:x"], "did you mean speaker:"),
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
    let said = err(&dateline(folder.path(), &["query", "ferry w/0 storm"]));
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[1..], ["  ferry w/0 storm", "        ^^^"]);
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
    for command in [
        "index", "query", "quotes", "speakers", "show", "stats", "extract", "annotate",
    ] {
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

/// So are the commands of “Who said what”, one after another, in a folder with the sample corpus.
#[test]
fn the_readme_shows_who_said_what() {
    prints_what_it_shows("## Who said what", "");
}

#[test]
fn the_readme_shows_how_many_and_when() {
    prints_what_it_shows("## How many, and when", "dateline index -q corpus\n");
}

#[test]
fn the_readme_shows_where() {
    prints_what_it_shows("## Where", "dateline index -q corpus\n");
}

/// The first commands of a section of the README print what stands below them, in a folder with the sample corpus.
fn prints_what_it_shows(head: &str, before: &str) {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let section = &readme[readme.find(head).unwrap()..];
    let script = format!(
        "cp -r \"$1\" corpus\ndateline() {{ \"$0\" \"$@\"; }}\n{before}{}",
        fenced(section, "```sh\n")
    );
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new("sh")
        .current_dir(folder.path())
        .args(["-e", "-c", &script, env!("CARGO_BIN_EXE_dateline")])
        .arg(Path::new(ROOT).join("corpus"))
        .output()
        .unwrap();
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(out(&output), fenced(section, "```text\n"));
}

#[test]
fn quotes_are_found_by_their_words_their_speaker_and_their_article() {
    let folder = spoken();
    let ask = |query: &str, flags: &[&str]| {
        let arguments = [&["quotes", query, "--sort", "path", "-c"], flags].concat();
        out(&dateline(folder.path(), &arguments)).trim().to_owned()
    };
    for (query, flags, expected) in [
        ("wall", &[][..], "2"),
        ("speaker:okafor", &[], "2"),
        ("speaker:roe OR role:mayor", &[], "3"),
        ("headline:quay kind:direct", &[], "2"),
        ("wall -speaker:okafor", &[], "1"),
        ("*", &["--since", "2024-04"], "1"),
        ("*", &["--until", "2024-03-04"], "2"),
        ("*", &["--min-confidence", "1"], "0"),
        ("byline:quispe", &[], "2"),
        ("path:boat", &[], "1"),
        // A word of the article is no word of the quote.
        ("harbour", &[], "0"),
        ("body:harbour", &[], "2"),
    ] {
        assert_eq!(ask(query, flags), expected, "{query} {flags:?}");
    }
}

#[test]
fn days_of_any_century_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (date, story) in [
        ("1605-09-17", "The ships came to anchor off the cape."),
        ("2024-03-04", "Nobody swam in the lake before noon."),
    ] {
        let text = format!("Headline: Day by day\nDate: {date}\n\n{story}\n");
        fs::write(corpus.join(format!("{date}.txt")), text).unwrap();
    }
    assert_eq!(code(&dateline(folder.path(), &["index", "-q"])), 0);
    for (since, until, expected) in [
        ("1605-09-17", "1605-09-17", "1605"),
        ("1605", "1605", "1605"),
        ("1604", "1605-09-16", ""),
        ("1605-09-18", "2300-01-31", "2024"),
        ("1605", "2300", "1605 2024"),
        ("2024-03-05", "2300", ""),
        ("2300", "2301", ""),
    ] {
        let days = ["--since", since, "--until", until];
        let shape = ["--sort", "earliest", "--format", "paths"];
        let arguments = [&["query", "*"][..], &days, &shape].concat();
        let printed = out(&dateline(folder.path(), &arguments));
        let years = printed.lines().map(|path| &path["corpus/".len()..][..4]);
        let years: Vec<&str> = years.collect();
        assert_eq!(years.join(" "), expected, "{since} to {until}");
    }
}

#[test]
fn a_quote_is_printed_ready_to_cite() {
    let folder = spoken();
    let printed = out(&dateline(folder.path(), &["quotes", "wall speaker:okafor"]));
    assert_eq!(
        printed,
        " 1. “The wall is not safe,”\n    Ada Okafor, mayor of Lima\n    Quay shut\n    \
         2024-03-04 · LIMA · corpus/quay.txt ¶2 82..103\n    \
         direct · “Ada Okafor” “said” · quote-verb-source · 0.97\n1 of 3 quotes in 2 articles\n"
    );
    let colours = out(&dateline(
        folder.path(),
        &["quotes", "safe", "--color", "always"],
    ));
    assert!(
        colours.contains("“The wall is not \u{1b}[1m\u{1b}[31msafe\u{1b}[0m,”"),
        "{colours:?}"
    );
    let paths = dateline(folder.path(), &["quotes", "*", "--format", "paths"]);
    assert_eq!(out(&paths), "corpus/boat.txt\ncorpus/quay.txt\n");
    let page = dateline(
        folder.path(),
        &[
            "quotes", "*", "-n", "1", "--offset", "1", "--format", "jsonl",
        ],
    );
    let hit: serde_json::Value = serde_json::from_str(&out(&page)).unwrap();
    assert_eq!(
        (hit["rank"].as_u64(), hit["nth"].as_u64()),
        (Some(2), Some(1))
    );
}

#[test]
fn facets_stand_below_the_hits_and_in_their_place_in_rows() {
    let folder = spoken();
    let ask = |arguments: &[&str]| {
        let output = dateline(folder.path(), arguments);
        assert_eq!(code(&output), 0, "{arguments:?} {}", err(&output));
        out(&output)
    };
    let printed = ask(&["query", "*", "-n", "0", "--facet", "speaker:1,year,country"]);
    assert_eq!(
        printed,
        "2 of 2 articles\nby speaker\n        1  Ada Okafor\n        1  (1 other, added up)\nby year\n        \
         2  2024\nby country\n        2  PE\n"
    );
    let lines = ask(&["quotes", "*", "--format", "jsonl", "--facet", "speaker"]);
    assert_eq!(
        lines,
        "{\"facet\":\"speaker\",\"hits\":2,\"value\":\"Ada Okafor\"}\n{\"facet\":\"speaker\",\"hits\":1,\"value\":\"Juan Roe\"}\n"
    );
    // All hits are counted, whichever are shown; a sure quote more or less is another count.
    let json = ask(&[
        "quotes", "*", "-n", "1", "--format", "json", "--facet", "role",
    ]);
    let whole: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(whole["hits"].as_array().unwrap().len(), 1);
    let counted = whole["facets"][0]["values"].as_array().unwrap();
    let hits: u64 = counted
        .iter()
        .filter_map(|value| value["hits"].as_u64())
        .sum();
    let none = whole["facets"][0]["none"].as_u64().unwrap();
    assert_eq!(hits + none, whole["total"].as_u64().unwrap());
    for wrong in [
        &["query", "*", "--facet", "colour"][..],
        &["query", "*", "--facet", "year:many"],
        &["query", "*", "--facet", "year", "--format", "paths"],
        &["query", "*", "--facet", "year", "-c"],
    ] {
        let output = dateline(folder.path(), wrong);
        assert_eq!(
            (code(&output), out(&output)),
            (2, String::new()),
            "{wrong:?}"
        );
    }
}

#[test]
fn a_timeline_is_a_chart_or_a_table() {
    let folder = spoken();
    let corpus = folder.path().join("corpus");
    // What the names of folders say of dates: a month, or nothing.
    for folder in ["2024/05", "2024/06", "old"] {
        let text = "A wall\n\nThe harbour wall was built by many hands over years.\n";
        fs::create_dir_all(corpus.join(folder)).unwrap();
        fs::write(corpus.join(folder).join("wall.txt"), text).unwrap();
    }
    dateline(folder.path(), &["index", "-q"]);
    let ask = |arguments: &[&str]| {
        let output = dateline(folder.path(), &[&["timeline"], arguments].concat());
        assert_eq!(code(&output), 0, "{arguments:?} {}", err(&output));
        out(&output)
    };
    let chart = ask(&["--by", "month", "--since", "2024"]);
    let lines: Vec<&str> = chart.lines().collect();
    assert!(lines[0].starts_with("2024-03  1  ██"), "{chart}");
    assert!(lines.contains(&"2024-04  0"), "{chart}");
    let table = ask(&["--by", "day", "--format", "csv", "--quotes"]);
    assert!(
        table.starts_with("period,unit,hits\n2024-03-04,day,2\n2024-03-05,day,0\n"),
        "{table}"
    );
    let all = ask(&["--by", "day"]);
    assert!(all.contains("…           0  in 58 days\n"), "{all}");
    let below =
        "2024-05, day unknown: 1\n2024-06, day unknown: 1\nno date: 1\n5 of 5 articles, by day\n";
    assert!(all.ends_with(below), "{all}");
    let tabs = ask(&["--by", "year", "--format", "tsv"]);
    assert!(tabs.ends_with("2024\tyear\t4\n\tno date\t1\n"), "{tabs}");
    assert_eq!(code(&dateline(folder.path(), &["timeline", "zeppelin"])), 1);
    assert_eq!(code(&dateline(folder.path(), &["timeline", "(wall"])), 2);
}

#[test]
fn commands_that_ask_exit_as_grep_does_and_say_what_was_searched() {
    let folder = spoken();
    for command in ["quotes", "speakers"] {
        for (query, expected) in [("wall", 0), ("zeppelin", 1), ("(wall", 2)] {
            let output = dateline(folder.path(), &[command, query]);
            assert_eq!(code(&output), expected, "{command} {query}");
        }
    }
    let nothing = dateline(folder.path(), &["quotes", "wall zeppelin"]);
    assert_eq!(
        out(&nothing),
        "0 of 3 quotes in 2 articles, 2024-03-04 to 2024-05-02\n  wall: 2 quotes\n  zeppelin: 0 quotes\n"
    );
    let nobody = out(&dateline(folder.path(), &["speakers", "zeppelin"]));
    assert_eq!(
        nobody,
        "0 speakers in 0 quotes, of 3 quotes in 2 articles, 2024-03-04 to 2024-05-02\n"
    );
    let explained = dateline(
        folder.path(),
        &["quotes", "wall date:2024", "--explain", "-c"],
    );
    assert_eq!(
        err(&explained),
        "read as: wall AND date:2024-01-01..2024-12-31\n  wall: 2 quotes\n  date:2024-01-01..2024-12-31: 3 quotes\n"
    );
    let unsure = dateline(folder.path(), &["quotes", "wall", "--min-confidence", "2"]);
    assert_eq!(code(&unsure), 2);
    assert!(err(&unsure).contains("a number from 0 to 1 is expected"));
}

#[test]
fn speakers_are_counted_and_sorted() {
    let folder = spoken();
    assert_eq!(
        out(&dateline(folder.path(), &["speakers"])),
        " 1. Ada Okafor · 2 quotes in 1 article · 2024-03-04\n    mayor of Lima: 2 quotes, 2024-03-04\n \
         2. Juan Roe · 1 quote in 1 article · 2024-05-02\n\
         2 speakers in 3 quotes, of 3 quotes in 2 articles\n"
    );
    let last = out(&dateline(
        folder.path(),
        &["speakers", "--sort", "last", "-n", "1", "--format", "jsonl"],
    ));
    let hit: serde_json::Value = serde_json::from_str(&last).unwrap();
    assert_eq!(hit["name"], "Juan Roe");
    assert_eq!(out(&dateline(folder.path(), &["speakers", "-c"])), "2\n");
}

#[test]
fn what_is_not_sure_is_left_out_where_that_is_asked() {
    let folder = spoken();
    let quotes = |arguments: &[&str]| {
        let printed = out(&dateline(folder.path(), arguments));
        let article: serde_json::Value = serde_json::from_str(&printed).unwrap();
        article["quotes"].as_array().unwrap().len()
    };
    assert_eq!(quotes(&["extract", "corpus/quay.txt"]), 2);
    let sure = ["extract", "corpus/quay.txt", "--min-confidence", "1"];
    assert_eq!(quotes(&sure), 0);
    let annotated = dateline(
        folder.path(),
        &["annotate", "corpus/quay.txt", "--min-confidence", "1"],
    );
    assert!(!out(&annotated).contains("│ quote"), "{}", out(&annotated));
    let count = |flags: &[&str]| {
        let arguments = [&["query", "-c", "speaker:okafor"], flags].concat();
        out(&dateline(folder.path(), &arguments))
    };
    assert_eq!(count(&[]), "1\n");
    assert_eq!(count(&["--min-confidence", "0.9"]), "1\n");
    assert_eq!(count(&["--min-confidence", "1"]), "0\n");
}

#[test]
fn scripts_get_errors_as_json() {
    let folder = spoken();
    let output = dateline(folder.path(), &["quotes", "wall (", "--format", "json"]);
    let error: serde_json::Value = serde_json::from_str(&err(&output)).unwrap();
    assert_eq!((code(&output), error["format"].as_u64()), (2, Some(1)));
    assert_eq!(error["query"], "wall (");
}

/// Two articles with three quotes, indexed.
fn spoken() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (name, text) in [
        (
            "quay.txt",
            "Quay shut\n\nBy Rosa Quispe\n\nLIMA, March 4, 2024 (AP) - The harbour of Lima shut.\n\n\
             \"The wall is not safe,\" said Ada Okafor, mayor of Lima.\n\n\"It is an old quay,\" she said.\n",
        ),
        (
            "boat.txt",
            "A boat is built\n\nCALLAO, May 2, 2024 (AP) - A boat was built.\n\n\
             \"I put a wall around her,\" Juan Roe said.\n",
        ),
    ] {
        fs::write(corpus.join(name), text).unwrap();
    }
    assert_eq!(code(&dateline(folder.path(), &["index", "-q"])), 0);
    folder
}

fn fenced<'a>(text: &'a str, fence: &str) -> &'a str {
    let start = text.find(fence).expect("the README has this block") + fence.len();
    let length = text[start..].find("```").expect("the block is closed");
    &text[start..start + length]
}

#[test]
fn plain_words_know_no_operators() {
    let folder = small();
    dateline(folder.path(), &["index", "-q"]);
    for (words, expected) in [
        ("(ferry", "corpus/a.txt\n"),
        ("NOT \"storm", "corpus/b.txt\n"),
        ("O'Brien & sons: zeppelin^", ""),
        ("???", ""),
    ] {
        let found = dateline(
            folder.path(),
            &["query", "--any", "--format", "paths", words],
        );
        assert_eq!(out(&found), expected, "{words}: {}", err(&found));
        assert_eq!(code(&found), i32::from(expected.is_empty()), "{words}");
    }
}

#[test]
fn synonyms_are_said_and_their_errors_have_lines() {
    let folder = spoken();
    let index = folder.path().join("index");
    std::fs::write(folder.path().join("words.txt"), "zeppelin => wall\n").unwrap();
    std::fs::write(folder.path().join("wrong.txt"), "wall\n\nquay,\n").unwrap();
    let ask = |more: &[&str]| dateline(folder.path(), &[&["query", "zeppelin"][..], more].concat());
    assert_eq!(code(&ask(&[])), 1);
    let found = ask(&["--synonyms", "words.txt"]);
    assert_eq!(code(&found), 0);
    assert!(
        err(&found).contains("zeppelin also as wall"),
        "{}",
        err(&found)
    );
    let wrong = ask(&["--synonyms", "wrong.txt"]);
    assert_eq!(code(&wrong), 2);
    assert!(
        err(&wrong).contains("wrong.txt: line 1: "),
        "{}",
        err(&wrong)
    );
    assert!(err(&wrong).contains("\nline 3: "), "{}", err(&wrong));
    assert_eq!(code(&ask(&["--synonyms", "nowhere.txt"])), 2);
    std::fs::write(index.join("dateline.toml"), "synonyms = \"words.txt\"\n").unwrap();
    assert_eq!(code(&ask(&[])), 0);
    std::fs::remove_file(index.join("dateline.toml")).unwrap();
}

#[test]
fn what_is_like_an_article_or_a_file_is_found_and_its_score_explained() {
    let folder = spoken();
    let first = |arguments: &[&str]| {
        let output = dateline(folder.path(), arguments);
        assert!(code(&output) < 2, "{}", err(&output));
        out(&output)
    };
    let paths = first(&["query", "wall", "--format", "paths"]);
    let path = paths.lines().next().unwrap();
    let like = first(&["query", "--like", path, "--format", "paths"]);
    assert!(!like.lines().any(|found| found == path), "{like}");
    std::fs::copy(folder.path().join(path), folder.path().join("copy.txt")).unwrap();
    let like = first(&["query", "--like", "copy.txt", "--format", "paths"]);
    assert_eq!(like.lines().next(), Some(path));
    // Once it is an article of the index it is a copy, and neither is like the other.
    let corpus = folder.path().join("corpus");
    let moved = corpus.join("copy.txt");
    std::fs::rename(folder.path().join("copy.txt"), &moved).unwrap();
    first(&["index", "-q"]);
    let like = first(&["query", "--like", path, "--format", "paths"]);
    let same = [path, "corpus/copy.txt"];
    assert!(!like.lines().any(|found| same.contains(&found)), "{like}");
    let nowhere = dateline(folder.path(), &["query", "--like", "nowhere.txt"]);
    assert_eq!(code(&nowhere), 2);
    let explained = first(&[
        "query",
        "--any",
        "wall of the quay",
        "--explain-score",
        "--recency",
        "1y",
    ]);
    assert!(explained.contains("times for its age"), "{explained}");
    assert!(explained.contains(" wall · "), "{explained}");
    let sorted = ["query", "wall", "--explain-score", "--sort", "path"];
    let sorted = dateline(folder.path(), &sorted);
    assert!(
        err(&sorted).contains("--explain-score has no effect"),
        "{}",
        err(&sorted)
    );
}

#[test]
fn a_batch_answers_each_line_and_passes_over_those_that_cannot_be_read() {
    let folder = small();
    dateline(folder.path(), &["index", "-q"]);
    let queries = folder.path().join("queries.tsv");
    fs::write(&queries, "first\tferry\n\n(storm\nport\n").unwrap();
    let batch = |more: &[&str]| {
        let arguments = ["batch", "queries.tsv", "--format"];
        dateline(folder.path(), &[&arguments[..], more].concat())
    };

    let strict = batch(&["paths"]);
    assert_eq!(code(&strict), 2);
    assert_eq!(out(&strict), "first\tcorpus/a.txt\n4\tcorpus/b.txt\n");
    let error = err(&strict);
    assert!(error.contains("queries.tsv line 3: "), "{error}");

    fs::write(folder.path().join("synonyms"), "ferry, boat\n").unwrap();
    fs::write(&queries, "port\n7\tferry NEAR/5 late\n*\n").unwrap();
    let said = err(&batch(&["paths", "--synonyms", "synonyms", "--explain"]));
    for line in [
        "dateline: queries.tsv line 2: ",
        "queries.tsv line 2:\nread as: ",
        "queries.tsv line 3:\nread as: *",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    let about: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("dateline: "))
        .collect();
    assert!(about.len() >= 2, "{said}");
    assert!(
        about.iter().all(|line| line.contains(" line 2: ")),
        "{said}"
    );

    fs::write(&queries, "first\tferry\n\n(storm\nport\n").unwrap();
    let run = batch(&["trec", "--any", "-n", "1"]);
    assert_eq!(code(&run), 0, "{}", err(&run));
    let rows: Vec<String> = out(&run).lines().map(without_score).collect();
    assert_eq!(
        rows,
        [
            "first Q0 corpus/a.txt 1 dateline",
            "3 Q0 corpus/b.txt 1 dateline",
            "4 Q0 corpus/b.txt 1 dateline"
        ]
    );

    fs::write(&queries, "zeppelin\n").unwrap();
    assert_eq!(code(&batch(&["jsonl"])), 1);
}

fn without_score(row: &str) -> String {
    let mut columns: Vec<&str> = row.split(' ').collect();
    let score = columns.remove(4);
    assert!(score.parse::<f32>().is_ok_and(|score| score > 0.0), "{row}");
    columns.join(" ")
}
