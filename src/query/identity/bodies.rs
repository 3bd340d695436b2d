//! Organisations and groups, by their own words.
//!
//! In: the names of an archive. Out: which of them are one body's. Neither an article before a name nor a legal form behind it tells
//! anything: `the Kremlin`, `Weeden Inc`.

use std::collections::BTreeMap;

use super::{Census, Known, Speakers};
use crate::article::SpeakerKind;
use crate::index::analyzer::analyze;
use crate::lexicon::names::is_legal_form;

/// Bodies, each with all names that mean it. Of `lone`, persons of whom only a surname is known, those are among them whose surname is
/// the name of an organisation.
pub(super) fn bodies<'a>(census: &'a Census, lone: Speakers<'a>) -> Speakers<'a> {
    let mut by_words: BTreeMap<String, Vec<Known<'_>>> = BTreeMap::new();
    for key in census.keys().filter(|key| key.0 != SpeakerKind::Person) {
        let known = Known {
            key,
            shown: key.1.clone(),
            fullness: (true, true),
        };
        let same = by_words.entry(words(&key.1).join(" ")).or_default();
        same.push(known);
    }
    let mut others = Vec::new();
    for person in lone {
        let of_same_words = by_words.get_mut(&words(&person[0].key.1).join(" "));
        match of_same_words.filter(|body| body.iter().any(is_organisation)) {
            Some(body) => body.extend(person),
            None => others.push(person),
        }
    }
    by_words.into_values().chain(others).collect()
}

fn is_organisation(known: &Known<'_>) -> bool {
    known.key.0 == SpeakerKind::Organisation
}

/// The words of a body's name that tell it from others, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = analyze(text, 0)
        .into_iter()
        .map(|word| word.surface)
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| is_legal_form(last)) {
        words.pop();
    }
    if words.is_empty() {
        words.push(text.to_owned());
    }
    words
}
