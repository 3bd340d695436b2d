//! `dateline save` and `saved`: searches that are kept under a name.

use std::convert::Infallible;
use std::rc::Rc;

use anyhow::Result;
use jiff::Timestamp;

use super::kept;
use super::query::asked;
use super::rows::{print, shape};
use crate::cli::args::{SaveArgs, SavedArgs};
use crate::cli::screen::Screen;
use crate::cli::{DONE, NOTHING_FOUND};
use crate::index::{IndexFolder, OpenIndex};
use crate::render::rows::Format;
use crate::render::saved::Searches;
use crate::saved::{SavedSearch, SavedSearches};

pub(in crate::cli) fn save(args: &SaveArgs, screen: &Screen) -> Result<u8> {
    let open = Rc::new(IndexFolder::new(&args.folder.index).open()?);
    let search = kept::search(args, &open, seen(&open))?;
    // What cannot be read today is not kept for tomorrow.
    let flags = kept::flags(&search, &args.folder, Format::Human, None)?;
    asked(search.hits, &flags, screen, || Ok(open))?;
    SavedSearches::of_index(&args.folder.index).save(&search, args.replace)?;
    Ok(DONE)
}

pub(in crate::cli) fn saved(args: &SavedArgs, screen: &Screen) -> Result<u8> {
    let shape = shape::<SavedSearch>(args.format, &args.fields, screen)?;
    let folder = IndexFolder::new(&args.folder.index);
    if !folder.exists() {
        folder.open()?;
    }
    let kept = SavedSearches::of_index(folder.path());
    if !args.remove.is_empty() {
        args.remove.iter().try_for_each(|name| kept.remove(name))?;
        return Ok(DONE);
    }
    let names = kept.names()?;
    let searches = kept.get_all(&names)?;
    let rows = searches.iter().map(Ok::<_, Infallible>);
    print::<SavedSearch, _, _>(screen, &shape, &Searches, rows)?;
    if searches.is_empty() {
        screen.warn("there is no saved search");
        return Ok(NOTHING_FOUND);
    }
    Ok(DONE)
}

/// The state of an index as a moment.
pub(super) fn seen(open: &OpenIndex) -> Timestamp {
    Timestamp::from_second(open.seen()).unwrap_or(Timestamp::MAX)
}
