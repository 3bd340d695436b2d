//! The articles of `examples/newsroom` have what articles have: what is measured on them is then worth measuring.

#[path = "../examples/newsroom/desk/mod.rs"]
mod desk;

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use dateline::archive::read_article;
use dateline::article::Article;
use dateline::corpus::{Root, Selection, walk};
use desk::{Order, fill};
use tempfile::tempdir;

const ARTICLES: u64 = 200;

#[test]
fn nearly_every_article_has_its_parts() {
    let folder = tempdir().unwrap();
    fill(&order(folder.path(), ARTICLES, 2)).unwrap();
    let articles = extracted(folder.path());
    assert_eq!(articles.len(), ARTICLES as usize);
    let having = |part: fn(&Article) -> bool| articles.iter().filter(|of| part(of)).count();
    let floors = [
        ("headline", having(|of| of.headline.is_some()), 198),
        ("date", having(|of| of.date.is_some()), 190),
        ("dateline", having(|of| of.dateline.is_some()), 190),
        ("byline", having(|of| !of.byline.is_empty()), 80),
        ("quotes", having(|of| !of.quotes.is_empty()), 160),
    ];
    for (part, found, floor) in floors {
        assert!(found >= floor, "{found} of {ARTICLES} with {part}");
    }
    let quotes: Vec<_> = articles.iter().flat_map(|of| &of.quotes).collect();
    let with_speaker = quotes.iter().filter(|of| of.speaker.is_some()).count();
    assert!(quotes.len() > 3 * articles.len(), "{} quotes", quotes.len());
    assert!(
        with_speaker * 4 > quotes.len() * 3,
        "{with_speaker} of {} with a speaker",
        quotes.len()
    );
}

#[test]
fn an_article_depends_on_its_number_and_the_seed_alone() {
    let (few, many) = (tempdir().unwrap(), tempdir().unwrap());
    fill(&order(few.path(), 70, 1)).unwrap();
    fill(&order(many.path(), ARTICLES, 3)).unwrap();
    let (few, many) = (texts(few.path()), texts(many.path()));
    assert_eq!(few.len(), 70);
    assert!(few.is_subset(&many));
}

#[test]
fn the_vocabulary_grows_with_the_corpus() {
    let folder = tempdir().unwrap();
    fill(&order(folder.path(), ARTICLES, 2)).unwrap();
    let texts = texts(folder.path());
    let mut texts: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
    texts.sort();
    let words = |texts: &[&str]| -> usize {
        let words = texts.iter().flat_map(|text| text.split_whitespace());
        words.collect::<HashSet<_>>().len()
    };
    let (quarter, whole) = (words(&texts[..texts.len() / 4]), words(&texts));
    assert!(whole > quarter * 3 / 2, "{quarter} words, then {whole}");
    assert!(whole < quarter * 4, "{quarter} words, then {whole}");
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "Mine").unwrap();
    let refused = fill(&order(folder.path(), 1, 1)).unwrap_err();
    assert!(refused.ends_with("is not empty"), "{refused}");
}

fn order(out: &Path, articles: u64, threads: usize) -> Order {
    let mut order = Order::new(out.to_owned(), articles);
    order.threads = threads;
    order
}

fn extracted(folder: &Path) -> Vec<Article> {
    let (root, selection) = (Root::new(folder), Selection::default());
    let articles = walk(&root, &selection).map(|walked| {
        let bytes = fs::read(&walked.file.location).unwrap();
        read_article(&walked.file, &bytes, &Default::default())
            .unwrap()
            .article
    });
    articles.collect()
}

/// Every file, by its path below the folder.
fn texts(folder: &Path) -> HashSet<(String, String)> {
    let (root, selection) = (Root::new(folder), Selection::default());
    let texts = walk(&root, &selection).map(|walked| {
        let below = walked.file.below.clone();
        let text = fs::read_to_string(&walked.file.location).unwrap();
        (below, text)
    });
    texts.collect()
}
