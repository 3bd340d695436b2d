//! Which names of an archive may mean the same speakers as some of them.
//!
//! Names of one person have the same surname, and names of one body the same words (`mod.rs`): what is to be settled of some
//! names needs those names alone that have the last of these words in them. To see that costs a tenth of taking a name apart.

use rustc_hash::FxHashSet;

use super::{Name, words};
use crate::article::SpeakerKind;
use crate::index::analyzer::{fold_word, spans};

/// Where more names are sought than this, most names are namesakes of one of them.
const MOST: usize = 20_000;
/// Words as long as this may be initials, each a word of its own: `JK`.
const INITIALS: usize = 3;

/// The namesakes of some names.
#[derive(Default)]
pub(in crate::query) struct Namesakes {
    /// The last words of these names; `None` where all names are wanted.
    last: Option<FxHashSet<String>>,
    /// The words of the name that is looked at, folded and joined, and where each begins.
    letters: String,
    starts: Vec<usize>,
}

impl Namesakes {
    /// Every name.
    pub(in crate::query) fn of_all() -> Self {
        Self::default()
    }

    /// The namesakes of these names.
    pub(in crate::query) fn of<'a>(names: impl Iterator<Item = (&'a str, SpeakerKind)>) -> Self {
        let names: FxHashSet<(&str, SpeakerKind)> = names.collect();
        if names.len() > MOST {
            return Self::of_all();
        }
        let last = names.into_iter().map(|(name, kind)| last_word(name, kind));
        Self {
            last: Some(last.collect()),
            ..Self::default()
        }
    }

    /// Whether a name may mean one of the speakers.
    pub(in crate::query) fn may_be(&mut self, name: &str) -> bool {
        let Some(last) = &self.last else { return true };
        let mut has_letters = false;
        for printed in name.split_whitespace() {
            self.letters.clear();
            self.starts.clear();
            for word in spans(printed) {
                self.starts.push(self.letters.len());
                fold_word(word.of(printed), &mut self.letters);
                // A word of a name may be several that hyphens or apostrophes join.
                let letters = &self.letters;
                let mut runs = self.starts.iter().map(|start| &letters[*start..]);
                if runs.any(|run| last.contains(run)) {
                    return true;
                }
            }
            has_letters |= !self.letters.is_empty();
            let is_short = printed.trim_end_matches(',').len() <= INITIALS;
            let mut initials = self.letters.char_indices().filter(|_| is_short);
            if initials.any(|(at, c)| last.contains(&self.letters[at..at + c.len_utf8()])) {
                return true;
            }
        }
        // Signs without letters go by themselves, however they are printed.
        !has_letters
    }
}

/// A word that every name of the same speaker has, folded.
fn last_word(name: &str, kind: SpeakerKind) -> String {
    let last = match kind {
        SpeakerKind::Person => {
            let surname = Name::read(name).0.surname;
            surname.rsplit(' ').next().map(str::to_owned)
        }
        _ => words(name).pop(),
    };
    last.unwrap_or_default()
}
