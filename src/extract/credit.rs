//! Who took a picture, at the end of its caption: `(Photo by Ana Ruiz / Delta)`, `Ana Ruiz/Delta/AFP`, `REUTERS/Ana Ruiz`.

use super::page::{prefix, suffix};
use crate::lexicon::layout::{
    credit_opening, credit_opening_as_printed, holds_credit, may_open_credit,
    may_stand_before_name, plainly,
};
use crate::span::Span;
use crate::text::{Letters, Sixteen, are, first_of, others_behind};

/// No credit is longer.
const LONGEST: usize = 200;

/// A credit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Credit {
    /// Who, without "Photo by" and parentheses.
    pub(super) words: Span,
    /// Where all that credits begins.
    pub(super) start: usize,
    /// Whether it alone tells that the block is a caption.
    pub(super) sure: bool,
}

/// The credit at the end of a block. Where it is given twice, by name in the line and again in parentheses, the first counts.
pub(super) fn find(text: &str, letters: &Letters, span: Span) -> Option<Credit> {
    if !may_end(text, letters, span) {
        return None; // most paragraphs
    }
    let last = in_parentheses(text, span).or_else(|| behind_words(text, span));
    let Some(last) = last else {
        return with_slashes(text, span);
    };
    let before = Span::new(span.start(), last.start).trimmed(text);
    Some(match with_slashes(text, before) {
        Some(first) => Credit {
            sure: true,
            ..first
        },
        None => last,
    })
}

/// Whether a part may end with a credit, which is a name or a parenthesis: not where its last words are names, if any, behind a word
/// that begins small and is none of those that open credits.
pub(super) fn may_end(text: &str, letters: &Letters, span: Span) -> bool {
    let mut end = behind_last_word(text, span);
    let mut is_last = true;
    loop {
        let start = end - letters.run_before(end).min(end - span.start());
        if start == end || start == span.start() || text.as_bytes()[start - 1] != b' ' {
            return true; // no plain word
        }
        if text.as_bytes()[start].is_ascii_lowercase() {
            let may_open = || !is_last && may_stand_before_name(&text[start..end]);
            if !is_particle_head(letters.head(start, end - start)) && !may_open() {
                return false; // most parts
            }
        }
        (end, is_last) = (start - 1, false);
    }
}

/// The place behind the last word of a part, without the stops and closing marks behind it. A stop with or without a mark, as behind most
/// parts, is told at once.
fn behind_last_word(text: &str, span: Span) -> usize {
    let words = span.of(text).as_bytes();
    let Some(last) = words.last_chunk().map(|last| u64::from_le_bytes(*last)) else {
        return span.start() + without_closings(words).len();
    };
    let others = others_behind(last);
    let curly = 3 * usize::from(matches!(last >> 40, 0x99_80E2 | 0x9D_80E2)); // ’ and ”
    let stops = others.wrapping_sub(curly);
    let is_stop = |nth: usize| CLOSES[usize::from((last << (8 * (curly + nth)) >> 56) as u8)];
    let closes = (is_stop(0) | (stops < 1)) & (is_stop(1) | (stops < 2)) & (stops <= 2);
    if closes {
        span.end() - others
    } else {
        span.start() + without_closings(words).len()
    }
}

/// Words without all of those at their end.
fn without_closings(words: &[u8]) -> &[u8] {
    let mut words = words;
    loop {
        words = match words {
            [rest @ .., 0xE2, 0x80, 0x99 | 0x9D] => rest, // ’ and ”
            [rest @ .., last] if CLOSES[usize::from(*last)] => rest,
            _ => return words,
        };
    }
}

/// The stops and closing marks of ASCII.
const CLOSES: [bool; 256] = {
    let mut closes = [false; 256];
    let all = b".\"',!?;";
    let mut nth = 0;
    while nth < all.len() {
        closes[all[nth] as usize] = true;
        nth += 1;
    }
    closes
};

