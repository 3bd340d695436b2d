//! Where the letters of a text stand and its marks may, and the text in lower case: what is asked of every word, worked out many
//! bytes at once.
//!
//! In: a text. Out: how many letters stand at a place, where the next mark or odd white space may, and short words as numbers. Letters
//! are those of ASCII, and digits; how long a word is cannot be foreseen, and here no branch depends on it.

use std::hint::select_unpredictable;

use super::bits::masks;
use crate::lexicon::sixteens::{PIECE, Sixteen, any, are, are_within, bits_of, first_bits};
use crate::span::Span;

/// The letters of a text.
#[derive(Debug)]
pub(crate) struct Letters {
    /// A bit for each byte, set where it is an ASCII letter or digit.
    bits: Vec<u8>,
    /// A bit for each byte, set where a quotation mark or a tag may begin.
    marks: Vec<u64>,
    /// A bit for each number of those, set where any of its bits is.
    marked: Vec<u64>,
    /// The text with its ASCII letters in lower case.
    lower: Vec<u8>,
    /// A bit for each byte, set where white space may begin that is no lone space.
    spaces: Vec<u8>,
    /// Whether a tag may begin anywhere.
    has_tags: bool,
    /// Whether a line may end as on Windows.
    has_returns: bool,
}

impl Letters {
    /// The letters of this text.
    pub(crate) fn of(text: &[u8]) -> Self {
        let pieces = text.len() / PIECE + 2; // room to read eight bytes of bits and sixteen of the text at the last byte
        let size = (pieces - 1) * PIECE + WITH_NEXT;
        let mut lower = Vec::with_capacity(size);
        lower.extend_from_slice(text);
        lower.resize(size, 0);
        let (mut bits, mut spaces) = (vec![0; pieces * PIECE / 8], vec![0; pieces * PIECE / 8]);
        let mut marks = vec![0; pieces];
        let mut marked = vec![0; pieces / PIECE + 1];
        let (mut has_tags, mut has_returns) = (false, false);
        let places = bits.as_chunks_mut().0.iter_mut();
        let places = places.zip(spaces.as_chunks_mut().0).zip(&mut marks);
        for (nth, ((letters, spaces), marks)) in places.enumerate() {
            let piece = lower[nth * PIECE..].first_chunk_mut();
            let told = read(piece.expect("bytes were left behind the last piece"));
            *letters = told.letters.to_le_bytes();
            *spaces = told.spaces.to_le_bytes();
            *marks = told.marks;
            marked[nth / PIECE] |= u64::from(told.marks != 0) << (nth % PIECE);
            has_tags |= told.has_tags;
            has_returns |= told.has_returns;
        }
        Self {
            bits,
            marks,
            marked,
            lower,
            spaces,
            has_tags,
            has_returns,
        }
    }

    /// Whether the text holds what a tag begins with.
    pub(crate) fn has_tags(&self) -> bool {
        self.has_tags
    }

    /// Whether the text holds a carriage return.
    pub(crate) fn has_returns(&self) -> bool {
        self.has_returns
    }

    /// Whether white space may begin in a part of the text that is no lone space. All of most paragraphs is asked at once: how long they are
    /// cannot be foreseen.
    pub(crate) fn has_odd_space(&self, span: Span) -> bool {
        const AT_ONCE: usize = 8;
        let (eights, _) = self.spaces[span.start() / 8..].as_chunks();
        let before = span.start() % 8;
        let asked = before + span.len();
        let odd = |eight: &[u8; 8], nth: usize| {
            let inside = first_bits(asked.saturating_sub(nth * PIECE));
            u64::from_le_bytes(*eight) & inside
        };
        let first = odd(&eights[0], 0) & u64::MAX << before;
        match eights.first_chunk::<AT_ONCE>() {
            Some(eights) if asked <= AT_ONCE * PIECE => {
                let others = (1..AT_ONCE).fold(0, |odds, nth| odds | odd(&eights[nth], nth));
                first | others != 0
            }
            _ => first != 0 || (1..asked.div_ceil(PIECE)).any(|nth| odd(&eights[nth], nth) != 0),
        }
    }

