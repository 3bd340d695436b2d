//! From the syntax tree to a Tantivy query over articles, or over quotes.
//!
//! What a hit is says how a field is met. Where hits are articles, `quote: role: kind:` are met by one of their quotes; where
//! hits are quotes, those and `speaker:` are met by the quote itself, the others by its article, and words without a field by
//! the quote's words.

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RegexQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::FieldName;
use super::confidence::ConfidenceQuery;
use super::excluded::Excluded;
use super::join::{ArticleOfQuote, QuotesOfArticle};
use super::published::PublishedQuery;
use super::tree::{Clause, Form, Leaf};
use crate::index::OpenIndex;
use crate::index::analyzer::{LANGUAGES, analyze, language_number};
use crate::index::kind::{Kind, KindQuery};
use crate::index::schema::Fields;

/// What a word weighs by where it stands. A headline says what a story is about.
const WEIGHTS: [(FieldName, f32); 4] = [
    (FieldName::Headline, 3.0),
    (FieldName::Deck, 1.5),
    (FieldName::Body, 1.0),
    (FieldName::Caption, 0.7),
];

/// What a query is asked of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// What a hit is: an article or a quote.
    pub(super) hits: Kind,
    /// The least confidence of the quotes that count, from 0 to 1.
    pub(super) confidence: f32,
}

/// Plans queries over an open index.
pub(super) struct Planner<'a> {
    fields: &'a Fields,
    scope: Scope,
    /// The numbers of the languages of the index, and 0 for texts whose words are not stemmed.
    languages: Vec<u8>,
}

