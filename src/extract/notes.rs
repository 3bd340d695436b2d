//! Where in a story rules begin to look, noted as its tokens are made.
//!
//! In: the tokens of each piece of a story. Out: which of them are stops or quoted words, which words may report what somebody says,
//! which are words of names, and which may begin a place or a date. So no rule has to walk over all words to find the few that it is
//! for. While the few that stand out are looked at, it is settled which of them are small words and which names (`homographs`).

use std::ops::Range;

use super::homographs;
use super::mentions::date_openings;
use super::tokens::{Kind, Token};
use crate::lexicon::speech::class;

/// The notes on all pieces of a story.
#[derive(Debug)]
pub(super) struct Notes {
    stops: Noted<Stop>,
    reports: Noted,
    names: Noted,
    outstanding: Noted,
    dates: Noted,
}

/// A full stop or quoted words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stop {
    /// Its number among the tokens of its piece.
    pub(super) at: u32,
    /// How many of the tokens before it are such at which a rule of reported speech may fit.
    pub(super) reports: u32,
}

/// Where the notes on a piece stand among those on its story.
#[derive(Clone, Debug, Default)]
pub(super) struct Noting {
    stops: Range<usize>,
    reports: Range<usize>,
    names: Range<usize>,
    outstanding: Range<usize>,
    dates: Range<usize>,
}

impl Notes {
    /// No notes yet on a story of about so many tokens, with room for as many of each kind as most stories have.
    pub(super) fn on(tokens: usize) -> Self {
        Self {
            stops: Noted::with_room(tokens / 12),
            reports: Noted::with_room(tokens / 10),
            names: Noted::with_room(tokens / 6),
            outstanding: Noted::with_room(tokens / 4),
            dates: Noted::with_room(tokens / 12),
        }
    }

    /// Notes a word of these classes, the next token of its piece; and whether it may be a part of a name or open a date: words with
    /// a capital letter, digits or anything else but small letters, and the few small words that dates begin with.
    #[inline]
    pub(super) fn word(&mut self, number: u32, classes: u32, stands_out: bool) {
        self.reports.note(number, classes & MAY_REPORT != 0);
        self.outstanding.note(number, stands_out);
    }

    /// Notes a stop.
    #[inline]
    pub(super) fn stop(&mut self, number: u32, kind: Kind) {
        match kind {
            Kind::End => self.stops.note(self.stop_at(number), true),
            Kind::Colon => self.reports.note(number, true),
            _ => {}
        }
    }

    /// Notes a run of quoted words.
    pub(super) fn quote(&mut self, number: u32) {
        self.stops.note(self.stop_at(number), true);
        self.outstanding.note(number, true);
    }

    fn stop_at(&self, number: u32) -> Stop {
        Stop {
            at: number,
            reports: self.reports.since() as u32,
        }
    }

    /// All notes since the last piece are on this one, which has these tokens; what is asked of few tokens is noted now, each once it is
    /// settled whether it is a name. In headlines a capital says nothing.
    pub(super) fn of_piece(
        &mut self,
        text: &str,
        tokens: &mut [Token<'_>],
        headline: bool,
    ) -> Noting {
        let outstanding = self.outstanding.close();
        let opens_date = date_openings();
        for &number in &self.outstanding.found[outstanding.clone()] {
            if homographs::may_be_either(&tokens[number as usize]) {
                homographs::settle(tokens, number as usize, headline);
            }
            let token = &tokens[number as usize];
            self.names.note(number, token.is_name_word());
            self.dates.note(number, opens_date(text, token));
        }
        Noting {
            stops: self.stops.close(),
            reports: self.reports.close(),
            names: self.names.close(),
            dates: self.dates.close(),
            outstanding,
        }
    }

    /// The tokens of a piece that are full stops or quoted words.
    pub(super) fn stops(&self, piece: &Noting) -> &[Stop] {
        self.stops.noted(&piece.stops)
    }

    /// The tokens of a piece at which a rule of reported speech may fit.
    pub(super) fn reports(&self, piece: &Noting) -> &[u32] {
        self.reports.noted(&piece.reports)
    }

    /// The tokens of a piece that are words of names.
    pub(super) fn names(&self, piece: &Noting) -> &[u32] {
        self.names.noted(&piece.names)
    }

    /// The tokens of a piece that stand out.
    pub(super) fn outstanding(&self, piece: &Noting) -> &[u32] {
        self.outstanding.noted(&piece.outstanding)
    }

    /// Those of them that may open a date.
    pub(super) fn dates(&self, piece: &Noting) -> &[u32] {
        self.dates.noted(&piece.dates)
    }
}

/// A rule of reported speech looks at words of these classes: not at most words.
const MAY_REPORT: u32 = class::REPORT | class::TAKES | class::ATTRIBUTES;

/// Tokens of a kind, each by its number in its piece.
#[derive(Debug)]
pub(super) struct Noted<T = u32> {
    /// Those that were found, and room for others.
    found: Vec<T>,
    count: usize,
    /// Where those of the piece begin.
    first: usize,
}

impl<T: Copy + Default> Noted<T> {
    /// None yet, and room for so many.
    pub(super) fn with_room(room: usize) -> Self {
        Self {
            found: vec![T::default(); room],
            count: 0,
            first: 0,
        }
    }

