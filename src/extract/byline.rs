//! The byline: who wrote the story, one name each.

use super::names::{is_office, is_particle, names, opens_with_given};
use super::page::{Page, Part, Role, prefix};
use crate::format::Stated;
use crate::lexicon::layout::{byline_opening, may_open_byline};
use crate::lexicon::places::{is_agency, is_place};
use crate::lexicon::speech::{self, class};
use crate::span::Span;
use crate::text::first_digit;

/// Longer lines are sentences.
const LONGEST: usize = 220;
/// A byline stands among the first blocks.
const HEAD: usize = 10;
/// A name on a line of its own is no longer.
const LONGEST_NAME: usize = 50;
/// Names, places and a paper on a line of their own are no longer.
const LONGEST_NAMES: usize = 120;

type Rule = (&'static str, fn(&mut Page<'_>) -> Option<Vec<String>>);

/// Surest first.
pub(super) const RULES: &[Rule] = &[
    ("byline-declared", declared),
    ("byline-line", line),
    ("byline-below-by", below_by),
    ("byline-opens-paragraph", opens_paragraph),
    ("byline-name-above-dateline", above_dateline),
    ("byline-name-above-date", above_date),
    ("byline-name-line", name_line),
    ("byline-in-date-line", in_date_line),
    ("byline-office-line", office_line),
];

/// The first of the rules that take a line for a byline for its names alone, where no other line is one.
const NAME_LINE: &str = "byline-name-line";

/// Finds the names, and claims the lines that give them.
pub(super) fn find(page: &mut Page<'_>) -> Vec<String> {
    let mut best = Vec::new();
    for (rule, find) in RULES {
        if !best.is_empty() && *rule == NAME_LINE {
            break;
        }
        let found = find(page).unwrap_or_default();
        if best.is_empty() {
            best = found;
        }
    }
    best
}

fn declared(page: &mut Page<'_>) -> Option<Vec<String>> {
    let stated: Vec<Stated<String>> = page.draft.declared.byline.clone();
    let mut all = Vec::new();
    for value in stated {
        all.extend(names(&value.value));
        if let Some(span) = value.span {
            page.found("byline", span, Some(all.join("; ")), RULES[0].0);
        }
    }
    (!all.is_empty()).then_some(all)
}

/// `By Ana Ruiz and Tom Hall, Staff Writers` on a line of its own.
fn line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let first = page.position(Role::Headline);
    let (nth, mut found) = page
        .open() // some exports have it above the headline
        .take_while(|&nth| nth < HEAD + first.unwrap_or(0))
        .find_map(|nth| Some((nth, names_of_line(page, nth)?)))?;
    page.claim(nth, Role::Byline, "byline", RULES[1].0);
    let mut last = nth;
    if let Some(more) = second_line(page, nth) {
        page.claim(nth + 1, Role::Byline, "byline", RULES[1].0);
        found.extend(more);
        last = nth + 1;
    }
    claim_titles(page, last);
    Some(found)
}

/// The names of a second line: `By Ana Ruiz and` above `Tom Hall`, `By Ana Ruiz` above `and Tom Hall`.
fn second_line(page: &Page<'_>, nth: usize) -> Option<Vec<String>> {
    let below = page
        .open_after(Some(nth))
        .next()
        .filter(|&below| below == nth + 1)?;
    let goes_on = page.words(nth).ends_with([',', '&']) || page.words(nth).ends_with(" and");
    let words = page.words(below);
    let behind = words.strip_prefix("and ").or(words.strip_prefix("& "));
    let names_alone = match behind {
        Some(behind) => behind,
        None if goes_on => words,
        None => return None,
    };
    bare_names(names_alone)
}

/// Claims what stands below a byline and belongs to it: `Staff Writers`, `aruiz@example.org`.
fn claim_titles(page: &mut Page<'_>, nth: usize) {
    for below in nth + 1..page.parts.len().min(nth + 3) {
        if page.parts[below].role.is_some() || !is_title(page, below) {
            break;
        }
        page.claim(below, Role::Byline, "byline", RULES[1].0);
    }
}

