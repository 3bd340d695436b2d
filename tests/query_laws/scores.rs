//! Laws of the order of hits: pages are parts of one list, and a score is what its parts come to.

use dateline::index::{OpenIndex, Order};
use dateline::query::{Explanation, Options, Recency, answer, any_word, like, parse, quotes, ties};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::trees::tree;
use crate::{TODAY, sample};

/// Random trees in a plain run: each is asked many times.
const TREES: u32 = 40;

const ORDERS: [Order; 4] = [Order::Rank, Order::Latest, Order::Earliest, Order::Path];

pub fn options() -> impl Strategy<Value = Options> {
    let recency = prop::option::of(1.0_f32..5_000.0);
    let orders = select(&ORDERS[..]);
    (orders, recency, any::<bool>()).prop_map(|(order, half_life, feedback)| Options {
        order,
        feedback,
        recency: half_life.map(|half_life| Recency {
            half_life,
            today: 20_000,
        }),
        limit: usize::MAX,
        ..Options::default()
    })
}

#[test]
fn pages_never_repeat_or_skip() {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let mut runner = TestRunner::new(ProptestConfig {
        cases: TREES,
        ..ProptestConfig::with_source_file(file!())
    });
    let query = (tree(), options(), 1..8_usize);
    runner
        .run(&query, |(tree, options, page)| {
            let articles = |options: &Options| -> Vec<(usize, String)> {
                let hits = answer(&open, &tree, options).unwrap().hits;
                hits.into_iter().map(|hit| (hit.rank, hit.id)).collect()
            };
            let said = |options: &Options| -> Vec<(usize, String)> {
                let hits = quotes(&open, &tree, options).unwrap().hits.into_iter();
                hits.map(|hit| (hit.rank, format!("{} {}", hit.id, hit.nth)))
                    .collect()
            };
            prop_assert_eq!(paged(&articles, &options, page), articles(&options));
            // A page of few quotes of many would be asked for very often.
            let page = page * 20;
            prop_assert_eq!(paged(&said, &options, page), said(&options));
            Ok(())
        })
        .unwrap();
}

/// All pages, one after the other.
pub fn paged<T>(ask: &dyn Fn(&Options) -> Vec<T>, options: &Options, page: usize) -> Vec<T> {
    let mut all = Vec::new();
    loop {
        let next = ask(&Options {
            offset: all.len(),
            limit: page,
            ..options.clone()
        });
        if next.is_empty() {
            return all;
        }
        all.extend(next);
    }
}

#[test]
fn a_score_is_what_its_parts_come_to() {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let mut runner = TestRunner::new(ProptestConfig {
        cases: TREES,
        ..ProptestConfig::with_source_file(file!())
    });
    runner
        .run(&(tree(), options()), |(tree, options)| {
            let options = Options {
                order: Order::Rank,
                explain_scores: true,
                ..options
            };
            for hit in answer(&open, &tree, &options).unwrap().hits {
                prop_assert!(comes_to(&hit.explanation, hit.score), "{tree}\n{hit:?}");
            }
            for hit in quotes(&open, &tree, &options).unwrap().hits {
                prop_assert!(comes_to(&hit.explanation, hit.score), "{tree}\n{hit:?}");
            }
            Ok(())
        })
        .unwrap();
    explains_plain_words(&open);
}

/// What `--any` and `--like` ask.
fn explains_plain_words(open: &OpenIndex) {
    let first = answer(
        open,
        &parse("ferry strike", TODAY).unwrap().clause,
        &Options::default(),
    );
    let first = open.named(&first.unwrap().hits[0].id).unwrap();
    let article = open.article(&open.searcher(), first[0].1).unwrap();
    let ties = ties(open, first[0].1).unwrap();
    let like = like(open, &article, Some(&ties)).unwrap().unwrap();
    for clause in [any_word("ferries on strike in the channel"), like] {
        let options = Options {
            feedback: true,
            explain_scores: true,
            ..Options::default()
        };
        let hits = answer(open, &clause, &options).unwrap().hits;
        assert!(hits.len() > 3 && hits[0].score > 0.0);
        for hit in hits {
            assert!(comes_to(&hit.explanation, hit.score), "{hit:?}");
        }
    }
}

fn comes_to(explanation: &Option<Explanation>, score: f32) -> bool {
    let Some(explanation) = explanation else {
        return false;
    };
    let parts: f32 = explanation.parts.iter().map(|part| part.score).sum();
    let explained = parts * explanation.recency.unwrap_or(1.0);
    (explained - score).abs() <= 1e-4 * score.abs().max(1e-3)
}
