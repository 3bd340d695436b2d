//! Sentences of a paragraph.

use crate::span::Span;

/// The sentences of `text` inside `span`, which is one paragraph: spans without the white space between them.
#[must_use]
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    vec![span.trimmed(text)]
}
