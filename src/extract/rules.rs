//! The names of all rules of the fields, so that a test can prove that none is dead.

use super::{
    boilerplate, byline, captions, corrections, date_lines, dateline, dates, deck, headline,
    mentions, places, related, tagline,
};

/// The name of every rule that finds a field other than speech, surest first within its field.
#[must_use]
pub fn rules() -> Vec<&'static str> {
    fn names<T>(rules: &'static [(&'static str, T)]) -> impl Iterator<Item = &'static str> {
        rules.iter().map(|(name, _)| *name)
    }
    let mut all: Vec<&str> = Vec::new();
    all.extend(names(headline::RULES));
    all.push(headline::REPEATED);
    all.extend(headline::KICKER_RULES);
    all.push(deck::DECLARED);
    all.extend(names(deck::RULES));
    all.extend(names(byline::RULES));
    all.extend(names(dateline::RULES));
    all.push(dateline::DECLARED);
    all.extend(names(captions::RULES));
    all.extend(names(corrections::RULES));
    all.push(corrections::BELOW);
    all.extend(names(related::RULES));
    all.extend(related::LIST);
    all.extend(names(boilerplate::RULES));
    all.extend(boilerplate::RELEASE);
    all.extend(names(tagline::RULES));
    all.push(tagline::AT_THE_END);
    all.extend(date_lines::RULES);
    all.extend(dates::RULES);
    all.extend(mentions::RULES);
    all.extend(places::rules());
    all
}
