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
use super::words::next_word;
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
    /// Where the words are not read yet.
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
        Self {
            desk,
            language,
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
        let Desk { lower, ahead, .. } = &mut *self.desk;
        let Ahead { words, keys, cuts } = ahead;
        for (word, key) in words.iter_mut().zip(&mut *keys) {
            let Some(found) = next_word(lower, self.at) else {
                break;
            };
            self.at = found.end();
            self.read += 1;
            *word = found;
            *key = Key::of_plain(lower, found);
        }
        match self.language {
            0 => cuts.fill(None),
            language => look_up(language, &keys[..self.read], cuts),
        }
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