    /// The first place of a part of the text where white space may begin that is no lone space.
    pub(super) fn odd_space(&self, span: Span) -> Option<usize> {
        let mut at = span.start();
        while at < span.end() {
            let odd = eight_of(&self.spaces, at / 8) >> (at % 8);
            if odd != 0 {
                let found = at + odd.trailing_zeros() as usize;
                return (found < span.end()).then_some(found);
            }
            at += 64 - at % 8;
        }
        None
    }

    /// Where the next quotation mark or tag may begin, from `at` on and before `end`. In which piece it stands cannot be foreseen, and no
    /// branch depends on it.
    pub(crate) fn next_mark(&self, at: usize, end: usize) -> Option<usize> {
        let here = at / PIECE;
        let next = self.next_marked(here + 1, end);
        let (marks, behind) = (
            self.marks[here] & u64::MAX << (at % PIECE),
            self.marks[next],
        );
        let is_here = marks != 0;
        let piece = select_unpredictable(is_here, here, next);
        let marks = select_unpredictable(is_here, marks, behind);
        let found = piece * PIECE + marks.trailing_zeros() as usize;
        (found < end).then_some(found)
    }

    /// The next piece with such a place, from this one on; where none has one before `end`, a piece behind that or the last, which has none.
    fn next_marked(&self, piece: usize, end: usize) -> usize {
        let mut nth = piece / PIECE;
        let mut marked = self.marked[nth] & u64::MAX << (piece % PIECE);
        while marked == 0 && (nth + 1) * PIECE * PIECE < end {
            nth += 1;
            marked = self.marked[nth];
        }
        let found = nth * PIECE + marked.trailing_zeros() as usize;
        found.min(self.marks.len() - 1)
    }

    /// How many letters and digits stand from a place of the text on; more than fifty-six may be counted as fewer, but not as
    /// fewer than that.
    #[inline]
    pub(crate) fn run_at(&self, at: usize) -> usize {
        let bits = eight_of(&self.bits, at / 8) >> (at % 8);
        (!bits).trailing_zeros() as usize
    }

    /// How many letters and digits stand before a place of the text; more than fifty-six may be counted as fewer, but not as fewer
    /// than that.
    #[inline]
    pub(crate) fn run_before(&self, at: usize) -> usize {
        let (bytes, missing) = (at.div_ceil(8), (8 - at % 8) % 8);
        match self.bits[..bytes].last_chunk() {
            Some(eight) => (u64::from_le_bytes(*eight) << missing).leading_ones() as usize,
            None => {
                // near the head of the text
                let few = self.bits[..bytes].iter().rev();
                let bits = few.fold(0_u64, |bits, &byte| bits << 8 | u64::from(byte));
                let highest = (bits << missing).checked_shl(64 - 8 * bytes as u32);
                highest.unwrap_or_default().leading_ones() as usize
            }
        }
    }

