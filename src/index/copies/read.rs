//! The texts that are compared, read from the records of articles.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

use super::gather::Judge;
use super::keyed::Keyed;
use super::overlap::{Overlap, Text};
use super::sketch::{QUOTE_SHINGLE, SHINGLE};

/// The bodies of articles.
pub(super) struct Bodies<'a> {
    records: Records<'a>,
}

/// The words of quotes.
pub(super) struct Quotations<'a> {
    records: Records<'a>,
    /// The article that was read last, and its quotes.
    last: Option<(DocAddress, Vec<Words>)>,
}

/// The part of a quote that its copies are told by.
#[derive(Deserialize)]
struct Words {
    text: String,
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
        let body: String = self.records.read(of.at, "body")?;
        Ok(Text::new(&body, SHINGLE))
    }

    fn least_shared(&self) -> usize {
        250
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
        if self.last.as_ref().is_none_or(|(at, _)| *at != article) {
            let quotes = self.records.read(article, "quotes")?;
            self.last = Some((article, quotes));
        }
        let quotes = self.last.as_ref().map(|(_, quotes)| quotes);
        let quote = quotes.and_then(|quotes| quotes.get(behind as usize - 1));
        Ok(Text::new(&quote.ok_or_else(missing)?.text, QUOTE_SHINGLE))
    }

    fn least_shared(&self) -> usize {
        600
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

    /// A part of an article's record. Nothing behind it is read.
    fn read<T: for<'de> Deserialize<'de>>(
        &self,
        at: DocAddress,
        name: &'static str,
    ) -> tantivy::Result<T> {
        let document: TantivyDocument = self.searcher.doc(at)?;
        let text = document.get_first(self.field);
        let text = text.as_ref().and_then(|value| value.as_str());
        let mut record = serde_json::Deserializer::from_str(text.unwrap_or_default());
        let mut found = None;
        let part = Part {
            name,
            found: &mut found,
        };
        // That the record goes on behind the part is an error to the reader of JSON.
        let ended = record.deserialize_map(part);
        let message = || match ended {
            Ok(()) => format!("it has no {name}"),
            Err(error) => error.to_string(),
        };
        found.ok_or_else(|| {
            let message = message();
            TantivyError::InternalError(format!("the record of an article is damaged: {message}"))
        })
    }
}

/// A value of an object that is read as far as it.
struct Part<'a, T> {
    name: &'static str,
    found: &'a mut Option<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Part<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the record of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut record: A) -> Result<(), A::Error> {
        while let Some(name) = record.next_key::<&str>()? {
            if name == self.name {
                *self.found = Some(record.next_value()?);
                break;
            }
            record.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
