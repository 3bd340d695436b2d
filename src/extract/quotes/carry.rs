//! The rules that look beyond the frame: quotes that go on, and sources named in the sentence or paragraph before.
//!
//! In: the paragraphs read so far and a run that no rule of its own frame attributed. Out: the source of another run, or
//! a mention of an earlier frame.

use super::cues::cues;
use super::frames::Paragraph;
use super::mention::{Mention, MentionKind, phrase_starting_at};
use super::roundup::{NAME_HEADING, name_heading};
use super::rules::Attribution;
use super::said::Said;
use super::shared::main_subject;
use super::subject::{inverted, subject};
use super::tokens::{Kind, SMALL, Token, all_quoted};
use super::verbless::{is_noun_of_speech, possessor};
use crate::lexicon::speech::CueKind;

/// What a rule of this file found.
pub(super) enum Carried {
    /// The run goes on with that run, which is the same quote.
    GoesOn(usize),
    /// The run has the source of that run, in another quote.
    SameSource(usize),
    /// The source is named in this paragraph.
    Named(usize, Attribution),
}

/// A run and what came before it.
pub(super) struct Before<'a> {
    pub(super) paragraphs: &'a [Paragraph<'a>],
    pub(super) said: &'a [Said],
    pub(super) paragraph: usize,
    pub(super) frame: usize,
    pub(super) token: usize,
}

/// A rule of carrying on.
pub(super) struct CarryRule {
    pub(super) name: &'static str,
    pub(super) confidence: f32,
    pub(super) apply: fn(&Before<'_>) -> Option<Carried>,
}

/// Every rule that looks beyond the frame, in the order in which they are tried.
pub(super) const CARRY_RULES: [CarryRule; 11] = [
    CarryRule {
        name: "sentence-goes-on",
        confidence: 0.9,
        apply: sentence_goes_on,
    },
    CarryRule {
        name: "quote-goes-on",
        confidence: 0.95,
        apply: quote_goes_on,
    },
    CarryRule {
        name: "paragraph-goes-on",
        confidence: 0.9,
        apply: paragraph_goes_on,
    },
    CarryRule {
        name: "credit-line",
        confidence: 0.9,
        apply: credit_line,
    },
    CarryRule {
        name: NAME_HEADING,
        confidence: 0.95,
        apply: name_heading,
    },
    CarryRule {
        name: "sentence-before",
        confidence: 0.7,
        apply: sentence_before,
    },
    CarryRule {
        name: "gesture-before",
        confidence: 0.65,
        apply: gesture_before,
    },
    CarryRule {
        name: "subject-before",
        confidence: 0.6,
        apply: subject_before,
    },
    CarryRule {
        name: "question-before",
        confidence: 0.8,
        apply: question_before,
    },
    CarryRule {
        name: "colon-paragraph-before",
        confidence: 0.8,
        apply: colon_before,
    },
    CarryRule {
        name: "paragraph-before",
        confidence: 0.7,
        apply: paragraph_before,
    },
];

impl Before<'_> {
    fn current(&self) -> &Paragraph<'_> {
        &self.paragraphs[self.paragraph]
    }

    /// Whether the frame begins with quoted words, or with one or two words and a comma: `Then, “we wait.”`
    fn opens_frame(&self) -> bool {
        let frame = &self.current().frames[self.frame];
        let head = &self.current().tokens[frame.start..frame.end.min(frame.start + 4)];
        let quote = head
            .iter()
            .position(|token| matches!(token.kind, Kind::Quote));
        quote == Some(0)
            || quote.is_some_and(|at| {
                head[at - 1].kind == Kind::Comma
                    && head[..at - 1]
                        .iter()
                        .all(|token| token.is(SMALL) || token.text.ends_with("ing"))
            })
    }

    /// Whether the frame holds nothing but quoted words. A longer one is none of a paragraph's lone quotes.
    fn is_all_quoted(&self) -> bool {
        let frame = self.current().frames[self.frame].range();
        frame.len() <= 8 && all_quoted(&self.current().tokens[frame])
    }

    fn last_said(&self) -> Option<usize> {
        self.said.len().checked_sub(1)
    }
}

