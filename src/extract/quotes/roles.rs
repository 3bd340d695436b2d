//! Roles: what the words around a name say that somebody is.
//!
//! In: a mention with a name. Out: `Kremlin spokesman` of `Kremlin spokesman Dmitry Peskov`, `director of the zoo` of
//! `Jane Roe, the director of the zoo,`. Plain honorifics (`Mr.`) say nothing of a role.

use super::frames::Paragraph;
use super::heads::plural_of;
use super::mention::Mention;
use super::nominal::is_participle;
use super::portfolio;
use super::tokens::{Kind, Token};
use crate::lexicon::few_words::FewWords;
use crate::lexicon::lower;
use crate::lexicon::speech::{self, class};
use crate::span::Span;

/// The longest role behind a name, in words.
const LONGEST: usize = 16;

/// The word that says what somebody is stands among so many behind a name, if in any.
const NEAR: usize = 6;

/// Verbs that stand before another verb, never before a role.
const MODALS: [&str; 9] = [
    "can", "could", "may", "might", "must", "shall", "should", "will", "would",
];

/// The role that stands before or behind the name of a mention. A headline gives none: where all words are capital, none
/// tells where a role begins (`Rival Backs Speaker Ana Ruiz`).
pub(super) fn role(text: &str, paragraph: &Paragraph<'_>, mention: &Mention) -> Option<Span> {
    if paragraph.number == 0 {
        return None;
    }
    let tokens = paragraph.tokens;
    before_name(text, tokens, mention).or_else(|| behind_name(tokens, mention))
}

