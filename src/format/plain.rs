//! Plain text in the layouts of archives, agencies and scrapers.

use super::{Block, BlockKind, Declared, Draft};
use crate::article::SkipReason;
use crate::span::Span;
use crate::text::lines;

/// Reads plain text.
pub(super) fn draft(text: String) -> Result<Draft, SkipReason> {
    let blocks = paragraphs(&text);
    if blocks.is_empty() {
        return Err(SkipReason::Empty);
    }
    Ok(Draft {
        text,
        media_type: "text/plain",
        declared: Declared::default(),
        blocks,
    })
}

/// Runs of lines between blank ones.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    for line in lines(text) {
        if line.blank {
            blocks.extend(open.take().map(|span| Block {
                kind: BlockKind::Paragraph,
                span: span.trimmed(text),
            }));
        } else {
            open = Some(open.map_or(line.span, |span| span.hull(line.span)));
        }
    }
    blocks.extend(open.map(|span| Block {
        kind: BlockKind::Paragraph,
        span: span.trimmed(text),
    }));
    blocks
}