/// `(Photo by NOELIA CASTAÑO / DELTA)`, `(AP Photo/Ana Ruiz)`
fn in_parentheses(text: &str, span: Span) -> Option<Credit> {
    let words = span.of(text).trim_end_matches('.');
    let tail = suffix(words, LONGEST);
    let (open, close) = if words.ends_with(')') {
        ('(', 1)
    } else if words.ends_with(']') {
        ('[', 1)
    } else {
        return None;
    };
    let at = words.len() - tail.len() + tail.rfind(open)?;
    let inside = &words[at + 1..words.len() - close];
    let plain = plainly(inside);
    if plain.starts_with("source") {
        return None; // "(Sources: Delta/www.example.org)" below a list of facts
    }
    // "[Ana Ruiz/Al Jazeera]", and "(Ana Ruiz / Los Angeles Times)" where nothing else stands
    let set_off = (open == '[' || at == 0)
        && inside.contains('/')
        && inside.split('/').all(|part| is_name(part.trim()));
    if credit_opening(&plain).is_none() && !holds_credit(&plain) && !set_off {
        return None;
    }
    Some(Credit {
        words: Span::of_slice(text, without_opening(inside)),
        start: span.start() + at,
        sure: true,
    })
}

/// `… at dawn. Photo: Ana Ruiz/Delta`
fn behind_words(text: &str, span: Span) -> Option<Credit> {
    let words = span.of(text);
    let tail = suffix(words, 120);
    let from = words.len() - tail.len();
    let begins = |at: &usize| {
        let credit = &tail[*at..];
        may_open_credit(credit.as_bytes()[0])
            && credit.starts_with(char::is_uppercase)
            && credit_opening_as_printed(prefix(credit, 40)).is_some()
            && is_name(without_opening(credit))
    };
    let whole = (from == 0).then_some(0);
    let found = behind_stops(tail)
        .filter(begins)
        .min()
        .or(whole.filter(begins));
    let at = found?;
    Some(Credit {
        words: Span::of_slice(text, without_opening(&tail[at..])),
        start: span.start() + from + at,
        sure: true,
    })
}

/// Where words begin behind a space and what ends a sentence or closes a quotation.
fn behind_stops(tail: &str) -> impl Iterator<Item = usize> {
    let bytes = tail.as_bytes();
    let mut at = 0;
    let stops = std::iter::from_fn(move || {
        let stop = at + first_of(&bytes[at..], may_stop)?;
        at = stop + 1;
        Some(stop)
    });
    stops.filter_map(|stop| {
        let behind = tail.get(stop + 1..)?;
        let words = behind.trim_start();
        let space = behind[..behind.len() - words.len()].ends_with([' ', '\n']);
        let stopped = tail[..=stop].ends_with(['.', '!', '?', '”', '"', '|']);
        (space && stopped && !words.is_empty()).then(|| tail.len() - words.len())
    })
}

/// With which bytes a sentence or a quotation may end. The last byte of a closing mark (”) is one of nothing else that is
/// followed by a space.
fn may_stop(bytes: Sixteen) -> Sixteen {
    let ascii = [b'.', b'!', b'?', b'"', b'|'].map(|stop| are(bytes, stop));
    ascii
        .into_iter()
        .fold(are(bytes, 0x9D), |any, are| any | are)
}

/// `Noelia Castaño/Delta Pictures/TransAtlas` behind the last sentence.
fn with_slashes(text: &str, span: Span) -> Option<Credit> {
    let words = span.of(text).trim_end_matches('.');
    let tail = suffix(words, 120);
    memchr::memchr(b'/', tail.as_bytes())?;
    let stop = tail.char_indices().rfind(|(_, c)| ".!?”\"\n".contains(*c));
    let from = match stop {
        Some((at, c)) => at + c.len_utf8(),
        None if tail.len() == words.len() => 0,
        None => return None,
    };
    let credit = tail[from..].trim();
    let parts: Vec<&str> = credit.split('/').map(str::trim).collect();
    if parts.len() < 2 || parts.len() > 4 || !parts.iter().all(|part| is_name(part)) {
        return None;
    }
    let whole = Span::of_slice(text, credit);
    Some(Credit {
        words: whole,
        start: whole.start(),
        sure: holds_credit(&plainly(credit)),
    })
}

