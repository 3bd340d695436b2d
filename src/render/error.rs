//! What went wrong, for scripts.

use std::io::{Result, Write};

use serde_json::json;

use crate::article::FORMAT;
use crate::query::QueryError;

/// An error as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, message: &str) -> Result<()> {
    writeln!(out, "{}", json!({"format": FORMAT, "error": message}))
}

/// A query that cannot be read, with the place of the fault in it.
///
/// # Errors
/// Those of the writer.
pub fn query_json(out: &mut dyn Write, error: &QueryError) -> Result<()> {
    let QueryError {
        query,
        span,
        message,
    } = error;
    let whole = json!({"format": FORMAT, "error": message, "query": query, "span": span});
    writeln!(out, "{whole}")
}
