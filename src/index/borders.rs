//! Where sentences and paragraphs of a body begin, as terms: `s` and `p` at the position of the word that follows.
//!
//! In: a body. Out: its borders in one short line, `p0s0s4p3s0`, each with the words since the one before it; and the analyzer
//! that makes terms of such a line.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::analyzer;
use crate::span::Span;
use crate::text::sentences;

/// The analyzer of borders.
pub(super) const BORDERS: &str = "dateline-borders";

/// The borders of a body, whose paragraphs stand apart by a blank line. A paragraph begins a sentence too.
pub(super) fn borders(body: &str) -> String {
    let mut line = String::with_capacity(body.len() / 32);
    let mut border = |name, words: usize| {
        line.push(name);
        push_number(words, &mut line);
    };
    let mut counted = 0;
    for paragraph in paragraphs(body) {
        for (nth, sentence) in sentences(body, paragraph).into_iter().enumerate() {
            let words = analyzer::positions(&body[counted..sentence.start()]);
            counted = sentence.start();
            if nth == 0 {
                border('p', words);
                border('s', 0);
            } else {
                border('s', words);
            }
        }
    }
    line
}

fn paragraphs(body: &str) -> impl Iterator<Item = Span> + '_ {
    let ends = memchr::memmem::find_iter(body.as_bytes(), "\n\n").chain([body.len()]);
    ends.scan(0, |start, end| {
        let paragraph = Span::new(*start, end);
        *start = end + 2;
        Some(paragraph)
    })
}

fn push_number(number: usize, line: &mut String) {
    if number >= 10 {
        push_number(number / 10, line);
    }
    line.push(char::from(b'0' + (number % 10) as u8));
}

/// Registers the analyzer of borders, as [`analyzer::register`] does the others.
pub(super) fn register(manager: &TokenizerManager) {
    manager.register(BORDERS, TextAnalyzer::from(Borders::default()));
}

/// Makes terms of the line that [`borders`] writes.
#[derive(Clone, Default)]
struct Borders {
    token: Token,
}

/// The terms of one line.
struct BorderStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl Tokenizer for Borders {
    type TokenStream<'a> = BorderStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BorderStream<'a> {
        self.token.reset();
        self.token.position = 0;
        BorderStream {
            rest: text,
            token: &mut self.token,
        }
    }
}

impl TokenStream for BorderStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(name) = self.rest.get(..1) else {
            return false;
        };
        let behind = &self.rest[1..];
        let digits = behind
            .bytes()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        self.token.position += behind[..digits].parse().unwrap_or(0);
        self.token.text.clear();
        self.token.text.push_str(name);
        self.rest = &behind[digits..];
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_stand_at_the_position_of_the_next_word() {
        let body = "Rain fell in Lima. Nobody was hurt.\n\nThe port’s gates stayed shut.";
        let line = borders(body);
        assert_eq!(line, "p0s0s4p3s0");
        let mut analyzer = Borders::default();
        let mut stream = analyzer.token_stream(&line);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        let expected = [("p", 0), ("s", 0), ("s", 4), ("p", 7), ("s", 7)];
        assert_eq!(
            found,
            expected.map(|(name, position)| (name.to_owned(), position))
        );
    }
}