/// `“We wait,” Ruiz said. “We hope.”`
fn quote_goes_on(before: &Before<'_>) -> Option<Carried> {
    let last = before.last_said()?;
    let said = &before.said[last];
    let near = said.paragraph == before.paragraph
        && said.frame + 1 == before.frame
        && said.source.is_some();
    (near && before.opens_frame()).then_some(Carried::GoesOn(last))
}

/// `“We wait,” said Ana Ruiz, the mayor of Lima, “and we hope.”`
fn sentence_goes_on(before: &Before<'_>) -> Option<Carried> {
    let last = before.last_said()?;
    let said = &before.said[last];
    let same = said.paragraph == before.paragraph && said.frame == before.frame;
    let parted =
        before.current().tokens[before.token - usize::from(before.token > 0)].kind == Kind::Comma;
    let behind = said.rule.starts_with("quote-");
    (same && parted && behind && said.source.is_some()).then_some(Carried::GoesOn(last))
}

/// A quote whose closing mark stands in a later paragraph.
fn paragraph_goes_on(before: &Before<'_>) -> Option<Carried> {
    let last = before.last_said()?;
    let said = &before.said[last];
    let run = &before.paragraphs[said.paragraph].runs[said.run];
    let goes_on = said.paragraph + 1 == before.paragraph
        && !run.closed
        && before.frame == 0
        && before.opens_frame();
    (goes_on && said.source.is_some()).then_some(Carried::GoesOn(last))
}

/// `“It will work.”`, and on a line of its own `— Ana Ruiz, the mayor`
fn credit_line(before: &Before<'_>) -> Option<Carried> {
    const LONGEST: usize = 20;
    let paragraph = before.paragraph + 1;
    let line = (before.paragraphs.get(paragraph)).filter(|_| before.current().all_quoted)?;
    let tokens = line.tokens;
    let dash =
        (tokens.first()).filter(|first| first.kind == Kind::Dash && tokens.len() <= LONGEST)?;
    let mention = phrase_starting_at(tokens, 1, tokens.len())?;
    let ends = (tokens.get(mention.last + 1))
        .is_none_or(|next| matches!(next.kind, Kind::Comma | Kind::Open));
    let plain = mention.kind == MentionKind::Name && !tokens.iter().any(Token::is_finite_verb);
    let cue = Some(dash.span());
    (ends && plain).then_some(Carried::Named(paragraph, Attribution { cue, mention }))
}

/// `Ruiz praised the plan. “It will work.”`
fn sentence_before(before: &Before<'_>) -> Option<Carried> {
    let frame = before
        .frame
        .checked_sub(1)
        .filter(|_| before.is_all_quoted())?;
    named_in(before, before.paragraph, frame, false)
}

/// What somebody does who is about to speak.
const GESTURES: [&str; 14] = [
    "chuckled",
    "frowned",
    "gestured",
    "grinned",
    "hesitated",
    "laughed",
    "leaned",
    "paused",
    "shook",
    "shrugged",
    "sighed",
    "smiled",
    "winced",
    "winked",
];

/// `Ruiz shook her head. “It will not work.”`
fn gesture_before(before: &Before<'_>) -> Option<Carried> {
    const LONGEST: usize = 9;
    let frame = before
        .frame
        .checked_sub(1)
        .filter(|_| before.is_all_quoted())?;
    let place = before.current();
    let range = place.frames[frame].range();
    let words = &place.tokens[range.clone()];
    let gesture = words
        .iter()
        .position(|word| GESTURES.contains(&word.text))?;
    let mention = phrase_starting_at(place.tokens, range.start, range.end)?;
    let acts = words.len() <= LONGEST && mention.last + 1 == range.start + gesture;
    (acts && is_somebody(&mention)).then(|| {
        let cue = Some(words[gesture].span());
        Carried::Named(before.paragraph, Attribution { cue, mention })
    })
}

