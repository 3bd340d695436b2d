//! What an article, or a quote, is recognised by where it stands again: a few numbers, made of it alone.
//!
//! In: an article. Out: its [`Sketch`], which the index keeps: the number of its whole text, and the numbers of some
//! of its shingles. The shingles are those whose numbers lie in the lowest part of all numbers, one in [`ONE_IN`] (MinHash that
//! grows with the text): of two texts both keep the same ones of what they share, however much longer one of them is, where
//! signatures of one length, made for Jaccard's measure, lose a story that was cut. What is boilerplate, tagline, caption or
//! dateline is no body.

use std::cell::{LazyCell, RefCell};
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::trace::traced;
use super::words::{Words, number_of_word, number_of_words};
use crate::article::{Article, Quote, Speaker, SpeakerKind};
use crate::lexicon::names::generations;

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

/// The numbers that a text is recognised by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Of the whole text; 0 where there is none. The same words have the same number.
    pub text: u64,
    /// Of some of its shingles, smallest first; none where it must be the same word by word.
    pub keys: Vec<u32>,
    /// Of a quote with keys, its words in a few bytes each, so that it can be compared with others.
    pub trace: Vec<u8>,
}

thread_local! {
    /// Memory for the words of one text after the other.
    static WORDS: RefCell<Words> = RefCell::default();
}

/// The sketch of an article.
#[must_use]
pub fn of_article(article: &Article) -> Sketch {
    let (count, mut sketch) = WORDS.with_borrow_mut(|body| {
        body.read(&article.body);
        (body.numbers.len(), of_words(body))
    });
    if count < BRIEF {
        let headline = article.headline.as_deref().unwrap_or_default();
        let headline = Words::of(headline);
        if count + headline.numbers.len() == 0 {
            return Sketch::default();
        }
        sketch.text ^= headline.number().rotate_left(1) ^ day_of(article).rotate_left(2);
    }
    sketch
}

fn of_words(body: &Words) -> Sketch {
    let long = body.numbers.len() >= TOO_SHORT;
    Sketch {
        text: body.number(),
        keys: if long { lowest(body) } else { Vec::new() },
        trace: Vec::new(),
    }
}

/// The number of its day, or of none.
fn day_of(article: &Article) -> u64 {
    let day = article.date.as_ref().map(|date| date.value.to_string());
    number(&day.unwrap_or_default())
}

/// The sketch of a body alone.
#[cfg(test)]
pub(super) fn of_body(body: &str) -> Sketch {
    of_words(&Words::of(body))
}

/// The sketches of an article's quotes: their words, and who says them. Quotes of different speakers share nothing.
#[must_use]
pub fn of_quotes(article: &Article) -> Vec<Sketch> {
    WORDS.with_borrow_mut(|words| of_quotes_in(article, words))
}

fn of_quotes_in(article: &Article, words: &mut Words) -> Vec<Sketch> {
    let speakers = article.speakers.iter();
    let speakers: FxHashMap<&str, u64> = speakers
        .map(|speaker| (speaker.name.as_str(), known_as(speaker, words)))
        .collect();
    let day = LazyCell::new(|| day_of(article));
    let sketch = |quote: &Quote| {
        let name = quote.speaker.as_deref();
        let said_by = name.map(|name| speakers.get(name).copied().unwrap_or_else(|| number(name)));
        words.read(&quote.text);
        of_quote(words, said_by, || *day)
    };
    article.quotes.iter().map(sketch).collect()
}

fn of_quote(words: &Words, said_by: Option<u64>, day: impl Fn() -> u64) -> Sketch {
    let count = words.numbers.len();
    if count == 0 || count < ANSWER && said_by.is_none() {
        return Sketch::default();
    }
    let class = said_by.unwrap_or_else(|| words.number()) % CLASSES;
    let mut sketch = Sketch::default();
    let mut text = words.number() ^ said_by.unwrap_or(0);
    if count < ANSWER {
        text ^= day().rotate_left(1);
    } else if let Some(said_by) = said_by {
        let shingles = words
            .shingles(QUOTE_SHINGLE)
            .map(|key| in_class(u64::from(key ^ said_by as u32), class) as u32);
        sketch.keys = smallest_of_quote(shingles);
        sketch.trace = traced(words);
    }
    sketch.text = in_class(text, class);
    sketch
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
    let name = words.numbers.iter().copied();
    surname.unwrap_or_else(|| number_of_words(name.skip_while(|word| *word == *THE)))
}

/// The keys of a body: one in [`ONE_IN`] of its shingles, and [`LEAST`] at least.
fn lowest(body: &Words) -> Vec<u32> {
    let mut keys = Vec::with_capacity(body.numbers.len() / ONE_IN as usize + LEAST);
    for key in body.shingles(SHINGLE) {
        if key <= u32::MAX / ONE_IN && keys.len() < MOST {
            keys.push(key);
        }
    }
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

/// The [`OF_A_QUOTE`] smallest of the numbers.
fn smallest_of_quote(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
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
    let mut keys = smallest[..count.min(OF_A_QUOTE)].to_vec();
    in_order(&mut keys);
    keys
}

/// Each once, and none of them 0, which stands for no key.
fn in_order(keys: &mut Vec<u32>) {
    keys.iter_mut().for_each(|key| *key = (*key).max(1));
    keys.sort_unstable();
    keys.dedup();
}

/// A number for some words; never 0.
pub(super) fn number(words: &str) -> u64 {
    xxh3_64(words.as_bytes()).max(1)
}
