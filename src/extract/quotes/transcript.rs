//! Transcripts: debates, hearings and interviews, in which who speaks stands before a colon and no marks are needed.
//!
//! In: the paragraphs of a story, and what other rules found in them. Out: the same, with each turn as one quote.
//!
//! ```text
//! MODERATOR: Mayor Ruiz, your answer.
//!
//! RUIZ: It was not paint. (APPLAUSE)
//! ```

use std::ops::Range;

use super::frames::Paragraph;
use super::mention::{Mention, MentionKind};
use super::names::{is_body, names};
use super::said::{NO_RUN, Said, Source};
use super::tokens::{Kind, Token};
use crate::lexicon::speech::class;
use crate::span::Span;

/// The rule of a turn.
pub(super) const TRANSCRIPT: &str = "transcript";

/// How often a turn is somebody's words; with a name that the label only stands for (`A:`), it is less sure.
const CONFIDENCE: f32 = 0.9;
const CONFIDENCE_OF_ANSWERS: f32 = 0.75;
/// Fewer labelled paragraphs than this are no transcript.
const FEWEST: usize = 4;
/// The longest label, in words: `FORMER GOVERNOR ANA RUIZ`.
const LONGEST: usize = 5;

/// What stands before the colon.
struct Label<'a> {
    paragraph: usize,
    /// The words, as they stand.
    words: &'a [Token<'a>],
    /// The token behind the colon.
    behind: usize,
}

