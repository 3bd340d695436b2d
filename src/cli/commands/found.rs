//! What meets a query: articles or quotes, one by one.

use anyhow::Result;

use super::ask::Asked;
use crate::query::{self, Answer, Hits, Options, QuoteHits};
use crate::saved::HitKind;

/// The hits of a query, of either kind.
pub(super) enum FoundHits<'a> {
    Articles(Box<Hits<'a>>),
    Quotes(Box<QuoteHits<'a>>),
}

/// What meets a query, and what there is to say of it.
pub(super) fn found<'a>(
    kind: HitKind,
    asked: &'a Asked,
    options: &Options,
) -> Result<(FoundHits<'a>, Answer<()>)> {
    let (open, clause) = (&asked.open, &asked.clause);
    Ok(match kind {
        HitKind::Articles => {
            let (hits, answer) = query::answer_one_by_one(open, clause, options)?.parted();
            (FoundHits::Articles(Box::new(hits)), answer)
        }
        HitKind::Quotes => {
            let (hits, answer) = query::quotes_one_by_one(open, clause, options)?.parted();
            (FoundHits::Quotes(Box::new(hits)), answer)
        }
    })
}
