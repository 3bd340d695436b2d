//! The terms that documents are found and removed by.
//!
//! In: ids, twenty hexadecimal digits each. Out: terms of half as many bytes. All that came from a file has the term of the file; the
//! document of the file has one of its own besides, as an article has, a sign longer. The id of a file is that of the article that
//! is all of it, so that the three begin alike: terms that have nothing in common are what a dictionary is slow to make of, and
//! ids are all of that kind.

use tantivy::Term;
use tantivy::schema::Field;

/// What a document is found or removed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// The id of a file: its document, its articles and their quotes.
    FromFile(&'a str),
    /// The id of a file: its document alone.
    File(&'a str),
    /// The id of an article: its document alone.
    Article(&'a str),
}

impl Key<'_> {
    pub(super) fn bytes(self) -> Vec<u8> {
        match self {
            Self::FromFile(id) => packed(id),
            Self::File(id) => [packed(id).as_slice(), b"f"].concat(),
            Self::Article(id) => [packed(id).as_slice(), b"a"].concat(),
        }
    }

    /// The key as a term of the field of keys.
    #[must_use]
    pub fn term(self, field: Field) -> Term {
        Term::from_field_bytes(field, &self.bytes())
    }
}

/// Two digits in a byte. What is no id is nobody's, and stays as it is.
fn packed(id: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    let (pairs, odd) = id.as_bytes().as_chunks::<2>();
    let bytes = pairs
        .iter()
        .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?));
    let bytes: Option<Vec<u8>> = bytes.collect();
    bytes
        .filter(|_| odd.is_empty())
        .unwrap_or_else(|| id.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_one_file_begin_alike_and_are_three() {
        let id = "16d82f4fbf5e6cab3eab";
        let all = Key::FromFile(id).bytes();
        assert_eq!(all.len(), 10);
        assert_eq!(all[..2], [0x16, 0xd8]);
        let (file, article) = (Key::File(id).bytes(), Key::Article(id).bytes());
        assert!(file.starts_with(&all) && article.starts_with(&all) && file != article);
    }

    #[test]
    fn what_is_no_id_is_as_it_was_typed() {
        for text in ["", "16d", "sixteen!", "no"] {
            assert_eq!(Key::FromFile(text).bytes(), text.as_bytes());
        }
    }
}
