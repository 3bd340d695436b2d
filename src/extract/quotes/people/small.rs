//! Which words an article writes small: what tells a noun that a sentence begins with (`Forecasts`) from a name.
//!
//! In: a capitalised word. Out: whether the article writes it small. Few articles ask, and of a word or two: these are looked for among
//! all words, and the words of an article are gathered only where it asks for more, so that the cost stays linear in its length.

use std::cell::{Cell, OnceCell};

use memchr::memmem;
use rustc_hash::FxHashSet;

use super::People;
use crate::extract::quotes::frames::Paragraph;
use crate::extract::tokens::{Kind, Token};
use crate::lexicon::lower;

/// So many words are looked for one by one.
const FEW: usize = 8;

/// How an article writes its words, quoted ones left out.
#[derive(Debug, Default)]
pub(super) struct Small<'a> {
    asked: Cell<usize>,
    gathered: OnceCell<Gathered<'a>>,
}

#[derive(Debug, Default)]
struct Gathered<'a> {
    small: FxHashSet<&'a str>,
    /// Those with a capital inside of a sentence.
    capital: FxHashSet<&'a str>,
}

impl People<'_> {
    /// Whether the article writes a word small, and never with a capital inside of a sentence.
    pub(in crate::extract::quotes) fn writes_small(&self, word: &str) -> bool {
        let small = lower(word);
        let asked = self.small.asked.get();
        if asked < FEW {
            self.small.asked.set(asked + 1);
            return writes_small(self.text, self.paragraphs, word, &small);
        }
        let words = (self.small.gathered).get_or_init(|| Gathered::from(self.paragraphs));
        words.small.contains(small.as_str()) && !words.capital.contains(word)
    }
}

/// The same of one word and its small form, by looking for them in the text.
fn writes_small(text: &str, paragraphs: &[Paragraph<'_>], word: &str, small: &str) -> bool {
    let is_small = |tokens: &[Token<'_>], at: usize| !tokens[at].capital;
    let is_capital = |tokens: &[Token<'_>], at: usize| tokens[at].capital && is_inside(tokens, at);
    stands(text, paragraphs, small, is_small) && !stands(text, paragraphs, word, is_capital)
}

/// Whether a word stands anywhere in the body so that this holds of it.
fn stands(
    text: &str,
    paragraphs: &[Paragraph<'_>],
    word: &str,
    holds: impl Fn(&[Token<'_>], usize) -> bool,
) -> bool {
    let body = body(paragraphs).iter().map(|paragraph| paragraph.tokens);
    let mut body = body.filter(|tokens| !tokens.is_empty()).peekable();
    let end = |tokens: &[Token<'_>]| tokens[tokens.len() - 1].end();
    let (Some(first), Some(last)) = (body.peek().copied(), body.clone().last()) else {
        return false;
    };
    let from = first[0].start();
    let mut is_word = |start: usize| {
        while body.next_if(|tokens| end(tokens) <= start).is_some() {}
        body.peek().is_some_and(|tokens| {
            let found = tokens.binary_search_by_key(&start, Token::start);
            found.is_ok_and(|at| {
                let token = &tokens[at];
                token.kind == Kind::Word && token.text == word && holds(tokens, at)
            })
        })
    };
    let words = &text.as_bytes()[from..end(last)];
    memmem::find_iter(words, word).any(|at| is_word(from + at))
}

/// The paragraphs of the body.
fn body<'p, 'a>(paragraphs: &'p [Paragraph<'a>]) -> &'p [Paragraph<'a>] {
    &paragraphs[paragraphs.partition_point(|paragraph| paragraph.number == 0)..]
}

/// The words of the body, each by its number among the tokens of its paragraph.
fn words<'a>(paragraphs: &[Paragraph<'a>]) -> impl Iterator<Item = (&'a [Token<'a>], usize)> {
    body(paragraphs).iter().flat_map(|paragraph| {
        let tokens = paragraph.tokens;
        let numbers = 0..tokens.len();
        let words = numbers.filter(|&at| tokens[at].kind == Kind::Word);
        words.map(move |at| (tokens, at))
    })
}

/// Whether a sentence has begun before this token.
fn is_inside(tokens: &[Token<'_>], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let before = &tokens[before];
        before.kind == Kind::Comma || before.kind == Kind::Word && !before.capital
    })
}

impl<'a> Gathered<'a> {
    fn from(paragraphs: &[Paragraph<'a>]) -> Self {
        let mut all = Self::default();
        for (tokens, at) in words(paragraphs) {
            let word = &tokens[at];
            if !word.capital {
                all.small.insert(word.text);
            } else if is_inside(tokens, at) {
                all.capital.insert(word.text);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Story;
    use crate::extract::quotes::frames::Frames;
    use crate::extract::reading::Reading;
    use crate::span::Span;
    use crate::text::Letters;

    #[test]
    fn a_word_is_looked_for_as_it_is_gathered() {
        let text = "Forecasts said rain. Those forecasts, Ruiz said, and Markets told markets of the new Markets.";
        let letters = Letters::of(text.as_bytes());
        let all = [Span::new(0, text.len())];
        let reading = Reading::of(&Story::of_body(text, &letters, &all));
        let frames = Frames::of(&reading);
        let paragraphs = frames.paragraphs(&reading);
        let people = People::read(text, &paragraphs);
        let asked = ["Forecasts", "Markets", "Ruiz", "Rain", "Those"];
        let expected = [true, false, false, true, false];
        for _ in 0..FEW {
            assert_eq!(asked.map(|word| people.writes_small(word)), expected);
        }
        assert!(people.small.gathered.get().is_some());
    }
}
