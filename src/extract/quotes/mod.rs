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
mod carry;
mod clauses;
mod cues;
mod frames;
mod heads;
mod hearsay;
mod indirect;
mod leading;
mod mention;
mod merge;
mod names;
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
use super::tokens;
use crate::article::{Find, Quote, Speaker};
use frames::Frames;
use people::People;

/// What was said in a story.
#[derive(Default)]
pub(super) struct Speech {
    pub(super) quotes: Vec<Quote>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) finds: Vec<Find>,
}

/// Finds the quotes of a story, and who speaks them; the finds behind them where they are wanted.
pub(super) fn find(reading: &Reading<'_>, with_finds: bool) -> Speech {
    let text = reading.text;
    let frames = Frames::of(reading);
    let paragraphs = frames.paragraphs(reading);
    let said = merge::with_reported(&paragraphs, said::attribute(&paragraphs));
    let said = block::with_block_quotes(text, &paragraphs, said);
    let said = transcript::with_turns(&paragraphs, said);
    if said.is_empty() {
        return Speech::default();
    }
    let people = People::read(text, &paragraphs);
    assemble::assemble(text, &paragraphs, said, &people, with_finds)
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
