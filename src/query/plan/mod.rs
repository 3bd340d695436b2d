//! From the syntax tree to a Tantivy query over articles, or over quotes.
//!
//! What a hit is says how a field is met. Where hits are articles, `quote: role: kind:` and `said(…)` are met by one of their
//! quotes; where hits are quotes, those and `speaker:` are met by the quote itself, the others by its article, and words
//! without a field by the quote's words.
//!
//! Words that need no positions become Tantivy's own queries (`words.rs`); what needs them is an expression over places
//! (`places.rs`).

mod adding;
mod places;
mod words;

use std::collections::BTreeMap;

use tantivy::Searcher;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::Options;
use super::arrived::ArrivedQuery;
use super::bag::rarity_of;
use super::confidence::ConfidenceQuery;
use super::excluded::Excluded;
use super::feedback::feedback;
use super::join::{ArticleOfQuote, QuotesOfArticle};
use super::mentioned::MentionedQuery;
use super::nearby::{Nearby, NearbyQuery};
use super::published::PublishedQuery;
use super::recency::RecentQuery;
use super::surface::Surface;
use super::targets::{Target, Whom, targets};
use super::terms::{Cut, Terms};
use super::tree::{Clause, Leaf, Said};
use crate::index::kind::{Kind, KindQuery};
use crate::index::schema::Fields;
use crate::index::{OpenIndex, Order, each_match};

/// What a query is asked of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// What a hit is: an article or a quote.
    pub(super) hits: Kind,
    /// The least confidence of the quotes that count, from 0 to 1.
    pub(super) confidence: f32,
    /// Only what arrived after this moment, seconds since 1970.
    pub(super) after: Option<i64>,
    /// Only articles with a place in this circle, and their quotes.
    pub(super) nearby: Option<Nearby>,
}

/// A query whose hits are ranked.
pub(super) struct Ranking {
    pub(super) query: KindQuery,
    /// What the best of its hits have in common, where that ranks them too.
    pub(super) feedback: Option<Clause>,
}

