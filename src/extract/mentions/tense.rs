//! Whether a day lies ahead of the article or behind it, by the words of its sentence.
//!
//! The nearest sign to its left decides: "He said on Tuesday that the court will meet on Friday." Where there is none,
//! because the day opens the sentence, the first one to its right does.

use super::Reader;
use crate::lexicon::times::{Tense, tense};
use crate::span::Span;
use crate::text::is_ascii_letter_or_digit;

/// Words to a side that are looked at.
const WORDS: usize = 16;
/// A present that announces stands near its day: "The trial begins on Monday".
const ANNOUNCES: usize = 7;
/// A day within so many words opens its sentence.
const OPENS: usize = 3;

impl Reader<'_> {
    /// `None` where no word tells.
    pub(super) fn lies_ahead(self, day: Span) -> Option<bool> {
        if !self.english {
            return None;
        }
        let mut left = Words::before(&self.text[self.block.start()..day.start()]);
        if left.at(0).is("from") && self.is_possessive(day.end()) {
            return Some(false); // "is expected to rise from Wednesday's close"
        }
        let told = by_the_left(&mut left);
        if told.is_some() || left.has(OPENS) {
            return told;
        }
        by_the_right(&mut Words::behind(&self.text[day.end()..self.block.end()]))
    }

    fn is_possessive(&self, end: usize) -> bool {
        ["'s", "’s"]
            .iter()
            .any(|ending| self.text[end..].starts_with(ending))
    }
}

/// A word near a day, with what it says of the time; no word at all where the sentence has none there.
#[derive(Clone, Copy, Default)]
struct Word<'a> {
    printed: &'a str,
    tense: Tense,
}

impl Word<'_> {
    /// Whether it is this word in small letters, however it is printed.
    fn is(self, small: &str) -> bool {
        self.printed.eq_ignore_ascii_case(small)
    }

    fn ends_with(self, small: &str) -> bool {
        let start = self.printed.len().checked_sub(small.len());
        let end = start.map(|start| &self.printed.as_bytes()[start..]);
        end.is_some_and(|end| end.eq_ignore_ascii_case(small.as_bytes()))
    }

    fn is_capital(self) -> bool {
        self.printed.starts_with(char::is_uppercase)
    }
}

/// The words of a sentence before or behind a day, the nearest first. They are read as they are asked for: mostly one of the first
/// tells.
struct Words<'a> {
    rest: &'a str,
    next: fn(&str) -> Option<(&str, &str)>,
    seen: [Word<'a>; WORDS],
    count: usize,
}

impl<'a> Words<'a> {
    fn before(rest: &'a str) -> Self {
        Self {
            rest,
            next: last_word,
            seen: [Word::default(); WORDS],
            count: 0,
        }
    }

    fn behind(rest: &'a str) -> Self {
        Self {
            next: first_word,
            ..Self::before(rest)
        }
    }

    /// Whether there are more than so many words.
    fn has(&mut self, nth: usize) -> bool {
        while self.count <= nth && self.count < WORDS {
            let Some((printed, rest)) = (self.next)(self.rest) else {
                return false;
            };
            self.rest = rest;
            self.seen[self.count] = Word {
                printed,
                tense: tense(printed),
            };
            self.count += 1;
        }
        nth < self.count
    }

    /// A word, or none.
    fn at(&mut self, nth: usize) -> Word<'a> {
        if self.has(nth) {
            self.seen[nth]
        } else {
            Word::default()
        }
    }
}

/// The last word, and what stands before it; none where a sentence ends between.
fn last_word(text: &str) -> Option<(&str, &str)> {
    if let [head @ .., b' '] = text.as_bytes()
        && let Some(start) = start_of_plain_word(head)
    {
        return Some((&text[start..head.len()], &text[..start])); // most words
    }
    let end = trimmed_end(text, false);
    if ends_between(text, end, text.len()) {
        return None;
    }
    let start = trimmed_end(&text[..end], true);
    (start < end).then(|| (&text[start..end], &text[..start]))
}

/// Where the word that ends a text begins, if it is one of ASCII letters and digits alone.
fn start_of_plain_word(text: &[u8]) -> Option<usize> {
    let other = |byte: &u8| !is_ascii_letter_or_digit(*byte);
    let start = text.iter().rposition(other).map_or(0, |last| last + 1);
    let goes_on = text[..start]
        .last()
        .is_some_and(|&byte| !byte.is_ascii() || byte == b'\'');
    (start < text.len() && !goes_on).then_some(start)
}

/// The first word, and what stands behind it.
fn first_word(text: &str) -> Option<(&str, &str)> {
    let tail = text.trim_start_matches(|c| !is_of_a_word(c));
    let gap = text.len() - tail.len();
    if ends_between(text, 0, gap) {
        return None;
    }
    let rest = tail.trim_start_matches(is_of_a_word);
    (rest.len() < tail.len()).then(|| (&tail[..tail.len() - rest.len()], rest))
}

