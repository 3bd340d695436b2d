//! What is exported is read by what people use: tables by Python, paths by `xargs`; and an export of any length needs the memory
//! of a short one.

#[cfg(target_os = "linux")]
#[path = "../examples/newsroom/desk/mod.rs"]
mod desk;

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn dateline(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the program can be started")
}

fn out(output: Output) -> String {
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).expect("what is printed is UTF-8")
}

/// Runs a script of the shell in a folder, in which `dateline` is the program.
#[cfg(unix)]
fn shell(folder: &Path, script: &str) -> Output {
    let script = format!("dateline() {{ \"$0\" \"$@\"; }}\n{script}");
    Command::new("sh")
        .current_dir(folder)
        .args(["-e", "-c", &script, env!("CARGO_BIN_EXE_dateline")])
        .output()
        .expect("there is a shell")
}

/// An index of articles with words that are hard on tables.
fn awkward() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    let body = "The harbour was \"calm; quite calm\", sailors said.\tOn Tuesday, at least.";
    for (name, headline) in [
        ("a b.txt", "=HYPERLINK(\"http://evil.example\",\"Ferry\")"),
        ("b's \"best\".txt", "Ferry, \"the old one\", sails; again"),
        ("c\\d.txt", "+++ Fähre läuft aus ⛴ +++"),
        ("d\u{202e}txt.txt", "Calm \u{202e}sea\u{1b}[31m"),
    ] {
        fs::write(corpus.join(name), format!("{headline}\n\n{body}\n")).unwrap();
    }
    out(dateline(folder.path(), &["index", "-q"]));
    folder
}

