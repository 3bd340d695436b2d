//! Plain text in the layouts of archives, agencies and scrapers.
//!
//! In: the decoded text. Out: a draft with what its header lines declare, and its blocks. First the header lines are
//! read, then the lines below them are put together to blocks, then tweets and labelled parts are told apart.

mod dashes;
mod keys;
mod label;
mod tweet;
mod wrap;

use super::{Block, BlockKind, Declared, Draft};
use crate::article::SkipReason;
use crate::text::lines;

/// Reads plain text.
pub(super) fn draft(text: String) -> Result<Draft, SkipReason> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(SkipReason::Empty);
    }
    let mut declared = Declared::default();
    let body = dashes::read(&text, &mut declared)
        .or_else(|| keys::read(&text, &mut declared))
        .unwrap_or(0);
    let blocks = wrap::blocks(&text, body);
    let blocks = label::sort(&text, blocks, &mut declared);
    let blocks = tweet::split(&text, blocks);
    Ok(Draft {
        text,
        media_type: "text/plain",
        declared,
        blocks,
    })
}

/// The lines of `text` from `start` on, with their places in the whole text.
fn lines_from(text: &str, start: usize) -> impl Iterator<Item = crate::text::Line> + '_ {
    lines(&text[start..]).map(move |mut line| {
        line.span = line.span.shifted(start);
        line
    })
}

fn paragraph(span: crate::span::Span) -> Block {
    Block {
        kind: BlockKind::Paragraph,
        span,
    }
}
