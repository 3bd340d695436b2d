//! Words in the fields where they are sought: Tantivy's own queries, and bags of words.

use tantivy::Term;
use tantivy::query::{BoostQuery, EmptyQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use super::{Planner, filter};
use crate::index::Key;
use crate::query::anywhere::Anywhere;
use crate::query::bag::{Bag, BagWord};
use crate::query::expand::Expansion;
use crate::query::field::FieldName;
use crate::query::positions::any::AnyTerm;
use crate::query::positions::{Expression, PositionsQuery, Word};
use crate::query::sought::{Sought, SoughtWord, words};
use crate::query::surface::Surface;
use crate::query::targets::{Analysis, Target, Whom, targets};
use crate::query::tree::{Clause, Form, Leaf};
use crate::query::word::WordQuery;

impl Planner<'_> {
    pub(super) fn leaf(&self, leaf: &Leaf, whom: Whom) -> tantivy::Result<Box<dyn Query>> {
        let sought = words(leaf);
        if !is_simple(leaf, &sought) {
            return self.positions(&Clause::Words(leaf.clone()), whom, 1);
        }
        let targets = targets(self.fields, leaf.field, whom);
        if let Some(terms) = self.any_form(&sought, &targets) {
            return Ok(self.among(Box::new(WordQuery::of(terms)), &targets, whom));
        }
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
        Ok(self.among(Anywhere::of(places), &targets, whom))
    }

    /// The terms of one word in any form, with the weights of their fields.
    fn any_form(&self, sought: &[Sought], targets: &[Target]) -> Option<Vec<(Term, f32)>> {
        let ([one], true) = (sought, targets.iter().all(Target::is_of_words)) else {
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
        Some(targets.iter().flat_map(of).collect())
    }

    /// A word, or a phrase of words that each stand for one term.
    pub(super) fn simple(
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

    pub(super) fn word(&self, sought: &Sought, target: &Target) -> tantivy::Result<Box<dyn Query>> {
        let surface = match &sought.word {
            SoughtWord::AnyForm(surface) => {
                return Ok(any_of(self.terms.stems(surface, target)));
            }
            SoughtWord::Surface(surface) => surface,
        };
        let Expansion { whole, but } = self.terms.expander(target).expand(surface)?;
        let mut parts: Vec<Box<dyn Query>> = Vec::new();
        if matches!(surface, Surface::Form(_)) {
            parts.push(any_of(whole));
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
        Ok(Anywhere::of(parts))
    }

    /// The bag of some clauses, where all of them are words in any form and in any place, which may have weights.
    pub(super) fn bag(&self, clauses: &[Clause], whom: Whom) -> Option<Bag> {
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
        let terms = self.any_form(&words(leaf), targets)?;
        Some(BagWord { weight, terms })
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

pub(super) fn any_of(terms: Vec<Term>) -> Box<dyn Query> {
    let terms = terms.into_iter().map(|term| (term, 1.0));
    Box::new(WordQuery::of(terms.collect()))
}

fn code(target: &Target, text: &str) -> Box<dyn Query> {
    let text = text.to_lowercase();
    let term = match target.name {
        FieldName::Id => Key::Article(&text).term(target.field),
        _ => Term::from_field_text(target.field, &text),
    };
    filter(Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
}