/// Plans queries over an open index.
pub(super) struct Planner<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    scope: Scope,
    terms: Terms<'a>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        open: &'a OpenIndex,
        searcher: &'a Searcher,
        scope: Scope,
    ) -> tantivy::Result<Self> {
        let fields = &open.fields;
        Ok(Self {
            fields,
            searcher,
            scope,
            terms: Terms::new(open, searcher)?,
        })
    }

    /// How many hits a clause has by itself.
    pub(super) fn count(&self, clause: &Clause) -> tantivy::Result<usize> {
        let mut count = 0;
        each_match(self.searcher, &self.plan(clause)?, &mut |_, _| count += 1)?;
        Ok(count)
    }

    /// The words that differ from `word` by two letters at most, in the fields that `leaf` is sought in, with the documents
    /// that hold them.
    pub(super) fn near(&self, leaf: &Leaf, word: &str) -> tantivy::Result<Vec<(String, u64)>> {
        let letters = if word.chars().count() < 6 { 1 } else { 2 };
        let sought = Surface::Nearly(word.to_owned(), letters);
        let mut near: BTreeMap<String, u64> = BTreeMap::new();
        for target in targets(self.fields, leaf.field, self.whom()) {
            for (word, documents) in self.terms.expander(&target).words(&sought)? {
                let most = near.entry(word).or_default();
                *most = documents.max(*most);
            }
        }
        Ok(near.into_iter().collect())
    }

    fn whom(&self) -> Whom {
        match self.scope.hits {
            Kind::Quote => Whom::Quote,
            _ if self.scope.confidence > 0.0 => Whom::ArticleWithSureQuotes,
            _ => Whom::Article,
        }
    }

    /// The query of a clause, scored among the documents that hits are of.
    pub(super) fn plan(&self, clause: &Clause) -> tantivy::Result<KindQuery> {
        let mut inner = self.clause(clause, self.whom())?;
        if self.scope.hits == Kind::Quote {
            inner = self.sure(inner);
        }
        if let Some(after) = self.scope.after {
            let arrived = self.carried(Kind::Article, Box::new(ArrivedQuery(after)));
            inner = Box::new(BooleanQuery::intersection(vec![inner, arrived]));
        }
        if let Some(nearby) = self.scope.nearby {
            let near = filter(Box::new(NearbyQuery(nearby)));
            let near = self.carried(Kind::Article, near);
            inner = Box::new(BooleanQuery::intersection(vec![inner, near]));
        }
        Ok(self.among_hits(inner))
    }

    /// The query of a clause, its hits ranked as `options` ask for: by what the best of them have in common too, by age.
    pub(super) fn ranked(
        &self,
        open: &OpenIndex,
        clause: &Clause,
        options: &Options,
    ) -> tantivy::Result<Ranking> {
        let plan = self.plan(clause)?;
        if options.order != Order::Rank || options.limit == 0 {
            return Ok(Ranking {
                query: plan,
                feedback: None,
            });
        }
        let wanted = options.feedback && self.scope.hits == Kind::Article;
        let feedback = wanted.then(|| feedback(open, self.searcher, &plan, clause.leaves().len()));
        let feedback = feedback.transpose()?.flatten();
        let mut query: Box<dyn Query> = Box::new(plan);
        if let Some(common) = &feedback {
            let common = self.clause(common, self.whom())?;
            let both = vec![(Occur::Must, query), (Occur::Should, common)];
            query = Box::new(BooleanQuery::new(both));
        }
        if let Some(recency) = options.recency {
            let inner = query;
            query = Box::new(RecentQuery { inner, recency });
        }
        let query = self.among_hits(query);
        Ok(Ranking { query, feedback })
    }

    /// A query that hits meet, scored among them.
    pub(super) fn among_hits(&self, query: Box<dyn Query>) -> KindQuery {
        KindQuery::new(self.scope.hits, self.fields.kind, query)
    }

    /// How rare a word is that so many of the documents hold which hits are of.
    pub(super) fn rarity(&self, holding: u64) -> tantivy::Result<f32> {
        let documents = self.scope.hits.term(self.fields.kind);
        let documents = self.searcher.doc_freq(&documents)?;
        Ok(rarity_of(holding as f32, documents as f32))
    }

    /// The numbers of the languages of the index.
    pub(super) fn languages(&self) -> &[u8] {
        self.terms.languages()
    }

    /// What the plans so far have cut short.
    pub(super) fn cuts(&self) -> Vec<Cut> {
        self.terms.cuts()
    }

    fn clause(&self, clause: &Clause, whom: Whom) -> tantivy::Result<Box<dyn Query>> {
        Ok(match clause {
            Clause::Every => self.every(whom),
            Clause::Words(leaf) => self.leaf(leaf, whom)?,
            Clause::Near(_) => self.positions(clause, whom, 1)?,
            Clause::AtLeast(at_least) => self.positions(&at_least.of, whom, at_least.least)?,
            Clause::Said(said) => self.said(said)?,
            Clause::Published(published) => {
                self.carried(Kind::Article, Box::new(PublishedQuery(published.clone())))
            }
            Clause::Mentions(mentions) => {
                self.carried(Kind::Article, Box::new(MentionedQuery(mentions.days)))
            }
            Clause::And(clauses) => self.all(clauses, whom)?,
            Clause::Or(clauses) => {
                if let Some(bag) = self.bag(clauses, whom) {
                    return Ok(self.among(Box::new(bag), &targets(self.fields, None, whom), whom));
                }
                let clauses = clauses.iter().map(|clause| self.clause(clause, whom));
                Box::new(BooleanQuery::union(
                    clauses.collect::<tantivy::Result<_>>()?,
                ))
            }
            Clause::Not(_) => self.all(std::slice::from_ref(clause), whom)?,
            Clause::Boost(inner, factor) => {
                Box::new(BoostQuery::new(self.clause(inner, whom)?, *factor))
            }
        })
    }

    fn all(&self, clauses: &[Clause], whom: Whom) -> tantivy::Result<Box<dyn Query>> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for clause in clauses {
            parts.push(match clause {
                Clause::Not(inner) => (
                    Occur::MustNot,
                    Box::new(Excluded(self.clause(inner, whom)?)) as Box<dyn Query>,
                ),
                clause => (Occur::Must, self.clause(clause, whom)?),
            });
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, self.every(whom)));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    fn every(&self, whom: Whom) -> Box<dyn Query> {
        let every = whom.kind().term(self.fields.kind);
        filter(Box::new(TermQuery::new(every, IndexRecordOption::Basic)))
    }

    /// One quote that is by such a speaker and has such words, carried to its article.
    fn said(&self, said: &Said) -> tantivy::Result<Box<dyn Query>> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (part, whom) in [(&said.who, Whom::Speaker), (&said.what, Whom::Quote)] {
            if let Some(part) = part {
                parts.push((Occur::Must, self.clause(part, whom)?));
            }
        }
        Ok(self.carried(Kind::Quote, Box::new(BooleanQuery::new(parts))))
    }

    /// A query that documents of a kind meet, as a query that hits meet. What is asked of a quote's article is a filter: it
    /// says nothing of how well the quote meets the query.
    fn carried(&self, of: Kind, query: Box<dyn Query>) -> Box<dyn Query> {
        let kind = self.fields.kind;
        match (of, self.scope.hits) {
            (Kind::Quote, Kind::Article) => {
                let among_quotes = KindQuery::new(Kind::Quote, kind, self.sure(query));
                Box::new(ArticleOfQuote::new(Box::new(among_quotes)))
            }
            (Kind::Article, Kind::Quote) => {
                let among_articles = KindQuery::new(Kind::Article, kind, query);
                filter(Box::new(QuotesOfArticle::new(Box::new(among_articles))))
            }
            _ => query,
        }
    }

    /// A query that quotes meet, without those that are not sure enough.
    fn sure(&self, query: Box<dyn Query>) -> Box<dyn Query> {
        if self.scope.confidence <= 0.0 {
            return query;
        }
        let sure = Box::new(ConfidenceQuery(self.scope.confidence));
        Box::new(BooleanQuery::intersection(vec![query, sure]))
    }

    /// `query` over the documents that have the fields of `targets`, as one over those that the clause speaks of.
    fn among(&self, query: Box<dyn Query>, targets: &[Target], whom: Whom) -> Box<dyn Query> {
        // Within `said(…)` all is met by the quote.
        match targets.first() {
            Some(target) if whom.kind() == self.scope.hits => self.carried(target.of, query),
            _ => query,
        }
    }
}

/// A query that is met and scores nothing.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
