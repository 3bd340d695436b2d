//! Mentions: the words that name a source, read leftwards or rightwards from a cue.
//!
//! In: the tokens of a frame and the place of a cue. Out: a [`Mention`], as a range of tokens. There is no tagger here: a
//! phrase ends where a small word, a verb or a stop says so, and where that is not clear there is no mention.

use super::bodies::joins_pair;
use super::bounds::{before_letters, crosshead, name_start};
use super::heads::{head_before, head_of, is_preposition};
use super::nominal::{
    ends_phrases, is_counted, is_head, is_mere_verb, is_nominal, is_participle, is_plain_name,
    is_plainly_nominal_or_determines, is_plainly_small, is_verb_before, joins_nouns, joins_offices,
    modifies, opens_report, stands_before_phrases, tells_of, ties_phrase,
};
use super::particles::is_particle;
use super::portfolio;
use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::speech::class;

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
    if is_lone_name(tokens, from, last) {
        return Some(Mention {
            name: Some((last, last)),
            ..lone(MentionKind::Name)
        });
    }
    if !is_nominal(token) && !token.is(class::INDEFINITE) {
        return None;
    }
    let from = from.max(last.saturating_sub(REACH));
    let (first, ties) = phrase_start(tokens, from, last, (last, None))?;
    let first = without_circumstance(tokens, from, first, last);
    let mention = phrase(tokens, first, last, ties.first)?;
    Some(Mention {
        first: with_least(tokens, from, mention.first),
        ..mention
    })
}

