//! Runs the rule books of the fields, `tests/rules/*.md`: newspaper text, and what is found in it.
//!
//! A case is a heading, a block `text` (its info string may name the file: `text 2024/06/12/slug.txt`) and a block `fields`
//! with one line a find. Every mismatch of every book is listed before the test fails; `DATELINE_BLESS=1 cargo test --test
//! rules` writes what was found into the books, to be read before it is committed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use dateline::article::{Article, LocationSource};
use dateline::extract::{Extraction, Options, Origin, extract, rules};

/// The rooms that have a book here; that of quotes has a form of its own.
const BOOKS: [&str; 8] = [
    "headline",
    "byline",
    "dateline",
    "captions",
    "dates",
    "boilerplate",
    "layouts",
    PLACES,
];

/// Its cases show each mention of a place and what it came to; the other books leave the places of the running text out.
const PLACES: &str = "places";

/// A case of a book: where its expectation stands, and what was found.
struct Case<'a> {
    heading: &'a str,
    expected: &'a str,
    found: String,
    rules: Vec<String>,
}

#[test]
fn the_rule_books_hold() {
    let mut faults = String::new();
    for name in BOOKS {
        let path = book(name);
        let text = std::fs::read_to_string(&path).expect("the rule book is in the repository");
        let mut blessed = text.clone();
        for case in cases(name, &text) {
            if case.expected != case.found {
                let _ = write!(
                    faults,
                    "{name}.md, {}\nexpected:\n{}found:\n{}\n",
                    case.heading, case.expected, case.found
                );
                let old = format!("```fields\n{}```", case.expected);
                let at = heading_at(&blessed, case.heading);
                let new = format!("```fields\n{}```", case.found);
                blessed = blessed[..at].to_owned() + &blessed[at..].replacen(&old, &new, 1);
            }
        }
        if std::env::var_os("DATELINE_BLESS").is_some() {
            std::fs::write(&path, blessed).expect("the rule book can be written");
        }
    }
    if std::env::var_os("DATELINE_BLESS").is_none() {
        assert!(faults.is_empty(), "{faults}");
    }
}

#[test]
fn no_rule_is_dead() {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for name in BOOKS {
        let text = std::fs::read_to_string(book(name)).expect("the rule book is in the repository");
        used.extend(cases(name, &text).into_iter().flat_map(|case| case.rules));
    }
    let dead: Vec<&str> = rules()
        .into_iter()
        .filter(|rule| !used.contains(*rule))
        .collect();
    assert!(dead.is_empty(), "no case shows these rules: {dead:?}");
}

#[test]
fn every_heading_stands_once() {
    for name in BOOKS {
        let text = std::fs::read_to_string(book(name)).expect("the rule book is in the repository");
        let headings: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        let distinct: BTreeSet<&&str> = headings.iter().collect();
        assert_eq!(
            headings.len(),
            distinct.len(),
            "{name}.md has a heading twice"
        );
    }
}

fn book(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rules/{name}.md"))
}

fn heading_at(text: &str, heading: &str) -> usize {
    text.find(&format!("{heading}\n"))
        .expect("the heading is in the book")
}

fn cases<'a>(name: &str, book: &'a str) -> Vec<Case<'a>> {
    let mut cases = Vec::new();
    let starts: Vec<usize> = book.match_indices("\n## ").map(|(at, _)| at + 1).collect();
    for (nth, &start) in starts.iter().enumerate() {
        let section = &book[start..starts.get(nth + 1).map_or(book.len(), |&next| next)];
        let heading = section.lines().next().unwrap_or_default();
        let (info, text) = block(section, "```text");
        let (_, expected) = block(section, "```fields");
        let extraction = read(text, info.trim());
        let rules = extraction.finds.iter().map(|find| find.rule.to_string());
        cases.push(Case {
            heading,
            expected,
            rules: rules.collect(),
            found: match name {
                PLACES => place_lines(&extraction, text),
                _ => lines(&extraction),
            },
        });
    }
    cases
}

/// The info string and the content of a block.
fn block<'a>(section: &'a str, opening: &str) -> (&'a str, &'a str) {
    let from = section.find(opening).expect("a case has both blocks") + opening.len();
    let (info, rest) = section[from..].split_once('\n').expect("a block has lines");
    let end = rest.find("```").expect("a block is closed");
    (info, &rest[..end])
}

