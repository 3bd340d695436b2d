//! Plain words, of which an article may have any: `--any`.
//!
//! In: what somebody typed or pasted, a question or a paragraph. Out: an OR of its words, whose hits are ranked by how many of
//! them an article has, how often, and how rare they are. Nothing in it is an operator, and nothing an error.

use super::tree::{Clause, Form, Leaf, Place};
use crate::index::analyzer::analyze;

/// The words of `text`, any of which a hit has; a word that stands there twice weighs twice. They are in lower case, so that none
/// reads as an operator.
#[must_use]
pub fn any_word(text: &str) -> Clause {
    let leaf = |text: &str, place| {
        Clause::Words(Leaf {
            field: None,
            form: Form::Word,
            text: text.to_owned(),
            place: Place(place),
        })
    };
    let words: Vec<Clause> = analyze(text, 0)
        .into_iter()
        .map(|word| leaf(&word.span.of(text).to_lowercase(), Some(word.span)))
        .collect();
    if words.is_empty() {
        return leaf(text, None);
    }
    Clause::any(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_names_and_signs_are_words() {
        let cases = [
            ("ferry", "ferry"),
            ("the ferry, the strike", "the OR ferry OR the OR strike"),
            ("O'Brien (AT&T)", "o OR brien OR at OR t"),
            ("said:ferry NOT w/5", "said OR ferry OR not OR w OR 5"),
        ];
        for (typed, expected) in cases {
            assert_eq!(any_word(typed).to_string(), expected, "{typed}");
        }
    }
}
