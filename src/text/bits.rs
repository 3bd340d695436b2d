//! Which of sixteen bytes are a word's own.

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
    fn a_mask_has_as_many_bytes_as_its_word() {
        for (length, [low, high]) in masks::<17>().into_iter().enumerate() {
            let ones = (low.count_ones() + high.count_ones()) as usize;
            assert_eq!(ones, 8 * length);
            assert_eq!(low.trailing_ones() as usize, ones.min(64));
        }
    }
}
