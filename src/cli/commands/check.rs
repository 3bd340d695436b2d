//! `dateline check` and `dateline dump`: whether an index is sound, and all that it holds.

use std::io::Write;

use anyhow::Result;

use crate::cli::args::{CheckArgs, DumpArgs, ReportFormat};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::IndexFolder;
use crate::render;

pub(in crate::cli) fn run(args: &CheckArgs, screen: &Screen) -> Result<u8> {
    let report = IndexFolder::new(&args.folder.index).check()?;
    let mut out = screen.out();
    match args.format {
        ReportFormat::Json => render::report::json(&mut out, &report)?,
        ReportFormat::Human if screen.quiet => {}
        ReportFormat::Human => render::report::checked(&mut out, &report)?,
    }
    out.flush()?;
    Ok(if report.is_sound() {
        DONE
    } else {
        NOTHING_FOUND
    })
}

pub(in crate::cli) fn dump(args: &DumpArgs, screen: &Screen) -> Result<u8> {
    let open = IndexFolder::new(&args.folder.index).open()?;
    let mut out = screen.out();
    open.dump(&mut |entry| render::report::json(&mut out, entry))??;
    out.flush()?;
    Ok(DONE)
}
