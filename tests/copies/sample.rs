//! Every pair of identical bodies lies in one group: of the sample corpus, and of the same with each article a second time. And
//! there facets and timelines that count copies once are what counting by hand comes to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use dateline::archive::{UpdateOptions, update};
use dateline::article::Article;
use dateline::corpus::{Root, Selection, walk};
use dateline::index::{IndexFolder, OpenIndex};
use dateline::query::{
    CopiesAs, Options, SpeakerOptions, TimelineOptions, answer, parse, quotes, speakers,
};
use tantivy::DocAddress;

use super::counts::{
    Counted, Names, every_facet, expected_facets, expected_timelines, facet_lines, timeline_lines,
};
use super::{TODAY, ask, everything, said};

/// How many pairs of articles have the same body. Panics where a pair is not in one group.
fn pairs_in_one_group(open: &OpenIndex) -> usize {
    let searcher = open.searcher();
    let copies = open.copies().unwrap();
    let mut by_body = BTreeMap::<String, Vec<_>>::new();
    for hit in ask(open, "*", &everything(CopiesAs::Hits)).hits {
        let (_, at) = open.named(&hit.id).unwrap()[0];
        let article = open.article(&searcher, at).unwrap();
        // A headline alone is a story's only on its day.
        if article.body.is_empty() {
            continue;
        }
        by_body
            .entry(article.body)
            .or_default()
            .push((at, article.path));
    }
    let mut pairs = 0;
    for same in by_body.values().filter(|same| same.len() > 1) {
        let (first, path) = &same[0];
        for (other, other_path) in &same[1..] {
            pairs += 1;
            let group = copies.group(*first);
            assert!(
                group.contains(other),
                "{path} and {other_path} have the same body"
            );
        }
    }
    pairs
}

/// The sample corpus, and beside it each of its articles once more.
fn doubled() -> (tempfile::TempDir, [Root; 2]) {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let folder = tempfile::tempdir().unwrap();
    let again = folder.path().join("again");
    fs::create_dir(&again).unwrap();
    let selection = Selection::default();
    let root = Root::new(&sample);
    let walked = walk(&root, &selection).filter(|walked| walked.skipped.is_none());
    for (nth, walked) in walked.enumerate() {
        let name = walked.file.path.rsplit('/').next().unwrap();
        fs::copy(&walked.file.location, again.join(format!("{nth}-{name}"))).unwrap();
    }
    (folder, [root, Root::new(&again)])
}

#[test]
fn identical_bodies_are_in_one_group() {
    let (folder, roots) = doubled();
    let index = IndexFolder::new(&folder.path().join("index"));
    let mut pairs = Vec::new();
    for roots in [&roots[..1], &roots[..]] {
        update(&index, roots, &UpdateOptions::default(), &()).unwrap();
        pairs.push(pairs_in_one_group(&index.open().unwrap()));
    }
    assert!(pairs[1] >= 85, "{pairs:?}");
}

/// The earliest of each group among these hits, which are in the order of the index: what counts where copies count once.
fn once(open: &OpenIndex, hits: Vec<(DocAddress, Article, usize)>) -> Vec<(Article, usize)> {
    let copies = open.copies().unwrap();
    let here: BTreeSet<DocAddress> = hits.iter().map(|(at, ..)| *at).collect();
    let counts = |at: DocAddress| {
        let mut group = copies.group(at).into_iter();
        let earliest = group.find(|copy| here.contains(copy));
        earliest.is_none_or(|earliest| earliest == at)
    };
    let hits = hits.into_iter().filter(|(at, ..)| counts(*at));
    hits.map(|(_, article, nth)| (article, nth)).collect()
}

