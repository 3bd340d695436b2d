//! From words typed by a person to ranked hits.
//!
//! In: a query and an open index. Out: hits with the best passage and what matched in it; where there are none, what was
//! searched and which part of the query found nothing. A hit is an article ([`answer`]), a quote ([`quotes`]) or
//! somebody who speaks ([`speakers`]).

mod arrived;
mod asked;
mod bag;
mod confidence;
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
mod model;
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

use tantivy::Searcher;

use crate::article::Dating;
use crate::index::kind::{Kind, KindQuery};
use crate::index::{Found, IndexError, OpenIndex, count, search, search_all};
use crate::span::Span;

pub use crate::index::News;
pub use arrived::Arrived;
pub use error::{Fault, Hint, QueryError};
pub use evidence::{Evidence, PartCount};
pub use explain::{Explanation, FieldCount, ScorePart, Why};
pub use facets::{Facet, FacetName, FacetOptions, FacetValue, Others};
pub use field::FieldName;
pub use forms::{FORMS, FormHelp, PRECEDENCE};
pub use like::like;
pub use options::Options;
pub use parser::{Parsed, parse, parse_days};
pub use passage::Passage;
pub use plain::any_word;
pub use quotes::{QuoteAnswer, QuoteHit, quotes};
pub use ranking::{Ranked, ranking};
pub use recency::Recency;
pub use speakers::{SpeakerAnswer, SpeakerHit, SpeakerOptions, SpeakerOrder, SpokenRole, speakers};
pub use suggest::Suggestion;
pub use synonyms::{Added, SynonymError, Synonyms, Widened};
pub use terms::Cut;
pub use timeline::{Bar, Step, Timeline, TimelineOptions, timeline};
pub use tree::{AtLeast, Clause, Days, Form, Leaf, Near, Place, Published, Range, Relation, Said};
pub use when::DateMatch;

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
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The hits asked for.
    pub hits: Vec<Hit>,
    /// How many articles meet the query.
    pub total: usize,
    /// How many articles were searched.
    pub searched: u64,
    /// How many of the hits are new, and how many have changed, where that was asked for.
    pub arrived: Option<Arrived>,
    /// All hits by each facet that was asked for.
    pub facets: Vec<Facet>,
    /// The parts of the query that stand for more words than were sought.
    pub cuts: Vec<Cut>,
    /// What else there is to say: where it was asked for, and where nothing was found.
    pub evidence: Option<Evidence>,
}

/// Answers a query.
///
/// # Errors
/// The index cannot be read.
pub fn answer(open: &OpenIndex, clause: &Clause, options: &Options) -> Result<Answer, IndexError> {
    answer_from(open, &open.searcher(), clause, options)
        .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))
}

fn answer_from(
    open: &OpenIndex,
    searcher: &Searcher,
    clause: &Clause,
    options: &Options,
) -> tantivy::Result<Answer> {
    let scope = Scope {
        hits: Kind::Article,
        confidence: options.confidence,
        after: options.after,
    };
    let planner = Planner::new(open, searcher, scope)?;
    let ranking = planner.ranked(open, clause, options)?;
    let (found, all) = found(searcher, &ranking.query, scope, options)?;
    let mut explained = explain::of_hits(&planner, searcher, clause, &ranking, options, &found)?;
    let parts = clause.parts();
    let mut hits = Vec::with_capacity(found.len());
    for (rank, found) in (options.offset + 1..).zip(found) {
        let article = open.article(searcher, found.address)?;
        let highlighter = Highlighter::new(&parts, planner.languages(), &article);
        let mut passages = highlighter.passages(&article, options.passages).into_iter();
        let headline = article.headline.as_deref().unwrap_or_default();
        hits.push(Hit {
            rank,
            score: found.score,
            headline_marks: highlighter.headline(headline),
            passage: passages.next(),
            more_passages: passages.collect(),
            explanation: explained.next(),
            news: arrived::news(searcher, options.after, found.address)?,
            id: article.id,
            path: article.path,
            headline: article.headline,
            date_match: clause.date_match(article.date.as_ref().map(|date| date.value)),
            date: article.date,
            place: article.dateline.and_then(|dateline| dateline.place),
        });
    }
    let wanted = options.evidence || all.total == 0;
    let evidence = wanted.then(|| evidence::evidence(&planner, searcher, clause));
    Ok(Answer {
        hits,
        total: all.total,
        searched: count(searcher, open, Kind::Article)?,
        arrived: all.arrived,
        facets: all.facets,
        cuts: planner.cuts(),
        evidence: evidence.transpose()?,
    })
}

/// What there is to say of all hits, also of those that are not shown.
struct All {
    total: usize,
    arrived: Option<Arrived>,
    facets: Vec<Facet>,
}

/// The hits that are wanted, and what there is to say of all.
fn found(
    searcher: &Searcher,
    plan: &KindQuery,
    scope: Scope,
    options: &Options,
) -> tantivy::Result<(Vec<Found>, All)> {
    let (order, offset, limit) = (options.order, options.offset, options.limit);
    if options.facets.is_empty() && options.after.is_none() {
        let (found, total) = search(searcher, plan, order, offset, limit)?;
        let all = All {
            total,
            arrived: None,
            facets: Vec::new(),
        };
        return Ok((found, all));
    }
    let (found, hits) = search_all(searcher, plan, order, offset, limit)?;
    let arrived = options.after;
    let arrived = arrived.map(|after| arrived::arrived(searcher, after, &hits));
    let all = All {
        total: hits.count,
        arrived: arrived.transpose()?,
        facets: facets::facets(searcher, scope, &options.facets, &hits)?,
    };
    Ok((found, all))
}
