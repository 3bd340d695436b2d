//! Texts that share a piece of memory: the words of all quotes of an article.
//!
//! In: a text and where in it each of them stands. Out: texts that compare, print and serialise as any other. An article has twenty quotes,
//! and memory that is asked for each of them has long left the processor’s caches.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::span::Span;

/// A text that may share its memory with others: as long as one of them is kept, that of all is.
///
/// ```
/// use dateline::article::SharedText;
/// let text = SharedText::from("We wait.");
/// assert_eq!(text, "We wait.");
/// assert!(text.ends_with('.'));
/// ```
#[derive(Clone, Default)]
pub struct SharedText {
    /// What it is a part of; `None` only of a text that was made of nothing.
    whole: Option<Arc<str>>,
    part: Span,
}

impl SharedText {
    /// A part of a text.
    ///
    /// # Panics
    /// When the span is of another text.
    #[must_use]
    pub fn part_of(whole: &Arc<str>, part: Span) -> Self {
        assert!(
            whole.get(part.range()).is_some(),
            "the part is no part of the whole"
        );
        Self {
            whole: Some(Arc::clone(whole)),
            part,
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.whole
            .as_deref()
            .map_or("", |whole| self.part.of(whole))
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self::part_of(&text.into(), Span::new(0, text.len()))
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for SharedText {}

impl PartialEq<str> for SharedText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl Serialize for SharedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for SharedText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(Self::from(text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_one_text_are_texts_of_their_own() {
        let whole: Arc<str> = "We wait.We hope.".into();
        let first = SharedText::part_of(&whole, Span::new(0, 8));
        let second = SharedText::part_of(&whole, Span::new(8, 16));
        assert_eq!((first.as_str(), second.as_str()), ("We wait.", "We hope."));
        assert_eq!(first, SharedText::from("We wait."));
        assert_ne!(first, second);
        assert_eq!(serde_json::to_string(&first).unwrap(), "\"We wait.\"");
        assert_eq!(
            serde_json::from_str::<SharedText>("\"We hope.\"").unwrap(),
            second
        );
        assert_eq!(SharedText::default(), "");
    }
}