/// `By` on a line of its own, the names on the next.
fn below_by(page: &mut Page<'_>) -> Option<Vec<String>> {
    let first = page.position(Role::Headline);
    let nth = page
        .open_after(first)
        .take_while(|&nth| nth < HEAD + first.unwrap_or(0))
        .find(|&nth| page.length(nth) <= 3 && matches!(page.plain(nth), "by" | "by:"))?;
    let below = page
        .open_after(Some(nth))
        .next()
        .filter(|&below| below == nth + 1)?;
    let found = bare_names(page.words(below))?;
    page.claim(nth, Role::Byline, "byline", RULES[2].0);
    page.claim(below, Role::Byline, "byline", RULES[2].0);
    claim_titles(page, below);
    Some(found)
}

/// Names and nothing else, but for offices, papers and places.
fn bare_names(words: &str) -> Option<Vec<String>> {
    let short = words.len() <= LONGEST && !words.ends_with(['.', '?', '!', ':', ';']);
    let found = names(words);
    (short && !found.is_empty() && !is_prose(words)).then_some(found)
}

/// Whether a block is a byline and nothing else.
pub(super) fn is_line(page: &Page<'_>, nth: usize) -> bool {
    names_of_line(page, nth).is_some()
}

/// The names of a block that is a byline and nothing else.
fn names_of_line(page: &Page<'_>, nth: usize) -> Option<Vec<String>> {
    let part = &page.parts[nth];
    let may_be = may_open_byline(&part.first) && !part.embed && part.length <= LONGEST;
    may_be.then(|| line_names(page.words(nth))).flatten()
}

/// Whether a block is a byline, with `By` or without.
pub(super) fn may_be_line(page: &Page<'_>, nth: usize) -> bool {
    is_line(page, nth) || is_name_line(page, nth)
}

