//! Text for people: cleaned, wrapped, with marks, and numbers as papers print them.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::Style;

use crate::span::Span;

/// How a page for people is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Columns of the terminal. Without a number lines are as long as their paragraphs, as `grep` wants them.
    pub width: Option<usize>,
}

/// No narrower than this, however small the window: a word a line is no text.
const NARROWEST: usize = 20;

/// Text in one line without the characters that steer a terminal or turn the direction of writing: a headline must not
/// clear the screen, nor a file name show itself backwards.
///
/// ```
/// use dateline::render::clean;
/// assert_eq!(clean("calm\u{1b}[2J sea"), "calm [2J sea");
/// assert_eq!(clean("gpj.\u{202e}exe"), "gpj.exe");
/// ```
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

/// The same for a message of several lines, which stay lines.
#[must_use]
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    lines.join("\n")
}

fn shown(c: char) -> Option<char> {
    match c {
        // Marks, embeddings, overrides and isolates of direction (Unicode Standard Annex 9), and a stray mark of byte order.
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => None,
        '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// The lines of a text that is `indent` columns from the left edge.
pub(super) fn lines(text: &str, layout: Layout, indent: usize) -> Vec<Span> {
    let Some(width) = layout.width else {
        return vec![Span::new(0, text.len())];
    };
    // First fit, no hyphens, no indents: every line is then a slice of the text. Scripts without blanks are cut at the edge.
    let options = textwrap::Options::new(width.saturating_sub(indent).max(NARROWEST))
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
        .iter()
        .map(|line| match line {
            Cow::Borrowed(line) => Span::of_slice(text, line),
            Cow::Owned(_) => unreachable!("a line without indent and hyphen is a slice"),
        })
        .collect()
}

/// A text, wrapped, with styles on some of its spans, which lie in order and apart from each other. Every line stands behind
/// `indent` blanks but the first, which follows what has been printed already.
pub(super) fn marked(text: &str, marks: &[(Span, Style)], layout: Layout, indent: usize) -> String {
    let shown: Vec<String> = lines(text, layout, indent)
        .into_iter()
        .map(|line| painted(text, line, marks))
        .collect();
    shown.join(&format!("\n{:indent$}", ""))
}

/// One line of a text: styles never run over its end, where a pager would lose them.
pub(super) fn painted(text: &str, line: Span, marks: &[(Span, Style)]) -> String {
    let mut shown = String::new();
    let mut at = line.start();
    for (mark, style) in marks.iter().filter(|(mark, _)| mark.overlaps(line)) {
        let (start, end) = (mark.start().max(line.start()), mark.end().min(line.end()));
        shown.push_str(&clean(&text[at..start]));
        let _ = write!(shown, "{style}{}{style:#}", clean(&text[start..end]));
        at = end;
    }
    shown + &clean(&text[at..line.end()])
}

/// The words in one line of at most so many columns, the middle left out: how they begin and end tells most.
pub(super) fn shortened(words: &str, columns: usize) -> String {
    let words = clean(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    let letters: Vec<char> = words.chars().collect();
    if letters.len() <= columns {
        return words;
    }
    let end = columns / 3;
    let head: String = letters[..columns - end - 3].iter().collect();
    let tail: String = letters[letters.len() - end..].iter().collect();
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// `106,521`, as the papers print it.
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// A number as JSON with the digits that it needs, not with those of the nearest double.
pub(super) fn shortest(number: f32) -> serde_json::Value {
    number.to_string().parse().unwrap_or_default()
}

/// A score as people read it: four decimals, and four digits however small it is, so that an order by scores can be seen.
pub(super) fn score(score: f32) -> String {
    match score.abs() {
        size if size >= 0.1 || size == 0.0 => format!("{score:.4}"),
        size if size >= 1e-4 => {
            let zeros = (-size.log10()).ceil() as usize;
            format!("{score:.0$}", zeros + 3)
        }
        _ => format!("{score:.3e}"),
    }
}

/// `1 article`, `2 articles`.
pub(super) fn counted(count: u64, one: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{} {one}{s}", number(count))
}

#[cfg(test)]
mod tests {
    use anstyle::Effects;

    use super::*;

    #[test]
    fn a_score_has_four_digits_however_small() {
        let cases = [
            (0.0, "0.0000"),
            (12.5, "12.5000"),
            (0.25, "0.2500"),
            (0.0312, "0.03120"),
            (0.000_981_2, "0.0009812"),
            (1.0e-9, "1.000e-9"),
            (-0.05, "-0.05000"),
        ];
        for (number, expected) in cases {
            assert_eq!(score(number), expected);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        for (count, shown) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (12_345_678, "12,345,678"),
        ] {
            assert_eq!(number(count), shown);
        }
        assert_eq!(
            (counted(1, "file"), counted(2, "file")),
            ("1 file".into(), "2 files".into())
        );
    }

    #[test]
    fn long_words_lose_their_middle() {
        assert_eq!(shortened("calm\n sea", 20), "calm sea");
        let shown = shortened(
            "We looked at the timetable again and we take our hats off",
            24,
        );
        assert_eq!(shown, "We looked at … hats off");
    }

    #[test]
    fn a_mark_over_two_lines_is_closed_and_opened_again() {
        let bold = Style::new().effects(Effects::BOLD);
        let text = "More than a hundred ships wait off the strait";
        let shown = marked(
            text,
            &[(Span::new(5, 30), bold)],
            Layout { width: Some(24) },
            2,
        );
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0], format!("More {bold}than a hundred{bold:#}"));
        assert_eq!(lines[1], format!("  {bold}ships wait{bold:#} off the"));
    }

    #[test]
    fn text_without_blanks_is_wrapped_too() {
        let text = "国会議事堂で記者会見が行われ首相は辞任を表明した";
        assert!(lines(text, Layout { width: Some(20) }, 0).len() > 1);
    }

    #[test]
    fn a_message_keeps_its_lines() {
        assert_eq!(clean_lines("a\x07\n  ^\u{202e}"), "a \n  ^");
    }
}
