//! Finds the capitalised words of a piece of text.
//!
//! In: the tokens of a piece of the story, or text that has none. Out: its [`Words`].

use super::words::{SHORT, Word, Words};
use crate::extract::reading::{self, Reading};
use crate::extract::tokens::{Kind, Token};
use crate::gazetteer::Opening;
use crate::lexicon::sixteens::{PIECE, Sixteen, are, are_within, bits};
use crate::lexicon::speech::{self, Known, Said};
use crate::span::Span;
use crate::text::{is_ascii_letter_or_digit, is_letter_or_digit, letters_at_head};

/// Adds the capitalised words of a part of a piece, those of its quoted runs too. The piece ends at `end`.
pub(super) fn read(
    reading: &Reading<'_>,
    part: &reading::Piece,
    end: usize,
    found: &mut Words<'_>,
) {
    let text = reading.text;
    if found.has_tags && memchr::memchr(b'<', part.span.of(text).as_bytes()).is_some() {
        return read_with_tags(text, part.span, reading.tokens(part), end, found);
    }
    for (_, token) in reading.outstanding(part) {
        read_token(text, token, end, found);
    }
}

/// The same where `<Sugar Corp (Peru)>` looks like a tag, which leaves no tokens.
fn read_with_tags(text: &str, part: Span, tokens: &[Token<'_>], end: usize, found: &mut Words<'_>) {
    let between = |from: usize, to: usize, found: &mut Words<'_>| {
        if to > from + 2 && text.as_bytes()[from..to].contains(&b'<') {
            scan(text, Span::new(from, to), end, found);
        }
    };
    let mut behind = part.start();
    for token in tokens {
        if !found.reach_behind(token.start()) {
            between(behind, token.span().start(), found);
            behind = token.span().end();
            read_token(text, token, end, found);
        }
    }
    between(behind, part.end(), found);
}

/// Adds what is capitalised of a token: most that stand out are a word with a capital, and of the others most are asked no more.
#[inline(always)] // of every token that stands out it is asked; by itself it is compiled to calls
fn read_token(text: &str, token: &Token<'_>, end: usize, found: &mut Words<'_>) {
    if !is_plain(token) {
        return read_other(text, token, end, found);
    }
    let is_capital = matches!(token.text.as_bytes().first(), Some(b'A'..=b'Z'));
    if is_capital & !found.reach_behind(token.start()) {
        let possessive = is_possessive(text, token.end(), end, found);
        found.push(Word {
            possessive,
            ..Word::plain(token.span(), token.known, classes(token))
        });
    }
}

/// Whether it is a word of letters and digits alone, as one number: so the compiler makes one branch of it.
fn is_plain(token: &Token<'_>) -> bool {
    token.kind as u8 | u8::from(token.joined) == Kind::Word as u8
}

/// The same of any other token.
fn read_other(text: &str, token: &Token<'_>, end: usize, found: &mut Words<'_>) {
    if found.reach_behind(token.start()) {
        return;
    }
    match token.kind {
        Kind::Quote => scan(text, token.span(), end, found),
        Kind::Word => match plain_possessive(token, found) {
            Some(word) => found.push(word),
            None if may_hold_capital(text, token) => scan(text, token.span(), end, found),
            None => {} // `it's`
        },
        _ => {}
    }
}

/// Whether a word may hold a capital, as hardly any does that begins with none.
fn may_hold_capital(text: &str, token: &Token<'_>) -> bool {
    let length = token.text.len();
    match text.as_bytes()[token.start()..].first_chunk() {
        Some(sixteen) if length <= 16 => {
            let bytes = Sixteen::new(*sixteen);
            let of_signs = PUNCTUATION.map(|byte| are(bytes, byte).to_bitmask().into());
            let openings = but_signs(may_open(bytes).to_bitmask().into(), of_signs);
            openings & !(u64::MAX << length) != 0
        }
        _ => true, // few words
    }
}

