//! Lines above or below a story that say nothing but when it was published: `March 22, 2023`, `Published: 12 October 2025`.

use super::byline;
use super::page::{Page, Role, ends_a_sentence};
use crate::article::{DateSource, Dating};
use crate::lexicon::layout::{is_date_key, opens_date_key, plainly};
use crate::span::Span;
use crate::text::{Written, date_at, either_at, first_digit, first_full_date, fold, length};

/// Such a line is short.
const LONGEST: usize = 130;
/// Longer blocks that end as a sentence are paragraphs.
const SHORTEST_PARAGRAPH: usize = 110;
/// Characters that may stand behind the date: "| 3 min read".
const LONGEST_REST: usize = 28;
/// Blocks from the top among which it stands.
const HEAD: usize = 10;

/// Blocks at the end among which a note says where the story was printed, and how long it may be.
const LAST: usize = 6;
/// A line that says when, and cannot be read, is short.
const LONGEST_UNREADABLE: usize = 48;
const LONGEST_NOTE: usize = 240;
/// What opens such a note.
const PRINTED: [&str; 9] = [
    "published in ",
    "a version of this article ",
    "this article first appeared ",
    "this article was first published ",
    "this article was originally published ",
    "this article appeared ",
    "this story first appeared ",
    "this story was originally published ",
    "first published ",
];
/// What stands between a date and what the line says besides.
const BETWEEN: [char; 11] = [' ', '.', ',', '|', '·', ')', '–', '-', '/', '•', '\n'];

/// Surest first.
pub(super) const RULES: &[&str] = &[
    "date-line",
    "date-closing-line",
    "date-printed-note",
    "date-unreadable",
];

/// The date that a line gives, with what it says of it.
pub(super) struct Line {
    pub(super) dating: Dating,
    pub(super) weekday_is_wrong: bool,
}

/// Claims the lines, and gives the date of the best: published before updated, top before bottom.
pub(super) fn find(page: &mut Page<'_>) -> Option<Line> {
    let head = (0..page.parts.len().min(HEAD)).filter(|&nth| {
        let part = &page.parts[nth];
        // "For immediate release: November 6, 2023"
        part.role.is_none() || part.role == Some(Role::Boilerplate) && opens_date_key(&part.first)
    });
    let head = head.take_while(|&nth| !is_paragraph(page, nth));
    let short = |&nth: &usize| {
        page.length(nth) <= LONGEST && first_digit(page.words(nth).as_bytes()).is_some()
    };
    let head: Vec<usize> = head.filter(short).collect(); // few
    let unread: Vec<usize> = head
        .iter()
        .copied()
        .filter(|&nth| is_unreadable(page, nth))
        .collect();
    let lines: Vec<(usize, Dated)> = (head.into_iter())
        .filter_map(|nth| Some((nth, read(page, nth).or_else(|| behind_names(page, nth))?)))
        .collect();
    let mut best: Option<Dated> = None;
    for (nth, dated) in lines {
        if dated.beside_names {
            let value = dated.written.date.to_string();
            page.found("date", dated.written.span, Some(value), RULES[0]);
        } else {
            page.claim(nth, Role::Date, "date", RULES[0]);
        }
        let is_better = |known: &Dated| known.updated && !dated.updated;
        if best.as_ref().is_none_or(is_better) {
            best = Some(dated);
        }
    }
    for nth in unread {
        page.claim(nth, Role::Date, "date", RULES[3]);
    }
    let written = match best {
        Some(dated) => dated.written,
        None => below(page)?,
    };
    Some(Line {
        weekday_is_wrong: written.weekday_is_wrong(),
        dating: dating(page.text, &written, DateSource::Header),
    })
}

/// A line that says nothing but when, and does not say it: `Published: 31 November 2023`, `Issued on: 06/11/2023`.
fn is_unreadable(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    let short = words.len() <= LONGEST_UNREADABLE && !page.parts[nth].embed;
    if !short || words.ends_with('.') || first_digit(words.as_bytes()).is_none() {
        return false; // most blocks
    }
    let part = &page.parts[nth];
    let key = match opens_date_key(&part.first) {
        true => key_length(words),
        false if part.first[0].is_ascii_digit() => 0,
        false => return false,
    };
    let start = part.span.start() + key;
    let number = words[key..].starts_with(|c: char| c.is_ascii_digit());
    let open = either_at(page.text, start).is_some();
    let impossible =
        key > 0 && number && words[key..].bytes().filter(u8::is_ascii_digit).count() >= 5;
    (open || impossible) && date_at(page.text, start).is_none()
}

/// A date line below the story, or a note that says where it was printed: `Published in The Coast Tribune, November 6th, 2023`.
fn below(page: &mut Page<'_>) -> Option<Written> {
    let last = page.open().last().filter(|&nth| nth > 0);
    if let Some((nth, dated)) = last.and_then(|nth| Some((nth, read(page, nth)?))) {
        page.claim(nth, Role::Date, "date", RULES[1]);
        return Some(dated.written);
    }
    let blocks = page.parts.len();
    let mut end = (blocks.saturating_sub(LAST).max(1)..blocks).rev();
    let (nth, written) = end.find_map(|nth| Some((nth, printed(page, nth)?)))?;
    page.claim(nth, Role::Date, "date", RULES[2]);
    Some(written)
}

