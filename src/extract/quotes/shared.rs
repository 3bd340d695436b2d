//! Subjects that a verb shares with another: `Ruiz attacked the plan, calling it …`, `… but said`.
//!
//! In: a frame and the place of a participle, an infinitive or a second verb. Out: the subject of the sentence or of the
//! nearest clause.

use super::mention::{Mention, MentionKind, REACH, phrase_ending_at, phrase_starting_at};
use super::parenthesis::before_parenthesis;
use super::subject::{joined, skip_left, stands_free};
use super::tokens::{Kind, Token};
use crate::lexicon::speech::{CueForm, CueKind, class, form};

/// The subject of the sentence: that of its first finite verb, subordinate clauses left aside.
pub(super) fn main_subject(tokens: &[Token<'_>], from: usize, before: usize) -> Option<Mention> {
    let start = from.max(before.saturating_sub(2 * REACH));
    (start + 1..before)
        .filter(|&at| tokens[at].is_finite_verb())
        .filter_map(|verb| verb_subject(tokens, start, verb))
        .find(|mention| !is_subordinate(tokens, start, mention))
}

/// Words that open a clause with a subject which a second verb in it shares.
const OPEN_CLAUSES: [&str; 5] = ["when", "while", "as", "where", "after"];

/// The subject that a second verb or an infinitive at `before` shares: that of the nearest clause which nobody reports.
/// `when protesters stopped her and shouted “…”`; but `Ruiz said the mayor lied and added “…”`.
pub(super) fn shared_subject(tokens: &[Token<'_>], from: usize, before: usize) -> Option<Mention> {
    nearest_subject(tokens, from, before, &OPEN_CLAUSES)
}

/// `Ruiz, | who | praised the plan and said`: no comma ends the clause before the second verb.
pub(super) fn relative_before(tokens: &[Token<'_>], from: usize, before: usize) -> Option<Mention> {
    let start = from.max(before.saturating_sub(REACH)) + 1;
    let mut words = (start..before)
        .rev()
        .take_while(|&at| tokens[at].kind == Kind::Word);
    let who = words.find(|&at| tokens[at].text == "who")?;
    let relative = tokens[who - 1].kind == Kind::Comma && tokens[who + 1].is_finite_verb();
    relative.then_some(Mention {
        first: who,
        last: who,
        kind: MentionKind::Relative,
        name: None,
    })
}

/// Whose the infinitive at `to` is beside its own words: `common for | critics | to call it “a farce”`, `because | they | wanted to show “it works”`.
pub(super) fn infinitive_subject(tokens: &[Token<'_>], from: usize, to: usize) -> Option<Mention> {
    const NEAR: usize = 8;
    let last = to.checked_sub(1).filter(|&last| last > from)?;
    let subordinates = |token: &Token<'_>| token.is(class::SUB) && token.text != "that";
    let for_ =
        |at: usize| tokens[at].text == "for" && !tokens[at - 1].is(class::CUE | class::NOUN_CUE);
    let near = last.saturating_sub(NEAR).max(from)..last;
    if tokens[last].is_finite_verb() && tokens[near.clone()].iter().any(subordinates) {
        let subject = verb_subject(tokens, from, last)
            .filter(|subject| subject.first > from && subordinates(&tokens[subject.first - 1]));
        if subject.is_some() {
            return subject;
        }
    }
    let behind_for = near.start + 1..near.end;
    if !behind_for.clone().any(for_) {
        return None; // most infinitives
    }
    phrase_ending_at(tokens, from, last).filter(|whose| {
        let before = whose.first.checked_sub(1);
        before.is_some_and(|before| behind_for.contains(&before) && for_(before))
    })
}

/// The same for a participle: `when protesters stopped her, shouting “…”`; but `Ruiz spoke after the mayor left, adding “…”`.
pub(super) fn subject_of_participle(
    tokens: &[Token<'_>],
    from: usize,
    before: usize,
) -> Option<Mention> {
    nearest_subject(tokens, from, before, &OPEN_CLAUSES[..4])
}

/// The subject of the nearest clause that nobody reports, if one of the words `open` or a comma opens it, else of the sentence.
fn nearest_subject(
    tokens: &[Token<'_>],
    from: usize,
    before: usize,
    open: &[&str],
) -> Option<Mention> {
    let start = from.max(before.saturating_sub(2 * REACH));
    let mut main = None;
    for verb in (start + 1..before).rev() {
        if !tokens[verb].is_finite_verb() {
            continue; // most words
        }
        match verb_subject(tokens, start, verb) {
            Some(near) if !is_reported(tokens, start, &near, open) => {
                return Some(joined(tokens, start, near));
            }
            Some(mention) if !is_subordinate(tokens, start, &mention) => main = Some(mention),
            _ => {}
        }
    }
    main.or_else(|| inverted_subject(tokens, start, before))
}

/// `“It is old,” said | Ana Ruiz | in a note, adding “…”`: whoever spoke words before, where no verb has its subject before it.
fn inverted_subject(tokens: &[Token<'_>], start: usize, before: usize) -> Option<Mention> {
    let behind_words = |at: &usize| {
        let comma = usize::from(tokens[at - 1].kind == Kind::Comma && at - 1 > start);
        tokens[at - 1 - comma].kind == Kind::Quote
    };
    let says = |at: &usize| {
        let form = tokens[*at].cue(tokens.get(at + 1));
        let said = |form: CueForm| {
            matches!(form.kind, CueKind::Say | CueKind::Mark)
                && form.forms & (form::PAST | form::THIRD) != 0
        };
        form.is_some_and(said)
    };
    let verb = (start + 1..before).filter(behind_words).find(says)?;
    phrase_starting_at(tokens, verb + 1, before)
}

/// The subject beside a finite verb, adverbs and parentheses passed over.
fn verb_subject(tokens: &[Token<'_>], start: usize, verb: usize) -> Option<Mention> {
    let left = skip_left(tokens, start, verb)?;
    let mention = match tokens[left.at].kind {
        Kind::Word => phrase_ending_at(tokens, start, left.at)?,
        Kind::Comma | Kind::Dash | Kind::Close => before_parenthesis(tokens, start, left.at)?,
        _ => return None,
    };
    // "a meeting planned with Ruiz": a bare noun in the singular is rarely a subject, its participle rarely a verb.
    let bare = mention.kind == MentionKind::Noun
        && !tokens[mention.first].is(class::DET | class::INDEFINITE)
        && !tokens[mention.first].joined // "Ruiz’s letter"
        && !tokens[mention.last].text.ends_with('s');
    let free = mention.kind != MentionKind::Relative && stands_free(tokens, start, &mention);
    let there = tokens[mention.last].text.eq_ignore_ascii_case("there"); // "There is a saying"
    (free && !bare && !there).then_some(mention)
}

/// Whether a clause is what somebody says or does: `said | the mayor lied`, `that | the mayor lied`.
fn is_reported(tokens: &[Token<'_>], from: usize, mention: &Mention, open: &[&str]) -> bool {
    if mention.first <= from {
        return false;
    }
    let before = &tokens[mention.first - 1];
    // "asked | how long | the talks would take"
    if mention.first >= from + 2 && tokens[mention.first - 2].text == "how" {
        return true;
    }
    before.kind == Kind::Word
        && !before.is(class::CONJ | class::ADVERB | class::TIME)
        && !open.contains(&before.text)
}

/// `When Ruiz left, …`
fn is_subordinate(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    mention.first > from && tokens[mention.first - 1].is(class::SUB | class::REL)
}
