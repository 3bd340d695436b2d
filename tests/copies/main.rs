//! Copies, corrections and updates: what is gathered, what is not, and that it depends on the articles alone.
//!
//! `rewrites.rs` makes three hundred rewrites of the sample corpus, and counts what is found; `gold.rs` does so with articles that
//! are not part of the repository.

mod changes;
#[path = "../query_laws/counts.rs"]
mod counts;
mod gold;
mod rewrites;
mod sample;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::archive::{UpdateOptions, update};
use dateline::corpus::Root;
use dateline::index::{IndexFolder, OpenIndex, Order};
use dateline::query::{Answer, CopiesAs, Options, QuoteAnswer, answer, parse, quotes, ties};

/// The groups of copies among articles, by path below the root, the earliest first.
type Groups = BTreeSet<Vec<String>>;

fn index(corpus: &Path, folder: &Path, threads: usize) -> OpenIndex {
    let index = IndexFolder::new(folder);
    let options = UpdateOptions {
        threads,
        memory: 64 << 20,
        now: i64::MAX / 2,
        allow_removals: true,
        ..UpdateOptions::default()
    };
    update(&index, &[Root::new(corpus)], &options, &()).unwrap();
    let report = index.check().unwrap();
    assert!(report.is_sound(), "{report:?}");
    index.open().unwrap()
}

fn groups(open: &OpenIndex) -> Groups {
    let searcher = open.searcher();
    let name = |at| {
        let path = open.article(&searcher, at).unwrap().path;
        path.rsplit('/').next().unwrap().to_owned()
    };
    let all = answer(
        open,
        &parse("*", TODAY).unwrap().clause,
        &everything(CopiesAs::Hits),
    )
    .unwrap();
    let mut groups = Groups::new();
    for hit in all.hits {
        let (_, at) = open.named(&hit.id).unwrap()[0];
        let group = open.copies().unwrap().group(at);
        if !group.is_empty() {
            groups.insert(group.iter().map(|at| name(*at)).collect());
        }
    }
    groups
}

const TODAY: jiff::civil::Date = jiff::civil::date(2024, 6, 14);

fn everything(copies: CopiesAs) -> Options {
    Options {
        limit: usize::MAX,
        order: Order::Path,
        copies,
        ..Options::default()
    }
}

fn ask(open: &OpenIndex, query: &str, options: &Options) -> Answer {
    answer(open, &parse(query, TODAY).unwrap().clause, options).unwrap()
}

fn said(open: &OpenIndex, query: &str, options: &Options) -> QuoteAnswer {
    quotes(open, &parse(query, TODAY).unwrap().clause, options).unwrap()
}

/// Paragraphs of a story, for tests to cut.
const STORY: [&str; 5] = [
    "The ferry to the island of Brannay was late again on Monday because its crew had gone on strike over pay, and two hundred \
     passengers waited in the rain until a fishing boat took the first of them across.",
    "\"We have asked for nothing but what the crews on the mainland have had for years,\" said Ada Okafor, who speaks for the \
     crew. \"We shall sail when we are paid.\"",
    "The harbour authority said that it would talk to both sides on Tuesday, and that the boats which bring food and medicine \
     to the island would sail all the same.",
    "It is the third strike in this year. In March the crews stayed ashore for nine days, until the owners promised to look at \
     the rosters, and in June a storm ended what talks had not.",
    "Brannay has four hundred inhabitants, a school, a distillery and no bridge, though one has been promised before every \
     election since the war.",
];

fn story(headline: &str, dateline: &str, paragraphs: &[&str]) -> String {
    format!("{headline}\n\n{dateline} - {}\n", paragraphs.join("\n\n"))
}

