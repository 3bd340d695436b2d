//! The record of an article: all of it, as the store keeps it.
//!
//! In: an article. Out: its bytes, and the article again. First stands the body, then the texts of the quotes, and then what is left, in the
//! order in which the fields of an article are declared, without their names: whoever wants a text alone reads no further. Whoever
//! changes what an article is raises [`SCHEMA_VERSION`](super::SCHEMA_VERSION).

use std::fmt;

use tantivy::schema::{Field, Value};
use tantivy::{TantivyDocument, TantivyError};

use crate::article::Article;

/// The record of an article, which is whole again afterwards.
pub(super) fn record(article: &mut Article) -> Vec<u8> {
    let body = std::mem::take(&mut article.body);
    let texts = article.quotes.iter_mut();
    let texts: Vec<String> = texts.map(|quote| std::mem::take(&mut quote.text)).collect();
    let record = Vec::with_capacity(body.len() * 2 + 1024);
    let record = postcard::to_extend(&(&body, &texts), record);
    let record = record.and_then(|record| postcard::to_extend(&*article, record));
    article.body = body;
    for (quote, text) in article.quotes.iter_mut().zip(texts) {
        quote.text = text;
    }
    record.expect("an article has the form of plain values")
}

/// The bytes of a record in a document that was read from the store; none where it has no record.
pub fn of(document: &TantivyDocument, field: Field) -> Record<'_> {
    let value = document.get_first(field);
    Record(value.and_then(|value| value.as_bytes()).unwrap_or_default())
}

/// The bytes of a record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a>(&'a [u8]);

/// A record that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl<'a> Record<'a> {
    /// The article.
    ///
    /// # Errors
    /// The record is not as it was written.
    pub fn article(self) -> Result<Article, Damaged> {
        let (body, rest) = taken::<String>(self.0)?;
        let (texts, rest) = taken::<Vec<String>>(rest)?;
        let (mut article, rest) = taken::<Article>(rest)?;
        if !rest.is_empty() || texts.len() != article.quotes.len() {
            return Err(Damaged);
        }
        article.body = body;
        for (quote, text) in article.quotes.iter_mut().zip(texts) {
            quote.text = text;
        }
        Ok(article)
    }

    /// Its body alone.
    ///
    /// # Errors
    /// As [`Record::article`].
    pub(super) fn body(self) -> Result<&'a str, Damaged> {
        Ok(taken(self.0)?.0)
    }

    /// The words of one of its quotes alone, by their number from 0.
    ///
    /// # Errors
    /// The record is not as it was written, or the article has no such quote.
    pub(super) fn quote(self, nth: usize) -> Result<&'a str, Damaged> {
        let (_, rest) = taken::<&str>(self.0)?;
        let (count, mut rest) = taken::<usize>(rest)?;
        for _ in 0..nth.min(count) {
            (_, rest) = taken::<&str>(rest)?;
        }
        match nth < count {
            true => Ok(taken(rest)?.0),
            false => Err(Damaged),
        }
    }
}

/// A value that bytes begin with, and what stands behind it.
fn taken<'a, T: serde::Deserialize<'a>>(bytes: &'a [u8]) -> Result<(T, &'a [u8]), Damaged> {
    postcard::take_from_bytes(bytes).map_err(|_| Damaged)
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the record of an article is damaged")
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
    fn an_article_comes_back_whole_and_its_texts_alone() {
        let mut article = article();
        let before = article.clone();
        let bytes = record(&mut article);
        assert_eq!(article, before);
        let record = Record(&bytes);
        assert_eq!(record.article(), Ok(before));
        assert_eq!(record.body(), Ok(article.body.as_str()));
        assert_eq!(record.quote(0), Ok("One."));
        assert_eq!(record.quote(1), Ok("“Two”"));
        assert_eq!(record.quote(2), Err(Damaged));
    }

    #[test]
    fn a_cut_record_is_damaged() {
        let bytes = record(&mut article());
        for end in 0..bytes.len() {
            assert_eq!(Record(&bytes[..end]).article(), Err(Damaged));
        }
        let longer = [bytes.as_slice(), b"0"].concat();
        assert_eq!(Record(&longer).article(), Err(Damaged));
    }
}
