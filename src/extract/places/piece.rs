//! A piece of text as the rules of places see it: its capitalised words, and what stands between and beside them.
//!
//! In: a paragraph, a headline or a caption with its words. Out: answers to what rules ask of a word or a place of it.

use crate::gazetteer::{Key, Named};
use crate::lexicon::is_abbreviation_at;
use crate::lexicon::speech::{self, Known};
use crate::span::Span;
use crate::text::Letters;

use super::gap::Gap;
use super::words::{self, SHORT, UNASKED, Word, Words};

/// A piece of text with its capitalised words.
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) letters: &'a Letters,
    pub(super) span: Span,
    pub(super) words: &'a [Word],
    /// The number of the first of these in the story.
    pub(super) first: usize,
    /// Those of them with which the name of a place may begin: few do.
    pub(super) openings: &'a [words::Known],
    /// The same of the whole story.
    pub(super) known: &'a [words::Known],
    /// Whether most words are capitalised, as in headlines: then a capital letter says little.
    pub(super) titled: bool,
}

impl<'a> Piece<'a> {
    /// All words of a story, as if they stood in one piece: none touches the first of the next.
    pub(super) fn of_story(words: &'a Words<'a>) -> Self {
        Self {
            text: words.text,
            letters: words.letters,
            span: Span::new(0, words.text.len()),
            words: &words.all,
            first: 0,
            openings: &words.known,
            known: &words.known,
            titled: false,
        }
    }

    /// What stands between word `nth` and the next.
    pub(super) fn between(&self, nth: usize) -> Option<&'a str> {
        let next = self.words.get(nth + 1)?;
        self.text.get(self.words[nth].span.end()..next.span.start())
    }

    /// The same, as a kind.
    pub(super) fn gap(&self, nth: usize) -> Gap {
        self.words[nth].gap
    }

    /// What the gazetteer knows of names that begin with word `nth`.
    pub(super) fn entry(&self, nth: usize) -> Option<Named> {
        let word = &self.words[nth];
        match word.opening {
            UNASKED => word.entry(self.text, self.letters),
            opening => self.known.get(opening as usize).map(|known| known.entry),
        }
    }

    /// Adds word `nth` to a key; `false` where that grew longer than any name.
    pub(super) fn push(&self, nth: usize, key: &mut Key) -> bool {
        let word = &self.words[nth];
        match word.plain {
            true => key.push_letters(self.text, word.span.start(), word.span.end()),
            false => key.push(word.span.of(self.text)),
        }
    }

    /// The word of this number.
    pub(super) fn word(&self, nth: usize) -> &'a str {
        self.words[nth].span.of(self.text)
    }

    /// Whether word `nth` is of one of these classes.
    pub(super) fn is(&self, nth: usize, classes: u32) -> bool {
        self.words[nth].classes & classes != 0
    }

    /// What word `nth` says of a name beside it, a set of `lexicon::place_words::beside`.
    pub(super) fn says(&self, nth: usize) -> u8 {
        self.words[nth].said.map_or(0, |said| said.beside)
    }

    /// The capitalised word that touches the name on its left, but for a space.
    pub(super) fn left(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1)?;
        self.gap(before).touches().then_some(before)
    }

    /// The word that goes on with the name which word `nth` is a part of: `Ana` `B.` `Roe`.
    pub(super) fn touching(&self, nth: usize) -> Option<usize> {
        self.gap(nth).touches().then_some(nth + 1)
    }

    /// The capitalised word that touches the name on its right.
    pub(super) fn right(&self, last: usize) -> Option<usize> {
        (self.gap(last) == Gap::Space).then_some(last + 1)
    }

    /// Where the `of` begins that is the word in front of a place of the text.
    #[inline]
    pub(super) fn of_before(&self, at: usize) -> Option<usize> {
        let head = &self.text.as_bytes()[self.span.start()..at];
        match head {
            [b'o', b'f', b' '] => Some(self.span.start()),
            [.., before, b'o', b'f', b' '] if before.is_ascii() => {
                (!before.is_ascii_alphanumeric()).then_some(at - "of ".len())
            }
            [.., _, b' '] => None, // most words
            _ => {
                let word = self.before(at);
                word.filter(|word| word.of(self.text) == "of")
                    .map(Span::start)
            }
        }
    }

    /// The word in front of a place of the text, where nothing but a space or an opening mark stands between.
    pub(super) fn before(&self, at: usize) -> Option<Span> {
        let bytes = self.text.as_bytes();
        if at > self.span.start() && bytes[at - 1] == b' ' {
            let end = at - 1;
            let length = self.letters.run_before(end).min(end - self.span.start());
            let start = end - length;
            if start == self.span.start() || bytes[start - 1].is_ascii() {
                return (length > 0).then(|| Span::new(start, end)); // most words
            }
        }
        self.before_odd(at)
    }

    fn before_odd(&self, at: usize) -> Option<Span> {
        let mut head = &self.text.as_bytes()[self.span.start()..at];
        while let [rest @ .., b'"' | b'('] | [rest @ .., 0xE2, 0x80, 0x98 | 0x9C] = head {
            head = rest; // also “ and ‘
        }
        let ([head @ .., b'\r', b'\n']
        | [head @ .., b' ' | b'\n' | b'-']
        | [head @ .., 0xC2, 0xA0]) = head
        else {
            return None;
        };
        let letters = head.iter().rev().take_while(|byte| is_of_word(**byte));
        let (end, length) = (self.span.start() + head.len(), letters.count());
        (length > 0).then(|| Span::new(end - length, end))
    }

    /// The word behind a place of the text.
    pub(super) fn after(&self, at: usize) -> Option<Span> {
        let (start, end) = (at + 1, self.span.end());
        if start < end && self.text.as_bytes()[at] == b' ' {
            let behind = start + self.letters.run_at(start);
            if behind < end && self.text.as_bytes()[behind].is_ascii() {
                return (behind > start).then(|| Span::new(start, behind)); // most words
            }
        }
        self.after_odd(at)
    }

    /// What the tables say of a word of the text, which is not empty.
    pub(super) fn said(&self, word: Span) -> Option<Known> {
        let (start, length) = (word.start(), word.len());
        match length < SHORT && self.letters.run_at(start) >= length {
            true => speech::said_of_short(self.letters.short_word(start, length)).known,
            false => speech::word_at(self.text, start, word.end()),
        }
    }

    fn after_odd(&self, at: usize) -> Option<Span> {
        let tail = &self.text.as_bytes()[at..self.span.end()];
        let ([b'\r', b'\n', word @ ..]
        | [b' ' | b'\n' | b'-', word @ ..]
        | [0xC2, 0xA0, word @ ..]) = tail
        else {
            return None;
        };
        let length = word.iter().take_while(|byte| is_of_word(**byte)).count();
        let start = self.span.end() - word.len();
        (length > 0).then(|| Span::new(start, start + length))
    }

    /// Whether a sentence, a line or a quotation begins here.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        let head = self.text[self.span.start()..at].trim_end();
        head.is_empty() || head.ends_with(['.', '!', '?', ':', '“', '"', '‘', '•', '|'])
    }
}

/// Whether the point behind a word ends a sentence and not an abbreviation.
pub(super) fn ends_sentence(text: &str, word: Span) -> bool {
    let one = word.of(text).chars().next().map_or(0, char::len_utf8);
    word.len() > one && !is_abbreviation_at(text, word.start(), word.end())
}

/// Letters, digits and all that is not ASCII: a word ends on a border of characters.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}
