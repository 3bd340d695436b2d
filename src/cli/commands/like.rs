//! `--like`: the article that hits are to be like, of the index or a file.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::extract;
use super::show::the_one;
use crate::index::OpenIndex;
use crate::query::{self, Clause};

/// The query for what is like an article.
pub(super) fn like(open: &OpenIndex, name: &str) -> Result<Clause> {
    let (article, ties) = match the_one(open, name)? {
        Some((article, ties)) => (article, Some(ties)),
        None if Path::new(name).is_file() => (extract::one(Path::new(name))?, None),
        None => bail!(
            "no article in {} is called {name}, and it is no file; name its path, the end of its path, or its id",
            open.folder().path().display()
        ),
    };
    let like = query::like(open, &article, ties.as_ref())?;
    like.ok_or_else(|| {
        anyhow!("{name} has no word that the index has, or none that says what it is about")
    })
}

/// A name that means the same article from any folder: that of a file becomes a whole path.
pub(super) fn lasting_name(open: &OpenIndex, name: &str) -> Result<String> {
    if the_one(open, name)?.is_some() || !Path::new(name).is_file() {
        return Ok(name.to_owned());
    }
    let path = std::path::absolute(name).with_context(|| format!("cannot find {name}"))?;
    Ok(path.to_string_lossy().into_owned())
}
