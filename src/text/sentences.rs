//! Sentences of a paragraph.
//!
//! In: a text and the span of one paragraph. Out: the spans of its sentences, without the white space between them. A
//! sentence ends at `.`, `!`, `?` or `…`, with the marks and brackets that close there, if what follows looks like a
//! beginning. Points of abbreviations, initials, numbers and addresses end nothing.

use super::words::{is_ascii_letter_or_digit, is_letter_or_digit, letters_at_tail};
use crate::lexicon::names::is_legal_form;
use crate::lexicon::sixteens::{are, find};
use crate::lexicon::speech::{self, class};
use crate::lexicon::{
    abbreviations, is_abbreviation as is_in_table, is_abbreviation_at as is_in_table_at,
};
use crate::span::Span;

/// The sentences of `text` inside `span`, which is one paragraph: spans without the white space between them.
#[must_use]
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = span.start();
    each_point(text, span, |at| {
        // Of a run of points the first one is asked: its end is the end of them all.
        let repeated = at > span.start() && matches!(text.as_bytes()[at - 1], b'.' | b'!' | b'?');
        if at < start || repeated {
            return;
        }
        if let Some(end) = sentence_end(text, Span::new(start, span.end()), at) {
            found.push(Span::new(start, end).trimmed(text));
            start = end;
        }
    });
    let rest = Span::new(start, span.end()).trimmed(text);
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// Hands out where points stand that may end a sentence.
fn each_point(text: &str, span: Span, mut hand_out: impl FnMut(usize)) {
    let bytes = span.of(text).as_bytes();
    find(bytes, |at, sixteen| {
        let points = are(sixteen, b'.') | are(sixteen, b'!') | are(sixteen, b'?');
        let others = are(sixteen, 0xE2) | are(sixteen, 0xE3) | are(sixteen, 0xEF);
        let mut found = (points | others).to_bitmask();
        while found != 0 {
            let at = span.start() + at + found.trailing_zeros() as usize;
            found &= found - 1;
            if text.as_bytes()[at].is_ascii() || text[at..].starts_with(['…', '。', '！', '？'])
            {
                hand_out(at);
            }
        }
        None::<()>
    });
}

/// The end of the sentence in `sentence` whose last point may stand at `at`; `None` if that point ends none.
/// `sentence` begins with the sentence and ends with the paragraph.
#[must_use]
pub fn sentence_end(text: &str, sentence: Span, at: usize) -> Option<usize> {
    if let [b'.', b' ', next, ..] = text.as_bytes()[at..sentence.end()]
        && next.is_ascii_alphabetic()
    {
        let behind = &text[at + 1..sentence.end()]; // as behind most points
        let ends =
            next.is_ascii_uppercase() && !is_abbreviation(text, sentence.start(), at, behind);
        return ends.then_some(at + 1);
    }
    let rest = &text[at..sentence.end()];
    let points = rest.trim_start_matches(['.', '!', '?', '…', '。', '！', '？']);
    let behind = points.trim_start_matches(['"', '”', '’', '\'', '»', '“', ')', ']', '›']);
    let end = sentence.end() - behind.len();
    let Some(next) = behind.chars().next() else {
        return Some(end);
    };
    if rest.starts_with(['。', '！', '？']) {
        return Some(end);
    }
    if !next.is_whitespace() {
        return None;
    }
    let dotted = rest.len() - points.len();
    let one_point = rest.starts_with('.') && dotted == 1;
    if one_point
        && points.len() == behind.len()
        && !opens_quotation(behind.trim_start())
        && is_abbreviation(text, sentence.start(), at, behind)
    {
        return None;
    }
    begins_sentence(behind.trim_start()).then_some(end)
}

/// Whether the point at `at` belongs to the word before it: `Sen.`, `J.`, `U.S.`, `No. 5`.
fn is_abbreviation(text: &str, start: usize, at: usize, behind: &str) -> bool {
    if let Some(known) = is_known_abbreviation(text, start, at, behind) {
        return known;
    }
    let word = last_word(&text[start..at]);
    let mut letters = word.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else {
        return false;
    };
    if second.is_none() && first.is_alphabetic() {
        let pronoun = || word == "I" && !is_initial_of_name(&text[start..at - 1], behind);
        return first.is_uppercase() && !pronoun();
    }
    if word.contains('.') && word.len() <= 6 && first.is_alphabetic() {
        return !starts_with_small_capitalised_word(behind.trim_start());
    }
    if word.is_ascii() {
        is_in_table(word) && !ends_firm(word, behind) // most words
    } else {
        abbreviations().contains(word.to_lowercase().as_str())
    }
}

/// Whether `I.` is an initial between these words: `James | I. | Holt`; not `World War | I. | Holt`, `will | I. | Holt` or `King George | I. | Holt`.
fn is_initial_of_name(before: &str, behind: &str) -> bool {
    let given = last_word(before.trim_end());
    let above = before.trim_end().strip_suffix(given).unwrap_or_default();
    let crowned = matches!(
        last_word(above.trim_end()),
        "King" | "Queen" | "Pope" | "Emperor" | "Tsar"
    );
    let said = speech::said_at(given, 0, given.len());
    let called = given.starts_with(char::is_uppercase) && said.classes & class::GIVEN != 0;
    called && !crowned && !starts_with_small_capitalised_word(behind.trim_start())
}

