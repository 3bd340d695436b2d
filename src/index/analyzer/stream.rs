//! The analyzers as Tantivy calls them.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::fold_word;
use super::{EXACT, stem};
use crate::span::Span;

/// Longer words are not words: they take a position and are not indexed.
const LONGEST: usize = 128;

/// The words of a text as the index counts them.
pub(super) fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.end();
        Some(word)
    })
}

fn next_word(text: &str, from: usize) -> Option<Span> {
    let mut at = from;
    loop {
        let start = word_start(text, at)?;
        let end = word_end(text, start);
        if !text[start..end].eq_ignore_ascii_case("s") || !possessive(text, start) {
            return Some(Span::new(start, end));
        }
        at = end;
    }
}

/// Where the next letter or digit stands. Most bytes are ASCII, and are told without being decoded.
fn word_start(text: &str, from: usize) -> Option<usize> {
    let told = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let at = from + text.as_bytes()[from..].iter().position(told)?;
    if text.as_bytes()[at].is_ascii() {
        return Some(at);
    }
    Some(at + text[at..].find(char::is_alphanumeric)?)
}

/// Whether the `s` at `start` stands behind an apostrophe and a letter.
fn possessive(text: &str, start: usize) -> bool {
    let mut before = text[..start].chars().rev();
    matches!(before.next(), Some('\'' | '’')) && before.next().is_some_and(char::is_alphanumeric)
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
        at += 1;
    }
    if at == bytes.len() || bytes[at].is_ascii() {
        return at;
    }
    let mut characters = text[at..].char_indices().peekable();
    if at == start && characters.peek().is_some_and(|(_, c)| stands_alone(*c)) {
        characters.next();
        return characters.next().map_or(text.len(), |(next, _)| at + next);
    }
    for (offset, c) in characters {
        let belongs = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        if !belongs || stands_alone(c) {
            return at + offset;
        }
    }
    text.len()
}

/// Han, Hiragana and Katakana are written without spaces: each character is a term, and a word is a phrase of them.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// The analyzer of running text.
#[derive(Clone, Default)]
pub struct Text {
    token: Token,
    surface: String,
}

/// The analyzer of names.
#[derive(Clone, Default)]
pub struct Names {
    token: Token,
    surface: String,
}

/// The terms of one text.
pub struct Terms<'a> {
    text: &'a str,
    token: &'a mut Token,
    surface: &'a mut String,
    language: u8,
    at: usize,
    /// Whether the surface form of the current word has still to come.
    surface_waits: bool,
}

impl<'a> Terms<'a> {
    fn new(text: &'a str, token: &'a mut Token, surface: &'a mut String, stemmed: bool) -> Self {
        token.reset();
        let (marked, at) = stem::marked(text);
        let language = if stemmed { marked } else { 0 };
        Self {
            text,
            token,
            surface,
            language,
            at,
            surface_waits: false,
        }
    }
}

impl Tokenizer for Text {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms::new(text, &mut self.token, &mut self.surface, true)
    }
}

impl Tokenizer for Names {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        Terms::new(text, &mut self.token, &mut self.surface, false)
    }
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        if self.surface_waits {
            self.surface_waits = false;
            self.token.text.clear();
            self.token.text.push(EXACT);
            self.token.text.push_str(self.surface);
            return true;
        }
        loop {
            let Some(word) = next_word(self.text, self.at) else {
                return false;
            };
            self.at = word.end();
            self.token.position = self.token.position.wrapping_add(1);
            if word.len() > LONGEST {
                continue;
            }
            self.token.offset_from = word.start();
            self.token.offset_to = word.end();
            self.surface.clear();
            fold_word(word.of(self.text), self.surface);
            self.token.text.clear();
            self.surface_waits = stem::push_stem(self.language, self.surface, &mut self.token.text);
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
