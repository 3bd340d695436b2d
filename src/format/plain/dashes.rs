//! Header lines that begin with two dashes, as scrapers of agencies write them:
//!
//! ```text
//! -- Ferries halt as crews strike
//! -- By Ana Ruiz
//! -- Thu Oct 25, 2012 10:19pm EDT
//! -- http://example.com/2012/10/25/ferries
//! ```
//!
//! Any line but the first may be missing or empty; what a line is, its words tell.

use super::super::{Declared, Stated};
use super::keys::{names, stated_date};
use super::lines_from;
use crate::lexicon::layout::byline_opening;
use crate::span::Span;
use crate::text::fold;

/// Reads the lines into `declared`; the position behind them, or `None` where there are none.
pub(super) fn read(text: &str, declared: &mut Declared) -> Option<usize> {
    let mut end = None;
    let mut count = 0;
    let start = text.len()
        - text
            .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
            .len();
    for line in lines_from(text, start) {
        let Some(value) = value(text, line.span) else {
            break;
        };
        if count == 0 && value.is_empty() {
            break;
        }
        take(text, value, count, declared);
        count += 1;
        end = Some(line.span.end());
    }
    if count == 1 && declared.headline.is_none() {
        return None;
    }
    end
}

/// What stands behind the dashes: they are followed by a space or by nothing.
fn value(text: &str, line: Span) -> Option<Span> {
    let behind = line.of(text).trim_start().strip_prefix("--")?;
    let set_off = behind.is_empty() || behind.starts_with(char::is_whitespace);
    set_off.then(|| Span::of_slice(text, behind).trimmed(text))
}

fn take(text: &str, value: Span, nth: usize, declared: &mut Declared) {
    let words = value.of(text);
    if nth == 0 {
        declared.headline = Some(Stated {
            value: fold(words),
            span: Some(value),
        });
    } else if words.is_empty() {
        declared.byline_is_empty |= declared.byline.is_empty();
    } else if words.starts_with("http://")
        || words.starts_with("https://")
        || words.starts_with("www.")
    {
        declared.url = Some(Stated {
            value: words.to_owned(),
            span: Some(value),
        });
    } else if let Some(opening) = byline_opening(words) {
        declared.byline = names(
            text,
            Span::new(value.start() + opening, value.end()).trimmed(text),
        );
        declared.byline_is_empty = declared.byline.is_empty();
    } else if let Some(date) = stated_date(text, value) {
        declared.date.get_or_insert(date);
    } else if words.eq_ignore_ascii_case("by") {
        declared.byline_is_empty = declared.byline.is_empty();
    } else if nth == 1 && declared.deck.is_none() {
        declared.deck = Some(Stated {
            value: fold(words),
            span: Some(value),
        });
    }
}
