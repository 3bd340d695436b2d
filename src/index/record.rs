//! The record of an article: all of it, as the store keeps it.
//!
//! In: an article. Out: two stored values, and the article again. One is its texts, the body and then the words of each quote; the other how
//! long these are, and what else there is of the article, in the order in which its fields are declared, without their names. Whoever wants a
//! text alone reads no further; and Tantivy copies a stored text at once, where it copies bytes one by one. Whoever changes what an
//! article is raises [`SCHEMA_VERSION`](super::SCHEMA_VERSION).

use std::fmt;
use std::sync::Arc;

use tantivy::schema::{Field, Schema, Value};
use tantivy::{TantivyDocument, TantivyError};

use crate::article::{Article, SharedText};
use crate::span::Span;

/// The fields that a record is stored in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    pub(super) texts: Field,
    pub(super) rest: Field,
}

/// The values of a record. The article is whole again afterwards.
pub(super) fn record(article: &mut Article) -> (String, Vec<u8>) {
    let body = std::mem::take(&mut article.body);
    let quotes = article.quotes.iter_mut();
    let quotes: Vec<SharedText> = quotes
        .map(|quote| std::mem::take(&mut quote.text))
        .collect();
    let lengths: Vec<usize> = quotes.iter().map(|text| text.len()).collect();
    let mut texts = String::with_capacity(body.len() + lengths.iter().sum::<usize>());
    texts.push_str(&body);
    quotes.iter().for_each(|text| texts.push_str(text));
    let rest = postcard::to_extend(&(body.len(), lengths, &*article), Vec::with_capacity(2048));
    article.body = body;
    for (quote, text) in article.quotes.iter_mut().zip(quotes) {
        quote.text = text;
    }
    (
        texts,
        rest.expect("an article has the form of plain values"),
    )
}

impl Stored {
    /// The fields by their names.
    pub(super) fn of(schema: &Schema) -> tantivy::Result<Self> {
        Ok(Self {
            texts: schema.get_field("texts")?,
            rest: schema.get_field("record")?,
        })
    }

    /// The record in a document that was read from the store; an empty one where it has none.
    #[must_use]
    pub fn record(self, document: &TantivyDocument) -> Record<'_> {
        let texts = document.get_first(self.texts);
        let rest = document.get_first(self.rest);
        Record {
            texts: texts.and_then(|value| value.as_str()).unwrap_or_default(),
            rest: rest.and_then(|value| value.as_bytes()).unwrap_or_default(),
        }
    }
}

/// A record as it was stored.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    texts: &'a str,
    rest: &'a [u8],
}

/// A record that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl<'a> Record<'a> {
    /// Whether nothing is stored: the document is no article's.
    pub(super) fn is_empty(self) -> bool {
        self.rest.is_empty()
    }

    /// The article.
    ///
    /// # Errors
    /// The record is not as it was written.
    pub fn article(self) -> Result<Article, Damaged> {
        let (length, rest) = taken(self.rest)?;
        let (lengths, rest) = taken::<Vec<usize>>(rest)?;
        let (mut article, rest) = taken::<Article>(rest)?;
        if !rest.is_empty() || lengths.len() != article.quotes.len() {
            return Err(Damaged);
        }
        let (body, texts) = cut(self.texts, length)?;
        article.body = body.to_owned();
        let (all, mut behind) = (Arc::from(texts), texts);
        for (quote, length) in article.quotes.iter_mut().zip(lengths) {
            let from = texts.len() - behind.len();
            behind = cut(behind, length)?.1;
            quote.text = SharedText::part_of(&all, Span::new(from, from + length));
        }
        match behind.is_empty() {
            true => Ok(article),
            false => Err(Damaged),
        }
    }

    /// Its body alone.
    ///
    /// # Errors
    /// As [`Record::article`].
    pub(super) fn body(self) -> Result<&'a str, Damaged> {
        let (length, _) = taken(self.rest)?;
        Ok(cut(self.texts, length)?.0)
    }
}

/// So many bytes of a text, and what stands behind them.
fn cut(text: &str, length: usize) -> Result<(&str, &str), Damaged> {
    text.split_at_checked(length).ok_or(Damaged)
}

/// A value that bytes begin with, and what stands behind it.
fn taken<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Result<(T, &'a [u8]), Damaged> {
    postcard::take_from_bytes(bytes).map_err(|_| Damaged)
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the record of an article is not as it was written; dateline check says which, and --repair makes it anew")
    }
}

impl std::error::Error for Damaged {}

impl From<Damaged> for TantivyError {
    fn from(damaged: Damaged) -> Self {
        TantivyError::InternalError(damaged.to_string())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn article() -> Article {
        let quote = |text: &str| {
            json!({
                "text": text, "span": [4, 9], "parts": [[4, 9]], "kind": "direct", "speaker": "Ana Paz", "role": null,
                "source": {"text": "she", "span": [1, 4]}, "cue": null, "paragraph": 1, "rule": "after-cue",
                "confidence": 0.875,
            })
        };
        let article = json!({
            "format": 1, "path": "a/b.txt", "member": null, "id": "16d82f4fbf5e6cab3eab", "media_type": "text/plain",
            "encoding": "UTF-8", "language": "en", "url": null, "publisher": null, "headline": "\"body\":", "kicker": null,
            "deck": null, "byline": ["J. Roe"], "body": "Rain.\n\nÜber “all”.", "body_spans": [[0, 5], [7, 20]],
            "dateline": {"text": "LIMA", "span": [0, 4], "place": "LIMA", "agency": null, "date": "2024-11"},
            "date": {"value": "2024-11-06", "time": null, "source": "header", "text": "Nov 6"},
            "mentioned_dates": [{"text": "in May", "span": [3, 9], "value": "[2010-05-06,2010-06-05]", "rule": "month"}],
            "captions": [],
            "locations": [{"name": "Lima", "kind": "city", "region": null, "country": "PE", "latitude": -12.04,
                "longitude": -77.03, "geonames": 3936456, "source": "text", "mentions": 2, "span": [0, 4]}],
            "speakers": [{"name": "Ana Paz", "role": null, "kind": "person", "quotes": 2}],
            "quotes": [quote("One."), quote("“Two”")],
            "related": [], "corrections": ["It was three."], "notes": [{"about": "date", "text": "Doubtful."}],
        });
        serde_json::from_value(article).unwrap()
    }

    #[test]
    fn an_article_comes_back_whole_and_its_body_alone() {
        let mut article = article();
        let before = article.clone();
        let (texts, rest) = record(&mut article);
        assert_eq!(article, before);
        let (texts, rest) = (texts.as_str(), rest.as_slice());
        let record = Record { texts, rest };
        assert_eq!(record.article(), Ok(before));
        assert_eq!(record.body(), Ok(article.body.as_str()));
    }

    #[test]
    fn a_cut_record_is_damaged() {
        let (whole, bytes) = record(&mut article());
        let read = |texts: &str, rest: &[u8]| Record { texts, rest }.article();
        for end in 0..bytes.len() {
            assert_eq!(read(&whole, &bytes[..end]), Err(Damaged));
        }
        for (end, _) in whole.char_indices() {
            assert_eq!(read(&whole[..end], &bytes), Err(Damaged));
        }
        let longer = [bytes.as_slice(), b"0"].concat();
        assert_eq!(read(&whole, &longer), Err(Damaged));
        assert_eq!(read(&format!("{whole}."), &bytes), Err(Damaged));
    }
}