/// One to five words with capitals.
fn is_name(words: &str) -> bool {
    let words = words.trim_end_matches('.');
    let count = words.split_whitespace().count();
    (1..=9).contains(&count)
        && words.len() <= 90
        && words.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c == '/' || c == '@')
                || is_particle(word)
        })
}

/// The small words of names.
const PARTICLES: [&str; 9] = ["via", "for", "of", "de", "van", "von", "the", "and", "al"];

fn is_particle(word: &str) -> bool {
    word.len() <= 3 && PARTICLES.contains(&word)
}

/// The same of a word of which these are the first letters in lower case, the first the lowest byte.
fn is_particle_head(head: u64) -> bool {
    const HEADS: [u64; PARTICLES.len()] = {
        let mut heads = [0; PARTICLES.len()];
        let mut nth = 0;
        while nth < heads.len() {
            let mut letters = PARTICLES[nth].as_bytes();
            while let [rest @ .., last] = letters {
                heads[nth] = heads[nth] << 8 | *last as u64;
                letters = rest;
            }
            nth += 1;
        }
        heads
    };
    (HEADS.iter()).fold(false, |any, particle| any | (head == *particle))
}

/// Without `Photo by`, `Credit:`.
fn without_opening(credit: &str) -> &str {
    let opening = credit_opening_as_printed(prefix(credit, 40));
    let Some(length) = opening
        .filter(|words| credit.is_char_boundary(words.len()))
        .map(str::len)
    else {
        return credit.trim().trim_end_matches('.');
    };
    let own = matches!(
        opening,
        Some("ap photo" | "afp photo" | "reuters photo" | "courtesy of" | "courtesy:")
    );
    if own {
        return credit.trim().trim_end_matches('.');
    }
    credit[length..]
        .trim_start_matches([':', ' ', '\u{a0}'])
        .trim_end_matches('.')
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(caption: &str) -> Option<&str> {
        let letters = Letters::of(caption.as_bytes());
        find(caption, &letters, Span::new(0, caption.len())).map(|credit| credit.words.of(caption))
    }

    #[test]
    fn prose_that_ends_with_a_name_is_told_by_the_word_before() {
        let may_end = |words: &str| {
            let letters = Letters::of(words.as_bytes());
            super::may_end(words, &letters, Span::new(0, words.len()))
        };
        for words in [
            "The quay was shut by order of Mayor Ada Greer.",
            "She asked Noa Cast of the Delta Police Department.",
            "“It is open,” she told Ada Greer.”",
            "the boats",
        ] {
            assert!(!may_end(words), "{words}");
        }
        for words in [
            "Water pours. Photo by Noa Cast",
            "Courtesy of the Greer Museum",
            "Ada Greer",
            "Water pours. Noa Cast/Delta",
            "Water pours (photo by Noa Cast)",
        ] {
            assert!(may_end(words), "{words}");
        }
    }

    #[test]
    fn credits_of_many_papers() {
        let cases = [
            (
                "A band crosses the bridge in Davenport, Iowa. Ada Greer/Riverside Paper",
                Some("Ada Greer/Riverside Paper"),
            ),
            (
                "Water pours. Noa Cast/Delta/AFP (Photo by NOA CAST / DELTA)",
                Some("Noa Cast/Delta/AFP"),
            ),
            (
                "A long caption, longer than the words that are looked at for a credit, which are the last ones of it, comes before a long sentence of its own. Ada Greer/Riverside Paper",
                Some("Ada Greer/Riverside Paper"),
            ),
            (
                "Water pours. (Photo by Noa Cast / Delta via AFP)",
                Some("Noa Cast / Delta via AFP"),
            ),
            ("Water pours. Photo: Noa Cast", Some("Noa Cast")),
            ("Water pours. REUTERS/Noa Cast", Some("REUTERS/Noa Cast")),
            (
                "Water pours. (AP Photo/Noa Cast)",
                Some("AP Photo/Noa Cast"),
            ),
            ("He spoke of either/or.", None),
            ("They met (in Lima).", None),
        ];
        for (caption, expected) in cases {
            assert_eq!(read(caption), expected, "{caption}");
        }
    }
}
