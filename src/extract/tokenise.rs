//! Tokens of a story, made in one pass that also notes what rules look for.
//!
//! In: a story's text, and its pieces with their quoted runs. Out: their tokens and the [`Notes`] on them. Points of abbreviations, tags,
//! tickers and signs that no rule asks for leave no token.

use std::ops::Range;

use super::nicknames;
use super::notes::Notes;
use super::ticker::{bracketed_ticker_end, ticker_end};
use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::names::{behind_article, is_generation, is_legal_form};
use crate::lexicon::speech::{self, Said, Tables, class};
use crate::span::Span;
use crate::text::{
    Letters, Marked, in_lower_case, is_ascii_letter_or_digit, is_letter_or_digit, may_go_on,
    sentence_end, tag_end,
};

/// Makes the tokens of a story, one piece after the other.
pub(super) struct Tokeniser<'a> {
    text: &'a str,
    words: Words<'a>,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) notes: Notes,
    /// The number of the first token of the piece.
    first: usize,
    /// Where the sentence began, for abbreviations.
    sentence: usize,
    /// The end of the piece.
    end: usize,
}

impl<'a> Tokeniser<'a> {
    /// A tokeniser of pieces of a text, whose letters these are; the pieces have so many bytes together.
    pub(super) fn new(text: &'a str, letters: &'a Letters, size: usize) -> Self {
        let tokens = Vec::with_capacity(size / 5 + 8);
        Self {
            text,
            words: Words {
                text,
                letters,
                tables: Tables::read(),
            },
            notes: Notes::on(tokens.capacity()),
            tokens,
            first: 0,
            sentence: 0,
            end: 0,
        }
    }

    /// Reads a piece, each of its runs as one token; which tokens are its own.
    pub(super) fn read(&mut self, piece: Span, runs: &[Marked]) -> Range<usize> {
        self.first = self.tokens.len();
        (self.sentence, self.end) = (piece.start(), piece.end());
        let mut at = piece.start();
        for run in runs {
            self.between(Span::new(at, run.span.start()));
            self.notes.quote(self.number());
            self.tokens.push(Token::quote(self.text, run));
            at = run.span.end();
        }
        self.between(Span::new(at, piece.end()));
        self.first..self.tokens.len()
    }

    /// The number in its piece of the token that comes next.
    fn number(&self) -> u32 {
        (self.tokens.len() - self.first) as u32
    }

    /// Reads the text between two quoted runs.
    fn between(&mut self, span: Span) {
        let mut at = span.start();
        while at < span.end() {
            at = self.plain_words(at, span.end());
            if at < span.end() {
                at = self.other(at, span);
            }
        }
    }

    /// Adds the words from `at` on that are short and have a space behind them, as most words do; where the next thing stands.
    fn plain_words(&mut self, at: usize, end: usize) -> usize {
        let words = self.words;
        let mut rest = &words.text[at..];
        loop {
            let at = words.text.len() - rest.len();
            let Some(head) = rest.as_bytes().first_chunk() else {
                return at; // the last words of a text
            };
            let run = words.letters.run_at(at);
            let next = head[run % head.len()];
            // One number, for one branch: neither can be foreseen of a word.
            if u8::from(!is_short(run)) | next ^ b' ' != 0 || at + run >= end {
                return at;
            }
            let (word, behind) = rest.split_at(run);
            self.push(words.short(at, word, head));
            rest = &behind[1..];
        }
    }

    /// Adds what else stands at `at` in the text between two quoted runs: any other word, with what stands behind it, or something that is no
    /// word; where the text goes on behind that and the space that follows.
    fn other(&mut self, mut at: usize, between: Span) -> usize {
        let (text, end) = (self.text, between.end());
        let bytes = &text.as_bytes()[..end];
        if is_ascii_letter_or_digit(bytes[at]) {
            at = self.other_word(at, end);
        }
        let behind = match bytes.get(at) {
            None => end,
            Some(b' ' | b'\n' | b'\r' | b'\t') => at + 1,
            Some(byte) if is_ascii_letter_or_digit(*byte) => at,
            Some(byte) if !byte.is_ascii() && starts_word(&text[at..]) => self.odd_word(at, end),
            Some(b'<') => tag_end(text, at, end).unwrap_or_else(|| self.stop(at, between.start())),
            Some(_) => self.stop(at, between.start()),
        };
        behind + usize::from(bytes.get(behind) == Some(&b' '))
    }