    /// Where the letters and digits from a place of the text on end.
    pub(crate) fn run_end(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let run = self.run_at(end);
            end += run;
            if run <= 56 {
                return end;
            }
        }
    }

    /// Asks each place of a text at which letters or digits begin that none stands before, from left to right.
    #[inline]
    pub(crate) fn starts(&self, span: Span, ask: impl FnMut(usize)) {
        self.starts_of(span, |_| u64::MAX, ask);
    }

    /// The same of those places alone behind which at least two others stand; and, of two places in sixty-four, where fewer may.
    #[inline]
    pub(crate) fn starts_of_three(&self, span: Span, ask: impl FnMut(usize)) {
        const UNSEEN: u64 = 1 << 63;
        let go_on = |letters| (letters >> 1 | UNSEEN) & (letters >> 2 | UNSEEN | UNSEEN >> 1);
        self.starts_of(span, go_on, ask);
    }

    /// Asks the places where letters or digits begin that are among those which `which` tells of the bits of some letters.
    #[inline(always)] // what is asked is small, and asked of every word
    fn starts_of(&self, span: Span, which: impl Fn(u64) -> u64, mut ask: impl FnMut(usize)) {
        let (mut at, mut before) = (span.start(), 0);
        while at < span.end() {
            let eight = eight_of(&self.bits, at / 8);
            let (first, length) = (at / 8 * 8, (span.end() - at).min(64 - at % 8));
            let inside = u64::MAX >> (64 - length) << (at % 8);
            let letters = eight & inside;
            let mut starts = letters & !(letters << 1 | before) & which(letters);
            while starts != 0 {
                ask(first + starts.trailing_zeros() as usize);
                starts &= starts - 1;
            }
            before = letters >> 63;
            at += length;
        }
    }

    /// The first eight bytes in lower case of the word that stands at a place, or all of a shorter one, as a number of which the lowest
    /// byte is the first.
    #[inline]
    pub(crate) fn head(&self, at: usize, length: usize) -> u64 {
        Self::head_of(self.eight(at), length)
    }

    /// The first twenty-four of them, in three such numbers.
    #[inline]
    pub(crate) fn heads(&self, at: usize, length: usize) -> [u64; 3] {
        if length <= 8 {
            return [self.head(at, length), 0, 0]; // most words
        }
        [0, 8, 16].map(|nth| self.head(at + nth, length.saturating_sub(nth)))
    }

    /// Eight bytes in lower case from a place on, as such a number; 0 for those behind the text.
    #[inline]
    pub(crate) fn eight(&self, at: usize) -> u64 {
        let eight = self.lower[at..].first_chunk().expect("room was left");
        u64::from_le_bytes(*eight)
    }

    /// The first of eight bytes that belong to a word of this length; 0 for the others.
    #[inline]
    pub(crate) fn head_of(eight: u64, length: usize) -> u64 {
        eight & MASKS[length.min(8)][0]
    }

    /// A byte in lower case, or 0 right behind the text.
    #[inline]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.lower[at]
    }

    /// The same with the eight behind it, as such a number.
    #[inline]
    pub(crate) fn byte_and_eight(&self, at: usize) -> (u8, u64) {
        let [byte, eight @ ..]: &[u8; 9] = self.lower[at..].first_chunk().expect("room was left");
        (*byte, u64::from_le_bytes(*eight))
    }

    /// What stands there, its ASCII letters in lower case.
    pub(crate) fn lower(&self, span: Span) -> &[u8] {
        &self.lower[span.start()..span.end()]
    }

    /// The word in lower case that stands at a place and has at most fifteen bytes, as two numbers of which the lowest byte is the
    /// first.
    #[inline]
    pub(crate) fn short_word(&self, at: usize, length: usize) -> [u64; 2] {
        let sixteen = self.lower[at..].first_chunk::<16>().expect("room was left");
        let sixteen = u128::from_le_bytes(*sixteen);
        let mask = MASKS[length % MASKS.len()];
        [sixteen as u64 & mask[0], (sixteen >> 64) as u64 & mask[1]]
    }
}

/// The sixteen bytes of a text from a place on; `None` where it ends before.
#[inline]
pub(super) fn sixteen_at(text: &str, at: usize) -> Option<&[u8; 16]> {
    text.as_bytes().get(at..at + 16)?.first_chunk()
}

/// The word in lower case that sixteen bytes begin with, which has letters and digits of ASCII alone and at most fifteen of them, as two
/// numbers of which the lowest byte is the first. Digits have the bit that tells a small letter from a capital.
#[inline]
pub(crate) fn in_lower_case(sixteen: &[u8; 16], length: usize) -> [u64; 2] {
    const SMALL: u64 = u64::from_le_bytes([0x20; 8]);
    let (eights, _) = sixteen.as_chunks::<8>();
    let mask = MASKS[length % MASKS.len()];
    [0, 1].map(|nth| (u64::from_le_bytes(eights[nth]) | SMALL) & mask[nth])
}

