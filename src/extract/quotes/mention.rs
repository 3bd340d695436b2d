//! Mentions: the words that name a source, read leftwards or rightwards from a cue.
//!
//! In: the tokens of a frame and the place of a cue. Out: a [`Mention`], as a range of tokens. There is no tagger here: a
//! phrase ends where a small word, a verb or a stop says so, and where that is not clear there is no mention.

use super::bodies::{is_in_name_of_body, joins_pair};
use super::bounds::{before_letters, crosshead, name_start};
use super::heads::{head_of, is_office, plural_of};
use super::particles::is_particle;
use super::portfolio;
use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::speech::{CueForm, CueKind, class, form};

/// How a source is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MentionKind {
    /// `Ruiz`, `Mayor Ana Ruiz`, `the Kremlin`
    Name,
    /// `she`
    Pronoun,
    /// `Ruiz, who said`
    Relative,
    /// `the mayor`, `two officials`, `the Ruiz campaign`
    Noun,
    /// `RUIZ:` before a turn of a transcript
    Label,
}

/// The words that name a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// First token of the phrase.
    pub(super) first: usize,
    /// Last token of the phrase.
    pub(super) last: usize,
    pub(super) kind: MentionKind,
    /// First and last token of the name, titles left out.
    pub(super) name: Option<(usize, usize)>,
}

impl Mention {
    /// Whether anything stands before the name: `Mayor Ruiz`.
    pub(super) fn is_titled(&self) -> bool {
        self.name.is_some_and(|(first, _)| first > self.first)
    }
}

/// How far a phrase, a parenthesis or a subject is looked for, in tokens: keeps every search short.
pub(super) const REACH: usize = 60;

/// Whether a token can be inside a phrase like `former White House ethics lawyer`.
fn is_nominal(token: &Token<'_>) -> bool {
    // Which word is one cannot be foreseen: all is asked at once, without branches.
    let capital = !token.is(SMALL) | (token.is(class::GIVEN) & !token.is(class::AUX));
    let lower = !token.is(SMALL | class::LY) & (token.kind == Kind::Word);
    let noun = !token.is(class::FINITE) | token.is(class::ROLE | class::BODY | class::PAPER);
    (token.capital & capital) | (!token.capital & lower & noun)
        || token.is_finite_verb() && lower && is_plural_noun_and_verb(token)
}

