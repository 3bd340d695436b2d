//! Quotation marks of a paragraph, found and paired.
//!
//! In: a text and the span of one paragraph. Out: the outermost runs of marked words, in order. Marks inside a run
//! (“He said ‘no’ to me”) stay part of it; apostrophes are told from single marks by what stands beside them.
//! One pass, no looking back: a paragraph of 10 MB with one unclosed mark costs what any other costs.

use super::Letters;
use super::mark::{Mark, Marks, Side};
use crate::span::Span;

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The words without the marks.
    pub inside: Span,
    /// The words with the marks.
    pub span: Span,
    /// Whether the marks are single ones.
    pub single: bool,
    /// Whether a closing mark was found; a quote over several paragraphs has one only in its last.
    pub closed: bool,
}

/// Adds the runs of marked words of `text`, whose letters these are, inside `span`, which is one paragraph.
pub(crate) fn add_marked(text: &str, letters: &Letters, span: Span, runs: &mut Vec<Marked>) {
    let mut open: Option<Open> = None;
    let mut single: Option<Open> = None;
    for mark in Marks::new(text, letters, span) {
        if !mark.single {
            single = None;
            open = double(text, runs, open, mark);
        } else if open.is_none() {
            single = single_mark(runs, single, mark);
        }
    }
    if let Some(open) = open {
        runs.push(open.until(Span::new(span.end(), span.end()), false));
    }
}

/// An opening mark that waits for its closing one.
#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// Marks of another kind that opened inside: `"She said “no” to us."`
    inner: usize,
}

impl Open {
    fn until(self, closing: Span, closed: bool) -> Marked {
        Marked {
            inside: Span::new(self.mark.span.end(), closing.start()),
            span: Span::new(self.mark.span.start(), closing.end()),
            single: self.mark.single,
            closed,
        }
    }
}

/// Takes one double mark: opens a run, closes it, or repairs a run whose closing mark was forgotten.
fn double(text: &str, runs: &mut Vec<Marked>, open: Option<Open>, mark: Mark) -> Option<Open> {
    let Some(mut opened) = open else {
        return (mark.side != Side::Right).then_some(Open { mark, inner: 0 });
    };
    if opened.mark.straight && !mark.straight && (mark.side == Side::Left || opened.inner > 0) {
        opened.inner = if mark.side == Side::Left {
            opened.inner + 1
        } else {
            opened.inner - 1
        };
        return Some(opened);
    }
    if is_inches(text, mark.span) {
        return Some(opened);
    }
    if mark.side == Side::Left && !mark.tight {
        let rest = Span::new(opened.mark.span.end(), mark.span.start());
        let end = reopened(text, rest).unwrap_or_else(|| first_sentence(text, rest));
        runs.push(opened.until(end, false));
        return Some(Open { mark, inner: 0 });
    }
    runs.push(opened.until(mark.span, true));
    None
}

/// `he is 6’2” and strong”`: a mark behind feet and inches, and the closing one not far behind it.
fn is_inches(text: &str, mark: Span) -> bool {
    const NEAR: usize = 400;
    let digit = |c: char| c.is_ascii_digit();
    let feet = text[..mark.start()].trim_end_matches(digit);
    let inches = mark.start() - feet.len();
    let feet = feet
        .strip_suffix(['’', '\''])
        .is_some_and(|feet| feet.ends_with(digit));
    let behind = || {
        let mut rest = text[mark.end()..].chars().take(NEAR);
        let next = rest.find(|&c| matches!(c, '\n' | '“' | '”' | '"'));
        matches!(next, Some('”' | '"'))
    };
    feet && (1..=2).contains(&inches) && behind()
}

