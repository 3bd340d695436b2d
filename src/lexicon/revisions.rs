//! Labels of headlines that say that a story comes again: `UPDATE 2-`, `CORRECTED-`, `RPT-`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::rows;

/// Why a story comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Again {
    /// The same once more: `RPT-`.
    Repeat,
    /// More is known: `UPDATE 2-`, `WRAPUP 3-`.
    Update,
    /// Something was wrong: `CORRECTED-`, `REFILE-`.
    Correction,
}

/// A headline without its labels, and what these say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled<'a> {
    /// The headline behind its labels.
    pub headline: &'a str,
    /// The weightiest of what the labels say.
    pub again: Option<Again>,
    /// The number of the update, where it has one; 1 for a label without.
    pub number: u32,
}

/// Takes the labels off a headline: `CORRECTED-UPDATE 2-Grain prices rise`.
#[must_use]
pub fn labelled(headline: &str) -> Labelled<'_> {
    let mut found = Labelled {
        headline: headline.trim(),
        again: None,
        number: 0,
    };
    while let Some((again, number, rest)) = label(found.headline) {
        found.headline = rest;
        found.again = found.again.max(Some(again));
        found.number = found.number.max(number);
    }
    found
}

/// The label that a headline begins with, its number, and what stands behind its hyphen or colon.
fn label(headline: &str) -> Option<(Again, u32, &str)> {
    static LABELS: LazyLock<FxHashMap<&'static str, Again>> = LazyLock::new(|| {
        rows(include_str!("revisions.txt"))
            .map(|row| (row[0], again(row[1])))
            .collect()
    });
    let word = headline.find(|c: char| !c.is_ascii_alphabetic())?;
    let again = *LABELS.get(headline[..word].to_ascii_lowercase().as_str())?;
    let rest = headline[word..].trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().unwrap_or(1);
    let rest = rest[digits..].trim_start();
    let rest = rest.strip_prefix(['-', '–', '—', ':'])?.trim_start();
    (!rest.is_empty()).then_some((again, number, rest))
}

fn again(name: &str) -> Again {
    match name {
        "repeat" => Again::Repeat,
        "update" => Again::Update,
        "correction" => Again::Correction,
        other => panic!("revisions.txt knows no {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headline: &str, rest: &str, again: Option<Again>, number: u32) {
        let found = labelled(headline);
        assert_eq!(
            (found.headline, found.again, found.number),
            (rest, again, number)
        );
    }

    #[test]
    fn labels_are_taken_off() {
        use Again::{Correction, Repeat, Update};
        check("UPDATE 2-Grain rises", "Grain rises", Some(Update), 2);
        check("CORRECTED-UPDATE 3-Grain", "Grain", Some(Correction), 3);
        check(
            "Correction: Grain rises",
            "Grain rises",
            Some(Correction),
            1,
        );
        check("RPT-Grain rises", "Grain rises", Some(Repeat), 1);
        check("WRAPUP 4 - Grain rises", "Grain rises", Some(Update), 4);
    }

    #[test]
    fn words_of_a_headline_are_no_labels() {
        for headline in [
            "Update on the grain talks",
            "Repeat offenders fined",
            "Corrected figures show a rise",
            "UPDATE 2-",
        ] {
            check(headline, headline, None, 0);
        }
    }
}
