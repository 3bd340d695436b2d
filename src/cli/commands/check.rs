//! `dateline check` and `dateline dump`: whether an index is sound, and all that it holds.

use std::io::Write;

use anyhow::Result;

use super::index::options;
use crate::archive;
use crate::cli::args::{BuildArgs, CheckArgs, DumpArgs, ReportFormat};
use crate::cli::progress::Bar;
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::config::Settings;
use crate::corpus::Root;
use crate::index::IndexFolder;
use crate::render;

pub(in crate::cli) fn run(args: &CheckArgs, screen: &Screen) -> Result<u8> {
    let folder = IndexFolder::new(&args.folder.index);
    if args.repair {
        return repair(&folder, args.format, screen);
    }
    let report = folder.check()?;
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

fn repair(folder: &IndexFolder, format: ReportFormat, screen: &Screen) -> Result<u8> {
    let settings = Settings::of_index(folder.path())?;
    let options = options(&BuildArgs::default(), &settings)?;
    let roots: Vec<Root> = settings.roots.iter().map(|path| Root::new(path)).collect();
    let report = archive::repair(folder, &roots, &options, &Bar::new(screen))?;
    let mut out = screen.out();
    match format {
        ReportFormat::Json => render::report::json(&mut out, &report)?,
        ReportFormat::Human if screen.quiet => {}
        ReportFormat::Human => render::report::repaired(&mut out, &report)?,
    }
    out.flush()?;
    Ok(if report.is_whole() {
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
