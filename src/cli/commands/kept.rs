//! A question as it is kept, and asked again: flags into a saved search, and back.

use std::path::absolute;

use anyhow::{Context, Result, anyhow};
use clap::ValueEnum;
use jiff::Timestamp;

use super::like::lasting_name;
use crate::cli::args::{
    AskArgs, Copies, FieldArgs, FolderArgs, HitArgs, QueryArgs, RankArgs, SaveArgs, ScopeArgs,
    ShownArgs, Sort,
};
use crate::index::OpenIndex;
use crate::render::rows::Format;
use crate::saved::{HitKind, SavedSearch};

/// The search that is to be kept; files that it names are named so that they are found from any folder.
pub(super) fn search(args: &SaveArgs, open: &OpenIndex, seen: Timestamp) -> Result<SavedSearch> {
    let SaveArgs {
        scope, rank, shown, ..
    } = args;
    let name_of = |value: String, default: &str| (value != default).then_some(value);
    let like = args.like.as_ref().map(|name| lasting_name(open, name));
    let synonyms = scope.synonyms.as_ref().map(|path| {
        let shown = path.display();
        absolute(path).with_context(|| format!("cannot find {shown}"))
    });
    Ok(SavedSearch {
        hits: match args.quotes {
            true => HitKind::Quotes,
            false => HitKind::Articles,
        },
        like: like.transpose()?,
        any: scope.any,
        since: scope.since.clone(),
        until: scope.until.clone(),
        synonyms: synonyms.transpose()?,
        near: scope.near.clone(),
        within: scope.within.clone(),
        min_confidence: scope.min_confidence,
        expand: match (rank.expand, rank.no_expand) {
            (false, false) => None,
            (expands, _) => Some(expands),
        },
        recency: rank.recency,
        sort: name_of(typed(shown.sort), &typed(Sort::Rank)),
        passages: Some(shown.passages).filter(|passages| *passages > 1),
        copies: shown.copies.map(typed),
        ..SavedSearch::new(&args.name, &args.query.join(" "), seen)
    })
}

/// The flags that ask a search again.
pub(super) fn flags(
    search: &SavedSearch,
    folder: &FolderArgs,
    format: Format,
    limit: Option<usize>,
) -> Result<QueryArgs> {
    let ask = AskArgs {
        scope: ScopeArgs {
            any: search.any,
            since: search.since.clone(),
            until: search.until.clone(),
            synonyms: search.synonyms.clone(),
            near: search.near.clone(),
            within: search.within.clone(),
            min_confidence: search.min_confidence,
        },
        ..AskArgs::of(folder.clone())
    };
    let rank = RankArgs {
        expand: search.expand == Some(true),
        no_expand: search.expand == Some(false),
        recency: search.recency,
    };
    let shown = ShownArgs {
        sort: read(search.sort.as_deref(), "sort")?.unwrap_or(Sort::Rank),
        passages: search.passages.unwrap_or(1),
        copies: read::<Copies>(search.copies.as_deref(), "copies")?,
    };
    Ok(QueryArgs {
        query: match (&search.like, search.query.as_str()) {
            (Some(_), "") => Vec::new(),
            (_, query) => vec![query.to_owned()],
        },
        like: search.like.clone(),
        ask,
        rank,
        hits: HitArgs {
            limit,
            offset: 0,
            shown,
            format,
            fields: FieldArgs::default(),
            count: false,
            explain_score: false,
            facet: Vec::new(),
        },
    })
}

/// How a value of a flag is typed.
fn typed<T: ValueEnum>(value: T) -> String {
    let value = value.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// A value that may have been mended by hand.
fn read<T: ValueEnum>(value: Option<&str>, flag: &str) -> Result<Option<T>> {
    let Some(value) = value else { return Ok(None) };
    let read = T::from_str(value, false);
    read.map(Some)
        .map_err(|_| anyhow!("its file says {flag}: {value:?}, which --{flag} does not know"))
}
