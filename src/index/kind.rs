//! The kinds of documents, and scores that see only one of them.
//!
//! Tantivy counts every document in the number and the average length that BM25 needs. Here a query is told the numbers of
//! its own kind: the scores of articles are then, to the last digit, those of an index without quotes and files.

use std::fmt;

use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, Score, Searcher, SegmentReader, Term};

/// What a document stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A file that was walked.
    File,
    /// An article.
    Article,
    /// A quote of the article before it.
    Quote,
}

impl Kind {
    /// The term of the kind in the index.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::File => "file",
            Kind::Article => "article",
            Kind::Quote => "quote",
        }
    }

    /// The term of the kind in `field`.
    #[must_use]
    pub fn term(self, field: Field) -> Term {
        Term::from_field_text(field, self.name())
    }
}

/// A query whose scores know only the documents of one kind.
pub struct KindQuery {
    kind: Term,
    inner: Box<dyn Query>,
}

impl KindQuery {
    /// `inner`, which must be met by documents of `kind` alone, scored among them.
    #[must_use]
    pub fn new(kind: Kind, field: Field, inner: Box<dyn Query>) -> Self {
        Self {
            kind: kind.term(field),
            inner: inner.box_clone(),
        }
    }
}

impl Clone for KindQuery {
    fn clone(&self) -> Self {
        Self {
            kind: self.kind.clone(),
            inner: self.inner.box_clone(),
        }
    }
}

impl fmt::Debug for KindQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

impl Query for KindQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                let statistics = KindStatistics {
                    searcher,
                    documents: searcher.doc_freq(&self.kind)?,
                };
                let scoring =
                    EnableScoring::enabled_from_statistics_provider(&statistics, searcher);
                Ok(Box::new(Exhaustive(self.inner.weight(scoring)?)))
            }
            disabled @ EnableScoring::Disabled { .. } => self.inner.weight(disabled),
        }
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct KindStatistics<'a> {
    searcher: &'a Searcher,
    documents: u64,
}

impl Bm25StatisticsProvider for KindStatistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.doc_freq(term)
    }
}

/// A weight that scores every match. The maxima that Tantivy keeps in the postings, to pass over blocks that cannot win,
/// were computed with another average length: pruning by them loses hits.
struct Exhaustive(Box<dyn Weight>);

impl Weight for Exhaustive {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.0.scorer(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(reader, doc)
    }

    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        self.0.count(reader)
    }
}