#[test]
fn speakers_and_stats_know_copies() {
    let (folder, roots) = doubled();
    let index = IndexFolder::new(&folder.path().join("index"));
    let counted = |copies_once| {
        let open = index.open().unwrap();
        let options = SpeakerOptions {
            limit: usize::MAX,
            copies_once,
            ..SpeakerOptions::default()
        };
        let every = parse("*", TODAY).unwrap().clause;
        let answer = speakers(&open, &every, &options).unwrap();
        let hits = answer.hits.into_iter();
        let said: BTreeMap<_, _> = hits.map(|hit| (hit.name, hit.quotes)).collect();
        (said, open.stats().unwrap())
    };
    update(&index, &roots[..1], &UpdateOptions::default(), &()).unwrap();
    let (alone, stats) = counted(true);
    assert!(alone.values().sum::<u64>() > 300, "{alone:?}");
    let pairs_before = stats.copies;
    update(&index, &roots, &UpdateOptions::default(), &()).unwrap();
    let (each, stats) = counted(false);
    let (once, _) = counted(true);
    // What is too short to be told from what others say is no copy: each of its quotes counts.
    let (all, folded) = (each.values().sum::<u64>(), once.values().sum::<u64>());
    assert!(folded < all * 3 / 4, "{folded} of {all}");
    for (name, quotes) in &alone {
        assert!(once[name] >= *quotes && once[name] <= each[name], "{name}");
    }
    assert!(stats.copies >= pairs_before + 85, "{}", stats.copies);
}

#[test]
fn facets_and_timelines_that_count_copies_once_are_what_counting_by_hand_comes_to() {
    let (folder, roots) = doubled();
    let index = IndexFolder::new(&folder.path().join("index"));
    update(&index, &roots, &UpdateOptions::default(), &()).unwrap();
    let open = index.open().unwrap();
    let searcher = open.searcher();
    let names = Names::of(&open, TODAY);
    let apart = everything(CopiesAs::Hits);
    let counted = Options {
        limit: 1,
        facets: every_facet(),
        copies: CopiesAs::Once,
        ..Options::default()
    };
    for query in ["*", "ferry", "said harbour", "date:2024", "path:again"] {
        let clause = parse(query, TODAY).unwrap().clause;
        let timelines = |quotes| {
            let options = TimelineOptions {
                quotes,
                copies_once: true,
                ..TimelineOptions::default()
            };
            timeline_lines(&open, &clause, options)
        };
        let hits = ask(&open, query, &apart).hits.into_iter().map(|hit| {
            let (_, at) = open.named(&hit.id).unwrap()[0];
            (at, open.article(&searcher, at).unwrap(), 0)
        });
        let hits = once(&open, hits.collect());
        let by_hand: Vec<Counted<'_>> = hits
            .iter()
            .map(|(article, _)| (article, article.quotes.iter().collect()))
            .collect();
        let found = answer(&open, &clause, &counted).unwrap();
        assert_eq!(found.distinct, Some(hits.len()), "{query}");
        assert_eq!(
            facet_lines(&found.facets),
            expected_facets(&by_hand, &names),
            "{query}"
        );
        let articles = hits.iter().map(|(article, _)| article);
        assert_eq!(timelines(false), expected_timelines(articles), "{query}");

        let hits = said(&open, query, &apart).hits.into_iter().map(|hit| {
            let (_, at) = open.named(&hit.id).unwrap()[0];
            let quote = DocAddress::new(at.segment_ord, at.doc_id + hit.nth as u32);
            (quote, open.article(&searcher, at).unwrap(), hit.nth)
        });
        let hits = once(&open, hits.collect());
        let by_hand: Vec<Counted<'_>> = hits
            .iter()
            .map(|(article, nth)| (article, vec![&article.quotes[nth - 1]]))
            .collect();
        let found = quotes(&open, &clause, &counted).unwrap();
        assert_eq!(found.distinct, Some(hits.len()), "{query}");
        assert_eq!(
            facet_lines(&found.facets),
            expected_facets(&by_hand, &names),
            "{query}"
        );
        let articles = hits.iter().map(|(article, _)| article);
        assert_eq!(timelines(true), expected_timelines(articles), "{query}");
    }
}