/// Puts the turns of a transcript in the place of whatever was found in their paragraphs.
pub(super) fn with_turns(paragraphs: &[Paragraph<'_>], said: Vec<Said>) -> Vec<Said> {
    let labels: Vec<Label<'_>> = (0..paragraphs.len())
        .filter_map(|paragraph| label(paragraphs, paragraph))
        .collect();
    if !is_transcript(paragraphs, &labels) {
        return said;
    }
    let first = said.iter().map(|said| said.quote + 1).max().unwrap_or(0);
    let answers = interviewee(&paragraphs[..labels[0].paragraph]);
    let mut turns: Vec<Said> = Vec::new();
    let mut spoken = vec![false; paragraphs.len()];
    for (nth, label) in labels.iter().enumerate() {
        let range = turn(paragraphs, &labels, nth);
        spoken[range.clone()].fill(true);
        let (source, confidence) = source(label, answers);
        turns.extend(range.filter_map(|paragraph| {
            let opening = paragraph == label.paragraph;
            let from = if opening { label.behind } else { 0 };
            let words = words(paragraphs[paragraph].tokens, from);
            (!words.is_empty()).then(|| Said {
                paragraph,
                frame: 0,
                run: NO_RUN,
                token: from,
                quote: first + nth,
                reported: words.into(),
                source,
                rule: TRANSCRIPT,
                confidence,
            })
        }));
    }
    let told = said.into_iter().filter(|said| !spoken[said.paragraph]);
    let mut all: Vec<Said> = told.chain(turns).collect();
    let mut opens = vec![usize::MAX; first + labels.len()];
    for said in &all {
        opens[said.quote] = opens[said.quote].min(said.paragraph);
    }
    // A quote over several paragraphs stays together.
    all.sort_by_key(|said| opens[said.quote]);
    all
}

/// The label that a paragraph of the body opens with: words in capitals or with capitals before a colon, `Q:`, `A.`
fn label<'a>(paragraphs: &'a [Paragraph<'a>], number: usize) -> Option<Label<'a>> {
    let paragraph = &paragraphs[number];
    let tokens = paragraph.tokens;
    if paragraph.number == 0 {
        return None;
    }
    let (words, behind) = if tokens.len() > 1 && is_letter(&tokens[0]) && has_point(tokens) {
        (&tokens[..1], 1)
    } else {
        let colon = paragraph.first_colon(LONGEST + 1)?;
        (&tokens[..colon], colon + 1)
    };
    let named = |word: &Token<'_>| word.kind == Kind::Word && word.capital;
    // Words in marks are for the rules of quoted words.
    let plain = tokens.get(behind)?.kind == Kind::Word;
    (plain && !words.is_empty() && words.iter().all(named)).then_some(Label {
        paragraph: number,
        words,
        behind,
    })
}

/// `Q` and `A`.
fn is_letter(token: &Token<'_>) -> bool {
    matches!(token.text, "Q" | "A")
}

/// Whether a point follows the first token, which the tokens leave out.
fn has_point(tokens: &[Token<'_>]) -> bool {
    let gap = tokens[1].span().start() - tokens[0].span().end();
    tokens[1].kind == Kind::Word && tokens[1].capital && gap == 2
}

/// Whether labels come again, as speakers do, and sentences follow them: `WHAT:`, `WHEN:` of an announcement do not come again,
/// and no sentences follow in a table of results, `Ruiz: 312`.
fn is_transcript(paragraphs: &[Paragraph<'_>], labels: &[Label<'_>]) -> bool {
    if labels.len() < FEWEST {
        return false;
    }
    let last = |label: &Label<'_>| label.words.last().map(|word| word.text.to_owned());
    let mut lasts: Vec<_> = labels.iter().filter_map(last).collect();
    lasts.sort_unstable();
    let again = lasts
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() > 1)
        .count();
    let sentence = |label: &&Label<'_>| {
        let tokens = &paragraphs[label.paragraph].tokens[label.behind..];
        let word = |token: &Token<'_>| token.kind == Kind::Word && !token.is_figure();
        tokens.iter().any(|token| token.kind == Kind::End) && tokens.iter().any(word)
    };
    let sentences = labels.iter().filter(sentence).count();
    again >= 2 && sentences * 3 >= labels.len() * 2
}

/// The paragraphs of a turn: to the next label; the last turn is its own paragraph alone, since a reporter may close the page.
fn turn(paragraphs: &[Paragraph<'_>], labels: &[Label<'_>], nth: usize) -> Range<usize> {
    let first = labels[nth].paragraph;
    let end = labels
        .get(nth + 1)
        .map_or(first + 1, |next| next.paragraph)
        .min(paragraphs.len());
    first..end
}

/// The only person whom the paragraphs above the first label name in full: who answers.
fn interviewee(above: &[Paragraph<'_>]) -> Option<Source> {
    let mut only: Option<(Source, &str, &str)> = None;
    for (number, paragraph) in above.iter().enumerate() {
        for mention in names(paragraph) {
            let Some((first, last)) = mention.name.filter(|(first, last)| first < last) else {
                continue;
            };
            let words = &paragraph.tokens[first..=last];
            if is_body(words) {
                continue;
            }
            let (given, surname) = (words[0].text, words[words.len() - 1].text);
            match only {
                Some((_, one, other)) if (one, other) != (given, surname) => return None,
                Some(_) => {}
                None => {
                    let source = Source {
                        paragraph: number,
                        mention,
                        cue: None,
                    };
                    only = Some((source, given, surname));
                }
            }
        }
    }
    only.map(|(source, ..)| source)
}

/// Who speaks under a label; nobody is named by `Q`.
fn source(label: &Label<'_>, answers: Option<Source>) -> (Option<Source>, f32) {
    if is_letter(&label.words[0]) && label.words.len() == 1 {
        let answers = answers.filter(|_| label.words[0].text == "A");
        return (answers, CONFIDENCE_OF_ANSWERS);
    }
    let last = label.words.len() - 1;
    let title = |word: &&Token<'_>| word.is(class::TITLE | class::ROLE);
    let first = label.words.iter().take(last).take_while(title).count();
    let source = Source {
        paragraph: label.paragraph,
        mention: Mention {
            first: 0,
            last,
            kind: MentionKind::Label,
            name: Some((first, last)),
        },
        cue: None,
    };
    (Some(source), CONFIDENCE)
}

/// What is said in a paragraph from a token on, without stage directions: `(LAUGHTER)`, `[Applause]`.
fn words(tokens: &[Token<'_>], from: usize) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = from;
    let mut at = from;
    while at < tokens.len() {
        let Some(close) = direction_end(tokens, at) else {
            at += 1;
            continue;
        };
        parts.extend(hull(&tokens[start..at]));
        at = close + 1;
        start = at;
    }
    parts.extend(hull(&tokens[start..]));
    parts
}

/// The closing bracket of the stage direction that opens at `at`.
fn direction_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    const SHORT: usize = 3;
    if tokens[at].kind != Kind::Open {
        return None;
    }
    let inside = tokens[at + 1..].iter().take(12);
    let length = inside.take_while(|token| token.kind != Kind::Close).count();
    let close = at + 1 + length;
    let closes = tokens
        .get(close)
        .is_some_and(|token| token.kind == Kind::Close);
    let words = &tokens[at + 1..close];
    let loud = words
        .iter()
        .all(|word| !word.text.contains(char::is_lowercase));
    (closes && (length <= SHORT || loud)).then_some(close)
}

fn hull(tokens: &[Token<'_>]) -> Option<Span> {
    let spoken = |token: &&Token<'_>| matches!(token.kind, Kind::Word | Kind::Quote);
    let (first, last) = (tokens.iter().find(spoken)?, tokens.iter().rfind(spoken)?);
    let end = tokens.last().filter(|token| token.kind == Kind::End);
    Some(first.span().hull(end.unwrap_or(last).span()))
}