#[test]
fn a_field_that_there_is_not_brings_the_list_of_all() {
    let folder = awkward();
    let all = [
        ("query", "passage.text"),
        ("quotes", "confidence"),
        ("speakers", "roles"),
    ];
    for (command, field) in all {
        let output = dateline(
            folder.path(),
            &[command, "harbour", "--format", "csv", "-o", "datte"],
        );
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains("\"datte\"") && said.contains(field), "{said}");
    }
    for wrong in [
        &["query", "calm", "-o", "path"][..],
        &["query", "calm", "-0"],
        &["stats", "--format", "csv"],
        &["speakers", "--format", "paths"],
        &["extract", "corpus", "--format", "csv", "--with-text"],
    ] {
        let output = dateline(folder.path(), wrong);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn words_that_would_be_a_formula_are_words_for_spreadsheets_alone() {
    let folder = awkward();
    let ask = |format| {
        let words = ["query", "harbour", "-o", "headline", "--format", format];
        out(dateline(folder.path(), &words))
    };
    assert!(
        ask("csv").contains("\n\"'=HYPERLINK(\"\"http"),
        "{}",
        ask("csv")
    );
    assert!(ask("csv").contains("\n'+++ Fähre"), "{}", ask("csv"));
    for format in ["tsv", "jsonl"] {
        assert!(!ask(format).contains('\''), "{}", ask(format));
    }
}

/// What steers a terminal is data in a file or a pipe, and JSON, Markdown and people are spared it.
#[test]
fn data_is_as_it_is_and_pages_are_clean() {
    let folder = awkward();
    let ask = |format| {
        out(dateline(
            folder.path(),
            &["query", "headline:sea", "--format", format],
        ))
    };
    for (format, has) in [
        ("csv", true),
        ("paths", true),
        ("human", false),
        ("md", false),
    ] {
        assert_eq!(ask(format).contains('\u{202e}'), has, "{format}");
    }
    assert!(ask("csv").contains("\u{1b}[31m"));
}

#[cfg(unix)]
#[test]
fn paths_go_through_xargs_and_a_head_that_closes_is_no_error() {
    let folder = awkward();
    let found = shell(
        folder.path(),
        "dateline query harbour --format paths -0 | xargs -0 cat | grep -c Tuesday
         dateline query harbour --format csv | head -n 1
         dateline quotes '*' --format tsv | head -c 5
         dateline batch --format paths - <<END | sort | head -n 1\nq1\tfähre\nq2\tferry\nEND",
    );
    assert_eq!(found.status.code(), Some(0), "{found:?}");
    let found = out(found);
    let lines: Vec<&str> = found.lines().collect();
    let header = "rank,score,date,place,headline,passage,path,id";
    assert_eq!(lines[..2], ["4", header]);
    assert_eq!(lines[2], "rank\tq1\tcorpus/c\\d.txt");
}

/// The block of the README on spreadsheets, scripts and stories, over the sample corpus.
#[cfg(unix)]
#[test]
fn the_exports_of_the_readme_do_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let (_, section) = readme
        .split_once("## Into a spreadsheet, a script, a story")
        .unwrap();
    let (_, block) = section.split_once("```sh\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "questions.csv",
        "n,question,asked by\n1,grain corridor,desk\n2,\"dam, crack\",me\n",
    );
    write(
        "topics.tsv",
        "t1\twhy do ferries strike?\nt2\twho said the dam would hold\n",
    );
    std::os::unix::fs::symlink(root.join("corpus"), folder.path().join("corpus")).unwrap();
    // A machine without jq has one that knows this line.
    let jq =
        "command -v jq >/dev/null || jq() { sed -n 's/.*\"headline\":\"\\([^\"]*\\).*/\\1/p'; }";
    let run = shell(
        folder.path(),
        &format!("{jq}\ndateline index -q --follow\n{block}"),
    );
    assert_eq!(run.status.code(), Some(0), "{run:?}");
    let printed = out(run);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let rows = |name: &str, head: &str| {
        let table = read(name);
        assert_eq!(table.lines().next(), Some(head));
        table.lines().count() - 1
    };
    assert_eq!(rows("ferrer.csv", "speaker,text,date,path"), 9);
    let head = "query_id,query,rank,score,date,place,headline,passage,path,id";
    assert!(rows("answers.csv", head) >= 2);
    assert!(read("answers.csv").contains("\n2,\"dam, crack\",1,"));
    let run = read("run.txt");
    assert!(
        run.lines().all(|line| line.split(' ').count() == 6),
        "{run}"
    );
    assert!(run.starts_with("t1 Q0 corpus/") && run.contains("\nt2 Q0 corpus/"));
    let report = read("ferrer.md");
    assert!(report.starts_with("# Quotes: speaker:ferrer body:dam\n"));
    assert!(report.contains("\n1. > “"), "{report}");
    // What `grep -l` and `jq` print: files, then headlines.
    let files = printed.lines().filter(|line| line.starts_with("corpus/"));
    let files: Vec<&str> = files.collect();
    assert!(
        !files.is_empty() && printed.lines().count() > files.len(),
        "{printed}"
    );
    for file in files {
        let text = fs::read_to_string(root.join(file)).unwrap();
        assert!(text.contains("crew"), "{file}");
    }
}

/// Identical bytes for an identical index, wherever it lies and whenever it is asked.
#[test]
fn a_report_is_the_same_for_a_copy_of_the_index() {
    let folder = awkward();
    let copy = folder.path().join("copy");
    let index = folder.path().join("index");
    fs::create_dir(&copy).unwrap();
    fs::copy(index.join("CURRENT"), copy.join("CURRENT")).unwrap();
    let generation = fs::read_to_string(index.join("CURRENT")).unwrap();
    let generation = generation.lines().next().unwrap();
    fs::create_dir(copy.join(generation)).unwrap();
    for entry in fs::read_dir(index.join(generation)).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.join(generation).join(entry.file_name())).unwrap();
    }
    for command in ["query", "quotes", "speakers"] {
        let report = |index| {
            let words = [command, "harbour", "--format", "md", "--index", index];
            out(dateline(folder.path(), &words))
        };
        let first = report("index");
        for said in [
            "- Read as: ",
            "- Found: ",
            "last changed 20",
            "Files unread: 0",
        ] {
            assert!(first.contains(said), "{first}");
        }
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert_eq!(first, report("copy"), "{command}");
    }
}

