//! Places in queries: by every name, by what lies in what, and by distance.

use std::fs;
use std::path::Path;

use dateline::archive::{UpdateOptions, update};
use dateline::article::{Article, LocationKind};
use dateline::corpus::Root;
use dateline::gazetteer::kilometres;
use dateline::index::{IndexFolder, OpenIndex};
use dateline::query::{Nearby, Options, SpeakerOptions, answer, parse, quotes, speakers};
use proptest::prelude::*;

const TODAY: jiff::civil::Date = jiff::civil::date(2024, 6, 14);

const TEXTS: [(&str, &str); 6] = [
    (
        "moscow",
        "Ferry sold\n\nMOSCOW, March 4, 2024 (AP) - The ferry is sold.\n\n\"It was old,\" said Ada Okafor.\n",
    ),
    (
        "kabul",
        "Road opens\n\nKABUL, March 5, 2024 (AP) - The road is open.\n\n\"It is dry,\" said Juan Roe.\n",
    ),
    (
        "washington",
        "Talks on road\n\nWASHINGTON, March 6, 2024 (AP) - They looked at the road in Kabul.\n",
    ),
    (
        "captain",
        "Captain rests\n\nLIMA, March 7, 2024 (AP) - A Russian captain slept.\n",
    ),
    (
        "kyiv",
        "Bridge mended\n\nKYIV, March 8, 2024 (AP) - The bridge is whole; in Brovary they danced.\n",
    ),
    (
        "paris",
        "Bridge sold\n\nPARIS, Texas, March 9, 2024 (AP) - The bridge is sold.\n",
    ),
];

fn indexed(corpus: &Path, folder: &Path) -> OpenIndex {
    let index = IndexFolder::new(&folder.join("index"));
    let options = UpdateOptions {
        threads: 1,
        memory: 64 << 20,
        now: i64::MAX / 2,
        ..UpdateOptions::default()
    };
    update(&index, &[Root::new(corpus)], &options, &()).unwrap();
    index.open().unwrap()
}

fn small() -> (tempfile::TempDir, OpenIndex) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (name, text) in TEXTS {
        fs::write(corpus.join(format!("{name}.txt")), text).unwrap();
    }
    let open = indexed(&corpus, folder.path());
    (folder, open)
}

fn found(open: &OpenIndex, query: &str, nearby: Option<Nearby>) -> Vec<String> {
    let options = Options {
        limit: usize::MAX,
        nearby,
        ..Options::default()
    };
    let clause = parse(query, TODAY).unwrap().clause;
    let hits = answer(open, &clause, &options).unwrap().hits;
    let mut stems: Vec<String> = hits
        .iter()
        .map(|hit| {
            let stem = Path::new(&hit.path).file_stem().unwrap();
            stem.to_string_lossy().into_owned()
        })
        .collect();
    stems.sort();
    stems
}

fn near(place: &str, within: &str) -> Option<Nearby> {
    Some(Nearby::read(place, within).unwrap().0)
}

#[test]
fn a_place_is_found_by_its_names_and_by_what_it_lies_in() {
    let (_folder, open) = small();
    for (query, expected) in [
        ("location:russia", &["moscow"][..]),
        ("location:moskva", &["moscow"]),
        ("location:europe", &["kyiv", "moscow"]),
        ("location:kiev", &["kyiv"]),
        ("location:ukraine", &["kyiv"]),
        ("location:brovary", &["kyiv"]),
        ("location:texas", &["paris"]),
        ("location:america", &["captain", "paris", "washington"]),
        ("location:(\"united states\" -texas)", &["washington"]),
        ("location:france", &[]),
        ("location:peru", &["captain"]),
    ] {
        assert_eq!(found(&open, query, None), expected, "{query}");
    }
}

#[test]
fn a_dateline_is_no_mention() {
    let (_folder, open) = small();
    assert_eq!(found(&open, "dateline:kabul", None), ["kabul"]);
    assert_eq!(
        found(&open, "location:kabul", None),
        ["kabul", "washington"]
    );
}

#[test]
fn what_is_near_is_found_with_its_quotes_and_speakers() {
    let (_folder, open) = small();
    assert_eq!(found(&open, "*", near("Kyiv", "100km")), ["kyiv"]);
    assert_eq!(found(&open, "*", near("Brovary", "10mi")), ["kyiv"]);
    assert_eq!(
        found(&open, "bridge", near("Paris, Texas", "1km")),
        ["paris"]
    );
    assert!(found(&open, "*", near("Paris", "50km")).is_empty());
    assert_eq!(
        found(&open, "road", near("34.5,69.2", "20km")),
        ["kabul", "washington"]
    );
    let clause = parse("*", TODAY).unwrap().clause;
    let options = Options {
        nearby: near("Kabul", "20km"),
        ..Options::default()
    };
    let said = quotes(&open, &clause, &options).unwrap().hits;
    let words: Vec<&str> = said.iter().map(|hit| hit.quote.text.as_str()).collect();
    assert_eq!(words, ["It is dry,"]);
    let options = SpeakerOptions {
        nearby: near("Moscow", "20km"),
        ..SpeakerOptions::default()
    };
    let names = speakers(&open, &clause, &options).unwrap().hits;
    assert_eq!(names.len(), 1);
    assert_eq!(names[0].name, "Ada Okafor");
}

/// The articles of the sample corpus, with an index of them.
fn sample() -> &'static (tempfile::TempDir, OpenIndex, Vec<Article>) {
    static SAMPLE: std::sync::LazyLock<(tempfile::TempDir, OpenIndex, Vec<Article>)> =
        std::sync::LazyLock::new(|| {
            let folder = tempfile::tempdir().unwrap();
            let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
            let open = indexed(&corpus, folder.path());
            let searcher = open.searcher();
            let clause = parse("*", TODAY).unwrap().clause;
            let options = Options {
                limit: usize::MAX,
                ..Options::default()
            };
            let hits = answer(&open, &clause, &options).unwrap().hits;
            let articles = hits.iter().map(|hit| {
                let (_, address) = open.named(&hit.id).unwrap()[0].clone();
                open.article(&searcher, address).unwrap()
            });
            let articles = articles.collect();
            (folder, open, articles)
        });
    &SAMPLE
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn near_is_what_a_plain_reading_of_all_places_finds(
        north in -60.0..70.0_f64, east in -180.0..180.0_f64, reach in 1.0..6000.0_f64,
    ) {
        let (_, open, articles) = sample();
        let nearby = Nearby { point: (north, east), kilometres: reach };
        let is_near = |article: &&Article| article.locations.iter().any(|location| {
            matches!(location.kind, Some(LocationKind::City | LocationKind::County))
                && location.latitude.zip(location.longitude)
                    .is_some_and(|point| kilometres(point, nearby.point) <= reach)
        });
        let expected = articles.iter().filter(is_near).count();
        prop_assert_eq!(found(open, "*", Some(nearby)).len(), expected);
    }
}
