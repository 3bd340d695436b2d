//! Quotes as hits: each with who said it, its evidence, and its article, ready to cite.

use tantivy::{DocAddress, Searcher};

use super::answers::{Answer, Ranks, found};
use super::copies::{Folds, Reference, Revised, revised};
use super::evidence::evidence;
use super::explain::Explainer;
use super::passage::Highlighter;
use super::plan::{Planner, Scope};
use super::tree::Clause;
use super::{DateMatch, Explanation, Options, arrived};
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
    /// How many times more it is quoted by articles, where copies are folded.
    pub copies: usize,
    /// These other quotes, where they are to be listed, the earliest first.
    pub copied_in: Vec<QuotedIn>,
    /// What was said of its article later.
    pub revised: Revised,
}

/// The same quotation in another article.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotedIn {
    /// The article.
    pub article: Reference,
    /// Which of its quotes it is, from 1.
    pub nth: usize,
    /// The words there.
    pub text: String,
}

/// The answer to a query for quotes.
pub type QuoteAnswer = Answer<Vec<QuoteHit>>;

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
    quotes_one_by_one(open, clause, options)?.gathered()
}

/// The quotes that meet a query, read when they are asked for: so many as are wanted need the memory of a few.
///
/// # Errors
/// The index cannot be read.
pub fn quotes_one_by_one<'a>(
    open: &'a OpenIndex,
    clause: &'a Clause,
    options: &Options,
) -> Result<Answer<QuoteHits<'a>>, IndexError> {
    quotes_from(open, clause, options).map_err(|error| open.folder().failed(error))
}

fn quotes_from<'a>(
    open: &'a OpenIndex,
    clause: &'a Clause,
    options: &Options,
) -> tantivy::Result<Answer<QuoteHits<'a>>> {
    let searcher = open.searcher();
    let scope = Scope {
        hits: Kind::Quote,
        confidence: options.confidence,
        after: options.after,
        nearby: options.nearby,
    };
    let planner = Planner::new(open, &searcher, scope)?;
    let ranking = planner.ranked(open, clause, options)?;
    let (found, all, folds) = found(open, &searcher, &ranking.query, scope, options)?;
    let wanted = options.evidence || all.total == 0;
    let evidence = wanted.then(|| evidence(&planner, &searcher, clause));
    Ok(Answer {
        total: all.total,
        distinct: all.distinct,
        searched: count(&searcher, open, Kind::Quote)?,
        articles: count(&searcher, open, Kind::Article)?,
        arrived: all.arrived,
        facets: all.facets,
        cuts: planner.cuts(),
        evidence: evidence.transpose()?,
        hits: QuoteHits {
            open,
            clause,
            parts: clause.parts(),
            languages: planner.languages().to_vec(),
            explainer: Explainer::new(&planner, &searcher, clause, &ranking, options)?,
            articles: Articles::open(&searcher)?,
            found: (options.offset + 1..).zip(found),
            after: options.after,
            folds,
            read: Vec::new().into_iter(),
            searcher,
        },
    })
}

/// The quotes of an answer, some of them read at a time.
pub struct QuoteHits<'a> {
    open: &'a OpenIndex,
    searcher: Searcher,
    clause: &'a Clause,
    parts: Vec<&'a Clause>,
    languages: Vec<u8>,
    /// Says why a hit has its score, where that is wanted.
    explainer: Option<Explainer>,
    articles: Articles,
    /// What was found, with its rank.
    found: Ranks,
    /// Whether it is said what is new, and since when.
    after: Option<i64>,
    /// Which of them stand for others.
    folds: Folds,
    /// The next ones.
    read: std::vec::IntoIter<QuoteHit>,
}

/// Quotes that are read at a time: of those that share an article it is read once.
const AT_A_TIME: usize = 256;

impl Iterator for QuoteHits<'_> {
    type Item = Result<QuoteHit, IndexError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.read.len() == 0 {
            match self.some() {
                Ok(read) => self.read = read.into_iter(),
                Err(error) => return Some(Err(self.open.folder().failed(error))),
            }
        }
        self.read.next().map(Ok)
    }
}

impl QuoteHits<'_> {
    /// The next quotes that were found, with their articles.
    fn some(&mut self) -> tantivy::Result<Vec<QuoteHit>> {
        let some = self.found.by_ref().take(AT_A_TIME);
        let some = some.map(|(rank, found)| Ok((rank, found?)));
        let mut ranked: Vec<(usize, Found)> = some.collect::<tantivy::Result<_>>()?;
        ranked.sort_by_key(|(_, found)| found.address);
        let mut hits = Vec::with_capacity(ranked.len());
        let article = |found: &Found| self.articles.of(found.address).0;
        for quotes in ranked.chunk_by(|a, b| article(&a.1) == article(&b.1)) {
            let address: DocAddress = article(&quotes[0].1);
            let whole = self.open.article(&self.searcher, address)?;
            let highlighter = Highlighter::new(&self.parts, &self.languages, &whole);
            let date = whole.date.as_ref().map(|date| date.value);
            let date_match = self.clause.date_match(date);
            let news = arrived::news(&self.searcher, self.after, address)?;
            for (rank, found) in quotes {
                let (_, nth) = self.articles.of(found.address);
                let hit = hit(&whole, nth, *rank, found.score, &highlighter)?;
                hits.push(QuoteHit {
                    date_match,
                    explanation: self.explanation(found)?,
                    news,
                    copies: self.folds.copies(found.address).len(),
                    copied_in: self.quoted_in(self.folds.listed(found.address))?,
                    revised: revised(self.open, &self.searcher, address)?,
                    ..hit
                });
            }
        }
        hits.sort_by_key(|hit| hit.rank);
        Ok(hits)
    }

    fn explanation(&self, found: &Found) -> tantivy::Result<Option<Explanation>> {
        let explainer = self.explainer.as_ref();
        let explained = explainer.map(|one| one.explain(&self.searcher, found.address));
        explained.transpose()
    }

    fn quoted_in(&self, listed: &[DocAddress]) -> tantivy::Result<Vec<QuotedIn>> {
        let listed = listed.iter().map(|at| {
            let (at, nth) = self.articles.of(*at);
            let article = self.open.article(&self.searcher, at)?;
            Ok(QuotedIn {
                nth,
                text: quote_of(&article, nth)?.text.to_string(),
                article: Reference {
                    id: article.id,
                    path: article.path,
                    headline: article.headline,
                    date: article.date,
                },
            })
        });
        listed.collect()
    }
}

fn quote_of(article: &Article, nth: usize) -> tantivy::Result<&Quote> {
    let quote = nth.checked_sub(1).and_then(|at| article.quotes.get(at));
    quote.ok_or_else(|| {
        tantivy::TantivyError::InternalError(format!(
            "{} has no quote {nth}; dateline check says what is damaged",
            article.path
        ))
    })
}

fn hit(
    article: &Article,
    nth: usize,
    rank: usize,
    score: f32,
    highlighter: &Highlighter<'_>,
) -> tantivy::Result<QuoteHit> {
    let quote = quote_of(article, nth)?.clone();
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
        copies: 0,
        copied_in: Vec::new(),
        revised: Revised::default(),
    })
}
