//! The names in a byline, apart from offices, papers and places: `By ANA RUIZ in Lima and Tom Hall, Staff Writer - Analysis`.

use memchr::memmem;

use crate::lexicon::layout::{is_byline_role, plainly};
use crate::lexicon::places::{is_agency, is_place, month, weekday};
use crate::lexicon::speech::{self, class};
use crate::text::{first_digit, fold, split_at_first};

/// What stands between names.
const BETWEEN: [&str; 9] = [
    " and ", " und ", " et ", " y ", " & ", ", ", "; ", " with ", " / ",
];
/// What ends a name within its part: where it was written, for whom, and what kind of piece it is.
const BEHIND: [&str; 21] = [
    " in ",
    " of ",
    " for ",
    " at ",
    " from ",
    " via ",
    " | ",
    " - ",
    " – ",
    " — ",
    " (",
    " · ",
    " is ",
    " • ",
    " on ",
    " For ",
    " FOR ",
    " reports",
    " Photos ",
    " Photographs ",
    "/",
];
/// What may stand behind a name and is none: `Ana Ruiz, M.D.`
const DEGREES: [&str; 12] = [
    "M.D", "MD", "PhD", "Ph.D", "Esq", "RN", "MP", "MBE", "OBE", "CBE", "QC", "KC",
];
/// Names have no more words than this.
const MOST_WORDS: usize = 6;

/// The names, as people write them: capitals are taken down.
pub(super) fn names(byline: &str) -> Vec<String> {
    let mut line = fold(byline);
    if let Some(before) = line.strip_suffix(" and").or(line.strip_suffix(" &")) {
        line.truncate(before.len()); // the other name stands on the next line
    }
    let mut found: Vec<String> = Vec::new();
    let mut papers: Vec<String> = Vec::new();
    let line = match memmem::find(line.as_bytes(), b" AND ") {
        Some(_) => line.replace(" AND ", " and "),
        None => line, // most lines
    };
    let end = memmem::find(line.as_bytes(), b" | ").unwrap_or(line.len());
    for (nth, part) in parts(before_date(&line[..end])).into_iter().enumerate() {
        let name = name(part);
        if nth > 0 && (is_place(name) || DEGREES.contains(&name)) {
            continue; // "Ana Ruiz, BBC News, Lima"
        }
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

/// What stands before the day: `Ana Ruiz Nov. 6, 2023`, `Ana Ruiz - Updated: 8:12 a.m.`
fn before_date(line: &str) -> &str {
    let Some(digit) = first_digit(line.as_bytes()) else {
        return line; // most lines
    };
    let words = || line[..digit].split_inclusive(' ');
    let mut end = 0;
    for word in words() {
        let bare = word.trim_matches(|c: char| !c.is_alphabetic());
        let label = ["updated", "published", "posted", "last", "first"];
        let opens = label.iter().any(|label| label.eq_ignore_ascii_case(bare)) && end > 0
            || weekday(bare).is_some()
            || month(bare).is_some() && end + word.len() >= digit;
        if opens {
            break;
        }
        end += word.len();
    }
    let before = line[..end].trim_end_matches([' ', '-', '–', '—', '|', '•', '·', ',']);
    let on = [" on", " at", " On"]
        .iter()
        .find_map(|word| before.strip_suffix(word));
    on.unwrap_or(before)
}

/// Whether words are an office and not a name: `Staff Writers`.
pub(super) fn is_office(words: &str) -> bool {
    let plain = plainly(words);
    is_byline_role(plain.trim_end_matches('.'))
        || parts(&fold(words))
            .into_iter()
            .enumerate()
            .all(|(nth, part)| ends_as_office(&plainly(part)) || nth > 0 && is_place(part))
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

fn name(part: &str) -> &str {
    let part = ["and ", "By ", "by "].into_iter().fold(part, without);
    let name = split_at_first(part, &BEHIND).map_or(part, |(name, _)| name);
    let name = without_office(without_handle(name.trim()));
    let initial = name.ends_with("Jr.") || name.ends_with("Sr.");
    let name = if initial {
        name
    } else {
        name.trim_end_matches(['.', ',', ':', '*'])
    };
    name.trim_matches(['"', '“', '”']).trim()
}

/// Without an address behind a name: `Ana Ruiz @anaruiz`.
fn without_handle(name: &str) -> &str {
    let Some(at) = memchr::memchr(b'@', name.as_bytes()) else {
        return name; // most names
    };
    match name[..at].rfind(' ') {
        Some(space) => name[..space].trim_end(),
        None => name,
    }
}

/// Without an office or a paper behind a name, which no comma parts from it: `ANA RUIZ STAFF WRITER`, `Ana Ruiz USA TODAY`.
fn without_office(name: &str) -> &str {
    if !opens_with_given(name) && is_office(name) {
        return name; // "Chief Political Correspondent"
    }
    let mut spaces = memchr::memchr_iter(b' ', name.as_bytes());
    let Some(first) = spaces.next() else {
        return name;
    };
    let behind = spaces.find(|&space| space > first && is_behind_name(&name[space + 1..]));
    behind.map_or(name, |space| &name[..space])
}

/// Whether the first word is a given name.
pub(super) fn opens_with_given(words: &str) -> bool {
    let first = words.split(' ').next().and_then(speech::word);
    first.is_some_and(|word| word.classes & class::GIVEN != 0)
        && words.starts_with(char::is_uppercase)
}

fn is_behind_name(words: &str) -> bool {
    let plain = plainly(words);
    let single = !plain.contains(' ');
    match single {
        true => matches!(
            plain.as_str(),
            "reporter"
                | "columnist"
                | "correspondent"
                | "editor"
                | "contributor"
                | "follow"
                | "cnn"
                | "reuters"
                | "staff"
        ),
        false => is_agency(words) || is_office(words) || plain == "contact reporter",
    }
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
            | "tribune"
            | "gazette"
            | "chronicle"
            | "journal"
            | "sentinel"
            | "telegraph"
            | "examiner"
            | "bureau"
            | "desk"
            | "magazine"
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

pub(super) fn is_particle(word: &str) -> bool {
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
            ("Ana Ruiz, BBC News, Lima", "Ana Ruiz"),
            ("Ana Ruiz and Tom Hall, M.D.", "Ana Ruiz|Tom Hall"),
            ("Ana Ruiz on Nov. 6, 2023", "Ana Ruiz"),
            ("Ana Ruiz  Updated: November 6, 2023 8:12 am", "Ana Ruiz"),
            ("ANA RUIZ STAFF WRITER", "Ana Ruiz"),
            ("Ana Ruiz USA TODAY", "Ana Ruiz"),
            ("Ana Ruiz @anaruiz", "Ana Ruiz"),
            ("Ana Ruiz/Coast Tribune", "Ana Ruiz"),
            ("Emily Jane Post", "Emily Jane Post"),
            ("April May and June Hall", "April May|June Hall"),
        ];
        for (line, expected) in cases {
            assert_eq!(names(line).join("|"), expected, "{line}");
        }
    }
}
