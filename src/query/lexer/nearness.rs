//! Operators of nearness: ours, and those of the trade's other systems.

use crate::query::tree::{Range, Relation};

/// A word that is an operator of nearness.
pub(super) struct Nearness {
    pub(super) relation: Relation,
    /// Whether it is written as this language has it; what other systems write may be a word as well.
    pub(super) ours: bool,
}

/// Reads `w/5`, `pre/5`, `w/s`, `w/p`; `NEAR/5` and `ADJ/5` (Ovid, ProQuest), `near5` and `adj5` (Factiva, Dialog), `/5`,
/// `/s`, `/p`, `+s` and `+p` (Westlaw).
pub(super) fn nearness(word: &str) -> Result<Option<Nearness>, &'static str> {
    let lower = word.to_ascii_lowercase();
    let (name, range) = match lower.split_once('/') {
        Some(parts) => parts,
        None => match lower.find(|c: char| c.is_ascii_digit()) {
            Some(digits) => lower.split_at(digits),
            None if lower == "+s" || lower == "+p" => lower.split_at(1),
            None => return Ok(None),
        },
    };
    let slashed = lower.contains('/');
    let (ordered, ours) = match (name, slashed) {
        ("w", true) => (false, true),
        ("pre", true) => (true, true),
        ("" | "near" | "n", true) | ("near", false) => (false, false),
        ("adj" | "onear", true) | ("adj" | "+", false) => (true, false),
        _ => return Ok(None),
    };
    let range = match range {
        "s" => Range::Sentence,
        "p" => Range::Paragraph,
        digits if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            match digits.parse() {
                Ok(0) if ours => return Err("neighbours are 1 word apart: write w/1"),
                Err(_) if ours => return Err("this number is too large"),
                Ok(0) | Err(_) => return Ok(None),
                // `+5` is a number.
                Ok(_) if name == "+" => return Ok(None),
                Ok(words) => Range::Words(words),
            }
        }
        _ => return Ok(None),
    };
    let relation = Relation { ordered, range };
    Ok(Some(Nearness { relation, ours }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_of_many_systems_are_known() {
        for (word, expected) in [
            ("w/5", Some("w/5")),
            ("W/12", Some("w/12")),
            ("pre/3", Some("pre/3")),
            ("w/s", Some("w/s")),
            ("PRE/P", Some("pre/p")),
            ("NEAR/5", Some("w/5")),
            ("near5", Some("w/5")),
            ("ADJ5", Some("pre/5")),
            ("/p", Some("w/p")),
            ("+s", Some("pre/s")),
            ("+5", None),
            ("w/o", None),
            ("n/a", None),
            ("24/7", None),
            ("w5", None),
        ] {
            let found = nearness(word).ok().flatten();
            let found = found.map(|near| near.relation.to_string());
            assert_eq!(found.as_deref(), expected, "{word}");
        }
        assert!(nearness("w/0").is_err());
        assert!(nearness("w/99999999999").is_err());
    }
}
