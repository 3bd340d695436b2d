//! What an article, or a quote, is recognised by where it stands again: a few numbers, made of it alone.
//!
//! In: an article. Out: its [`Sketch`], which the index keeps in columns: the number of its whole text, and the numbers of some
//! of its shingles. The shingles are those whose numbers lie in the lowest part of all numbers, one in [`ONE_IN`] (MinHash that
//! grows with the text): of two texts both keep the same ones of what they share, however much longer one of them is, where
//! signatures of one length, made for Jaccard's measure, lose a story that was cut. What is boilerplate, tagline, caption or
//! dateline is no body.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::words::{Words, in_one_line};
use crate::article::{Article, Quote, Speaker, SpeakerKind};
use crate::lexicon::names::{NamePart, name_part};

/// Words of a shingle of articles: fewer are shared by chance, more are lost with every word that an editor changes.
pub(super) const SHINGLE: usize = 4;
/// Words of a shingle of quotes, which are short.
pub(super) const QUOTE_SHINGLE: usize = 3;
/// One shingle in so many is kept, …
const ONE_IN: u32 = 16;
/// … and at least so many.
const LEAST: usize = 16;
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

/// The numbers that a text is recognised by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Of the whole text; 0 where there is none. The same words have the same number.
    pub text: u64,
    /// Of some of its shingles, smallest first; none where it must be the same word by word.
    pub keys: Vec<u32>,
}

/// The sketch of an article.
#[must_use]
pub fn of_article(article: &Article) -> Sketch {
    let body = Words::of(&article.body);
    let count = body.numbers.len();
    let mut sketch = of_words(&body);
    if count < BRIEF {
        let headline = article.headline.as_deref().unwrap_or_default();
        let headline = Words::of(headline);
        if count + headline.numbers.len() == 0 {
            return Sketch::default();
        }
        let day = article.date.as_ref().map(|date| date.value.to_string());
        let day = number(&day.unwrap_or_default());
        sketch.text ^= headline.number().rotate_left(1) ^ day.rotate_left(2);
    }
    sketch
}

fn of_words(body: &Words) -> Sketch {
    let long = body.numbers.len() >= TOO_SHORT;
    Sketch {
        text: body.number(),
        keys: if long { lowest(body) } else { Vec::new() },
    }
}

/// The sketch of a body alone.
#[cfg(test)]
pub(super) fn of_body(body: &str) -> Sketch {
    of_words(&Words::of(body))
}

/// The sketches of an article's quotes: their words, and who says them. Quotes of different speakers share nothing.
#[must_use]
pub fn of_quotes(article: &Article) -> Vec<Sketch> {
    let speakers: FxHashMap<&str, u64> = article
        .speakers
        .iter()
        .map(|speaker| (speaker.name.as_str(), number(&known_as(speaker))))
        .collect();
    let day = article.date.as_ref().map(|date| date.value.to_string());
    let day = number(&day.unwrap_or_default());
    let quotes = article.quotes.iter();
    let sketch = |quote: &Quote| {
        let name = quote.speaker.as_deref();
        let said_by = name.map(|name| speakers.get(name).copied().unwrap_or_else(|| number(name)));
        of_quote(quote, said_by, day)
    };
    quotes.map(sketch).collect()
}

fn of_quote(quote: &Quote, said_by: Option<u64>, day: u64) -> Sketch {
    let words = Words::of(&quote.text);
    let count = words.numbers.len();
    if count == 0 || count < ANSWER && said_by.is_none() {
        return Sketch::default();
    }
    let class = said_by.unwrap_or_else(|| words.number()) % CLASSES;
    let mut text = words.number() ^ said_by.unwrap_or(0);
    let mut keys = Vec::new();
    if count < ANSWER {
        text ^= day.rotate_left(1);
    } else if let Some(said_by) = said_by {
        let shingles = words
            .shingles(QUOTE_SHINGLE)
            .map(|key| in_class(u64::from(key ^ said_by as u32), class) as u32);
        keys = smallest(shingles.collect(), OF_A_QUOTE);
    }
    Sketch {
        text: in_class(text, class),
        keys,
    }
}

/// A number of a class; never 0.
fn in_class(number: u64, class: u64) -> u64 {
    (number & !(CLASSES - 1)).max(CLASSES) | class
}

/// The classes of quotes.
pub(super) fn classes() -> std::ops::Range<u64> {
    0..CLASSES
}

/// The class of a quote, by the number of its text.
pub(super) fn class_of(text: u64) -> u64 {
    text % CLASSES
}

/// The name that a speaker goes by in any paper: a person's surname; others without their article.
fn known_as(speaker: &Speaker) -> String {
    let line = in_one_line(&speaker.name);
    if speaker.kind == SpeakerKind::Person {
        let mut words = line.split_whitespace();
        let surname = words.rfind(|word| name_part(word) != Some(NamePart::Generation));
        return surname.unwrap_or(&line).to_owned();
    }
    line.trim_start_matches("the ").to_owned()
}

/// The keys of a body: one in [`ONE_IN`] of its shingles, and [`LEAST`] at least.
fn lowest(body: &Words) -> Vec<u32> {
    let mut keys = Vec::with_capacity(body.numbers.len() / ONE_IN as usize + LEAST);
    let mut keep = |key: u32| keys.extend((key <= u32::MAX / ONE_IN).then_some(key));
    body.shingles(SHINGLE).for_each(&mut keep);
    if keys.len() < LEAST {
        return smallest(body.shingles(SHINGLE).collect(), LEAST);
    }
    in_order(&mut keys);
    keys
}

/// The smallest of the numbers, so many.
fn smallest(mut numbers: Vec<u32>, kept: usize) -> Vec<u32> {
    if kept < numbers.len() {
        numbers.select_nth_unstable(kept - 1);
        numbers.truncate(kept);
    }
    in_order(&mut numbers);
    numbers
}

/// Each once, and none of them 0, which stands for no key.
fn in_order(keys: &mut Vec<u32>) {
    keys.iter_mut().for_each(|key| *key = (*key).max(1));
    keys.sort_unstable();
    keys.dedup();
}

/// Two keys stand in one number of a column: half as many are written, and half as many are read.
pub fn packed(keys: &[u32]) -> impl Iterator<Item = u64> + '_ {
    keys.chunks(2).map(|two| {
        let second = two.get(1).copied().unwrap_or(0);
        u64::from(two[0]) | u64::from(second) << 32
    })
}

/// The keys of numbers that [`packed`] made.
pub(super) fn unpacked(numbers: impl Iterator<Item = u64>) -> impl Iterator<Item = u32> {
    let keys = numbers.flat_map(|number| [number as u32, (number >> 32) as u32]);
    keys.filter(|key| *key != 0)
}

/// A number for some words; never 0.
pub(super) fn number(words: &str) -> u64 {
    xxh3_64(words.as_bytes()).max(1)
}
