//! Lines to blocks: which line goes on with the one before it, and which begins anew.
//!
//! A blank line always ends a block. Between two lines without one, an indent begins a paragraph (wires), a line that broke
//! off although the next word had room was ended on purpose, and in texts of one line a paragraph every line is one.

use super::super::Block;
use super::{lines_from, paragraph};
use crate::lexicon::layout::{byline_opening, header_key, plainly};
use crate::lexicon::places::{month, weekday};
use crate::text::Line;

/// No newspaper or wire wraps its lines at more characters than this.
const WIDEST_WRAP: usize = 120;
/// Wires are wrapped at this, or at less.
const USUAL_WRAP: usize = 80;
/// No text is wrapped more narrowly than this.
const NARROWEST_WRAP: usize = 50;
/// Most articles have about so many blocks.
const BLOCKS: usize = 24;
/// In groups of so few lines, a byline or a date is a line of its own.
const SMALL_GROUP: usize = 6;

/// The blocks of `text` from `start` on.
pub(super) fn blocks(text: &str, start: usize) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(BLOCKS);
    let mut group: Vec<Line> = Vec::new();
    for line in lines_from(text, start) {
        if !line.blank {
            group.push(line);
            continue;
        }
        cut(text, &group, &mut blocks);
        group.clear();
    }
    cut(text, &group, &mut blocks);
    blocks
}

/// Cuts lines that no blank line separates.
fn cut(text: &str, group: &[Line], blocks: &mut Vec<Block>) {
    let Some(first) = group.first() else { return };
    if group.len() == 1 {
        return blocks.push(paragraph(first.span.trimmed(text))); // most paragraphs of the web
    }
    let width = group
        .iter()
        .map(|line| width(text, *line))
        .max()
        .unwrap_or(0);
    let small = group.len() <= SMALL_GROUP;
    let mut open = first.span;
    for pair in group.windows(2) {
        let (line, next) = (pair[0], pair[1]);
        if begins_anew(text, line, next, width, small, blocks.is_empty()) {
            blocks.push(paragraph(open.trimmed(text)));
            open = next.span;
        } else {
            open = open.hull(next.span);
        }
    }
    blocks.push(paragraph(open.trimmed(text)));
}

/// The characters of a line, which need not be exact: bytes are, but for accents.
fn width(text: &str, line: Line) -> usize {
    line.span.of(text).trim_end().len()
}

fn begins_anew(
    text: &str,
    line: Line,
    next: Line,
    width_of_group: usize,
    small: bool,
    top: bool,
) -> bool {
    let above = line.span.of(text).trim();
    let below = next.span.of(text).trim();
    if next.indent > line.indent && next.indent >= 2
        || begins_item(below)
        || begins_turn(above, below)
    {
        return true;
    }
    if top && above.ends_with(';') {
        return true; // "Museum returns drum; \nCurators admit it": headline and deck of a database export
    }
    if small && (stands_alone(above) || stands_alone(below)) {
        return true;
    }
    if below.starts_with(char::is_lowercase) {
        return false;
    }
    if width_of_group > WIDEST_WRAP && above.len() > WIDEST_WRAP {
        return true; // one line a paragraph
    }
    broke_off(
        text,
        line,
        below,
        width_of_group.clamp(NARROWEST_WRAP, if top { WIDEST_WRAP } else { USUAL_WRAP }),
    )
}

/// Whether the line ended although the first word of the next one had room: well before the edge at the end of
/// a sentence, and far before it otherwise, since wires are ragged.
fn broke_off(text: &str, line: Line, below: &str, edge: usize) -> bool {
    let word = below.split_whitespace().next().map_or(0, str::len);
    let room = edge.saturating_sub(width(text, line) + 1 + word);
    let above = line.span.of(text).trim_end();
    let sentence = above.ends_with(['.', '!', '?', '”', '"', ':', '»', ')']);
    room > if sentence { edge / 5 } else { edge / 3 }
}

/// `* Mulls several options`, `• One`
fn begins_item(line: &str) -> bool {
    line.starts_with("* ") || line.starts_with("• ")
}

