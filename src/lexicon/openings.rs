//! Which words or phrases a text may open with, told by their first three bytes: one look rules out most texts.
//!
//! In: the phrases. Out: `false` only for a text that opens with none of them.

/// Which second and third bytes follow a first one, in one number of 64.
#[derive(Clone, Debug)]
pub(crate) struct Openings([u64; 256]);

impl Openings {
    /// Those of no phrases yet.
    #[must_use]
    pub(crate) const fn new() -> Self {
        Self([0; 256])
    }

    /// Adds a phrase of at least three bytes, or one byte for all that begins with it.
    pub(crate) fn add(&mut self, phrase: &[u8]) {
        match phrase {
            [first, second, third, ..] => self.0[usize::from(*first)] |= bit(*second, *third),
            [first] => self.0[usize::from(*first)] = u64::MAX,
            _ => panic!("{phrase:?} is too short to be told by its first three bytes"),
        }
    }

    /// Whether a text may open with one of the phrases; not one of less than three bytes.
    #[must_use]
    pub(crate) fn may_be(&self, text: &[u8]) -> bool {
        match text {
            [first, second, third, ..] => self.0[usize::from(*first)] & bit(*second, *third) != 0,
            _ => false,
        }
    }
}

fn bit(second: u8, third: u8) -> u64 {
    1 << (second.wrapping_mul(7).wrapping_add(third) & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_open_otherwise_are_ruled_out() {
        let mut openings = Openings::new();
        for phrase in ["photo by", "1"] {
            openings.add(phrase.as_bytes());
        }
        for (text, may_be) in [
            ("photo by", true),
            ("19th", true),
            ("19", false),
            ("", false),
            ("ph", false),
            ("places", false),
        ] {
            assert_eq!(openings.may_be(text.as_bytes()), may_be, "{text}");
        }
    }
}
