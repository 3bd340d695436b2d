//! The forms of the query language, for `dateline help query`.

use std::fmt::Write as _;

use crate::query::{FORMS, PRECEDENCE};

/// Every form with its examples, a line each, and what they find below them.
#[must_use]
pub fn text() -> String {
    let mut text = "The query language:\n\n".to_owned();
    for form in FORMS {
        let examples = form.examples.join("   ");
        let _ = writeln!(text, "  {examples}\n      {}", form.finds);
    }
    text + "\n" + PRECEDENCE
}
