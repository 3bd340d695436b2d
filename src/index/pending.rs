//! A document that waits to be written.
//!
//! In: fields and their values, as `documents.rs` makes them. Out: what Tantivy reads of a document, taken from where it stands:
//! its own kind of document copies every text once more.

use std::borrow::Cow;
use std::iter::{Empty, Map};
use std::slice::Iter;

use tantivy::Document;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::way::Place;

/// A document that waits to be written.
#[derive(Debug, Default)]
pub struct Pending {
    values: Vec<(Field, Content)>,
    /// Given back when the document has been written.
    place: Option<Place>,
}

/// A value of a field.
#[derive(Debug)]
pub enum Content {
    /// A text, for the analyzer, a column or the store.
    Text(Cow<'static, str>),
    /// A term as it stands.
    Bytes(Vec<u8>),
    /// A number.
    Number(u64),
    /// A number that may be less than none.
    Signed(i64),
}

impl Pending {
    pub(super) fn add_text(&mut self, field: Field, text: impl Into<Cow<'static, str>>) {
        self.values.push((field, Content::Text(text.into())));
    }

    pub(super) fn add_bytes(&mut self, field: Field, bytes: Vec<u8>) {
        self.values.push((field, Content::Bytes(bytes)));
    }

    pub(super) fn add_u64(&mut self, field: Field, number: u64) {
        self.values.push((field, Content::Number(number)));
    }

    pub(super) fn add_i64(&mut self, field: Field, number: i64) {
        self.values.push((field, Content::Signed(number)));
    }

    /// Keeps a place on the way until the document has been written, or given up.
    pub(super) fn keep(&mut self, place: Place) {
        self.place = Some(place);
    }
}

impl Document for Pending {
    type Value<'a> = &'a Content;
    type FieldsValuesIter<'a> =
        Map<Iter<'a, (Field, Content)>, fn(&'a (Field, Content)) -> (Field, &'a Content)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.values.iter().map(|(field, value)| (*field, value))
    }
}

impl<'a> Value<'a> for &'a Content {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Content::Text(text) => ReferenceValueLeaf::Str(text),
            Content::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
            Content::Number(number) => ReferenceValueLeaf::U64(*number),
            Content::Signed(number) => ReferenceValueLeaf::I64(*number),
        })
    }
}
