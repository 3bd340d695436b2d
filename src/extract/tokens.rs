//! Tokens: words with what the tables say of them, stops, and runs of quoted words as one token each.
//!
//! What the tables say of a word is a set of classes on its token, so that a rule asks with one comparison whether it has to look at all.
//! A story has as many tokens as words, and they are looked at again and again: they are half the size of a line of a processor's
//! cache.

use crate::lexicon::speech::{CueForm, Few, Known, Particle, ReportForm, Word, class};
use crate::span::Span;
use crate::text::Marked;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word = 0,
    /// A run of quoted words.
    Quote = 1,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    End,
    /// Anything else that stops a phrase.
    Other,
}

/// A token of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// The words, without the marks around them.
    pub(super) text: &'a str,
    start: u32,
    /// The classes of the word; 0 for what is no word.
    pub(super) classes: u32,
    pub(super) known: Option<Known>,
    pub(super) kind: Kind,
    /// How many bytes the marks around quoted words take, or the possessive ending of a word.
    edges: u8,
    /// Whether it is a word that begins with a capital.
    pub(super) capital: bool,
    /// Whether anything but ASCII letters and digits is a part of the word: hyphens, apostrophes, points, accents.
    pub(super) joined: bool,
}

impl<'a> Token<'a> {
    /// A token of this kind that no table knows and that has no capital.
    pub(super) fn plain(kind: Kind, start: usize, text: &'a str) -> Self {
        Self {
            text,
            start: start as u32,
            classes: 0,
            known: None,
            kind,
            edges: 0,
            capital: false,
            joined: false,
        }
    }

    /// A run of quoted words.
    pub(super) fn quote(text: &'a str, run: &Marked) -> Self {
        Self {
            edges: (run.span.len() - run.inside.len()) as u8,
            ..Self::plain(Kind::Quote, run.span.start(), run.inside.of(text))
        }
    }

    /// Where it stands, with its marks.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }

    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        self.start as usize
    }

    /// The place behind it.
    pub(super) fn end(&self) -> usize {
        let of_quote = (self.kind as u8).wrapping_neg(); // no bits of a word: a comparison would make a branch
        self.start() + self.text.len() + usize::from(self.edges & of_quote)
    }

    /// Notes whether anything but ASCII letters and digits is a part of this word, whose letters are all there now.
    #[inline(never)] // few words
    pub(super) fn note_joined(&mut self, joined: bool) {
        self.joined = joined;
        self.edges = possessive_ending(self.text.as_bytes()) * u8::from(joined);
    }

    /// Whether the word has a possessive ending: `Ruiz’s`, `Jones’`.
    #[inline]
    pub(super) fn is_possessive(&self) -> bool {
        self.possessive_ending() > 0
    }

    /// The word without its possessive ending.
    #[inline]
    pub(super) fn without_possessive(&self) -> &'a str {
        &self.text[..self.text.len() - usize::from(self.possessive_ending())]
    }

    #[inline]
    fn possessive_ending(&self) -> u8 {
        let of_word = (self.kind as u8).wrapping_sub(1); // no bits of quoted words
        self.edges & of_word
    }

    /// 0 for a word in lower case: with classes that may not be there one number, which is asked with one comparison. Of several comparisons
    /// of which none can be foreseen each would be a branch.
    #[inline]
    pub(super) fn is_no_small_word(&self) -> u32 {
        self.is_no_word() | u32::from(self.capital)
    }

    /// 0 for a word, for the same reason.
    #[inline]
    pub(super) fn is_no_word(&self) -> u32 {
        self.kind as u32
    }

    /// What the tables say of the word.
    pub(super) fn word(&self) -> Option<&'static Word> {
        self.known.map(Known::word)
    }

    /// Whether the word is of one of these classes, as far as a capital letter allows.
    pub(super) fn is(&self, classes: u32) -> bool {
        self.classes & classes != 0
    }

    /// Whether it begins with a figure: `12`, `1-2`, `20th`.
    pub(super) fn is_figure(&self) -> bool {
        self.text.as_bytes().first().is_some_and(u8::is_ascii_digit)
    }

    /// Whether it may be a year: `2014`.
    pub(super) fn is_year(&self) -> bool {
        let word = (self.classes == 0) & (self.kind == Kind::Word) & !self.capital;
        self.is_figure() // few words
            && word & (self.text.len() == 4)
            && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it is a capitalised word that no class of small words explains.
    pub(super) fn is_name_word(&self) -> bool {
        self.capital & !self.is(SMALL)
    }

    /// The cue that this token is a form of, if the tokens behind it allow.
    pub(super) fn cue(&self, next: Option<&Token<'_>>) -> Option<CueForm> {
        if !self.is(class::CUE) || self.capital {
            return None;
        }
        let cues = &self.word()?.cues;
        match cues.only() {
            Some(only) if only.particle.is_none() => Some(*only), // most verbs
            _ => followed(cues, |cue| cue.particle, next),
        }
    }

    /// The verb that this token is a form of which takes something without marks, if the tokens behind it allow.
    pub(super) fn report(&self, next: Option<&Token<'_>>) -> Option<ReportForm> {
        // "Asked whether it was late, Ruiz nodded.": the one participle that opens sentences often.
        if !self.is(class::REPORT) || self.capital && self.text != "Asked" {
            return None;
        }
        let verbs = &self.word()?.reports;
        match verbs.only() {
            Some(only) if only.particle.is_none() => Some(*only), // most verbs
            _ => followed(verbs, |verb| verb.particle, next),
        }
    }

    /// Whether the word can be a finite verb.
    pub(super) fn is_finite_verb(&self) -> bool {
        self.is(class::FINITE) & !self.capital
    }
}

/// How many bytes of a word are its possessive ending, which is told without a branch: `’s`, or an apostrophe alone.
fn possessive_ending(word: &[u8]) -> u8 {
    let s = word.ends_with(b"s");
    let head = &word[..word.len() - usize::from(s)];
    let ascii = u8::from(head.ends_with(b"'"));
    let curly = u8::from(head.ends_with("’".as_bytes()));
    let apostrophe = ascii + 3 * curly;
    apostrophe + u8::from(s) * (ascii | curly)
}

/// Of some forms the one whose second word follows, or else the first without one: asked of few verbs.
#[inline(never)]
fn followed<T: Copy>(
    forms: &Few<T>,
    particle: impl Fn(&T) -> Option<Particle>,
    next: Option<&Token<'_>>,
) -> Option<T> {
    let follows = |second: Particle| next.is_some_and(|next| next.text == second.text());
    let with = forms
        .iter()
        .find(|form| particle(form).is_some_and(follows));
    with.or_else(|| forms.iter().find(|form| particle(form).is_none()))
        .copied()
}

/// Classes of words that are never a part of a name, however they are written.
pub(super) const SMALL: u32 = class::AUX
    | class::ADVERB
    | class::PREP
    | class::CONJ
    | class::SUB
    | class::REL
    | class::DET
    | class::SUBJECT
    | class::OBJECT
    | class::TIME
    | class::INDEFINITE;

/// Whether these tokens are nothing but quoted words and stops.
pub(super) fn all_quoted(tokens: &[Token<'_>]) -> bool {
    tokens
        .iter()
        .all(|token| matches!(token.kind, Kind::Quote | Kind::End))
}
