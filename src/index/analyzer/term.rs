//! A term of a text before its letters are written.

use super::EXACT;
use super::known::Cut;
use crate::span::Span;

/// What a term is of its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Its stem, or the word itself where that has none.
    Stem,
    /// The word, where it differs from its stem.
    Surface,
}

/// The beginning of a word and what ends it instead, at a position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    start: usize,
    kept: u32,
    position: u32,
    cut: Option<Cut>,
    form: Form,
}

impl Term {
    /// The stem of a word that begins there.
    #[inline]
    pub(super) fn cut(start: usize, cut: Cut, position: u32) -> Self {
        Self {
            start,
            kept: cut.kept() as u32,
            position,
            cut: Some(cut),
            form: Form::Stem,
        }
    }

    /// Letters as they stand.
    #[inline]
    pub(super) fn whole(letters: Span, form: Form, position: u32) -> Self {
        Self {
            start: letters.start(),
            kept: letters.len() as u32,
            position,
            cut: None,
            form,
        }
    }

    pub(super) fn form(&self) -> Form {
        self.form
    }

    pub(super) fn position(&self) -> usize {
        self.position as usize
    }

    /// Makes `text` this term.
    #[inline]
    pub(super) fn write(&self, letters: &str, text: &mut String) {
        text.clear();
        if self.form == Form::Surface {
            text.push(EXACT);
        }
        push_piece(letters, self.start, self.kept as usize, text);
        if let Some(cut) = self.cut {
            cut.push_ending(text);
        }
    }
}

/// Most terms are shorter, and so many bytes are copied at once without asking how many.
const PIECE: usize = 32;

#[inline]
fn push_piece(letters: &str, start: usize, length: usize, text: &mut String) {
    match letters.get(start..start + PIECE) {
        Some(piece) if length <= PIECE => {
            let end = text.len() + length;
            text.push_str(piece);
            text.truncate(end);
        }
        _ => text.push_str(&letters[start..start + length]),
    }
}