/// `Q: Was it late?`, `MAYOR RUIZ: It was.` behind a line that has ended. In a text in capitals a colon tells of no turn.
fn begins_turn(above: &str, line: &str) -> bool {
    const LONGEST: usize = 40;
    let colon = line.bytes().take(LONGEST).position(|byte| byte == b':');
    let Some((label, words)) = colon.map(|colon| line.split_at(colon)) else {
        return false; // most lines
    };
    let of_label = |c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '\'' | '’')
    };
    let in_capitals = label.starts_with(char::is_uppercase) && label.chars().all(of_label);
    let ended = above.ends_with(['.', '!', '?', '”', '"', '—', ')']);
    in_capitals && ended && words.starts_with(": ") && words.contains(char::is_lowercase)
}

/// Whether a short line is a byline, a date or a header line: these never wrap.
fn stands_alone(line: &str) -> bool {
    if line.len() > 90 || line.ends_with([',', '.']) {
        return false;
    }
    let first = line.split([' ', ',', '.']).next().unwrap_or_default();
    let date = line.len() < 48
        && (weekday(first).is_some()
            || month(first).is_some()
            || line.starts_with(|c: char| c.is_ascii_digit()))
        && crate::text::date_at(line, 0)
            .is_some_and(|written| written.span.end() + 2 >= line.len());
    let key = line
        .find(':')
        .filter(|&colon| colon <= 24)
        .and_then(|colon| header_key(&plainly(&line[..colon])));
    date || key.is_some() || is_byline(line)
}

/// `By Ana Ruiz` and little more.
fn is_byline(line: &str) -> bool {
    let Some(opening) = byline_opening(line) else {
        return false;
    };
    let capital = line.starts_with(char::is_uppercase);
    let name = line[opening..].trim_start().starts_with(char::is_uppercase);
    capital && name && !line.ends_with(['.', '”', '"'])
}

/// A span of a whole text, for tests.
#[cfg(test)]
fn cut_all(text: &str) -> Vec<&str> {
    blocks(text, 0)
        .into_iter()
        .map(|block| block.span.of(text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_indent_begins_a_paragraph_of_a_wire() {
        let wire = "LIMA, May 19 - Exporters of fishmeal have suspended new sales\nuntil June, they said.\n    Boats had landed less.\n    \"Yes,\" he said. It was\nso.";
        assert_eq!(cut_all(wire).len(), 3);
    }

    #[test]
    fn a_wrapped_paragraph_is_one_block() {
        let text = "The harbour froze on Sunday, and nobody in the town could\nremember when it had done so. Swimmers came with saws. They\nMelted it.";
        assert_eq!(cut_all(text).len(), 1);
    }

    #[test]
    fn turns_of_an_interview_begin_anew() {
        let turns = "Q: Was the port shut on that day?\nA: It was. Nobody came down to the quay.\nQ: Will it open?\nMAYOR RUIZ: It will.";
        assert_eq!(cut_all(turns).len(), 4);
        let wire = "THE PORT OF LIMA TOOK IN MORE ICE THAN IN ANY YEAR, AT A POUND IN\nNEW YORK: ONE TRADER SAID SO.";
        assert_eq!(cut_all(wire).len(), 1);
    }

    #[test]
    fn one_line_a_paragraph_is_cut_at_every_line() {
        let long = "The harbour froze on Sunday, and nobody could remember when it had last done so, except for a woman of ninety who remembered nothing else.";
        assert_eq!(cut_all(&format!("{long}\n{long}\nShort end.")).len(), 3);
    }

    #[test]
    fn a_byline_a_title_and_a_date_are_lines_of_their_own() {
        assert_eq!(
            cut_all(
                "By Marlene Overton and Ray Tunnell\nStaff Writers\nPublished: 12 October 2025"
            ),
            [
                "By Marlene Overton and Ray Tunnell",
                "Staff Writers",
                "Published: 12 October 2025"
            ]
        );
    }

    #[test]
    fn a_semicolon_ends_a_headline_before_its_deck() {
        assert_eq!(
            cut_all("Museum to return royal drum; \nCurators admit that nobody wrote it down."),
            [
                "Museum to return royal drum;",
                "Curators admit that nobody wrote it down."
            ]
        );
    }
}
