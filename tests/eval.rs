//! Scores on annotated articles do not fall below `tests/eval/floors.json`.
//!
//! The articles are not part of the repository: `DATELINE_GOLD` names their folder, `DATELINE_GOLD/../eval` holds the scoring
//! scripts. The floors lie a little below what was measured, and are raised when a score rises; they are never lowered.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::article::{Article, MentionedDate};
use dateline::date::Date;

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
    scores.extend(weekdays(&gold));
    scores.extend(publication(&gold));
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

/// Where weekdays fall: those of first paragraphs on the date of publication or the day before, and those of a hundred sentences,
/// taken at random, on the day that a person read there.
fn weekdays(gold: &Path) -> Scores {
    let articles = articles(&gold.join("reuters-news/articles"));
    let days = |article: &Article, mentioned: &MentionedDate| {
        let published = article.date.as_ref()?.value.days()?.0;
        Some(mentioned.value.ranges().next()?.0 - published)
    };
    let (mut all, mut near) = (0, 0);
    for article in &articles {
        let Some(first) = article.body_spans.first() else {
            continue;
        };
        let weekdays = article.mentioned_dates.iter().filter(|mentioned| {
            mentioned.rule == "mention-weekday" && first.holds(mentioned.span.start())
        });
        for mentioned in weekdays {
            all += 1;
            near += i32::from(matches!(days(article, mentioned), Some(-1 | 0)));
        }
    }
    let (mut judged, mut right) = (0, 0);
    for row in include_str!("eval/weekdays.tsv").lines() {
        if row.starts_with('#') {
            continue;
        }
        let [file, at, day] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row:?} has not three columns");
        };
        let at: usize = at.parse().unwrap();
        let article = articles.iter().find(|article| article.path.ends_with(file));
        let article = article.unwrap_or_else(|| panic!("{file} is not among the articles"));
        let found = article
            .mentioned_dates
            .iter()
            .find(|mentioned| mentioned.span.start() <= at && at < mentioned.span.end());
        let found = found.and_then(|mentioned| days(article, mentioned));
        judged += 1;
        let same = found == day.parse().ok();
        right += i32::from(same);
        if !same {
            println!("weekday {file} {at}: {found:?}, judged {day}");
        }
    }
    let share = |part: i32, whole: i32| f64::from(part) / f64::from(whole);
    println!("weekdays: {near} of {all} in first paragraphs, {right} of {judged} judged");
    Scores::from([
        (
            "reuters-news/weekday in the lede".to_owned(),
            share(near, all),
        ),
        (
            "reuters-news/weekday judged".to_owned(),
            share(right, judged),
        ),
    ])
}

/// Dates of publication: with the date in the file's name, and from the text alone, in copies under names without one. There most
/// articles say none, and a date without its year counts by month and day.
fn publication(gold: &Path) -> Scores {
    let folder = gold.join("polnear/text");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let neutral = tempfile::tempdir().unwrap();
    for (nth, name) in names.iter().enumerate() {
        std::fs::copy(folder.join(name), neutral.path().join(in_letters(nth))).unwrap();
    }
    let truth = |name: &str| -> Date {
        let date = name.split('_').nth(1).expect("a name has its date");
        date.parse().unwrap()
    };
    let said = |article: &Article| article.date.as_ref().map(|dating| dating.value);
    let (mut whole, mut wrong) = (0, 0);
    for article in articles(neutral.path()) {
        let nth = (0..names.len()).find(|&nth| article.path.ends_with(&in_letters(nth)));
        let published = truth(&names[nth.unwrap()]);
        let Some(date) = said(&article) else { continue };
        whole += i32::from(date == published);
        wrong += i32::from(!date.agrees_with(published));
    }
    let named = articles(&folder);
    let right = named.iter().filter(|article| {
        let name = article.path.rsplit('/').next().unwrap();
        said(article) == Some(truth(name))
    });
    let all = f64::from(i32::try_from(names.len()).unwrap());
    let right = f64::from(i32::try_from(right.count()).unwrap()) / all;
    println!(
        "dates without names: {whole} whole and right, {wrong} wrong; with names {right:.4} right"
    );
    Scores::from([
        (
            "polnear/date without a name, whole".to_owned(),
            whole.into(),
        ),
        (
            "polnear/date without a name, not wrong".to_owned(),
            1.0 - f64::from(wrong) / all,
        ),
        ("polnear/date".to_owned(), right),
    ])
}

/// A file's name without any digit.
fn in_letters(nth: usize) -> String {
    let letter = |digit: char| char::from(b'a' + digit.to_digit(10).map_or(0, |digit| digit as u8));
    let letters: String = format!("{nth:04}").chars().map(letter).collect();
    format!("{letters}.txt")
}

fn articles(folder: &Path) -> Vec<Article> {
    let lines = std::fs::read_to_string(predict(folder).path()).unwrap();
    let articles = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    articles.collect()
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
