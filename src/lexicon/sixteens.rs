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

/// The same of the first bytes of a text, as many as `length` says and at most so many pieces. All pieces are read, however few these are:
/// how many there are of them cannot be foretold. Bytes may stand behind the last.
#[inline]
pub(crate) fn bits_at_head<const PIECES: usize>(
    text: &[u8],
    length: usize,
    holds: impl Fn(Sixteen) -> Sixteen,
) -> [u64; PIECES] {
    let room: [[u8; PIECE]; PIECES];
    let pieces = match text.as_chunks().0.first_chunk() {
        Some(pieces) => pieces,
        None => {
            room = with_zeros(text);
            &room
        }
    };
    std::array::from_fn(|nth| {
        let own = length.saturating_sub(nth * PIECE);
        bits(&pieces[nth], &holds) & first_bits(own)
    })
}

/// Which of these bits are set, from the lowest one on.
pub(crate) fn ones<const PIECES: usize>(bits: [u64; PIECES]) -> impl Iterator<Item = usize> {
    let pieces = bits.into_iter().enumerate();
    pieces.flat_map(|(nth, mut bits)| {
        std::iter::from_fn(move || {
            let first = (bits != 0).then(|| nth * PIECE + bits.trailing_zeros() as usize);
            bits &= bits.wrapping_sub(1);
            first
        })
    })
}

/// So many bits, the lowest ones; no more than all.
#[inline]
pub(crate) fn first_bits(count: usize) -> u64 {
    let others = PIECE.saturating_sub(count) as u32;
    u64::MAX.checked_shr(others).unwrap_or_default()
}

/// A text of less than so many pieces, and zeros behind it.
#[cold]
fn with_zeros<const PIECES: usize>(text: &[u8]) -> [[u8; PIECE]; PIECES] {
    let mut pieces = [[0; PIECE]; PIECES];
    pieces.as_flattened_mut()[..text.len()].copy_from_slice(text);
    pieces
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
    fn of_a_head_so_many_bytes_are_asked_as_it_has() {
        let text = [b'x'; 4 * PIECE];
        for size in [0, 1, 63, 64, 100, 127, 128, 200, 256] {
            for length in 0..=size.min(2 * PIECE) {
                let found: [u64; 2] = bits_at_head(&text[..size], length, |bytes| are(bytes, b'x'));
                let count: u32 = found.iter().map(|bits| bits.count_ones()).sum();
                assert_eq!(count as usize, length, "of {size}");
                assert_eq!(found[0].trailing_ones() as usize, length.min(PIECE));
            }
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
