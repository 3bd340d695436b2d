//! What went wrong, for scripts.

use std::io::{Result, Write};

use serde_json::{Value, json};

use crate::article::FORMAT;
use crate::query::{Fault, QueryError};

/// An error as one JSON object.
///
/// # Errors
/// Those of the writer.
pub fn json(out: &mut dyn Write, message: &str) -> Result<()> {
    writeln!(out, "{}", json!({"format": FORMAT, "error": message}))
}

/// A query that cannot be read, with the place of each fault in it; the first one also by itself.
///
/// # Errors
/// Those of the writer.
pub fn query_json(out: &mut dyn Write, error: &QueryError) -> Result<()> {
    let fault = |fault: &Fault| json!({"error": fault.message, "span": fault.span});
    let faults: Vec<Value> = error.faults.iter().map(fault).collect();
    let first = error.faults.first();
    let whole = json!({
        "format": FORMAT, "error": first.map(|first| &first.message), "query": error.query,
        "span": first.map(|first| first.span), "faults": faults,
    });
    writeln!(out, "{whole}")
}
