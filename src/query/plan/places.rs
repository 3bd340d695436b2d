//! Clauses that have positions, as expressions over the places of each field.

use tantivy::query::Query;

use super::Planner;
use crate::query::positions::{Expression, Place, PositionsQuery, Word};
use crate::query::sought::words;
use crate::query::targets::{Target, Whom, targets};
use crate::query::tree::{Clause, Form};

impl Planner<'_> {
    /// A clause that has positions, where it stands at least so often.
    pub(super) fn positions(
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

    pub(super) fn place(&self, clause: &Clause, target: &Target) -> tantivy::Result<Place> {
        let expression = self.expression(clause, target)?;
        Ok(self.place_of(expression, target, target.weight))
    }

    pub(super) fn place_of(&self, expression: Expression, target: &Target, weight: f32) -> Place {
        Place {
            field: target.field,
            expression,
            weight,
            borders: (target.field == self.fields.body).then_some(self.fields.borders),
            lede: target.lede,
        }
    }

    pub(super) fn expression(
        &self,
        clause: &Clause,
        target: &Target,
    ) -> tantivy::Result<Expression> {
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
