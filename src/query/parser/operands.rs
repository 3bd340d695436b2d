//! What may stand beside an operator of nearness, within `atleast3(…)` and within `said(…)`.

use crate::query::FieldName;
use crate::query::tree::{Clause, Leaf};
use crate::span::Span;

/// Whether `clause` has positions; else what to write instead.
pub(super) fn check(clause: &Clause) -> Result<(), &'static str> {
    match clause {
        _ if clause.has_positions() => Ok(()),
        Clause::And(_) => Err(
            "words are expected here: a phrase in quotation marks, or (a OR b); for both words near another write (a w/5 b) w/5 c",
        ),
        Clause::Or(clauses) => clauses.iter().try_for_each(check),
        Clause::Boost(..) => Err("a weight stands behind the whole: (a w/5 b)^2"),
        Clause::Not(_) => Err("what must not be near is written a not w/5 b"),
        Clause::Words(_) => Err("this field has no words that stand near each other"),
        _ => Err("only words, phrases and groups of them stand near each other"),
    }
}

/// Whether `clause` speaks of a quote alone; else what to write instead.
pub(super) fn check_quote(clause: &Clause) -> Result<(), &'static str> {
    match clause {
        Clause::Words(leaf) => match leaf.field {
            None
            | Some(FieldName::Kind | FieldName::Role | FieldName::Quote | FieldName::Speaker) => {
                Ok(())
            }
            Some(_) => Err("within said(…) the fields are kind:, role:, quote: and speaker:"),
        },
        Clause::Near(near) => check_quote(&near.left).and_then(|()| check_quote(&near.right)),
        Clause::AtLeast(at_least) => check_quote(&at_least.of),
        Clause::And(clauses) | Clause::Or(clauses) => clauses.iter().try_for_each(check_quote),
        Clause::Not(clause) | Clause::Boost(clause, _) => check_quote(clause),
        Clause::Every => Ok(()),
        Clause::Published(_) | Clause::Said(_) => {
            Err("dates and other quotes stand outside said(…)")
        }
    }
}

/// Gives all of `leaves` the one field that some of them name: nearness is within one field.
pub(super) fn share_field(leaves: &mut [&mut Leaf]) -> Result<(), (Span, String)> {
    let Some(field) = leaves.iter().find_map(|leaf| leaf.field) else {
        return Ok(());
    };
    let other = |leaf: &&&mut Leaf| leaf.field.is_some_and(|named| named != field);
    if let Some(leaf) = leaves.iter().find(other) {
        let span = leaf.place.0.unwrap_or(Span::new(0, 0));
        let message =
            format!("all words here must be in one field, and another one is in {field}:");
        return Err((span, message));
    }
    for leaf in leaves {
        leaf.field = Some(field);
    }
    Ok(())
}
