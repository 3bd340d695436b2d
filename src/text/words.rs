//! Words: runs of letters and digits, with the apostrophes, hyphens and points that belong inside them.

use crate::lexicon::sixteens::{PIECE, Sixteen, any, are_within, find};
use crate::span::Span;

/// The words of `text` inside `span`: `O'Brien`, `state-run`, `U.S.` without its last point is `U.S`, `$7.53` is `7.53`.
pub fn words(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = span.start();
    std::iter::from_fn(move || {
        let start = word_start(text, Span::new(at, span.end()))?;
        at = word_end(text, Span::new(start, span.end()));
        Some(Span::new(start, at))
    })
}

/// Where the first word of `rest` begins.
pub(super) fn word_start(text: &str, rest: Span) -> Option<usize> {
    let bytes = &text.as_bytes()[..rest.end()];
    let mut at = rest.start();
    loop {
        match *bytes.get(at)? {
            byte if LETTER[usize::from(byte)] => return Some(at),
            byte if byte.is_ascii() => at += 1,
            _ => {
                let c = text[at..].chars().next()?;
                if is_letter_or_digit(c) {
                    return Some(at);
                }
                at += c.len_utf8();
            }
        }
    }
}

/// How many ASCII letters and digits stand at the head of these bytes.
pub(crate) fn letters_at_head(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        let letters = letters_of_eight(u64::from_le_bytes(*eight));
        if letters < 8 {
            return at + letters;
        }
        at += 8;
    }
    let other = bytes[at..]
        .iter()
        .position(|&byte| !LETTER[usize::from(byte)]);
    other.map_or(bytes.len(), |other| at + other)
}

/// How many ASCII letters and digits these bytes end with; of more than eight it tells eight.
pub(super) fn letters_at_tail(bytes: &[u8]) -> usize {
    match bytes.last_chunk() {
        Some(eight) => {
            let others = !letter_bits(u64::from_le_bytes(*eight)) & HIGHEST;
            others.leading_zeros() as usize / 8
        }
        None => {
            let letters = bytes.iter().rev();
            letters
                .take_while(|&&byte| LETTER[usize::from(byte)])
                .count()
        }
    }
}

/// Whether a word may go on behind its letters (`don't`): no word does where this says so.
#[inline]
pub(crate) fn may_go_on(bytes: &[u8], behind: usize) -> bool {
    let Some(&[byte, next]) = bytes.get(behind..).and_then(|rest| rest.first_chunk()) else {
        return true;
    };
    let joins = JOINS | u8::from(next > b' ') << STOPS.trailing_zeros();
    MAY_JOIN[usize::from(byte)] & joins != 0
}

const JOINS: u8 = 1;
const STOPS: u8 = 2;

/// Whether a byte behind letters may belong to the same word: always, or where no white space follows (`U.S.`, `1,000`).
const MAY_JOIN: [u8; 256] = {
    let mut may = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        may[byte] = match byte as u8 {
            b'\'' | b'-' | b'&' | 128.. => JOINS,
            b'.' | b',' => STOPS,
            _ => 0,
        };
        byte += 1;
    }
    may
};

/// How many ASCII letters and digits stand at the head of eight bytes, the first of which is the lowest.
pub(crate) fn letters_of_eight(eight: u64) -> usize {
    let others = !letter_bits(eight) & HIGHEST;
    others.trailing_zeros() as usize / 8
}

/// How many digits stand at the head of these bytes; of more than eight it may tell eight.
pub(crate) fn digits_at_head(bytes: &[u8]) -> usize {
    match bytes.first_chunk() {
        Some(eight) => {
            let eight = u64::from_le_bytes(*eight);
            let others = !digit_bits(eight & !HIGHEST) | eight;
            (others & HIGHEST).trailing_zeros() as usize / 8
        }
        None => bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count(),
    }
}

/// How many bytes that are none stand behind the last of them in eight bytes.
pub(crate) fn others_behind(eight: u64) -> usize {
    (letter_bits(eight) & HIGHEST).leading_zeros() as usize / 8
}

/// The highest bit of each of eight bytes.
const HIGHEST: u64 = 0x80 * ONES;
const ONES: u64 = 0x0101_0101_0101_0101;

/// The highest bits of those of eight bytes that are ASCII letters or digits: adding to seven bits carries into the eighth
/// from the first letter on, and from behind the last one on.
pub(crate) fn letter_bits(eight: u64) -> u64 {
    let seven = eight & !HIGHEST;
    let lower = seven | (0x20 * ONES);
    let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1);
    (digit_bits(seven) | letters) & !eight
}

/// The highest bits of those of eight bytes of ASCII that are digits.
fn digit_bits(seven: u64) -> u64 {
    at_least(seven, b'0') & !at_least(seven, b'9' + 1)
}

/// The highest bits of those of eight bytes of ASCII that are not less than this one.
fn at_least(bytes: u64, first: u8) -> u64 {
    bytes + (0x80 - u64::from(first)) * ONES
}

/// Where the first byte stands of which `holds` says yes; it is asked of sixteen at once, and of sixty-four whether it is one of them.
#[inline]
pub(crate) fn first_of(bytes: &[u8], holds: impl Fn(Sixteen) -> Sixteen) -> Option<usize> {
    let (pieces, _) = bytes.as_chunks::<PIECE>();
    let none = |piece: &&[u8; PIECE]| !any(piece, &holds);
    let passed = PIECE * pieces.iter().take_while(none).count();
    let rest = &bytes[passed..];
    find(rest, |at, sixteen| {
        let found = at + holds(sixteen).to_bitmask().trailing_zeros() as usize;
        (found < (at + 16).min(rest.len())).then_some(passed + found)
    })
}

