//! Which words an article writes small: what tells a noun that a sentence begins with (`Forecasts`) from a name.

use rustc_hash::FxHashSet;

use super::People;
use crate::extract::quotes::frames::Paragraph;
use crate::extract::tokens::{Kind, Token};

/// How an article writes its words, quoted ones left out.
#[derive(Debug, Default)]
pub(super) struct Small<'a> {
    small: FxHashSet<&'a str>,
    /// Those with a capital inside of a sentence.
    capital: FxHashSet<&'a str>,
}

impl<'a> Small<'a> {
    fn of(paragraphs: &[Paragraph<'a>]) -> Self {
        let mut all = Self::default();
        for paragraph in paragraphs.iter().filter(|paragraph| paragraph.number > 0) {
            for (at, word) in paragraph.tokens.iter().enumerate() {
                if word.kind != Kind::Word {
                    continue;
                }
                if !word.capital {
                    all.small.insert(word.text);
                } else if at > 0 && is_inside(&paragraph.tokens[at - 1]) {
                    all.capital.insert(word.text);
                }
            }
        }
        all
    }
}

/// Whether a sentence goes on behind this token.
fn is_inside(token: &Token<'_>) -> bool {
    token.kind == Kind::Comma || token.kind == Kind::Word && !token.capital
}

impl People<'_> {
    /// Whether the article writes a word small, and never with a capital inside of a sentence.
    pub(in crate::extract::quotes) fn writes_small(&self, word: &str) -> bool {
        let words = self.small.get_or_init(|| Small::of(self.paragraphs));
        words.small.contains(&*word.to_lowercase()) && !words.capital.contains(word)
    }
}
