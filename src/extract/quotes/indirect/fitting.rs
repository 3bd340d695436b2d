//! Which rules may fit a verb: for each thing that a rule asks of it a set of rules, a bit each, in their order.
//!
//! The sets are made of the table of rules as the program is compiled. Most rules cannot fit most verbs, and which can is as good as random:
//! to join three sets costs less than a branch for each rule.

use super::rules::{VERB_RULES, VerbRule};
use crate::lexicon::speech::takes::{AS, CLAUSE, OBJECT, PREPOSITION, TO, WH};

/// The rules for a verb of one of these kinds that takes these, before these.
pub(super) fn may_fit(kinds: u8, complements: u32, behind: u8) -> u32 {
    for_kinds(kinds) & taking(complements) & before(behind)
}

/// The rules for a verb of one of these kinds, a set of the constants of [`of`](super::rules::of).
pub(super) fn for_kinds(kinds: u8) -> u32 {
    const RULES: [u32; 16] = {
        let (mut rules, mut kinds) = ([0; 16], 0);
        while kinds < rules.len() {
            rules[kinds] = those(kinds as u8, u32::MAX, u8::MAX);
            kinds += 1;
        }
        rules
    };
    RULES[usize::from(kinds)]
}

/// Those for a verb that takes these, a set of the constants of [`takes`](crate::lexicon::speech::takes).
fn taking(complements: u32) -> u32 {
    const ALL: [u32; 6] = [CLAUSE, WH, TO, OBJECT, PREPOSITION, AS];
    const RULES: [u32; 6] = {
        let (mut rules, mut nth) = ([0; 6], 0);
        while nth < rules.len() {
            rules[nth] = those(u8::MAX, ALL[nth], u8::MAX);
            nth += 1;
        }
        rules
    };
    let taken = |(one, rules): (&u32, u32)| rules * u32::from(complements & one != 0);
    let all = ALL.iter().zip(RULES).map(taken);
    all.fold(0, |all, rules| all | rules)
}

/// Those for a verb right before these, a set of the constants of [`behind`](super::rules::behind).
fn before(behind: u8) -> u32 {
    const RULES: [u32; 128] = {
        let (mut rules, mut behind) = ([0; 128], 0);
        while behind < rules.len() {
            rules[behind] = those(u8::MAX, u32::MAX, behind as u8);
            behind += 1;
        }
        rules
    };
    RULES[usize::from(behind)]
}

/// No rule asks for more than the sets above tell of.
const _: () = {
    let mut nth = 0;
    while nth < VERB_RULES.len() {
        let VerbRule(_, of, takes, before, _) = &VERB_RULES[nth];
        assert!(
            *of < 16
                && *before < 128
                && *takes & !(CLAUSE | WH | TO | OBJECT | PREPOSITION | AS) == 0
        );
        nth += 1;
    }
};

/// The rules that ask for one of each of these.
const fn those(kinds: u8, complements: u32, behind: u8) -> u32 {
    let (mut all, mut nth) = (0, 0);
    while nth < VERB_RULES.len() {
        let VerbRule(_, of, takes, before, _) = &VERB_RULES[nth];
        if kinds & *of != 0 && complements & *takes != 0 && behind & *before != 0 {
            all |= 1 << nth;
        }
        nth += 1;
    }
    all
}
