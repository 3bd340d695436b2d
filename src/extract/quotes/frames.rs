//! Paragraphs as the rules see them: words and stops, with every run of quoted words as one token, cut into frames.
//!
//! A frame is a sentence of the reporter's: `“Why? Why now?” the mayor asked.` is one frame, though three sentences in
//! print, since what stands in marks is masked. Subjects and verbs are then looked for outside of the marks alone.

use crate::lexicon::speech::{self, CueForm, CueKind, Word, class, form};
use crate::span::Span;
use crate::text::{Marked, sentence_end, tag_end};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A run of quoted words, by its number in the paragraph.
    Quote(usize),
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
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) text: &'a str,
    pub(super) word: Option<&'static Word>,
    pub(super) capital: bool,
}

impl Token<'_> {
    /// Whether the word is of one of these classes, as far as a capital letter allows.
    pub(super) fn is(&self, classes: u32) -> bool {
        self.kind == Kind::Word && self.word.is_some_and(|word| word.classes & classes != 0)
    }

    /// Whether it is a capitalised word that no class of small words explains.
    pub(super) fn is_name_word(&self) -> bool {
        self.kind == Kind::Word && self.capital && !self.is(SMALL)
    }

    /// The cue that this token is a form of, if the tokens behind it allow.
    pub(super) fn cue(&self, next: Option<&Token<'_>>) -> Option<CueForm> {
        if self.kind != Kind::Word || self.capital {
            return None;
        }
        let cues = &self.word?.cues;
        let follows = |particle: &str| next.is_some_and(|next| next.text == particle);
        cues.iter()
            .find(|cue| cue.particle.is_some_and(follows))
            .or_else(|| cues.iter().find(|cue| cue.particle.is_none()))
            .copied()
    }

    /// Whether the word can be a finite verb.
    pub(super) fn is_finite_verb(&self) -> bool {
        if self.kind != Kind::Word || self.capital {
            return false;
        }
        match self.word {
            Some(word) => {
                word.classes & (class::AUX | class::VERB) != 0
                    || word
                        .cues
                        .iter()
                        .any(|cue| cue.forms & (form::PAST | form::THIRD) != 0)
            }
            None => self.text.ends_with("ed") && self.text.len() > 3 && !self.text.ends_with("eed"),
        }
    }
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

/// A paragraph, tokenised.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    /// Its number in the article, 0 outside of the body.
    pub(super) number: u32,
    pub(super) runs: Vec<Marked>,
    pub(super) tokens: Vec<Token<'a>>,
    /// Whether it holds nothing but quoted words.
    pub(super) all_quoted: bool,
    /// Ranges of `tokens`.
    pub(super) frames: Vec<std::ops::Range<usize>>,
}

impl<'a> Paragraph<'a> {
    /// Reads a paragraph whose quoted runs are known.
    pub(super) fn read(text: &'a str, span: Span, number: u32, runs: Vec<Marked>) -> Self {
        let mut tokens = Vec::with_capacity(span.len() / 6);
        let mut at = span.start();
        let mut start = at;
        for (index, run) in runs.iter().enumerate() {
            tokenise(
                text,
                Span::new(at, run.span.start()),
                &mut start,
                span.end(),
                &mut tokens,
            );
            tokens.push(Token {
                kind: Kind::Quote(index),
                span: run.span,
                text: run.inside.of(text),
                word: None,
                capital: false,
            });
            at = run.span.end();
        }
        tokenise(
            text,
            Span::new(at, span.end()),
            &mut start,
            span.end(),
            &mut tokens,
        );
        if number == 0 {
            tokens.iter_mut().for_each(lower_headline_verb);
        }
        let frames = frames(&tokens);
        Self {
            number,
            runs,
            all_quoted: all_quoted(&tokens),
            tokens,
            frames,
        }
    }
}

/// `Ruiz Says Port Is ‘Dark’`: in a headline verbs are capitalised like names.
fn lower_headline_verb(token: &mut Token<'_>) {
    let is_cue = token.word.is_some_and(|word| {
        word.cues.iter().any(|cue| {
            cue.kind == CueKind::Say && cue.particle.is_none() && cue.forms & form::THIRD != 0
        })
    });
    token.capital &= !is_cue || token.text == "States";
}

