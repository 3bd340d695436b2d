//! From the syntax tree to a Tantivy query over articles, or over quotes.
//!
//! What a hit is says how a field is met. Where hits are articles, `quote: role: kind:` and `said(…)` are met by one of their
//! quotes; where hits are quotes, those and `speaker:` are met by the quote itself, the others by its article, and words
//! without a field by the quote's words.
//!
//! Words that need no positions become Tantivy's own queries; what needs them is an expression over places
//! (`positions/`). `targets.rs` says in which fields a word is sought.

use std::collections::BTreeMap;

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use super::Options;
use super::arrived::ArrivedQuery;
use super::bag::{Bag, BagWord};
use super::confidence::ConfidenceQuery;
use super::excluded::Excluded;
use super::expand::Expansion;
use super::feedback::feedback;
use super::join::{ArticleOfQuote, QuotesOfArticle};
use super::nearby::{Nearby, NearbyQuery};
use super::positions::any::AnyTerm;
use super::positions::{Expression, Place, PositionsQuery, Word};
use super::published::PublishedQuery;
use super::sought::{Sought, SoughtWord, words};
use super::surface::Surface;
use super::targets::{Analysis, Target, Whom, targets};
use super::terms::{Cut, Terms};
use super::tree::{Clause, Form, Leaf, Said};
use crate::index::kind::{Kind, KindQuery};
use crate::index::schema::Fields;
use crate::index::{OpenIndex, Order, search};

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
        let (_, count) = search(self.searcher, &self.plan(clause)?, Order::Rank, 0, 0)?;
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
        Ok(KindQuery::new(self.scope.hits, self.fields.kind, inner))
    }

    /// The query of a clause, its hits ranked by what the best of them have in common too, where `options` ask for that.
    pub(super) fn ranked(
        &self,
        open: &OpenIndex,
        clause: &Clause,
        options: &Options,
    ) -> tantivy::Result<KindQuery> {
        let plan = self.plan(clause)?;
        if !options.feedback || options.order != Order::Rank || options.limit == 0 {
            return Ok(plan);
        }
        let common = feedback(open, self.searcher, &plan, clause.leaves().len())?;
        let common = self.clause(&common, self.whom())?;
        let both: Vec<(Occur, Box<dyn Query>)> =
            vec![(Occur::Must, Box::new(plan)), (Occur::Should, common)];
        let both = Box::new(BooleanQuery::new(both));
        Ok(KindQuery::new(self.scope.hits, self.fields.kind, both))
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
                self.carried(Kind::Article, Box::new(PublishedQuery(published.days)))
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

    /// The bag of some clauses, where all of them are words in any form and in any place, which may have weights.
    fn bag(&self, clauses: &[Clause], whom: Whom) -> Option<Bag> {
        if whom.kind() != self.scope.hits {
            return None;
        }
        let targets = targets(self.fields, None, whom);
        let words = clauses
            .iter()
            .map(|clause| self.bag_word(clause, &targets, 1.0));
        let fields = targets.iter().map(|target| (target.field, target.weight));
        Some(Bag {
            words: words.collect::<Option<_>>()?,
            fields: fields.collect(),
        })
    }

    fn bag_word(&self, clause: &Clause, targets: &[Target], weight: f32) -> Option<BagWord> {
        let leaf = match clause {
            Clause::Boost(inner, factor) => {
                return self.bag_word(inner, targets, weight * factor);
            }
            Clause::Words(leaf) if leaf.field.is_none() && leaf.form == Form::Word => leaf,
            _ => return None,
        };
        let sought = words(leaf);
        let [one] = sought.as_slice() else {
            return None;
        };
        let SoughtWord::AnyForm(surface) = &one.word else {
            return None;
        };
        let of = |target: &Target| {
            let weight = target.weight;
            let terms = self.terms.stems(surface, target).into_iter();
            terms.map(move |term| (term, weight))
        };
        let terms = targets.iter().flat_map(of).collect();
        Some(BagWord { weight, terms })
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

    fn leaf(&self, leaf: &Leaf, whom: Whom) -> tantivy::Result<Box<dyn Query>> {
        let sought = words(leaf);
        if !is_simple(leaf, &sought) {
            return self.positions(&Clause::Words(leaf.clone()), whom, 1);
        }
        let targets = targets(self.fields, leaf.field, whom);
        let mut places: Vec<Box<dyn Query>> = Vec::new();
        for target in &targets {
            let query = match target.analysis {
                Analysis::Code => code(target, &leaf.text),
                _ if target.lede => {
                    let place = self.place(&Clause::Words(leaf.clone()), target)?;
                    Box::new(PositionsQuery::new(vec![place], 1))
                }
                _ => self.simple(leaf, &sought, target)?,
            };
            places.push(match target.lede {
                // A place weighs by itself.
                true => query,
                false => Box::new(BoostQuery::new(query, target.weight)),
            });
        }
        let query = match places.len() {
            1 => places.remove(0),
            _ => Box::new(BooleanQuery::union(places)),
        };
        Ok(self.among(query, &targets, whom))
    }

    /// `query` over the documents that have the fields of `targets`, as one over those that the clause speaks of.
    fn among(&self, query: Box<dyn Query>, targets: &[Target], whom: Whom) -> Box<dyn Query> {
        // Within `said(…)` all is met by the quote.
        match targets.first() {
            Some(target) if whom.kind() == self.scope.hits => self.carried(target.of, query),
            _ => query,
        }
    }

    /// A word, or a phrase of words that each stand for one term.
    fn simple(
        &self,
        leaf: &Leaf,
        sought: &[Sought],
        target: &Target,
    ) -> tantivy::Result<Box<dyn Query>> {
        match sought {
            [] => Ok(Box::new(EmptyQuery)),
            [one] => self.word(one, target),
            many => {
                let terms: Vec<Vec<Term>> = many
                    .iter()
                    .map(|one| match &one.word {
                        SoughtWord::AnyForm(surface) => self.terms.stems(surface, target),
                        SoughtWord::Surface(_) => Vec::new(),
                    })
                    .collect();
                if terms.iter().all(|terms| terms.len() == 1) {
                    return Ok(Box::new(PhraseQuery::new(terms.concat())));
                }
                let clause = Clause::Words(leaf.clone());
                let place = self.place(&clause, target)?;
                Ok(Box::new(PositionsQuery::new(vec![place], 1)))
            }
        }
    }

    fn word(&self, sought: &Sought, target: &Target) -> tantivy::Result<Box<dyn Query>> {
        let surface = match &sought.word {
            SoughtWord::AnyForm(surface) => {
                let terms = self.terms.stems(surface, target).into_iter();
                let mut terms: Vec<Box<dyn Query>> = terms.map(one_term).collect();
                return Ok(match terms.len() {
                    1 => terms.remove(0),
                    _ => Box::new(BooleanQuery::union(terms)),
                });
            }
            SoughtWord::Surface(surface) => surface,
        };
        let Expansion { whole, but } = self.terms.expander(target).expand(surface)?;
        let mut parts: Vec<Box<dyn Query>> = Vec::new();
        if matches!(surface, Surface::Form(_)) {
            parts.extend(whole.into_iter().map(one_term));
        } else if !whole.is_empty() {
            parts.push(Box::new(AnyTerm(whole)));
        }
        if !but.is_empty() {
            let word = Word {
                but,
                ..Word::default()
            };
            let place = self.place_of(Expression::Word(word), target, 1.0);
            parts.push(Box::new(PositionsQuery::new(vec![place], 1)));
        }
        Ok(match parts.len() {
            0 => Box::new(EmptyQuery),
            1 => parts.remove(0),
            _ => Box::new(BooleanQuery::union(parts)),
        })
    }

    /// A clause that has positions, where it stands at least so often.
    fn positions(
        &self,
        clause: &Clause,
        whom: Whom,
        least: u32,
    ) -> tantivy::Result<Box<dyn Query>> {
        let targets = targets(self.fields, clause.field(), whom);
        let places = targets.iter().map(|target| self.place(clause, target));
        let places = places.collect::<tantivy::Result<_>>()?;
        let query = Box::new(PositionsQuery::new(places, least));
        Ok(self.among(query, &targets, whom))
    }

    fn place(&self, clause: &Clause, target: &Target) -> tantivy::Result<Place> {
        let expression = self.expression(clause, target)?;
        Ok(self.place_of(expression, target, target.weight))
    }

    fn place_of(&self, expression: Expression, target: &Target, weight: f32) -> Place {
        Place {
            field: target.field,
            expression,
            weight,
            borders: (target.field == self.fields.body).then_some(self.fields.borders),
            lede: target.lede,
        }
    }

    fn expression(&self, clause: &Clause, target: &Target) -> tantivy::Result<Expression> {
        Ok(match clause {
            Clause::Words(leaf) => {
                let words = words(leaf);
                let words = words
                    .iter()
                    .map(|sought| self.terms.of(leaf, sought, target));
                let mut words: Vec<Word> = words.collect::<tantivy::Result<_>>()?;
                match leaf.form {
                    _ if words.len() == 1 => Expression::Word(words.remove(0)),
                    _ if words.is_empty() => Expression::Any(Vec::new()),
                    Form::Sloppy(others) => Expression::Sloppy(words, others),
                    _ => Expression::Phrase(words),
                }
            }
            Clause::Or(clauses) => {
                let any = clauses.iter().map(|clause| self.expression(clause, target));
                Expression::Any(any.collect::<tantivy::Result<_>>()?)
            }
            Clause::Near(near) => Expression::Near {
                left: Box::new(self.expression(&near.left, target)?),
                right: Box::new(self.expression(&near.right, target)?),
                relation: near.relation,
                negated: near.negated,
            },
            // Without positions: nowhere.
            _ => Expression::Any(Vec::new()),
        })
    }
}

/// Whether the words of a leaf are one word, or side by side without wildcards and proofs.
fn is_simple(leaf: &Leaf, sought: &[Sought]) -> bool {
    if sought.iter().any(|word| word.letters.is_some()) {
        return false;
    }
    let any_form = |sought: &Sought| matches!(sought.word, SoughtWord::AnyForm(_));
    match leaf.form {
        Form::Sloppy(_) => sought.len() < 2,
        _ => sought.len() < 2 || sought.iter().all(any_form),
    }
}

/// A query that is met and scores nothing.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn one_term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn code(target: &Target, text: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(target.field, &text.to_lowercase());
    filter(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
}
