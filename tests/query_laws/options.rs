//! Laws of what stands beside a query: a circle on the map, and what becomes of copies.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dateline::article::{Article, LocationKind};
use dateline::corpus::Root;
use dateline::index::{IndexFolder, OpenIndex};
use dateline::query::{Clause, CopiesAs, Nearby, Options, answer, quotes};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use tantivy::DocAddress;

use crate::scores::{options as any_order, paged};
use crate::trees::tree;
use crate::{each_tree, options, updated};

/// Random trees in a plain run: each is asked many times.
const TREES: u32 = 40;

/// Circles around places of the sample corpus, from a town to half of the world; and one in which nothing lies.
const CIRCLES: [((f64, f64), f64); 6] = [
    ((50.95, 1.86), 60.0),
    ((52.0, 4.0), 400.0),
    ((46.48, 30.73), 900.0),
    ((40.7, -74.0), 2_000.0),
    ((20.0, 10.0), 9_000.0),
    ((-70.0, -120.0), 300.0),
];

#[test]
fn near_a_point_are_articles_with_a_town_there() {
    each_tree(|open, reading, tree, confidence| {
        // The same for a tree that is tried again, smaller ones included.
        let (point, kilometres) = CIRCLES[tree.to_string().len() % CIRCLES.len()];
        let near = Options {
            nearby: Some(Nearby { point, kilometres }),
            ..options(confidence)
        };
        let lies_there = |path: &str| has_a_town_in(reading.article(path), point, kilometres);
        let mut expected: BTreeSet<String> = BTreeSet::new();
        let met = reading.met(tree, confidence).into_iter();
        expected.extend(met.filter(|path| lies_there(path)).map(str::to_owned));
        let met = reading.quotes_met(tree, confidence).into_iter();
        let met = met.filter(|(path, _)| lies_there(path));
        expected.extend(met.map(|(path, nth)| format!("{path} {nth}")));
        let hits = answer(open, tree, &near).unwrap().hits.into_iter();
        let mut found: BTreeSet<String> = hits.map(|hit| hit.path).collect();
        let hits = quotes(open, tree, &near).unwrap().hits.into_iter();
        found.extend(hits.map(|hit| format!("{} {}", hit.path, hit.nth)));
        (found, expected)
    });
}

/// Whether a city or a county of an article is so near, by the law of cosines on the sphere.
fn has_a_town_in(article: &Article, (north, east): (f64, f64), kilometres: f64) -> bool {
    let is_near = |(n, e): (f64, f64)| {
        let (n, e, north) = (n.to_radians(), (e - east).to_radians(), north.to_radians());
        let cosine = n.sin() * north.sin() + n.cos() * north.cos() * e.cos();
        cosine.clamp(-1.0, 1.0).acos() * 6371.0088 <= kilometres
    };
    let towns = article.locations.iter().filter(|location| {
        let kind = location.kind;
        matches!(kind, Some(LocationKind::City | LocationKind::County))
    });
    let mut points = towns.filter_map(|town| town.latitude.zip(town.longitude));
    points.any(is_near)
}

#[test]
fn folded_copies_are_left_out_of_the_list_and_nothing_else_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let open = with_copies(folder.path());
    let every = answer(&open, &Clause::Every, &options(0.0)).unwrap();
    let ids = every.hits.into_iter().map(|hit| hit.id);
    let places: BTreeMap<String, DocAddress> = ids
        .map(|id| (id.clone(), open.named(&id).unwrap()[0].1))
        .collect();
    let mut runner = TestRunner::new(ProptestConfig {
        cases: TREES,
        ..ProptestConfig::with_source_file(file!())
    });
    let folded_somewhere = std::cell::Cell::new(0);
    let query = (tree(), any_order(), 1..30_usize);
    runner
        .run(&query, |(tree, order, page)| {
            let articles = |options: &Options| -> Vec<(DocAddress, usize)> {
                let answer = answer(&open, &tree, options).unwrap();
                let hits = answer.hits.into_iter();
                hits.map(|hit| (places[&hit.id], hit.copies)).collect()
            };
            let said = |options: &Options| -> Vec<(DocAddress, usize)> {
                let answer = quotes(&open, &tree, options).unwrap();
                let hits = answer.hits.into_iter();
                let place = |id: &String, nth: usize| {
                    let article = places[id];
                    DocAddress::new(article.segment_ord, article.doc_id + nth as u32)
                };
                hits.map(|hit| (place(&hit.id, hit.nth), hit.copies))
                    .collect()
            };
            for (ask, page) in [
                (
                    &articles as &dyn Fn(&Options) -> Vec<(DocAddress, usize)>,
                    page,
                ),
                (&said, page * 20),
            ] {
                let folding = Options {
                    copies: CopiesAs::Number,
                    ..order.clone()
                };
                let (plain, folded) = (ask(&order), ask(&folding));
                prop_assert_eq!(&expected(&open, &plain), &folded);
                prop_assert_eq!(&paged(ask, &folding, page), &folded);
                folded_somewhere.set(folded_somewhere.get() + plain.len() - folded.len());
            }
            let counted = answer(
                &open,
                &tree,
                &Options {
                    copies: CopiesAs::Number,
                    limit: 0,
                    ..order.clone()
                },
            );
            let counted = counted.unwrap();
            prop_assert_eq!(counted.total, articles(&order).len());
            let folding = Options {
                copies: CopiesAs::Number,
                ..order
            };
            prop_assert_eq!(counted.distinct, Some(articles(&folding).len()));
            Ok(())
        })
        .unwrap();
    assert!(folded_somewhere.get() > 100, "{folded_somewhere:?}");
}

/// The hits of which no earlier copy is a hit, each with its number of copies that are.
fn expected(open: &OpenIndex, plain: &[(DocAddress, usize)]) -> Vec<(DocAddress, usize)> {
    let copies = open.copies().unwrap();
    let hits: BTreeSet<DocAddress> = plain.iter().map(|(at, _)| *at).collect();
    let folded = plain.iter().filter_map(|(at, _)| {
        let mut group = copies.group(*at);
        group.retain(|copy| hits.contains(copy));
        match group.first() {
            None => Some((*at, 0)),
            Some(first) => (first == at).then(|| (*at, group.len() - 1)),
        }
    });
    folded.collect()
}

/// The sample corpus, every third article of it twice, every sixth a third time without its end.
fn with_copies(folder: &Path) -> OpenIndex {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let again = folder.join("again");
    fs::create_dir(&again).unwrap();
    let mut files: Vec<_> = walkdir::WalkDir::new(&corpus)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt"))
        .collect();
    files.sort();
    for (nth, file) in files.iter().enumerate().step_by(3) {
        // Not all of them are UTF-8.
        let text = fs::read(file).unwrap();
        let last = text
            .trim_ascii_end()
            .windows(2)
            .rposition(|two| two == b"\n\n");
        if nth % 2 == 0
            && let Some(last) = last
        {
            fs::write(again.join(format!("{nth}-cut.txt")), &text[..last]).unwrap();
        }
        fs::write(again.join(format!("{nth}.txt")), text).unwrap();
    }
    let index = IndexFolder::new(&folder.join("index"));
    updated(&index, &[Root::new(&corpus), Root::new(&again)]);
    index.open().unwrap()
}
