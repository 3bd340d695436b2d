//! The words of a leaf, one by one: what each must be, wherever it is sought.
//!
//! In: a leaf. Out: its words in order, for the index (`plan.rs`) and for the text of an article (`marks.rs`) alike.

use super::lexer::word::is_wildcard;
use super::positions::Letters;
use super::surface::Surface;
use super::tree::{Form, Leaf};
use crate::index::analyzer::analyze;

/// A word of a leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    pub(super) word: SoughtWord,
    /// How the word must be printed, where its letters count.
    pub(super) letters: Option<Letters>,
}

/// What a word must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SoughtWord {
    /// The word in any of its forms, by the language of the text. This is its surface form.
    AnyForm(String),
    /// A word by its surface form.
    Surface(Surface),
}

/// The words of `leaf`, in order.
pub(super) fn words(leaf: &Leaf) -> Vec<Sought> {
    let analyzed = analyze(&leaf.text, 0).into_iter();
    match leaf.form {
        Form::Word | Form::Phrase | Form::Sloppy(_) | Form::Wildcard => in_any_form(&leaf.text),
        Form::Fuzzy(letters) => analyzed
            .map(|word| surface(Surface::Nearly(word.surface, letters)))
            .collect(),
        Form::Exact | Form::ExactPhrase => analyzed
            .map(|word| {
                let printed = word.span.of(&leaf.text).to_lowercase();
                let accents = (printed != word.surface).then(|| Letters::new(&printed, false));
                exact(word.surface, accents)
            })
            .collect(),
        Form::Caps => analyzed
            .map(|word| {
                let letters = Letters::new(word.span.of(&leaf.text), true);
                exact(word.surface, Some(letters))
            })
            .collect(),
    }
}

fn surface(surface: Surface) -> Sought {
    let (word, letters) = (SoughtWord::Surface(surface), None);
    Sought { word, letters }
}

fn exact(form: String, letters: Option<Letters>) -> Sought {
    Sought {
        letters,
        ..surface(Surface::Form(form))
    }
}

/// The words of a text in which some may have wildcards.
fn in_any_form(text: &str) -> Vec<Sought> {
    let mut words = Vec::new();
    for piece in text.split_whitespace() {
        let is_sign = |at: usize| is_wildcard(piece, at);
        let has_wildcard = piece.match_indices(['*', '?']).any(|(at, _)| is_sign(at));
        if has_wildcard {
            let runs = piece.char_indices().map(|(at, c)| {
                let sign = (c == '*' || c == '?') && is_sign(at);
                if sign || belongs(c) { c } else { ' ' }
            });
            let runs: String = runs.collect();
            words.extend(runs.split_whitespace().flat_map(run));
        } else {
            words.extend(plain(piece));
        }
    }
    words
}

/// Whether a letter is part of a word.
fn belongs(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// A run of letters, with or without wildcards.
fn run(run: &str) -> Vec<Sought> {
    let signs = |c: char| c == '*' || c == '?';
    let letters = run.split(signs).filter(|letters| !letters.is_empty());
    // Han and kana: a word is a phrase of its characters, and so is its beginning.
    let one_word = letters
        .into_iter()
        .all(|letters| analyze(letters, 0).len() <= 1);
    if run.contains(signs) && one_word {
        vec![surface(Surface::pattern(run))]
    } else {
        plain(run)
    }
}

fn plain(text: &str) -> Vec<Sought> {
    let words = analyze(text, 0).into_iter();
    words
        .map(|word| Sought {
            word: SoughtWord::AnyForm(word.surface),
            letters: None,
        })
        .collect()
}
