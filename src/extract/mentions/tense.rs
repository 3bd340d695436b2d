//! Whether a day lies ahead of the article or behind it, by the words of its sentence.
//!
//! The nearest sign to its left decides: "He said on Tuesday that the court will meet on Friday." Where there is none,
//! because the day opens the sentence, the first one to its right does.

use std::borrow::Cow;

use super::Reader;
use crate::lexicon::times::tense;
use crate::span::Span;

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
        if left.at(0) == "from" && self.is_possessive(day.end()) {
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

/// The words of a sentence before or behind a day, the nearest first. They are read as they are asked for: mostly one of the first
/// tells.
struct Words<'a> {
    rest: &'a str,
    next: fn(&str) -> Option<(&str, &str)>,
    seen: Vec<(&'a str, Cow<'a, str>)>,
}

impl<'a> Words<'a> {
    fn before(rest: &'a str) -> Self {
        Self {
            rest,
            next: last_word,
            seen: Vec::with_capacity(WORDS),
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
        while self.seen.len() <= nth && self.seen.len() < WORDS {
            let Some((word, rest)) = (self.next)(self.rest) else {
                return false;
            };
            self.rest = rest;
            let small = !word.contains(char::is_uppercase);
            let lower = if small {
                Cow::Borrowed(word)
            } else {
                Cow::Owned(word.to_lowercase())
            };
            self.seen.push((word, lower));
        }
        nth < self.seen.len()
    }

    /// A word in lower case; empty where there is none.
    fn at(&mut self, nth: usize) -> &str {
        if self.has(nth) { &self.seen[nth].1 } else { "" }
    }

    /// A word as it is printed.
    fn printed(&mut self, nth: usize) -> &'a str {
        if self.has(nth) { self.seen[nth].0 } else { "" }
    }
}

/// The last word, and what stands before it; none where a sentence ends between.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let head = text.trim_end_matches(|c| !is_of_a_word(c));
    let mut stops = text[head.len()..].match_indices(['.', '!', '?', ';']);
    if stops.any(|(at, _)| ends_a_sentence(text, head.len() + at)) {
        return None;
    }
    let start = head.trim_end_matches(is_of_a_word).len();
    (start < head.len()).then(|| (&head[start..], &head[..start]))
}

/// The first word, and what stands behind it.
fn first_word(text: &str) -> Option<(&str, &str)> {
    let tail = text.trim_start_matches(|c| !is_of_a_word(c));
    let gap = text.len() - tail.len();
    let mut stops = text[..gap].match_indices(['.', '!', '?', ';']);
    if stops.any(|(at, _)| ends_a_sentence(text, at)) {
        return None;
    }
    let rest = tail.trim_start_matches(is_of_a_word);
    (rest.len() < tail.len()).then(|| (&tail[..tail.len() - rest.len()], rest))
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '\'' || c == '’'
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
    let mut behind = String::new();
    while left.has(nth) {
        let word = left.at(nth).to_owned();
        let tense = tense(&word);
        let is_beside = nth == beside;
        if is_beside && tense.behind {
            return Some(false);
        }
        if is_beside && tense.ahead {
            ahead = Some(true);
        }
        if word == "to" && nth > 0 && is_infinitive(left.printed(nth - 1)) {
            infinitive = true;
        }
        let announces = tense.announces
            && nth <= ANNOUNCES
            && !left.printed(nth).starts_with(char::is_uppercase)
            && left.at(nth + 1) != "to";
        let to_come = word == "ahead" && behind == "of"
            || word == "going" && behind == "to"
            || tense.is && (is_beside || behind == "to" || behind.ends_with("ing"))
            || announces
            || tense.governs && (infinitive || tense.past && behind == "for")
            || matches!(word.as_str(), "was" | "were") && behind == "to"
            || word == "to" && behind == "be";
        if to_come {
            return Some(true);
        }
        if tense.future {
            let have = behind == "have" || behind == "not" && nth > 1 && left.at(nth - 2) == "have";
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

/// Whether a participle stands behind a form of *be*: "will be closed", "has been formally opened".
fn is_passive(left: &mut Words<'_>, nth: usize) -> bool {
    let adverb = left.at(nth + 1).ends_with("ly");
    let further = if adverb { nth + 2 } else { nth + 1 };
    tense(left.at(further)).be
}

/// The words behind a day that opens its sentence.
fn by_the_right(right: &mut Words<'_>) -> Option<bool> {
    let mut nth = 0;
    while right.has(nth) {
        let tense = tense(right.at(nth));
        if tense.future {
            return Some(right.at(nth + 1) != "have");
        }
        if tense.past {
            return Some(false);
        }
        let begins = tense.announces && !right.printed(nth).starts_with(char::is_uppercase);
        let next = right.at(nth + 1);
        if begins || tense.is && (next == "to" || next.ends_with("ing")) {
            return Some(true);
        }
        nth += 1;
    }
    None
}

/// Words that stand between a day and what it hangs on.
fn is_between(word: &str) -> bool {
    matches!(
        word,
        "on" | "the" | "a" | "late" | "early" | "this" | "next" | "last" | "from" | "at" | "in"
    )
}

/// "to meet", but not "to Paris" or "to the coast".
fn is_infinitive(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
        && !matches!(
            word,
            "the" | "a" | "an" | "his" | "her" | "their" | "its" | "our" | "my" | "this" | "that"
        )
}
