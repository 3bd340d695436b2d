//! What an article, or a quote, is recognised by where it stands again: a few numbers, made of it alone.
//!
//! In: an article. Out: its [`Sketch`], which the index keeps: the number of its whole text, and the numbers of some
//! of its shingles. The shingles are those whose numbers lie in the lowest part of all numbers, one in [`ONE_IN`] (MinHash that
//! grows with the text): of two texts both keep the same ones of what they share, however much longer one of them is, where
//! signatures of one length, made for Jaccard's measure, lose a story that was cut. What is boilerplate, tagline, caption or
//! dateline is no body.

use std::cell::{LazyCell, RefCell};
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::kept::Rows;
use super::words::{Words, number_of_word, number_of_words, shingles_of};
use crate::article::{Article, Speaker, SpeakerKind};
use crate::lexicon::names::generations;
use crate::span::Span;

/// Words of a shingle of articles: fewer are shared by chance, more are lost with every word that an editor changes.
pub(super) const SHINGLE: usize = 4;
/// Words of a shingle of quotes, which are short.
pub(super) const QUOTE_SHINGLE: usize = 3;
/// One shingle in so many is kept, …
const ONE_IN: u32 = 16;
/// … and at least so many.
const LEAST: usize = 16;
/// Of a text of a million words no more are kept.
const MOST: usize = u16::MAX as usize;
/// Shingles of a quote that are kept.
const OF_A_QUOTE: usize = 4;
/// Quotes stand in so many classes, a power of two, told by who says them: those of two classes share no key and are not the same
/// text, so that classes can be gathered beside each other.
const CLASSES: u64 = 4;
/// A body of fewer words is a copy of the same words alone: its shingles are too few to tell.
const TOO_SHORT: usize = 40;
/// A quote of fewer words may be said again another day.
const ANSWER: usize = 5;
/// A body of fewer words, or none, says too little: its headline and its day must be the same too.
const BRIEF: usize = 20;

/// What sketches are made with: memory that is used again, for one text after the other.
#[derive(Default)]
struct Desk {
    body: Words,
    words: Words,
    keys: Vec<u32>,
    /// Where the paragraphs of the body begin in it.
    paragraphs: Vec<usize>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Adds the sketches of an article and of its quotes behind it.
pub(in crate::index) fn add_article(article: &Article, rows: &mut Rows) {
    DESK.with_borrow_mut(|desk| {
        desk.add_body(article, rows);
        desk.add_quotes(article, rows);
    });
}

impl Desk {
    fn add_body(&mut self, article: &Article, rows: &mut Rows) {
        self.body.read(&article.body);
        let count = self.body.numbers.len();
        self.keys.clear();
        let mut text = sketch_of_body(&self.body.numbers, &mut self.keys);
        if count < BRIEF {
            let headline = article.headline.as_deref().unwrap_or_default();
            self.words.read(headline);
            let headline = &self.words.numbers;
            if count + headline.len() == 0 {
                return rows.add_none();
            }
            text ^= number_of_words(headline).rotate_left(1) ^ day_of(article).rotate_left(2);
        }
        rows.add(text, &self.keys, &[]);
    }

    /// Adds the sketches of quotes: their words, and who says them. Quotes of different speakers share nothing.
    fn add_quotes(&mut self, article: &Article, rows: &mut Rows) {
        let speakers = article.speakers.iter();
        let speakers: FxHashMap<&str, u64> = speakers
            .map(|speaker| (speaker.name.as_str(), known_as(speaker, &mut self.words)))
            .collect();
        self.find_paragraphs(article);
        let day = LazyCell::new(|| day_of(article));
        for quote in &article.quotes {
            let name = quote.speaker.as_deref();
            let said_by =
                name.map(|name| speakers.get(name).copied().unwrap_or_else(|| number(name)));
            let Self {
                body,
                paragraphs,
                words,
                keys,
            } = self;
            let from = (quote.text.as_str(), quote.span.start());
            let in_body = place_in_body(&article.body, paragraphs, &article.body_spans, from);
            let read = in_body.and_then(|place| body.part(place));
            let quoted = read.unwrap_or_else(|| words.read(&quote.text));
            keys.clear();
            let text = sketch_of_quote(quoted, said_by, || *day, keys);
            let traced = if keys.is_empty() { &[] } else { quoted };
            rows.add(text, keys, traced);
        }
    }