/// The same of a word of two letters of ASCII and more without another point, as before most points.
fn is_known_abbreviation(text: &str, start: usize, at: usize, behind: &str) -> Option<bool> {
    let bytes = &text.as_bytes()[start..at];
    let length = letters_at_tail(bytes);
    if length > LONGEST_ABBREVIATION {
        return Some(false); // half of the words before points
    }
    let before = bytes[..bytes.len() - length].last()?;
    let alone = before.is_ascii() & (*before != b'.') & (length > 1);
    alone.then(|| {
        is_in_table_at(text, at - length, at) && !ends_firm(&text[at - length..at], behind)
    })
}

/// Whether an abbreviation ends the name of a firm and its sentence: `They like Okafor Inc. | The bank waits.`
fn ends_firm(word: &str, behind: &str) -> bool {
    starts_with_small_capitalised_word(behind.trim_start()) && is_legal_form(word)
}

/// Whether a quotation begins a sentence here: `of Tampa, Fla. “She is late.”`
fn opens_quotation(behind: &str) -> bool {
    let mut next = behind.chars();
    matches!(next.next(), Some('“' | '"' | '„' | '«'))
        && next.next().is_some_and(char::is_uppercase)
}

/// The last word before a point, with the points in it. Forty bytes hold every abbreviation; a longer word is none, and the search
/// stays short.
fn last_word(before: &str) -> &str {
    let bytes = before.as_bytes();
    let near = &bytes[bytes.len().saturating_sub(LONGEST)..];
    let own = |&&byte: &&u8| is_ascii_letter_or_digit(byte) | (byte == b'.');
    let length = near.iter().rev().take_while(own).count();
    match near.len().checked_sub(length + 1) {
        Some(stop) if near[stop].is_ascii() => &before[before.len() - length..], // as before most points
        _ => last_word_of_any_letters(before),
    }
}

const LONGEST: usize = 40;

/// No abbreviation of the table has more letters.
const LONGEST_ABBREVIATION: usize = 6;

fn last_word_of_any_letters(before: &str) -> &str {
    let mut from = before.len().saturating_sub(LONGEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let tail = &before[from..];
    let cut = tail
        .rfind(|c: char| !is_letter_or_digit(c) && c != '.')
        .map_or(0, |at| {
            at + tail[at..].chars().next().map_or(1, char::len_utf8)
        });
    &tail[cut..]
}

/// Whether a sentence begins after `U.S.`: with a word that is capital only as a first word ("The", "He").
fn starts_with_small_capitalised_word(behind: &str) -> bool {
    const FIRST: [&str; 23] = [
        "The", "A", "An", "He", "She", "It", "They", "We", "But", "And", "In", "On", "That",
        "This", "By", "For", "If", "Its", "However", "These", "Those", "When", "While",
    ];
    let word = behind
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    FIRST.contains(&word)
}

fn begins_sentence(behind: &str) -> bool {
    let inside = behind.trim_start_matches([
        '"', '“', '‘', '\'', '(', '[', '«', '„', '¿', '¡', '—', '–', '-', ' ', '*', '•',
    ]);
    inside.chars().next().is_none_or(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len()))
            .iter()
            .map(|span| span.of(text))
            .collect()
    }

    #[test]
    fn the_short_form_of_a_firm_ends_a_sentence_before_a_small_word() {
        assert_eq!(
            split("They like Okafor Inc. The bank waits. Okafor Inc. Chairman Ruiz waits."),
            [
                "They like Okafor Inc.",
                "The bank waits.",
                "Okafor Inc. Chairman Ruiz waits."
            ]
        );
    }

    #[test]
    fn points_of_abbreviations_and_initials_end_nothing() {
        let text =
            "Sen. Ana B. Ruiz, R-Tex., met Mr. Roe at 5 p.m. in the U.S. Capitol. It rained.";
        assert_eq!(split(text).len(), 2);
        assert_eq!(split("It left the U.S. The rest stayed.").len(), 2);
        assert_eq!(
            split("James I. Roe stayed. So did Ana and I. Roe left.").len(),
            3
        );
        assert_eq!(split("It fell in World War I. Roe left.").len(), 2);
        assert_eq!(split("As Ruiz will, so will I. Roe left.").len(), 2);
        assert_eq!(
            split("It was built by King George I. Parliament paid.").len(),
            2
        );
    }

    #[test]
    fn no_abbreviation_is_longer_than_those_that_are_looked_up() {
        let longest = abbreviations().iter().map(|word| word.len()).max();
        assert!(longest <= Some(LONGEST_ABBREVIATION));
    }

    #[test]
    fn a_mark_closes_the_sentence_before_it() {
        assert_eq!(
            split("“It rained.” She left. \"Why?\" he asked."),
            ["“It rained.”", "She left.", "\"Why?\" he asked."]
        );
    }

    #[test]
    fn decimals_ellipses_and_wrapped_lines_are_inside() {
        assert_eq!(
            split("It rose 3.5 percent ... and\nfell to $1.2.\nThen it stood.").len(),
            2
        );
    }

    #[test]
    fn points_are_found_wherever_they_stand() {
        for length in 0..40 {
            let words = "x".repeat(length);
            for point in [".", "!", "?", "…", "?!", "...”"] {
                let text = format!("“{words}y{point} She left{point} É{words}");
                assert_eq!(split(&text).len(), 3, "{text}");
            }
        }
    }

    #[test]
    fn other_languages_are_split_too() {
        assert_eq!(
            split("Es regnet. Über Köln z.B. nicht. ¿Llueve? Sí.").len(),
            4
        );
    }
}
