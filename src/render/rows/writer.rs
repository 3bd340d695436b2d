//! The one writer of rows.

use std::collections::HashSet;
use std::io::{Error, Result, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::cell::{field, for_spreadsheets, for_tabs};
use super::{Format, Frame, Line, Row, Shape};

/// Writes rows one after another, between the head and the foot of their answer.
pub struct RowWriter<'a> {
    sink: Sink<'a>,
    shape: &'a Shape,
    /// The columns of a table.
    columns: Vec<&'a str>,
    /// Whether a row has been written.
    any: bool,
    /// Hashes of the paths that have been written, where rows may share one.
    paths: HashSet<[u8; 16]>,
}

/// Where rows go.
enum Sink<'a> {
    Text(&'a mut dyn Write),
    /// With quotation marks where RFC 4180 asks for them; lines end with a line feed.
    Csv(Box<csv::Writer<&'a mut dyn Write>>),
}

impl<'a> RowWriter<'a> {
    /// Writes what stands before the rows: the header of a table, the keys of an answer, the head of a report.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn begin<R: Row>(
        out: &'a mut dyn Write,
        shape: &'a Shape,
        frame: &dyn Frame,
    ) -> Result<Self> {
        let sink = match shape.format {
            Format::Csv => Sink::Csv(Box::new(csv::Writer::from_writer(out))),
            _ => Sink::Text(out),
        };
        let mut writer = Self {
            sink,
            shape,
            columns: shape.columns::<R>(),
            any: false,
            paths: HashSet::new(),
        };
        writer.head(frame)?;
        Ok(writer)
    }

    fn head(&mut self, frame: &dyn Frame) -> Result<()> {
        match (&mut self.sink, self.shape.format) {
            (Sink::Csv(table), _) => table.write_record(&self.columns).map_err(io),
            (Sink::Text(out), Format::Tsv) => writeln!(out, "{}", self.columns.join("\t")),
            (Sink::Text(out), Format::Json) => open_object(*out, frame),
            (Sink::Text(out), Format::Md) => frame.report(out),
            (Sink::Text(_), _) => Ok(()),
        }
    }

    /// Begins a part of the answer, with rows and things to say of its own: for people and in a report it has a head, in JSON it is
    /// an object of the list; in other formats its rows are rows as all are.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn begin_part(&mut self, part: &dyn Frame) -> Result<()> {
        let Sink::Text(out) = &mut self.sink else {
            return Ok(());
        };
        let first = !self.any;
        match self.shape.format {
            Format::Human => {
                if !first {
                    writeln!(out)?;
                }
                part.opening(out, self.shape.layout)
            }
            Format::Json => {
                if !first {
                    out.write_all(b",")?;
                }
                self.any = false;
                open_object(*out, part)
            }
            Format::Md => part.report(out),
            _ => Ok(()),
        }
    }

    /// Ends a part of the answer.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn end_part(&mut self, part: &dyn Frame) -> Result<()> {
        let Sink::Text(out) = &mut self.sink else {
            return Ok(());
        };
        match self.shape.format {
            Format::Human => part.closing(out),
            Format::Json => {
                self.any = true;
                out.write_all(b"]}")
            }
            _ => Ok(()),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn row<R: Row>(&mut self, row: &R) -> Result<()> {
        let first = !std::mem::replace(&mut self.any, true);
        let out = match &mut self.sink {
            Sink::Text(out) => out,
            Sink::Csv(table) => return record(table, &self.columns, &row.object()),
        };
        match self.shape.format {
            Format::Human => row.human(out, self.shape.layout),
            Format::Json => {
                if !first {
                    out.write_all(b",")?;
                }
                self.object(row)
            }
            Format::Jsonl => {
                self.object(row)?;
                self.line_end(b"\n")
            }
            Format::Csv | Format::Tsv => {
                let object = row.object();
                let cells = self.columns.iter().map(|name| field(&object, name));
                let cells: Vec<_> = cells.map(for_tabs).collect();
                writeln!(out, "{}", cells.join("\t"))
            }
            Format::Md => row.citation(out),
            Format::Paths => self.path(row),
            Format::Trec => row.ranked().map_or(Ok(()), |line| run(out, &line)),
        }
    }

    /// The keys of a row, or those that were chosen, in their order.
    fn object<R: Row>(&mut self, row: &R) -> Result<()> {
        let Sink::Text(out) = &mut self.sink else {
            return Ok(());
        };
        let object = row.object();
        match &self.shape.fields {
            None => serde_json::to_writer(out, &object)?,
            Some(names) => serde_json::to_writer(out, &Chosen { object, names })?,
        }
        Ok(())
    }

    fn path<R: Row>(&mut self, row: &R) -> Result<()> {
        let Some(path) = row.path() else {
            return Ok(());
        };
        if R::MANY_OF_A_FILE && !self.paths.insert(short_hash(&path)) {
            return Ok(());
        }
        let Sink::Text(out) = &mut self.sink else {
            return Ok(());
        };
        out.write_all(path.as_bytes())?;
        self.line_end(if self.shape.nul { b"\0" } else { b"\n" })
    }

    fn line_end(&mut self, end: &[u8]) -> Result<()> {
        match &mut self.sink {
            Sink::Text(out) => out.write_all(end),
            Sink::Csv(_) => Ok(()),
        }
    }

    /// Writes what stands behind the rows.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn end(self, frame: &dyn Frame) -> Result<()> {
        match (self.sink, self.shape.format) {
            (Sink::Csv(mut table), _) => table.flush(),
            (Sink::Text(out), Format::Human) => frame.closing(out),
            (Sink::Text(out), Format::Json) => writeln!(out, "]}}"),
            (Sink::Text(_), _) => Ok(()),
        }
    }
}