    /// Notes a token if it is of this kind. Which ones are cannot be foreseen: each is written down, and overwritten by the next
    /// unless it is one, for a branch would cost more.
    #[inline]
    pub(super) fn note(&mut self, token: T, is_one: bool) {
        match self.found.get_mut(self.count) {
            Some(place) => *place = token,
            None => self.found.push(token),
        }
        self.count += usize::from(is_one);
    }

    /// How many were noted since it was asked where they stand.
    fn since(&self) -> usize {
        self.count - self.first
    }

    /// Where those stand that were noted since this was asked last.
    pub(super) fn close(&mut self) -> Range<usize> {
        let first = std::mem::replace(&mut self.first, self.count);
        first..self.count
    }

    /// All that were noted.
    pub(super) fn all(&self) -> &[T] {
        &self.found[..self.count]
    }

    /// Those that stand there.
    pub(super) fn noted(&self, there: &Range<usize>) -> &[T] {
        &self.found[there.clone()]
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Story;
    use crate::extract::reading::Reading;
    use crate::span::Span;
    use crate::text::Letters;

    #[test]
    fn what_rules_look_for_is_noted_piece_by_piece() {
        let text = "Ana Ruiz said the port is open. “We wait,” she said.\n\nOkafor: It is 9 p.m. on Monday.";
        let border = text.find("\n\n").unwrap();
        let paragraphs = [Span::new(0, border), Span::new(border + 2, text.len())];
        let letters = Letters::of(text.as_bytes());
        let reading = Reading::of(&Story::of_body(text, &letters, &paragraphs));
        let [first, second] = &reading.pieces[..] else {
            panic!("two paragraphs are two pieces");
        };
        let words = |piece, numbers: &[u32]| -> Vec<_> {
            let word = |&number: &u32| reading.tokens(piece)[number as usize].text;
            numbers.iter().map(word).collect()
        };
        let stops = |piece| -> Vec<_> {
            let stops = reading.stops(piece).iter();
            let (numbers, reports): (Vec<_>, Vec<_>) =
                stops.map(|stop| (stop.at, stop.reports)).unzip();
            words(piece, &numbers).into_iter().zip(reports).collect()
        };
        assert_eq!(stops(first), [(".", 2), ("We wait,", 2), (".", 3)]);
        assert_eq!(
            words(first, reading.reports(first)),
            ["said", "open", "said"]
        );
        assert_eq!(words(first, reading.names(first)), ["Ana", "Ruiz"]);
        assert_eq!(stops(second), [(".", 1)]);
        assert_eq!(words(second, reading.reports(second)), [":"]);
        assert_eq!(words(second, reading.names(second)), ["Okafor"]);
        let dates: Vec<_> = reading.dates(second).map(|(_, token)| token.text).collect();
        assert!(dates.contains(&"Monday"), "{dates:?}");
    }
}
