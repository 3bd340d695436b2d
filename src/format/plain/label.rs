//! The labelled parts of database exports: "ABSTRACT." and "FULL TEXT." on lines of their own.
//!
//! The label goes away, the abstract is declared as the deck, and the story is what follows its label.

use super::super::{Block, Declared, Stated};
use crate::lexicon::layout::{plainly, section_label};
use crate::span::Span;
use crate::text::fold;

/// An abstract is announced near the top; further down "TEXT." is a crosshead.
const NEAR_THE_TOP: usize = 6;

/// Takes labels and abstracts out of the blocks.
pub(super) fn sort(text: &str, blocks: Vec<Block>, declared: &mut Declared) -> Vec<Block> {
    let label_of = |block: &Block| label(block.span.of(text));
    let mut top = blocks.iter().take(NEAR_THE_TOP);
    let Some(first) = top.position(|block| label_of(block).is_some()) else {
        return blocks; // most texts
    };
    let mut kept: Vec<Block> = blocks[..first].to_vec();
    let mut part = "body";
    let mut open = true;
    for block in blocks.into_iter().skip(first) {
        match label_of(&block) {
            Some(label) if open => {
                part = label;
                open = label != "body";
            }
            _ if part == "abstract" => abstract_is(text, block.span, declared),
            _ => kept.push(block),
        }
    }
    kept
}

/// A label is set in capitals: "FULL TEXT.", "ABSTRACT:".
fn label(block: &str) -> Option<&'static str> {
    if block.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase) {
        return None; // most blocks
    }
    let words = block.trim_end_matches(['.', ':']);
    if words.len() > 24 || words.chars().any(char::is_lowercase) {
        return None;
    }
    section_label(&plainly(words))
}

fn abstract_is(text: &str, span: Span, declared: &mut Declared) {
    declared.deck.get_or_insert_with(|| Stated {
        value: fold(span.of(text)),
        span: Some(span),
    });
}
