//! Paragraphs as the rules see them: words and stops, with every run of quoted words as one token, cut into frames.
//!
//! A frame is a sentence of the reporter's: `“Why? Why now?” the mayor asked.` is one frame, though three sentences in
//! print, since what stands in marks is masked. Subjects and verbs are then looked for outside of the marks alone. A
//! paragraph knows which of its tokens are quoted words, words of names, or may report, so that no rule has to walk over all of them.

use std::ops::Range;

use super::bounds::crosshead_above;
use super::indirect::asked;
use super::tokens::{Kind, Token};
use crate::article::ShortText;
use crate::extract::notes::{Noted, Stop};
use crate::extract::reading::{Piece, Reading};
use crate::span::Span;
use crate::text::{Marked, fold_onto, folded};

/// A paragraph, tokenised.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    /// Its number in the article, 0 outside of the body.
    pub(super) number: u32,
    pub(super) runs: &'a [Marked],
    pub(super) tokens: &'a [Token<'a>],
    /// Whether it holds nothing but quoted words.
    pub(super) all_quoted: bool,
    pub(super) frames: &'a [Frame],
    /// Those of its tokens that are words of names.
    pub(super) names: &'a [u32],
    stops: &'a [Stop],
    reports: &'a [u32],
    /// What is asked of each of those at which a rule of reported speech may fit.
    asks: &'a [u8],
    /// Whether any of its tokens is a colon.
    has_colons: bool,
    /// Whether all its white space is lone spaces.
    folded: bool,
}

/// A frame, as a range of the tokens of its paragraph.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether any of its tokens is quoted words.
    pub(super) has_quotes: bool,
    /// Which of the full stops and quoted words of its paragraph are its own.
    stops: Range<u32>,
    /// Which of the tokens at which a rule of reported speech may fit.
    reports: Range<u32>,
}

impl Frame {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it holds more than quoted words and full stops.
    pub(super) fn has_words(&self) -> bool {
        self.range().len() > self.stops.len()
    }

    /// Whether it holds neither quoted words nor any at which a rule of reported speech may fit.
    pub(super) fn says_nothing(&self) -> bool {
        !self.has_quotes & self.reports.is_empty()
    }
}

impl Paragraph<'_> {
    /// Words of the paragraph, from the beginning of one token to the end of another, as one writes them: with lone spaces.
    pub(super) fn write(&self, written: &mut String, text: &str, words: Span) {
        if self.folded {
            written.push_str(words.of(text));
        } else {
            fold_onto(written, words.of(text));
        }
    }

    /// The same as a text of its own.
    pub(super) fn written(&self, text: &str, words: Span) -> ShortText {
        match self.folded {
            true => words.of(text).into(),
            false => folded(words.of(text)).into(),
        }
    }

    /// The first colon, if it is one of the first so many tokens.
    pub(super) fn first_colon(&self, tokens: usize) -> Option<usize> {
        if !self.has_colons {
            return None; // most paragraphs
        }
        let near = self.reports.iter().map(|&at| at as usize);
        near.take_while(|&at| at < tokens)
            .find(|&at| self.tokens[at].kind == Kind::Colon)
    }

    /// Whether the last token is a colon.
    pub(super) fn ends_in_colon(&self) -> bool {
        let last = self.reports.last().map(|&at| &self.tokens[at as usize..]);
        matches!(last, Some([last]) if last.kind == Kind::Colon)
    }

    /// The tokens of a frame that are quoted words, and the number of each among the runs of the paragraph.
    pub(super) fn quotes(&self, frame: &Frame) -> impl Iterator<Item = (usize, usize)> {
        let stops = part(self.stops, &frame.stops).iter();
        let tokens = stops.map(|stop| stop.at as usize);
        let quotes = tokens.filter(|&at| self.tokens[at].kind == Kind::Quote);
        quotes.map(|at| {
            let start = self.tokens[at].start();
            let run = self.runs.partition_point(|run| run.span.start() < start);
            (at, run)
        })
    }

    /// The tokens of a frame at which a rule of reported speech may fit.
    pub(super) fn reports(&self, frame: &Frame) -> impl Iterator<Item = usize> {
        self.noted_reports(frame).iter().map(|&at| at as usize)
    }

    /// The same as they were noted.
    pub(super) fn noted_reports(&self, frame: &Frame) -> &[u32] {
        part(self.reports, &frame.reports)
    }

    /// What is asked of each of them.
    pub(super) fn asks(&self, frame: &Frame) -> &[u8] {
        part(self.asks, &frame.reports)
    }
}

