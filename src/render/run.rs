//! The hits of many queries, a row each, with the query's id.

use std::io::{Result, Write};

use super::hits;
use crate::query::{Hit, Ranked};

/// The lines of a TREC run: `id Q0 path rank score dateline`. White space in an id or path would part it, and is written as
/// it is in an address: `%20`.
///
/// # Errors
/// Those of the writer.
pub fn trec(out: &mut dyn Write, id: &str, ranked: &[Ranked]) -> Result<()> {
    let id = without_space(id);
    ranked.iter().try_for_each(|Ranked { rank, score, path }| {
        let path = without_space(path);
        writeln!(out, "{id} Q0 {path} {rank} {score} dateline")
    })
}

/// The id and the path, with a tab between.
///
/// # Errors
/// Those of the writer.
pub fn paths(out: &mut dyn Write, id: &str, ranked: &[Ranked]) -> Result<()> {
    let mut ranked = ranked.iter();
    ranked.try_for_each(|one| writeln!(out, "{id}\t{}", one.path))
}

/// One JSON object a line and hit, as `query` prints it, with the id as `query`.
///
/// # Errors
/// Those of the writer.
pub fn jsonl(out: &mut dyn Write, id: &str, found: &[Hit]) -> Result<()> {
    let mut found = found.iter();
    found.try_for_each(|hit| {
        let mut object = hits::object(hit);
        object["query"] = id.into();
        writeln!(out, "{object}")
    })
}

fn without_space(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || c == '%' {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            written.extend(bytes.map(|byte| format!("%{byte:02X}")));
        } else {
            written.push(c);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_six_columns() {
        let ranked = [Ranked {
            rank: 1,
            score: 2.5,
            path: "corpus/5 % more.txt".into(),
        }];
        let mut out = Vec::new();
        trec(&mut out, "q\u{a0}1", &ranked).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(
            line,
            "q%C2%A01 Q0 corpus/5%20%25%20more.txt 1 2.5 dateline\n"
        );
    }
}
