//! A person's name, taken apart.
//!
//! In: a name as printed. Out: given name, middle names, surname, generation, and whether a man or a woman bears it where the
//! name says so; all folded (lower case, no accents, no marks), so that `O’Brien` and `O'BRIEN` are one.

use crate::index::analyzer::analyze;
use crate::lexicon::names::{NamePart, name_part};
use crate::lexicon::speech::{self, class};

/// A person's name, folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Name {
    pub(super) surname: String,
    /// `None` where the surname stands alone.
    pub(super) given: Option<String>,
    middle: Vec<String>,
    generation: Option<String>,
    /// Whether it is a woman's, where an honorific or the given name says so.
    female: Option<bool>,
}

impl Name {
    /// The name, taken apart, and as it is shown: without honorifics and titles, unless one tells more than a surname alone.
    pub(super) fn read(printed: &str) -> (Self, String) {
        let words: Vec<&str> = printed.split_whitespace().collect();
        let titles = titles(&words);
        let whole = Self::of(&words[titles..], honorific(&words[..titles]));
        let shown = words[titles..].join(" ");
        // “Mr. Okafor” says more than “Okafor”: another may be his wife.
        if whole.given.is_none() && whole.female.is_some() {
            (whole, words.join(" "))
        } else {
            (whole, shown)
        }
    }

    fn of(words: &[&str], honorific: Option<bool>) -> Self {
        let mut parts = folded(words);
        let is_part = |word: &String, part| name_part(word) == Some(part);
        let mut generation = None;
        let named = |word: &String| !is_part(word, NamePart::Letters);
        let last = parts.iter().rposition(named).unwrap_or(0);
        parts.truncate(last + 1);
        while parts.len() > 1
            && let Some(last) = parts.pop_if(|word| is_part(word, NamePart::Generation))
        {
            generation = Some(last);
        }
        let mut start = parts.len().saturating_sub(1);
        while start > 0 && is_part(&parts[start - 1], NamePart::Particle) {
            start -= 1;
        }
        let surname = parts.split_off(start).join(" ");
        let mut before = parts.into_iter();
        let given = before.next();
        Self {
            female: honorific.or_else(|| given.as_deref().and_then(gender_of_given)),
            surname,
            given,
            middle: before.collect(),
            generation,
        }
    }

    /// Whether it is a word alone that is no given name.
    pub(super) fn is_bare(&self) -> bool {
        let whole = self.given.is_none() && self.generation.is_none() && self.female.is_none();
        let given = speech::word(&self.surname).is_some_and(|word| word.classes & class::GIVEN > 0);
        whole && !given
    }

    /// Whether nothing in two names with the same surname speaks against their being one person's.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.is_none() || b.is_none() || a == b
        }
        same(self.given.as_ref(), other.given.as_ref())
            && same(self.generation.as_ref(), other.generation.as_ref())
            && same(self.female.as_ref(), other.female.as_ref())
            && self.middle.iter().zip(&other.middle).all(same_middle)
    }
}

/// Two middle names, or one and its initial.
fn same_middle((a, b): (&String, &String)) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || initial(a, b) || initial(b, a)
}

/// How many words stand before the name that say what somebody is: `Sen.`, `Mr.`, `Prime Minister`.
fn titles(words: &[&str]) -> usize {
    let mut titles = 0;
    while words.len() - titles > 1 && is_title(words[titles], words.len() - titles - 1) {
        titles += 1;
    }
    titles
}

fn is_title(word: &str, behind: usize) -> bool {
    let word = word.trim_end_matches('.');
    match name_part(&word.to_lowercase()) {
        Some(NamePart::Ruler | NamePart::Particle) => false,
        Some(NamePart::Knight) => behind > 1,
        _ => speech::word(word).is_some_and(|found| found.classes & class::TITLE > 0),
    }
}

/// What honorifics and offices say of the one who bears them.
fn honorific(titles: &[&str]) -> Option<bool> {
    titles
        .iter()
        .find_map(|title| gender(speech::word(title.trim_end_matches('.'))?.classes))
}

fn gender_of_given(name: &str) -> Option<bool> {
    let classes = speech::word(name)?.classes;
    (classes & class::GIVEN > 0)
        .then(|| gender(classes))
        .flatten()
}

fn gender(classes: u32) -> Option<bool> {
    match (classes & class::FEMALE > 0, classes & class::MALE > 0) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// The words of a name, folded; what follows a comma is left out, but for the generation: `Jane Roe, M.D.`
fn folded(words: &[&str]) -> Vec<String> {
    let lower = words
        .iter()
        .any(|word| word.chars().any(char::is_lowercase));
    let mut parts: Vec<String> = Vec::new();
    let mut behind = false;
    for word in words {
        let pieces = pieces(word, lower);
        let generation = |piece: &String| name_part(piece) == Some(NamePart::Generation);
        if !behind || pieces.iter().all(generation) {
            parts.extend(pieces);
        }
        behind |= word.ends_with(',') && parts.len() > 1;
    }
    if parts.is_empty() {
        // Nothing but signs: what is printed is all there is to know it by.
        parts.push(words.join(" ").to_lowercase());
    }
    parts
}

/// One word, or the initials in it: `J.K.`, and `JK` in a name that is not in capitals.
fn pieces(word: &str, lower: bool) -> Vec<String> {
    let bare = word.trim_end_matches(',');
    let capitals = bare.len() <= 3 && bare.bytes().all(|byte| byte.is_ascii_uppercase());
    let pieces: Vec<String> = if lower && capitals && name_part(&bare.to_lowercase()).is_none() {
        bare.chars().map(String::from).collect()
    } else {
        bare.split('.').map(str::to_owned).collect()
    };
    let fold = |piece: &String| -> String {
        let words = analyze(piece, 0).into_iter();
        words.map(|word| word.surface).collect()
    };
    let folded = pieces.iter().map(fold);
    folded.filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_without_what_stands_before_them() {
        for (printed, shown) in [
            ("Sen. Ana Ruiz", "Ana Ruiz"),
            ("Mr. Chidi Okafor", "Chidi Okafor"),
            ("Mr. Okafor", "Mr. Okafor"),
            ("Dr. Okafor", "Okafor"),
            ("Pope Francis", "Pope Francis"),
            ("Sir Keir", "Sir Keir"),
            ("Madonna", "Madonna"),
        ] {
            assert_eq!(Name::read(printed).1, shown);
        }
    }

    #[test]
    fn names_are_taken_apart() {
        for (printed, given, surname) in [
            ("Ursula von der Leyen", Some("ursula"), "von der leyen"),
            ("De Niro", None, "de niro"),
            ("Al Okafor", Some("al"), "okafor"),
            ("J.K. Rowling", Some("j"), "rowling"),
            ("JK Rowling", Some("j"), "rowling"),
            ("Séamus O’Brien Jr.", Some("seamus"), "obrien"),
            ("Jane Roe, M.D.", Some("jane"), "roe"),
            ("Ana Ruiz MP", Some("ana"), "ruiz"),
            ("Bashar al-Assad", Some("bashar"), "alassad"),
            ("Pope Francis", Some("pope"), "francis"),
            ("King Charles III", Some("king"), "charles"),
        ] {
            let (name, _) = Name::read(printed);
            assert_eq!(name.given.as_deref(), given, "{printed}");
            assert_eq!(name.surname, surname, "{printed}");
        }
    }
}
