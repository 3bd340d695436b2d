//! How articles are compared: by their bodies, which are read from their records.

use serde::Deserialize;
use serde_json::Deserializer;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

use super::candidates::Least;
use super::gather::Judge;
use super::keyed::Keyed;
use super::overlap::{Overlap, Text};
use super::sketch::SHINGLE;
use super::words::Words;

/// Of 70 pairs of copies among 8,400 wires one shares fewer than a fifth of the keys of the one that has more, and none fewer than
/// three twentieths; of pairs that share a quarter of the keys of the one that has fewer, five in six do.
pub(super) const LEAST_OF_BODIES: Least = Least {
    of_fewer: 250,
    of_more: 150,
};

/// The bodies of articles.
pub(super) struct Bodies<'a> {
    searcher: &'a Searcher,
    record: Field,
}

impl<'a> Bodies<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let record = searcher.schema().get_field("record")?;
        Ok(Self { searcher, record })
    }

    fn body(&self, at: DocAddress) -> tantivy::Result<String> {
        let article: TantivyDocument = self.searcher.doc(at)?;
        let record = article.get_first(self.record);
        let record = record.as_ref().and_then(|value| value.as_str());
        body_of(record.unwrap_or_default()).ok_or_else(|| {
            let message = "the record of an article is damaged: it has no body";
            TantivyError::InternalError(message.to_owned())
        })
    }
}

impl Judge for Bodies<'_> {
    fn text(&mut self, of: &Keyed) -> tantivy::Result<Text> {
        let body = self.body(of.at)?;
        Ok(Text::new(&Words::of(&body), SHINGLE))
    }

    fn least_shared(&self) -> Least {
        LEAST_OF_BODIES
    }

    fn is_copy(&self, overlap: Overlap, days: Option<u64>) -> bool {
        overlap.is_copy(days)
    }
}

/// The body in a record. What stands before it is passed over, and what stands behind it is not looked at. Inside a text its marks
/// are escaped, so that only a key reads so.
fn body_of(record: &str) -> Option<String> {
    const KEY: &[u8] = b"\"body\":";
    let at = memchr::memmem::find(record.as_bytes(), KEY)?;
    let value = &record[at + KEY.len()..];
    String::deserialize(&mut Deserializer::from_str(value)).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn bodies_are_found_in_a_record_whatever_it_says() {
        let body = "He typed \"body\":[{}] and \\\"body\":\".";
        let record = json!({
            "headline": "\"body\":\"of water\", \"body\":[",
            "body": body,
            "quotes": [{"span": [1, 2], "text": "\"body\":\"of water\""}],
        });
        assert_eq!(body_of(&record.to_string()).as_deref(), Some(body));
        assert_eq!(body_of("{}"), None);
        assert_eq!(body_of("{\"body\":7}"), None);
    }
}
