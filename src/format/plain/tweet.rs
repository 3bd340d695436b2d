//! Tweets that a scraper left as tags: `<tweet tweet-author="@a" tweet-date="March 8, 2025">…<tweet/>`.
//!
//! The words inside are a block of their own, an embed; the tags, and the point that some exports put behind them, go away.
//! Any other tag in a plain text is text.

use super::super::{Block, BlockKind};
use super::paragraph;
use crate::span::Span;

/// How a tweet ends; some scrapers turn the slash around.
const ENDS: [&str; 2] = ["<tweet/>", "</tweet>"];

/// Cuts the blocks at their tweets.
pub(super) fn split(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let Some(first) = memchr::memchr(b'<', text.as_bytes()) else {
        return blocks; // most texts
    };
    if memchr::memmem::find(&text.as_bytes()[first..], b"<tweet").is_none() {
        return blocks;
    }
    let mut sorted = Vec::with_capacity(blocks.len());
    for block in blocks {
        cut(text, block.span, &mut sorted);
    }
    sorted
}

fn cut(text: &str, block: Span, into: &mut Vec<Block>) {
    let mut rest = block;
    while let Some((tag, words, end)) = next_tweet(text, rest) {
        push(text, Span::new(rest.start(), tag), into);
        let words = words.trimmed(text);
        if !words.is_empty() {
            into.push(Block {
                kind: BlockKind::Embed,
                span: words,
            });
        }
        rest = Span::new(end, rest.end());
    }
    push(text, rest, into);
}

/// Where the next tweet's tag begins, its words, and where its end tag ends.
fn next_tweet(text: &str, span: Span) -> Option<(usize, Span, usize)> {
    let inside = span.of(text);
    memchr::memchr(b'<', inside.as_bytes())?; // most blocks have none
    let tag = ["<tweet ", "<tweet>"]
        .iter()
        .filter_map(|opening| inside.find(opening))
        .min()?;
    let words = tag + inside[tag..].find('>')? + 1;
    let (length, end_tag) = ENDS
        .iter()
        .filter_map(|end| Some((inside[words..].find(end)?, end.len())))
        .min()?;
    let at = span.start();
    Some((
        at + tag,
        Span::new(at + words, at + words + length),
        at + words + length + end_tag,
    ))
}

/// Keeps what stands between tweets, unless it is only punctuation.
fn push(text: &str, span: Span, into: &mut Vec<Block>) {
    let span = span.trimmed(text);
    if span.of(text).chars().any(char::is_alphanumeric) {
        into.push(paragraph(span));
    }
}
