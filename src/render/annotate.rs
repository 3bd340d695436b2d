//! An article's text with every find in its place.

use std::collections::HashMap;
use std::io::{Result, Write};

use anstyle::{AnsiColor, Effects, Style};
use serde_json::{Value, json};

use super::Layout;
use super::text::{clean, marked, shortened, shortest};
use crate::article::{Article, FORMAT, Find};
use crate::span::Span;

const DIM: Style = Style::new().effects(Effects::DIMMED);
const BOLD: Style = Style::new().effects(Effects::BOLD);
/// Speech within speech: a run in quotation marks that is reported as a whole.
const WITHIN: Style = AnsiColor::Green.on_default().effects(Effects::UNDERLINE);
/// Columns of a find's words and of its value, where there is room for more: a find is one line.
const WORDS: usize = 44;
/// Columns before the words of a find.
const BEFORE: usize = 53;
/// No fewer columns than this for words and for value.
const LEAST: usize = 7;

/// What a find looks like in the text; fields that are no part of the story are dimmed.
const STYLES: [(&str, Style); 11] = [
    ("kicker", BOLD),
    ("headline", BOLD),
    ("deck", Style::new().effects(Effects::ITALIC)),
    ("byline", AnsiColor::Blue.on_default()),
    ("dateline", AnsiColor::Magenta.on_default()),
    ("date", AnsiColor::Magenta.on_default()),
    ("caption", AnsiColor::Blue.on_default()),
    ("correction", AnsiColor::Red.on_default()),
    ("quote", AnsiColor::Green.on_default()),
    (
        "speaker",
        AnsiColor::Cyan.on_default().effects(Effects::BOLD),
    ),
    ("cue", AnsiColor::Yellow.on_default()),
];

/// The text of an article, block by block as it stands in the file, each with the list of its finds below: field, rule,
/// bytes, words, what they came to, and how sure a quote is. In the text itself finds are coloured, the inner one where they
/// nest; a quote within a quote is underlined.
///
/// # Errors
/// Those of the writer.
pub fn human(
    out: &mut dyn Write,
    article: &Article,
    text: &str,
    finds: &[Find],
    layout: Layout,
) -> Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}", clean(&article.path))?;
    let sure = Sure::new(article);
    let one = |out: &mut dyn Write, find: &Find| {
        let line = line(find, text, sure.of(find), layout);
        writeln!(out, "{line}")
    };
    for find in finds.iter().filter(|find| find.span.is_empty()) {
        one(out, find)?;
    }
    let finds = ByPlace::of(finds);
    for block in blocks(text) {
        writeln!(out)?;
        for line in lines(text, block) {
            let marks = marks(line, &finds.near(line));
            writeln!(out, "{}", marked(line.of(text), &marks, layout, 0))?;
        }
        let here = |find: &Find| !find.span.is_empty() && block.holds(find.span.start());
        for find in finds.near(block).into_iter().filter(|find| here(find)) {
            one(out, find)?;
        }
    }
    for note in &article.notes {
        writeln!(out, "\n  note on {}: {}", note.about, clean(&note.text))?;
    }
    writeln!(out)
}

/// Finds in the order in which they begin, so that those of a line are found without a look at all.
struct ByPlace<'a> {
    all: Vec<&'a Find>,
    /// The bytes of the longest find.
    longest: usize,
}

impl<'a> ByPlace<'a> {
    fn of(finds: &'a [Find]) -> Self {
        let mut all: Vec<&Find> = finds.iter().collect();
        all.sort_by_key(|find| find.span.start());
        let longest = finds.iter().map(|find| find.span.len()).max();
        Self {
            all,
            longest: longest.unwrap_or(0),
        }
    }

    /// The finds that may reach into a part of the text.
    fn near(&self, part: Span) -> Vec<&'a Find> {
        let behind = |place: usize| self.all.partition_point(|find| find.span.start() < place);
        let (first, end) = (
            behind(part.start().saturating_sub(self.longest)),
            behind(part.end()),
        );
        self.all[first..end].to_vec()
    }
}

/// How sure the attribution of each quote is, by where its parts stand.
struct Sure(HashMap<Span, f32>);

impl Sure {
    fn new(article: &Article) -> Self {
        let parts = article.quotes.iter().flat_map(|quote| {
            let parts = quote.parts.iter();
            parts.map(|part| (*part, quote.confidence))
        });
        Self(parts.collect())
    }

    /// How sure a find is, where it is a quote; others do not say.
    fn of(&self, find: &Find) -> Option<f32> {
        let sure = self.0.get(&find.span);
        sure.copied().filter(|_| find.field == "quote")
    }
}

fn line(find: &Find, text: &str, confidence: Option<f32>, layout: Layout) -> String {
    let (start, end) = (find.span.start(), find.span.end());
    // Found in the file's name, or nowhere in the text: a value without a place.
    let placed = !find.span.is_empty();
    let bytes = if placed {
        format!("{start}..{end}")
    } else {
        "–".to_owned()
    };
    let sure = confidence.map_or_else(String::new, |sure| format!(" · {sure:.2}"));
    let room = layout.width.unwrap_or(usize::MAX);
    let room = room.saturating_sub(BEFORE + sure.chars().count());
    let words = if placed { find.span.of(text) } else { "" };
    let value = find.value.as_deref().filter(|value| *value != words);
    // The words stand in the text above; what they came to stands here alone.
    let for_value = room.saturating_sub(LEAST + " → ".chars().count());
    let value = value.map_or_else(String::new, |value| {
        format!(" → {}", shortened(value, for_value.clamp(LEAST, WORDS)))
    });
    let room = room.saturating_sub(value.chars().count());
    let words = shortened(words, room.clamp(LEAST, WORDS));
    let (field, rule) = (&find.field, &find.rule);
    let style = style(field);
    format!(
        "  {DIM}│{DIM:#} {style}{field:<10}{style:#} {rule:<24} {DIM}{bytes:<12}{DIM:#} {words}{value}{DIM}{sure}{DIM:#}"
    )
}

