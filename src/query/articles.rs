//! Articles as hits: each with what matched in it, read when it is asked for.

use tantivy::Searcher;

use super::answers::{Answer, Ranks, found};
use super::copies::{Folds, Reference, Revised, references, revised};
use super::evidence::evidence;
use super::explain::{Explainer, Explanation};
use super::passage::{Highlighter, Passage};
use super::plan::{Planner, Scope};
use super::tree::Clause;
use super::{DateMatch, Options, arrived};
use crate::article::Dating;
use crate::index::kind::Kind;
use crate::index::{Found, IndexError, News, OpenIndex, count};
use crate::span::Span;

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
    let evidence = wanted.then(|| evidence(&planner, &searcher, clause));
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
    pub(super) open: &'a OpenIndex,
    pub(super) searcher: Searcher,
    clause: &'a Clause,
    parts: Vec<&'a Clause>,
    languages: Vec<u8>,
    /// Says why a hit has its score, where that is wanted.
    explainer: Option<Explainer>,
    /// What was found, with its rank.
    pub(super) found: Ranks,
    /// Passages of a hit at most.
    passages: usize,
    /// Whether it is said what is new, and since when.
    after: Option<i64>,
    /// Which of them stand for others.
    folds: Folds,
}

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
