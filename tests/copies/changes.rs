//! After any small change of a large archive the groups are those of a build from nothing.
//!
//! Stories are put together from a few paragraphs, with words changed here and there, so that most articles share something with
//! hundreds of others and every part that a text can play in a group is played by many. `check` finds all groups anew, without
//! a look at what was known, and compares.

use std::fs;
use std::path::Path;

use dateline::archive::{UpdateOptions, update};
use dateline::corpus::Root;
use dateline::index::IndexFolder;
use proptest::prelude::*;

use super::rewrites::Chance;

/// Articles at the beginning.
const ARTICLES: usize = 150;
/// Updates after that; each changes a few of them.
const UPDATES: usize = 6;

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_update_ends_where_a_build_from_nothing_does(seed in any::<u64>()) {
        let folder = tempfile::tempdir().unwrap();
        let (corpus, index) = (folder.path().join("corpus"), folder.path().join("index"));
        fs::create_dir(&corpus).unwrap();
        let mut chance = Chance(seed);
        let path = |nth: usize| corpus.join(format!("{nth:03}"));
        for nth in 0..ARTICLES {
            fs::write(path(nth), article(&mut chance)).unwrap();
        }
        run(&corpus, &index);
        for _ in 0..UPDATES {
            for _ in 0..1 + chance.below(4) {
                let nth = chance.below(ARTICLES + 20);
                match chance.below(6) {
                    0 | 1 => drop(fs::remove_file(path(nth))),
                    2 => drop(fs::copy(path(chance.below(ARTICLES)), path(nth))),
                    3 => drop(fs::rename(path(chance.below(ARTICLES)), path(nth))),
                    _ => fs::write(path(nth), article(&mut chance)).unwrap(),
                }
            }
            run(&corpus, &index);
            let report = IndexFolder::new(&index).check().unwrap();
            prop_assert!(report.is_sound(), "{report:?}");
        }
    }
}

/// Few, for each builds an archive; as many as are asked for, before a release.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(4)
}

fn run(corpus: &Path, index: &Path) {
    let options = UpdateOptions {
        threads: 1,
        now: i64::MAX / 2,
        allow_removals: true,
        ..UpdateOptions::default()
    };
    update(
        &IndexFolder::new(index),
        &[Root::new(corpus)],
        &options,
        &(),
    )
    .unwrap();
}

/// An article of a few stories, which share a paragraph with each other and all with one.
fn article(chance: &mut Chance) -> String {
    let story = chance.below(5);
    let mut paragraphs: Vec<String> = (0..4 + chance.below(3))
        .map(|nth| paragraph(story * 4 + nth))
        .collect();
    if chance.below(3) > 0 {
        paragraphs.push(paragraph(99));
    }
    if chance.below(4) == 0 {
        paragraphs.swap_remove(0);
    }
    let one_in = [6, 15, 40, 400, usize::MAX][chance.below(5)];
    let mut text = changed(&paragraphs.join("\n\n"), one_in, chance);
    let said = changed(
        &quotation(chance.below(4)),
        [8, 30, usize::MAX][chance.below(3)],
        chance,
    );
    text.push_str(&format!("\n\n\"{said},\" said Ada Okafor.\n"));
    let label = ["", "", "UPDATE 1-", "CORRECTED-"][chance.below(4)];
    let headline = format!("{label}The {} of the long story", word(story));
    let day = 1 + chance.below(9);
    format!("{headline}\n\nLIMA, March {day}, 2024 (AP) - {text}")
}

/// A paragraph of thirty words; its number says which.
fn paragraph(number: usize) -> String {
    let words: Vec<String> = (0..30).map(|nth| word(number * 30 + nth)).collect();
    format!("The {}.", words.join(" "))
}

fn quotation(number: usize) -> String {
    let words: Vec<String> = (0..16).map(|nth| word(5000 + number * 10 + nth)).collect();
    format!("We {}", words.join(" "))
}

/// An invented word; its number says which.
fn word(number: usize) -> String {
    let syllables = ["ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu"];
    let digit = |nth: u32| syllables[number / 10_usize.pow(nth) % 10];
    (0..4).map(digit).collect()
}

/// The text with one in so many of its words made another.
fn changed(text: &str, one_in: usize, chance: &mut Chance) -> String {
    let words = text.split(' ').map(|word| match chance.below(one_in) {
        0 if !word.contains(['\n', '.']) => format!("{word}{}", chance.below(1000)),
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