fn printed(page: &Page<'_>, nth: usize) -> Option<Written> {
    let part = &page.parts[nth];
    let asked = part.role.is_none() || part.role == Some(Role::Boilerplate);
    if !asked || page.length(nth) > LONGEST_NOTE {
        return None;
    }
    let may_open = |opening: &&str| part.first.starts_with(&opening.as_bytes()[..8]);
    if !PRINTED.iter().any(may_open) {
        return None;
    }
    let plain = page.plain(nth);
    let opens = PRINTED.iter().any(|opening| plain.starts_with(opening));
    opens
        .then(|| first_full_date(page.text, part.span))
        .flatten()
}

/// The date behind the names of a byline: `By Ana Ruiz | November 6, 2023`.
fn behind_names(page: &Page<'_>, nth: usize) -> Option<Dated> {
    let span = page.parts[nth].span;
    let words = span.of(page.text);
    if words.len() > LONGEST
        || first_digit(words.as_bytes()).is_none()
        || !byline::may_be_line(page, nth)
    {
        return None;
    }
    let written = first_full_date(page.text, span)?;
    Some(Dated {
        updated: words[..written.span.start() - span.start()]
            .to_lowercase()
            .contains("updated"),
        written,
        beside_names: true,
    })
}

/// The publication date that a written date is.
pub(super) fn dating(text: &str, written: &Written, source: DateSource) -> Dating {
    Dating {
        value: written.date,
        time: written.rfc3339(),
        source,
        text: fold(written.span.of(text)),
    }
}

/// Whether a block is a paragraph of the story: no date line stands between these.
fn is_paragraph(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    page.length(nth) > SHORTEST_PARAGRAPH
        && ends_a_sentence(words)
        && page.open().next() != Some(nth)
}

/// Whether a block is such a line.
pub(super) fn is_date_line(page: &Page<'_>, nth: usize) -> bool {
    read(page, nth).is_some()
}

/// A date that a line gives.
struct Dated {
    written: Written,
    /// Whether it is that of a change.
    updated: bool,
    /// Whether it stands in a byline, whose the line is.
    beside_names: bool,
}

fn read(page: &Page<'_>, nth: usize) -> Option<Dated> {
    let part = page.parts.get(nth)?;
    if part.embed || page.length(nth) > LONGEST {
        return None;
    }
    let words = page.words(nth);
    let key = match opens_date_key(&part.first) {
        true => key_length(words),
        false => 0, // most lines
    };
    first_digit(&words.as_bytes()[key..])?; // most lines have none
    let from = part.span.start() + key;
    let written =
        date_at(page.text, from).filter(|written| written.span.end() <= part.span.end())?;
    let behind = Span::new(written.span.end(), part.span.end()).of(page.text);
    let rest = behind.trim_start_matches(BETWEEN);
    let rest = rest.strip_prefix("and ").unwrap_or(rest);
    let more = key_length(rest);
    let separate = more > 0 || length(rest) <= LONGEST_REST || rest.starts_with("by ");
    let prose = rest.len() == words.len()
        || words[key..].contains([':']) && rest.contains(':') && !separate;
    let keyed = key > 0 && written.date.day_of_month().is_some();
    let issue = key == 0
        && rest.is_empty()
        && written.date.month().is_some()
        && written.date.year().is_some();
    let dated = keyed || issue || written.date.civil().is_some();
    let stopped = words.ends_with('.')
        && !rest.is_empty()
        && more == 0
        && !behind.trim_start().starts_with('|');
    if !separate || prose || !dated || stopped {
        return None;
    }
    let updated = says_updated(&words[..key]);
    let published = (updated && more > 0 && !says_updated(&rest[..more]))
        .then(|| date_at(page.text, part.span.end() - rest.len() + more))
        .flatten();
    Some(Dated {
        updated: updated && published.is_none(),
        written: published.unwrap_or(written),
        beside_names: false,
    })
}

/// Whether the words before a date say that it is that of a change.
fn says_updated(key: &str) -> bool {
    let plain = plainly(key);
    ["updated", "modified", "last up"]
        .iter()
        .any(|word| plain.contains(word))
}

/// The length of `Published:`, `Posted on`, `Last updated` and the space behind it.
fn key_length(words: &str) -> usize {
    let head = super::page::prefix(words, 28);
    let ends = head.match_indices([' ', ':', '-', '–']).map(|(at, _)| at);
    let known =
        ends.filter(|&end| is_date_key(plainly(&head[..end]).trim_end_matches([' ', '-', '–'])));
    known.max().map_or(0, |end| {
        let rest = words[end..].trim_start_matches([':', ' ', '\u{a0}', '|', '-', '–', '•']);
        words.len() - rest.len()
    })
}
