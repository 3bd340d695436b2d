//! Scores on annotated articles do not fall below `tests/eval/floors.json`.
//!
//! The articles are not part of the repository: `DATELINE_GOLD` names their folder, `DATELINE_GOLD/../eval` holds the scoring
//! scripts. The floors lie a little below what was measured, and are raised when a score rises; they are never lowered.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A score by the name in `floors.json`: `reuters-news/headline`, `polnear/quoted/speaker P`.
type Scores = BTreeMap<String, f64>;

#[test]
#[ignore = "needs annotated articles in DATELINE_GOLD, and Python 3"]
fn scores_do_not_fall() {
    let gold =
        PathBuf::from(std::env::var_os("DATELINE_GOLD").expect("DATELINE_GOLD names the gold"));
    let floors: Scores = serde_json::from_str(include_str!("eval/floors.json")).unwrap();
    let mut scores = Scores::new();
    for name in ["reuters-news", "reuters-21578"] {
        let (folder, prediction) = (gold.join(name), predict(&gold.join(name).join("articles")));
        let report = score(
            &gold,
            "score_fields.py",
            &[
                &folder.join("articles"),
                &folder.join("gold.jsonl"),
                prediction.path(),
            ],
        );
        println!("{name}\n{report}");
        scores.extend(fields(name, &report));
    }
    let folder = gold.join("polnear");
    let prediction = predict(&folder.join("text"));
    let report = score(&gold, "score_quotes.py", &[&folder, prediction.path()]);
    println!("polnear\n{report}");
    scores.extend(quotes("polnear", &report));

    let report = score_places(&gold);
    println!("{report}");
    scores.extend(places(&report));

    let fallen: Vec<String> = floors
        .iter()
        .filter(|(name, floor)| scores.get(*name).is_none_or(|score| score < floor))
        .map(|(name, floor)| format!("{name}: {:?}, floor {floor}", scores.get(name)))
        .collect();
    assert!(fallen.is_empty(), "{fallen:#?}");
}

/// What the program finds in the articles of a folder, one JSON object a line.
fn predict(articles: &Path) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .arg("extract")
        .arg(articles)
        .args(["--format", "jsonl"])
        .stdout(file.reopen().unwrap())
        .status()
        .unwrap();
    assert!(done.success());
    file
}

fn score(gold: &Path, script: &str, arguments: &[&Path]) -> String {
    let script = gold.join("../eval").join(script);
    let output = Command::new("python3")
        .arg(script)
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The score of places is this repository's own; half of the articles were never read.
fn score_places(gold: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/eval/places.py");
    let output = Command::new("python3")
        .arg(script)
        .arg(gold.join("geoparsing/lgl.xml"))
        .arg(env!("CARGO_BIN_EXE_dateline"))
        .arg("odd")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// `lgl odd exact P 0.861 R 0.713 F1 0.780`, `lgl odd near right 1404 of 1658 = 0.846`
fn places(report: &str) -> Scores {
    let mut scores = Scores::new();
    for line in report.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [gold, half, what, rest @ ..] = words.as_slice() else {
            continue;
        };
        let pairs: Vec<[&str; 2]> = match rest {
            ["right", .., "=", score] => vec![["right", score]],
            rest => rest
                .chunks_exact(2)
                .map(|pair| [pair[0], pair[1]])
                .collect(),
        };
        for [name, score] in pairs {
            if let Ok(score) = score.parse() {
                scores.insert(format!("{gold}/{half}/{what} {name}"), score);
            }
        }
    }
    scores
}

/// `headline   right   995 of   1000 = 0.9950 | …`
fn fields(gold: &str, report: &str) -> Scores {
    report
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once(" right ")?;
            let (_, rest) = rest.split_once(" = ")?;
            let name = name.trim();
            let score = rest.split_whitespace().next()?.parse().ok()?;
            Some((format!("{gold}/{name}"), score))
        })
        .collect()
}

/// `quoted  gold … | found P 0.956 R 0.975 F1 0.965 | speaker P 0.915 R 0.869 F1 0.891`
fn quotes(gold: &str, report: &str) -> Scores {
    let mut scores = Scores::new();
    for line in report.lines() {
        let Some(kind) = line.split_whitespace().next() else {
            continue;
        };
        for part in line.split(" | ").skip(1) {
            let words: Vec<&str> = part.split_whitespace().collect();
            for pair in words[1..].chunks_exact(2) {
                if let Ok(score) = pair[1].parse() {
                    scores.insert(format!("{gold}/{kind}/{} {}", words[0], pair[0]), score);
                }
            }
        }
    }
    scores
}
