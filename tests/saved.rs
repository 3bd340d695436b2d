//! Saved searches as people and nightly scripts run them: what is told once, what moves a mark, what a script sees.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

struct Archive {
    folder: tempfile::TempDir,
}

impl Archive {
    /// Two articles, one of them of a ferry, and two searches, one of articles and one of quotes.
    fn new() -> Self {
        let archive = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(archive.folder.path().join("corpus")).unwrap();
        archive.write("quay", "March 4", "The ferry is late.");
        archive.write("storm", "May 2", "The harbour is shut.");
        archive.done(&["index", "-q"]);
        archive.done(&["save", "ferries", "ferry"]);
        archive.done(&[
            "save",
            "--quotes",
            "okafor",
            "speaker:okafor",
            "--since",
            "2024",
        ]);
        archive
    }

    fn write(&self, name: &str, day: &str, words: &str) {
        let text = format!(
            "Of the {name}\n\nLIMA, {day}, 2024 (AP) - {words}\n\n\"It is so,\" said Ada Okafor, mayor of Lima.\n"
        );
        let file = self.folder.path().join(format!("corpus/{name}.txt"));
        fs::write(file, text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.folder.path()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn code(&self, arguments: &[&str]) -> i32 {
        self.run(arguments).status.code().unwrap()
    }

    /// What is new for a search: the name of each file, and whether it is new or changed.
    fn news(&self, arguments: &[&str]) -> Vec<(String, String)> {
        let arguments = [&["run", "--new", "--format", "jsonl"], arguments].concat();
        let output = self.run(&arguments);
        let lines = String::from_utf8(output.stdout).unwrap();
        let hits = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        let mut news: Vec<(String, String)> = hits
            .map(|hit: Value| {
                let path = hit["path"].as_str().unwrap().to_owned();
                (path, hit["news"].as_str().unwrap().to_owned())
            })
            .collect();
        news.sort();
        assert_eq!(output.status.code(), Some(i32::from(news.is_empty())));
        news
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let expected = expected.iter();
    let pairs = expected.map(|(path, news)| (format!("corpus/{path}.txt"), (*news).to_owned()));
    pairs.collect()
}

#[test]
fn what_arrived_or_changed_is_told_once_over_rebuilds_too() {
    let archive = Archive::new();
    assert!(archive.news(&["--all"]).is_empty());
    archive.write("wreck", "May 6", "A ferry sank.");
    archive.write("quay", "March 4", "The ferry is very late.");
    archive.done(&["index", "-q"]);
    let expected = pairs(&[("quay", "changed"), ("wreck", "new")]);
    assert_eq!(archive.news(&["ferries", "--peek"]), expected);
    archive.done(&["index", "-q", "--rebuild"]);
    assert_eq!(archive.news(&["ferries"]), expected);
    assert!(archive.news(&["ferries"]).is_empty());
    archive.done(&["index", "-q", "--rebuild"]);
    assert!(archive.news(&["ferries"]).is_empty());
    // The other search has its own mark.
    assert_eq!(archive.news(&["okafor"]), expected);
    assert_eq!(
        archive
            .done(&["run", "ferries", "--format", "paths"])
            .lines()
            .count(),
        2
    );
}

#[test]
fn a_mail_has_what_is_new_and_nothing_else() {
    let archive = Archive::new();
    let nothing = archive.run(&["run", "--all", "--new"]);
    assert_eq!((nothing.status.code(), nothing.stdout.len()), (Some(1), 0));
    let said = String::from_utf8(nothing.stderr).unwrap();
    assert_eq!(said, "dateline: nothing new for ferries, okafor\n");
    archive.write("wreck", "May 6", "A ferry sank.");
    archive.write("storm", "May 2", "The ferry is shut.");
    archive.done(&["index", "-q"]);
    let mail = archive.done(&["run", "ferries", "--new"]);
    let (head, rest) = mail.split_once('\n').unwrap();
    assert!(
        head.starts_with("ferries: 1 new, 1 changed since 2"),
        "{head}"
    );
    assert!(head.ends_with(", of 3 articles"), "{head}");
    for line in [
        "    ferry\n",
        "    changed · 2024-05-02 · LIMA · corpus/storm.txt\n",
        "    2024-05-06 · LIMA · corpus/wreck.txt\n",
    ] {
        assert!(rest.contains(line), "{line} in {rest}");
    }
    assert!(
        mail.lines().all(|line| line.chars().count() <= 78),
        "{mail}"
    );
}

/// The mark is moved by what has been read by somebody.
#[cfg(target_os = "linux")]
#[test]
fn what_could_not_be_written_is_told_again() {
    let archive = Archive::new();
    archive.write("wreck", "May 6", "A ferry sank.");
    archive.done(&["index", "-q"]);
    for format in [
        "human", "json", "jsonl", "csv", "tsv", "md", "paths", "trec",
    ] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut run = archive.command(&["run", "--all", "--new", "--format", format]);
        let status = run.stdout(full).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{format}");
    }
    assert_eq!(archive.news(&["ferries"]), pairs(&[("wreck", "new")]));
}

#[test]
fn two_at_once_do_no_harm() {
    let archive = Archive::new();
    archive.write("wreck", "May 6", "A ferry sank.");
    archive.done(&["index", "-q"]);
    let runs: Vec<_> = (0..6)
        .map(|_| {
            let mut run = archive.command(&["run", "--all", "--new", "-q"]);
            run.stdout(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let told = runs.into_iter().filter_map(|run| {
        let output = run.wait_with_output().unwrap();
        let code = output.status.code().unwrap();
        assert!(code < 2);
        (code == 0).then_some(output.stdout)
    });
    let told: Vec<Vec<u8>> = told.collect();
    // At least one has told it, and each that has, has told all of it.
    assert!(!told.is_empty() && told.iter().all(|mail| *mail == told[0]));
    assert!(archive.news(&["--all"]).is_empty());
}

#[test]
fn searches_are_listed_replaced_and_removed() {
    let archive = Archive::new();
    let listed: Value =
        serde_json::from_str(&archive.done(&["saved", "--format", "json"])).unwrap();
    let searches = listed["searches"].as_array().unwrap();
    let facts: Vec<_> = searches
        .iter()
        .map(|one| {
            (
                one["name"].as_str(),
                one["counted"].as_str(),
                one["since"].as_str(),
            )
        })
        .collect();
    let expected = [
        (Some("ferries"), Some("articles"), None),
        (Some("okafor"), Some("quotes"), Some("2024")),
    ];
    assert_eq!(facts, expected);
    assert_eq!(archive.code(&["save", "ferries", "bridge"]), 2);
    archive.done(&["save", "ferries", "harbour", "--replace"]);
    let found = archive.done(&["run", "ferries", "--format", "paths"]);
    assert_eq!(found, "corpus/storm.txt\n");
    archive.done(&["saved", "--remove", "ferries"]);
    assert!(
        archive
            .done(&["saved"])
            .starts_with("okafor  quotes  speaker:okafor --since \"2024\"")
    );
    archive.done(&["saved", "--remove", "okafor"]);
    assert_eq!(archive.code(&["saved"]), 1);
}

#[test]
fn what_cannot_be_run_is_said_and_the_others_run() {
    let archive = Archive::new();
    for arguments in [
        &["save", "bad", "(ferry"][..],
        &["save", "../bad", "ferry"],
        &["save", "bad", "ferry", "--since", "soon"],
        &["save", "bad", "ferry", "--index", "nowhere"],
        &["run", "nobody"],
        &["run", "ferries", "nobody"],
        &["run", "ferries", "--all"],
        &["run"],
        &["saved", "--remove", "nobody"],
        &["saved", "--remove", "ferries", "--index", "nowhere"],
        &["saved", "--index", "nowhere"],
        &["run", "ferries", "--index", "nowhere"],
    ] {
        let output = archive.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert!(!archive.folder.path().join("nowhere").exists());
    let file = archive.folder.path().join("index/saved/okafor.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("speaker:okafor", "(")).unwrap();
    let output = archive.run(&["run", "--all"]);
    assert_eq!(output.status.code(), Some(2));
    let (found, said) = (output.stdout, String::from_utf8(output.stderr).unwrap());
    assert!(
        String::from_utf8(found)
            .unwrap()
            .starts_with("ferries: 1 of 2 articles")
    );
    assert!(said.starts_with("dateline: okafor: "), "{said}");
}

const WORDS: &str = "ferry OR strike OR dam";
/// What a search is saved with, beside the query: the flags of `query` that say which hits there are and what each shows.
const KEPT: [&[&str]; 17] = [
    &[WORDS],
    &["ferry strike pilots", "--any"],
    &["ferry strike pilots", "--any", "--no-expand"],
    &[WORDS, "--expand"],
    &[WORDS, "--recency", "2w"],
    &[WORDS, "--since", "2024-06"],
    &[WORDS, "--until", "2024-06"],
    &[WORDS, "--synonyms", "synonyms.txt"],
    &[WORDS, "--near", "Calais"],
    &[WORDS, "--near", "Calais", "--within", "300mi"],
    &["role:mayor", "--min-confidence", "0.96"],
    &["--like", "20240615-greve-ferries-calais.txt"],
    &[WORDS, "--like", "draft.txt"],
    &[WORDS, "--sort", "earliest"],
    &[WORDS, "--passages", "3"],
    &[WORDS, "--copies"],
    &[WORDS, "--copies=hits"],
];

#[test]
fn a_saved_search_answers_as_the_query_does() {
    let archive = Archive::new();
    let folder = archive.folder.path();
    let draft = "Ferries on strike again\n\nCALAIS, June 15, 2024 (AP) - Pilots of the ferry went on strike.\n";
    fs::write(folder.join("draft.txt"), draft).unwrap();
    fs::write(folder.join("synonyms.txt"), "ferry, ship\n").unwrap();
    let sample = Path::new(ROOT).join("corpus");
    fs::create_dir(folder.join("twins")).unwrap();
    let twin = "harbour-wire/2019/11/norway-ferry-electric-idHW2510420191106";
    fs::copy(sample.join(twin), folder.join("twins/norway.txt")).unwrap();
    let sample = sample.to_str().unwrap();
    archive.done(&["index", "-q", sample, "twins", "--index", "sample"]);
    let rows = |arguments: &[&str]| -> Vec<Value> {
        let arguments = [arguments, &["--format", "jsonl", "-q", "--index", "sample"]].concat();
        let lines = archive.done(&arguments);
        let rows = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        rows.map(|mut row: Value| {
            let row = row.as_object_mut().unwrap();
            row.remove("search");
            row.remove("news");
            Value::from(row.clone())
        })
        .collect()
    };
    for kind in ["query", "quotes"] {
        let mut answers = Vec::new();
        for flags in KEPT {
            let quotes: &[&str] = if kind == "quotes" { &["--quotes"] } else { &[] };
            archive.done(
                &[
                    &["save", "kept", "-q", "--replace", "--index", "sample"],
                    flags,
                    quotes,
                ]
                .concat(),
            );
            let answer = rows(&[&[kind], flags].concat());
            assert_eq!(rows(&["run", "kept"]), answer, "{kind} {flags:?}");
            answers.push(answer);
        }
        // Quotes have no expansion and no passages; every other flag makes another answer.
        let same = |at: &usize| answers[..*at].contains(&answers[*at]);
        let same: Vec<usize> = (0..KEPT.len()).filter(same).collect();
        let expected: &[usize] = if kind == "query" { &[] } else { &[2, 3, 14] };
        assert_eq!(same, expected, "{kind}");
    }
}

/// A flag that `query` gains is one of `save` too, or says how one answer is printed.
#[test]
fn a_search_is_saved_with_every_flag_that_its_answer_depends_on() {
    let archive = Archive::new();
    let flags = |command: &str| -> Vec<String> {
        let help = archive.done(&[command, "--help"]);
        let words = help.split(|c: char| c.is_whitespace() || "[=,<".contains(c));
        let flags = words.filter(|word| word.starts_with("--") && word.len() > 2);
        let mut flags: Vec<String> = flags.map(str::to_owned).collect();
        flags.sort();
        flags.dedup();
        flags
    };
    let saved = flags("save");
    let lost = flags("query").into_iter();
    let lost: Vec<String> = lost.filter(|flag| !saved.contains(flag)).collect();
    let of_one_answer = [
        "--corpus",
        "--count",
        "--explain",
        "--explain-score",
        "--facet",
        "--fields",
        "--format",
        "--limit",
        "--null",
        "--offset",
    ];
    assert_eq!(lost, of_one_answer);
}

/// The script of the README, with a mailer that keeps its mails.
#[cfg(unix)]
#[test]
fn the_script_of_the_readme_mails_what_is_new() {
    let archive = Archive::new();
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let start = readme.find("#!/bin/sh\n# news.sh").unwrap();
    let end = start + readme[start..].find("```").unwrap();
    let folder = archive.folder.path();
    fs::write(folder.join("news.sh"), &readme[start..end]).unwrap();
    let mailer = "#!/bin/sh\n{ echo \"$@\"; cat; } >>mails\n";
    fs::write(folder.join("mailer"), mailer).unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_dateline")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let night = || {
        let mut script = Command::new("sh");
        script
            .current_dir(folder)
            .args(["news.sh", "index", "desk"]);
        script.env("PATH", &path).env("MAILER", "sh ./mailer");
        let output = script.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""));
        fs::read_to_string(folder.join("mails")).unwrap_or_default()
    };
    assert_eq!(night(), "");
    archive.write("wreck", "May 6", "A ferry sank.");
    archive.done(&["index", "-q"]);
    let mails = night();
    assert!(mails.starts_with("-s News of 2"), "{mails}");
    assert!(mails.contains("desk\nferries: 1 new since"), "{mails}");
    assert_eq!(night(), mails);

    // A search that fails does not keep the news of the others from the mail, nor does a mailer that fails lose them.
    let file = folder.join("index/saved/okafor.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("speaker:okafor", "(")).unwrap();
    archive.write("tug", "May 7", "A ferry was towed.");
    archive.done(&["index", "-q"]);
    let mut script = Command::new("sh");
    script
        .current_dir(folder)
        .args(["news.sh", "index", "desk"]);
    let output = script
        .env("PATH", &path)
        .env("MAILER", "false")
        .output()
        .unwrap();
    let (printed, said) = (output.stdout, String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("dateline: okafor: "), "{said}");
    assert!(
        String::from_utf8(printed)
            .unwrap()
            .starts_with("ferries: 1 new since")
    );
}
