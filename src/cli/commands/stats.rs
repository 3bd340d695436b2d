//! `dateline stats`: what an index holds, and which files it left out.

use std::io::Write;

use anyhow::Result;

use crate::cli::DONE;
use crate::cli::args::{ArticleFormat, StatsArgs};
use crate::cli::screen::Screen;
use crate::index::IndexFolder;
use crate::render::stats;

pub(in crate::cli) fn run(args: &StatsArgs, screen: &Screen) -> Result<u8> {
    let open = IndexFolder::new(&args.folder.index).open()?;
    let mut out = screen.out();
    match (args.skipped, args.format) {
        (false, ArticleFormat::Human) => stats::human(&mut out, &open.stats()?)?,
        (false, _) => stats::json(&mut out, &open.stats()?, None)?,
        (true, ArticleFormat::Human) => stats::skipped(&mut out, &open.left_out()?)?,
        (true, ArticleFormat::Json) => {
            stats::json(&mut out, &open.stats()?, Some(&open.left_out()?))?;
        }
        (true, ArticleFormat::Jsonl) => stats::skipped_jsonl(&mut out, &open.left_out()?)?,
    }
    out.flush()?;
    Ok(DONE)
}