/// Writes an object but for its end: its last key is the list of rows, which nobody holds as a whole.
fn open_object(out: &mut dyn Write, frame: &dyn Frame) -> Result<()> {
    let facts = frame.facts().to_string();
    let open = facts.strip_suffix('}').unwrap_or("{");
    let comma = if open.len() > 1 { "," } else { "" };
    write!(out, "{open}{comma}{}:[", Value::from(frame.list()))
}

/// An object with the keys that were chosen.
struct Chosen<'a> {
    object: Value,
    names: &'a [String],
}

impl Serialize for Chosen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.names.len()))?;
        for name in self.names {
            map.serialize_entry(name, field(&self.object, name))?;
        }
        map.end()
    }
}

fn record(table: &mut csv::Writer<&mut dyn Write>, columns: &[&str], object: &Value) -> Result<()> {
    for name in columns {
        let cell = for_spreadsheets(field(object, name));
        table.write_field(cell.as_bytes()).map_err(io)?;
    }
    table.write_record(None::<&[u8]>).map_err(io)
}

/// The error beneath, so that a closed pipe is still known as one.
fn io(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => Error::other(format!("{other:?}")),
    }
}

/// The line of a TREC run: `id Q0 path rank score dateline`. White space in an id or path would part it, and is written as
/// it is in an address: `%20`. A quote is its file and its number there, `corpus/a.txt#3`.
fn run(out: &mut dyn Write, line: &Line<'_>) -> Result<()> {
    let (query, path) = (without_space(line.query), without_space(line.path));
    let nth = line.nth.map_or_else(String::new, |nth| format!("#{nth}"));
    let Line { rank, score, .. } = line;
    writeln!(out, "{query} Q0 {path}{nth} {rank} {score} dateline")
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

fn short_hash(text: &str) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_run_has_six_columns() {
        let line = Line {
            query: "q\u{a0}1",
            path: "corpus/5 % more.txt",
            nth: None,
            rank: 1,
            score: 2.5,
        };
        let mut out = Vec::new();
        run(&mut out, &line).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(
            line,
            "q%C2%A01 Q0 corpus/5%20%25%20more.txt 1 2.5 dateline\n"
        );
    }
}