/// `Ruiz is not so sure. “It will not work if it rains.”`: whole sentences in marks, behind one that tells of one person alone.
fn subject_before(before: &Before<'_>) -> Option<Carried> {
    const FEWEST: usize = 4;
    let frame = before
        .frame
        .checked_sub(1)
        .filter(|_| before.is_all_quoted())?;
    let place = before.current();
    let words = place.tokens[before.token].text;
    let sentence = words.starts_with(char::is_uppercase)
        && words.ends_with(['.', '!', '?'])
        && words.split_whitespace().nth(FEWEST - 1).is_some();
    let range = place.frames[frame].range();
    if !sentence
        || place.tokens[range.clone()]
            .iter()
            .any(|token| token.kind == Kind::Quote)
    {
        return None;
    }
    let mention = main_subject(place.tokens, range.start, range.end)?;
    let first = &place.tokens[mention.first];
    let one = match mention.kind {
        MentionKind::Pronoun => matches!(first.text, "He" | "She" | "he" | "she"),
        MentionKind::Name => {
            mention.first == range.start && !is_short_form(place.tokens[mention.last].text)
        }
        _ => false,
    };
    one.then_some(Carried::Named(
        before.paragraph,
        Attribution { cue: None, mention },
    ))
}

/// `PCs`, `IBM`
fn is_short_form(word: &str) -> bool {
    word.chars().nth(1).is_some_and(char::is_uppercase)
}

/// `Her answer? “We wait.”`
fn question_before(before: &Before<'_>) -> Option<Carried> {
    const LONGEST: usize = 8;
    let frame = before
        .frame
        .checked_sub(1)
        .filter(|_| before.opens_frame())?;
    let place = before.current();
    let question = place.frames[frame].range();
    let [.., noun, mark] = &place.tokens[question.clone()] else {
        return None;
    };
    let asks = mark.text == "?" && is_noun_of_speech(noun) && question.len() <= LONGEST;
    let mention = asks
        .then(|| possessor(place.tokens, question.start, question.end - 2))
        .flatten()
        .filter(|mention| mention.first == question.start)?;
    let cue = Some(noun.span());
    Some(Carried::Named(
        before.paragraph,
        Attribution { cue, mention },
    ))
}

/// A paragraph that ends in a colon, then the quote.
fn colon_before(before: &Before<'_>) -> Option<Carried> {
    let paragraph = before
        .paragraph
        .checked_sub(1)
        .filter(|_| before.frame == 0 && before.opens_frame())?;
    let tokens = before.paragraphs[paragraph].tokens;
    let frame = before.paragraphs[paragraph].frames.len().checked_sub(1)?;
    (tokens.last()?.kind == Kind::Colon)
        .then(|| named_in(before, paragraph, frame, true))
        .flatten()
}

/// A paragraph wholly in marks: the one before it says who speaks.
fn paragraph_before(before: &Before<'_>) -> Option<Carried> {
    let paragraph = before
        .paragraph
        .checked_sub(1)
        .filter(|_| before.frame == 0 && before.current().all_quoted)?;
    let last = before
        .last_said()
        .filter(|&last| before.said[last].paragraph == paragraph);
    if let Some(last) = last.filter(|&last| before.said[last].source.is_some()) {
        return Some(Carried::SameSource(last));
    }
    let frame = before.paragraphs[paragraph].frames.len().checked_sub(1)?;
    named_in(before, paragraph, frame, false)
}

/// Who speaks in a frame without quoted words: the subject of its last cue, else (if `any_verb`) of the sentence.
fn named_in(
    before: &Before<'_>,
    paragraph: usize,
    frame: usize,
    any_verb: bool,
) -> Option<Carried> {
    let place = &before.paragraphs[paragraph];
    let range = place.frames[frame].range();
    let by_cue = cues(place.tokens, &range, range.clone())
        .filter(|cue| cue.kind != CueKind::Mark)
        .find_map(|cue| {
            Some((
                Some(cue.span(place.tokens)),
                inverted(place.tokens, range.start, &cue, range.end)
                    .or_else(|| subject(place.tokens, range.start, &cue))?,
            ))
        });
    let found = by_cue.or_else(|| {
        any_verb
            .then(|| main_subject(place.tokens, range.start, range.end))
            .flatten()
            .map(|mention| (None, mention))
    });
    let (cue, mention) = found?;
    is_somebody(&mention).then_some(Carried::Named(paragraph, Attribution { cue, mention }))
}

fn is_somebody(mention: &Mention) -> bool {
    matches!(
        mention.kind,
        MentionKind::Name | MentionKind::Pronoun | MentionKind::Noun
    )
}
