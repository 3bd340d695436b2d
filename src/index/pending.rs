//! Documents that wait to be written.
//!
//! In: fields and their values, as `documents.rs` makes them. Out: what Tantivy reads of a document, taken from where it stands:
//! its own kind of document copies every text once more. The thread that made documents keeps them until they are written,
//! and drops them itself: memory that one thread asks for and another gives back goes to and fro between them and the system.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::iter::{Empty, Map};
use std::slice::Iter;
use std::sync::Arc;

use tantivy::Document;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::copies::{Row, Rows};
use super::way::Place;

/// The fields of a document and their values.
#[derive(Debug, Default)]
pub(super) struct Values {
    fields: Vec<(Field, Content)>,
}

/// Documents that are written one behind the other.
#[derive(Debug)]
struct Batch {
    documents: Vec<Values>,
    /// What articles and quotes among them are recognised by.
    sketches: Rows,
}

/// One of the documents that wait to be written.
#[derive(Debug)]
pub struct Pending {
    batch: Arc<Batch>,
    nth: usize,
    /// Given back when the last document of the batch has been written, or given up.
    _place: Option<Place>,
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

impl Values {
    pub(super) fn add_text(&mut self, field: Field, text: impl Into<Cow<'static, str>>) {
        self.fields.push((field, Content::Text(text.into())));
    }

    pub(super) fn add_bytes(&mut self, field: Field, bytes: Vec<u8>) {
        self.fields.push((field, Content::Bytes(bytes)));
    }

    pub(super) fn add_u64(&mut self, field: Field, number: u64) {
        self.fields.push((field, Content::Number(number)));
    }

    pub(super) fn add_i64(&mut self, field: Field, number: i64) {
        self.fields.push((field, Content::Signed(number)));
    }
}

thread_local! {
    /// What this thread has made and may not be written yet, the earliest first.
    static MADE: RefCell<VecDeque<Arc<Batch>>> = const { RefCell::new(VecDeque::new()) };
}

/// Documents that are to be written one behind the other, and keep a place on the way until the last of them is.
pub(super) fn pending(
    documents: Vec<Values>,
    sketches: Rows,
    mut place: Option<Place>,
) -> impl ExactSizeIterator<Item = Pending> {
    let count = documents.len();
    let batch = Arc::new(Batch {
        documents,
        sketches,
    });
    MADE.with_borrow_mut(|made| {
        while made
            .front()
            .is_some_and(|batch| Arc::strong_count(batch) == 1)
        {
            made.pop_front();
        }
        made.push_back(Arc::clone(&batch));
    });
    (0..count).map(move |nth| Pending {
        batch: Arc::clone(&batch),
        nth,
        _place: place.take_if(|_| nth + 1 == count),
    })
}

impl Pending {
    /// What the article, or the quote, is recognised by.
    pub(super) fn sketch(&self) -> Option<Row<'_>> {
        self.batch.sketches.get(self.nth)
    }
}

impl Document for Pending {
    type Value<'a> = &'a Content;
    type FieldsValuesIter<'a> =
        Map<Iter<'a, (Field, Content)>, fn(&'a (Field, Content)) -> (Field, &'a Content)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.batch.documents[self.nth]
            .fields
            .iter()
            .map(|(field, value)| (*field, value))
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
