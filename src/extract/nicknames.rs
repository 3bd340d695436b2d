//! Nicknames in quotation marks between given name and surname: `Tom “Red” Okafor`.
//!
//! In: a text and a quoted run, or the place of a mark. Out: whether a nickname stands there, which is no speech and leaves no token.

use crate::lexicon::speech::{self, class};
use crate::span::Span;
use crate::text::Marked;

const LONGEST: usize = 24;

/// Whether the words of a run are a nickname.
pub(super) fn is_one(text: &str, run: &Marked) -> bool {
    stands_between_words(text.as_bytes(), run.span)
        && run.inside.len() <= LONGEST
        && is_nickname(text, run.span, run.inside)
}

/// Whether a letter and a space stand before marked words, and a space and no small letter behind them: not at most quotes.
fn stands_between_words(bytes: &[u8], marked: Span) -> bool {
    let before = bytes[..marked.start()].last_chunk().copied();
    let behind = bytes[marked.end()..].first_chunk().copied();
    let ([letter, space], [next_space, next]) =
        (before.unwrap_or_default(), behind.unwrap_or_default());
    (next_space == b' ')
        & (next.is_ascii_uppercase() | !next.is_ascii())
        & (space == b' ')
        & (letter.is_ascii_alphabetic() | !letter.is_ascii())
}

/// The place behind the nickname whose opening mark is at `at`.
pub(super) fn end(text: &str, at: usize, stop: usize) -> Option<usize> {
    let mark = text[at..stop].chars().next().filter(|&c| is_mark(c))?;
    let first = at + mark.len_utf8();
    let (length, closing) = text[first..stop]
        .char_indices()
        .take_while(|(at, _)| *at <= LONGEST)
        .find(|(_, c)| is_mark(*c))?;
    let inside = Span::new(first, first + length);
    let whole = Span::new(at, inside.end() + closing.len_utf8());
    is_nickname(text, whole, inside).then_some(whole.end())
}

/// Whether a nickname may stand within such marks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'')
}

/// Whether the marked words are one or two with capitals, behind a given name and before another word of the name.
fn is_nickname(text: &str, marked: Span, inside: Span) -> bool {
    const WORDS: usize = 2;
    let word = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let mut words = inside.of(text).split(' ');
    let short = words.by_ref().take(WORDS).all(word) && words.next().is_none();
    short && stands_in_a_name(&text[..marked.start()], &text[marked.end()..])
}

fn stands_in_a_name(before: &str, behind: &str) -> bool {
    let Some(before) = before.strip_suffix(' ') else {
        return false;
    };
    let given = before.rsplit(|c: char| !c.is_alphabetic()).next();
    let given = given.filter(|given| given.starts_with(char::is_uppercase));
    let known = given.and_then(speech::word);
    let surname = behind
        .strip_prefix(' ')
        .is_some_and(|rest| rest.starts_with(char::is_uppercase));
    surname && known.is_some_and(|known| known.classes & class::GIVEN != 0)
}