    fn find_paragraphs(&mut self, article: &Article) {
        self.paragraphs.clear();
        let mut start = 0;
        for paragraph in &article.body_spans {
            self.paragraphs.push(start);
            start = start.saturating_add(paragraph.len().saturating_add(PARAGRAPHS_APART));
        }
    }
}

/// Bytes between the paragraphs of a body.
const PARAGRAPHS_APART: usize = 2;

/// Where a quote stands in the body that begins there on the page, if it does: paragraphs begin where they would, were no white space
/// folded before them.
fn place_in_body(
    body: &str,
    paragraphs: &[usize],
    spans: &[Span],
    (text, from): (&str, usize),
) -> Option<Range<usize>> {
    let before = spans.partition_point(|paragraph| paragraph.start() <= from);
    let nth = before.checked_sub(1)?;
    let start = paragraphs[nth].checked_add(from.checked_sub(spans[nth].start())?)?;
    let place = start..start.checked_add(text.len())?;
    (body.get(place.clone())? == text).then_some(place)
}

/// The number of the text of a body, and its keys.
fn sketch_of_body(words: &[u64], keys: &mut Vec<u32>) -> u64 {
    if words.len() >= TOO_SHORT {
        find_lowest(words, keys);
    }
    number_of_words(words)
}

/// The number of its day, or of none.
fn day_of(article: &Article) -> u64 {
    let day = article.date.as_ref().map(|date| date.value.to_string());
    number(&day.unwrap_or_default())
}

/// The number of a body alone, and its keys.
#[cfg(test)]
pub(super) fn of_body(body: &str) -> (u64, Vec<u32>) {
    let mut keys = Vec::new();
    let text = sketch_of_body(&Words::of(body).numbers, &mut keys);
    (text, keys)
}

/// The number of the text of a quote, and its keys; 0 where it has none.
fn sketch_of_quote(
    words: &[u64],
    said_by: Option<u64>,
    day: impl Fn() -> u64,
    keys: &mut Vec<u32>,
) -> u64 {
    let count = words.len();
    if count == 0 || count < ANSWER && said_by.is_none() {
        return 0;
    }
    let all = number_of_words(words);
    let class = said_by.unwrap_or(all) >> 1;
    let mut text = all ^ said_by.unwrap_or(0);
    if count < ANSWER {
        text ^= day().rotate_left(1);
    } else if let Some(said_by) = said_by {
        let shingles = shingles_of::<QUOTE_SHINGLE>(words)
            .map(|key| in_class(u64::from(key ^ said_by as u32), class) as u32);
        find_smallest_of_quote(shingles, keys);
    }
    in_class(text, class)
}

/// A number of the class that the lowest bits of another tell; never 0.
fn in_class(number: u64, class: u64) -> u64 {
    (number & !(CLASSES - 1)).max(CLASSES) | (class % CLASSES)
}

/// The classes of quotes.
pub(super) fn classes() -> std::ops::Range<u64> {
    0..CLASSES
}

/// The class of a quote, by the number of its text.
pub(super) fn class_of(text: u64) -> u64 {
    text % CLASSES
}

/// The number of the name that a speaker goes by in any paper: a person's surname; others without their article.
fn known_as(speaker: &Speaker, words: &mut Words) -> u64 {
    static GENERATIONS: LazyLock<Vec<u64>> =
        LazyLock::new(|| generations().map(number_of_word).collect());
    static THE: LazyLock<u64> = LazyLock::new(|| number_of_word("the"));
    words.read(&speaker.name);
    let mut name = words.numbers.iter().copied();
    let surname = match speaker.kind {
        SpeakerKind::Person => name.rfind(|word| !GENERATIONS.contains(word)),
        _ => None,
    };
    surname.unwrap_or_else(|| {
        let name = words.numbers.as_slice();
        let without_article = name.iter().position(|word| *word != *THE);
        number_of_words(&name[without_article.unwrap_or(name.len())..])
    })
}

/// The keys of a body: one in [`ONE_IN`] of its shingles, and [`LEAST`] at least.
fn find_lowest(words: &[u64], keys: &mut Vec<u32>) {
    keys.resize(words.len(), 0);
    let mut count = 0;
    for key in shingles_of::<SHINGLE>(words) {
        // Written in any case, so that no branch depends on whether it is kept.
        keys[count] = key;
        count += usize::from(key <= u32::MAX / ONE_IN);
    }
    if count < LEAST {
        keys.clear();
        keys.extend(shingles_of::<SHINGLE>(words));
        count = LEAST.min(keys.len());
        keys.select_nth_unstable(count - 1);
    }
    keys.truncate(count.min(MOST));
    put_in_order(keys);
}

/// The [`OF_A_QUOTE`] smallest of the numbers.
fn find_smallest_of_quote(numbers: impl Iterator<Item = u32>, keys: &mut Vec<u32>) {
    let (mut smallest, mut count) = ([u32::MAX; OF_A_QUOTE], 0);
    for number in numbers {
        // Each place keeps the smaller of two and hands on the other, without a branch.
        smallest.iter_mut().fold(number, |number, place| {
            let larger = number.max(*place);
            *place = number.min(*place);
            larger
        });
        count += 1;
    }
    keys.extend_from_slice(&smallest[..count.min(OF_A_QUOTE)]);
    put_in_order(keys);
}

/// Each once, and none of them 0, which stands for no key.
fn put_in_order(keys: &mut Vec<u32>) {
    keys.iter_mut().for_each(|key| *key = (*key).max(1));
    keys.sort_unstable();
    keys.dedup();
}

/// A number for some words; never 0.
pub(super) fn number(words: &str) -> u64 {
    xxh3_64(words.as_bytes()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_quote_has_the_same_sketch_wherever_its_words_are_read() {
        let body = "The quay is shut.\n\n“Año nuevo, and the wall is safe – so far,” said Ada Okafor. She told the council that the \
            crane “had not been moved since March”.";
        let quote = |text: &str, shift: usize| {
            let start = body.find(text).map_or(0, |at| at + shift);
            serde_json::json!({
                "text": text, "span": [start, start + text.len()], "parts": [], "kind": "direct", "speaker": "Ada Okafor",
                "role": null, "source": null, "cue": null, "paragraph": 2, "rule": "after-cue", "confidence": 1.0,
            })
        };
        // The body begins at the 40th byte of the page, and its second paragraph a byte later than it would.
        let quotes = [
            quote("Año nuevo, and the wall is safe – so far", 41),
            quote("had not been moved since March", 41),
            quote("not been moved since Mar", 41),
            quote("had not been moved since March", 0),
            quote("It stands nowhere in the body", 0),
        ];
        let article = serde_json::json!({
            "format": 1, "path": "a.txt", "member": null, "id": "0", "media_type": "text/plain", "encoding": "UTF-8", "language": "en",
            "url": null, "publisher": null, "headline": null, "kicker": null, "deck": null, "byline": [], "body": body,
            "body_spans": [[40, 57], [60, 41 + body.len()]], "dateline": null, "date": null, "mentioned_dates": [], "captions": [],
            "locations": [], "related": [], "corrections": [], "notes": [], "quotes": quotes,
            "speakers": [{"name": "Ada Okafor", "role": null, "kind": "person", "quotes": 5}],
        });
        let mut article: Article = serde_json::from_value(article).unwrap();
        let rows = |article: &Article| {
            let mut rows = Rows::default();
            add_article(article, &mut rows);
            let rows = rows.iter().map(|row| format!("{row:?}"));
            rows.collect::<Vec<_>>()
        };
        let in_body = rows(&article);
        article.body_spans.clear();
        assert_eq!(rows(&article), in_body);
        assert_eq!(in_body[2], in_body[4]);
    }

    #[test]
    fn what_stands_in_the_body_is_found_there() {
        let starts = [0, 19];
        let place = |body: &str, text: &str, from| {
            let spans = [Span::new(40, 57), Span::new(60, 90)];
            place_in_body(body, &starts, &spans, (text, from))
        };
        let body = "The quay is shut.\n\nIt stays so.";
        assert_eq!(place(body, "stays so", 63), Some(22..30));
        assert_eq!(place(body, "quay", 44), Some(4..8));
        assert_eq!(place(body, "quay", 45), None);
        assert_eq!(place(body, "The", 0), None);
        assert_eq!(place(body, "stays so. Or not", 63), None);
    }
}
