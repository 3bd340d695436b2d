//! The quotes whose article meets a query.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use super::Blocks;

/// The quotes of the articles that meet `inner`; each scores as its article.
#[derive(Debug)]
pub(in crate::query) struct QuotesOfArticle {
    inner: Box<dyn Query>,
}

impl QuotesOfArticle {
    pub(in crate::query) fn new(inner: Box<dyn Query>) -> Self {
        Self { inner }
    }
}

impl Clone for QuotesOfArticle {
    fn clone(&self) -> Self {
        Self::new(self.inner.box_clone())
    }
}

impl Query for QuotesOfArticle {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(QuotesWeight(self.inner.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct QuotesWeight(Box<dyn Weight>);

impl Weight for QuotesWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut quotes = QuotesScorer {
            articles: self.0.scorer(reader, boost)?,
            blocks: Blocks::open(reader)?,
            quote: TERMINATED,
        };
        quotes.settle(0);
        Ok(Box::new(quotes))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "the score of a quote by its article is not explained by Tantivy".to_owned(),
        ))
    }
}

/// Stands on a quote; the articles' scorer stands on its article.
struct QuotesScorer {
    articles: Box<dyn Scorer>,
    blocks: Blocks,
    quote: DocId,
}

impl QuotesScorer {
    /// Goes to the first quote, `least` or later, of the article that the articles' scorer stands on, or of a later one.
    fn settle(&mut self, least: DocId) -> DocId {
        self.quote = TERMINATED;
        let mut article = self.articles.doc();
        while article != TERMINATED {
            let quote = least.max(article + 1);
            if quote < self.blocks.end
                && self.blocks.article(quote) == article
                && self.blocks.is_alive(quote)
            {
                self.quote = quote;
                break;
            }
            article = self.articles.advance();
        }
        self.quote
    }
}

impl DocSet for QuotesScorer {
    fn advance(&mut self) -> DocId {
        if self.quote == TERMINATED {
            return TERMINATED;
        }
        self.settle(self.quote + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.quote >= target {
            return self.quote;
        }
        if target >= self.blocks.end {
            self.quote = TERMINATED;
            return TERMINATED;
        }
        let article = self.blocks.article(target);
        if self.articles.doc() < article {
            self.articles.seek(article);
        }
        self.settle(target)
    }

    fn doc(&self) -> DocId {
        self.quote
    }

    fn size_hint(&self) -> u32 {
        self.articles.size_hint()
    }
}

impl Scorer for QuotesScorer {
    fn score(&mut self) -> Score {
        self.articles.score()
    }
}
