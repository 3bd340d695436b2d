//! The analyzers as Tantivy calls them.
//!
//! In: a text. Out: its terms, one by one. Words are read some at a time, and how they are cut is looked up for all of these, so
//! that the processor waits for the memory of all of them at once. Terms are written piece by piece as they are read, right away, by
//! Tantivy: what is read in other pieces than it was written in has to wait until it is in the cache.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::EXACT;
use super::fold::fold_word;
use super::known::{Cut, Key, look_up};
use super::stem::{cut, marked};
use super::words::{is_possessive, next_word};
use crate::index::runs::Runs;
use crate::span::Span;

/// Longer words are not words: they take a position and are not indexed.
const LONGEST: usize = 128;

/// The analyzer of running text.
#[derive(Clone, Default)]
pub struct Text(Desk);

/// The analyzer of names.
#[derive(Clone, Default)]
pub struct Names(Desk);

/// What an analyzer works with, text by text.
#[derive(Clone, Default)]
struct Desk {
    token: Token,
    /// The text with its ASCII letters in lower case.
    lower: String,
    runs: Runs,
    surface: String,
    ahead: Ahead,
}

/// So many words are read at a time.
const AHEAD: usize = 8;

/// Words that are read and whose terms have still to come.
#[derive(Clone, Default)]
struct Ahead {
    words: [Span; AHEAD],
    keys: [Key; AHEAD],
    /// How their stems are made of them, where that is known.
    cuts: [Option<Cut>; AHEAD],
}

impl Tokenizer for Text {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let (language, at) = marked(text);
        Terms::new(&text[at..], language, &mut self.0)
    }
}

impl Tokenizer for Names {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let (_, at) = marked(text);
        Terms::new(&text[at..], 0, &mut self.0)
    }
}

/// The terms of one text.
pub struct Terms<'a> {
    desk: &'a mut Desk,
    language: u8,
    /// The next run of letters and digits, and how far it has been read.
    run: usize,
    at: usize,
    /// How many words are read ahead, and the next of them.
    read: usize,
    next: usize,
    /// Whether the surface form of the current word has still to come.
    surface_waits: bool,
}

impl<'a> Terms<'a> {
    fn new(text: &str, language: u8, desk: &'a mut Desk) -> Self {
        desk.token.reset();
        desk.lower.clear();
        desk.lower.push_str(text);
        desk.lower.make_ascii_lowercase();
        desk.runs.read_lower(&desk.lower);
        Self {
            desk,
            language,
            run: 0,
            at: 0,
            read: 0,
            next: 0,
            surface_waits: false,
        }
    }

    /// The number of the next word among those that are read.
    fn next_word(&mut self) -> Option<usize> {
        if self.next == self.read {
            self.read_ahead();
        }
        let nth = self.next;
        self.next += 1;
        (nth < self.read).then_some(nth % AHEAD)
    }

    fn read_ahead(&mut self) {
        (self.read, self.next) = (0, 0);
        while self.read < AHEAD
            && let Some((word, key)) = self.next_of_text()
        {
            let Ahead { words, keys, .. } = &mut self.desk.ahead;
            (words[self.read], keys[self.read]) = (word, key);
            self.read += 1;
        }
        let Ahead { keys, cuts, .. } = &mut self.desk.ahead;
        match self.language {
            0 => cuts.fill(None),
            language => look_up(language, &keys[..self.read], cuts),
        }
    }