fn line_names(words: &str) -> Option<Vec<String>> {
    let opening = byline_opening(words).or_else(|| touching(words))?;
    if words.ends_with(['”', '"', '?', '!', ';']) {
        return None;
    }
    let rest = words[opening..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let small = words.starts_with(char::is_lowercase); // "by Ana Ruiz", and any line that was cut
    let alone = !is_label(&words[..opening]) || words[opening..].trim_start().starts_with(':');
    let from = words.starts_with("From ") && words.contains(" in ");
    if (small || from) && !opens_with_given(rest) || !alone && !from {
        return None; // "Author Ana Ruiz Wins a Prize" is a headline
    }
    let found = names(rest);
    (!found.is_empty() && !is_prose(rest)).then_some(found)
}

/// `ByAna Ruiz`, as pages lose the space.
fn touching(words: &str) -> Option<usize> {
    let mut behind = words.strip_prefix("By")?.chars();
    let capital = behind.next()?.is_uppercase() && behind.next()?.is_lowercase();
    capital.then_some(2)
}

/// Whether the words that open a byline open much else too, where no colon follows: `From Lima to Quito`, `Words fail`.
fn is_label(opening: &str) -> bool {
    ["from", "words", "text", "author", "reporter"]
        .iter()
        .any(|label| label.eq_ignore_ascii_case(opening.trim()))
}

/// Three words in lower case one after another are a sentence: "By Monday the water had reached the mill".
fn is_prose(words: &str) -> bool {
    let mut run = 0;
    words.split_whitespace().any(|word| {
        let lower = word.starts_with(char::is_lowercase);
        run = if lower { run + 1 } else { 0 };
        run == 3
    })
}

/// `Staff Writers` below a byline.
fn is_title(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    let address = words.contains('@') && !words.contains(' ');
    words.len() <= 60 && !words.ends_with('.') && (address || is_agency(words) || is_office(words))
}

/// `By Ana Ruiz. The drum that …`: exports that put the whole body on one line.
fn opens_paragraph(page: &mut Page<'_>) -> Option<Vec<String>> {
    let nth = page
        .open_after(page.position(Role::Headline))
        .take(3)
        .find(|&nth| page.words(nth).starts_with("By "))?;
    let words = page.words(nth);
    let opening = byline_opening(words)?;
    let head = prefix(words, LONGEST);
    let stop = head
        .match_indices(". ")
        .map(|(at, _)| at)
        .find(|&at| ends_a_name(&head[..at]))?;
    let found = names(&head[opening..stop]);
    if found.is_empty()
        || is_prose(&head[opening..stop])
        || !head[opening..stop].trim().contains(' ')
    {
        return None;
    }
    let span = page.parts[nth].span;
    let cut = span.start() + stop + 1;
    page.found(
        "byline",
        Span::new(span.start(), cut),
        Some(found.join("; ")),
        RULES[3].0,
    );
    page.shorten(nth, Span::new(cut, span.end()));
    Some(found)
}

/// "By J" is not the end of "By J. Hall".
fn ends_a_name(head: &str) -> bool {
    let last = head.rsplit([' ', '.']).next().unwrap_or_default();
    last.chars().count() > 2
}

/// A bare name between the header and a paragraph with a dateline.
fn above_dateline(page: &mut Page<'_>) -> Option<Vec<String>> {
    let dateline = page
        .finds
        .iter()
        .find(|find| find.field == "dateline")?
        .span;
    let nth = page.open_after(page.position(Role::Headline)).next()?;
    let words = page.words(nth);
    if words.len() > LONGEST_NAME || page.draft.declared.headline.is_none() {
        return None; // most articles
    }
    let next = page.open_after(Some(nth)).next()?;
    let above = dateline.end() <= page.parts[next].span.start()
        && page.parts[nth].span.end() <= dateline.start();
    let count = words.split_whitespace().count();
    let named = (2..=4).contains(&count)
        && !words
            .chars()
            .any(|c| c.is_ascii_digit() || ".;:!?".contains(c));
    let capitals = words.split_whitespace().all(is_capitalised);
    if !(above && named && capitals) {
        return None;
    }
    page.claim(nth, Role::Byline, "byline", RULES[4].0);
    Some(names(words))
}

/// `Ana Ruiz`, `Ana Ruiz, political reporter` on a line between headline and date.
fn above_date(page: &mut Page<'_>) -> Option<Vec<String>> {
    let nth = page.open_after(page.position(Role::Headline)).next()?;
    let is_date = |below: &Part| below.role == Some(Role::Date);
    if !page.parts.get(nth + 1).is_some_and(is_date) || page.length(nth) > LONGEST {
        return None; // most articles
    }
    let words = page.words(nth);
    let (name, office) = words.split_once([',', '\n']).unwrap_or((words, ""));
    let first = name.split(' ').next().and_then(speech::word);
    let given = first.is_some_and(|word| word.classes & class::GIVEN != 0);
    let named = (2..=4).contains(&name.split(' ').count()) && name.split(' ').all(is_capitalised);
    let office = office.lines().next().unwrap_or_default().trim();
    if !(given && named && (office.is_empty() || is_office(office))) {
        return None;
    }
    let found = names(name);
    page.claim(nth, Role::Byline, "byline", RULES[5].0);
    Some(found)
}

/// `Ana Ruiz in Lima and Tom Hall in Quito`, `Ana Ruiz | The Coast Tribune`, `Ana Ruiz and agencies` between the headline and the story.
fn name_line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let head = page.position(Role::Headline)?;
    let open = page.open_after(Some(head)).take(3);
    let nth = open
        .take_while(|&nth| page.length(nth) <= LONGEST_NAMES)
        .find(|&nth| is_name_line(page, nth))?;
    page.open_after(Some(nth)).next()?; // a story follows
    let found = names(first_line(page.words(nth)));
    page.claim(nth, Role::Byline, "byline", NAME_LINE);
    claim_titles(page, nth);
    Some(found)
}

fn first_line(words: &str) -> &str {
    words
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches(',')
}