/// Where a run without its closing mark ends, if another one opens right behind a sentence and nothing in between tells that somebody
/// speaks: paragraphs of one quote, each with a mark of its own, that a page runs together.
fn reopened(text: &str, rest: Span) -> Option<Span> {
    const LONGEST: usize = 800;
    const SAYS: [&str; 16] = [
        " added",
        " adds",
        " asked",
        " asks",
        " laughed",
        " nodded",
        " replied",
        " said",
        " says",
        " shook",
        " shrugged",
        " smiled",
        " spoke",
        " thought",
        " told",
        " wrote",
    ];
    let inside = rest.of(text).trim_end();
    let parted = rest.len() <= LONGEST
        && inside.len() < rest.len()
        && inside.ends_with(['.', '!', '?', '…'])
        && !SAYS.iter().any(|says| inside.contains(says));
    let end = rest.start() + inside.len();
    parted.then_some(Span::new(end, end))
}

/// Where a run without its closing mark ends, if another one opens after it: behind its first sentence.
fn first_sentence(text: &str, rest: Span) -> Span {
    let inside = rest.of(text);
    let end = inside
        .find(['.', '!', '?', '\n'])
        .map_or(inside.trim_end().len(), |at| at + 1);
    Span::new(rest.start() + end, rest.start() + end)
}

fn single_mark(runs: &mut Vec<Marked>, open: Option<Open>, mark: Mark) -> Option<Open> {
    match (open, mark.side) {
        (None, Side::Left) => Some(Open { mark, inner: 0 }),
        (Some(opened), Side::Right) => {
            runs.push(opened.until(mark.span, true));
            None
        }
        _ => open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<Marked> {
        let (letters, whole) = (Letters::of(text.as_bytes()), Span::new(0, text.len()));
        let mut runs = Vec::new();
        add_marked(text, &letters, whole, &mut runs);
        runs
    }

    fn inside(text: &str) -> Vec<&str> {
        runs(text).iter().map(|run| run.inside.of(text)).collect()
    }

    #[test]
    fn marks_of_every_kind_are_paired() {
        assert_eq!(
            inside("He \"came\" and “saw” and „won“."),
            ["came", "saw", "won"]
        );
        assert_eq!(
            inside("«Non», dit-il, ``never'' and ''ever''"),
            ["Non", "never", "ever"]
        );
        assert_eq!(
            inside("The \"rain\", \"sun\" (\"wind\")-\"snow\""),
            ["rain", "sun", "wind", "snow"]
        );
    }

    #[test]
    fn paragraphs_that_were_run_together_keep_all_their_sentences() {
        assert_eq!(
            inside("She said: “It is late. It is cold. “We wait.”"),
            ["It is late. It is cold.", "We wait."]
        );
    }

    #[test]
    fn single_marks_inside_belong_to_the_words() {
        assert_eq!(
            inside("“They said ‘no’ to us,” he said"),
            ["They said ‘no’ to us,"]
        );
        assert_eq!(
            inside("\"She's the 'boss' now.\""),
            ["She's the 'boss' now."]
        );
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        assert_eq!(
            inside("The boys' don't-care '90s 'attitude' isn’t ‘it’"),
            ["attitude", "it"]
        );
    }

    #[test]
    fn a_quote_without_its_closing_mark_runs_to_the_end_of_the_paragraph() {
        let text = "She said: “We wait. We hope.";
        let runs = runs(text);
        assert_eq!(runs[0].inside.of(text), "We wait. We hope.");
        assert!(!runs[0].closed);
    }

    #[test]
    fn a_forgotten_closing_mark_ends_with_its_sentence() {
        assert_eq!(
            inside("“We wait. She said no more. “We hope,” he said."),
            ["We wait.", "We hope,"]
        );
    }

    #[test]
    fn a_mark_that_nothing_opened_is_passed_over() {
        assert_eq!(inside("We wait,” she said. “We hope.”"), ["We hope."]);
    }

    #[test]
    fn a_sign_that_opens_no_tag_hides_nothing() {
        assert_eq!(
            inside("Shares in Delta <DLT.N, down, are “dear,” she said"),
            ["dear,"]
        );
        assert_eq!(inside("<post by=\"Ana\">We are “late”</post>"), ["late"]);
    }
}
