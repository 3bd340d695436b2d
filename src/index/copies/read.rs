//! The texts that are compared, read from the records of articles.

use std::fmt;

use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::de::StrRead;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

use super::candidates::Least;
use super::gather::Judge;
use super::keyed::Keyed;
use super::overlap::{Overlap, Text};
use super::sketch::{QUOTE_SHINGLE, SHINGLE};

/// Of 70 pairs of copies among 8,400 wires one shares fewer than a fifth of the keys of the one that has more, and none fewer than
/// three twentieths; of pairs that share a quarter of the keys of the one that has fewer, five in six do.
pub(super) const LEAST_OF_BODIES: Least = Least {
    of_fewer: 250,
    of_more: 150,
};
/// A quote has four keys: of a tenth of the copies one key of the four is shared.
const LEAST_OF_QUOTES: Least = Least {
    of_fewer: 600,
    of_more: 250,
};

/// The bodies of articles.
pub(super) struct Bodies<'a> {
    records: Records<'a>,
}

/// The words of quotes.
pub(super) struct Quotations<'a> {
    records: Records<'a>,
    /// The article that was read last.
    last: Option<(DocAddress, TantivyDocument)>,
}

struct Records<'a> {
    searcher: &'a Searcher,
    field: Field,
}

impl<'a> Bodies<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let records = Records::new(searcher)?;
        Ok(Self { records })
    }
}

impl Judge for Bodies<'_> {
    fn text(&mut self, of: &Keyed) -> tantivy::Result<Text> {
        let article = self.records.article(of.at)?;
        let body = self.records.text(&article, Part::Body)?;
        Ok(Text::new(&body, SHINGLE))
    }

    fn least_shared(&self) -> Least {
        LEAST_OF_BODIES
    }

    fn is_copy(&self, overlap: Overlap, days: Option<u64>) -> bool {
        overlap.is_copy(days)
    }
}

impl<'a> Quotations<'a> {
    pub(super) fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let records = Records::new(searcher)?;
        let last = None;
        Ok(Self { records, last })
    }
}

impl Judge for Quotations<'_> {
    fn text(&mut self, of: &Keyed) -> tantivy::Result<Text> {
        let missing = || TantivyError::InternalError("an article has no such quote".to_owned());
        let behind = of.nth;
        let article = DocAddress::new(
            of.at.segment_ord,
            of.at.doc_id.checked_sub(behind).ok_or_else(missing)?,
        );
        let document = match self.last.take() {
            Some((at, document)) if at == article => document,
            _ => self.records.article(article)?,
        };
        let nth = (behind as usize).checked_sub(1).ok_or_else(missing)?;
        let quote = self.records.text(&document, Part::Quote(nth));
        self.last = Some((article, document));
        Ok(Text::new(&quote?, QUOTE_SHINGLE))
    }

    fn least_shared(&self) -> Least {
        LEAST_OF_QUOTES
    }

    fn is_copy(&self, overlap: Overlap, _days: Option<u64>) -> bool {
        overlap.is_quotation()
    }
}

impl<'a> Records<'a> {
    fn new(searcher: &'a Searcher) -> tantivy::Result<Self> {
        let field = searcher.schema().get_field("record")?;
        Ok(Self { searcher, field })
    }

    fn article(&self, at: DocAddress) -> tantivy::Result<TantivyDocument> {
        self.searcher.doc(at)
    }

    /// A text of an article's record. What stands before it is passed over, and what stands behind it is not looked at.
    fn text(&self, article: &TantivyDocument, part: Part) -> tantivy::Result<String> {
        let record = article.get_first(self.field);
        let record = record.as_ref().and_then(|value| value.as_str());
        part.of(record.unwrap_or_default()).ok_or_else(|| {
            let message = format!("the record of an article is damaged: it has no {part:?}");
            TantivyError::InternalError(message)
        })
    }
}

/// A text in a record.
#[derive(Clone, Copy, Debug)]
enum Part {
    Body,
    /// The words of a quote, by its number from 0.
    Quote(usize),
}

impl Part {
    fn of(self, record: &str) -> Option<String> {
        match self {
            Self::Body => String::deserialize(&mut at_value(record, "\"body\":\"")?).ok(),
            Self::Quote(nth) => {
                let mut found = None;
                let search = Search {
                    nth,
                    found: &mut found,
                };
                // That the record goes on behind the quote is an error to the reader of JSON.
                let _ = at_value(record, "\"quotes\":[")?.deserialize_seq(search);
                found
            }
        }
    }
}

/// A reader of the value whose key and first sign are `key`. Inside a text its marks are escaped, so that only a key reads so; a
/// speaker has quotes too, which are a number.
fn at_value<'r>(record: &'r str, key: &str) -> Option<serde_json::Deserializer<StrRead<'r>>> {
    let at = memchr::memmem::find(record.as_bytes(), key.as_bytes())?;
    Some(serde_json::Deserializer::from_str(
        &record[at + key.len() - 1..],
    ))
}

/// Reads a list of quotes as far as the one that is sought.
struct Search<'a> {
    nth: usize,
    found: &'a mut Option<String>,
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the quotes of an article")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut quotes: A) -> Result<(), A::Error> {
        #[derive(Deserialize)]
        struct Words {
            text: String,
        }
        for _ in 0..self.nth {
            quotes.next_element::<IgnoredAny>()?;
        }
        *self.found = quotes.next_element::<Words>()?.map(|quote| quote.text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_are_found_in_a_record_whatever_they_say() {
        let body = "He typed \"quotes\":[{}] and \\\"body\":\".";
        let quotes = ["One.", "\"quotes\":[{\"text\":\"Two\"}]"];
        let record = json!({
            "headline": "\"body\":\"of water\", \"quotes\":[",
            "body": body,
            "speakers": [{"name": "Ana Paz", "quotes": 2}],
            "quotes": quotes.map(|text| json!({"span": [1, 2], "text": text})),
        });
        let record = record.to_string();
        assert_eq!(Part::Body.of(&record).as_deref(), Some(body));
        for (nth, text) in quotes.into_iter().enumerate() {
            assert_eq!(Part::Quote(nth).of(&record).as_deref(), Some(text));
        }
        assert_eq!(Part::Quote(2).of(&record), None);
        assert_eq!(Part::Body.of("{}"), None);
    }
}