    /// Adds a word that no space follows, or that is long; the place behind.
    #[inline(never)] // plain words are read without its registers
    fn other_word(&mut self, at: usize, end: usize) -> usize {
        let words = self.words;
        let behind = at + words.letters.run_at(at);
        let ends = behind < end && !may_go_on(words.text.as_bytes(), behind);
        if is_short(behind - at)
            && ends
            && let Some(head) = words.text.as_bytes()[at..].first_chunk()
        {
            self.push(words.short(at, &words.text[at..behind], head)); // before most stops
            return behind;
        }
        self.odd_word(at, end)
    }

    /// Adds any other word.
    #[inline(never)]
    fn odd_word(&mut self, at: usize, end: usize) -> usize {
        let (stop, joined) = self.word_end(at, end);
        if self.text.as_bytes().get(stop) == Some(&b'.')
            && let Some(behind) = ticker_end(self.text, at, end)
        {
            return self.end_behind_ticker(behind, end);
        }
        let mut word = self.words.odd(at, stop, joined);
        word.capital |= u8::from(joined && self.is_of_name(word.token.text));
        self.push(word);
        stop
    }

    /// Whether a word goes on with a name by a particle without its vowel: `Rémy | d’Okafor`.
    fn is_of_name(&self, word: &str) -> bool {
        let Some(rest) = word.strip_prefix('d') else {
            return false; // nearly all words
        };
        let rest = rest.strip_prefix(['\'', '’']).unwrap_or_default();
        let last = self.tokens[self.first..].last();
        rest.starts_with(char::is_uppercase) && last.is_some_and(|last| last.is_name_word())
    }

    /// Ends the sentence if a point stands behind a ticker, which no rule of sentences knows; the place behind.
    fn end_behind_ticker(&mut self, at: usize, end: usize) -> usize {
        if !self.text[at..end].starts_with('.') {
            return at;
        }
        self.sentence = at + 1;
        self.push_stop(Kind::End, at, at + 1)
    }

