//! What is wrong with a query, or worth knowing about it, with its place.

use std::fmt;

use crate::span::Span;

/// So many faults of a query are shown at most: who mends these sees the others next.
const MOST_SHOWN: usize = 5;

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// The query.
    pub query: String,
    /// All that is wrong with it, one fault at least, in the order in which they stand.
    pub faults: Vec<Fault>,
}

/// A place of a query that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands in the query.
    pub span: Span,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Fault {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { span, message }
    }
}

impl QueryError {
    /// What is wrong, in one line.
    #[must_use]
    pub fn messages(&self) -> String {
        let messages: Vec<&str> = self
            .faults
            .iter()
            .map(|fault| fault.message.as_str())
            .collect();
        messages.join("; ")
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One line under one line: a query with line ends is shown without them.
        let shown = self.query.replace(char::is_control, " ");
        for (nth, Fault { span, message }) in self.faults.iter().take(MOST_SHOWN).enumerate() {
            let before = self.query[..span.start()].chars().count();
            let under = span.of(&self.query).chars().count().max(1);
            let (indent, carets) = (" ".repeat(before), "^".repeat(under));
            let newline = if nth > 0 { "\n" } else { "" };
            write!(f, "{newline}{message}\n  {shown}\n  {indent}{carets}")?;
        }
        match self.faults.len().saturating_sub(MOST_SHOWN) {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
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
