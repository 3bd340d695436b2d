//! `dateline extract` and `annotate`: what is found in files, without an index.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use serde::Serialize;

use crate::archive::read_article;
use crate::article::{Article, SkipReason};
use crate::cli::args::{AnnotateArgs, ArticleFormat, ExtractArgs, ExtractFormat};
use crate::cli::screen::Screen;
use crate::cli::{DONE, SOME_UNREAD};
use crate::corpus::{Root, Selection, Skipped, Walked, decode, read, walk};
use crate::extract::{Extraction, Options};
use crate::format::draft;
use crate::render;

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
#[derive(Clone, Copy)]
struct Wanted {
    default_year: Option<i16>,
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
    let wanted = Wanted {
        default_year: args.default_year,
        confidence: args.min_confidence.unwrap_or(0.0),
    };
    let mut out = screen.data();
    each_article(&args.roots, wanted, screen, &mut out, |out, found| {
        let text = args.with_text.then(|| found.text().ok()).flatten();
        let article = &found.extraction.article;
        let whole = WithText { article, text };
        match args.format {
            ExtractFormat::Json => serde_json::to_writer_pretty(&mut *out, &whole)?,
            ExtractFormat::Jsonl => serde_json::to_writer(&mut *out, &whole)?,
        }
        Ok(writeln!(out)?)
    })
}

pub(in crate::cli) fn annotate(args: &AnnotateArgs, screen: &Screen) -> Result<u8> {
    let wanted = Wanted {
        default_year: args.default_year,
        confidence: args.min_confidence.unwrap_or(0.0),
    };
    let mut out = screen.out();
    each_article(&args.roots, wanted, screen, &mut out, |out, found| {
        let Extraction { article, finds } = &found.extraction;
        let text = found
            .text()
            .map_err(|reason| anyhow!("{}: {reason}", article.path))?;
        let object = || render::annotate::object(article, &text, finds);
        match args.format {
            ArticleFormat::Human => {
                render::annotate::human(out, article, &text, finds, screen.layout)?;
            }
            ArticleFormat::Json => writeln!(out, "{:#}", object())?,
            ArticleFormat::Jsonl => writeln!(out, "{}", object())?,
        }
        Ok(())
    })
}

/// The article of one file.
pub(super) fn one(path: &Path) -> Result<Article> {
    let wanted = Wanted {
        default_year: None,
        confidence: 0.0,
    };
    let walked = walk(&Root::new(path), &Selection::default()).next();
    let walked = walked.ok_or_else(|| anyhow!("cannot read {}", path.display()))?;
    let found = article_in(&walked, wanted).map_err(|Skipped { reason, message }| {
        anyhow!("cannot read {}: {reason}: {message}", path.display())
    })?;
    Ok(found.extraction.article)
}

/// Hands the article of every file below `roots` to `print`; the exit code remembers the files that could not be read.
fn each_article(
    roots: &[PathBuf],
    wanted: Wanted,
    screen: &Screen,
    out: &mut dyn Write,
    print: impl Fn(&mut dyn Write, &Found) -> Result<()>,
) -> Result<u8> {
    let roots: Vec<Root> = roots.iter().map(|path| Root::new(path)).collect();
    roots.iter().try_for_each(there)?;
    let selection = Selection::default();
    let mut unread = false;
    for walked in roots.iter().flat_map(|root| walk(root, &selection)) {
        match article_in(&walked, wanted) {
            Ok(found) => print(out, &found)?,
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

fn article_in(walked: &Walked, wanted: Wanted) -> Result<Found, Skipped> {
    if let Some(skipped) = &walked.skipped {
        return Err(skipped.clone());
    }
    let bytes = read(&walked.file)?;
    let options = Options {
        default_year: wanted.default_year,
    };
    let mut extraction = read_article(&walked.file, &bytes, &options)?;
    extraction.keep_sure(wanted.confidence);
    Ok(Found { bytes, extraction })
}
