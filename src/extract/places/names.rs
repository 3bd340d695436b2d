//! Names of the gazetteer among the capitalised words, the longest at each place.
//!
//! In: a piece with its words, and which of them may begin a name. Out: the names, with what the gazetteer knows of each.

use crate::gazetteer::{Key, Named, Opening, find};
use crate::span::Span;

use super::gap::Gap;
use super::people::kin;
use super::piece::Piece;
use super::words::Known;

/// The particles between two words of a name are no longer.
const LONGEST_PARTICLES: usize = 14;

/// A name that may be a place's.
#[derive(Clone, Copy)]
pub(super) struct Naming {
    pub(super) span: Span,
    /// First and last of its words.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) named: Named,
}

/// The names among the words of a piece, the longest at each place.
pub(super) struct Names {
    /// The word behind the last that was found.
    behind: usize,
}

impl Names {
    /// Those of a piece, none as yet.
    pub(super) fn new() -> Self {
        Self { behind: 0 }
    }

    /// The name that begins with this word, if it is no part of the one before. None is a surname without a comma behind it, which may
    /// promise a region: most names of political news.
    #[inline(always)] // most that are asked are names: what is done with these is compiled into one loop with it
    pub(super) fn at(&mut self, piece: &Piece<'_>, opening: &Known) -> Option<Naming> {
        let first = opening.word as usize - piece.first;
        if first < self.behind {
            return None;
        }
        let found = longest_at(piece, first, opening.entry)?;
        self.behind = found.last + 1;
        (!is_surname(piece, &found) || awaits_region(piece, first)).then_some(found)
    }
}

/// Whether a name is one word, and that a surname of the story's people.
pub(super) fn is_surname(piece: &Piece<'_>, name: &Naming) -> bool {
    (name.first == name.last) & (piece.words[name.first].kin & kin::SURNAME != 0)
}

/// Whether a comma behind a word promises a region.
pub(super) fn awaits_region(piece: &Piece<'_>, nth: usize) -> bool {
    let between = piece.between(nth);
    between.is_some_and(|between| between.starts_with(", "))
}

/// The longest name that begins with word `first`.
pub(super) fn name_at(piece: &Piece<'_>, first: usize) -> Option<Naming> {
    longest_at(piece, first, piece.entry(first)?)
}

/// The same where the gazetteer knows this of names that begin with the word.
#[inline]
fn longest_at(piece: &Piece<'_>, first: usize, entry: Named) -> Option<Naming> {
    let word = &piece.words[first];
    let (last, named) = match word.goes_on {
        true => longest(piece, first, entry)?,
        false => (first, entry), // most names
    };
    let short =
        first == last && word.span.len() <= 3 && !piece.word(first).bytes().all(is_no_small_letter);
    (named.means_any() & !short).then(|| Naming {
        span: Span::new(word.span.start(), piece.words[last].span.end()),
        first,
        last,
        named,
    })
}

/// The particles behind word `nth`, where a name of more words than these may go on behind them; `entry` is that of its first word.
fn behind(piece: &Piece<'_>, nth: usize, entry: Named, words: usize) -> Option<Span> {
    (words < entry.most_words() && !piece.words[nth].possessive)
        .then(|| particles(piece, nth))
        .flatten()
}

/// The last word of the longest name that begins with word `first`, which has an entry of its own, and its entry.
#[inline(never)] // few words go on
fn longest(piece: &Piece<'_>, first: usize, entry: Named) -> Option<(usize, Named)> {
    let mut best = (first, entry);
    let mut next = behind(piece, first, entry, 1);
    if next.is_none() {
        return Some(best);
    }
    let mut key = Key::new();
    if !piece.push(first, &mut key) {
        return None;
    }
    let (mut count, mut last) = (1, first);
    while let Some(between) = next {
        let mut start = between.start();
        for particle in between.of(piece.text).split([' ', '-']) {
            let end = start + particle.len();
            count += usize::from(start < end);
            if start < end && !key.push_letters(piece.text, start, end) {
                return Some(best);
            }
            start = end + 1;
        }
        last += 1;
        count += 1;
        if !piece.push(last, &mut key) {
            break;
        }
        let word = &piece.words[first];
        if !word.plain | Opening::of(word.head).of_name(&key)
            && let Some(longer) = find(&key).filter(Named::means_any)
        {
            best = (last, longer);
        }
        next = behind(piece, last, entry, count);
    }
    Some(best)
}

fn is_no_small_letter(byte: u8) -> bool {
    !byte.is_ascii_lowercase()
}

/// The particles between word `nth` and the next of one name, in small letters, or none where white space or a hyphen is all that
/// stands between: `Isle of Man`.
fn particles(piece: &Piece<'_>, nth: usize) -> Option<Span> {
    let start = piece.words[nth].span.end();
    let none = Span::new(start, start);
    let gap = piece.gap(nth);
    if (gap == Gap::Space) | (gap == Gap::Hyphen) {
        return Some(none);
    } else if gap == Gap::Comma {
        return None;
    }
    let between = piece.between(nth)?;
    if let Some(rest) = between.strip_prefix('.') {
        // "St. Louis"
        let word = piece.word(nth);
        let short = matches!(word, "St" | "Ste" | "Mt" | "Ft") || word.len() == 1;
        return (short && rest.trim().is_empty()).then_some(none);
    }
    let bytes = between.as_bytes();
    let parts = |byte: &&u8| matches!(byte, b' ' | b'-');
    let before = bytes.iter().take_while(parts).count();
    let behind = bytes[before..].iter().rev().take_while(parts).count();
    let inside = &bytes[before..bytes.len() - behind];
    let is_plain = |byte: &u8| byte.is_ascii_lowercase() || matches!(byte, b' ' | b'-');
    let named =
        before + behind > 1 && inside.len() <= LONGEST_PARTICLES && inside.iter().all(is_plain);
    named.then(|| Span::new(start + before, start + before + inside.len()))
}
