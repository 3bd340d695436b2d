//! The evidence behind an article: every find with its rule.

use std::io::{Result, Write};

use super::clean;
use crate::article::Find;

/// Every find of an article: field, rule, bytes, and what it came to.
///
/// # Errors
/// Those of the writer.
pub fn human(out: &mut dyn Write, path: &str, finds: &[Find]) -> Result<()> {
    writeln!(out, "{}", clean(path))?;
    for find in finds {
        let value = find
            .value
            .as_deref()
            .map_or_else(String::new, |value| format!(" → {}", clean(value)));
        let (start, end) = (find.span.start(), find.span.end());
        writeln!(
            out,
            "  {:<12} {:<24} {start}..{end}{value}",
            find.field, find.rule
        )?;
    }
    Ok(())
}
