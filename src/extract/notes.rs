//! Where in a story rules begin to look, noted as its tokens are made.
//!
//! In: the tokens of each piece of a story. Out: which of them are stops or quoted words, which words may report what somebody says,
//! which are words of names, and which may begin a place or a date. So no rule has to walk over all words to find the few that it is
//! for.

use std::ops::Range;

use super::mentions::date_openings;
use super::tokens::{Kind, Token};
use crate::lexicon::speech::class;

/// The notes on all pieces of a story.
#[derive(Debug)]
pub(super) struct Notes {
    stops: Noted,
    reports: Noted,
    names: Noted,
    outstanding: Noted,
    dates: Noted,
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
    /// No notes yet on a story of about so many tokens.
    pub(super) fn on(tokens: usize) -> Self {
        Self {
            stops: Noted::with_capacity(tokens / 4),
            reports: Noted::with_capacity(tokens / 4),
            names: Noted::with_capacity(tokens / 2),
            outstanding: Noted::with_capacity(tokens / 2),
            dates: Noted::with_capacity(tokens / 2),
        }
    }

    /// Takes notes on the tokens of a piece.
    pub(super) fn take(&mut self, text: &str, tokens: &[Token<'_>]) -> Noting {
        let all = || tokens.iter().enumerate();
        let outstanding = self.outstanding.gather(all(), |token| token.stands_out);
        let few = self.outstanding.found[outstanding.clone()].iter();
        let few = few.map(|&at| (at as usize, &tokens[at as usize]));
        let opens_date = date_openings();
        Noting {
            stops: self.stops.gather(all(), is_stop),
            reports: self.reports.gather(all(), may_report),
            names: self.names.gather(few.clone(), Token::is_name_word),
            dates: self.dates.gather(few, |token| opens_date(text, token)),
            outstanding,
        }
    }

    /// The tokens of a piece that are full stops or quoted words.
    pub(super) fn stops(&self, piece: &Noting) -> &[u32] {
        &self.stops.found[piece.stops.clone()]
    }

    /// The tokens of a piece at which a rule of reported speech may fit.
    pub(super) fn reports(&self, piece: &Noting) -> &[u32] {
        &self.reports.found[piece.reports.clone()]
    }

    /// The tokens of a piece that are words of names.
    pub(super) fn names(&self, piece: &Noting) -> &[u32] {
        &self.names.found[piece.names.clone()]
    }

    /// The tokens of a piece that stand out.
    pub(super) fn outstanding(&self, piece: &Noting) -> &[u32] {
        &self.outstanding.found[piece.outstanding.clone()]
    }

    /// Those of them that may open a date.
    pub(super) fn dates(&self, piece: &Noting) -> &[u32] {
        &self.dates.found[piece.dates.clone()]
    }
}

fn is_stop(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::End | Kind::Quote(_))
}

/// Whether a rule of reported speech looks at a token: not at most words.
fn may_report(token: &Token<'_>) -> bool {
    token.is(class::REPORT | class::TAKES | class::ATTRIBUTES) | (token.kind == Kind::Colon)
}

/// Tokens of a kind, each by its number in its piece.
#[derive(Debug)]
struct Noted {
    /// Those that were found, and room for those of another piece.
    found: Vec<u32>,
    count: usize,
}

impl Noted {
    fn with_capacity(capacity: usize) -> Self {
        Self {
            found: Vec::with_capacity(capacity),
            count: 0,
        }
    }

    /// Notes the tokens of a piece that are of this kind; where they stand in the list. Which ones are cannot be foreseen: every number
    /// is written down, and overwritten by the next unless it is one, for a branch would cost more.
    fn gather<'a, 't: 'a>(
        &mut self,
        tokens: impl ExactSizeIterator<Item = (usize, &'a Token<'t>)>,
        is_one: impl Fn(&'a Token<'t>) -> bool,
    ) -> Range<usize> {
        let (first, size) = (self.count, self.count + tokens.len());
        if self.found.len() < size {
            self.found.resize(size, 0);
        }
        let room = &mut self.found[first..size];
        let mut count = 0;
        for (at, token) in tokens {
            room[count] = at as u32;
            count += usize::from(is_one(token));
        }
        self.count += count;
        first..self.count
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Story;
    use crate::extract::reading::Reading;
    use crate::span::Span;

    #[test]
    fn what_rules_look_for_is_noted_piece_by_piece() {
        let text = "Ana Ruiz said the port is open. “We wait,” she said.\n\nOkafor: It is 9 p.m. on Monday.";
        let border = text.find("\n\n").unwrap();
        let paragraphs = [Span::new(0, border), Span::new(border + 2, text.len())];
        let reading = Reading::of(&Story {
            text,
            headline: None,
            deck: None,
            paragraphs: &paragraphs,
            folded: &[true, true],
        });
        let [first, second] = &reading.pieces[..] else {
            panic!("two paragraphs are two pieces");
        };
        let words = |piece, numbers: &[u32]| -> Vec<_> {
            let word = |&number: &u32| reading.tokens(piece)[number as usize].text;
            numbers.iter().map(word).collect()
        };
        assert_eq!(words(first, reading.stops(first)), [".", "We wait,", "."]);
        assert_eq!(
            words(first, reading.reports(first)),
            ["said", "open", "said"]
        );
        assert_eq!(words(first, reading.names(first)), ["Ana", "Ruiz"]);
        assert_eq!(words(second, reading.stops(second)), ["."]);
        assert_eq!(words(second, reading.reports(second)), [":"]);
        assert_eq!(words(second, reading.names(second)), ["Okafor"]);
        let dates: Vec<_> = reading.dates(second).map(|(_, token)| token.text).collect();
        assert!(dates.contains(&"Monday"), "{dates:?}");
    }
}
