//! The names in a byline, apart from offices, papers and places: `By ANA RUIZ in Lima and Tom Hall, Staff Writer - Analysis`.

use memchr::memmem;

use crate::lexicon::layout::{is_byline_role, plainly};
use crate::lexicon::places::{is_agency, month, weekday};
use crate::text::fold;

/// What stands between names.
const BETWEEN: [&str; 9] = [
    " and ", " und ", " et ", " y ", " & ", ", ", "; ", " with ", " / ",
];
/// What ends a name within its part: where it was written, for whom, and what kind of piece it is.
const BEHIND: [&str; 13] = [
    " in ", " of ", " for ", " at ", " from ", " via ", " | ", " - ", " – ", " — ", " (", " · ",
    " is ",
];
/// Names have no more words than this.
const MOST_WORDS: usize = 6;

/// The names, as people write them: capitals are taken down.
pub(super) fn names(byline: &str) -> Vec<String> {
    let line = fold(byline);
    let mut found: Vec<String> = Vec::new();
    let mut papers: Vec<String> = Vec::new();
    let line = match memmem::find(line.as_bytes(), b" AND ") {
        Some(_) => line.replace(" AND ", " and "),
        None => line, // most lines
    };
    let end = memmem::find(line.as_bytes(), b" | ").unwrap_or(line.len());
    for part in parts(&line[..end]) {
        let name = name(part);
        let suffix = matches!(
            name.trim_end_matches('.'),
            "Jr" | "Sr" | "II" | "III" | "IV"
        );
        match found.last_mut() {
            Some(last) if suffix => *last = format!("{last} {name}"),
            _ if is_paper(name) => papers.push(name.to_owned()),
            _ if is_name(name) => found.push(sentence_case(name)),
            _ => {}
        }
    }
    if found.is_empty() {
        papers.truncate(1);
        return papers;
    }
    found
}

/// Whether words are an office and not a name: `Staff Writers`.
pub(super) fn is_office(words: &str) -> bool {
    let plain = plainly(words);
    is_byline_role(plain.trim_end_matches('.'))
        || parts(&fold(words))
            .into_iter()
            .all(|part| ends_as_office(&plainly(part)))
}

fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some((before, behind)) = split_at_first(rest, &BETWEEN) {
        parts.push(before);
        rest = behind;
    }
    parts.push(rest);
    parts
}

/// What stands before the first of some marks, and what behind it. Each mark begins with a space, a comma, a semicolon or a slash.
pub(super) fn split_at_first<'a>(words: &'a str, marks: &[&str]) -> Option<(&'a str, &'a str)> {
    let may_begin = |byte: &u8| matches!(byte, b' ' | b',' | b';' | b'/');
    let places = words.bytes().enumerate();
    places
        .filter(|(_, byte)| may_begin(byte))
        .find_map(|(at, _)| {
            let from = &words.as_bytes()[at..];
            let mark = (marks.iter()).find(|mark| from.starts_with(mark.as_bytes()))?;
            Some((&words[..at], &words[at + mark.len()..]))
        })
}

fn name(part: &str) -> &str {
    let part = ["and ", "By ", "by "].into_iter().fold(part, without);
    let name = split_at_first(part, &BEHIND).map_or(part, |(name, _)| name);
    let name = name.trim();
    let initial = name.ends_with("Jr.") || name.ends_with("Sr.");
    let name = if initial {
        name
    } else {
        name.trim_end_matches(['.', ',', ':', '*'])
    };
    name.trim_matches(['"', '“', '”']).trim()
}

/// Words without another at their head, however often it stands there.
fn without<'a>(mut words: &'a str, first: &str) -> &'a str {
    while let Some(rest) = words.strip_prefix(first) {
        words = rest;
    }
    words
}

fn is_paper(name: &str) -> bool {
    let plain = plainly(name);
    let organisation = ["the ", "staff", "news"]
        .iter()
        .any(|opening| plain.starts_with(opening));
    is_agency(name) || organisation || ends_as_office(&plain)
}

fn ends_as_office(plain: &str) -> bool {
    let last = plain.rsplit(' ').next().unwrap_or_default();
    let words = 1 + memchr::memchr_iter(b' ', plain.as_bytes()).count();
    let of_two = matches!(
        last,
        "writer"
            | "writers"
            | "reporter"
            | "correspondent"
            | "editor"
            | "staff"
            | "press"
            | "news"
            | "times"
            | "post"
            | "columnist"
    );
    is_byline_role(plain) || words == 2 && of_two || words > 2 && is_byline_role(last)
}

fn is_name(name: &str) -> bool {
    let count = name.split_whitespace().count();
    let first = name.split(' ').next().unwrap_or_default();
    (1..=MOST_WORDS).contains(&count)
        && name.starts_with(|c: char| c.is_uppercase() || c == '@') | is_particle(first)
        && !name.chars().any(|c| c.is_ascii_digit())
        && weekday(first).is_none()
        && (count > 1 || month(first).is_none())
        && name
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase))
            .all(is_particle)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "di"
            | "du"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "la"
            | "le"
            | "el"
            | "al"
            | "bin"
            | "bint"
            | "ibn"
            | "ben"
            | "y"
            | "e"
            | "zu"
            | "af"
            | "av"
            | "abu"
            | "st"
    )
}

/// `ANA RUIZ-LEÓN` is `Ana Ruiz-León`; `AJ Hall` stays.
fn sentence_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || name.chars().count() <= 4 {
        return name.to_owned();
    }
    let mut begins = true;
    let mut cased = String::with_capacity(name.len());
    for c in name.chars() {
        if begins {
            cased.push(c);
        } else {
            cased.extend(c.to_lowercase());
        }
        begins = !c.is_alphanumeric();
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_papers_and_places_are_no_names() {
        let cases = [
            ("Ana Ruiz  and  Tom Hall", "Ana Ruiz|Tom Hall"),
            ("Ana Ruiz, Tom Hall and Li Wei", "Ana Ruiz|Tom Hall|Li Wei"),
            ("Ana Ruiz  - Analysis", "Ana Ruiz"),
            ("MARLENE OVERTON in Davenport", "Marlene Overton"),
            ("Marlene Overton, Staff Writer", "Marlene Overton"),
            ("Tom Hall, Associated Press", "Tom Hall"),
            ("The Associated Press", "The Associated Press"),
            ("Wendell Hall, Jr.", "Wendell Hall Jr."),
            ("Willem van der Berg | June 3, 2024", "Willem van der Berg"),
            ("Wednesday", ""),
        ];
        for (line, expected) in cases {
            assert_eq!(names(line).join("|"), expected, "{line}");
        }
    }
}