/// Where the first digit stands.
pub(crate) fn first_digit(bytes: &[u8]) -> Option<usize> {
    first_of(bytes, |bytes| are_within(bytes, b'0', b'9'))
}

/// What stands before the first of some marks, and what behind it. Each mark begins with a space, a comma, a semicolon or a slash.
pub(crate) fn split_at_first<'a>(words: &'a str, marks: &[&str]) -> Option<(&'a str, &'a str)> {
    let may_begin = |byte: &u8| matches!(byte, b' ' | b',' | b';' | b'/');
    let places = words.bytes().enumerate();
    places
        .filter(|(_, byte)| may_begin(byte))
        .find_map(|(at, _)| {
            let from = &words.as_bytes()[at..];
            let mark = (marks.iter()).find(|mark| from.starts_with(mark.as_bytes()))?;
            Some((&words[..at], &words[at + mark.len()..]))
        })
}

/// Whether a character is a letter or a digit. Of what is not ASCII most is a mark or a dash, which are told before the tables of Unicode
/// are asked.
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    !('\u{2000}'..='\u{206f}').contains(&c) && c.is_alphanumeric()
}

/// Whether a byte is an ASCII letter or digit.
pub(crate) fn is_ascii_letter_or_digit(byte: u8) -> bool {
    LETTER[usize::from(byte)]
}

const LETTER: [bool; 256] = {
    let mut letter = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        letter[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    letter
};

/// The end of the word that `span` begins with.
pub(super) fn word_end(text: &str, span: Span) -> usize {
    let bytes = &text.as_bytes()[..span.end()];
    let mut at = span.start();
    loop {
        at += letters_at_head(&bytes[at..]);
        match bytes.get(at) {
            None => return at,
            // Most words end here, at a space or a stop.
            Some(c) if c.is_ascii() && !matches!(c, b'\'' | b'-' | b'.' | b',' | b'&') => {
                return at;
            }
            Some(_) => match behind_joined(text, Span::new(span.start(), at), span.end()) {
                Some(behind) => at = behind,
                None => return at,
            },
        }
    }
}

/// The place behind the character that follows `word`, if it belongs to the word.
fn behind_joined(text: &str, word: Span, end: usize) -> Option<usize> {
    let mut behind = text[word.end()..end].chars();
    let (c, next) = (behind.next()?, behind.next());
    let joins = |c: char| {
        matches!(c, '\'' | '’' | '-' | '.' | ',' | '&')
            && next.is_some_and(|next| joined(word.of(text).chars().next_back(), c, next))
    };
    let belongs =
        is_letter_or_digit(c) || unicode_normalization::char::is_combining_mark(c) || joins(c);
    belongs.then(|| word.end() + c.len_utf8())
}

/// Whether `joiner` between these two characters is a part of the word: a comma only within a number, a point not
/// at the end of a sentence that lost its space ("war.The").
fn joined(previous: Option<char>, joiner: char, next: char) -> bool {
    let digits = previous.is_some_and(|c| c.is_ascii_digit()) && next.is_ascii_digit();
    match joiner {
        ',' => digits,
        '.' => digits || previous.is_some_and(char::is_uppercase) && next.is_uppercase(),
        '&' => previous.is_some_and(char::is_uppercase) && next.is_uppercase(),
        _ => is_letter_or_digit(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_up_to_any_other_byte() {
        for other in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
            for count in 0..12 {
                let mut bytes = [b'7'; 20];
                bytes[count] = other;
                for size in count + 1..20 {
                    let told = digits_at_head(&bytes[..size]);
                    assert!(
                        told == count || count > 8 && told == 8,
                        "{other} at {count}"
                    );
                }
                assert_eq!(digits_at_head(&bytes[..count]).min(8), count.min(8));
            }
        }
    }

    #[test]
    fn letters_are_told_from_every_other_byte() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut bytes = [b'x'; 20];
                bytes[place] = byte;
                let letters = if byte.is_ascii_alphanumeric() {
                    20
                } else {
                    place
                };
                assert_eq!(letters_at_head(&bytes), letters, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn the_first_digit_is_found_wherever_it_stands() {
        for at in 0..80 {
            let mut text = [b'x'; 80];
            (text[at], text[79]) = (b'7', b'9');
            assert_eq!(first_digit(&text), Some(at));
            assert_eq!(first_digit(&text[..at]), None);
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn words_may_go_on_behind_their_letters() {
        for text in ["don't", "U.S.", "1,000", "state-run", "Zoë", "AT&T"] {
            let letters = letters_at_head(text.as_bytes());
            assert!(may_go_on(text.as_bytes(), letters), "{text}");
        }
        for text in ["port, and", "port. ", "port.\n", "port) and"] {
            assert!(!may_go_on(text.as_bytes(), 4), "{text}");
        }
    }

    #[test]
    fn words_keep_what_belongs_inside_them() {
        let text = "O'Brien’s state-run U.S. firm, AT&T, paid $7.53 and 1,234 (“fine”). War.The end -- really";
        let found: Vec<_> = words(text, Span::new(0, text.len()))
            .map(|span| span.of(text))
            .collect();
        let expected = [
            "O'Brien’s",
            "state-run",
            "U.S",
            "firm",
            "AT&T",
            "paid",
            "7.53",
            "and",
            "1,234",
            "fine",
            "War",
            "The",
            "end",
            "really",
        ];
        assert_eq!(found, expected);
    }
}
