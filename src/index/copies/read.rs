//! The texts that are compared, read from the records of articles.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
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

    /// A text of an article's record. Nothing behind it is read.
    fn text(&self, article: &TantivyDocument, part: Part) -> tantivy::Result<String> {
        let text = article.get_first(self.field);
        let text = text.as_ref().and_then(|value| value.as_str());
        let mut record = serde_json::Deserializer::from_str(text.unwrap_or_default());
        let mut found = None;
        let search = Search {
            part,
            found: &mut found,
        };
        // That the record goes on behind the part is an error to the reader of JSON.
        let ended = record.deserialize_map(search);
        found.ok_or_else(|| {
            let message = match ended {
                Ok(()) => format!("it has no {}", part.name()),
                Err(error) => error.to_string(),
            };
            TantivyError::InternalError(format!("the record of an article is damaged: {message}"))
        })
    }
}

/// A text in a record.
#[derive(Clone, Copy)]
enum Part {
    Body,
    /// The words of a quote, by its number from 0.
    Quote(usize),
}

impl Part {
    /// The key that it stands under.
    fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Quote(_) => "quotes",
        }
    }
}

/// Reads a record as far as the part.
struct Search<'a> {
    part: Part,
    found: &'a mut Option<String>,
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the record of an article")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut record: A) -> Result<(), A::Error> {
        while let Some(name) = record.next_key::<&str>()? {
            if name == self.part.name() {
                match self.part {
                    Part::Body => *self.found = Some(record.next_value()?),
                    Part::Quote(_) => record.next_value_seed(self)?,
                }
                break;
            }
            record.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut quotes: A) -> Result<(), A::Error> {
        #[derive(Deserialize)]
        struct Words {
            text: String,
        }
        let Part::Quote(nth) = self.part else {
            return Ok(());
        };
        for _ in 0..nth {
            quotes.next_element::<IgnoredAny>()?;
        }
        *self.found = quotes.next_element::<Words>()?.map(|quote| quote.text);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, quotes: D) -> Result<(), D::Error> {
        quotes.deserialize_seq(self)
    }
}
