//! Words that a noun phrase runs through: `former White House ethics lawyer`, `a spokesman for the mayor`, `a Tuesday report`.
//!
//! In: tokens and the place of a word. Out: whether a phrase goes on with it, or ends there.

use super::bodies::is_in_name_of_body;
use super::heads::{is_office, plural_of};
use super::portfolio;
use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::speech::{CueForm, CueKind, class, form, takes};

/// Whether a token can be inside a phrase like `former White House ethics lawyer`.
pub(super) fn is_nominal(token: &Token<'_>) -> bool {
    // Which word is one cannot be foreseen: what speaks against it is one number.
    let classes = token.classes;
    let given = classes & (class::GIVEN | class::AUX) == class::GIVEN;
    let noun = token.is(class::ROLE | class::BODY | class::PAPER);
    let capital = if given { 0 } else { classes & SMALL };
    let finite = if noun { 0 } else { classes & class::FINITE };
    let lower = classes & (SMALL | class::LY) | finite | token.is_no_word();
    let against = if token.capital { capital } else { lower };
    against == 0 || against == class::FINITE && is_plural_noun_and_verb(token)
}

/// Whether a token is a finite verb that can be no noun, and no adjective but behind a determiner or an adverb: `told`.
#[inline]
pub(super) fn is_mere_verb(token: &Token<'_>) -> bool {
    const ELSE: u32 = SMALL | class::LY | class::ROLE | class::BODY | class::PAPER;
    let against =
        (token.classes & (class::FINITE | ELSE)) ^ class::FINITE | token.is_no_small_word();
    against == 0 && !is_plural_noun_and_verb(token)
}

/// Whether a token is inside a phrase whatever stands around it, unless it is a participle before a name, or a determiner that can be
/// nothing else: most words of phrases.
#[inline]
pub(super) fn is_plainly_nominal_or_determines(token: &Token<'_>) -> bool {
    let determiner = if token.is(class::DET) { NOT_SMALL } else { 0 };
    let unclear = unclear(token) & !class::DET | determiner;
    token.classes & unclear | token.is_no_word() == 0
}

/// Whether a token is inside a phrase whatever stands around it, and has a capital.
#[inline]
pub(super) fn is_plain_name(token: &Token<'_>) -> bool {
    let small = u32::from(!token.capital);
    token.classes & unclear(token) | token.is_no_word() | small == 0
}

/// The classes of which a word is none that is inside a phrase whatever stands around it.
#[inline]
fn unclear(token: &Token<'_>) -> u32 {
    const CAPITAL: u32 = SMALL | class::REPORT;
    const LOWER: u32 = CAPITAL | class::LY | class::FINITE | class::CUE;
    if token.capital { CAPITAL } else { LOWER }
}

/// Whether a token is a determiner or a preposition that can be no noun, no verb and no name: only the words around it are asked then.
pub(super) fn is_plainly_small(token: &Token<'_>) -> bool {
    token.is(class::PREP | class::DET) & !token.is(NOT_SMALL)
}

/// What else determiners and prepositions may be.
const NOT_SMALL: u32 = class::INDEFINITE
    | class::CONJ
    | class::GIVEN
    | class::LY
    | class::FINITE
    | class::CUE
    | class::REPORT;