/// Whether an apostrophe stands behind a word, in its piece.
#[inline(always)] // by itself it is compiled to calls, for one byte
fn is_possessive(text: &str, word_end: usize, end: usize, found: &Words<'_>) -> bool {
    let may_be = matches!(found.letters.byte(word_end), b'\'' | 0xE2);
    may_be && text[word_end..end].starts_with(APOSTROPHES)
}

/// The classes of a word whatever stands beside it, which may have left it none.
fn classes(token: &Token<'_>) -> u32 {
    let left_none = token.known.is_some() & (token.classes == 0);
    match left_none {
        true => token.known.map_or(0, Known::classes), // few words
        false => token.classes,
    }
}

/// The word of a token that is a capitalised word of letters and digits and an ending of the possessive, as most that begin with a capital
/// and hold anything else: `Peru’s`, `Texas’`.
fn plain_possessive(token: &Token<'_>, found: &Words<'_>) -> Option<Word> {
    let (text, letters) = (token.text.as_bytes(), found.letters);
    let length = letters.run_at(token.start());
    let ending = text.get(length..)?;
    let is_one = text[0].is_ascii_uppercase()
        && length < SHORT
        && matches!(
            ending,
            b"'s" | b"'" | [0xE2, 0x80, 0x99] | [0xE2, 0x80, 0x99, b's']
        )
        && is_border(letters.byte(token.end()))
        && letters.byte(token.end()) != b'\'';
    is_one.then(|| {
        let span = Span::new(token.start(), token.start() + length);
        let said = speech::said_of_short(letters.short_word(span.start(), length));
        Word {
            possessive: true,
            ..Word::plain(span, said.known, said.classes)
        }
    })
}

/// Adds the capitalised words of a piece of text.
pub(super) fn words(text: &str, piece: Span, found: &mut Words<'_>) {
    scan(text, piece, piece.end(), found);
}

/// Adds the capitalised words that begin in a part of a piece, which ends at `end`. Only capitals and what is not ASCII are looked
/// at.
fn scan(text: &str, part: Span, end: usize, found: &mut Words<'_>) {
    let mut at = part.start();
    while at < part.end() {
        let mut openings = openings(text.as_bytes(), at, part.end());
        let (first, mut behind) = (at, at + PIECE);
        while openings != 0 {
            at = first + openings.trailing_zeros() as usize;
            at = add_at(text, Span::new(part.start(), end), at, found);
            behind = behind.max(at);
            openings &= u64::MAX.checked_shl((at - first) as u32).unwrap_or(0);
        }
        at = behind;
    }
}

/// Adds the word at `at` of a piece, if it is capitalised; where to go on.
fn add_at(text: &str, piece: Span, at: usize, found: &mut Words<'_>) -> usize {
    let is_ascii = text.as_bytes()[at].is_ascii();
    let plain = is_ascii.then(|| plain_word(text, piece, at, found));
    match plain.flatten() {
        Some(word) => {
            found.push(word);
            word.span.end()
        }
        None => odd_word(text, piece, at, found),
    }
}

/// The word at `at` of a piece, if it is one of ASCII letters and digits alone that begins with a capital.
fn plain_word(text: &str, piece: Span, at: usize, found: &Words<'_>) -> Option<Word> {
    let bytes = &text.as_bytes()[..piece.end()];
    let length = found.letters.run_at(at);
    let opens = at == piece.start() || is_border(bytes[at - 1]) | ends_with_sign(&bytes[..at]);
    let ends = match bytes.get(at + length) {
        Some(b'.') => length > 1, // not "U.S."
        Some(b'\'' | 128..) => false,
        _ => at + length <= bytes.len(),
    };
    if !(opens & ends) || length == 0 {
        return None;
    }
    let Said { classes, known } = match length {
        ..SHORT => speech::said_of_short(found.letters.short_word(at, length)),
        _ => speech::said_at(text, at, at + length),
    };
    Some(Word::plain(Span::new(at, at + length), known, classes))
}

