//! `dateline extract` and `annotate`: what is found in files, without an index.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, anyhow};

use crate::archive::read_article;
use crate::cli::args::{AnnotateArgs, ExtractArgs, ExtractFormat};
use crate::cli::screen::Screen;
use crate::cli::{DONE, SOME_UNREAD};
use crate::corpus::{Root, Selection, Skipped, Walked, read, walk};
use crate::extract::{Extraction, Options};
use crate::render;

pub(in crate::cli) fn run(args: &ExtractArgs, screen: &Screen) -> Result<u8> {
    each_article(&args.roots, screen, |out, found| {
        match args.format {
            ExtractFormat::Json => serde_json::to_writer_pretty(&mut *out, &found.article)?,
            ExtractFormat::Jsonl => serde_json::to_writer(&mut *out, &found.article)?,
        }
        Ok(writeln!(out)?)
    })
}

pub(in crate::cli) fn annotate(args: &AnnotateArgs, screen: &Screen) -> Result<u8> {
    each_article(&args.roots, screen, |out, found| {
        Ok(render::finds::human(
            out,
            &found.article.path,
            &found.finds,
        )?)
    })
}

/// Hands the article of every file below `roots` to `print`; the exit code remembers the files that could not be read.
fn each_article(
    roots: &[PathBuf],
    screen: &Screen,
    print: impl Fn(&mut dyn Write, &Extraction) -> Result<()>,
) -> Result<u8> {
    let roots: Vec<Root> = roots.iter().map(|path| Root::new(path)).collect();
    roots.iter().try_for_each(there)?;
    let selection = Selection::default();
    let mut out = screen.out();
    let mut unread = false;
    for walked in roots.iter().flat_map(|root| walk(root, &selection)) {
        match article_in(&walked) {
            Ok(found) => print(&mut out, &found)?,
            Err(skipped) if skipped.reason.is_failure() => {
                unread = true;
                let Skipped { reason, message } = skipped;
                screen.warn(&format!("{}: {reason}: {message}", walked.file.path));
            }
            Err(_) => {}
        }
    }
    out.flush()?;
    Ok(if unread { SOME_UNREAD } else { DONE })
}

/// A file or folder that a person names must be there.
fn there(root: &Root) -> Result<()> {
    let seen = root.path.metadata();
    seen.map_err(|error| anyhow!("cannot read {}: {error}", root.path.display()))?;
    Ok(())
}

fn article_in(walked: &Walked) -> Result<Extraction, Skipped> {
    if let Some(skipped) = &walked.skipped {
        return Err(skipped.clone());
    }
    read_article(&walked.file, &read(&walked.file)?, &Options::default())
}
