//! From words typed by a person to ranked hits.
//!
//! In: a query and an open index. Out: hits with the best passage and what matched in it; where there are none, what was
//! searched and which part of the query found nothing. A hit is an article ([`answer`]), a quote ([`quotes`]) or
//! somebody who speaks ([`speakers`]).

mod anywhere;
mod arrived;
mod asked;
mod bag;
mod confidence;
mod copies;
mod error;
mod evidence;
mod excluded;
mod expand;
mod explain;
mod facets;
mod feedback;
mod field;
mod forms;
mod identity;
mod join;
mod lexer;
mod like;
mod marks;
mod mentioned;
mod model;
mod nearby;
mod options;
mod parser;
mod passage;
mod plain;
mod plan;
mod positions;
mod print;
mod published;
mod quotes;
mod ranking;
mod recency;
mod sought;
mod speakers;
mod suggest;
mod surface;
mod synonyms;
mod targets;
mod terms;
mod timeline;
mod tree;
mod values;
mod when;
mod word;

use tantivy::{DocAddress, Searcher};

use crate::article::Dating;
use crate::index::kind::{Kind, KindQuery};
use crate::index::{Found, InOrder, IndexError, Matches, OpenIndex, Wanted, count, in_order};
use crate::span::Span;

pub use crate::index::News;
pub use arrived::Arrived;
pub use copies::{CopiesAs, Reference, Revised, Ties, ties};
pub use error::{Fault, Hint, QueryError};
pub use evidence::{Evidence, PartCount};
pub use explain::{Explanation, FieldCount, ScorePart, Why};
pub use facets::{Facet, FacetName, FacetOptions, FacetValue, Others};
pub use field::FieldName;
pub use forms::{FORMS, FormHelp, PRECEDENCE};
pub use like::like;
pub use nearby::{Nearby, NearbyError};
pub use options::Options;
pub use parser::{Parsed, parse, parse_days};
pub use passage::Passage;
pub use plain::any_word;
pub use quotes::{QuoteAnswer, QuoteHit, QuoteHits, QuotedIn, quotes, quotes_one_by_one};
pub use ranking::{Ranked, RankedHits, ranking};
pub use recency::Recency;
pub use speakers::{SpeakerAnswer, SpeakerHit, SpeakerOptions, SpeakerOrder, SpokenRole, speakers};
pub use suggest::Suggestion;
pub use synonyms::{Added, SynonymError, Synonyms, Widened};
pub use terms::Cut;
pub use timeline::{Bar, Step, Timeline, TimelineOptions, timeline};
pub use tree::{
    AtLeast, Clause, Days, Form, Leaf, Mentions, Near, Place, Published, Range, Relation, Said,
};
pub use when::DateMatch;

use copies::{Folds, Met, references, revised};
use explain::Explainer;
use passage::Highlighter;
use plan::{Planner, Scope};

/// An article that meets a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its rank among all hits, from 1.
    pub rank: usize,
    /// BM25 over the weighted fields; 0 where hits are sorted otherwise.
    pub score: f32,
    /// The article's id.
    pub id: String,
    /// The file.
    pub path: String,
    /// The headline.
    pub headline: Option<String>,
    /// What matched in the headline, in bytes of it.
    pub headline_marks: Vec<Span>,
    /// The date of publication.
    pub date: Option<Dating>,
    /// Whether it is of the days that the query asks for, or may be; `None` where it asks for none.
    pub date_match: Option<DateMatch>,
    /// The place of the dateline, as printed.
    pub place: Option<String>,
    /// The passage that shows best why the article was found.
    pub passage: Option<Passage>,
    /// The next best ones, where more than one is wanted.
    pub more_passages: Vec<Passage>,
    /// Why it has its score, where that is wanted.
    pub explanation: Option<Explanation>,
    /// Whether it is new or has changed, where that was asked for.
    pub news: Option<News>,
    /// How many copies of it meet the query too, where copies are folded.
    pub copies: usize,
    /// These copies, where they are to be listed, the earliest first.
    pub copied_in: Vec<Reference>,
    /// What was said of it later.
    pub revised: Revised,
}

