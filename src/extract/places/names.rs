//! Names of the gazetteer among the capitalised words, with what stands around each.

use crate::gazetteer::{Key, Named, find, find_word, two_open_a_name};
use crate::lexicon::is_abbreviation;
use crate::span::Span;

use super::words::{Gap, Word};

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

/// A piece of text with its capitalised words.
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) words: &'a [Word],
    /// Whether most words are capitalised, as in headlines: then a capital letter says little.
    pub(super) titled: bool,
}

/// The names among the words of a piece, the longest at each place.
pub(super) fn names(piece: &Piece<'_>) -> impl Iterator<Item = Naming> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < piece.words.len() {
            let found = name_at(piece, at);
            at = found.map_or(at, |name| name.last) + 1;
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// The longest name that begins with word `first`.
pub(super) fn name_at(piece: &Piece<'_>, first: usize) -> Option<Naming> {
    let word = &piece.words[first];
    let entry = match word.plain {
        true => find_word(piece.text, word.span.start(), word.span.end())?,
        false => find(&Key::of(piece.word(first))?)?,
    };
    let (last, named) = match behind(piece, first, entry, 1) {
        Some(between) => longest(piece, first, entry, between)?,
        None => (first, entry), // most names
    };
    named.places().next()?;
    let short =
        first == last && word.span.len() <= 3 && !piece.word(first).bytes().all(is_no_small_letter);
    (!short).then(|| Naming {
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

/// The last word of the longest name that begins with word `first`, which has an entry of its own, and its entry. `between` are the
/// particles behind that word.
fn longest(piece: &Piece<'_>, first: usize, entry: Named, between: Span) -> Option<(usize, Named)> {
    let mut key = Key::new();
    if !piece.push(first, &mut key) {
        return None;
    }
    let mut best = (first, entry);
    let (mut count, mut last) = (1, first);
    let mut next = Some(between);
    while let Some(between) = next {
        let mut start = between.start();
        for particle in between.of(piece.text).split([' ', '-']) {
            let end = start + particle.len();
            count += usize::from(start < end);
            if start < end && !key.push_letters(piece.text, start, end) {
                return None;
            }
            if count == 2 && !two_open_a_name(&key) {
                return Some(best); // mostly
            }
            start = end + 1;
        }
        last += 1;
        count += 1;
        if !piece.push(last, &mut key) || count == 2 && !two_open_a_name(&key) {
            break;
        }
        if let Some(longer) = find(&key).filter(|named| named.places().next().is_some()) {
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
    match piece.words.get(nth + 1)?.gap {
        Gap::Space | Gap::Hyphen => return Some(none),
        Gap::Comma => return None,
        Gap::Point | Gap::Other => {}
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

impl<'a> Piece<'a> {
    /// What stands between word `nth` and the next.
    pub(super) fn between(&self, nth: usize) -> Option<&'a str> {
        let next = self.words.get(nth + 1)?;
        self.text.get(self.words[nth].span.end()..next.span.start())
    }

    /// Adds word `nth` to a key; `false` where that grew longer than any name.
    fn push(&self, nth: usize, key: &mut Key) -> bool {
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
        self.words[nth]
            .said
            .is_some_and(|said| said.classes() & classes != 0)
    }

    /// What word `nth` says of a name beside it, a set of `lexicon::place_words::beside`.
    pub(super) fn says(&self, nth: usize) -> u8 {
        self.words[nth].said.map_or(0, |said| said.beside)
    }

    /// The capitalised word that touches the name on its left, but for a space.
    pub(super) fn left(&self, first: usize) -> Option<usize> {
        let touches = match self.words[first].gap {
            Gap::Space => true,
            Gap::Point => first > 0 && !self.ends_sentence(first - 1),
            _ => false,
        };
        touches.then(|| first.checked_sub(1))?
    }

    /// The word that goes on with the name which word `nth` is a part of: `Ana` `B.` `Roe`.
    pub(super) fn touching(&self, nth: usize) -> Option<usize> {
        let touches = match self.words.get(nth + 1)?.gap {
            Gap::Space => true,
            Gap::Point => !self.ends_sentence(nth),
            _ => false,
        };
        (touches && !self.words[nth].possessive).then_some(nth + 1)
    }

    /// The capitalised word that touches the name on its right.
    pub(super) fn right(&self, last: usize) -> Option<usize> {
        let touches = self.words.get(last + 1)?.gap == Gap::Space;
        (touches && !self.words[last].possessive).then_some(last + 1)
    }

    /// Whether the point behind this word ends a sentence and not an abbreviation.
    fn ends_sentence(&self, nth: usize) -> bool {
        let word = self.word(nth);
        let one = word.chars().next().map_or(0, char::len_utf8);
        word.len() > one && !is_abbreviation(word)
    }

    /// The word in front of a place of the text, where nothing but a space or an opening mark stands between.
    pub(super) fn before(&self, at: usize) -> Option<Span> {
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

/// Letters, digits and all that is not ASCII: a word ends on a border of characters.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}
