//! Tokens: words with what the tables say of them, stops, and runs of quoted words as one token each.
//!
//! In: the text between two quoted runs. Out: its tokens. What the tables say of a word is a set of classes on its token, so
//! that a rule asks with one comparison whether it has to look at all. Points of abbreviations, tags and signs that no rule asks for
//! leave none.

use crate::lexicon::speech::{self, CueForm, Known, ReportForm, Word, class};
use crate::span::Span;
use crate::text::{Marked, letters_at_head, sentence_end, short_word, tag_end};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A run of quoted words, by its number in the paragraph.
    Quote(u32),
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
    pub(super) known: Option<Known>,
    /// The classes of the word; 0 for what is no word.
    pub(super) classes: u32,
    /// Whether it is a word that begins with a capital.
    pub(super) capital: bool,
    /// Whether anything but ASCII letters and digits is a part of the word: hyphens, apostrophes, points, accents.
    pub(super) joined: bool,
    /// Whether it may be a part of a name or open a date: quoted words, words with a capital letter, digits or anything else but
    /// small letters, and the few small words that dates begin with.
    pub(super) stands_out: bool,
}

impl<'a> Token<'a> {
    /// The run of quoted words of this number.
    pub(super) fn quote(text: &'a str, number: u32, run: &Marked) -> Self {
        Self {
            kind: Kind::Quote(number),
            span: run.span,
            text: run.inside.of(text),
            known: None,
            classes: 0,
            capital: false,
            joined: false,
            stands_out: true,
        }
    }

    /// What the tables say of the word.
    pub(super) fn word(&self) -> Option<&'static Word> {
        self.known.map(Known::word)
    }

    /// Whether the word is of one of these classes, as far as a capital letter allows.
    pub(super) fn is(&self, classes: u32) -> bool {
        self.classes & classes != 0
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
        let follows = |particle: &str| next.is_some_and(|next| next.text == particle);
        cues.iter()
            .find(|cue| cue.particle.is_some_and(follows))
            .or_else(|| cues.iter().find(|cue| cue.particle.is_none()))
            .copied()
    }

    /// The verb that this token is a form of which takes something without marks, if the tokens behind it allow.
    pub(super) fn report(&self, next: Option<&Token<'_>>) -> Option<ReportForm> {
        // "Asked whether it was late, Ruiz nodded.": the one participle that opens sentences often.
        if !self.is(class::REPORT) || self.capital && self.text != "Asked" {
            return None;
        }
        let verbs = &self.word()?.reports;
        let follows = |particle: &str| next.is_some_and(|next| next.text == particle);
        verbs
            .iter()
            .find(|verb| verb.particle.is_some_and(follows))
            .or_else(|| verbs.iter().find(|verb| verb.particle.is_none()))
            .copied()
    }

    /// Whether the word can be a finite verb.
    pub(super) fn is_finite_verb(&self) -> bool {
        self.is(class::FINITE) & !self.capital
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

/// Tokenises the text between two quoted runs. `start` is where the sentence began, for abbreviations; `end` is that of the
/// paragraph.
pub(super) fn tokenise<'a>(
    text: &'a str,
    span: Span,
    start: &mut usize,
    end: usize,
    tokens: &mut Vec<Token<'a>>,
) {
    let bytes = &text.as_bytes()[..span.end()];
    let mut at = span.start();
    while let Some(&byte) = bytes.get(at) {
        at = match BEGINS[usize::from(byte)] {
            Begins::Space => at + 1,
            Begins::Word => {
                tokens.push(word(text, at, span.end(), tokens.last()));
                tokens[tokens.len() - 1].span.end()
            }
            Begins::Other if !byte.is_ascii() && starts_word(&text[at..]) => {
                tokens.push(word(text, at, span.end(), tokens.last()));
                tokens[tokens.len() - 1].span.end()
            }
            Begins::Other => match tag_end(text, at, span.end()) {
                Some(behind) => behind,
                None => stop(text, at, span, start, end, tokens),
            },
        };
    }
}

/// What a byte begins.
#[derive(Clone, Copy)]
enum Begins {
    Space,
    Word,
    Other,
}

/// By a table: this is asked of every word and every space of a text.
const BEGINS: [Begins; 256] = {
    let mut begins = [Begins::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        begins[byte] = match byte as u8 {
            b' ' | b'\n' | b'\r' | b'\t' => Begins::Space,
            letter if letter.is_ascii_alphanumeric() => Begins::Word,
            _ => Begins::Other,
        };
        byte += 1;
    }
    begins
};