/// Whether a block opens with a given name and a surname, and nothing stands behind them that no byline has.
fn is_name_line(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    let line = first_line(words);
    if page.parts[nth].embed
        || line.len() > LONGEST_NAMES
        || line.ends_with(['.', '?', '!', ':', ';', '"', '”', ','])
        || line.contains([':', '"', '“', '?']) && first_digit(line.as_bytes()).is_none()
        || !opens_with_given(line)
    {
        return false;
    }
    let below = words[line.len()..].trim_start_matches([',', '\n', '\r', ' ']);
    let name = first_name(line);
    is_full_name(name)
        && !names(name).is_empty()
        && (below.is_empty() || is_office(below))
        && is_behind_name(&line[name.len()..])
}

/// Two or three words with capitals, besides particles: "Tom Okafor Slams Harbor Plan" is none.
fn is_full_name(name: &str) -> bool {
    let words = name.split(' ').filter(|word| !is_particle(word));
    let office = names(name).first().map_or(name.len(), String::len);
    (2..=3).contains(&words.count()) || office < name.len()
}

/// The words at the head of a line that are a name: up to what begins small or is parted from it.
fn first_name(line: &str) -> &str {
    let mut end = 0;
    for word in line.split_inclusive(' ') {
        let bare = word.trim_end();
        let of_name = bare.starts_with(char::is_uppercase) || is_particle(bare);
        if !of_name {
            break;
        }
        end += word.len();
        if bare.ends_with(',') {
            end -= word.len() - bare.len() + 1;
            break;
        }
    }
    line[..end].trim_end()
}

/// What may stand behind the first name of a byline: nothing, more names, an office, a paper, a place, a day.
fn is_behind_name(rest: &str) -> bool {
    let rest = rest.trim();
    if rest.is_empty() || rest == "reports" || is_office(rest) {
        return true;
    }
    let opens = |marks: &[&str]| marks.iter().find_map(|mark| rest.strip_prefix(mark));
    if let Some(behind) = opens(&["| ", "• ", "· ", "- ", "– ", "— ", "/ "]) {
        return !is_prose(behind);
    }
    if let Some(behind) = opens(&[", "]) {
        return is_office(behind) || is_place(behind) || is_behind_names(behind);
    }
    if let Some(behind) = opens(&["in ", "for ", "at "]) {
        return capitals_or_more_names(behind);
    }
    opens(&["and ", "& "]).is_some_and(is_behind_names)
        || first_digit(rest.as_bytes()).is_some_and(|digit| digit < 12)
}

/// `Tom Hall`, `Tom Hall and agencies`, `agencies`
fn is_behind_names(words: &str) -> bool {
    if is_office(words) {
        return true;
    }
    let name = first_name(words);
    is_full_name(name) && is_behind_name(&words[name.len()..])
}

/// `Lima`, `New York and Tom Hall in Quito`
fn capitals_or_more_names(words: &str) -> bool {
    let place = first_name(words);
    !place.is_empty() && is_behind_name(&words[place.len()..])
}

/// `Posted on November 6, 2023 by Ana Ruiz`
fn in_date_line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let dated = page.all(Role::Date).find_map(|span| {
        let words = span.of(page.text);
        let at = words.find(" by ").or_else(|| words.find(" By "))?;
        let found = names(&words[at + 4..]);
        let given = opens_with_given(words[at + 4..].trim_start());
        let start = span.start() + at + 1;
        (given && !found.is_empty()).then(|| (Span::new(start, span.end()), found))
    });
    let (span, found) = dated?;
    page.found("byline", span, Some(found.join("; ")), RULES[7].0);
    Some(found)
}

/// `Staff and agencies`, `Reuters` below the headline.
fn office_line(page: &mut Page<'_>) -> Option<Vec<String>> {
    let nth = page
        .open_after(Some(page.position(Role::Headline)?))
        .next()?;
    if page.length(nth) > LONGEST_NAME || !is_title(page, nth) {
        return None; // most articles
    }
    page.open_after(Some(nth)).next()?;
    page.claim(nth, Role::Byline, "byline", RULES[8].0);
    let words = page.words(nth).trim();
    is_agency(words).then(|| vec![words.to_owned()])
}

/// `Ruiz`, `O'Dea`; not `RUIZ`, `2012`
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}
