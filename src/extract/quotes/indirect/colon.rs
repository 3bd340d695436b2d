//! Transcripts and headlines without marks: `RUIZ: We wait.`, `Ruiz: Port Is Dark`

use super::super::mention::{Mention, MentionKind, phrase_ending_at};
use super::super::tokens::{Kind, Token};
use super::extent::LONGEST;
use super::{At, Found};
use crate::lexicon::speech::class;

/// `RUIZ: We wait.`
pub(super) fn name_colon(place: &At<'_>) -> Option<Found> {
    let (tokens, colon) = (place.tokens, place.at);
    let near = colon > place.from && colon < place.from + 8;
    if !near || tokens[colon].kind != Kind::Colon {
        return None;
    }
    let mention = phrase_ending_at(tokens, place.from, colon - 1)
        .filter(|mention| mention.kind == MentionKind::Name && mention.first == place.from)
        .filter(|mention| is_person(tokens, mention))?;
    let words = tokens.get(colon + 1..place.end)?;
    let plain = words.len() > 2 && words[0].kind == Kind::Word;
    plain.then(|| Found {
        content: colon + 1..place.end.min(colon + LONGEST),
        goes_on: None,
        mention: Some(mention),
        cue: colon..colon + 1,
    })
}

/// A given name and a surname: `Update: the port is dark` names nobody.
fn is_person(tokens: &[Token<'_>], mention: &Mention) -> bool {
    mention
        .name
        .is_some_and(|(first, last)| last > first && tokens[first].is(class::GIVEN))
}
