//! The analyzers as Tantivy calls them.
//!
//! In: a text. Out: its terms, one by one. Words are read some at a time, and how they are cut is looked up for all of these, so
//! that the processor waits for the memory of all of them at once. What the text has not had before comes first, and then what comes again:
//! Tantivy sees only in its table, which is far larger than the processor's cache, whether a document had a term, and where that is
//! always so or never, the processor guesses right and fetches the next terms meanwhile. The positions of each term ascend, and more is not
//! asked for.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::fold_word;
use super::known::{Cut, look_up};
use super::seen::Seen;
use super::stem::{cut, marked};
use super::term::{Form, Term};
use super::word_key::Key;
use super::words::next_word;
use crate::span::Span;

/// Longer words are not words: they take a position and are not indexed.
const LONGEST: usize = 128;

/// So many words are read at a time.
const AHEAD: usize = 8;

/// The analyzer of running text.
#[derive(Clone, Default)]
pub struct Text(Desk);

/// The analyzer of names.
#[derive(Clone, Default)]
pub struct Names(Desk);

impl Tokenizer for Text {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let (language, at) = marked(text);
        self.0.terms(&text[at..], language)
    }
}

impl Tokenizer for Names {
    type TokenStream<'a> = Terms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Terms<'a> {
        let (_, at) = marked(text);
        self.0.terms(&text[at..], 0)
    }
}

/// The terms of one text.
pub struct Terms<'a> {
    desk: &'a mut Desk,
    next: usize,
}

impl TokenStream for Terms<'_> {
    fn advance(&mut self) -> bool {
        let Desk {
            token,
            letters,
            terms,
            ..
        } = &mut *self.desk;
        let Some(term) = terms.get(self.next) else {
            return false;
        };
        self.next += 1;
        token.position = term.position();
        term.write(letters, &mut token.text);
        true
    }

    fn token(&self) -> &Token {
        &self.desk.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.desk.token
    }
}

/// What an analyzer works with, text by text.
#[derive(Clone, Default)]
struct Desk {
    token: Token,
    /// The text with its ASCII letters in lower case, and behind it the folded words and stems that are not in it.
    letters: String,
    /// Room for a word that is new, and for its stem.
    new: [String; 2],
    seen: Seen,
    /// The terms of the text in the order in which they are told.
    terms: Vec<Term>,
    again: Vec<Term>,
}

impl Desk {
    fn terms(&mut self, text: &str, language: u8) -> Terms<'_> {
        self.letters.clear();
        self.letters.push_str(text);
        self.letters.make_ascii_lowercase();
        self.seen.clear(text.len());
        self.terms.clear();
        self.read(text.len(), language);
        self.terms.append(&mut self.again);
        self.token.reset();
        Terms {
            desk: self,
            next: 0,
        }
    }

    /// Reads the words of a text of so many bytes.
    fn read(&mut self, length: usize, language: u8) {
        let mut words = [Span::default(); AHEAD];
        let mut keys = [Key::default(); AHEAD];
        let mut cuts = [None; AHEAD];
        let (mut at, mut position) = (0, 0);
        loop {
            let text = &self.letters[..length];
            let mut read = 0;
            while read < AHEAD
                && let Some(word) = next_word(text, at)
            {
                at = word.end();
                (words[read], keys[read]) = (word, Key::of_plain(text, word));
                read += 1;
            }
            look_up(language, &keys[..read], &mut cuts);
            for nth in 0..read {
                match cuts[nth] {
                    Some(cut) => self.add(words[nth], keys[nth], cut, position),
                    None => self.add_new(language, words[nth], position),
                }
                position += 1;
            }
            if read < AHEAD {
                return;
            }
        }
    }

    /// Adds the terms of a word of which it is known how it is cut.
    #[inline]
    fn add(&mut self, word: Span, key: Key, cut: Cut, position: u32) {
        if !cut.changes(word.len()) {
            return self.put(Term::whole(word, Form::Stem, position), key);
        }
        self.put(Term::cut(word.start(), cut, position), cut.stem_key(key));
        self.put(Term::whole(word, Form::Surface, position), key);
    }

    /// Adds the terms of a word that has to be folded, or whose stem has still to be made.
    #[cold]
    fn add_new(&mut self, language: u8, word: Span, position: u32) {
        if word.len() > LONGEST {
            return;
        }
        let [mut stem, mut surface] = std::mem::take(&mut self.new);
        stem.clear();
        fold_word(word.of(&self.letters), &mut stem);
        let differs = cut(language, &mut stem, &mut surface);
        self.put_other(&stem, Form::Stem, position);
        if differs {
            self.put_other(&surface, Form::Surface, position);
        }
        self.new = [stem, surface];
    }

    fn put_other(&mut self, term: &str, form: Form, position: u32) {
        let start = self.letters.len();
        self.letters.push_str(term);
        let place = Span::new(start, self.letters.len());
        self.put(Term::whole(place, form, position), Key::of_head(term));
    }

    #[inline]
    fn put(&mut self, term: Term, key: Key) {
        match self.seen.has(term.form(), key) {
            false => self.terms.push(term),
            true => self.again.push(term),
        }
    }
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
    fn a_term_comes_at_each_of_its_positions_in_their_order() {
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
            let (mut told, mut expected) = (told(language, &text), expected(language, &text));
            // Sorted by their letters alone, the positions of each term must stand in order.
            told.sort_by(|(a, _), (b, _)| a.cmp(b));
            expected.sort();
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn a_word_too_long_takes_a_position_and_has_no_term() {
        let text = format!("a {} b", "x".repeat(LONGEST + 1));
        let terms = [("a".to_owned(), 0), ("b".to_owned(), 2)];
        assert_eq!(told(0, &text), terms);
    }
}