/// Eight bytes from a place on as a number, the first of them the lowest. There is room for them behind every place that is asked; as it is
/// none of the last eight of all numbers, one comparison tells.
#[inline]
fn eight_of(bytes: &[u8], at: usize) -> u64 {
    let eight = bytes.get(at..at + 8).and_then(|eight| eight.first_chunk());
    u64::from_le_bytes(*eight.expect("room was left"))
}

/// What a piece of a text says of its bytes: the bits of [`Letters`].
#[derive(Default)]
struct Told {
    letters: u64,
    marks: u64,
    spaces: u64,
    has_tags: bool,
    has_returns: bool,
}

/// The bit that small letters have and capitals lack.
const SMALL: Sixteen = Sixteen::new([0x20; 16]);

/// A piece and the next two bytes: with so many white space may begin in it.
const WITH_NEXT: usize = PIECE + 2;

/// Reads a piece and puts it in lower case.
fn read(piece: &mut [u8; WITH_NEXT]) -> Told {
    let mut told = Told {
        spaces: odd_spaces_beyond_ascii(piece),
        ..Told::default()
    };
    let next = u64::from(piece[PIECE] == b' ') << (PIECE - 1);
    let (mut spaces, mut controls) = (0, 0);
    let (mut tags, mut returns) = (Sixteen::ZERO, Sixteen::ZERO);
    let (sixteens, _) = piece[..PIECE].as_chunks_mut();
    for (nth, sixteen) in sixteens.iter_mut().enumerate() {
        let bytes = Sixteen::new(*sixteen);
        let small = bytes | are_within(bytes, b'A', b'Z') & SMALL;
        *sixteen = small.to_array();
        told.letters |= bits_of(are_letters(small), nth);
        told.marks |= bits_of(may_be_marks(small), nth);
        tags |= are(small, b'<');
        returns |= are(bytes, b'\r');
        controls |= bits_of(are_within(bytes, b'\t', b'\r'), nth);
        spaces |= bits_of(are(bytes, b' '), nth);
    }
    told.has_tags = tags.to_bitmask() != 0;
    told.has_returns = returns.to_bitmask() != 0;
    told.spaces |= controls | spaces & (spaces >> 1 | next);
    told
}

/// Which bytes in lower case are letters and digits.
fn are_letters(small: Sixteen) -> Sixteen {
    are_within(small, b'a', b'z') | are_within(small, b'0', b'9')
}

/// At which bytes in lower case quotation marks and tags may begin.
fn may_be_marks(small: Sixteen) -> Sixteen {
    let straight = are(small, b'"') | are(small, b'\'') | are(small, b'`');
    let beyond_ascii = are(small | SMALL, 0xE2); // 0xC2 too
    straight | are(small, b'<') | beyond_ascii
}

/// Where white space that is not of ASCII may begin in a piece.
fn odd_spaces_beyond_ascii(piece: &[u8; WITH_NEXT]) -> u64 {
    if !piece
        .first_chunk()
        .is_some_and(|piece| any(piece, |bytes| bytes))
    {
        return 0; // most pieces
    }
    odd_spaces_among(piece)
}

/// The same where others than of ASCII stand there.
#[inline(never)] // all pieces are read without its registers
fn odd_spaces_among(piece: &[u8; WITH_NEXT]) -> u64 {
    let sixteens = (0..PIECE / 16).map(|nth| {
        let [a, b, c] = [0, 1, 2].map(|behind| {
            let sixteen = piece[16 * nth + behind..].first_chunk();
            Sixteen::new(*sixteen.expect("two bytes follow"))
        });
        bits_of(may_be_odd_spaces(a, b, c), nth)
    });
    sixteens.fold(0, |all, odd| all | odd)
}

