//! Names on a line of their own, without a `By`: between the headline and the story, above a dateline or a day.

use super::names::{is_office, is_particle, names, opens_with_given};
use super::{LONGEST, LONGEST_NAME, claim_titles, is_prose};
use crate::extract::page::{Page, Part, Role};
use crate::lexicon::places::is_place;
use crate::lexicon::speech::{self, class};
use crate::text::first_digit;

/// Names, places and a paper on a line of their own are no longer.
const LONGEST_NAMES: usize = 120;

pub(super) const ABOVE_DATELINE: &str = "byline-name-above-dateline";
pub(super) const ABOVE_DATE: &str = "byline-name-above-date";
/// The first of the rules that take a line for a byline for its names alone, where no other line is one.
pub(super) const NAME_LINE: &str = "byline-name-line";

/// A bare name between the header and a paragraph with a dateline.
pub(super) fn above_dateline(page: &mut Page<'_>) -> Option<Vec<String>> {
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
    page.claim(nth, Role::Byline, "byline", ABOVE_DATELINE);
    Some(names(words))
}

/// `Ana Ruiz`, `Ana Ruiz, political reporter` on a line between headline and date.
pub(super) fn above_date(page: &mut Page<'_>) -> Option<Vec<String>> {
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
    page.claim(nth, Role::Byline, "byline", ABOVE_DATE);
    Some(found)
}

/// `Ana Ruiz in Lima and Tom Hall in Quito`, `Ana Ruiz | The Coast Tribune`, `Ana Ruiz and agencies` between the headline and the story.
pub(super) fn name_line(page: &mut Page<'_>) -> Option<Vec<String>> {
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
pub(super) fn is_name_line(page: &Page<'_>, nth: usize) -> bool {
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

/// `Ruiz`, `O'Dea`; not `RUIZ`, `2012`
fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}
