//! Synonyms: from `--synonyms` or `dateline.toml` into queries, never silently.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::cli::args::AskArgs;
use crate::cli::screen::Screen;
use crate::config::Settings;
use crate::index::OpenIndex;
use crate::query::{Clause, Synonyms};

/// The synonyms that a person names, else those of the index; none where there are none.
pub(super) fn synonyms(args: &AskArgs) -> Result<Synonyms> {
    let named = |path: &PathBuf| Ok(Some(path.clone()));
    let of_index = || Ok(Settings::of_index(&args.folder.index)?.synonyms);
    let file: Result<Option<PathBuf>> = args.scope.synonyms.as_ref().map_or_else(of_index, named);
    let Some(file) = file? else {
        return Ok(Synonyms::default());
    };
    let shown = file.display();
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {shown}"))?;
    Synonyms::parse(&text).or_else(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        bail!("cannot read {shown}: {}", lines.join("\n"))
    })
}

/// A query with its synonyms; what was added is said.
pub(super) fn widened(
    clause: Clause,
    synonyms: &Synonyms,
    open: &OpenIndex,
    args: &AskArgs,
    screen: &Screen,
) -> Result<Clause> {
    if synonyms.is_empty() {
        return Ok(clause);
    }
    let widened = synonyms.widen(open, &clause, args.scope.any)?;
    for added in &widened.added {
        screen.warn(&added.to_string());
    }
    Ok(widened.clause)
}
