//! `dateline batch`: many queries, a line each, asked of one index.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::ask::{opened, ranked, read};
use super::synonyms::{synonyms, widened};
use crate::cli::args::{BatchArgs, BatchFormat};
use crate::cli::screen::{Screen, complain};
use crate::cli::{DONE, FAILED, NOTHING_FOUND};
use crate::index::OpenIndex;
use crate::query::{self, Options, Synonyms};
use crate::render;

pub(in crate::cli) fn run(args: &BatchArgs, screen: &Screen) -> Result<u8> {
    let text = contents(&args.file)?;
    let synonyms = synonyms(&args.ask)?;
    let open = opened(&args.ask, screen)?;
    let mut out = screen.out();
    let (mut found, mut failed) = (false, false);
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let number = number.to_string();
        let (id, query) = line.split_once('\t').unwrap_or((&number, line));
        match one(args, &open, &synonyms, (id, query), &mut out, screen) {
            Ok(any) => found |= any,
            Err(error) if error.is::<query::QueryError>() => {
                complain(&format!("{} line {number}: {error:#}", args.file.display()));
                failed = true;
            }
            Err(error) => return Err(error),
        }
    }
    out.flush()?;
    Ok(match (failed, found) {
        (true, _) => FAILED,
        (false, true) => DONE,
        (false, false) => NOTHING_FOUND,
    })
}

/// The text of a file, or of standard input where its name is `-`.
fn contents(file: &Path) -> Result<String> {
    let mut text = String::new();
    let read = match file.as_os_str() == "-" {
        true => std::io::stdin().read_to_string(&mut text).map(|_| text),
        false => fs::read_to_string(file),
    };
    read.with_context(|| format!("cannot read {}", file.display()))
}

/// Answers one query; whether it found anything.
fn one(
    args: &BatchArgs,
    open: &OpenIndex,
    synonyms: &Synonyms,
    (id, text): (&str, &str),
    out: &mut dyn Write,
    screen: &Screen,
) -> Result<bool> {
    let clause = read(text, &args.ask, screen)?;
    let clause = widened(clause, synonyms, open, &args.ask, screen)?;
    let options = Options {
        limit: args.limit.unwrap_or(usize::MAX),
        ..ranked(&args.ask, &args.rank)
    };
    if args.format == BatchFormat::Jsonl {
        let answer = query::answer(open, &clause, &options)?;
        render::run::jsonl(out, id, &answer.hits)?;
        return Ok(!answer.hits.is_empty());
    }
    let ranked = query::ranking(open, &clause, &options)?;
    match args.format {
        BatchFormat::Paths => render::run::paths(out, id, &ranked)?,
        _ => render::run::trec(out, id, &ranked)?,
    }
    Ok(!ranked.is_empty())
}