/// `| at least three analysts`
fn with_least(tokens: &[Token<'_>], from: usize, first: usize) -> usize {
    let least = tokens[first.saturating_sub(1)].text;
    let bounds = || {
        matches!(least, "least" | "most")
            && first >= from + 2
            && tokens[first - 2].text.eq_ignore_ascii_case("at")
    };
    match least.as_bytes().last() == Some(&b't') && bounds() {
        true => first - 2,
        false => first, // nearly all phrases
    }
}

/// Whether a name of one word ends at `last`, before which no phrase goes on: `Ruiz said`, `, Ruiz said`, `that Ruiz said`.
fn is_lone_name(tokens: &[Token<'_>], from: usize, last: usize) -> bool {
    let before = &tokens[last.saturating_sub(1)];
    let stops = || stands_before_phrases(before) && !before.is(class::CONJ | class::INDEFINITE);
    is_plain_name(&tokens[last]) && (last == from || stops())
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
    let (start, ties) = if stops || crosshead > 0 {
        (first + crosshead, Ties::NONE)
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
    let within = || (first..=last).find(|&at| is_preposition(&tokens[at]));
    let preposition = match (ties.first == NOWHERE) & ties.any & (first < last) {
        true => within().unwrap_or(NOWHERE),
        false => ties.first,
    };
    let start = without_circumstance(tokens, from, start, last);
    phrase(tokens, start, last, preposition)
}

/// The phrase that starts at `first`, or what is left of it behind a circumstance: `In a statement | Ruiz said`, `At the rally |
/// Mayor Ruiz said`; not `After | the mayor Ana Ruiz left`.
fn without_circumstance(tokens: &[Token<'_>], from: usize, first: usize, last: usize) -> usize {
    let before = &tokens[first.saturating_sub(1)];
    let is_object = (first > from) & before.is(class::PREP);
    if !(is_object & tokens[first].is(class::DET) & tokens[last].is_name_word()) {
        return first; // most phrases
    }
    let ends =
        |at: &usize| tokens[*at].capital || tokens[*at].is(SMALL) || is_possessive(&tokens[*at]);
    let name = (first + 1..=last).find(ends);
    let is_cut = |at: &usize| {
        let (noun, name) = (&tokens[at - 1], &tokens[*at]);
        let person = name.is(class::GIVEN | class::TITLE);
        let body = noun.is(class::BODY | class::PAPER) || tokens[last].is(class::ORGANISATION); // "the group Harbor Watch"
        name.capital && !noun.is(class::DET | class::ROLE | class::TITLE) && (person || !body)
    };
    name.filter(is_cut).unwrap_or(first)
}

/// Prepositions met on the way through a phrase.
struct Ties {
    /// The first one in the phrase that ties nouns, or [`NOWHERE`].
    first: usize,
    /// Whether any was met, if only to end the phrase.
    any: bool,
}

impl Ties {
    const NONE: Self = Self {
        first: NOWHERE,
        any: false,
    };
}

/// Behind all tokens.
const NOWHERE: usize = usize::MAX;

/// The first token of the phrase that ends with `last`, of which the tokens behind `at` have been read; and the prepositions that are
/// met here.
fn phrase_start(
    tokens: &[Token<'_>],
    from: usize,
    last: usize,
    (mut at, mut first): (usize, Option<usize>),
) -> Option<(usize, Ties)> {
    let mut ties = Ties::NONE;
    loop {
        let token = &tokens[at];
        let before_name = || first == Some(at + 1) && tokens[at + 1].is_name_word();
        let mut goes_on = true;
        if !is_plainly_nominal_or_determines(token) || is_participle(token) && before_name() {
            (first, goes_on) = with_odd_word(tokens, from, last, (at, first));
            ties.any |= token.is(class::PREP);
            if is_preposition(token) & goes_on {
                ties.first = at;
            }
        } else if token.is(class::DET) {
            (first, goes_on) = with_determiner(tokens, from, (at, first));
        } else {
            first = Some(at);
        }
        if !goes_on || at <= from {
            return Some((first?, ties));
        }
        at -= 1;
    }
}

/// Where the token at `at` is none of the plain words of the phrase that ends with `last`, of which `first` is the first so far: its first
/// token then, and whether the phrase may go on to the left.
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
    let before = (at > from).then(|| &tokens[at - 1]);
    if is_mere_verb(token) && !before.is_some_and(|before| before.is(class::DET | class::LY)) {
        return (first, false);
    }
    let is_joint =
        || token.is(class::CONJ) && (joins_pair(tokens, at) || portfolio::joins(tokens, at));
    if stands_before_phrases(token) && !token.is(class::INDEFINITE) && !is_joint() {
        return (first, false); // most phrases
    }
    let article = |before: &Token<'_>| matches!(before.text, "a" | "an" | "the"); // "a noted engineer"
    if token.is(class::CUE)
        && at < last
        && is_verb_before(token, &tokens[at + 1])
        && !before.is_some_and(article)
    {
        return (first, false);
    }
    // "people who know | Okafor"
    if token.is(class::REPORT) && at < last && before.is_some_and(|who| who.is(class::REL)) {
        return (first, false);
    }
    if first == Some(at + 1) && before.is_some_and(|who| tells_of(token, who, &tokens[at + 1])) {
        return (first, false);
    }
    let determined = |before: &Token<'_>| before.is(class::DET) || is_possessive(before);
    if at < last && opens_report(token) && !before.is_some_and(determined) {
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

/// Makes a mention of the phrase `first..=last`: what is its name, and is it more than that? `preposition` is the first that may tie
/// nouns in it; behind `last` there is none.
fn phrase(tokens: &[Token<'_>], first: usize, last: usize, preposition: usize) -> Option<Mention> {
    let first = phrase_behind_crosshead(tokens, first, last)?;
    let words = &tokens[first..=last];
    let head = if preposition > last {
        last - first // most phrases
    } else if preposition > first {
        head_before(words, preposition - first)
    } else {
        head_of(words) // the phrase was cut behind it
    };
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
    let no_noun = || words.iter().all(determines);
    let ends_in_one = !tokens[last].is(class::DET) || !no_noun(); // nearly all phrases
    (ends_in_one && !words[0].is(class::PREP)).then_some(first)
}

/// Whether a word is written in capitals: `RUIZ`, `McCOY`.
pub(super) fn is_in_capitals(word: &Token<'_>) -> bool {
    let [first, second] = word
        .text
        .as_bytes()
        .first_chunk()
        .copied()
        .unwrap_or_default();
    let small = second.is_ascii_lowercase() & !((first == b'M') & (second == b'c'));
    if !word.capital | small {
        return false; // nearly all words
    }
    let letters = word.text.strip_prefix("Mc").unwrap_or(word.text);
    !letters.contains(char::is_lowercase)
}

/// `Ruiz’s`, `Jones’`
#[inline]
pub(super) fn is_possessive(token: &Token<'_>) -> bool {
    token.is_possessive()
}

/// A word of a name without its possessive ending.
#[inline]
pub(super) fn plain<'a>(word: &Token<'a>) -> &'a str {
    word.without_possessive()
}

/// The phrase that begins with token `first`: `said a spokesman for the mayor | on Monday`.
pub(super) fn phrase_starting_at(
    tokens: &[Token<'_>],
    first: usize,
    end: usize,
) -> Option<Mention> {
    if opening(tokens, first, end)?.is(class::SUBJECT) {
        return Some(Mention {
            first,
            last: first,
            kind: MentionKind::Pronoun,
            name: None,
        });
    }
    let (last, preposition) = phrase_end(tokens, first, end)?;
    phrase(tokens, first, last, preposition)
}

/// First and last token of the same, for those who do not ask whom it names.
pub(super) fn words_starting_at(
    tokens: &[Token<'_>],
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    if opening(tokens, first, end)?.is(class::SUBJECT) {
        return Some((first, first));
    }
    let (last, _) = phrase_end(tokens, first, end)?;
    Some((phrase_behind_crosshead(tokens, first, last)?, last))
}

/// The word at `first`, where a phrase may begin.
fn opening<'t, 'a>(tokens: &'t [Token<'a>], first: usize, end: usize) -> Option<&'t Token<'a>> {
    let is_word = |token: &&Token<'_>| token.kind == Kind::Word && first < end;
    tokens.get(first).filter(is_word)
}

/// `said | First Minister Ana Ruiz`, `said | first deputy governor Ana Ruiz`
fn is_first_of_name(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let office = |next: &Token<'_>| next.is_name_word() || next.is(class::ROLE);
    matches!(token.text, "First" | "first") && next.is_some_and(office)
}

/// The last token of the phrase that begins with the word `first`, and the first preposition behind that word, if only one that ends the
/// phrase.
fn phrase_end(tokens: &[Token<'_>], first: usize, end: usize) -> Option<(usize, usize)> {
    let stop = end.min(first + REACH).min(tokens.len());
    let (mut last, mut preposition) = (None, NOWHERE);
    let mut before = class::DET;
    for (at, token) in (first..).zip(&tokens[first..stop]) {
        // A determiner goes on where the phrase begins, and behind a preposition or another: "all the others in the town".
        let opens = before & (class::PREP | class::DET) != 0;
        let closed = if opens { 0 } else { class::DET };
        before = token.classes;
        if is_plainly_nominal_or_determines(token) && !token.is(closed) {
            last = if token.is(class::DET) { last } else { Some(at) };
            continue;
        }
        if ends_phrases(token) {
            break;
        }
        let ties = is_preposition(token) & (at > first);
        preposition = preposition.min(if ties { at } else { NOWHERE });
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
            || token.is(class::INDEFINITE) && (last.is_none() || is_counted(tokens, at))
            || is_first_of_name(token, tokens[..stop].get(at + 1));
        if nominal {
            last = Some(at);
        } else if !ties_phrase(tokens, first, at, last.is_some())
            && !joins_offices(&tokens[..stop], at)
        {
            break;
        }
    }
    Some((last?, preposition))
}
