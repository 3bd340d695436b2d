//! `dateline extract` and `annotate`: what is found in files, without an index.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use serde::Serialize;

use super::rows::shape;
use crate::archive::read_article;
use crate::article::{Article, SkipReason};
use crate::cli::args::{AnnotateArgs, ArticleFormat, ExtractArgs};
use crate::cli::screen::Screen;
use crate::cli::today::today;
use crate::cli::{DONE, SOME_UNREAD};
use crate::corpus::{Root, Selection, Skipped, Walked, decode, read, walk};
use crate::extract::{Extraction, Options};
use crate::format::draft;
use crate::render;
use crate::render::article::Extracted;
use crate::render::rows::{Format, RowWriter};

/// A file and what was found in it.
struct Found {
    bytes: Vec<u8>,
    extraction: Extraction,
}

impl Found {
    /// The text that spans refer to. It is made a second time here: an index is built from many files and needs none behind
    /// the article, a person looks at few.
    fn text(&self) -> Result<String, SkipReason> {
        Ok(draft(decode(&self.bytes)?.text)?.text)
    }
}

/// What is looked for in files.
struct Wanted {
    options: Options,
    /// The least confidence of quotes.
    confidence: f32,
}

/// An article as JSON with its text behind it.
#[derive(Serialize)]
struct WithText<'a> {
    #[serde(flatten)]
    article: &'a Article,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

pub(in crate::cli) fn run(args: &ExtractArgs, screen: &Screen) -> Result<u8> {
    let shape = shape::<Article>(args.format, &args.fields, screen)?;
    let is_whole = args.format.is_json() && shape.fields.is_none();
    if args.format == Format::Json && !is_whole {
        bail!("-o chooses the fields of jsonl, csv and tsv: extract prints no list in json");
    }
    if args.with_text && !is_whole {
        bail!("--with-text goes with json and jsonl, all fields");
    }
    let wanted = Wanted {
        options: options(args.default_year, args.date_from_mtime),
        confidence: args.min_confidence.unwrap_or(0.0),
    };
    let mut out = screen.rows(args.format);
    if is_whole {
        return whole(args, &wanted, screen, &mut out);
    }
    let mut writer = RowWriter::begin::<Article>(&mut out, &shape, &Extracted)?;
    let code = each_article(&args.roots, &wanted, screen, &mut |found| {
        Ok(writer.row(&found.extraction.article)?)
    })?;
    writer.end(&Extracted)?;
    out.flush()?;
    Ok(code)
}

/// Articles as JSON, with all their keys, in the order of the contract.
fn whole(args: &ExtractArgs, wanted: &Wanted, screen: &Screen, out: &mut dyn Write) -> Result<u8> {
    let code = each_article(&args.roots, wanted, screen, &mut |found| {
        let text = args.with_text.then(|| found.text().ok()).flatten();
        let article = &found.extraction.article;
        let whole = WithText { article, text };
        match args.format {
            Format::Json => serde_json::to_writer_pretty(&mut *out, &whole)?,
            _ => serde_json::to_writer(&mut *out, &whole)?,
        }
        Ok(writeln!(out)?)
    })?;
    out.flush()?;
    Ok(code)
}

pub(in crate::cli) fn annotate(args: &AnnotateArgs, screen: &Screen) -> Result<u8> {
    let wanted = Wanted {
        options: options(args.default_year, args.date_from_mtime),
        confidence: args.min_confidence.unwrap_or(0.0),
    };
    let mut out = screen.out();
    let code = each_article(&args.roots, &wanted, screen, &mut |found| {
        let Extraction { article, finds } = &found.extraction;
        let text = found
            .text()
            .map_err(|reason| anyhow!("{}: {reason}", article.path))?;
        let object = || render::annotate::object(article, &text, finds);
        match args.format {
            ArticleFormat::Human => {
                render::annotate::human(&mut out, article, &text, finds, screen.layout)?;
            }
            ArticleFormat::Json => writeln!(out, "{:#}", object())?,
            ArticleFormat::Jsonl => writeln!(out, "{}", object())?,
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(code)
}

/// The article of one file.
pub(super) fn one(path: &Path) -> Result<Article> {
    let wanted = Wanted {
        options: options(None, false),
        confidence: 0.0,
    };
    let walked = walk(&Root::new(path), &Selection::default()).next();
    let walked = walked.ok_or_else(|| anyhow!("cannot read {}", path.display()))?;
    let found = article_in(&walked, &wanted).map_err(|Skipped { reason, message }| {
        anyhow!("cannot read {}: {reason}: {message}", path.display())
    })?;
    Ok(found.extraction.article)
}

fn options(default_year: Option<i16>, date_from_mtime: bool) -> Options {
    Options {
        default_year,
        date_from_mtime,
        today: Some(today()),
    }
}

/// Hands the article of every file below `roots` to `print`; the exit code remembers the files that could not be read.
fn each_article(
    roots: &[PathBuf],
    wanted: &Wanted,
    screen: &Screen,
    print: &mut dyn FnMut(&Found) -> Result<()>,
) -> Result<u8> {
    let roots: Vec<Root> = roots.iter().map(|path| Root::new(path)).collect();
    roots.iter().try_for_each(there)?;
    let selection = Selection::default();
    let mut unread = false;
    for walked in roots.iter().flat_map(|root| walk(root, &selection)) {
        match article_in(&walked, wanted) {
            Ok(found) => print(&found)?,
            Err(skipped) if skipped.reason.is_failure() => {
                unread = true;
                let Skipped { reason, message } = skipped;
                screen.warn(&format!("{}: {reason}: {message}", walked.file.path));
            }
            Err(_) => {}
        }
    }
    Ok(if unread { SOME_UNREAD } else { DONE })
}

/// A file or folder that a person names must be there.
fn there(root: &Root) -> Result<()> {
    let seen = root.path.metadata();
    seen.map_err(|error| anyhow!("cannot read {}: {error}", root.path.display()))?;
    Ok(())
}

fn article_in(walked: &Walked, wanted: &Wanted) -> Result<Found, Skipped> {
    if let Some(skipped) = &walked.skipped {
        return Err(skipped.clone());
    }
    let bytes = read(&walked.file)?;
    let mut extraction = read_article(&walked.file, &bytes, &wanted.options)?;
    extraction.keep_sure(wanted.confidence);
    Ok(Found { bytes, extraction })
}
