//! Both joins against brute force: random archives, random trees, and seeks to any document.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tantivy::collector::DocSetCollector;
use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, TermQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema};
use tantivy::{
    DocAddress, DocSet, Index, IndexWriter, Searcher, TERMINATED, TantivyDocument, Term,
};

use super::{ArticleOfQuote, QuotesOfArticle};
use crate::query::excluded::Excluded;

/// An article and its quotes: what each is tagged with.
type Block = Vec<BTreeSet<u8>>;

/// What is asked of an article or of a quote.
#[derive(Clone, Debug)]
enum Tree {
    Tag(u8),
    And(Box<Tree>, Box<Tree>),
    Or(Box<Tree>, Box<Tree>),
    Not(Box<Tree>),
    /// Asked of an article: one of its quotes meets this. Asked of a quote: its article meets this.
    Other(Box<Tree>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Article,
    Quote,
}

impl Kind {
    fn other(self) -> Self {
        match self {
            Kind::Article => Kind::Quote,
            Kind::Quote => Kind::Article,
        }
    }
}

struct Archive {
    searcher: Searcher,
    tag: Field,
    /// Blocks by segment, in their order, each with whether its file was kept.
    segments: Vec<Vec<(Block, bool)>>,
}

fn archive(segments: Vec<Vec<(Block, bool)>>) -> Archive {
    let mut builder = Schema::builder();
    let tag = builder.add_text_field("tag", STRING);
    let nth = builder.add_u64_field("nth", FAST);
    let file = builder.add_text_field("file", STRING | FAST);
    let index = Index::create_in_ram(builder.build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 20 << 20).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for (number, segment) in segments.iter().enumerate() {
        for (at, (block, _)) in segment.iter().enumerate() {
            let documents = block.iter().zip(0..).map(|(tags, n)| {
                let mut document = TantivyDocument::default();
                document.add_u64(nth, n);
                document.add_text(file, format!("{number}-{at}"));
                document.add_text(tag, if n == 0 { "article" } else { "quote" });
                for tag_number in tags {
                    document.add_text(tag, tag_number.to_string());
                }
                UserOperation::Add(document)
            });
            let documents: Vec<_> = documents.collect();
            writer.run(documents).unwrap();
        }
        writer.commit().unwrap();
    }
    for (number, segment) in segments.iter().enumerate() {
        for (at, _) in segment.iter().enumerate().filter(|(_, (_, kept))| !kept) {
            writer.delete_term(Term::from_field_text(file, &format!("{number}-{at}")));
        }
    }
    writer.commit().unwrap();
    let searcher = index.reader().unwrap().searcher();
    Archive {
        searcher,
        tag,
        segments,
    }
}

impl Archive {
    fn term(&self, text: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(self.tag, text);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    }

    fn query(&self, tree: &Tree, of: Kind) -> Box<dyn Query> {
        let kind = self.term(if of == Kind::Article {
            "article"
        } else {
            "quote"
        });
        match tree {
            Tree::Tag(tag) => Box::new(BooleanQuery::intersection(vec![
                kind,
                self.term(&tag.to_string()),
            ])),
            Tree::And(a, b) => Box::new(BooleanQuery::intersection(vec![
                self.query(a, of),
                self.query(b, of),
            ])),
            Tree::Or(a, b) => Box::new(BooleanQuery::union(vec![
                self.query(a, of),
                self.query(b, of),
            ])),
            Tree::Not(a) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, kind),
                (Occur::MustNot, Box::new(Excluded(self.query(a, of)))),
            ])),
            Tree::Other(a) if of == Kind::Article => {
                Box::new(ArticleOfQuote::new(self.query(a, Kind::Quote)))
            }
            Tree::Other(a) => Box::new(QuotesOfArticle::new(self.query(a, Kind::Article))),
        }
    }

    fn found(&self, query: &dyn Query) -> BTreeSet<String> {
        let found = self.searcher.search(query, &DocSetCollector).unwrap();
        found.into_iter().map(|at| self.name(at)).collect()
    }

    /// `file/nth` of a document: segments have an order of their own in the searcher.
    fn name(&self, at: DocAddress) -> String {
        let segment = self.searcher.segment_reader(at.segment_ord);
        let fast = segment.fast_fields();
        let (files, nth) = (fast.str("file").unwrap().unwrap(), fast.u64("nth").unwrap());
        let mut file = String::new();
        let term = files.term_ords(at.doc_id).next().unwrap();
        files.ord_to_str(term, &mut file).unwrap();
        format!("{file}/{}", nth.first(at.doc_id).unwrap())
    }

    fn expected(&self, tree: &Tree, of: Kind) -> BTreeSet<String> {
        let mut expected = BTreeSet::new();
        for (number, segment) in self.segments.iter().enumerate() {
            for (at, (block, kept)) in segment.iter().enumerate() {
                for nth in 0..block.len() {
                    if *kept && kind(nth) == of && meets(tree, block, nth) {
                        expected.insert(format!("{number}-{at}/{nth}"));
                    }
                }
            }
        }
        expected
    }
}