/// The answer to a query: what is known of it, and its hits, in a list or one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<H = Vec<Hit>> {
    /// The hits asked for.
    pub hits: H,
    /// How many articles, or quotes, meet the query.
    pub total: usize,
    /// The same with copies counted once, where they are folded.
    pub distinct: Option<usize>,
    /// How many were searched.
    pub searched: u64,
    /// How many articles there are, those without quotes included.
    pub articles: u64,
    /// How many of the hits are new, and how many have changed, where that was asked for.
    pub arrived: Option<Arrived>,
    /// All hits by each facet that was asked for.
    pub facets: Vec<Facet>,
    /// The parts of the query that stand for more words than were sought.
    pub cuts: Vec<Cut>,
    /// What else there is to say: where it was asked for, and where nothing was found.
    pub evidence: Option<Evidence>,
}

impl<H> Answer<H> {
    /// The hits, and the answer without them.
    pub fn parted(self) -> (H, Answer<()>) {
        let rest = Answer {
            hits: (),
            total: self.total,
            distinct: self.distinct,
            searched: self.searched,
            articles: self.articles,
            arrived: self.arrived,
            facets: self.facets,
            cuts: self.cuts,
            evidence: self.evidence,
        };
        (self.hits, rest)
    }
}

impl<T, H: Iterator<Item = Result<T, IndexError>>> Answer<H> {
    /// The answer with all its hits.
    fn gathered(self) -> Result<Answer<Vec<T>>, IndexError> {
        let (hits, rest) = self.parted();
        Ok(Answer {
            hits: hits.collect::<Result<_, _>>()?,
            total: rest.total,
            distinct: rest.distinct,
            searched: rest.searched,
            articles: rest.articles,
            arrived: rest.arrived,
            facets: rest.facets,
            cuts: rest.cuts,
            evidence: rest.evidence,
        })
    }
}

/// Answers a query.
///
/// # Errors
/// The index cannot be read.
pub fn answer(open: &OpenIndex, clause: &Clause, options: &Options) -> Result<Answer, IndexError> {
    answer_one_by_one(open, clause, options)?.gathered()
}

/// Answers a query with hits that are read when they are asked for: so many as are wanted need the memory of one.
///
/// # Errors
/// The index cannot be read.
pub fn answer_one_by_one<'a>(
    open: &'a OpenIndex,
    clause: &'a Clause,
    options: &Options,
) -> Result<Answer<Hits<'a>>, IndexError> {
    answer_from(open, clause, options).map_err(|error| open.folder().failed(error))
}

fn answer_from<'a>(
    open: &'a OpenIndex,
    clause: &'a Clause,
    options: &Options,
) -> tantivy::Result<Answer<Hits<'a>>> {
    let searcher = open.searcher();
    let scope = Scope {
        hits: Kind::Article,
        confidence: options.confidence,
        after: options.after,
        nearby: options.nearby,
    };
    let planner = Planner::new(open, &searcher, scope)?;
    let ranking = planner.ranked(open, clause, options)?;
    let (found, all, folds) = found(open, &searcher, &ranking.query, scope, options)?;
    let wanted = options.evidence || all.total == 0;
    let evidence = wanted.then(|| evidence::evidence(&planner, &searcher, clause));
    let searched = count(&searcher, open, Kind::Article)?;
    Ok(Answer {
        total: all.total,
        distinct: all.distinct,
        searched,
        articles: searched,
        arrived: all.arrived,
        facets: all.facets,
        cuts: planner.cuts(),
        evidence: evidence.transpose()?,
        hits: Hits {
            open,
            clause,
            parts: clause.parts(),
            languages: planner.languages().to_vec(),
            explainer: Explainer::new(&planner, &searcher, clause, &ranking, options)?,
            found: (options.offset + 1..).zip(found),
            passages: options.passages,
            after: options.after,
            folds,
            searcher,
        },
    })
}