/// Where a text ends without the characters at its end that are of a word, or of none.
fn trimmed_end(text: &str, of_a_word: bool) -> usize {
    let mut end = text.len();
    loop {
        let bytes = &text.as_bytes()[..end];
        let kept = |byte: &u8| !byte.is_ascii() || is_byte_of_a_word(*byte) != of_a_word;
        end = bytes.iter().rposition(kept).map_or(0, |last| last + 1);
        match text[..end].chars().next_back() {
            Some(c) if !c.is_ascii() && is_of_a_word(c) == of_a_word => end -= c.len_utf8(),
            _ => return end,
        }
    }
}

fn is_of_a_word(c: char) -> bool {
    if c.is_ascii() {
        return is_byte_of_a_word(c as u8);
    }
    c.is_alphanumeric() || c == '’'
}

fn is_byte_of_a_word(byte: u8) -> bool {
    is_ascii_letter_or_digit(byte) | (byte == b'\'')
}

/// Whether a sentence ends at one of the signs between two places.
fn ends_between(text: &str, from: usize, to: usize) -> bool {
    let bytes = &text.as_bytes()[from..to];
    let mut stops = (from..)
        .zip(bytes)
        .filter(|(_, byte)| matches!(byte, b'.' | b'!' | b'?' | b';'));
    stops.any(|(at, _)| ends_a_sentence(text, at))
}

/// A stop with a space or a mark behind it, but not that of "U.S. " or "Mr. ".
fn ends_a_sentence(text: &str, stop: usize) -> bool {
    let behind = text[stop + 1..].chars().next();
    let before = text[..stop].trim_end_matches(char::is_alphanumeric).len();
    let word = &text[before..stop];
    let short = word.len() <= 3 && word.starts_with(char::is_uppercase);
    behind.is_none_or(|c| c.is_whitespace() || "\"”’'".contains(c)) && !short
}

/// The words before the day.
fn by_the_left(left: &mut Words<'_>) -> Option<bool> {
    let mut beside = 0;
    while is_between(left.at(beside)) {
        beside += 1;
    }
    let mut infinitive = false;
    let mut ahead = None;
    let mut nth = 0;
    let mut behind = Word::default();
    while left.has(nth) {
        let word = left.at(nth);
        let tense = word.tense;
        let is_beside = nth == beside;
        if is_beside && tense.behind {
            return Some(false);
        }
        if is_beside && tense.ahead {
            ahead = Some(true);
        }
        let to = word.is("to");
        if to && nth > 0 && is_infinitive(behind) {
            infinitive = true;
        }
        let to_come = word.is("ahead") && behind.is("of")
            || word.is("going") && behind.is("to")
            || tense.is && (is_beside || behind.is("to") || behind.ends_with("ing"))
            || tense.announces && announces(left, nth)
            || tense.governs && (infinitive || tense.past && behind.is("for"))
            || behind.is("to") && (word.is("was") || word.is("were"))
            || to && behind.is("be");
        if to_come {
            return Some(true);
        }
        if tense.future {
            let have =
                behind.is("have") || behind.is("not") && nth > 1 && left.at(nth - 2).is("have");
            return Some(!have);
        }
        if tense.past && !is_passive(left, nth) {
            return Some(false);
        }
        behind = word;
        nth += 1;
    }
    ahead
}

/// Whether a present stands near its day, and does not hang on another verb: not "expected to begin". "The end of June" is none.
fn announces(left: &mut Words<'_>, nth: usize) -> bool {
    let before = left.at(nth + 1);
    let noun = nth <= 1 && before.is("the");
    nth <= ANNOUNCES && !left.at(nth).is_capital() && !before.is("to") && !noun
}

/// Whether a participle stands behind a form of *be*: "will be closed", "has been formally opened".
fn is_passive(left: &mut Words<'_>, nth: usize) -> bool {
    let adverb = left.at(nth + 1).ends_with("ly");
    let further = if adverb { nth + 2 } else { nth + 1 };
    left.at(further).tense.be
}

/// The words behind a day that opens its sentence.
fn by_the_right(right: &mut Words<'_>) -> Option<bool> {
    let mut nth = 0;
    while right.has(nth) {
        let word = right.at(nth);
        let tense = word.tense;
        if tense.future {
            return Some(!right.at(nth + 1).is("have"));
        }
        if tense.past {
            return Some(false);
        }
        let next = right.at(nth + 1);
        let begins = tense.announces && !word.is_capital();
        if begins || tense.is && (next.is("to") || next.ends_with("ing")) {
            return Some(true);
        }
        nth += 1;
    }
    None
}

/// Words that stand between a day and what it hangs on.
fn is_between(word: Word<'_>) -> bool {
    let between = [
        "on", "the", "a", "late", "early", "this", "next", "last", "from", "at", "in",
    ];
    word.printed.len() <= 5 && between.iter().any(|between| word.is(between))
}

/// "to meet", but not "to Paris" or "to the coast".
fn is_infinitive(word: Word<'_>) -> bool {
    word.printed.starts_with(char::is_lowercase)
        && !matches!(
            word.printed,
            "the" | "a" | "an" | "his" | "her" | "their" | "its" | "our" | "my" | "this" | "that"
        )
}
