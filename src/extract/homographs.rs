//! Homographs: given names and surnames that are small words too, such as `Will`, `May` and `June`.
//!
//! In: the tokens of a piece and the place of such a word with a capital. Out: whether it is a name there, as what stands beside it
//! says.

use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::names::is_particle;
use crate::lexicon::speech::{Known, class};

/// Whether a word with a capital may be a small word and a name.
#[inline]
pub(super) fn may_be_either(word: &Token<'_>) -> bool {
    word.capital & word.is(class::GIVEN) & word.is(SMALL)
}

/// Takes from the word at `at` the classes of what it is not there: a small word or a name. In headlines a capital says nothing.
pub(super) fn settle(tokens: &mut [Token<'_>], at: usize, headline: bool) {
    const NAME: u32 = class::GIVEN | class::FEMALE | class::MALE;
    let name = is_name(tokens, at, headline);
    tokens[at].classes &= if name { NAME } else { !NAME };
}

fn is_name(tokens: &[Token<'_>], at: usize, headline: bool) -> bool {
    let (word, behind) = (&tokens[at], &tokens[at + 1..]);
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    match before.filter(|before| before.kind == Kind::Word) {
        Some(before) if before.capital => stands_before_surnames(before),
        _ if headline => false,
        Some(_) if !is_month(word) => true, // "the columnist Will"
        Some(before) => is_no_month(before, word, behind),
        None => opens_with_name(word, behind),
    }
}

/// `George | Will`, `Mrs | May`, `Prime Minister | May`, `F. | Will`
fn stands_before_surnames(before: &Token<'_>) -> bool {
    before.is(class::GIVEN | class::TITLE) & !before.is(SMALL) || before.text.len() == 1
}

/// Whether a month's name inside a sentence is somebody's, between these tokens: `said | June | Ruiz`, `said | May | .`
fn is_no_month(before: &Token<'_>, word: &Token<'_>, behind: &[Token<'_>]) -> bool {
    let next = behind.first();
    let named = next.is_some_and(goes_on);
    if named {
        return !before.is(class::PREP | class::DET | class::TIME);
    }
    let ends = next.is_none_or(|next| {
        next.kind != Kind::Word || next.is(class::PREP) && !matches!(next.text, "of" | "to")
    });
    let clause = before.is(class::SUB | class::REL | class::CONJ) && !before.is(class::PREP);
    is_surname(word) && (says(before) && ends || clause && next.is_some_and(says))
}

/// Whether a name can go on with the word: `Jan | Kowal`, `Jan | van der Meer`.
fn goes_on(token: &Token<'_>) -> bool {
    token.is_name_word() || !token.capital && is_particle(token.text)
}

/// Whether people are called by this word alone; `April` and `June` are months or given names.
fn is_surname(word: &Token<'_>) -> bool {
    !word.is(class::TIME)
}

fn is_month(word: &Token<'_>) -> bool {
    word.is(class::TIME) || word.text == "May"
}

/// Whether what opens a sentence, or goes on behind quoted words, is a name: `Will | Okafor said`, `May | said`; not `Will | Okafor stay?`.
fn opens_with_name(word: &Token<'_>, behind: &[Token<'_>]) -> bool {
    const LONGEST: usize = 8;
    let name = behind.iter().take(LONGEST);
    let surname = name.take_while(|token| goes_on(token)).count();
    let Some(next) = behind.get(surname) else {
        return false;
    };
    if surname == 0 {
        let verb = says(next) || !is_month(word) && next.is_finite_verb();
        return is_surname(word) && verb;
    }
    match next.kind {
        Kind::Word => next.is_finite_verb() || says(next),
        kind => matches!(kind, Kind::Comma | Kind::Open),
    }
}

/// Whether the word is a verb of speech in a form that a small word cannot stand before: `said`, `says`.
fn says(token: &Token<'_>) -> bool {
    !token.capital && token.is(class::CUE) && token.known.is_some_and(Known::speaks)
}