/// `people` of `two people`
pub(super) fn is_counted(tokens: &[Token<'_>], at: usize) -> bool {
    let counts = |before: &Token<'_>| before.is(class::INDEFINITE) || before.is_figure();
    is_head(&tokens[at]) && at > 0 && counts(&tokens[at - 1])
}

/// `people familiar with it`, `others in the room`: a small word that others tell more of, as of a noun.
pub(super) fn is_head(token: &Token<'_>) -> bool {
    token.is(class::INDEFINITE) & !token.is(class::DET)
}

/// `anonymously`; not `rally`.
pub(super) fn is_adverb(token: &Token<'_>) -> bool {
    token.is(class::LY) & !token.capital
}

/// `reports`, `claims`: nouns too; taken as such inside a phrase only behind a determiner, which the caller sees.
fn is_plural_noun_and_verb(token: &Token<'_>) -> bool {
    token.text.ends_with("ers") || token.text.ends_with("ors") || token.text == "advocates"
}

/// Whether no phrase goes on before this token, whatever stands there: what is said of most names.
pub(super) fn stands_before_phrases(token: &Token<'_>) -> bool {
    const STANDS: u32 = class::CONJ | class::AUX | class::SUB | class::REL | class::SUBJECT;
    const MAY_GO_ON: u32 = class::DET | class::PREP | class::GIVEN;
    let word = token.kind == Kind::Word;
    let small = token.is(STANDS) & !token.is(MAY_GO_ON);
    (word & small) | (!word & (token.kind != Kind::Quote))
}

/// Whether no phrase that begins to the left goes on with this token, whatever stands there: a stop, `was`, `who`, `him`.
pub(super) fn ends_phrases(token: &Token<'_>) -> bool {
    const ENDS: u32 = class::AUX | class::REL | class::SUBJECT | class::OBJECT;
    const MAY_GO_ON: u32 =
        class::PREP | class::DET | class::INDEFINITE | class::CONJ | class::TIME | class::GIVEN;
    let small = token.is(ENDS) & !token.is(MAY_GO_ON) & !token.capital;
    let stop = (token.kind != Kind::Word) & (token.kind != Kind::Quote);
    small | stop
}

/// `lawyers representing | Ruiz`: a participle that tells of people, not a word before a name.
pub(super) fn tells_of(token: &Token<'_>, who: &Token<'_>, next: &Token<'_>) -> bool {
    is_participle(token) && next.is_name_word() && plural_of(who.text) & class::ROLE != 0
}

/// `praising`, `representing`, as far as the ending tells; not `king`.
pub(super) fn is_participle(token: &Token<'_>) -> bool {
    ends_as_participle(token) && token.text.len() > 5
}

/// The same of a word as short as `king`.
pub(super) fn ends_as_participle(token: &Token<'_>) -> bool {
    let last = token.text.as_bytes().last().copied().unwrap_or_default();
    let against = (last ^ b'g') | u8::from(token.capital); // 0 for few words
    against == 0 && token.text.ends_with("ing")
}

/// `showing | consumers`, `saying | officials`: a participle that reports, as far as a phrase can tell: not `warning signs`.
pub(super) fn opens_report(token: &Token<'_>) -> bool {
    token.is(class::REPORT)
        && is_participle(token)
        && !token.is(class::NOUN_CUE)
        && (token.report(None)).is_some_and(|verb| verb.tells && verb.takes & takes::CLAUSE != 0)
}

/// `the remarks suggest | Ruiz`: a verb in the plural, not a noun before a name, as in `state | Senator Ruiz`.
pub(super) fn is_verb_before(token: &Token<'_>, next: &Token<'_>) -> bool {
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
    let text = token.text;
    let may_be_one = text.as_bytes().last() == Some(&b'd'); // few words
    (may_be_one && text.ends_with("ed"))
        && !token.capital
        && !token.is(class::AUX | class::VERB)
        && token
            .word()
            .is_none_or(|word| word.cues.iter().all(|cue| cue.kind != CueKind::Say))
}

/// `Tuesday` of `a | Tuesday | report`, `March`
fn names_a_day(token: &Token<'_>) -> bool {
    token.capital & token.is(class::TIME)
}

/// `undecided` in `the | undecided | voters`, `Tuesday` in `a | Tuesday | report`, `newly released` in `a | newly released | letter`.
pub(super) fn modifies(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    let determined = |at: usize| at > from && tokens[at - 1].is(class::DET);
    let adverb = |at: usize| is_adverb(&tokens[at]) && determined(at);
    adverb(at)
        || names_a_day(&tokens[at]) && determined(at)
        || is_adjective(&tokens[at]) && (determined(at) || at > from && adverb(at - 1))
}

/// Whether the preposition at `at` ties the noun before it to the phrase behind it, as `of` and `for` do.
pub(super) fn joins_nouns(tokens: &[Token<'_>], at: usize, from: usize) -> bool {
    let token = &tokens[at];
    if !token.is(class::PREP) | token.capital | (at <= from) {
        return false;
    }
    let before = &tokens[at - 1];
    let ties = match token.text {
        "of" | "for" => true,
        "at" => !is_on_occasion(tokens, at),
        "on" => !before.capital || is_in_name_of_body(tokens, at),
        "in" | "from" | "with" | "to" => {
            let office = || plural_of(before.text) & class::ROLE != 0; // "Officials | with Harbor Lines"
            !before.capital || before.is(class::INDEFINITE) || at == from + 1 && office()
        }
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

/// When somebody speaks, not where they belong: `Ruiz | at the time | said`, `said the mayor | at a party rally`.
fn is_on_occasion(tokens: &[Token<'_>], at: usize) -> bool {
    const OCCASIONS: [&str; 18] = [
        "briefing",
        "ceremony",
        "conference",
        "debate",
        "dinner",
        "event",
        "forum",
        "funeral",
        "gathering",
        "hearing",
        "launch",
        "meeting",
        "rally",
        "service",
        "speech",
        "summit",
        "time",
        "vigil",
    ];
    const WORDS: usize = 4;
    let [the, behind @ ..] = &tokens[at + 1..] else {
        return false;
    };
    if !tokens[at - 1].is_name_word() {
        return false; // "many speakers at the rally"
    }
    let mut words = behind
        .iter()
        .take(WORDS)
        .take_while(|token| token.kind == Kind::Word && !token.is(SMALL));
    the.is(class::DET) && words.any(|word| OCCASIONS.contains(&word.text))
}

/// Whether the word at `at` is a determiner or a preposition that the phrase from `first` runs through.
pub(super) fn ties_phrase(tokens: &[Token<'_>], first: usize, at: usize, has_noun: bool) -> bool {
    let before = at.checked_sub(1).filter(|&before| before >= first);
    let behind = |classes| before.is_some_and(|before| tokens[before].is(classes));
    let opens = || at == first || behind(class::PREP | class::DET);
    let modifies = || is_adjective(&tokens[at]) || names_a_day(&tokens[at]) && behind(class::DET);
    let modifier = || modifies() && tokens.get(at + 1).is_some_and(is_nominal);
    (tokens[at].is(class::DET) || modifier()) && opens()
        || has_noun
            && joins_nouns(tokens, at, first)
            && (!name_at(tokens, first, at - 1)
                || is_in_name_of_body(tokens, at)
                || portfolio::name_behind(tokens, at).is_some())
}

/// Whether `and` at `at` joins two offices of one person: `Chairman and Chief Executive Ana Ruiz`.
pub(super) fn joins_offices(tokens: &[Token<'_>], at: usize) -> bool {
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