/// A folder with a corpus of these files.
fn corpus(files: &[(&str, String)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (name, text) in files {
        fs::write(corpus.join(name), text).unwrap();
    }
    folder
}

fn indexed(files: &[(&str, String)]) -> (tempfile::TempDir, OpenIndex) {
    let folder = corpus(files);
    let open = index(
        &folder.path().join("corpus"),
        &folder.path().join("index"),
        1,
    );
    (folder, open)
}

/// The story in three papers, cut in one of them, and another story.
fn papers() -> Vec<(&'static str, String)> {
    let filed = "BRANNAY, March 4, 2024 (AP)";
    vec![
        ("gazette", story("Ferry late again", filed, &STORY[..4])),
        (
            "ledger",
            story(
                "Islanders left in the rain",
                "BRANNAY, March 5, 2024 (AP)",
                &STORY,
            ),
        ),
        (
            "wire",
            story(
                "Strike holds up ferry",
                "BRANNAY, March 3, 2024 (AP)",
                &STORY,
            ),
        ),
        (
            "other",
            story(
                "Ferry sails",
                "BRANNAY, March 6, 2024 (AP)",
                &[
                    "The ferry to the island of Brannay sailed on Wednesday for the first time since the strike began, and brought the \
             post of nine days, a vet, and the brass band of the mainland, which had waited at the quay with its drums.",
                ],
            ),
        ),
    ]
}

fn names(answer: &Answer) -> Vec<&str> {
    let hits = answer.hits.iter();
    hits.map(|hit| hit.path.rsplit('/').next().unwrap())
        .collect()
}

#[test]
fn a_story_that_three_papers_have_is_one_hit_the_earliest() {
    let (_folder, open) = indexed(&papers());
    let found = ask(&open, "ferry", &everything(CopiesAs::List));
    assert_eq!(names(&found), ["other", "wire"]);
    assert_eq!((found.total, found.distinct), (4, Some(2)));
    let copied: Vec<&str> = found.hits[1]
        .copied_in
        .iter()
        .map(|copy| copy.path.rsplit('/').next().unwrap())
        .collect();
    assert_eq!(copied, ["gazette", "ledger"]);
    assert_eq!((found.hits[0].copies, found.hits[1].copies), (0, 2));
    // Every one is found by its path, and apart where that is asked.
    let apart = ask(&open, "ferry", &everything(CopiesAs::Hits));
    assert_eq!(names(&apart), ["gazette", "ledger", "other", "wire"]);
    assert_eq!(
        names(&ask(&open, "path:ledger", &everything(CopiesAs::Number))),
        ["ledger"]
    );
}

#[test]
fn the_earliest_is_the_earliest_of_those_that_meet_the_query() {
    let (_folder, open) = indexed(&papers());
    let found = ask(&open, "distillery", &everything(CopiesAs::Number));
    assert_eq!(names(&found), ["wire"]);
    let found = ask(
        &open,
        "ferry date:2024-03-04..",
        &everything(CopiesAs::Number),
    );
    assert_eq!(names(&found), ["gazette", "other"]);
    assert_eq!((found.total, found.hits[0].copies), (3, 1));
}

#[test]
fn pages_of_folded_hits_never_repeat_or_skip() {
    let mut files = papers();
    let numbers: Vec<String> = (0..9).map(|nth| format!("p{nth}")).collect();
    for (nth, name) in numbers.iter().enumerate() {
        let day = format!("BRANNAY, April {}, 2024 (AP)", nth + 1);
        let paragraph = format!("A ferry with {name} passengers and {nth} dogs sailed.");
        files.push((name, story("Ferry sails", &day, &[&paragraph])));
    }
    let (_folder, open) = indexed(&files);
    for order in [Order::Rank, Order::Latest, Order::Earliest, Order::Path] {
        let page = |offset, limit| {
            let options = Options {
                order,
                offset,
                limit,
                ..everything(CopiesAs::Number)
            };
            let found = ask(&open, "ferry", &options);
            assert_eq!((found.total, found.distinct), (13, Some(11)));
            found
                .hits
                .into_iter()
                .map(|hit| (hit.rank, hit.path))
                .collect::<Vec<_>>()
        };
        let all = page(0, usize::MAX);
        assert_eq!(all.len(), 11);
        let pages: Vec<_> = (0..11).flat_map(|offset| page(offset, 1)).collect();
        assert_eq!(pages, all);
    }
}

#[test]
fn a_quotation_is_one_hit_with_its_variants() {
    let mut files = papers();
    files.push(("report", story("Crews speak", "LIMA, May 9, 2024 (AP)", &[
        "Crews of ferries were heard in parliament on Thursday, where nobody had expected them to come at all.",
        "\"We have asked for nothing but what the crews on the mainland have had,\" Ms Okafor said.",
        "\"We shall sail when we are paid,\" said Juan Roe, a cook.",
    ])));
    let (_folder, open) = indexed(&files);
    let found = said(&open, "mainland", &everything(CopiesAs::List));
    assert_eq!(
        (found.total, found.distinct),
        (4, Some(1)),
        "{:?}",
        found.hits
    );
    let hit = &found.hits[0];
    assert!(hit.path.ends_with("wire"));
    assert_eq!(hit.copies, 3);
    let variant = hit.copied_in.last().unwrap();
    assert!(variant.article.path.ends_with("report"));
    assert_ne!(hit.quote.text, variant.text.as_str());
    // The same words of another speaker are another quotation.
    let found = said(&open, "paid", &everything(CopiesAs::Number));
    assert_eq!((found.total, found.distinct), (4, Some(2)));
}

#[test]
fn what_is_short_is_a_copy_of_the_same_words_on_the_same_day_alone() {
    let brief = |day: u32| format!("Shares fall\n\nLIMA, March {day}, 2024 (AP) - Shares fell.\n");
    let (_folder, open) = indexed(&[
        ("a", brief(4)),
        ("b", brief(4)),
        ("c", brief(5)),
        ("d", "Lighthouse lit\n".to_owned()),
        ("e", "Lighthouse dark\n".to_owned()),
    ]);
    assert_eq!(
        groups(&open),
        Groups::from([vec!["a".to_owned(), "b".to_owned()]])
    );
}

#[test]
fn a_report_that_comes_every_week_with_other_figures_is_no_copy() {
    let report = |day: u32, figures: [u32; 8]| {
        let [a, b, c, d, e, f, g, h] = figures;
        let paragraph = format!(
            "Grain stocks at the port of Lima came to {a},{b} tonnes in the week, the harbour authority said, against {c},{d} tonnes \
             in the week before. Wheat was at {e} dollars a tonne and maize at {f} dollars. Some {g} ships were loaded, and {h} \
             waited in the roads. The harbour authority publishes the stocks every Monday, as it has done since the war."
        );
        story(
            "Grain stocks",
            &format!("LIMA, March {day}, 2024 (AP)"),
            &[&paragraph],
        )
    };
    let (_folder, open) = indexed(&[
        ("a", report(4, [120, 500, 118, 250, 231, 180, 14, 9])),
        ("b", report(11, [131, 700, 120, 500, 240, 177, 17, 6])),
    ]);
    assert_eq!(groups(&open), Groups::new());
}

#[test]
fn a_chain_of_changes_does_not_join_its_ends() {
    let paragraphs: Vec<String> = (0..16)
        .map(|nth| {
            let words = [
                "harbour", "ferry", "island", "strike", "weather", "school", "bridge",
            ];
            let words: Vec<String> = (0..24)
                .map(|word| format!("{}{}", words[(nth * 5 + word * 3) % 7], nth * 24 + word))
                .collect();
            format!("{}.", words.join(" "))
        })
        .collect();
    // Each has eight paragraphs, two of which the next one has not: 0..8, 2..10, 4..12, 6..14, 8..16.
    let files: Vec<(&str, String)> = ["a", "b", "c", "d", "e"]
        .iter()
        .enumerate()
        .map(|(nth, name)| {
            let day = format!("LIMA, March {}, 2024 (AP)", nth + 1);
            let here: Vec<&str> = paragraphs[nth * 2..nth * 2 + 8]
                .iter()
                .map(String::as_str)
                .collect();
            (*name, story("Harbour news", &day, &here))
        })
        .collect();
    let (_folder, open) = indexed(&files);
    let groups = groups(&open);
    let together = |one: &str, other: &str| {
        groups
            .iter()
            .any(|group| group.contains(&one.to_owned()) && group.contains(&other.to_owned()))
    };
    assert!(
        together("a", "b") && !together("a", "c") && !together("a", "e"),
        "{groups:?}"
    );
}

#[test]
fn a_correction_and_an_update_are_tied_to_what_they_revise() {
    let at = |url: &str, rest: String| {
        format!(
            "-- {}",
            rest.replacen("\n\n", &format!("\n-- {url}\n\n"), 1)
        )
    };
    let url = "https://example.org/2024/03/ferry-late";
    let filed = |day: u32| format!("BRANNAY, March {day}, 2024 (AP)");
    let mut corrected = STORY;
    corrected[0] = "The ferry to the island of Brannay was late again on Monday because its crew had gone on strike over pay, and \
        twenty passengers waited in the rain until a fishing boat took the first of them across.";
    let (_folder, open) = indexed(&[
        (
            "first",
            at(url, story("Ferry late again", &filed(4), &STORY)),
        ),
        (
            "same",
            at(url, story("Ferry late again", &filed(4), &STORY)),
        ),
        (
            "later",
            at(url, story("Ferry late again", &filed(5), &corrected[..4])),
        ),
        (
            "wrong",
            story("CORRECTED-Ferry late again", &filed(6), &corrected),
        ),
        (
            "unlike",
            story(
                "UPDATE 1-Grain rises in Lima again",
                &filed(6),
                &["Grain rose by a dollar on the day, traders said."],
            ),
        ),
    ]);
    let tied = |name: &str| ties(&open, open.named(name).unwrap()[0].1).unwrap();
    let path = |reference: &Option<dateline::query::Reference>| {
        let path = reference.as_ref().map(|reference| reference.path.clone());
        path.map(|path| path.rsplit('/').next().unwrap().to_owned())
    };
    let first = tied("first");
    assert_eq!(path(&first.revised.corrected_by).as_deref(), Some("wrong"));
    assert_eq!(path(&first.revised.updated_by).as_deref(), Some("later"));
    assert_eq!(first.copies.len(), 3);
    let wrong = tied("wrong");
    assert_eq!(wrong.corrects.len(), 3, "{wrong:?}");
    assert_eq!(wrong.revised, dateline::query::Revised::default());
    assert_eq!(tied("unlike"), dateline::query::Ties::default());
    // The same text at the same address is a copy, and no update.
    assert_eq!(
        path(&tied("same").revised.updated_by).as_deref(),
        Some("later")
    );
    let hits = ask(&open, "fishing", &everything(CopiesAs::Number)).hits;
    assert_eq!(
        path(&hits[0].revised.corrected_by).as_deref(),
        Some("wrong")
    );
}

#[test]
fn groups_do_not_depend_on_order_or_on_what_came_before() {
    let folder = corpus(&papers());
    let corpus = folder.path().join("corpus");
    let place = |name: &str| folder.path().join(name);
    let expected = groups(&index(&corpus, &place("one"), 1));
    assert_eq!(expected.len(), 1);
    assert_eq!(groups(&index(&corpus, &place("three"), 3)), expected);
    // The earliest goes, and comes back; one is no copy any more, and is one again.
    let wire = fs::read_to_string(corpus.join("wire")).unwrap();
    fs::remove_file(corpus.join("wire")).unwrap();
    let without = groups(&index(&corpus, &place("one"), 1));
    assert_eq!(
        without,
        Groups::from([vec!["gazette".to_owned(), "ledger".to_owned()]])
    );
    fs::write(corpus.join("ledger"), &papers()[3].1).unwrap();
    assert_eq!(groups(&index(&corpus, &place("one"), 1)).len(), 1);
    fs::write(corpus.join("wire"), wire).unwrap();
    fs::write(corpus.join("ledger"), &papers()[1].1).unwrap();
    assert_eq!(groups(&index(&corpus, &place("one"), 1)), expected);
}