/// Adds the stop at `at`, if any rule asks for it; where the text goes on behind it.
fn stop<'a>(
    text: &'a str,
    at: usize,
    span: Span,
    start: &mut usize,
    end: usize,
    tokens: &mut Vec<Token<'a>>,
) -> usize {
    let Some(c) = text[at..].chars().next() else {
        return at + 1;
    };
    let behind = at + c.len_utf8();
    let repeated = || at > span.start() && matches!(text.as_bytes()[at - 1], b'.' | b'!' | b'?');
    let kind = match c {
        ',' => Kind::Comma,
        ':' => Kind::Colon,
        ';' => Kind::Semicolon,
        '(' | '[' => Kind::Open,
        ')' | ']' => Kind::Close,
        '-' | '–' | '—' => Kind::Dash,
        // Of a run of points the first is asked: ten million of them cost no more than as many letters.
        '.' | '!' | '?' if repeated() => return behind,
        '.' | '!' | '?' | '…' => {
            if sentence_end(text, Span::new((*start).min(at), end), at).is_none() {
                return behind;
            }
            *start = behind;
            Kind::End
        }
        '\'' | '’' | '‘' | '*' | '\u{a0}' | '\u{200b}' | '$' | '#' | '@' => return behind,
        _ => Kind::Other,
    };
    tokens.push(Token {
        kind,
        span: Span::new(at, behind),
        text: &text[at..behind],
        known: None,
        classes: 0,
        capital: false,
        joined: false,
        stands_out: false,
    });
    behind
}

fn starts_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_alphanumeric)
}

/// The token of the word at `at` behind another token.
fn word<'a>(text: &'a str, at: usize, end: usize, before: Option<&Token<'_>>) -> Token<'a> {
    let (stop, joined, known) = match short_word(text.as_bytes(), at) {
        Some((word, length)) if at + length <= end => {
            (at + length, false, speech::short_word(word))
        }
        _ => {
            let (stop, joined) = word_end(text, at, end);
            (stop, joined, speech::word_at(text, at, stop))
        }
    };
    let bytes = text.as_bytes();
    let is_of_speech = known.is_some_and(|known| known.is_of_speech);
    let ending = u32::from(!is_of_speech) * speech::by_ending(text, at, stop);
    let classes = known.map_or(0, |known| known.classes) | ending;
    let large = u32::from(!bytes[at].is_ascii_lowercase());
    let mut token = Token {
        kind: Kind::Word,
        span: Span::new(at, stop),
        text: &text[at..stop],
        known,
        classes,
        capital: bytes[at].is_ascii_uppercase(),
        joined,
        // `|` of numbers, not `||`: no branch
        stands_out: classes & class::DATE | u32::from(joined) | large != 0,
    };
    if !bytes[at].is_ascii() {
        token.capital = token.text.starts_with(char::is_uppercase);
    }
    // "George Will wrote": inside a sentence a capital tells the name from the verb.
    if token.is(class::AUX)
        && token.is(class::GIVEN)
        && token.capital
        && before.is_some_and(|before| before.kind == Kind::Word)
    {
        token.classes = 0;
    }
    token
}

/// The end of the word at `at`: letters and digits, with apostrophes, hyphens and points between them; and whether there are any
/// of those, or letters that are not ASCII.
fn word_end(text: &str, at: usize, end: usize) -> (usize, bool) {
    let bytes = &text.as_bytes()[..end];
    let mut stop = at;
    let (mut is_joined, mut has_point) = (false, false);
    loop {
        stop += letters_at_head(&bytes[stop..]);
        match bytes.get(stop) {
            None => break,
            // Most words end here, at a space or a stop.
            Some(c) if c.is_ascii() && !matches!(c, b'\'' | b'-' | b'&' | b'.' | b',') => break,
            Some(&c) => match joined(text, Span::new(at, stop), has_point, end) {
                Some(behind) => {
                    has_point |= c == b'.';
                    (stop, is_joined) = (behind, true);
                }
                None => break,
            },
        }
    }
    (stop.max(at + 1), is_joined)
}

/// The place behind the character that follows these letters, if it belongs to their word; whether that has a point already.
fn joined(text: &str, word: Span, has_point: bool, end: usize) -> Option<usize> {
    let (bytes, stop) = (text.as_bytes(), word.end());
    let next = text[stop..end].chars().next()?;
    let behind = stop + next.len_utf8();
    let joins = match next {
        '\'' | '’' | '-' | '‑' | '&' => true,
        '.' => word.len() <= 1 || has_point || bytes[stop - 1].is_ascii_digit(),
        ',' => {
            bytes[stop - 1].is_ascii_digit() && bytes.get(behind).is_some_and(u8::is_ascii_digit)
        }
        _ => false,
    };
    let continues = || behind < end && starts_word(&text[behind..end]);
    let letter = !next.is_ascii()
        && (next.is_alphanumeric() || unicode_normalization::char::is_combining_mark(next));
    (letter || joins && continues()).then_some(behind)
}