/// Whether these tokens are nothing but quoted words and stops.
pub(super) fn all_quoted(tokens: &[Token<'_>]) -> bool {
    tokens
        .iter()
        .all(|token| matches!(token.kind, Kind::Quote(_) | Kind::End))
}

/// Tokenises the text between two quoted runs. `start` is where the sentence began, for abbreviations.
fn tokenise<'a>(
    text: &'a str,
    span: Span,
    start: &mut usize,
    end: usize,
    tokens: &mut Vec<Token<'a>>,
) {
    let bytes = text.as_bytes();
    let mut at = span.start();
    while at < span.end() {
        let c = bytes[at];
        if c == b' ' || c == b'\n' || c == b'\r' || c == b'\t' {
            at += 1;
            continue;
        }
        if c.is_ascii_alphanumeric() || c >= 0x80 && starts_word(&text[at..]) {
            let stop = word_end(text, at, span.end());
            tokens.push(word_token(text, Span::new(at, stop)));
            at = stop;
            continue;
        }
        if let Some(behind) = tag_end(text, at, span.end()) {
            at = behind;
            continue;
        }
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        let stop = at + width;
        let kind = match &text[at..stop] {
            "," => Kind::Comma,
            ":" => Kind::Colon,
            ";" => Kind::Semicolon,
            "(" | "[" => Kind::Open,
            ")" | "]" => Kind::Close,
            "–" | "—" => Kind::Dash,
            "-" => Kind::Dash,
            // Of a run of points the first is asked: ten million of them cost no more than as many letters.
            "." | "!" | "?" if at > span.start() && matches!(bytes[at - 1], b'.' | b'!' | b'?') => {
                at = stop;
                continue;
            }
            "." | "!" | "?" | "…" => {
                match sentence_end(text, Span::new((*start).min(at), end), at) {
                    Some(_) => {
                        *start = stop;
                        Kind::End
                    }
                    None => {
                        at = stop;
                        continue;
                    }
                }
            }
            "'" | "’" | "‘" | "*" | "\u{a0}" | "\u{200b}" | "$" | "#" | "@" => {
                at = stop;
                continue;
            }
            _ => Kind::Other,
        };
        tokens.push(Token {
            kind,
            span: Span::new(at, stop),
            text: &text[at..stop],
            word: None,
            capital: false,
        });
        at = stop;
    }
}

fn starts_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

fn word_token(text: &str, span: Span) -> Token<'_> {
    let spelled = span.of(text);
    let capital = spelled.chars().next().is_some_and(char::is_uppercase);
    Token {
        kind: Kind::Word,
        span,
        text: spelled,
        word: speech::word(spelled),
        capital,
    }
}

/// The end of the word at `at`: letters and digits, with apostrophes, hyphens and points between them.
fn word_end(text: &str, at: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut stop = at;
    while stop < end {
        let c = bytes[stop];
        if c.is_ascii_alphanumeric() {
            stop += 1;
            continue;
        }
        let Some(next) = text[stop..end].chars().next() else {
            break;
        };
        let behind = stop + next.len_utf8();
        let joins = match next {
            '\'' | '’' | '-' | '‑' | '&' => true,
            '.' => {
                stop - at <= 1 || text[at..stop].contains('.') || bytes[stop - 1].is_ascii_digit()
            }
            ',' => {
                bytes[stop - 1].is_ascii_digit()
                    && bytes.get(behind).is_some_and(u8::is_ascii_digit)
            }
            _ => false,
        };
        let continues = behind < end && starts_word(&text[behind..end]);
        if next.is_alphanumeric()
            || unicode_normalization::char::is_combining_mark(next)
            || joins && continues
        {
            stop = behind;
        } else {
            break;
        }
    }
    stop.max(at + 1)
}

/// Cuts tokens into frames: behind a full stop, and behind quoted words that end in one where no attribution follows.
fn frames(tokens: &[Token<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let ends = match token.kind {
            Kind::End => !matches!(tokens.get(at + 1).map(|next| next.kind), Some(Kind::Close)),
            Kind::Quote(_) => quote_ends_frame(token, &tokens[at + 1..]),
            _ => false,
        };
        if ends {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether the frame is over behind these quoted words.
fn quote_ends_frame(quote: &Token<'_>, behind: &[Token<'_>]) -> bool {
    let Some(next) = behind.first() else {
        return true;
    };
    let words = quote
        .text
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '”' | '"' | ')'));
    let question = words.ends_with(['!', '?']);
    let stopped = question || words.ends_with(['.', '…']);
    if !stopped || matches!(next.kind, Kind::End) {
        return false;
    }
    match next.kind {
        Kind::Quote(_) => true,
        // “Why?” Ruiz asked. But: “It is over.” Ruiz said that … – a full stop ends the sentence.
        Kind::Word if next.capital && question => !cue_is_near(behind),
        Kind::Word if next.capital => !short_attribution(behind),
        _ => false,
    }
}

/// `Ruiz said.` right behind the marks.
fn short_attribution(behind: &[Token<'_>]) -> bool {
    let cue = behind
        .iter()
        .take(4)
        .position(|token| token.cue(None).is_some());
    cue.is_some_and(|at| at > 0 && behind.get(at + 1).is_none_or(|next| next.kind == Kind::End))
}

fn cue_is_near(behind: &[Token<'_>]) -> bool {
    behind
        .iter()
        .take(8)
        .take_while(|token| !matches!(token.kind, Kind::End | Kind::Quote(_)))
        .enumerate()
        .any(|(at, token)| at > 0 && token.cue(behind.get(at + 1)).is_some())
}
