//! The articles with a quote that meets a query.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use super::Blocks;

/// The articles with a quote that meets `inner`; such an article scores as its best quote.
#[derive(Debug)]
pub(in crate::query) struct ArticleOfQuote {
    inner: Box<dyn Query>,
}

impl ArticleOfQuote {
    pub(in crate::query) fn new(inner: Box<dyn Query>) -> Self {
        Self { inner }
    }
}

impl Clone for ArticleOfQuote {
    fn clone(&self) -> Self {
        Self::new(self.inner.box_clone())
    }
}

impl Query for ArticleOfQuote {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(JoinWeight(self.inner.weight(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a tantivy::Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct JoinWeight(Box<dyn Weight>);

impl Weight for JoinWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut joined = JoinScorer {
            quotes: self.0.scorer(reader, boost)?,
            blocks: Blocks::open(reader)?,
            article: TERMINATED,
            score: 0.0,
        };
        joined.next_article(0);
        Ok(Box::new(joined))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "the score of a quote's article is not explained by Tantivy".to_owned(),
        ))
    }
}

/// Stands on an article; the quotes' scorer stands on the first match behind the article's own.
struct JoinScorer {
    quotes: Box<dyn Scorer>,
    blocks: Blocks,
    article: DocId,
    score: Score,
}

impl JoinScorer {
    /// Goes to the first article, `least` or later, that has a matching quote at or behind the quotes' position.
    fn next_article(&mut self, least: DocId) -> DocId {
        self.article = TERMINATED;
        self.score = 0.0;
        while self.quotes.doc() != TERMINATED {
            let quote = self.quotes.doc();
            let article = self.blocks.article(quote);
            if self.article != TERMINATED && self.article != article {
                break;
            }
            if article >= least && self.blocks.is_alive(quote) {
                self.article = article;
                self.score = self.score.max(self.quotes.score());
            }
            self.quotes.advance();
        }
        self.article
    }
}

impl DocSet for JoinScorer {
    fn advance(&mut self) -> DocId {
        self.next_article(0)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.article >= target {
            return self.article;
        }
        // Quotes stand behind their article.
        if self.quotes.doc() < target {
            self.quotes.seek(target);
        }
        self.next_article(target)
    }

    fn doc(&self) -> DocId {
        self.article
    }

    fn size_hint(&self) -> u32 {
        self.quotes.size_hint()
    }
}

impl Scorer for JoinScorer {
    fn score(&mut self) -> Score {
        self.score
    }
}
