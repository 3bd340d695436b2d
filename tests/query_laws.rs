//! Laws of queries: a printed tree reads as itself, nothing that is typed makes the parser panic, and the index finds what
//! a plain reading of every article finds.

use std::collections::BTreeSet;
use std::fs;

use dateline::archive::{UpdateOptions, update};
use dateline::article::{Article, Quote};
use dateline::corpus::{Root, Selection};
use dateline::index::analyzer::{LANGUAGES, analyze, language_number};
use dateline::index::kind::Kind;
use dateline::index::{IndexFolder, OpenIndex, Order};
use dateline::query::{
    Clause, Days, FieldName, Form, Leaf, Options, Place, Published, answer, parse, quotes,
};
use jiff::civil;
use proptest::prelude::*;

const TODAY: civil::Date = civil::date(2024, 11, 8);

/// Words of the sample corpus, some frequent, some rare, in forms that stem alike; and one that it does not have.
const WORDS: [&str; 24] = [
    "grain", "corridor", "ferry", "ferries", "strike", "bridge", "dam", "the", "of", "said",
    "mayor", "water", "sleep", "O'Brien", "AT&T", "2024", "union", "ship", "ships", "Ferrer",
    "Osgood", "Calais", "Vilches", "zeppelin",
];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS.as_slice()).prop_map(str::to_owned)
}

fn leaf() -> impl Strategy<Value = Clause> {
    let fields: Vec<FieldName> = FieldName::ALL
        .into_iter()
        .filter(|field| !matches!(field, FieldName::Date | FieldName::Kind))
        .collect();
    let field = prop::option::of(prop::sample::select(fields));
    let words = prop_oneof![
        3 => word().prop_map(|text| (Form::Word, text)),
        1 => (word(), word()).prop_map(|(a, b)| (Form::Phrase, format!("{a} {b}"))),
        1 => prop::sample::select(["gra", "ferr", "s", "str", "20", "osg"].as_slice())
            .prop_map(|text| (Form::Prefix, text.to_owned())),
    ];
    (field, words).prop_map(|(field, (form, text))| {
        let place = Place::default();
        Clause::Words(Leaf {
            field,
            form,
            text,
            place,
        })
    })
}

fn published() -> impl Strategy<Value = Clause> {
    let day = || prop::option::of(6_000_i64..20_500);
    let between = (day(), day()).prop_filter_map("no days", |(a, b)| match (a, b) {
        (None, None) => None,
        (Some(a), Some(b)) => Some(Days::Between(Some(a.min(b)), Some(a.max(b)))),
        (a, b) => Some(Days::Between(a, b)),
    });

    let any_year =
        prop::sample::select(["XXXX-04", "XXXX-10", "XXXX-06-12", "XXXX-03-08"].as_slice())
            .prop_map(|date| Days::AnyYear(date.parse().unwrap()));
    prop_oneof![between, any_year].prop_map(|days| {
        let place = Place::default();
        Clause::Published(Published { days, place })
    })
}

