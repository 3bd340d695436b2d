//! Who spoke, over a few small articles: what is counted, and that the order of files is of no consequence.

use std::fs;

use dateline::archive::{UpdateOptions, update};
use dateline::corpus::Root;
use dateline::index::{IndexFolder, OpenIndex};
use dateline::query::{SpeakerAnswer, SpeakerOptions, SpeakerOrder, parse, speakers};
use proptest::prelude::*;

const TODAY: jiff::civil::Date = jiff::civil::date(2024, 6, 14);

/// The texts of every test; the name of each file is given by the test.
const TEXTS: [&str; 6] = [
    "Quay shut\n\nLIMA, March 4, 2024 (AP) - The quay is shut.\n\n\"The wall is safe,\" said Ada Okafor, mayor of Lima. \
     \"We shall open on Friday,\" she said.\n",
    "Quay opens\n\nLIMA, March 8, 2024 (AP) - The quay is open.\n\n\"The wall is dry,\" said Ada N. Okafor, director of ports.\n",
    "Wall leaks\n\nLIMA, March 9, 2024 (AP) - The wall leaks.\n\n\"It is only rain,\" Okafor said.\n",
    "Two brothers\n\nCALLAO, May 2, 2024 (AP) - A boat was launched.\n\n\"I built her alone,\" said Juan Roe, a carpenter.\n",
    "Two more brothers\n\nCALLAO, May 3, 2024 (AP) - A boat sank.\n\n\"I told him so,\" said Pablo Roe, a carpenter.\n",
    "Nobody\n\nCALLAO, May 4, 2024 (AP) - A boat was raised.\n\n\"It floats,\" Roe said. \"So be it.\"\n",
];

fn indexed(names: &[String; 6]) -> (tempfile::TempDir, OpenIndex) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (name, text) in names.iter().zip(TEXTS) {
        fs::write(corpus.join(format!("{name}.txt")), text).unwrap();
    }
    let index = IndexFolder::new(&folder.path().join("index"));
    let options = UpdateOptions {
        threads: 1,
        memory: 64 << 20,
        now: i64::MAX / 2,
        ..UpdateOptions::default()
    };
    update(&index, &[Root::new(&corpus)], &options, &()).unwrap();
    let open = index.open().unwrap();
    (folder, open)
}

fn ask(open: &OpenIndex, query: &str, order: SpeakerOrder) -> SpeakerAnswer {
    let options = SpeakerOptions {
        order,
        limit: usize::MAX,
        ..SpeakerOptions::default()
    };
    let parsed = parse(query, TODAY).unwrap();
    speakers(open, &parsed.clause, &options).unwrap()
}

fn plain_names() -> [String; 6] {
    ["a", "b", "c", "d", "e", "f"].map(str::to_owned)
}

fn names(answer: &SpeakerAnswer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.name.as_str()).collect()
}

#[test]
fn one_person_is_counted_under_one_name_with_her_roles_over_time() {
    let (_folder, open) = indexed(&plain_names());
    let answer = ask(&open, "*", SpeakerOrder::Quotes);
    let ada = &answer.hits[0];
    assert_eq!(
        (ada.name.as_str(), ada.quotes, ada.articles),
        ("Ada Okafor", 4, 3)
    );
    assert_eq!(ada.first.unwrap().to_string(), "2024-03-04");
    assert_eq!(ada.last.unwrap().to_string(), "2024-03-09");
    let roles: Vec<_> = ada
        .roles
        .iter()
        .map(|role| (role.role.as_str(), role.quotes))
        .collect();
    assert_eq!(roles, [("mayor of Lima", 2), ("director of ports", 1)]);
    assert_eq!(ada.names.len(), 3, "{:?}", ada.names);
}

#[test]
fn two_of_one_surname_are_two_and_the_surname_alone_is_neither() {
    let (_folder, open) = indexed(&plain_names());
    let answer = ask(&open, "speaker:roe", SpeakerOrder::Name);
    assert_eq!(names(&answer), ["Juan Roe", "Pablo Roe", "Roe"]);
}

#[test]
fn a_query_says_which_quotes_count_and_not_who_is_who() {
    let (_folder, open) = indexed(&plain_names());
    let rain = ask(&open, "rain", SpeakerOrder::Quotes);
    assert_eq!(names(&rain), ["Ada Okafor"]);
    assert_eq!((rain.total, rain.quotes, rain.hits[0].quotes), (1, 1, 1));
    let callao = ask(
        &open,
        "location:callao date:2024-05-02..2024-05-03",
        SpeakerOrder::Last,
    );
    assert_eq!(names(&callao), ["Pablo Roe", "Juan Roe"]);
    let nobody = ask(&open, "zeppelin", SpeakerOrder::Quotes);
    assert_eq!(nobody.total, 0);
    assert!(nobody.evidence.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_files_is_of_no_consequence(order in Just(plain_names().to_vec()).prop_shuffle()) {
        let expected = ask(&indexed(&plain_names()).1, "*", SpeakerOrder::Quotes);
        let shuffled: [String; 6] = order.try_into().unwrap();
        let found = ask(&indexed(&shuffled).1, "*", SpeakerOrder::Quotes);
        prop_assert_eq!(found, expected);
    }
}
