//! The second words of verbs: `back` of `fired back`. There are a dozen, so that a verb keeps the number of its own.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::lexicon::rows;

/// The word that must follow a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Particle(u8);

static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let verbs = rows(include_str!("../cues.txt"));
    let all: BTreeSet<&str> = verbs
        .filter_map(|row| Some(row[0].split_once(' ')?.1))
        .collect();
    all.into_iter().collect()
});

impl Particle {
    /// The second word of a verb of the tables.
    pub(super) fn of(word: &str) -> Self {
        let number = ALL
            .binary_search(&word)
            .expect("it is read from the same table");
        Self(u8::try_from(number).expect("there are a dozen"))
    }

    /// The word.
    #[must_use]
    pub fn text(self) -> &'static str {
        ALL[usize::from(self.0)]
    }
}
