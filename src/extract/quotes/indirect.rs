//! Speech without marks: `Ruiz said that the port would stay open.`
//!
//! In: a frame. Out: the reported words and who reports them, where a verb of speech with a subject of its own takes a whole
//! clause, or `according to` names a source. What somebody merely does, wants or supports is not taken for speech.

use std::ops::Range;

use super::cues::{Cue, cues};
use super::mention::{Mention, MentionKind, phrase_starting_at};
use super::subject::subject;
use super::tokens::{Kind, Token};
use crate::lexicon::speech::{CueKind, class, form};
use crate::span::Span;

/// Reported words with their source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reported {
    pub(super) words: Span,
    pub(super) mention: Mention,
    pub(super) cue: Span,
    pub(super) rule: &'static str,
    pub(super) confidence: f32,
}

/// The rules of reported speech, with how often each is right.
pub(super) const INDIRECT_RULES: [(&str, f32); 4] = [
    ("said-that", 0.83),
    ("said-clause", 0.84),
    ("clause-said", 0.77),
    ("according-to-clause", 0.84),
];

/// The reported speech of a frame, at most one.
pub(super) fn reported(tokens: &[Token<'_>], frame: &Range<usize>) -> Option<Reported> {
    according(tokens, frame)
        .or_else(|| closing(tokens, frame))
        .or_else(|| leading(tokens, frame))
}

fn made(
    tokens: &[Token<'_>],
    content: Range<usize>,
    mention: Mention,
    cue: Span,
    rule: usize,
) -> Option<Reported> {
    let words = &tokens[content];
    let last = words
        .iter()
        .rposition(|token| token.kind == Kind::Word || matches!(token.kind, Kind::Quote(_)))?;
    let (rule, confidence) = INDIRECT_RULES[rule];
    (last >= 2).then(|| Reported {
        words: words[0].span.hull(words[last].span),
        mention,
        cue,
        rule,
        confidence,
    })
}

/// `Ruiz said (that) the port would stay open.`, `…, adding that it was late.`
fn leading(tokens: &[Token<'_>], frame: &Range<usize>) -> Option<Reported> {
    cues(tokens, frame, frame.clone())
        .filter(|cue| tells(tokens, cue))
        .find_map(|cue| {
            let mention = subject(tokens, frame.start, &cue)
                .filter(|mention| speaks(tokens, mention) && agrees(tokens, mention, &cue))?;
            let (start, that) =
                clause_start(tokens, frame, &cue).filter(|&(_, that)| that || cue.is_finite())?;
            let end = clause_end(tokens, frame, start, is_aside(tokens, frame, &mention));
            made(
                tokens,
                start..end,
                mention,
                cue.span(tokens),
                usize::from(!that),
            )
        })
}

/// Whether the cue is a listed verb of speech or thought.
fn tells(tokens: &[Token<'_>], cue: &Cue) -> bool {
    let listed = tokens[cue.at].word.is_some();
    listed
        && matches!(cue.kind, CueKind::Say | CueKind::Think)
        && cue.forms != form::BASE | form::PARTICIPLE
}

/// Whether the form fits the number of the subject: `states` behind `shake up` is no verb.
fn agrees(tokens: &[Token<'_>], mention: &Mention, cue: &Cue) -> bool {
    let last = tokens[mention.last].text;
    let plural = mention.kind == MentionKind::Noun && last.ends_with('s') && !last.ends_with("ss");
    let bare = mention.kind == MentionKind::Noun
        && !tokens[mention.first].is(class::DET | class::INDEFINITE)
        && !tokens[mention.first].capital;
    match cue.forms & form::THIRD != 0 {
        true => !plural && !bare,
        false => plural || !bare || last == "people" || last == "police",
    }
}

/// `While Ruiz says it is late, …`: the clause ends at its comma.
fn is_aside(tokens: &[Token<'_>], frame: &Range<usize>, mention: &Mention) -> bool {
    mention.first > frame.start
        && matches!(
            tokens[mention.first - 1].text,
            "While"
                | "Although"
                | "Though"
                | "When"
                | "As"
                | "Since"
                | "After"
                | "Even"
                | "though"
                | "if"
        )
}

/// Where the reported clause begins: at `that`, at most a few words on (`told reporters on Monday that`), or right behind the
/// verb with a subject of its own.
fn clause_start(tokens: &[Token<'_>], frame: &Range<usize>, cue: &Cue) -> Option<(usize, bool)> {
    let near = cue.end..frame.end.min(cue.end + 9);
    let that = near
        .clone()
        .take_while(|&at| tokens[at].kind == Kind::Word && !tokens[at].is_finite_verb())
        .find(|&at| tokens[at].text == "that");
    if let Some(that) = that {
        return Some((that, true));
    }
    let opens =
        phrase_starting_at(tokens, cue.end, frame.end).filter(|opens| opens.first == cue.end)?;
    let verb = tokens
        .get(opens.last + 1)
        .filter(|_| opens.last + 1 < frame.end)?;
    (verb.is_finite_verb() || verb.is(class::ADVERB | class::AUX)).then_some((cue.end, false))
}

/// The clause ends with the frame, or before a participle that attributes something else (`…, adding that`), or before
/// what the reporter sets against it (`…, but the port was dark`).
fn clause_end(tokens: &[Token<'_>], frame: &Range<usize>, start: usize, aside: bool) -> usize {
    const TURNS: [&str; 9] = [
        "according",
        "although",
        "as",
        "but",
        "even",
        "though",
        "while",
        "whereas",
        "comments",
    ];
    let ends = |at: usize| {
        let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < frame.end) else {
            return false;
        };
        let participle = next
            .cue(tokens.get(at + 2))
            .is_some_and(|cue| cue.forms & form::ING != 0);
        match tokens[at].kind {
            Kind::Comma => aside || participle || TURNS.contains(&next.text),
            Kind::Semicolon => true,
            _ => false,
        }
    };
    (start + 3..frame.end.max(start + 3))
        .find(|&at| ends(at))
        .unwrap_or(frame.end)
}

/// `The port would stay open, Ruiz said.`
fn closing(tokens: &[Token<'_>], frame: &Range<usize>) -> Option<Reported> {
    let start = frame.start.max(frame.end.saturating_sub(30));
    let comma = (start..frame.end)
        .rev()
        .filter(|&at| tokens[at].kind == Kind::Comma)
        .find_map(|comma| {
            let cue = cues(tokens, frame, comma + 1..frame.end)
                .find(|cue| cue.kind == CueKind::Say && cue.is_finite())?;
            let mention = if cue.at == comma + 1 {
                phrase_starting_at(tokens, cue.end, frame.end)?
            } else {
                subject(tokens, comma + 1, &cue).filter(|mention| mention.first == comma + 1)?
            };
            let behind = cue.end.max(mention.last + 1);
            let over = behind >= frame.end
                || tokens[behind].kind == Kind::End
                || tokens[behind].is(class::TIME)
                || matches!(
                    tokens[behind].text,
                    "on" | "in" | "at" | "during" | "after" | "before"
                ) && frame.end - behind < 8;
            (over && speaks(tokens, &mention) && comma > frame.start + 3)
                .then_some((comma, cue, mention))
        });
    let (comma, cue, mention) = comma?;
    // "As Ruiz leads, Okafor jokes": what stands before the comma is no clause of its own.
    let clause = !tokens[frame.start].is(class::SUB)
        && (frame.start..comma).any(|at| tokens[at].is_finite_verb());
    if !clause {
        return None;
    }
    made(tokens, frame.start..comma, mention, cue.span(tokens), 2)
}

/// `According to Ruiz, the port will stay open.`
fn according(tokens: &[Token<'_>], frame: &Range<usize>) -> Option<Reported> {
    let at = (frame.start..frame.end.saturating_sub(2).min(frame.start + 90)).find(|&at| {
        tokens[at].text.eq_ignore_ascii_case("according") && tokens[at + 1].text == "to"
    })?;
    let mention = phrase_starting_at(tokens, at + 2, frame.end)?;
    let cue = tokens[at].span.hull(tokens[at + 1].span);
    if at > frame.start + 2 {
        return made(tokens, frame.start..at, mention, cue, 3);
    }
    let comma = (mention.last + 1..frame.end.min(mention.last + 20))
        .find(|&at| tokens[at].kind == Kind::Comma)?;
    made(tokens, comma + 1..frame.end, mention, cue, 3)
}

/// Whether somebody is named: not `it`, `that`, `we`.
fn speaks(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let word = tokens[mention.first].text;
    match mention.kind {
        MentionKind::Pronoun => !matches!(
            word.to_ascii_lowercase().as_str(),
            "it" | "we" | "you" | "i"
        ),
        MentionKind::Relative => word.eq_ignore_ascii_case("who"),
        MentionKind::Name | MentionKind::Noun => true,
    }
}