fn read(text: &str, path: &str) -> Extraction {
    let draft = dateline::format::draft(text.to_owned()).expect("the case has text");
    // "text slug.txt changed 1614866400": the time of the file's last change, which dates an article only on request
    let (path, changed) = path.split_once(" changed ").unwrap_or((path, ""));
    let seconds: Option<i64> = changed.parse().ok();
    let origin = Origin {
        path: path.to_owned(),
        mtime: seconds.map(|seconds| seconds * 1_000_000_000),
        ..Origin::default()
    };
    let options = Options {
        date_from_mtime: seconds.is_some(),
        ..Options::default()
    };
    extract(&draft, &origin, &options)
}

/// One line a find, then the paragraphs, then the rules in the order of the text.
fn lines(extraction: &Extraction) -> String {
    let article = &extraction.article;
    let mut lines = String::new();
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(lines, "{}", format!("{name}: {value}").trim_end());
    };
    let said = |value: &Option<String>| value.clone().unwrap_or_else(|| "–".to_owned());
    for (name, value) in [
        ("kicker", &article.kicker),
        ("headline", &article.headline),
        ("deck", &article.deck),
        ("publisher", &article.publisher),
        ("url", &article.url),
    ] {
        if let Some(value) = value {
            line(name, value);
        }
    }
    if !article.byline.is_empty() {
        line("byline", &article.byline.join(" | "));
    }
    if let Some(dateline) = &article.dateline {
        let day = dateline
            .date
            .map_or("–".to_owned(), |date| date.to_string());
        let place = said(&dateline.place);
        line(
            "dateline",
            &format!("{place} | {} | {day}", said(&dateline.agency)),
        );
    }
    if let Some(date) = &article.date {
        let time = date.time.clone().unwrap_or_else(|| date.value.to_string());
        line("date", &format!("{time} ({})", source(article)));
    }
    for caption in &article.captions {
        let day = caption.date.map_or("–".to_owned(), |date| date.to_string());
        let (place, credit) = (said(&caption.place), said(&caption.credit));
        line(
            "caption",
            &format!("{} | {place} | {day} | {credit}", caption.text),
        );
    }
    for place in &article.locations {
        if place.source == LocationSource::Text {
            continue;
        }
        line(
            "location",
            &format!(
                "{} | {}",
                place.name,
                place.region.as_deref().unwrap_or("–")
            ),
        );
    }
    for date in &article.mentioned_dates {
        line("mentions", &format!("{} = {}", date.text, date.value));
    }
    for headline in &article.related {
        line("related", headline);
    }
    for words in &article.corrections {
        line("correction", words);
    }
    for note in &article.notes {
        line("note", &note.text);
    }
    for paragraph in article.body.split("\n\n").filter(|words| !words.is_empty()) {
        line("body", paragraph);
    }
    let known = rules();
    let used: Vec<&str> = extraction
        .finds
        .iter()
        .map(|find| &*find.rule)
        .filter(|rule| known.contains(rule) && !rule.starts_with("place-"))
        .collect();
    line("rules", &used.join(", "));
    lines
}

/// One line a mention, `words = what they mean (rule)`, then one line a location.
fn place_lines(extraction: &Extraction, text: &str) -> String {
    let mut lines = String::new();
    let finds = extraction.finds.iter();
    for find in finds.filter(|find| find.field == "location") {
        let means = find.value.as_deref().unwrap_or("–");
        let words = find.span.of(text).replace('\n', " ");
        let _ = writeln!(lines, "{words} = {means} ({})", find.rule);
    }
    for place in &extraction.article.locations {
        let kind = serde_json::to_string(&place.kind).expect("a kind is a word");
        let parts = [
            place.name.as_str(),
            kind.trim_matches('"'),
            place.region.as_deref().unwrap_or("–"),
            place.country.as_deref().unwrap_or("–"),
        ];
        let source = format!("{:?}", place.source).to_lowercase();
        let times = place.mentions;
        let _ = writeln!(lines, "location: {} | {source} {times}", parts.join(" | "));
    }
    lines
}

fn source(article: &Article) -> String {
    let source = article.date.as_ref().map(|date| date.source);
    let json = serde_json::to_string(&source).expect("a source is a word");
    json.trim_matches('"').to_owned()
}