/// Where a frame stands: the number of its paragraph, and its own among the frames of that.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    pub(super) paragraph: u32,
    pub(super) frame: u32,
}

/// The frames of all pieces of a story. Which of them the rules look at is noted as they are cut, so that no rule has to ask each of
/// them.
#[derive(Debug)]
pub(in crate::extract) struct Frames {
    all: Vec<Frame>,
    /// Those that hold quoted words.
    with_quotes: Noted<Numbers>,
    /// Those that do not say nothing.
    telling: Noted<Numbers>,
    /// What is asked of the tokens at which a rule of reported speech may fit, one after the other.
    asks: Vec<u8>,
    pieces: Vec<PieceEnd>,
}

/// What is noted of a piece that was cut.
#[derive(Debug)]
struct PieceEnd {
    /// Where its frames end.
    frames: usize,
    has_colons: bool,
}

impl Frames {
    /// Cuts every piece of a story into frames, and tells what is asked of the tokens at which a rule of reported speech may fit.
    pub(in crate::extract) fn of(reading: &Reading<'_>) -> Self {
        let pieces = reading.pieces.len();
        let mut frames = Self {
            all: Vec::with_capacity(3 * pieces),
            with_quotes: Noted::with_room(pieces),
            telling: Noted::with_room(2 * pieces),
            asks: Vec::with_capacity(4 * pieces),
            pieces: Vec::with_capacity(pieces),
        };
        for piece in &reading.pieces {
            let tokens = reading.tokens(piece);
            let mut has_colons = false;
            let asks = reading.reports(piece).iter().map(|&at| {
                let token = &tokens[at as usize];
                has_colons |= token.kind == Kind::Colon;
                asked(token)
            });
            frames.asks.extend(asks);
            cut(reading, piece, &mut frames);
            frames.pieces.push(PieceEnd {
                frames: frames.all.len(),
                has_colons,
            });
        }
        frames
    }

    /// Adds a frame of the piece that is being cut.
    fn add(&mut self, frame: Frame) {
        let first = self.pieces.last().map_or(0, |piece| piece.frames);
        let numbers = Numbers {
            paragraph: self.pieces.len() as u32,
            frame: (self.all.len() - first) as u32,
        };
        self.with_quotes.note(numbers, frame.has_quotes);
        self.telling.note(numbers, !frame.says_nothing());
        self.all.push(frame);
    }

    /// The frames that hold quoted words.
    pub(super) fn with_quotes(&self) -> &[Numbers] {
        self.with_quotes.all()
    }

    /// Those that hold quoted words, or any at which a rule of reported speech may fit.
    pub(super) fn telling(&self) -> &[Numbers] {
        self.telling.all()
    }

    /// The paragraphs of the story with these frames.
    pub(super) fn paragraphs<'a>(&'a self, reading: &'a Reading<'a>) -> Vec<Paragraph<'a>> {
        let mut first = 0;
        let mut asks = &self.asks[..];
        let pieces = reading.pieces.iter().zip(&self.pieces);
        let paragraph = |(piece, end): (&'a Piece, &PieceEnd)| {
            let tokens = reading.tokens(piece);
            let frames = &self.all[first..end.frames];
            first = end.frames;
            let reports = reading.reports(piece);
            let (asked, others) = asks.split_at(reports.len());
            asks = others;
            Paragraph {
                number: piece.number,
                runs: reading.runs(piece),
                all_quoted: reading.stops(piece).len() == tokens.len(),
                tokens,
                frames,
                names: reading.names(piece),
                stops: reading.stops(piece),
                reports,
                asks: asked,
                has_colons: end.has_colons,
                folded: piece.folded,
            }
        };
        pieces.map(paragraph).collect()
    }
}

