//! What is wrong with a query, or worth knowing about it, with its place.

use std::fmt;

use crate::span::Span;

/// Why a query cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The query.
    pub query: String,
    /// Where the fault stands.
    pub span: Span,
    /// What is wrong, and what to do.
    pub message: String,
}

impl QueryError {
    pub(super) fn new(query: &str, span: Span, message: impl Into<String>) -> Self {
        Self {
            query: query.to_owned(),
            span,
            message: message.into(),
        }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.query[..self.span.start()].chars().count();
        let under = self.span.of(&self.query).chars().count().max(1);
        // One line under one line: a query with line ends is shown without them.
        let shown = self.query.replace(char::is_control, " ");
        let (indent, carets) = (" ".repeat(before), "^".repeat(under));
        write!(f, "{}\n  {shown}\n  {indent}{carets}", self.message)
    }
}

impl std::error::Error for QueryError {}

/// Something in a query that was read otherwise than its writer may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Where it stands in the query.
    pub span: Span,
    /// How it was read, and what to write instead.
    pub message: String,
}
