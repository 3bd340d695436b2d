//! Headlines of other articles that the page offers: below `READ MORE`, or behind `Related:` on one line.

use super::page::{self, Page, PartRule, Role, ends_a_sentence};
use crate::lexicon::layout::is_related_label;
use crate::span::Span;
use crate::text::{are, first_of, fold};

/// Longer lines are paragraphs.
const LONGEST: usize = 200;
/// No label is longer.
const LONGEST_LABEL: usize = 32;
const _: () = assert!(LONGEST_LABEL < page::LONGEST_LABEL);
/// Pages offer no longer lists than this.
const LONGEST_LIST: usize = 12;

/// Surest first.
pub(super) const RULES: &[PartRule] = &[("related-behind-label", behind_label)];
/// The rules for a list and for its label.
pub(super) const LIST: &[&str] = &["related-below-label", "related-label"];

/// Claims the lists, and gives their headlines.
pub(super) fn find(page: &mut Page<'_>) -> Vec<String> {
    page.sort(Role::Related, "related", RULES, |page, nth| {
        page.parts[nth].label && page.length(nth) <= LONGEST && label_end(page.words(nth)).is_some()
    });
    let first = page.position(Role::Headline);
    let labels: Vec<usize> = page
        .open_after(first)
        .filter(|&nth| is_label(page, nth))
        .collect();
    for label in labels {
        list(page, label);
    }
    let spans: Vec<Span> = page.all(Role::Related).collect();
    spans
        .into_iter()
        .map(|span| fold(headline(page.text, span)))
        .collect()
}

fn is_label(page: &Page<'_>, nth: usize) -> bool {
    page.length(nth) <= 40
        && is_related_label(
            page.plain(nth)
                .trim_end_matches([':', '.', '…', ' ', '>', '»']),
        )
}

/// Claims the lines below a label as long as they look like headlines. A label with nothing below it ("Read more...") is left
/// to boilerplate.
fn list(page: &mut Page<'_>, label: usize) {
    let below = page.open_after(Some(label)).take(LONGEST_LIST);
    let lines: Vec<usize> = below.take_while(|&nth| is_headline(page, nth)).collect();
    if lines.is_empty() {
        return;
    }
    page.claim(label, Role::Boilerplate, "boilerplate", LIST[1]);
    for nth in lines {
        page.claim(nth, Role::Related, "related", LIST[0]);
    }
}

fn is_headline(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    let open_end = !ends_a_sentence(words) || words.ends_with('?');
    !page.parts[nth].embed && page.length(nth) <= LONGEST && open_end && !is_label(page, nth)
}

/// `Read more: How the dam was built`
fn behind_label(page: &Page<'_>, nth: usize) -> bool {
    let words = page.words(nth);
    page.length(nth) <= LONGEST
        && headline(page.text, page.parts[nth].span).len() < words.len()
        && !words.ends_with('.')
}

/// The line without its label.
fn headline(text: &str, span: Span) -> &str {
    let words = span.of(text);
    let Some(colon) = label_end(words) else {
        return words; // most blocks
    };
    let (label, rest) = (words[..colon].trim_end(), words[colon + 1..].trim());
    if is_related_label(&crate::lexicon::layout::plainly(label)) && !rest.is_empty() {
        rest
    } else {
        words
    }
}

/// Where the colon of a label may stand, or the bar: `ALSO READ | How the dam was built`.
fn label_end(words: &str) -> Option<usize> {
    let head = &words.as_bytes()[..words.len().min(LONGEST_LABEL + 1)];
    first_of(head, |bytes| are(bytes, b':') | are(bytes, b'|'))
}