/// The hits of a query, each read when it is asked for.
pub struct Hits<'a> {
    open: &'a OpenIndex,
    searcher: Searcher,
    clause: &'a Clause,
    parts: Vec<&'a Clause>,
    languages: Vec<u8>,
    /// Says why a hit has its score, where that is wanted.
    explainer: Option<Explainer>,
    /// What was found, with its rank.
    found: Ranks,
    /// Passages of a hit at most.
    passages: usize,
    /// Whether it is said what is new, and since when.
    after: Option<i64>,
    /// Which of them stand for others.
    folds: Folds,
}

/// What was found, each with its rank.
type Ranks = std::iter::Zip<std::ops::RangeFrom<usize>, InOrder>;

impl Iterator for Hits<'_> {
    type Item = Result<Hit, IndexError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (rank, found) = self.found.next()?;
        let hit = self.hit(rank, found);
        Some(hit.map_err(|error| self.open.folder().failed(error)))
    }
}

impl Hits<'_> {
    fn hit(&self, rank: usize, found: tantivy::Result<Found>) -> tantivy::Result<Hit> {
        let found = found?;
        let article = self.open.article(&self.searcher, found.address)?;
        let highlighter = Highlighter::new(&self.parts, &self.languages, &article);
        let mut passages = highlighter.passages(&article, self.passages).into_iter();
        let explainer = self.explainer.as_ref();
        let explanation =
            explainer.map(|explainer| explainer.explain(&self.searcher, found.address));
        let headline = article.headline.as_deref().unwrap_or_default();
        Ok(Hit {
            rank,
            score: found.score,
            headline_marks: highlighter.headline(headline),
            passage: passages.next(),
            more_passages: passages.collect(),
            explanation: explanation.transpose()?,
            news: arrived::news(&self.searcher, self.after, found.address)?,
            id: article.id,
            path: article.path,
            headline: article.headline,
            date_match: self
                .clause
                .date_match(article.date.as_ref().map(|date| date.value)),
            date: article.date,
            place: article.dateline.and_then(|dateline| dateline.place),
            copies: self.folds.copies(found.address).len(),
            copied_in: references(
                self.open,
                &self.searcher,
                self.folds.listed(found.address).iter().copied(),
            )?,
            revised: revised(self.open, &self.searcher, found.address)?,
        })
    }
}

/// What there is to say of all hits, also of those that are not shown.
struct All {
    total: usize,
    distinct: Option<usize>,
    arrived: Option<Arrived>,
    facets: Vec<Facet>,
}

/// The hits that are wanted, and what there is to say of all; both from one pass.
fn found(
    open: &OpenIndex,
    searcher: &Searcher,
    plan: &KindQuery,
    scope: Scope,
    options: &Options,
) -> tantivy::Result<(InOrder, All, Folds)> {
    let wanted = Wanted {
        hits: scope.hits,
        order: options.order,
        offset: options.offset,
        limit: options.limit,
    };
    let mut met = Met::new(open, scope.hits, options.copies)?;
    let keeps = !options.facets.is_empty() || options.after.is_some();
    let mut hits = Matches::default();
    let found = in_order(searcher, plan, wanted, &mut |segment, doc| {
        if keeps {
            hits.push(segment, doc);
        }
        if let Some(met) = &mut met {
            met.add(DocAddress::new(segment, doc));
        }
    })?;
    let folds = met.map(|met| met.folds(options.copies));
    let folds = folds.unwrap_or_default();
    let hidden = folds.hidden();
    let counted = match options.copies {
        CopiesAs::Once => hits.but(&hidden),
        CopiesAs::Hits | CopiesAs::Number | CopiesAs::List => hits,
    };
    let arrived = options.after;
    let arrived = arrived.map(|after| arrived::arrived(searcher, after, &counted));
    let folded = options.copies != CopiesAs::Hits;
    let all = All {
        total: found.total(),
        distinct: folded.then(|| found.total() - hidden.len()),
        arrived: arrived.transpose()?,
        facets: facets::facets(searcher, scope, &options.facets, &counted)?,
    };
    Ok((found.but(hidden), all, folds))
}
