//! Tokens: words with what the tables say of them, stops, and runs of quoted words as one token each.
//!
//! In: the text between two quoted runs. Out: its tokens. Points of abbreviations, tags and signs that no rule asks for
//! leave none.

use crate::lexicon::speech::{self, CueForm, ReportForm, Word, class};
use crate::span::Span;
use crate::text::{letters_at_head, sentence_end, tag_end};

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

    /// The verb that this token is a form of which takes something without marks, if the tokens behind it allow.
    pub(super) fn report(&self, next: Option<&Token<'_>>) -> Option<ReportForm> {
        // "Asked whether it was late, Ruiz nodded.": the one participle that opens sentences often.
        if self.kind != Kind::Word || self.capital && self.text != "Asked" {
            return None;
        }
        let verbs = &self.word?.reports;
        let follows = |particle: &str| next.is_some_and(|next| next.text == particle);
        verbs
            .iter()
            .find(|verb| verb.particle.is_some_and(follows))
            .or_else(|| verbs.iter().find(|verb| verb.particle.is_none()))
            .copied()
    }

    /// Whether the word can be a finite verb.
    pub(super) fn is_finite_verb(&self) -> bool {
        if self.kind != Kind::Word || self.capital {
            return false;
        }
        match self.word {
            Some(word) => word.finite,
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

/// Whether these tokens are nothing but quoted words and stops.
pub(super) fn all_quoted(tokens: &[Token<'_>]) -> bool {
    tokens
        .iter()
        .all(|token| matches!(token.kind, Kind::Quote(_) | Kind::End))
}

/// Tokenises the text between two quoted runs. `start` is where the sentence began, for abbreviations.
pub(super) fn tokenise<'a>(
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
            let mut token = word_token(text, Span::new(at, stop));
            // "George Will wrote": inside a sentence a capital tells the name from the verb.
            if token.capital
                && token.is(class::AUX)
                && token.is(class::GIVEN)
                && tokens.last().is_some_and(|last| last.kind == Kind::Word)
            {
                token.word = None;
            }
            tokens.push(token);
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
        stop += letters_at_head(&bytes[stop..end]);
        let Some(&c) = bytes[..end].get(stop) else {
            break;
        };
        // Most words end here, at a space or a stop.
        if c.is_ascii() && !matches!(c, b'\'' | b'-' | b'&' | b'.' | b',') {
            break;
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
        let continues = || behind < end && starts_word(&text[behind..end]);
        let letter = !next.is_ascii()
            && (next.is_alphanumeric() || unicode_normalization::char::is_combining_mark(next));
        if letter || joins && continues() {
            stop = behind;
        } else {
            break;
        }
    }
    stop.max(at + 1)
}
