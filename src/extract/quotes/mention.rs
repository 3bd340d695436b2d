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

/// Whether a token is inside a phrase whatever stands around it, unless it is a participle before a name: most words of phrases.
fn is_plainly_nominal(token: &Token<'_>) -> bool {
    const CAPITAL: u32 = SMALL | class::REPORT;
    const LOWER: u32 = CAPITAL | class::LY | class::FINITE | class::CUE;
    let unclear = if token.capital { CAPITAL } else { LOWER };
    (token.kind == Kind::Word) & !token.is(unclear)
}

/// Whether a token is a determiner or a preposition and nothing else, as most odd words of phrases and beside them: then only the words
/// around it are asked.
fn is_plainly_small(token: &Token<'_>) -> bool {
    const ELSE: u32 = class::INDEFINITE
        | class::CONJ
        | class::GIVEN
        | class::LY
        | class::FINITE
        | class::CUE
        | class::REPORT;
    token.is(class::PREP | class::DET) & !token.is(ELSE)
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
    let (first, tied) = phrase_start(tokens, from, last, (last, None))?;
    phrase(
        tokens,
        behind_circumstance(tokens, from, first, last),
        last,
        tied,
    )
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
    let (start, tied) = if stops || crosshead > 0 {
        (first + crosshead, false)
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
    phrase(
        tokens,
        behind_circumstance(tokens, from, start, last),
        last,
        tied,
    )
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

/// The first token of the phrase that ends with `last`, of which the tokens behind `at` have been read; and whether a preposition may
/// tie nouns in what is read here.
fn phrase_start(
    tokens: &[Token<'_>],
    from: usize,
    last: usize,
    (mut at, mut first): (usize, Option<usize>),
) -> Option<(usize, bool)> {
    let mut tied = false;
    loop {
        let token = &tokens[at];
        let before_name = first == Some(at + 1) && tokens[at + 1].is_name_word();
        let mut goes_on = true;
        if is_plainly_nominal(token) && !(before_name && is_participle(token)) {
            first = Some(at);
        } else {
            (first, goes_on) = with_odd_word(tokens, from, last, (at, first));
            tied |= token.is(class::PREP);
        }
        if !goes_on || at <= from {
            return Some((first?, tied));
        }
        at -= 1;
    }
}

/// The first token of the phrase that ends with `last` where that at `at` is no plain word of it, and `first` was the first behind;
/// and whether the phrase may go on before.
fn with_odd_word(
    tokens: &[Token<'_>],
    from: usize,
    last: usize,
    (at, first): (usize, Option<usize>),
) -> (Option<usize>, bool) {
    let token = &tokens[at];
    if is_plainly_small(token) {
        return match token.is(class::DET) {
            true => with_determiner(tokens, from, (at, first)),
            false => (first, joins_nouns(tokens, at, from)),
        };
    }
    let is_joint =
        || token.is(class::CONJ) && (joins_pair(tokens, at) || portfolio::joins(tokens, at));
    if stands_before_phrases(token) && !token.is(class::INDEFINITE) && !is_joint() {
        return (first, false); // most phrases
    }
    let before = (at > from).then(|| &tokens[at - 1]);
    if token.is(class::CUE) && at < last && is_verb_before(token, &tokens[at + 1]) {
        return (first, false);
    }
    // "people who know | Okafor"
    if token.is(class::REPORT) && at < last && before.is_some_and(|who| who.is(class::REL)) {
        return (first, false);
    }
    if first == Some(at + 1) && before.is_some_and(|who| tells_of(token, who, &tokens[at + 1])) {
        return (first, false);
    }
    if is_nominal(token) || token.is(class::INDEFINITE) && (at == last || is_head(token)) {
        return (Some(at), true);
    }
    if token.is(class::DET) {
        return with_determiner(tokens, from, (at, first));
    }
    if first.is_some() && modifies(tokens, from, at) {
        return (Some(at), true);
    }
    // A preposition or a pair inside the phrase: "a spokesman for the mayor".
    (first, joins_nouns(tokens, at, from) || is_joint())
}

/// The same where the token is a determiner.
fn with_determiner(
    tokens: &[Token<'_>],
    from: usize,
    (at, first): (usize, Option<usize>),
) -> (Option<usize>, bool) {
    let before = if at > from { tokens[at - 1].classes } else { 0 };
    // "said that Japan agrees": the word opens a clause.
    match tokens[at].text == "that" && before & class::PREP == 0 {
        true => (first, false),
        false => (Some(at), before & (class::PREP | class::DET) != 0),
    }
}

/// `lawyers representing | Ruiz`: a participle that tells of people, not a word before a name.
fn tells_of(token: &Token<'_>, who: &Token<'_>, next: &Token<'_>) -> bool {
    is_participle(token) && next.is_name_word() && plural_of(who.text) & class::ROLE != 0
}

/// `representing`, as far as its ending tells
fn is_participle(token: &Token<'_>) -> bool {
    !token.capital && token.text.ends_with("ing")
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

/// Makes a mention of the phrase `first..=last`: what is its name, and is it more than that? `tied` where a preposition may tie nouns
/// in it.
fn phrase(tokens: &[Token<'_>], first: usize, last: usize, tied: bool) -> Option<Mention> {
    let first = phrase_behind_crosshead(tokens, first, last)?;
    let words = &tokens[first..=last];
    let head = if tied { head_of(words) } else { last - first };
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

/// The first token of the phrase `first..=last` behind a crosshead; `None` where it is none.
fn phrase_behind_crosshead(tokens: &[Token<'_>], first: usize, last: usize) -> Option<usize> {
    let first = first + crosshead(&tokens[first..=last]);
    let words = &tokens[first..=last];
    let determines = |token: &Token<'_>| token.is(class::DET) && !token.is(class::INDEFINITE);
    (!words[0].is(class::PREP) && !words.iter().rev().all(determines)).then_some(first)
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
    let (last, tied) = phrase_end(tokens, first, end)?;
    phrase(tokens, first, last, tied)
}

/// First and last token of the same, for those who do not ask whom it names.
pub(super) fn words_starting_at(
    tokens: &[Token<'_>],
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let token = tokens
        .get(first)
        .filter(|token| token.kind == Kind::Word && first < end)?;
    if token.is(class::SUBJECT) {
        return Some((first, first));
    }
    let (last, _) = phrase_end(tokens, first, end)?;
    Some((phrase_behind_crosshead(tokens, first, last)?, last))
}

/// The last token of the phrase that begins with the word `first`, and whether a preposition may tie nouns in it.
fn phrase_end(tokens: &[Token<'_>], first: usize, end: usize) -> Option<(usize, bool)> {
    let stop = end.min(first + REACH).min(tokens.len());
    let (mut last, mut tied) = (None, false);
    for (at, token) in (first..).zip(&tokens[first..stop]) {
        if is_plainly_nominal(token) {
            last = Some(at);
            continue;
        }
        if !matches!(token.kind, Kind::Word | Kind::Quote) {
            break;
        }
        tied |= token.is(class::PREP);
        if is_plainly_small(token) {
            match ties_phrase(tokens, first, at, last.is_some()) {
                true => continue,
                false => break,
            }
        }
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
    }
    Some((last?, tied))
}

/// Whether the word at `at` is a determiner or a preposition that the phrase from `first` runs through.
fn ties_phrase(tokens: &[Token<'_>], first: usize, at: usize, has_noun: bool) -> bool {
    let before = at.checked_sub(1).filter(|&before| before >= first);
    let behind = |classes| before.is_some_and(|before| tokens[before].is(classes));
    let opens = || at == first || behind(class::PREP | class::DET);
    let modifies = || is_adjective(&tokens[at]) || is_day(&tokens[at]) && behind(class::DET);
    let modifier = || modifies() && tokens.get(at + 1).is_some_and(is_nominal);
    (tokens[at].is(class::DET) || modifier()) && opens()
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