fn kind(nth: usize) -> Kind {
    if nth == 0 { Kind::Article } else { Kind::Quote }
}

fn meets(tree: &Tree, block: &Block, nth: usize) -> bool {
    match tree {
        Tree::Tag(tag) => block[nth].contains(tag),
        Tree::And(a, b) => meets(a, block, nth) && meets(b, block, nth),
        Tree::Or(a, b) => meets(a, block, nth) || meets(b, block, nth),
        Tree::Not(a) => !meets(a, block, nth),
        Tree::Other(a) => match kind(nth) {
            Kind::Article => (1..block.len()).any(|quote| meets(a, block, quote)),
            Kind::Quote => meets(a, block, 0),
        },
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = (0_u8..4).prop_map(Tree::Tag);
    leaf.prop_recursive(5, 12, 2, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        prop_oneof![
            1 => (boxed(), boxed()).prop_map(|(a, b)| Tree::And(a, b)),
            1 => (boxed(), boxed()).prop_map(|(a, b)| Tree::Or(a, b)),
            1 => boxed().prop_map(Tree::Not),
            2 => boxed().prop_map(Tree::Other),
        ]
    })
}

fn segments() -> impl Strategy<Value = Vec<Vec<(Block, bool)>>> {
    let tags = prop::collection::btree_set(0_u8..4, 0..3);
    let block = prop::collection::vec(tags, 1..5);
    let file = (block, prop::bool::weighted(0.8));
    prop::collection::vec(prop::collection::vec(file, 1..12), 1..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn joins_find_what_brute_force_finds(
        segments in segments(),
        trees in prop::collection::vec(tree(), 20),
        targets in prop::collection::vec(0_u32..60, 1..6),
    ) {
        let archive = archive(segments);
        for (tree, of) in trees.iter().flat_map(|tree| [(tree, Kind::Article), (tree, Kind::Quote)]) {
            let query = archive.query(tree, of);
            prop_assert_eq!(archive.found(&*query), archive.expected(tree, of), "{:?} of {:?}", tree, of);
            let joined = archive.query(&Tree::Other(Box::new(tree.clone())), of.other());
            seeks_as_it_walks(&archive.searcher, &*joined, &targets)?;
        }
    }
}

/// A scorer that is sent to documents stands where one that walks comes by next.
fn seeks_as_it_walks(
    searcher: &Searcher,
    query: &dyn Query,
    targets: &[u32],
) -> Result<(), TestCaseError> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher));
    let weight = weight.unwrap();
    let mut targets = targets.to_vec();
    targets.sort_unstable();
    for reader in searcher.segment_readers() {
        let mut walking = weight.scorer(reader, 1.0).unwrap();
        let mut docs = Vec::new();
        while walking.doc() != TERMINATED {
            docs.push(walking.doc());
            walking.advance();
        }
        let mut seeking = weight.scorer(reader, 1.0).unwrap();
        for target in &targets {
            if seeking.doc() < *target {
                let next = docs.iter().find(|doc| *doc >= target);
                let expected = next.copied().unwrap_or(TERMINATED);
                prop_assert_eq!(seeking.seek(*target), expected);
                prop_assert_eq!(seeking.doc(), expected);
            }
        }
    }
    Ok(())
}
