//! From the syntax tree to a Tantivy query.

use std::ops::Bound;

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery,
    RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::parser::Clause;
use crate::index::OpenIndex;
use crate::index::analyzer::{LANGUAGES, analyze, language_number};
use crate::index::kind::{Kind, KindQuery};

/// What a word weighs by where it stands. A headline says what a story is about.
const WEIGHTS: [(&str, f32); 4] = [
    ("headline", 3.0),
    ("deck", 1.5),
    ("body", 1.0),
    ("caption", 0.7),
];

/// The query of a clause, scored among articles.
pub(super) fn plan(
    open: &OpenIndex,
    searcher: &Searcher,
    clause: &Clause,
) -> tantivy::Result<KindQuery> {
    let planner = Planner {
        open,
        languages: languages(open, searcher)?,
    };
    let inner = planner.clause(clause)?;
    Ok(KindQuery::new(Kind::Article, open.fields.kind, inner))
}

/// The numbers of the languages of the index, and 0 for texts whose words are not stemmed.
fn languages(open: &OpenIndex, searcher: &Searcher) -> tantivy::Result<Vec<u8>> {
    let mut present = vec![0];
    for (code, _) in LANGUAGES {
        if searcher.doc_freq(&Term::from_field_text(open.fields.language, code))? > 0 {
            present.push(language_number(code));
        }
    }
    Ok(present)
}

struct Planner<'a> {
    open: &'a OpenIndex,
    languages: Vec<u8>,
}

impl Planner<'_> {
    fn clause(&self, clause: &Clause) -> tantivy::Result<Box<dyn Query>> {
        Ok(match clause {
            Clause::Term { field, text, .. } => {
                self.in_fields(field.as_deref(), |field| Ok(self.words(field, text)))?
            }
            Clause::Prefix { field, text } => {
                self.in_fields(field.as_deref(), |field| prefix(field, text))?
            }
            Clause::Days { first, last } => self.days(*first, *last),
            Clause::And(clauses) => self.all(clauses)?,
            Clause::Or(clauses) => {
                let clauses: tantivy::Result<Vec<_>> =
                    clauses.iter().map(|clause| self.clause(clause)).collect();
                Box::new(BooleanQuery::union(clauses?))
            }
            Clause::Not(_) => self.all(std::slice::from_ref(clause))?,
        })
    }

    fn all(&self, clauses: &[Clause]) -> tantivy::Result<Box<dyn Query>> {
        let mut parts: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for clause in clauses {
            parts.push(match clause {
                Clause::Not(inner) => (Occur::MustNot, self.clause(inner)?),
                clause => (Occur::Must, self.clause(clause)?),
            });
        }
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            let every = TermQuery::new(
                Kind::Article.term(self.open.fields.kind),
                IndexRecordOption::Basic,
            );
            parts.push((
                Occur::Must,
                Box::new(ConstScoreQuery::new(Box::new(every), 0.0)),
            ));
        }
        Ok(Box::new(BooleanQuery::new(parts)))
    }

    /// Articles whose date may lie within these days. It filters and scores nothing.
    fn days(&self, first: Option<i64>, last: Option<i64>) -> Box<dyn Query> {
        let fields = &self.open.fields;
        let from = first.map_or(Bound::Unbounded, |day| {
            Bound::Included(Term::from_field_i64(fields.last_day, day))
        });
        let to = last.map_or(Bound::Unbounded, |day| {
            Bound::Included(Term::from_field_i64(fields.first_day, day))
        });
        let mut ends: Vec<Box<dyn Query>> = Vec::new();
        if first.is_some() {
            ends.push(Box::new(RangeQuery::new(from, Bound::Unbounded)));
        }
        if last.is_some() {
            ends.push(Box::new(RangeQuery::new(Bound::Unbounded, to)));
        }
        Box::new(ConstScoreQuery::new(
            Box::new(BooleanQuery::intersection(ends)),
            0.0,
        ))
    }

    fn in_fields(
        &self,
        field: Option<&str>,
        query: impl Fn(Field) -> tantivy::Result<Box<dyn Query>>,
    ) -> tantivy::Result<Box<dyn Query>> {
        let schema = self.open.searcher().schema().clone();
        if let Some(name) = field {
            return query(schema.get_field(name)?);
        }
        let mut places: Vec<Box<dyn Query>> = Vec::new();
        for (name, weight) in WEIGHTS {
            places.push(Box::new(BoostQuery::new(
                query(schema.get_field(name)?)?,
                weight,
            )));
        }
        Ok(Box::new(BooleanQuery::union(places)))
    }

    /// A word, or the words of a phrase side by side, in any of the languages of the index.
    fn words(&self, field: Field, text: &str) -> Box<dyn Query> {
        let fields = &self.open.fields;
        if field == fields.language {
            return Box::new(TermQuery::new(
                Term::from_field_text(field, &text.to_lowercase()),
                IndexRecordOption::Basic,
            ));
        }
        let stemmed = [
            fields.headline,
            fields.deck,
            fields.body,
            fields.caption,
            fields.correction,
        ]
        .contains(&field);
        let languages = if stemmed {
            self.languages.as_slice()
        } else {
            &[0]
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

fn reading(mut terms: Vec<Term>) -> Box<dyn Query> {
    if terms.len() == 1 {
        Box::new(TermQuery::new(
            terms.remove(0),
            IndexRecordOption::WithFreqs,
        ))
    } else {
        Box::new(PhraseQuery::new(terms))
    }
}

/// Words that begin so: as printed, or, where a word is its own stem, as the stem.
fn prefix(field: Field, text: &str) -> tantivy::Result<Box<dyn Query>> {
    let start: String = analyze(text, 0)
        .into_iter()
        .map(|word| word.surface)
        .collect();
    Ok(Box::new(RegexQuery::from_pattern(
        &format!("=?{start}.*"),
        field,
    )?))
}