/// At which bytes white space that is not of ASCII may begin: what
/// [`may_be_odd`](super::lines::may_be_odd) says of each of them and the two behind it.
fn may_be_odd_spaces(a: Sixteen, b: Sixteen, c: Sixteen) -> Sixteen {
    let mark_or_dash = are_within(c, 0x90, 0xA7);
    let of_printers = are(b, 0x80) & are(mark_or_dash, 0) | are(b, 0x81);
    are(a, 0xE2) & of_printers
        | are(a, 0xC2) & are_within(b, 0, 0xA0)
        | are(a, 0xE1) & are(b, 0x9A)
        | are(a, 0xE3) & are(b, 0x80)
}

/// By its length, the bytes that are a word's own.
const MASKS: [[u64; 2]; 16] = masks();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_every_other_byte() {
        for byte in 0..=u8::MAX {
            for place in 0..80 {
                let mut bytes = [b'x'; 80];
                bytes[place] = byte;
                let letters = Letters::of(&bytes);
                let is_letter = byte.is_ascii_alphanumeric();
                assert_eq!(letters.run_at(place) > 0, is_letter, "{byte} at {place}");
                let before = letters.run_at(place.saturating_sub(9));
                let expected = if is_letter { before } else { place.min(9) };
                assert_eq!(before, expected, "{byte} at {place}");
            }
        }
    }

    #[test]
    fn a_run_ends_with_the_text_and_long_ones_are_long() {
        let letters = Letters::of("a1 ".repeat(50).as_bytes());
        assert_eq!([0, 1, 2, 147].map(|at| letters.run_at(at)), [2, 1, 0, 2]);
        let letters = Letters::of(&[b'x'; 100]);
        for at in 0..100 {
            assert!(letters.run_at(at) >= 56.min(100 - at), "{at}");
            assert!(letters.run_at(at) <= 100 - at, "{at}");
        }
    }

    #[test]
    fn letters_before_a_place_are_those_behind_it_turned_round() {
        let text = "a1 ‘Quay’ on--it, interdependencies".repeat(5);
        let letters = Letters::of(text.as_bytes());
        for at in 0..=text.len() {
            let before = text.as_bytes()[..at].iter().rev();
            let expected = before.take_while(|byte| byte.is_ascii_alphanumeric());
            assert_eq!(letters.run_before(at), expected.count(), "{at}");
        }
        assert!(Letters::of(&[b'x'; 200]).run_before(180) >= 56);
    }

    #[test]
    fn line_ends_of_windows_are_seen_wherever_they_stand() {
        for length in [0, 1, 15, 16, 63, 64, 100] {
            let text = "x".repeat(length);
            assert!(!Letters::of(text.as_bytes()).has_returns());
            let text = format!("{text}\r\nx");
            assert!(Letters::of(text.as_bytes()).has_returns(), "{length}");
        }
    }

    #[test]
    fn long_words_are_read_in_three_numbers() {
        let text = "Interdependencies of Rio";
        let letters = Letters::of(text.as_bytes());
        let number = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let long = [number(b"interdep"), number(b"endencie"), u64::from(b's')];
        assert_eq!(letters.heads(0, 17), long);
        assert_eq!(letters.heads(21, 3), [number(b"rio\0\0\0\0\0"), 0, 0]);
    }

    #[test]
    fn words_start_where_no_letter_stands_before() {
        let text = "a1 ‘Quay’ on--it, ".repeat(9);
        let letters = Letters::of(text.as_bytes());
        let is_letter = |at: usize| text.as_bytes()[at].is_ascii_alphanumeric();
        for (start, end) in [
            (0, text.len()),
            (1, 80),
            (5, 70),
            (3, 3),
            (63, 66),
            (64, 140),
        ] {
            let mut found = Vec::new();
            letters.starts(Span::new(start, end), |at| found.push(at));
            let starts = |at: &usize| is_letter(*at) && (*at == start || !is_letter(at - 1));
            assert_eq!(found, (start..end).filter(starts).collect::<Vec<_>>());
            let mut longer = Vec::new();
            letters.starts_of_three(Span::new(start, end), |at| longer.push(at));
            let of_three = |at: &usize| (*at..at + 3).all(|at| at < end && is_letter(at));
            assert!(longer.iter().all(|at| found.contains(at)));
            assert!(
                found
                    .iter()
                    .filter(|at| of_three(at))
                    .all(|at| longer.contains(at))
            );
            let shorter = longer.iter().filter(|at| !of_three(at));
            assert!(
                shorter.count() <= 2 + 2 * (end - start) / 64,
                "{start} {end}"
            );
        }
    }

    #[test]
    fn marks_are_found_from_a_place_on() {
        let text = format!(
            "{}\u{201c}a\u{201d}{}\"b\" <p>",
            "x".repeat(70),
            "y".repeat(130)
        );
        let letters = Letters::of(text.as_bytes());
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(mark) = letters.next_mark(at, text.len()) {
            found.push(mark);
            at = mark + 1;
        }
        assert_eq!(found, [70, 74, 207, 209, 211]);
        assert_eq!(letters.next_mark(0, 70), None);
        assert_eq!(letters.next_mark(text.len() - 1, text.len()), None);
        assert_eq!(Letters::of(b"").next_mark(0, 0), None);
        let far = format!("{}\"{}", "x".repeat(9_000), "y".repeat(9_000));
        let letters = Letters::of(far.as_bytes());
        for at in [0, 4_000, 4_096, 8_959, 9_000] {
            assert_eq!(letters.next_mark(at, far.len()), Some(9_000), "{at}");
            for end in [at, 9_000] {
                assert_eq!(letters.next_mark(at, end), None, "{at} {end}");
            }
            assert_eq!(letters.next_mark(9_001, 9_001 + at), None, "{at}");
        }
    }

    #[test]
    fn short_words_are_read_in_lower_case_alone() {
        let text = "The HARBOUR-masters Zo\u{eb} 1st rehabilitations of it";
        let letters = Letters::of(text.as_bytes());
        for (start, end) in [(0, 3), (4, 11), (12, 19), (20, 22), (25, 28), (29, 44)] {
            let word = letters.short_word(start, end - start);
            let bytes: Vec<u8> = word.iter().flat_map(|half| half.to_le_bytes()).collect();
            let mut expected = text[start..end].to_ascii_lowercase().into_bytes();
            expected.resize(16, 0);
            assert_eq!(bytes, expected, "{}", &text[start..end]);
            let sixteen = sixteen_at(text, start).expect("other words follow");
            assert_eq!(in_lower_case(sixteen, end - start), word);
        }
        assert!(sixteen_at(text, text.len() - 15).is_none());
    }

    #[test]
    fn odd_spaces_beyond_ascii_are_those_of_lines() {
        use super::super::lines::may_be_odd;
        const BYTES: &[u8] = b" x\x80\x81\x8F\x90\x9A\xA0\xA1\xA7\xA8\xC2\xE1\xE2\xE3";
        let pairs = || {
            BYTES
                .iter()
                .flat_map(|&a| BYTES.iter().map(move |&b| (a, b)))
        };
        for (a, (b, c)) in BYTES
            .iter()
            .flat_map(|&a| pairs().map(move |pair| (a, pair)))
        {
            for place in [0, 15, 16, 63] {
                let mut piece = [b'x'; WITH_NEXT];
                [piece[place], piece[place + 1], piece[place + 2]] = [a, b, c];
                let odd = odd_spaces_beyond_ascii(&piece) >> place & 1 != 0;
                let expected = !a.is_ascii() && may_be_odd(a, b, c);
                assert_eq!(odd, expected, "{a:x} {b:x} {c:x} at {place}");
            }
        }
    }
}