/// Cuts a piece into frames: behind a full stop, and behind quoted words that end in one where no attribution follows.
fn cut(reading: &Reading<'_>, piece: &Piece, frames: &mut Frames) {
    let (tokens, stops) = (reading.tokens(piece), reading.stops(piece));
    let (mut first_stop, mut first_report) = (0, 0);
    let mut close = |words: Range<usize>, has_quotes: bool, stops: u32, reports: u32| {
        frames.add(Frame {
            start: words.start,
            end: words.end,
            has_quotes,
            stops: first_stop..stops,
            reports: first_report..reports,
        });
        (first_stop, first_report) = (stops, reports);
    };
    // A headline is one itself.
    let crosshead = |sentence: &[Token<'_>]| match piece.number {
        0 => 0,
        _ => crosshead_above(sentence),
    };
    let (mut start, mut has_quotes, mut closed) = (0, false, (0, 0));
    for (nth, stop) in (1..).zip(stops) {
        let at = stop.at as usize;
        has_quotes |= tokens[at].kind != Kind::End;
        if ends_frame(tokens, at) {
            let above = crosshead(&tokens[start..=at]);
            if above > 0 {
                let (stops, first) = closed;
                let own = reading.reports(piece)[first as usize..].iter();
                let own = own.take_while(|&&at| (at as usize) < start + above);
                close(
                    start..start + above,
                    false,
                    stops,
                    first + own.count() as u32,
                );
            }
            close(start + above..at + 1, has_quotes, nth, stop.reports);
            (start, has_quotes, closed) = (at + 1, false, (nth, stop.reports));
        }
    }
    if start < tokens.len() {
        let reports = reading.reports(piece).len() as u32;
        close(start..tokens.len(), has_quotes, stops.len() as u32, reports);
    }
}

/// What stands there in a list.
fn part<'l, T>(list: &'l [T], there: &Range<u32>) -> &'l [T] {
    &list[there.start as usize..there.end as usize]
}

/// Whether a frame is over behind the full stop or the quoted words at `at`.
fn ends_frame(tokens: &[Token<'_>], at: usize) -> bool {
    match tokens[at].kind {
        Kind::End => tokens[(at + 1).min(tokens.len() - 1)].kind != Kind::Close,
        _ => quote_ends_frame(tokens, at),
    }
}

/// Whether the frame is over behind the quoted words at `at`.
fn quote_ends_frame(tokens: &[Token<'_>], at: usize) -> bool {
    let behind = &tokens[at + 1..];
    let Some(next) = behind.first() else {
        return true;
    };
    let words = tokens[at]
        .text
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '”' | '"' | ')'));
    let question = words.ends_with(['!', '?']);
    let stopped = question || words.ends_with(['.', '…']);
    if !stopped || matches!(next.kind, Kind::End) {
        return false;
    }
    match next.kind {
        Kind::Quote => true,
        // “Why?” Ruiz asked. But: “It is over.” Ruiz said that … – a full stop ends the sentence.
        Kind::Word if next.capital && question => {
            let led = at > 0 && matches!(tokens[at - 1].kind, Kind::Comma | Kind::Colon);
            !cue_is_near(behind) && (led || !cue_follows_apposition(behind))
        }
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

/// `Ruiz asked`
fn cue_is_near(behind: &[Token<'_>]) -> bool {
    behind
        .iter()
        .take(8)
        .take_while(|token| !matches!(token.kind, Kind::End | Kind::Quote))
        .enumerate()
        .any(|(at, token)| at > 0 && token.cue(behind.get(at + 1)).is_some())
}

/// `Ruiz, the mayor of the old town of Lima, asked reporters.`: with a cue that ends the sentence, or nearly so. What goes on in a clause
/// (`Ruiz, the mayor, said it was late.`) is another sentence.
fn cue_follows_apposition(behind: &[Token<'_>]) -> bool {
    const NEAR: usize = 8;
    const FAR: usize = 24;
    const ADDRESSEE: usize = 4;
    let goes_on = |token: &&Token<'_>| !matches!(token.kind, Kind::End | Kind::Quote);
    let length = behind.iter().take(FAR).take_while(goes_on).count();
    let words = &behind[..length];
    let comma = |token: &Token<'_>| token.kind == Kind::Comma;
    if !words.iter().take(NEAR).any(comma) {
        return false; // most sentences
    }
    let is_cue = |&at: &usize| comma(&words[at - 1]) && words[at].cue(behind.get(at + 1)).is_some();
    let Some(cue) = (1..length).find(is_cue) else {
        return false;
    };
    let plain = |token: &Token<'_>| {
        token.kind == Kind::Word && !token.is_finite_verb() && token.text != "nothing"
    };
    let rest = &words[cue + 1..];
    if rest
        .first()
        .is_some_and(|next| matches!(next.text, "about" | "of"))
    {
        return true; // "said of the port he had seen"
    }
    let over = behind.get(length).is_none_or(|next| next.kind == Kind::End);
    over && rest.len() <= ADDRESSEE && rest.iter().all(plain)
}
