//! `dateline stats`: what an index holds, and which files it left out.

use std::convert::Infallible;
use std::io::Write;

use anyhow::{Result, bail};

use super::rows::{print, shape};
use crate::article::LeftOut;
use crate::cli::DONE;
use crate::cli::args::StatsArgs;
use crate::cli::screen::Screen;
use crate::index::{IndexFolder, OpenIndex};
use crate::render::rows::Format;
use crate::render::stats::{self, Skipped};

pub(in crate::cli) fn run(args: &StatsArgs, screen: &Screen) -> Result<u8> {
    if args.skipped {
        return skipped(args, screen);
    }
    if !args.fields.fields.is_empty() || args.fields.null {
        bail!("-o and -0 are for the rows of stats --skipped");
    }
    let open = opened(args)?;
    let mut out = screen.rows(args.format);
    match args.format {
        Format::Human => stats::human(&mut out, &open.stats()?)?,
        Format::Json | Format::Jsonl => stats::json(&mut out, &open.stats()?)?,
        other => bail!(
            "--format {} is for the rows of stats --skipped",
            other.name()
        ),
    }
    out.flush()?;
    Ok(DONE)
}

fn opened(args: &StatsArgs) -> Result<OpenIndex> {
    Ok(IndexFolder::new(&args.folder.index).open()?)
}

/// The files that were left out.
fn skipped(args: &StatsArgs, screen: &Screen) -> Result<u8> {
    let shape = shape::<LeftOut>(args.format, &args.fields, screen)?;
    let open = opened(args)?;
    let files = open.left_out()?.into_iter().map(Ok::<_, Infallible>);
    let stats = open.stats()?;
    print::<LeftOut, _, _>(screen, &shape, &Skipped(&stats), files)?;
    Ok(DONE)
}
