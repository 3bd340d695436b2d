//! Where in a phrase the name of its head begins and ends: `Wisconsin Rep. | Ana Ruiz`, `Ana Ruiz | MP`, `A NEW QUAY | Ruiz`.
//!
//! In: the words of a phrase. Out: how many of them stand before the name, and which is its last.

use super::bodies::joins_pair;
use super::heads::{is_office, plural_of};
use super::mention::{is_in_capitals, is_possessive};
use super::particles::is_particle;
use super::portfolio;
use super::tokens::{SMALL, Token};
use crate::lexicon::names::{are_letters, is_calling, is_generation};
use crate::lexicon::speech::{CueForm, CueKind, class};
use crate::lexicon::{lower, places};

/// Where the name that ends at `head` begins: capitalised words, less titles, less what a possessive cuts off.
pub(super) fn name_start(words: &[Token<'_>], head: usize) -> usize {
    if head == 0 {
        return 0; // most names
    }
    // "Wisconsin Rep. Ana Ruiz", "Filmmaker Ana Ruiz", "Coroner Ruiz": the name is what stands behind the last title.
    let says_what = |at: usize| {
        let (word, next) = (&words[at], &words[at + 1]);
        if !is_office(word) {
            return is_of_several(word, next); // most words
        }
        // "the Republican Party", "General Harbor Lines Inc"
        let of_firm = word.text == "General" && words[head].is(class::FIRM);
        let of_body =
            !word.is(class::HONORIFIC) && (next.is(class::ORGANISATION | class::BODY) || of_firm);
        // "PC World", "MP Materials"; not "PC Ana Ruiz"
        let of_trade = word.text.len() == 2
            && is_in_capitals(word)
            && at + 1 == head
            && !next.is(class::GIVEN);
        // "Martin Luther King Jr."
        let of_person = || at + 1 == head && is_generation(next.text);
        let stands_before = word.is(class::TITLE) || at + 1 < head || is_calling(word.text);
        !of_body && !of_trade && stands_before && !of_person()
    };
    let is_part = |at: usize| {
        let word = &words[at];
        let cut_off =
            || is_possessive(word) || is_modifier(word) || at == 0 && is_verb_of_speech(word);
        word.is_name_word() && !cut_off() || is_particle(words, at) || joins_pair(words, at)
    };
    if let Some(name) = portfolio::name_in(&words[..=head]) {
        return name;
    }
    let mut first = head;
    while first > 0
        && (is_plainly_part(&words[first - 1]) || is_part(first - 1) && !says_what(first - 1))
    {
        first -= 1;
    }
    if first + 2 <= head && opens_sentence(&words[first], &words[first + 1]) {
        return first + 1;
    }
    // "Det Con Ana Ruiz"
    let of_police = |word: &Token<'_>| matches!(word.text, "Con" | "Ch");
    let det = |word: &Token<'_>| word.capital && word.text == "Det"; // not "the"
    let ranked = first > 0 && det(&words[first - 1]) && of_police(&words[first]);
    first + usize::from(ranked && first < head)
}

/// `Meet | Ana Ruiz`, `Citing | Ana Ruiz`, `Luckily | Ana Ruiz`: a word that opens a sentence and has its capital from there.
fn opens_sentence(word: &Token<'_>, next: &Token<'_>) -> bool {
    const LONG: usize = 6;
    const OPENS: [&str; 12] = [
        "Ask", "Consider", "Enter", "Imagine", "Meet", "Picture", "Remember", "See", "Take",
        "Thank", "Watch", "Welcome",
    ];
    let told = || word.text.ends_with("ing") || word.text.ends_with("ly");
    (next.is(class::GIVEN) & !word.is(class::GIVEN | class::TITLE | class::ROLE | class::BODY))
        && (OPENS.contains(&word.text) || word.text.len() >= LONG && told())
}

/// Whether a word before one of a name is a part of that name whatever it is, and says nothing of who bears it: most given names.
fn is_plainly_part(word: &Token<'_>) -> bool {
    let unclear = word.is(class::TITLE | class::ROLE | class::CUE) | word.joined;
    word.is_name_word() & !unclear & !word.text.ends_with('s')
}

/// `Mayors | Ana Ruiz and Tom Holt`: the title of two.
fn is_of_several(word: &Token<'_>, next: &Token<'_>) -> bool {
    let plural = |word: &Token<'_>| plural_of(&lower(word.text)) & class::TITLE != 0;
    word.capital
        && word.text.ends_with('s')
        && next.is(class::GIVEN)
        && !word.is(class::GIVEN)
        && plural(word)
}

/// `Added` of `Added Ruiz: “…”`
pub(super) fn is_verb_of_speech(word: &Token<'_>) -> bool {
    let form = || {
        word.text.ends_with("ed")
            || matches!(word.text, "Adds" | "Said" | "Says" | "Writes" | "Wrote")
    };
    let says = |cue: &CueForm| cue.kind == CueKind::Say;
    word.is(class::CUE)
        && !word.is(class::GIVEN)
        && form()
        && word.word().is_some_and(|word| word.cues.iter().any(says))
}

/// The last word of the name `first..=last` without letters behind it: `Ana Ruiz | MP`, `Mr Ruiz | QC`.
pub(super) fn before_letters(tokens: &[Token<'_>], first: usize, last: usize) -> usize {
    let letters = |word: &&Token<'_>| are_letters(word.text);
    let titled = || tokens[first - 1].is(class::HONORIFIC) & tokens[first - 1].capital;
    let fewest = if first > 0 && titled() { 1 } else { 2 };
    let may_be = &tokens[(first + fewest).min(last + 1)..=last];
    last - may_be.iter().rev().take_while(letters).count()
}

/// `Lima-based`, `president-elect` before a name.
fn is_modifier(word: &Token<'_>) -> bool {
    const ENDINGS: [&str; 13] = [
        "backed",
        "based",
        "born",
        "controlled",
        "designate",
        "elect",
        "educated",
        "led",
        "listed",
        "old",
        "owned",
        "run",
        "trained",
    ];
    let ending = || word.text.rsplit_once('-').map(|(_, ending)| ending);
    let parent = || word.text.contains("-of-"); // "Mum-of-two"
    word.joined && (ending().is_some_and(|ending| ENDINGS.contains(&ending)) || parent())
}

/// How many words of a crosshead run into the name behind them, where a page keeps no line of its own for it: `A NEW QUAY | Ruiz`.
#[inline]
pub(super) fn crosshead(words: &[Token<'_>]) -> usize {
    match second_letter(&words[0]).is_ascii_lowercase() | !words[0].capital {
        true => 0, // nearly all phrases
        false => crosshead_in_capitals(words),
    }
}

/// The second letter of a word; of one letter that one, and of none no letter.
fn second_letter(word: &Token<'_>) -> u8 {
    let letters = word.text.as_bytes();
    let second = letters.get(usize::from(letters.len() > 1));
    second.copied().unwrap_or_default()
}

/// The same where the first word may be in capitals.
fn crosshead_in_capitals(words: &[Token<'_>]) -> usize {
    if !words.get(1).is_some_and(|next| next.capital) {
        return 0;
    }
    let (above, below) = words.split_at(capitals(words));
    let Some(next) = below.first().filter(|_| !above.is_empty()) else {
        return 0;
    };
    // A lone word may be a body's name, as in "UNICEF Director".
    let fewest = match above.len() {
        1 => 7,
        _ if is_office(next) => 5, // "UAE OPEC Governor"
        _ => 4,
    };
    let long = above.iter().any(|word| word.text.len() >= fewest);
    let lone = above.len() == 1 && (below.iter().any(is_office) || places::is_place(next.text));
    let named = next.is_name_word() && !next.is(class::ORGANISATION);
    if long && named && !lone {
        above.len()
    } else {
        0
    }
}

/// How many words of a crosshead run into the sentence behind them: `NIGHT FERRIES | A pilot said`, `PORT SHUT | Okafor said`.
pub(super) fn crosshead_above(words: &[Token<'_>]) -> usize {
    const LONG: usize = 4;
    let [first, next, ..] = words else {
        return 0;
    };
    let second = second_letter(first);
    let small = second.is_ascii_lowercase() & (second != b'c'); // "McCOY WINS"
    if small | !first.capital | !next.capital || !is_in_capitals(first) {
        return 0; // nearly all sentences
    }
    let (above, below) = words.split_at(capitals(words));
    let (long, next) = (|word: &Token<'_>| word.text.len() >= LONG, below.first());
    let Some(next) = next.filter(|next| next.capital && above.iter().any(long)) else {
        return 0;
    };
    // "NASDAQ OMX Group", "BASF SE Chief Executive": a firm, and whoever is at its head
    let other = class::ORGANISATION | class::FIRM | class::BODY | class::TITLE | class::ROLE;
    let opens = next.is(SMALL) && !next.is(class::GIVEN) || next.is_name_word() && !next.is(other);
    if above.len() > 1 && opens {
        above.len()
    } else {
        0
    }
}

/// How many words are written in capitals; those of an abbreviation with points and lone letters are none.
fn capitals(words: &[Token<'_>]) -> usize {
    let is_one =
        |word: &&Token<'_>| word.text.len() > 1 && is_in_capitals(word) && !word.text.contains('.');
    words.iter().take_while(is_one).count()
}
