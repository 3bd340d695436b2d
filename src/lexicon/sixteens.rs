//! What is asked of many bytes at once: yes or no of each, as a bit.
//!
//! In: bytes of a text, sixteen in one number. Out: which of them the answer is yes for. Which byte it is first cannot be foretold, and no
//! branch depends on it.

use wide::u8x16;

use super::key::number;

/// Sixteen bytes of a text, of which the same is asked at once; or the answers, each a byte that has all its bits or none.
pub(crate) type Sixteen = u8x16;

/// So many bytes are asked one after the other and answered in one number.
pub(crate) const PIECE: usize = 64;

/// A bit for each byte of a piece of which `holds` says yes, the first one lowest.
#[inline]
pub(crate) fn bits(piece: &[u8; PIECE], holds: impl Fn(Sixteen) -> Sixteen) -> u64 {
    let (sixteens, _) = piece.as_chunks();
    let answers = sixteens.iter().map(|&sixteen| holds(Sixteen::new(sixteen)));
    let numbered = answers.enumerate();
    numbered.fold(0, |bits, (nth, answers)| bits | bits_of(answers, nth))
}

/// Whether `holds` says yes of any byte of a piece.
#[inline]
pub(crate) fn any(piece: &[u8; PIECE], holds: impl Fn(Sixteen) -> Sixteen) -> bool {
    let (sixteens, _) = piece.as_chunks();
    let answers = sixteens.iter().map(|&sixteen| holds(Sixteen::new(sixteen)));
    answers
        .fold(Sixteen::ZERO, |any, answers| any | answers)
        .to_bitmask()
        != 0
}

/// A bit for each answer about the sixteen bytes of a piece that have this number.
#[inline]
pub(crate) fn bits_of(answers: Sixteen, nth: usize) -> u64 {
    u64::from(answers.to_bitmask()) << (16 * nth)
}

/// What `look` finds first in the bytes of a text, sixteen after sixteen, each with the place where they begin; zeros stand behind the
/// last.
#[inline(always)] // by itself it is compiled to calls
pub(crate) fn find<T>(text: &[u8], mut look: impl FnMut(usize, Sixteen) -> Option<T>) -> Option<T> {
    let mut at = 0;
    while let Some(sixteen) = text[at..].first_chunk() {
        let found = look(at, Sixteen::new(*sixteen));
        if found.is_some() {
            return found;
        }
        at += 16;
    }
    match &text[at..] {
        [] => None,
        rest => look(at, few(rest)),
    }
}

/// Less than sixteen bytes. Of more than seven the first eight and the last are read at once; where they overlap they agree.
#[inline]
fn few(bytes: &[u8]) -> Sixteen {
    let number = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            let last = u128::from(u64::from_le_bytes(*last)) << (8 * (bytes.len() - 8));
            u128::from(u64::from_le_bytes(*first)) | last
        }
        _ => u128::from(number(bytes)),
    };
    Sixteen::new(number.to_le_bytes())
}

/// Which bytes are this one.
#[inline]
pub(crate) fn are(bytes: Sixteen, byte: u8) -> Sixteen {
    bytes.simd_eq(Sixteen::splat(byte))
}

/// Which bytes lie within these two.
#[inline]
pub(crate) fn are_within(bytes: Sixteen, first: u8, last: u8) -> Sixteen {
    let above = bytes - Sixteen::splat(first);
    are(above.saturating_sub(Sixteen::splat(last - first)), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_bit_of_its_own() {
        for place in 0..PIECE {
            let mut piece = [b'x'; PIECE];
            piece[place] = b'"';
            assert_eq!(bits(&piece, |bytes| are(bytes, b'"')), 1 << place);
            assert!(any(&piece, |bytes| are(bytes, b'"')));
            assert!(!any(&piece, |bytes| are(bytes, b'!')));
        }
    }

    #[test]
    fn bytes_within_two_others_are_told_from_all_others() {
        for byte in 0..=u8::MAX {
            for (first, last) in [(b'a', b'z'), (b'0', b'9'), (0x80, 0xFF), (0, 0)] {
                let within = bits(&[byte; PIECE], |bytes| are_within(bytes, first, last));
                let is_within = (first..=last).contains(&byte);
                assert_eq!(within != 0, is_within, "{byte} {first} {last}");
            }
        }
    }

    #[test]
    fn a_text_is_read_to_its_end() {
        let text = b"harbourmaster's quays and 40 boats";
        for length in 0..=text.len() {
            let mut bytes = Vec::new();
            let found = find(&text[..length], |at, sixteen| {
                assert_eq!(at, bytes.len());
                bytes.extend(sixteen.to_array());
                None::<()>
            });
            assert_eq!(found, None);
            assert_eq!(&bytes[..length], &text[..length]);
            assert!(bytes[length..].iter().all(|&byte| byte == 0));
        }
    }
}
