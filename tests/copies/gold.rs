//! Copies among articles that are not part of the repository: `DATELINE_GOLD` names their folder.
//!
//! `tests/eval/copies.tsv` has a verdict for each pair that was ever found there, given by somebody who read both: `copy` or `other`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use dateline::query::CopiesAs;

#[test]
#[ignore = "needs articles in DATELINE_GOLD"]
fn pairs_of_an_agency_are_those_that_a_reader_calls_copies() {
    let gold =
        PathBuf::from(std::env::var_os("DATELINE_GOLD").expect("DATELINE_GOLD names the gold"));
    let folder = tempfile::tempdir().unwrap();
    let open = super::index(
        &gold.join("reuters-news/articles"),
        &folder.path().join("index"),
        2,
    );
    let verdicts: BTreeMap<(&str, &str), &str> = include_str!("../eval/copies.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            ((columns[0], columns[1]), columns[2])
        })
        .collect();
    let groups = super::groups(&open);
    let mut together = BTreeSet::new();
    let (mut wrong, mut unread) = (Vec::new(), Vec::new());
    for group in &groups {
        for (nth, one) in group.iter().enumerate() {
            for other in &group[nth + 1..] {
                let pair = (one.min(other).as_str(), one.max(other).as_str());
                together.insert(pair);
                match verdicts.get(&pair) {
                    Some(&"copy") => {}
                    Some(_) => wrong.push(pair),
                    None => unread.push(pair),
                }
            }
        }
    }
    let copies = verdicts.iter().filter(|(_, verdict)| **verdict == "copy");
    let missed: Vec<_> = copies
        .filter(|(pair, _)| !together.contains(*pair))
        .collect();
    println!(
        "{} pairs in {} groups; wrong {wrong:#?}, missed {missed:#?}",
        together.len(),
        groups.len()
    );
    assert!(
        unread.is_empty(),
        "nobody has read these pairs: {unread:#?}"
    );
    assert!(wrong.is_empty() && missed.is_empty());
    apart(&open, &together);
}

/// Every pair of the same body is together, but for bodies that say nothing.
fn apart(open: &dateline::index::OpenIndex, together: &BTreeSet<(&str, &str)>) {
    let mut bodies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for hit in super::ask(open, "*", &super::everything(CopiesAs::Hits)).hits {
        let (_, at) = open.named(&hit.id).unwrap()[0];
        let body = open.article(&open.searcher(), at).unwrap().body;
        let name = hit.path.rsplit('/').next().unwrap().to_owned();
        bodies.entry(body).or_default().push(name);
    }
    bodies.remove("");
    for names in bodies.values().filter(|names| names.len() > 1) {
        for (nth, one) in names.iter().enumerate() {
            for other in &names[nth + 1..] {
                let pair = (one.min(other).as_str(), one.max(other).as_str());
                assert!(together.contains(&pair), "{pair:?} have the same body");
            }
        }
    }
}