/// How the words of a field came into the index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Analysis {
    /// Stemmed by the language of the article.
    Text,
    /// Lower-cased, without accents.
    Names,
    /// As one term.
    Code,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        open: &'a OpenIndex,
        searcher: &Searcher,
        scope: Scope,
    ) -> tantivy::Result<Self> {
        let fields = &open.fields;
        let mut languages = vec![0];
        for (code, _) in LANGUAGES {
            if searcher.doc_freq(&Term::from_field_text(fields.language, code))? > 0 {
                languages.push(language_number(code));
            }
        }
        Ok(Self {
            fields,
            scope,
            languages,
        })
    }

    /// The query of a clause, scored among the documents that hits are of.
    pub(super) fn plan(&self, clause: &Clause) -> tantivy::Result<KindQuery> {
        let mut inner = self.clause(clause)?;
        if self.scope.hits == Kind::Quote {
            inner = self.sure(inner);
        }
        Ok(KindQuery::new(self.scope.hits, self.fields.kind, inner))
    }

    fn clause(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        Ok(match clause {
            Clause::Every => self.every(),
            Clause::Words(leaf) => self.leaf(leaf)?,
            Clause::Published(published) => {
                self.carried(Kind::Article, Box::new(PublishedQuery(published.days)))
            }
            Clause::And(clauses) => self.all(clauses)?,
            Clause::Or(clauses) => {
                let clauses: tantivy::Result<Vec<_>> =
                    clauses.iter().map(|clause| self.clause(clause)).collect();
                Box::new(BooleanQuery::union(clauses?))
            }
            Clause::Not(_) => self.all(std::slice::from_ref(clause))?,
            Clause::Boost(inner, factor) => Box::new(BoostQuery::new(self.clause(inner)?, *factor)),
        })
    }

    fn all(&self, clauses: &[Clause]) -> tantivy::Result<Box<dyn Query>> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for clause in clauses {
            parts.push(match clause {
                Clause::Not(inner) => (
                    Occur::MustNot,
                    Box::new(Excluded(self.clause(inner)?)) as Box<dyn Query>,
                ),
                clause => (Occur::Must, self.clause(clause)?),
            });
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, self.every()));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    fn every(&self) -> Box<dyn Query> {
        let every = self.scope.hits.term(self.fields.kind);
        filter(Box::new(TermQuery::new(every, IndexRecordOption::Basic)))
    }

    fn leaf(&self, leaf: &Leaf) -> tantivy::Result<Box<dyn Query>> {
        if let Some(name) = leaf.field {
            return self.leaf_in(leaf, name);
        }
        if self.scope.hits == Kind::Quote {
            return self.leaf_in(leaf, FieldName::Quote);
        }
        let mut places: Vec<Box<dyn Query>> = Vec::new();
        for (name, weight) in WEIGHTS {
            places.push(Box::new(BoostQuery::new(self.leaf_in(leaf, name)?, weight)));
        }
        Ok(Box::new(BooleanQuery::union(places)))
    }

    fn leaf_in(&self, leaf: &Leaf, name: FieldName) -> tantivy::Result<Box<dyn Query>> {
        let (field, analysis) = self.indexed(name);
        let query = match (analysis, leaf.form) {
            (Analysis::Code, _) => code(field, &leaf.text),
            (_, Form::Prefix) if analyze(&leaf.text, 0).len() == 1 => prefix(field, &leaf.text)?,
            // Han and kana: a word is a phrase of its characters, and so is its beginning.
            (_, Form::Word | Form::Phrase | Form::Prefix) => {
                self.words(field, analysis, &leaf.text)
            }
        };
        Ok(self.carried(self.of(name), query))
    }

    /// What has the field: an article or a quote.
    fn of(&self, name: FieldName) -> Kind {
        match name {
            FieldName::Quote | FieldName::Role | FieldName::Kind => Kind::Quote,
            // Articles have the names of all who speak in them; how sure the attribution is, their quotes know.
            FieldName::Speaker if self.scope.confidence > 0.0 => Kind::Quote,
            FieldName::Speaker => self.scope.hits,
            _ => Kind::Article,
        }
    }

    /// A query that documents of a kind meet, as a query that hits meet. What is asked of a quote's article is a filter: it
    /// says nothing of how well the quote meets the query.
    pub(super) fn carried(&self, of: Kind, query: Box<dyn Query>) -> Box<dyn Query> {
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

    fn indexed(&self, name: FieldName) -> (Field, Analysis) {
        let fields = self.fields;
        match name {
            FieldName::Headline => (fields.headline, Analysis::Text),
            FieldName::Deck => (fields.deck, Analysis::Text),
            FieldName::Body => (fields.body, Analysis::Text),
            FieldName::Caption => (fields.caption, Analysis::Text),
            FieldName::Correction => (fields.correction, Analysis::Text),
            FieldName::Quote => (fields.quote, Analysis::Text),
            FieldName::Role => (fields.quote_role, Analysis::Text),
            FieldName::Byline => (fields.byline, Analysis::Names),
            FieldName::Speaker => match self.of(name) {
                Kind::Quote => (fields.quote_speaker, Analysis::Names),
                _ => (fields.speaker, Analysis::Names),
            },
            FieldName::Location => (fields.location, Analysis::Names),
            FieldName::Dateline => (fields.dateline, Analysis::Names),
            FieldName::Agency => (fields.agency, Analysis::Names),
            FieldName::Path => (fields.path, Analysis::Names),
            FieldName::Language => (fields.language, Analysis::Code),
            FieldName::Kind => (fields.quote_kind, Analysis::Code),
            // The parser makes `Published` of what stands behind `date:`.
            FieldName::Date => unreachable!("a date is no word"),
        }
    }

    /// A word, or the words of a phrase side by side, in any of the languages of the index.
    fn words(&self, field: Field, analysis: Analysis, text: &str) -> Box<dyn Query> {
        let languages = match analysis {
            Analysis::Text => self.languages.as_slice(),
            Analysis::Names | Analysis::Code => &[0],
        };
        let mut readings: Vec<Vec<Term>> = Vec::new();
        for language in languages {
            let terms: Vec<_> = analyze(text, *language)
                .iter()
                .map(|word| Term::from_field_text(field, &word.stem))
                .collect();
            if !terms.is_empty() && !readings.contains(&terms) {
                readings.push(terms);
            }
        }
        match readings.len() {
            0 => Box::new(EmptyQuery),
            1 => reading(readings.remove(0)),
            _ => Box::new(BooleanQuery::union(
                readings.into_iter().map(reading).collect(),
            )),
        }
    }
}

/// A query that is met and scores nothing.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn reading(mut terms: Vec<Term>) -> Box<dyn Query> {
    if terms.len() == 1 {
        let term = terms.remove(0);
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    } else {
        Box::new(PhraseQuery::new(terms))
    }
}

fn code(field: Field, text: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, &text.to_lowercase());
    filter(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
}

/// Words that begin so: as printed, or, where a word is its own stem, as the stem.
fn prefix(field: Field, text: &str) -> tantivy::Result<Box<dyn Query>> {
    let start: String = analyze(text, 0)
        .into_iter()
        .map(|word| word.surface)
        .collect();
    let pattern = format!("=?{start}.*");
    Ok(Box::new(RegexQuery::from_pattern(&pattern, field)?))
}