/// Whether a byte is surely no part of a word.
fn is_border(byte: u8) -> bool {
    !(is_ascii_letter_or_digit(byte) | !byte.is_ascii())
}

/// Whether a curly mark, a dash or another sign stands before a word.
fn ends_with_sign(before: &[u8]) -> bool {
    let last = before.last_chunk::<3>();
    last.is_some_and(|last| last.starts_with(&PUNCTUATION))
}

/// Adds any other word here, if it is capitalised; where to go on.
fn odd_word(text: &str, piece: Span, at: usize, found: &mut Words<'_>) -> usize {
    if text.as_bytes()[at..].starts_with(&PUNCTUATION) {
        at + 3
    } else if is_inside_word(text, piece.start(), at) {
        at + text[at..].chars().next().map_or(1, char::len_utf8)
    } else {
        word_or_sign(text, piece.end(), at, found)
    }
}

/// Curly marks, dashes and other signs, three bytes each, begin so.
const PUNCTUATION: [u8; 2] = *"’".as_bytes().first_chunk().unwrap();

/// The bytes from `at` on and before `end` that may begin a capitalised word, as bits: capitals, and those that are not ASCII but for whole
/// signs.
fn openings(bytes: &[u8], at: usize, end: usize) -> u64 {
    let inside = u64::MAX >> (PIECE - (end - at).min(PIECE));
    let openings = match bytes[at..].first_chunk() {
        Some(piece) => openings_of(piece),
        None => {
            let mut piece = [0; PIECE]; // the last of the text
            piece[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            openings_of(&piece)
        }
    };
    openings & inside
}

fn openings_of(piece: &[u8; PIECE]) -> u64 {
    const WHOLE: u64 = u64::MAX >> 2; // of signs that begin behind it not all three bytes stand here
    let [first, second] = PUNCTUATION.map(|byte| bits(piece, |bytes| are(bytes, byte)));
    but_signs(bits(piece, may_open), [first & WHOLE, second])
}

/// Which bytes may begin a capitalised word, signs included: their highest bit says so.
fn may_open(bytes: Sixteen) -> Sixteen {
    bytes | are_within(bytes, b'A', b'Z')
}

/// Those of some bits that are not of signs, of whose first and second bytes the others are bits.
fn but_signs(openings: u64, [first, second]: [u64; 2]) -> u64 {
    let signs = first & second >> 1;
    openings & !(signs | signs << 1 | signs << 2)
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

fn is_inside_word(text: &str, start: usize, at: usize) -> bool {
    match text.as_bytes()[start..at].last() {
        Some(128..) => text[start..at]
            .chars()
            .next_back()
            .is_some_and(is_letter_or_digit),
        Some(byte) => byte.is_ascii_alphanumeric(),
        None => false,
    }
}

/// Adds the word here, if it is capitalised; where to go on.
fn word_or_sign(text: &str, end: usize, at: usize, found: &mut Words<'_>) -> usize {
    match text[at..end].chars().next() {
        Some(c) if c.is_uppercase() => add(text, end, at, found),
        Some(c) => at + c.len_utf8(),
        None => end,
    }
}

fn add(text: &str, end: usize, at: usize, found: &mut Words<'_>) -> usize {
    let stop = word_end(text, end, at);
    let spelled = &text[at..stop];
    let plain = spelled
        .strip_suffix(['s', 'S'])
        .and_then(|head| head.strip_suffix(APOSTROPHES));
    let bare = plain.unwrap_or(spelled);
    let Said { classes, known } = speech::said_at(text, at, at + bare.len());
    let span = Span::new(at, at + bare.len());
    let is_plain = letters_at_head(bare.as_bytes()) == bare.len();
    found.push(Word {
        possessive: plain.is_some() || text[stop..end].starts_with(APOSTROPHES),
        plain: is_plain,
        goes_on: !is_plain && may_open_name(bare),
        ..Word::plain(span, known, classes)
    });
    stop
}

/// Whether the name of a place may begin with a word of other than ASCII letters and digits, as far as the gazetteer tells by the first
/// letters alone; it has neither apostrophes nor points: not `I’m`.
fn may_open_name(word: &str) -> bool {
    let letters = word
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’' | '`'));
    let mut head = 0;
    for (nth, letter) in letters.take(8).enumerate() {
        if !letter.is_ascii() {
            return true; // an accent
        }
        head |= u64::from(letter.to_ascii_lowercase() as u8) << (8 * nth);
    }
    Opening::of(head).of_what() != 0
}

/// Letters and digits, apostrophes between them, points between single letters and behind the last of those.
fn word_end(text: &str, end: usize, start: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    let mut at = start;
    let mut letter = start;
    loop {
        at += letters_at_head(&bytes[at..]);
        match bytes.get(at) {
            Some(b'.') if at == letter + 1 => {
                if !bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) {
                    let dotted = letter > start;
                    return if dotted { at + 1 } else { at };
                }
                at += 1;
                letter = at;
            }
            Some(b'\'') if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => at += 1,
            Some(128..) => {
                let mut behind = text[at..end].chars();
                match behind.next() {
                    Some(c) if is_letter_or_digit(c) => at += c.len_utf8(),
                    Some('’') if behind.next().is_some_and(char::is_alphabetic) => at += 3,
                    _ => return at,
                }
            }
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Story;
    use crate::text::Letters;

    fn found(text: &str) -> Vec<(&str, bool)> {
        let letters = Letters::of(text.as_bytes());
        let mut found = Words::of(text, &letters);
        let numbers = found.piece(|found| words(text, Span::new(0, text.len()), found));
        found
            .all(&numbers)
            .iter()
            .map(|word| (word.span.of(text), word.possessive))
            .collect()
    }

    #[test]
    fn capitalised_words_are_found_without_their_possessive_ending() {
        assert_eq!(
            found("In the U.S. and Peru’s Íquitos, iPads of O'Fallon and Texas' McLean."),
            [
                ("In", false),
                ("U.S.", false),
                ("Peru", true),
                ("Íquitos", false),
                ("O'Fallon", false),
                ("Texas", true),
                ("McLean", false),
            ]
        );
    }

    #[test]
    fn words_of_tokens_are_those_of_their_text() {
        let text = "Peru’s ports and Texas' McLean's, the U.S.'s O'Fallon's: Íquitos’s “Lima’s” Okafor’s-style quay.";
        let letters = Letters::of(text.as_bytes());
        let whole = Span::new(0, text.len());
        let paragraphs = [whole];
        let reading = Reading::of(&Story::of_body(text, &letters, &paragraphs));
        let mut of_tokens = Words::of(text, &letters);
        let numbers = of_tokens.piece(|found| {
            for piece in &reading.pieces {
                read(&reading, piece, text.len(), found);
            }
        });
        let mut of_text = Words::of(text, &letters);
        let same = of_text.piece(|found| words(text, whole, found));
        let told = |word: &Word| (word.span.of(text), word.possessive, word.plain, word.said);
        let of_tokens: Vec<_> = of_tokens.all(&numbers).iter().map(told).collect();
        let of_text: Vec<_> = of_text.all(&same).iter().map(told).collect();
        assert_eq!(of_tokens, of_text);
        assert!(
            of_text
                .iter()
                .filter(|(_, possessive, ..)| *possessive)
                .count()
                >= 5
        );
    }

    #[test]
    fn words_stay_inside_their_piece() {
        let text = "Lima and Kyiv";
        let letters = Letters::of(text.as_bytes());
        let mut inside = Words::of(text, &letters);
        let numbers = inside.piece(|inside| words(text, Span::new(0, 11), inside));
        assert_eq!(inside.all(&numbers)[1].span, Span::new(9, 11));
    }
}
