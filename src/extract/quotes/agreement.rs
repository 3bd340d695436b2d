//! Whether a verb can belong to a subject: `diplomats from EU states will meet` has no verb `states`.
//!
//! In: the subject and the form of the verb. Out: whether their number is the same.

use super::mention::{Mention, MentionKind, head_of};
use super::tokens::Token;
use crate::lexicon::speech::{class, form};

/// Whether the form fits the number of the subject: `states` behind `shake up` is no verb.
pub(super) fn agrees(tokens: &[Token<'_>], mention: &Mention, forms: u8) -> bool {
    let head = head(tokens, mention);
    let first = &tokens[mention.first];
    let bare = mention.kind == MentionKind::Noun
        && !first.is(class::DET | class::INDEFINITE)
        && !first.is_figure()
        && !first.capital;
    let many = mention.kind == MentionKind::Pronoun
        && ["I", "they", "we", "you"]
            .iter()
            .any(|pronoun| head.eq_ignore_ascii_case(pronoun));
    let plural = is_plural(tokens, mention);
    match forms & form::THIRD != 0 {
        // "they wait, says Ruiz": not they.
        true if many => false,
        true => !plural && !bare,
        false => plural || !bare || head == "people" || head == "police",
    }
}

/// Whether the subject is a noun in the plural.
pub(super) fn is_plural(tokens: &[Token<'_>], mention: &Mention) -> bool {
    let head = head(tokens, mention);
    let plural = head.ends_with('s') && !head.ends_with("ss") || head.ends_with("men");
    mention.kind == MentionKind::Noun && plural
}

fn head<'a>(tokens: &[Token<'a>], mention: &Mention) -> &'a str {
    let words = &tokens[mention.first..=mention.last];
    words[head_of(words)].text
}
