//! The parts of a query whose scores are summed, each as a query of its own: what `explain.rs` asks.

use super::Planner;
use super::words::any_of;
use crate::query::bag::{Bag, BagWord};
use crate::query::explain::{Adding, Why};
use crate::query::sought::{Sought, SoughtWord, words};
use crate::query::targets::targets;
use crate::query::tree::{Clause, Leaf};

impl Planner<'_> {
    /// The parts of `clause` that may add to a score.
    pub(in crate::query) fn adding(
        &self,
        clause: &Clause,
        why: Why,
    ) -> tantivy::Result<Vec<Adding>> {
        let mut parts = Vec::new();
        self.add(clause, 1.0, why, true, &mut parts)?;
        Ok(parts)
    }

    /// The parts of a clause that every hit must meet, or may.
    fn add(
        &self,
        clause: &Clause,
        weight: f32,
        why: Why,
        must: bool,
        parts: &mut Vec<Adding>,
    ) -> tantivy::Result<()> {
        match clause {
            Clause::Every | Clause::Published(_) | Clause::Mentions(_) | Clause::Not(_) => {}
            Clause::Boost(inner, factor) => self.add(inner, weight * factor, why, must, parts)?,
            Clause::Or(clauses) if let Some(bag) = self.bag(clauses, self.whom()) => {
                for (word, clause) in bag.words.iter().zip(clauses) {
                    parts.push(self.of_bag(&bag, word, clause, weight, why)?);
                }
            }
            // Where it is one of several, a hit that meets a part of it alone scores nothing for that.
            Clause::And(_) if !must => parts.push(self.whole(clause, weight, why)?),
            Clause::And(clauses) => {
                for clause in clauses {
                    self.add(clause, weight, why, true, parts)?;
                }
            }
            Clause::Or(clauses) => {
                for clause in clauses {
                    self.add(clause, weight, why, false, parts)?;
                }
            }
            Clause::Words(leaf) => {
                let sought = words(leaf);
                match self.by_term(leaf, &sought, weight, why)? {
                    terms if terms.is_empty() => parts.push(self.whole(clause, weight, why)?),
                    terms => parts.extend(terms),
                }
            }
            Clause::Near(_) | Clause::AtLeast(_) | Clause::Said(_) => {
                parts.push(self.whole(clause, weight, why)?);
            }
        }
        Ok(())
    }

    fn whole(&self, clause: &Clause, weight: f32, why: Why) -> tantivy::Result<Adding> {
        Ok(Adding {
            part: clause.to_string(),
            why,
            weight,
            terms: Vec::new(),
            documents: None,
            query: self.clause(clause, self.whom())?,
        })
    }

    /// One word of a bag: its fields and forms count together.
    fn of_bag(
        &self,
        bag: &Bag,
        word: &BagWord,
        clause: &Clause,
        weight: f32,
        why: Why,
    ) -> tantivy::Result<Adding> {
        let targets = targets(self.fields, None, self.whom());
        let named = |field| targets.iter().find(|target| target.field == field);
        let terms = word.terms.iter();
        let terms = terms.filter_map(|(term, _)| Some((named(term.field())?.name, term.clone())));
        let alone = BagWord {
            weight: 1.0,
            ..word.clone()
        };
        let bag = Bag {
            words: vec![alone],
            fields: bag.fields.clone(),
        };
        let leaves = clause.leaves();
        Ok(Adding {
            part: leaves
                .first()
                .map_or_else(String::new, |leaf| leaf.to_string()),
            why,
            weight: weight * word.weight,
            terms: terms.collect(),
            documents: Some(word.documents(self.searcher)?),
            query: self.among(Box::new(bag), &targets, self.whom()),
        })
    }

    /// A word in any form, by field and term; nothing where a leaf is more than that, or not met by the hit itself.
    fn by_term(
        &self,
        leaf: &Leaf,
        sought: &[Sought],
        weight: f32,
        why: Why,
    ) -> tantivy::Result<Vec<Adding>> {
        let targets = targets(self.fields, leaf.field, self.whom());
        let of_hits = targets
            .iter()
            .all(|target| target.of == self.scope.hits && target.is_of_words());
        let mut parts = Vec::new();
        if let [one] = sought
            && let SoughtWord::AnyForm(surface) = &one.word
            && of_hits
        {
            for target in &targets {
                for term in self.terms.stems(surface, target) {
                    parts.push(Adding {
                        part: leaf.to_string(),
                        why,
                        weight: weight * target.weight,
                        documents: Some(self.searcher.doc_freq(&term)?),
                        query: any_of(vec![term.clone()]),
                        terms: vec![(target.name, term)],
                    });
                }
            }
        }
        Ok(parts)
    }
}
