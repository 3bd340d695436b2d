//! Runs of quoted words with their source: what the rules work out before quotes are made of it.
//!
//! In: the paragraphs of a story. Out: a [`Said`] for every run that is not a mere scare quote, in the order of the text,
//! runs of one quote under one number.

use crate::article::Parts;
use crate::span::Span;

use super::carry::{Before, CARRY_RULES, Carried};
use super::frames::{Numbers, Paragraph};
use super::mention::Mention;
use super::rules::{Place, RULES};
use super::worth::{is_heading, is_named_work, is_speech};

/// A run of quoted words.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) paragraph: usize,
    pub(super) frame: usize,
    /// Its number among the runs of the paragraph, [`NO_RUN`] where there is none.
    pub(super) run: usize,
    /// Its token.
    pub(super) token: usize,
    /// The quote that it belongs to.
    pub(super) quote: usize,
    /// The words themselves, where they are reported without marks or with marks around some of them.
    pub(super) reported: Parts,
    pub(super) source: Option<Source>,
    /// The rule that attributed it.
    pub(super) rule: &'static str,
    pub(super) confidence: f32,
}

/// The number of the run of words that have no marks.
pub(super) const NO_RUN: usize = usize::MAX;

impl Said {
    /// Whether any of its words stand in marks.
    pub(super) fn has_marks(&self) -> bool {
        self.run != NO_RUN
    }
}

/// Who says a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source {
    /// The paragraph of the mention.
    pub(super) paragraph: usize,
    pub(super) mention: Mention,
    pub(super) cue: Option<Span>,
}

/// Attributes every run of the story, in the frames that hold any.
pub(super) fn attribute(paragraphs: &[Paragraph<'_>], with_quotes: &[Numbers]) -> Vec<Said> {
    let runs = paragraphs.iter().map(|paragraph| paragraph.runs.len());
    let mut all: Vec<Said> = Vec::with_capacity(runs.sum());
    for numbers in with_quotes {
        let (number, frame) = (numbers.paragraph as usize, numbers.frame as usize);
        let paragraph = &paragraphs[number];
        let range = &paragraph.frames[frame];
        for (token, run) in paragraph.quotes(range) {
            let heading = paragraph.all_quoted && is_heading(paragraph.tokens[token].text);
            if heading || is_named_work(paragraph.tokens, range.start, token) {
                continue;
            }
            let place = Place {
                tokens: paragraph.tokens,
                from: range.start,
                end: range.end,
                quote: token,
                reports: paragraph.noted_reports(range),
            };
            let mut said = Said {
                paragraph: number,
                frame,
                run,
                token,
                quote: all.last().map_or(0, |last| last.quote + 1),
                reported: Parts::new(),
                source: None,
                rule: "quoted-words",
                confidence: 0.5,
            };
            if !(range.has_words() && in_frame(&mut said, &place, &all)) {
                carried(&mut said, paragraphs, &all);
            }
            if said.source.is_none() && !is_speech(paragraph.tokens, range.start, token) {
                continue;
            }
            all.push(said);
        }
    }
    join_backwards(paragraphs, &mut all);
    all
}

/// A paragraph whose marks stay open belongs to the quote that the next one goes on with, and to its source.
///
/// ```text
/// “The ice is late.
///
/// “We wait,” said Ana Ruiz.
/// ```
fn join_backwards(paragraphs: &[Paragraph<'_>], all: &mut [Said]) {
    for at in (0..all.len().saturating_sub(1)).rev() {
        let (first, next) = (&all[at], &all[at + 1]);
        if paragraphs[first.paragraph].runs[first.run].closed {
            continue; // most runs
        }
        let doubtful = first.source.is_none() || first.rule == "paragraph-before";
        let behind = next.paragraph == first.paragraph + 1 && next.token == 0
            || next.paragraph == first.paragraph && next.token == first.token + 1;
        let goes_on = behind && next.source.is_some();
        if doubtful && goes_on && next.rule != "paragraph-goes-on" {
            let (source, quote, confidence) = (next.source, next.quote, next.confidence);
            let first = &mut all[at];
            (first.source, first.quote, first.confidence) = (source, quote, confidence.min(0.9));
            first.rule = OPEN_PARAGRAPH;
        }
    }
}

/// The rule of [`join_backwards`].
pub(super) const OPEN_PARAGRAPH: &str = "open-paragraph";

/// Attributes a run by the rules that look at the frame alone, if one of them fits.
fn in_frame(said: &mut Said, place: &Place<'_>, before: &[Said]) -> bool {
    let fits = RULES
        .iter()
        .find_map(|rule| Some((rule, (rule.apply)(place)?)));
    let Some((rule, found)) = fits else {
        return false;
    };
    said.source = Some(Source {
        paragraph: said.paragraph,
        mention: found.mention,
        cue: found.cue,
    });
    said.rule = rule.name;
    said.confidence = rule.confidence;
    // Fragments under one cue are one quote: `said it was “slow” and “dear”`.
    let same = before.last().filter(|last| {
        last.paragraph == said.paragraph
            && found.cue.is_some()
            && last.source.is_some_and(|source| source.cue == found.cue)
    });
    if let Some(last) = same {
        said.quote = last.quote;
    }
    true
}

/// Attributes a run by the rules that look beyond the frame, if one of them fits.
fn carried(said: &mut Said, paragraphs: &[Paragraph<'_>], before: &[Said]) {
    let scene = Before {
        paragraphs,
        said: before,
        paragraph: said.paragraph,
        frame: said.frame,
        token: said.token,
    };
    let fits = CARRY_RULES
        .iter()
        .find_map(|rule| Some((rule, (rule.apply)(&scene)?)));
    let Some((rule, found)) = fits else {
        return;
    };
    said.rule = rule.name;
    said.confidence = rule.confidence;
    match found {
        Carried::GoesOn(run) => {
            said.source = before[run].source;
            said.quote = before[run].quote;
            said.confidence = rule.confidence.min(before[run].confidence);
        }
        Carried::SameSource(run) => said.source = before[run].source,
        Carried::Named(paragraph, found) => {
            said.source = Some(Source {
                paragraph,
                mention: found.mention,
                cue: found.cue,
            });
        }
    }
}