fn tree() -> impl Strategy<Value = Clause> {
    let leaf = prop_oneof![8 => leaf(), 2 => published(), 1 => Just(Clause::Every)];
    leaf.prop_recursive(4, 16, 3, |inner| {
        let list = || prop::collection::vec(inner.clone(), 2..4);
        let factor = prop::sample::select([0.5, 2.0, 10.0].as_slice());
        prop_oneof![
            list().prop_map(Clause::all),
            list().prop_map(Clause::any),
            inner
                .clone()
                .prop_map(|clause| Clause::Not(Box::new(clause))),
            (inner.clone(), factor).prop_map(|(clause, by)| Clause::Boost(Box::new(clause), by)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_tree_reads_as_itself(tree in tree()) {
        let printed = tree.to_string();
        let read = parse(&printed, TODAY).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read.clause, &tree, "{}", printed);
    }

    #[test]
    fn nothing_that_is_typed_makes_the_parser_panic(text in any::<String>()) {
        let _ = parse(&text, TODAY);
    }

    #[test]
    fn what_looks_like_a_query_is_read_or_refused_with_its_place(
        pieces in prop::collection::vec(prop::sample::select(
            ["a", "\"", "“", "(", ")", " ", "AND", "OR", "NOT", "-", "^", "^2", ":", "date:", "speaker:", "x:", "*", "?",
             "~", "[", "]", "{", " TO ", "..", "2024", "é", "東", "w/5", "=", "/", "'", "last week", "\n"].as_slice(),
        ), 0..12)
    ) {
        let text = pieces.concat();
        match parse(&text, TODAY) {
            Ok(parsed) => {
                let printed = parsed.clause.to_string();
                let again = parse(&printed, TODAY).map_err(|error| TestCaseError::fail(error.to_string()))?;
                prop_assert_eq!(again.clause, parsed.clause);
            }
            Err(error) => {
                prop_assert!(error.span.end() <= text.len());
                prop_assert!(text.is_char_boundary(error.span.start()) && text.is_char_boundary(error.span.end()));
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}

#[test]
fn the_index_finds_what_a_plain_reading_finds() {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let reading = Reading::new(&open);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 400,
        ..ProptestConfig::default()
    });
    runner
        .run(&(tree(), confidence()), |(tree, confidence)| {
            let options = Options {
                order: Order::Path,
                limit: usize::MAX,
                confidence,
                ..Options::default()
            };
            let answer = answer(&open, &tree, &options).unwrap();
            let found: BTreeSet<&str> = answer.hits.iter().map(|hit| hit.path.as_str()).collect();
            prop_assert_eq!(
                found,
                reading.met(&tree, confidence),
                "{} at {}",
                tree,
                confidence
            );
            prop_assert_eq!(answer.total, answer.hits.len());
            Ok(())
        })
        .unwrap();
}

#[test]
fn quotes_are_what_a_plain_reading_finds() {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let reading = Reading::new(&open);
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 400,
        ..ProptestConfig::default()
    });
    runner
        .run(&(tree(), confidence()), |(tree, confidence)| {
            let options = Options {
                order: Order::Path,
                limit: usize::MAX,
                confidence,
                ..Options::default()
            };
            let answer = quotes(&open, &tree, &options).unwrap();
            let found = answer.hits.iter();
            let found: BTreeSet<_> = found.map(|hit| (hit.path.as_str(), hit.nth)).collect();
            let expected = reading.quotes_met(&tree, confidence);
            prop_assert!(
                found == expected,
                "{}: {} of {}",
                tree,
                found.len(),
                expected.len()
            );
            prop_assert_eq!(answer.total, answer.hits.len());
            Ok(())
        })
        .unwrap();
}

/// What quotes must be sure of to count.
fn confidence() -> impl Strategy<Value = f32> {
    prop::sample::select([0.0, 0.0, 0.85, 0.95].as_slice())
}

/// An index of the sample corpus, and of the documents that an update leaves deleted in it.
fn sample(folder: &std::path::Path) -> OpenIndex {
    let index = IndexFolder::new(&folder.join("index"));
    let options = UpdateOptions {
        selection: Selection::default(),
        extract: dateline::extract::Options::default(),
        threads: 2,
        memory: 64 << 20,
        allow_removals: true,
        now: i64::MAX / 2,
        ..UpdateOptions::default()
    };
    let corpus = Root::new(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let extra = folder.join("extra");
    fs::create_dir(&extra).unwrap();
    for name in ["a.txt", "b.txt"] {
        let text = "Ferry strike\n\n\"The grain of the ship is the water,\" said Ana Osgood, mayor of Calais.\n";
        fs::write(extra.join(name), text).unwrap();
    }
    update(&index, &[corpus, Root::new(&extra)], &options, &()).unwrap();
    fs::remove_file(extra.join("a.txt")).unwrap();
    update(&index, &[Root::new(&extra)], &options, &()).unwrap();
    index.open().unwrap()
}

/// The articles of an index, read one by one.
struct Reading {
    articles: Vec<Article>,
    /// Numbers of the languages of the articles, and 0: a word is sought in its forms in each of them.
    languages: Vec<u8>,
}

impl Reading {
    fn new(open: &OpenIndex) -> Self {
        let searcher = open.searcher();
        let parsed = parse("*", TODAY).unwrap();
        let options = Options {
            limit: usize::MAX,
            ..Options::default()
        };
        let hits = answer(open, &parsed.clause, &options).unwrap().hits;
        assert_eq!(hits.len() as u64, open.count(Kind::Article).unwrap());
        let every = tantivy::query::AllQuery;
        let (found, _) =
            dateline::index::search(&searcher, &every, Order::Rank, 0, usize::MAX).unwrap();
        let articles: Vec<Article> = found
            .iter()
            .filter_map(|found| open.article(&searcher, found.address).ok())
            .collect();
        assert_eq!(articles.len(), hits.len());
        let present = |code: &str| {
            articles
                .iter()
                .any(|article| article.language.as_deref() == Some(code))
        };
        let numbers = LANGUAGES
            .iter()
            .map(|(code, _)| *code)
            .filter(|code| present(code));
        let languages = std::iter::once(0)
            .chain(numbers.map(language_number))
            .collect();
        Self {
            articles,
            languages,
        }
    }

    /// The articles that meet a clause; of their quotes only those count that are sure enough.
    fn met<'a>(&'a self, clause: &Clause, confidence: f32) -> BTreeSet<&'a str> {
        let met = self.articles.iter().filter(|article| {
            let mut sure = (*article).clone();
            sure.quotes.retain(|quote| quote.confidence >= confidence);
            let quotes = &sure.quotes;
            let speaks = |name: &String| {
                quotes
                    .iter()
                    .any(|quote| quote.speaker.as_ref() == Some(name))
            };
            sure.speakers
                .retain(|speaker| confidence == 0.0 || speaks(&speaker.name));
            self.meets(clause, &sure)
        });
        met.map(|article| article.path.as_str()).collect()
    }

    fn meets(&self, clause: &Clause, article: &Article) -> bool {
        match clause {
            Clause::Every => true,
            Clause::And(clauses) => clauses.iter().all(|clause| self.meets(clause, article)),
            Clause::Or(clauses) => clauses.iter().any(|clause| self.meets(clause, article)),
            Clause::Not(clause) => !self.meets(clause, article),
            Clause::Boost(clause, _) => self.meets(clause, article),
            Clause::Published(published) => was_published(published.days, article),
            Clause::Words(leaf) => self.has(leaf, article),
        }
    }

    fn quotes_met<'a>(&'a self, clause: &Clause, confidence: f32) -> BTreeSet<(&'a str, usize)> {
        let quotes = self.articles.iter().flat_map(|article| {
            let quotes = article.quotes.iter().zip(1..);
            quotes.map(move |(quote, nth)| (article, quote, nth))
        });
        quotes
            .filter(|(article, quote, _)| {
                quote.confidence >= confidence && self.meets_quote(clause, article, quote)
            })
            .map(|(article, _, nth)| (article.path.as_str(), nth))
            .collect()
    }

    fn meets_quote(&self, clause: &Clause, article: &Article, quote: &Quote) -> bool {
        let meets = |clause: &Clause| self.meets_quote(clause, article, quote);
        match clause {
            Clause::Every => true,
            Clause::And(clauses) => clauses.iter().all(meets),
            Clause::Or(clauses) => clauses.iter().any(meets),
            Clause::Not(clause) => !meets(clause),
            Clause::Boost(clause, _) => meets(clause),
            Clause::Published(published) => was_published(published.days, article),
            Clause::Words(leaf) => {
                let (text, stemmed) = match leaf.field {
                    None | Some(FieldName::Quote) => (Some(&quote.text), Some(article)),
                    Some(FieldName::Role) => (quote.role.as_ref(), Some(article)),
                    Some(FieldName::Speaker) => (quote.speaker.as_ref(), None),
                    Some(_) => return self.has(leaf, article),
                };
                text.is_some_and(|text| self.stands_in(leaf, text, stemmed))
            }
        }
    }

    fn has(&self, leaf: &Leaf, article: &Article) -> bool {
        let fields = match leaf.field {
            Some(field) => vec![field],
            None => vec![
                FieldName::Headline,
                FieldName::Deck,
                FieldName::Body,
                FieldName::Caption,
            ],
        };
        fields.into_iter().any(|field| {
            if field == FieldName::Language {
                let language = article.language.as_deref().unwrap_or("und");
                return language == leaf.text.to_lowercase();
            }
            let (texts, stemmed) = texts(article, field);
            texts
                .iter()
                .any(|text| self.stands_in(leaf, text, stemmed.then_some(article)))
        })
    }

    fn stands_in(&self, leaf: &Leaf, text: &str, stemmed: Option<&Article>) -> bool {
        let language = |article: &Article| article.language.as_deref().map_or(0, language_number);
        let words = analyze(text, stemmed.map_or(0, language));
        let no_stems = [0];
        let languages = if stemmed.is_some() {
            self.languages.as_slice()
        } else {
            &no_stems
        };
        languages.iter().any(|language| {
            let sought = analyze(&leaf.text, *language);
            !sought.is_empty()
                && words.windows(sought.len()).any(|words| {
                    words
                        .iter()
                        .zip(&sought)
                        .all(|(word, sought)| match leaf.form {
                            Form::Prefix => word.surface.starts_with(&sought.surface),
                            Form::Word | Form::Phrase => word.stem == sought.stem,
                        })
                })
        })
    }
}

