//! Quotes as hits: each with who said it, its evidence, and its article, ready to cite.

use tantivy::{DocAddress, Searcher};

use super::evidence::{Evidence, evidence};
use super::explain::of_hits;
use super::passage::Highlighter;
use super::plan::{Planner, Scope};
use super::terms::Cut;
use super::tree::Clause;
use super::{Arrived, DateMatch, Explanation, Facet, Options, arrived, found};
use crate::article::{Article, Dating, Quote};
use crate::index::block::Articles;
use crate::index::kind::Kind;
use crate::index::{Found, IndexError, News, OpenIndex, count};
use crate::span::Span;

/// A quote that meets a query.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteHit {
    /// Its rank among all hits, from 1.
    pub rank: usize,
    /// BM25 among quotes; 0 where hits are sorted otherwise.
    pub score: f32,
    /// The id of its article.
    pub id: String,
    /// The file.
    pub path: String,
    /// The article's headline.
    pub headline: Option<String>,
    /// The article's date of publication.
    pub date: Option<Dating>,
    /// Whether the article is of the days that the query asks for, or may be; `None` where it asks for none.
    pub date_match: Option<DateMatch>,
    /// The place of the article's dateline, as printed.
    pub place: Option<String>,
    /// Which of the article's quotes it is, from 1.
    pub nth: usize,
    /// The quote.
    pub quote: Quote,
    /// What matched in its words, in bytes of them.
    pub marks: Vec<Span>,
    /// Why it has its score, where that is wanted.
    pub explanation: Option<Explanation>,
    /// Whether its article is new or has changed, where that was asked for.
    pub news: Option<News>,
}

/// The answer to a query for quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteAnswer {
    /// The hits asked for.
    pub hits: Vec<QuoteHit>,
    /// How many quotes meet the query.
    pub total: usize,
    /// How many quotes were searched.
    pub searched: u64,
    /// How many articles they stand in, those without quotes included.
    pub articles: u64,
    /// How many of the hits are in new articles, and how many in changed ones, where that was asked for.
    pub arrived: Option<Arrived>,
    /// All hits by each facet that was asked for.
    pub facets: Vec<Facet>,
    /// The parts of the query that stand for more words than were sought.
    pub cuts: Vec<Cut>,
    /// What else there is to say: where it was asked for, and where nothing was found.
    pub evidence: Option<Evidence>,
}

/// The quotes that meet a query. Fields of quotes, and words without a field, are met by the quote itself, all others by its
/// article.
///
/// # Errors
/// The index cannot be read.
pub fn quotes(
    open: &OpenIndex,
    clause: &Clause,
    options: &Options,
) -> Result<QuoteAnswer, IndexError> {
    quotes_from(open, &open.searcher(), clause, options)
        .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))
}

fn quotes_from(
    open: &OpenIndex,
    searcher: &Searcher,
    clause: &Clause,
    options: &Options,
) -> tantivy::Result<QuoteAnswer> {
    let scope = Scope {
        hits: Kind::Quote,
        confidence: options.confidence,
        after: options.after,
    };
    let planner = Planner::new(open, searcher, scope)?;
    let ranking = planner.ranked(open, clause, options)?;
    let (found, all) = found(searcher, &ranking.query, scope, options)?;
    let wanted = options.evidence || all.total == 0;
    let evidence = wanted.then(|| evidence(&planner, searcher, clause));
    let explained = of_hits(&planner, searcher, clause, &ranking, options, &found)?;
    let mut hits = hits(open, &planner, searcher, clause, found, options)?;
    for (hit, explanation) in hits.iter_mut().zip(explained) {
        hit.explanation = Some(explanation);
    }
    Ok(QuoteAnswer {
        hits,
        total: all.total,
        searched: count(searcher, open, Kind::Quote)?,
        articles: count(searcher, open, Kind::Article)?,
        arrived: all.arrived,
        facets: all.facets,
        cuts: planner.cuts(),
        evidence: evidence.transpose()?,
    })
}

/// What was found, with its articles. Each article is read once, however many of its quotes were found.
fn hits(
    open: &OpenIndex,
    planner: &Planner<'_>,
    searcher: &Searcher,
    clause: &Clause,
    found: Vec<Found>,
    options: &Options,
) -> tantivy::Result<Vec<QuoteHit>> {
    let articles = Articles::open(searcher)?;
    let parts = clause.parts();
    let mut ranked: Vec<(usize, Found)> = (options.offset + 1..).zip(found).collect();
    ranked.sort_by_key(|(_, found)| found.address);
    let mut hits = Vec::with_capacity(ranked.len());
    let article = |found: &Found| articles.of(found.address).0;
    for quotes in ranked.chunk_by(|a, b| article(&a.1) == article(&b.1)) {
        let address: DocAddress = article(&quotes[0].1);
        let whole = open.article(searcher, address)?;
        let highlighter = Highlighter::new(&parts, planner.languages(), &whole);
        let date_match = clause.date_match(whole.date.as_ref().map(|date| date.value));
        let news = arrived::news(searcher, options.after, address)?;
        for (rank, found) in quotes {
            let (_, nth) = articles.of(found.address);
            let hit = hit(&whole, nth, *rank, found.score, &highlighter)?;
            hits.push(QuoteHit {
                date_match,
                news,
                ..hit
            });
        }
    }
    hits.sort_by_key(|hit| hit.rank);
    Ok(hits)
}

fn hit(
    article: &Article,
    nth: usize,
    rank: usize,
    score: f32,
    highlighter: &Highlighter<'_>,
) -> tantivy::Result<QuoteHit> {
    let quote = nth.checked_sub(1).and_then(|at| article.quotes.get(at));
    let Some(quote) = quote.cloned() else {
        return Err(tantivy::TantivyError::InternalError(format!(
            "{} has no quote {nth}; dateline check says what is damaged",
            article.path
        )));
    };
    Ok(QuoteHit {
        rank,
        score,
        id: article.id.clone(),
        path: article.path.clone(),
        headline: article.headline.clone(),
        date: article.date.clone(),
        date_match: None,
        place: article
            .dateline
            .as_ref()
            .and_then(|dateline| dateline.place.clone()),
        nth,
        marks: highlighter.quote(&quote.text),
        explanation: None,
        news: None,
        quote,
    })
}
