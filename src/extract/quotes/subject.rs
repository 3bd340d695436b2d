//! Subjects: who does what a cue verb says.
//!
//! In: a frame and its cue. Out: the mention of the subject, or `None`. Adverbs and auxiliaries are passed over
//! (`Ruiz has also said`), parentheses too (`Ruiz, who ran in 2012, said`); participles, infinitives and second verbs
//! (`…, adding`, `went on to say`, `but said`) share the subject of the sentence.

use crate::lexicon::speech::{CueKind, class, form};

use super::cues::Cue;
use super::frames::{Kind, SMALL, Token};
use super::mention::{
    Mention, MentionKind, REACH, is_adverb, phrase_ending_at, phrase_starting_at,
};

/// The subject of the cue, left of it. `from` is the first token of the frame.
pub(super) fn subject(tokens: &[Token<'_>], from: usize, cue: &Cue) -> Option<Mention> {
    let left = skip_left(tokens, from, cue.at)?;
    if cue.forms & form::ING != 0 && !left.be {
        return participle_subject(tokens, from, cue.at);
    }
    if left.be && cue.forms & form::PARTICIPLE != 0 {
        return None;
    }
    let token = &tokens[left.at];
    match token.kind {
        Kind::Word if token.text == "to" => shared_subject(tokens, from, left.at),
        Kind::Word if token.is(class::CONJ) => shared_subject(tokens, from, left.at),
        Kind::Word => word_subject(tokens, from, left.at),
        Kind::Comma | Kind::Dash | Kind::Close => before_parenthesis(tokens, from, left.at)
            .or_else(|| shared_subject(tokens, from, left.at)),
        _ => None,
    }
}

/// The phrase that ends at `last`, with the one that "and" joins to it; where it is the object of a relative clause (`the
/// man who attacked Ruiz | said`), what that clause is about.
fn word_subject(tokens: &[Token<'_>], from: usize, last: usize) -> Option<Mention> {
    let mention = phrase_ending_at(tokens, from, last)
        .filter(|mention| stands_free(tokens, from, mention))?;
    if is_object(tokens, from, &mention) {
        return antecedent(tokens, from, mention.first);
    }
    Some(joined(tokens, from, mention))
}

/// Whether a verb that takes things, not clauses, stands right before the phrase.
fn is_object(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    if mention.first <= from
        || mention.kind == MentionKind::Pronoun
        || mention.kind == MentionKind::Relative
    {
        return false;
    }
    let before = &tokens[mention.first - 1];
    if before.capital || before.kind != Kind::Word || before.is(SMALL) {
        return false;
    }
    match before.word {
        Some(word) if !word.cues.is_empty() => word
            .cues
            .iter()
            .all(|cue| matches!(cue.kind, CueKind::Fragment | CueKind::Name)),
        _ => before.is_finite_verb(),
    }
}

/// What the relative clause around `at` is about.
fn antecedent(tokens: &[Token<'_>], from: usize, at: usize) -> Option<Mention> {
    let start = from.max(at.saturating_sub(REACH / 2));
    let relative = (start + 1..at)
        .rev()
        .take_while(|&at| tokens[at].kind == Kind::Word)
        .find(|&at| tokens[at].is(class::REL))?;
    phrase_ending_at(tokens, from, relative - 1)
        .filter(|mention| stands_free(tokens, from, mention))
}

/// `Ana Ruiz and Tom Okafor` of `Tom Okafor`.
fn joined(tokens: &[Token<'_>], from: usize, mention: Mention) -> Mention {
    let and = mention
        .first
        .checked_sub(1)
        .filter(|&and| and > from && tokens[and].text == "and");
    let other = and
        .filter(|_| mention.kind != MentionKind::Pronoun)
        .and_then(|and| phrase_ending_at(tokens, from, and - 1))
        .filter(|other| other.kind == mention.kind && opens_clause(tokens, from, other));
    match other {
        Some(other) => Mention {
            first: other.first,
            last: mention.last,
            kind: MentionKind::Noun,
            name: None,
        },
        None => mention,
    }
}

/// Where the walk leftwards over adverbs and auxiliaries ended.
struct Left {
    at: usize,
    /// Whether a form of "be" was passed: `was told`, `is calling`.
    be: bool,
}

fn skip_left(tokens: &[Token<'_>], from: usize, cue: usize) -> Option<Left> {
    let mut be = false;
    let mut at = cue;
    while at > from {
        at -= 1;
        let token = &tokens[at];
        if at > from && is_day(tokens, at) {
            at -= usize::from(tokens[at - 1].is(class::PREP) && at > from + 1);
            continue;
        }
        let adverb = token.is(class::ADVERB) || is_adverb(token);
        if token.is(class::AUX) {
            be |= matches!(
                token.text,
                "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am"
            );
        } else if !adverb || token.is(class::SUBJECT) {
            return Some(Left { at, be });
        }
    }
    None
}

/// `on Tuesday`, `in 2014`, `last week` between a subject and its verb.
fn is_day(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    token.is(class::TIME) && (token.capital || !tokens[at - 1].is(class::DET))
        || token.kind == Kind::Word
            && token.text.len() == 4
            && token.text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a phrase is a subject, not what another verb or a preposition takes: `attacked | Ruiz`, `in | Iowa`.
fn stands_free(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    if mention.first <= from {
        return true;
    }
    let before = &tokens[mention.first - 1];
    !(before.is(class::PREP) && !before.is(class::SUB | class::ADVERB) && !before.capital)
}

/// `…, with Ruiz calling it` has its own subject; any other participle has that of the sentence.
fn participle_subject(tokens: &[Token<'_>], from: usize, cue: usize) -> Option<Mention> {
    let left = cue.checked_sub(1).filter(|&left| left >= from)?;
    let with = phrase_ending_at(tokens, from, left)
        .filter(|mention| mention.first > from && tokens[mention.first - 1].text == "with");
    // "While calling for “calm,” Ruiz left": the subject follows.
    with.or_else(|| later_subject(tokens, from, cue))
        .or_else(|| shared_subject(tokens, from, cue))
}

/// The subject behind a participle that opens its sentence: `Calling it “a farce,” Ruiz left.`
fn later_subject(tokens: &[Token<'_>], from: usize, cue: usize) -> Option<Mention> {
    let opens = cue - from <= 3 && tokens[from..cue].iter().all(|token| token.is(SMALL));
    if !opens {
        return None;
    }
    let stop = tokens.len().min(cue + REACH);
    let comma = (cue..stop).find(|&at| {
        tokens[at].kind == Kind::Comma
            || matches!(tokens[at].kind, Kind::Quote(_)) && tokens[at].text.ends_with(',')
    })?;
    phrase_starting_at(tokens, comma + 1, stop).filter(|mention| {
        tokens
            .get(mention.last + 1)
            .is_some_and(Token::is_finite_verb)
    })
}

/// The phrase before the parenthesis that ends at `close`: `Ruiz, the mayor of Lima, said`, `Ruiz (R-Tex.) said`.
fn before_parenthesis(tokens: &[Token<'_>], from: usize, close: usize) -> Option<Mention> {
    if tokens[close].kind == Kind::Close {
        return before_brackets(tokens, from, close);
    }
    let stop = from.max(close.saturating_sub(REACH));
    let mut nearest = None;
    for at in (stop..close).rev() {
        match tokens[at].kind {
            Kind::Quote(_) if is_name_in_marks(&tokens[at]) => {}
            Kind::Quote(_) | Kind::Semicolon | Kind::Colon | Kind::End => break,
            kind if kind == tokens[close].kind && at > from => {
                if !opens_apposition(tokens, at + 1, close) {
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
                if opens_clause(tokens, from, &mention) {
                    return Some(mention);
                }
                if mention.kind == MentionKind::Name
                    && nearest.is_none()
                    && stands_free(tokens, from, &mention)
                {
                    nearest = Some(mention);
                }
            }
            _ => {}
        }
    }
    nearest
}

fn before_brackets(tokens: &[Token<'_>], from: usize, close: usize) -> Option<Mention> {
    let open = open_bracket(tokens, from, close)?;
    let end = open.checked_sub(1).filter(|&end| end >= from)?;
    phrase_ending_at(tokens, from, end).filter(|mention| stands_free(tokens, from, mention))
}

fn open_bracket(tokens: &[Token<'_>], from: usize, close: usize) -> Option<usize> {
    (from.max(close.saturating_sub(REACH))..close)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Open)
}

/// Whether the words behind a comma can say who somebody is: `the mayor`, `who ran`, `of Lima`, `56`, `D-N.Y.`.
fn opens_apposition(tokens: &[Token<'_>], first: usize, close: usize) -> bool {
    let token = &tokens[first];
    if first >= close || token.is(class::SUBJECT) {
        return false;
    }
    if token.is(class::CONJ) {
        return false;
    }
    let own_subject = (first..close).any(|at| tokens[at].is(class::SUBJECT));
    !own_subject || token.is(class::REL)
}

/// Whether nothing stands before the phrase that belongs to its clause.
fn opens_clause(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    if mention.first == from {
        return true;
    }
    let before = &tokens[mention.first - 1];
    before.kind != Kind::Word && before.kind != Kind::Comma
        || before.is(class::SUB | class::CONJ) && !before.is(class::PREP)
}

/// The subject of the sentence: that of its first finite verb, subordinate clauses left aside.
pub(super) fn main_subject(tokens: &[Token<'_>], from: usize, before: usize) -> Option<Mention> {
    let start = from.max(before.saturating_sub(2 * REACH));
    (start + 1..before)
        .filter(|&at| tokens[at].is_finite_verb())
        .filter_map(|verb| verb_subject(tokens, start, verb))
        .find(|mention| !is_subordinate(tokens, start, mention))
}

/// The subject that a second verb or a participle at `before` shares: that of the nearest clause which nobody reports.
/// `when protesters stopped her, shouting “…”`; but `Ruiz said the mayor lied, adding “…”`.
fn shared_subject(tokens: &[Token<'_>], from: usize, before: usize) -> Option<Mention> {
    let start = from.max(before.saturating_sub(2 * REACH));
    (start + 1..before)
        .rev()
        .filter(|&at| tokens[at].is_finite_verb())
        .filter_map(|verb| verb_subject(tokens, start, verb))
        .find(|mention| !is_reported(tokens, start, mention))
        .or_else(|| main_subject(tokens, from, before))
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
        && !tokens[mention.last].text.ends_with('s');
    let free = mention.kind != MentionKind::Relative && stands_free(tokens, start, &mention);
    (free && !bare).then_some(mention)
}

/// Whether a clause is what somebody says or does: `said | the mayor lied`, `that | the mayor lied`.
fn is_reported(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    if mention.first <= from {
        return false;
    }
    let before = &tokens[mention.first - 1];
    before.kind == Kind::Word
        && !before.is(class::CONJ | class::ADVERB | class::TIME)
        && !matches!(before.text, "when" | "while" | "after" | "as" | "where")
}

/// `When Ruiz left, …`
fn is_subordinate(tokens: &[Token<'_>], from: usize, mention: &Mention) -> bool {
    mention.first > from && tokens[mention.first - 1].is(class::SUB | class::REL)
}

/// Words in marks inside a parenthesis, not speech of their own: `Ruiz, wearing an “Ice Now” pin, said`.
pub(super) fn is_name_in_marks(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Quote(_)) && token.text.split_whitespace().nth(4).is_none()
}