/// The values of a field, and whether their words are stemmed.
fn texts(article: &Article, field: FieldName) -> (Vec<String>, bool) {
    let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    match field {
        FieldName::Headline => (one(&article.headline), true),
        FieldName::Deck => (one(&article.deck), true),
        FieldName::Body => (vec![article.body.clone()], true),
        FieldName::Caption => {
            let credit = article
                .captions
                .iter()
                .filter_map(|caption| caption.credit.clone());
            let text = article.captions.iter().map(|caption| caption.text.clone());
            (text.chain(credit).collect(), true)
        }
        FieldName::Correction => (article.corrections.clone(), true),
        FieldName::Quote => (
            article
                .quotes
                .iter()
                .map(|quote| quote.text.clone())
                .collect(),
            true,
        ),
        FieldName::Role => (
            article
                .quotes
                .iter()
                .filter_map(|quote| quote.role.clone())
                .collect(),
            true,
        ),
        FieldName::Byline => (article.byline.clone(), false),
        FieldName::Speaker => (
            article
                .speakers
                .iter()
                .map(|speaker| speaker.name.clone())
                .collect(),
            false,
        ),
        FieldName::Location => {
            let names = article.locations.iter().flat_map(|location| {
                [
                    Some(location.name.clone()),
                    location.region.clone(),
                    location.country.clone(),
                ]
            });
            (names.flatten().collect(), false)
        }
        FieldName::Dateline => {
            let dateline = article.dateline.iter();
            let names =
                dateline.flat_map(|dateline| [dateline.place.clone(), dateline.agency.clone()]);
            (names.flatten().collect(), false)
        }
        FieldName::Agency => {
            let agency = article
                .dateline
                .iter()
                .filter_map(|dateline| dateline.agency.clone());
            (agency.collect(), false)
        }
        FieldName::Path => (vec![article.path.clone()], false),
        FieldName::Language | FieldName::Kind | FieldName::Date => (Vec::new(), false),
    }
}

fn was_published(days: Days, article: &Article) -> bool {
    let Some(dating) = &article.date else {
        return false;
    };
    match days {
        Days::Between(from, to) => dating.value.days().is_some_and(|(first, last)| {
            from.is_none_or(|from| last >= from) && to.is_none_or(|to| first <= to)
        }),
        Days::AnyYear(date) => dating.value.month().is_some() && dating.value.agrees_with(date),
    }
}
