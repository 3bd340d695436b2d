//! Parentheses between a subject and its verb: `Ruiz, the mayor of Lima, said`, `Ruiz (R-Tex.) said`.
//!
//! In: the stop before the verb, or the phrase that stands there where a comma is missing. Out: the phrase before the parenthesis that ends
//! there.

use std::ops::Range;

use super::agreement::is_one_in_office;
use super::between::antecedent;
use super::cues::Cue;
use super::heads::is_office;
use super::mention::{Mention, MentionKind, REACH, phrase_ending_at};
use super::subject::stands_free;
use super::tokens::{Kind, Token};
use crate::lexicon::places;
use crate::lexicon::speech::class;

/// The phrase before the parenthesis that ends at `close`: `Ruiz, the mayor of Lima, said`, `Ruiz (R-Tex.) said`.
pub(super) fn before_parenthesis(
    tokens: &[Token<'_>],
    from: usize,
    close: usize,
) -> Option<Mention> {
    if tokens[close].kind == Kind::Close {
        return before_brackets(tokens, from, close);
    }
    let stop = from.max(close.saturating_sub(REACH));
    let (mut nearest, mut own_subject) = (None, false);
    for at in (stop..close).rev() {
        match tokens[at].kind {
            Kind::Word => own_subject |= tokens[at].is(class::SUBJECT),
            Kind::Quote if is_name_in_marks(&tokens[at]) => {}
            Kind::Quote | Kind::Semicolon | Kind::Colon | Kind::End => break,
            kind if kind == tokens[close].kind && at > from => {
                if at + 1 == close || !opens_apposition(&tokens[at + 1], own_subject) {
                    continue;
                }
                let end = if tokens[at - 1].kind == Kind::Close {
                    open_bracket(tokens, from, at - 1)?.checked_sub(1)?
                } else {
                    at - 1
                };
                let Some(mention) = phrase_ending_at(tokens, from, end) else {
                    continue;
                };
                if opens_with_participle(tokens, from, &mention) {
                    continue;
                }
                if opens_clause(tokens, from, &mention) {
                    return Some(mention);
                }
                let named = match mention.kind {
                    MentionKind::Name => !opens_with_place(tokens, from, &mention),
                    _ => holds_name(tokens, &mention, at + 1..close),
                };
                if named && nearest.is_none() && stands_free(tokens, from, &mention) {
                    nearest = Some(mention);
                }
            }
            _ => {}
        }
    }
    // "Ruiz (R-Tex.), said": a comma too many.
    let bracketed = close > from && tokens[close - 1].kind == Kind::Close;
    bracketed
        .then(|| before_brackets(tokens, from, close - 1))
        .flatten()
        .or(nearest)
}

/// `On Tuesday, | council leader |, Ana Ruiz, said`: an office, and nothing but a full name in the parenthesis.
fn holds_name(tokens: &[Token<'_>], office: &Mention, told: Range<usize>) -> bool {
    let named = |token: &Token<'_>| token.is_name_word();
    office.kind == MentionKind::Noun
        && is_office(&tokens[office.last])
        && told.len() > 1
        && tokens[told].iter().all(named)
}

/// `Suggesting a walk, Ana Ruiz, …, said`; not `Fleming, a doctor, said`, nor `Acting mayor Ana Ruiz, a pilot, said`.
fn opens_with_participle(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    let (first, words) = (&tokens[from], &tokens[from..=mention.last]);
    let participle = mention.first == from
        && first.capital
        && first.text.ends_with("ing")
        && first.is(class::REPORT)
        && !first.is(class::NOUN_CUE);
    participle && mention.kind == MentionKind::Noun && !words.iter().any(is_office)
}

/// `In | Lima, Ana Ruiz, said`
fn opens_with_place(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    let before = mention
        .first
        .checked_sub(1)
        .filter(|&before| before >= from);
    before.is_some_and(|before| matches!(tokens[before].text, "At" | "From" | "In" | "Near"))
}

/// `Harbor manager Ana Ruiz, said: “We wait.”`: a comma too many.
pub(super) fn before_stray_comma(
    tokens: &[Token<'_>],
    from: usize,
    comma: usize,
    cue: &Cue,
) -> Option<Mention> {
    let last = comma.checked_sub(1)?;
    if tokens[comma].kind != Kind::Comma || !(leads(tokens, cue) || ends(tokens, cue)) {
        return None;
    }
    phrase_ending_at(tokens, from, last)
        .filter(|mention| mention.kind == MentionKind::Name && mention.first == from)
}

/// `Ana Ruiz, the mayor of Lima | said: “We wait.”`: a comma too few before the verb; not `Ana Ruiz, the mayor said, is late`.
pub(super) fn before_open_apposition(
    tokens: &[Token<'_>],
    from: usize,
    office: &Mention,
    cue: &Cue,
) -> Option<Mention> {
    let comma = office.first.checked_sub(2).filter(|&at| at >= from)? + 1;
    let told = office.kind == MentionKind::Noun && tokens[comma].kind == Kind::Comma;
    if !told || !(leads(tokens, cue) || ends(tokens, cue)) {
        return None; // most phrases
    }
    // "Tom Holt, his coach said", "Tom Holt, the judge said": somebody else, or nobody knows.
    let first = &tokens[office.first];
    let owned = matches!(first.text, "her" | "his" | "its" | "my" | "our" | "their");
    let bare = first.is(class::DET) && office.last == office.first + 1;
    let one = !owned && !bare && is_one_in_office(tokens, office);
    let named = one.then(|| phrase_ending_at(tokens, from, comma - 1))??;
    let (name, last) = named.name.filter(|_| named.first == from)?;
    let is_place = name == last && places::is_place(tokens[name].text);
    (named.kind == MentionKind::Name && !is_place).then_some(named)
}

/// Whether quoted words follow the cue, or the colon before them.
fn leads(tokens: &[Token<'_>], cue: &Cue) -> bool {
    let next = tokens.get(cue.end).map(|next| next.kind);
    matches!(next, Some(Kind::Colon | Kind::Quote))
}

/// Whether the sentence ends with the cue.
fn ends(tokens: &[Token<'_>], cue: &Cue) -> bool {
    let next = tokens.get(cue.end).map(|next| next.kind);
    matches!(next, None | Some(Kind::End))
}

fn before_brackets(tokens: &[Token<'_>], from: usize, close: usize) -> Option<Mention> {
    let open = open_bracket(tokens, from, close)?;
    let end = open.checked_sub(1).filter(|&end| end >= from)?;
    let mention = phrase_ending_at(tokens, from, end)?;
    if stands_free(tokens, from, &mention) {
        return Some(mention);
    }
    let relative = tokens[mention.first - 1].is(class::REL);
    relative
        .then(|| antecedent(tokens, from, mention.first))
        .flatten()
}

/// The bracket that the one at `close` closes.
pub(super) fn open_bracket(tokens: &[Token<'_>], from: usize, close: usize) -> Option<usize> {
    (from.max(close.saturating_sub(REACH))..close)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Open)
}

/// Whether the words that begin with this one behind a comma can say who somebody is: `the mayor`, `who ran`, `of Lima`, `56`, `D-N.Y.`;
/// `own_subject` if a pronoun among them is one.
fn opens_apposition(first: &Token<'_>, own_subject: bool) -> bool {
    !first.is(class::SUBJECT | class::CONJ) && (!own_subject || first.is(class::REL))
}

/// Whether nothing stands before the phrase that belongs to its clause.
pub(super) fn opens_clause(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    if mention.first == from {
        return true;
    }
    let before = &tokens[mention.first - 1];
    before.kind != Kind::Word && before.kind != Kind::Comma
        || before.is(class::SUB | class::CONJ) && !before.is(class::PREP)
}

/// Words in marks inside a parenthesis, not speech of their own: `Ruiz, wearing an “Ice Now” pin, said`.
pub(super) fn is_name_in_marks(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Quote) && token.text.split_whitespace().nth(4).is_none()
}