#[test]
fn a_batch_reads_the_column_of_a_table() {
    let folder = awkward();
    let table = "n,question\nx1,\"\"\"old one\"\"\"\nx2,(ferry\nx3,\"fähre,\nläuft\"\n";
    fs::write(folder.path().join("questions.csv"), table).unwrap();
    let output = dateline(
        folder.path(),
        &[
            "batch",
            "questions.csv",
            "--column",
            "question",
            "--id-column",
            "n",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("questions.csv line 3: "), "{said}");
    let rows = String::from_utf8(output.stdout).unwrap();
    let rows: Vec<serde_json::Value> = rows
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<&str> = rows
        .iter()
        .filter_map(|row| row["query_id"].as_str())
        .collect();
    assert_eq!(ids, ["x1", "x2", "x3"]);
    assert_eq!(rows[0]["query"], "\"old one\"");
    assert!(rows[1]["error"].is_string() && rows[1]["path"].is_null());
    assert_eq!(rows[2]["path"], "corpus/c\\d.txt");
}

/// Python reads of a table what JSON says, cell by cell.
#[test]
#[ignore = "needs Python 3; .ci/run runs it"]
fn python_reads_tables_and_lines() {
    let folder = awkward();
    fs::write(
        folder.path().join("queries.tsv"),
        "q1\tferry\nq2\t(\nq3\tharbour\n",
    )
    .unwrap();
    fs::write(folder.path().join("corpus/empty.txt"), "").unwrap();
    out(dateline(folder.path(), &["index", "-q"]));
    for search in [
        &["save", "calm", "calm OR harbour", "--copies"][..],
        &["save", "said", "*", "--quotes"],
    ] {
        out(dateline(folder.path(), search));
    }
    let script = r#"
import csv, json, subprocess, sys

def run(*arguments):
    done = subprocess.run([sys.argv[1], *arguments], capture_output=True)
    assert done.returncode in (0, 2), done
    return done.stdout.decode("utf-8")

def guarded(text):
    return "'" + text if text[:1] in "=+-@\t\r\n＝＋－＠" and text else text

def unescaped(cell):
    out, at = "", 0
    while at < len(cell):
        if cell[at] == "\\":
            out += {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[cell[at + 1]]
            at += 2
        else:
            out += cell[at]
            at += 1
    return out

for command, text in [
    (["query", "harbour OR calm"], ["headline", "path", "id", "passage.text"]),
    (["quotes", "*"], ["text", "path", "speaker", "kind", "rule"]),
    (["speakers"], ["name", "kind"]),
    (["batch", "queries.tsv"], ["query_id", "query", "headline", "path"]),
    (["extract", "corpus"], ["path", "headline", "language", "body"]),
    (["timeline"], ["period", "unit"]),
    (["saved"], ["name", "query", "copies"]),
    (["run", "--all"], ["search", "headline", "path", "text", "passage.text"]),
    (["query", "*", "--facet", "year,agency"], ["facet", "value"]),
    (["stats", "--skipped"], ["path", "reason"]),
]:
    fields = ["-o", ",".join(text)]
    lines = run(*command, "--format", "jsonl", *fields).splitlines()
    rows = [json.loads(line) for line in lines]
    rows = [[row[name] or "" for name in text] for row in rows if not command[0] == "batch" or row["path"]]
    assert rows, command
    table = run(*command, "--format", "csv", *fields)
    read = list(csv.reader(table.splitlines(keepends=True), strict=True))
    assert read[0] == text, read[0]
    assert read[1:] == [[guarded(cell) for cell in row] for row in rows], (command, read, rows)
    table = run(*command, "--format", "tsv", *fields).split("\n")[1:-1]
    assert [[unescaped(cell) for cell in line.split("\t")] for line in table] == rows, (command, table)
    # As they come, too: every row has as many cells as the header.
    read = list(csv.reader(run(*command, "--format", "csv").splitlines(keepends=True), strict=True))
    assert len({len(row) for row in read}) == 1, command
    for row in run(*command, "--format", "jsonl").splitlines():
        json.loads(row)
    # Articles stand one behind another; all else is one object with a list.
    if command[0] != "extract":
        lists = {"timeline": "bars", "saved": "searches", "run": "searches", "stats": "skipped_files"}
        whole = json.loads(run(*command, "--format", "json"))
        assert isinstance(whole[lists.get(command[0], "hits")], list), command
print("read")
"#;
    let output = Command::new("python3")
        .current_dir(folder.path())
        .args(["-c", script, env!("CARGO_BIN_EXE_dateline")])
        .output()
        .expect("there is a python3");
    assert_eq!(out(output), "read\n");
}

/// Articles with many quotes: an export that held its rows would show here.
#[cfg(target_os = "linux")]
#[test]
fn a_long_export_needs_the_memory_of_a_short_one() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for article in 0..400 {
        let mut text = format!("Harbour report number {article}\n\n");
        for quote in 0..40 {
            let _ = write!(
                text,
                "\"The harbour has seen {article} ships and {quote} storms since the morning, and all of them were late,\" said pilot Ada Winter.\n\n"
            );
        }
        fs::write(corpus.join(format!("{article}.txt")), text).unwrap();
    }
    out(dateline(folder.path(), &["index", "-q"]));
    out(dateline(
        folder.path(),
        &["save", "--quotes", "ships", "harbour"],
    ));
    for command in [["quotes", "harbour"], ["run", "ships"]] {
        let peak = |rows: &str| {
            let table = ["--format", "csv", "-n", rows];
            peak(folder.path(), &[&command[..], &table].concat())
        };
        let ((short, few), (long, many)) = (peak("1000"), peak("16000"));
        // A thousand rows fill what is read at a time, whatever comes behind them.
        assert!(many > 15 * few, "{few} and {many} bytes");
        // Measured at length, with a hundred thousand articles: tests/README.md.
        assert!(long * 10 <= short * 12, "{short} kB, then {long} kB");
    }
}

/// The table of `tests/README.md`, over a hundred thousand articles, or as many as `DATELINE_ARTICLES` says.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "takes minutes; run it with --release"]
fn a_hundred_thousand_rows_need_the_memory_of_a_thousand() {
    let folder = tempfile::tempdir().unwrap();
    let asked = std::env::var("DATELINE_ARTICLES").ok();
    let articles = asked.map_or(100_000, |articles| articles.parse().unwrap());
    let corpus = folder.path().join("corpus");
    desk::fill(&desk::Order::new(corpus, articles)).unwrap();
    out(dateline(folder.path(), &["index", "-q"]));
    out(dateline(folder.path(), &["save", "everything", "*"]));
    out(dateline(
        folder.path(),
        &["save", "--quotes", "all-said", "*"],
    ));
    let (few, many) = ((articles / 100).to_string(), articles.to_string());
    println!("| command | `-n {few}` | `-n {many}` | ratio |\n|---|---|---|---|");
    let mut worst = 0.0_f64;
    for [command, what] in [
        ["query", "*"],
        ["quotes", "*"],
        ["run", "everything"],
        ["run", "all-said"],
    ] {
        for format in ["csv", "tsv", "jsonl", "md"] {
            let held = |rows: &str| {
                let arguments = [command, what, "--format", format, "-n", rows];
                peak(folder.path(), &arguments).0 as f64 / 1000.0
            };
            let (short, long) = (held(&few), held(&many));
            let ratio = long / short;
            println!(
                "| `{command} {what} --format {format}` | {short:.1} MB | {long:.1} MB | {ratio:.2} |"
            );
            worst = worst.max(ratio);
        }
    }
    assert!(worst <= 1.2, "{worst}");
}

/// The most memory that a command has held, in kB, seen whenever it has printed a little more; and the bytes that it printed.
/// Pages are small: one of two megabytes would count whole as soon as a byte of it is used.
#[cfg(target_os = "linux")]
fn peak(folder: &Path, arguments: &[&str]) -> (u64, u64) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(folder)
        .args(arguments)
        .env("MIMALLOC_ALLOW_THP", "0")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut printed = child.stdout.take().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let (mut most, mut bytes, mut some) = (0, 0, vec![0; 1 << 12]);
    loop {
        let read = printed.read(&mut some).unwrap();
        if read == 0 {
            break;
        }
        bytes += read as u64;
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        most = most.max(number.unwrap_or(0));
    }
    assert!(child.wait().unwrap().success());
    (most, bytes)
}
