//! The passage of a body that shows best why it was found.

use super::parser::Clause;
use crate::article::{Article, Passage};
use crate::index::analyzer::{analyze, language_number};
use crate::span::Span;
use crate::text::sentences;

/// A word that a query seeks in the body.
pub(super) struct Sought {
    text: String,
    prefix: bool,
}

/// The words that are to be marked: those of the text, and none under NOT.
pub(super) fn sought(clause: &Clause) -> Vec<Sought> {
    let in_body = |field: &Option<String>| field.as_deref().is_none_or(|field| field == "body");
    match clause {
        Clause::Term { field, text, .. } if in_body(field) => analyze(text, 0)
            .into_iter()
            .map(|word| Sought {
                text: word.surface,
                prefix: false,
            })
            .collect(),
        Clause::Prefix { field, text } if in_body(field) => vec![Sought {
            text: text.to_lowercase(),
            prefix: true,
        }],
        Clause::And(clauses) | Clause::Or(clauses) => clauses.iter().flat_map(sought).collect(),
        _ => Vec::new(),
    }
}

/// The sentence of the body with the most of the words sought, the first among equals, and where they stand in it. Without
/// any, the first sentence.
pub(super) fn best(article: &Article, sought: &[Sought]) -> (Option<Passage>, Vec<Span>) {
    let language = article.language.as_deref().map_or(0, language_number);
    let stems: Vec<String> = sought
        .iter()
        .map(|word| stem(&word.text, language))
        .collect();
    let mut best: Option<(usize, Span, Vec<Span>)> = None;
    let mut start = 0;
    for paragraph in article.body.split("\n\n") {
        let span = Span::new(start, start + paragraph.len());
        start = span.end() + 2;
        for sentence in sentences(&article.body, span) {
            let (distinct, marks) = matches(sentence.of(&article.body), language, sought, &stems);
            if best.as_ref().is_none_or(|(most, ..)| distinct > *most) {
                best = Some((distinct, sentence, marks));
            }
        }
    }
    best.map_or((None, Vec::new()), |(_, span, marks)| {
        (
            Some(Passage {
                text: span.of(&article.body).to_owned(),
                span,
            }),
            marks,
        )
    })
}

fn stem(word: &str, language: u8) -> String {
    analyze(word, language)
        .into_iter()
        .next()
        .map_or_else(String::new, |word| word.stem)
}

fn matches(
    sentence: &str,
    language: u8,
    sought: &[Sought],
    stems: &[String],
) -> (usize, Vec<Span>) {
    let mut seen = vec![false; sought.len()];
    let mut marks = Vec::new();
    for word in analyze(sentence, language) {
        let met = sought.iter().zip(stems).position(|(sought, stem)| {
            if sought.prefix {
                word.surface.starts_with(&sought.text)
            } else {
                word.stem == *stem
            }
        });
        if let Some(met) = met {
            seen[met] = true;
            marks.push(word.span);
        }
    }
    (seen.into_iter().filter(|seen| *seen).count(), marks)
}