/// `Kremlin spokesman | Dmitry Peskov`, `Sen. | Ana Ruiz`
fn before_name(text: &str, tokens: &[Token<'_>], mention: &Mention) -> Option<Span> {
    let (name, _) = mention.name?;
    let mut first = mention.first;
    if first == name {
        return None; // most names
    }
    while first < name && says_nothing(&tokens[first]) {
        first += 1;
    }
    // "the lawyer leading Sen. Ana Ruiz": a role of the name stands behind the participle.
    let leads = |pair: &[Token<'_>]| is_leading(&pair[0]) && pair[1].capital;
    if let Some(at) = tokens[first..name].windows(2).rposition(leads) {
        first += at + 1;
    }
    let mut words = &tokens[first..name];
    // "researcher Dr. Ana Ruiz"
    while let [before @ .., last] = words
        && !before.is_empty()
        && last.is(class::HONORIFIC)
        && last.capital
        && !last.is(class::ROLE)
    {
        words = before;
    }
    // "it would judge Tom Okafor by his deeds": behind a modal the word is a verb.
    let behind_modal = || first > 0 && MODALS.contains(&tokens[first - 1].text);
    if words.first().is_some_and(|word| !word.capital) && behind_modal() {
        return None;
    }
    let says = words.iter().any(|word| {
        word.is(class::ROLE | class::TITLE) && !(word.is(class::HONORIFIC) && word.capital)
    });
    let whole = || {
        portfolio::name_in(&tokens[mention.first..=mention.last]).is_some()
            || portfolio::is_of_office(words)
    };
    let last = words
        .last()
        .filter(|last| last.is(class::ROLE | class::TITLE) || whole())
        .filter(|last| !last.text.eq_ignore_ascii_case("former"))?;
    // "Sen." keeps its point.
    let end = last.span().end();
    let point = usize::from(text.as_bytes().get(end) == Some(&b'.'));
    says.then(|| Span::new(words[0].span().start(), end + point))
}

/// Whether a word before a role is no part of it: `the`, `Mr.`, `praising` former Gov. Ana Ruiz. `St. Louis Mayor` is one.
fn says_nothing(word: &Token<'_>) -> bool {
    let role = word.is(class::ROLE);
    word.is(class::DET | class::PREP)
        || word.is(class::HONORIFIC) && !role && word.text != "St"
        || is_leading(word)
        || word.text == "another"
}

/// `praising`, `leading`: a verb, not a role.
fn is_leading(word: &Token<'_>) -> bool {
    const OF_ROLES: [&str; 8] = [
        "acting",
        "founding",
        "managing",
        "operating",
        "presiding",
        "ruling",
        "sitting",
        "visiting",
    ];
    let verb = is_participle(word) && !word.is(class::ROLE);
    verb && !OF_ROLES.contains(&word.text)
}

/// Whether a capitalised word can be a surname although it is the plural of a noun for a body: `Banks`, `Fields`.
pub(super) fn may_be_surname(word: &str) -> bool {
    let single = plural_of(word);
    let own = speech::word(word).map_or(0, |word| word.classes);
    single & class::BODY != 0 && single & class::ROLE == 0 && own & class::BODY == 0
}

/// Whether a capitalised word is a noun for people: `Organizers`, `Critics`, `Police`.
pub(super) fn is_common(word: &str) -> bool {
    let folded = lower(word);
    let single = folded.strip_suffix('s').unwrap_or(&folded);
    let known = |noun: &str| {
        speech::word(noun).is_some_and(|word| {
            word.classes & (class::ROLE | class::BODY) != 0 && word.classes & class::GIVEN == 0
        })
    };
    known(&folded) || known(single)
}

/// `Jane Roe, | the director of the zoo |, said`
pub(super) fn behind_name(tokens: &[Token<'_>], mention: &Mention) -> Option<Span> {
    const OPENS: FewWords<6> = FewWords::new(["a", "also", "an", "another", "its", "the"]);
    let comma = mention.last + 1;
    if tokens.get(comma)?.kind != Kind::Comma {
        return None;
    }
    // "Thanking Jane Roe, the mayor left": somebody else
    let opens = &tokens[mention.first];
    if opens.capital
        && opens.text.ends_with("ing")
        && mention.name.is_some_and(|(first, _)| first > mention.first)
    {
        return None;
    }
    let mut first = comma + 1;
    // "Jane Roe, 56, a baker": the age is no role.
    if tokens
        .get(first)
        .is_some_and(|token| token.text.bytes().all(|byte| byte.is_ascii_digit()))
        && tokens
            .get(first + 1)
            .is_some_and(|token| token.kind == Kind::Comma)
    {
        first += 2;
    }
    while tokens
        .get(first)
        .is_some_and(|token| OPENS.contains(token.text))
    {
        first += 1;
    }
    // "Jane Roe, along with board member Ana Ruiz,": somebody else's.
    if tokens.get(first).is_some_and(|token| token.text == "along") {
        return None;
    }
    let stop = tokens.len().min(first + LONGEST);
    let near = tokens[first.min(stop)..stop].iter().take(NEAR);
    if !near.fold(false, |any, word| any | says_what(word)) {
        return None; // most names
    }
    let mut last = first;
    while last < stop && !ends_role(&tokens[last]) {
        last = house_end(&tokens[..stop], last).unwrap_or(last) + 1;
    }
    let closed = last < stop || last == tokens.len();
    let words = without_end(&tokens[first.min(last)..last]);
    let head = words.iter().take(NEAR).any(says_what);
    (head && closed).then(|| words[0].span().hull(words[words.len() - 1].span()))
}

/// Whether a word behind a name says what somebody is.
fn says_what(word: &Token<'_>) -> bool {
    let title = word.is(class::TITLE) & !word.is(class::HONORIFIC | class::GIVEN);
    word.is(class::ROLE) | (title & word.capital)
}

/// The words of a role without what leads on to words that are no part of it: `a lawyer | for one of the` “big” firms, `president of
/// the bank | in prepared` remarks.
fn without_end<'t, 'a>(words: &'t [Token<'a>]) -> &'t [Token<'a>] {
    const SMALL: u32 = class::DET | class::PREP | class::CONJ | class::INDEFINITE;
    let mut end = words.len();
    let prepared = |end: usize| words[end - 1].text.ends_with("ed") && !words[end - 1].capital;
    if end > 1 && prepared(end) && words[end - 2].is(class::PREP) {
        end -= 1;
    }
    while end > 0 && !words[end - 1].capital && words[end - 1].is(SMALL) {
        end -= 1;
    }
    &words[..end]
}

/// The last word of a house whose name is a list and begins at `at`: `Stone, Hall & Ruiz`.
fn house_end(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let named = |at: usize| tokens.get(at).is_some_and(Token::is_name_word);
    let comma = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Comma)
    };
    if !comma(at + 1) {
        return None; // most words
    }
    let mut last = at;
    while named(last) && comma(last + 1) && named(last + 2) {
        last += 2;
    }
    let and = tokens.get(last + 1).is_some_and(|token| token.text == "&");
    (last > at && and && named(last + 2)).then_some(last + 2)
}

fn ends_role(token: &Token<'_>) -> bool {
    token.kind != Kind::Word
        || token.is(class::REL | class::SUB | class::SUBJECT) && !token.is(class::PREP)
        || token.is_finite_verb() && !token.is(class::ROLE | class::BODY)
}
