//! Names: where they stand, how they are spelled, whether of a person, of which gender.
//!
//! In: tokens. Out: the names among them, with the phrases that they stand in.

use super::mention::{Mention, MentionKind, is_possessive, phrase_ending_at};
use super::tokens::{SMALL, Token};
use crate::lexicon::speech::class;

/// What the article or the name says about "he" and "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
    Unknown,
}

/// The names of a paragraph, with the phrases that they stand in.
pub(super) fn names(tokens: &[Token<'_>]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].is_name_word() {
            at += 1;
            continue;
        }
        let mut last = at;
        while last + 1 < tokens.len()
            && !is_possessive(&tokens[last])
            && continues(tokens, last + 1)
        {
            last += 1;
        }
        let mention = phrase_ending_at(tokens, at.saturating_sub(6), last);
        found.extend(mention.filter(|mention| mention.kind == MentionKind::Name));
        at = last + 1;
    }
    found
}

fn continues(tokens: &[Token<'_>], at: usize) -> bool {
    const PARTICLES: [&str; 10] = [
        "al", "bin", "da", "de", "del", "der", "di", "du", "van", "von",
    ];
    let next = tokens.get(at + 1).is_some_and(Token::is_name_word);
    tokens[at].is_name_word() || PARTICLES.contains(&tokens[at].text) && next
}

/// Whether the name is one of a body, not of a person.
pub(super) fn is_body(words: &[Token<'_>]) -> bool {
    words
        .iter()
        .any(|word| word.is(class::ORGANISATION) && !word.is(class::GIVEN))
        || words[0].is(SMALL)
        || !words[0].is(class::GIVEN)
            && words
                .iter()
                .all(|word| word.text.bytes().all(|byte| !byte.is_ascii_lowercase()))
}

/// What title, role or given name say.
pub(super) fn gender(tokens: &[Token<'_>], mention: &Mention) -> Gender {
    let Some((first, _)) = mention.name else {
        return Gender::Unknown;
    };
    let told = tokens[mention.first..=first].iter().find_map(|token| {
        if token.is(class::FEMALE) {
            Some(Gender::Female)
        } else if token.is(class::MALE) {
            Some(Gender::Male)
        } else {
            None
        }
    });
    told.unwrap_or(Gender::Unknown)
}

/// A word of a name without its possessive ending.
pub(super) fn plain(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word)
}

/// The words of a name as one writes it: with points behind initials, without a possessive ending.
pub(super) fn spelled(words: &[Token<'_>]) -> String {
    let mut name = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            name.push(' ');
        }
        name.push_str(plain(word.text));
        let initial = word.text.chars().count() == 1 || matches!(word.text, "Jr" | "Sr");
        if initial && word.capital {
            name.push('.');
        }
    }
    name
}
