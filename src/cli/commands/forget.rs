//! `dateline forget`: takes articles out of an index on purpose.

use std::io::Write;

use anyhow::Result;

use super::index::now;
use crate::archive::{self, ForgetOptions};
use crate::cli::DONE;
use crate::cli::args::{ForgetArgs, ReportFormat};
use crate::cli::screen::Screen;
use crate::index::IndexFolder;
use crate::render;

pub(in crate::cli) fn run(args: &ForgetArgs, screen: &Screen) -> Result<u8> {
    let options = ForgetOptions {
        purge: args.purge,
        wait: args.wait,
        now: now(),
    };
    let folder = IndexFolder::new(&args.folder.index);
    let report = archive::forget(&folder, &args.names, options)?;
    let mut out = screen.out();
    match args.format {
        ReportFormat::Json => render::report::json(&mut out, &report)?,
        ReportFormat::Human if screen.quiet => {}
        ReportFormat::Human => render::report::forgotten(&mut out, &report)?,
    }
    out.flush()?;
    Ok(DONE)
}