/// `people` of `two people`
fn is_counted(tokens: &[Token<'_>], at: usize) -> bool {
    let counts = |before: &Token<'_>| before.is(class::INDEFINITE) || before.is_figure();
    is_head(&tokens[at]) && at > 0 && counts(&tokens[at - 1])
}

/// `people familiar with it`, `others in the room`: a small word that others tell more of, as of a noun.
fn is_head(token: &Token<'_>) -> bool {
    token.is(class::INDEFINITE) & !token.is(class::DET)
}

/// `anonymously`; not `rally`.
pub(super) fn is_adverb(token: &Token<'_>) -> bool {
    token.is(class::LY) & !token.capital
}

/// `reports`, `claims`: nouns too; taken as such inside a phrase only behind a determiner, which the caller sees.
fn is_plural_noun_and_verb(token: &Token<'_>) -> bool {
    token.text.ends_with("ers") || token.text.ends_with("ors")
}

/// The phrase that ends with token `last`, not reaching back beyond `from`.
pub(super) fn phrase_ending_at(tokens: &[Token<'_>], from: usize, last: usize) -> Option<Mention> {
    let token = tokens.get(last)?;
    if token.kind != Kind::Word || last < from {
        return None;
    }
    let lone = |kind| Mention {
        first: last,
        last,
        kind,
        name: None,
    };
    if token.is(SMALL) {
        if token.is(class::SUBJECT) {
            return Some(lone(MentionKind::Pronoun));
        }
        if token.is(class::REL) || token.text == "that" {
            return Some(lone(MentionKind::Relative));
        }
        if token.is(class::OBJECT) || token.text == "her" {
            return phrase_before_pronoun(tokens, from, last);
        }
    }
    if !is_nominal(token) && !token.is(class::INDEFINITE) {
        return None;
    }
    let from = from.max(last.saturating_sub(REACH));
    let first = phrase_start(tokens, from, last, (last, None))?;
    phrase(tokens, behind_circumstance(tokens, from, first, last), last)
}

/// `a source close to her`, `some of them`
fn phrase_before_pronoun(tokens: &[Token<'_>], from: usize, last: usize) -> Option<Mention> {
    let preposition = last.checked_sub(1).filter(|&at| at > from)?;
    let before = joins_nouns(tokens, preposition, from)
        .then(|| phrase_ending_at(tokens, from, preposition - 1))
        .flatten()?;
    (before.kind == MentionKind::Noun).then_some(Mention { last, ..before })
}

/// The phrase that ends with the words `first..=last` of a name.
pub(super) fn phrase_of_name(
    tokens: &[Token<'_>],
    from: usize,
    first: usize,
    last: usize,
) -> Option<Mention> {
    let crosshead = crosshead(&tokens[first..=last]);
    let stops = first == from
        || stands_before_phrases(&tokens[first - 1]) && !joins_pair(tokens, first - 1);
    let start = if stops || crosshead > 0 {
        first + crosshead
    } else {
        phrase_start(tokens, from, last, (first - 1, Some(first)))?
    };
    if start >= first {
        let name = match start == last {
            true => (last, last), // of most names one word
            false => {
                let behind_titles = start + name_start(&tokens[start..=last], last - start);
                (behind_titles, before_letters(tokens, behind_titles, last))
            }
        };
        return Some(Mention {
            first: start,
            last,
            kind: MentionKind::Name,
            name: Some(name),
        });
    }
    phrase(tokens, behind_circumstance(tokens, from, start, last), last)
}

/// The phrase that starts at `first`, or what is left of it behind a circumstance: `In a statement | Ruiz said`, `At the rally |
/// Mayor Ruiz said`; not `After | the mayor Ana Ruiz left`.
fn behind_circumstance(tokens: &[Token<'_>], from: usize, first: usize, last: usize) -> usize {
    let before = first.checked_sub(1).filter(|&before| before >= from);
    let is_object = before.is_some_and(|before| tokens[before].is(class::PREP));
    if !is_object || !tokens[first].is(class::DET) {
        return first; // most phrases
    }
    let ends =
        |at: &usize| tokens[*at].capital || tokens[*at].is(SMALL) || is_possessive(&tokens[*at]);
    let name = (first + 1..=last).find(ends);
    let is_cut = |name: &usize| {
        let (noun, name) = (&tokens[name - 1], &tokens[*name]);
        let person = name.is(class::GIVEN | class::TITLE);
        let body = noun.is(class::BODY | class::PAPER) || tokens[last].is(class::ORGANISATION); // "the group Harbor Watch"
        name.capital && !noun.is(class::DET | class::ROLE | class::TITLE) && (person || !body)
    };
    name.filter(|_| tokens[last].is_name_word())
        .filter(is_cut)
        .unwrap_or(first)
}

/// Whether no phrase goes on before this token, whatever stands there: what is said of most names.
fn stands_before_phrases(token: &Token<'_>) -> bool {
    const STANDS: u32 = class::CONJ | class::AUX | class::SUB | class::REL | class::SUBJECT;
    const MAY_GO_ON: u32 = class::DET | class::PREP | class::GIVEN;
    match token.kind {
        Kind::Word => token.is(STANDS) & !token.is(MAY_GO_ON),
        Kind::Quote => false,
        _ => true,
    }
}

/// The first token of the phrase that ends with `last`, of which the tokens behind `at` have been read.
fn phrase_start(
    tokens: &[Token<'_>],
    from: usize,
    last: usize,
    (mut at, mut first): (usize, Option<usize>),
) -> Option<usize> {
    loop {
        let token = &tokens[at];
        if stands_before_phrases(token)
            && !token.is(class::INDEFINITE)
            && !joins_pair(tokens, at)
            && !portfolio::joins(tokens, at)
        {
            break; // most phrases
        }
        let before = at
            .checked_sub(1)
            .filter(|&before| before >= from)
            .map(|before| &tokens[before]);
        if token.is(class::CUE) && at < last && is_verb_before(token, &tokens[at + 1]) {
            break;
        }
        // "people who know | Okafor"
        if token.is(class::REPORT) && at < last && before.is_some_and(|who| who.is(class::REL)) {
            break;
        }
        if first == Some(at + 1) && before.is_some_and(|who| tells_of(token, who, &tokens[at + 1]))
        {
            break;
        }
        if is_nominal(token) || token.is(class::INDEFINITE) && (at == last || is_head(token)) {
            first = Some(at);
        } else if token.is(class::DET) {
            // "said that Japan agrees": the word opens a clause.
            if token.text == "that" && !before.is_some_and(|before| before.is(class::PREP)) {
                break;
            }
            first = Some(at);
            if !before.is_some_and(|before| before.is(class::PREP | class::DET)) {
                break;
            }
        } else if first.is_some() && modifies(tokens, from, at) {
            first = Some(at);
        } else if joins_nouns(tokens, at, from)
            || joins_pair(tokens, at)
            || portfolio::joins(tokens, at)
        {
            // A preposition or a pair inside the phrase: "a spokesman for the mayor".
        } else {
            break;
        }
        match at.checked_sub(1) {
            Some(before) if before >= from => at = before,
            _ => break,
        }
    }
    first
}

/// `lawyers representing | Ruiz`: a participle that tells of people, not a word before a name.
fn tells_of(token: &Token<'_>, who: &Token<'_>, next: &Token<'_>) -> bool {
    !token.capital
        && token.text.ends_with("ing")
        && next.is_name_word()
        && plural_of(who.text) & class::ROLE != 0
}

/// `the remarks suggest | Ruiz`: a verb in the plural, not a noun before a name, as in `state | Senator Ruiz`.
fn is_verb_before(token: &Token<'_>, next: &Token<'_>) -> bool {
    let base = |cue: &CueForm| {
        matches!(cue.kind, CueKind::Say | CueKind::Think) && cue.forms & form::BASE != 0
    };
    let takes = next.is_name_word() || next.is(class::DET);
    takes
        && !token.capital
        && !token.is(class::NOUN_CUE | class::ROLE)
        && token.text != "state"
        && token.word().is_some_and(|word| word.cues.iter().any(base))
}

/// `undecided`, `retired`: an ending of verbs, in a place of adjectives.
fn is_adjective(token: &Token<'_>) -> bool {
    !token.capital
        && token.text.ends_with("ed")
        && !token.is(class::AUX | class::VERB)
        && token
            .word()
            .is_none_or(|word| word.cues.iter().all(|cue| cue.kind != CueKind::Say))
}

/// `Tuesday` of `a | Tuesday | report`, `March`
fn is_day(token: &Token<'_>) -> bool {
    token.capital & token.is(class::TIME)
}

/// `undecided` in `the | undecided | voters`, `Tuesday` in `a | Tuesday | report`, `newly released` in `a | newly released | letter`.
fn modifies(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    let determined = |at: usize| at > from && tokens[at - 1].is(class::DET);
    let adverb = |at: usize| is_adverb(&tokens[at]) && determined(at);
    adverb(at)
        || is_day(&tokens[at]) && determined(at)
        || is_adjective(&tokens[at]) && (determined(at) || at > from && adverb(at - 1))
}

/// Whether the preposition at `at` ties the noun before it to the phrase behind it, as `of` and `for` do.
fn joins_nouns(tokens: &[Token<'_>], at: usize, from: usize) -> bool {
    let token = &tokens[at];
    if !token.is(class::PREP) || token.capital || at <= from {
        return false;
    }
    let before = &tokens[at - 1];
    let ties = match token.text {
        "of" | "for" | "at" => true,
        "on" => !before.capital || is_in_name_of_body(tokens, at),
        "in" | "from" | "with" | "to" => !before.capital || before.is(class::INDEFINITE),
        _ => false,
    };
    if !ties {
        return false;
    }
    // "some of them", "one in five", "many in the town"
    let of_number = before.is(class::DET | class::INDEFINITE) && token.text == "of"
        || before.is(class::INDEFINITE) && token.text == "in";
    // "polling of members"; "while speaking of Ruiz"
    let doing = before.text.ends_with("ing") && !(token.text == "of" && at == from + 1);
    (is_nominal(before) || is_head(before)) && !doing || of_number
}

/// Makes a mention of the phrase `first..=last`: what is its name, and is it more than that?
fn phrase(tokens: &[Token<'_>], first: usize, last: usize) -> Option<Mention> {
    let first = first + crosshead(&tokens[first..=last]);
    let words = &tokens[first..=last];
    let determines = |token: &Token<'_>| token.is(class::DET) && !token.is(class::INDEFINITE);
    if words.iter().rev().all(determines) {
        return None;
    }
    if words[0].is(class::PREP) {
        return None;
    }
    let head = head_of(words);
    let name = (words[head].is_name_word()).then(|| (name_start(words, head), head));
    let kind = if name.is_some() {
        MentionKind::Name
    } else {
        MentionKind::Noun
    };
    let name = name.map(|(start, head)| match words[0].is(class::DET) {
        true => (first + start, first + head), // "a Labour Party MP"
        false => (
            first + start,
            before_letters(tokens, first + start, first + head),
        ),
    });
    Some(Mention {
        first,
        last,
        kind,
        name,
    })
}

/// Whether a word is written in capitals: `RUIZ`, `McCOY`.
pub(super) fn is_in_capitals(word: &Token<'_>) -> bool {
    let letters = word.text.strip_prefix("Mc").unwrap_or(word.text);
    word.capital && !letters.contains(char::is_lowercase)
}

/// `Ruiz’s`, `Jones’`
#[inline]
pub(super) fn is_possessive(token: &Token<'_>) -> bool {
    token.joined && plain(token).len() < token.text.len()
}

/// A word of a name without its possessive ending.
#[inline]
pub(super) fn plain<'a>(word: &Token<'a>) -> &'a str {
    match word.joined {
        true => without_possessive(word.text),
        false => word.text, // most words
    }
}

fn without_possessive(word: &str) -> &str {
    const APOSTROPHES: [char; 2] = ['\'', '’'];
    let without_s = word.strip_suffix('s');
    let head = without_s.filter(|head| head.ends_with(APOSTROPHES));
    let head = head.unwrap_or(word);
    head.strip_suffix(APOSTROPHES).unwrap_or(head)
}

/// The phrase that begins with token `first`: `said a spokesman for the mayor | on Monday`.
pub(super) fn phrase_starting_at(
    tokens: &[Token<'_>],
    first: usize,
    end: usize,
) -> Option<Mention> {
    let token = tokens
        .get(first)
        .filter(|token| token.kind == Kind::Word && first < end)?;
    if token.is(class::SUBJECT) {
        return Some(Mention {
            first,
            last: first,
            kind: MentionKind::Pronoun,
            name: None,
        });
    }
    let stop = end.min(first + REACH);
    let mut at = first;
    let mut last = None;
    while at < stop {
        let token = &tokens[at];
        // "the Courier | show Ruiz knew"
        let verb = || {
            tokens[..stop]
                .get(at + 1)
                .is_some_and(|next| is_verb_before(token, next))
        };
        if token.is(class::CUE) && last.is_some() && verb() {
            break;
        }
        let nominal = is_nominal(token)
            || is_particle(&tokens[first..], at - first)
            || joins_pair(&tokens[..stop], at)
            || token.is(class::INDEFINITE) && (last.is_none() || is_counted(tokens, at));
        if nominal {
            last = Some(at);
        } else if !ties_phrase(tokens, first, at, last.is_some())
            && !joins_offices(&tokens[..stop], at)
        {
            break;
        }
        at += 1;
    }
    phrase(tokens, first, last?)
}

/// Whether the word at `at` is a determiner or a preposition that the phrase from `first` runs through.
fn ties_phrase(tokens: &[Token<'_>], first: usize, at: usize, has_noun: bool) -> bool {
    let before = at.checked_sub(1).filter(|&before| before >= first);
    let behind = |classes| before.is_some_and(|before| tokens[before].is(classes));
    let opens = at == first || behind(class::PREP | class::DET);
    let modifies = || is_adjective(&tokens[at]) || is_day(&tokens[at]) && behind(class::DET);
    let modifier = || modifies() && tokens.get(at + 1).is_some_and(is_nominal);
    opens && (tokens[at].is(class::DET) || modifier())
        || has_noun
            && joins_nouns(tokens, at, first)
            && (!name_at(tokens, first, at - 1)
                || is_in_name_of_body(tokens, at)
                || portfolio::name_behind(tokens, at).is_some())
}

/// Whether `and` at `at` joins two offices of one person: `Chairman and Chief Executive Ana Ruiz`.
fn joins_offices(tokens: &[Token<'_>], at: usize) -> bool {
    const WORDS: usize = 4;
    if at == 0 || tokens[at].text != "and" || !is_office(&tokens[at - 1]) {
        return false;
    }
    let behind = &tokens[at + 1..tokens.len().min(at + 1 + WORDS)];
    behind
        .windows(2)
        .any(|pair| is_office(&pair[0]) && pair[1].is_name_word() && !is_office(&pair[1]))
}

/// Whether the phrase up to `last` is a person's or body's name, to which "on", "in", "at" no longer belong.
fn name_at(tokens: &[Token<'_>], first: usize, last: usize) -> bool {
    tokens[last].is_name_word()
        && !tokens[first..=last]
            .iter()
            .any(|token| token.is(class::PREP))
}