fn style(field: &str) -> Style {
    let known = STYLES.iter().find(|(name, _)| *name == field);
    known.map_or(DIM, |(_, style)| *style)
}

/// The runs of lines between blank ones.
fn blocks(text: &str) -> Vec<Span> {
    let mut blocks: Vec<Span> = Vec::new();
    let mut goes_on = false;
    for line in lines(text, Span::new(0, text.len())) {
        let blank = line.of(text).trim().is_empty();
        match blocks.last_mut() {
            Some(block) if goes_on && !blank => *block = block.hull(line),
            _ if !blank => blocks.push(line),
            _ => {}
        }
        goes_on = !blank;
    }
    blocks
}

/// The lines of a part of the text, without their ends.
fn lines(text: &str, part: Span) -> impl Iterator<Item = Span> + '_ {
    let lines = part.of(text).split(['\n', '\r']);
    lines.map(move |line| Span::of_slice(text, line))
}

/// The styles of a line, in bytes of it: every byte has that of the shortest find around it.
fn marks(line: Span, near: &[&Find]) -> Vec<(Span, Style)> {
    let overlaps = |find: &&&Find| find.span.overlaps(line);
    let here: Vec<&Find> = near.iter().filter(overlaps).copied().collect();
    let mut borders: Vec<usize> = here
        .iter()
        .flat_map(|find| [find.span.start(), find.span.end()])
        .chain([line.start(), line.end()])
        .filter(|border| line.start() <= *border && *border <= line.end())
        .collect();
    borders.sort_unstable();
    borders.dedup();
    let mut marks = Vec::new();
    for pair in borders.windows(2) {
        let run = Span::new(pair[0], pair[1]);
        let around = || here.iter().filter(|find| find.span.contains(run));
        if let Some(inner) = around().min_by_key(|find| find.span.len()) {
            let inside = Span::new(run.start() - line.start(), run.end() - line.start());
            let quotes = around().filter(|find| find.field == "quote").count();
            let style = if inner.field == "quote" && quotes > 1 {
                WITHIN
            } else {
                style(&inner.field)
            };
            marks.push((inside, style));
        }
    }
    marks
}

/// The finds as one JSON object: `{"format", "path", "member", "id", "finds"}`, each find with its words as `text`.
///
/// # Panics
/// When `text` is not the text that `finds` were made in.
#[must_use]
pub fn object(article: &Article, text: &str, finds: &[Find]) -> Value {
    let sure = Sure::new(article);
    let finds = finds.iter().map(|find| {
        let mut object = find_object(find, text);
        if let Some(confidence) = sure.of(find) {
            object["confidence"] = shortest(confidence);
        }
        object
    });
    let finds: Vec<Value> = finds.collect();
    json!({
        "format": FORMAT, "path": article.path, "member": article.member, "id": article.id,
        "finds": finds, "notes": article.notes,
    })
}

fn find_object(find: &Find, text: &str) -> Value {
    let placed = !find.span.is_empty();
    json!({
        "field": find.field, "rule": find.rule, "value": find.value,
        "span": placed.then_some(find.span), "text": placed.then(|| find.span.of(text)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(field: &'static str, start: usize, end: usize) -> Find {
        Find {
            field: field.into(),
            span: Span::new(start, end),
            value: None,
            rule: "test".into(),
        }
    }

    #[test]
    fn the_inner_of_two_nested_finds_gives_the_colour() {
        let finds = [
            find("quote", 0, 20),
            find("cue", 5, 9),
            find("byline", 30, 40),
        ];
        let found = marks(Span::new(2, 25), &finds.each_ref());
        let expected = [(0, 3, "quote"), (3, 7, "cue"), (7, 18, "quote")];
        let expected = expected.map(|(start, end, field)| (Span::new(start, end), style(field)));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_quote_within_a_quote_is_told_apart() {
        let finds = [find("quote", 0, 20), find("quote", 5, 9)];
        let found = marks(Span::new(0, 20), &finds.each_ref());
        let expected = [
            (0, 5, style("quote")),
            (5, 9, WITHIN),
            (9, 20, style("quote")),
        ];
        let expected = expected.map(|(start, end, style)| (Span::new(start, end), style));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_find_is_one_line_of_the_window() {
        let text =
            "We looked at the timetable again and again, and we take our hats off to you all";
        let mut long = find("quote", 0, text.len());
        long.value = Some("the International Federation of Channel Seafarers".to_owned());
        for width in [80, 100] {
            let line = line(&long, text, Some(0.9), Layout { width: Some(width) });
            let shown = without_colours(&line);
            assert!(shown.chars().count() <= width, "{shown}");
            assert!(shown.ends_with(" · 0.90"), "{shown}");
        }
    }

    fn without_colours(line: &str) -> String {
        let mut shown = String::new();
        for part in line.split('\u{1b}') {
            shown.push_str(
                part.split_once('m')
                    .filter(|_| part.starts_with('['))
                    .map_or(part, |(_, rest)| rest),
            );
        }
        shown
    }

    #[test]
    fn blocks_stand_between_blank_lines() {
        let text = "\nA\nB\r\n\r\n \nC";
        let found: Vec<&str> = blocks(text).iter().map(|block| block.of(text)).collect();
        assert_eq!(found, ["A\nB", "C"]);
    }
}
