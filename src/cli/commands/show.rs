//! `dateline show`: articles of the index, to read.

use std::io::Write;

use anyhow::{Result, bail};

use crate::article::Article;
use crate::cli::args::{ArticleFormat, ShowArgs};
use crate::cli::screen::{Screen, complain};
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::{IndexFolder, OpenIndex};
use crate::query::{self, Ties};
use crate::render;
use crate::render::copies::Tied;

/// Candidates that are listed where a name may mean several articles.
const CANDIDATES: usize = 10;

pub(in crate::cli) fn run(args: &ShowArgs, screen: &Screen) -> Result<u8> {
    let open = IndexFolder::new(&args.folder.index).open()?;
    let mut out = screen.out();
    let mut code = DONE;
    for (nth, name) in args.names.iter().enumerate() {
        let Some((article, ties)) = the_one(&open, name)? else {
            complain(&format!(
                "no article in {} is called {name}; name its path, the end of its path, or its id",
                args.folder.index.display()
            ));
            code = NOTHING_FOUND;
            continue;
        };
        if nth > 0 && args.format == ArticleFormat::Human {
            writeln!(out, "\n{}\n", "─".repeat(20))?;
        }
        match args.format {
            ArticleFormat::Human => {
                render::article::human(&mut out, &article, &ties, screen.layout)?
            }
            ArticleFormat::Json => {
                serde_json::to_writer_pretty(&mut out, &Tied::new(&article, &ties))?;
                writeln!(out)?;
            }
            ArticleFormat::Jsonl => {
                serde_json::to_writer(&mut out, &Tied::new(&article, &ties))?;
                writeln!(out)?;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

/// The article of a name and what it is tied to, where there is one; an error where it may be several.
pub(super) fn the_one(open: &OpenIndex, name: &str) -> Result<Option<(Article, Ties)>> {
    let found = open.named(name)?;
    match found.as_slice() {
        [] => Ok(None),
        [(_, address)] => {
            let article = open.article(&open.searcher(), *address)?;
            Ok(Some((article, query::ties(open, *address)?)))
        }
        several => bail!("{name} may be any of {}", candidates(several)),
    }
}

fn candidates<T>(found: &[(String, T)]) -> String {
    let mut lines = vec![format!("{} articles; name more of the path:", found.len())];
    let shown = found.iter().take(CANDIDATES);
    lines.extend(shown.map(|(path, _)| format!("  {path}")));
    if found.len() > CANDIDATES {
        lines.push(format!("  and {} more", found.len() - CANDIDATES));
    }
    lines.join("\n")
}
