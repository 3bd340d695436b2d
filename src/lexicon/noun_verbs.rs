//! Verbs before nouns of speech and thought: whose the noun is.
//!
//! In: a word. Out: whether it is a form of a verb with which somebody utters what the noun says, brings it about in others, or speaks against it.

use std::sync::LazyLock;

use super::forms::{ing, regular_past, third};
use super::key::Key;
use super::rows;
use super::table::Table;

/// What a verb says of the noun behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NounVerb {
    /// It is somebody else's: `fuelled fears`.
    Causes,
    /// It is the subject's: `voiced fears`.
    Utters,
    /// It is somebody else's, and the subject speaks against it: `dismissed fears`.
    Rejects,
}

/// What a word in lower case says of the noun of speech behind it, if it is a form of such a verb.
#[must_use]
pub fn noun_verb(word: &str) -> Option<NounVerb> {
    static VERBS: LazyLock<Table<Option<NounVerb>, 64>> = LazyLock::new(|| {
        let forms = rows(include_str!("noun_verbs.txt")).flat_map(|row| {
            let [lemma, pasts, what] = row[..] else {
                panic!("noun_verbs.txt: three columns, not {row:?}");
            };
            let what = match what {
                "causes" => NounVerb::Causes,
                "utters" => NounVerb::Utters,
                "rejects" => NounVerb::Rejects,
                _ => panic!("noun_verbs.txt knows no {what:?}"),
            };
            let pasts: Vec<String> = match pasts {
                "" => vec![regular_past(lemma)],
                pasts => pasts.split(',').map(str::to_owned).collect(),
            };
            let participles = pasts.iter().map(|past| ing(lemma, past));
            let mut forms = vec![lemma.to_owned(), third(lemma)];
            forms.extend(participles);
            forms.extend(pasts);
            forms.sort();
            forms.dedup(); // "feed, fed" and "put, put" have one "feeding", one "put"
            forms.into_iter().map(move |form| (form, what))
        });
        Table::new(forms.filter_map(|(form, what)| Some((Key::of(&form)?, Some(what)))))
    });
    Key::of(word).and_then(|word| VERBS.said(word))
}

#[cfg(test)]
mod tests {
    use super::{NounVerb, noun_verb};

    #[test]
    fn forms_are_known() {
        for causes in [
            "fuelling",
            "fueling",
            "fanned",
            "eases",
            "stoked",
            "fed",
            "intensified",
        ] {
            assert_eq!(noun_verb(causes), Some(NounVerb::Causes), "{causes}");
        }
        for utters in ["voicing", "making", "took", "issues", "raised"] {
            assert_eq!(noun_verb(utters), Some(NounVerb::Utters), "{utters}");
        }
        for rejects in ["denied", "dismisses", "rebutting", "disproved"] {
            assert_eq!(noun_verb(rejects), Some(NounVerb::Rejects), "{rejects}");
        }
        for other in ["eastern", "promptly", "growing", "rallied"] {
            assert_eq!(noun_verb(other), None, "{other}");
        }
    }
}
