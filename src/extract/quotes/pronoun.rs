//! Whom "he" and "she" mean.
//!
//! In: a source that is a pronoun. Out: the person who was named first, or spoke last, in its sentence or the nearest one before that has
//! anybody, or nobody where that sentence is about somebody without a name.

use super::frames::{Frame, Paragraph};
use super::mention::{MentionKind, phrase_starting_at};
use super::names::Gender;
use super::office::Meant;
use super::said::Source;
use super::speaker::{Scene, Who};
use super::tokens::Token;
use crate::lexicon::speech::class;

impl Scene<'_, '_> {
    /// The person whom "he", "she", "his" or "her" means; other pronouns name nobody.
    pub(super) fn by_pronoun(&self, source: &Source, tokens: &[Token<'_>]) -> Who {
        let pronoun = &tokens[source.mention.first];
        let head = pronoun.text.as_bytes().first_chunk();
        let gender = match head.map(|two: &[u8; 2]| two.map(|byte| byte.to_ascii_lowercase())) {
            Some([b'h', b'e']) if pronoun.text.eq_ignore_ascii_case("her") => Gender::Female,
            Some([b'h', b'e' | b'i']) => Gender::Male,
            Some([b's', b'h']) => Gender::Female,
            _ => return Who::default(),
        };
        let Some(person) = self.last_person(source, gender) else {
            return Who::default();
        };
        self.known(person, None)
    }

    /// Whom "he" or "she" means: who was named first in this sentence or the nearest before it, or spoke last there.
    fn last_person(&self, source: &Source, gender: Gender) -> Option<usize> {
        let pronoun = self.paragraphs[source.paragraph].tokens[source.mention.first]
            .span()
            .start();
        let mut to = pronoun;
        let own = &self.paragraphs[source.paragraph];
        for (nth, (paragraph, frame)) in self.frames_back(source.paragraph, pronoun).enumerate() {
            // "“We wait,” a pilot said. He …": not whoever was named before.
            let is_next = nth <= 1 && paragraph.number == own.number;
            let from = paragraph.tokens[frame.start].span().start();
            let fits = |person: &usize| {
                self.people.may_be(*person, gender) && self.people.is_human(*person)
            };
            let until = self.earlier.partition_point(|&(at, _)| at < to);
            let spoke = self.earlier[..until]
                .last()
                .filter(|&&(at, _)| at >= from)
                .map(|&(_, person)| person);
            match spoke {
                Some(None) if is_next => return None,
                Some(Some(person)) if fits(&person) => return Some(person),
                _ => {}
            }
            let opening = self.opens_with(paragraph, frame, to);
            if !opening.is_empty() {
                return opening.into_iter().flatten().find(fits);
            }
            if let Some(person) = self.people.named_between(from, to).rev().find(fits) {
                return Some(person);
            }
            to = from;
        }
        None
    }

    /// Whom the nouns mean that a frame opens with, if they are for one person each: `The former mayor has …`, `The mayor and the
    /// clerk left`. `None` is a person whose name is not told.
    fn opens_with(
        &self,
        paragraph: &Paragraph<'_>,
        frame: &Frame,
        before: usize,
    ) -> Vec<Option<usize>> {
        let tokens = paragraph.tokens;
        let mut somebody = Vec::new();
        let mut at = frame.start;
        loop {
            let noun = phrase_starting_at(tokens, at, frame.end)
                .filter(|noun| noun.kind == MentionKind::Noun)
                .filter(|noun| tokens[noun.last].span().end() <= before);
            let Some((noun, next)) = noun.and_then(|noun| Some((noun, tokens.get(noun.last + 1)?)))
            else {
                return Vec::new();
            };
            somebody.push(match self.meant(paragraph, &noun) {
                Meant::Person(person) => Some(person),
                Meant::Role => None,
                _ => return Vec::new(),
            });
            if next.is_finite_verb() || next.is(class::AUX) {
                return somebody;
            }
            if next.text != "and" {
                return Vec::new();
            }
            at = noun.last + 2;
        }
    }

    /// The frame of `at` and the ones before it, nearest first, over four paragraphs.
    fn frames_back(
        &self,
        paragraph: usize,
        at: usize,
    ) -> impl Iterator<Item = (&Paragraph<'_>, &Frame)> {
        const FARTHEST: usize = 12;
        let paragraphs = self.paragraphs[paragraph.saturating_sub(3)..=paragraph]
            .iter()
            .rev();
        paragraphs
            .flat_map(move |paragraph| {
                let start = |frame: &Frame| paragraph.tokens[frame.start].span().start();
                let until = paragraph.frames.partition_point(|frame| start(frame) < at);
                let frames = paragraph.frames[..until].iter().rev();
                frames.map(move |frame| (paragraph, frame))
            })
            .take(FARTHEST)
    }
}
