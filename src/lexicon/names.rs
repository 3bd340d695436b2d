//! Words of names: what is neither given name nor surname, family names that stand first, and legal forms of firms.

use std::sync::LazyLock;

use super::key::Key;
use super::rows;
use super::table::Table;

/// What such a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NamePart {
    /// Begins the surname: `von`.
    Particle,
    /// Stands inside a name, but does not tell where the surname begins: `y`, `al` (`Al` is a given name too).
    Joiner,
    /// `Jr.`, `III`.
    Generation,
    /// Of an office, an honour or a degree, behind the name: `MP`, `QC`, `PhD`.
    Letters,
    /// A given name follows, and the word is part of the name: `Pope`.
    Ruler,
    /// The same, where a single word follows: `Sir`.
    Knight,
}

/// What a word of a name is, in lower case and without a point, where it is neither given name nor surname.
#[must_use]
pub fn name_part(word: &str) -> Option<NamePart> {
    part_of(Key::of(word)?)
}

fn part_of(word: Key) -> Option<NamePart> {
    static PARTS: LazyLock<Table<Option<NamePart>, 32>> = LazyLock::new(|| {
        let rows = rows(include_str!("name_parts.txt"));
        let parts = rows.filter_map(|row| Some((Key::of(row[0])?, Some(part(row[1])))));
        Table::new(parts)
    });
    PARTS.said(word)
}

/// The words that tell a son from his father, in lower case and without a point.
pub fn generations() -> impl Iterator<Item = &'static str> {
    let rows = rows(include_str!("name_parts.txt"));
    let generations = rows.filter(|row| part(row[1]) == NamePart::Generation);
    generations.map(|row| row[0])
}

/// Whether a word of a name, in any case and without a point, is one of these: no long word is.
#[must_use]
pub fn is_generation(word: &str) -> bool {
    let part = || part_of(Key::in_any_case(word)?);
    word.len() <= LONGEST_ENDING && part() == Some(NamePart::Generation)
}

const LONGEST_ENDING: usize = 3;

/// Whether a word of a name, as it is written, is letters behind it: `MP`, `PhD`.
#[must_use]
pub fn are_letters(word: &str) -> bool {
    let capitals = || word.ends_with(|c: char| c.is_ascii_uppercase());
    let part = || part_of(Key::in_any_case(word)?);
    word.len() <= LONGEST_ENDING && capitals() && part() == Some(NamePart::Letters)
}

/// Whether the word, in lower case, stands before or between surnames: `von`, `y`.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    let part = || part_of(Key::of(word)?);
    word.len() <= LONGEST_PARTICLE && matches!(part(), Some(NamePart::Particle | NamePart::Joiner))
}

const LONGEST_PARTICLE: usize = 5;

fn part(name: &str) -> NamePart {
    match name {
        "particle" => NamePart::Particle,
        "joiner" => NamePart::Joiner,
        "letters" => NamePart::Letters,
        "generation" => NamePart::Generation,
        "ruler" => NamePart::Ruler,
        "knight" => NamePart::Knight,
        other => panic!("name_parts.txt has no part {other}"),
    }
}

/// The name behind an Arabic article that a hyphen ties to it: `Okafor` of `al-Okafor`, `Ruiz` of `El-Ruiz`, `Sharif` of `ash-Sharif`; `None`
/// where there is none.
#[must_use]
pub fn behind_article(word: &str) -> Option<&str> {
    const LONGEST: usize = 3;
    if !matches!(
        word.as_bytes().first(),
        Some(b'a' | b'e' | b'u' | b'A' | b'E')
    ) {
        return None; // most words
    }
    let hyphen = (word.bytes().take(LONGEST + 1)).position(|byte| byte == b'-')?;
    let (article, name) = (&word[..hyphen], &word[hyphen + 1..]);
    let first = name.chars().next().filter(|first| first.is_uppercase())?;
    // Before some letters the article takes their sound.
    let assimilated = || {
        let sound = first.to_ascii_lowercase();
        matches!(article, "ad" | "an" | "ar" | "as" | "at" | "az") && article.ends_with(sound)
            || matches!(article, "ash" | "adh" | "ath") && article[1..].starts_with(sound)
    };
    (matches!(article, "al" | "el" | "ul" | "Al" | "El") || assimilated()).then_some(name)
}

/// Whether a family name is written before the given one: `Xu` of `Xu Meilan`.
#[must_use]
pub fn stands_first(family_name: &str) -> bool {
    static NAMES: LazyLock<Table<bool, 128>> = LazyLock::new(|| {
        let rows = rows(include_str!("family_names.txt"));
        Table::new(rows.filter_map(|row| Some((Key::of(row[0])?, true))))
    });
    Key::of(family_name).is_some_and(|name| NAMES.said(name))
}

/// Whether the noun, in any case, is a calling that stands before a lone surname: `coroner`.
#[must_use]
pub fn is_calling(noun: &str) -> bool {
    static CALLINGS: LazyLock<Table<bool, 256>> = LazyLock::new(|| {
        let rows = rows(include_str!("callings.txt"));
        Table::new(rows.filter_map(|row| Some((Key::in_any_case(row[0])?, true))))
    });
    Key::in_any_case(noun).is_some_and(|noun| CALLINGS.said(noun))
}

/// Whether the word, in any case, is a legal form of firms: `inc`.
#[must_use]
pub fn is_legal_form(word: &str) -> bool {
    static FORMS: LazyLock<Table<bool, 32>> = LazyLock::new(|| {
        let rows = rows(include_str!("firms.txt")).filter(|row| row[1] == "legal");
        Table::new(rows.filter_map(|row| Some((Key::in_any_case(row[0])?, true))))
    });
    Key::in_any_case(word).is_some_and(|word| FORMS.said(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generations_are_short() {
        for word in generations() {
            assert!(is_generation(&word.to_uppercase()), "{word}");
        }
        assert!(!is_generation("von") && !is_generation("Okafor"));
        assert!(
            are_letters("MP") && are_letters("PhD") && !are_letters("Md") && !are_letters("JR")
        );
    }

    #[test]
    fn arabic_articles_are_told_from_other_words_with_hyphens() {
        assert_eq!(behind_article("al-Okafor"), Some("Okafor"));
        assert_eq!(behind_article("el-Ruiz"), Some("Ruiz"));
        assert_eq!(behind_article("ash-Sharif"), Some("Sharif"));
        for other in [
            "at-Large",
            "al-fresco",
            "an-Ruiz",
            "as-",
            "é-Ruiz",
            "Al",
            "co-Chair",
        ] {
            assert_eq!(behind_article(other), None, "{other}");
        }
    }

    #[test]
    fn the_parts_are_read() {
        assert_eq!(name_part("von"), Some(NamePart::Particle));
        assert_eq!(name_part("okafor"), None);
        assert!(generations().any(|word| word == "jr") && !generations().any(|word| word == "von"));
        assert!(stands_first("Xu") && !stands_first("Ruiz"));
    }
}
