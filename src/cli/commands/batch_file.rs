//! The queries of a batch, as a file has them.
//!
//! A line each, where a tab parts the id from the query; or a column of a table.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// A query of a batch.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its line in the file, from 1.
    pub(super) line: u64,
    /// As the file has it, else the number of its line.
    pub(super) id: String,
    /// The query; an error where it is not UTF-8.
    pub(super) query: Result<String, String>,
}

/// The queries of a file, or of standard input where its name is `-`.
pub(super) fn entries(
    file: &Path,
    column: Option<&str>,
    id_column: Option<&str>,
) -> Result<Vec<Entry>> {
    let bytes = contents(file).with_context(|| format!("cannot read {}", file.display()))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let Some(column) = column else {
        return Ok(of_lines(bytes));
    };
    let delimiter = match file.extension() {
        Some(ending) if ending.eq_ignore_ascii_case("tsv") => b'\t',
        _ => b',',
    };
    of_table(bytes, delimiter, column, id_column)
        .with_context(|| format!("cannot read {}", file.display()))
}

fn contents(file: &Path) -> std::io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn of_lines(bytes: &[u8]) -> Vec<Entry> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let lines = (1..).zip(lines);
    lines
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(number, line)| of_line(number, line))
        .collect()
}

fn of_line(line: u64, bytes: &[u8]) -> Entry {
    match text(bytes) {
        Ok(text) => {
            let parted = text.split_once('\t');
            let (id, query) = match parted {
                Some((id, query)) => (id.to_owned(), query.to_owned()),
                None => (line.to_string(), text),
            };
            let query = Ok(query);
            Entry { line, id, query }
        }
        Err(message) => Entry {
            line,
            id: line.to_string(),
            query: Err(message),
        },
    }
}

fn text(bytes: &[u8]) -> Result<String, String> {
    let text = std::str::from_utf8(bytes);
    text.map(str::to_owned)
        .map_err(|_| "it is not UTF-8".to_owned())
}

fn of_table(
    bytes: &[u8],
    delimiter: u8,
    column: &str,
    id_column: Option<&str>,
) -> Result<Vec<Entry>> {
    let mut table = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(bytes);
    let header = table.byte_headers()?.clone();
    let at = position(&header, column)?;
    let id_at = id_column.map(|name| position(&header, name)).transpose()?;
    let mut entries = Vec::new();
    for row in table.byte_records() {
        let row = row?;
        let line = row.position().map_or(0, csv::Position::line);
        let query = row.get(at).unwrap_or_default();
        if query.trim_ascii().is_empty() {
            continue;
        }
        let id = id_at.and_then(|at| row.get(at));
        let id = id.map(|id| String::from_utf8_lossy(id).into_owned());
        entries.push(Entry {
            line,
            id: id.unwrap_or_else(|| line.to_string()),
            query: text(query),
        });
    }
    Ok(entries)
}

fn position(header: &csv::ByteRecord, name: &str) -> Result<usize> {
    let at = header.iter().position(|column| column == name.as_bytes());
    let Some(at) = at else {
        let columns: Vec<_> = header.iter().map(String::from_utf8_lossy).collect();
        bail!(
            "there is no column {name}; the columns are {}",
            columns.join(", ")
        );
    };
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entries: Vec<Entry>) -> Vec<String> {
        let shown = entries.into_iter().map(|entry| {
            let query = entry.query.unwrap_or_else(|message| message);
            format!("{} {} {query}", entry.line, entry.id)
        });
        shown.collect()
    }

    #[test]
    fn a_line_has_an_id_or_is_its_number() {
        let entries = of_lines(b"ferry strike\r\n\n  \nq7\tgrain\n\xff\n");
        let expected = ["1 1 ferry strike", "4 q7 grain", "5 5 it is not UTF-8"];
        assert_eq!(shown(entries), expected);
    }

    #[test]
    fn a_column_of_a_table_may_hold_line_ends_and_marks() {
        let table =
            b"n,query,who\n1,\"\"\"grain corridor\"\"\",me\n2,\"ferry\nstrike\",you\n3,,\n4\n";
        let entries = of_table(table, b',', "query", Some("n")).unwrap();
        let expected = ["2 1 \"grain corridor\"", "3 2 ferry\nstrike"];
        assert_eq!(shown(entries), expected);
        let entries = of_table(table, b',', "who", None).unwrap();
        assert_eq!(shown(entries), ["2 2 me", "3 3 you"]);
        let error = of_table(table, b',', "Query", None).unwrap_err();
        let said = "there is no column Query; the columns are n, query, who";
        assert_eq!(error.to_string(), said);
    }
}