    /// The next word of the text with its key. Most runs are words; what holds letters that are not of ASCII may be several, or none.
    #[inline]
    fn next_of_text(&mut self) -> Option<(Span, Key)> {
        let Desk { lower, runs, .. } = &*self.desk;
        while let Some(&[start, end]) = runs.all().get(self.run) {
            let run = Span::new(start as usize, end as usize);
            let key = Key::of_plain(lower, run);
            if !key.is_none() {
                self.run += 1;
                if is_possessive(lower, run) {
                    continue;
                }
                return Some((run, key));
            }
            let found = next_word(&lower[..run.end()], self.at.max(run.start()));
            if let Some(word) = found {
                self.at = word.end();
                return Some((word, Key::of_plain(lower, word)));
            }
            self.run += 1;
        }
        None
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        if self.surface_waits {
            self.surface_waits = false;
            let Desk { token, surface, .. } = &mut *self.desk;
            std::mem::swap(&mut token.text, surface);
            return true;
        }
        while let Some(nth) = self.next_word() {
            let Desk {
                token,
                lower,
                surface,
                ahead,
                ..
            } = &mut *self.desk;
            token.position = token.position.wrapping_add(1);
            let word = ahead.words[nth];
            if word.len() > LONGEST {
                continue;
            }
            (token.offset_from, token.offset_to) = (word.start(), word.end());
            let (word, known) = (word.of(lower), ahead.cuts[nth]);
            let term = &mut token.text;
            self.surface_waits = make_term(self.language, word, known, term, surface);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.desk.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.desk.token
    }
}

/// Makes `term` the stem of a word. Where it differs from the folded word, `surface` is that word's exact form, and the answer is true.
fn make_term(
    language: u8,
    word: &str,
    known: Option<Cut>,
    term: &mut String,
    surface: &mut String,
) -> bool {
    let Some(known) = known else {
        return make_new_term(language, word, term, surface);
    };
    let differs = known.make(word, term);
    if differs {
        surface.clear();
        surface.push(EXACT);
        surface.push_str(word);
    }
    differs
}

/// The same where it is not known how the word is cut.
fn make_new_term(language: u8, word: &str, term: &mut String, surface: &mut String) -> bool {
    term.clear();
    match word.is_ascii() {
        true => term.push_str(word),
        false => fold_word(word, term),
    }
    let differs = cut(language, term, surface);
    if differs {
        surface.insert(0, EXACT);
    }
    differs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyzer::{EXACT, analyze, in_language, language_number};

    /// The terms of a text as they are told.
    fn told(language: u8, text: &str) -> Vec<(String, usize)> {
        let mut analyzer = Text::default();
        let marked = in_language(text, language);
        let mut told = Vec::new();
        for _ in 0..2 {
            told.clear();
            let mut stream = analyzer.token_stream(&marked);
            while let Some(token) = stream.next() {
                told.push((token.text.clone(), token.position));
            }
        }
        told
    }

    /// The terms of its words, one behind the other.
    fn expected(language: u8, text: &str) -> Vec<(String, usize)> {
        let words = analyze(text, language).into_iter();
        let terms = words.flat_map(|word| {
            let exact = format!("{EXACT}{}", word.surface);
            let surface = (word.stem != word.surface).then_some((exact, word.position));
            [Some((word.stem, word.position)), surface]
        });
        terms.flatten().collect()
    }

    #[test]
    fn the_terms_of_a_text_are_those_of_its_words() {
        let words = [
            "happy",
            "Happiness",
            "happily",
            "run",
            "RUNNING",
            "runs",
            "São",
            "sao",
            "Ærø",
            "東京",
            "2024",
            "the",
            "'s",
            "constitutionalists",
            "disproportionatelyunconstitutional",
            "Straße",
            "strasse",
            "hoped",
            "hope",
            "é",
            "Ana’s",
            "“We’ll",
            "sail…”",
            "’s",
            "s",
            "—",
            "É'S",
        ];
        let mut seed: u32 = 11;
        for (length, language) in (0..600).zip(["en", "de", "xx"].into_iter().cycle()) {
            let mut text = String::new();
            for _ in 0..length {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(words[(seed >> 16) as usize % words.len()]);
                text.push_str([" ", " ", ", ", "-"][(seed >> 8) as usize % 4]);
            }
            let language = language_number(language);
            assert_eq!(told(language, &text), expected(language, &text), "{text}");
        }
    }

    #[test]
    fn a_word_too_long_takes_a_position_and_has_no_term() {
        let text = format!("a {} b", "x".repeat(LONGEST + 1));
        let terms = [("a".to_owned(), 0), ("b".to_owned(), 2)];
        assert_eq!(told(0, &text), terms);
    }
}
