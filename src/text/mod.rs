//! Text as newspapers print it: lines, words, sentences, quotation marks, always with their spans.
//!
//! In: a text, or a span of one. Out: spans of the same text. Nothing here knows what an article is.

mod bits;
mod clock;
mod dates;
mod language;
mod letters;
mod lines;
mod mark;
mod marks;
mod sentences;
mod words;

pub(crate) use crate::lexicon::sixteens::{
    PIECE, Sixteen, any, are, are_within, bits, bits_at_head, ones,
};
pub(crate) use bits::masks;
pub use clock::Clock;
pub use dates::{Written, date_at, either_at, first_full_date};
pub use language::language;
pub(crate) use language::{language_of, read_languages_through};
pub(crate) use letters::{Letters, in_lower_case};
pub use lines::{Line, fold, fold_onto, folded, length, lines};
pub(crate) use lines::{fold_part_onto, is_folded};
pub use mark::tag_end;
pub use marks::Marked;
pub(crate) use marks::add_marked;
pub use sentences::{sentence_end, sentences};
pub use words::words;
pub(crate) use words::{
    digits_at_head, first_digit, first_of, is_ascii_letter_or_digit, is_letter_or_digit,
    letter_bits, letters_at_head, letters_of_eight, may_go_on, others_behind, split_at_first,
};
