//! Lines above or below a story that say nothing but when it was published: `March 22, 2023`, `Published: 12 October 2025`.

use super::page::{Page, Role, ends_a_sentence};
use crate::article::{DateSource, Dating};
use crate::lexicon::layout::{is_date_key, opens_date_key, plainly};
use crate::span::Span;
use crate::text::{Written, date_at, first_digit, fold, length};

/// Such a line is short.
const LONGEST: usize = 110;
/// Characters that may stand behind the date: "| 3 min read".
const LONGEST_REST: usize = 28;
/// Blocks from the top among which it stands.
const HEAD: usize = 10;

/// Surest first.
pub(super) const RULES: &[&str] = &["date-line", "date-closing-line"];

/// The date that a line gives, with what it says of it.
pub(super) struct Line {
    pub(super) dating: Dating,
    pub(super) weekday_is_wrong: bool,
}

/// Claims the lines, and gives the date of the best: published before updated, top before bottom.
pub(super) fn find(page: &mut Page<'_>) -> Option<Line> {
    let head = (0..page.parts.len().min(HEAD)).filter(|&nth| page.parts[nth].role.is_none());
    let head = head.take_while(|&nth| !is_paragraph(page, nth));
    let lines: Vec<usize> = head.filter(|&nth| is_date_line(page, nth)).collect();
    let mut best: Option<Written> = None;
    for nth in lines {
        let written = read(page, nth);
        page.claim(nth, Role::Date, "date", RULES[0]);
        let updated =
            page.plain(nth).starts_with("updated") || page.plain(nth).contains("updated:");
        best = if updated {
            best.or(written)
        } else {
            written.or(best)
        };
    }
    if best.is_none() {
        let last = page
            .open()
            .last()
            .filter(|&nth| nth > 0 && is_date_line(page, nth))?;
        best = read(page, last);
        page.claim(last, Role::Date, "date", RULES[1]);
    }
    let written = best?;
    Some(Line {
        weekday_is_wrong: written.weekday_is_wrong(),
        dating: dating(page.text, &written, DateSource::Header),
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
    page.length(nth) > LONGEST && ends_a_sentence(words) && page.open().next() != Some(nth)
}

/// Whether a block is such a line.
pub(super) fn is_date_line(page: &Page<'_>, nth: usize) -> bool {
    read(page, nth).is_some()
}

fn read(page: &Page<'_>, nth: usize) -> Option<Written> {
    let part = &page.parts[nth];
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
    let rest = Span::new(written.span.end(), part.span.end()).of(page.text);
    let rest = rest.trim_start_matches([' ', '.', ',', '|', '·', ')', '–', '-']);
    let separate = length(rest) <= LONGEST_REST || plainly(rest).starts_with("updated");
    let prose = rest.len() == words.len()
        || words[key..].contains([':']) && rest.contains(':') && !separate;
    let keyed = key > 0 && written.date.day_of_month().is_some();
    let dated = keyed || written.date.civil().is_some();
    (separate && !prose && dated && !words.ends_with('.')).then_some(written)
}

/// The length of `Published:`, `Posted on`, `Last updated` and the space behind it.
fn key_length(words: &str) -> usize {
    let head = super::page::prefix(words, 28);
    let ends = head.match_indices([' ', ':']).map(|(at, _)| at);
    let known = ends.filter(|&end| is_date_key(&plainly(&head[..end])));
    known.max().map_or(0, |end| {
        let rest = words[end..].trim_start_matches([':', ' ', '\u{a0}', '|']);
        words.len() - rest.len()
    })
}
