//! From text to terms, the same for articles and for queries.
//!
//! A word is a run of letters and digits; `'s` is left out, other apostrophes, points and hyphens part words ("O'Brien" is
//! *o brien*, as a phrase). Letters are lower-cased and lose their accents, then the word is stemmed by the language of its
//! article. The stem stands in the index at the word's position; where the word itself differs from its stem it stands at
//! the same position as `=word`, for exact forms and prefixes. Han and kana are one term a character.

mod english;
mod fold;
mod known;
mod stem;
mod stream;
mod words;

use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

pub use stem::{LANGUAGES, language_number, stem_is_among, with_stem};
pub use stream::{Names, Text};

pub(crate) use fold::fold_word;

/// The analyzer of running text.
pub const TEXT: &str = "dateline-text";
/// The analyzer of names: as text, without stems.
pub const NAMES: &str = "dateline-names";
/// What stands before the surface form of a word that differs from its stem.
pub const EXACT: char = '=';

/// A word of a text with the terms that stand for it in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analyzed {
    /// The bytes of the word in the text.
    pub span: crate::span::Span,
    /// Number of the word in its text.
    pub position: usize,
    /// The word, lower-cased and without accents.
    pub surface: String,
    /// Its stem.
    pub stem: String,
}

/// The words of `text` in the language with this number (see [`language_number`]), as the index has them.
#[must_use]
pub fn analyze(text: &str, language: u8) -> Vec<Analyzed> {
    words::words(text)
        .enumerate()
        .map(|(position, span)| {
            let mut surface = String::new();
            fold::fold_word(span.of(text), &mut surface);
            let stem = stem::stem(language, &surface);
            Analyzed {
                span,
                position,
                surface,
                stem,
            }
        })
        .collect()
}

/// Where the words of `text` stand, one a position.
pub fn spans(text: &str) -> impl Iterator<Item = crate::span::Span> + '_ {
    words::words(text)
}

/// Letters in the form that the index has them: lower case, without accents.
#[must_use]
pub fn folded(letters: &str) -> String {
    let mut folded = String::with_capacity(letters.len());
    fold::fold_word(letters, &mut folded);
    folded
}

/// How many positions the words of `text` take.
#[must_use]
pub fn positions(text: &str) -> usize {
    words::count(text)
}

/// `text` with a mark of its language, which the analyzer reads and never indexes.
#[must_use]
pub fn in_language(text: &str, language: u8) -> String {
    let mut marked = String::with_capacity(text.len() + 4);
    marked.push(stem::mark(language));
    marked.push_str(text);
    marked
}

/// The text that was marked by [`in_language`], as a column gives it back.
#[must_use]
pub fn without_mark(marked: &str) -> &str {
    &marked[stem::marked(marked).1..]
}

/// Registers the analyzers: after each opening of an index, else commits fail.
pub fn register(manager: &TokenizerManager) {
    manager.register(TEXT, TextAnalyzer::builder(Text::default()).build());
    manager.register(NAMES, TextAnalyzer::builder(Names::default()).build());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let english = language_number("en");
        let found: Vec<_> = analyze(text, english)
            .into_iter()
            .map(|word| (word.surface, word.stem))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_become_terms() {
        check("Running shoes", &[("running", "run"), ("shoes", "shoe")]);
        check(
            "O'Brien’s U.S. firm",
            &[
                ("o", "o"),
                ("brien", "brien"),
                ("u", "u"),
                ("s", "s"),
                ("firm", "firm"),
            ],
        );
        check("Peskov's", &[("peskov", "peskov")]);
        check("São Paulo", &[("sao", "sao"), ("paulo", "paulo")]);
        check("Straße", &[("strasse", "strass")]);
        check("東京 2024", &[("東", "東"), ("京", "京"), ("2024", "2024")]);
    }

    #[test]
    fn words_are_stemmed_by_their_language() {
        let german = language_number("de");
        assert_eq!(analyze("Häuser", german)[0].stem, "haus");
        assert_eq!(analyze("running", 0)[0].stem, "running");
    }
}
