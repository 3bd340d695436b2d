//! `dateline batch`: many queries, asked of one index.

use std::io::{self, Write};

use anyhow::Result;

use super::ask::{check_dates, explain, nearby, opened, ranked, read};
use super::batch_file::{Entry, entries};
use super::rows::{limit, shape};
use super::synonyms::{synonyms, widened};
use crate::cli::args::BatchArgs;
use crate::cli::screen::{Screen, complain};
use crate::cli::{DONE, FAILED, NOTHING_FOUND};
use crate::index::OpenIndex;
use crate::query::{self, Clause, Nearby, Options, QueryError, Synonyms};
use crate::render::batch::{Batch, BatchRow, Outcome};
use crate::render::rows::{Format, RowWriter, Shape};

pub(in crate::cli) fn run(args: &BatchArgs, screen: &Screen) -> Result<u8> {
    let shape = shape::<BatchRow<'_>>(args.format, &args.fields, screen)?;
    check_dates(&args.ask)?;
    let nearby = nearby(&args.ask, screen)?;
    let (column, id_column) = (args.column.as_deref(), args.id_column.as_deref());
    let entries = entries(&args.file, column, id_column)?;
    let synonyms = synonyms(&args.ask)?;
    let open = opened(&args.ask, screen)?;
    let stats = (args.format == Format::Md).then(|| open.stats());
    let stats = stats.transpose()?;
    let frame = Batch {
        queries: entries.len(),
        index: stats.as_ref(),
    };
    let mut out = screen.rows(args.format);
    let code = all(
        (args, nearby),
        screen,
        (&open, &synonyms),
        &entries,
        (&shape, &frame),
        &mut out,
    )?;
    out.flush()?;
    Ok(code)
}

fn all(
    (args, nearby): (&BatchArgs, Option<Nearby>),
    screen: &Screen,
    (open, synonyms): (&OpenIndex, &Synonyms),
    entries: &[Entry],
    (shape, frame): (&Shape, &Batch<'_>),
    out: &mut dyn Write,
) -> Result<u8> {
    let writer = RowWriter::begin::<BatchRow<'_>>(out, shape, frame)?;
    let mut asking = Asking {
        args,
        nearby,
        open,
        synonyms,
        screen,
        writer,
        found: false,
        failed: false,
    };
    entries.iter().try_for_each(|entry| asking.ask(entry))?;
    let (found, failed) = (asking.found, asking.failed);
    asking.writer.end(frame)?;
    Ok(match (failed, found) {
        (true, _) => FAILED,
        (false, true) => DONE,
        (false, false) => NOTHING_FOUND,
    })
}

/// Queries are asked one after another, and their rows written.
struct Asking<'a> {
    args: &'a BatchArgs,
    /// The circle of `--near` and `--within`.
    nearby: Option<Nearby>,
    open: &'a OpenIndex,
    synonyms: &'a Synonyms,
    screen: &'a Screen,
    writer: RowWriter<'a>,
    /// Whether any query has found anything.
    found: bool,
    /// Whether any could not be read.
    failed: bool,
}

impl Asking<'_> {
    /// A query that cannot be read or answered is said, and the others are asked; rows that cannot be written end all.
    fn ask(&mut self, entry: &Entry) -> Result<()> {
        let text = match &entry.query {
            Ok(text) => text,
            Err(message) => return self.fault(entry, "", message, None),
        };
        let place = format!("{} line {}", self.args.file.display(), entry.line);
        let screen = self.screen.about(&place);
        let read =
            read(text, &self.args.ask, &screen).and_then(|clause| self.widened(clause, &screen));
        match read.and_then(|clause| self.answer(entry, text, &clause, &screen)) {
            Ok(()) => Ok(()),
            Err(error) if error.is::<io::Error>() => Err(error),
            Err(error) => {
                let fault = error.downcast_ref::<QueryError>();
                self.fault(entry, text, &format!("{error:#}"), fault)
            }
        }
    }

    fn widened(&self, clause: Clause, screen: &Screen) -> Result<Clause> {
        widened(clause, self.synonyms, self.open, &self.args.ask, screen)
    }

    /// Says what is wrong with a query, with its line in the file, and gives it a row where rows can say it.
    fn fault(
        &mut self,
        entry: &Entry,
        query: &str,
        message: &str,
        error: Option<&QueryError>,
    ) -> Result<()> {
        self.failed = true;
        let file = self.args.file.display();
        complain(&format!("{file} line {}: {message}", entry.line));
        let says_it = matches!(self.args.format, Format::Json | Format::Jsonl | Format::Md);
        let outcome = Outcome::Fault {
            message: error.map_or_else(|| message.to_owned(), QueryError::messages),
            span: error.and_then(|error| error.faults.first().map(|fault| fault.span)),
        };
        match says_it {
            true => self.row(entry, query, outcome),
            false => Ok(()),
        }
    }

    fn answer(
        &mut self,
        entry: &Entry,
        query: &str,
        clause: &Clause,
        screen: &Screen,
    ) -> Result<()> {
        let format = self.args.format;
        let options = Options {
            limit: limit(self.args.limit, format),
            nearby: self.nearby,
            ..ranked(&self.args.ask, &self.args.rank)
        };
        let answer = query::answer_one_by_one(self.open, clause, &options)?;
        let (hits, answer) = answer.parted();
        screen.warn_of_cuts(&answer.cuts);
        if self.args.ask.explain {
            explain(clause, answer.evidence.as_ref(), "article", screen)?;
        }
        self.found |= answer.total > 0;
        if answer.total == 0 && matches!(format, Format::Human | Format::Md) {
            return self.row(entry, query, Outcome::Nothing);
        }
        if format.is_of_files() {
            for ranked in hits.ranks()? {
                self.row(entry, query, Outcome::Ranked(ranked?))?;
            }
            return Ok(());
        }
        for hit in hits {
            self.row(entry, query, Outcome::Hit(Box::new(hit?)))?;
        }
        Ok(())
    }

    fn row(&mut self, entry: &Entry, query: &str, outcome: Outcome) -> Result<()> {
        let id = &entry.id;
        Ok(self.writer.row(&BatchRow { id, query, outcome })?)
    }
}
