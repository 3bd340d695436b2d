//! Whether a verb can belong to a subject: `diplomats from EU states will meet` has no verb `states`.
//!
//! In: the subject and the form of the verb. Out: whether their number is the same.

use super::heads::{head_of, is_office};
use super::mention::{Mention, MentionKind};
use super::tokens::Token;
use crate::lexicon::speech::{class, form};

/// Whether the form fits the number of the subject: `states` behind `shake up` is no verb.
pub(super) fn agrees(tokens: &[Token<'_>], mention: &Mention, forms: u8) -> bool {
    let third = forms & form::THIRD != 0;
    match mention.kind {
        MentionKind::Noun => noun_agrees(tokens, mention, third),
        // "a Harbor Board | report": one has no verb in the plural.
        MentionKind::Name if forms == form::BASE => !is_one(&tokens[mention.first]),
        // "they wait, says Ruiz": not they.
        MentionKind::Pronoun => !(third && is_of_many(tokens[mention.last].text)),
        _ => true,
    }
}

fn noun_agrees(tokens: &[Token<'_>], mention: &Mention, third: bool) -> bool {
    let (head, first) = (head(tokens, mention), &tokens[mention.first]);
    let bare = !first.is(class::DET | class::INDEFINITE) && !first.is_figure() && !first.capital;
    match (third, ends_as_plural(head)) {
        (true, plural) => !plural && !bare,
        (false, plural) => plural || !bare || OF_MANY.contains(&head),
    }
}

/// Nouns that are plurals without an ending.
pub(super) const OF_MANY: [&str; 4] = ["data", "media", "people", "police"];

fn is_one(word: &Token<'_>) -> bool {
    matches!(word.text, "a" | "an" | "A" | "An")
}

/// `I`, `they`
fn is_of_many(pronoun: &str) -> bool {
    let many = ["I", "they", "we", "you"];
    many.iter().any(|many| pronoun.eq_ignore_ascii_case(many))
}

/// Whether the subject is a noun in the plural.
pub(super) fn is_plural(tokens: &[Token<'_>], mention: &Mention) -> bool {
    mention.kind == MentionKind::Noun && ends_as_plural(head(tokens, mention))
}

/// `the mayor of Lima`, not `officials`, not `the city`
pub(super) fn is_one_in_office(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let words = &tokens[mention.first..=mention.last];
    let head = &words[head_of(words)];
    is_office(head) && !ends_as_plural(head.text)
}

/// Whether the noun is a plural by its ending.
pub(super) fn ends_as_plural(noun: &str) -> bool {
    let [third, second, last] = last_letters(noun);
    let single = matches!(second, b's' | b'i' | b'u'); // "press", "analysis", "campus"
    let men = (third == b'm') & (second == b'e') & (last == b'n');
    (last == b's') & !single | men
}

/// The last three bytes of a word, with none before those of a shorter one.
fn last_letters(word: &str) -> [u8; 3] {
    let letters = word.as_bytes();
    match letters.last_chunk() {
        Some(last) => *last,
        None => match letters {
            [second, last] => [0, *second, *last],
            [last] => [0, 0, *last],
            _ => [0; 3],
        },
    }
}

fn head<'a>(tokens: &[Token<'a>], mention: &Mention) -> &'a str {
    let words = &tokens[mention.first..=mention.last];
    words[head_of(words)].text
}
