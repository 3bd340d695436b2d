//! Who said what: quotes, their speakers, and what says so.
//!
//! In: a [`Reading`]. Out: its quotes, its speakers and the finds behind them. The way: in the reading quoted runs are masked,
//! [`frames`] cuts sentences, [`said`] tries the [`rules`] of one sentence and the rules
//! that [`carry`] a source on, [`worth`] leaves out what is no speech, [`indirect`] reads what is reported without marks and
//! [`merge`] puts both together, [`block`] and [`transcript`] read words that need no marks, [`people`], [`speaker`] and [`office`] say whom
//! a mention means, [`assemble`] makes quotes of it.

mod agreement;
mod assemble;
mod between;
mod block;
mod bodies;
mod bounds;
mod by_word;
mod carry;
mod clauses;
mod cues;
mod distant;
mod frames;
mod heads;
mod hearsay;
mod held;
mod indirect;
mod leading;
mod mention;
mod merge;
mod names;
mod nominal;
mod office;
mod parenthesis;
mod particles;
mod people;
mod portfolio;
mod pronoun;
mod roles;
mod roundup;
mod rules;
mod said;
mod shared;
mod speaker;
mod subject;
mod trailing;
mod transcript;
mod verbless;
mod worth;

use super::reading::Reading;
use super::stages::MANY;
use super::tokens;
use crate::article::{Find, Quote, Speaker};
use crate::lexicon::speech;
pub(super) use frames::Frames;
use frames::Paragraph;
use people::People;
use said::Said;

/// What was said in a story.
#[derive(Default)]
pub(super) struct Speech {
    pub(super) quotes: Vec<Quote>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) finds: Vec<Find>,
}

/// Finds the quotes of stories, which are cut into these frames, and who speaks them; the finds behind them where they are wanted. All
/// stories go through a step before any goes through the next, for the reason that [`stages`](super::stages) gives; a story that has waited
/// for the others is far away, and its tokens are read through before a step looks at some of them.
pub(super) fn find(readings: &[Reading<'_>], frames: &[Frames], with_finds: bool) -> Vec<Speech> {
    let stories: Vec<Vec<Paragraph<'_>>> = (frames.iter().zip(readings))
        .map(|(frames, reading)| frames.paragraphs(reading))
        .collect();
    let many = readings.len() >= MANY;
    if many {
        speech::read_verbs_through();
    }
    let have_near = |reading: &Reading<'_>| {
        if many {
            reading.read_through();
        }
    };
    let quoted: Vec<Vec<Said>> = (stories.iter().zip(frames))
        .map(|(story, frames)| said::attribute(story, frames.with_quotes()))
        .collect();
    let mut memory = merge::Memory::default();
    let said: Vec<Vec<Said>> = (quoted.into_iter().zip(frames))
        .zip(stories.iter().zip(readings))
        .map(|((quoted, frames), (story, reading))| {
            have_near(reading);
            let said = merge::with_reported(story, frames.telling(), quoted, &mut memory);
            let said = block::with_block_quotes(reading.text, story, said);
            transcript::with_turns(story, said)
        })
        .collect();
    let people: Vec<Option<People<'_>>> = (said.iter().zip(&stories).zip(readings))
        .map(|((said, story), reading)| {
            let speaks = !said.is_empty();
            speaks.then(|| {
                have_near(reading);
                People::read(reading.text, story)
            })
        })
        .collect();
    let mut memory = assemble::Memory::default();
    let speeches = said
        .into_iter()
        .zip(people)
        .zip(stories.iter().zip(readings));
    speeches
        .map(|((said, people), (story, reading))| match people {
            Some(people) => {
                have_near(reading);
                let text = reading.text;
                assemble::assemble(text, story, said, &people, &mut memory, with_finds)
            }
            None => Speech::default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::carry::CARRY_RULES;
    use super::indirect::indirect_rules;
    use super::rules::RULES;

    #[test]
    fn every_rule_has_a_case_in_the_rule_book() {
        let book = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/quotes.md");
        let book = std::fs::read_to_string(book).unwrap();
        let names = RULES
            .iter()
            .map(|rule| rule.name)
            .chain(CARRY_RULES.iter().map(|rule| rule.name))
            .chain(indirect_rules().map(|rule| rule.name))
            .chain(super::block::BLOCK_RULES.iter().map(|rule| rule.0))
            .chain([super::said::OPEN_PARAGRAPH, super::transcript::TRANSCRIPT]);
        let shown = |name: &&str| {
            book.lines().any(|line| {
                let rules = line
                    .rsplit_once('[')
                    .and_then(|(_, rest)| rest.split_once(']'));
                rules.is_some_and(|(rules, _)| rules.split(" + ").any(|rule| rule == *name))
            })
        };
        let dead: Vec<_> = names.filter(|name| !shown(name)).collect();
        assert!(
            dead.is_empty(),
            "no case shows these rules at work: {dead:?}"
        );
    }
}
