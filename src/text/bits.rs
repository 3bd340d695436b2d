//! What is asked of many bytes at once: yes or no of each, as a bit; and which of sixteen bytes are a word's own.

/// The bits of sixty-four bytes, each of which is 0 or 1, the first one lowest: of eight of them the product has the first as the
/// lowest bit of its highest byte.
#[inline]
pub(crate) fn bits(bytes: &[u8; 64]) -> u64 {
    const FIRST_ABOVE: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bytes.as_chunks();
    let bits = |nth: usize| (u64::from_le_bytes(eights[nth]).wrapping_mul(FIRST_ABOVE) >> 56) as u8;
    u64::from_le_bytes(std::array::from_fn(bits))
}

/// For words of fewer bytes than `N`, which is at most seventeen: by its length, the bytes that are a word's own, as two numbers of which
/// the lowest byte is the first.
pub(crate) const fn masks<const N: usize>() -> [[u64; 2]; N] {
    let mut masks = [[0; 2]; N];
    let mut length = 1;
    while length < N {
        let sixteen = u128::MAX >> (128 - 8 * length);
        masks[length] = [sixteen as u64, (sixteen >> 64) as u64];
        length += 1;
    }
    masks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_is_the_lowest_bit() {
        for place in 0..64 {
            let mut bytes = [0; 64];
            bytes[place] = 1;
            assert_eq!(bits(&bytes), 1 << place);
        }
        assert_eq!(bits(&[1; 64]), u64::MAX);
    }

    #[test]
    fn a_mask_has_as_many_bytes_as_its_word() {
        for (length, [low, high]) in masks::<17>().into_iter().enumerate() {
            let ones = (low.count_ones() + high.count_ones()) as usize;
            assert_eq!(ones, 8 * length);
            assert_eq!(low.trailing_ones() as usize, ones.min(64));
        }
    }
}
