//! Text as newspapers print it: lines, words, sentences, quotation marks, always with their spans.
//!
//! In: a text, or a span of one. Out: spans of the same text. Nothing here knows what an article is.

mod lines;
mod marks;
mod sentences;
mod words;

pub use lines::{Line, fold, lines};
pub use marks::{Marked, marked, tag_end};
pub use sentences::{sentence_end, sentences};
pub use words::words;