    /// The end of the word at `at`: letters and digits, with apostrophes, hyphens and points between them; and whether there are any
    /// of those, or letters that are not ASCII.
    fn word_end(&self, at: usize, end: usize) -> (usize, bool) {
        let bytes = &self.text.as_bytes()[..end];
        let mut stop = at;
        let (mut is_joined, mut has_point) = (false, false);
        loop {
            stop = self.words.letters.run_end(stop).min(end);
            match bytes.get(stop) {
                None => break,
                // Most words end here, at a space or a stop.
                Some(c) if c.is_ascii() && !matches!(c, b'\'' | b'-' | b'&' | b'.' | b',') => break,
                Some(&c) => match joined(self.text, Span::new(at, stop), has_point, end) {
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

    /// Adds a word.
    #[inline(always)] // one of its callers reads nearly all words
    fn push(&mut self, read: Read<'a>) {
        let Read {
            mut token, said, ..
        } = read;
        (token.capital, token.known) = (read.capital != 0, said.known);
        token.classes = said.classes & !class::SPEECH;
        if speech::may_tell(said.classes, token.text) {
            token.classes |= speech::by_ending(token.text, token.joined);
        }
        let number = self.number();
        let large = !token.text.as_bytes()[0].is_ascii_lowercase();
        let stands_out = token.classes & class::DATE | u32::from(token.joined) | u32::from(large);
        self.notes.word(number, token.classes, stands_out != 0);
        self.tokens.push(token);
    }

    /// Adds the stop at `at`, if any rule asks for it; where the text goes on behind it. The text between quoted runs began at `from`.
    fn stop(&mut self, at: usize, from: usize) -> usize {
        let text = self.text;
        match text.as_bytes()[at] {
            b',' => return self.comma(at),
            b'.' => return self.point(at, at + 1, from),
            _ => {} // few stops
        }
        let Some(c) = text[at..].chars().next() else {
            return at + 1;
        };
        let behind = at + c.len_utf8();
        if nicknames::is_mark(c)
            && last_is_given(self.tokens[self.first..].last())
            && let Some(behind) = nicknames::end(text, at, self.end)
        {
            return behind;
        }
        if c == '('
            && let Some(behind) = bracketed_ticker_end(text, at, self.end)
        {
            return behind;
        }
        let kind = match c {
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            '-' | '–' | '—' => Kind::Dash,
            '!' | '?' | '…' => return self.point(at, behind, from),
            '&' if self.is_in_name(at) => {
                self.and_of_name(at);
                return behind;
            }
            '\'' | '’' if self.owns(at) => {
                self.take_in(behind);
                return behind;
            }
            '\'' | '’' | '‘' | '*' | '\u{a0}' | '\u{200b}' | '$' | '#' | '@' => return behind,
            _ => Kind::Other,
        };
        self.push_stop(kind, at, behind)
    }

    /// Adds a stop; where the text goes on behind it.
    #[inline] // most stops are of a kind that is known here
    fn push_stop(&mut self, kind: Kind, at: usize, behind: usize) -> usize {
        self.notes.stop(self.number(), kind);
        let stop = Token::plain(kind, at, &self.text[at..behind]);
        self.tokens.push(stop);
        behind
    }

    /// The same of the comma at `at`, if it stands in no name.
    fn comma(&mut self, at: usize) -> usize {
        match self.is_within_name(at + 1) {
            true => at + 1,
            false => self.push_stop(Kind::Comma, at, at + 1),
        }
    }

    /// The same of the point at `at`, if it ends a sentence.
    fn point(&mut self, at: usize, behind: usize, from: usize) -> usize {
        // Of a run of points the first is asked: ten million of them cost no more than as many letters.
        let is_point = |byte: u8| matches!(byte, b'.' | b'!' | b'?');
        let bytes = self.text.as_bytes();
        if is_point(bytes[at]) && at > from && is_point(bytes[at - 1]) {
            return behind;
        }
        let sentence = Span::new(self.sentence.min(at), self.end);
        if sentence_end(self.text, sentence, at).is_none() {
            self.settle_initial(at);
            return behind;
        }
        self.sentence = behind;
        self.push_stop(Kind::End, at, behind)
    }

    /// A letter before the point at `at`, which ends no sentence, is an initial: `James A. Holt` has no article.
    fn settle_initial(&mut self, at: usize) {
        let last = self.tokens[self.first..].last_mut();
        if let Some(letter) = last.filter(|last| last.end() == at && last.text.len() == 1) {
            letter.classes &= !SMALL;
        }
    }

    /// Whether the apostrophe at `at` stands behind a name in the genitive: `Weedens’`.
    fn owns(&self, at: usize) -> bool {
        let last = self.tokens[self.first..].last();
        last.is_some_and(|last| last.capital && last.end() == at && last.text.ends_with('s'))
    }

    /// Makes the apostrophe before `behind` a part of the last word.
    fn take_in(&mut self, behind: usize) {
        if let Some(last) = self.tokens.last_mut() {
            last.text = &self.text[last.start()..behind];
            last.note_joined(true);
        }
    }

    /// Whether the comma before `behind` stands within a name: `Harbor Lines, | Inc.`, `Tom Okafor, | Jr.`, `Okafor, Jr., | said`.
    fn is_within_name(&self, behind: usize) -> bool {
        let last = self.tokens[self.first..].last();
        let Some(last) = last.filter(|last| last.is_name_word()) else {
            return false; // most commas
        };
        let Some([b' ', next]) = self.text.as_bytes()[behind..self.end].first_chunk() else {
            return false;
        };
        let capital = next.is_ascii_uppercase();
        if !capital && last.text.len() > LONGEST_ENDING {
            return false; // and most behind names
        }
        let letter = |c: char| c.is_alphabetic() || c == '-';
        let rest = &self.text[behind + 1..self.end];
        let word = rest.split(|c| !letter(c)).next().unwrap_or_default();
        if capital {
            return is_ending(word);
        }
        let verb = || speech::word(word).is_some_and(|word| word.classes & class::FINITE != 0);
        let before = self.text[..last.start()].trim_end();
        before.ends_with(',') && is_ending(last.text) && verb()
    }

    /// Whether the sign at `at` stands between two words with capitals: `Weeden & Co`.
    fn is_in_name(&self, at: usize) -> bool {
        let last = self.tokens[self.first..].last();
        let behind_name = last.is_some_and(|last| last.is_name_word() && last.end() + 1 == at);
        let next = self.text.get(at + 2..self.end);
        behind_name && next.is_some_and(|next| next.starts_with(char::is_uppercase))
    }

    /// Adds the `&` of a name, which is one of a house.
    fn and_of_name(&mut self, at: usize) {
        let mut token = Token::plain(Kind::Word, at, &self.text[at..=at]);
        (token.capital, token.joined) = (true, true);
        token.classes = class::ORGANISATION;
        self.notes.word(self.number(), token.classes, true);
        self.tokens.push(token);
    }
}

/// Words of no more letters are told by one look at sixteen bytes.
const SHORT: usize = 15;

/// Whether a word of so many letters is one of them.
fn is_short(letters: usize) -> bool {
    (1..=SHORT).contains(&letters)
}

/// A word as it is read.
struct Read<'a> {
    token: Token<'a>,
    /// What the tables say of it.
    said: Said,
    /// 1 if it begins with a capital, else 0.
    capital: u8,
}

/// What words of a text are read from.
#[derive(Clone, Copy)]
struct Words<'a> {
    text: &'a str,
    letters: &'a Letters,
    tables: Tables,
}

impl<'a> Words<'a> {
    /// The word at `at`, which has ASCII letters and digits alone, [`SHORT`] at most, and is the head of these bytes.
    #[inline(always)]
    fn short(self, at: usize, word: &'a str, head: &[u8; 16]) -> Read<'a> {
        Read {
            token: Token::plain(Kind::Word, at, word),
            said: (self.tables).said_of_short(in_lower_case(head, word.len())),
            // One bit tells a capital from a small letter. As it is told by no comparison, no branch is made of it.
            capital: !head[0] >> 5 & 1,
        }
    }

    /// Any other word, which ends at `stop`; whether anything but ASCII letters and digits is a part of it.
    fn odd(self, at: usize, stop: usize, joined: bool) -> Read<'a> {
        let said = speech::said_at(self.text, at, stop);
        let mut token = Token::plain(Kind::Word, at, &self.text[at..stop]);
        token.note_joined(joined);
        let first = self.text.as_bytes()[at];
        let capital = match first.is_ascii() {
            true => first.is_ascii_uppercase() || joined && behind_article(token.text).is_some(),
            false => token.text.starts_with(char::is_uppercase),
        };
        Read {
            token,
            said,
            capital: capital.into(),
        }
    }
}

/// Whether a nickname may follow: `Tom | “Red” Okafor`.
fn last_is_given(last: Option<&Token<'_>>) -> bool {
    last.is_some_and(|last| last.capital & last.is(class::GIVEN))
}

/// No ending of names is longer.
const LONGEST_ENDING: usize = 4;

/// Whether a word ends names behind a comma: `Inc`, `Jr`.
fn is_ending(word: &str) -> bool {
    word.len() <= LONGEST_ENDING && (is_generation(word) || is_legal_form(word))
}

fn starts_word(rest: &str) -> bool {
    rest.chars().next().is_some_and(is_letter_or_digit)
}

/// The place behind the character that follows these letters, if it belongs to their word; whether that has a point already.
fn joined(text: &str, word: Span, has_point: bool, end: usize) -> Option<usize> {
    let (bytes, stop) = (&text.as_bytes()[..end], word.end());
    let digit_before = bytes[stop - usize::from(stop > 0)].is_ascii_digit();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if bytes[stop..].starts_with(b".-elect") {
        return Some(stop + 2); // "Gov.-elect"
    }
    let joins = match bytes[stop] {
        b'\'' | b'-' | b'&' => true,
        b'.' => word.len() <= 1 || has_point || digit_before,
        b',' => digit_before && digit(stop + 1),
        _ => return joined_beyond_ascii(text, stop, end),
    };
    (joins && word_goes_on(text, stop + 1, end)).then_some(stop + 1)
}

/// The same of a character that is not ASCII: an apostrophe, a hyphen or a letter.
fn joined_beyond_ascii(text: &str, stop: usize, end: usize) -> Option<usize> {
    let next = text[stop..end].chars().next()?;
    let behind = stop + next.len_utf8();
    let joins = matches!(next, '’' | '‑');
    let letter = is_letter_or_digit(next) || unicode_normalization::char::is_combining_mark(next);
    (letter || joins && word_goes_on(text, behind, end)).then_some(behind)
}

/// Whether a letter or a digit stands at `at`.
fn word_goes_on(text: &str, at: usize, end: usize) -> bool {
    match text.as_bytes()[..end].get(at) {
        Some(&byte) if byte.is_ascii() => is_ascii_letter_or_digit(byte),
        Some(_) => starts_word(&text[at..end]),
        None => false,
    }
}
